//! The blocks of a chunk: its paragraphs with their kinds, the long ones cut.

use super::chunks::Habits;
use super::line::lines;
use super::wrap::{Paragraph, paragraphs};
use super::{cut, part};
use crate::document::{Block, BlockKind};
use crate::text::bidi::{Direction, first_strong};
use crate::text::span::Span;

/// Where a chunk stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its offset in the document.
    pub base: u32,
    /// Whether the document begins here.
    pub front: bool,
    /// Where it begins inside a paragraph: that paragraph's direction.
    pub inherited: Option<Direction>,
}

/// The blocks of `text`, none longer than `most` bytes.
pub fn blocks(text: &str, place: Place, habits: &Habits, most: usize) -> Vec<Block> {
    let lines = lines(text);
    let paragraphs = paragraphs(text, &lines, habits.width);
    let kinds = part::kinds(text, &paragraphs, place.front);
    let mut blocks = Vec::with_capacity(paragraphs.len() + 8);
    for (i, (paragraph, kind)) in paragraphs.iter().zip(kinds).enumerate() {
        let whole = paragraph.of(text);
        let goes_on = place.inherited.filter(|_| i == 0);
        let direction = goes_on.or_else(|| first_strong(whole)).unwrap_or(habits.direction);
        let language = habits.tongue.of_block(whole);
        let mut push = |from: usize, to: usize, continues: bool| {
            let Some((start, end)) = trim(text, from, to) else { return };
            let span = Span::new(place.base + start as u32, place.base + end as u32);
            blocks.push(Block { kind, span, language, direction, continues });
        };
        pieces(*paragraph, kind, whole, habits.wall, |from, to| {
            let mut at = from;
            for cut in cut::forced(&text[from..to], most).into_iter().map(|cut| from + cut).chain([to]) {
                push(at, cut, at > from || from == paragraph.start && goes_on.is_some());
                at = cut;
            }
        });
    }
    blocks
}

/// A paragraph as it is, or, where breaks were lost, the paragraphs that can be read in its place.
fn pieces(
    paragraph: Paragraph,
    kind: BlockKind,
    whole: &str,
    wall: bool,
    mut piece: impl FnMut(usize, usize),
) {
    let mut from = paragraph.start;
    if wall && kind == BlockKind::Paragraph {
        for cut in cut::readable(whole) {
            piece(from, paragraph.start + cut);
            from = paragraph.start + cut;
        }
    }
    piece(from, paragraph.end);
}

/// `from..to` without the white space at its ends; a mark stays with the space it stands on.
fn trim(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    super::line::content(text, from, to)
}
