//! The reader's own marks of the article that is read, each at its place in the text of today or lost.

use std::collections::VecDeque;

use crate::record::{Mark, MarkKind, Placed};
use crate::text::span::Span;

use super::draft::Draft;

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

/// A change that the library has not answered yet.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What confirms it, once it is kept.
    pub confirms: Option<String>,
    /// What was written for it, which is at hand again where it is not kept.
    pub draft: Option<Draft>,
}

/// The marks.
#[derive(Clone, Debug, Default)]
pub struct OwnMarks {
    /// All of them in the order of the text, the lost ones last.
    pub list: Vec<Placed>,
    /// How the last changes are undone, the last one last.
    pub undo: Vec<Undo>,
    /// Changes that the library has not answered yet, in the order in which it will.
    pub asked: VecDeque<Asked>,
    /// A key that is still awaited.
    pub awaited: Option<Awaited>,
}

impl OwnMarks {
    /// The marks of another article: none yet. What was asked before is still answered first.
    pub fn begin(&mut self) {
        let mut asked = std::mem::take(&mut self.asked);
        asked.iter_mut().for_each(|asked| asked.draft = None);
        *self = OwnMarks { asked, ..OwnMarks::default() };
    }

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

    /// What was said against the speaker, or the words, of a highlight at `span`: there is one such mark at most.
    pub fn correction(&self, kind: &MarkKind, span: Span) -> Option<&Mark> {
        let same = |placed: &&Placed| placed.mark.kind.parts().0 == kind.parts().0;
        let here = |placed: &&Placed| placed.at.is_some_and(|at| at.overlaps(span));
        self.list.iter().filter(same).find(here).map(|placed| &placed.mark)
    }

    /// Where the bookmark with that letter is.
    pub fn bookmark(&self, letter: char) -> Option<&Placed> {
        self.list.iter().find(|placed| placed.mark.kind == MarkKind::Bookmark(letter))
    }
}
