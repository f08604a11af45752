//! The words of a lexicon, looked up in the packed form that the build script writes.
//!
//! Nothing is read at the start: a word's entries are unpacked when the word is first met, and kept.

use std::sync::OnceLock;

use super::packing::{ENTRY, HEAD, KEY, hash, range};
use super::{Class, Entry, Features};

/// A lexicon's words; [`packing`](super::packing) tells how they stand.
pub(super) struct Table {
    text: &'static str,
    numbers: &'static [u8],
    /// The entries of each key that was met.
    met: OnceLock<Box<[Met]>>,
}

/// A key's entries, once it was met.
type Met = OnceLock<Box<[Entry]>>;

impl Table {
    /// A table over what the build script wrote.
    pub const fn new(text: &'static str, numbers: &'static [u8]) -> Table {
        Table { text, numbers, met: OnceLock::new() }
    }

    /// The entries whose first word is `word`, folded.
    pub fn get(&'static self, word: &str) -> &'static [Entry] {
        if self.numbers.is_empty() {
            return &[];
        }
        let (buckets, keys) = (self.number(0), self.number(1));
        let mask = buckets - 1;
        let mut bucket = hash(word) as usize & mask;
        loop {
            // 0 is an empty bucket, of which there always are some.
            let Some(key) = self.number(HEAD + bucket).checked_sub(1) else { return &[] };
            let at = HEAD + buckets + key * KEY;
            if self.string(self.number(at)) == word {
                let met = self.met.get_or_init(|| (0..keys).map(|_| OnceLock::new()).collect());
                return met[key].get_or_init(|| self.unpack(self.number(at + 1), self.number(at + 2)));
            }
            bucket = (bucket + 1) & mask;
        }
    }

    fn unpack(&self, first: usize, count: usize) -> Box<[Entry]> {
        let entries = HEAD + self.number(0) + self.number(1) * KEY;
        let words = entries + self.number(2) * ENTRY;
        (first..first + count)
            .map(|n| {
                let at = entries + n * ENTRY;
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
            })
            .collect()
    }

    fn string(&self, stretch: usize) -> &'static str {
        &self.text[range(stretch as u32)]
    }

    fn number(&self, n: usize) -> usize {
        let bytes = self.numbers[n * 4..].first_chunk().expect("the build script's numbers are whole");
        u32::from_le_bytes(*bytes) as usize
    }
}
