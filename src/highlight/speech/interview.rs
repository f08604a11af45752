//! Interviews: questions and answers in turn, by bullets, by labels or by names. An answer is direct,
//! one a block, even without marks.

use std::collections::HashMap;

use super::super::cast::{Entities, EntityId, Resolved};
use super::super::grammar::Grammar;
use super::super::mention::mention;
use super::super::token::{TokenKind, Tokens};
use super::{Form, Quote};
use crate::document::BlockKind;
use crate::lexicon::Class;

/// Fewer turns are no interview.
const TURNS: usize = 3;

/// What a block of an interview is.
#[derive(Clone, Debug)]
pub(super) enum Turn {
    /// No turn.
    Other,
    /// A question, or the interviewer's words.
    Question,
    /// An answer: its first token, and who gives it where a name stands before it.
    Answer { from: usize, speaker: Option<EntityId> },
}

/// The turns of a chunk, where it is an interview.
pub(super) fn turns(text: &Tokens, entities: &mut Entities) -> Option<Vec<Turn>> {
    let openings: Vec<Option<Opening>> =
        (0..text.blocks.len()).map(|n| opening(&Grammar::new(text, &text.blocks[n]))).collect();
    let mut counts: HashMap<&Opening, (usize, usize)> = HashMap::new();
    for (n, opening) in openings.iter().enumerate() {
        if let Some(opening) = opening {
            let count = counts.entry(opening).or_default();
            count.0 += 1;
            count.1 += usize::from(asks(text, n));
        }
    }
    let questions: Vec<&Opening> = counts
        .iter()
        .filter(|(_, (all, asked))| *all >= TURNS && asked * 10 >= all * 7)
        .map(|(&o, _)| o)
        .collect();
    let answers: Vec<&Opening> = counts
        .iter()
        .filter(|(opening, (all, asked))| *all >= TURNS && asked * 2 <= *all && !questions.contains(opening))
        .map(|(&o, _)| o)
        .collect();
    if questions.is_empty() || answers.is_empty() {
        return None;
    }
    let mut turns = vec![Turn::Other; openings.len()];
    let mut answering: Option<Option<EntityId>> = None;
    for (n, opening) in openings.iter().enumerate() {
        let grammar = Grammar::new(text, &text.blocks[n]);
        let body = matches!(
            text.blocks[n].block.kind,
            BlockKind::Paragraph | BlockKind::Item(_) | BlockKind::Caption
        );
        turns[n] = match opening {
            Some(opening) if questions.contains(&opening) => {
                answering = None;
                Turn::Question
            }
            Some(opening) if answers.contains(&opening) => {
                let from = after(&grammar, opening);
                let speaker = match opening {
                    Opening::Label(_) => mention(&grammar, grammar.start, from).and_then(|found| {
                        let answer = grammar.single(grammar.start, Class::Question).is_some();
                        (!answer).then(|| entities.resolve(&grammar, &found, &[]).0)
                    }),
                    Opening::Bullets(_) => None,
                };
                answering = Some(speaker);
                Turn::Answer { from, speaker }
            }
            // An answer of several paragraphs goes on until the next question.
            None if body && answering.is_some() && grammar.end - grammar.start > 12 => {
                Turn::Answer { from: grammar.start, speaker: answering.flatten() }
            }
            _ => {
                answering = answering.filter(|_| body);
                Turn::Other
            }
        };
    }
    Some(turns)
}

/// How a turn begins.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Opening {
    /// That many bullets of one sign.
    Bullets(String),
    /// A label before a colon.
    Label(String),
}

fn opening(grammar: &Grammar) -> Option<Opening> {
    if grammar.start >= grammar.end {
        return None;
    }
    let first = &grammar.text.all[grammar.start];
    if first.kind == TokenKind::Sign && matches!(first.glyph, '•' | '-' | '–' | '—' | '*' | '●' | '■' | '▪')
    {
        return Some(Opening::Bullets(grammar.text.written(grammar.start).to_string()));
    }
    let reach = grammar.end.min(grammar.start + 6);
    let colon = (grammar.start + 1..reach).find(|&i| grammar.text.all[i].is(':'))?;
    let words = (grammar.start..colon).map(|i| grammar.text.folded(i)).collect::<Vec<_>>();
    words.iter().all(|word| !word.is_empty()).then(|| Opening::Label(words.join(" ")))
}

/// The first token after an opening.
fn after(grammar: &Grammar, opening: &Opening) -> usize {
    match opening {
        Opening::Bullets(_) => grammar.start + 1,
        Opening::Label(_) => (grammar.start..grammar.end)
            .find(|&i| grammar.text.all[i].is(':'))
            .map_or(grammar.start, |at| at + 1),
    }
}

/// Whether a block ends in a question mark, or near its end.
fn asks(text: &Tokens, n: usize) -> bool {
    let range = text.blocks[n].range.clone();
    range.rev().take(8).any(|i| matches!(text.all[i].glyph, '؟' | '?'))
}

/// Who answers where no label tells it: who is named most before the first question.
pub(super) fn interviewee(text: &Tokens, turns: &[Turn], entities: &Entities) -> Option<EntityId> {
    let first = turns.iter().position(|turn| matches!(turn, Turn::Question))?;
    let until = text.blocks[first].range.start;
    let until = text.all.get(until)?.span.start;
    entities
        .iter()
        .filter(|(_, entity)| entity.named)
        .map(|(id, entity)| (entity.mentions.iter().filter(|span| span.start < until).count(), id))
        .filter(|&(count, _)| count > 0)
        .max()
        .map(|(_, id)| id)
}

/// An answer as a quote.
pub(super) fn answer(text: &Tokens, n: usize, from: usize, speaker: Option<EntityId>) -> Option<Quote> {
    let mut to = text.blocks[n].range.end;
    while to > from && text.all[to - 1].kind == TokenKind::Break {
        to -= 1;
    }
    (from < to).then_some(Quote {
        form: Form::Direct,
        from,
        to,
        speaker: speaker.map(|id| (id, None, Resolved::Carried)),
        addressee: None,
        cue: None,
        stance: "says",
        rule: "interview-answer",
        confidence: if speaker.is_some() { 0.9 } else { 0.6 },
    })
}
