//! What is looked for in a folded text: words as they stand, or a pattern.
//!
//! Both are folded as the text is, so that vowel marks and forms of letters hide nothing. A pattern begins
//! with a slash; its syntax is that of the `regex` crate, whose time is linear in the text.

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use regex_syntax::ast::ErrorKind as Syntax;

use super::fold::fold;

/// What a pattern begins with.
pub const SIGN: char = '/';

/// What is looked for.
#[derive(Clone, Debug)]
pub enum Needle {
    /// These folded letters.
    Letters(String),
    /// What matches.
    Pattern(Regex),
}

/// Why nothing can be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// Nothing was typed.
    Empty,
    /// It is no pattern, or not one yet.
    NoPattern(Fault),
}

/// What keeps a pattern from being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The character at which it is wrong, counted from 1 behind the slash.
    pub at: usize,
    /// What is wrong with it.
    pub why: Why,
}

/// What may be wrong with a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A parenthesis lacks its other.
    Group,
    /// Square brackets, or what stands in them.
    Class,
    /// There is nothing to repeat, or no such repetition.
    Repetition,
    /// Nothing is written so with a backslash.
    Escape,
    /// It is too large.
    Large,
    /// Anything else.
    Other,
}

impl Why {
    /// Its name among the interface's words.
    pub const fn name(self) -> &'static str {
        match self {
            Why::Group => "pattern.group",
            Why::Class => "pattern.class",
            Why::Repetition => "pattern.repetition",
            Why::Escape => "pattern.escape",
            Why::Large => "pattern.large",
            Why::Other => "pattern.other",
        }
    }
}

impl Needle {
    /// What was typed.
    ///
    /// # Errors
    /// Where nothing can be looked for.
    pub fn new(typed: &str) -> Result<Needle, Nothing> {
        let Some(pattern) = typed.strip_prefix(SIGN) else {
            let letters = fold(typed);
            return if letters.trim().is_empty() {
                Err(Nothing::Empty)
            } else {
                Ok(Needle::Letters(letters))
            };
        };
        if pattern.is_empty() {
            return Err(Nothing::Empty);
        }
        let built = RegexBuilder::new(&fold_pattern(pattern)).multi_line(true).build();
        built.map(Needle::Pattern).map_err(|_| Nothing::NoPattern(fault(pattern)))
    }

    /// Whether it stands in a folded text.
    pub fn is_in(&self, folded: &str) -> bool {
        match self {
            Needle::Letters(letters) => folded.contains(letters.as_str()),
            Needle::Pattern(_) => self.places(folded).next().is_some(),
        }
    }

    /// Where it stands in a folded text, from the beginning on.
    pub fn places<'a>(&'a self, folded: &'a str) -> Box<dyn Iterator<Item = Range<usize>> + 'a> {
        match self {
            Needle::Letters(letters) => {
                Box::new(folded.match_indices(letters.as_str()).map(|(at, found)| at..at + found.len()))
            }
            // What matches without a letter cannot be shown.
            Needle::Pattern(pattern) => Box::new(
                pattern.find_iter(folded).map(|found| found.range()).filter(|place| !place.is_empty()),
            ),
        }
    }
}

/// What is wrong with a pattern that could not be built, as it was typed.
fn fault(pattern: &str) -> Fault {
    let behind = |offset: usize| pattern[..offset].chars().count() + 1;
    match regex_syntax::parse(pattern) {
        Err(regex_syntax::Error::Parse(error)) => {
            let why = match error.kind() {
                Syntax::GroupUnclosed | Syntax::GroupUnopened => Why::Group,
                Syntax::ClassUnclosed
                | Syntax::ClassEscapeInvalid
                | Syntax::ClassRangeInvalid
                | Syntax::ClassRangeLiteral => Why::Class,
                Syntax::RepetitionCountInvalid
                | Syntax::RepetitionCountDecimalEmpty
                | Syntax::RepetitionCountUnclosed
                | Syntax::RepetitionMissing => Why::Repetition,
                Syntax::EscapeHexEmpty
                | Syntax::EscapeHexInvalid
                | Syntax::EscapeHexInvalidDigit
                | Syntax::EscapeUnexpectedEof
                | Syntax::EscapeUnrecognized
                | Syntax::UnsupportedBackreference => Why::Escape,
                _ => Why::Other,
            };
            Fault { at: behind(error.span().start.offset), why }
        }
        Err(regex_syntax::Error::Translate(error)) => {
            Fault { at: behind(error.span().start.offset), why: Why::Escape }
        }
        _ => Fault { at: 1, why: Why::Large },
    }
}

/// A pattern whose letters are folded; what a backslash or `(?` begins means what it meant.
fn fold_pattern(pattern: &str) -> String {
    let mut folded = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let verbatim = match c {
            '\\' => {
                let letter = rest[1..].chars().next().map_or(0, char::len_utf8);
                let length = 1 + letter;
                // A class by its name, a character by its number.
                let braced = rest[length..].starts_with('{')
                    && matches!(&rest[1..length], "p" | "P" | "x" | "u" | "U");
                if braced { rest.find('}').map_or(rest.len(), |end| end + 1) } else { length }
            }
            '(' if rest.starts_with("(?") => {
                rest.find([':', ')', '>', '=']).map_or(rest.len(), |end| end + 1)
            }
            '[' if rest.starts_with("[:") => rest.find(":]").map_or(rest.len(), |end| end + 2),
            _ => 0,
        };
        if verbatim > 0 {
            folded.push_str(&rest[..verbatim]);
            rest = &rest[verbatim..];
        } else {
            folded.push_str(&fold(&rest[..c.len_utf8()]));
            rest = &rest[c.len_utf8()..];
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(typed: &str, folded: &'a str) -> Vec<&'a str> {
        let needle = Needle::new(typed).unwrap_or_else(|why| panic!("{typed}: {why:?}"));
        let found: Vec<_> = needle.places(folded).map(|place| &folded[place]).collect();
        assert_eq!(needle.is_in(folded), !found.is_empty(), "{typed}");
        found
    }

    #[test]
    fn a_pattern_is_folded_as_the_text_is() {
        let text = fold("قالَ أحمد إنّ الكِتاب في 2025 وفي ١٩٩٩. KOHA");
        assert_eq!(found("/أحمد|إنَّ", &text), ["احمد", "ان"]);
        assert_eq!(found("/\\b[أإآ]ح\\w+", &text), ["احمد"]);
        assert_eq!(found("/\\d{4}", &text), ["2025", "1999"]);
        assert_eq!(found("/Ko\\S", &text), ["koh"]);
        assert_eq!(found("/\\p{L}+$", &text), ["koha"]);
        assert_eq!(found("/(?:Koha)", &text), ["koha"]);
        assert_eq!(found("/x*", &text), [""; 0], "matches without letters are none");
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        assert_eq!(Needle::new("  ").err(), Some(Nothing::Empty));
        assert_eq!(Needle::new("/").err(), Some(Nothing::Empty));
        for (typed, at, why) in [
            ("/(", 1, Why::Group),
            ("/نفط)", 4, Why::Group),
            ("/قال [", 5, Why::Class),
            ("/[ي-ا]", 2, Why::Class),
            ("/\\", 1, Why::Escape),
            ("/كتاب\\q", 5, Why::Escape),
            ("/\\p{Nothing}", 1, Why::Escape),
            ("/*", 1, Why::Repetition),
            ("/و{3", 2, Why::Repetition),
            ("/(?", 1, Why::Group),
            ("/(?<", 4, Why::Other),
            ("/\\w{9999}{9999}", 1, Why::Large),
        ] {
            let fault = Fault { at, why };
            assert_eq!(Needle::new(typed).err(), Some(Nothing::NoPattern(fault)), "{typed}");
        }
        assert_eq!(found("5/2025", "5/2025"), ["5/2025"]);
    }
}
