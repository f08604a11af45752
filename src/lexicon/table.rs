//! The words of a lexicon, looked up in the packed form that the build script writes.
//!
//! Nothing is read at the start: a word's entries are unpacked when the word is first met, and kept.

use std::sync::{PoisonError, RwLock};

use super::packing::{ENTRY, HEAD, KEY, TAG, hash, range, tag};
use super::{Class, Entry, Features};

/// A lexicon's words; [`packing`](super::packing) tells how they stand.
pub(super) struct Table {
    text: &'static str,
    numbers: &'static [u8],
    met: RwLock<Met>,
}

/// The entries of each key that was met: a few hundred in an article, of some twenty thousand. They stay for
/// good, as the table does.
struct Met {
    /// By key, where in `entries`; `u32::MAX` and what is missing at the end: not yet.
    places: Vec<u32>,
    entries: Vec<&'static [Entry]>,
}

impl Met {
    fn get(&self, key: usize) -> Option<&'static [Entry]> {
        let place = *self.places.get(key)?;
        self.entries.get(place as usize).copied()
    }
}

impl Table {
    /// A table over what the build script wrote.
    pub const fn new(text: &'static str, numbers: &'static [u8]) -> Table {
        Table { text, numbers, met: RwLock::new(Met { places: Vec::new(), entries: Vec::new() }) }
    }

    /// The entries whose first word is `word`, folded.
    pub fn get(&self, word: &str) -> &'static [Entry] {
        let Some(key) = self.key(word) else { return &[] };
        if let Some(entries) = self.met.read().unwrap_or_else(PoisonError::into_inner).get(key) {
            return entries;
        }
        let mut met = self.met.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(entries) = met.get(key) {
            return entries;
        }
        let entries: Box<[Entry]> = self.entries(key).map(|entry| self.unpack(entry)).collect();
        let entries: &'static [Entry] = Box::leak(entries);
        if met.places.len() <= key {
            met.places.resize(self.number(1), u32::MAX);
        }
        met.places[key] = met.entries.len() as u32;
        met.entries.push(entries);
        entries
    }

    /// Whether `word`, folded, is of that class by itself. Unpacks nothing.
    pub fn has(&self, word: &str, class: Class) -> bool {
        self.key(word).is_some_and(|key| {
            self.entries(key).any(|entry| {
                Class::ALL[self.number(entry) & 0xffff].0 == class
                    && range(self.number(entry + 4) as u32).is_empty()
            })
        })
    }

    /// Which key `word` is.
    fn key(&self, word: &str) -> Option<usize> {
        if self.numbers.is_empty() {
            return None;
        }
        let buckets = self.number(0);
        let mask = buckets - 1;
        let hash = hash(word.as_bytes());
        let mut bucket = hash as usize & mask;
        loop {
            // 0 is an empty bucket, of which there always are some.
            let found = self.number(HEAD + bucket);
            let key = (found & ((1 << TAG) - 1)).checked_sub(1)?;
            if found >> TAG == tag(hash) as usize
                && self.string(self.number(HEAD + buckets + key * KEY)) == word
            {
                return Some(key);
            }
            bucket = (bucket + 1) & mask;
        }
    }

    /// Where the entries of a key begin.
    fn entries(&self, key: usize) -> impl Iterator<Item = usize> {
        let (buckets, keys) = (self.number(0), self.number(1));
        let at = HEAD + buckets + key * KEY;
        let (first, count) = (self.number(at + 1), self.number(at + 2));
        (first..first + count).map(move |n| HEAD + buckets + keys * KEY + n * ENTRY)
    }

    fn unpack(&self, at: usize) -> Entry {
        let words = HEAD + self.number(0) + self.number(1) * KEY + self.number(2) * ENTRY;
        let kind = self.number(at);
        Entry {
            class: Class::ALL[kind & 0xffff].0,
            lemma: (kind >> 16) as u16,
            features: Features(self.number(at + 1) as u32),
            written: self.string(self.number(at + 2)),
            value: self.string(self.number(at + 3)),
            rest: range(self.number(at + 4) as u32)
                .map(|word| self.string(self.number(words + word)))
                .collect(),
        }
    }

    fn string(&self, stretch: usize) -> &'static str {
        &self.text[range(stretch as u32)]
    }

    fn number(&self, n: usize) -> usize {
        let bytes = self.numbers[n * 4..].first_chunk().expect("the build script's numbers are whole");
        u32::from_le_bytes(*bytes) as usize
    }
}
