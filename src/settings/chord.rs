//! Keys and chords: what a reader presses, apart from any terminal library.
//!
//! A chord is one key or several in a row (`]q`). Written form: `q`, `]q`, `Ctrl-d`, `Alt-Left`,
//! `Space`; several keys with names are set apart by spaces (`g Space`).

use std::fmt;

/// A key by what it types or is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character, as typed (case counts, so Shift is not told apart).
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab (Ctrl-i in most terminals).
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Left arrow.
    Left,
    /// Right arrow.
    Right,
    /// Up arrow.
    Up,
    /// Down arrow.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// Names of the keys that are no characters, as chords are written.
const NAMES: &[(&str, Code)] = &[
    ("Space", Code::Char(' ')),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("BackTab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
];

/// One key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// With Ctrl held.
    pub ctrl: bool,
    /// With Alt held.
    pub alt: bool,
    /// With Shift held; never so of a character, whose case tells it, nor of [`Code::BackTab`].
    pub shift: bool,
}

impl Key {
    /// That key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    /// The same with Shift held, where that is told apart.
    pub const fn with_shift(self, shift: bool) -> Self {
        Key { shift: shift && !matches!(self.code, Code::Char(_) | Code::BackTab), ..self }
    }

    /// That character without modifiers.
    pub const fn char(c: char) -> Self {
        Key::plain(Code::Char(c))
    }

    /// The same place on a Latin keyboard, where the key was typed on the standard Arabic layout
    /// (the 101-key layout of Windows and X11); any other key is itself. ASCII is never touched: `[`
    /// and `]` typed with Shift on the Arabic layout stay what they say.
    pub fn on_latin_layout(self) -> Self {
        match self.code {
            Code::Char(c) if !c.is_ascii() => Key { code: Code::Char(latin(c)), ..self },
            _ => self,
        }
    }

    /// Whether this key begins a count, so that no chord can begin with it. 0 goes on with one.
    pub fn is_count(self) -> bool {
        matches!(self.code, Code::Char('1'..='9')) && !self.ctrl && !self.alt
    }

    /// Lam and an alef as the one key that types both on the Arabic layout: X11 sends the two letters of
    /// `b`, `B`, `G` and `T` one after the other. `None` for any other two.
    pub fn joined_with(self, next: Key) -> Option<Key> {
        LAM_ALEFS
            .iter()
            .find(|(_, alef)| self == Key::char(LAM) && next == Key::char(*alef))
            .map(|(joined, _)| Key::char(*joined))
    }
}

const LAM: char = '\u{644}';

/// The ligatures that have a key, and the alefs that they are written with.
const LAM_ALEFS: &[(char, char)] =
    &[('\u{fefb}', '\u{627}'), ('\u{fef7}', '\u{623}'), ('\u{fef9}', '\u{625}'), ('\u{fef5}', '\u{622}')];

/// The standard Arabic layout beside the Latin one: letters that stand on the same key.
const LAYOUT: &[(&str, &str)] = &[
    ("ضصثقفغعهخحجد", "qwertyuiop[]"),
    ("شسيبلاتنمكط", "asdfghjkl;'"),
    ("ئءؤر\u{fefb}ىةوزظذ", "zxcvbnm,./`"),
    ("\u{64e}\u{64b}\u{64f}\u{64c}\u{fef9}إ\u{2018}÷×؛", "QWERTYUIOP"),
    ("\u{650}\u{64d}\u{fef7}أـ،", "ASGHJK"),
    ("\u{652}\u{fef5}آ\u{2019}؟", "XBNM?"),
];

fn latin(c: char) -> char {
    LAYOUT
        .iter()
        .find_map(|(arabic, latin)| arabic.chars().position(|a| a == c).and_then(|at| latin.chars().nth(at)))
        .unwrap_or(c)
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if self.shift {
            f.write_str("Shift-")?;
        }
        match NAMES.iter().find(|(_, code)| *code == self.code) {
            Some((name, _)) => f.write_str(name),
            None => match self.code {
                Code::Char(c) => write!(f, "{c}"),
                _ => Ok(()),
            },
        }
    }
}

/// Keys pressed one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord(pub Vec<Key>);

impl Chord {
    /// Reads the written form; `None` where it is no chord.
    pub fn parse(written: &str) -> Option<Self> {
        let mut keys = Vec::new();
        for piece in written.split_ascii_whitespace() {
            match key(piece) {
                Some(key) => keys.push(key),
                None if piece.contains('-') => return None,
                None => keys.extend(piece.chars().map(Key::char)),
            }
        }
        (!keys.is_empty()).then_some(Chord(keys))
    }
}

fn key(piece: &str) -> Option<Key> {
    let (mut rest, mut ctrl, mut alt, mut shift) = (piece, false, false, false);
    loop {
        if let Some(after) = rest.strip_prefix("Ctrl-").filter(|after| !after.is_empty()) {
            (rest, ctrl) = (after, true);
        } else if let Some(after) = rest.strip_prefix("Alt-").filter(|after| !after.is_empty()) {
            (rest, alt) = (after, true);
        } else if let Some(after) = rest.strip_prefix("Shift-").filter(|after| !after.is_empty()) {
            (rest, shift) = (after, true);
        } else {
            break;
        }
    }
    let named = NAMES.iter().find(|(name, _)| *name == rest).map(|(_, code)| *code);
    let mut chars = rest.chars();
    let code = named.or_else(|| chars.next().filter(|_| chars.next().is_none()).map(Code::Char))?;
    let key = Key { code, ctrl, alt, shift };
    // Shift with a character is another character.
    (key == key.with_shift(shift)).then_some(key)
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain =
            self.0.iter().all(|key| matches!(key.code, Code::Char(c) if c != ' ') && !key.ctrl && !key.alt);
        for (i, key) in self.0.iter().enumerate() {
            if i > 0 && !plain {
                f.write_str(" ")?;
            }
            write!(f, "{key}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_chords_come_back_as_written() {
        for written in
            ["q", "]q", "Ctrl-d", "Alt-Left", "Space", "g Space", "Ctrl-Alt-x", "-", "[", "Ctrl-Shift-End"]
        {
            let chord = Chord::parse(written).unwrap_or_else(|| panic!("{written}"));
            assert_eq!(chord.to_string(), written);
        }
        assert_eq!(Chord::parse("Crtl-x"), None);
        assert_eq!(Chord::parse("Shift-x"), None, "that is X");
        assert_eq!(Chord::parse(" "), None);
    }

    #[test]
    fn the_arabic_layout_is_read_by_place() {
        for (arabic, latin) in [('ض', 'q'), ('ج', '['), ('د', ']'), ('؟', '?'), ('ظ', '/'), ('\u{fefb}', 'b')]
        {
            assert_eq!(Key::char(arabic).on_latin_layout(), Key::char(latin), "{arabic}");
        }
        assert_eq!(Key::char('q').on_latin_layout(), Key::char('q'));
        for (alef, latin) in [('\u{627}', 'b'), ('\u{622}', 'B'), ('\u{623}', 'G'), ('\u{625}', 'T')] {
            let joined = Key::char(LAM).joined_with(Key::char(alef)).expect("lam and alef");
            assert_eq!(joined.on_latin_layout(), Key::char(latin));
        }
        assert_eq!(Key::char(LAM).joined_with(Key::char(LAM)), None);
        for (arabic, latin) in LAYOUT {
            assert_eq!(arabic.chars().count(), latin.chars().count(), "{latin}");
        }
    }
}
