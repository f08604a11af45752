//! A tale told in dialogue: paragraphs that open with a bare verb of saying and its words, turn after turn
//! (قال: «…» / قالت: «…»). Who speaks is told by gender, by whose turn it is, by who was spoken of since.

use super::super::cast::{Entities, EntityId};
use super::super::grammar::Grammar;
use super::super::token::Tokens;
use super::Read;
use super::clause::{Complement, Frame};
use super::cue::Form;
use super::discourse::{Discourse, fits, somebody, unnamed};
use crate::lexicon::Features;

/// Fewer bare turns are no dialogue.
const TURNS: usize = 3;
/// How many tokens ahead somebody is looked for who speaks before being told of.
const AHEAD: usize = 400;

/// Whether a chunk is told in dialogue.
pub(super) fn is_one(text: &Tokens, read: &[Read]) -> bool {
    let opens = |first: usize, frame: &Frame| {
        frame.cue.token == first
            && frame.cue.form == Form::Finite
            && !frame.cue.coordinated
            && frame.cue.entry.value != "adds"
            && frame.subject.is_none()
            && frame.pronoun.is_none()
            && matches!(frame.complement, Complement::Marks { .. })
    };
    let turns = text.blocks.iter().zip(read).filter(|(block, read)| {
        !block.lexicon.subject_first
            && read.frames.first().is_some_and(|frame| opens(block.range.start, frame))
    });
    turns.take(TURNS).count() == TURNS
}

impl Discourse {
    /// Whose turn it is at the cue at token `cue`.
    pub(super) fn turn(
        &self,
        grammar: &Grammar,
        entities: &mut Entities,
        cue: usize,
        wanted: Features,
    ) -> Option<EntityId> {
        // Who was spoken of since the last words.
        let definite = |i: &usize| grammar.text.word(*i).readings.iter().any(|r| grammar.definite(r));
        let since = self.said.max(cue.saturating_sub(AHEAD))..cue;
        let told = since.clone().filter(definite).find_map(|i| somebody(grammar, entities, i, wanted));
        let told = told.or_else(|| since.into_iter().find_map(|i| somebody(grammar, entities, i, wanted)));
        if told.is_some() {
            return told;
        }
        // In a new paragraph another one speaks, where two of one gender talk.
        let last = self.recent.first().copied().filter(|_| self.said <= grammar.start);
        let spoken = self.recent.iter().copied().find(|&id| Some(id) != last && fits(entities, id, wanted));
        spoken
            .or_else(|| unnamed(grammar, entities, cue, wanted, last))
            .or_else(|| {
                let reach = grammar.text.all.len().min(cue + AHEAD);
                (cue..reach)
                    .filter(definite)
                    .find_map(|i| somebody(grammar, entities, i, wanted).filter(|&id| Some(id) != last))
            })
            .filter(|&id| fits(entities, id, wanted))
    }
}
