//! The reader's own marks of the article that is read, each at its place in the text of today or lost.

use crate::record::{Mark, MarkKind};
use crate::text::span::Span;

use super::line::Line;

/// A mark and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The mark.
    pub mark: Mark,
    /// Where its words are now; `None`: they are lost.
    pub at: Option<Span>,
}

/// What undoes a change.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// The mark of that kind's name on those words was new: it is taken away.
    New(&'static str, Span),
    /// The mark was another, or was taken away: it is put back.
    Old(Box<Mark>),
}

/// A key that is still awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// The letter of a bookmark to be set.
    Bookmark,
    /// The letter of one to go to.
    ToBookmark,
}

/// The marks.
#[derive(Clone, Debug, Default)]
pub struct OwnMarks {
    /// All of them in the order of the text, the lost ones last.
    pub list: Vec<Placed>,
    /// How the last changes are undone, the last one last.
    pub undo: Vec<Undo>,
    /// A key that is still awaited.
    pub awaited: Option<Awaited>,
    /// The note that is being written, and the mark that it belongs to.
    pub note: Option<(Mark, Line)>,
}

impl OwnMarks {
    /// The marks as the library has them.
    pub fn set(&mut self, mut list: Vec<Placed>) {
        list.sort_by_key(|placed| (placed.at.is_none(), placed.at.unwrap_or(placed.mark.anchor.span)));
        self.list = list;
    }

    /// The stretches that are marked, in the order of the text.
    pub fn own(&self) -> impl Iterator<Item = (Span, &Mark)> {
        let own = self.list.iter().filter(|placed| matches!(placed.mark.kind, MarkKind::Own(_)));
        own.filter_map(|placed| Some((placed.at?, &placed.mark)))
    }

    /// The mark that holds all of `span`, the smallest of several.
    pub fn over(&self, span: Span) -> Option<&Mark> {
        self.own().filter(|(at, _)| at.covers(span)).min_by_key(|(at, _)| at.len()).map(|(_, mark)| mark)
    }

    /// Where the bookmark with that letter is.
    pub fn bookmark(&self, letter: char) -> Option<&Placed> {
        self.list.iter().find(|placed| placed.mark.kind == MarkKind::Bookmark(letter))
    }
}
