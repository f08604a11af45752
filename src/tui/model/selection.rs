//! A stretch of the text that the reader selects, cluster by cluster or in larger pieces.
//!
//! Always a stretch in logical order: in a row of mixed direction it is seen in several pieces, and it is
//! copied as the article has it.

use crate::document::Block;
use crate::text::segment;
use crate::text::span::Span;

use super::shelf::{Held, Shelf};
use crate::highlight::Group;

/// What the selection grows by, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A grapheme cluster.
    Cluster,
    /// A word.
    Word,
    /// A sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
    /// What somebody said.
    Quote,
}

/// The selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The piece at which it began, which is always inside.
    pub origin: Span,
    /// The piece at its moving end.
    pub head: Span,
    /// The pieces.
    pub unit: Unit,
}

impl Selection {
    /// The cluster at `offset`, or `None` where there is no text.
    pub fn at(offset: u32, unit: Unit, shelf: &mut Shelf) -> Option<Selection> {
        let piece = piece(offset, unit, shelf)?;
        Some(Selection { origin: piece, head: piece, unit })
    }

    /// What is selected.
    pub fn span(&self) -> Span {
        Span::new(self.origin.start.min(self.head.start), self.origin.end.max(self.head.end))
    }

    /// Widens it to the smallest larger piece that holds all of it: a word, what somebody said, a sentence, a
    /// paragraph, in the order of their sizes here.
    pub fn widen(&mut self, shelf: &mut Shelf) {
        let now = self.span();
        let last = shelf.article().document.text.floor_char(now.end.saturating_sub(1)).max(now.start);
        let forward = self.origin.start <= self.head.start;
        let mut wider: Vec<Selection> = Vec::new();
        for unit in [Unit::Word, Unit::Sentence, Unit::Paragraph] {
            if let (Some(first), Some(last)) = (piece(now.start, unit, shelf), piece(last, unit, shelf)) {
                let (origin, head) = if forward { (first, last) } else { (last, first) };
                wider.push(Selection { origin, head, unit });
            }
        }
        let chunk = shelf.chunk_at(now.start);
        for said in shelf.fetch(chunk).occurrences.iter().filter(|o| o.group == Group::Quotes) {
            wider.push(Selection { origin: said.span, head: said.span, unit: Unit::Quote });
        }
        wider.retain(|wider| wider.span() != now && wider.span().covers(now));
        if let Some(wider) = wider.into_iter().min_by_key(|wider| wider.span().len()) {
            *self = wider;
        }
    }

    /// Moves the head to the piece after (before) it.
    pub fn step(&mut self, unit: Unit, forward: bool, shelf: &mut Shelf) {
        let length = shelf.article().document.text.len();
        let mut offset = if forward { self.head.end } else { self.head.start };
        loop {
            let next = if forward {
                Some(offset).filter(|offset| *offset < length)
            } else {
                let text = &shelf.article().document.text;
                offset.checked_sub(1).map(|before| text.floor_char(before))
            };
            let Some(next) = next else { return };
            if let Some(piece) = piece(next, unit, shelf).filter(|piece| !piece.is_empty()) {
                self.head = piece;
                return;
            }
            // White space between pieces and blocks is passed over.
            let text = &shelf.article().document.text;
            offset = if forward {
                (next + 1..=next + 4).map(|at| text.floor_char(at)).find(|at| *at > next).unwrap_or(length)
            } else {
                next
            };
        }
    }

    /// Moves the head to the cluster at `offset`.
    pub fn reach(&mut self, offset: u32, shelf: &mut Shelf) {
        if let Some(piece) = piece(offset, self.unit, shelf) {
            self.head = piece;
        }
    }
}

/// The piece of that unit at `offset`; `None` between blocks, or where no such piece is.
fn piece(offset: u32, unit: Unit, shelf: &mut Shelf) -> Option<Span> {
    let chunk = shelf.chunk_at(offset);
    let held = shelf.fetch(chunk);
    if unit == Unit::Quote {
        return quote(offset, held);
    }
    let block = block_at(offset, held)?;
    let text = held.chunk.slice(block.span);
    let at = (offset - block.span.start) as usize;
    let range = match unit {
        Unit::Cluster => {
            let mut clusters = segment::graphemes(text).map(|(from, cluster)| from..from + cluster.len());
            clusters.find(|range| range.contains(&at))?
        }
        Unit::Word => {
            let mut words = segment::words(text).map(|(from, word)| from..from + word.len());
            words.find(|range| range.end > at).filter(|range| range.start <= at)?
        }
        Unit::Sentence => sentence(text, at),
        Unit::Paragraph | Unit::Quote => 0..text.len(),
    };
    Some(Span::new(block.span.start + range.start as u32, block.span.start + range.end as u32))
}

fn block_at(offset: u32, held: &Held) -> Option<&Block> {
    let at = held.chunk.blocks.partition_point(|block| block.span.end <= offset);
    held.chunk.blocks.get(at).filter(|block| block.span.contains(offset))
}

/// The smallest quote that holds `offset`.
fn quote(offset: u32, held: &Held) -> Option<Span> {
    let quotes = held.occurrences.iter().filter(|o| o.group == Group::Quotes && o.span.contains(offset));
    quotes.map(|o| o.span).min_by_key(|span| span.len())
}

/// The sentence at `at`, with its final mark, without the space after it: up to a full stop, question or
/// exclamation mark that white space follows.
fn sentence(text: &str, at: usize) -> std::ops::Range<usize> {
    let ends = text.char_indices().filter_map(|(i, c)| {
        let after = i + c.len_utf8();
        let closes = |c: char| c.is_whitespace() || "\"»”’')]".contains(c);
        let ends =
            matches!(c, '.' | '!' | '?' | '؟' | '۔' | '…') && text[after..].chars().next().is_none_or(closes);
        // What closes a quotation belongs to its sentence.
        let rest = &text[after..];
        ends.then(|| {
            after + rest.len() - rest.trim_start_matches(['"', '»', '”', '’', '\'', ')', ']', '.']).len()
        })
    });
    let mut start = 0;
    for end in ends.chain([text.len()]) {
        if at < end {
            return start..end;
        }
        start = end + (text[end..].len() - text[end..].trim_start().len());
        if at < start {
            // In the space between two.
            return start..start;
        }
    }
    start..text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_holds_its_closing_marks() {
        let text = "قال: \"نعم.\" ثم مضى 3.5 أميال! وعاد.";
        let at = |words: &str| text.find(words).expect("the words");
        assert_eq!(&text[sentence(text, 0)], "قال: \"نعم.\"");
        assert_eq!(&text[sentence(text, at("3.5"))], "ثم مضى 3.5 أميال!");
        assert_eq!(&text[sentence(text, at("وعاد"))], "وعاد.");
    }
}
