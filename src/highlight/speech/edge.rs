//! Where a report ends: at the next report, where the narrator takes over again, at the end of the
//! sentence; and where it parts into several under one cue.

use crate::lexicon::{Class, Features};

use super::super::token::TokenKind;
use super::clause::{Complement, Frame};
use super::cue::{Cue, Form};
use super::scope::Scope;

/// Tokens that a report may have: more than any sentence has, and few enough that a text of nothing but
/// cues is still read in time linear in its length.
const LONGEST: usize = 600;

/// A stretch of reported words: from a token up to, not with, another.
pub type Stretch = (usize, usize);

/// The stretches of a report whose first word is token `body`; several where its complementiser is
/// repeated. `frames` are the block's, by cue.
pub fn stretches(scope: &Scope, frames: &[Frame], body: usize) -> Vec<Stretch> {
    parted(scope, frames, body, false)
}

/// The stretches of a sentence that a source phrase opens: nothing but another's report ends it before its stop.
pub fn sentence(scope: &Scope, frames: &[Frame], body: usize) -> Vec<Stretch> {
    parted(scope, frames, body, true)
}

fn parted(scope: &Scope, frames: &[Frame], body: usize, whole: bool) -> Vec<Stretch> {
    let grammar = scope.grammar;
    let limit = scope.around(body).map_or(grammar.end, |pair| pair.to).min(body + LONGEST);
    let mut found = Vec::new();
    let mut start = body;
    let mut i = body;
    let within = grammar.lexicon.verb_final && embedded(frames, body);
    while i < limit {
        if let Some(pair) = scope.pair_at(i) {
            let pair = &scope.pairs[pair];
            if pair.closed && pair.after() <= limit {
                i = pair.after();
                continue;
            }
        }
        if grammar.full_stop(i) {
            break;
        }
        if let Some(close) = grammar.closing(i, 40) {
            i = close + 1;
            continue;
        }
        if i > start && grammar.text.all[i].kind == TokenKind::Word {
            let after_comma = grammar.comma(i - 1);
            if let Some((end, next)) = prefix_again(scope, start, i) {
                found.push((start, end));
                start = next;
                i = next + 1;
                continue;
            }
            if let Some(next) = repeated(scope, i) {
                found.push((start, i));
                start = next;
                i = next;
                continue;
            }
            let but = |i| grammar.single(i, Class::Connective).is_some_and(|entry| entry.value == "but");
            if ends(scope, frames, i, after_comma, start) && !(whole && but(i))
                || within && resumes(scope, frames, i)
            {
                break;
            }
        }
        i += 1;
    }
    found.push((start, i.min(limit)));
    for stretch in &mut found {
        stretch.1 = trimmed(scope, stretch.0, stretch.1);
    }
    found.retain(|&(from, to)| from < to);
    found
}

/// The prefix that opened the report opens another one (ושאחד …, אבל שההרגשה …): where the first ends and
/// the next begins.
fn prefix_again(scope: &Scope, start: usize, i: usize) -> Option<(usize, usize)> {
    let grammar = scope.grammar;
    let prefix = grammar.lexicon.that_prefix;
    if prefix.is_empty() || !grammar.text.folded(start).starts_with(prefix) {
        return None;
    }
    let opens = |k: usize, conjoined: bool| {
        let word = grammar.text.word(k);
        let own = word.readings.iter().any(|r| r.clitics.slot(1) == 0 && !r.entries.is_empty());
        !own && word.readings.iter().any(|r| {
            r.clitics.slot(1) & 1 == 1
                && (r.clitics.slot(0) != 0) == conjoined
                && word.stem(r).chars().count() > 2
        })
    };
    if opens(i, true) {
        return Some((i, i));
    }
    let but = grammar.single(i, Class::Connective).is_some_and(|entry| entry.value == "but");
    (but && i + 1 < grammar.end && opens(i + 1, false)).then_some((i, i + 1))
}

/// Whether the report that begins at `body` stands before the verb of its sentence (با بیان اینکه … گفت).
fn embedded(frames: &[Frame], body: usize) -> bool {
    let upto = frames.partition_point(|frame| frame.cue.token < body);
    let governs =
        |frame: &Frame| matches!(frame.complement, Complement::Clause { body: at, .. } if at == body);
    frames[..upto].iter().rev().take(4).any(|frame| governs(frame) && frame.cue.form == Form::Participle)
}

/// Whether a reporting verb stands at token `i`: the sentence that an embedded report belongs to goes on.
fn resumes(scope: &Scope, frames: &[Frame], i: usize) -> bool {
    let frame = frames.binary_search_by_key(&i, |frame| frame.cue.token).ok().map(|n| &frames[n]);
    scope.cue_at(i).is_some_and(|cue| cue.form == Form::Finite)
        && frame.is_some_and(|frame| !frame.subordinate)
}

/// A complementiser repeated by a conjunction (وأنّ, كما أنّ): the token after it.
pub fn repeated(scope: &Scope, i: usize) -> Option<usize> {
    let grammar = scope.grammar;
    if let Some((_, entry, end)) = grammar.phrase(i, Class::Connective) {
        let again = entry.value == "and" && end > i + 1;
        let this = grammar.single(end, Class::Demonstrative).is_some();
        let that = || {
            let at = scope.complementiser(end).or_else(|| scope.complementiser(end + 1).filter(|_| this));
            at.map(|(body, _)| body).filter(|_| entry.value == "and")
        };
        return again.then_some(end).or_else(that);
    }
    let (reading, _) = grammar.text.word(i).class(Class::Complementiser)?;
    // فإن goes on with the clause that it answers.
    let and = reading.clitics.slot(0) & 1 == 1;
    (and && !grammar.comma(i + 1)).then_some(i + 1)
}

/// Whether the report ends before token `i`.
fn ends(scope: &Scope, frames: &[Frame], i: usize, after_comma: bool, start: usize) -> bool {
    let grammar = scope.grammar;
    if let Some((_, entry, end)) = grammar.phrase(i, Class::Connective) {
        match entry.value {
            "outside" => return true,
            "but" if after_comma => return true,
            "while" if speaks(frames, end) => return true,
            _ if end > i + 1 => return false,
            _ => {}
        }
    }
    // ورغم تأكيد الوزير أن …، فإن …: the sentence's own clause answers the one that the noun stands in.
    let answers = |reading: &super::super::vocabulary::Reading| reading.clitics.slot(0) & !1 != 0;
    if after_comma
        && grammar
            .text
            .word(i)
            .readings
            .iter()
            .any(|r| answers(r) && !r.entries.is_empty() && grammar.bare(r))
        && embedded_noun(scope, frames, start)
    {
        return true;
    }
    // The narrator's next report: its own clause opens here.
    let next = frames.partition_point(|frame| frame.cue.token < i);
    let says = |frame: &Frame| frame.governs() || !frame.cue.is(Features::WEAK) && !frame.cue.homograph;
    let opens = |frame: &Frame| frame.opens == Some(i) && says(frame) && !frame.cue.negated;
    if i > start + 1 && frames[next..].iter().take(2).any(opens) {
        return true;
    }
    if grammar.phrase(i, Class::Turn).is_some_and(|_| after_comma) {
        return true;
    }
    if let Some((_, entry, end)) = grammar.phrase(i, Class::SourcePhrase) {
        return match entry.value {
            "own" => true,
            "clause" => after_comma && scope.cue_at(end).is_some(),
            "as" => scope.cue_at(end).is_some() && (after_comma || speaks(frames, end)),
            _ => after_comma,
        };
    }
    // ، ولم تجزم بأن …: the narrator goes on to what was not said.
    if after_comma
        && grammar.single(i, Class::Negation).is_some()
        && grammar.text.word(i).readings.iter().any(|reading| grammar.conjoined(reading))
        && scope.cue_at(i + 1).is_some_and(|cue| cue.negated && cue.form == Form::Finite && !cue.homograph)
    {
        return true;
    }
    // ، وهو ما تشكك فيه النقابة: the narrator tells what another says of it.
    if after_comma
        && grammar.single(i, Class::Pronoun).is_some()
        && grammar
            .text
            .word(i)
            .readings
            .iter()
            .any(|reading| grammar.conjoined(reading) && !reading.entries.is_empty())
        && scope.relative(i + 1)
        && (i + 2..i + 4).any(|k| scope.cue_at(k).is_some_and(|cue| cue.form == Form::Finite))
    {
        return true;
    }
    if let Some(cue) = scope.cue_at(i) {
        let frame = frames.binary_search_by_key(&i, |frame| frame.cue.token).ok().map(|n| &frames[n]);
        let reports = frame.is_some_and(Frame::governs);
        let plain = !cue.homograph && !cue.is(Features::WEAK);
        return match cue.form {
            Form::Finite if cue.conjoined && !reports && runs_on(frames, start, cue.features) => false,
            Form::Finite if cue.conjoined => {
                (reports || (!cue.homograph && after_comma && acts(cue))) && i > start + 1
            }
            Form::Finite => after_comma && reports && !cue.negated && frame.is_some_and(|f| !f.subordinate),
            Form::Participle => {
                after_comma || plain && frame.is_some_and(|f| f.complement != Complement::None)
            }
            Form::Noun => false,
        };
    }
    // A report whose subject stands first: ، ومصادر أخرى تقول إن ….
    let near = frames.partition_point(|frame| frame.cue.token <= i);
    let subject = frames[near..].iter().take(2).any(|frame| {
        frame.before
            && !frame.tentative
            && frame.governs()
            && frame.subject.as_ref().is_some_and(|subject| subject.start == i)
    });
    after_comma && (subject || circumstantial(scope, i))
}

/// Whether the report at `body` belongs to a noun that a preposition leads: only part of a clause (رغم تأكيده أن …).
fn embedded_noun(scope: &Scope, frames: &[Frame], body: usize) -> bool {
    let grammar = scope.grammar;
    let upto = frames.partition_point(|frame| frame.cue.token < body);
    let governs =
        |frame: &&Frame| matches!(frame.complement, Complement::Clause { body: at, .. } if at == body);
    frames[..upto].iter().rev().take(4).find(governs).is_some_and(|frame| {
        let noun = frame.cue.token;
        frame.cue.form == Form::Noun
            && noun > grammar.start
            && grammar.single(noun - 1, Class::Preposition).is_some()
    })
}

/// Whether a verb that reports nothing here is still an act of speech: one of many senses mostly is none, unless it
/// demands, accuses, praises.
fn acts(cue: &Cue) -> bool {
    let speech = ["demands", "accuses", "praises", "warns", "asks", "denies", "promises"];
    !cue.is(Features::WEAK) || speech.contains(&cue.entry.value)
}

/// Whether a verb goes on with the clause that the report at `body` began: in the present, where the narrator's
/// own verb is in the past (وقال إن الإنجاز يعكس …، ويؤكد …).
fn runs_on(frames: &[Frame], body: usize, verb: Features) -> bool {
    let present = |features: Features| features.has(Features::PRESENT) && !features.has(Features::PAST);
    let past = |features: Features| features.has(Features::PAST) && !features.has(Features::PRESENT);
    let upto = frames.partition_point(|frame| frame.cue.token < body);
    let narrator =
        frames[..upto].iter().rev().take(16).find(|frame| frame.cue.form == Form::Finite && frame.governs());
    present(verb) && narrator.is_some_and(|frame| past(frame.cue.features))
}

/// Whether somebody else begins to speak at token `i`: a finite cue that reports or has a subject of its
/// own, or the subject of one.
fn speaks(frames: &[Frame], i: usize) -> bool {
    let near = frames.partition_point(|frame| frame.cue.token < i);
    frames[near..].iter().take(2).any(|frame| {
        let own = frame.subject.as_ref().filter(|_| !frame.tentative);
        let at = match own {
            Some(subject) if frame.before => subject.start,
            _ => frame.cue.token,
        };
        let clause = matches!(
            frame.complement,
            Complement::Clause { .. } | Complement::Colon { .. } | Complement::Marks { .. }
        );
        at == i
            && frame.cue.form == Form::Finite
            && !frame.cue.negated
            && (clause && !frame.subordinate || own.is_some() && !frame.before && !frame.cue.homograph)
    })
}

/// Whether an unknown word after a comma looks like a participle that says what the speaker does
/// meanwhile (، مستشهداً بـ…): by the shape that the lexicon gives.
fn circumstantial(scope: &Scope, i: usize) -> bool {
    let grammar = scope.grammar;
    let Some((before, after)) = grammar.lexicon.circumstantial.split_once('…') else { return false };
    let word = grammar.text.folded(i);
    word.len() > before.len() + after.len() + 5
        && !grammar.function(i)
        && word.starts_with(before)
        && word.ends_with(after)
}

/// The end of a stretch without commas, dashes and breaks at its end.
fn trimmed(scope: &Scope, from: usize, mut to: usize) -> usize {
    let text = scope.grammar.text;
    while to > from {
        let token = &text.all[to - 1];
        let closes = matches!(token.glyph, ')' | ']' | '%' | '°')
            || token.kind == TokenKind::Quote
                && scope.pairs.iter().any(|pair| pair.to == to - 1 && pair.open >= from);
        if token.is_wordlike() || closes {
            break;
        }
        to -= 1;
    }
    to
}
