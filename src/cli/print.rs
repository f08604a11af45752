//! `qari print`: the article laid out, chunk by chunk, so that a book needs no more memory than an
//! article.

use std::io::IsTerminal;

use super::arguments::{General, Marks, Order, Print};
use super::output::Output;
use super::{Outcome, open, signals};
use crate::article::Article;
use crate::document::{Block, BlockKind, Chunk};
use crate::error::Result;
use crate::layout::{self, Options, lay_out};
use crate::text::span::Span;

/// Prints what the command line named.
pub fn run(options: &Print, general: &General) -> Result<Outcome> {
    signals::listen();
    article(&open::open(&options.source, general)?, options)
}

/// Prints an opened article.
pub fn article(article: &Article, options: &Print) -> Result<Outcome> {
    let mut output = Output::new();
    if options.raw {
        for number in 0..article.chunks.count() {
            if !output.write(&article.document.text.slice(article.chunks.span(number)))? {
                break;
            }
        }
    } else {
        let mut page = Page::new(options);
        for number in 0..article.chunks.count() {
            page.chunk(&article.chunks.load(number));
            if !output.write(&std::mem::take(&mut page.rows))? {
                break;
            }
        }
    }
    output.flush()?;
    Ok(Outcome::Done)
}

/// Rows on their way out.
struct Page {
    layout: Options,
    visual: bool,
    /// What stood before: decides how far apart the next block stands.
    before: Option<BlockKind>,
    rows: String,
}

impl Page {
    fn new(options: &Print) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let columns = || if terminal { terminal_columns() } else { 0 };
        let marks = match options.marks {
            Marks::Auto | Marks::Keep => layout::Marks::Keep,
            Marks::Strip => layout::Marks::Strip,
        };
        let visual = match options.order {
            Order::Auto => terminal,
            Order::Logical => false,
            Order::Visual => true,
        };
        let layout = Options { width: options.width.unwrap_or_else(columns), marks, ..Options::default() };
        Page { layout, visual, before: None, rows: String::new() }
    }

    fn chunk(&mut self, chunk: &Chunk) {
        let mut at = 0;
        while let Some(first) = chunk.blocks.get(at) {
            let mut block = *first;
            at += 1;
            // One row a paragraph: where breaks were lost and blocks were made, they are one again.
            while let Some(next) = chunk.blocks.get(at).filter(|next| self.is_one(chunk, &block, next)) {
                block.span.end = next.span.end;
                at += 1;
            }
            self.block(chunk, &block);
        }
    }

    /// Whether, without wrapping, `next` stands on the row of `block`: no line end is between them.
    fn is_one(&self, chunk: &Chunk, block: &Block, next: &Block) -> bool {
        let between = || chunk.slice(Span::new(block.span.end, next.span.start));
        let together = next.span.end - block.span.start;
        self.layout.width == 0
            && together <= LONGEST
            && !between().contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}'])
    }

    fn block(&mut self, chunk: &Chunk, block: &Block) {
        if self.layout.width > 0 {
            for _ in 0..space(self.before, block.kind) {
                self.rows.push('\n');
            }
        }
        self.before = Some(block.kind);
        let options = Options { preformatted: block.kind == BlockKind::Preformatted, ..self.layout };
        let text = chunk.slice(block.span);
        let rows = lay_out(text, block.span.start, block.direction, &options);
        if self.visual {
            layout::print::visual(&rows, text, self.layout.width, &mut self.rows);
        } else {
            layout::print::logical(&rows, text, &mut self.rows);
        }
    }
}

/// The longest row without wrapping, in bytes: what the layout expects of a block.
const LONGEST: u32 = 32 << 10;

/// Blank rows between a block and the one before it.
fn space(before: Option<BlockKind>, kind: BlockKind) -> usize {
    match (before, kind) {
        (None, _) | (Some(BlockKind::Item(_)), BlockKind::Item(_)) => 0,
        (_, BlockKind::Heading(_)) => 2,
        _ => 1,
    }
}

/// The terminal's columns; 80 where it does not say.
fn terminal_columns() -> u16 {
    #[cfg(unix)]
    if let Ok(size) = rustix::termios::tcgetwinsize(std::io::stdout())
        && size.ws_col > 0
    {
        return size.ws_col;
    }
    80
}
