//! What the library remembers, as plain values: articles, places, readers' marks, and what a search finds.
//!
//! Nothing here knows how it is stored (`library` does) or shown.

pub mod anchor;
pub mod correct;
mod facts;
mod feed;
mod mark;
mod search;

pub use anchor::Anchor;
pub use facts::{Facts, Findings};
pub use feed::{Feed, Fresh, Listed, page};
pub use mark::{Color, Mark, MarkKind, Placed, placed};
pub use search::{ArticleHit, Found, Hit, Query};

use crate::text::address;

/// The number of an article in the library.
pub type ArticleId = i64;

/// An article in a list: what is known of it without its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Its number.
    pub id: ArticleId,
    /// Where it came from: an absolute path, an address, or `stdin:` and a hash of the text.
    pub origin: String,
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The paper, agency or site it appeared in.
    pub outlet: Option<String>,
    /// When it was published: EDTF.
    pub published: Option<String>,
    /// Its language's BCP 47 code; empty where it is not known.
    pub language: String,
    /// Words of text.
    pub words: u32,
    /// When it was fetched first, and last opened: seconds since 1970.
    pub fetched: i64,
    /// When it was last opened, 0 where it never was.
    pub opened: i64,
    /// How far it was read, 0 to 1.
    pub progress: f32,
    /// Whether its end was seen.
    pub finished: bool,
    /// Quotes in the index.
    pub quotes: u32,
    /// Whether its text is in the library, and not its place alone.
    pub stored: bool,
}

/// A mark in a list of all that was marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// The article.
    pub article: ArticleId,
    /// Its headline, else where it came from.
    pub title: String,
    /// The mark.
    pub mark: Mark,
}

/// What the home screen shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// Articles, those last opened first.
    pub articles: Vec<Summary>,
    /// Bookmarks and notes, the newest first.
    pub marked: Vec<Marked>,
    /// Entries of feeds that were not read yet, the newest first.
    pub fresh: Vec<Fresh>,
    /// Articles in all.
    pub count: u32,
    /// Quotes in all.
    pub quotes: u32,
    /// Articles whose index is still to be made anew.
    pub stale: u32,
    /// When that was so: seconds since 1970.
    pub now: i64,
}

impl Overview {
    /// Leaves out what is new in other feeds than these, and what another feed has too.
    pub fn of_feeds(&mut self, feeds: &[String]) {
        let feeds: Vec<String> = feeds.iter().map(|feed| address::without_user(feed)).collect();
        self.fresh.retain(|fresh| feeds.contains(&fresh.feed));
        feed::each_once(&mut self.fresh);
    }
}

/// How far an article was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The words at the reading line, so that they are found again in an edited text.
    pub anchor: Anchor,
    /// How far that is, 0 to 1.
    pub progress: f32,
    /// Whether the end was seen.
    pub finished: bool,
}
