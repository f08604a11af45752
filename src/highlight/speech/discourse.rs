//! Who is speaking now: the last speakers with their gender and number, so that a cue without a subject
//! finds its own.

use std::collections::HashMap;

use crate::lexicon::{Class, Features};

use super::super::cast::{Entities, EntityId, Resolved};
use super::super::grammar::Grammar;
use super::super::mention::mention;
use super::clause::Frame;
use super::cue::Form;

/// How many speakers are remembered.
const DEPTH: usize = 8;

/// How many tokens back somebody without a name is looked for.
const REACH: usize = 150;

/// Words of a phrase that tells who somebody is, without a name.
const SHORT: usize = 2;

/// The state of the talk.
#[derive(Clone, Debug, Default)]
pub struct Discourse {
    /// The last speakers, the latest first.
    pub recent: Vec<EntityId>,
    /// Whether the paragraph before ended with somebody's own words.
    pub direct: bool,
    /// Whether the frame in hand answers them.
    pub answers: bool,
    /// How doubtful each speaker was where it spoke last.
    pub doubts: HashMap<EntityId, f32>,
    /// Whether somebody has spoken in the sentence of the frame in hand.
    pub told: bool,
    /// Whether the speaker in hand is that one.
    pub sentence: bool,
    /// Whether the chunk is told in dialogue.
    pub dialogue: bool,
    /// The token after the last words that were said, and whether the paragraph has changed since.
    pub said: usize,
    /// Named mentions of the chunk, by token.
    pub timeline: Vec<(usize, EntityId)>,
}

/// A speaker and how it was found.
pub type Found = (EntityId, Resolved);

impl Discourse {
    /// Gives the floor.
    pub fn speaks(&mut self, id: EntityId) {
        self.recent.retain(|&other| other != id);
        self.recent.insert(0, id);
        self.recent.truncate(DEPTH);
    }

    /// The speaker of a frame. `running` is the one of the sentence so far.
    pub fn speaker(
        &mut self,
        grammar: &Grammar,
        entities: &mut Entities,
        frame: &Frame,
        running: Option<EntityId>,
    ) -> Option<Found> {
        self.sentence = false;
        let tentative = frame.tentative
            && frame.subject.as_ref().is_some_and(|mention| !entities.knows(grammar, mention));
        let subject = frame.subject.as_ref().filter(|_| !tentative);
        if let Some(mention) = frame.source.as_ref().or(subject) {
            let (id, how) = entities.resolve(grammar, mention, &self.recent);
            if frame.source.is_none() && frame.cue.form == Form::Finite {
                entities.agree(id, gender(frame.cue.features));
            }
            return Some((id, how));
        }
        // A passive without a source tells nobody.
        if frame.cue.is(Features::PASSIVE) && frame.pronoun.is_none() {
            return None;
        }
        // "It": what spoke last that is nobody.
        if frame.pronoun.is_some_and(|pronoun| pronoun.has(Features::GENERIC)) {
            let thing = |&id: &EntityId| {
                let entity = entities.get(id);
                let one = !entity.features.any(Features::PLURAL) || entity.is_body();
                let somebody =
                    matches!(entity.class, Some(Class::Role | Class::Honorific | Class::GivenName));
                one && !somebody && entity.roles.is_empty() | entity.is_body()
            };
            let found = self.recent.iter().copied().find(thing);
            return found.map(|id| (id, Resolved::Pronoun));
        }
        if let Some(pronoun) = frame.pronoun {
            let wanted = pronoun.only(Features::GENDER.with(Features::NUMBER));
            let found = running.filter(|&id| fits(entities, id, wanted) && frame.cue.conjoined);
            let found = found.or_else(|| self.person(entities, frame.cue.token, wanted));
            let found = found.or_else(|| self.carried(grammar, entities, frame.cue.token, wanted));
            return found.map(|id| (id, Resolved::Pronoun));
        }
        let wanted = match (frame.cue.form, frame.cue.enclitic) {
            (Form::Noun, Some(owner)) => owner,
            (Form::Noun | Form::Participle, _) => Features::NONE,
            (Form::Finite, _) => frame.cue.features.only(Features::GENDER.with(Features::NUMBER)),
        };
        let goes_on = frame.cue.conjoined || frame.opens.is_some() || subjoined(grammar, frame.cue.token);
        if (frame.cue.form != Form::Finite || self.recent.is_empty() || goes_on)
            && let Some(id) = running.filter(|&id| fits(entities, id, wanted))
        {
            self.sentence = self.told;
            return Some((id, Resolved::Carried));
        }
        if self.dialogue
            && frame.cue.form == Form::Finite
            && let Some(id) = self.turn(grammar, entities, frame.cue.token, wanted)
        {
            return Some((id, Resolved::Carried));
        }
        let last = self.recent.first().copied();
        let other = last.filter(|_| self.answers).and_then(|last| {
            let fitting = |entities: &Entities, id| id != last && fits(entities, id, wanted);
            let spoken = self.recent.iter().copied().find(|&id| fitting(entities, id));
            spoken
                .or_else(|| unnamed(grammar, entities, frame.cue.token, wanted, Some(last)))
                .filter(|&id| fitting(entities, id))
        });
        other
            .or_else(|| self.carried(grammar, entities, frame.cue.token, wanted))
            .map(|id| (id, Resolved::Carried))
    }

    /// Whom a personal pronoun means: the latest speaker that is somebody, else who was last named.
    pub fn person(&self, entities: &Entities, token: usize, wanted: Features) -> Option<EntityId> {
        let somebody = |id: EntityId| !entities.get(id).is_body() && fits(entities, id, wanted);
        let spoken = self.recent.iter().copied().find(|&id| somebody(id));
        let upto = self.timeline.partition_point(|&(at, _)| at < token);
        let latest = || self.timeline[..upto].iter().rev().take(24).map(|&(_, id)| id);
        spoken
            .or_else(|| latest().find(|&id| entities.get(id).sure && somebody(id)))
            .or_else(|| latest().find(|&id| entities.get(id).evidence > 0 && somebody(id)))
    }

    /// The latest speaker that agrees; else who was last spoken of by name, or by what he is.
    pub fn carried(
        &self,
        grammar: &Grammar,
        entities: &mut Entities,
        token: usize,
        wanted: Features,
    ) -> Option<EntityId> {
        let spoken = self.recent.iter().copied().find(|&id| fits(entities, id, wanted));
        if spoken.is_some() {
            return spoken;
        }
        let upto = self.timeline.partition_point(|&(at, _)| at < token);
        let mut latest = self.timeline[..upto].iter().rev().take(24).map(|&(_, id)| id);
        let named = latest.find(|&id| entities.get(id).sure && fits(entities, id, wanted));
        let lead = grammar.lexicon.subject_first;
        named.or_else(|| if lead { None } else { unnamed(grammar, entities, token, wanted, None) })
    }
}

/// Who was last spoken of by what he is alone (الفتاة), within some sentences before token `before`, and
/// is not `not`.
pub(super) fn unnamed(
    grammar: &Grammar,
    entities: &mut Entities,
    before: usize,
    wanted: Features,
    not: Option<EntityId>,
) -> Option<EntityId> {
    let gender = wanted.only(Features::GENDER);
    if gender == Features::NONE || gender == Features::GENDER {
        return None;
    }
    let tokens = before.saturating_sub(REACH)..before;
    tokens.rev().find_map(|i| somebody(grammar, entities, i, wanted)).filter(|&id| Some(id) != not)
}

/// Who is spoken of at token `i` by what he is alone, where that fits.
pub(super) fn somebody(
    grammar: &Grammar,
    entities: &mut Entities,
    i: usize,
    wanted: Features,
) -> Option<EntityId> {
    let text = grammar.text;
    if !text.word(i).classes.has(Class::Role) {
        return None;
    }
    let gender = wanted.only(Features::GENDER);
    let block = text.blocks.partition_point(|block| block.range.end <= i);
    let grammar = Grammar::new(text, text.blocks.get(block)?);
    let noun = grammar.noun(i).filter(|noun| noun.is(Class::Role))?;
    let one = noun.features().only(Features::NUMBER).agrees(Features::SINGULAR);
    if !one || !noun.features().any(Features::GENDER) || !noun.features().agrees(gender) {
        return None;
    }
    let found = mention(&grammar, i, i + SHORT)?;
    Some(entities.resolve(&grammar, &found, &[]).0)
}

/// Whether a connective stands right before token `i`: the sentence goes on with its subject (إذ قال، لكنه أكد).
pub(super) fn subjoined(grammar: &Grammar, i: usize) -> bool {
    i > grammar.start
        && !grammar.lexicon.subject_first
        && grammar.text.word(i - 1).class(Class::Connective).is_some()
}

/// Whether an entity can be the subject of a form.
pub(super) fn fits(entities: &Entities, id: EntityId, wanted: Features) -> bool {
    let entity = entities.get(id);
    // A plural of things takes the feminine singular; a verb before its subject stays in the singular.
    let many = wanted.has(Features::PLURAL.with(Features::MASCULINE))
        && !wanted.any(Features::SINGULAR.with(Features::FEMININE));
    if many && entity.is_body() && !entity.features.has(Features::PLURAL) {
        return false;
    }
    entity.features.only(Features::GENDER).agrees(wanted.only(Features::GENDER))
        && !(wanted.has(Features::PLURAL) && entity.named && !wanted.has(Features::SINGULAR))
}

fn gender(features: Features) -> Features {
    let gender = features.only(Features::GENDER);
    if gender == Features::GENDER { Features::NONE } else { gender }
}
