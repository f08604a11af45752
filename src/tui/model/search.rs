//! Searching the text: folded, while one types, through the whole of it a piece at a time.

use crate::text::fold::{Folded, fold, fold_into};
use crate::text::span::Span;

use super::line::Line;
use super::shelf::Shelf;

/// Bytes of text looked through before other messages get their turn.
const PIECE: u32 = 2 << 20;
/// Hits that are kept; further ones are not counted.
const MOST: usize = 100_000;

/// A search, from the first letter typed until it is cleared.
#[derive(Clone, Debug)]
pub struct Search {
    /// What was typed.
    pub line: Line,
    /// Whether the line is being typed in.
    pub typing: bool,
    /// Where the reading line was when the search began: Esc goes back there.
    pub origin: u32,
    /// Hits found so far, in the order of the text.
    hits: Vec<Span>,
    /// The hit that is shown: found again by its place, for hits before it may come later.
    current: Option<Span>,
    /// The chunk to look through next, counted from the one at `origin` and round.
    next: usize,
}

impl Search {
    /// A search that begins at `origin`.
    pub fn new(origin: u32) -> Self {
        Search { line: Line::default(), typing: true, origin, hits: Vec::new(), current: None, next: 0 }
    }

    /// Begins again after the query changed.
    pub fn restart(&mut self) {
        self.hits.clear();
        self.current = None;
        self.next = 0;
    }

    /// Looks through the next piece; answers whether there is more to look through.
    pub fn go_on(&mut self, shelf: &Shelf) -> bool {
        let needle = fold(self.line.text());
        if needle.trim().is_empty() {
            self.next = shelf.chunks();
            return false;
        }
        let first = shelf.chunk_at(self.origin);
        let mut read = 0;
        while self.next < shelf.chunks() && read < PIECE && self.hits.len() < MOST {
            let number = (first + self.next) % shelf.chunks();
            let span = match shelf.held(number) {
                Some(held) => {
                    find(&held.chunk.text, held.chunk.span.start, &needle, &mut self.hits);
                    held.chunk.span
                }
                None => {
                    let article = shelf.article();
                    let span = article.chunks.span(number);
                    find(&article.document.text.slice(span), span.start, &needle, &mut self.hits);
                    span
                }
            };
            read += span.len();
            self.next += 1;
        }
        if self.next > 1 {
            self.hits.sort_unstable();
        }
        if self.current.is_none() {
            self.current = self.first_from(self.origin).map(|at| self.hits[at]);
        }
        !self.done(shelf)
    }

    /// Whether the whole text was looked through.
    pub fn done(&self, shelf: &Shelf) -> bool {
        self.next >= shelf.chunks() || self.hits.len() >= MOST
    }

    /// All hits so far.
    pub fn hits(&self) -> &[Span] {
        &self.hits
    }

    /// The hit that is shown.
    pub fn current(&self) -> Option<Span> {
        self.current
    }

    fn position(&self) -> Option<usize> {
        self.hits.binary_search(&self.current?).ok()
    }

    /// Its number, from 1.
    pub fn number(&self) -> Option<usize> {
        self.position().map(|at| at + 1)
    }

    /// Goes `n` hits on from `offset` (or from the hit that is shown there), round at the ends; answers
    /// the hit and whether it went round.
    pub fn step(&mut self, offset: u32, forward: bool, n: usize) -> Option<(Span, bool)> {
        if self.hits.is_empty() {
            return None;
        }
        let count = self.hits.len();
        let (at, round) = match self.position() {
            Some(current) if forward => ((current + n) % count, current + n >= count),
            Some(current) => ((current + count - n % count) % count, current < n),
            None if forward => (self.first_from(offset)?, false),
            None => {
                let before = self.hits.partition_point(|hit| hit.start < offset);
                (before.checked_sub(1).unwrap_or(count - 1), before == 0)
            }
        };
        self.current = Some(self.hits[at]);
        Some((self.hits[at], round))
    }

    fn first_from(&self, offset: u32) -> Option<usize> {
        let at = self.hits.partition_point(|hit| hit.start < offset);
        (!self.hits.is_empty()).then_some(if at < self.hits.len() { at } else { 0 })
    }
}

/// Every place where the folded `needle` stands in `text`, which begins at `base`.
fn find(text: &str, base: u32, needle: &str, hits: &mut Vec<Span>) {
    let mut quick = String::new();
    fold_into(text, &mut quick);
    if !quick.contains(needle) {
        return;
    }
    let folded = Folded::new(text);
    for (at, _) in folded.text.match_indices(needle) {
        let range = folded.source(at..at + needle.len());
        hits.push(Span::new(base + range.start as u32, base + range.end as u32));
        if hits.len() >= MOST {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_letter_forms_do_not_hide_a_word() {
        let mut hits = Vec::new();
        let text = "قرأ كِتَابًا ثم كتـاب";
        find(text, 100, &fold("كتاب"), &mut hits);
        let found: Vec<_> = hits.iter().map(|hit| &text[hit.within(100)]).collect();
        // The whole vocalised part, the mark after its last letter included.
        assert_eq!(found, ["كِتَابً", "كتـاب"]);
    }
}
