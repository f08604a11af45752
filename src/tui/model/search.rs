//! Searching the text: folded, while one types, through the whole of it a piece at a time.
//!
//! Hits that stand in the text exactly as they were typed come first, in the order of the text, then those that
//! are spelt otherwise: folding must not hide an exact match.

use crate::text::fold::{Folded, fold_into};
use crate::text::needle::{Fault, Needle, Nothing};
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
    /// What is looked for, since the line was changed.
    needle: Option<Result<Needle, Nothing>>,
    /// What was found so far.
    hits: Hits,
    /// The hit that is shown: found again by its place, for hits before it may come later.
    current: Option<Span>,
    /// The chunk to look through next, counted from the one at `origin` and round.
    next: usize,
}

/// Hits, in the order of the text.
#[derive(Clone, Debug, Default)]
struct Hits {
    all: Vec<Span>,
    /// Those that stand in the text as they were typed.
    exact: Vec<Span>,
    /// The others.
    others: Vec<Span>,
}

impl Hits {
    /// Every place in `text`, which begins at `base`, where the needle stands.
    fn find(&mut self, text: &str, base: u32, needle: &Needle, typed: &str) {
        let mut quick = String::new();
        fold_into(text, &mut quick);
        if !needle.is_in(&quick) {
            return;
        }
        let folded = Folded::new(text);
        for place in needle.places(&folded.text) {
            let range = folded.source(place);
            let hit = Span::new(base + range.start as u32, base + range.end as u32);
            self.all.push(hit);
            if text[range] == *typed {
                self.exact.push(hit)
            } else {
                self.others.push(hit)
            }
            if self.all.len() >= MOST {
                break;
            }
        }
    }

    fn sort(&mut self) {
        for list in [&mut self.all, &mut self.exact, &mut self.others] {
            list.sort_unstable();
        }
    }

    /// The place of a hit in the order in which they are gone through.
    fn rank(&self, hit: Span) -> Option<usize> {
        let other = || self.others.binary_search(&hit).map(|at| self.exact.len() + at);
        self.exact.binary_search(&hit).or_else(|_| other()).ok()
    }

    fn at_rank(&self, rank: usize) -> Option<Span> {
        self.exact.get(rank).or_else(|| self.others.get(rank - self.exact.len())).copied()
    }

    /// The hit to begin with: the first exact one from `offset` on, round at the end, else the first other one.
    fn first_from(&self, offset: u32) -> Option<Span> {
        let list = if self.exact.is_empty() { &self.others } else { &self.exact };
        let at = list.partition_point(|hit| hit.start < offset);
        list.get(at).or(list.first()).copied()
    }
}

impl Search {
    /// A search that begins at `origin`.
    pub fn new(origin: u32) -> Self {
        Search {
            line: Line::default(),
            typing: true,
            origin,
            needle: None,
            hits: Hits::default(),
            current: None,
            next: 0,
        }
    }

    /// Begins again after the query changed.
    pub fn restart(&mut self) {
        self.needle = None;
        self.hits = Hits::default();
        self.current = None;
        self.next = 0;
    }

    /// Why what was typed is no pattern, where it is none.
    pub fn fault(&self) -> Option<Fault> {
        match self.needle {
            Some(Err(Nothing::NoPattern(fault))) => Some(fault),
            _ => None,
        }
    }

    /// Looks through the next piece; answers whether there is more to look through.
    pub fn go_on(&mut self, shelf: &Shelf) -> bool {
        let typed = self.line.text();
        let Ok(needle) = self.needle.get_or_insert_with(|| Needle::new(typed)) else {
            self.next = shelf.chunks();
            return false;
        };
        let first = shelf.chunk_at(self.origin);
        let mut read = 0;
        while self.next < shelf.chunks() && read < PIECE && self.hits.all.len() < MOST {
            let number = (first + self.next) % shelf.chunks();
            let span = match shelf.held(number) {
                Some(held) => {
                    self.hits.find(&held.chunk.text, held.chunk.span.start, needle, typed);
                    held.chunk.span
                }
                None => {
                    let article = shelf.article();
                    let span = article.chunks.span(number);
                    self.hits.find(&article.document.text.slice(span), span.start, needle, typed);
                    span
                }
            };
            read += span.len();
            self.next += 1;
        }
        if self.next > 1 {
            self.hits.sort();
        }
        if self.current.is_none() {
            self.current = self.hits.first_from(self.origin);
        }
        !self.done(shelf)
    }

    /// Whether the whole text was looked through.
    pub fn done(&self, shelf: &Shelf) -> bool {
        self.next >= shelf.chunks() || self.hits.all.len() >= MOST
    }

    /// All hits so far, in the order of the text.
    pub fn hits(&self) -> &[Span] {
        &self.hits.all
    }

    /// The hit that is shown.
    pub fn current(&self) -> Option<Span> {
        self.current
    }

    /// Its number in the order in which they are gone through, from 1.
    pub fn number(&self) -> Option<usize> {
        self.hits.rank(self.current?).map(|at| at + 1)
    }

    /// Goes `n` hits on from the one that is shown, round at the ends; answers the hit and whether it went
    /// round. `None`: there are none.
    pub fn step(&mut self, forward: bool, n: usize) -> Option<(Span, bool)> {
        let count = self.hits.all.len();
        let current = self.hits.rank(self.current?)?;
        let (at, round) = if forward {
            ((current + n) % count, current + n >= count)
        } else {
            ((current + count - n % count) % count, current < n)
        };
        self.current = self.hits.at_rank(at);
        Some((self.current?, round))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, typed: &str) -> Hits {
        let mut hits = Hits::default();
        hits.find(text, 100, &Needle::new(typed).expect("a needle"), typed);
        hits
    }

    #[test]
    fn marks_and_letter_forms_do_not_hide_a_word() {
        let text = "قرأ كِتَابًا ثم كتـاب";
        let found: Vec<_> = find(text, "كتاب").all.iter().map(|hit| &text[hit.within(100)]).collect();
        // The whole vocalised part, the mark after its last letter included.
        assert_eq!(found, ["كِتَابً", "كتـاب"]);
    }

    #[test]
    fn what_stands_as_it_was_typed_comes_first() {
        let text = "آمل أن أمل جاءت، وكان أمَل يأمل، ثم أمل";
        let hits = find(text, "أمل");
        let order: Vec<_> = (0..hits.all.len()).filter_map(|rank| hits.at_rank(rank)).collect();
        let words: Vec<_> = order.iter().map(|hit| &text[hit.within(100)]).collect();
        assert_eq!(words, ["أمل", "أمل", "أمل", "آمل", "أمَل"]);
        assert!(order.iter().enumerate().all(|(rank, hit)| hits.rank(*hit) == Some(rank)));
        assert_eq!(hits.first_from(100), Some(order[0]), "not the one spelt otherwise before it");
        assert_eq!(hits.first_from(order[2].start), Some(order[2]));
        assert_eq!(hits.first_from(order[2].end), Some(order[0]), "round at the end");
        assert_eq!(find(text, "أمَل").exact.len(), 1);
    }
}
