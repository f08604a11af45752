//! Feeds: RSS, Atom and JSON Feed. A feed is a list of its entries: title, day and source, each in its own
//! direction. An entry that carries its article brings it along ([`Enclosed`]), a stub only its address.
//!
//! feed-rs reads them; what it refuses is mended and read once more: stray `&`, names of HTML where XML knows
//! none, a feed that breaks off in the middle.

use std::sync::Arc;

use feed_rs::model::{Entry, Feed, Text as Words};
use feed_rs::parser::Builder;
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
    let Some((feed, mended)) = read(&all, address) else { return Err(Refusal::Broken("a feed")) };
    if mended {
        warnings.push("the feed is broken; this is what can be read of it".to_owned());
    }
    let base = address.and_then(|address| Url::parse(address).ok());
    let title = feed.title.as_ref().map(plain).filter(|title| !title.is_empty());
    let entries = feed.entries.iter().take(MOST).enumerate();
    let entries = entries.map(|(number, entry)| Listed::of(entry, number, base.as_ref(), title.as_deref()));
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
    fn of(entry: &Entry, number: usize, base: Option<&Url>, site: Option<&str>) -> Self {
        let carried = entry.content.as_ref().and_then(|content| content.body.as_deref());
        let summary = entry.summary.as_ref().map(|text| text.content.as_str());
        let longest =
            [carried, summary].into_iter().flatten().max_by_key(|text| text.len()).unwrap_or_default();
        let title = entry.title.as_ref().map(plain).filter(|title| !title.is_empty()).unwrap_or_else(|| {
            let words = html::words(longest);
            let first: Vec<&str> = words.split(' ').take(12).collect();
            if first.concat().is_empty() { format!("{}", number + 1) } else { first.join(" ") }
        });
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
        let address = match (url, base) {
            (Some(url), _) => String::from(url),
            (None, Some(base)) => {
                let mut place = base.clone();
                place.set_fragment(Some(&entry.id));
                String::from(place)
            }
            (None, None) => format!("#{}", entry.id),
        };
        let day = entry.published.or(entry.updated).map(|time| time.to_rfc3339()[..10].to_owned());
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
        Listed { title, address, day, source: author.or_else(|| site.map(str::to_owned)), enclosed }
    }
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

/// A JSON Feed whose entries have a number where the format (version 1.1) has a string: an identifier is read
/// as one, as the format asks of readers; a day that is a number says nothing.
fn coerced(text: &str) -> Option<String> {
    let mut feed: serde_json::Value = serde_json::from_str(text).ok()?;
    for entry in feed.get_mut("items")?.as_array_mut()?.iter_mut().filter_map(|entry| entry.as_object_mut()) {
        if let Some(id) = entry.get_mut("id").filter(|id| id.is_number()) {
            *id = id.to_string().into();
        }
        entry.retain(|key, value| !key.starts_with("date_") || value.is_string());
    }
    serde_json::to_string(&feed).ok()
}

/// Reads a feed; also tells whether it had to be mended.
fn read(text: &str, address: Option<&str>) -> Option<(Feed, bool)> {
    // The characters are ours by now: what the declaration says of them holds no more.
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let text =
        if text.starts_with("<?xml") { text.split_once("?>").map_or(text, |(_, rest)| rest) } else { text };
    let parse = |text: &str| Builder::new().base_uri(address).build().parse(text.as_bytes()).ok();
    if let Some(feed) = parse(text) {
        return Some((feed, false));
    }
    if text.starts_with('{') {
        return parse(&coerced(text)?).map(|feed| (feed, true));
    }
    let mended = mended(text);
    if let Some(feed) = parse(&mended) {
        return Some((feed, true));
    }
    // Up to the last entry that is whole.
    let (end, tail) = [("</item>", "</channel></rss>"), ("</entry>", "</feed>"), ("</item>", "</rdf:RDF>")]
        .into_iter()
        .filter(|(_, tail)| {
            mended
                .contains(&format!("<{}", tail.rsplit("</").next().unwrap_or_default().trim_end_matches('>')))
        })
        .find_map(|(close, tail)| Some((mended.rfind(close)? + close.len(), tail)))?;
    parse(&format!("{}{tail}", &mended[..end])).map(|feed| (feed, true))
}

/// XML as it was probably meant: no document type, no `&` that begins nothing, no controls.
fn mended(text: &str) -> String {
    let text = match text.find("<!DOCTYPE") {
        Some(at) if at < 2000 => {
            let rest = &text[at..];
            let end = match (rest.find('['), rest.find('>')) {
                (Some(open), Some(close)) if open < close => rest.find("]>").map(|end| end + 2),
                (_, close) => close.map(|end| end + 1),
            };
            format!("{}{}", &text[..at], &rest[end.unwrap_or(0)..])
        }
        _ => text.to_owned(),
    };
    let mut mended = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('&') {
        mended.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let name = rest.find(';').filter(|end| *end <= 8).map(|end| &rest[..end]).unwrap_or_default();
        let known = matches!(name, "amp" | "lt" | "gt" | "quot" | "apos");
        let number = name.strip_prefix('#').is_some_and(|digits| {
            let hexadecimal = digits.strip_prefix(['x', 'X']);
            let code = hexadecimal
                .map_or_else(|| digits.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok());
            code.and_then(char::from_u32).is_some_and(|c| !c.is_control())
        });
        if known || number {
            mended.push('&');
        } else {
            let named = html::words(&format!("&{name};"));
            if !name.is_empty() && named.chars().count() == 1 && !name.starts_with('#') {
                mended.push_str(&named);
                rest = &rest[name.len() + 1..];
            } else {
                mended.push_str("&amp;");
            }
        }
    }
    mended.push_str(rest);
    mended.retain(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r'));
    mended
}
