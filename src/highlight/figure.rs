//! Figures: amounts with their unit or what they count (200 billion dollars, 29.3%, between 14 and 19
//! million people), with the value and the unit normalised.
//!
//! Not bare years, ordinals, labels (article 5), scores or telephone numbers: [`super::date`] comes
//! first, and a number without a unit is a figure only where the words before it measure something.

use crate::lexicon::Class;
use crate::text::span::Span;

use super::measure::{Measure, count_of, counted, is_accusative, joined, sign_before};
use super::number::Number;
use super::token::{TokenKind, Tokens};
use super::vocabulary::{Classes, has_article};
use super::{FIGURE, Highlight, Part, Role};

/// What stands before a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Before {
    /// The lexicon's word for how it measures: `bare`, `between` …
    pub kind: &'static str,
    /// The token after it.
    pub at: usize,
}

/// The figure whose number begins at token `i`, and the token after it.
pub(super) fn at(text: &Tokens, i: usize, end: usize, before: Before) -> Option<(Highlight, usize)> {
    if let Some(found) = one(text, i, end) {
        return Some(found);
    }
    if let Some(found) = dual(text, i, end) {
        return Some(found);
    }
    let low = Number::at(text, i, end)?;
    let kind = if before.at == i { before.kind } else { "" };
    let article = low.digits && has_article_before(text, i);
    if (low.definite && !low.part) || (low.digits && !article && glued(text, i)) {
        return None;
    }
    let numbered = i > 0 && text.word(i - 1).is(Class::Numbered);
    // One is a number, not an amount.
    if low.value == 1.0 && !low.digits && low.scale == 1.0 && !low.part {
        return None;
    }
    let mut start = low.start - if low.part { u32::from(low.article) } else { 0 };
    let mut max = low.max;
    let mut value = low.value;
    let mut last = low;
    let mut measure = sign_before(text, i, &low).map(|(from, unit)| {
        start = from;
        Measure { unit, end: low.end, known: true }
    });
    if measure.is_none() {
        measure = counted(text, &low, end);
        if low.bracket && (measure.is_some() || low.scale > 1.0) {
            start = text.all[i - 1].span.start;
        }
    }
    // The 24 hours: an article before digits wants a unit after them.
    let counts = |measure: &Measure| measure.known || kind == "bare" || is_accusative(text, measure.end - 1);
    if article && !measure.as_ref().is_some_and(counts) {
        return None;
    }
    if measure.is_none()
        && !numbered
        && let Some(high) = range(text, &low, end, kind)
    {
        let group =
            text.phrase(high.end.min(end - 1), Class::Approximate).is_some_and(|(_, e, _)| e.value == "of");
        let of = counted(text, &high, end).filter(|_| !group);
        // Both ends are of one kind: 14 to 19 million is 14 million to 19 million.
        if (of.is_some() || kind == "between") && !(high.definite || high.part || high.many) {
            let shared =
                if low.scale == 1.0 && high.scale > 1.0 && value < high.scale { high.scale } else { 1.0 };
            value *= shared;
            max = Some(high.value);
            last = high;
            measure = of;
        }
    }
    let next = measure.as_ref().map_or(last.end, |measure| measure.end);
    let confidence = match &measure {
        // Half an hour, but not half of them.
        measure
            if last.part
                && last.scale == 1.0
                && !part_of(&last)
                && !measure.as_ref().is_some_and(|m| m.known) =>
        {
            return None;
        }
        // A label's number counts nothing: of article 80 of the law.
        Some(measure) if numbered && !measure.known => return None,
        Some(measure) if measure.known => 0.95,
        Some(_) if last.many => 0.7,
        Some(_) if low.digits && max.is_none() && looks_like_year(text, i, &low) => {
            let tanwin = is_accusative(text, next - 1);
            if !tanwin && low.value % 1000.0 != 0.0 && kind.is_empty() {
                return None;
            }
            0.6
        }
        Some(_) => 0.85,
        None if numbered || last.many && last.end < i + 2 => return None,
        None if last.many => 0.7,
        None if last.part => 0.6,
        None if last.scale > 1.0 && next > i + 1 => 0.85,
        None if matches!(kind, "bare" | "between" | "some") && !looks_like_year(text, i, &low) => 0.7,
        None if max.is_some() && kind == "between" => 0.7,
        // A large number is an amount of something, where it is no year and no label.
        None if low.digits && max.is_none() && large(text, i, &low, end) => 0.6,
        None if kind == "to" && low.digits && value >= 100.0 && !looks_like_year(text, i, &low) => 0.6,
        None if low.digits && value.fract() != 0.0 && max.is_none() => 0.5,
        None => return None,
    };
    let span = Span::new(start, text.all[next - 1].span.end);
    let mut parts = Vec::with_capacity(3);
    if !last.many {
        parts.push(Part { role: Role::Value, span: None, value: Some(decimal(value)) });
    }
    if let Some(max) = max {
        parts.push(Part { role: Role::ValueMax, span: None, value: Some(decimal(max)) });
    }
    if let Some(measure) = measure {
        parts.push(Part { role: Role::Unit, span: None, value: Some(measure.unit) });
    }
    Some((Highlight { kind: FIGURE, span, parts, rule: "figure", confidence }, next))
}

/// A noun that says two by itself (two months, twice), maybe with a part after it (two hours and a half).
fn dual(text: &Tokens, i: usize, end: usize) -> Option<(Highlight, usize)> {
    if !text.word(i).classes.any(Classes::of(&[Class::Period, Class::Unit])) {
        return None;
    }
    let (reading, entry, mut next) = text.phrase(i, Class::Period).or_else(|| text.phrase(i, Class::Unit))?;
    let count = count_of(entry)?;
    let lexicon = crate::lexicon::get(text.word(i).language);
    if count <= 1.0 || next > end || has_article(lexicon, reading.clitics) || reading.joined {
        return None;
    }
    // Of the shape of an adjective it says no number (a monthly wage).
    if next == i + 1 && lexicon.nisba.last().is_some_and(|ending| text.folded(i).ends_with(ending)) {
        return None;
    }
    let unit = text.slice(i, next)[usize::from(reading.prefix)..].to_string();
    let mut value = count;
    if let Some(part) =
        Number::at(text, next, end).filter(|part| part.part && part.value < 1.0 && joined(text, next))
    {
        value += part.value;
        next = part.end;
    }
    let start = text.all[i].span.start + u32::from(reading.prefix);
    let span = Span::new(start, text.all[next - 1].span.end);
    let parts = vec![
        Part { role: Role::Value, span: None, value: Some(decimal(value)) },
        Part { role: Role::Unit, span: None, value: Some(unit) },
    ];
    Some((Highlight { kind: FIGURE, span, parts, rule: "dual", confidence: 0.85 }, next))
}

/// A noun and "one" after it (one day, one person), where the language counts so.
fn one(text: &Tokens, i: usize, end: usize) -> Option<(Highlight, usize)> {
    let countable = Classes::of(&[Class::Period, Class::Unit, Class::Role]);
    let next = i + 1;
    if next >= end || !text.word(i).plain.any(countable) || !text.word(next).classes.has(Class::Number) {
        return None;
    }
    let (reading, entry, after) = text.phrase(next, Class::Number)?;
    let lexicon = crate::lexicon::get(text.word(i).language);
    let definite = !lexicon.article.is_empty() && text.folded(i).starts_with(lexicon.article);
    if entry.value != "1" || !reading.clitics.is_empty() || definite || text.all[next].kind != TokenKind::Word
    {
        return None;
    }
    let parts = vec![
        Part { role: Role::Value, span: None, value: Some("1".into()) },
        Part { role: Role::Unit, span: None, value: Some(text.written(i).into()) },
    ];
    Some((Highlight { kind: FIGURE, span: text.span(i, after), parts, rule: "one", confidence: 0.6 }, after))
}

/// A number of a thousand and more that stands by itself in a sentence.
fn large(text: &Tokens, i: usize, number: &Number, end: usize) -> bool {
    let beside = |k: usize| {
        text.all.get(k).is_some_and(|token| token.kind == TokenKind::Number || token.is('/') || token.is(':'))
    };
    let joined = i > 0 && beside(i - 1) || number.end < end && beside(number.end);
    let label = i > 0 && (text.all[i - 1].glyph.is_ascii_alphabetic() || text.all[i - 1].is('('));
    let year = text.written(i).len() == 4 && number.value <= 2100.0;
    !year
        && number.value >= 1000.0
        && !joined
        && !label
        && !looks_like_year(text, i, number)
        && text.written(i).len() <= 11
}

/// Whether an article is joined to the digits at token `i`.
fn has_article_before(text: &Tokens, i: usize) -> bool {
    let lexicon = crate::lexicon::get(text.word(i).language);
    i > 0
        && !lexicon.article.is_empty()
        && text.folded(i - 1).ends_with(lexicon.article)
        && text.folded(i - 1).chars().count() <= lexicon.article.chars().count() + 1
}

/// Digits that belong to a word before them: COVID-19, the 12.
fn glued(text: &Tokens, i: usize) -> bool {
    if text.prefixed_by_hyphen(i) {
        return false;
    }
    let token = &text.all[i];
    if token.spaced || i == 0 {
        return token.span.len() > 9 && text.written(i).chars().all(|c| c.is_numeric());
    }
    let before = &text.all[i - 1];
    match before.kind {
        TokenKind::Sign => {
            matches!(before.glyph, '-' | '/' | '_' | '.' | '#' | '+' | '@' | ':')
                && !before.spaced
                && i > 1
                && text.all[i - 2].is_wordlike()
                || before.glyph == '#'
                || before.glyph == '+'
                || before.glyph == '@'
        }
        TokenKind::Word => {
            let lexicon = crate::lexicon::get(text.word(i).language);
            text.folded(i - 1) == lexicon.article || text.word(i - 1).capital
        }
        _ => false,
    }
}

/// Where the other end of a range is: 15 to 20%, 20-28%, between 18 and 29 years.
fn range(text: &Tokens, low: &Number, end: usize, kind: &str) -> Option<Number> {
    if low.max.is_some() || low.scale > 1.0 || low.many || low.part || low.end >= end {
        return None;
    }
    let token = &text.all[low.end];
    if matches!(token.glyph, '-' | '–' | '—') && token.kind == TokenKind::Sign {
        return Number::at(text, low.end + 1, end).filter(|high| high.value > low.value);
    }
    if kind == "between" {
        let and =
            text.phrase(low.end, Class::Number).is_some_and(|(_, entry, _)| entry.value.starts_with('&'));
        let at = if and { low.end + 1 } else { low.end };
        let high = Number::at(text, at, end).filter(|_| and || joined(text, at));
        if let Some(high) = high.filter(|high| high.value > low.value) {
            return Some(high);
        }
    }
    let (reading, entry, at) = text.phrase(low.end, Class::Approximate)?;
    let to = entry.value == "to" && reading.clitics.is_empty();
    Number::at(text, at, end).filter(|high| to && high.value > low.value && high.digits == low.digits)
}

/// Whether a part of something is told without a noun after it: thirds are, halves are not.
fn part_of(number: &Number) -> bool {
    number.value != 0.5 && number.value != 0.25
}

/// Whether digits may as well be a year.
fn looks_like_year(text: &Tokens, i: usize, number: &Number) -> bool {
    let four = text.written(i).chars().count() == 4;
    number.digits && four && number.scale == 1.0 && (1800.0..=2100.0).contains(&number.value)
}

/// A value as a decimal number.
fn decimal(value: f64) -> String {
    format!("{value}")
}
