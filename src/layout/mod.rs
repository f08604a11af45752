//! Lays out one block at a width: shapes, breaks lines, then reorders (UAX #9, 3.4), and maps both ways.
//!
//! Knows no screen and no document: characters in, rows of clusters in columns out, left to right.
//! Text is laid out block by block, when it is looked at; keeping what was laid out is the caller's.
//!
//! * `unit`: the block's clusters in logical order: graphemes, lam-alef, joining, columns;
//! * `wrap`: where rows end (UAX #14);
//! * `row`: the rows, visual order (L1, L2);
//! * `map`: offset → row, span → boxes, cell → offset;
//! * `paint`: what a cluster looks like (forms, marks, L4, digits);
//! * [`mod@print`]: rows as plain text.

mod map;
mod paint;
pub mod print;
mod row;
#[cfg(test)]
mod tests;
mod unit;
mod wrap;

use crate::text::bidi::{Direction, Level};
use crate::text::span::Span;
pub use map::Boxed;
pub use row::{columns, lay_out, line};

/// Whether harakat, Quranic signs and points are painted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Marks {
    /// As written.
    #[default]
    Keep,
    /// Left out; the hamza and the madda of a letter stay.
    Strip,
}

/// Which digits are painted for the digits of the three systems.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Digits {
    /// Those that are written.
    #[default]
    AsWritten,
    /// 012
    Latin,
    /// ٠١٢
    Arabic,
}

/// How a block is laid out. Part of the key under which a laid-out block may be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// Columns of a row; 0: one row a paragraph.
    pub width: u16,
    /// Harakat.
    pub marks: Marks,
    /// Digits.
    pub digits: Digits,
    /// Whether spaces and line ends count: a line end breaks, a tab goes to the next multiple of 8.
    /// Else a line end with the white space around it is one space, and so is a tab.
    pub preformatted: bool,
}

/// A block laid out: its rows from top to bottom, and the ways between rows and text.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Never empty.
    rows: Vec<Row>,
    /// Document offset of the block's first byte.
    base: u32,
    direction: Direction,
    options: Options,
}

/// One row of a block, its clusters in visual order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The logical stretch it shows, the white space at its end included. The rows' spans follow
    /// each other without gaps.
    pub span: Span,
    /// The paragraph's embedding level: which edge the row is set against.
    pub base: Level,
    /// Columns taken; more than the width asked for only where one cluster alone is wider.
    pub width: u16,
    /// Left to right, without gaps. White space at the row's end and what is never painted (controls)
    /// have no cluster.
    pub clusters: Vec<Cluster>,
}

/// What is painted together: a grapheme, or lam and alef, with their marks; white space around a
/// line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Where it stands in the text, on grapheme borders; empty for what is shown but not in the
    /// document.
    pub span: Span,
    /// Its first column, counted from the row's left end.
    pub column: u16,
    /// Columns taken: 1 or 2; up to 8 for a tab or a conjunct of several consonants.
    pub width: u8,
    /// Its embedding level; odd means right to left.
    pub level: Level,
    /// What its symbol depends on besides its characters.
    pub form: Form,
}

/// How a cluster is joined, and what it is shown as if not as its own characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Form(u8);

impl Form {
    const PREVIOUS: u8 = 1;
    const NEXT: u8 = 2;
    const LAM_ALEF: u8 = 4;
    const SPACE: u8 = 8;
    const ELLIPSIS: u8 = 16;
    const HYPHEN: u8 = 32;

    const fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }

    /// Whether its letter is joined to the one before it.
    pub const fn joins_previous(self) -> bool {
        self.has(Self::PREVIOUS)
    }

    /// Whether its letter is joined to the one after it.
    pub const fn joins_next(self) -> bool {
        self.has(Self::NEXT)
    }

    /// Whether it is lam and alef in one cell.
    pub const fn is_lam_alef(self) -> bool {
        self.has(Self::LAM_ALEF)
    }

    /// Whether it is white space.
    pub const fn is_space(self) -> bool {
        self.has(Self::SPACE)
    }
}

impl Rows {
    /// The rows, at least one.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The block's direction.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// What it was laid out with.
    pub fn options(&self) -> Options {
        self.options
    }
}

impl Row {
    /// Whether the row is set against the right edge.
    pub const fn is_rtl(&self) -> bool {
        self.base & 1 == 1
    }
}
