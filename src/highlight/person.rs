//! People: each once, with every form and every mention, from the cast that speech reads.

use super::cast::{Entities, Entity};
use super::grammar::Grammar;
use super::mention::Mention;
use super::token::Tokens;
use super::{Highlight, PERSON, Part, Role};
use crate::lexicon::{self, Class, Features};
use crate::text::span::Span;

/// Learns everybody on the roster.
pub(super) fn learn(text: &Tokens, entities: &mut Entities) {
    for block in &text.blocks {
        let grammar = Grammar::new(text, block);
        for name in text.roster.between(block.range.start, block.range.end) {
            // One word that stands again and again, as somebody who acts, adds up.
            let again = name.evidence == 2 && text.count(name.from) > 2;
            if name.to - name.from < 2 && name.evidence < 3 && !again {
                continue;
            }
            entities.learn(&grammar, &Mention::named(name));
        }
    }
}

/// The people of a chunk, by first mention.
pub(super) fn highlights(text: &Tokens, entities: &Entities) -> Vec<Highlight> {
    let mut found: Vec<Highlight> = entities
        .iter()
        .filter(|(_, entity)| is_person(entity) && listed(text, entity))
        .filter_map(|(_, entity)| highlight(text, entity))
        .collect();
    found.sort_by_key(|highlight| highlight.span);
    found
}

/// Whether an entity is a named individual: announced as somebody, and no body, text or place.
fn is_person(entity: &Entity) -> bool {
    let body =
        entity.is_body() || matches!(entity.class, Some(Class::Titled | Class::NeverName | Class::Number));
    let again = u32::from(entity.mentions.len() > 1);
    let enough = if entity.words.len() > 1 { 2 } else { 3 };
    entity.named && !body && !entity.features.has(Features::PLURAL) && entity.evidence + again >= enough
}

/// Whether a name is somebody's: on the roster, where the language has one.
fn listed(text: &Tokens, entity: &Entity) -> bool {
    let from = text.all.partition_point(|token| token.span.end <= entity.span.start);
    let to = text.all.partition_point(|token| token.span.start < entity.span.end);
    if from >= text.all.len() || lexicon::get(text.word(from).language).foreign_endings.is_empty() {
        return true;
    }
    text.roster.at(from).is_some_and(|name| name.to == to)
}

fn highlight(text: &Tokens, entity: &Entity) -> Option<Highlight> {
    let mut mentions: Vec<Span> = entity.mentions.clone();
    mentions.sort();
    mentions.dedup();
    let first = *mentions.first()?;
    let mut aliases = vec![entity.name.as_str()];
    for &span in &mentions {
        let form = text.chunk.slice(span);
        if !aliases.contains(&form) {
            aliases.push(form);
        }
    }
    let part = |role, span, value: Option<&str>| Part { role, span, value: value.map(str::to_string) };
    let mut parts = vec![part(Role::Name, Some(entity.span), Some(&entity.name))];
    parts.extend(aliases.iter().map(|alias| part(Role::Alias, None, Some(alias))));
    if let Some((description, span)) = &entity.description {
        parts.push(part(Role::Description, Some(*span), Some(description)));
        if !aliases.contains(&description.as_str()) {
            parts.push(part(Role::Alias, None, Some(description)));
        }
    }
    parts.extend(mentions.iter().map(|&span| part(Role::Mention, Some(span), None)));
    let full = entity.words.len() > 1;
    let confidence = if full { 0.9 } else { 0.7 };
    Some(Highlight { kind: PERSON, span: first, parts, rule: "person", confidence })
}
