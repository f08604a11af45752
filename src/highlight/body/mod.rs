//! How far a body's name goes after its head: ministry + of foreign affairs + Chinese; central + bank;
//! the newspaper "X".
//!
//! Two orders are told apart by the lexicon, not by language: heads that stand before what tells them
//! apart (with an article as a prefix or without), and heads that stand after it (Health Ministry).

mod order;
mod outlet;
mod words;

use crate::lexicon::{Class, Features, Lexicon};

use super::grammar::PARTICLES;
use super::name::{self, Pairs};
use super::token::{TokenKind, Tokens};
use super::vocabulary::{Classes, Reading};

/// What ends a chain of nouns.
const NO_NOUN: Classes = Classes::of(&[
    Class::Common,
    Class::Cue,
    Class::Complementiser,
    Class::SourcePhrase,
    Class::Preposition,
    Class::Pronoun,
    Class::Connective,
    Class::Negation,
    Class::Auxiliary,
    Class::Relative,
    Class::Demonstrative,
    Class::Approximate,
    Class::Weekday,
    Class::Month,
    Class::RelativeDate,
    Class::YearSign,
    Class::Ago,
    Class::Shift,
    Class::Role,
    Class::Honorific,
    Class::Number,
    Class::Uncounted,
    Class::Turn,
]);

/// A body's name: its tokens, those of the name proper inside it, and how sure the shape is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Body {
    /// Its first token: the head's, or one before it where the head comes last.
    pub from: usize,
    pub to: usize,
    /// The name of its own (of the newspaper "X": X).
    pub inner: Option<(usize, usize)>,
    pub confidence: f32,
}

/// No name has more words after its head.
const LONGEST: usize = 8;

/// Reads one body's name after a head.
pub(super) struct Bodies<'a, 't> {
    pub text: &'t Tokens<'a>,
    pub pairs: &'t Pairs,
    pub lexicon: &'static Lexicon,
    pub end: usize,
}

impl Bodies<'_, '_> {
    /// The name whose head is read so and ends before token `at`; `kind` is the head's value.
    pub fn at(&self, i: usize, reading: &Reading, kind: &str, at: usize) -> Option<Body> {
        if kind.contains("capitals") {
            return self.capitals(i, at);
        }
        if kind.contains("last") {
            return self.head_last(i, at);
        }
        if kind.contains("plain") {
            return self.unmarked(i, at);
        }
        let definite = self.has_article(reading);
        let named = kind.contains("named");
        // The newspaper + a name that is known, or in quotation marks.
        if !definite
            && let Some((other, _, next)) =
                self.text.phrase(at, Class::Organization).filter(|&(.., next)| next <= self.end)
            && (named || kind.contains("whole"))
            && !self.nationality(next)
            && other.prefix == self.text.article_bytes(at, other)
        {
            return Some(Body { from: i, to: next, inner: Some((at, next)), confidence: 0.95 });
        }
        if named
            && !definite
            && let Some(inner) = name::marked(self.text, at, self.end)
        {
            // The quotation mark belongs to the form: it closes after the name.
            return Some(Body { from: i, to: inner.1 + 1, inner: Some(inner), confidence: 0.9 });
        }
        let feminine = self.is_feminine(at - 1);
        if kind.contains("medium")
            && !definite
            && let Some(to) = self.medium(at, feminine)
        {
            return Some(Body { from: i, to, inner: Some((at, to)), confidence: 0.75 });
        }
        // The commission of a body that is known (the UN's commission for refugees).
        if !definite
            && kind.contains("body")
            && !kind.contains("weak")
            && let Some((other, entry, next)) =
                self.text.phrase(at, Class::Organization).filter(|&(.., next)| next <= self.end)
            && entry.written.starts_with(self.lexicon.article)
            && other.prefix == self.text.article_bytes(at, other)
        {
            let mut to = next;
            while self.nationality(to) {
                to += 1;
            }
            let whole = self.purpose(to).filter(|&to| to <= self.end).unwrap_or(to);
            if whole > next {
                return Some(Body { from: i, to: whole, inner: None, confidence: 0.85 });
            }
        }
        let chain =
            if definite { self.adjectives(i, at, kind, feminine) } else { self.genitive(at, kind, feminine) };
        if let Some((to, confidence)) = chain {
            // The consultants' company "X": what it is, then its name.
            if named && let Some(inner) = name::marked(self.text, to, self.end).filter(|_| self.quoted(to)) {
                return Some(Body { from: i, to: inner.1 + 1, inner: Some(inner), confidence: 0.9 });
            }
            return Some(Body { from: i, to, inner: None, confidence });
        }
        let whole = kind.contains("whole");
        if (named || whole) && !definite {
            let (from, to) = name::after_head(self.text, self.pairs, at, self.end, false)?;
            let inner = (!whole).then_some((from, to));
            return Some(Body { from: i, to, inner, confidence: 0.7 });
        }
        None
    }

    /// The name of a paper or a channel that is a word with its article: it ends before an adjective of its
    /// head.
    fn medium(&self, at: usize, feminine: bool) -> Option<usize> {
        const OTHER: Classes =
            Classes::of(&[Class::Role, Class::BodyHead, Class::Relative, Class::Weekday, Class::Shift]);
        let adjective = |i: usize| self.adjective(i) || self.plain(i);
        let own = self.definite(at)
            && !self.text.word(at).plain.any(OTHER)
            && !(adjective(at) && self.is_feminine(at) == feminine);
        let day = |i: usize| {
            self.text.phrase(i, Class::RelativeDate).is_some_and(|(_, entry, _)| entry.value == "P0D")
        };
        let next = at + 1;
        let more = next < self.end
            && self.text.all[next].kind == TokenKind::Word
            && (day(next) || self.definite(next) && adjective(next) && self.is_feminine(next) != feminine);
        // Or an ordinary noun by itself.
        let noun = self.bare_noun(at)
            && self
                .text
                .word(at)
                .entries()
                .any(|(_, entry)| entry.class == Class::Word && entry.value == "noun")
            && (next >= self.end
                || self.text.all[next].kind != TokenKind::Word
                || self.text.word(next).plain.any(PARTICLES));
        (own || noun).then_some(next + usize::from(own && more))
    }

    /// After a head with its article: the central bank, the European union, the international federation
    /// of football.
    fn adjectives(&self, i: usize, at: usize, kind: &str, feminine: bool) -> Option<(usize, f32)> {
        let role = i > 0 && self.text.word(i - 1).classes.has(Class::Role);
        let mut to = at;
        let mut proper = false;
        let mut nation = false;
        while to < self.end && to < at + 4 && self.qualifies(to, to == at) {
            // An adjective of another gender is of another noun; after a role, a name may follow.
            let known = self.text.word(to).known();
            let named = (self.text.roster.at(to).is_some()
                || self.text.word(to).classes.has(Class::GivenName))
                && !self.proper(to);
            if self.is_feminine(to) != feminine || role && to > at && !known || named && to > at {
                break;
            }
            nation |= self.text.word(to).classes.has(Class::Nationality);
            proper |= !self.plain(to) && !self.text.word(to).classes.has(Class::Nationality);
            to += 1;
        }
        if to == at || self.text.word(at).plain.has(Class::Ordinal) {
            return None;
        }
        let first = self.text.word(at).classes.has(Class::Nationality);
        // After a nation only "for the" goes on: "for looking into" is what is done.
        let contracted = self.text.all.get(to).is_some()
            && self.text.word(to).readings.iter().any(|r| self.is_of(r) && self.has_article(r));
        let mut whole = self.purpose(to).filter(|_| to == at + 1 || !nation || contracted);
        // The committee of the party is the party's.
        if whole.is_none() && self.of_other_body(to) {
            return None;
        }
        // The purpose tells apart what the adjective does not.
        if let Some(end) = whole {
            to = end;
            while to < self.end
                && self.nationality(to)
                && self.is_feminine(to) == feminine
                && !self.before_name(to)
            {
                to += 1;
            }
        }
        // The high court in X.
        if kind.contains("seated")
            && let Some(end) = self.seat(to)
        {
            to = end;
        }
        if kind.contains("weak") && !(nation && proper || whole.is_some()) {
            return None;
        }
        let again = kind.contains("named") && self.pairs.again(self.text, i);
        let bodily = ["body", "force", "weak"].iter().any(|value| kind.contains(value));
        if !bodily && whole.is_none() && !again {
            return None;
        }
        if !proper && !first && whole.is_none() && !nation {
            return None;
        }
        whole.get_or_insert(to);
        let force = kind.contains("force");
        Some((to, if proper || force { 0.8 } else { 0.7 }))
    }

    /// Where a court sits: "in" and a place.
    fn seat(&self, i: usize) -> Option<usize> {
        let mut entries = self.text.word(i.min(self.end - 1)).entries();
        let at = entries.any(|(reading, entry)| {
            entry.class == Class::Preposition && entry.value == "at" && reading.clitics.is_empty()
        });
        let (reading, _, next) = self.text.phrase(i + 1, Class::Place).filter(|_| at && i + 1 < self.end)?;
        (next <= self.end && reading.prefix == self.text.article_bytes(i + 1, reading)).then_some(next)
    }

    /// After a head without its article: ministry of health, council of the people's deputies, university
    /// of a town.
    fn genitive(&self, at: usize, kind: &str, feminine: bool) -> Option<(usize, f32)> {
        // The office of the committee of X is told by the committee.
        if at < self.end
            && self.text.word(at).is(Class::BodyHead)
            && self.text.phrase(at, Class::BodyHead).is_some_and(|(reading, entry, next)| {
                reading.prefix == 0 && self.genitive(next, entry.value, self.is_feminine(at)).is_some()
            })
        {
            return None;
        }
        // An independent committee: an adjective without an article.
        if at < self.end
            && feminine
            && self.bare_noun(at)
            && self.is_feminine(at)
            && !self.text.word(at).known()
        {
            return None;
        }
        // The leadership of somebody is no body.
        if kind.contains("weak") && self.text.roster.at(at).is_some() {
            return None;
        }
        // What is an act as well (organising) takes a name of its own, no genitive.
        if kind.contains("only") {
            return None;
        }
        let mut to = at;
        let mut nouns = 0;
        while to < self.end
            && nouns < 3
            && (self.bare_noun(to) && !self.is_place(to) || nouns > 0 && self.joined_noun(to))
        {
            // An adjective without its article makes the whole indefinite: an independent committee.
            to += 1;
            nouns += 1;
        }
        if to >= self.end || to > at + LONGEST {
            return None;
        }
        if let Some((reading, _, next)) =
            self.text.phrase(to, Class::Place).filter(|&(.., next)| next <= self.end)
            && (reading.prefix == self.text.article_bytes(to, reading))
            && (!self.nationality(to) || !reading.clitics.is_empty() && nouns == 0 && !self.is_nisba(to))
        {
            if nouns > 0 && (kind.contains("named") || kind == "force") {
                return None;
            }
            let mut to = next;
            while to < self.end
                && to < next + 2
                && self.adjective(to)
                && self.is_feminine(to) == feminine
                && !(self.text.word(to).classes.has(Class::Ordinal))
            {
                to += 1;
            }
            let purpose = self.purpose(to);
            to = purpose.unwrap_or(to);
            // A place right after a weak head is where it is, not its name.
            return (!kind.contains("weak") || purpose.is_some()).then_some((to, 0.75));
        }
        if !self.definite(to) || self.nationality(to) && nouns == 0 && !self.is_people(to) {
            return None;
        }
        let word = self.text.word(to);
        // The president's office is no body; the chamber of deputies is.
        let person = nouns == 0
            && word
                .entries()
                .any(|(_, entry)| entry.class == Class::Role && !entry.features.has(Features::PLURAL));
        let time = Classes::of(&[Class::Weekday, Class::RelativeDate, Class::Month]);
        // A title has its article of its own (sovereignty is none).
        let title = word.entries().any(|(reading, entry)| {
            entry.class == Class::Honorific && reading.clitics.is_empty() && entry.rest.is_empty()
        });
        let other = (person || title || word.plain.any(time)) && !word.classes.has(Class::Portfolio);
        if other || self.plain(to) {
            return None;
        }
        // The committee of planning and the budget.
        let joined = |i: usize| {
            self.joined_field(i) || nouns == 0 && kind.contains("fields") && self.joined_definite(i)
        };
        let mut last = self.is_feminine(to) || joined(to + 1);
        to += 1;
        let genitives = to;
        // And education; and then adjectives, the last of them a nation's.
        while joined(to) {
            to += 1;
        }
        let mut adjectives = 0;
        while to < self.end && adjectives < 3 && (self.goes_on(to) || self.joined_adjective(to)) {
            // Once an adjective is feminine, a masculine one is of the head or of a noun before it.
            let gender = self.is_feminine(to);
            if !gender && last && feminine {
                break;
            }
            last |= gender;
            to += 1;
            adjectives += 1;
        }
        let length = to - at;
        let strong = word.classes.has(Class::Portfolio) || to > genitives;
        if kind.contains("weak") && length < 2 {
            return None;
        }
        if !kind.contains("body")
            && !kind.contains("weak")
            && !kind.contains("force")
            && (adjectives == 0 || nouns > 0)
        {
            return None;
        }
        Some((to, if strong { 0.85 } else { 0.7 }))
    }
}
