//! What a number counts: a currency, a unit, a per cent sign, or the noun after it.

use crate::lexicon::{Class, Entry, Features};

use super::number::Number;
use super::token::{TokenKind, Tokens};
use super::vocabulary::{Classes, has_article};

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
pub(super) struct Measure {
    /// ISO 4217 code, `%`, or the noun as written.
    pub unit: String,
    /// The token after it.
    pub end: usize,
    /// Whether the lexicon knows it as a unit.
    pub known: bool,
}

/// How many a noun of time or measure says by itself: P2M is two months.
pub(super) fn count_of(entry: &Entry) -> Option<f64> {
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
pub(super) fn joined(text: &Tokens, i: usize) -> bool {
    text.word(i).readings.iter().any(|reading| reading.clitics.slot(0) != 0 && !reading.entries.is_empty())
}

/// A currency or per cent sign right before the digits: where it begins and what it is.
pub(super) fn sign_before(text: &Tokens, i: usize, number: &Number) -> Option<(u32, String)> {
    let before = text.all.get(i.checked_sub(1)?)?;
    if !number.digits || before.kind != TokenKind::Sign || text.all[i].spaced {
        return None;
    }
    let free = i < 2 || text.all[i - 2].kind != TokenKind::Number || before.spaced;
    Some((before.span.start, sign(text, i - 1)?)).filter(|_| free)
}

/// The unit that a sign stands for.
pub(super) fn sign(text: &Tokens, i: usize) -> Option<String> {
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

/// What stands after a number and is counted by it.
pub(super) fn counted(text: &Tokens, number: &Number, end: usize) -> Option<Measure> {
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
        let mut next = noun(text, of, end, true)?;
        // Five of the members OF X: what has no article goes on to its genitive.
        let mut group = definite;
        for _ in 0..2 {
            let after = noun(text, next, end, true)
                .filter(|_| !group && !text.written(next - 1).starts_with(lexicon.article));
            let Some(after) = after else { break };
            group = text.written(next).starts_with(lexicon.article);
            next = after;
        }
        if !group {
            next = of + 1;
        }
        if number.digits && !group {
            return None;
        }
        return Some(Measure { unit: text.slice(of, next).into(), end: next, known: false });
    }
    let mut next = noun(text, i, end, loose).or_else(|| tens(text, i, end, number))?;
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
        && again.starts_with(text.folded(i).trim_end_matches(lexicon.accusative))
    {
        next += 1;
    }
    if !loose && described(text, next, end) {
        next += 1;
    }
    Some(Measure { unit: text.slice(i, next).into(), end: next, known: false })
}

/// The token after an accusative that only the tens can ask for, whatever else it may be (44 بحارا).
fn tens(text: &Tokens, i: usize, end: usize, number: &Number) -> Option<usize> {
    let rest = number.value % 100.0;
    let word = text.word(i);
    let lexicon = crate::lexicon::get(word.language);
    let whole = &word.readings.first()?.entries;
    // A participle goes on with its own clause (81، مشيرا إلى).
    let next = text.all.get(i + 1).filter(|token| i + 1 < end && token.kind == TokenKind::Word);
    let governs = next.is_some() && {
        let after = text.word(i + 1);
        after.classes.any(Classes::of(&[Class::Complementiser, Class::Preposition]))
    };
    let participle =
        whole.iter().all(|entry| entry.class == Class::Cue && entry.features.any(Features::PARTICIPLE));
    let free = whole.is_empty() && word.folded.chars().count() > 4 || participle && !governs;
    (free
        && number.scale <= 1000.0
        && rest.fract() == 0.0
        && (11.0..=99.0).contains(&rest)
        && !lexicon.article.is_empty()
        && is_accusative(text, i))
    .then_some(i + 1)
}

/// Whether an adjective of a field (commercial, professional) describes the counted noun before token `i`: of
/// its ending, and no nation's.
fn described(text: &Tokens, i: usize, end: usize) -> bool {
    if i >= end || text.all[i].kind != TokenKind::Word {
        return false;
    }
    let word = text.word(i);
    let lexicon = crate::lexicon::get(word.language);
    let accusative = |folded: &str| !lexicon.accusative.is_empty() && folded.ends_with(lexicon.accusative);
    let bare = word.folded.strip_suffix(lexicon.accusative).unwrap_or(&word.folded);
    let nisba = lexicon
        .nisba
        .iter()
        .any(|ending| bare.strip_suffix(ending).is_some_and(|stem| stem.chars().count() > 2));
    let joined = i + 1 < end && text.all[i + 1].kind == TokenKind::Word && {
        let and = lexicon.proclitics.first().and_then(|slot| slot.first()).copied().unwrap_or_default();
        text.folded(i + 1).strip_prefix(and).is_some_and(|rest| {
            rest.is_empty()
                || lexicon.nisba.iter().any(|ending| rest.ends_with(ending))
                    && !rest.starts_with(lexicon.article)
        })
    };
    nisba
        && !lexicon.article.is_empty()
        && !word.folded.starts_with(lexicon.article)
        && accusative(&word.folded) == accusative(text.folded(i - 1))
        && !word.plain.any(NO_NOUN)
        && !word.classes.has(Class::Nationality)
        && !word.is_prefixed()
        && !joined
}

/// The token after the noun at token `i`, where it may be counted; `definite` ones only where that is
/// asked for.
pub(super) fn noun(text: &Tokens, i: usize, end: usize, definite: bool) -> Option<usize> {
    let token = text.all.get(i).filter(|token| i < end && token.kind == TokenKind::Word)?;
    let word = text.word(i);
    let lexicon = crate::lexicon::get(word.language);
    // What is joined to digits is an abbreviation (m), unless it is long.
    let joined = !token.spaced && text.all[i - 1].kind == TokenKind::Number;
    if word.letters < if joined { 4 } else { 2 } {
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
    // A verb or a participle that goes on with the sentence (… 1956, pointing out).
    let stem = word.folded.strip_suffix(lexicon.accusative).unwrap_or(&word.folded);
    let person = lexicon.entries(stem).iter().any(|entry| entry.class == Class::Role);
    let verbal = |entry: &&Entry| match entry.class {
        Class::Cue => entry.features.any(Features::PAST.with(Features::PRESENT).with(Features::PARTICIPLE)),
        Class::Word => entry.value == "verb",
        _ => false,
    };
    if !person && !whole.entries.is_empty() && whole.entries.iter().all(verbal) {
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

/// Whether token `i` ends as a counted noun of the tens does.
pub(super) fn is_accusative(text: &Tokens, i: usize) -> bool {
    let ending = crate::lexicon::get(text.word(i).language).accusative;
    !ending.is_empty() && text.folded(i).ends_with(ending)
}
