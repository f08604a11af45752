//! A stretch of text that finds its place again when the text was edited or fetched anew: its exact words
//! and a little of what stands on either side (the `TextQuoteSelector` of the W3C Web Annotation Data
//! Model, with the old offset as a hint).

use crate::document::Text;
use crate::text::fold::{Folded, fold};
use crate::text::segment;
use crate::text::span::Span;

/// Bytes of context on either side, about sixteen letters of Arabic.
const CONTEXT: usize = 32;
/// Words shorter than this stand in many places: without their context they are not taken for the same.
const SHORT: usize = 24;
/// Places that are weighed; a word that stands more often is told by the nearest of these.
const PLACES: usize = 4096;

/// Bytes on either side of its old place in which an anchor is looked for first in a book, and bytes of a piece
/// of the book where that is in vain.
const NEAR: u32 = 64 << 10;
const PIECE: u32 = 256 << 10;

/// Words and what stands around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Where it stood when it was last found.
    pub span: Span,
    /// The words.
    pub exact: String,
    /// What stood before them.
    pub before: String,
    /// What stood after them.
    pub after: String,
}

/// How an anchor was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The words stand there as they were.
    Same(Span),
    /// What stands between the same neighbours now, or the words in another spelling.
    Changed(Span),
}

impl Found {
    /// Where.
    pub fn span(self) -> Span {
        match self {
            Found::Same(span) | Found::Changed(span) => span,
        }
    }
}

impl Anchor {
    /// An anchor of `span` in `text`.
    pub fn new(text: &str, span: Span) -> Self {
        let range = span.within(0);
        let from = floor(text, range.start.saturating_sub(CONTEXT));
        let to = ceil(text, (range.end + CONTEXT).min(text.len()));
        Anchor {
            span,
            exact: text[range.clone()].to_owned(),
            before: text[from..range.start].to_owned(),
            after: text[range.end..to].to_owned(),
        }
    }

    /// An anchor of the few words from `offset` on: a place.
    pub fn at(text: &str, offset: u32) -> Self {
        let start = floor(text, (offset as usize).min(text.len()));
        let end = ceil(text, (start + 2 * CONTEXT).min(text.len()));
        Anchor::new(text, Span::new(start as u32, end as u32))
    }

    /// Where it stands in a document's text: of a book first near to where it stood, then anywhere.
    pub fn find_in(&self, text: &Text) -> Option<Span> {
        if let Some(all) = text.in_memory() {
            return self.find(all).map(Found::span);
        }
        let stretch =
            |from: u32, to: u32| Span::new(text.floor_char(from), text.floor_char(to.min(text.len())));
        let start = self.span.start;
        let near = stretch(start.saturating_sub(NEAR), self.span.end.saturating_add(NEAR));
        if let Some(found) = self.find_within(near, text) {
            return Some(found.span());
        }
        // Pieces share what the words with their neighbours may take, so that no border hides them.
        let shared = (self.exact.len() + 2 * CONTEXT) as u32;
        let mut changed: Option<Span> = None;
        let mut from = 0;
        while from < text.len() {
            let piece = stretch(from, from.saturating_add(PIECE + shared));
            match self.find_within(piece, text) {
                Some(Found::Same(span)) => return Some(span),
                Some(Found::Changed(span)) => changed = changed.or(Some(span)),
                None => {}
            }
            from = text.floor_char(from.saturating_add(PIECE));
            if from >= text.len() || piece.end >= text.len() {
                break;
            }
        }
        changed
    }

    /// Where it stands in a stretch of a document's text.
    fn find_within(&self, stretch: Span, text: &Text) -> Option<Found> {
        let before = |offset: u32| offset.saturating_sub(stretch.start);
        let here = Anchor { span: Span::new(before(self.span.start), before(self.span.end)), ..self.clone() };
        let on = |span: Span| Span::new(span.start + stretch.start, span.end + stretch.start);
        Some(match here.find(&text.slice(stretch))? {
            Found::Same(span) => Found::Same(on(span)),
            Found::Changed(span) => Found::Changed(on(span)),
        })
    }

    /// Where it stands in `text`; `None`: it is lost.
    pub fn find(&self, text: &str) -> Option<Found> {
        let here = self.span.within(0);
        if text.get(here) == Some(&self.exact) && self.likeness(text, self.span.within(0)) > 0 {
            return Some(Found::Same(self.span));
        }
        if let Some(span) =
            self.best(text, text.match_indices(&*self.exact).map(|(at, _)| at..at + self.exact.len()))
        {
            return Some(Found::Same(span));
        }
        // Spelt otherwise: other vowel marks, other forms of letters.
        let (folded, needle) = (Folded::new(text), fold(&self.exact));
        if !needle.trim().is_empty() {
            let places =
                folded.text.match_indices(&*needle).map(|(at, _)| folded.source(at..at + needle.len()));
            if let Some(span) = self.best(text, places) {
                return Some(Found::Changed(span));
            }
        }
        self.between(text).map(Found::Changed)
    }

    /// The place among `places` that is most like the old one; of equals the nearest.
    fn best(&self, text: &str, places: impl Iterator<Item = std::ops::Range<usize>>) -> Option<Span> {
        if self.exact.trim().is_empty() {
            return None;
        }
        let weighed = places.take(PLACES).map(|place| (self.likeness(text, place.clone()), place));
        let near = |at: usize| usize::MAX - at.abs_diff(self.span.start as usize);
        let (likeness, place) = weighed.max_by_key(|(likeness, place)| (*likeness, near(place.start)))?;
        // Few letters say little by themselves: some of what stood around them must still be there.
        (self.exact.len() >= SHORT || likeness >= 4).then(|| Span::from(place))
    }

    /// How many bytes of the context still stand around `place`, with one for an edge of the text that is
    /// still an edge.
    fn likeness(&self, text: &str, place: std::ops::Range<usize>) -> usize {
        let same = |one: &mut dyn Iterator<Item = u8>, other: &mut dyn Iterator<Item = u8>| {
            one.zip(other).take_while(|(a, b)| a == b).count()
        };
        let before = same(&mut self.before.bytes().rev(), &mut text[..place.start].bytes().rev());
        let after = same(&mut self.after.bytes(), &mut text[place.end..].bytes());
        before
            + after
            + usize::from(self.before.is_empty() && place.start == 0) * 4
            + usize::from(self.after.is_empty() && place.end == text.len()) * 4
            + usize::from(self.before.is_empty() && self.after.is_empty())
    }

    /// What stands between the old neighbours, where both stand in `text` once, about as far apart as they
    /// did.
    fn between(&self, text: &str) -> Option<Span> {
        let (before, after) = (self.before.trim(), self.after.trim());
        if before.chars().count() < 6 || after.chars().count() < 6 {
            return None;
        }
        let once = |words: &str| {
            let mut places = text.match_indices(words);
            let (first, _) = places.next()?;
            places.next().is_none().then_some(first)
        };
        let start = once(before)? + before.len();
        let end = once(after)?;
        let length = end.checked_sub(start)?;
        let alike = length <= 2 * self.exact.len() + CONTEXT && 2 * length + CONTEXT >= self.exact.len();
        let inner = text.get(start..end)?;
        let start = start + (inner.len() - inner.trim_start().len());
        let end = start + inner.trim().len();
        // Other words between the old neighbours are other words: half of the old ones must be there still.
        let now = fold(&text[start..end.max(start)]);
        let old = fold(&self.exact);
        let kept = old.split_whitespace().filter(|word| now.contains(word)).count();
        let enough = 2 * kept >= old.split_whitespace().count();
        (alike && enough && end > start).then(|| Span::from(start..end))
    }
}

/// The grapheme border at or before `at`, looked for in a little text only.
fn floor(text: &str, at: usize) -> usize {
    let mut from = at.saturating_sub(CONTEXT);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (at + CONTEXT).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let borders = segment::graphemes(&text[from..to]).map(|(offset, _)| from + offset);
    borders.chain([to]).take_while(|border| *border <= at).last().unwrap_or(from)
}

/// The grapheme border at or after `at`.
fn ceil(text: &str, at: usize) -> usize {
    let before = floor(text, at);
    if before == at {
        return at;
    }
    let mut to = (at + 4 * CONTEXT).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let next =
        segment::graphemes(&text[before..to]).map(|(offset, _)| before + offset).find(|at| *at > before);
    next.unwrap_or(to)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    const OLD: &str = "فتح السوق بابه. قال سعيد: وصلت الصناديق قبل الفجر. ثم مضى إلى المخزن وأغلق الباب.";

    fn anchor(words: &str) -> Anchor {
        let at = OLD.find(words).expect("the words");
        Anchor::new(OLD, Span::from(at..at + words.len()))
    }

    fn found(anchor: &Anchor, text: &str) -> Option<(bool, String)> {
        let found = anchor.find(text)?;
        Some((matches!(found, Found::Same(_)), text[found.span().within(0)].to_owned()))
    }

    #[test]
    fn words_are_found_where_they_went() {
        let anchor = anchor("وصلت الصناديق قبل الفجر");
        assert_eq!(found(&anchor, OLD), Some((true, "وصلت الصناديق قبل الفجر".into())));
        let moved = format!("مقدمة جديدة للمقال.\n\n{OLD}");
        assert_eq!(found(&anchor, &moved), Some((true, "وصلت الصناديق قبل الفجر".into())));
        let vocalised = OLD.replace("الصناديق", "الصَّناديق");
        assert_eq!(found(&anchor, &vocalised), Some((false, "وصلت الصَّناديق قبل الفجر".into())));
        let edited = OLD.replace("قبل الفجر", "قبيل الظهر");
        assert_eq!(found(&anchor, &edited), Some((false, "وصلت الصناديق قبيل الظهر".into())));
    }

    #[test]
    fn of_two_places_the_one_with_the_same_neighbours_is_taken() {
        let anchor = anchor("الباب");
        let twice = OLD.replace("فتح السوق بابه.", "دخل من الباب الكبير.");
        let at = anchor.find(&twice).expect("found").span().start as usize;
        assert!(at > 40, "the one at the end, not the one at {at}");
    }

    #[test]
    fn in_a_book_it_is_found_far_from_where_it_stood() {
        let filler = |n: usize| (0..n).map(|n| format!("سطر رقم {n} من كتاب طويل.\n\n")).collect::<String>();
        let book = |before: usize| {
            Text::stored(Arc::new(format!("{}{OLD}\n\n{}", filler(before), filler(20_000)).into_bytes()), 0)
        };
        let old = book(10);
        let at = filler(10).len() + OLD.find("وصلت الصناديق").expect("the words");
        let from = old.floor_char(at as u32 - 200);
        let stretch = old.slice(Span::new(from, from + 800)).into_owned();
        let here = at - from as usize;
        let mut anchor = Anchor::new(&stretch, Span::from(here..here + "وصلت الصناديق قبل الفجر".len()));
        anchor.span = Span::new(at as u32, at as u32 + anchor.exact.len() as u32);
        for before in [10, 11, 9_000, 20_000] {
            let text = book(before);
            assert!(text.in_memory().is_none() && text.len() > 1 << 19);
            let found = anchor.find_in(&text).unwrap_or_else(|| panic!("lost behind {before} lines"));
            assert_eq!(text.slice(found), "وصلت الصناديق قبل الفجر");
        }
        let other = Text::stored(Arc::new(filler(20_000).into_bytes()), 0);
        assert_eq!(anchor.find_in(&other), None);
    }

    #[test]
    fn other_words_between_the_old_neighbours_are_not_taken_for_it() {
        let anchor = anchor("الصناديق");
        assert_eq!(anchor.find(&OLD.replace("الصناديق", "البضاعة")), None);
    }

    #[test]
    fn what_is_gone_is_lost() {
        let anchor = anchor("قبل الفجر");
        assert_eq!(anchor.find("نص آخر لا صلة له بالأول، وفيه قبل الفجر في موضع غريب عنه."), None);
        assert_eq!(anchor.find(""), None);
    }

    #[test]
    fn a_place_is_found_again() {
        let offset = OLD.find("ثم مضى").expect("the words") as u32;
        let place = Anchor::at(OLD, offset);
        let moved = format!("سطر.\n\n{OLD}");
        let now = place.find(&moved).expect("found").span().start as usize;
        assert!(moved[now..].starts_with("ثم مضى"));
        assert_eq!(Anchor::at("", 7).find(""), Some(Found::Same(Span::new(0, 0))));
    }
}
