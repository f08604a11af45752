//! A line that is being written at the foot, and what it is for.

use crate::record::Mark;

use super::line::Line;

/// The line.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What it is for.
    pub purpose: Purpose,
    /// What is written.
    pub line: Line,
}

/// What a line is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// The note of that mark, which is kept with it.
    Note(Box<Mark>),
    /// The speaker that this mark gives a quote.
    Speaker(Box<Mark>),
    /// The file that the article's highlights are written to.
    Export,
}
