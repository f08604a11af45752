//! What stands around a personal name and speaks for it: a title, an office, "called", an age.

use crate::lexicon::{Class, Features};

use super::super::token::TokenKind;
use super::super::vocabulary::{Classes, Reading, Word};
use super::Reader;
use super::kind::Kind;

impl Reader<'_, '_> {
    /// Whether a word with its article follows that goes on with a phrase.
    pub(super) fn goes_on(&self, k: usize) -> bool {
        k < self.end
            && self.text.all[k].kind == TokenKind::Word
            && !self.article().is_empty()
            && self.text.folded(k).starts_with(self.article())
    }

    /// Whether an office is told shortly before token `i`, up to where it is held: "governor of Y, X".
    pub(super) fn officed(&self, i: usize) -> bool {
        const HELD: Classes = Classes::of(&[
            Class::Place,
            Class::Organization,
            Class::OrganizationHead,
            Class::BodyHead,
            Class::PlaceHead,
            Class::Portfolio,
            Class::Nationality,
            Class::ProperAdjective,
            Class::PlainAdjective,
        ]);
        // "Secretary general" is one word.
        let long = |at: usize| {
            let role = |entry: &crate::lexicon::Entry| entry.class == Class::Role && !entry.rest.is_empty();
            let mut entries = self.text.word(at).entries();
            entries.any(|(_, entry)| role(entry) && self.text.continues(at, entry))
        };
        // An office may be held "in" a body and "for" a field.
        let holds = |at: usize| {
            let mut entries = self.text.word(at).entries();
            entries.any(|(_, entry)| {
                entry.class == Class::Preposition
                    && entry.rest.is_empty()
                    && matches!(entry.value, "at" | "of" | "to")
            })
        };
        let word = |at: usize| {
            let known = || !self.function(at) || at > self.start && long(at - 1) || holds(at);
            self.text.all[at].kind == TokenKind::Word && known()
        };
        let held = |at: usize| {
            let word = self.text.word(at);
            word.classes.any(HELD) || word.readings.iter().any(|reading| self.definite(reading))
        };
        let from = self.start.max(i.saturating_sub(12));
        i > self.start
            && word(i - 1)
            && !holds(i - 1)
            && held(i - 1)
            && (from..i).rev().take_while(|&at| word(at)).any(|at| {
                long(at)
                    || self.text.word(at).entries().any(|(reading, entry)| {
                        entry.class == Class::Role
                            && entry.rest.is_empty()
                            && !reading.joined
                            && !entry.features.has(Features::PLURAL)
                    })
            })
    }

    /// What stands before token `i` for a person: an office a few words back is worth 1.
    pub(super) fn told_before(&self, i: usize) -> u32 {
        match self.before(i) {
            0 => u32::from(self.officed(i)),
            told => told,
        }
    }

    /// Whether a body's or a place's head with its article stands at token `k`: nothing before it with an
    /// article goes on with it (عمار الخطيب الميناء).
    pub(super) fn parted(&self, k: usize) -> bool {
        const HEAD: Classes = Classes::of(&[Class::PlaceHead, Class::OrganizationHead, Class::BodyHead]);
        k < self.end
            && self.text.all[k].kind == TokenKind::Word
            && self.text.word(k).entries().any(|(reading, entry)| {
                HEAD.has(entry.class) && entry.rest.is_empty() && self.definite(reading)
            })
    }

    /// Whether the name is an institution's or a street's (شارع محمد الخامس).
    pub(super) fn eponym(&self, i: usize) -> bool {
        let head = |at: usize| {
            at >= self.start
                && self.text.word(at).entries().any(|(reading, entry)| {
                    entry.class == Class::Eponym && !reading.joined && reading.clitics.slot(3) == 0
                })
        };
        // "For the president" is nobody's hospital.
        let title = |at: usize| {
            self.text
                .word(at)
                .entries()
                .any(|(reading, entry)| entry.class == Class::Honorific && reading.clitics.slot(2) == 0)
        };
        let mut at = i;
        while at > self.start && at + 3 > i && title(at - 1) {
            at -= 1;
        }
        at > self.start && self.text.all[at - 1].kind == TokenKind::Word && head(at - 1)
    }

    /// Whether a preposition of place stands before token `i`.
    pub(super) fn located(&self, i: usize) -> bool {
        i > self.start
            && self.text.word(i - 1).entries().any(|(reading, entry)| {
                entry.class == Class::Preposition
                    && entry.value == "at"
                    && reading.clitics.0 & !0xff == 0
                    && entry.rest.is_empty()
            })
    }

    /// What stands before token `i` for a person: a title 3, "called" or a role of its own 2, a verb 1.
    pub(super) fn before(&self, i: usize) -> u32 {
        if i <= self.start {
            return 0;
        }
        let mut at = i - 1;
        // "د." and "م/" abbreviate.
        if matches!(self.text.all[at].glyph, '.' | '/') && !self.text.all[at].spaced && at > self.start {
            at -= 1;
            return if self.text.word(at).plain.has(Class::Honorific) { 3 } else { 0 };
        }
        if self.text.all[at].kind == TokenKind::Quote && at > self.start {
            at -= 1;
        }
        if self.text.all[at].kind != TokenKind::Word {
            return 0;
        }
        let mut evidence = self.announced(at, i);
        // The general (retired), the president (former): adjectives stand between.
        let mut back = at;
        while back > self.start && at - back < 3 && (self.attribute(back) || self.describes(back)) {
            back -= 1;
            if self.text.all[back].kind != TokenKind::Word {
                break;
            }
            let before = self.announced(back, i);
            if before >= 2 && self.goes_on(back) {
                // The Turkish president: nobody but him.
                let nation = self.text.word(at).plain.has(Class::Nationality);
                // What nothing is known of may be a noun all the same.
                let plain = super::kind::form(self.text, i).kind == Kind::Plain;
                evidence = evidence.max(if nation { 3 } else { before.min(3 - 2 * u32::from(plain)) });
                break;
            }
        }
        evidence
    }

    /// Whether token `k` is an adjective with its article that may stand after a title.
    pub(super) fn attribute(&self, k: usize) -> bool {
        const ADJECTIVES: Classes =
            Classes::of(&[Class::PlainAdjective, Class::ProperAdjective, Class::Nationality, Class::Shift]);
        if !self.goes_on(k) {
            return false;
        }
        let word = self.text.word(k);
        word.plain.any(ADJECTIVES)
            || word.entries().any(|(reading, entry)| {
                entry.class == Class::Word && entry.value == "adjective" && self.definite(reading)
            })
    }

    /// Whether token `k` may be an adjective with its article, by its ending or for all that is known of it.
    fn describes(&self, k: usize) -> bool {
        let word = self.text.word(k);
        self.goes_on(k) && (nisba(word) || !word.known())
    }

    /// How the word at token `at` announces the name at token `i`.
    fn announced(&self, at: usize, i: usize) -> u32 {
        let word = self.text.word(at);
        let mut evidence = 0;
        for (reading, entry) in word.entries() {
            let whole = entry.rest.is_empty();
            let own = match entry.class {
                // A title that is an ordinary word as well (the general, the team) announces what can be a name.
                Class::Honorific if whole && !reading.joined && entry.features.has(Features::WEAK) => {
                    let named = super::kind::form(self.text, i).kind;
                    3 * u32::from(matches!(named, Kind::Given | Kind::Weak | Kind::Foreign | Kind::Open))
                }
                Class::Honorific if whole && !reading.joined => 3,
                Class::Introducer if whole => 1 + u32::from(entry.value == "strong"),
                Class::Role
                    if whole
                        && (reading.joined || self.definite(reading))
                        && !entry.features.has(Features::PLURAL) =>
                {
                    2
                }
                Class::Nationality if whole && self.definite(reading) && !plural(word) => 1,
                // The two Xs: Y and Z.
                Class::Role if whole && self.definite(reading) => 1,
                Class::Role if whole && !reading.joined => 1,
                Class::Word
                    if whole && self.definite(reading) && entry.value == "adjective" && nisba(word) =>
                {
                    1
                }
                Class::Cue if whole && entry.features.any(Features::PAST.with(Features::PRESENT)) => 1,
                _ => 0,
            };
            evidence = evidence.max(own);
        }
        // A definite noun that the lexicon lacks may be what somebody does.
        let article = |reading: &Reading| self.definite(reading) && reading.clitics.slot(2) == 0;
        let definite = || word.readings.iter().any(article) && !plural(word);
        if evidence == 0 && !word.known() && self.text.written(at).chars().count() > 5 && definite() {
            evidence = 1;
        }
        evidence
    }

    fn definite(&self, reading: &Reading) -> bool {
        reading.clitics.slot(3) != 0
    }

    /// Whether what is said begins after token `to`: a complementiser, after a comma too, or a colon.
    pub(super) fn reports(&self, to: usize) -> bool {
        let comma = to < self.end && matches!(self.text.all[to].glyph, '،' | ',');
        let at = to + usize::from(comma);
        if at >= self.end {
            return false;
        }
        !comma && self.text.all[at].is(':')
            || self.text.all[at].kind == TokenKind::Word
                && self.text.word(at).entries().any(|(reading, entry)| {
                    entry.class == Class::Complementiser
                        && entry.rest.is_empty()
                        && reading.clitics.slot(0) == 0
                })
    }

    /// Whether who says it is told right before token `i`: a verb of saying, or an office.
    pub(super) fn speaks(&self, i: usize) -> bool {
        let finite = Features::PAST.with(Features::PRESENT);
        let cue = |k: usize| {
            self.text.word(k).entries().any(|(_, entry)| {
                entry.class == Class::Cue && entry.rest.is_empty() && entry.features.any(finite)
            })
        };
        i > self.start && self.text.all[i - 1].kind == TokenKind::Word && cue(i - 1) || self.officed(i)
    }

    /// Whether a title that is nothing else stands before token `i`.
    pub(super) fn titled(&self, i: usize) -> bool {
        i > self.start
            && self.text.all[i - 1].kind == TokenKind::Word
            && self.text.word(i - 1).entries().any(|(reading, entry)| {
                entry.class == Class::Honorific
                    && entry.rest.is_empty()
                    && !reading.joined
                    && !entry.features.any(Features::WEAK.with(Features::PLURAL))
            })
    }

    /// What stands after a name for a person: an age, an office in apposition.
    pub(super) fn after(&self, to: usize) -> u32 {
        if to >= self.end {
            return 0;
        }
        let token = &self.text.all[to];
        let signed = token.kind == TokenKind::Sign;
        let at = to + usize::from(signed);
        if at >= self.end {
            return 0;
        }
        if signed && !matches!(token.glyph, '(' | '،' | ',' | '-' | '–' | '—') {
            return 0;
        }
        let next = &self.text.all[at];
        if next.kind == TokenKind::Number {
            let years = self.text.all.get(at + 1).is_some_and(|token| {
                at + 1 < self.end
                    && token.kind == TokenKind::Word
                    && self
                        .text
                        .word(at + 1)
                        .entries()
                        .any(|(_, entry)| entry.class == Class::Period && entry.value.starts_with("P1Y"))
            });
            return if signed && years { 2 } else { 0 };
        }
        let role = self.text.word(at).entries().any(|(reading, entry)| {
            entry.class == Class::Role
                && entry.rest.is_empty()
                && !reading.joined
                && reading.clitics.0 & 0x00ff_00ff == 0
                && !entry.features.has(Features::PLURAL)
        });
        if role { 2 } else { 0 }
    }
}

/// Whether an adjective of origin is a plural's.
fn plural(word: &Word) -> bool {
    let nisba = crate::lexicon::get(word.language).nisba;
    nisba.iter().take(3).any(|ending| word.folded.ends_with(ending))
}

/// Whether a word ends as an adjective of origin does.
fn nisba(word: &Word) -> bool {
    crate::lexicon::get(word.language).nisba.iter().any(|ending| word.folded.ends_with(ending))
}
