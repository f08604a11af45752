//! What a page says of its article in JSON-LD (schema.org): read as it comes, for pages write line ends
//! inside strings, comments around the whole, one object or twenty. What makes no sense is passed over.

use serde_json::{Map, Value};

use super::dom::Dom;
use super::json_repair::repair;
use super::squeeze;

/// The longest script that is read, in bytes.
const LONGEST: usize = 2 << 20;

/// How many objects are looked at.
const MOST: usize = 5_000;

/// What an article says of itself.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Its headline.
    pub headline: Option<String>,
    /// Its alternative headline or description: a deck, if the page shows it.
    pub description: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// Whose site it is.
    pub publisher: Option<String>,
    /// Its text, without markup.
    pub body: Option<String>,
}

/// What the page's scripts say of its article. `is_it` tells, of a headline, whether it is that of the page; `here`:
/// where the page is.
pub fn article(dom: &Dom, is_it: impl Fn(&str) -> bool, here: &[String]) -> Said {
    let scripts = dom.inside(0).filter(|id| {
        dom.name(*id) == "script"
            && dom
                .attribute(*id, "type")
                .is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"))
    });
    let mut values = Vec::new();
    for id in scripts.take(50) {
        let text: String = dom.inside(id).filter_map(|id| dom.text(id)).collect();
        values.extend(value(&text));
    }
    let objects = objects(&values);
    let articles = objects.iter().filter(|object| kind(object) == Kind::Article).count();
    let rank = |object: &&Map<String, Value>| {
        let named = string(object.get("headline")).or_else(|| string(object.get("name")));
        let same = named.is_some_and(|name| is_it(&name)) || is_at(object, here);
        match kind(object) {
            // Of several, one that says neither that it is this one nor where it is may be any other.
            Kind::Article if articles > 1 && !same => 0,
            Kind::Article => 4 + 2 * u8::from(same),
            Kind::Page => 1 + 2 * u8::from(same),
            Kind::Other => 0,
        }
    };
    // The first of the best: what comes later is read-also.
    let mut best: Option<(u8, &Map<String, Value>)> = None;
    for object in &objects {
        let rank = rank(object);
        if rank > best.map_or(0, |(best, _)| best) {
            best = Some((rank, object));
        }
    }
    let mut said = best.map(|(_, object)| read(object, &objects)).unwrap_or_default();
    if said.publisher.is_none() {
        let site = |object: &&&Map<String, Value>| {
            is_of(object, &["WebSite", "NewsMediaOrganization", "Organization"])
        };
        said.publisher = objects.iter().find(site).and_then(|object| string(object.get("name")));
    }
    said
}

/// Parses a script, forgiving what pages get wrong.
fn value(text: &str) -> Option<Value> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let text = text.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim();
    let text = text.trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    serde_json::Deserializer::from_str(&repair(text)).into_iter::<Value>().next()?.ok()
}

/// Members whose objects are of other articles, or of what others say of this one.
const OTHERS: &[&str] = &[
    "itemListElement",
    "hasPart",
    "mentions",
    "citation",
    "isBasedOn",
    "comment",
    "review",
    "isRelatedTo",
    "relatedLink",
    "liveBlogUpdate",
    "subjectOf",
    "blogPost",
    "workExample",
    "significantLink",
];

/// Whether an object says that it is of one of these addresses.
fn is_at(object: &Map<String, Value>, here: &[String]) -> bool {
    let bare = |address: &str| {
        let address = address.split('#').next().unwrap_or_default().trim_end_matches('/');
        address.split_once("://").map_or(address, |(_, rest)| rest).to_owned()
    };
    let told = ["url", "mainEntityOfPage", "@id"].into_iter().filter_map(|key| match object.get(key)? {
        Value::String(address) => Some(bare(address)),
        Value::Object(inner) => inner.get("@id").and_then(Value::as_str).map(bare),
        _ => None,
    });
    let mut told = told.filter(|address| address.contains('/'));
    told.any(|address| here.iter().any(|here| bare(here) == address))
}

/// Every object, those inside others after them.
fn objects(values: &[Value]) -> Vec<&Map<String, Value>> {
    let mut objects = Vec::new();
    let mut open: std::collections::VecDeque<&Value> = values.iter().collect();
    while let Some(value) = open.pop_front() {
        if objects.len() >= MOST {
            break;
        }
        match value {
            Value::Array(all) => open.extend(all),
            Value::Object(object) => {
                objects.push(object);
                let inner =
                    object.iter().filter(|(key, _)| !OTHERS.contains(&key.as_str())).map(|(_, value)| value);
                open.extend(inner.filter(|value| value.is_object() || value.is_array()));
            }
            _ => {}
        }
    }
    objects
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Article,
    Page,
    Other,
}

fn kind(object: &Map<String, Value>) -> Kind {
    let any = |test: fn(&str) -> bool| match object.get("@type") {
        Some(Value::String(one)) => test(one),
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).any(test),
        _ => false,
    };
    if any(|name| {
        name.ends_with("Article") || name.ends_with("Posting") || name == "Report" || name == "Review"
    }) {
        Kind::Article
    } else if any(|name| name.ends_with("WebPage") || name.ends_with("Page")) {
        Kind::Page
    } else {
        Kind::Other
    }
}

fn is_of(object: &Map<String, Value>, names: &[&str]) -> bool {
    match object.get("@type") {
        Some(Value::String(one)) => names.contains(&one.as_str()),
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).any(|one| names.contains(&one)),
        _ => false,
    }
}

fn read(object: &Map<String, Value>, all: &[&Map<String, Value>]) -> Said {
    let name_of = |value: &Value| name(value, all);
    let mut authors = Vec::new();
    for key in ["author", "creator"] {
        match object.get(key) {
            Some(Value::Array(many)) => authors.extend(many.iter().filter_map(name_of)),
            Some(one) => authors.extend(name_of(one)),
            None => {}
        }
        if !authors.is_empty() {
            break;
        }
    }
    let number = |value: &Value| value.as_u64().map(|n| n.to_string());
    let date = |key: &str| object.get(key).and_then(|value| string(Some(value)).or_else(|| number(value)));
    Said {
        headline: string(object.get("headline")).or_else(|| string(object.get("name"))),
        description: string(object.get("description")),
        authors,
        published: date("datePublished").or_else(|| date("uploadDate")).or_else(|| date("dateCreated")),
        publisher: object.get("publisher").and_then(name_of),
        body: object.get("articleBody").and_then(Value::as_str).map(str::to_owned),
    }
}

/// The name of a person or an organisation: a string, an object, or a reference to one.
fn name(value: &Value, all: &[&Map<String, Value>]) -> Option<String> {
    match value {
        Value::String(_) => string(Some(value)),
        Value::Object(object) => string(object.get("name")).or_else(|| {
            let id = object.get("@id")?.as_str()?;
            let is_it = |other: &&&Map<String, Value>| {
                other.get("@id").and_then(Value::as_str) == Some(id) && other.contains_key("name")
            };
            string(all.iter().find(is_it)?.get("name"))
        }),
        Value::Array(many) => {
            many.iter().take(1).find_map(|one| if one.is_array() { None } else { name(one, all) })
        }
        _ => None,
    }
}

/// A string that says something, without markup.
fn string(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text,
        Value::Array(many) => many.first()?.as_str()?,
        _ => return None,
    };
    let text = if text.contains(['&', '<']) && text.len() < 10_000 {
        let dom = super::parse::parse(text);
        dom.words(0)
    } else {
        squeeze(text)
    };
    (!text.is_empty()).then_some(text)
}
