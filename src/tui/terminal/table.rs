//! What is known of terminals: the form of `assets/terminals.toml` and of a reader's own file.
//!
//! The build script reads this file too, and turns the table into a static one: on the way to the first
//! frame nothing is parsed.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Deserialize;

/// How rows are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// The cells as they are, in visual order, letters in their joined forms.
    #[default]
    App,
    /// The same inside a multiplexer that cannot tell the terminal around it to leave the order alone: each
    /// right-to-left stretch between LRO and PDF.
    Override,
    /// The terminal reorders every word: each right-to-left word is sent backwards.
    Word,
    /// The terminal reorders whole rows: the row is sent whose reordering is ours.
    Row,
    /// The same, and the terminal joins the letters too.
    Terminal,
    /// Logical order and plain letters; nobody reorders.
    Plain,
}

/// How a multiplexer hands a sequence on to the terminal around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Passthrough {
    /// In no way.
    #[default]
    None,
    /// In a device control string.
    Dcs,
    /// The same, begun with `tmux;`, every ESC doubled, and only where its `allow-passthrough` is on.
    Tmux,
}

/// Letters by their numbers, in ranges; in a file hexadecimal, as in `5d0-5ea fbae`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Letters(pub Cow<'static, [(char, char)]>);

impl Letters {
    /// No letters.
    pub const NONE: Letters = Letters(Cow::Borrowed(&[]));

    /// Whether a letter is among them.
    pub fn hold(&self, letter: char) -> bool {
        self.0.iter().any(|(first, last)| (*first..=*last).contains(&letter))
    }
}

impl TryFrom<String> for Letters {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let letter = |number: &str| u32::from_str_radix(number, 16).ok().and_then(char::from_u32);
        let ranges = text.split_whitespace().map(|range| {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            letter(first).zip(letter(last)).ok_or_else(|| format!("{range:?} is no range of letters"))
        });
        ranges.collect::<Result<Vec<_>, _>>().map(|ranges| Letters(ranges.into()))
    }
}

/// What is known of the fonts that a terminal draws with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fonts {
    /// Letters that come from another font than those beside them: where the terminal turns what it draws
    /// in one go, these are turned by themselves.
    pub apart: Letters,
    /// Letters that show only where they are not bold.
    pub thin: Letters,
}

/// One terminal, or a family of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// A short name, unique in the table.
    pub name: Cow<'static, str>,
    /// What people call it.
    pub title: Cow<'static, str>,
    /// Hints of the environment, any of which suffices: `NAME` is set, `NAME=VALUE`, `NAME=START*`.
    pub environment: Cow<'static, [Cow<'static, str>]>,
    /// How its answer to XTVERSION begins.
    pub version: Cow<'static, str>,
    /// How its answer to DA2 begins, numbers between semicolons.
    pub secondary: Cow<'static, str>,
    /// Whether an answer to DECRQM that it knows mode 8 speaks for it.
    pub mode8: bool,
    /// Whether others run inside it.
    pub multiplexer: bool,
    /// How a multiplexer hands on what is for the terminal around it.
    pub passthrough: Passthrough,
    /// Whether it may be asked who it is.
    pub asked: bool,
    /// How rows are sent to it.
    pub order: Order,
    /// How many panes may stand side by side, 1 or 2.
    pub panes: u8,
    /// Whether it shows marks on their letters.
    pub marks: bool,
    /// What is known of its fonts.
    pub fonts: Fonts,
    /// Whether it is sent `CSI 8 l` and, at the end, `CSI 8 h`.
    pub explicit: bool,
    /// Whether it shows where cells lead (OSC 8).
    pub hyperlinks: bool,
    /// What else it is sent before the alternate screen.
    pub entry: Cow<'static, str>,
    /// What takes that back.
    pub exit: Cow<'static, str>,
    /// What was seen, with which version; or which source says so.
    pub seen: Cow<'static, str>,
    /// What is known not to be right there.
    pub limits: Cow<'static, str>,
}

impl Terminal {
    /// A terminal of which nothing is known: it gets visual order and `CSI 8 l`, which harms none.
    pub const UNKNOWN: Terminal = Terminal {
        name: Cow::Borrowed("unknown"),
        title: Cow::Borrowed("unknown terminal"),
        environment: Cow::Borrowed(&[]),
        version: Cow::Borrowed(""),
        secondary: Cow::Borrowed(""),
        mode8: false,
        multiplexer: false,
        passthrough: Passthrough::None,
        asked: true,
        order: Order::App,
        panes: 2,
        marks: true,
        fonts: Fonts { apart: Letters::NONE, thin: Letters::NONE },
        explicit: true,
        hyperlinks: false,
        entry: Cow::Borrowed(""),
        exit: Cow::Borrowed(""),
        seen: Cow::Borrowed(""),
        limits: Cow::Borrowed(""),
    };
}

/// A file: `[[terminal]]` tables.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    terminal: Vec<Given>,
}

/// What a file says of one terminal; what it leaves out stays as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    name: String,
    title: Option<String>,
    environment: Option<Vec<String>>,
    version: Option<String>,
    secondary: Option<String>,
    mode8: Option<bool>,
    multiplexer: Option<bool>,
    passthrough: Option<Passthrough>,
    asked: Option<bool>,
    order: Option<Order>,
    panes: Option<u8>,
    marks: Option<bool>,
    apart: Option<Letters>,
    thin: Option<Letters>,
    explicit: Option<bool>,
    hyperlinks: Option<bool>,
    entry: Option<String>,
    exit: Option<String>,
    seen: Option<String>,
    limits: Option<String>,
}

/// Merges a file's text over a table: a known name changes that entry, a new one goes to the front.
///
/// # Errors
/// Where and why it is no such file, in one line.
pub fn merge(table: &mut Vec<Terminal>, text: &str) -> Result<(), String> {
    let file: File = toml::from_str(text).map_err(|error| {
        let line =
            error.span().map_or(1, |span| 1 + text[..span.start.min(text.len())].matches('\n').count());
        format!("{line}: {}", error.message().replace('\n', ", "))
    })?;
    for (at, given) in file.terminal.into_iter().enumerate() {
        let index = table.iter().position(|terminal| terminal.name == given.name).unwrap_or_else(|| {
            let index = at.min(table.len());
            table.insert(index, Terminal { name: given.name.clone().into(), ..Terminal::UNKNOWN });
            index
        });
        given.apply(&mut table[index]);
    }
    Ok(())
}

impl Given {
    fn apply(self, to: &mut Terminal) {
        fn set<T>(to: &mut T, given: Option<impl Into<T>>) {
            if let Some(value) = given {
                *to = value.into();
            }
        }
        set(&mut to.title, self.title);
        set(
            &mut to.environment,
            self.environment.map(|hints| hints.into_iter().map(Cow::Owned).collect::<Vec<_>>()),
        );
        set(&mut to.version, self.version);
        set(&mut to.secondary, self.secondary);
        set(&mut to.mode8, self.mode8);
        set(&mut to.multiplexer, self.multiplexer);
        set(&mut to.passthrough, self.passthrough);
        set(&mut to.asked, self.asked);
        set(&mut to.order, self.order);
        set(&mut to.panes, self.panes);
        set(&mut to.marks, self.marks);
        set(&mut to.fonts.apart, self.apart);
        set(&mut to.fonts.thin, self.thin);
        set(&mut to.explicit, self.explicit);
        set(&mut to.hyperlinks, self.hyperlinks);
        set(&mut to.entry, self.entry);
        set(&mut to.exit, self.exit);
        set(&mut to.seen, self.seen);
        set(&mut to.limits, self.limits);
    }
}

/// The table as the source of a static one, for the build script.
pub fn source(table: &[Terminal]) -> String {
    let mut out = String::from("static TERMINALS: &[Terminal] = &[");
    let text = |text: &str| format!("Cow::Borrowed({text:?})");
    let letters = |letters: &Letters| format!("Letters(Cow::Borrowed(&{:?}))", letters.0);
    for terminal in table {
        let hints: String = terminal.environment.iter().map(|hint| text(hint) + ",").collect();
        let _ = write!(
            out,
            "Terminal {{ name: {}, title: {}, environment: Cow::Borrowed(&[{hints}]), version: {}, secondary: {}, \
             mode8: {}, multiplexer: {}, passthrough: Passthrough::{:?}, asked: {}, order: Order::{:?}, panes: {}, marks: {}, \
             fonts: Fonts {{ apart: {}, thin: {} }}, explicit: {}, hyperlinks: {}, entry: {}, \
             exit: {}, seen: {}, limits: {} }},",
            text(&terminal.name),
            text(&terminal.title),
            text(&terminal.version),
            text(&terminal.secondary),
            terminal.mode8,
            terminal.multiplexer,
            terminal.passthrough,
            terminal.asked,
            terminal.order,
            terminal.panes,
            terminal.marks,
            letters(&terminal.fonts.apart),
            letters(&terminal.fonts.thin),
            terminal.explicit,
            terminal.hyperlinks,
            text(&terminal.entry),
            text(&terminal.exit),
            text(&terminal.seen),
            text(&terminal.limits),
        );
    }
    out + "];"
}
