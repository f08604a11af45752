//! Dates: calendar and relative expressions of time, the shortest complete one, without a preposition
//! before it (Tuesday 5 March, last year, in the eighties' middle, three years ago).
//!
//! Every word's sense stands in the lexicon; here stands how they follow one another, in any language:
//! a shift may stand before its period (last year) or after it (السنة الماضية). What a date is worth is
//! [`super::moment`]'s.

mod calendar;
mod clock;
mod relative;

use std::cell::Cell;

use crate::lexicon::{Class, Entry};
use crate::text::span::Span;

use super::moment::Moment;
use super::number::Number;
use super::token::{TokenKind, Tokens};
use super::vocabulary::{Classes, Reading, has_article};
use super::{DATE, Highlight, Part, Role};

/// Words that a date may begin with.
const SIGNS: Classes = Classes::of(&[
    Class::Month,
    Class::Weekday,
    Class::RelativeDate,
    Class::Period,
    Class::Shift,
    Class::Ago,
    Class::DateEdge,
    Class::Decade,
    Class::DayPart,
    Class::Clock,
    Class::Ordinal,
    Class::Number,
]);

/// A date while it is read: what it is worth, where it begins, the token after it.
#[derive(Clone, Debug)]
pub(super) struct Date {
    pub moment: Moment,
    pub start: u32,
    pub next: usize,
    pub confidence: f32,
}

impl Date {
    fn new(start: u32, next: usize) -> Date {
        Date { moment: Moment::default(), start, next, confidence: 0.9 }
    }

    /// The highlight, its value as far as it is known without an anchor.
    pub fn highlight(&self, text: &Tokens) -> Highlight {
        let span = Span::new(self.start, text.all[self.next - 1].span.end);
        let mut parts = Vec::new();
        if let Some(iso) = self.moment.edtf() {
            parts.push(Part { role: Role::Iso, span: None, value: Some(iso) });
        }
        if let Some(relative) = self.moment.relative() {
            parts.push(Part { role: Role::Relative, span: None, value: Some(relative) });
        }
        Highlight { kind: DATE, span, parts, rule: "date", confidence: self.confidence }
    }
}

/// Reads dates in one block: the tokens up to `end`.
pub(super) struct Dates<'a, 't> {
    text: &'t Tokens<'a>,
    end: usize,
    /// The number that was read last, and at which token: one and the same is asked for again and again.
    number: Cell<(usize, Option<Number>)>,
}

impl<'a, 't> Dates<'a, 't> {
    /// Over the tokens up to `end`.
    pub fn new(text: &'t Tokens<'a>, end: usize) -> Self {
        Dates { text, end, number: Cell::new((usize::MAX, None)) }
    }

    /// The number that begins at token `i`.
    fn number(&self, i: usize) -> Option<Number> {
        let (at, number) = self.number.get();
        if at == i {
            return number;
        }
        let number = Number::at(self.text, i, self.end);
        self.number.set((i, number));
        number
    }

    /// The date that begins at token `i`; `year_sign` tells that a bare year may stand there.
    pub fn at(&self, i: usize, year_sign: bool) -> Option<Date> {
        let token = self.text.all.get(i).filter(|_| i < self.end)?;
        let worth = match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => {
                token.classes.any(SIGNS)
                    || self.phrase(i, Class::Approximate).is_some_and(|(_, entry, _)| entry.value == "some")
            }
            _ => false,
        };
        if !worth {
            return None;
        }
        self.edge(i).or_else(|| self.ago(i)).or_else(|| self.part_of_day(i)).or_else(|| self.core(i)).or_else(
            || {
                let year = self.year(i)?;
                // With its era, between brackets or to another year it needs no other sign.
                let brackets = i > 0
                    && self.text.all[i - 1].is('(')
                    && self.text.all.get(year.1).is_some_and(|token| token.is(')'));
                let modern = (1800..=2100).contains(&year.0.number);
                let after =
                    self.here(year.1, Class::YearSign).is_some_and(|(_, entry, _)| entry.value == "after");
                // The games of a city: London 2012.
                let games = i > 0 && self.text.all[i].spaced && self.text.word(i - 1).plain.has(Class::Place);
                let signed = (year_sign || after || games || self.text.prefixed_by_hyphen(i))
                    && (1700..=2100).contains(&year.0.number);
                let sure =
                    signed || !year.0.calendar.is_empty() || modern && (brackets || year.0.last.is_some());
                let free = sure && !self.counts(year.1);
                free.then(|| self.dated(i, 0, year.1, |moment| moment.year = Some(year.0)))
            },
        )
    }

    fn dated(&self, i: usize, prefix: u8, next: usize, set: impl FnOnce(&mut Moment)) -> Date {
        let mut date = Date::new(self.text.all[i].span.start + u32::from(prefix), next);
        set(&mut date.moment);
        date
    }

    /// The longest phrase of a class, which ends in this block.
    fn phrase(&self, i: usize, class: Class) -> Option<(&'a Reading, &'static Entry, usize)> {
        if i >= self.end {
            return None;
        }
        self.text.phrase(i, class).filter(|&(reading, _, next)| next <= self.end && !reading.joined)
    }

    fn article(&self, i: usize, reading: &Reading) -> bool {
        has_article(crate::lexicon::get(self.text.word(i).language), reading.clitics)
    }

    /// A language whose nouns take an article as a prefix says "the year" where others say "year".
    fn has_articles(&self, i: usize) -> bool {
        !crate::lexicon::get(self.text.word(i).language).article.is_empty()
    }

    /// A date without an edge or a part of the day before it.
    fn core(&self, i: usize) -> Option<Date> {
        // That night is this one, or the one before with "last" after it.
        let mut date = [self.today(i), self.period(i)]
            .into_iter()
            .flatten()
            .rev()
            .max_by_key(|date| date.next)
            .or_else(|| self.weekday(i))
            .or_else(|| self.shifted(i))
            .or_else(|| self.day_month(i))
            .or_else(|| self.day_of_period(i))
            .or_else(|| self.day_of_this(i))
            .or_else(|| self.month(i))
            .or_else(|| self.decade(i))
            .or_else(|| self.numeric(i))
            .or_else(|| self.clock(i))
            .or_else(|| self.counted_shift(i))
            .or_else(|| self.century(i))?;
        // So does a part of the day (yesterday evening).
        if date.moment.is_of_day()
            && let Some((reading, entry, next)) = self.phrase(date.next, Class::DayPart)
            && entry.value == "after"
        {
            let _ = reading;
            date.next = next;
        }
        // And the hour (Sunday at 11:15).
        if date.moment.is_of_day()
            && !self.has_articles(i)
            && let Some(clock) = self.clock(date.next).filter(|clock| self.is_whole(clock, date.next))
        {
            date.next = clock.next;
        }
        Some(date)
    }

    /// A phrase that no prefix joins.
    fn here(&self, i: usize, class: Class) -> Option<(&'a Reading, &'static Entry, usize)> {
        self.phrase(i, class).filter(|(reading, ..)| reading.prefix == 0)
    }

    /// Whether a date begins right at token `i`.
    fn is_whole(&self, date: &Date, i: usize) -> bool {
        date.start == self.text.all[i].span.start
    }

    fn is_definite_word(&self, i: usize) -> bool {
        let lexicon = crate::lexicon::get(self.text.word(i).language);
        self.text.all[i].kind == TokenKind::Word
            && !lexicon.article.is_empty()
            && self.text.folded(i).starts_with(lexicon.article)
    }
}

/// A period so many times: P1Y three times is P3Y; empty where it is no whole number of it.
fn times(period: &str, count: f64) -> String {
    let period = period.trim_end_matches('+');
    let digits = period.find(|c: char| c.is_ascii_digit());
    let unit = period.find(|c: char| c.is_ascii_uppercase() && !matches!(c, 'P' | 'T'));
    let (Some(digits), Some(unit)) = (digits, unit) else { return String::new() };
    let base: f64 = period[digits..unit].parse().unwrap_or(1.0);
    if count.fract() != 0.0 || count > 1e6 {
        return String::new();
    }
    format!("{}{}{}", &period[..digits], base * count, &period[unit..])
}

/// A period shifted from the present one: `-1` and `P1Y` give `-P1Y`.
fn shifted(shift: &str, period: &str) -> Option<String> {
    if period.is_empty() {
        return None;
    }
    match shift {
        "-1" => Some(format!("-{period}")),
        "1" => Some(period.to_string()),
        "0" => Some(times(period, 0.0)),
        _ => None,
    }
    .filter(|relative| !relative.is_empty())
}
