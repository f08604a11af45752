//! Where a text may be cut: grapheme clusters and words (UAX #29), line breaks (UAX #14).
//!
//! Thin functions over unicode-segmentation (Unicode 17) and unicode-linebreak (Unicode 15), so that
//! nobody else names those crates. Offsets are bytes from the start of the text given.

use std::ops::Range;

use unicode_linebreak::BreakOpportunity;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::property::{Grapheme, Property};

/// The extended grapheme clusters of `text`, with their offsets.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// Whether `text` holds nothing that needs more of UAX #29 than marks that go on with the character
/// before them (GB9) and CR LF (GB3).
pub(crate) fn is_simple(text: &str) -> bool {
    let mut pictographs = false;
    text.chars().all(|c| match Property::of(c).grapheme() {
        Grapheme::Complex => false,
        Grapheme::Pictograph => {
            pictographs = true;
            true
        }
        Grapheme::Joiner => !pictographs, // GB11
        _ => true,
    })
}

/// Whether there is no grapheme border between two characters of a simple text.
pub(crate) fn continues(before: char, c: char) -> bool {
    match Property::of(c).grapheme() {
        Grapheme::Extend | Grapheme::Joiner => !before.is_control() && !Property::of(before).stands_alone(),
        Grapheme::LineEnd => (before, c) == ('\r', '\n'),
        _ => false,
    }
}

/// Whether `offset` lies between two grapheme clusters (or at an end) of `text`.
pub fn is_grapheme_border(text: &str, offset: usize) -> bool {
    offset <= text.len()
        && text.is_char_boundary(offset)
        && GraphemeCursor::new(offset, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}

/// The last grapheme border at or before `offset`.
pub fn floor_grapheme(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    if is_grapheme_border(text, offset) {
        return offset;
    }
    GraphemeCursor::new(offset, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The first grapheme border at or after `offset`.
pub fn ceil_grapheme(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    if is_grapheme_border(text, offset) {
        return offset;
    }
    GraphemeCursor::new(offset, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// `range` widened to grapheme borders.
pub fn to_graphemes(text: &str, range: Range<usize>) -> Range<usize> {
    floor_grapheme(text, range.start)..ceil_grapheme(text, range.end)
}

/// The words of `text` (stretches between word borders that hold a letter or a digit), with offsets.
pub fn words(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.unicode_word_indices()
}

/// Every stretch between word borders, white space and punctuation too, with offsets.
pub fn word_borders(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.split_word_bound_indices()
}

/// Whether `c` ends a line: the mandatory breaks of UAX #14 (LB4, LB5).
pub const fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A place where a line may or must end: the offset just after the last character of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineBreak {
    /// Offset of the first character of the next line.
    pub offset: usize,
    /// Whether the line must end here (after a line end, and at the end of the text).
    pub mandatory: bool,
}

/// The line break opportunities of `text`, in order.
pub fn line_breaks(text: &str) -> impl Iterator<Item = LineBreak> + Clone {
    unicode_linebreak::linebreaks(text)
        .map(|(offset, kind)| LineBreak { offset, mandatory: kind == BreakOpportunity::Mandatory })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_round_to_grapheme_borders() {
        // beh, shadda, fatha | alef
        let text = "\u{628}\u{651}\u{64e}\u{627}";
        assert_eq!(
            (0..=8).map(|at| floor_grapheme(text, at)).collect::<Vec<_>>(),
            [0, 0, 0, 0, 0, 0, 6, 6, 8]
        );
        assert_eq!(
            (0..=8).map(|at| ceil_grapheme(text, at)).collect::<Vec<_>>(),
            [0, 6, 6, 6, 6, 6, 6, 8, 8]
        );
        assert_eq!(to_graphemes(text, 2..3), 0..6);
        assert_eq!(ceil_grapheme(text, 99), 8);
    }

    #[test]
    fn words_leave_punctuation_out() {
        let words: Vec<_> = words("قال: \"نعم\" (now).").map(|(_, word)| word).collect();
        assert_eq!(words, ["قال", "نعم", "now"]);
    }

    #[test]
    fn lines_break_after_spaces() {
        let breaks: Vec<_> = line_breaks("ab cd\nef").map(|b| (b.offset, b.mandatory)).collect();
        assert_eq!(breaks, [(3, false), (6, true), (8, true)]);
    }

    proptest::proptest! {
        #[test]
        fn the_quick_way_is_uax_29(text in "[a\\u{628}\\u{64e}\\u{200c}\\u{200d}\\u{300} \\t\\r\\n\\u{7}\\u{200f}\\u{2028}\\u{1f44d}\\u{ac00}]{0,12}|\\PC*") {
            let chars: Vec<(usize, char)> = text.char_indices().collect();
            let starts = chars.iter().enumerate().filter(|&(i, &(_, c))| i == 0 || !continues(chars[i - 1].1, c));
            let quick: Vec<usize> = starts.map(|(_, &(at, _))| at).collect();
            if is_simple(&text) {
                proptest::prop_assert_eq!(quick, graphemes(&text).map(|(at, _)| at).collect::<Vec<_>>());
            }
        }
    }
}
