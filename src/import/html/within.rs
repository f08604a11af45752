//! Other articles that are named within a paragraph, at its end or at its beginning: «… Read also: title».

use super::label;
use super::squeeze;
use super::walk::Piece;
use crate::document::{BlockKind, Mark, MarkKind};
use crate::text::span::Span;

/// Signs that a sentence ends with.
const ENDS: &[char] = &['.', '!', '?', '\u{61f}', '\u{6d4}', '\u{bb}', ')', ']', '\u{201d}', '\u{2026}'];

/// Takes the names of other articles out of a paragraph; answers whether there were any.
pub fn take_out(piece: &mut Piece, related: &mut Vec<(String, String)>) -> bool {
    if !matches!(piece.kind, BlockKind::Paragraph | BlockKind::Item(_)) || piece.linked == 0 {
        return false;
    }
    let already = related.len();
    at_end(piece, related);
    at_beginning(piece, related);
    related.len() > already
}

/// The address and the words of a link.
fn told(piece: &Piece, mark: &Mark) -> Option<(String, String)> {
    let words = squeeze(piece.words.get(mark.span.within(0))?);
    let address = mark.value.as_deref().filter(|_| mark.kind == MarkKind::Link)?;
    Some((words, address.to_owned()))
}

fn at_end(piece: &mut Piece, related: &mut Vec<(String, String)>) {
    let end = piece.words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | ']')).len();
    let last = piece.marks.iter().filter(|mark| mark.kind == MarkKind::Link).max_by_key(|mark| mark.span.end);
    let Some(mark) = last.filter(|mark| mark.span.end as usize >= end) else { return };
    let start = mark.span.start as usize;
    let before = piece.words[..start].trim_end_matches(|c: char| !c.is_alphanumeric());
    let sentence =
        before.rfind(ENDS).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    if sentence == 0 || !label::announces_related(&before[sentence..]) {
        return;
    }
    let Some((title, address)) = told(piece, mark) else { return };
    related.push((title, address));
    let own =
        piece.words[..sentence].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '[')).len();
    piece.words.truncate(own);
    piece.marks.retain(|mark| (mark.span.start as usize) < own);
    for mark in &mut piece.marks {
        mark.span = Span::new(mark.span.start, mark.span.end.min(own as u32));
    }
}

fn at_beginning(piece: &mut Piece, related: &mut Vec<(String, String)>) {
    let first =
        piece.marks.iter().filter(|mark| mark.kind == MarkKind::Link).min_by_key(|mark| mark.span.start);
    let Some(mark) =
        first.filter(|mark| !piece.words[..mark.span.start as usize].contains(char::is_alphanumeric))
    else {
        return;
    };
    let Some((words, address)) = told(piece, mark).filter(|(words, _)| label::begins_related(words)) else {
        return;
    };
    let after = &piece.words[mark.span.end as usize..];
    let rest =
        after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '.' | ':' | '|'));
    if !rest.contains(char::is_alphanumeric) {
        return;
    }
    let gone = piece.words.len() - rest.len();
    related.push((label::without_related(&words).to_owned(), address));
    piece.words.drain(..gone);
    piece.marks.retain(|mark| mark.span.start as usize >= gone);
    for mark in &mut piece.marks {
        mark.span = Span::new(mark.span.start - gone as u32, mark.span.end - gone as u32);
    }
}
