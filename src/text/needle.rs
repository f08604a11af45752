//! What is looked for in a folded text: words as they stand, or a pattern.
//!
//! Both are folded as the text is, so that vowel marks and forms of letters hide nothing. A pattern begins
//! with a slash; its syntax is that of the `regex` crate, whose time is linear in the text.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

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
    NoPattern,
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
        built.map(Needle::Pattern).map_err(|_| Nothing::NoPattern)
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
        for typed in ["/(", "/[", "/\\", "/\\p{", "/(?", "/[:", "/*"] {
            assert_eq!(Needle::new(typed).err(), Some(Nothing::NoPattern), "{typed}");
        }
        assert_eq!(found("5/2025", "5/2025"), ["5/2025"]);
    }
}
