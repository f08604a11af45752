//! Read-also links: what stands after a label of the lexicon (`related_labels`) in a line of its own or
//! inside a paragraph, and lines that the import knows as such.

use crate::document::{BlockKind, MarkKind};
use crate::lexicon;

use super::extract::Memory;
use super::token::{BlockTokens, Token, TokenKind, Tokens};
use super::{Highlight, Part, RELATED, Role};

/// No label has more words than this.
const LONGEST: usize = 7;

/// Finds read-also links.
pub(super) fn find(text: &Tokens, _: &mut Memory, out: &mut Vec<Highlight>) {
    for block in &text.blocks {
        let labels = block.lexicon.related_labels;
        match block.block.kind {
            BlockKind::Related => {
                let from = after_label(text, block.range.start, block, labels).unwrap_or(block.range.start);
                push(text, from, block.range.end, 1.0, out);
            }
            BlockKind::Paragraph | BlockKind::Item(_) => inside(text, block, labels, out),
            _ => {}
        }
    }
}

/// Labels with a colon inside a paragraph whose breaks were lost: the link ends with its sentence.
fn inside(text: &Tokens, block: &BlockTokens, labels: &[&str], out: &mut Vec<Highlight>) {
    let end = block.range.end;
    for i in block.range.clone() {
        let token = &text.all[i];
        let begins = i == block.range.start || ends_sentence(&text.all[i - 1]);
        let colon = || text.all[i..end.min(i + LONGEST)].iter().any(|token| token.is(':'));
        if token.kind != TokenKind::Word || !begins || !colon() {
            continue;
        }
        let Some(from) = after_label(text, i, block, labels).filter(|&from| text.all[from - 1].is(':'))
        else {
            continue;
        };
        let to = (from..end).find(|&k| ends_sentence(&text.all[k])).unwrap_or(end);
        push(text, from, to, 0.7, out);
    }
}

fn ends_sentence(token: &Token) -> bool {
    token.kind == TokenKind::Break
        || (token.kind == TokenKind::Sign && matches!(token.glyph, '.' | '؟' | '!' | '?' | '۔'))
            && token.span.len() <= 2
}

/// The token after the label that begins at token `i` and the signs that close it.
pub(super) fn after_label(text: &Tokens, i: usize, block: &BlockTokens, labels: &[&str]) -> Option<usize> {
    let end = block.range.end;
    let mut at = label(text, i, block, labels)?;
    // A label is followed by a sign or by the end, never by the rest of a sentence.
    let colon = (at..end).take_while(|&k| text.all[k].kind == TokenKind::Sign).last();
    if let Some(sign) = colon {
        at = sign + 1;
    }
    (colon.is_some() || at >= end || block.block.kind == BlockKind::Source).then_some(at)
}

/// The token after the label that begins at token `i`, whatever follows.
pub(super) fn label(text: &Tokens, i: usize, block: &BlockTokens, labels: &[&str]) -> Option<usize> {
    let end = block.range.end;
    let first = (i..end).find(|&k| text.all[k].is_wordlike())?;
    let letter = text.folded(first).chars().next();
    let longest = labels.iter().filter_map(|label| {
        if label.chars().next().map(lexicon::fold_char) != letter {
            return None;
        }
        let mut at = first;
        for word in label.split_whitespace() {
            if at >= end || !lexicon::folds_to(word, text.folded(at)) {
                return None;
            }
            at += 1;
        }
        Some(at)
    });
    longest.max()
}

/// The words from token `from` up to `to`, without the signs and quotation marks around them.
pub(super) fn trimmed(text: &Tokens, mut from: usize, mut to: usize) -> Option<(usize, usize)> {
    let outer = |token: &Token| {
        token.kind == TokenKind::Break
            || token.kind == TokenKind::Quote
            || token.kind == TokenKind::Sign
                && !matches!(token.glyph, '؟' | '?' | '!' | '.' | '…' | ')' | '(')
    };
    while from < to && outer(&text.all[from]) {
        from += 1;
    }
    while to > from && outer(&text.all[to - 1]) {
        to -= 1;
    }
    (from < to).then_some((from, to))
}

fn push(text: &Tokens, from: usize, to: usize, confidence: f32, out: &mut Vec<Highlight>) {
    // One line a link where the label has a line of its own; else the line is wrapped.
    let lines = text.all.get(from).is_some_and(|token| from < to && token.kind == TokenKind::Break);
    let mut start = from;
    for k in from..=to {
        if k == to || lines && text.all[k].kind == TokenKind::Break {
            if let Some((from, to)) = trimmed(text, start, k) {
                let span = text.span(from, to);
                let link = text
                    .chunk
                    .marks
                    .iter()
                    .find(|mark| mark.kind == MarkKind::Link && mark.span.overlaps(span));
                let parts = link.and_then(|mark| mark.value.as_deref()).map(|url| Part {
                    role: Role::Url,
                    span: None,
                    value: Some(url.to_string()),
                });
                out.push(Highlight {
                    kind: RELATED,
                    span,
                    parts: parts.into_iter().collect(),
                    rule: "related",
                    confidence,
                });
            }
            start = k + 1;
        }
    }
}
