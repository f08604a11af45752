//! Feeds: RSS, Atom and JSON Feed. A feed is a list of its entries: title, day and source, each in its own
//! direction. An entry that carries its article brings it along ([`Enclosed`]), a stub only its address.
//!
//! feed-rs reads them; what it refuses is mended and read once more (`mend`).

mod mend;

use std::sync::Arc;

use feed_rs::model::{Entry, Text as Words};
use url::Url;

use super::written::{Said, Writer, link};
use super::{Format, Imported, Options, Refusal, encoding, html, origin};
use crate::document::{BlockKind, Document, Enclosed, Fetched, Meta, Origin};
use crate::text::span::Span;

/// Feeds.
pub const FORMAT: Format = Format { name: "feed", recognises, import };

/// How much of a feed is read, in bytes.
const LONGEST: usize = 16 << 20;

/// How many entries are listed.
const MOST: usize = 1000;

/// From how many words on what a feed carries of an entry is its article and no stub.
const ARTICLE: usize = 150;

fn recognises(fetched: &Fetched, head: &[u8]) -> bool {
    let text: String = head.iter().take(4096).filter(|b| **b != 0).map(|b| char::from(*b)).collect();
    let mut start = text.trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}', '\u{ff}', '\u{fe}']).trim_start();
    if start.starts_with('{') {
        let told = fetched.mime.as_deref().is_some_and(|mime| mime.starts_with("application/feed+json"));
        return told || text.contains("jsonfeed.org/version");
    }
    loop {
        let end = if start.starts_with("<!--") {
            "-->"
        } else if start.starts_with("<?") {
            "?>"
        } else if start.starts_with("<!DOCTYPE")
            && !start[..start.len().min(20)].to_ascii_lowercase().contains("html")
        {
            // An internal subset has brackets around it.
            match (start.find('['), start.find('>')) {
                (Some(open), Some(close)) if open < close => "]>",
                _ => ">",
            }
        } else {
            break;
        };
        let Some(at) = start.find(end) else { return false };
        start = start[at + end.len()..].trim_start();
    }
    ["<rss", "<feed", "<rdf:RDF", "<RSS"].iter().any(|root| start.starts_with(root))
}

/// A feed as it is listed.
pub struct List {
    /// What it calls itself, and what it says of itself.
    pub title: Option<String>,
    deck: Option<String>,
    newest: Option<String>,
    language: Option<String>,
    warnings: Vec<String>,
    /// Its entries, as it orders them.
    pub entries: Vec<Listed>,
}

/// Whether these bytes are a feed.
pub fn is_feed(fetched: &Fetched) -> bool {
    recognises(fetched, &encoding::head(&*fetched.bytes, super::HEAD))
}

/// Reads a feed.
///
/// # Errors
/// What makes no sense as a feed.
pub fn list(fetched: &Fetched) -> Result<List, Refusal> {
    let head = encoding::head(&*fetched.bytes, super::HEAD);
    let declared = [fetched.charset.clone(), html::charset(&head)];
    let decoded = encoding::decode_as(fetched, declared.iter().flatten().map(String::as_str))?;
    let mut warnings = decoded.warnings;
    let all =
        decoded.text.slice(Span::new(0, decoded.text.floor_char(decoded.text.len().min(LONGEST as u32))));
    let address = match &fetched.origin {
        Origin::Url(address) => Some(address.as_str()),
        _ => None,
    };
    let Some((feed, mended)) = mend::read(&all, address) else { return Err(Refusal::Broken("a feed")) };
    if mended {
        warnings.push("the feed is broken; this is what can be read of it".to_owned());
    }
    let base = address.and_then(|address| Url::parse(address).ok());
    let title = feed.title.as_ref().map(plain).filter(|title| !title.is_empty());
    let entries = feed.entries.iter().take(MOST);
    let entries = entries.filter_map(|entry| Listed::of(entry, base.as_ref(), title.as_deref()));
    Ok(List {
        deck: feed.description.as_ref().map(plain).filter(|deck| Some(deck) != title.as_ref()),
        newest: feed.updated.or(feed.published).map(|time| time.to_rfc3339()[..10].to_owned()),
        entries: entries.collect(),
        language: feed.language,
        title,
        warnings,
    })
}

fn import(fetched: &Fetched, options: Options) -> Result<Imported, Refusal> {
    let List { title, deck, newest, language, warnings, entries } = list(fetched)?;
    let mut writer = Writer::default();
    let said = |kind| Said { kind, direction: None, language: None };
    if let Some(title) = &title {
        writer.block(said(BlockKind::Headline), title, Vec::new(), false);
    }
    if let Some(deck) = &deck {
        writer.block(said(BlockKind::Deck), deck, Vec::new(), false);
    }
    let mut enclosed = Vec::new();
    for listed in entries {
        let span = Span::new(0, listed.title.len() as u32);
        writer.block(said(BlockKind::Related), &listed.title, vec![link(span, &listed.address)], false);
        let line: Vec<&str> =
            [&listed.day, &listed.source].into_iter().flatten().map(String::as_str).collect();
        writer.block(said(BlockKind::Caption), &line.join(" · "), Vec::new(), true);
        enclosed.extend(listed.enclosed);
    }
    if writer.len() == 0 {
        return Err(Refusal::Empty);
    }
    let language = language.as_deref().and_then(html::language);
    let (text, chunks, language, direction) = writer.finish(options, language);
    let meta = Meta {
        origin: origin(fetched),
        format: FORMAT.name,
        site: title.clone(),
        title,
        published: newest,
        ..Meta::default()
    };
    let document =
        Document { meta, text, language, direction, warnings, enclosed: enclosed.into(), feed: None };
    Ok(Imported { document: Arc::new(document), chunks: Arc::new(chunks) })
}

/// An entry as it is listed.
pub struct Listed {
    /// Its headline, else its first words.
    pub title: String,
    /// Its page's address; where it has none a name of its own, within the feed's address where that is known.
    pub address: String,
    /// When it was published: EDTF.
    pub day: Option<String>,
    /// Who wrote it, else the feed.
    pub source: Option<String>,
    /// Its article, where the feed carries it.
    pub enclosed: Option<Enclosed>,
}

impl Listed {
    /// The entry, if there is anything in it.
    fn of(entry: &Entry, base: Option<&Url>, site: Option<&str>) -> Option<Self> {
        let carried = entry.content.as_ref().and_then(|content| content.body.as_deref());
        let summary = entry.summary.as_ref().map(|text| text.content.as_str());
        let longest =
            [carried, summary].into_iter().flatten().max_by_key(|text| text.len()).unwrap_or_default();
        let page = entry.links.iter().find(|link| {
            matches!(link.rel.as_deref(), None | Some("alternate")) && !link.href.trim().is_empty()
        });
        let href = page.map(|link| link.href.trim()).or_else(|| {
            // An identifier that is an address is one (RSS: guid).
            entry.id.starts_with("http").then_some(entry.id.as_str())
        });
        let url = href.and_then(|href| match base {
            Some(base) => base.join(href).ok(),
            None => Url::parse(href).ok(),
        });
        let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
        let has_page = url.is_some();
        let day = entry.published.or(entry.updated).map(|time| time.to_rfc3339()[..10].to_owned());
        let title = entry.title.as_ref().map(plain).filter(|title| !title.is_empty());
        let title = title
            .or_else(|| first_words(&html::words(longest)))
            .or_else(|| url.as_ref().map(name_of))
            .or_else(|| entry.media.iter().find_map(|media| media.title.as_ref()).map(plain))
            .or_else(|| day.clone())?;
        let address = match (url, base) {
            (Some(url), _) => String::from(url),
            (None, Some(base)) => {
                let mut place = base.clone();
                place.set_fragment(Some(&entry.id));
                String::from(place)
            }
            (None, None) => format!("#{}", entry.id),
        };
        let authors: Vec<String> = entry
            .authors
            .iter()
            .filter_map(|author| author.name.as_deref())
            .map(html::words)
            .filter(|name| !name.is_empty())
            .collect();
        let author = (!authors.is_empty()).then(|| authors.join(" / "));
        let article = html::words(longest).split(' ').count() >= ARTICLE || !has_page && !longest.is_empty();
        let enclosed = article.then(|| Enclosed {
            address: address.as_str().into(),
            html: page_of(&title, author.as_deref(), day.as_deref(), site, longest).into(),
        });
        Some(Listed { title, address, day, source: author.or_else(|| site.map(str::to_owned)), enclosed })
    }
}

/// How many words of a text stand for its title.
const FIRST: usize = 12;

/// The first words of a text, as its title.
fn first_words(text: &str) -> Option<String> {
    let first: Vec<&str> = text.split_whitespace().take(FIRST).collect();
    let more = if text.split_whitespace().nth(FIRST).is_some() { "\u{2026}" } else { "" };
    (!first.is_empty()).then(|| first.join(" ") + more)
}

/// What an address is called: the words of its last part, else all of it.
fn name_of(url: &Url) -> String {
    let last =
        url.path_segments().and_then(|mut parts| parts.rfind(|part| !part.is_empty())).unwrap_or_default();
    let last = last.trim_end_matches(".html").trim_end_matches(".htm").trim_end_matches(".php");
    // As a form's value: the same signs stand for the same bytes.
    let read = url::form_urlencoded::parse(last.as_bytes()).next().map(|(name, _)| name.into_owned());
    let words = read.unwrap_or_default().replace(['-', '_'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().any(char::is_alphabetic) { words } else { url.as_str().to_owned() }
}

/// An entry's article as a page.
fn page_of(title: &str, author: Option<&str>, day: Option<&str>, site: Option<&str>, body: &str) -> String {
    let meta = |name: &str, value: Option<&str>| {
        value.map_or_else(String::new, |value| {
            format!("<meta property=\"{name}\" content=\"{}\">", escaped(value))
        })
    };
    format!(
        "<!DOCTYPE html><html><head><title>{0}</title>{1}{2}{3}{4}</head><body><article><h1>{0}</h1><div itemprop=\"articleBody\">{body}</div></article></body></html>",
        escaped(title),
        meta("og:title", Some(title)),
        meta("author", author),
        meta("article:published_time", day),
        meta("og:site_name", site),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// The words of a title, whatever markup it has.
fn plain(text: &Words) -> String {
    html::words(&text.content)
}
