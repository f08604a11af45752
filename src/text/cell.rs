//! How many columns a cluster takes when it is painted, and what of a foreign string may be painted.
//!
//! The one width function. Never measure a whole string: unicode-width counts lam and alef there as one
//! column, whether or not they are painted as one; the painted clusters are what counts.
//!
//! What never reaches a cell: C0 and C1 controls, ESC, directional controls, every other invisible
//! format character. They take no column; one of them alone, U+001A, which stands for a byte that
//! was no text, is painted as U+FFFD. The signs before a number (U+0600 to U+0605, U+06DD …) are
//! measured differently by terminals and are left out; U+06DD without a number is painted as U+066D.

use std::borrow::Cow;

use icu_properties::CodePointSetData;
use icu_properties::props::{EnumeratedProperty, GeneralCategory, PrependedConcatenationMark};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::property::{Grapheme, Property};

/// What stands in a text for a byte that is none of it.
pub const SUBSTITUTE: char = '\u{1a}';

/// What [`SUBSTITUTE`] is painted as.
pub const REPLACEMENT: char = '\u{fffd}';

/// What a mark that has no base is painted on: U+25CC DOTTED CIRCLE.
pub const DOTTED_CIRCLE: char = '\u{25cc}';

/// ARABIC END OF AYAH, and the star that is painted for it where no number follows.
pub const END_OF_AYAH: char = '\u{6dd}';
/// ARABIC FIVE POINTED STAR.
pub const STAR: char = '\u{66d}';

/// No cluster takes more columns, whatever it holds: what goes beyond is not painted.
pub const MAX_COLUMNS: u8 = 8;

/// No cluster is painted with more characters: marks beyond are dropped.
pub(crate) const MAX_CHARACTERS: usize = 32;

/// Columns of one character as it is painted alone: 0, 1 or 2.
pub(super) fn char_columns(c: char) -> u8 {
    match c {
        SUBSTITUTE | END_OF_AYAH => 1,
        _ if is_hidden(c) => 0,
        _ => c.width().unwrap_or(0).min(2) as u8,
    }
}

/// Whether `c` is never painted: controls and format characters but the joiners, and what
/// unicode-width does not count either.
fn is_hidden(c: char) -> bool {
    matches!(
        GeneralCategory::for_char(c),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    )
}

/// The characters of `cluster` that are painted, in order: without controls and format characters (ZWJ
/// stays inside clusters of pictographs, which need it), without marks that are to be hidden, and
/// with a dotted circle under a mark that has no base.
pub(crate) fn painted(cluster: &str, strip: bool) -> impl Iterator<Item = char> + Clone + '_ {
    let pictograph = cluster.chars().any(|c| Property::of(c).grapheme() == Grapheme::Pictograph);
    let numbered = cluster.chars().any(|c| c != END_OF_AYAH && char_columns(c) > 0);
    let chars = cluster.chars().filter_map(move |c| match c {
        SUBSTITUTE => Some(REPLACEMENT),
        END_OF_AYAH if !numbered => Some(STAR),
        '\u{200d}' if pictograph => Some(c),
        '\u{e0020}'..='\u{e007f}' if pictograph => Some(c),
        _ if is_hidden(c) || strip && Property::of(c).is_hidable() => None,
        _ => Some(c),
    });
    let seen = chars.clone().map(Property::of).find(|property| property.is_mark() || property.columns() > 0);
    let lone = seen.is_some_and(Property::is_mark);
    lone.then_some(DOTTED_CIRCLE).into_iter().chain(chars).take(MAX_CHARACTERS)
}

/// Columns of a grapheme cluster as it is painted, 0 to [`MAX_COLUMNS`]; a mark without a base takes
/// one. For lam-alef, which is painted as one letter, ask for the ligature.
pub fn columns(cluster: &str) -> u8 {
    columns_of(cluster, false)
}

/// The same with hidable marks left out, where `strip` says so.
pub(crate) fn columns_of(cluster: &str, strip: bool) -> u8 {
    let mut chars = cluster.chars();
    if let (Some(first), None) = (chars.next(), chars.next())
        && !Property::of(first).is_mark()
    {
        return char_columns(first);
    }
    let painted: String = painted(cluster, strip).collect();
    painted.width().min(usize::from(MAX_COLUMNS)) as u8
}

/// Makes what stands in `symbol` from `start` on take exactly `columns`.
pub(crate) fn fit(symbol: &mut String, start: usize, columns: u8) {
    if columns != MAX_COLUMNS {
        return; // the width was measured, not capped
    }
    while symbol[start..].width() > usize::from(columns) {
        symbol.pop();
    }
    let missing = usize::from(columns) - symbol[start..].width();
    symbol.extend(std::iter::repeat_n(' ', missing));
}

/// A string from outside (a title, a file name, a message) made safe for a cell or a title bar: one
/// line, without controls, escapes and invisible format characters. Tabs and line ends become
/// spaces, joiners stay for shaping.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    let unsafe_at = text.char_indices().find(|&(_, c)| safe(c) != Some(c));
    let Some((at, _)) = unsafe_at else { return Cow::Borrowed(text) };
    let mut line = String::with_capacity(text.len());
    line.push_str(&text[..at]);
    line.extend(text[at..].chars().filter_map(safe));
    Cow::Owned(line)
}

/// `c` as it may be written to a terminal in logical order; `None` for controls and format characters
/// but the joiners and the signs before a number.
pub(crate) fn safe(c: char) -> Option<char> {
    match c {
        ' '..='~' | '\u{200c}' | '\u{200d}' => Some(c),
        SUBSTITUTE => Some(REPLACEMENT),
        '\t' => Some(' '),
        _ if super::segment::is_line_end(c) => Some(' '),
        _ if is_hidden(c) && !CodePointSetData::new::<PrependedConcatenationMark>().contains(c) => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_painted() {
        for (cluster, wide) in [
            ("a", 1),
            ("\u{644}", 1),
            ("\u{644}\u{64e}\u{651}", 1),
            ("\u{fefb}", 1),
            ("\u{640}", 1),
            ("\u{fdfd}", 1),
            ("\u{64e}", 1), // alone: on a dotted circle
            ("漢", 2),
            ("👍🏽", 2),
            ("👨\u{200d}👩\u{200d}👧", 2),
            ("🇵🇸", 2),
            ("\u{7}", 0),
            ("\u{1b}", 0),
            ("\u{9b}", 0),
            ("\u{1a}", 1),
            ("\u{200f}", 0),
            ("\u{202e}", 0),
            ("\u{2066}", 0),
            ("\u{200c}", 0),
            ("\u{ad}", 0),
            ("\u{feff}", 0),
            ("\u{600}\u{661}", 1),
            ("\u{6dd}\u{661}", 1),
            ("\u{6dd}", 1),
            ("\u{600}", 0),
        ] {
            assert_eq!(columns(cluster), wide, "{cluster:?}");
        }
        assert_eq!(columns(&"\u{1100}".repeat(1000)), MAX_COLUMNS);
    }

    #[test]
    fn a_foreign_string_is_one_harmless_line() {
        assert!(matches!(sanitize("عنوان plain"), Cow::Borrowed(_)));
        assert_eq!(sanitize("a\u{1b}]0;x\u{7}\tb\r\nc\u{202e}\u{2066}d\u{9b}e\u{200b}"), "a]0;x b  cde");
        assert_eq!(sanitize("\u{1a}"), "\u{fffd}");
        assert_eq!(sanitize("می\u{200c}خواهم"), "می\u{200c}خواهم");
        for c in '\0'..=char::MAX {
            for safe in sanitize(&c.to_string()).chars() {
                assert!(
                    !safe.is_control() && !matches!(safe, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                );
            }
        }
    }
}
