//! Words of saying where they stand: the noun with its possessor, and what looks like a verb and is a name.

use super::super::vocabulary::Classes;
use super::{Grammar, PARTICLES};
use crate::lexicon::{Class, Features};

impl Grammar<'_> {
    /// Whether token `i` is a verbal noun of saying with its possessor joined (قوله، تأكيدها).
    pub fn own_saying(&self, i: usize) -> bool {
        self.may(i, Classes::of(&[Class::Cue]))
            && self.text.word(i).entries().any(|(reading, entry)| {
                entry.class == Class::Cue
                    && entry.features.has(Features::NOUN)
                    && reading.joined
                    && reading.clitics.is_empty()
            })
    }

    /// Whether token `i` follows a finite verb of saying at once, a title between them or not, and has no other
    /// sense than a verb's in the past: it is the name of who speaks (وقال لوح، وأوضح السيد لوح).
    pub fn after_saying(&self, i: usize) -> bool {
        if i <= self.start || self.lexicon.subject_first || !self.text.word(i).classes.has(Class::Cue) {
            return false;
        }
        let verb = |k: usize| {
            k >= self.start
                && self.text.word(k).entries().any(|(reading, entry)| {
                    entry.class == Class::Cue
                        && entry.rest.is_empty()
                        && !reading.joined
                        && self.bare(reading)
                        && entry.features.has(Features::PAST)
                        && !entry.features.has(Features::WEAK)
                })
        };
        let past = self.text.word(i).entries().all(|(reading, entry)| {
            entry.class != Class::Cue
                || reading.clitics.is_empty() && !reading.joined && entry.features.has(Features::PAST)
        });
        let others = PARTICLES.with(Classes::of(&[Class::Turn, Class::Same]));
        let titled = self.may(i - 1, Classes::of(&[Class::Honorific])) && i > self.start + 1;
        past && !self.text.word(i).classes.any(others) && (verb(i - 1) || titled && verb(i - 2))
    }
}
