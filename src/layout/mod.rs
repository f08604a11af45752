//! Lays out one block at a width: breaks lines first, reorders after (UAX #9, 3.4), and maps both ways.
//!
//! Knows no screen: rows are clusters in columns, left to right.

use crate::text::bidi::Level;
use crate::text::span::Span;

/// One row of a block, its clusters in visual order.
#[derive(Clone, Debug)]
pub struct Row {
    /// The logical stretch it shows, the white space at its end included.
    pub span: Span,
    /// The paragraph's embedding level: which edge the row is set against.
    pub base: Level,
    /// Columns taken.
    pub width: u16,
    /// Left to right.
    pub clusters: Vec<Cluster>,
}

/// What is painted in one or two cells: a grapheme, or lam and alef together, with their marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Where it stands in the text; empty for what is shown but not in the document.
    pub span: Span,
    /// Its first column, counted from the row's left end.
    pub column: u16,
    /// Columns taken: 1 or 2.
    pub width: u8,
    /// Its embedding level; odd means right to left.
    pub level: Level,
}
