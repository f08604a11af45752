//! A document that a format writes block by block, for formats whose text is not the file itself.

use std::sync::Arc;

use super::Options;
use super::plain::cut;
use super::plain::tongue::Tongue;
use crate::document::{Block, BlockKind, Chunk, Chunks, Mark, MarkKind, Text};
use crate::text::bidi::{Direction, first_strong};
use crate::text::language::LanguageId;
use crate::text::span::Span;

/// The longest block, in bytes.
const LONGEST: usize = 32 << 10;

/// How large a chunk grows, in bytes; an article is one.
const CHUNK: u32 = 256 << 10;

/// How many bytes of the text decide its language.
const DECIDES: usize = 64 << 10;

/// What a format says of a block.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// What it is to a reader.
    pub kind: BlockKind,
    /// Its direction, where the format tells it.
    pub direction: Option<Direction>,
    /// Its language, where the format tells it.
    pub language: Option<LanguageId>,
}

/// A text that grows by blocks.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    blocks: Vec<(Said, Span)>,
    marks: Vec<Mark>,
}

impl Writer {
    /// How long the text is.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Appends a block: its words, and the marks in it by offsets in them. White space around the words is
    /// none of the block. `close`: it stands on the line after the block before, not a paragraph after it.
    pub fn block(&mut self, said: Said, words: &str, marks: Vec<Mark>, close: bool) {
        let trimmed = words.trim();
        if trimmed.is_empty() || self.text.len() + words.len() >= u32::MAX as usize / 2 {
            return;
        }
        let cut = words.len() - words.trim_start().len();
        if !self.text.is_empty() {
            self.text.push_str(if close { "\n" } else { "\n\n" });
        }
        let start = self.text.len() as u32;
        self.text.push_str(trimmed);
        let span = Span::new(start, self.text.len() as u32);
        for mark in marks {
            let shift = |at: u32| (at.saturating_sub(cut as u32) + start).min(span.end);
            let inside = Span::new(shift(mark.span.start), shift(mark.span.end));
            if !inside.is_empty() {
                self.marks.push(Mark { span: inside, ..mark });
            }
        }
        self.blocks.push((said, span));
    }

    /// The document's text, its chunks, its language and its direction. `language`: what the format says.
    pub fn finish(
        mut self,
        options: Options,
        language: Option<LanguageId>,
    ) -> (Text, Written, LanguageId, Direction) {
        self.text.push('\n');
        let head = &self.text[..cut::floor_char(&self.text, self.text.len().min(DECIDES))];
        let tongue = Tongue::of(head, options.language.or(language));
        let mut by_direction = [0_u64; 2];
        for (said, span) in &self.blocks {
            let words = &self.text[span.within(0)];
            if let Some(direction) = said.direction.or_else(|| first_strong(words)) {
                by_direction[usize::from(direction.is_rtl())] += u64::from(span.len());
            }
        }
        let direction = if by_direction[1] >= by_direction[0].max(1) {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        let mut blocks = Vec::with_capacity(self.blocks.len());
        for (said, span) in &self.blocks {
            let words = &self.text[span.within(0)];
            let own = said.direction.or_else(|| first_strong(words)).unwrap_or(direction);
            let language = match said.language {
                Some(language) if options.language.is_none() => language,
                _ => tongue.of_block(words),
            };
            let mut at = 0;
            for to in cut::forced(words, LONGEST).into_iter().chain([words.len()]) {
                let piece = &words[at..to];
                let start = span.start + (at + piece.len() - piece.trim_start().len()) as u32;
                let end = span.start + (at + piece.trim_end().len()) as u32;
                if start < end {
                    let span = Span::new(start, end);
                    blocks.push(Block { kind: said.kind, span, language, direction: own, continues: at > 0 });
                }
                at = to;
            }
        }
        self.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        let text: Arc<str> = self.text.into();
        let written = Written::new(Arc::clone(&text), blocks, self.marks);
        (Text::memory(text), written, tongue.document(), direction)
    }
}

/// The chunks of a written document.
#[derive(Debug)]
pub struct Written {
    chunks: Vec<Chunk>,
}

impl Written {
    fn new(text: Arc<str>, blocks: Vec<Block>, marks: Vec<Mark>) -> Self {
        let mut borders = vec![0_u32];
        for block in &blocks {
            if block.span.start - borders[borders.len() - 1] >= CHUNK && !block.continues {
                borders.push(block.span.start);
            }
        }
        borders.push(text.len() as u32);
        let (mut block, mut mark) = (0, 0);
        let chunks = borders.windows(2).map(|pair| {
            let span = Span::new(pair[0], pair[1]);
            let blocks_to = block + blocks[block..].partition_point(|block| block.span.start < span.end);
            let marks_to = mark + marks[mark..].partition_point(|mark| mark.span.start < span.end);
            let chunk = Chunk {
                span,
                text: if borders.len() == 2 { Arc::clone(&text) } else { text[span.within(0)].into() },
                blocks: blocks[block..blocks_to].into(),
                marks: marks[mark..marks_to].into(),
            };
            (block, mark) = (blocks_to, marks_to);
            chunk
        });
        Written { chunks: chunks.collect() }
    }
}

impl Chunks for Written {
    fn count(&self) -> usize {
        self.chunks.len()
    }

    fn at(&self, offset: u32) -> usize {
        self.chunks.partition_point(|chunk| chunk.span.start <= offset).saturating_sub(1)
    }

    fn span(&self, number: usize) -> Span {
        self.chunks.get(number).map_or_else(
            || {
                let end = self.chunks.last().map_or(0, |chunk| chunk.span.end);
                Span::new(end, end)
            },
            |chunk| chunk.span,
        )
    }

    fn load(&self, number: usize) -> Chunk {
        self.chunks[number.min(self.chunks.len() - 1)].clone()
    }
}

/// A link over `span`, where the address can be followed.
pub fn link(span: Span, address: &str) -> Mark {
    Mark { kind: MarkKind::Link, span, value: Some(address.into()) }
}
