//! The chunks at hand and the highlights in them, in the order of the text.
//!
//! An article is one chunk and all of it is at hand. Of a book the counts of every chunk are kept and the
//! contents of a few; the rest is imported again when it comes into view.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::{Article, Extracted};
use crate::document::Chunk;
use crate::highlight::{Group, Highlight, QUOTE, Role};
use crate::record::correct::{Correction, correct};
use crate::text::span::Span;

use super::filter::Filter;

/// Chunks whose contents are kept.
const AT_HAND: usize = 6;

/// How many chunks that are not at hand a jump looks through before other messages get their turn.
const AT_A_TIME: usize = 4;

/// A chunk at hand.
#[derive(Clone, Debug)]
pub struct Held {
    /// The chunk.
    pub chunk: Chunk,
    /// Its highlights by start.
    pub highlights: Arc<[Highlight]>,
    /// Every place where a highlight stands, by start: names stand in several.
    pub occurrences: Arc<[Occurrence]>,
    /// The highlights as they were extracted, before the reader's corrections.
    extracted: Arc<[Highlight]>,
    /// The stretches of those that the reader corrected.
    corrected: Arc<[Span]>,
}

/// One place where a highlight stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Where.
    pub span: Span,
    /// Which: its index among the chunk's highlights.
    pub highlight: usize,
    /// Its tab.
    pub group: Group,
}

/// A chosen place of a highlight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected {
    /// The chunk's number.
    pub chunk: usize,
    /// The highlight's index in it.
    pub highlight: usize,
    /// The place.
    pub span: Span,
    /// Its tab.
    pub group: Group,
}

/// Where a jump begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// At what begins at that offset or after it; going back, before it.
    Offset(u32),
    /// At the place after (before) that one.
    Place(Selected),
}

/// What a jump found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// A place.
    Found(Selected),
    /// There is none.
    Nothing,
    /// None so far; to be asked again from that chunk on.
    GoOn(usize),
}

/// Counts of a chunk's highlights by group, with reports apart from quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In the order of [`Group::ALL`].
    pub groups: [usize; 5],
    /// Indirect ones among the quotes.
    pub reports: usize,
}

impl Tally {
    fn of(highlights: &[Highlight]) -> Self {
        let mut tally = Tally::default();
        for highlight in highlights {
            tally.groups[highlight.kind.kind().group as usize] += 1;
            tally.reports += usize::from(highlight.value(Role::Form) == Some("indirect"));
        }
        tally
    }

    /// All of them.
    pub fn all(&self) -> usize {
        self.groups.iter().sum()
    }

    fn add(&mut self, other: &Tally) {
        for (sum, n) in self.groups.iter_mut().zip(other.groups) {
            *sum += n;
        }
        self.reports += other.reports;
    }
}

/// The chunks at hand.
pub struct Shelf {
    article: Article,
    held: BTreeMap<usize, Held>,
    tallies: Vec<Option<Tally>>,
    /// What the reader said against highlights.
    corrections: Vec<Correction>,
    /// Grows with every chunk that is put on the shelf: indices of highlights may be others then.
    generation: u64,
}

impl Shelf {
    /// A shelf with the first chunk on it. Its highlights come with the stream: the first frame waits for
    /// nothing that it does not show.
    pub fn new(article: Article) -> Self {
        let tallies = vec![None; article.chunks.count()];
        let chunk = article.chunks.load(0);
        let first = Held::new(chunk, Arc::new([]), &[]);
        Shelf { article, held: BTreeMap::from([(0, first)]), tallies, corrections: Vec::new(), generation: 0 }
    }

    /// The article.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// How many chunks there are.
    pub fn chunks(&self) -> usize {
        self.tallies.len()
    }

    /// The number of the chunk at `offset`.
    pub fn chunk_at(&self, offset: u32) -> usize {
        self.held
            .iter()
            .find(|(_, held)| held.chunk.span.contains(offset))
            .map_or_else(|| self.article.chunks.at(offset), |(number, _)| *number)
    }

    /// A number that is another one after any chunk was put on the shelf.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The chunks at hand.
    pub fn at_hand(&self) -> impl Iterator<Item = &Held> {
        self.held.values()
    }

    /// Chunk `number`, where it is at hand.
    pub fn held(&self, number: usize) -> Option<&Held> {
        self.held.get(&number)
    }

    /// Chunk `number`, imported and extracted cold if it must be.
    pub fn fetch(&mut self, number: usize) -> &Held {
        if !self.held.contains_key(&number) {
            let cold = self.article.cold(number);
            self.hold(cold);
        }
        &self.held[&number]
    }

    /// The highlights of chunk `number` at once, ahead of the stream.
    pub fn extract(&mut self, number: usize) {
        if self.tallies.get(number).is_some_and(Option::is_none) {
            let cold = self.article.cold(number);
            self.hold(cold);
        }
    }

    /// Takes what the stream read: the counts of every chunk, the contents of those at hand or of the
    /// first ones. Answers whether what is at hand changed.
    pub fn take(&mut self, extracted: Extracted) -> bool {
        let number = extracted.number;
        let wanted = self.held.contains_key(&number) || self.held.len() < AT_HAND && number < AT_HAND;
        if wanted {
            self.hold(extracted);
            let tally = self.held.get(&number).map(|held| Tally::of(&held.highlights));
            self.tallies[number] = tally;
        } else if let Some(tally) = self.tallies.get_mut(number) {
            *tally = Some(Tally::of(&correct(extracted.highlights, &self.corrections).highlights));
        }
        wanted
    }

    fn hold(&mut self, extracted: Extracted) {
        let Extracted { number, chunk, highlights } = extracted;
        let held = Held::new(chunk, highlights.into(), &self.corrections);
        if let Some(tally @ None) = self.tallies.get_mut(number) {
            *tally = Some(Tally::of(&held.highlights));
        }
        self.generation += 1;
        self.held.insert(number, held);
        while self.held.len() > AT_HAND {
            // What is farthest from the newest goes.
            let far = self.held.keys().copied().max_by_key(|held| held.abs_diff(number));
            if let Some(far) = far.filter(|far| *far != number) {
                self.held.remove(&far);
            }
        }
    }

    /// Puts the reader's corrections over the highlights; answers whether they are others than before. Counts
    /// of chunks that are not at hand follow when these are read again.
    pub fn set_corrections(&mut self, corrections: Vec<Correction>) -> bool {
        if self.corrections == corrections {
            return false;
        }
        self.corrections = corrections;
        self.generation += 1;
        for (number, held) in &mut self.held {
            *held = Held::new(held.chunk.clone(), Arc::clone(&held.extracted), &self.corrections);
            if let Some(tally @ Some(_)) = self.tallies.get_mut(*number) {
                *tally = Some(Tally::of(&held.highlights));
            }
        }
        true
    }

    /// Counts of all that was read, and whether that is everything.
    pub fn tally(&self) -> (Tally, bool) {
        let mut sum = Tally::default();
        for tally in self.tallies.iter().flatten() {
            sum.add(tally);
        }
        (sum, self.tallies.iter().all(Option::is_some))
    }

    /// Counts of the chunks before `number`.
    pub fn tally_before(&self, number: usize) -> Tally {
        let mut sum = Tally::default();
        for tally in self.tallies[..number].iter().flatten() {
            sum.add(tally);
        }
        sum
    }

    /// The highlight that is selected, where its chunk is at hand and was not read anew since.
    pub fn highlight(&self, selected: &Selected) -> Option<&Highlight> {
        let held = self.held.get(&selected.chunk)?;
        held.position(selected).map(|at| &held.highlights[held.occurrences[at].highlight])
    }

    /// Whether that choice is shown; `None` where its chunk is not at hand.
    pub fn shows(&self, selected: &Selected, filter: &Filter) -> Option<bool> {
        let chunk = &self.held.get(&selected.chunk)?.chunk;
        self.highlight(selected).map(|highlight| filter.shows(highlight, chunk))
    }

    /// The first shown place from `from` on, in its chunk or further on. Chunks that hold none of the group
    /// are passed over; others that are not at hand are extracted, a few at a time, and only the one with
    /// the place is put on the shelf.
    pub fn next(&mut self, from: From, forward: bool, filter: &Filter) -> Next {
        let first = match from {
            From::Offset(offset) => self.chunk_at(offset),
            From::Place(place) => place.chunk,
        };
        self.next_in(first, Some(from), forward, filter)
    }

    /// The same from the beginning (end) of chunk `number` on.
    pub fn next_from(&mut self, number: usize, forward: bool, filter: &Filter) -> Next {
        self.next_in(number, None, forward, filter)
    }

    fn next_in(&mut self, first: usize, mut from: Option<From>, forward: bool, filter: &Filter) -> Next {
        let mut number = first;
        let mut extracted = 0;
        loop {
            let none = self.tallies[number].is_some_and(|tally| match filter.group {
                Some(group) => tally.groups[group as usize] == 0,
                None => tally.all() == 0,
            });
            if !none {
                // The first chunk may be at hand without its highlights.
                if !self.held.contains_key(&number) || self.tallies[number].is_none() {
                    if extracted == AT_A_TIME {
                        return Next::GoOn(number);
                    }
                    extracted += 1;
                    let cold = self.article.cold(number);
                    if !cold.highlights.iter().any(|highlight| filter.shows(highlight, &cold.chunk)) {
                        self.tallies[number].get_or_insert(Tally::of(&cold.highlights));
                    } else {
                        self.hold(cold);
                    }
                }
                let found = self.held.get(&number).and_then(|held| held.next(from, forward, filter));
                if let Some(found) = found {
                    return Next::Found(found.selected(number));
                }
            }
            from = None;
            let next = if forward { Some(number + 1) } else { number.checked_sub(1) };
            match next.filter(|next| *next < self.chunks()) {
                Some(next) => number = next,
                None => return Next::Nothing,
            }
        }
    }

    /// The shown place nearest to `offset`: in the chunk that holds it, else in any at hand.
    pub fn nearest(&self, offset: u32, filter: &Filter) -> Option<Selected> {
        let here = self.chunk_at(offset);
        let mut numbers: Vec<usize> = self.held.keys().copied().collect();
        numbers.sort_by_key(|number| number.abs_diff(here));
        let distance =
            |o: &Occurrence| if o.span.contains(offset) { 0 } else { offset.abs_diff(o.span.start) };
        numbers.into_iter().find_map(|number| {
            let held = &self.held[&number];
            let before = held.next(Some(From::Offset(offset)), false, filter);
            let after = held.next(Some(From::Offset(offset)), true, filter);
            let nearest = before.into_iter().chain(after).min_by_key(|o| distance(o));
            nearest.map(|nearest| nearest.selected(number))
        })
    }

    /// The same highlight again after its chunk was read anew.
    pub fn again(&self, selected: Selected) -> Option<Selected> {
        let held = self.held.get(&selected.chunk)?;
        let from = held.occurrences.partition_point(|o| o.span.start < selected.span.start);
        held.occurrences[from..]
            .iter()
            .take_while(|o| o.span.start == selected.span.start)
            .find(|o| o.group == selected.group)
            .map(|o| o.selected(selected.chunk))
    }
}

impl Held {
    fn new(chunk: Chunk, extracted: Arc<[Highlight]>, corrections: &[Correction]) -> Self {
        let here: Vec<Correction> =
            corrections.iter().filter(|correction| chunk.span.overlaps(correction.at)).cloned().collect();
        let (highlights, corrected) = if here.is_empty() {
            (Arc::clone(&extracted), Arc::new([]) as Arc<[Span]>)
        } else {
            let corrected = correct(extracted.to_vec(), &here);
            (corrected.highlights.into(), corrected.changed.into())
        };
        let occurrences = occurrences(&highlights).into();
        Held { chunk, highlights, occurrences, extracted, corrected }
    }

    /// Whether the reader corrected that highlight.
    pub fn is_corrected(&self, highlight: &Highlight) -> bool {
        highlight.kind == QUOTE && self.corrected.contains(&highlight.span)
    }

    /// The first shown place from `from` on, or of all.
    fn next(&self, from: Option<From>, forward: bool, filter: &Filter) -> Option<&Occurrence> {
        let before = |offset: u32| self.occurrences.partition_point(|o| o.span.start < offset);
        let (back, on) = match from {
            Some(From::Offset(offset)) => (before(offset), before(offset)),
            Some(From::Place(place)) => match self.position(&place) {
                Some(at) => (at, at + 1),
                None => (before(place.span.start), before(place.span.start + 1)),
            },
            None => (self.occurrences.len(), 0),
        };
        let shown = |o: &&Occurrence| filter.shows(&self.highlights[o.highlight], &self.chunk);
        if forward {
            self.occurrences[on..].iter().find(shown)
        } else {
            self.occurrences[..back].iter().rev().find(shown)
        }
    }

    /// Where that place is among the occurrences.
    fn position(&self, place: &Selected) -> Option<usize> {
        let from = self.occurrences.partition_point(|o| o.span < place.span);
        let same = |o: &Occurrence| o.highlight == place.highlight && o.group == place.group;
        let here = self.occurrences[from..].iter().take_while(|o| o.span == place.span);
        here.into_iter().position(same).map(|at| from + at)
    }
}

impl Occurrence {
    /// This place as a choice in chunk `chunk`.
    pub fn selected(&self, chunk: usize) -> Selected {
        Selected { chunk, highlight: self.highlight, span: self.span, group: self.group }
    }
}

fn occurrences(highlights: &[Highlight]) -> Vec<Occurrence> {
    let mut all = Vec::with_capacity(highlights.len());
    for (index, highlight) in highlights.iter().enumerate() {
        let group = highlight.kind.kind().group;
        let before = all.len();
        all.extend(highlight.places(Role::Mention).map(|span| Occurrence { span, highlight: index, group }));
        if all.len() == before {
            all.push(Occurrence { span: highlight.span, highlight: index, group });
        }
    }
    all.sort_by_key(|o| o.span);
    all
}
