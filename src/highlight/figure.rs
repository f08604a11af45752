//! Figures: amounts with their unit or what they count (200 billion dollars, 29.3%, between 14 and 19
//! million people), with the value and the unit normalised.
//!
//! Not bare years, ordinals, labels (article 5), scores or telephone numbers: [`super::date`] comes
//! first, and a number without a unit is a figure only where the words before it measure something.

use crate::lexicon::{Class, Entry};
use crate::text::span::Span;

use super::number::Number;
use super::token::{TokenKind, Tokens};
use super::vocabulary::{Classes, has_article};
use super::{FIGURE, Highlight, Part, Role};

/// What is never counted: function words, reporting words, dates.
const NO_NOUN: Classes = Classes::of(&[
    Class::Uncounted,
    Class::Common,
    Class::Complementiser,
    Class::SourcePhrase,
    Class::Preposition,
    Class::Pronoun,
    Class::Connective,
    Class::Negation,
    Class::Auxiliary,
    Class::Adjunct,
    Class::Relative,
    Class::Demonstrative,
    Class::Approximate,
    Class::Weekday,
    Class::Month,
    Class::RelativeDate,
    Class::YearSign,
    Class::Ago,
]);

/// What an amount is of.
struct Measure {
    /// ISO 4217 code, `%`, or the noun as written.
    unit: String,
    /// The token after it.
    end: usize,
    /// Whether the lexicon knows it as a unit.
    known: bool,
}

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
    let counts = |measure: &Measure| {
        measure.known
            || kind == "bare"
            || text.written(measure.end - 1).trim_end_matches('\u{64b}').ends_with('\u{627}')
    };
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
            let tanwin = text.written(next - 1).trim_end_matches('\u{64b}').ends_with('\u{627}');
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

/// How many a noun of time or measure says by itself: P2M is two months.
fn count_of(entry: &Entry) -> Option<f64> {
    let digits = entry.value.trim_start_matches(['P', 'T']);
    match entry.class {
        Class::Period if entry.value.starts_with("P2") || entry.value.starts_with("PT2") => {
            // Twenty years and two hundred years are two decades and two centuries.
            Some(if digits.starts_with('2') { 2.0 } else { 1.0 })
        }
        Class::Unit => entry.value.parse().ok(),
        _ => None,
    }
}

/// Whether the word at token `i` has a conjunction before it.
fn joined(text: &Tokens, i: usize) -> bool {
    text.word(i).readings.iter().any(|reading| reading.clitics.slot(0) != 0 && !reading.entries.is_empty())
}

/// A number of a thousand and more that stands by itself in a sentence.
fn large(text: &Tokens, i: usize, number: &Number, end: usize) -> bool {
    let beside = |k: usize| {
        text.all.get(k).is_some_and(|token| token.kind == TokenKind::Number || token.is('/') || token.is(':'))
    };
    let alone = !(i > 0 && beside(i - 1)) && !(number.end < end && beside(number.end));
    let label = i > 0 && (text.all[i - 1].glyph.is_ascii_alphabetic() || text.all[i - 1].is('('));
    let year = text.written(i).len() == 4 && number.value <= 2100.0;
    !year
        && number.value >= 1000.0
        && alone
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

/// A currency or per cent sign right before the digits: where it begins and what it is.
fn sign_before(text: &Tokens, i: usize, number: &Number) -> Option<(u32, String)> {
    let before = text.all.get(i.checked_sub(1)?)?;
    if !number.digits || before.kind != TokenKind::Sign || text.all[i].spaced {
        return None;
    }
    let free = i < 2 || text.all[i - 2].kind != TokenKind::Number || before.spaced;
    Some((before.span.start, sign(text, i - 1)?)).filter(|_| free)
}

/// The unit that a sign stands for.
fn sign(text: &Tokens, i: usize) -> Option<String> {
    let token = text.all.get(i).filter(|token| token.kind == TokenKind::Sign)?;
    match token.glyph {
        '%' | '٪' => Some("%".into()),
        glyph if (glyph as u32) < 0x80 && glyph != '$' => None,
        glyph => {
            // A sign is no word: its language is that of the number beside it.
            let language = [i + 1, i.wrapping_sub(1)]
                .into_iter()
                .find(|&k| text.all.get(k).is_some_and(|token| token.is_wordlike()))?;
            let lexicon = crate::lexicon::get(text.word(language).language);
            let entries = lexicon.entries(glyph.encode_utf8(&mut [0; 4]));
            entries.iter().find(|entry| entry.class == Class::Unit).map(|entry| entry.value.to_string())
        }
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
        let and = text.phrase(low.end, Class::Number).is_some_and(|(_, entry, _)| entry.value == "&");
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

/// What stands after a number and is counted by it.
fn counted(text: &Tokens, number: &Number, end: usize) -> Option<Measure> {
    let i = number.end;
    if i >= end {
        return None;
    }
    if text.all[i].kind == TokenKind::Sign {
        return sign(text, i).map(|unit| Measure { unit, end: i + 1, known: true });
    }
    if text.all[i].kind != TokenKind::Word {
        return None;
    }
    let lexicon = crate::lexicon::get(text.word(i).language);
    for class in [Class::Unit, Class::Period] {
        let Some((reading, entry, next)) = text.phrase(i, class) else { continue };
        let article = has_article(lexicon, reading.clitics);
        let bare = reading.clitics.is_empty() || article && number.scale > 1.0;
        if !bare || reading.joined || next > end || count_of(entry).is_some_and(|count| count > 1.0) {
            continue;
        }
        // Radio 4 on Tuesday.
        if class == Class::Period
            && text.all.get(next).is_some_and(|_| text.phrase(next, Class::Weekday).is_some())
        {
            return None;
        }
        let percent = entry.value == "%";
        if number.closed && !percent && number.scale > 1.0 {
            return None;
        }
        // A classifier stands between a number and its noun.
        let next = if entry.value == "+" { noun(text, next, end, false).unwrap_or(next) } else { next };
        let code = entry.value.len() == 3 && entry.value.bytes().all(|b| b.is_ascii_uppercase());
        let mut measure = Measure {
            unit: if code || percent { entry.value.into() } else { text.slice(i, next).into() },
            end: next,
            known: true,
        };
        if class == Class::Period && joined(text, next.min(text.all.len() - 1)) {
            // Three hours and a half.
            let part = Number::at(text, next, end).filter(|part| part.part && part.value < 1.0);
            measure.end = part.map_or(next, |part| part.end);
        }
        return Some(measure);
    }
    if number.closed {
        return None;
    }
    let loose = number.many || number.part;
    // Ten of their staff, hundreds of thousands of people.
    if !(number.digits && number.value.fract() != 0.0)
        && number.scale <= 1000.0
        && !number.part
        && let Some((reading, entry, of)) = text.phrase(i, Class::Approximate)
        && entry.value == "of"
        && reading.clitics.is_empty()
    {
        // Of digits only a definite group: 7 of 20 is no group.
        let definite = text.all.get(of).is_some_and(|_| text.written(of).starts_with(lexicon.article));
        let next = noun(text, of, end, true).filter(|_| !number.digits || definite)?;
        return Some(Measure { unit: text.slice(of, next).into(), end: next, known: false });
    }
    let mut next = noun(text, i, end, loose)?;
    // A third of the size of the population: an indefinite noun goes on to its genitive.
    if number.part && !text.written(i).starts_with(lexicon.article) {
        next = noun(text, next, end, true)
            .filter(|_| text.written(next).starts_with(lexicon.article))
            .unwrap_or(next);
    }
    // Men teachers and women teachers: the noun again, in its other gender.
    if let (Some(and), Some(token)) =
        (lexicon.proclitics.first().and_then(|slot| slot.first()), text.all.get(next))
        && token.kind == TokenKind::Word
        && next < end
        && let Some(again) = text.folded(next).strip_prefix(and)
        && again.len() >= text.folded(i).len()
        && again != text.folded(i)
        && again.starts_with(text.folded(i).trim_end_matches('\u{627}'))
    {
        next += 1;
    }
    Some(Measure { unit: text.slice(i, next).into(), end: next, known: false })
}

/// The token after the noun at token `i`, where it may be counted; `definite` ones only where that is
/// asked for.
fn noun(text: &Tokens, i: usize, end: usize, definite: bool) -> Option<usize> {
    let token = text.all.get(i).filter(|token| i < end && token.kind == TokenKind::Word)?;
    let word = text.word(i);
    let lexicon = crate::lexicon::get(word.language);
    // What is joined to digits is an abbreviation (m), unless it is long.
    let joined = !token.spaced && text.all[i - 1].kind == TokenKind::Number;
    if word.folded.chars().count() < if joined { 4 } else { 2 } {
        return None;
    }
    if text
        .phrase(i, Class::Countable)
        .is_some_and(|(reading, entry, _)| reading.clitics.is_empty() && !(definite && entry.value == "few"))
    {
        return Some(i + 1);
    }
    if text.word(i).is(Class::Countable) {
        return None;
    }
    let article = !lexicon.article.is_empty() && text.written(i).starts_with(lexicon.article);
    if article {
        return definite.then_some(i + 1);
    }
    // The article inside a contraction.
    if word.readings.iter().any(|reading| has_article(lexicon, reading.clitics)) {
        return None;
    }
    let whole = &word.readings[0];
    let is = |class: Class| whole.entries.iter().any(|entry| entry.class == class && entry.rest.is_empty());
    let nationality = is(Class::Nationality);
    if is(Class::Place) && !nationality && !is(Class::Homograph) {
        return None;
    }
    if !nationality && whole.entries.iter().any(|entry| entry.rest.is_empty() && NO_NOUN.has(entry.class)) {
        return None;
    }
    if whole.entries.is_empty() {
        // A prefix before a word that is known, or a conjunction before any.
        let and = lexicon.proclitics.first().and_then(|slot| slot.first());
        if word.is_prefixed() || and.is_some_and(|and| word.folded.starts_with(and)) {
            return None;
        }
    }
    Some(i + 1)
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
