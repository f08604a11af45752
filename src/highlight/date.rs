//! Dates: calendar and relative expressions of time, the shortest complete one, without a preposition
//! before it (Tuesday 5 March, last year, in the eighties' middle, three years ago).
//!
//! Every word's sense stands in the lexicon; here stands how they follow one another, in any language:
//! a shift may stand before its period (last year) or after it (السنة الماضية). What a date is worth is
//! [`super::moment`]'s.

use crate::lexicon::{Class, Entry};
use crate::text::span::Span;

use super::moment::{Moment, Year};
use super::number::{Number, in_digits};
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
    Class::Approximate,
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
#[derive(Clone, Copy)]
pub(super) struct Dates<'a, 't> {
    pub text: &'t Tokens<'a>,
    pub end: usize,
}

impl<'a> Dates<'a, '_> {
    /// The date that begins at token `i`; `year_sign` tells that a bare year may stand there.
    pub fn at(&self, i: usize, year_sign: bool) -> Option<Date> {
        let token = self.text.all.get(i).filter(|_| i < self.end)?;
        let worth = match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => self.text.word(i).classes.any(SIGNS),
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
                let sure =
                    year_sign || !year.0.calendar.is_empty() || modern && (brackets || year.0.last.is_some());
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
        if i >= self.end || !self.text.word(i).classes.has(class) {
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

    /// The middle of March, the end of last year.
    fn edge(&self, i: usize) -> Option<Date> {
        let (reading, _, at) = self.phrase(i, Class::DateEdge)?;
        if self.article(i, reading) {
            return None;
        }
        let inner = self.core(at).or_else(|| {
            let year = self.year(at)?;
            Some(self.dated(at, 0, year.1, |moment| moment.year = Some(year.0)))
        });
        let inner = inner.or_else(|| {
            // The end of the year: a period with its article is enough.
            let (period, Entry { value, .. }, next) = self.phrase(at, Class::Period)?;
            let whole = self.article(at, period) || !self.has_articles(at);
            (whole && *value != "P0D+").then(|| self.dated(at, 0, next, |_| {}))
        })?;
        // Nothing may stand between them, not even a prefix.
        let joint = inner.start == self.text.all[at].span.start;
        joint.then(|| Date {
            start: self.text.all[i].span.start + u32::from(reading.prefix),
            moment: inner.moment.edge(),
            ..inner
        })
    }

    /// Three years ago, two days before.
    fn ago(&self, i: usize) -> Option<Date> {
        if let Some((reading, entry, mut at)) = self.phrase(i, Class::Ago) {
            let sign = entry.value.strip_suffix(" before")?;
            while let Some((_, entry, next)) = self.phrase(at, Class::Approximate) {
                if !matches!(entry.value, "bare" | "some") {
                    break;
                }
                at = next;
            }
            let (duration, next) = self.duration(at)?;
            // Before two years OF it: counted from something else.
            if self.phrase(next, Class::Approximate).is_some_and(|(_, entry, _)| entry.value == "of") {
                return None;
            }
            let relative = format!("{sign}{duration}");
            return Some(self.dated(i, reading.prefix, next, |moment| moment.relative = Some(relative)));
        }
        let mut at = i;
        let some = self.phrase(i, Class::Approximate).filter(|(_, entry, _)| entry.value == "some");
        if let Some((.., next)) = some {
            at = next;
        }
        let (duration, next) = self.duration(at)?;
        let (_, entry, after) = self.phrase(next, Class::Ago)?;
        let sign = entry.value.strip_suffix(" after")?;
        let start =
            Number::at(self.text, i, self.end).map_or(self.text.all[i].span.start, |number| number.start);
        let relative = if duration.is_empty() {
            None
        } else {
            Some(format!("{}{duration}", sign.trim_start_matches('+')))
        };
        let mut date = self.dated(i, 0, after, |moment| moment.relative = relative);
        date.start = start;
        Some(date)
    }

    /// The last 24 hours, the last three years, where the number has the article.
    fn counted_shift(&self, i: usize) -> Option<Date> {
        let number = Number::at(self.text, i, self.end)?;
        let lexicon = crate::lexicon::get(self.text.word(i).language);
        let glued = i > 0 && !lexicon.article.is_empty() && self.text.folded(i - 1) == lexicon.article;
        if self.has_articles(i) && !(number.definite || glued) {
            return None;
        }
        let (reading, entry, next) = self.phrase(number.end, Class::Period)?;
        let from =
            if glued { self.text.all[i - 1].span.start } else { number.start - u32::from(number.article) };
        let mut date = self.dated(i, 0, next, |_| {});
        date.start = from;
        let period = times(entry.value, number.value);
        (reading.clitics.is_empty() && self.with_shift(&mut date, &period)).then_some(date)
    }

    /// A number of periods as an ISO 8601 duration (empty where it is not known), and the token after it.
    fn duration(&self, i: usize) -> Option<(String, usize)> {
        if let Some(number) = Number::at(self.text, i, self.end)
            && let Some((reading, entry, next)) = self.phrase(number.end, Class::Period)
        {
            let free = reading.clitics.is_empty() && !number.definite;
            return free.then(|| (times(entry.value, number.value), next));
        }
        let (reading, entry, next) = self.phrase(i, Class::Period)?;
        let plain = reading.clitics.is_empty();
        let period = entry.value;
        // Two years by one word; years without a number; after "some", any.
        let some = i > 0 && self.text.word(i - 1).classes.has(Class::Approximate);
        if period == "P0D+" {
            return None;
        }
        if period.ends_with('+') || some {
            return plain.then(|| (String::new(), next));
        }
        // A year ago, but not "before the year 2011" nor "before Tuesday".
        let one = period.starts_with("P1") || period.starts_with("PT1");
        let other = one && (self.period(i).is_some() || self.text.word(i).classes.has(Class::RelativeDate));
        (plain && !other).then(|| (period.to_string(), next))
    }

    /// Tuesday morning, where the language says the part first.
    fn part_of_day(&self, i: usize) -> Option<Date> {
        let (reading, entry, at) = self.phrase(i, Class::DayPart)?;
        let start = self.text.all[i].span.start + u32::from(reading.prefix);
        if let Some(inner) = self.core(at)
            && inner.start == self.text.all[at].span.start
            && inner.moment.is_of_day()
        {
            return Some(Date { start, ..inner });
        }
        (entry.value == "whole").then(|| self.dated(i, reading.prefix, at, |_| {}))
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
        Some(date)
    }

    /// Today, yesterday; with the day of the week and the date after it.
    fn today(&self, i: usize) -> Option<Date> {
        let (reading, entry, next) = self.phrase(i, Class::RelativeDate)?;
        // That day is none of ours.
        let before = i.checked_sub(1).and_then(|k| self.phrase(k, Class::Shift));
        let article = crate::lexicon::get(self.text.word(i).language).article;
        let definite = !article.is_empty() && self.text.word(i).stem(reading).starts_with(article);
        // The first day, the world's day of X: a day, but not this one.
        if definite && entry.value == "P0D" && self.is_qualified(next) {
            return None;
        }
        if definite && before.is_some_and(|(_, entry, _)| entry.value == "_ before") || self.ends_a_name(next)
        {
            return None;
        }
        let mut date =
            self.dated(i, reading.prefix, next, |moment| moment.relative = Some(entry.value.to_string()));
        date.moment.day_known = entry.value.ends_with('D');
        if date.moment.day_known {
            self.with_weekday(&mut date);
        }
        if let Some((_, shift, next)) =
            self.phrase(date.next, Class::Shift).filter(|(_, e, _)| e.value == "_ after")
        {
            let _ = shift;
            (date.next, date.moment.relative) = (next, None);
        }
        Some(date)
    }

    /// Whether the word at token `i` is an adjective with its article that is no nation's.
    fn is_qualified(&self, i: usize) -> bool {
        if i >= self.end || !self.is_definite_word(i) {
            return false;
        }
        let word = self.text.word(i);
        let lexicon = crate::lexicon::get(word.language);
        let nisba = lexicon
            .nisba
            .iter()
            .any(|ending| word.folded.strip_suffix(ending).is_some_and(|stem| stem.chars().count() >= 5));
        word.is(Class::Ordinal)
            || nisba && !word.plain.has(Class::Nationality) && !word.plain.has(Class::Shift)
    }

    /// Whether the word before token `next` ends a short quotation: a paper's name, not a day.
    fn ends_a_name(&self, next: usize) -> bool {
        let quote = |i: usize| self.text.all.get(i).is_some_and(|token| token.kind == TokenKind::Quote);
        quote(next) && (2..=4).any(|back| next > back && quote(next - back - 1)) && !quote(next - 2)
    }

    /// Takes in a day of the week and a date that follow.
    fn with_weekday(&self, date: &mut Date) {
        if let Some((_, entry, next)) = self.here(date.next, Class::Weekday) {
            date.next = next;
            date.moment.weekday = entry.value.parse().ok();
        }
        self.with_date(date);
    }

    /// Takes in a day and month that follow, after a comma too.
    fn with_date(&self, date: &mut Date) {
        let comma = self.text.all.get(date.next).is_some_and(|token| token.is(',') || token.is('،'));
        let at = date.next + usize::from(comma && date.moment.weekday.is_some());
        if at >= self.end {
            return;
        }
        let inner = self.day_month(at).or_else(|| self.month(at).filter(|month| month.moment.day.is_some()));
        if let Some(inner) = inner.filter(|inner| inner.start == self.text.all[at].span.start) {
            date.moment.take(&inner.moment);
            date.next = inner.next;
        }
    }

    /// A phrase that no prefix joins.
    fn here(&self, i: usize, class: Class) -> Option<(&'a Reading, &'static Entry, usize)> {
        self.phrase(i, class).filter(|(reading, ..)| reading.prefix == 0)
    }

    /// Tuesday; last Tuesday; Tuesday 5 March.
    fn weekday(&self, i: usize) -> Option<Date> {
        let (reading, entry, next) = self.phrase(i, Class::Weekday)?;
        let mut date = self.dated(i, reading.prefix, next, |_| {});
        date.moment.weekday = entry.value.parse().ok();
        date.moment.day_known = true;
        self.with_shift(&mut date, "");
        self.with_date(&mut date);
        Some(date)
    }

    /// Takes in "last", "next" that follow; `period` is an ISO 8601 duration.
    fn with_shift(&self, date: &mut Date, period: &str) -> bool {
        let Some((_, entry, next)) = self.here(date.next, Class::Shift) else { return false };
        let Some(shift) = entry.value.strip_suffix(" after") else { return false };
        // The last minute is no date.
        if shift == "_" && period.starts_with("PT") {
            return false;
        }
        date.next = next;
        date.moment.relative = shifted(shift, period);
        true
    }

    /// This week, last year: the shift before its period.
    fn shifted(&self, i: usize) -> Option<Date> {
        let (reading, entry, mut at) = self.phrase(i, Class::Shift)?;
        let shift = entry.value.strip_suffix(" before").filter(|shift| *shift != "_")?;
        let mut count = 1.0;
        if let Some(number) = Number::at(self.text, at, self.end).filter(|number| number.value <= 1000.0) {
            (count, at) = (number.value, number.end);
        }
        if let Some((_, entry, next)) = self.here(at, Class::Weekday) {
            let mut date = self.dated(i, reading.prefix, next, |_| {});
            (date.moment.weekday, date.moment.day_known) = (entry.value.parse().ok(), true);
            return Some(date);
        }
        if let Some((_, entry, next)) = self.here(at, Class::Month) {
            let mut date = self.dated(i, reading.prefix, next, |_| {});
            date.moment.set_month(entry.value);
            return Some(date);
        }
        let (period, entry, next) = self.phrase(at, Class::Period)?;
        // The article of "this year" alone comes off; nothing else may.
        let free = period.prefix == 0 || self.article(at, period);
        if !free || (self.has_articles(at) && !self.article(at, period)) {
            return None;
        }
        let relative = shifted(shift, &times(entry.value, count));
        Some(self.dated(i, reading.prefix, next, |moment| moment.relative = relative))
    }

    /// The year 2024, next month, the last three decades, the month of Ramadan, Tuesday the 5th.
    fn period(&self, i: usize) -> Option<Date> {
        let (reading, entry, next) = self.phrase(i, Class::Period)?;
        let start = reading.prefix - self.text.article_bytes(i, reading);
        let days = entry.value.ends_with('D');
        if days && let Some(inner) = self.weekday(next).filter(|inner| self.is_whole(inner, next)) {
            let mut date = Date { start: self.text.all[i].span.start + u32::from(start), ..inner };
            // On Thursday AND Friday.
            if entry.value.starts_with("P2")
                && let Some((other, _, after)) = self.phrase(date.next, Class::Weekday)
                && other.clitics.slot(0) != 0
            {
                date.next = after;
            }
            return Some(date);
        }
        if days && let Some(inner) = self.day_month(next).or_else(|| self.day_of_period(next)) {
            return Some(Date { start: self.text.all[i].span.start + u32::from(start), ..inner }).filter(
                |_| self.text.all[next].kind == TokenKind::Number || self.text.word(next).is(Class::Ordinal),
            );
        }
        if entry.value == "P1M"
            && let Some(inner) = self.month(next).filter(|inner| self.is_whole(inner, next))
        {
            return Some(Date { start: self.text.all[i].span.start + u32::from(start), ..inner });
        }
        let plural = entry.value.ends_with('+');
        if entry.value.trim_end_matches('+').ends_with('Y')
            && !matches!(entry.value, "P100Y" | "P200Y" | "P1000Y")
            && let Some((year, next)) = self.year_in_marks(next)
            && !self.counts(next)
        {
            let mut date = self.dated(i, start, next, |moment| moment.year = Some(year));
            // The years 2010 and 2015.
            while !entry.value.starts_with("P1Y") || plural {
                let Some((_, after)) = self.second_year(date.next) else { break };
                date.next = after;
                date.moment = Moment::default();
            }
            return Some(date);
        }
        // With the article, or where there is none: a shift after it, maybe an adjective or a number between.
        let definite = !self.has_articles(i) || self.article(i, reading);
        let mut date = self.dated(i, start, next, |_| {});
        // The last 24 hours: a number between, its article joined to it.
        let article = crate::lexicon::get(self.text.word(i).language).article;
        let counted = self.text.all.get(next + 1).is_some_and(|token| {
            next + 1 < self.end && token.kind == TokenKind::Number && self.text.folded(next) == article
        });
        for skip in [0, if counted { 2 } else { 1 }] {
            date.next = next + skip;
            if skip > 0 && !definite || skip == 1 && !(next < self.end && self.is_definite_word(next)) {
                break;
            }
            // The fiscal year 2023.
            if skip == 1
                && entry.value == "P1Y"
                && self.is_qualified(next)
                && let Some((year, after)) = self.year(next + 1)
            {
                date.next = after;
                date.moment.year = Some(year);
                return Some(date);
            }
            if self.with_shift(&mut date, entry.value) {
                if plural || skip > 0 {
                    date.moment.relative = None;
                }
                if let Some((year, after)) = self.year(date.next).filter(|_| entry.value == "P1Y") {
                    (date.moment.year, date.next) = (Some(year), after);
                }
                return Some(date);
            }
        }
        None
    }

    /// The nineteenth century, the third millennium.
    fn century(&self, i: usize) -> Option<Date> {
        let (reading, entry, at) = self.phrase(i, Class::Period)?;
        let long =
            matches!(entry.value, "P100Y" | "P1000Y") && (self.article(i, reading) || !self.has_articles(i));
        let (number, next) = self.ordinal(at).filter(|_| long)?;
        let start = reading.prefix - self.text.article_bytes(i, reading);
        let next = self.here(next, Class::Era).map_or(next, |(.., after)| after);
        let hundreds = (entry.value == "P100Y" && number > 1).then_some(number - 1);
        Some(self.dated(i, start, next, |moment| moment.century = hundreds))
    }

    /// An ordinal, and the token after it: the fifth AND twentieth, the fifth TEN.
    fn ordinal(&self, i: usize) -> Option<(u8, usize)> {
        let (_, entry, mut next) = self.phrase(i, Class::Ordinal)?;
        let mut number: u8 = entry.value.parse().ok()?;
        if let Some((reading, more, after)) = self.phrase(next, Class::Ordinal) {
            let teen = more.value.strip_prefix('+').filter(|_| reading.clitics.is_empty());
            let tens = (reading.clitics.slot(0) != 0).then_some(more.value);
            if let Some(more) = teen.or(tens).and_then(|value| value.parse::<u8>().ok()) {
                (number, next) = (number + more, after);
            }
        }
        Some((number, next))
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

    /// The 21st of this month.
    fn day_of_period(&self, i: usize) -> Option<Date> {
        let (day, _, next) = self.day(i)?;
        let (.., at) = self.phrase(next, Class::Approximate).filter(|(_, entry, _)| entry.value == "of")?;
        let month = self.phrase(at, Class::Period).is_some_and(|(_, entry, _)| entry.value == "P1M");
        let inner = self.period(at).filter(|inner| month && self.is_whole(inner, at))?;
        let mut date = self.dated(i, 0, inner.next, |_| {});
        date.moment.day = Some(day);
        date.moment.day_known = true;
        Some(date)
    }

    /// 5 March 2024, 17 to 23 Shawwal, the fifth of March.
    fn day_month(&self, i: usize) -> Option<Date> {
        let start = match self.phrase(i, Class::Ordinal) {
            Some((reading, ..)) => {
                self.text.all[i].span.start + u32::from(reading.prefix - self.text.article_bytes(i, reading))
            }
            None => Number::at(self.text, i, self.end)?.start,
        };
        let (mut day, mut last, mut next) = self.day(i)?;
        let mut joined = None;
        if last.is_none() {
            joined = self
                .to(next)
                .or_else(|| self.and(next))
                .and_then(|at| self.day(at))
                .filter(|(_, last, _)| last.is_none());
            if let Some((other, _, after)) = joined {
                (last, next) = (Some(other), after);
            }
        }
        if let Some((.., at)) = self.phrase(next, Class::Approximate).filter(|(_, e, _)| e.value == "of") {
            next = at;
        }
        let month = self.month_name(next)?;
        if self.text.all[next].span.start + u32::from(month.2.prefix) != self.text.all[next].span.start
            && month.2.clitics.slot(0) != 0
        {
            return None;
        }
        if let Some(end) = last
            && end < day
        {
            (day, last) = (end, None);
        }
        let _ = joined;
        let mut date = Date::new(start, month.3);
        date.moment.set_month(month.0);
        date.moment.day = Some(day);
        date.moment.last_day = last;
        date.moment.day_known = true;
        date.confidence = 0.97;
        self.with_year(&mut date);
        Some(date)
    }

    /// Where a list of two days goes on (the 3rd and 9th of May).
    fn and(&self, i: usize) -> Option<usize> {
        let (_, entry, next) = self.phrase(i, Class::Number)?;
        (entry.value == "&").then_some(next)
    }

    /// Where a range of days goes on.
    fn to(&self, i: usize) -> Option<usize> {
        let token = self.text.all.get(i).filter(|_| i < self.end)?;
        if matches!(token.glyph, '-' | '–' | '—') && token.kind == TokenKind::Sign {
            return Some(i + 1);
        }
        self.phrase(i, Class::Approximate).filter(|(_, entry, _)| entry.value == "to").map(|(.., next)| next)
    }

    /// A day of the month in digits or as an ordinal; a second one where the digits are a range.
    fn day(&self, i: usize) -> Option<(u8, Option<u8>, usize)> {
        if i >= self.end {
            return None;
        }
        if let Some((day, next)) = self.ordinal(i) {
            return (1..=31).contains(&day).then_some((day, None, next));
        }
        let token = &self.text.all[i];
        if token.kind == TokenKind::Number {
            let written = self.text.written(i);
            let (low, high) = in_digits(written)?;
            let whole = written.chars().all(|c| c.is_numeric() || matches!(c, '-' | '–'));
            let fits = |value: f64| whole && (1.0..=31.0).contains(&value) && value.fract() == 0.0;
            return (fits(low) && high.is_none_or(fits)).then_some((
                low as u8,
                high.map(|high| high as u8),
                i + 1,
            ));
        }
        let number = Number::at(self.text, i, self.end)?;
        let fits = !number.digits && (1.0..=31.0).contains(&number.value) && number.value.fract() == 0.0;
        fits.then_some((number.value as u8, None, number.end))
    }

    /// A month's name, with its name in the other tradition after a slash or in brackets.
    fn month_name(&self, i: usize) -> Option<(&'static str, bool, &'a Reading, usize)> {
        let (reading, entry, mut next) = self.phrase(i, Class::Month)?;
        let homograph = self.text.word(i).entries().any(|(_, other)| {
            other.class == Class::Homograph && other.value == "month" && other.rest == entry.rest
        });
        let mut sure = !homograph;
        // One month by both its names, side by side.
        if let Some((other, alias, after)) = self.phrase(next, Class::Month)
            && other.clitics.is_empty()
            && alias.value == entry.value
        {
            (next, sure) = (after, true);
        }
        let mut value = entry.value;
        if let Some(sign) = self.text.all.get(next).filter(|_| next < self.end) {
            let bracket = sign.is('(');
            if (sign.is('/') || sign.is('-') || bracket)
                && let Some((other, alias, after)) = self.phrase(next + 1, Class::Month)
                && other.clitics.is_empty()
            {
                let closing = self.text.all.get(after).is_some_and(|token| token.is(')'));
                if !bracket || closing {
                    next = after + usize::from(bracket);
                    sure = true;
                    // Two calendars give two dates; two names of one month agree.
                    if value != alias.value
                        && alias.value.starts_with("gregorian")
                        && !value.starts_with("gregorian")
                    {
                        value = alias.value;
                    }
                }
            }
        }
        Some((value, sure, reading, next))
    }

    /// March, March 2024, March 5, next March.
    fn month(&self, i: usize) -> Option<Date> {
        let (value, sure, reading, next) = self.month_name(i)?;
        let mut date = self.dated(i, reading.prefix, next, |moment| moment.set_month(value));
        // The day after its month, where no other word claims the number.
        if let Some((day, last, after)) =
            self.day(next).filter(|_| self.text.all[next].kind == TokenKind::Number)
            && !self.has_articles(i)
            && !self.counts(after)
        {
            date.moment.day = Some(day);
            date.moment.last_day = last;
            date.moment.day_known = true;
            date.next = after;
            if self.text.all.get(after).is_some_and(|token| token.is(',')) && self.year(after + 1).is_some() {
                date.next = after + 1;
            }
        }
        let before = date.next;
        self.with_year(&mut date);
        if !sure && date.next == before && date.moment.day.is_none() && date.moment.relative.is_none() {
            let signed = i.checked_sub(1).map(|before| self.text.word(before)).is_some_and(|word| {
                word.is(Class::YearSign)
                    || word.classes.has(Class::Period)
                    || word.classes.has(Class::DateEdge)
            });
            if !signed && (reading.prefix == 0 || reading.clitics.slot(0) != 0) {
                return None;
            }
            date.confidence = 0.6;
        }
        Some(date)
    }

    /// Takes in the year, or "last", that follow a month.
    fn with_year(&self, date: &mut Date) {
        let at = date.next;
        if let Some((year, next)) = self.year(at).filter(|(_, next)| !self.counts(*next)) {
            (date.moment.year, date.next) = (Some(year), next);
            return;
        }
        if self.with_shift(date, "") {
            return;
        }
        // March of the year 2024, March of this year.
        let of = self.phrase(at, Class::Approximate).filter(|(_, entry, _)| entry.value == "of");
        let inner = of.map_or(at, |(.., next)| next);
        if let Some(period) = self.period(inner).or_else(|| self.shifted(inner))
            && (self.is_whole(&period, inner) && (period.moment.year.is_some() || of.is_some()))
        {
            date.moment.year = period.moment.year;
            date.next = period.next;
        }
    }

    /// A year in digits with its era, and the token after it.
    fn year(&self, i: usize) -> Option<(Year, usize)> {
        let token = self.text.all.get(i).filter(|token| i < self.end && token.kind == TokenKind::Number)?;
        let written = self.text.written(i);
        let digits = |c: char| c.is_numeric();
        // 2016/2017 is one season, 1989-2003 a stretch of years.
        let (low, high) = match written.split_once('/') {
            Some((low, high)) => (in_digits(low)?.0, Some(in_digits(high)?.0)),
            None => in_digits(written)?,
        };
        if !written.starts_with(digits) || written.contains(['.', ',', '،', '٫', '٬']) || low.fract() != 0.0
        {
            return None;
        }
        let era = self
            .phrase(i + 1, Class::Era)
            .filter(|(reading, entry, _)| reading.clitics.is_empty() && entry.value != "clock");
        let length = written.chars().take_while(|c| digits(*c)).count();
        let glued = !token.spaced
            && i > 0
            && !self.text.prefixed_by_hyphen(i)
            && self.text.all[i - 1].kind == TokenKind::Sign
            && !self.text.all[i - 1].is('(')
            && !matches!(self.text.all[i - 1].glyph, '/' | '"' | '«' | '“');
        let fits = |value: f64| match era {
            Some(_) => (1.0..=9999.0).contains(&value),
            None => (1000.0..=2200.0).contains(&value) && length == 4,
        };
        if !fits(low) || glued || high.is_some_and(|high| !fits(high)) {
            return None;
        }
        let (calendar, next) = era.map_or(("", i + 1), |(_, entry, next)| (entry.value, next));
        Some((Year { number: low as i32, last: high.map(|high| high as i32), calendar }, next))
    }

    /// A year, maybe in quotation marks.
    fn year_in_marks(&self, i: usize) -> Option<(Year, usize)> {
        let quoted = self.text.all.get(i).is_some_and(|token| token.kind == TokenKind::Quote);
        if quoted {
            let (year, next) = self.year(i + 1)?;
            let closed = self.text.all.get(next).is_some_and(|token| token.kind == TokenKind::Quote);
            return (closed && next < self.end).then_some((year, next + 1));
        }
        self.year(i).or_else(|| {
            // Nineteen hundred and forty-eight, in words.
            let number = Number::at(self.text, i, self.end)?;
            let fits = !number.digits && !number.definite && (1000.0..=2100.0).contains(&number.value);
            let year = Year { number: number.value as i32, last: None, calendar: "" };
            (fits && number.end > i + 1).then_some((year, number.end))
        })
    }

    /// The second of two years, after "and".
    fn second_year(&self, i: usize) -> Option<(Year, usize)> {
        let (_, entry, at) = self.phrase(i, Class::Number)?;
        self.year(at).filter(|_| entry.value == "&")
    }

    /// Whether what follows makes an amount of the number before it.
    fn counts(&self, i: usize) -> bool {
        i < self.end
            && (self.here(i, Class::Unit).is_some()
                || self.here(i, Class::Period).is_some_and(|(reading, ..)| reading.clitics.is_empty())
                || self.here(i, Class::Countable).is_some()
                || matches!(self.text.all[i].glyph, '%' | '٪'))
    }

    /// The eighties, the eighties of the last century.
    fn decade(&self, i: usize) -> Option<Date> {
        let (reading, entry, mut next) = self.phrase(i, Class::Decade)?;
        let start = reading.prefix - self.text.article_bytes(i, reading);
        let of = self.phrase(next, Class::Approximate).filter(|(_, entry, _)| entry.value == "of");
        let at = of.map_or(next, |(.., at)| at);
        let century =
            self.period(at).filter(|period| self.is_whole(period, at) && period.moment.relative.is_some());
        if let Some(century) = &century {
            next = century.next;
        } else if self.has_articles(i) && !self.article(i, reading) {
            return None;
        }
        let digit = entry.value.parse().ok();
        Some(self.dated(i, start, next, |moment| moment.decade = digit))
    }

    /// 2024-03-12, 12/3/2024.
    fn numeric(&self, i: usize) -> Option<Date> {
        let token = self.text.all.get(i).filter(|token| token.kind == TokenKind::Number)?;
        let numbers: Vec<i32> = self
            .text
            .written(i)
            .split(['/', '-', '.', '–'])
            .map(|part| in_digits(part).filter(|(_, high)| high.is_none()).map(|(value, _)| value as i32))
            .collect::<Option<_>>()?;
        let [a, b, c] = numbers[..] else { return None };
        let (year, month, day) = if a > 31 { (a, b, c) } else { (c, b, a) };
        if !(1..=31).contains(&day) || !(1..=12).contains(&month) || !(1000..=2200).contains(&year) {
            return None;
        }
        let era = self.phrase(i + 1, Class::Era).filter(|(reading, ..)| reading.clitics.is_empty());
        let (calendar, next) = era.map_or(("", i + 1), |(_, entry, next)| (entry.value, next));
        let mut date = Date::new(token.span.start, next);
        date.moment.year = Some(Year { number: year, last: None, calendar });
        (date.moment.month, date.moment.day) = (Some(month as u8), Some(day as u8));
        date.moment.day_known = true;
        date.confidence = 0.97;
        Some(date)
    }

    /// "And a half" after an hour.
    fn half_past(&self, i: usize) -> usize {
        let part = self
            .phrase(i, Class::Number)
            .filter(|(reading, entry, _)| entry.value.contains('/') && reading.clitics.slot(0) != 0);
        part.map_or(i, |(.., next)| next)
    }

    /// At 11:15; 19:05 GMT.
    fn clock(&self, i: usize) -> Option<Date> {
        let hour = |at: usize| {
            let token =
                self.text.all.get(at).filter(|token| at < self.end && token.kind == TokenKind::Number)?;
            let _ = token;
            let written = self.text.written(at);
            let (hours, minutes) = written.split_once([':', '.']).unwrap_or((written, "0"));
            let (hours, minutes) = (in_digits(hours)?.0, in_digits(minutes)?.0);
            (hours < 25.0 && minutes < 60.0).then_some((written.contains(':'), at + 1))
        };
        if let Some((reading, _, mut at)) = self.phrase(i, Class::Clock) {
            // The zone may stand between.
            if hour(at).is_none()
                && self.text.all.get(at).is_some_and(|token| token.glyph.is_ascii_uppercase())
            {
                at += 1;
            }
            let mut next = match hour(at) {
                Some((_, next)) => next,
                None => self.phrase(at, Class::Ordinal)?.2,
            };
            next = self.half_past(next);
            if let Some((_, entry, after)) = self.phrase(next, Class::Era)
                && entry.value == "clock"
            {
                next = after;
            }
            return Some(self.dated(i, reading.prefix, next, |_| {}));
        }
        // Five in the afternoon, half past six: an ordinal and a part of the day.
        if let Some((reading, _, next)) = self.phrase(i, Class::Ordinal) {
            let next = self.half_past(next);
            let (_, entry, after) = self.phrase(next, Class::Era)?;
            return (entry.value == "clock").then(|| self.dated(i, reading.prefix, after, |_| {}));
        }
        let (exact, next) = hour(i)?;
        let (_, _, next) =
            self.phrase(next, Class::Era).filter(|(_, entry, _)| entry.value == "clock" && exact)?;
        Some(self.dated(i, 0, next, |_| {}))
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
