//! What a reader may set: chords, theme, options; the types and their defaults.
//!
//! Where they come from (files, environment, command line) is `config`'s and the rim's business.

pub mod chord;
pub mod citation;
pub mod keymap;
pub mod strings;
pub mod theme;

use crate::text::language::LanguageId;
pub use citation::Citation;
pub use keymap::Keymap;
pub use strings::Strings;
pub use theme::{Depth, Theme};

/// Everything that can be set, with its default.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Chords.
    pub keymap: Keymap,
    /// How right-to-left rows are sent to the terminal.
    pub bidi: Bidi,
    /// Whether combining marks are shown.
    pub marks: Marks,
    /// How digits are shown.
    pub digits: Digits,
    /// Most columns of text in a row, 20 to 200.
    pub measure: u16,
    /// The interface's language: the code of a file in `assets/ui`, or `auto`.
    pub ui_language: String,
    /// The article's language, where the reader knows better.
    pub language: Option<LanguageId>,
    /// How text is copied.
    pub clipboard: Clipboard,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether colours are used.
    pub color: Color,
    /// Dark, light, or by the terminal's background.
    pub appearance: Appearance,
    /// Whether signs are ASCII.
    pub ascii_signs: bool,
    /// What is remembered of what is read.
    pub library: Library,
    /// Addresses of the feeds that are followed.
    pub feeds: Vec<String>,
    /// How words are cited when they are copied; `None`: the usual way of the article's direction.
    pub citation: Option<Citation>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            keymap: Keymap::default(),
            bidi: Bidi::Auto,
            marks: Marks::Auto,
            digits: Digits::AsWritten,
            measure: 72,
            ui_language: "auto".to_string(),
            language: None,
            clipboard: Clipboard::Auto,
            mouse: true,
            color: Color::Auto,
            appearance: Appearance::Auto,
            ascii_signs: false,
            library: Library::On,
            feeds: Vec::new(),
            citation: None,
        }
    }
}

/// Who puts right-to-left rows in order (`--bidi`, `QARI_BIDI`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bidi {
    /// What the terminal's profile says.
    #[default]
    Auto,
    /// qari does; the terminal is told not to, where it can be told.
    App,
    /// The terminal reorders whole rows and cannot be told not to.
    Row,
    /// The terminal reorders each word (kitty).
    Word,
    /// The terminal does everything: rows are sent in logical order, one pane at a time.
    Terminal,
    /// Nothing is reordered or shaped by anybody.
    Plain,
}

/// What is remembered of what is read (`library`, `--private`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Library {
    /// Articles with their texts, the quotes in them, places, the reader's own marks.
    #[default]
    On,
    /// Which articles were opened, and how far they were read.
    Places,
    /// Nothing.
    Off,
    /// Nothing for this reading, in which what is there already can be read (`--private`).
    Private,
}

/// Whether combining marks (tashkeel, niqqud) are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// Where the terminal shows them well.
    #[default]
    Auto,
    /// Always.
    Keep,
    /// Never.
    Strip,
}

/// How digits are shown; what is copied stays as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digits {
    /// As the article has them.
    #[default]
    AsWritten,
    /// 0123.
    Latin,
    /// ٠١٢٣.
    Arabic,
}

/// How text is copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Clipboard {
    /// Over SSH by OSC 52, else a program of the system's, else OSC 52.
    #[default]
    Auto,
    /// Always by OSC 52.
    Osc52,
    /// Always by this command, the text on its standard input.
    Command(String),
}

/// Whether colours are used (`--color`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// By the terminal and `NO_COLOR`.
    #[default]
    Auto,
    /// Yes.
    Always,
    /// No.
    Never,
}

/// Which of the two palettes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Appearance {
    /// By the terminal's background; dark where it does not say.
    #[default]
    Auto,
    /// Light text on dark paper.
    Dark,
    /// Dark text on light paper.
    Light,
}
