//! Packs a lexicon's words into the table that `src/lexicon/table.rs` reads.

use std::collections::{BTreeMap, HashMap};

use super::class::{Class, Features};
use super::packing::{ENTRY, HEAD, KEY, LENGTH, TAG, hash, tag};
use super::{Language, form};

/// What a lexicon says of a word or phrase, but for its first word.
#[derive(PartialEq)]
struct Entry<'a> {
    class: &'a str,
    written: &'a str,
    rest: Vec<String>,
    value: &'a str,
    features: Features,
    lemma: u16,
}

/// The table of a language: its text and its numbers.
pub fn pack(language: &Language) -> (String, Vec<u8>) {
    let mut table: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    let article = language.plain.get("article").map_or("", String::as_str);
    for item in &language.items {
        // A hyphen is a token of its own.
        let written = item.written.replace('-', " - ");
        let words: Vec<String> = written.split_whitespace().map(form::fold).collect();
        let Some((first, rest)) = words.split_first() else { continue };
        let mut add = |first: &str, features: Features| {
            let entry = Entry {
                class: item.class,
                written: &item.written,
                rest: rest.to_vec(),
                value: &item.value,
                features,
                lemma: item.lemma,
            };
            let entries = table.entry(first.to_string()).or_default();
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        };
        add(first, item.features);
        // An article may come off with the prefixes before it: للصين holds الصين.
        if let Some(bare) = first.strip_prefix(article).filter(|bare| !article.is_empty() && bare.len() > 2) {
            add(bare, item.features.with(Features::DEFINITE));
        }
    }
    numbers(&table)
}

fn numbers(table: &BTreeMap<String, Vec<Entry>>) -> (String, Vec<u8>) {
    let mut text = Text::default();
    let (mut keys, mut entries, mut words) = (Vec::new(), Vec::new(), Vec::new());
    // At most half full: probes are short and end at an empty bucket.
    let mut buckets = vec![0; (table.len() * 2).next_power_of_two()];
    for (n, (key, list)) in table.iter().enumerate() {
        let hash = hash(key.as_bytes());
        let mut bucket = hash as usize % buckets.len();
        while buckets[bucket] != 0 {
            bucket = (bucket + 1) % buckets.len();
        }
        let number_of_key = number(n + 1);
        assert!(number_of_key < 1 << TAG, "a lexicon has fewer words");
        buckets[bucket] = number_of_key | tag(hash) << TAG;
        keys.extend([text.add(key), number(entries.len() / ENTRY), number(list.len())]);
        for entry in list {
            let class = Class::ALL.iter().position(|class| class.2 == entry.class);
            let rest = stretch(words.len(), entry.rest.len()).expect("few phrases");
            words.extend(entry.rest.iter().map(|word| text.add(word)));
            entries.extend([
                number(class.expect("a class")) | u32::from(entry.lemma) << 16,
                entry.features.0,
                text.add(entry.written),
                text.add(entry.value),
                rest,
            ]);
        }
    }
    let head: [u32; HEAD] = [buckets.len(), keys.len() / KEY, entries.len() / ENTRY].map(number);
    let all = [&head[..], &buckets, &keys, &entries, &words].concat();
    (text.all, all.iter().flat_map(|n| n.to_le_bytes()).collect())
}

/// A place and a length in one number; `None` where they do not fit.
fn stretch(at: usize, length: usize) -> Option<u32> {
    let (at, length) = (u32::try_from(at).ok()?, u32::try_from(length).ok()?);
    (at < 1 << (32 - LENGTH) && length < 1 << LENGTH).then_some(at << LENGTH | length)
}

fn number(n: usize) -> u32 {
    u32::try_from(n).expect("a lexicon is small")
}

/// Strings, each once.
#[derive(Default)]
struct Text {
    all: String,
    places: HashMap<String, u32>,
}

impl Text {
    fn add(&mut self, string: &str) -> u32 {
        if let Some(&place) = self.places.get(string) {
            return place;
        }
        let place = stretch(self.all.len(), string.len()).expect("a lexicon's strings are few and short");
        self.all.push_str(string);
        self.places.insert(string.to_string(), place);
        place
    }
}
