//! Named things that stand once each with all their mentions: what places and organisations share.

use crate::lexicon;
use crate::text::span::Span;

use super::quick::Map;
use super::token;
use super::{Highlight, KindId, Part, Role};

/// A place in the text where a named thing stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where, prefixes taken off.
    pub span: Span,
    /// Its first token.
    pub from: usize,
    /// The token after it.
    pub to: usize,
    /// The form, with an article that a prefix swallowed.
    pub name: String,
    /// What it is a mention of: equal for all names of one thing.
    pub key: String,
    /// Which rule found it.
    pub rule: &'static str,
    /// How sure that rule is.
    pub confidence: f32,
    /// A short form that stands for a name given elsewhere; never the name itself.
    pub short: bool,
}

/// One highlight for each thing, with its names and mentions.
pub(super) fn highlights(kind: KindId, mut mentions: Vec<Mention>) -> Vec<Highlight> {
    mentions.sort_by_key(|mention| mention.span);
    mentions.dedup_by_key(|mention| mention.span);
    let mut groups: Vec<Vec<Mention>> = Vec::new();
    let mut places: Map<String, usize> = Map::default();
    for mention in mentions {
        let at = *places.entry(mention.key.clone()).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[at].push(mention);
    }
    groups.into_iter().filter_map(|group| highlight(kind, &group)).collect()
}

fn highlight(kind: KindId, group: &[Mention]) -> Option<Highlight> {
    let named = || group.iter().filter(|mention| !mention.short);
    // The fullest form, the first of equals.
    let fullest = named().rev().max_by_key(|mention| mention.name.split_whitespace().count())?;
    let surest = named().max_by(|a, b| a.confidence.total_cmp(&b.confidence))?;
    let mut parts = vec![Part { role: Role::Name, span: None, value: Some(fullest.name.clone()) }];
    let mut seen = Vec::new();
    for mention in group {
        let folded = lexicon::fold(&mention.name);
        if !seen.contains(&folded) {
            seen.push(folded);
            parts.push(Part { role: Role::Alias, span: None, value: Some(mention.name.clone()) });
        }
    }
    parts.extend(group.iter().map(|mention| Part {
        role: Role::Mention,
        span: Some(mention.span),
        value: None,
    }));
    let first = named().next()?;
    // Named twice is surer than once.
    let confidence = if named().nth(1).is_some() { surest.confidence.max(0.9) } else { surest.confidence };
    Some(Highlight { kind, span: first.span, parts, rule: surest.rule, confidence })
}

/// A folded word without its article.
pub(super) fn bare<'w>(folded: &'w str, article: &str) -> &'w str {
    let rest =
        folded.strip_prefix(article).filter(|rest| !article.is_empty() && rest.chars().nth(2).is_some());
    rest.unwrap_or(folded)
}

/// A name's words as they are compared: folded, without their articles.
pub(super) fn key(name: &str, article: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split(|c| !token::is_inside_word(c)).filter(|word| !word.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        let from = key.len();
        lexicon::fold_into(word, &mut key);
        let article = key.len() - from - bare(&key[from..], article).len();
        key.drain(from..from + article);
    }
    key
}
