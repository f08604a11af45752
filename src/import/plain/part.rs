//! The parts of an article as a reader sees them: which paragraph is the headline, the deck, a caption,
//! a sub-heading … Judged by place, length, signs and the lexicons' labels; nothing is moved or lost.

use super::sentence::{Ends, ends_sentence, ends_with_sign, is_stop, last_sign};
use super::sign::{Bullet, Label, bullet, is_bare, is_word, label};
use super::wrap::{Paragraph, breadth};
use crate::document::BlockKind;
use crate::text::digits;

/// A headline has at most so many columns; one that ends as a sentence does, fewer.
const HEADLINE: usize = 180;
const HEADLINE_SENTENCE: usize = 150;
/// A deck has at most so many columns.
const DECK: usize = 300;
/// A byline, a caption, a sub-heading, a source line, a read-also line at most.
const BYLINE: usize = 90;
const CAPTION: usize = 160;
const HEADING: usize = 64;
const SOURCE: usize = 160;
const RELATED: usize = 240;
/// A paragraph that a sub-heading can stand over has at least so many.
const BODY: usize = 72;

/// The kind of every paragraph. `front`: these are the first of the document.
pub fn kinds(text: &str, paragraphs: &[Paragraph], front: bool) -> Vec<BlockKind> {
    let parts = Parts { text, paragraphs };
    let mut kinds: Vec<BlockKind> = (0..paragraphs.len()).map(|i| parts.by_sign(i)).collect();
    parts.labelled(&mut kinds);
    let body = if front { parts.front(&mut kinds) } else { 0 };
    for i in body..paragraphs.len() {
        if kinds[i] == BlockKind::Paragraph && parts.is_heading(i, i == body && front, &kinds) {
            kinds[i] = BlockKind::Heading(1);
        }
    }
    kinds
}

struct Parts<'a> {
    text: &'a str,
    paragraphs: &'a [Paragraph],
}

impl Parts<'_> {
    fn of(&self, i: usize) -> &str {
        self.paragraphs[i].of(self.text)
    }

    fn bullet(&self, i: usize) -> Option<Bullet> {
        bullet(self.paragraphs.get(i)?.of(self.text))
    }

    /// Whether paragraph `i` has at most `columns`, without measuring long ones.
    fn within(&self, i: usize, columns: usize) -> bool {
        let paragraph = self.paragraphs[i];
        // Vocalised letters take four bytes a column.
        paragraph.end - paragraph.start <= columns * 4 && breadth(self.of(i)) <= columns
    }

    fn by_sign(&self, i: usize) -> BlockKind {
        if self.paragraphs[i].preformatted {
            return BlockKind::Preformatted;
        }
        let (before, after) = (|| self.bullet(i.wrapping_sub(1)), || self.bullet(i + 1));
        let listed = match self.bullet(i) {
            None => false,
            Some(Bullet::Sure) => true,
            Some(Bullet::Dash) => before() == Some(Bullet::Dash) || after() == Some(Bullet::Dash),
            Some(Bullet::Number(n)) => {
                n > 0 && before() == Some(Bullet::Number(n - 1)) || after() == Some(Bullet::Number(n + 1))
            }
        };
        if listed { BlockKind::Item(self.depth(i)) } else { BlockKind::Paragraph }
    }

    /// An item's depth: how much further in it stands than the item where its list begins.
    fn depth(&self, i: usize) -> u8 {
        let mut first = i;
        while first > 0 && i - first < 32 && self.bullet(first - 1).is_some() {
            first -= 1;
        }
        let more = self.paragraphs[i].indent.saturating_sub(self.paragraphs[first].indent);
        (more / 2).min(5) as u8
    }

    /// Read-also lines and the source line.
    fn labelled(&self, kinds: &mut [BlockKind]) {
        let mut i = 0;
        while i < kinds.len() {
            let here = i;
            i += 1;
            // No label is found in a long paragraph.
            if self.paragraphs[here].end - self.paragraphs[here].start > RELATED * 6 {
                continue;
            }
            match label(self.of(here)) {
                Some(Label::Related) if self.within(here, RELATED) => {
                    kinds[here] = BlockKind::Related;
                    if is_bare(self.of(here)) {
                        while i < kinds.len() && i - here <= 8 && self.is_announced(i, i == here + 1) {
                            kinds[i] = BlockKind::Related;
                            i += 1;
                        }
                    }
                }
                Some(Label::Source) if self.within(here, SOURCE) => {
                    kinds[here] = BlockKind::Source;
                    if is_bare(self.of(here)) && i < kinds.len() && self.is_announced(i, true) {
                        kinds[i] = BlockKind::Source;
                        i += 1;
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether paragraph `i` can be a title that a label above it announced.
    fn is_announced(&self, i: usize, first: bool) -> bool {
        (first || !self.paragraphs[i].gap)
            && self.within(i, CAPTION)
            && last_sign(self.of(i)).is_some_and(|c| c != '.' && c != '۔' && c != ':')
            && label(self.of(i)).is_none()
    }

    /// Gives the paragraphs before the body their kinds; answers where the body begins.
    fn front(&self, kinds: &mut [BlockKind]) -> usize {
        if kinds.len() < 2 || kinds[0] != BlockKind::Paragraph || !self.is_headline() {
            return 0;
        }
        kinds[0] = BlockKind::Headline;
        let mut i = 1;
        if self.is_deck(kinds) {
            kinds[1] = BlockKind::Deck;
            i = 2;
        }
        let (mut bylines, mut captions) = (0, 0);
        while i < kinds.len() {
            if bylines < 3 && kinds[i] == BlockKind::Paragraph && self.is_byline(i) {
                kinds[i] = BlockKind::Byline;
                bylines += 1;
            } else if captions < 3 && self.is_caption(i, kinds) {
                kinds[i] = BlockKind::Caption;
                captions += 1;
            } else {
                break;
            }
            i += 1;
        }
        i
    }

    fn is_headline(&self) -> bool {
        let (first, next) = (self.paragraphs[0], self.paragraphs[1]);
        if first.lines > 3 || !self.within(0, HEADLINE) {
            return false;
        }
        let text = self.of(0);
        if !ends_sentence(text) {
            return true;
        }
        // A sentence is a headline where it stands alone: one sentence, an empty line after it.
        next.gap && self.within(0, HEADLINE_SENTENCE) && Ends::new(text).take(2).count() < 2
    }

    fn is_deck(&self, kinds: &[BlockKind]) -> bool {
        let deck = self.of(1);
        if kinds.len() < 3 || kinds[1] != BlockKind::Paragraph || !self.within(1, DECK) {
            return false;
        }
        if words(deck) < 5 || self.is_byline(1) {
            return false;
        }
        if self.is_byline(2) || self.is_caption(2, kinds) {
            return true;
        }
        // Without a stop, alone, over a body: a deck, no paragraph.
        let alone = self.paragraphs[1].gap && self.paragraphs[2].gap;
        alone && !ends_with_sign(deck) && !self.within(1, HEADING) && !self.within(2, BODY)
    }

    /// A line that says who, where, when.
    fn is_byline(&self, i: usize) -> bool {
        let text = self.of(i);
        let Some(next) = self.paragraphs.get(i + 1) else { return false };
        if self.paragraphs[i].lines > 1 || !self.within(i, BYLINE) || bullet(text).is_some() {
            return false;
        }
        if ends_with_sign(text) || label(text).is_some() || text.contains(['«', '"', '“', '؟', '?', '!'])
        {
            return false;
        }
        let words = words(text);
        let parted = text.contains([' ', '|', '،', ',']) && text.contains(['-', '–', '—', '|', '/', '·']);
        has_year(text) && words <= 16
            || parted && words <= 10
            || !next.gap && (2..=4).contains(&words)
            || words <= 6 && credited(text).is_some()
    }

    /// A bulleted line over the body; more than two of them are a list.
    fn is_caption(&self, i: usize, kinds: &[BlockKind]) -> bool {
        let sure = |i: usize| self.bullet(i) == Some(Bullet::Sure);
        let begins = (0..=i).rev().take_while(|i| sure(*i)).count();
        let run = begins + (i + 1..kinds.len()).take(3).take_while(|i| sure(*i)).count();
        sure(i) && run <= 2 && i + 1 < kinds.len() && self.within(i, CAPTION)
    }

    /// A short line without a stop over a paragraph.
    fn is_heading(&self, i: usize, first: bool, kinds: &[BlockKind]) -> bool {
        let (paragraph, text) = (self.paragraphs[i], self.of(i));
        let Some(next) = self.paragraphs.get(i + 1) else { return false };
        let last = last_sign(text);
        let asks = matches!(last, Some('؟' | '?'));
        if i == 0 || paragraph.lines > 1 || ends_with_sign(text) && !asks || !self.within(i, HEADING) {
            return false;
        }
        let over = match kinds[i + 1] {
            BlockKind::Related | BlockKind::Source | BlockKind::Preformatted => false,
            BlockKind::Paragraph => !self.within(i + 1, BODY),
            _ => true,
        };
        let quoted =
            text.starts_with(['«', '"', '“', '„', '-', '–', '—']) && last != text.chars().next_back();
        if !over || quoted || !text.contains(is_word) || words(text) > 12 {
            return false;
        }
        if asks || first {
            return paragraph.gap && next.gap;
        }
        // Without an empty line before it, the paragraph before must have ended.
        paragraph.gap || last_sign(self.of(i - 1)).is_some_and(is_stop)
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(is_word)).count()
}

/// Whether a number of four digits stands in `text`, as years do.
fn has_year(text: &str) -> bool {
    let mut run = 0;
    for c in text.chars().chain([' ']) {
        if digits::is_digit(c) {
            run += 1;
        } else {
            if run == 4 {
                return true;
            }
            run = 0;
        }
    }
    false
}

/// Whom a line of the form `By: somebody` or `Photograph: somebody` names: what follows its first word.
fn credited(line: &str) -> Option<&str> {
    let (what, who) = line.split_once(':')?;
    (words(what) == 1 && words(who) >= 2).then_some(who.trim_start())
}

/// Who wrote it, out of a byline: its first part where that is a name and no place or date.
pub fn author(byline: &str) -> Option<&str> {
    let byline = credited(byline).unwrap_or(byline);
    let end = byline.find(['-', '–', '—', '|', '،', ',', '/', '·']).unwrap_or(byline.len());
    let name = byline[..end].trim();
    ((2..=5).contains(&words(name)) && !name.contains(digits::is_digit)).then_some(name)
}
