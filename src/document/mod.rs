//! What every format becomes and everything else reads: a document, its chunks, blocks and marks.
//!
//! Nothing here knows a format, a language or a screen.

mod bytes;
mod chunk;

pub use bytes::{Bytes, Fetched, Origin, Text};
pub use chunk::{Block, BlockKind, Chunk, Chunks, Mark, MarkKind};

use std::sync::Arc;

use crate::text::bidi::Direction;
use crate::text::language::LanguageId;

/// An immutable article or book: what is known of the whole. Its blocks come in [`Chunk`]s.
#[derive(Clone, Debug)]
pub struct Document {
    /// What is known about it.
    pub meta: Meta,
    /// Its characters.
    pub text: Text,
    /// Its main language.
    pub language: LanguageId,
    /// Its main direction: decides on which side the panes stand.
    pub direction: Direction,
    /// What could not be read as it stands, one line each.
    pub warnings: Vec<String>,
    /// Documents that came with it: articles that a feed carries.
    pub enclosed: Arc<[Enclosed]>,
    /// Where a page that is no article itself says that its feed is.
    pub feed: Option<Arc<str>>,
}

/// A document that came inside another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// The address that links to it have.
    pub address: Arc<str>,
    /// It, as a page.
    pub html: Arc<str>,
}

/// What is known about a document apart from its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Where it came from, as the user named it.
    pub origin: String,
    /// The format's name as JSON tells it: `text`, `html` …
    pub format: &'static str,
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published: EDTF.
    pub published: Option<String>,
    /// The site, paper or agency it appeared in.
    pub site: Option<String>,
}
