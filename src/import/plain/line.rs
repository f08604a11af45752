//! Lines: the stretches between line ends (UAX #14's BK, CR, LF, NL), without the white space around them.

use super::sign::is_word;
use crate::text::segment;

/// A line that shows something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// First byte that is no white space.
    pub start: usize,
    /// One past the last byte that is no white space.
    pub end: usize,
    /// How many columns of white space stand before it (a tab counts for four).
    pub indent: u16,
    /// Whether an empty line stands before it.
    pub gap: bool,
}

impl Line {
    /// Its characters.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// The lines of `text` that show something.
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / 256 + 4);
    let (mut at, mut gap) = (0, true);
    while at < text.len() {
        let (end, next) = line_end(text.as_bytes(), at);
        match content(text, at, end) {
            Some((start, end)) => {
                lines.push(Line { start, end, indent: indent(&text[at..start]), gap });
                gap = false;
            }
            None => gap = true,
        }
        // A form feed begins a page.
        gap |= next > end && text.as_bytes()[end] == 0x0c;
        at = next;
    }
    lines
}

/// Where the line that holds `from` ends: before its line end, and after it.
pub fn line_end(bytes: &[u8], from: usize) -> (usize, usize) {
    // LF, VT, FF, CR, and the first bytes of U+0085, U+2028 and U+2029.
    let may_end = |b: &u8| b.wrapping_sub(10) < 4 || *b == 0xc2 || *b == 0xe2;
    let mut at = from;
    loop {
        // Thirty-two bytes at a time, which the compiler makes a few instructions of.
        while let Some(many) = bytes[at..].first_chunk::<32>() {
            if many.iter().fold(false, |any, b| any | may_end(b)) {
                break;
            }
            at += many.len();
        }
        let found = bytes[at..].iter().position(may_end);
        let Some(found) = found else { return (bytes.len(), bytes.len()) };
        at += found;
        let length = match &bytes[at..] {
            [b'\r', b'\n', ..] | [0xc2, 0x85, ..] => 2,
            [10..=13, ..] => 1,
            [0xe2, 0x80, 0xa8 | 0xa9, ..] => 3,
            _ => 0,
        };
        if length > 0 {
            return (at, at + length);
        }
        at += 1;
    }
}

/// What of `text[from..to]` shows something: without white space at both ends, on grapheme borders.
pub fn content(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let line = &text[from..to];
    let trimmed = line.trim();
    let first = trimmed.chars().next()?;
    if !is_word(first) && trimmed.chars().all(is_invisible) {
        return None;
    }
    let mut start = line.len() - line.trim_start().len();
    let mut end = start + trimmed.len();
    // A space and the mark after it are one cluster, and so is a number sign (U+0600 …) with the space
    // after it: the cluster is kept whole.
    if start > 0 && may_extend(first) {
        start = segment::floor_grapheme(line, start);
    }
    if end < line.len() && trimmed.chars().next_back().is_some_and(may_prepend) {
        end = segment::ceil_grapheme(line, end);
    }
    Some((from + start, from + end))
}

/// What leaves no trace where it stands alone.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\0' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}')
        || c.is_whitespace()
}

/// Whether `c` may belong to the cluster of the character before it; quickly no for what lines begin with.
fn may_extend(c: char) -> bool {
    !matches!(c, '\0'..='\u{2ff}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}')
        && !matches!(c, '\u{660}'..='\u{66f}' | '\u{6f0}'..='\u{6f9}' | '\u{2010}'..='\u{2027}')
}

/// Whether `c` may take the character after it into its cluster (GB9b).
fn may_prepend(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}')
        || c > '\u{d00}' && !matches!(c, '\u{2000}'..='\u{2fff}' | '\u{fb1d}'..='\u{feff}')
}

fn indent(space: &str) -> u16 {
    space.chars().take(64).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(&str, bool)> {
        lines(text).into_iter().map(|line| (line.of(text), line.gap)).collect()
    }

    #[test]
    fn every_line_end_ends_a_line() {
        let text = "a\nb\r\nc\rd\u{2028}e\u{85}f\u{b}g\r\n\r\nh\u{c}i";
        let gaps = [true, false, false, false, false, false, false, true, true];
        let letters = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
        assert_eq!(shown(text), letters.into_iter().zip(gaps).collect::<Vec<_>>());
    }

    #[test]
    fn other_signs_with_the_same_first_byte_do_not() {
        assert_eq!(shown("«a» “b”"), [("«a» “b”", true)]);
    }

    #[test]
    fn white_space_and_what_is_invisible_make_an_empty_line() {
        assert_eq!(shown("a\n \u{a0}\u{200f}\nb"), [("a", true), ("b", true)]);
    }

    #[test]
    fn edges_are_grapheme_borders() {
        // A fatha on a space: the space stays.
        assert_eq!(shown("  \u{64e}a "), [(" \u{64e}a", true)]);
        assert_eq!(shown("a\u{600} \n"), [("a\u{600} ", true)]);
    }
}
