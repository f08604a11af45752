//! Readers' own marks: stretches they marked, with a note or without, bookmarks, and what they said against
//! an extracted highlight.

use super::Anchor;
use crate::document::Text;
use crate::text::span::Span;

/// A mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its number in the library; 0 where it is not kept yet.
    pub id: i64,
    /// What it is.
    pub kind: MarkKind,
    /// The words it is on.
    pub anchor: Anchor,
    /// The reader's words about them.
    pub note: Option<String>,
    /// When it was made, and last changed: seconds since 1970.
    pub made: i64,
    /// The last change.
    pub changed: i64,
}

/// A mark and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The mark.
    pub mark: Mark,
    /// Where its words are now; `None`: they are lost.
    pub at: Option<Span>,
}

/// Marks where they are in that text.
pub fn placed(marks: Vec<Mark>, text: &Text) -> Vec<Placed> {
    marks.into_iter().map(|mark| Placed { at: mark.anchor.find_in(text), mark }).collect()
}

/// What a mark is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A stretch that the reader marked, in a colour.
    Own(Color),
    /// A place to come back to, by its letter.
    Bookmark(char),
    /// An extracted highlight of that kind that is none.
    Dismissed(String),
    /// An extracted quote whose speaker is another; empty: nobody who is named.
    Speaker(String),
    /// An extracted highlight of that kind whose words are these.
    Words(String),
}

/// The colours of readers' marks; what each is on the screen is the theme's matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// Yellow.
    #[default]
    Yellow,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Red.
    Red,
}

impl Color {
    /// Every colour, in the order in which they are gone through.
    pub const ALL: [Color; 4] = [Color::Yellow, Color::Green, Color::Blue, Color::Red];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Color::Yellow => "yellow",
            Color::Green => "green",
            Color::Blue => "blue",
            Color::Red => "red",
        }
    }

    /// The colour of that name.
    pub fn named(name: &str) -> Option<Color> {
        Color::ALL.into_iter().find(|color| color.name() == name)
    }

    /// The next one, round at the end.
    pub fn next(self) -> Color {
        Color::ALL[(self as usize + 1) % Color::ALL.len()]
    }
}

impl MarkKind {
    /// Its name, and the value that goes with it.
    pub fn parts(&self) -> (&'static str, String) {
        match self {
            MarkKind::Own(color) => ("own", color.name().to_owned()),
            MarkKind::Bookmark(letter) => ("bookmark", letter.to_string()),
            MarkKind::Dismissed(kind) => ("dismissed", kind.clone()),
            MarkKind::Speaker(name) => ("speaker", name.clone()),
            MarkKind::Words(kind) => ("words", kind.clone()),
        }
    }

    /// Whether it says something against an extracted highlight.
    pub fn is_correction(&self) -> bool {
        matches!(self, MarkKind::Dismissed(_) | MarkKind::Speaker(_) | MarkKind::Words(_))
    }

    /// The kind of that name and value; `None` where there is none.
    pub fn of(name: &str, value: &str) -> Option<MarkKind> {
        Some(match name {
            "own" => MarkKind::Own(Color::named(value)?),
            "bookmark" => MarkKind::Bookmark(value.chars().next()?),
            "dismissed" => MarkKind::Dismissed(value.to_owned()),
            "speaker" => MarkKind::Speaker(value.to_owned()),
            "words" => MarkKind::Words(value.to_owned()),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_come_back_by_their_names() {
        let kinds = [
            MarkKind::Own(Color::Blue),
            MarkKind::Bookmark('a'),
            MarkKind::Dismissed("date".into()),
            MarkKind::Speaker("هدى".into()),
            MarkKind::Words("quote".into()),
        ];
        for kind in kinds {
            let (name, value) = kind.parts();
            assert_eq!(MarkKind::of(name, &value), Some(kind));
        }
        assert_eq!(MarkKind::of("another", ""), None);
    }
}
