//! Unicode's own conformance files, in full (version 15.0, under `tests/data`): bidi levels and order,
//! grapheme, word and line breaks, joining types. Deviations are listed one by one with the reason.
//!
//! The files are one paragraph and one line a case, at code-point granularity: a unit is a code point
//! here where it is a cluster in a row, and goes through the same functions.

use std::io::{Read, Write};

use flate2::read::GzDecoder;

mod conformance {
    pub mod bidi;
    pub mod segment;
    pub mod shaping;
}

/// The lines of a vendored file that are no comment, with their numbers.
fn lines(name: &str) -> Vec<(usize, String)> {
    let path = format!("{}/tests/data/{name}.txt.gz", env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    let file = std::fs::File::open(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    GzDecoder::new(file).read_to_string(&mut text).expect("a gzip'd UTF-8 file");
    text.lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line.split('#').next().unwrap_or_default().trim().to_owned()))
        .filter(|(_, line)| !line.is_empty())
        .collect()
}

/// A code point as the files write it.
fn character(hex: &str) -> char {
    u32::from_str_radix(hex, 16)
        .ok()
        .and_then(char::from_u32)
        .unwrap_or_else(|| panic!("{hex} is no character"))
}

/// Tells a count, also when the test passes: the test harness holds back what `println!` writes.
fn tell(what: &str) {
    let _ = writeln!(std::io::stdout(), "{what}");
}
