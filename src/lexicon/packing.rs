//! How a lexicon's table stands in its file of numbers, for the build script that writes it and the
//! program that reads it.
//!
//! All numbers are `u32`, little-endian: a head ([`HEAD`]), the buckets of an open-addressed hash table
//! with linear probing, the keys, the entries, the further words of phrases. Strings are stretches of a
//! file of text, a place and a length in one number ([`LENGTH`]). This file is compiled into the build
//! script too, so it uses nothing but `std`.

/// How many buckets, keys and entries there are, in numbers.
pub const HEAD: usize = 3;
/// A key: its string, its first entry, how many it has.
pub const KEY: usize = 3;
/// An entry: class and lemma, features, as written, value, and the first and the number of further words.
pub const ENTRY: usize = 5;

/// Bits of the length in a stretch: a place, and under it a length, in one number.
pub const LENGTH: u32 = 10;

/// The place and the length of a stretch, as a range.
pub fn range(stretch: u32) -> std::ops::Range<usize> {
    let at = (stretch >> LENGTH) as usize;
    at..at + (stretch & ((1 << LENGTH) - 1)) as usize
}

/// FNV-1a, 32 bits: short words, and nobody can choose the keys.
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
