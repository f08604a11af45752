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
    /// Whether it was to be kept already and could not be.
    pub unkept: bool,
}

impl Draft {
    /// A line for that, with a text to begin with.
    pub fn new(purpose: Purpose, text: &str) -> Self {
        Draft { purpose, line: Line::new(text), unkept: false }
    }

    /// What is written of a note: of one with several lines the line shows all as one.
    pub fn note(&self) -> Option<&str> {
        let Purpose::Note(mark) = &self.purpose else { return None };
        let whole = mark.note.as_deref().filter(|note| Line::new(note).text() == self.line.text());
        Some(whole.unwrap_or(self.line.text()))
    }

    /// The note, where it could not be kept.
    pub fn unkept_note(&self) -> Option<&str> {
        self.note().filter(|note| self.unkept && !note.is_empty())
    }
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
