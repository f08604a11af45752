//! How far a quote can be trusted: what its mechanism is worth, less what speaks against it. From 0.9 on the
//! reader shows it as certain.
//!
//! The deductions were measured on annotated articles by mechanism, not fitted quote by quote.

use super::super::cast::{Entities, EntityId, Resolved};
use super::super::token::Tokens;
use super::clause::{Complement, Frame, SPEAKS};
use super::cue::Form as CueForm;
use super::discourse::Discourse;
use super::{Form, Quote};
use crate::lexicon::Features;

/// How sure a frame is of its words and of who says them.
pub(super) fn of_frame(
    frame: &Frame,
    found: Option<(EntityId, Resolved)>,
    entities: &Entities,
    discourse: &Discourse,
) -> f32 {
    let cue = &frame.cue;
    let mut sure: f32 = match frame.complement {
        Complement::Clause { .. } => 0.97,
        Complement::Marks { .. } => 0.98,
        Complement::Colon { .. } => 0.92,
        _ => 0.7,
    };
    if cue.form == CueForm::Noun {
        sure -= 0.15;
    }
    if cue.is(Features::WEAK) {
        sure -= 0.03;
    }
    if cue.is(Features::THOUGHT) || cue.is(Features::ASKS) {
        sure -= 0.04;
    }
    if frame.subordinate || frame.tentative {
        sure -= 0.15;
    }
    sure - of_speaker(found, entities, discourse, cue.entry.value == "adds")
}

/// What is taken off for who speaks. `goes_on`: the cue itself says that the same one speaks on.
pub(super) fn of_speaker(
    found: Option<(EntityId, Resolved)>,
    entities: &Entities,
    discourse: &Discourse,
    goes_on: bool,
) -> f32 {
    let Some((id, how)) = found else { return 0.3 };
    let entity = entities.get(id);
    let known = entity.class.is_some_and(|class| SPEAKS.has(class));
    // A name of one unknown word, or a phrase whose head nobody knows, is a guess.
    let guess = if entity.named { entity.words.len() < 2 && entity.evidence < 3 && !known } else { !known };
    let guess = if guess { 0.15 } else { 0.0 };
    guess
        + match how {
            Resolved::Named => 0.0,
            Resolved::Phrase => 0.02,
            Resolved::Role => 0.08,
            Resolved::Pronoun | Resolved::Carried => {
                let other = discourse
                    .recent
                    .iter()
                    .take(3)
                    .any(|&other| other != id && entities.get(other).features.agrees(entity.features));
                let carried = match (discourse.sentence, goes_on, other) {
                    // The subject of the sentence itself, or the one who goes on with nobody else in sight.
                    (true, ..) => 0.02,
                    (false, true, false) => 0.03,
                    (false, true, true) => 0.05,
                    (false, false, false) => 0.06,
                    (false, false, true) => 0.12,
                };
                // As doubtful as the words before, by which the speaker was known.
                carried + discourse.doubts.get(&id).copied().unwrap_or(0.06)
            }
        }
}

/// What is taken off for the words themselves: a short stretch may be a name, the end of a long report with
/// many commas is less sure.
pub(super) fn of_words(text: &Tokens, quote: &Quote) -> f32 {
    let tokens = quote.from..quote.to;
    let words = tokens.clone().filter(|&i| text.all[i].is_wordlike()).count();
    let commas = tokens.filter(|&i| matches!(text.all[i].glyph, '،' | ',' | '؛' | ';')).count();
    match quote.form {
        Form::Direct if quote.rule == "interview-answer" => 0.0,
        Form::Direct if words < 4 => 0.1,
        Form::Direct => 0.0,
        Form::Headline => 0.0,
        Form::Indirect => {
            let short = match words {
                0..4 => 0.2,
                4..7 => 0.05,
                26.. => 0.04,
                _ => 0.0,
            };
            short + 0.04 * commas.min(4) as f32
        }
    }
}
