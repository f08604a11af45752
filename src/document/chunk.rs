//! A stretch of whole paragraphs and what stands in it.

use std::sync::Arc;

use crate::text::bidi::Direction;
use crate::text::language::LanguageId;
use crate::text::span::Span;

/// A stretch of whole paragraphs. An article is one chunk; a book is many (about 256 KiB each), so
/// placed that any of them can be imported by itself, also the last one first.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// Where it stands in the document.
    pub span: Span,
    /// Its characters: `text.len() == span.len()`.
    pub text: Arc<str>,
    /// Its blocks in order, without gaps that hold anything but white space.
    pub blocks: Arc<[Block]>,
    /// Marks inside the blocks, by start.
    pub marks: Arc<[Mark]>,
}

impl Chunk {
    /// The characters at `span` (document offsets), which must lie inside the chunk.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.within(self.span.start)]
    }
}

/// A paragraph, a heading, a list item …: what is laid out by itself. At most 32 KiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is to a reader.
    pub kind: BlockKind,
    /// Where it stands, without the white space around it; a hard-wrapped paragraph holds its line
    /// ends, which are shown as spaces.
    pub span: Span,
    /// The language it is in.
    pub language: LanguageId,
    /// First strong character (UAX #9, P2 and P3), unless the format says otherwise.
    pub direction: Direction,
    /// Whether it goes on from the block before: a paragraph longer than a block is cut at a space.
    pub continues: bool,
}

/// What a block is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The article's title.
    Headline,
    /// The sentence or two under it that sum it up.
    Deck,
    /// Who, where, when: one line.
    Byline,
    /// Body text.
    Paragraph,
    /// A sub-heading; 1 is the highest rank.
    Heading(u8),
    /// The line under a picture.
    Caption,
    /// An item of a list; its nesting depth, from 0.
    Item(u8),
    /// A quotation set apart.
    Quotation,
    /// Text whose spaces and line ends count.
    Preformatted,
    /// A read-also line.
    Related,
    /// A line that names where the article comes from.
    Source,
}

/// A stretch with a property: emphasis, a link …
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which property.
    pub kind: MarkKind,
    /// Where.
    pub span: Span,
    /// A link's address.
    pub value: Option<Arc<str>>,
}

/// The properties a format can give to a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// Stressed.
    Emphasis,
    /// Strongly stressed.
    Strong,
    /// Code.
    Code,
    /// A link; the value is its address.
    Link,
}

/// A format's way to give a document's chunks, any of them first.
///
/// Borders are found from the text around them alone, so that the last chunk costs what the first does.
pub trait Chunks: Send + Sync {
    /// How many chunks there are, at least one.
    fn count(&self) -> usize;

    /// The number of the chunk that holds `offset`; the last one for any offset past the end.
    fn at(&self, offset: u32) -> usize;

    /// Where chunk `number` stands, without its blocks.
    fn span(&self, number: usize) -> Span;

    /// Imports chunk `number`.
    fn load(&self, number: usize) -> Chunk;
}
