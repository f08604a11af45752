//! Whether a word can be a verb: by what the lexicon knows of it, by its shape.

use super::super::vocabulary::Classes;
use super::Grammar;
use crate::lexicon::{Class, Features};

impl Grammar<'_> {
    /// Whether a word has the shape of a verb in the present.
    pub fn present(&self, i: usize) -> bool {
        let folded = self.text.folded(i);
        folded.chars().count() >= 4 && self.lexicon.verb_prefixes.iter().any(|p| folded.starts_with(p))
    }

    /// Whether token `i` is a finite verb that the lexicon knows, a conjunction before it or not.
    pub fn plain_verb(&self, i: usize) -> bool {
        let finite = Features::PAST.with(Features::PRESENT);
        i < self.end
            && self.text.word(i).entries().any(|(reading, entry)| {
                self.bare(reading)
                    && !reading.joined
                    && entry.rest.is_empty()
                    && match entry.class {
                        Class::Cue => entry.features.any(finite),
                        Class::Word | Class::NeverName => entry.value == "verb",
                        _ => false,
                    }
            })
    }

    /// Whether an unknown word has the shape of a verb in the present.
    pub fn verbal(&self, i: usize) -> bool {
        i < self.end && self.present(i) && self.noun(i).is_none_or(|noun| noun.entry.is_none())
    }
}
