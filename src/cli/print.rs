//! `qari print`: the article laid out, chunk by chunk, so that a book needs no more memory than an
//! article.

use super::arguments::{General, Print};
use super::output::Output;
use super::paper::Paper;
use super::signals::Signals;
use super::{Outcome, open, signals};
use crate::article::Article;
use crate::document::{Block, BlockKind, Chunk};
use crate::error::Result;
use crate::text::segment::is_line_end;
use crate::text::span::Span;

/// Prints what the command line named.
pub fn run(options: &Print, general: &General) -> Result<Outcome> {
    let signals = signals::listen();
    article(&open::open(&options.source, open::options(general)?, general)?, options, general, &signals)
}

/// Prints an opened article.
pub fn article(article: &Article, options: &Print, general: &General, signals: &Signals) -> Result<Outcome> {
    let mut output = Output::new();
    let chunks = 0..article.chunks.count();
    if options.raw {
        for number in chunks {
            if !output.write_foreign(&article.document.text.slice(article.chunks.span(number)))? {
                break;
            }
        }
    } else {
        let paper = Paper::new(options.order, options.width, options.marks, general)?;
        let mut page = Page { paper, before: None, rows: String::new() };
        if page.paper.changes_the_terminal() {
            signals.hold();
        }
        output.write(paper.before())?;
        for number in chunks {
            if signals.came().is_some() {
                break;
            }
            page.chunk(&article.chunks.load(number));
            if !output.write(&page.rows)? {
                break;
            }
            page.rows.clear();
        }
        output.write(paper.after())?;
    }
    output.flush()?;
    Ok(signals.release(Outcome::Done))
}

/// Rows on their way out.
struct Page {
    paper: Paper,
    /// What stood before: decides how far apart the next block stands.
    before: Option<BlockKind>,
    rows: String,
}

impl Page {
    fn chunk(&mut self, chunk: &Chunk) {
        let mut at = 0;
        while let Some(first) = chunk.blocks.get(at) {
            let mut block = *first;
            at += 1;
            // One row a paragraph: where breaks were lost and blocks were made, they are one again.
            while let Some(next) = chunk.blocks.get(at).filter(|next| self.is_one(chunk, &block, next)) {
                block.span.end = next.span.end;
                at += 1;
            }
            if self.paper.width() > 0 {
                self.rows.extend(std::iter::repeat_n('\n', space(self.before, block.kind)));
            }
            self.before = Some(block.kind);
            self.paper.block(chunk.slice(block.span), &block, &mut self.rows);
        }
    }

    /// Whether, without wrapping, `next` stands on the row of `block`: no line end is between them.
    fn is_one(&self, chunk: &Chunk, block: &Block, next: &Block) -> bool {
        let between = || chunk.slice(Span::new(block.span.end, next.span.start));
        self.paper.width() == 0
            && next.span.end - block.span.start <= LONGEST
            && !between().contains(is_line_end)
    }
}

/// The longest row without wrapping, in bytes: what the layout expects of a block.
const LONGEST: u32 = 32 << 10;

/// Blank rows between a block and the one before it.
fn space(before: Option<BlockKind>, kind: BlockKind) -> usize {
    match (before, kind) {
        (None, _) | (Some(BlockKind::Item(_)), BlockKind::Item(_)) => 0,
        (_, BlockKind::Heading(_)) => 2,
        _ => 1,
    }
}
