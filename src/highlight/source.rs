//! Where the article says it comes from: what stands after a label of the lexicon (`source_labels`), or
//! in brackets after the last sentence.

use crate::document::BlockKind;

use super::extract::Memory;
use super::related::{after_label, trimmed};
use super::token::{TokenKind, Tokens};
use super::{Highlight, SOURCE};

/// A source in brackets is a name: no more words than this.
const LONGEST: usize = 5;

/// Finds source lines.
pub(super) fn find(text: &Tokens, _: &mut Memory, out: &mut Vec<Highlight>) {
    let mut found = false;
    for block in text.blocks.iter().filter(|block| block.block.kind == BlockKind::Source) {
        let start = block.range.start;
        let from = after_label(text, start, block, block.lexicon.source_labels).unwrap_or(start);
        if let Some((from, to)) = trimmed(text, from, block.range.end) {
            found = true;
            out.push(highlight(text, from, to, 1.0));
        }
    }
    if !found {
        out.extend(in_brackets(text));
    }
}

fn highlight(text: &Tokens, from: usize, to: usize, confidence: f32) -> Highlight {
    Highlight { kind: SOURCE, span: text.span(from, to), parts: Vec::new(), rule: "source", confidence }
}

/// The article's last words, where they stand in brackets after a full stop.
fn in_brackets(text: &Tokens) -> Option<Highlight> {
    let block = text.blocks.iter().rev().find(|block| block.block.kind == BlockKind::Paragraph)?;
    let mut close = block.range.end.checked_sub(1)?;
    if text.all[close].is('.') {
        close = close.checked_sub(1)?;
    }
    if !text.all[close].is(')') {
        return None;
    }
    let from = block.range.start.max(close.saturating_sub(LONGEST + 1));
    let open = (from..close).rev().find(|&i| text.all[i].is('('))?;
    let after_stop = open == block.range.start || matches!(text.all[open - 1].glyph, '.' | '!' | '؟' | '?');
    let names = text.all[open + 1..close].iter().all(|token| token.kind == TokenKind::Word || token.is('/'));
    (after_stop && names && open + 1 < close).then(|| highlight(text, open + 1, close, 0.6))
}
