//! Dates by the calendar: day, month and year in words and digits, decades, hours.

use crate::lexicon::Class;

use super::super::moment::Year;
use super::super::number::in_digits;
use super::super::token::TokenKind;
use super::super::vocabulary::{Classes, Reading};
use super::{Date, Dates};

/// People are counted: 2000 doctors are no year.
const COUNTED: Classes = Classes::of(&[Class::Role, Class::Nationality]);

impl<'a> Dates<'a, '_> {
    /// The 21st of this month.
    pub(super) fn day_of_period(&self, i: usize) -> Option<Date> {
        let (day, _, next) = self.day(i)?;
        let (.., at) = self.phrase(next, Class::Approximate).filter(|(_, entry, _)| entry.value == "of")?;
        let month = self.phrase(at, Class::Period).is_some_and(|(_, entry, _)| entry.value == "P1M");
        let inner = self.period(at).filter(|inner| month && self.is_whole(inner, at))?;
        let mut date = self.dated(i, 0, inner.next, |_| {});
        date.moment.day = Some(day);
        date.moment.day_known = true;
        Some(date)
    }

    /// The 26th of the current month, which goes without saying.
    pub(super) fn day_of_this(&self, i: usize) -> Option<Date> {
        let (day, last, next) =
            self.text.all.get(i).filter(|token| token.kind == TokenKind::Number).and_then(|_| self.day(i))?;
        let (_, entry, next) = self.here(next, Class::Shift)?;
        let this = matches!(entry.value, "0 after" | "1 after" | "-1 after") && self.has_articles(i);
        this.then(|| {
            let mut date = self.dated(i, 0, next, |_| {});
            (date.moment.day, date.moment.last_day) = (Some(day), last);
            date.moment.day_known = true;
            date
        })
    }

    /// 5 March 2024, 17 to 23 Shawwal, the fifth of March.
    pub(super) fn day_month(&self, i: usize) -> Option<Date> {
        let start = match self.phrase(i, Class::Ordinal) {
            Some((reading, ..)) => {
                self.text.all[i].span.start + u32::from(reading.prefix - self.text.article_bytes(i, reading))
            }
            None => self.number(i)?.start,
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
        // 19/October.
        let slash = self.text.all.get(next).is_some_and(|sign| {
            next + 1 < self.end && sign.is('/') && !sign.spaced && !self.text.all[next + 1].spaced
        });
        next += usize::from(slash);
        let month = self.month_name(next)?;
        // Four صفر is four zeros unless digits or a year say more.
        if !month.1 && self.text.all[i].kind != TokenKind::Number && self.year(month.3).is_none() {
            return None;
        }
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
    pub(super) fn and(&self, i: usize) -> Option<usize> {
        let (_, entry, next) = self.phrase(i, Class::Number)?;
        (entry.value.starts_with('&')).then_some(next)
    }

    /// Where a range of days goes on.
    pub(super) fn to(&self, i: usize) -> Option<usize> {
        let token = self.text.all.get(i).filter(|_| i < self.end)?;
        if matches!(token.glyph, '-' | '–' | '—') && token.kind == TokenKind::Sign {
            return Some(i + 1);
        }
        self.phrase(i, Class::Approximate).filter(|(_, entry, _)| entry.value == "to").map(|(.., next)| next)
    }

    /// A day of the month in digits or as an ordinal; a second one where the digits are a range.
    pub(super) fn day(&self, i: usize) -> Option<(u8, Option<u8>, usize)> {
        if i >= self.end {
            return None;
        }
        if let Some((day, next)) = self.ordinal(i) {
            return (1..=31).contains(&day).then_some((day, None, next));
        }
        let token = &self.text.all[i];
        if token.kind == TokenKind::Number {
            let written = self.text.written(i);
            let (low, high) = self.text.digits(i)?;
            let whole = written.chars().all(|c| c.is_numeric() || matches!(c, '-' | '–'));
            let fits = |value: f64| whole && (1.0..=31.0).contains(&value) && value.fract() == 0.0;
            return (fits(low) && high.is_none_or(fits)).then_some((
                low as u8,
                high.map(|high| high as u8),
                i + 1,
            ));
        }
        let number = self.number(i)?;
        let fits = !number.digits && (1.0..=31.0).contains(&number.value) && number.value.fract() == 0.0;
        fits.then_some((number.value as u8, None, number.end))
    }

    /// An ordinal, and the token after it: the fifth AND twentieth, the fifth TEN.
    pub(super) fn ordinal(&self, i: usize) -> Option<(u8, usize)> {
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

    /// A month's name, with its name in the other tradition after a slash or in brackets.
    pub(super) fn month_name(&self, i: usize) -> Option<(&'static str, bool, &'a Reading, usize)> {
        let (reading, entry, mut next) = self.phrase(i, Class::Month)?;
        let homograph = self.text.word(i).entries().any(|(_, other)| {
            other.class == Class::Homograph && other.value == "month" && other.rest == entry.rest
        });
        if homograph && reading.prefix != 0 && !self.text.is_as_written(i, reading, entry) {
            return None;
        }
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
    pub(super) fn month(&self, i: usize) -> Option<Date> {
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
                    || word.classes.has(Class::Month) && reading.clitics.slot(0) != 0
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
    pub(super) fn with_year(&self, date: &mut Date) {
        let at = date.next;
        if let Some((year, next)) = self.year(at).filter(|(_, next)| !self.counts(*next)) {
            (date.moment.year, date.next) = (Some(year), next);
            return;
        }
        if self.with_shift(date, "") {
            return;
        }
        // The 5th of March this year, in one word.
        if let Some((_, entry, next)) = self.here(at, Class::RelativeDate)
            && entry.value.ends_with('Y')
        {
            date.next = next;
            return;
        }
        // March of the year 2024, March of this year.
        let of = self.phrase(at, Class::Approximate).filter(|(_, entry, _)| entry.value == "of");
        let inner = of.map_or(at, |(.., next)| next);
        if let Some(period) = self.period(inner).or_else(|| self.shifted(inner))
            && (self.is_whole(&period, inner)
                && (period.moment.year.is_some() || of.is_some() || !self.has_articles(inner)))
        {
            date.moment.year = period.moment.year;
            date.next = period.next;
        }
    }

    /// A year in digits with its era, and the token after it.
    pub(super) fn year(&self, i: usize) -> Option<(Year, usize)> {
        let token = self.text.all.get(i).filter(|token| i < self.end && token.kind == TokenKind::Number)?;
        let written = self.text.written(i);
        let digits = |c: char| c.is_numeric();
        // 2016/2017 is one season, 1989-2003 a stretch of years.
        let (low, high) = match written.split_once('/') {
            Some((low, high)) => (in_digits(low)?.0, Some(in_digits(high)?.0)),
            None => self.text.digits(i)?,
        };
        if !written.starts_with(digits) || written.contains(['.', ',', '،', '٫', '٬']) || low.fract() != 0.0
        {
            return None;
        }
        let era = self.phrase(i + 1, Class::Era).filter(|(reading, entry, _)| {
            reading.clitics.is_empty() && !matches!(entry.value, "clock" | "hour")
        });
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
    pub(super) fn year_in_marks(&self, i: usize) -> Option<(Year, usize)> {
        let quoted = self.text.all.get(i).is_some_and(|token| token.kind == TokenKind::Quote);
        if quoted {
            let (year, next) = self.year(i + 1)?;
            let closed = self.text.all.get(next).is_some_and(|token| token.kind == TokenKind::Quote);
            return (closed && next < self.end).then_some((year, next + 1));
        }
        self.year(i).or_else(|| {
            // Nineteen hundred and forty-eight, in words.
            let number = self.number(i)?;
            let fits = !number.digits && !number.definite && (1000.0..=2100.0).contains(&number.value);
            let year = Year { number: number.value as i32, last: None, calendar: "" };
            (fits && number.end > i + 1).then_some((year, number.end))
        })
    }

    /// The second of two years, after "and".
    pub(super) fn second_year(&self, i: usize) -> Option<(Year, usize)> {
        let (_, entry, at) = self.phrase(i, Class::Number)?;
        self.year(at).filter(|_| entry.value.starts_with('&'))
    }

    /// Whether what follows makes an amount of the number before it.
    pub(super) fn counts(&self, i: usize) -> bool {
        i < self.end
            && (self.here(i, Class::Unit).is_some()
                || self.here(i, Class::Period).is_some_and(|(reading, ..)| reading.clitics.is_empty())
                || self.here(i, Class::Countable).is_some()
                || self.text.word(i).plain.any(COUNTED)
                    && self.text.word(i).readings[0].entries.iter().any(|e| COUNTED.has(e.class))
                || matches!(self.text.all[i].glyph, '%' | '٪'))
    }

    /// The eighties, the eighties of the last century.
    pub(super) fn decade(&self, i: usize) -> Option<Date> {
        let (reading, entry, mut next) = self.phrase(i, Class::Decade)?;
        let whole = next > i + 1;
        let start = reading.prefix - self.text.article_bytes(i, reading);
        let of = self.phrase(next, Class::Approximate).filter(|(_, entry, _)| entry.value == "of");
        let at = of.map_or(next, |(.., at)| at);
        let century =
            self.period(at).filter(|period| self.is_whole(period, at) && period.moment.relative.is_some());
        if let Some(century) = &century {
            next = century.next;
        } else if !whole && self.has_articles(i) && !self.article(i, reading) {
            return None;
        }
        let digit = entry.value.parse().ok();
        Some(self.dated(i, start, next, |moment| moment.decade = digit))
    }

    /// 2024-03-12, 12/3/2024.
    pub(super) fn numeric(&self, i: usize) -> Option<Date> {
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
}
