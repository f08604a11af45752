//! What reaches the model, and what it asks of the world outside.

use super::terminal::decode;
use super::terminal::probe::Answers;
use super::terminal::profile::{Environment, Profile};
use std::sync::Arc;

use crate::article::{Article, Extracted};
use crate::command::Step;
use crate::error::Error;
use crate::record::{ArticleId, Found, Mark, Overview, Placed};
use crate::settings::chord::Key;
use crate::settings::{Appearance, Depth, Settings};
use crate::text::span::Span;

/// Columns and rows of the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// Everything that can happen.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resize(Size),
    /// A chunk was read in the course of the stream, in order.
    Chunk(Box<Extracted>),
    /// The stream is at its end.
    Streamed,
    /// Text was copied.
    Copied(Copied),
    /// What the terminal turned out to be able to do.
    Capabilities(Capabilities),
    /// The library told something.
    Library(Told),
    /// An article from the library, to be read now; at that stretch, where one is named.
    Opened(Box<Article>, Option<Span>),
    /// An article of the library is to be read whose text only its page has: the address.
    Elsewhere(String),
    /// How far the fetch with that number is, or what came of it.
    Fetched(u64, Fetched),
    /// An address was handed to that program; `None`: there is none.
    Browsed(Option<String>),
    /// The reader's editor ended: what it left, or why it left nothing.
    Edited(Result<String, Unedited>),
    /// Highlights were written to that file; or why not.
    Exported(Result<String, Unwritten>),
    /// Asked for by [`Effect::Continue`]: nothing else is waiting, go on with long work.
    Continue,
}

/// Why the reader's editor left nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unedited {
    /// None is named, and the usual one is not there.
    NoEditor,
    /// The terminal could not be given away.
    Busy,
    /// It failed: its name and how.
    Failed(String),
    /// It failed, and what it wrote is in that file.
    Left(String),
}

/// Why a file was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwritten {
    /// The file, as it was named.
    pub name: String,
    /// What keeps it from being written: a name among the interface's words, or the system's own words.
    pub why: Result<&'static str, String>,
}

/// What became of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// A program took it: its name.
    By(String),
    /// It was sent to the terminal, which never answers: how.
    Sent(String),
    /// It failed: why, in one line.
    Failed(String),
}

/// What the library tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// The words at the reading line when the article was left.
    Left(u32),
    /// What the home screen shows.
    Overview(Box<Overview>),
    /// How many articles are still to be indexed anew.
    Stale(u32),
    /// What was found for the search with that number.
    Found(u64, Box<Found>),
    /// What was looked for in earlier readings, the last one last.
    Typed(Vec<String>),
    /// The reader's marks of the article that is read.
    Marks(Vec<Placed>),
    /// A change of the marks is kept.
    Kept,
    /// A change of the marks is not kept: why; without a reason this article's are never kept, for it came with the
    /// program, or from a pipe that was too long.
    Unkept(Option<Error>),
    /// It cannot be used. Reading goes on without it.
    Failed(Error),
}

/// How far a fetch is, or what came of it.
#[derive(Clone)]
pub enum Fetched {
    /// It is on its way.
    So {
        /// Bytes that came.
        received: u64,
        /// Bytes that the server says there are.
        total: Option<u64>,
        /// Seconds that it took so far.
        seconds: u64,
    },
    /// It is here: so many bytes become a document.
    Importing(u64),
    /// A document.
    Open(Box<Article>),
    /// Nothing: why, in one line.
    Failed(String),
}

impl std::fmt::Debug for Fetched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fetched::So { received, total, .. } => write!(f, "So({received}, {total:?})"),
            Fetched::Importing(bytes) => write!(f, "Importing({bytes})"),
            Fetched::Open(article) => write!(f, "Open({})", article.document.meta.origin),
            Fetched::Failed(why) => write!(f, "Failed({why})"),
        }
    }
}

/// What the terminal can do, as far as the model must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether two panes can stand side by side (not where rows are always reordered).
    pub two_panes: bool,
    /// Whether combining marks are shown on their letters.
    pub marks: bool,
    /// Whether the paper is dark.
    pub dark: bool,
    /// How many colours there are.
    pub depth: crate::settings::Depth,
}

impl Capabilities {
    /// What is known of the terminal, as far as the model must know it.
    pub fn of(profile: &Profile, answers: &Answers, environment: &Environment, settings: &Settings) -> Self {
        let paper = answers.dark().or_else(|| environment.dark());
        let depth = environment.depth(settings.color);
        // Where everything is answered but the paper, it may be light or dark: the terminal's own colours can
        // be read on both.
        let unknown = answers.complete && paper.is_none() && settings.appearance == Appearance::Auto;
        Capabilities {
            two_panes: profile.two_panes,
            marks: profile.marks,
            dark: match settings.appearance {
                Appearance::Auto => paper.unwrap_or(true),
                Appearance::Dark => true,
                Appearance::Light => false,
            },
            depth: if unknown && depth != Depth::None { Depth::Sixteen } else { depth },
        }
    }
}

impl Default for Capabilities {
    fn default() -> Self {
        Capabilities { two_panes: true, marks: true, dark: true, depth: crate::settings::Depth::default() }
    }
}

/// A mouse event at a cell, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// Column.
    pub column: u16,
    /// Row.
    pub row: u16,
    /// What it did.
    pub kind: MouseKind,
}

impl Mouse {
    /// What the terminal told, as far as it means anything here.
    pub fn known(mouse: decode::Mouse) -> Option<Mouse> {
        let kind = match mouse.kind {
            decode::MouseKind::Down(0) => MouseKind::Press,
            decode::MouseKind::Drag(0) => MouseKind::Drag,
            decode::MouseKind::WheelUp => MouseKind::Wheel(Step::Backward),
            decode::MouseKind::WheelDown => MouseKind::Wheel(Step::Forward),
            _ => return None,
        };
        Some(Mouse { column: mouse.column, row: mouse.row, kind })
    }
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// The mouse moved with the left button down.
    Drag,
    /// The wheel turned one notch.
    Wheel(Step),
}

/// What the library is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// What the home screen shows.
    Overview,
    /// What was said and read with those words, the last one perhaps not typed to its end.
    Search {
        /// The search's number, for the answer.
        ticket: u64,
        /// The words.
        words: String,
    },
    /// What was looked for before.
    Typed,
    /// Keep what was looked for, for other readings.
    KeepTyped(String),
    /// Keep a mark of the article that is read, new where its number is 0; answered with its marks.
    PutMark(Box<Mark>),
    /// Take the mark with that number away; answered with what is left.
    RemoveMark(i64),
    /// Open what came with an entry of a feed; answered with [`Msg::Fetched`].
    Carried {
        /// The number to answer with.
        ticket: u64,
        /// The entry.
        entry: i64,
    },
    /// An entry of a feed was opened: it is new no more.
    EntryRead(i64),
    /// Open an article.
    Open {
        /// Which.
        article: ArticleId,
        /// Where in it, counted in the text that the library has.
        at: Option<Span>,
    },
}

/// What `update` asks for outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Copy this text; answer with [`Msg::Copied`].
    Copy(String),
    /// Ask the library; it answers with [`Msg::Library`] or [`Msg::Opened`].
    Ask(Question),
    /// Fetch that address, or take what came enclosed, and open it; answer with [`Msg::Fetched`].
    Fetch {
        /// The number to answer with.
        ticket: u64,
        /// The address.
        address: String,
        /// The page, where it came with this document.
        enclosed: Option<Arc<str>>,
    },
    /// Another document was opened: read its chunks.
    Read,
    /// Open that address in the system's browser.
    Browse(String),
    /// Open the reader's editor on this text; answer with [`Msg::Edited`].
    Edit(String),
    /// Write the highlights to that file, in the format that its name ends in; answer with [`Msg::Exported`].
    Export(String),
    /// Send [`Msg::Continue`] once no other message waits.
    Continue,
    /// Paint every cell again.
    Redraw,
    /// Give the terminal back, stop, and take it again on return.
    Suspend,
    /// End with this exit status.
    Quit(u8),
}
