//! Plain text: paragraphs, and the parts of an article as a reader sees them.

use std::sync::Arc;

use super::{Format, Imported, Refusal, encoding, origin};
use crate::document::{Block, BlockKind, Chunk, Chunks, Document, Fetched, Meta, Text};
use crate::lexicon::language_of;
use crate::text::bidi::Direction;
use crate::text::span::Span;

/// Plain text: what no other format recognises.
pub const FORMAT: Format = Format { name: "text", recognises: |_, _| true, import };

fn import(fetched: &Fetched) -> Result<Imported, Refusal> {
    let decoded = encoding::decode(fetched)?;
    let text = decoded.text;
    let chunks = Whole { text: text.clone() };
    let first = chunks.load(0);
    let title = first.blocks.first().filter(|b| b.kind == BlockKind::Headline);
    let document = Document {
        meta: Meta {
            origin: origin(fetched),
            format: FORMAT.name,
            title: title.map(|b| first.slice(b.span).to_owned()),
            ..Meta::default()
        },
        direction: first_strong(&first.text).unwrap_or_default(),
        language: language_of(&first.text),
        text,
        warnings: decoded.warnings,
    };
    Ok(Imported { document: Arc::new(document), chunks: Arc::new(chunks) })
}

fn first_strong(text: &str) -> Option<Direction> {
    text.chars().take(4096).find_map(|c| match c {
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}' => Some(Direction::RightToLeft),
        c if c.is_alphabetic() => Some(Direction::LeftToRight),
        _ => None,
    })
}

struct Whole {
    text: Text,
}

impl Chunks for Whole {
    fn count(&self) -> usize {
        1
    }

    fn at(&self, _: u32) -> usize {
        0
    }

    fn span(&self, _: usize) -> Span {
        Span::new(0, self.text.len())
    }

    fn load(&self, number: usize) -> Chunk {
        let span = self.span(number);
        let text: Arc<str> = match self.text.in_memory() {
            Some(text) => Arc::clone(text),
            None => self.text.slice(span).into(),
        };
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim();
            if !content.is_empty() {
                let start = at + (line.len() - line.trim_start().len());
                blocks.push(Block {
                    kind: if blocks.is_empty() { BlockKind::Headline } else { BlockKind::Paragraph },
                    span: Span::from(start..start + content.len()),
                    language: language_of(content),
                    direction: first_strong(content).unwrap_or_default(),
                    continues: false,
                });
            }
            at += line.len();
        }
        Chunk { span, text, blocks: blocks.into(), marks: Arc::new([]) }
    }
}
