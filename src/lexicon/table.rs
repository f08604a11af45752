//! The words of a lexicon, looked up in the packed form that the build script writes.
//!
//! Nothing is read at the start: a word's entries are unpacked when the word is first met, and kept.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use super::packing::{ENTRY, HEAD, KEY, hash, range};
use super::{Class, Entry, Features};

/// A lexicon's words; [`packing`](super::packing) tells how they stand.
pub(super) struct Table {
    text: &'static str,
    numbers: &'static [u8],
    /// The entries of each key that was met: a few hundred in an article, of some twenty thousand. They stay
    /// for good, as the table does.
    met: RwLock<BTreeMap<usize, &'static [Entry]>>,
}

impl Table {
    /// A table over what the build script wrote.
    pub const fn new(text: &'static str, numbers: &'static [u8]) -> Table {
        Table { text, numbers, met: RwLock::new(BTreeMap::new()) }
    }

    /// The entries whose first word is `word`, folded.
    pub fn get(&self, word: &str) -> &'static [Entry] {
        let Some(key) = self.key(word) else { return &[] };
        if let Some(entries) = self.met.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return entries;
        }
        let mut met = self.met.write().unwrap_or_else(PoisonError::into_inner);
        met.entry(key).or_insert_with(|| {
            let entries: Box<[Entry]> = self.entries(key).map(|entry| self.unpack(entry)).collect();
            Box::leak(entries)
        })
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
        let mut bucket = hash(word) as usize & mask;
        loop {
            // 0 is an empty bucket, of which there always are some.
            let key = self.number(HEAD + bucket).checked_sub(1)?;
            if self.string(self.number(HEAD + buckets + key * KEY)) == word {
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
