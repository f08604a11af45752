//! Feeds that are followed, and their entries.

use std::collections::HashMap;

use url::Url;

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
    /// Before then, in seconds since 1970, its server wants not to be asked.
    pub again: Option<i64>,
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

/// What two addresses of one page have in common: neither how they are reached nor who counts that they were.
pub fn page(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return address.to_owned() };
    let counted = |name: &str| name.starts_with("utm_") || matches!(name, "fbclid" | "gclid");
    let query: Vec<String> = url
        .query_pairs()
        .filter(|(name, _)| !counted(name))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let host = url.host_str().unwrap_or_default();
    let (path, port) = (
        url.path().trim_end_matches('/'),
        url.port_or_known_default().filter(|port| !matches!(port, 80 | 443)),
    );
    let fragment = url.fragment().unwrap_or_default();
    format!("{host} {} {path}?{}#{fragment}", port.unwrap_or_default(), query.join("&"))
}

/// Each page once, where the first of its entries stands; of those the one whose article came with its feed.
pub fn each_once(fresh: &mut Vec<Fresh>) {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<Fresh> = Vec::with_capacity(fresh.len());
    for entry in fresh.drain(..) {
        match places.get(&page(&entry.address)) {
            Some(&at) if entry.carried && !kept[at].carried => kept[at] = entry,
            Some(_) => {}
            None => {
                places.insert(page(&entry.address), kept.len());
                kept.push(entry);
            }
        }
    }
    *fresh = kept;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(id: i64, address: &str, carried: bool) -> Fresh {
        Fresh {
            id,
            feed: "https://example.org/feed".to_owned(),
            address: address.to_owned(),
            title: "عنوان".to_owned(),
            day: None,
            source: None,
            carried,
        }
    }

    #[test]
    fn one_page_in_two_feeds_is_one_entry() {
        let mut list = vec![
            fresh(1, "https://example.org/a?utm_source=rss&id=7", false),
            fresh(2, "https://example.org/b", false),
            fresh(3, "http://example.org/a/?id=7", true),
            fresh(4, "https://example.org/a?id=8", false),
            fresh(5, "https://example.org/b", false),
            fresh(6, "https://example.org/feed#1", false),
            fresh(7, "https://example.org/feed#2", false),
            fresh(8, "no address", false),
        ];
        each_once(&mut list);
        assert_eq!(list.iter().map(|entry| entry.id).collect::<Vec<_>>(), [3, 2, 4, 6, 7, 8]);
    }
}
