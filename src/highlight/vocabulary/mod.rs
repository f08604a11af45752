//! Every word form of a text once: its folded form and its readings, clitics taken off, each looked up
//! in the lexicon.
//!
//! Bounded: a text with more forms than `LIMIT` begins a new vocabulary at the next chunk.

mod clitics;

pub use clitics::{ends, has_article};

use smallvec::SmallVec;

use crate::lexicon::{self, Class, Entry, Features};
use crate::text::language::LanguageId;

/// More forms than this are not kept from one chunk to the next.
const LIMIT: usize = 1 << 16;

/// A word form's number in its vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// No word: a sign.
    pub const NONE: WordId = WordId(0);
}

/// A way to read a word form: prefixes, stem, joined pronoun.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Bytes of prefixes in the written form.
    pub prefix: u8,
    /// Which prefixes, bit by slot of the lexicon's proclitics and place in the slot.
    pub clitics: Clitics,
    /// The stem, as a range of the folded form (a contraction's stem may begin inside it).
    pub stem: (u8, u8),
    /// The grammar of the joined pronoun; none where there is none.
    pub enclitic: Features,
    /// Whether a pronoun is joined.
    pub joined: bool,
    /// What the lexicon says of the stem.
    pub entries: SmallVec<[&'static Entry; 2]>,
}

/// The prefixes of a reading: eight bits a slot, bit n is the slot's n-th.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clitics(pub u32);

impl Clitics {
    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether there is none but conjunctions, which have the first slot.
    pub const fn is_bare(self) -> bool {
        self.0 & !0xff == 0
    }

    /// The bits of one slot.
    pub const fn slot(self, slot: usize) -> u8 {
        (self.0 >> (slot * 8)) as u8
    }

    /// The same with one more prefix.
    const fn with(self, slot: usize, place: usize) -> Clitics {
        Clitics(self.0 | 1 << (slot * 8 + place))
    }
}

/// A word form.
#[derive(Debug, Default)]
pub struct Word {
    /// Folded for look-up (`lexicon::fold`).
    pub folded: Box<str>,
    /// How many letters that form has.
    pub letters: usize,
    /// Its readings, the one without clitics first.
    pub readings: SmallVec<[Reading; 2]>,
    /// The entries of the readings by class, in their order.
    by_class: SmallVec<[Place; 4]>,
    /// What digits are worth: a number, and the upper end where they are a range.
    pub digits: Option<Box<(f64, Option<f64>)>>,
    /// Which classes its entries are of, those of phrases that it may begin included.
    pub classes: Classes,
    /// Which classes it is of as it stands, or with its article alone.
    pub plain: Classes,
    /// Which classes it is of as it stands, or with conjunctions alone.
    pub bare: Classes,
    /// Whether it begins with the letters of the language's article, where that is a prefix.
    pub articled: bool,
    /// Whether it begins with a capital letter of a script that has them.
    pub capital: bool,
    /// The language it was analysed in.
    pub language: LanguageId,
}

/// Where an entry of a word stands, and what tells most of the phrases that the word begins apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    class: Class,
    reading: u16,
    entry: u16,
    /// How the second word of a phrase begins ([`opening`]); 0 for any word, and where there is none.
    next: u32,
}

/// The first letters of a word as one number; 0 of a shorter one.
fn opening(word: &str) -> u32 {
    word.as_bytes().first_chunk().map_or(0, |letters| u32::from_le_bytes(*letters))
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// The set of those classes.
    pub const fn of(classes: &[Class]) -> Classes {
        let mut bits = 0;
        let mut i = 0;
        while i < classes.len() {
            bits |= 1 << classes[i] as u32;
            i += 1;
        }
        Classes(bits)
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The classes of both.
    pub const fn with(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// Whether a class is in the set.
    pub const fn has(self, class: Class) -> bool {
        self.0 >> class as u32 & 1 == 1
    }

    /// Whether any class of `other` is in the set.
    pub const fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }
}

impl Word {
    /// Every entry of every reading that is one word long, with its reading.
    pub fn entries(&self) -> impl Iterator<Item = (&Reading, &'static Entry)> + '_ {
        self.readings.iter().flat_map(|reading| reading.entries.iter().map(move |entry| (reading, *entry)))
    }

    /// The entries of one class, those of phrases included, with their readings.
    pub fn of(&self, class: Class) -> impl Iterator<Item = (&Reading, &'static Entry)> + '_ {
        self.places(class).map(|place| self.at(place))
    }

    /// The entries of one class but for phrases whose second word begins otherwise than `next`.
    pub fn before(&self, class: Class, next: &str) -> impl Iterator<Item = (&Reading, &'static Entry)> + '_ {
        let next = opening(next);
        let fits = move |place: &&Place| place.next == 0 || place.next == next;
        self.places(class).filter(fits).map(|place| self.at(place))
    }

    fn places(&self, class: Class) -> impl Iterator<Item = &Place> + '_ {
        let before = |place: &Place| place.class < class;
        let from = match self.by_class.len() {
            none if !self.classes.has(class) => none,
            // Most words have few entries: quicker looked through than halved.
            0..=8 => self.by_class.iter().take_while(|place| before(place)).count(),
            _ => self.by_class.partition_point(before),
        };
        self.by_class[from..].iter().take_while(move |place| place.class == class)
    }

    fn at(&self, place: &Place) -> (&Reading, &'static Entry) {
        let reading = &self.readings[usize::from(place.reading)];
        (reading, reading.entries[usize::from(place.entry)])
    }

    /// The first one-word entry of that class.
    pub fn class(&self, class: Class) -> Option<(&Reading, &'static Entry)> {
        self.of(class).find(|(_, entry)| entry.rest.is_empty())
    }

    /// Whether the whole form, without any clitic, is a word of that class.
    pub fn is(&self, class: Class) -> bool {
        self.of(class)
            .any(|(reading, entry)| reading.clitics.is_empty() && !reading.joined && entry.rest.is_empty())
    }

    /// Whether a prefix stands before a word of three letters or more that the lexicon knows, where the
    /// whole form is none of its words. A prefix of verbs alone (the second slot) says nothing.
    pub fn is_prefixed(&self) -> bool {
        let whole = self.readings.first().is_some_and(|reading| !reading.entries.is_empty());
        let known = |reading: &Reading| {
            let plain = |entry: &&'static Entry| entry.rest.is_empty() && entry.class != Class::Nationality;
            reading.stem.1 - reading.stem.0 >= 6 && reading.entries.iter().any(plain)
        };
        !whole
            && self
                .readings
                .iter()
                .any(|reading| !reading.clitics.is_empty() && reading.clitics.slot(1) == 0 && known(reading))
    }

    /// The stem of a reading.
    pub fn stem(&self, reading: &Reading) -> &str {
        &self.folded[reading.stem.0 as usize..reading.stem.1 as usize]
    }

    /// Whether the lexicon knows the form or a stem of it.
    pub fn known(&self) -> bool {
        !self.classes.is_empty()
    }
}

/// The word forms met so far. A clone begins empty: it is a cache.
pub struct Vocabulary {
    words: Vec<Word>,
    /// Written forms, one after the other, and where each ends.
    written: String,
    ends: Vec<u32>,
    /// Open addressing over word numbers; 0 is free. Beside each the upper half of its form's hash, by which
    /// nearly every other form is told.
    buckets: Vec<(u32, u32)>,
}

impl Clone for Vocabulary {
    fn clone(&self) -> Self {
        Vocabulary::default()
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary {
            words: vec![Word::default()],
            written: String::new(),
            ends: vec![0],
            buckets: vec![(0, 0); 1024],
        }
    }
}

impl Vocabulary {
    /// Forgets everything where too much was met; to be called between chunks.
    pub fn bound(&mut self) {
        if self.words.len() > LIMIT {
            *self = Vocabulary::default();
        }
    }

    /// The word of that number.
    pub fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }

    /// Every word by number.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.words.iter()
    }

    /// How many forms there are, the empty one of signs among them.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no form was met.
    pub fn is_empty(&self) -> bool {
        self.words.len() == 1
    }

    /// The number of a written form, where it was met.
    pub fn find(&self, written: &str, language: LanguageId) -> Option<WordId> {
        self.slot(written, language, lexicon::hash(written.as_bytes())).ok()
    }

    /// The number of a form with that hash, or the free bucket where it belongs.
    fn slot(&self, written: &str, language: LanguageId, hash: u64) -> Result<WordId, usize> {
        let mut slot = hash as usize;
        loop {
            let index = slot & (self.buckets.len() - 1);
            let (tag, n) = self.buckets[index];
            if n == 0 {
                return Err(index);
            }
            if tag == upper(hash)
                && self.words[n as usize].language == language
                && self.written(n as usize) == written.as_bytes()
            {
                return Ok(WordId(n));
            }
            slot = slot.wrapping_add(1);
        }
    }

    /// Form `n` as written.
    fn written(&self, n: usize) -> &[u8] {
        &self.written.as_bytes()[self.ends[n - 1] as usize..self.ends[n] as usize]
    }

    /// The number of a written form, analysed when it is first met.
    pub fn intern(&mut self, written: &str, language: LanguageId) -> WordId {
        let hash = lexicon::hash(written.as_bytes());
        let index = match self.slot(written, language, hash) {
            Ok(id) => return id,
            Err(index) => index,
        };
        let id = self.words.len() as u32;
        self.words.push(clitics::analyse(written, language));
        self.written.push_str(written);
        self.ends.push(self.written.len() as u32);
        self.buckets[index] = (upper(hash), id);
        if self.words.len() * 2 > self.buckets.len() {
            self.grow();
        }
        WordId(id)
    }

    fn grow(&mut self) {
        let size = self.buckets.len() * 4;
        self.buckets = vec![(0, 0); size];
        for n in 1..self.words.len() {
            let hash = lexicon::hash(self.written(n));
            let mut slot = hash as usize;
            while self.buckets[slot & (size - 1)].1 != 0 {
                slot += 1;
            }
            self.buckets[slot & (size - 1)] = (upper(hash), n as u32);
        }
    }
}

/// The half of a hash that chooses no bucket.
fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}
