//! Feeds that are followed, and their entries.

/// A feed, as it was when it was fetched last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// The address by which it is followed.
    pub address: String,
    /// Where it is: the same, or what the page at that address names.
    pub place: String,
    /// What it calls itself.
    pub title: Option<String>,
    /// `ETag`, to ask with the next time.
    pub etag: Option<String>,
    /// `Last-Modified`, the same.
    pub modified: Option<String>,
}

/// An entry as the feed has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Where its page is; a name of its own within the feed's address where it has none.
    pub address: String,
    /// Its headline.
    pub title: String,
    /// When it was published: EDTF.
    pub day: Option<String>,
    /// Who wrote it, else the feed.
    pub source: Option<String>,
    /// Its article, where the feed carries it: a page.
    pub page: Option<String>,
}

/// An entry that was not read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// Its number.
    pub id: i64,
    /// The feed's address.
    pub feed: String,
    /// Where its page is.
    pub address: String,
    /// Its headline.
    pub title: String,
    /// When it was published: EDTF.
    pub day: Option<String>,
    /// Who wrote it, else what the feed calls itself.
    pub source: Option<String>,
    /// Whether its article came with the feed.
    pub carried: bool,
}
