//! An input line: its text in logical order, a cursor and a selection, both on borders of grapheme clusters.
//!
//! The arrows move as seen where the line runs one way: in a right-to-left line the left arrow goes forward.
//! The view shows the cursor on the cluster that follows it, wherever that stands.

use std::ops::Range;

use crate::settings::chord::{Code, Key};
use crate::text::bidi;
use crate::text::segment;

/// Characters that a line may have: more than anybody types, and little enough to be painted at once.
const LONGEST: usize = 512;

/// The line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    /// A byte offset.
    cursor: usize,
    /// Where the selection begins, the cursor being its other end.
    anchor: Option<usize>,
}

/// What a key did to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The text is another.
    Changed,
    /// The cursor or the selection is.
    Moved,
    /// The key is none that edits.
    Nothing,
}

impl Line {
    /// A line with that text, the cursor after it.
    pub fn new(text: &str) -> Self {
        let mut line = Line::default();
        line.insert(text);
        line
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The cursor's offset.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// What is selected.
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor.filter(|anchor| *anchor != self.cursor)?;
        Some(anchor.min(self.cursor)..anchor.max(self.cursor))
    }

    /// Types `text` over what is selected: a paste too. Line ends are spaces, other controls are left out.
    pub fn insert(&mut self, text: &str) {
        self.cut();
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let safe = |c: char| match c {
            '\n' | '\r' | '\t' => Some(' '),
            _ if c.is_control() => None,
            _ => Some(c),
        };
        let text: String = text.chars().filter_map(safe).take(room).collect();
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
        // Typed marks and joiners belong to the cluster before them.
        let border = self.borders().find(|border| *border >= self.cursor);
        self.cursor = border.unwrap_or(self.text.len());
    }

    /// Takes the selection out; answers whether there was one.
    fn cut(&mut self) -> bool {
        let selected = self.selection();
        self.anchor = None;
        let Some(range) = selected else { return false };
        self.cursor = range.start;
        self.text.replace_range(range, "");
        true
    }

    /// What a key does. With Alt the arrows select.
    pub fn press(&mut self, key: Key) -> Edit {
        let rtl = bidi::first_strong(&self.text).is_some_and(bidi::Direction::is_rtl);
        let select = key.alt;
        match (key.code, key.ctrl, key.alt) {
            (Code::Char(c), false, false) => {
                self.insert(c.encode_utf8(&mut [0; 4]));
                return Edit::Changed;
            }
            (Code::Backspace, false, false) | (Code::Char('h'), true, false) => {
                return self.delete(self.before(), true);
            }
            (Code::Delete, ..) | (Code::Char('d'), true, false) => return self.delete(self.after(), false),
            (Code::Char('u'), true, false) => return self.delete(0, true),
            (Code::Char('k'), true, false) => return self.delete(self.text.len(), false),
            (Code::Char('w'), true, false) | (Code::Backspace, ..) => {
                return self.delete(self.word_before(), true);
            }
            (Code::Left, ctrl, _) => {
                let to = match (rtl, ctrl) {
                    (true, false) => self.after(),
                    (false, false) => self.before(),
                    (true, true) => self.word_after(),
                    (false, true) => self.word_before(),
                };
                self.go(to, select);
            }
            (Code::Right, ctrl, _) => {
                let to = match (rtl, ctrl) {
                    (true, false) => self.before(),
                    (false, false) => self.after(),
                    (true, true) => self.word_before(),
                    (false, true) => self.word_after(),
                };
                self.go(to, select);
            }
            (Code::Home, ..) => self.go(0, select),
            (Code::End, ..) | (Code::Char('e'), true, false) => self.go(self.text.len(), select),
            (Code::Char('a'), true, false) => {
                self.anchor = Some(0);
                self.cursor = self.text.len();
            }
            _ => return Edit::Nothing,
        }
        Edit::Moved
    }

    fn go(&mut self, to: usize, select: bool) {
        self.anchor = if select { Some(self.anchor.unwrap_or(self.cursor)) } else { None };
        self.cursor = to;
    }

    /// Deletes the selection, else up to `to`.
    fn delete(&mut self, to: usize, back: bool) -> Edit {
        if !self.cut() {
            let range = if back { to..self.cursor } else { self.cursor..to };
            if range.is_empty() {
                return Edit::Moved;
            }
            self.cursor = range.start;
            self.text.replace_range(range, "");
        }
        Edit::Changed
    }

    fn borders(&self) -> impl Iterator<Item = usize> {
        segment::graphemes(&self.text).map(|(at, _)| at).chain([self.text.len()])
    }

    fn before(&self) -> usize {
        self.borders().take_while(|border| *border < self.cursor).last().unwrap_or(0)
    }

    fn after(&self) -> usize {
        self.borders().find(|border| *border > self.cursor).unwrap_or(self.text.len())
    }

    fn word_before(&self) -> usize {
        let words = segment::words(&self.text).map(|(at, _)| at);
        words.take_while(|at| *at < self.cursor).last().unwrap_or(0)
    }

    fn word_after(&self) -> usize {
        let mut ends = segment::words(&self.text).map(|(at, word)| at + word.len());
        ends.find(|end| *end > self.cursor).unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::chord::Chord;

    fn press(line: &mut Line, chords: &str) -> Edit {
        let mut edit = Edit::Nothing;
        for chord in chords.split(' ') {
            for key in Chord::parse(chord).expect("a chord").0 {
                edit = line.press(key);
            }
        }
        edit
    }

    #[test]
    fn arrows_go_where_they_point() {
        let mut line = Line::new("كِتاب");
        press(&mut line, "Right Right");
        assert_eq!(&line.text()[line.cursor()..], "اب");
        press(&mut line, "Right Right");
        assert_eq!(line.cursor(), 0, "a letter and its mark are one");
        press(&mut line, "Left Backspace");
        assert_eq!((line.text(), line.cursor()), ("تاب", 0));
        let mut line = Line::new("book");
        press(&mut line, "Left Left x");
        assert_eq!(line.text(), "boxok");
    }

    #[test]
    fn what_is_selected_is_typed_over() {
        let mut line = Line::new("قبل الفجر");
        press(&mut line, "Ctrl-Alt-Right");
        assert_eq!(line.selection().map(|range| line.text()[range].to_owned()).as_deref(), Some("الفجر"));
        line.insert("الظهر\nexit\u{7}");
        assert_eq!(line.text(), "قبل الظهر exit");
        assert_eq!(press(&mut line, "Ctrl-a"), Edit::Moved);
        assert_eq!(press(&mut line, "Delete"), Edit::Changed);
        assert!(line.is_empty());
    }

    #[test]
    fn words_go_whole_and_a_line_ends_somewhere() {
        let mut line = Line::new("قال سعيد البحري");
        press(&mut line, "Ctrl-w");
        assert_eq!(line.text(), "قال سعيد ");
        press(&mut line, "Ctrl-u");
        assert!(line.is_empty());
        line.insert(&"ا".repeat(10_000));
        assert_eq!(line.text().chars().count(), LONGEST);
    }
}
