//! Every word form of a text once: its folded form and its readings, clitics taken off, each looked up
//! in the lexicon.
//!
//! Bounded: a text with more forms than `LIMIT` begins a new vocabulary at the next chunk.

use smallvec::SmallVec;

use crate::lexicon::{self, Class, Entry, Features, Lexicon};
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
    /// Folded for look-up ([`lexicon::fold`]).
    pub folded: Box<str>,
    /// Its readings, the one without clitics first.
    pub readings: SmallVec<[Reading; 2]>,
    /// Which classes its entries are of, those of phrases that it may begin included.
    pub classes: Classes,
    /// Which classes it is of as it stands, or with its article alone.
    pub plain: Classes,
    /// Whether it begins with a capital letter of a script that has them.
    pub capital: bool,
    /// The language it was analysed in.
    pub language: LanguageId,
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

    /// The first one-word entry of that class.
    pub fn class(&self, class: Class) -> Option<(&Reading, &'static Entry)> {
        self.entries().find(|(_, entry)| entry.class == class && entry.rest.is_empty())
    }

    /// Whether the whole form, without any clitic, is a word of that class.
    pub fn is(&self, class: Class) -> bool {
        self.readings
            .iter()
            .filter(|reading| reading.clitics.is_empty() && !reading.joined)
            .any(|reading| reading.entries.iter().any(|entry| entry.class == class && entry.rest.is_empty()))
    }

    /// Whether a prefix stands before a word of three letters or more that the lexicon knows, where the
    /// whole form is none of its words. A prefix of verbs alone (the second slot) says nothing.
    pub fn is_prefixed(&self) -> bool {
        let whole = self.readings.first().is_some_and(|reading| !reading.entries.is_empty());
        let known = |reading: &Reading| {
            let plain = |entry: &&'static Entry| entry.rest.is_empty() && entry.class != Class::Nationality;
            reading.stem.1 - reading.stem.0 >= 6 && reading.entries.iter().any(|entry| plain(entry))
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
        self.readings.iter().any(|reading| !reading.entries.is_empty())
    }
}

/// The word forms met so far. A clone begins empty: it is a cache.
pub struct Vocabulary {
    words: Vec<Word>,
    /// Written forms, one after the other, and where each ends.
    written: String,
    ends: Vec<u32>,
    /// Open addressing over word numbers; 0 is free.
    buckets: Vec<u32>,
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
            buckets: vec![0; 1024],
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
        self.slot(written, language).ok()
    }

    /// The number of a form, or the free bucket where it belongs.
    fn slot(&self, written: &str, language: LanguageId) -> Result<WordId, usize> {
        let mut slot = hash(written, language) as usize;
        loop {
            let index = slot & (self.buckets.len() - 1);
            match self.buckets[index] {
                0 => return Err(index),
                n => {
                    let (from, to) = (self.ends[n as usize - 1] as usize, self.ends[n as usize] as usize);
                    if self.words[n as usize].language == language && &self.written[from..to] == written {
                        return Ok(WordId(n));
                    }
                }
            }
            slot = slot.wrapping_add(1);
        }
    }

    /// The number of a written form, analysed when it is first met.
    pub fn intern(&mut self, written: &str, language: LanguageId) -> WordId {
        let index = match self.slot(written, language) {
            Ok(id) => return id,
            Err(index) => index,
        };
        let id = self.words.len() as u32;
        self.words.push(analyse(written, language));
        self.written.push_str(written);
        self.ends.push(self.written.len() as u32);
        self.buckets[index] = id;
        if self.words.len() * 2 > self.buckets.len() {
            self.grow();
        }
        WordId(id)
    }

    fn grow(&mut self) {
        let size = self.buckets.len() * 4;
        self.buckets = vec![0; size];
        for n in 1..self.words.len() {
            let written = &self.written[self.ends[n - 1] as usize..self.ends[n] as usize];
            let mut slot = hash(written, self.words[n].language) as usize;
            while self.buckets[slot & (size - 1)] != 0 {
                slot += 1;
            }
            self.buckets[slot & (size - 1)] = n as u32;
        }
    }
}

/// FxHash over eight bytes at a time, its high bits folded down.
fn hash(written: &str, language: LanguageId) -> u64 {
    let mut state = u64::from(language.0);
    let mut step = |word: u64| state = (state.rotate_left(5) ^ word).wrapping_mul(0x51_7c_c1_b7_27_22_0a_95);
    let (chunks, rest) = written.as_bytes().as_chunks::<8>();
    for chunk in chunks {
        step(u64::from_le_bytes(*chunk));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    step(u64::from_le_bytes(last));
    state ^ (state >> 32)
}

/// Longer forms are no words: they are kept, but not taken apart.
const LONGEST: usize = 120;

fn analyse(written: &str, language: LanguageId) -> Word {
    let lexicon = lexicon::get(language);
    let folded = lexicon::fold(written);
    let first = written.chars().next().unwrap_or(' ');
    let mut word = Word { language, capital: first.is_uppercase(), ..Word::default() };
    if folded.len() <= LONGEST {
        let mut analysis = Analysis { written, folded: &folded, lexicon, readings: SmallVec::new() };
        analysis.whole();
        analysis.clitics(0, 0, Clitics::default());
        if !analysis.readings.iter().any(|reading| !reading.entries.is_empty()) {
            analysis.respelt();
        }
        word.readings = analysis.readings;
        for reading in &mut word.readings {
            let definite = has_article(lexicon, reading.clitics);
            reading.entries.retain(|entry| definite || !entry.features.has(Features::DEFINITE));
            let bits = |alone: bool| {
                let counted = reading.entries.iter().filter(|entry| !alone || entry.rest.is_empty());
                counted.fold(0, |bits, entry| bits | 1 << entry.class as u32)
            };
            word.classes.0 |= bits(false);
            let alone = reading.clitics.is_empty() || reading.clitics == article_alone(lexicon);
            if alone && !reading.joined {
                word.plain.0 |= bits(true);
            }
        }
    }
    word.folded = folded.into();
    word
}

/// The prefixes of a word with its article and nothing else.
fn article_alone(lexicon: &Lexicon) -> Clitics {
    let places = lexicon.proclitics.iter().enumerate().filter_map(|(slot, prefixes)| {
        let place = prefixes.iter().position(|prefix| *prefix == lexicon.article)?;
        Some(Clitics::default().with(slot, place))
    });
    places.last().unwrap_or_default()
}

/// Whether the article is among the prefixes.
pub fn has_article(lexicon: &Lexicon, clitics: Clitics) -> bool {
    !lexicon.article.is_empty()
        && lexicon.proclitics.iter().enumerate().any(|(slot, prefixes)| {
            let place = prefixes.iter().position(|prefix| *prefix == lexicon.article);
            place.is_some_and(|place| clitics.slot(slot) >> place & 1 == 1)
        })
}

/// The taking apart of one form.
struct Analysis<'a> {
    written: &'a str,
    folded: &'a str,
    lexicon: &'static Lexicon,
    readings: SmallVec<[Reading; 2]>,
}

impl Analysis<'_> {
    /// The form as it stands, always the first reading.
    fn whole(&mut self) {
        let entries = self.entries(self.folded, 0);
        let stem = (0, self.folded.len() as u8);
        self.readings.push(Reading {
            prefix: 0,
            clitics: Clitics::default(),
            stem,
            enclitic: Features::NONE,
            joined: false,
            entries,
        });
        self.enclitics(0, Clitics::default());
    }

    /// Takes prefixes off, slot after slot, from byte `at` of the folded form on.
    fn clitics(&mut self, slot: usize, at: usize, taken: Clitics) {
        let rest = &self.folded[at..];
        for (later, prefixes) in self.lexicon.proclitics.iter().enumerate().skip(slot) {
            for (place, prefix) in prefixes.iter().enumerate() {
                if rest.starts_with(prefix) && rest.len() >= prefix.len() + 4 {
                    let (at, taken) = (at + prefix.len(), taken.with(later, place));
                    self.stem(at, taken);
                    self.clitics(later + 1, at, taken);
                }
            }
        }
        for (written, parts) in self.lexicon.contractions {
            if rest.starts_with(written) && rest.len() >= written.len() + 4 {
                let mut all = taken;
                for part in *parts {
                    for (later, prefixes) in self.lexicon.proclitics.iter().enumerate().skip(slot) {
                        if let Some(place) = prefixes.iter().position(|prefix| prefix == part) {
                            all = all.with(later, place);
                        }
                    }
                }
                self.stem(at + written.len(), all);
                // The stem's own first letter is the contraction's last one: للجنة is for اللجنة.
                let last = written.char_indices().next_back().map_or(0, |(i, _)| i);
                self.stem(at + last, all);
            }
        }
    }

    /// A stem after prefixes: a reading where the lexicon knows it, or where it may be a name.
    fn stem(&mut self, at: usize, clitics: Clitics) {
        let entries = self.entries(&self.folded[at..], at);
        let stem = (at as u8, self.folded.len() as u8);
        let prefix = self.written_bytes(at);
        self.readings.push(Reading {
            prefix,
            clitics,
            stem,
            enclitic: Features::NONE,
            joined: false,
            entries,
        });
        self.enclitics(at, clitics);
    }

    /// Takes a joined pronoun off, where the lexicon knows what is left.
    fn enclitics(&mut self, at: usize, clitics: Clitics) {
        for (suffix, features) in self.lexicon.enclitics {
            let Some(stem) = self.folded[at..].strip_suffix(suffix).filter(|stem| stem.len() >= 4) else {
                continue;
            };
            let mut entries = self.entries(stem, at);
            if entries.is_empty() {
                // Teh marbuta opens before a pronoun: وزارته is for وزارة.
                if let Some(open) = stem.strip_suffix('ت') {
                    entries = self.entries(&format!("{open}ة"), at);
                }
            }
            if !entries.is_empty() {
                self.readings.push(Reading {
                    prefix: self.written_bytes(at),
                    clitics,
                    stem: (at as u8, (at + stem.len()) as u8),
                    enclitic: *features,
                    joined: true,
                    entries,
                });
            }
        }
    }

    /// Common other spellings, where nothing else was found: a final yeh without its dots, a final teh
    /// marbuta without them.
    fn respelt(&mut self) {
        for (wrong, right) in [('ى', 'ي'), ('ه', 'ة'), ('ي', 'ى')] {
            if !self.folded.ends_with(wrong) {
                continue;
            }
            for i in 0..self.readings.len() {
                let reading = &self.readings[i];
                if reading.joined {
                    continue;
                }
                let stem = &self.folded[reading.stem.0 as usize..];
                let stem = format!("{}{right}", &stem[..stem.len() - wrong.len_utf8()]);
                let entries = self.entries(&stem, reading.stem.0 as usize);
                self.readings[i].entries = entries;
            }
        }
    }

    /// What the lexicon says of a stem that begins at byte `at` of the folded form and may be spelt so.
    fn entries(&self, stem: &str, at: usize) -> SmallVec<[&'static Entry; 2]> {
        let entries = self.lexicon.entries(stem);
        if entries.is_empty() {
            return SmallVec::new();
        }
        let written = &self.written[self.written_bytes(at) as usize..];
        let article = self.lexicon.article.chars().count();
        let spelt = |entry: &Entry| match entry.written.char_indices().nth(article) {
            Some((at, _)) if entry.features.has(Features::DEFINITE) => &entry.written[at..],
            _ => entry.written,
        };
        entries.iter().filter(|entry| lexicon::agrees(written, spelt(entry))).collect()
    }

    /// The written form's length up to byte `at` of the folded one.
    fn written_bytes(&self, at: usize) -> u8 {
        if at == 0 {
            return 0;
        }
        let letters = self.folded[..at].chars().count();
        let mut seen = 0;
        for (i, c) in self.written.char_indices() {
            if !lexicon::is_mark(c) {
                if seen == letters {
                    return i.min(255) as u8;
                }
                seen += 1;
            }
        }
        self.written.len().min(255) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(written: &str) -> Word {
        analyse(written, lexicon::by_code("ar").expect("the Arabic lexicon"))
    }

    #[test]
    fn prefixes_come_off() {
        let found = word("وللرئيس");
        let (reading, entry) = found.class(Class::Role).expect("a role");
        assert_eq!((entry.written, &"وللرئيس"[reading.prefix as usize..]), ("رئيس", "رئيس"));
        assert!(word("للجنة").class(Class::OrganizationHead).is_some());
        assert!(word("ولاية").class(Class::Role).is_none());
    }

    #[test]
    fn a_joined_pronoun_comes_off() {
        let found = word("بأنّها");
        let (reading, _) = found.class(Class::Complementiser).expect("a complementiser");
        assert!(reading.joined && reading.enclitic.has(Features::FEMININE));
    }
}
