//! The cards of the shown tab and which of them are seen.

use std::ops::Range;

use super::filter::Filter;
use super::shelf::{Selected, Shelf};

/// A card: a highlight of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The chunk's number.
    pub chunk: usize,
    /// The highlight's index in it.
    pub highlight: usize,
}

/// A chunk and its neighbours, as far as they are at hand.
fn window(chunk: usize, shelf: &Shelf) -> Range<usize> {
    let before = chunk.checked_sub(1).filter(|before| shelf.held(*before).is_some());
    let after = usize::from(shelf.held(chunk + 1).is_some());
    before.unwrap_or(chunk)..chunk + 1 + after
}

/// The list.
#[derive(Clone, Debug, Default)]
pub struct List {
    entries: Vec<Entry>,
    /// The chunks whose highlights are among the entries.
    window: Range<usize>,
    /// The shelf's generation when they were gathered.
    generation: u64,
    /// The first card that is seen.
    pub top: usize,
}

impl List {
    /// Gathers the cards of the chunk `chunk` and of its neighbours at hand; all there are in an article.
    pub fn gather(&mut self, chunk: usize, filter: &Filter, shelf: &Shelf) {
        let first = self.entries.get(self.top).copied();
        self.window = window(chunk, shelf);
        self.generation = shelf.generation();
        self.entries.clear();
        for number in self.window.clone() {
            let Some(held) = shelf.held(number) else { continue };
            let shown =
                |(_, highlight): &(usize, &crate::highlight::Highlight)| filter.shows(highlight, &held.chunk);
            self.entries.extend(
                held.highlights
                    .iter()
                    .enumerate()
                    .filter(shown)
                    .map(|(highlight, _)| Entry { chunk: number, highlight }),
            );
        }
        // What was seen stays in view.
        self.top = first.map_or(0, |first| self.entries.partition_point(|entry| *entry < first));
        self.top = self.top.min(self.entries.len().saturating_sub(1));
    }

    /// The cards.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether the cards of that chunk are among them, with those around it that are at hand, and nothing
    /// was read anew since.
    pub fn covers(&self, chunk: usize, shelf: &Shelf) -> bool {
        let window = window(chunk, shelf);
        let same = self.generation == shelf.generation();
        same && self.window.start <= window.start && window.end <= self.window.end
    }

    /// The number of the selected card.
    pub fn position(&self, selected: &Selected) -> Option<usize> {
        let wanted = Entry { chunk: selected.chunk, highlight: selected.highlight };
        self.entries.binary_search(&wanted).ok()
    }

    /// The first card to show so that card `at` is wholly seen in `room` rows; `height` tells a card's rows
    /// with the blank one after it.
    pub fn revealing(&self, at: usize, room: usize, height: impl Fn(usize) -> usize) -> usize {
        if at < self.top {
            return at;
        }
        let mut sum = height(at).saturating_sub(1);
        let mut first = at;
        while first > self.top {
            sum += height(first - 1);
            if sum > room {
                break;
            }
            first -= 1;
        }
        first
    }

    /// The card at row `row` of the pane.
    pub fn at_row(&self, row: usize, height: impl Fn(usize) -> usize) -> Option<usize> {
        let mut below = 0;
        for at in self.top..self.entries.len() {
            below += height(at);
            if row + 1 < below {
                return Some(at);
            }
            if row < below {
                return None;
            }
        }
        None
    }
}
