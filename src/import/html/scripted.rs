//! Articles in the data that a page gives its scripts (Next.js, Arc, Nuxt and their like): strings of JSON, as HTML or as
//! one string a paragraph. Asked only where the page itself shows little.

use serde_json::{Map, Value};

use super::dom::Dom;
use super::squeeze;
use super::title::is_alike;

/// How much data of a page is read, in bytes.
const LONGEST: usize = 8 << 20;

/// How many values are looked at.
const MOST: usize = 200_000;

/// How many assignments of one script are tried.
const TRIED: usize = 8;

/// The fewest characters of an article here.
const LEAST: usize = 400;

/// Words that make a string a paragraph and no label.
const SENTENCE: usize = 7;

/// Members that hold the words of a paragraph, and those that hold its parts.
const WORDS: &[&str] = &["text", "content", "html", "value", "body", "paragraph", "markup"];
const PARTS: &[&str] =
    &["children", "content", "blocks", "model", "data", "nodes", "paragraphs", "items", "elements", "attrs"];

/// Members that only what names another article has.
const NAMED: &[&str] = &["title", "headline", "url", "link", "slug", "href", "canonical_url"];

/// What was found, and whether it stands beside the headline of the page.
pub struct Found {
    /// The article: HTML, or lines.
    pub text: String,
    /// Whether what it stands in has the page's headline.
    pub is_headed: bool,
}

/// The longest text that the page's scripts are given.
pub fn article(dom: &Dom, title: Option<&str>) -> Option<Found> {
    let mut room = LONGEST;
    let mut best: Option<Found> = None;
    for id in dom.inside(0).filter(|id| dom.name(*id) == "script") {
        let kind = dom.attribute(id, "type").unwrap_or_default().to_ascii_lowercase();
        let text: String = dom.children(id).filter_map(|id| dom.text(id)).collect();
        if text.len() < LEAST
            || text.len() > room
            || kind.contains("ld+json")
            || dom.attribute(id, "src").is_some()
        {
            continue;
        }
        room -= text.len();
        let values = if kind.contains("json") {
            serde_json::from_str(text.trim()).ok().into_iter().collect()
        } else {
            assigned(&text)
        };
        for value in &values {
            let found = longest(value, title);
            let better = |found: &Found| {
                best.as_ref().is_none_or(|best| {
                    (found.is_headed, found.text.len()) > (best.is_headed, best.text.len())
                })
            };
            if let Some(found) = found.filter(better) {
                best = Some(found);
            }
        }
    }
    best
}

/// The objects that a script assigns: `name = {…}`.
fn assigned(script: &str) -> Vec<Value> {
    let mut values = Vec::new();
    let mut at = 0;
    for _ in 0..TRIED {
        let Some(next) = script[at..].match_indices('=').find_map(|(sign, _)| {
            let after = script[at + sign + 1..].trim_start();
            after.starts_with("{\"").then_some(script.len() - after.len())
        }) else {
            break;
        };
        let mut stream = serde_json::Deserializer::from_str(&script[next..]).into_iter::<Value>();
        let value = stream.next();
        at = next + stream.byte_offset().max(1);
        while !script.is_char_boundary(at) {
            at += 1;
        }
        values.extend(value.and_then(Result::ok));
    }
    values
}

/// The longest text in a value.
fn longest(root: &Value, title: Option<&str>) -> Option<Found> {
    let mut open = vec![(root, false)];
    let mut best: Option<Found> = None;
    let mut seen = 0;
    while let Some((value, headed)) = open.pop() {
        seen += 1;
        if seen > MOST {
            break;
        }
        let (text, is_headed) = match value {
            Value::String(text) if is_prose(text) => (Some(text.clone()), headed),
            Value::Array(all) => {
                open.extend(all.iter().map(|value| (value, headed)));
                (paragraphs(all), headed)
            }
            Value::Object(object) => {
                let is_headed = headed || title.is_some_and(|title| names(object, title));
                open.extend(object.values().map(|value| (value, is_headed)));
                (None, is_headed)
            }
            _ => (None, headed),
        };
        let Some(text) = text.filter(|text| text.chars().count() >= LEAST) else { continue };
        if best.as_ref().is_none_or(|best| (is_headed, text.len()) > (best.is_headed, best.text.len())) {
            best = Some(Found { text, is_headed });
        }
    }
    best
}

/// Whether an object says that it is what has that title.
fn names(object: &Map<String, Value>, title: &str) -> bool {
    ["title", "headline", "headlines", "name"].iter().any(|key| match object.get(*key) {
        Some(Value::String(name)) => is_alike(&squeeze(name), title),
        Some(Value::Object(inner)) => {
            inner.values().filter_map(Value::as_str).take(6).any(|name| is_alike(&squeeze(name), title))
        }
        _ => false,
    })
}

/// Whether a string is a text that people read.
fn is_prose(text: &str) -> bool {
    let words = text.split_whitespace().take(4000);
    let (count, letters) =
        words.fold((0_usize, 0_usize), |(count, letters), word| (count + 1, letters + word.chars().count()));
    count >= 30 && letters < count * 25 && !text.trim_start().starts_with(['{', '['])
}

/// A list of paragraphs as lines, where it is one: several of its members are sentences, none names another article.
fn paragraphs(all: &[Value]) -> Option<String> {
    let mut lines = Vec::new();
    let mut sentences = 0;
    for value in all.iter().take(2000) {
        if let Value::Object(object) = value
            && NAMED.iter().any(|key| {
                object.get(*key).is_some_and(|named| named.as_str().is_some_and(|named| !named.is_empty()))
            })
        {
            continue;
        }
        let mut line = String::new();
        gather(value, 0, &mut line);
        let line = squeeze(&line);
        sentences += usize::from(line.split(' ').count() >= SENTENCE);
        if !line.is_empty() {
            lines.push(line);
        }
    }
    (sentences >= 2 && sentences * 3 >= lines.len()).then(|| lines.join("\n"))
}

/// The words of a paragraph, in whatever it is put.
fn gather(value: &Value, depth: usize, into: &mut String) {
    if depth > 6 || into.len() > 64 << 10 {
        return;
    }
    match value {
        Value::String(text) if depth > 0 || !text.contains("://") => into.push_str(text),
        Value::Array(all) => all.iter().for_each(|value| gather(value, depth + 1, into)),
        Value::Object(object) => {
            let own = WORDS
                .iter()
                .find_map(|key| object.get(*key)?.as_str())
                .filter(|text| !text.trim().is_empty());
            match own {
                Some(text) => into.push_str(text),
                None => {
                    for part in PARTS.iter().filter_map(|key| object.get(*key)) {
                        if part.is_array() || part.is_object() {
                            gather(part, depth + 1, into);
                        }
                    }
                }
            }
        }
        _ => {}
    }
}
