//! Whom a mention means: by name, by role, by pronoun, by who spoke before.

use super::super::entity;
use super::super::grammar::Grammar;
use super::super::mention::Mention;
use super::{Entities, EntityId, Resolved};
use crate::lexicon::{Class, Features};
use crate::text::span::Span;

/// A phrase as it is written without its prefixes, and where it stands; an article that a preposition has
/// swallowed is given back (للتقرير is for التقرير).
fn written(grammar: &Grammar, mention: &Mention) -> (String, Span) {
    let mut span = grammar.text.span(mention.start, mention.end);
    span.start += u32::from(mention.prefix);
    let (first, article) = (grammar.text.written(mention.start), grammar.lexicon.article);
    let swallowed = grammar.noun(mention.start).filter(|noun| {
        let prefixes = first.get(..noun.reading.prefix.into()).unwrap_or_default();
        noun.preposed && noun.definite && !article.is_empty() && !prefixes.ends_with(article)
    });
    match swallowed {
        Some(noun) => {
            let stem = grammar.text.span(mention.start, mention.end);
            let rest = Span::new(stem.start + u32::from(noun.reading.prefix), stem.end);
            (format!("{article}{}", grammar.text.chunk.slice(rest)), rest)
        }
        None => (grammar.text.chunk.slice(span).to_string(), span),
    }
}

impl Entities {
    /// Finds or makes the entity of a mention. `recent` are the last speakers, the latest first.
    pub fn resolve(
        &mut self,
        grammar: &Grammar,
        mention: &Mention,
        recent: &[EntityId],
    ) -> (EntityId, Resolved) {
        if mention.name.is_some()
            && let Some(id) = self.learn(grammar, mention)
        {
            self.all[id].sure |= mention.sure;
            return (id, Resolved::Named);
        }
        // The same one: who holds the office, else who spoke last.
        if mention.same && mention.name.is_none() {
            let held = self.by_role(grammar, mention, recent).filter(|id| recent.contains(id));
            let thing = !matches!(mention.class, Some(Class::Role | Class::Honorific | Class::Nationality));
            let mut last = recent.iter().copied();
            let found =
                held.or_else(|| last.find(|&id| thing || self.all[id].features.agrees(mention.features)));
            if let Some(id) = found {
                let how = if self.all[id].named { Resolved::Role } else { Resolved::Phrase };
                return (id, how);
            }
        }
        // An office word may be somebody's family name.
        if mention.role.len() <= 2
            && let Some(id) = self.by_name(&mention.role, mention.features)
            && self.all[id].named
            && (mention.definite || mention.role.len() == 2)
        {
            self.all[id].last = mention.start;
            return (id, Resolved::Named);
        }
        // وقال راغب: a bare word that means something else too is a known person's family name.
        if mention.name.is_none()
            && mention.end == mention.start + 1
            && !mention.definite
            && !grammar.lexicon.subject_first
            && !matches!(
                mention.class,
                Some(Class::Role | Class::Voice | Class::OrganizationHead | Class::Place)
            )
            && mention.role.len() == 1
            && let Some(id) = self.by_name(&mention.role, Features::NONE)
            && self.bears(id, &mention.role[0])
        {
            self.all[id].last = mention.start;
            return (id, Resolved::Named);
        }
        // Where no article parts them, the words after a family name that is an office too are another phrase.
        if grammar.lexicon.article.is_empty()
            && mention.name.is_none()
            && let Some(id) = mention.role.first().and_then(|head| self.family(head))
        {
            self.all[id].last = mention.start;
            return (id, Resolved::Named);
        }
        if mention.definite
            && let Some(id) = self.by_role(grammar, mention, recent)
        {
            let how = if self.all[id].named { Resolved::Role } else { Resolved::Phrase };
            self.agree(id, mention.features);
            self.all[id].last = mention.start;
            return (id, how);
        }
        let (name, span) = written(grammar, mention);
        let same = self.all.iter().position(|entity| !entity.named && entity.name == name);
        let id = same.unwrap_or_else(|| self.add(name, span, &mention.role, false));
        self.note(id, grammar, mention);
        (id, Resolved::Phrase)
    }

    /// Who bears a word as the family name of a full name.
    pub(super) fn family(&self, word: &str) -> Option<EntityId> {
        self.by_word.get(word)?.iter().copied().rev().take(16).find(|&id| self.bears(id, word))
    }

    /// Whether a word is the family name in an entity's full name.
    fn bears(&self, id: EntityId, word: &str) -> bool {
        let entity = &self.all[id];
        entity.named
            && entity.sure
            && entity.words.len() > 1
            && entity.words.last().is_some_and(|w| w == word)
    }

    /// Who holds an office that a definite phrase names.
    fn by_role(&self, grammar: &Grammar, mention: &Mention, recent: &[EntityId]) -> Option<EntityId> {
        let (head, modifiers) = mention.role.split_first()?;
        let mut best: Option<(usize, usize, EntityId)> = None;
        for (id, entity) in self.all.iter().enumerate() {
            if !entity.features.agrees(mention.features) {
                continue;
            }
            let (feminine, article) = (grammar.lexicon.feminine, grammar.lexicon.article);
            for role in &entity.roles {
                let Some((other, rest)) = role.split_first() else { continue };
                let (one, two) = (entity::bare(other, article), entity::bare(head, article));
                if one != two && !same_feminine(one, two, feminine) {
                    continue;
                }
                let shared = modifiers.iter().filter(|word| rest.contains(word)).count();
                // What the phrase says must hold; what it leaves out may be more.
                if shared < modifiers.len().min(rest.len()) {
                    continue;
                }
                let spoken = recent.iter().position(|&r| r == id).map_or(0, |at| 8 - at.min(7));
                let rank = (shared * 4 + spoken + usize::from(entity.named) * 2, entity.last, id);
                if best.is_none_or(|old| rank > old) {
                    best = Some(rank);
                }
            }
        }
        if best.is_some() {
            return best.map(|(_, _, id)| id);
        }
        // A word that fits anybody (المسؤول، الشاب) is whoever spoke last.
        let anybody = mention.features.has(Features::GENERIC)
            || mention.class == Some(Class::Nationality) && modifiers.is_empty();
        if anybody && mention.role.len() <= 2 || mention.described {
            return recent
                .iter()
                .copied()
                .find(|&id| self.all[id].named && self.all[id].features.agrees(mention.features))
                .or_else(|| {
                    let people = self.all.iter().enumerate().filter(|(_, e)| {
                        e.named && e.sure && e.last < mention.start && e.features.agrees(mention.features)
                    });
                    people.max_by_key(|(_, e)| e.last).map(|(id, _)| id)
                });
        }
        None
    }
}

/// Whether two feminine forms differ in their ending alone: the free one and the one before a genitive (שרה, שרת).
fn same_feminine(one: &str, other: &str, endings: &[&str]) -> bool {
    let stem = |word: &str| {
        let ending = endings.iter().find(|ending| word.ends_with(**ending))?;
        Some(word.len() - ending.len()).filter(|&length| word[..length].chars().count() > 1)
    };
    match (stem(one), stem(other)) {
        (Some(a), Some(b)) => one[..a] == other[..b],
        _ => false,
    }
}
