//! How a lexicon's table stands in its file of numbers, for the build script that writes it and the
//! program that reads it.
//!
//! All numbers are `u32`, little-endian: a head ([`HEAD`]), the buckets of an open-addressed hash table
//! with linear probing, the keys, the entries, the further words of phrases. A bucket holds a key's number plus
//! one, and over it ([`TAG`]) some bits of the hash, by which nearly every word that is no key is told. Strings are stretches of a
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

/// Bits of a bucket under its tag: the number of a key plus one.
pub const TAG: u32 = 20;

/// The tag of a hash: its highest bits, which choose no bucket.
pub fn tag(hash: u64) -> u32 {
    (hash >> (32 + TAG)) as u32
}

/// FxHash over eight bytes at a time, its high bits folded down: short words, and nobody gains by choosing them.
/// The last eight may overlap the ones before.
pub fn hash(word: &[u8]) -> u64 {
    let mut state = word.len() as u64;
    let mut step = |word: u64| state = (state.rotate_left(5) ^ word).wrapping_mul(0x51_7c_c1_b7_27_22_0a_95);
    match word.last_chunk::<8>() {
        Some(last) => {
            let (chunks, _) = word[..word.len() - 1].as_chunks::<8>();
            chunks.iter().for_each(|chunk| step(u64::from_le_bytes(*chunk)));
            step(u64::from_le_bytes(*last));
        }
        None => step(word.iter().fold(0, |all, &byte| all << 8 | u64::from(byte))),
    }
    state ^ (state >> 32)
}
