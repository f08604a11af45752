//! Who said what: quotes, reports and headline quotes of a chunk, each with speaker, cue and stance.
//!
//! Two passes: the first learns who is named, over all blocks; the second reads block after block with
//! the state of the talk in hand.

mod apart;
mod apposition;
mod bare;
mod block;
mod clause;
mod confidence;
mod cue;
mod dialogue;
mod discourse;
mod edge;
mod headline;
mod interview;
mod leading;
mod mark;
mod marked;
mod passed;
mod phrase;
mod report;
mod scope;
mod source;
mod subject;
mod tagged;
mod topic;
mod verb_final;

use std::collections::HashMap;

use super::cast::{Entities, EntityId, Resolved, name_span};
use super::extract::Memory;
use super::grammar::Grammar;
use super::mention::{Mention, mention};
use super::token::{BlockTokens, Tokens};
use super::vocabulary::Classes;
use super::{Highlight, Part, QUOTE, Role};
use crate::document::BlockKind;
use crate::lexicon::{Class, Features};
use crate::text::span::Span;

use block::Reader;
use clause::{Complement, Frame};
use confidence::Confidence;
use cue::Cue;
use discourse::Discourse;
use mark::Pair;
use scope::Scope;

/// What a quote looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Direct,
    Indirect,
    Headline,
}

impl Form {
    fn name(self) -> &'static str {
        match self {
            Form::Direct => "direct",
            Form::Indirect => "indirect",
            Form::Headline => "headline",
        }
    }
}

/// Words that somebody said.
#[derive(Clone, Debug)]
struct Quote {
    form: Form,
    from: usize,
    to: usize,
    /// Who, where the mention stands, and how it was found.
    speaker: Option<(EntityId, Option<Span>, Resolved)>,
    addressee: Option<(EntityId, Option<Span>, Resolved)>,
    /// The reporting word's tokens.
    cue: Option<(usize, usize)>,
    stance: &'static str,
    rule: &'static str,
    confidence: Confidence,
}

/// A block, read: its marks, cues and frames.
struct Read {
    pairs: Vec<Pair>,
    cues: Vec<Cue>,
    frames: Vec<Frame>,
}

/// Finds a chunk's quotes and learns its people.
pub(super) fn find(text: &Tokens, memory: &mut Memory, out: &mut Vec<Highlight>) {
    memory.entities.next_chunk();
    let mut read: Vec<Read> = text.blocks.iter().map(|block| read(text, block)).collect();
    mark::continue_over_blocks(text, &mut read.iter_mut().map(|read| &mut read.pairs).collect::<Vec<_>>());
    learn(text, &read, &mut memory.entities);
    let timeline = timeline(text, &mut memory.entities);
    let dialogue = dialogue::is_one(text, &read);
    let mut discourse = Discourse { timeline, dialogue, ..Discourse::default() };
    std::mem::swap(&mut discourse.recent, &mut memory.recent);
    let marked = marked_forms(text, &read);
    let turns = interview::turns(text, &mut memory.entities);
    let guest = turns.as_ref().and_then(|turns| interview::interviewee(text, turns, &memory.entities));
    let mut quotes: Vec<Quote> = Vec::new();
    let mut headings: Vec<usize> = Vec::new();
    for (n, (block, read)) in text.blocks.iter().zip(&read).enumerate() {
        let answer = match turns.as_ref().map(|turns| &turns[n]) {
            Some(&interview::Turn::Answer { from, speaker }) => {
                interview::answer(text, n, from, speaker.or(guest))
            }
            _ => None,
        };
        if matches!(block.block.kind, BlockKind::Related | BlockKind::Source | BlockKind::Preformatted) {
            continue;
        }
        let grammar = Grammar::new(text, block);
        let scope = Scope { grammar: &grammar, pairs: &read.pairs, cues: &read.cues };
        let mut reader = Reader::new(&scope, &read.frames, &mut memory.entities, &mut discourse, &marked);
        if block.block.kind == BlockKind::Headline {
            reader.headline();
        } else if turns.is_none() {
            reader.bullets();
        }
        reader.quotes.extend(answer);
        reader.run();
        // A heading that is a quotation: whoever is quoted next says it.
        let heading = matches!(block.block.kind, BlockKind::Headline | BlockKind::Heading(_));
        if let [quote] = &reader.quotes[..]
            && (heading || alone(text, n, quote))
            && quote.rule == "bare-marks"
        {
            headings.push(quotes.len());
        }
        quotes.append(&mut reader.quotes);
    }
    for n in headings {
        let next = quotes.get(n + 1).and_then(|next| next.speaker);
        quotes[n].speaker = next.map(|(id, _, _)| (id, None, Resolved::Carried));
    }
    if text.blocks.first().is_some_and(|block| block.lexicon.subject_first) {
        name_offices(&memory.entities, &mut quotes);
        offices_named_since(&memory.entities, &mut quotes);
    }
    memory.recent = discourse.recent;
    out.extend(super::person::highlights(text, &memory.entities));
    out.extend(quotes.iter().filter_map(|quote| highlight(text, &memory.entities, quote)));
}

/// Whether a block is nothing but a short quotation that no sentence ends: a heading, whatever it looks like.
fn alone(text: &Tokens, n: usize, quote: &Quote) -> bool {
    let range = &text.blocks[n].range;
    let outside = (range.start..quote.from).chain(quote.to..range.end);
    quote.to - quote.from <= 12
        && !text.all[quote.to - 1].is('.')
        && outside.into_iter().all(|i| !text.all[i].is_wordlike() && !text.all[i].is('.'))
}

fn read(text: &Tokens, block: &BlockTokens) -> Read {
    let grammar = Grammar::new(text, block);
    let pairs = mark::pairs(text, block);
    let cues = cue::cues(&grammar);
    let scope = Scope { grammar: &grammar, pairs: &pairs, cues: &cues };
    let frames = cues.iter().map(|cue| scope.frame(cue)).collect();
    Read { pairs, cues, frames }
}

/// Learns everybody who is named: after a role, a title, by a given name, as the subject of a report.
fn learn(text: &Tokens, read: &[Read], entities: &mut Entities) {
    super::person::learn(text, entities);
    let openers = Classes::of(&[Class::Role, Class::Honorific, Class::GivenName]);
    for (block, read) in text.blocks.iter().zip(read) {
        let grammar = Grammar::new(text, block);
        for frame in &read.frames {
            if matches!(frame.complement, Complement::None | Complement::Noun { .. }) {
                continue;
            }
            let subject = frame.subject.as_ref().filter(|_| !frame.tentative);
            for subject in subject.into_iter().chain(&frame.source) {
                if subject.name.is_some_and(|(from, to)| to - from > 1) {
                    entities.learn(&grammar, subject);
                }
            }
        }
    }
    for block in &text.blocks {
        let grammar = Grammar::new(text, block);
        let mut i = grammar.start;
        while i < grammar.end {
            let classes = text.all[i].classes;
            if !classes.is_empty() && !classes.any(openers) && !classes.has(Class::Organization) {
                i += 1;
                continue;
            }
            // No word of a body's name is somebody's.
            if let Some((_, _, end)) = grammar.phrase(i, Class::Organization).filter(|&(.., end)| end > i + 1)
            {
                i = end;
                continue;
            }
            let mut next = i + 1;
            if grammar.may(i, openers)
                && (grammar.noun(i).is_some_and(|noun| opens(&noun)) || grammar.compound(i).is_some())
                && let Some(found) = mention(&grammar, i, grammar.end)
                && found.name.is_some()
                && found.sure
            {
                next = found.end.max(next);
                if !entities.first_name_of_another(&grammar, &found) {
                    entities.learn(&grammar, &found);
                }
            } else if two_capitals(&grammar, i)
                && let Some(found) = mention(&grammar, i, i + 2)
                && found.name == Some((i, i + 2))
            {
                next = found.end;
                entities.learn(&grammar, &Mention { evidence: found.evidence.max(1), ..found });
            }
            i = next;
        }
    }
}

/// Whether two unknown words with capitals, no more and no fewer, stand at token `i`: a name, as it looks.
fn two_capitals(grammar: &Grammar, i: usize) -> bool {
    let capital = |i: usize| {
        i >= grammar.start
            && i < grammar.end
            && grammar.text.all[i].is_wordlike()
            && grammar.text.word(i).capital
    };
    let unknown = |i: usize| capital(i) && !grammar.text.word(i).known();
    // A place is somebody's family name where it speaks alone.
    let family = |i: usize| capital(i) && grammar.text.word(i).is(Class::Place) && grammar.speaks_near(i);
    unknown(i)
        && (unknown(i + 1) || family(i + 1))
        && !capital(i + 2)
        && !(i > grammar.start && capital(i - 1))
}

fn opens(noun: &super::grammar::Noun) -> bool {
    matches!(noun.class(), Some(Class::Role | Class::Honorific | Class::GivenName))
}

/// Every mention by name, in order; they are noted with the entities too.
fn timeline(text: &Tokens, entities: &mut Entities) -> Vec<(usize, EntityId)> {
    let mut timeline = Vec::new();
    let known = entities.known_words(text);
    for block in &text.blocks {
        let grammar = Grammar::new(text, block);
        let mut i = grammar.start;
        while i < grammar.end {
            if !known[text.all[i].word.0 as usize] {
                i += 1;
                continue;
            }
            let Some((id, end, span)) = entities.named_at(&grammar, i) else {
                i += 1;
                continue;
            };
            timeline.push((i, id));
            entities.get_mut(id).mentions.push(span);
            i = end;
        }
    }
    timeline
}

/// How often each short marked stretch stands in marks: what comes again is a name or a term.
fn marked_forms(text: &Tokens, read: &[Read]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for pair in read.iter().flat_map(|read| &read.pairs) {
        if pair.to - pair.from <= 4 {
            *counts.entry(folded(text, pair)).or_default() += 1;
        }
    }
    counts
}

/// A marked stretch folded.
fn folded(text: &Tokens, pair: &Pair) -> String {
    let words: Vec<&str> =
        (pair.from..pair.to).map(|i| text.folded(i)).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Where a mention stands: its name, or all of it.
fn mention_span(grammar: &Grammar, mention: &Mention) -> Span {
    name_span(grammar, mention).unwrap_or_else(|| {
        let mut span = grammar.text.span(mention.start, mention.end);
        span.start += u32::from(mention.prefix);
        span
    })
}

/// The office speaks first and its holder is named only later (the foreign minister said …; X, who has no
/// office of his own and was never named before, said …): one person.
fn name_offices(entities: &Entities, quotes: &mut [Quote]) {
    let mut office: Option<EntityId> = None;
    for n in 0..quotes.len() {
        let Some((id, _, how)) = quotes[n].speaker else { continue };
        let entity = entities.get(id);
        let holds = entity.class == Some(Class::Role)
            && entity.definite
            && entity.roles.first().is_some_and(|role| role.len() > 1)
            && !entity.features.any(Features::PLURAL.with(Features::GENERIC));
        match (how, office) {
            (Resolved::Phrase, _) => office = holds.then_some(id),
            (Resolved::Named, Some(known)) => {
                let first = entities.get(known).span.start;
                let titled = entity.class == Some(Class::Honorific);
                let new = entity.named
                    && entity.roles.iter().all(|role| titled && role.len() == 1)
                    && entity.mentions.iter().all(|m| m.start > first);
                if new && !entity.is_body() {
                    for quote in quotes.iter_mut() {
                        if let Some((speaker, _, how)) =
                            quote.speaker.as_mut().filter(|speaker| speaker.0 == known)
                        {
                            (*speaker, *how) =
                                (id, if *how == Resolved::Phrase { Resolved::Role } else { *how });
                        }
                    }
                }
                office = None;
            }
            (Resolved::Named, None) => office = None,
            _ => {}
        }
    }
}

/// The office is told first, its holder's name after it, and then the office speaks again (the head of the park
/// told of …; X said …; the head of the park said …): one person, where nobody else is named.
fn offices_named_since(entities: &Entities, quotes: &mut [Quote]) {
    let mut holder: Option<EntityId> = None;
    for quote in quotes {
        let Some((id, span, how)) = quote.speaker else { continue };
        let entity = entities.get(id);
        if how == Resolved::Named {
            let titled = entity.class == Some(Class::Honorific);
            let title = |role: &Vec<String>| titled && role.len() == 1;
            let bare = entity.roles.iter().all(title) && !entity.is_body() && entity.named;
            if !bare || holder.is_some_and(|known| known != id) {
                return;
            }
            holder = Some(id);
            continue;
        }
        let office = how == Resolved::Phrase
            && entity.class == Some(Class::Role)
            && entity.roles.first().is_some_and(|role| role.len() > 1)
            && !entity.features.any(Features::PLURAL.with(Features::GENERIC));
        if let Some(known) = holder.filter(|_| office)
            && entities.get(known).mentions.iter().all(|mention| mention.start > entity.span.start)
        {
            quote.speaker = Some((known, span, Resolved::Role));
        }
    }
}

fn highlight(text: &Tokens, entities: &Entities, quote: &Quote) -> Option<Highlight> {
    let span = text.span(quote.from, quote.to);
    if span.is_empty() {
        return None;
    }
    let value = |value: &str| Some(value.to_string());
    let mut parts = vec![Part { role: Role::Form, span: None, value: value(quote.form.name()) }];
    let mut person = |who: &Option<(EntityId, Option<Span>, Resolved)>, role, resolved| {
        let Some((id, span, how)) = who else { return };
        let entity = entities.get(*id);
        parts.push(Part { role, span: *span, value: value(&entity.name) });
        parts.push(Part { role: resolved, span: None, value: value(how.name()) });
        if role == Role::Speaker
            && let Some((description, span)) = &entity.description
        {
            parts.push(Part { role: Role::Description, span: Some(*span), value: value(description) });
        }
    };
    person(&quote.speaker, Role::Speaker, Role::Resolved);
    person(&quote.addressee, Role::Addressee, Role::AddresseeResolved);
    if let Some((from, to)) = quote.cue {
        parts.push(Part {
            role: Role::Cue,
            span: Some(text.span(from, to)),
            value: value(text.slice(from, to)),
        });
        parts.push(Part { role: Role::Stance, span: None, value: value(quote.stance) });
    }
    let sure = confidence::of_words(text, quote);
    if let Some(why) = sure.why {
        let cue = quote.cue.map(|(from, to)| text.span(from, to));
        let mention = quote.speaker.and_then(|(_, span, _)| span).filter(|_| why.is_of_the_mention());
        parts.push(Part { role: Role::Doubt, span: mention.or(cue), value: value(why.name()) });
    }
    Some(Highlight { kind: QUOTE, span, parts, rule: quote.rule, confidence: sure.figure() })
}
