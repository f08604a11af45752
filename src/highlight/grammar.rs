//! How the words of a text can stand in a phrase: function words, nouns with their clitics off, roles,
//! names. Everything is asked of the lexicon; nothing here knows a language.

mod noun;
mod saying;
mod signs;
mod verbs;

pub use noun::{Forms, Noun};

use crate::lexicon::{self, Class, Entry, Features, Lexicon};

use super::token::{BlockTokens, TokenKind, Tokens};
use super::vocabulary::{Classes, Reading, has_article};

/// Slots of the proclitics, the same in every lexicon.
const CONJUNCTION: usize = 0;
const PREPOSITION: usize = 2;

/// Words that hold sentences together.
pub const PARTICLES: Classes = Classes::of(&[
    Class::Preposition,
    Class::Connective,
    Class::Complementiser,
    Class::Negation,
    Class::Auxiliary,
    Class::Relative,
    Class::Demonstrative,
    Class::Pronoun,
    Class::Adjunct,
    Class::SourcePhrase,
]);

/// They and what else is no part of a noun phrase.
const FUNCTION: Classes = PARTICLES.with(Classes::of(&[Class::Turn, Class::Same, Class::Cue]));

/// Words that can stand in a noun phrase, as far as the lexicon knows them.
const NOMINAL: Classes = Classes::of(&[
    Class::Role,
    Class::Honorific,
    Class::Voice,
    Class::Channel,
    Class::OrganizationHead,
    Class::Organization,
    Class::NameParticle,
    Class::GivenName,
    Class::Nationality,
    Class::Place,
    Class::PlaceHead,
    Class::Titled,
    Class::NeverName,
    Class::Number,
    Class::Month,
    Class::Weekday,
    Class::Unit,
    Class::Period,
    Class::RelativeDate,
]);

/// What is said of a word beside its part of speech.
const ASIDE: Classes = Classes::of(&[Class::Word, Class::Introducer, Class::Eponym, Class::Homograph]);

/// Heads that may be several words.
const COMPOUND: Classes =
    Classes::of(&[Class::Role, Class::Honorific, Class::Voice, Class::Channel, Class::OrganizationHead]);

/// The words of a block, with the questions that a phrase parser asks.
#[derive(Clone, Copy)]
pub struct Grammar<'a> {
    /// The tokens.
    pub text: &'a Tokens<'a>,
    /// The language.
    pub lexicon: &'static Lexicon,
    /// The block's first token.
    pub start: usize,
    /// The token after the block's last one.
    pub end: usize,
}

impl<'a> Grammar<'a> {
    /// Over one block.
    pub fn new(text: &'a Tokens<'a>, block: &BlockTokens) -> Self {
        Grammar { text, lexicon: block.lexicon, start: block.range.start, end: block.range.end }
    }

    /// Whether token `i` of the block may begin or be an entry of one of those classes.
    pub fn may(&self, i: usize, classes: Classes) -> bool {
        i < self.end && self.text.all[i].classes.any(classes)
    }

    /// The one-word entry of a class, conjunctions taken off.
    pub fn single(&self, i: usize, class: Class) -> Option<&'static Entry> {
        if !self.may(i, Classes::of(&[class]))
            || !self.text.word(i).bare.has(class)
            || PARTICLES.has(class) && self.acronym(i)
        {
            return None;
        }
        let mut entries = self.text.word(i).of(class);
        entries
            .find(|(reading, entry)| entry.rest.is_empty() && !reading.joined && self.bare(reading))
            .map(|(_, entry)| entry)
    }

    /// The longest phrase of a class at token `i`, within the block, conjunctions taken off.
    #[inline(always)] // as `Tokens::phrase`
    pub fn phrase(&self, i: usize, class: Class) -> Option<(&'a Reading, &'static Entry, usize)> {
        if i >= self.end {
            return None;
        }
        self.text.phrase(i, class).filter(|&(_, _, end)| end <= self.end)
    }

    /// The head of several words at token `i` (prime minister): its entry and the token after it.
    pub fn compound(&self, i: usize) -> Option<(&'static Entry, usize)> {
        if !self.may(i, COMPOUND) {
            return None;
        }
        let entries = self.text.word(i).entries().filter(|(reading, entry)| {
            !entry.rest.is_empty() && Classes::of(&[entry.class]).any(COMPOUND) && self.bare(reading)
        });
        let ends = entries.map(|(_, entry)| (entry, i + 1 + entry.rest.len()));
        ends.filter(|&(entry, end)| end <= self.end && self.text.continues(i, entry))
            .max_by_key(|&(_, end)| end)
    }

    /// Whether nothing but conjunctions stands before the stem.
    pub fn bare(&self, reading: &Reading) -> bool {
        reading.clitics.is_bare()
    }

    /// Whether a conjunction is joined to the stem.
    pub fn conjoined(&self, reading: &Reading) -> bool {
        reading.clitics.slot(CONJUNCTION) != 0
    }

    /// Whether a preposition is joined to the stem.
    pub fn preposed(&self, reading: &Reading) -> bool {
        reading.clitics.slot(PREPOSITION) != 0
    }

    /// Whether the article is joined to the stem.
    pub fn definite(&self, reading: &Reading) -> bool {
        has_article(self.lexicon, reading.clitics)
    }

    /// Whether token `i` is a function word or a finite cue: the end of a noun phrase.
    pub fn function(&self, i: usize) -> bool {
        if !self.may(i, FUNCTION) || self.acronym(i) {
            return false;
        }
        let word = self.text.word(i);
        // A particle joined to its name by a hyphen (אל-מועלם).
        if word.is(Class::NameParticle)
            && i + 2 < self.end
            && self.dash(i + 1)
            && !self.text.all[i + 1].spaced
            && !self.text.all[i + 2].spaced
        {
            return false;
        }
        // ועד העובדים: the first word of a head of several words.
        if self
            .compound(i)
            .is_some_and(|(entry, _)| matches!(entry.class, Class::Role | Class::OrganizationHead))
        {
            return false;
        }
        // A cue of several words (اظهار داشت).
        let finite = Features::PAST.with(Features::PRESENT);
        if self.phrase(i, Class::Cue).is_some_and(|(_, entry, end)| end > i + 1 && entry.features.any(finite))
        {
            return true;
        }
        let known = &self.text.forms.functions[self.text.all[i].word.0 as usize];
        let function = known.get().unwrap_or_else(|| {
            let function = self.read_function(i);
            known.set(Some(function));
            function
        });
        function && !(word.classes.has(Class::Cue) && self.after_saying(i))
    }

    /// Whether the form of token `i`, by itself, is a function word or a finite cue.
    fn read_function(&self, i: usize) -> bool {
        let word = self.text.word(i);
        let finite = Features::PAST.with(Features::PRESENT);
        let as_function = |reading: &Reading, entry: &Entry| match entry.class {
            // A verb has no possessor (قدري is no قدر).
            Class::Cue => {
                entry.rest.is_empty()
                    && self.bare(reading)
                    && entry.features.any(finite)
                    && !(reading.joined && reading.enclitic.has(Features::NOUN))
            }
            // "Who" and "what" that are short prepositions elsewhere.
            class => {
                Classes::of(&[class]).any(FUNCTION)
                    && entry.rest.is_empty()
                    && (self.bare(reading) && !reading.joined || class == Class::Complementiser)
            }
        };
        let nominal = word.entries().any(|(reading, entry)| {
            NOMINAL.has(entry.class) && entry.rest.is_empty() && reading.clitics.is_empty() && !reading.joined
        });
        let found = word.entries().any(|(reading, entry)| as_function(reading, entry)) && !self.given(i);
        found
            && !(nominal
                && word
                    .entries()
                    .all(|(_, e)| e.class == Class::Cue || ASIDE.has(e.class) || NOMINAL.has(e.class)))
    }

    /// Whether token `i` is a given name as it is written: another hamza is another word (فرأت is no فرات).
    pub fn given(&self, i: usize) -> bool {
        let letters = |text: &'a str| text.chars().filter(|&c| !lexicon::is_mark(c));
        self.text.word(i).is(Class::GivenName)
            && self.text.word(i).entries().any(|(reading, entry)| {
                entry.class == Class::GivenName
                    && letters(entry.written).eq(letters(&self.text.written(i)[reading.prefix as usize..]))
            })
    }

    /// Whether token `i` is a common word of that sort, clitics taken off.
    pub fn never_name(&self, i: usize, value: &str) -> bool {
        self.may(i, Classes::of(&[Class::NeverName]))
            && self
                .text
                .word(i)
                .entries()
                .any(|(_, e)| e.class == Class::NeverName && e.rest.is_empty() && e.value == value)
    }

    /// Whether token `i` is an ordinary word, its article taken off.
    pub fn ordinary(&self, i: usize) -> bool {
        self.text.word(i).plain.has(Class::Word)
    }

    /// Whether the whole form at `i` is a noun that the lexicon knows.
    pub fn named(&self, i: usize) -> bool {
        let whole = |reading: &Reading| reading.clitics.is_empty() && !reading.joined;
        self.text
            .word(i)
            .entries()
            .any(|(reading, entry)| whole(reading) && entry.rest.is_empty() && NOMINAL.has(entry.class))
    }

    /// Whether token `i` is only a prefix, written apart from what it belongs to (لـ«الصباح»).
    pub fn lone_prefix(&self, i: usize) -> bool {
        if i >= self.end || self.text.all[i].kind != TokenKind::Word {
            return false;
        }
        let folded = self.text.folded(i);
        folded.chars().count() <= 2
            && i + 1 < self.end
            && self.text.all[i + 1].kind == TokenKind::Quote
            && self.lexicon.proclitics.get(PREPOSITION).is_some_and(|slot| {
                slot.iter().any(|prefix| folded.ends_with(prefix) && folded.len() <= prefix.len() + 2)
            })
    }

    /// The stem of a noun, folded: prefixes and article off.
    pub fn stem(&self, i: usize) -> &'a str {
        match self.noun(i) {
            Some(noun) => {
                let word = self.text.word(i);
                &word.folded[noun.reading.stem.0 as usize..]
            }
            None => self.text.folded(i),
        }
    }

    /// Whether token `i`, with its article or without, can be that word.
    pub fn is_stem(&self, i: usize, stem: &str) -> bool {
        let word = self.text.word(i);
        let alone = |reading: &&Reading| !reading.joined && reading.clitics.0 & 0xff_ffff == 0;
        word.readings.iter().filter(alone).any(|reading| word.stem(reading) == stem)
    }

    /// Whether a bare word looks like an adjective of origin.
    pub fn adjective(&self, i: usize) -> bool {
        let stem = self.stem(i);
        self.lexicon.nisba.iter().any(|ending| stem.strip_suffix(ending).is_some_and(|rest| rest.len() >= 4))
    }
}
