//! The walls as data: DESIGN.md, "Rooms". Change it by argument, in the change that needs it.

/// A room: a module and what lies below it, unless a longer row claims that.
pub struct Room {
    /// Its module path, with slashes.
    pub path: &'static str,
    /// The rooms it may import; itself is understood. See [`ANY`] and [`EVERY_PURE`].
    pub may: &'static [&'static str],
    /// What of the outside world it may touch. Empty: a PURE room.
    pub outside: Outside,
    /// Whether only the module file itself is meant: what lies below needs rows of its own.
    pub alone: bool,
}

/// Facets of the outside world, as [`OUTSIDE`] names them; see [`EVERYTHING`].
pub type Outside = &'static [&'static str];

/// In `may`: no wall.
pub const ANY: &str = "anything";
/// In `may`: each room that touches nothing outside.
pub const EVERY_PURE: &str = "every pure room";
/// In `outside`: no wall.
pub const EVERYTHING: Outside = &["everything"];

const PURE: Outside = &[];

const fn room(path: &'static str, may: &'static [&'static str], outside: Outside) -> Room {
    Room { path, may, outside, alone: false }
}

const fn alone(path: &'static str, may: &'static [&'static str], outside: Outside) -> Room {
    Room { path, may, outside, alone: true }
}

/// What the rooms of `tui/terminal` may import: each other, so far as they are pure.
const TERMINAL: &[&str] = &[
    "settings",
    "text",
    "tui/terminal/environment",
    "tui/terminal/table",
    "tui/terminal/probe",
    "tui/terminal/profile",
    "tui/terminal/encode",
    "tui/terminal/decode",
    "tui/terminal/hyperlink",
];

/// Every room. A file in no room breaks the law.
pub static ROOMS: &[Room] = &[
    room("error", &[], PURE),
    room("text", &["error"], PURE),
    room("document", &["text"], PURE),
    room("lexicon", &["text"], PURE),
    room("import", &["document", "lexicon", "text"], PURE),
    room("highlight", &["document", "lexicon", "text"], PURE),
    room("layout", &["document", "text"], PURE),
    room("settings", &["text"], PURE),
    room("command", &["text"], PURE),
    room("article", &["import", "highlight", "lexicon", "document", "text"], PURE),
    room("export", &["article", "document", "highlight", "lexicon", "record", "text"], PURE),
    room(
        "source",
        &["document", "text", "error", "source/url/proxy"],
        &["fs", "net", "stdio", "deadline", "thread"],
    ),
    // Proxies are named by the environment, and by nothing else.
    room("source/url/proxy", &["source"], &["net", "env"]),
    // What readers say against highlights is put over these here, for the reader and for the library's index.
    room("record", &["document", "highlight", "text"], PURE),
    // Words are folded and taken apart for the index as the lexicon of their language says; of `std::os` it needs the
    // mode of a new folder, and of a clock how long it has waited for others who make the same file.
    room(
        "library",
        &["document", "highlight", "lexicon", "record", "text", "error"],
        &["fs", "stdio", "deadline", "thread"],
    ),
    room("config", &["settings", "command", "error"], &["fs", "env", "clock"]),
    room("tui/model", &[EVERY_PURE], PURE),
    room("tui/msg", &[EVERY_PURE], PURE),
    room("tui/geometry", &[EVERY_PURE], PURE),
    room("tui/signs", &[EVERY_PURE], PURE),
    room("tui/update", &[EVERY_PURE], PURE),
    room("tui/view", &[EVERY_PURE], PURE),
    // What a terminal is and is sent, as data and as bytes. The environment comes in as a snapshot.
    room("tui/terminal/environment", TERMINAL, PURE),
    room("tui/terminal/table", TERMINAL, PURE),
    room("tui/terminal/probe", TERMINAL, PURE),
    room("tui/terminal/profile", TERMINAL, PURE),
    room("tui/terminal/encode", TERMINAL, PURE),
    room("tui/terminal/decode", TERMINAL, PURE),
    room("tui/terminal/hyperlink", TERMINAL, PURE),
    // The rest holds the terminal itself, and asks tmux by its program. A deadline is no clock that tells
    // the time.
    room("tui/terminal", TERMINAL, &["stdio", "fs", "deadline", "process"]),
    // What the event loop draws.
    room("tui/frame", &[ANY], &["stdio"]),
    // The thread that waits for the terminal and for signals.
    room("tui/input", &[ANY], &["stdio", "thread", "deadline", "process"]),
    // The terminal in other hands and back.
    room("tui/away", &[ANY], EVERYTHING),
    // The end of a program that broke.
    room("tui/panics", &[ANY], EVERYTHING),
    // A page for a person to judge by.
    room("tui/doctor", &[ANY], EVERYTHING),
    room("tui/effect", &[ANY], EVERYTHING),
    alone("tui", &[ANY], EVERYTHING),
    room("cli", &[ANY], EVERYTHING),
    alone("main", &[ANY], EVERYTHING),
    room("build", &[ANY], EVERYTHING),
    // The map of the crate: it names the rooms and does nothing.
    alone("", &[ANY], PURE),
];

/// Crates with one importer: the module at which, and below which, each may be named. One with two rows has two.
pub static ONE_IMPORTER: &[(&str, &str)] = &[
    ("ratatui", "tui"),
    ("crossterm", "tui"),
    ("rusqlite", "library"),
    ("ureq", "source"),
    ("rustls", "source"),
    ("tempfile", "source"),
    // A library that nobody may write beside is read in a copy; a note for an editor is a file for its owner alone.
    ("tempfile", "library"),
    ("tempfile", "tui/effect"),
    // Answers come compressed, and the library keeps its texts so: both rooms read and write bytes.
    ("flate2", "source"),
    ("flate2", "library"),
    ("brotli_decompressor", "source"),
    ("html5ever", "import/html"),
    ("legible", "import/html"),
    ("feed_rs", "import"),
    ("unicode_bidi", "text/bidi"),
    ("unicode_width", "text/cell"),
    ("regex", "text"),
    ("regex_syntax", "text"),
    ("unicode_linebreak", "text"),
    ("unicode_segmentation", "text"),
    ("icu_properties", "text"),
    ("encoding_rs", "import"),
    ("chardetng", "import"),
    ("clap", "cli"),
    ("clap_complete", "cli"),
    ("clap_mangen", "cli"),
];

/// Paths that reach outside, and the facet that a room needs for each.
pub static OUTSIDE: &[(&str, &str)] = &[
    ("std::fs", "fs"),
    ("std::env", "env"),
    ("std::net", "net"),
    ("std::process", "process"),
    ("std::thread", "thread"),
    ("std::sync::mpsc", "thread"),
    ("std::time::SystemTime", "clock"),
    ("std::time::UNIX_EPOCH", "clock"),
    ("std::time::Instant", "deadline"),
    ("std::io::stdin", "stdio"),
    ("std::io::stdout", "stdio"),
    ("std::io::stderr", "stdio"),
    ("std::io::Stdin", "stdio"),
    ("std::io::Stdout", "stdio"),
    ("std::io::Stderr", "stdio"),
    ("std::io::IsTerminal", "stdio"),
    ("std::os", "stdio"),
    ("rustix", "stdio"),
    ("signal_hook", "stdio"),
    ("crossterm::terminal", "stdio"),
    ("crossterm::tty", "stdio"),
    ("crossterm::execute", "stdio"),
    ("crossterm::queue", "stdio"),
    ("crossterm::event::read", "stdio"),
    ("crossterm::event::poll", "stdio"),
    ("ratatui::init", "stdio"),
    ("ratatui::run", "stdio"),
    ("ratatui::crossterm", "stdio"),
    ("ratatui::Terminal", "stdio"),
    ("ratatui::backend", "stdio"),
    ("rusqlite", "fs"),
    ("ureq", "net"),
];

/// Macros that write to the standard streams.
pub static PRINTING: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

/// Rooms in which no word in Arabic or Hebrew stands in a literal: a language's words are in its lexicon
/// file, so that code never names a language.
pub static WORDLESS: &[&str] =
    &["lexicon", "import", "highlight", "layout", "article", "export", "document", "command", "tui"];

/// How many lines a file may have.
pub const LINES: usize = 450;

/// Files that may be longer, for they are tables; each says so in its first lines.
pub static TABLES: &[&str] = &[];

/// Names that say nothing of what is inside.
pub static EMPTY_NAMES: &[&str] =
    &["util", "utils", "helper", "helpers", "common", "types", "manager", "misc"];
