//! Interviews: questions and answers in turn, by bullets, by labels or by names. An answer is direct,
//! one a block, even without marks.

use std::collections::HashMap;

use super::super::cast::{Entities, EntityId, Resolved};
use super::super::grammar::Grammar;
use super::super::mention::mention;
use super::super::token::{TokenKind, Tokens};
use super::confidence::{Confidence, Why};
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
    let form = Marking::of(text, &openings)?;
    let mut turns = vec![Turn::Other; openings.len()];
    let mut answering: Option<Option<EntityId>> = None;
    for (n, opening) in openings.iter().enumerate() {
        let grammar = Grammar::new(text, &text.blocks[n]);
        if form.asks(text, n, opening.as_ref()) {
            turns[n] = Turn::Question;
            answering = Some(None);
            continue;
        }
        let body = matches!(
            text.blocks[n].block.kind,
            BlockKind::Paragraph | BlockKind::Item(_) | BlockKind::Caption
        );
        let answers = opening.as_ref().is_some_and(|opening| form.answers.contains(opening));
        // After a heading only a marked turn goes on.
        if !body || answering.is_none() || !(answers || grammar.end - grammar.start > 8) {
            answering = answering.filter(|_| body);
            continue;
        }
        let mut from = grammar.start;
        if let Some(opening) = opening.as_ref().filter(|_| answers) {
            from = after(&grammar, opening);
            if matches!(opening, Opening::Label(_))
                && grammar.single(grammar.start, Class::Question).is_none()
            {
                answering = Some(
                    mention(&grammar, grammar.start, from)
                        .map(|found| entities.resolve(&grammar, &found, &[]).0),
                );
            }
        }
        turns[n] = Turn::Answer { from, speaker: answering.flatten() };
    }
    Some(turns)
}

/// How an interview marks its turns.
struct Marking {
    questions: Vec<Opening>,
    answers: Vec<Opening>,
    /// Turns of one opening for both, or of none: a question is what asks.
    plain: bool,
}

impl Marking {
    /// The form of a chunk that is an interview.
    fn of(text: &Tokens, openings: &[Option<Opening>]) -> Option<Self> {
        let mut counts: HashMap<&Opening, (usize, usize)> = HashMap::new();
        let (mut bare, mut asked) = (0, 0);
        for (n, opening) in openings.iter().enumerate() {
            match opening {
                Some(opening) => {
                    let count = counts.entry(opening).or_default();
                    count.0 += 1;
                    count.1 += usize::from(asks(text, n));
                }
                None if text.blocks[n].block.kind == BlockKind::Headline => {}
                None => {
                    bare += 1;
                    asked += usize::from(ends_asking(text, n));
                }
            }
        }
        let pick = |wanted: fn(usize, usize) -> bool| -> Vec<Opening> {
            counts
                .iter()
                .filter(|(_, (all, asked))| *all >= TURNS && wanted(*all, *asked))
                .map(|(&o, _)| o.clone())
                .collect()
        };
        let questions = pick(|all, asked| asked * 10 >= all * 7);
        let mixed = pick(|all, asked| all >= 2 * TURNS && asked * 10 >= all * 3 && asked * 10 < all * 7);
        let answers = pick(|all, asked| asked * 2 <= all);
        if !questions.is_empty() {
            return Some(Marking { questions, answers, plain: false });
        }
        if !mixed.is_empty() {
            return Some(Marking { questions: Vec::new(), answers: mixed, plain: true });
        }
        (asked > TURNS && asked * 5 >= bare).then(|| Marking {
            questions: Vec::new(),
            answers: Vec::new(),
            plain: true,
        })
    }

    fn asks(&self, text: &Tokens, n: usize, opening: Option<&Opening>) -> bool {
        if self.plain {
            return ends_asking(text, n) && (self.answers.is_empty() || opening.is_some());
        }
        opening.is_some_and(|opening| self.questions.contains(opening))
    }
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
    let named = |&i: &usize| grammar.text.all[i].kind != TokenKind::Quote;
    let words = (grammar.start..colon).filter(named).map(|i| grammar.text.folded(i)).collect::<Vec<_>>();
    (!words.is_empty() && words.iter().all(|word| !word.is_empty())).then(|| Opening::Label(words.join(" ")))
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

/// Whether a block is short and ends with a question mark.
fn ends_asking(text: &Tokens, n: usize) -> bool {
    let range = text.blocks[n].range.clone();
    range.len() < 70 && range.rev().take(2).any(|i| matches!(text.all[i].glyph, '؟' | '?'))
}

/// Who answers where no label tells it: who is named most before the first question.
pub(super) fn interviewee(text: &Tokens, turns: &[Turn], entities: &Entities) -> Option<EntityId> {
    let first = turns.iter().position(|turn| matches!(turn, Turn::Question))?;
    let until = text.blocks[first].range.start;
    let until = text.all.get(until)?.span.start;
    // Who is named most; of several who is told of with an office or a title, of those the first.
    let rank = |entity: &super::super::cast::Entity| {
        let named = entity.mentions.iter().filter(|span| span.start < until);
        let first = named.clone().map(|span| span.start).min()?;
        let told = !entity.roles.is_empty() || entity.evidence > 1;
        Some((named.count(), told, std::cmp::Reverse(first)))
    };
    let people = entities.iter().filter(|(_, entity)| entity.person());
    people.filter_map(|(id, entity)| Some((rank(entity)?, id))).max().map(|(_, id)| id).or_else(|| {
        let people = entities.iter().filter(|(_, entity)| entity.named && entity.evidence > 1);
        people.max_by_key(|(_, entity)| entity.mentions.len()).map(|(id, _)| id)
    })
}

/// An answer as a quote.
pub(super) fn answer(text: &Tokens, n: usize, from: usize, speaker: Option<EntityId>) -> Option<Quote> {
    let mut to = text.blocks[n].range.end;
    let mut from = from;
    while to > from && text.all[to - 1].kind == TokenKind::Break {
        to -= 1;
    }
    while from < to && text.all[from].kind == TokenKind::Sign && !text.all[from].is('(') {
        from += 1;
    }
    // Marks around the whole answer are none of its words.
    if to > from + 2 && text.all[from].kind == TokenKind::Quote && text.all[to - 1].kind == TokenKind::Quote {
        (from, to) = (from + 1, to - 1);
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
        confidence: match speaker {
            Some(_) => Confidence::of(0.97),
            None => Confidence::weak(0.6, Why::Nobody),
        },
    })
}
