//! JSON (RFC 8259) and JSON lines, in the shape of CONTRACT, schema 1. Every field of a kind is always
//! there, `null` where it is not known.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Number, Value};

use super::{Entry, Report};
use crate::highlight::{self as kinds, Group, Role};
use crate::record::Placed;
use crate::text::span::Span;

/// One object, or, for `several` sources, an array of them.
pub fn json(reports: &[Report], several: bool) -> String {
    let text = match reports {
        [one] if !several => serde_json::to_string_pretty(one),
        many => serde_json::to_string_pretty(many),
    };
    text.unwrap_or_default() + "\n"
}

/// One report on a line by itself.
pub fn json_lines(report: &Report) -> String {
    serde_json::to_string(report).unwrap_or_default() + "\n"
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("schema", &1)?;
        map.serialize_entry("source", &About(self))?;
        map.serialize_entry("highlights", &self.entries)?;
        if let Some(marks) = &self.marks {
            map.serialize_entry("marks", &marks.iter().map(OwnMark).collect::<Vec<_>>())?;
        }
        map.end()
    }
}

/// A mark of the reader's; its span is `null` where its words are lost.
struct OwnMark<'a>(&'a Placed);

impl Serialize for OwnMark<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Placed { mark, at } = self.0;
        let (kind, value) = mark.kind.parts();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", kind)?;
        map.serialize_entry("value", &value)?;
        map.serialize_entry("text", &mark.anchor.exact)?;
        map.serialize_entry("span", &at.map(At))?;
        map.serialize_entry("note", &mark.note)?;
        map.serialize_entry("made", &mark.made)?;
        map.serialize_entry("changed", &mark.changed)?;
        map.end()
    }
}

struct About<'a>(&'a Report);

impl Serialize for About<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("origin", &report.origin)?;
        map.serialize_entry("format", report.format)?;
        map.serialize_entry("language", &report.language)?;
        map.serialize_entry("direction", if report.rtl { "rtl" } else { "ltr" })?;
        map.serialize_entry("title", &report.title)?;
        map.serialize_entry("byline", &report.byline)?;
        map.serialize_entry("published", &report.published)?;
        map.serialize_entry("words", &report.words)?;
        map.end()
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let it = &self.highlight;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("kind", it.kind.kind().name)?;
        if it.kind == kinds::QUOTE {
            map.serialize_entry("form", &it.value(Role::Form))?;
        }
        map.serialize_entry("text", &self.text)?;
        map.serialize_entry("span", &At(it.span))?;
        map.serialize_entry("block", &self.block)?;
        map.serialize_entry("confidence", &confidence(it.confidence))?;
        match it.kind {
            kinds::QUOTE => {
                map.serialize_entry(
                    "speaker",
                    &Who { entry: self, role: Role::Speaker, resolved: Role::Resolved },
                )?;
                let addressee = Who { entry: self, role: Role::Addressee, resolved: Role::AddresseeResolved };
                map.serialize_entry("addressee", &addressee)?;
                map.serialize_entry("cue", &Cue(self))?;
            }
            kinds::FIGURE => {
                map.serialize_entry("value", &number(it.value(Role::Value)))?;
                map.serialize_entry("value_max", &number(it.value(Role::ValueMax)))?;
                map.serialize_entry("unit", &it.value(Role::Unit))?;
            }
            kinds::DATE => {
                map.serialize_entry("iso", &it.value(Role::Iso))?;
                map.serialize_entry("relative", &it.value(Role::Relative))?;
            }
            kinds::RELATED => map.serialize_entry("url", &it.value(Role::Url))?,
            kind if kind.kind().group == Group::Names => {
                map.serialize_entry("name", &it.value(Role::Name).unwrap_or(&self.text))?;
                map.serialize_entry("aliases", &Values(self, Role::Alias))?;
                map.serialize_entry("mentions", &Places(self, Role::Mention))?;
            }
            _ => {}
        }
        map.end()
    }
}

/// A span as an object.
struct At(Span);

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("start", &self.0.start)?;
        map.serialize_entry("end", &self.0.end)?;
        map.end()
    }
}

/// A speaker or an addressee, or `null`.
struct Who<'a> {
    entry: &'a Entry,
    role: Role,
    resolved: Role,
}

impl Serialize for Who<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(part) = self.entry.highlight.part(self.role) else { return serializer.serialize_none() };
        let mention = self.entry.mention(self.role);
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("name", &part.value.as_deref().or(mention))?;
        map.serialize_entry("mention", &mention)?;
        map.serialize_entry("span", &part.span.map(At))?;
        map.serialize_entry("resolved", &self.entry.highlight.value(self.resolved))?;
        map.end()
    }
}

/// The reporting word, or `null`.
struct Cue<'a>(&'a Entry);

impl Serialize for Cue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(part) = self.0.highlight.part(Role::Cue) else { return serializer.serialize_none() };
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("text", &self.0.mention(Role::Cue).or(part.value.as_deref()))?;
        map.serialize_entry("span", &part.span.map(At))?;
        map.serialize_entry("stance", &self.0.highlight.value(Role::Stance))?;
        map.end()
    }
}

/// The values of every part with a role.
struct Values<'a>(&'a Entry, Role);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.values(self.1))
    }
}

/// The spans of every part with a role.
struct Places<'a>(&'a Entry, Role);

impl Serialize for Places<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        for span in self.0.highlight.places(self.1) {
            seq.serialize_element(&At(span))?;
        }
        seq.end()
    }
}

/// A decimal number as JSON has it: whole where it is whole.
fn number(value: Option<&str>) -> Option<Value> {
    let value = value?;
    let whole = value.strip_suffix(".0").unwrap_or(value);
    let number = whole.parse::<i64>().ok().map(Number::from);
    number.or_else(|| value.parse::<f64>().ok().and_then(Number::from_f64)).map(Value::Number)
}

/// Confidence with at most three decimals.
pub(super) fn confidence(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}
