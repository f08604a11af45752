//! Words read as nouns: clitics off, the telling one of several entries.

use std::cell::Cell;

use super::super::token::TokenKind;
use super::super::vocabulary::{Reading, Vocabulary};
use super::{Grammar, NOMINAL};
use crate::lexicon::{Class, Entry, Features};

/// A word read as a noun.
#[derive(Clone, Copy)]
pub struct Noun<'a> {
    /// The reading.
    pub reading: &'a Reading,
    /// The nominal entry that says most, where the lexicon has one.
    pub entry: Option<&'static Entry>,
    /// A conjunction is joined to it.
    pub conjoined: bool,
    /// A preposition is joined to it.
    pub preposed: bool,
    /// It has the article.
    pub definite: bool,
}

impl Noun<'_> {
    /// Its class.
    pub fn class(&self) -> Option<Class> {
        self.entry.map(|entry| entry.class)
    }

    /// Whether it is of that class.
    pub fn is(&self, class: Class) -> bool {
        self.class() == Some(class)
    }

    /// Its grammar.
    pub fn features(&self) -> Features {
        self.entry.map_or(Features::NONE, |entry| entry.features)
    }
}

/// Where a form's reading as a noun is found in its word.
#[derive(Clone, Copy, Debug)]
struct Place {
    reading: u16,
    entry: Option<u16>,
    definite: bool,
}

/// What the forms of a chunk are to a phrase: each is asked dozens of times and answered once. By word number.
#[derive(Debug, Default)]
pub struct Forms {
    /// How it reads as a noun, without a definite word after it and with one: all that a reading depends on.
    nouns: Vec<[Cell<Option<Option<Place>>>; 2]>,
    /// Whether it is a function word by itself.
    pub(super) functions: Vec<Cell<Option<bool>>>,
}

impl Forms {
    /// With room for every form of a vocabulary.
    pub fn of(vocabulary: &Vocabulary) -> Forms {
        let nouns = vec![Default::default(); vocabulary.len()];
        Forms { nouns, functions: vec![Cell::new(None); vocabulary.len()] }
    }
}

impl<'a> Grammar<'a> {
    /// Token `i` as a noun; `None` for signs and for the wordless.
    pub fn noun(&self, i: usize) -> Option<Noun<'a>> {
        if i >= self.end || self.text.all[i].kind != TokenKind::Word {
            return None;
        }
        let word = self.text.word(i);
        let known =
            &self.text.forms.nouns[self.text.all[i].word.0 as usize][usize::from(self.before_definite(i))];
        let place = known.get().unwrap_or_else(|| {
            let place = self.read_noun(i);
            known.set(Some(place));
            place
        })?;
        let reading = &word.readings[usize::from(place.reading)];
        Some(Noun {
            reading,
            entry: place.entry.map(|at| reading.entries[usize::from(at)]),
            conjoined: self.conjoined(reading),
            preposed: self.preposed(reading),
            definite: place.definite,
        })
    }

    /// Whether a word with its article follows token `i`.
    fn before_definite(&self, i: usize) -> bool {
        i + 1 < self.end && self.text.word(i + 1).articled
    }

    /// The reading and the entry by which token `i` is most likely a noun.
    fn read_noun(&self, i: usize) -> Option<Place> {
        let word = self.text.word(i);
        let mut best: Option<(u32, Place)> = None;
        for (at, reading) in word.readings.iter().enumerate() {
            // The future's prefix stands before verbs alone (سمعان is no معان).
            if reading.clitics.slot(1) != 0 && self.lexicon.that_prefix.is_empty() {
                continue;
            }
            // An article and a possessive exclude each other (العالمي is no عالم).
            if reading.joined && self.definite(reading) {
                continue;
            }
            let entry = reading
                .entries
                .iter()
                .enumerate()
                .filter(|(_, entry)| entry.rest.is_empty() && NOMINAL.has(entry.class))
                .filter(|(_, entry)| !(reading.joined && self.whole_definite_form(entry)))
                // العمر is no عمر: a given name has the article always or never.
                .filter(|(_, entry)| {
                    entry.class != Class::GivenName
                        || self.definite(reading) == entry.features.has(Features::DEFINITE) && !reading.joined
                })
                .min_by_key(|(_, entry)| weight(entry));
            let (conjoined, preposed) = (self.conjoined(reading), self.preposed(reading));
            let definite =
                self.definite(reading) || entry.is_some_and(|(_, entry)| self.whole_definite(reading, entry));
            let marker = reading.clitics.slot(1) != 0;
            let clitics = u32::from(conjoined) * 2 + u32::from(preposed) * 3 + u32::from(marker) * 9;
            let rank = match entry {
                Some(_) => clitics + u32::from(definite) + u32::from(reading.joined) * 6,
                None if reading.joined => continue,
                // Unknown: the article is believed, another prefix only where the rest stands elsewhere.
                None => {
                    let letters = word.stem(reading).chars().count();
                    20 + if definite && clitics == 0 && letters > 2 {
                        0
                    } else if definite
                        && letters > 2
                        && (preposed || conjoined && letters > 3 || self.seen(i, reading))
                    {
                        clitics
                    } else if definite {
                        30
                    } else if reading.clitics.is_empty() {
                        6
                    } else if !marker && (self.seen(i, reading) || self.of_ordinary(i, reading)) {
                        clitics
                    } else {
                        30
                    }
                }
            };
            if best.as_ref().is_none_or(|(least, _)| rank < *least) {
                let entry = entry.map(|(entry, _)| entry as u16);
                best = Some((rank, Place { reading: at as u16, entry, definite }));
            }
        }
        best.map(|(_, place)| place)
    }

    /// Whether the lexicon writes the whole form with its article (الشيخ).
    fn whole_definite(&self, reading: &Reading, entry: &Entry) -> bool {
        reading.clitics.is_empty() && self.whole_definite_form(entry)
    }

    /// Whether an entry has the article as written: no possessive follows it (الجوفي is no الجوف).
    fn whole_definite_form(&self, entry: &Entry) -> bool {
        let article = self.lexicon.article;
        !article.is_empty() && entry.class != Class::GivenName && entry.written.starts_with(article)
    }

    /// Whether the stem of a reading stands elsewhere in the text as a word.
    fn seen(&self, i: usize, reading: &Reading) -> bool {
        let written = &self.text.written(i)[reading.prefix as usize..];
        let word = self.text.word(i);
        written.chars().count() > 2 && self.text.vocabulary.find(written, word.language).is_some()
    }

    /// Whether "of" stands before an ordinary word that a definite one follows (لشؤون الاستخراج).
    fn of_ordinary(&self, i: usize, reading: &Reading) -> bool {
        let of = self.lexicon.of;
        self.preposed(reading)
            && !of.is_empty()
            && self.text.folded(i).starts_with(of)
            && reading.entries.iter().any(|e| e.class == Class::Word)
            && self.before_definite(i)
    }
}

/// Of several nominal entries of one form the telling one is taken.
fn weight(entry: &Entry) -> u32 {
    match entry.class {
        // A name that is an ordinary word too says least.
        Class::GivenName if entry.features.has(Features::WEAK) => 12,
        Class::GivenName => 0,
        Class::Role => 1,
        Class::Honorific => 2,
        Class::Voice => 3,
        Class::OrganizationHead => 4,
        Class::Channel => 5,
        Class::Place => 6,
        Class::Organization => 7,
        Class::Nationality => 8,
        Class::NameParticle => 9,
        Class::NeverName => 10,
        _ => 11,
    }
}
