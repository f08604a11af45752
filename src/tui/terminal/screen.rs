//! The finished cells as bytes: a ratatui backend that collects a frame and writes it at once.
//!
//! Only what changed, with the shortest moves and colour changes, between the marks of synchronized
//! output (`CSI ? 2026 h` and `l`), in one `write`. It asks the terminal nothing: the size comes from
//! the event loop, the cursor's place from what was written.
//!
//! Two things that a general backend does not do. A symbol whose width terminals disagree about
//! (signs of ambiguous width, emoji, scripts with marks of their own) is never trusted to have moved
//! the cursor: the next cell is addressed by its column, so that nothing shifts. And it is the last
//! gate: no control character passes, whatever a cell holds.

mod pen;

use std::io;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

use super::hyperlink::{self, CLOSE, Hyperlink, Leads};
use pen::{Pen, number};

/// From how many blank cells on erasing is shorter than writing them, its move included.
const ERASE: u16 = 10;

/// Modifiers that can be seen on a blank cell.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// A frame in the making. `sink` gets every finished frame as one slice.
pub struct Screen<W> {
    sink: W,
    size: Size,
    bytes: Vec<u8>,
    /// Where the terminal's cursor stands, as far as it is known.
    column: Option<u16>,
    row: Option<u16>,
    style: Pen,
    cursor: Option<Position>,
    /// What each cell shows, row by row, as far as it is known.
    shown: Vec<Option<Cell>>,
    /// The links of this frame, and the one that is begun; 0: none.
    leads: Leads,
    linked: u32,
    written: u64,
}

impl<W: FnMut(&[u8]) -> io::Result<()>> Screen<W> {
    /// A screen of `size` cells whose frames go to `sink`.
    pub fn new(size: Size, sink: W) -> Self {
        Screen {
            sink,
            size,
            bytes: Vec::with_capacity(16 << 10),
            column: None,
            row: None,
            style: Pen::PLAIN,
            cursor: None,
            shown: Vec::new(),
            leads: Leads::default(),
            linked: 0,
            written: 0,
        }
    }

    /// Takes note of the terminal's new size.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
    }

    /// Forgets what is known of the terminal: it was left and entered again.
    pub fn forget(&mut self) {
        self.bytes.clear();
        self.shown.clear();
        (self.column, self.row, self.style, self.cursor) = (None, None, Pen::PLAIN, None);
    }

    /// Takes note that the whole screen was cleared.
    pub fn cleared(&mut self) {
        self.shown.clear();
        let cells = usize::from(self.size.width) * usize::from(self.size.height);
        self.shown.resize(cells, Some(Cell::EMPTY));
    }

    /// Takes the links of the next frame; answers the number of each, for its cells.
    pub fn lead(&mut self, links: &[Hyperlink]) -> Vec<u32> {
        self.leads.take(links)
    }

    /// Begins the link with that number, or ends the one that is begun.
    fn link(&mut self, number: u32) {
        if number != self.linked {
            self.bytes.extend_from_slice(self.leads.opening(number));
            self.linked = number;
        }
    }

    /// Bytes written since the start.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Opens the frame before its first byte.
    fn open(&mut self) {
        if self.bytes.is_empty() {
            self.bytes.extend_from_slice(b"\x1b[?2026h");
        }
    }

    /// `CSI parameter final`, the parameter left out where it is 1.
    fn control(&mut self, parameter: u16, last: u8) {
        self.bytes.extend_from_slice(b"\x1b[");
        if parameter != 1 {
            number(&mut self.bytes, parameter);
        }
        self.bytes.push(last);
    }

    /// Brings the cursor to a cell by the shortest sure way.
    fn go(&mut self, x: u16, y: u16) {
        match (self.row, self.column) {
            (Some(row), Some(column)) if row == y && column == x => return,
            (Some(row), Some(column)) if row == y && column < x => {
                let gap = x - column;
                if gap <= 4 && self.is_plain() && (column..x).all(|column| self.is_blank_at(column, y)) {
                    self.bytes.resize(self.bytes.len() + usize::from(gap), b' ');
                } else {
                    self.control(gap, b'C');
                }
            }
            (Some(row), _) if row == y => self.control(x + 1, b'G'), // CHA: the row is sure, the column not
            (Some(row), _) if row + 1 == y && x == 0 => self.bytes.extend_from_slice(b"\r\n"),
            _ => {
                self.bytes.extend_from_slice(b"\x1b[");
                number(&mut self.bytes, y + 1);
                if x > 0 {
                    self.bytes.push(b';');
                    number(&mut self.bytes, x + 1);
                }
                self.bytes.push(b'H');
            }
        }
        (self.column, self.row) = (Some(x), Some(y));
    }

    /// Whether a blank written now shows nothing.
    fn is_plain(&self) -> bool {
        let unseen = self.style.ground == Color::Reset && !self.style.modifier.intersects(SEEN_ON_BLANK);
        unseen && self.linked == 0
    }

    fn shown_at(&self, x: u16, y: u16) -> Option<&Cell> {
        let at = usize::from(y) * usize::from(self.size.width) + usize::from(x);
        self.shown.get(at).filter(|_| x < self.size.width)?.as_ref()
    }

    /// Whether a cell shows nothing on the terminal's own ground: going over a few of them is shorter by
    /// writing than by moving.
    fn is_blank_at(&self, x: u16, y: u16) -> bool {
        self.shown_at(x, y).is_some_and(|cell| {
            let unseen = cell.bg == Color::Reset && !cell.modifier.intersects(SEEN_ON_BLANK);
            unseen && is_blank(cell) && hyperlink::of(cell) == 0
        })
    }

    /// Takes note of what a cell shows from now on. Nothing is known of the second half of a wide one.
    fn note(&mut self, x: u16, y: u16, cell: &Cell) {
        let at = usize::from(y) * usize::from(self.size.width) + usize::from(x);
        let width = usize::from(cell.cell_width().max(1));
        if let Some(cells) = self.shown.get_mut(at..at + width) {
            cells.fill(None);
            cells[0] = Some(cell.clone());
        }
    }

    /// The cells that changed, and some beside them. The tail of an Arabic letter reaches into the blank on
    /// its left, where some terminals (xterm, mlterm) do not wipe it away with the letter, and do with a
    /// blank that is written there: so that blank is written too, and so is that letter.
    fn with_tails<'a>(
        &mut self,
        content: impl Iterator<Item = (u16, u16, &'a Cell)>,
    ) -> Vec<(u16, u16, Cell)> {
        let mut cells: Vec<(u16, u16, Cell)> = Vec::new();
        let mut content = content.peekable();
        while let Some((x, y, cell)) = content.next() {
            let is_last = |cells: &[(u16, u16, Cell)], x| {
                cells.last().is_some_and(|(last, row, _)| (*last, *row) == (x, y))
            };
            if let Some(left) = x.checked_sub(1).filter(|left| !is_last(&cells, *left))
                && self.shown_at(x, y).is_some_and(has_tail)
            {
                let blank = self.shown_at(left, y).filter(|cell| is_blank(cell));
                cells.extend(blank.map(|cell| (left, y, cell.clone())));
            }
            if !is_last(&cells, x) {
                cells.push((x, y, cell.clone()));
            }
            self.note(x, y, cell);
            let right = x + 1;
            if is_blank(cell) && content.peek().is_none_or(|(next, row, _)| (*next, *row) != (right, y)) {
                let letter = self.shown_at(right, y).filter(|cell| has_tail(cell));
                cells.extend(letter.map(|cell| (right, y, cell.clone())));
            }
        }
        cells
    }

    /// Sets the pen. What cannot be seen on a blank cell is left as it is.
    fn pen(&mut self, cell: &Cell, blank: bool) {
        let mut wanted = Pen { ink: cell.fg, ground: cell.bg, modifier: cell.modifier };
        if blank && !(cell.modifier | self.style.modifier).intersects(SEEN_ON_BLANK) {
            wanted.ink = self.style.ink;
            wanted.modifier = self.style.modifier;
        }
        if wanted != self.style {
            wanted.after(self.style, &mut self.bytes);
            self.style = wanted;
        }
    }

    /// Writes one cell where the cursor stands.
    fn put(&mut self, cell: &Cell, x: u16) {
        let symbol = cell.symbol();
        if let [byte @ 0x20..=0x7e] = symbol.as_bytes() {
            self.bytes.push(*byte);
            self.column = Some(x + 1);
        } else {
            for character in symbol.chars() {
                let safe = if character.is_control() { char::REPLACEMENT_CHARACTER } else { character };
                self.bytes.extend_from_slice(safe.encode_utf8(&mut [0; 4]).as_bytes());
            }
            self.column = sure_width(symbol).then(|| x + cell.cell_width().max(1));
        }
        // At the right edge terminals disagree about where the cursor is.
        self.column = self.column.filter(|&column| column < self.size.width);
    }
}

/// Whether every terminal gives `symbol` the width we do: letters of the scripts that were tried
/// (TERMINALS, c), each with marks that no terminal counts.
fn sure_width(symbol: &str) -> bool {
    let mut characters = symbol.chars();
    let Some(first) = characters.next() else { return false };
    matches!(first,
        ' '..='~' | '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' | '\u{5d0}'..='\u{5f2}'
        | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{620}'..='\u{64a}' | '\u{660}'..='\u{66f}'
        | '\u{671}'..='\u{6d5}' | '\u{6ee}'..='\u{6ff}' | '\u{fb50}'..='\u{fbb1}'
        | '\u{fbd3}'..='\u{fbff}' | '\u{fe80}'..='\u{fefc}')
        && characters.all(|mark| {
            matches!(mark, '\u{5b0}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{64b}'..='\u{655}' | '\u{670}')
        })
}

/// Whether ink may reach out of a cell to the left.
fn has_tail(cell: &Cell) -> bool {
    cell.symbol().chars().next().is_some_and(|c| matches!(c, '\u{620}'..='\u{6ff}' | '\u{fb50}'..='\u{fefc}'))
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " "
}

impl<W: FnMut(&[u8]) -> io::Result<()>> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells = self.with_tails(content);
        let mut cells = cells.iter().map(|(x, y, cell)| (*x, *y, cell)).peekable();
        while let Some((x, y, cell)) = cells.next() {
            self.open();
            let link = hyperlink::of(cell);
            if !is_blank(cell) {
                self.go(x, y);
                self.pen(cell, false);
                self.link(link);
                self.put(cell, x);
                continue;
            }
            let mut length = 1;
            while cells
                .next_if(|&(next, row, other)| {
                    let alike = is_blank(other) && same_ground(cell, other);
                    alike && row == y && next == x + length && hyperlink::of(other) == link
                })
                .is_some()
            {
                length += 1;
            }
            self.go(x, y);
            self.pen(cell, true);
            self.link(link);
            // Erased cells take the pen's ground in some terminals and the default in others.
            let plain = self.is_plain();
            if plain && x + length == self.size.width && length > 3 {
                self.bytes.extend_from_slice(b"\x1b[K");
            } else if plain && length >= ERASE {
                self.control(length, b'X');
            } else {
                self.bytes.resize(self.bytes.len() + usize::from(length), b' ');
                self.column = Some(x + length).filter(|&column| column < self.size.width);
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor.take().is_some() {
            self.open();
            self.bytes.extend_from_slice(b"\x1b[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor.is_none() {
            self.open();
            self.bytes.extend_from_slice(b"\x1b[?25h");
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    /// Called after `show_cursor` and after the cells.
    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor != Some(position) || !self.bytes.is_empty() {
            self.open();
            self.go(position.x, position.y);
        }
        self.cursor = Some(position);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.open();
        let erase: &[u8] = match region {
            ClearType::All => b"\x1b[m\x1b[2J",
            ClearType::AfterCursor => b"\x1b[m\x1b[J",
            ClearType::BeforeCursor => b"\x1b[m\x1b[1J",
            ClearType::CurrentLine => b"\x1b[m\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[m\x1b[K",
        };
        self.bytes.extend_from_slice(erase);
        self.style = Pen::PLAIN;
        self.shown.clear();
        if region == ClearType::All {
            self.cleared();
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        if self.linked != 0 {
            self.bytes.extend_from_slice(CLOSE);
            self.linked = 0;
        }
        self.bytes.extend_from_slice(b"\x1b[?2026l");
        self.written += self.bytes.len() as u64;
        let result = (self.sink)(&self.bytes);
        self.bytes.clear();
        result
    }
}

/// Whether two blank cells look the same: their ground, and what is seen on it.
fn same_ground(one: &Cell, other: &Cell) -> bool {
    let seen = (one.modifier | other.modifier).intersects(SEEN_ON_BLANK);
    one.bg == other.bg && (!seen || (one.modifier == other.modifier && one.fg == other.fg))
}

#[cfg(test)]
mod tests;
