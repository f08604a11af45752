//! What a word may be inside a body's name: a definite noun, an adjective of it, a bare noun of a chain.

use crate::lexicon::{Class, Entry, Features};

use super::super::grammar::PARTICLES;
use super::super::token::TokenKind;
use super::super::vocabulary::{Classes, Reading, has_article};
use super::{Bodies, NO_NOUN};

impl Bodies<'_, '_> {
    pub(super) fn has_article(&self, reading: &Reading) -> bool {
        has_article(self.lexicon, reading.clitics)
    }

    /// Whether token `i` is a word with its article and no other prefix.
    pub(super) fn definite(&self, i: usize) -> bool {
        i < self.end
            && self.text.all[i].kind == TokenKind::Word
            && !self.lexicon.article.is_empty()
            && self.text.folded(i).starts_with(self.lexicon.article)
            && self.text.word(i).letters > 3
            && !self.text.word(i).readings[0].entries.iter().any(|entry| entry.class == Class::Relative)
    }

    /// Whether token `i` is an adjective with its article that tells bodies apart.
    pub(super) fn adjective(&self, i: usize) -> bool {
        let word = self.text.word(i);
        // The village is no adjective, whatever its ending.
        const OTHER: Classes = Classes::of(&[
            Class::Weekday,
            Class::RelativeDate,
            Class::Shift,
            Class::Cue,
            Class::PlaceHead,
            Class::BodyHead,
        ]);
        self.definite(i)
            && !word.plain.any(OTHER)
            && (word.plain.has(Class::Nationality) || self.is_nisba(i) || word.classes.has(Class::Ordinal))
    }

    pub(super) fn is_nisba(&self, i: usize) -> bool {
        let folded = self.text.folded(i);
        self.lexicon
            .nisba
            .iter()
            .any(|ending| folded.strip_suffix(ending).is_some_and(|stem| stem.chars().count() >= 4))
    }

    pub(super) fn quoted(&self, i: usize) -> bool {
        self.text.all[i].kind == TokenKind::Quote
    }

    /// Whether token `i` ends as feminine words do.
    pub(super) fn is_feminine(&self, i: usize) -> bool {
        self.lexicon.feminine.iter().any(|ending| self.text.folded(i).ends_with(ending))
    }

    pub(super) fn proper(&self, i: usize) -> bool {
        self.definite(i) && self.text.word(i).is(Class::ProperAdjective)
    }

    pub(super) fn plain(&self, i: usize) -> bool {
        self.text.word(i).is(Class::PlainAdjective)
    }

    pub(super) fn nationality(&self, i: usize) -> bool {
        self.definite(i) && self.text.word(i).classes.has(Class::Nationality)
    }

    /// Whether token `i` may be an adjective of a body after its head.
    pub(super) fn qualifies(&self, i: usize, first: bool) -> bool {
        if !self.definite(i) || first && self.plain(i) && !self.is_nisba(i) {
            return false;
        }
        let word = self.text.word(i);
        if word.plain.any(Classes::of(&[Class::Role, Class::Honorific, Class::Weekday, Class::RelativeDate]))
        {
            return false;
        }
        self.adjective(i) || self.proper(i) || self.plain(i)
    }

    /// Whether a word that may be a person's name follows token `i`.
    pub(super) fn before_name(&self, i: usize) -> bool {
        let next = self.text.all.get(i + 1).filter(|token| i + 1 < self.end && token.kind == TokenKind::Word);
        next.is_some()
            && (!self.text.word(i + 1).known() || self.text.word(i + 1).classes.has(Class::GivenName))
    }

    pub(super) fn is_of(&self, reading: &Reading) -> bool {
        self.lexicon.proclitics.iter().enumerate().any(|(slot, prefixes)| {
            prefixes
                .iter()
                .position(|prefix| *prefix == self.lexicon.of)
                .is_some_and(|place| reading.clitics.slot(slot) >> place & 1 == 1)
        })
    }

    /// A noun without article or prefix that may go on a genitive.
    pub(super) fn bare_noun(&self, i: usize) -> bool {
        if i >= self.end || self.text.all[i].kind != TokenKind::Word {
            return false;
        }
        let word = self.text.word(i);
        let blocked = word.readings[0]
            .entries
            .iter()
            .any(|entry| entry.rest.is_empty() && NO_NOUN.has(entry.class) && entry.class != Class::Role);
        let prefixed = word.is_prefixed();
        let contracted = word.readings.iter().any(|reading| self.has_article(reading));
        // A word of no entry that begins as a prefix does, or ends in a pronoun or as an adverb, is no noun.
        let unknown = word.readings[0].entries.is_empty();
        let begins = |prefix: &&&str| word.folded.starts_with(**prefix);
        let odd = unknown
            && (self
                .lexicon
                .proclitics
                .iter()
                .enumerate()
                .filter(|(slot, _)| *slot != 1)
                .flat_map(|(_, slot)| slot.iter())
                .any(|p| begins(&p))
                || !self.lexicon.accusative.is_empty() && word.folded.ends_with(self.lexicon.accusative)
                || self
                    .lexicon
                    .enclitics
                    .iter()
                    .any(|(end, _)| end.chars().count() > 1 && word.folded.ends_with(end)));
        word.letters > 2 && !blocked && !prefixed && !contracted && !odd && !self.definite(i)
    }

    /// "and education" after a field of government.
    pub(super) fn joined_field(&self, i: usize) -> bool {
        i < self.end
            && self
                .text
                .word(i)
                .class(Class::Portfolio)
                .is_some_and(|(reading, _)| reading.clitics.slot(0) != 0 && self.has_article(reading))
    }

    /// "and the budget" after a genitive with its article: no body, nobody, no place.
    pub(super) fn joined_definite(&self, i: usize) -> bool {
        const OTHER: Classes = Classes::of(&[
            Class::BodyHead,
            Class::OrganizationHead,
            Class::Organization,
            Class::Role,
            Class::Honorific,
            Class::Nationality,
            Class::Place,
            Class::Relative,
            Class::Weekday,
            Class::Month,
            Class::GivenName,
        ]);
        let and = |reading: &Reading| {
            reading.clitics.slot(0) & 1 != 0 && reading.clitics.slot(2) == 0 && self.has_article(reading)
        };
        i < self.end
            && self.text.all[i].kind == TokenKind::Word
            && !self.text.word(i).classes.any(OTHER)
            && !self.is_nisba(i)
            && self.text.word(i).readings.iter().any(and)
    }

    /// A plural of people after a head (party of the Republicans).
    pub(super) fn is_people(&self, i: usize) -> bool {
        let folded = self.text.folded(i);
        self.lexicon.nisba.iter().take(3).any(|ending| folded.ends_with(ending))
    }

    pub(super) fn is_place(&self, i: usize) -> bool {
        self.text.all[i].kind == TokenKind::Word
            && self.text.word(i).readings[0].entries.iter().any(|entry| entry.class == Class::Place)
    }

    /// Whether token `i` goes on a definite genitive: an adjective, or one more definite noun's adjective.
    pub(super) fn goes_on(&self, i: usize) -> bool {
        if !self.definite(i) {
            return false;
        }
        let word = self.text.word(i);
        if word.plain.any(Classes::of(&[
            Class::Role,
            Class::Honorific,
            Class::Weekday,
            Class::RelativeDate,
            Class::Shift,
        ])) {
            return false;
        }
        self.adjective(i) || self.proper(i)
    }

    /// The purpose after a definite name: "for football", where no other body stands there.
    pub(super) fn purpose(&self, i: usize) -> Option<usize> {
        if i >= self.end || self.lexicon.of.is_empty() || self.text.all[i].kind != TokenKind::Word {
            return None;
        }
        let word = self.text.word(i);
        let of = word
            .readings
            .iter()
            .any(|reading| reading.clitics.slot(0) == 0 && !reading.joined && self.is_of(reading));
        let named = |class| self.text.phrase(i, class).is_some();
        // For one person no body is made; for doctors it is.
        let person = word.entries().any(|(reading, entry)| {
            entry.class == Class::Role
                && (!entry.features.has(Features::PLURAL) || self.has_article(reading))
                && entry.rest.is_empty()
        });
        let body = word.classes.any(Classes::of(&[Class::BodyHead, Class::Pronoun]))
            || person
            || named(Class::Organization)
            || named(Class::Place);
        let cut = word.classes.has(Class::BodyHead) && self.head_of_other(i);
        if !of
            || cut
            || body && !word.classes.has(Class::BodyHead)
            || word.is(Class::Uncounted)
            || word.is(Class::Preposition)
        {
            return None;
        }
        // Its noun is definite, or followed by its genitive (for football).
        let contracted = word.readings.iter().any(|reading| self.is_of(reading) && self.has_article(reading));
        let mut to = i + 1;
        // What is done "for looking into" something is no body's purpose.
        let into = |(_, entry): (&Reading, &Entry)| entry.class == Class::Preposition && entry.value == "at";
        if to < self.end && self.text.word(to).entries().any(into) {
            return None;
        }
        if contracted {
            while to < self.end
                && to < i + 4
                && (self.adjective(to) && !self.nationality(to)
                    || self.joined_field(to)
                    || self.joined_adjective(to))
            {
                to += 1;
            }
            return Some(if to == i + 1 { self.against(to).unwrap_or(to) } else { to });
        }
        let mut nouns = 0;
        while to < self.end && nouns < 2 && (self.bare_noun(to) && !self.is_place(to) || self.joined_noun(to))
        {
            to += 1;
            nouns += 1;
        }
        // For the liberation of X.
        if let Some((reading, _, next)) =
            self.text.phrase(to, Class::Place).filter(|&(.., next)| to < self.end && next <= self.end)
            && reading.prefix == self.text.article_bytes(to, reading)
            && (!self.nationality(to) || !self.is_nisba(to))
        {
            return Some(next);
        }
        if self.definite(to) && !self.text.word(to).classes.any(NO_NOUN) {
            to += 1;
            while to < self.end
                && (self.adjective(to) && (!self.nationality(to) || self.is_feminine(to))
                    || self.joined_adjective(to))
            {
                to += 1;
            }
            return Some(to);
        }
        None
    }

    /// What a purpose is directed at, after "from": for protection from the accidents of the road.
    fn against(&self, i: usize) -> Option<usize> {
        let from = self.text.word(i.min(self.end - 1)).entries().any(|(reading, entry)| {
            entry.class == Class::Preposition && entry.value == "of" && reading.clitics.is_empty()
        });
        if i >= self.end || !from {
            return None;
        }
        let mut to = i + 1;
        while to < self.end && to < i + 3 && self.bare_noun(to) {
            to += 1;
        }
        (self.definite(to) && !self.text.word(to).plain.any(PARTICLES)).then_some(to + 1)
    }

    /// A second adjective with its article, joined by "and" to one of the same ending.
    pub(super) fn joined_adjective(&self, i: usize) -> bool {
        let and = self.lexicon.proclitics.first().and_then(|slot| slot.first()).copied().unwrap_or_default();
        let joined = |folded: &str| {
            folded.strip_prefix(and).is_some_and(|rest| {
                !and.is_empty()
                    && rest.starts_with(self.lexicon.article)
                    && rest.chars().count() > 5
                    && self.lexicon.nisba.iter().any(|ending| rest.ends_with(ending))
            })
        };
        i < self.end
            && i > 0
            && !self.lexicon.article.is_empty()
            && self.text.all[i].kind == TokenKind::Word
            && joined(self.text.folded(i))
            && self.adjective(i - 1)
            && self.is_feminine(i) == self.is_feminine(i - 1)
    }

    /// A second noun without its article, joined by "and", before the genitive of both (كتاب وأدباء الإمارات).
    pub(super) fn joined_noun(&self, i: usize) -> bool {
        let next = i + 1;
        if next >= self.end || self.text.all[i].kind != TokenKind::Word {
            return false;
        }
        let word = self.text.word(i);
        let and = |reading: &Reading| {
            let verb = |entry: &&Entry| matches!(entry.class, Class::Cue | Class::Auxiliary | Class::Word);
            reading.clitics.slot(0) & 1 != 0
                && reading.clitics.0 & !0xff == 0
                && !reading.joined
                && !reading.entries.iter().any(verb)
        };
        let place =
            self.is_place(next) && (!self.nationality(next) || !self.is_nisba(next)) || self.definite(next);
        word.readings[0].entries.is_empty()
            && !self.is_feminine(i)
            && place
            && !self.adjective(next)
            && word.readings.iter().any(and)
    }

    /// Whether a body of its own follows after "of": the committee of the party.
    pub(super) fn of_other_body(&self, i: usize) -> bool {
        i < self.end
            && self.text.word(i).classes.has(Class::BodyHead)
            && self
                .text
                .word(i)
                .readings
                .iter()
                .any(|reading| self.is_of(reading) && reading.clitics.slot(0) == 0)
            && self.head_of_other(i)
    }

    /// Whether the body head at token `i` opens a name of its own.
    pub(super) fn head_of_other(&self, i: usize) -> bool {
        self.head(i).is_some_and(|(reading, _, at)| self.at(i, reading, &self.kind(i), at).is_some())
    }

    /// The head of a body at token `i`, no possessor joined to it.
    pub fn head(&self, i: usize) -> Option<(&Reading, &'static Entry, usize)> {
        let (reading, entry, next) = self.text.phrase(i, Class::BodyHead)?;
        // Of a head that begins as its article does, only an adjective with the article tells whether it has
        // one (للجنة المركزية, للجنة الشؤون).
        let definite = self.text.word(i).entries().find(|(other, e)| {
            self.has_article(other)
                && e.class == entry.class
                && e.rest == entry.rest
                && e.written == entry.written
        });
        let reading = match definite {
            Some((definite, _)) if !self.has_article(reading) && self.qualifies(next, true) => definite,
            _ => reading,
        };
        (next <= self.end && !reading.joined).then_some((reading, entry, next))
    }

    /// What the head at token `i` asks for: the values of every entry that it is.
    pub fn kind(&self, i: usize) -> String {
        let Some((reading, entry, _)) = self.head(i) else { return String::new() };
        let same = |other: &Reading, e: &Entry| {
            e.class == Class::BodyHead && other.prefix == reading.prefix && e.rest == entry.rest
        };
        let entries = self.text.word(i).entries().filter(|(other, e)| same(other, e));
        entries.map(|(_, e)| e.value).collect::<Vec<_>>().join(" ")
    }
}
