//! Feeds as they were probably meant: stray `&`, names of HTML where XML knows none, markup in titles, one broken entry
//! among sound ones, a feed that breaks off in the middle.

use feed_rs::model::Feed;
use feed_rs::parser::Builder;

use super::MOST;
use crate::import::html;

/// A JSON Feed whose entries have a number where the format (version 1.1) has a string, or are none: an identifier is
/// read as one, as the format asks of readers; a day that is a number says nothing.
fn coerced(mut feed: serde_json::Value) -> Option<String> {
    let items = feed.get_mut("items")?.as_array_mut()?;
    items.retain(serde_json::Value::is_object);
    for entry in items.iter_mut().filter_map(|entry| entry.as_object_mut()) {
        if let Some(id) = entry.get_mut("id").filter(|id| id.is_number()) {
            *id = id.to_string().into();
        }
        entry.retain(|key, value| !key.starts_with("date_") || value.is_string());
    }
    serde_json::to_string(&feed).ok()
}

/// A JSON Feed that breaks off: its entries up to there.
fn cut_off(text: &str) -> Option<serde_json::Value> {
    let items = text.find("\"items\"")?;
    let open = items + text[items..].find('[')? + 1;
    let mut entries = Vec::new();
    let mut rest = text[open..].trim_start();
    while entries.len() < MOST {
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<serde_json::Value>();
        let Some(Ok(entry)) = stream.next() else { break };
        let end = stream.byte_offset();
        entries.push(entry);
        rest = rest.get(end..)?.trim_start().trim_start_matches(',').trim_start();
    }
    let title = text[..items].find("\"title\"").and_then(|at| {
        let after = text[at + 7..].trim_start().strip_prefix(':')?;
        serde_json::Deserializer::from_str(after).into_iter::<String>().next()?.ok()
    });
    (!entries.is_empty()).then(|| {
        serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1", "title": title.unwrap_or_default(), "items": entries
        })
    })
}

/// Reads a feed; also tells whether it had to be mended.
pub fn read(text: &str, address: Option<&str>) -> Option<(Feed, bool)> {
    // The characters are ours by now: what the declaration says of them holds no more.
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let text =
        if text.starts_with("<?xml") { text.split_once("?>").map_or(text, |(_, rest)| rest) } else { text };
    let parse = |text: &str| Builder::new().base_uri(address).build().parse(text.as_bytes()).ok();
    let is_json = text.starts_with('{');
    // Sound XML with an element inside of a title is not broken, but its title would be lost.
    let whole = if is_json { None } else { Some(with_words_escaped(text)) };
    if let Some(feed) =
        whole.as_deref().filter(|whole| *whole != text).and_then(parse).or_else(|| parse(text))
    {
        return Some((feed, false));
    }
    if is_json {
        let (feed, broken) = match serde_json::from_str(text) {
            Ok(feed) => (feed, false),
            Err(_) => (cut_off(text)?, true),
        };
        return parse(&coerced(feed)?).map(|feed| (feed, broken));
    }
    let mended = mended(text);
    let escaped = with_words_escaped(&mended);
    if let Some(feed) = parse(&mended).or_else(|| parse(&escaped)) {
        return Some((feed, true));
    }
    by_entries(&escaped, &parse).map(|feed| (feed, true))
}

/// Elements that hold words: what markup is in them is of the words.
const WORDS: &[&str] = &[
    "title",
    "description",
    "content:encoded",
    "summary",
    "subtitle",
    "dc:creator",
    "dc:title",
    "media:title",
    "media:description",
    "itunes:summary",
    "itunes:subtitle",
    "itunes:author",
    "category",
    "content",
];

/// The longest element of words, in bytes: what seems longer was never closed.
const LONGEST_WORDS: usize = 256 << 10;

/// After so many elements that were never closed no more are mended.
const UNCLOSED: usize = 200;

/// Markup inside of elements that hold words, as words.
fn with_words_escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    // Elements whose end was looked for in vain, or was too far away.
    let mut endless: Vec<&str> = Vec::new();
    let (mut at, mut unclosed) = (0, 0);
    let last_data_end = text.rfind("]]>").unwrap_or(0);
    while let Some(open) = text[at..].find('<').map(|n| at + n) {
        if open < last_data_end
            && let Some(end) = text[open..].strip_prefix("<![CDATA[").and_then(|rest| rest.find("]]>"))
        {
            let end = open + 9 + end + 3;
            out.push_str(&text[at..end]);
            at = end;
            continue;
        }
        let rest = &text[open + 1..];
        let named =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<')).map(|end| &rest[..end]);
        let words = named.and_then(|name| WORDS.iter().find(|one| **one == name)).copied();
        let Some(name) = words else {
            out.push_str(&text[at..=open]);
            at = open + 1;
            continue;
        };
        let Some(close) = rest.find('>') else { break };
        let inner = open + 1 + close + 1;
        out.push_str(&text[at..inner]);
        at = inner;
        let tag = &rest[..close];
        if tag.ends_with('/') || tag.contains("xhtml") || endless.contains(&name) {
            continue;
        }
        let limit = |most: usize| floor(text, (inner + most).min(text.len()));
        let end = text[inner..limit(LONGEST_WORDS)].find(&format!("</{name}")).map(|n| inner + n);
        let own = &text[inner..end.unwrap_or_else(|| limit(LONGEST_WORDS / 64))];
        // The element was never closed: its words end where the next one begins.
        let next = ["<item", "<entry", "<link", "<pubDate", "<guid", "</item"];
        let cut = next.iter().filter_map(|tag| own.find(tag)).min();
        let (own, closed) = match (cut, end) {
            (Some(cut), _) => (&own[..cut], false),
            (None, Some(_)) => (own, true),
            (None, None) => {
                endless.push(name);
                continue;
            }
        };
        if own.trim_start().starts_with("<![CDATA[") {
            out.push_str(own);
        } else {
            out.push_str(&own.replace('<', "&lt;"));
        }
        if !closed {
            out.push_str("</");
            out.push_str(name);
            out.push('>');
            unclosed += 1;
            if unclosed > UNCLOSED {
                at = inner + own.len();
                break;
            }
        }
        at = inner + own.len();
    }
    out.push_str(&text[at..]);
    out
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What each entry is alone: those that are sound, and of the others the elements that are.
fn by_entries(text: &str, parse: &impl Fn(&str) -> Option<Feed>) -> Option<Feed> {
    let (open, close) = if text.contains("<item") { ("<item", "</item>") } else { ("<entry", "</entry>") };
    let first = text.find(open)?;
    let root = text.find('<').filter(|root| *root < first)?;
    let root_end = root + text[root..first].find('>')? + 1;
    let tag = &text[root..root_end];
    let (before, after) = if tag.starts_with("<feed") {
        ("", "</feed>")
    } else if tag.to_ascii_lowercase().starts_with("<rdf") {
        ("", "</rdf:RDF>")
    } else {
        ("<channel>", "</channel></rss>")
    };
    let tag = if before.is_empty() { tag.to_owned() } else { tag.replacen("<RSS", "<rss", 1) };
    let alone = |inner: &str| parse(&format!("{tag}{before}{inner}{after}"));
    let mut feed = alone(&elements(
        &text[root_end..first],
        &["title", "description", "subtitle", "language", "link", "id", "updated"],
    ))
    .or_else(|| alone("<title></title>"))?;
    feed.entries.clear();
    let mut at = first;
    while let Some(from) = text[at..].find(open).map(|n| at + n) {
        let next = text[from + 1..].find(open).map_or(text.len(), |n| from + 1 + n);
        let end = text[from..next].find(close).map_or(next, |n| from + n + close.len());
        let entry = &text[from..end];
        let sound = alone(entry).or_else(|| {
            let parts = elements(
                entry,
                &[
                    "title",
                    "link",
                    "guid",
                    "id",
                    "pubDate",
                    "dc:date",
                    "published",
                    "updated",
                    "dc:creator",
                    "description",
                    "summary",
                ],
            );
            alone(&format!("{open}>{parts}{close}"))
        });
        feed.entries.extend(sound.into_iter().flat_map(|feed| feed.entries));
        if feed.entries.len() >= MOST {
            break;
        }
        at = end.max(from + 1);
    }
    (!feed.entries.is_empty()).then_some(feed)
}

/// The first element of each name, whatever stands between them.
fn elements(text: &str, names: &[&str]) -> String {
    let mut out = String::new();
    for name in names {
        let begins = |at: &usize| {
            let after = &text[at + 1 + name.len()..];
            after.starts_with(['>', ' ', '/', '\n', '\t'])
        };
        let Some(from) = text.match_indices(&format!("<{name}")).map(|(at, _)| at).find(begins) else {
            continue;
        };
        let Some(tag) = text[from..].find('>').map(|n| from + n + 1) else { continue };
        if text[..tag].ends_with("/>") {
            out.push_str(&text[from..tag]);
            continue;
        }
        let Some(end) = text[tag..].find(&format!("</{name}>")).map(|n| tag + n) else { continue };
        let own = &text[tag..end];
        out.push_str(&text[from..tag]);
        if own.trim_start().starts_with("<![CDATA[") && own.trim_end().ends_with("]]>") {
            out.push_str(own);
        } else {
            out.push_str(&own.replace('<', "&lt;"));
        }
        out.push_str(&format!("</{name}>"));
    }
    out
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
