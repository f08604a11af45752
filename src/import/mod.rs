//! Bytes become a document and its chunks. Never fails on content: only what holds no text at all is
//! refused, and that before a format is asked.
//!
//! A format is one file and one line in [`FORMATS`].

mod binary;
pub mod encoding;
pub mod feed;
pub mod html;
pub mod plain;
mod written;

use std::fmt;
use std::sync::Arc;

use crate::document::{Chunks, Document, Fetched, Origin};
use crate::text::language::LanguageId;

/// An imported document with the way to its chunks.
#[derive(Clone)]
pub struct Imported {
    /// What is known of the whole.
    pub document: Arc<Document>,
    /// Its blocks, chunk by chunk.
    pub chunks: Arc<dyn Chunks>,
}

/// Why bytes are no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing but white space.
    Empty,
    /// Not text; what it seems to be (`a PDF file`), where that is known.
    Binary(Option<&'static str>),
    /// It begins as what it names and makes no sense further on.
    Broken(&'static str),
    /// The text would take 4 GiB or more.
    TooLarge,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Empty => f.write_str("there is no text in it"),
            Refusal::Binary(Some(what)) => write!(f, "it is {what}, not text"),
            Refusal::Binary(None) => f.write_str("it is not text"),
            Refusal::Broken(what) => write!(f, "it is {what} that cannot be read"),
            Refusal::TooLarge => f.write_str("its text is larger than 4 GiB"),
        }
    }
}

/// A format: how its documents are known and how they are read.
pub struct Format {
    /// Its name in JSON.
    pub name: &'static str,
    /// Whether these bytes are of this format, by what the source said and by their beginning.
    pub recognises: fn(&Fetched, &[u8]) -> bool,
    /// Reads them.
    pub import: fn(&Fetched, Options) -> Result<Imported, Refusal>,
}

/// What the user says of a document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The language it is in; `None`: the one that it seems to be in.
    pub language: Option<LanguageId>,
}

/// Every format; the first that recognises the bytes reads them. Plain text, the last, takes all.
pub static FORMATS: &[Format] = &[feed::FORMAT, html::FORMAT, plain::FORMAT];

/// How many bytes of the beginning decide on format, encoding and direction.
pub const HEAD: usize = 64 << 10;

/// Imports what a source gave.
///
/// # Errors
/// A [`Refusal`] where there is no text at all.
pub fn import(fetched: &Fetched, options: Options) -> Result<Imported, Refusal> {
    let head = encoding::head(&*fetched.bytes, HEAD);
    if head.is_empty() {
        return Err(Refusal::Empty);
    }
    if let Some(what) = binary::known(&head) {
        return Err(Refusal::Binary(Some(what)));
    }
    let format = FORMATS.iter().find(|format| (format.recognises)(fetched, &head)).unwrap_or(&plain::FORMAT);
    (format.import)(fetched, options)
}

/// The name under which a document is shown and told in JSON.
fn origin(fetched: &Fetched) -> String {
    match &fetched.origin {
        Origin::Bundled(name) => (*name).to_owned(),
        other => other.to_string(),
    }
}
