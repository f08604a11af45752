//! Where an article ends: what stands after its last words in the same element, told by what it is a list of.

use super::body::Body;
use super::label;
use super::title::{same, words};
use super::walk::Piece;
use crate::document::BlockKind;

/// So many words, at the most, of an article are told under its title where another one names it.
const TEASER: usize = 45;

/// So many words, at the most, has a heading; some editors write paragraphs as headings to make them large.
pub const HEADING: usize = 16;

/// So many links in a row, and nothing after them, are a list of the site's.
const LIST: usize = 4;

/// So many linked headings with text under each are the article's own: a list of places, of books.
const CHAPTERS: usize = 3;

/// Before so many words no line says that the article is over.
const BEGUN: usize = 40;

/// A line that is nothing but links to other articles, with no label before it.
pub struct Named {
    /// How many pieces of the article stood before it.
    pub at: usize,
    /// How many related articles were named before it, and how many it names.
    pub related: usize,
    pub count: usize,
    /// Whether it surely leads on within the site.
    pub sure: bool,
    /// The line, where it is a heading.
    pub heading: Option<Piece>,
}

/// What was seen on the way that may turn out to stand after the end.
#[derive(Default)]
pub struct Ending {
    /// How many other articles were named since the last words of this one, without a label.
    pub run: usize,
    /// The lines that named them.
    pub named: Vec<Named>,
    /// How many pieces and related articles stood before the comments of readers.
    pub comments: Option<(usize, usize)>,
    /// Whether a list was taken away: the line before it is its head.
    headed: bool,
}

fn count(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| words(&piece.words)).sum()
}

impl Ending {
    /// Takes away what stands after the end.
    pub fn end(mut self, body: &mut Body) {
        without_copy(body);
        self.without_comments(body);
        self.without_teasers(body);
        self.with_chapters(body);
        self.without_head(body);
        // A list after the end is of what else the site has, not of what belongs to the article.
        if self.run >= LIST {
            body.related.truncate(body.related.len().saturating_sub(self.run));
        }
        while body.pieces.last().is_some_and(is_over) {
            body.pieces.pop();
        }
    }

    fn without_comments(&mut self, body: &mut Body) {
        let Some((at, related)) = self.comments else { return };
        let (before, after) = body.pieces.split_at(at.min(body.pieces.len()));
        if count(before) < BEGUN || count(before) < count(after) {
            return;
        }
        body.pieces.truncate(at);
        body.related.truncate(related);
        self.named.retain(|named| named.at < at);
        self.run = 0;
    }

    /// Takes away what stands at the end under lines that are nothing but links to other articles: the first words of
    /// those, their days.
    fn without_teasers(&mut self, body: &mut Body) {
        let mut end = body.pieces.len();
        let (mut from, mut lines) = (None, 0);
        for named in self.named.iter().rev().take_while(|named| named.sure) {
            let between = body.pieces.get(named.at..end).unwrap_or_default();
            if between.len() > 3 || between.iter().any(|piece| words(&piece.words) > TEASER) {
                break;
            }
            (end, from, lines) = (named.at, Some((named.at, named.related)), lines + 1);
        }
        let Some((at, related)) = from.filter(|_| lines >= 2 && end < body.pieces.len()) else { return };
        let (before, after) = body.pieces.split_at(at);
        if count(before) < count(after) {
            return;
        }
        body.pieces.truncate(at);
        body.related.truncate(related);
        self.named.retain(|named| named.at < at);
        (self.run, self.headed) = (0, true);
    }

    /// Headings that lead somewhere, each with text under it, are the article's own.
    fn with_chapters(&mut self, body: &mut Body) {
        let is_chapter = |named: &&Named| {
            let under = body.pieces.get(named.at);
            named.heading.is_some()
                && under.is_some_and(|piece| {
                    words(&piece.words) > HEADING && !matches!(piece.kind, BlockKind::Heading(_))
                })
        };
        let own: Vec<(usize, usize, usize)> = self
            .named
            .iter()
            .filter(is_chapter)
            .map(|named| (named.at, named.related, named.count))
            .collect();
        if own.len() < CHAPTERS {
            return;
        }
        for (at, related, count) in own.into_iter().rev() {
            let named = self.named.iter_mut().find(|named| named.related == related);
            if let Some(heading) = named.and_then(|named| named.heading.take()) {
                body.pieces.insert(at, heading);
                body.related.drain(related..(related + count).min(body.related.len()));
            }
        }
    }

    /// Takes away the last line where it heads a list of other articles.
    fn without_head(&self, body: &mut Body) {
        let heads = |piece: &Piece| {
            piece.kind == BlockKind::Paragraph
                && (2..=6).contains(&words(&piece.words))
                && !label::is_sentence(&piece.words)
        };
        if (self.run >= 2 || self.headed) && body.pieces.last().is_some_and(heads) {
            body.pieces.pop();
        }
    }
}

/// Takes away a second copy of the whole, for another kind of screen.
fn without_copy(body: &mut Body) {
    let Some(first) = body.pieces.first() else { return };
    let again = (2..body.pieces.len()).find(|at| same(&body.pieces[*at].words, &first.words));
    let Some(at) = again.filter(|at| body.pieces.len() >= 2 * at) else { return };
    let copied =
        body.pieces[..at].iter().zip(&body.pieces[at..]).all(|(one, other)| same(&one.words, &other.words));
    if copied {
        body.pieces.drain(at..2 * at);
    }
}

/// Whether a last piece is none of the article: a heading with nothing under it is the head of what was left out; a
/// number is a count, a day the page's.
fn is_over(piece: &Piece) -> bool {
    let text = piece.words.trim();
    match piece.kind {
        BlockKind::Heading(_) => words(text) <= HEADING && !label::is_sentence(text),
        BlockKind::Paragraph if !piece.row => !text.contains(char::is_alphabetic) && !text.contains(':'),
        _ => false,
    }
}
