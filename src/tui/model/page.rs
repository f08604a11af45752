//! What the article's pane shows: rows of blocks from a place on, laid out where they are looked at.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::document::{Block, BlockKind};
use crate::layout::{self, Rows};
use crate::text::span::Span;

use super::shelf::Shelf;

/// Bytes of laid-out text that are kept.
const KEPT: usize = 1 << 20;

/// A line of the article: a row of a block, or one of the blank lines before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The chunk's number.
    pub chunk: usize,
    /// The block's number in it.
    pub block: usize,
    /// Blank lines first, then rows.
    pub line: usize,
}

/// A line as it is seen.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Which.
    pub line: Line,
    /// The block.
    pub block: Block,
    /// The block's rows and the number of the one that is seen; `None`: a blank line.
    pub row: Option<(Rc<Rows>, usize)>,
}

impl Seen {
    /// The stretch of text it shows; empty for a blank line.
    pub fn span(&self) -> Span {
        match &self.row {
            Some((rows, row)) => rows.rows()[*row].span,
            None => Span::new(self.block.span.start, self.block.span.start),
        }
    }
}

/// The pane.
pub struct Page {
    /// The line at the top.
    top: Line,
    /// What is seen, from the top down.
    seen: Vec<Seen>,
    cache: RefCell<HashMap<u32, Rc<Rows>>>,
    /// Bytes of text that the cache holds.
    kept: Cell<usize>,
    /// How blocks are laid out.
    options: layout::Options,
    /// Blank lines above a sub-heading, and between blocks.
    airy: bool,
    height: usize,
    /// Rows at the end that are left blank, for a sub-heading waits for the next screen.
    waiting: usize,
    /// The word that stays in view while the terminal is resized.
    read: Option<u32>,
}

impl Default for Page {
    /// A page at the beginning, of no size yet.
    fn default() -> Self {
        Page {
            top: Line { chunk: 0, block: 0, line: 0 },
            seen: Vec::new(),
            cache: RefCell::default(),
            kept: Cell::new(0),
            options: layout::Options::default(),
            airy: true,
            height: 0,
            waiting: 0,
            read: None,
        }
    }
}

impl Page {
    /// What is seen, from the top down.
    pub fn seen(&self) -> &[Seen] {
        &self.seen
    }

    /// Whether there is less text than the pane has rows.
    pub fn is_whole(&self) -> bool {
        self.seen.len() + self.waiting < self.height
    }

    /// Rows of the pane.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The stretch of text that is seen.
    pub fn span(&self) -> Span {
        let start = self.seen.first().map_or(0, |seen| seen.span().start);
        let end = self.seen.last().map_or(start, |seen| seen.span().end);
        Span::new(start, end.max(start))
    }

    /// The row of the reading line: one third down.
    pub fn reading_row(&self) -> usize {
        self.height / 3
    }

    /// Where the words at the reading line begin; at the very beginning of the text, where nothing can be
    /// scrolled to the reading line, the first words are the ones that are read.
    pub fn reading_offset(&self) -> u32 {
        if self.at_start() {
            return self.span().start;
        }
        let row = self.reading_row().min(self.seen.len().saturating_sub(1));
        self.seen.get(row).map_or(0, |seen| seen.span().start)
    }

    /// Whether the very beginning of the text is at the top.
    pub fn at_start(&self) -> bool {
        self.top == Line { chunk: 0, block: 0, line: 0 }
    }

    /// Lays the page out for another size or other options; the words at the reading line stay there.
    pub fn resize(&mut self, options: layout::Options, height: usize, airy: bool, shelf: &mut Shelf) {
        let same = options == self.options && height == self.height && airy == self.airy;
        if same && !self.seen.is_empty() {
            return;
        }
        // The word that is read: the one that was at the reading line before the first of several resizes;
        // the very beginning stays the beginning.
        if self.read.is_none() && !self.at_start() {
            self.read = Some(self.reading_offset());
        }
        if options != self.options {
            self.cache.borrow_mut().clear();
            self.kept.set(0);
        }
        (self.options, self.height, self.airy) = (options, height, airy);
        match self.read {
            Some(word) => {
                self.place(word, self.reading_row(), shelf);
                self.read = Some(word);
            }
            None => self.arrange(shelf),
        }
    }

    /// Lays the page out again after chunks were read anew.
    pub fn arrange(&mut self, shelf: &mut Shelf) {
        self.top = self.valid(self.top, shelf);
        self.fill(shelf);
        // The end of the text never leaves the end of the pane, where there is enough text.
        let missing = self.height.saturating_sub(self.seen.len() + self.waiting);
        if missing > 0 && self.back(self.top, missing, shelf) != self.top {
            self.top = self.back(self.top, missing, shelf);
            self.fill(shelf);
        }
    }

    /// Moves down (up) by that many lines; answers whether anything moved.
    pub fn scroll(&mut self, lines: isize, shelf: &mut Shelf) -> bool {
        self.read = None;
        let before = self.top;
        self.top = if lines < 0 {
            self.back(self.top, lines.unsigned_abs(), shelf)
        } else {
            self.forth(self.top, lines.unsigned_abs(), shelf)
        };
        self.arrange(shelf);
        self.top != before
    }

    /// Puts the row of `offset` at row `row` of the pane, as far as there is text above.
    pub fn place(&mut self, offset: u32, row: usize, shelf: &mut Shelf) {
        self.read = None;
        let line = self.line_of(offset, shelf);
        self.top = self.back(line, row, shelf);
        self.arrange(shelf);
    }

    /// Brings `span` into view: nothing moves where all of it is seen already; else its first row comes
    /// to the upper third.
    pub fn show(&mut self, span: Span, shelf: &mut Shelf) {
        let last = Span::new(span.end.saturating_sub(1).max(span.start), span.end.max(span.start + 1));
        let sees = |part: u32| self.seen.iter().any(|seen| seen.row.is_some() && seen.span().contains(part));
        if !(sees(span.start) && sees(last.start)) {
            self.place(span.start, self.reading_row(), shelf);
        }
    }

    /// To the very beginning or the very end.
    pub fn to_end(&mut self, forward: bool, shelf: &mut Shelf) {
        self.read = None;
        self.top = Line { chunk: 0, block: 0, line: 0 };
        if forward {
            let chunk = shelf.chunks() - 1;
            let blocks = shelf.fetch(chunk).chunk.blocks.len();
            self.top = Line { chunk, block: blocks.saturating_sub(1), line: 0 };
            let lines = self.lines(self.top, shelf).unwrap_or(1);
            self.top.line = lines.saturating_sub(1);
        }
        self.arrange(shelf);
    }

    /// The next (previous) beginning of a block, counted from the reading line; the page moves by it.
    pub fn paragraph(&mut self, forward: bool, shelf: &mut Shelf) {
        self.read = None;
        let Some(at) =
            self.seen.iter().find(|seen| seen.row.is_some()).map(Seen::span).map(|span| span.start)
        else {
            return;
        };
        let line = self.line_of(at, shelf);
        let lead = self.lead_at(line, shelf);
        let first = Line { line: lead, ..line };
        self.top = if forward {
            let next = self.next_block(line, shelf).unwrap_or(line);
            Line { line: self.lead_at(next, shelf), ..next }
        } else if line == first {
            let before = self.previous_block(line, shelf).unwrap_or(Line { line: 0, ..line });
            Line { line: self.lead_at(before, shelf), ..before }
        } else {
            first
        };
        if self.top.chunk == 0 && self.top.block == 0 {
            self.top.line = 0;
        }
        self.arrange(shelf);
    }

    fn fill(&mut self, shelf: &mut Shelf) {
        self.fill_to_the_end(shelf);
        // A sub-heading never ends a screen: its rows, and the blanks before it, wait for the next one.
        if self.seen.len() == self.height {
            let heading = |seen: &&Seen| matches!(seen.block.kind, BlockKind::Heading(_));
            let n = self.seen.iter().rev().take_while(heading).count();
            let more = self.seen.last().is_some_and(|last| self.next_block(last.line, shelf).is_some());
            if more && n < self.seen.len() / 2 {
                self.seen.truncate(self.seen.len() - n);
                self.waiting = n;
            }
        }
    }

    fn fill_to_the_end(&mut self, shelf: &mut Shelf) {
        self.waiting = 0;
        self.seen.clear();
        let mut line = self.top;
        while self.seen.len() < self.height {
            let Some(held) = shelf.held(line.chunk) else {
                shelf.fetch(line.chunk);
                continue;
            };
            let Some(block) = held.chunk.blocks.get(line.block).copied() else {
                match self.next_block(line, shelf) {
                    Some(next) => line = next,
                    None => break,
                }
                continue;
            };
            let lead = self.lead(line, &held.chunk.blocks);
            let rows = self.rows(&block, held.chunk.slice(block.span));
            let total = lead + rows.rows().len();
            while line.line < total && self.seen.len() < self.height {
                let row = line.line.checked_sub(lead).map(|row| (Rc::clone(&rows), row));
                self.seen.push(Seen { line, block, row });
                line.line += 1;
            }
            match self.next_block(line, shelf) {
                Some(next) => line = next,
                None => break,
            }
        }
    }

    /// The rows of a block, from the cache or laid out now.
    fn rows(&self, block: &Block, text: &str) -> Rc<Rows> {
        let mut cache = self.cache.borrow_mut();
        if let Some(rows) = cache.get(&block.span.start) {
            return Rc::clone(rows);
        }
        if self.kept.get() + text.len() > KEPT {
            cache.clear();
            self.kept.set(0);
        }
        self.kept.set(self.kept.get() + text.len());
        let options = layout::Options { preformatted: block.kind == BlockKind::Preformatted, ..self.options };
        let rows = if block.kind == BlockKind::Byline {
            // The byline never wraps: it loses its last part.
            layout::line(text, block.direction, options.width, &options).from_base(block.span.start)
        } else {
            layout::lay_out(text, block.span.start, block.direction, &options)
        };
        let rows = Rc::new(rows);
        cache.insert(block.span.start, Rc::clone(&rows));
        rows
    }

    /// Blank lines above a block of a chunk; the items of one list stand together.
    fn lead(&self, line: Line, blocks: &[Block]) -> usize {
        let Some(block) = blocks.get(line.block) else { return 0 };
        if line.chunk == 0 && line.block == 0 || block.continues {
            return 0;
        }
        let follows_item = line.block == 0 || matches!(blocks[line.block - 1].kind, BlockKind::Item(_));
        match block.kind {
            BlockKind::Heading(_) if self.airy => 2,
            BlockKind::Item(_) if follows_item => 0,
            _ => 1,
        }
    }

    fn lead_at(&self, line: Line, shelf: &mut Shelf) -> usize {
        self.lead(line, &shelf.fetch(line.chunk).chunk.blocks)
    }

    /// Lines of the block at `line`, blanks included; `None` where there is no such block.
    fn lines(&self, line: Line, shelf: &mut Shelf) -> Option<usize> {
        let held = shelf.fetch(line.chunk);
        let block = held.chunk.blocks.get(line.block)?;
        Some(
            self.lead(line, &held.chunk.blocks) + self.rows(block, held.chunk.slice(block.span)).rows().len(),
        )
    }

    fn next_block(&self, line: Line, shelf: &mut Shelf) -> Option<Line> {
        if line.block + 1 < shelf.fetch(line.chunk).chunk.blocks.len() {
            return Some(Line { block: line.block + 1, line: 0, ..line });
        }
        // A chunk without blocks (white space alone) is passed over.
        ((line.chunk + 1)..shelf.chunks())
            .find(|chunk| !shelf.fetch(*chunk).chunk.blocks.is_empty())
            .map(|chunk| Line { chunk, block: 0, line: 0 })
    }

    fn previous_block(&self, line: Line, shelf: &mut Shelf) -> Option<Line> {
        if line.block > 0 {
            return Some(Line { block: line.block - 1, line: 0, ..line });
        }
        (0..line.chunk).rev().find_map(|chunk| {
            let blocks = shelf.fetch(chunk).chunk.blocks.len();
            (blocks > 0).then(|| Line { chunk, block: blocks - 1, line: 0 })
        })
    }

    fn forth(&self, mut line: Line, mut n: usize, shelf: &mut Shelf) -> Line {
        while let Some(lines) = self.lines(line, shelf) {
            if line.line + n < lines {
                line.line += n;
                return line;
            }
            match self.next_block(line, shelf) {
                Some(next) => {
                    n -= lines - line.line;
                    line = next;
                }
                None => {
                    line.line = lines - 1;
                    break;
                }
            }
        }
        line
    }

    fn back(&self, mut line: Line, mut n: usize, shelf: &mut Shelf) -> Line {
        loop {
            if n <= line.line {
                line.line -= n;
                return line;
            }
            let Some(before) = self.previous_block(line, shelf) else {
                return Line { line: 0, ..line };
            };
            n -= line.line + 1;
            line = Line { line: self.lines(before, shelf).unwrap_or(1) - 1, ..before };
        }
    }

    /// The line that shows `offset`.
    fn line_of(&self, offset: u32, shelf: &mut Shelf) -> Line {
        let chunk = shelf.chunk_at(offset);
        let held = shelf.fetch(chunk);
        let block = held.chunk.blocks.partition_point(|block| block.span.end <= offset);
        let block = block.min(held.chunk.blocks.len().saturating_sub(1));
        let line = Line { chunk, block, line: 0 };
        let Some(found) = held.chunk.blocks.get(block) else { return line };
        let rows = self.rows(found, held.chunk.slice(found.span));
        Line { line: self.lead(line, &held.chunk.blocks) + rows.row_at(offset.max(found.span.start)), ..line }
    }

    /// The same line, or the nearest one that there is.
    fn valid(&self, line: Line, shelf: &mut Shelf) -> Line {
        match self.lines(line, shelf) {
            Some(lines) => Line { line: line.line.min(lines - 1), ..line },
            None => Line { block: 0, line: 0, ..line },
        }
    }
}
