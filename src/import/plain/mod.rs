//! Plain text: paragraphs, and the parts of an article as a reader sees them.
//!
//! The way: bytes → lines (`line`) → paragraphs (`wrap`) → their kinds (`part`) → blocks (`block`,
//! `cut`), chunk by chunk (`chunks`). For a UTF-8 file the text is the file itself, so that offsets are
//! the file's; nothing is moved, joined or dropped, blocks only say where things stand.

mod block;
mod chunks;
pub(super) mod cut;
mod line;
mod part;
mod sentence;
pub(super) mod sign;
#[cfg(test)]
mod tests;
pub(super) mod tongue;
mod wrap;

use std::sync::Arc;

use super::{Format, HEAD, Imported, Options, Refusal, encoding, origin};
use crate::document::{Block, BlockKind, Chunk, Chunks, Document, Fetched, Meta, Text};
use crate::text::bidi::Direction;
use crate::text::span::Span;
use chunks::{Habits, Plain, Sizes};
use tongue::Tongue;

/// Plain text: what no other format recognises.
pub const FORMAT: Format = Format { name: "text", recognises: |_, _| true, import };

fn import(fetched: &Fetched, options: Options) -> Result<Imported, Refusal> {
    let decoded = encoding::decode(fetched)?;
    let (plain, habits) = plain(decoded.text.clone(), options, Sizes::USUAL);
    let first = plain.load(0);
    let document = Document {
        meta: meta(&first, origin(fetched)),
        text: decoded.text,
        language: habits.tongue.document(),
        direction: habits.direction,
        warnings: decoded.warnings,
        enclosed: Arc::new([]),
        feed: None,
    };
    Ok(Imported { document: Arc::new(document), chunks: Arc::new(plain) })
}

/// The chunks of a text, and what its beginning decided.
fn plain(text: Text, options: Options, sizes: Sizes) -> (Plain, Habits) {
    let end = text.floor_char(text.len().min(HEAD as u32));
    let head = text.slice(Span::new(0, end));
    let lines = line::lines(&head);
    // The first line is mostly a headline, which is broken by sense where the rest is wrapped.
    let rest = lines.get(1..).unwrap_or_default();
    let width = wrap::width(&head, rest).or_else(|| wrap::width(&head, &lines));
    let paragraphs = wrap::paragraphs(&head, &lines, width);
    let tongue = Tongue::of(&head, options.language);
    let mut habits =
        Habits { width, wall: cut::is_wall(&head, &paragraphs), direction: Direction::default(), tongue };
    // What most of the first few thousand bytes are.
    let near = &head[..cut::floor_char(&head, head.len().min(DECIDES))];
    let blocks =
        block::blocks(near, block::Place { base: 0, front: true, inherited: None }, &habits, DECIDES);
    habits.direction = majority(&blocks);
    let plain = Plain::new(text, habits.clone(), sizes);
    (plain, habits)
}

/// How many bytes of a document decide its direction.
const DECIDES: usize = 8 << 10;

/// The direction that most of the text in `blocks` has.
fn majority(blocks: &[Block]) -> Direction {
    let of = |direction| {
        blocks.iter().filter(|b| b.direction == direction).map(|b| u64::from(b.span.len())).sum::<u64>()
    };
    if of(Direction::RightToLeft) >= of(Direction::LeftToRight).max(1) {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

/// What the first chunk tells of the document.
fn meta(first: &Chunk, origin: String) -> Meta {
    let line = |kind: BlockKind| {
        let block = first.blocks.iter().find(|block| block.kind == kind)?;
        Some(first.slice(block.span).split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let byline = line(BlockKind::Byline);
    Meta {
        origin,
        format: FORMAT.name,
        title: line(BlockKind::Headline),
        byline: byline.as_deref().and_then(part::author).map(str::to_owned),
        ..Meta::default()
    }
}
