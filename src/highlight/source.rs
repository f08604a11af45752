//! Where the article says it comes from: what stands after a label of the lexicon (`source_labels`), or
//! in brackets after the last sentence.

use crate::document::BlockKind;
use crate::lexicon::Class;

use super::extract::Memory;
use super::related::{after_label, label, trimmed};
use super::token::{Token, TokenKind, Tokens};
use super::vocabulary::Classes;
use super::{Highlight, SOURCE};

/// A source in brackets is a name: no more tokens than this.
const LONGEST: usize = 14;

/// Finds source lines.
pub(super) fn find(text: &Tokens, _: &mut Memory, out: &mut Vec<Highlight>) {
    let mut found = false;
    for block in text.blocks.iter().filter(|block| block.block.kind == BlockKind::Source) {
        let start = block.range.start;
        let from = after_label(text, start, block, block.lexicon.source_labels).unwrap_or(start);
        if let Some((from, to)) =
            trimmed(text, from, block.range.end).map(|(from, to)| unbracketed(text, from, to))
        {
            found = true;
            out.push(highlight(text, from, to, 1.0));
        }
    }
    if !found {
        out.extend(inline(text).or_else(|| unlabelled(text)));
    }
}

/// Without a closing bracket whose opening one stands before the label: (Source: X).
fn unbracketed(text: &Tokens, from: usize, to: usize) -> (usize, usize) {
    let opened = text.all[from..to].iter().any(|token| token.is('('));
    let closed = to > from + 1 && text.all[to - 1].is(')');
    (from, if closed && !opened { to - 1 } else { to })
}

/// A label with its colon at the end of the last paragraph: the line was lost.
fn inline(text: &Tokens) -> Option<Highlight> {
    let paragraphs = || text.blocks.iter().filter(|block| block.block.kind != BlockKind::Related);
    let last = paragraphs().next_back().filter(|block| block.block.kind != BlockKind::Headline)?;
    let end = last.range.end;
    let first = last.range.start.max(end.saturating_sub(LONGEST + 4));
    let from = (first..end).rev().find_map(|i| {
        let before = i.checked_sub(1).filter(|&k| k >= last.range.start).map(|k| &text.all[k]);
        let begins = before.is_some_and(|token| {
            matches!(token.glyph, '.' | '!' | '؟' | '?' | '»' | '"' | '”' | '(' | '…' | '۔')
                || token.kind == TokenKind::Break
        });
        let labels = last.lexicon.source_labels;
        if text.all[i].kind != TokenKind::Word {
            return None;
        }
        // A line of its own needs no colon.
        if i == last.range.start && end - i <= LONGEST {
            let sure = |at: usize| at > i + 1 || text.folded(i).starts_with(last.lexicon.article);
            return after_label(text, i, last, labels).or_else(|| {
                label(text, i, last, labels).filter(|&at| at < end && sure(at) && listed(text, at, end))
            });
        }
        let at = after_label(text, i, last, labels).filter(|_| begins)?;
        text.all[at - 1].is(':').then_some(at)
    })?;
    let (from, to) = trimmed(text, from, end)?;
    let (from, to) = unbracketed(text, from, to);
    let sentence = text.all[from..to].iter().any(|token| matches!(token.glyph, '!' | '؟' | '?'));
    (!sentence && to - from <= LONGEST).then(|| highlight(text, from, to, 0.9))
}

fn highlight(text: &Tokens, from: usize, to: usize, confidence: f32) -> Highlight {
    // A full stop ends the line; after a letter it abbreviates.
    let stopped = to > from + 1 && text.all[to - 1].is('.') && text.folded(to - 2).chars().count() > 1;
    let to = if stopped { to - 1 } else { to };
    Highlight { kind: SOURCE, span: text.span(from, to), parts: Vec::new(), rule: "source", confidence }
}

/// The article's last words, where they stand in brackets after a full stop, or between dashes or strokes
/// (- X -).
fn unlabelled(text: &Tokens) -> Option<Highlight> {
    let paragraphs = || text.blocks.iter().filter(|block| block.block.kind != BlockKind::Related);
    let last = paragraphs().next_back().filter(|block| block.block.kind != BlockKind::Headline)?;
    let (from, to) = closing(text, last.range.start, last.range.end)?;
    Some(highlight(text, from, to, 0.6))
}

/// The source at the end of a block.
fn closing(text: &Tokens, start: usize, end: usize) -> Option<(usize, usize)> {
    let mut close = end.checked_sub(1)?;
    while close > start && (text.all[close].is('.') || text.all[close].kind == TokenKind::Break) {
        close -= 1;
    }
    if text.all[close].is(')') {
        let open = (start.max(close.saturating_sub(LONGEST))..close).rev().find(|&i| text.all[i].is('('))?;
        let stops = |token: &Token| matches!(token.glyph, '.' | '!' | '؟' | '?' | '»' | '"' | '”');
        let after_stop = open == start || stops(&text.all[open - 1]);
        let apart = after_stop && listed(text, open + 1, close) || agencies(text, open + 1, close);
        return apart.then_some((open + 1, close));
    }
    // A last line of agencies alone, or after a dash or a stroke: "- X -", "// X //".
    let rule = |token: &Token| matches!(token.glyph, '-' | '–' | '—' | '/' | '|' | '*');
    let mut to = close + 1;
    while to > start && rule(&text.all[to - 1]) {
        to -= 1;
    }
    let from =
        (start.max(to.saturating_sub(LONGEST))..to).rev().find(|&i| rule(&text.all[i]) && text.all[i].spaced);
    let from = match from {
        Some(at) => at + 1,
        None if to - start < LONGEST => start,
        None => return None,
    };
    (agencies(text, from, to) || added(text, from, to)).then_some((from, to))
}

/// Whether only names and the signs between them stand there.
fn listed(text: &Tokens, from: usize, to: usize) -> bool {
    let sign = |token: &Token| matches!(token.glyph, '/' | '،' | ',' | '+' | '-' | '.' | '؛');
    let fits = |token: &Token| token.kind == TokenKind::Word || sign(token);
    let words = text.all[from..to].iter().filter(|token| token.kind == TokenKind::Word).count();
    words > 0 && words <= 6 && text.all[from..to].iter().all(fits)
}

/// Whether every name there is an agency's, a medium's, or initials.
fn agencies(text: &Tokens, from: usize, to: usize) -> bool {
    const MEDIA: Classes = Classes::of(&[Class::Organization, Class::Channel]);
    let mut i = from;
    let mut known = 0;
    while i < to {
        if text.all[i].kind != TokenKind::Word {
            i += 1;
            continue;
        }
        let phrase = text.phrase(i, Class::Organization).or_else(|| text.phrase(i, Class::Channel));
        match phrase.filter(|&(_, _, end)| end <= to) {
            Some((.., end)) => {
                known += 1;
                i = end;
            }
            None if text.word(i).letters == 1 => i += 1,
            None if text.word(i).plain.any(MEDIA) => i += 1,
            None => return false,
        }
    }
    known > 0 && listed(text, from, to) || initials(text, from, to)
}

/// Whether names are added up there, an agency or a medium among them (X + agencies).
fn added(text: &Tokens, from: usize, to: usize) -> bool {
    let medium = |i: usize| {
        text.phrase(i, Class::Organization).or_else(|| text.phrase(i, Class::Channel)).is_some()
            || text.word(i).plain.has(Class::Channel)
    };
    text.all[from..to].iter().any(|token| token.is('+')) && listed(text, from, to) && (from..to).any(medium)
}

/// Whether three or more letters stand there, each by itself (أ .ف .ب).
fn initials(text: &Tokens, from: usize, to: usize) -> bool {
    let words = || text.all[from..to].iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word);
    words().count() >= 3
        && words().all(|(k, _)| text.folded(from + k).chars().count() == 1)
        && listed(text, from, to)
}
