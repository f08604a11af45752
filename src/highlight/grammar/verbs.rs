//! Whether a word can be a verb: by what the lexicon knows of it, by its shape.

use super::Grammar;
use crate::lexicon::{Class, Features};

/// How far around a word its like is looked for, in tokens.
const NEAR: usize = 400;

impl Grammar<'_> {
    /// Whether the word at token `i` stands alone beside a verb of saying near by (Kent said): a family name, what
    /// else it is called.
    pub fn speaks_near(&self, i: usize) -> bool {
        let all = &self.text.all;
        let cue =
            |k: usize| {
                k < all.len()
                    && self.text.word(k).of(Class::Cue).any(|(_, e)| {
                        e.features.any(Features::PAST.with(Features::PRESENT)) && e.rest.is_empty()
                    })
            };
        let alone = |k: usize| k > 0 && !self.text.word(k - 1).capital;
        let around = i.saturating_sub(NEAR)..all.len().min(i + NEAR);
        around
            .into_iter()
            .any(|k| k != i && all[k].word == all[i].word && (alone(k) && cue(k + 1) || k > 0 && cue(k - 1)))
    }

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
