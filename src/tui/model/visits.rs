//! The documents one came through, to go back to and forward again, each at the place where it was left.

use crate::article::Article;
use crate::text::span::Span;
use crate::tui::model::filter::Filter;
use crate::tui::model::history::{History, Stop};
use crate::tui::model::{Model, Overlay};

/// How many documents are kept on each side.
const KEPT: usize = 20;

/// A document as it was left.
struct Visit {
    article: Article,
    stop: Stop,
    filter: Filter,
    history: History,
}

/// The documents before and after this one.
#[derive(Default)]
pub struct Visits {
    back: Vec<Visit>,
    forward: Vec<Visit>,
}

impl Model {
    /// Opens another document in place of this one, which is the next on the way back; at a stretch of it,
    /// where one is named.
    pub fn visit(&mut self, article: Article, at: Option<Span>) {
        // What only lies under the home screen with which the program began was never read.
        if !matches!(self.overlays.first(), Some(Overlay::Home(home)) if home.alone) {
            let here = self.leaving();
            self.visits.forward.clear();
            self.visits.back.push(here);
            if self.visits.back.len() > KEPT {
                self.visits.back.remove(0);
            }
        }
        self.open(article, at);
    }

    /// Back to the document before, or forward again; answers whether there was one.
    pub fn revisit(&mut self, forward: bool) -> bool {
        let from = if forward { &mut self.visits.forward } else { &mut self.visits.back };
        let Some(visit) = from.pop() else { return false };
        let here = self.leaving();
        if forward {
            self.visits.back.push(here)
        } else {
            self.visits.forward.push(here)
        }
        self.open(visit.article, None);
        self.filter = visit.filter;
        self.history = visit.history;
        self.gather_anew();
        let row = self.page.reading_row();
        if visit.stop.offset > 0 {
            self.page.place(visit.stop.offset, row, &mut self.shelf);
        }
        self.select(visit.stop.selected);
        self.follow();
        true
    }

    fn leaving(&mut self) -> Visit {
        // The very beginning is where one is until one has moved.
        let offset = if self.page.at_start() { 0 } else { self.page.reading_offset() };
        Visit {
            article: self.shelf.article().clone(),
            stop: Stop { offset, selected: self.selected },
            filter: self.filter.clone(),
            history: std::mem::take(&mut self.history),
        }
    }
}
