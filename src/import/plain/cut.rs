//! Long paragraphs into blocks: a wall of text whose breaks were lost at sentence ends, so that it can be
//! read; what is longer than a block may be, at a space.

use super::sentence::Ends;
use super::wrap::{Paragraph, breadth};
use crate::text::segment;

/// A line of at least so many bytes that holds most of a text has lost its breaks …
const WALL: usize = 1500;
/// … and is cut at the first sentence end after so many columns, if so many are left.
const ENOUGH: usize = 320;
const LEFT: usize = 140;

/// Whether the paragraph breaks of a text were lost: one line is long and holds most of it.
pub fn is_wall(text: &str, paragraphs: &[Paragraph]) -> bool {
    let longest = paragraphs.iter().filter(|p| p.lines == 1).map(|p| p.end - p.start).max().unwrap_or(0);
    longest >= WALL && longest * 10 >= text.trim().len() * 6
}

/// Where a wall of text is cut: the offsets after sentences, in order, relative to `text`.
pub fn readable(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let (mut measured, mut columns) = (0, 0);
    for end in Ends::new(text) {
        columns += breadth(&text[measured..end]);
        measured = end;
        let left = text.len() - end;
        if columns >= ENOUGH && (left >= LEFT * 6 || breadth(&text[end..]) >= LEFT) {
            cuts.push(end);
            columns = 0;
        }
    }
    cuts
}

/// Where a stretch longer than `most` bytes (at least 16) is cut: at spaces, else between grapheme clusters.
pub fn forced(text: &str, most: usize) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut from = 0;
    while text.len() - from > most {
        let limit = floor_char(text, from + most);
        let space = text[from..limit].rfind(char::is_whitespace).filter(|at| *at > 0);
        from = space.map_or_else(|| grapheme_before(text, from, limit), |at| from + at);
        cuts.push(from);
    }
    cuts
}

/// How far past a cut its cluster is looked at.
const NEAR: usize = 512;

/// The last border of a cluster after `from`, itself one, at or before `limit`; `limit` where a cluster is
/// too long.
fn grapheme_before(text: &str, from: usize, limit: usize) -> usize {
    let to = floor_char(text, (limit + NEAR).min(text.len()));
    let border = from + segment::floor_grapheme(&text[from..to], limit - from);
    if border > from { border } else { limit }
}

/// The nearest character border at or before `offset`.
pub fn floor_char(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
