//! An input line: its text in logical order, a cursor and a selection, both on borders of grapheme clusters.
//!
//! The cursor moves in logical order, and the arrows by the direction of the line, which its first strong letter
//! decides: in a right-to-left line the left arrow goes forward, through a Latin word in it too. Where the line runs
//! one way they so move as seen, and in a mixed one each place is reached once. The view shows the cursor on the
//! cluster that follows it, wherever that stands.

use std::ops::Range;

use crate::settings::chord::{Code, Key};
use crate::text::bidi;
use crate::text::segment;

/// Characters that a line may have: more than anybody types, so that no note is cut, and few enough to be painted.
const LONGEST: usize = 32 << 10;

/// The line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    /// A byte offset.
    cursor: usize,
    /// Where the selection begins, the cursor being its other end.
    anchor: Option<usize>,
}

impl Edit {
    /// Whether the text is another.
    pub fn is_change(self) -> bool {
        matches!(self, Edit::Changed | Edit::Copied { cut: true })
    }

    /// What is to be copied, which is in `clip`.
    pub fn copy(self, clip: &str) -> Option<&str> {
        matches!(self, Edit::Copied { .. }).then_some(clip)
    }
}

/// What a key did to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The text is another.
    Changed,
    /// The cursor or the selection is.
    Moved,
    /// What was selected is in the clip now, and for the clipboard.
    Copied {
        /// Whether it was taken out, so that the text is another.
        cut: bool,
    },
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

    /// What a key does. With Shift what moves the cursor selects; `clip` is what was cut or copied last.
    pub fn press(&mut self, key: Key, clip: &mut String) -> Edit {
        // Ctrl-w is the key at that place, whatever the layout writes with it.
        let key = if key.ctrl || key.alt { key.on_latin_layout() } else { key };
        let rtl = bidi::first_strong(&self.text).is_some_and(bidi::Direction::is_rtl);
        let to = match (key.code, key.ctrl, key.alt) {
            (Code::Char(c), false, false) => {
                self.insert(c.encode_utf8(&mut [0; 4]));
                return Edit::Changed;
            }
            (Code::Backspace, false, false) | (Code::Char('h'), true, false) => {
                return self.delete(self.before(), None);
            }
            (Code::Delete, false, false) | (Code::Char('d'), true, false) => {
                return self.delete(self.after(), None);
            }
            (Code::Char('w'), true, false) | (Code::Backspace, ..) => {
                return self.delete(self.word_before(), Some(clip));
            }
            (Code::Char('d'), false, true) | (Code::Delete, ..) => {
                return self.delete(self.word_after(), Some(clip));
            }
            (Code::Char('u'), true, false) => return self.delete(0, Some(clip)),
            (Code::Char('k'), true, false) => return self.delete(self.text.len(), Some(clip)),
            (Code::Char('y' | 'v'), true, false) => {
                self.insert(clip);
                return Edit::Changed;
            }
            (Code::Char(c @ ('c' | 'x')), true, false) => {
                let Some(range) = self.selection() else { return Edit::Nothing };
                clip.replace_range(.., &self.text[range]);
                return Edit::Copied { cut: c == 'x' && self.cut() };
            }
            (Code::Char('a'), true, false) => {
                (self.anchor, self.cursor) = (Some(0), self.text.len());
                return Edit::Moved;
            }
            (Code::Left | Code::Right, ctrl, alt) => {
                let forward = (key.code == Code::Left) == rtl;
                match (self.selection().filter(|_| !key.shift), ctrl || alt, forward) {
                    // Of what was selected the edge on that side.
                    (Some(range), false, true) => range.end,
                    (Some(range), false, false) => range.start,
                    (_, false, true) => self.after(),
                    (_, false, false) => self.before(),
                    (_, true, true) => self.word_after(),
                    (_, true, false) => self.word_before(),
                }
            }
            (Code::Char('f'), true, false) => self.after(),
            (Code::Char('b'), true, false) => self.before(),
            (Code::Char('f'), false, true) => self.word_after(),
            (Code::Char('b'), false, true) => self.word_before(),
            (Code::Home, ..) => 0,
            (Code::End, ..) | (Code::Char('e'), true, false) => self.text.len(),
            _ => return Edit::Nothing,
        };
        self.anchor = if key.shift { Some(self.anchor.unwrap_or(self.cursor)) } else { None };
        self.cursor = to;
        Edit::Moved
    }

    /// Deletes the selection, else up to `to`; into `clip` where that is given.
    fn delete(&mut self, to: usize, clip: Option<&mut String>) -> Edit {
        let range = self.selection().unwrap_or(to.min(self.cursor)..to.max(self.cursor));
        self.anchor = None;
        if range.is_empty() {
            return Edit::Moved;
        }
        if let Some(clip) = clip {
            clip.replace_range(.., &self.text[range.clone()]);
        }
        self.cursor = range.start;
        self.text.replace_range(range, "");
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

    fn press(line: &mut Line, chords: &str) -> (Edit, String) {
        let (mut edit, mut clip) = (Edit::Nothing, "منسوخ".to_owned());
        for chord in chords.split(' ') {
            for key in Chord::parse(chord).expect("a chord").0 {
                edit = line.press(key, &mut clip);
            }
        }
        (edit, clip)
    }

    fn selected(line: &Line) -> &str {
        line.selection().map_or("", |range| &line.text()[range])
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

    /// In an Arabic line the left arrow goes forward through a Latin word too, each place once.
    #[test]
    fn in_a_mixed_line_every_place_is_reached() {
        let mut line = Line::new("قال Omar لنا");
        press(&mut line, "Home");
        let mut places = vec![line.cursor()];
        while line.cursor() < line.text().len() {
            press(&mut line, "Left");
            places.push(line.cursor());
        }
        let borders: Vec<usize> = line.borders().collect();
        assert_eq!(places, borders);
        while line.cursor() > 0 {
            press(&mut line, "Right");
            assert_eq!(places.pop().map(|_| places.last().copied()), Some(Some(line.cursor())));
        }
    }

    #[test]
    fn shift_selects_and_what_is_selected_is_typed_over() {
        let mut line = Line::new("قبل الفجر");
        press(&mut line, "Ctrl-Shift-Right");
        assert_eq!(selected(&line), "الفجر");
        line.insert("الظهر\nexit\u{7}");
        assert_eq!(line.text(), "قبل الظهر exit");
        press(&mut line, "Shift-Home");
        assert_eq!(selected(&line), line.text());
        press(&mut line, "Left");
        assert_eq!((selected(&line), line.cursor()), ("", line.text().len()), "its left edge is its end");
        press(&mut line, "Home Shift-Left Shift-Left");
        assert_eq!(selected(&line), "قب");
        press(&mut line, "Shift-Right");
        assert_eq!(selected(&line), "ق");
        press(&mut line, "Alt-Shift-Left");
        assert_eq!(selected(&line), "قبل");
        assert_eq!(press(&mut line, "Ctrl-a").0, Edit::Moved);
        assert_eq!(press(&mut line, "Delete").0, Edit::Changed);
        assert!(line.is_empty());
    }

    #[test]
    fn what_is_selected_is_copied_cut_and_put_back() {
        let mut line = Line::new("نفط وغاز");
        assert_eq!(press(&mut line, "Ctrl-c"), (Edit::Nothing, "منسوخ".to_owned()), "nothing is selected");
        let (edit, clip) = press(&mut line, "Alt-Shift-Right Ctrl-c");
        assert_eq!((edit, edit.copy(&clip), edit.is_change()), (edit, Some("وغاز"), false));
        assert_eq!(press(&mut line, "Ctrl-x"), (Edit::Copied { cut: true }, "وغاز".to_owned()));
        assert_eq!(line.text(), "نفط ");
        press(&mut line, "Home Ctrl-v");
        assert_eq!(line.text(), "منسوخنفط ");
    }

    #[test]
    fn words_go_whole_and_a_line_ends_somewhere() {
        let mut line = Line::new("قال سعيد البحري");
        press(&mut line, "Alt-b Alt-b");
        assert_eq!(&line.text()[line.cursor()..], "سعيد البحري");
        press(&mut line, "Alt-f");
        assert_eq!(&line.text()[line.cursor()..], " البحري");
        press(&mut line, "Ctrl-Left");
        assert_eq!(line.cursor(), line.text().len(), "as the left arrow, forward");
        assert_eq!(press(&mut line, "Ctrl-w").1, "البحري");
        assert_eq!(line.text(), "قال سعيد ");
        // The key of Ctrl-w on the Arabic layout.
        press(&mut line, "Ctrl-ص");
        assert_eq!(line.text(), "قال ");
        assert_eq!(press(&mut line, "Ctrl-u Ctrl-y").1, "قال ");
        assert_eq!(line.text(), "قال ");
        press(&mut line, "Home Alt-d");
        assert_eq!(line.text(), " ");
        line = Line::default();
        line.insert(&"ا".repeat(100_000));
        assert_eq!(line.text().chars().count(), LONGEST);
    }
}
