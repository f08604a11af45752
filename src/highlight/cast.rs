//! Who is spoken of: mentions clustered into entities, so that a last name, a role or a pronoun finds
//! the fullest name that the article gives.
//!
//! Seen once with a role, known everywhere. Over several chunks a name already given stays as given;
//! how many entities are kept is bounded.

mod resolve;

use std::collections::HashSet;

use crate::lexicon::{self, Class, Features};
use crate::text::span::Span;

use super::entity;
use super::grammar::Grammar;
use super::likeness::alike;
use super::mention::Mention;
use super::quick::Map;
pub use super::resolved::Resolved;
use super::token::{TokenKind, Tokens};

/// An entity's number.
pub type EntityId = usize;

/// More than this are not kept from one chunk to the next.
const KEPT: usize = 2048;

/// Somebody or something that can speak.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The fullest name, as written.
    pub name: String,
    /// Where the fullest name stands.
    pub span: Span,
    /// The name's folded words without article.
    pub words: Vec<String>,
    /// Every form once, as written.
    pub forms: Vec<String>,
    /// Where it is mentioned by name.
    pub mentions: Vec<Span>,
    /// What it is said to be: stems of a role phrase.
    pub roles: Vec<Vec<String>>,
    /// The longest description, as written, and where.
    pub description: Option<(String, Span)>,
    /// Gender and number.
    pub features: Features,
    /// The class of its head.
    pub class: Option<Class>,
    /// Whether it has a proper name.
    pub named: bool,
    /// Whether a definite phrase speaks of it.
    pub definite: bool,
    /// Whether a role, title, given name or a report says that it is somebody.
    pub sure: bool,
    /// How much speaks for a person: titles, given names, offices, reports.
    pub evidence: u32,
    /// The token of its last mention in the chunk.
    pub last: usize,
}

impl Entity {
    /// Whether it is a body, a text or a place rather than somebody.
    pub fn is_body(&self) -> bool {
        matches!(
            self.class,
            Some(
                Class::OrganizationHead
                    | Class::Organization
                    | Class::Voice
                    | Class::Channel
                    | Class::Place
                    | Class::PlaceHead
            )
        )
    }

    /// Whether it has a proper name and is no body, text or medium.
    pub fn person(&self) -> bool {
        self.named && !self.is_body()
    }
}

/// Every entity met.
#[derive(Clone, Default)]
pub struct Entities {
    all: Vec<Entity>,
    /// Entities by each word of their names.
    by_word: Map<String, Vec<EntityId>>,
    /// Particles met between a name and a father's name.
    links: HashSet<String>,
}

impl Entities {
    /// The entity of that number.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.all[id]
    }

    /// The entity of that number, to be changed.
    pub fn get_mut(&mut self, id: EntityId) -> &mut Entity {
        &mut self.all[id]
    }

    /// Every entity.
    pub fn iter(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.all.iter().enumerate()
    }

    /// To be called between chunks: token numbers begin anew, old entities go.
    pub fn next_chunk(&mut self) {
        if self.all.len() > KEPT {
            self.all.drain(..self.all.len() - KEPT);
            self.by_word.clear();
            for (id, entity) in self.all.iter().enumerate() {
                for word in &entity.words {
                    self.by_word.entry(word.clone()).or_default().push(id);
                }
            }
        }
        for entity in &mut self.all {
            entity.last = 0;
            entity.mentions.clear();
        }
    }

    /// Learns a mention that has a name; answers its entity.
    pub fn learn(&mut self, grammar: &Grammar, mention: &Mention) -> Option<EntityId> {
        let (from, to) = mention.name?;
        let words = name_words(grammar, from, to);
        if words.is_empty() {
            return None;
        }
        for i in from + 1..to {
            if grammar.single(i, Class::NameParticle).is_some_and(|entry| entry.value == "inner") {
                self.links.insert(grammar.text.folded(i).to_string());
            }
        }
        let span = name_span(grammar, mention)?;
        let written = grammar.text.chunk.slice(span).to_string();
        // A family name that is a given name too says nothing of who bears it.
        let surname = words.len() == 1 && self.family(&words[0]).is_some();
        let features = if surname { Features::NONE } else { mention.features };
        let id =
            self.by_name(&words, features).unwrap_or_else(|| self.add(written.clone(), span, &words, true));
        let entity = &mut self.all[id];
        if words.len() > entity.words.len() && (words.len() <= 6) {
            for word in &words {
                let ids = self.by_word.entry(word.clone()).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            entity.name.clone_from(&written);
            entity.span = span;
            entity.words = words;
        }
        if !entity.forms.contains(&written) {
            entity.forms.push(written);
        }
        entity.sure |= mention.sure;
        entity.evidence += mention.evidence;
        self.note(id, grammar, mention);
        Some(id)
    }

    /// Whether a lone first name can be nobody else's: one person bears it, and no name goes on with it.
    fn only_first(&self, grammar: &Grammar, i: usize, stem: &str) -> bool {
        let goes_on = grammar.noun(i + 1).is_some_and(|next| {
            next.is(Class::GivenName)
                || next.is(Class::NameParticle)
                || next.entry.is_none() && !next.definite
        });
        let bearers = self.by_word.get(stem).map_or(0, Vec::len);
        grammar.text.word(i).is(Class::GivenName) && bearers == 1 && !goes_on
    }

    /// Whether a mention is only a known person's first name before another word (تطفئ سلمى المصباح).
    pub fn first_name_of_another(&self, grammar: &Grammar, mention: &Mention) -> bool {
        let Some((from, to)) = mention.name else { return false };
        if mention.office.is_some() || to - from != 2 || grammar.text.count(from + 1) > 1 {
            return false;
        }
        let words = name_words(grammar, from, to);
        let known = |id: &EntityId| {
            let entity = &self.all[*id];
            entity.words.len() > 1 && entity.words[0] == words[0] && entity.words != words
        };
        words.len() == 2 && self.by_word.get(&words[0]).is_some_and(|ids| ids.iter().any(known))
    }

    /// Remembers what a mention says of its entity.
    fn note(&mut self, id: EntityId, grammar: &Grammar, mention: &Mention) {
        let entity = &mut self.all[id];
        if let Some((from, mut to)) = mention.office {
            // "Owner of the bakery and owner" of what could not be read: no half of a phrase.
            let word = |i: usize| i < grammar.end && grammar.text.all[i].kind == TokenKind::Word;
            while to > from + 1 && word(to) && grammar.noun(to - 1).is_some_and(|noun| noun.conjoined) {
                to -= 1;
            }
            if !mention.role.is_empty() && !entity.roles.contains(&mention.role) && entity.roles.len() < 12 {
                entity.roles.push(mention.role.clone());
            }
            let mut span = grammar.text.span(from, to);
            if from == mention.start {
                span.start += u32::from(mention.prefix);
            }
            let longer = entity.description.as_ref().is_none_or(|(_, old)| old.len() < span.len());
            if longer && mention.name.is_some() {
                entity.description = Some((grammar.text.chunk.slice(span).to_string(), span));
            }
        }
        if entity.class.is_none() {
            entity.class = mention.class;
        }
        self.agree(id, mention.features);
        let entity = &mut self.all[id];
        entity.definite |= mention.definite;
        entity.last = entity.last.max(mention.start);
    }

    /// Adds what is known of gender and number.
    pub fn agree(&mut self, id: EntityId, features: Features) {
        let entity = &mut self.all[id];
        for group in [Features::GENDER, Features::NUMBER] {
            if !entity.features.any(group) {
                entity.features = entity.features.with(features.only(group));
            }
        }
    }

    fn add(&mut self, name: String, span: Span, words: &[String], named: bool) -> EntityId {
        let id = self.all.len();
        if named {
            for word in words {
                self.by_word.entry(word.clone()).or_default().push(id);
            }
        }
        self.all.push(Entity {
            forms: vec![name.clone()],
            name,
            span,
            words: words.to_vec(),
            mentions: Vec::new(),
            roles: Vec::new(),
            description: None,
            features: Features::NONE,
            class: None,
            named,
            definite: false,
            sure: false,
            evidence: 0,
            last: 0,
        });
        id
    }

    /// The entity with a name of those words: the same, a part of it, or another spelling.
    pub fn by_name(&self, words: &[String], features: Features) -> Option<EntityId> {
        let mut best: Option<(usize, u32, usize, EntityId)> = None;
        for word in words {
            for &id in self.by_word.get(word).into_iter().flatten().rev().take(64) {
                let entity = &self.all[id];
                if !entity.features.only(Features::GENDER).agrees(features.only(Features::GENDER)) {
                    continue;
                }
                if let Some(score) = alike(&entity.words, words, |word| self.links.contains(word)) {
                    // Of two bearers of one family name the one who is spoken of is meant.
                    let rank = (score, entity.evidence, entity.last, id);
                    if best.is_none_or(|old| rank > old) {
                        best = Some(rank);
                    }
                }
            }
        }
        best.map(|(.., id)| id)
    }

    /// Which forms of the text's vocabulary can be part of a known name, by word number.
    pub fn known_words(&self, text: &Tokens) -> Vec<bool> {
        let mut known = vec![false; text.vocabulary.len()];
        if self.by_word.is_empty() {
            return known;
        }
        for (number, word) in text.vocabulary.words().enumerate() {
            known[number] = word.readings.iter().any(|reading| self.by_word.contains_key(word.stem(reading)));
        }
        known
    }

    /// The longest known name that begins at token `i`: whose, the token after it, where it stands.
    pub fn named_at(&self, grammar: &Grammar, i: usize) -> Option<(EntityId, usize, Span)> {
        let word = grammar.text.word(i);
        let mut best: Option<(usize, u32, EntityId, u8)> = None;
        for reading in word.readings.iter().filter(|reading| !reading.joined) {
            for &id in self.by_word.get(word.stem(reading)).into_iter().flatten().rev().take(16) {
                let words = &self.all[id].words;
                let Some(at) = words.iter().position(|w| w == word.stem(reading)) else { continue };
                // After "son of" another bearer's name begins.
                if at > 0 && self.links.contains(&words[at - 1]) {
                    continue;
                }
                let (mut end, mut next) = (i + 1, at + 1);
                while next < words.len() {
                    let more = end + usize::from(grammar.text.is_hyphen(end));
                    if more >= grammar.end || !grammar.is_stem(more, &words[next]) {
                        break;
                    }
                    (end, next) = (more + 1, next + 1);
                }
                // A lone first name is not enough, nor a lone common word.
                let alone = end == i + 1;
                let first =
                    alone && at == 0 && words.len() > 1 && self.only_first(grammar, i, word.stem(reading));
                if alone && !first && words.len() > 1 && (at + 1 < words.len() || grammar.function(i)) {
                    continue;
                }
                let article = if grammar.definite(reading) { grammar.lexicon.article.len() as u8 } else { 0 };
                let evidence = self.all[id].evidence;
                if best.is_none_or(|(longest, least, ..)| (end, evidence) > (longest, least)) {
                    best = Some((end, evidence, id, reading.prefix.saturating_sub(article)));
                }
            }
        }
        best.map(|(end, _, id, prefix)| {
            let mut span = grammar.text.span(i, end);
            span.start += u32::from(prefix);
            (id, end, span)
        })
    }

    /// Whether a mention's name is somebody's who is known.
    pub fn knows(&self, grammar: &Grammar, mention: &Mention) -> bool {
        let words = match mention.name {
            Some((from, to)) => name_words(grammar, from, to),
            None => mention.role.clone(),
        };
        self.by_name(&words, Features::NONE).is_some_and(|id| self.all[id].sure)
    }
}

/// The folded words of a name, articles off.
pub fn name_words(grammar: &Grammar, from: usize, to: usize) -> Vec<String> {
    if let Some(name) = grammar.text.roster.at(from).filter(|name| name.to == to) {
        let bare = |i: usize| {
            let prefix = if i == from { usize::from(name.prefix) } else { 0 };
            let folded = lexicon::fold(&grammar.text.written(i)[prefix..]);
            entity::bare(&folded, grammar.lexicon.article).to_string()
        };
        return (from..to).filter(|&i| grammar.text.all[i].is_wordlike()).map(bare).collect();
    }
    (from..to)
        .filter(|&i| grammar.text.all[i].is_wordlike())
        .map(|i| grammar.stem(i).to_string())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Where a mention's name stands, prefixes off.
pub fn name_span(grammar: &Grammar, mention: &Mention) -> Option<Span> {
    let (from, to) = mention.name?;
    let mut span = grammar.text.span(from, to);
    span.start += u32::from(mention.name_prefix);
    Some(span)
}
