//! The home screen: what one reads on with, what was read last, what is marked, and a search over all that was
//! said.

use crate::record::{ArticleHit, ArticleId, Found, Fresh, Hit, Marked, Overview, Summary};
use crate::text::span::Span;

use super::line::Line;

/// Articles to go on with that are shown at most.
const CONTINUED: usize = 3;
/// Entries of feeds that are shown at most.
const FRESH: usize = 20;
/// Bookmarks and notes that are shown at most.
const MARKED: usize = 5;

/// The home screen.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// What the library holds; `None` until it has told.
    pub overview: Option<Overview>,
    /// What is looked for.
    pub line: Line,
    /// Whether the line is being typed in.
    pub typing: bool,
    /// What was found for the line.
    pub found: Option<Found>,
    /// The number of the last search: answers to older ones are dropped.
    pub ticket: u64,
    /// The number of the search whose answer is shown.
    pub answered: u64,
    /// Whether the best answer is to be opened when it comes.
    pub wanted: bool,
    /// Why the library cannot be used, as far as it told that.
    pub failed: Option<String>,
    /// The chosen entry.
    pub at: usize,
    /// Whether nothing is read below: leaving it leaves the program.
    pub alone: bool,
}

/// A heading over entries; its name among the interface's words.
pub type Section = &'static str;

/// Something that can be opened.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'a> {
    /// An article, and whether it is one to go on with.
    Article(&'a Summary, bool),
    /// An entry of a feed.
    Fresh(&'a Fresh),
    /// A bookmark or a note.
    Marked(&'a Marked),
    /// A highlight that was found.
    Hit(&'a Hit),
    /// An article that was found.
    Found(&'a ArticleHit),
}

impl Home {
    /// The home screen with which the program begins.
    pub fn first(overview: Overview) -> Self {
        Home { overview: Some(overview), alone: true, ..Home::default() }
    }

    /// Everything that can be chosen, under its heading, from the top down.
    pub fn entries(&self) -> Vec<(Section, Entry<'_>)> {
        if let Some(found) = self.found.as_ref().filter(|_| !self.line.is_empty()) {
            let hits = found.hits.iter().map(|hit| ("home.said", Entry::Hit(hit)));
            let articles = found.articles.iter().map(|hit| ("home.articles", Entry::Found(hit)));
            return hits.chain(articles).collect();
        }
        let Some(overview) = &self.overview else { return Vec::new() };
        let begun = |article: &&Summary| !article.finished && article.progress > 0.0;
        let continued: Vec<&Summary> = overview.articles.iter().filter(begun).take(CONTINUED).collect();
        let recent =
            overview.articles.iter().filter(|article| !continued.iter().any(|one| one.id == article.id));
        let marked = overview.marked.iter().take(MARKED);
        let mut entries: Vec<(Section, Entry<'_>)> =
            continued.iter().map(|article| ("home.continue", Entry::Article(article, true))).collect();
        entries.extend(overview.fresh.iter().take(FRESH).map(|fresh| ("home.new", Entry::Fresh(fresh))));
        entries.extend(marked.map(|marked| ("home.marked", Entry::Marked(marked))));
        entries.extend(recent.map(|article| ("home.recent", Entry::Article(article, false))));
        entries
    }

    /// The entry of a feed that is chosen.
    pub fn chosen_entry(&self) -> Option<&Fresh> {
        match self.entries().get(self.at)?.1 {
            Entry::Fresh(fresh) => Some(fresh),
            _ => None,
        }
    }

    /// The article that is chosen, and the place in it.
    pub fn chosen(&self) -> Option<(ArticleId, Option<Span>)> {
        Some(match self.entries().get(self.at)?.1 {
            Entry::Article(article, _) => (article.id, None),
            Entry::Fresh(_) => return None,
            Entry::Marked(marked) => (marked.article, Some(marked.mark.anchor.span)),
            Entry::Hit(hit) => (hit.article, Some(hit.span)),
            Entry::Found(hit) => (hit.article, Some(hit.span)),
        })
    }
}

/// How long ago something was: the name among the interface's words, and the number that goes with it.
pub fn ago(then: i64, now: i64) -> (&'static str, usize) {
    let minutes = now.saturating_sub(then).max(0) / 60;
    match minutes {
        0 => ("ago.now", 0),
        1..60 => ("ago.minutes", minutes as usize),
        60..1440 => ("ago.hours", minutes as usize / 60),
        1440..2880 => ("ago.yesterday", 1),
        _ => ("ago.days", minutes as usize / 1440),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_from_now() {
        assert_eq!(ago(100, 130), ("ago.now", 0));
        assert_eq!(ago(0, 7200), ("ago.hours", 2));
        assert_eq!(ago(0, 90_000), ("ago.yesterday", 1));
        assert_eq!(ago(0, 10 * 86_400), ("ago.days", 10));
        assert_eq!(ago(500, 0), ("ago.now", 0), "a clock that was put back");
    }
}
