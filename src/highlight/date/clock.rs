//! Hours and parts of the day: at 11:15, half past six, Tuesday morning.

use super::super::number::in_digits;
use super::super::token::TokenKind;
use super::{Date, Dates};
use crate::lexicon::Class;

impl Dates<'_, '_> {
    /// "And a half" after an hour.
    fn half_past(&self, i: usize) -> usize {
        let part = self
            .phrase(i, Class::Number)
            .filter(|(reading, entry, _)| entry.value.contains('/') && reading.clitics.slot(0) != 0);
        part.map_or(i, |(.., next)| next)
    }

    /// At 11:15; 19:05 GMT.
    pub(super) fn clock(&self, i: usize) -> Option<Date> {
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
                None => match self.phrase(at, Class::Ordinal) {
                    Some((.., next)) => next,
                    None => self.struck(at)?,
                },
            };
            next = self.half_past(next);
            if let Some((_, entry, after)) = self.phrase(next, Class::Era)
                && entry.value == "clock"
            {
                next = after;
            }
            // The sixth hour OF Sunday's morning.
            if let Some((.., at)) = self.phrase(next, Class::Approximate).filter(|(_, e, _)| e.value == "of")
                && let Some(inner) = self.part_of_day(at).filter(|inner| self.is_whole(inner, at))
            {
                return Some(self.dated(i, reading.prefix, inner.next, |moment| *moment = inner.moment));
            }
            return Some(self.dated(i, reading.prefix, next, |_| {}));
        }
        // Five in the afternoon, half past six: an ordinal and a part of the day.
        if let Some((reading, _, next)) = self.phrase(i, Class::Ordinal) {
            let next = self.half_past(next);
            let (_, entry, after) = self.phrase(next, Class::Era)?;
            return (entry.value == "clock").then(|| self.dated(i, reading.prefix, after, |_| {}));
        }
        if let Some(next) = self.struck(i) {
            return Some(self.dated(i, 0, next, |_| {}));
        }
        // Seven in the morning: where the word for it is no part of a day, or the language has no other way.
        let word = || {
            let number = self.number(i)?;
            let whole =
                number.value >= 1.0 && number.value <= 12.0 && !number.definite && number.max.is_none();
            let part = self.text.word(number.end.min(self.end - 1)).classes.has(Class::DayPart);
            (whole && number.end < self.end && !(part && self.has_articles(i))).then_some((true, number.end))
        };
        // 0600 by a zone's time.
        let four = hour(i).is_none()
            && self.text.all[..self.end]
                .get(i)
                .is_some_and(|token| token.kind == TokenKind::Number && token.span.len() == 4);
        let zone = four.then_some((true, i + 1));
        let (_, next) = hour(i).filter(|(exact, _)| *exact).or_else(word).or(zone)?;
        let (_, _, next) = self.phrase(next, Class::Era).filter(|(_, entry, _)| entry.value == "clock")?;
        Some(self.dated(i, 0, next, |_| {}))
    }

    /// Two o'clock, where a word after the number says so.
    fn struck(&self, i: usize) -> Option<usize> {
        let number = self.number(i).filter(|number| number.value <= 24.0)?;
        let (_, entry, next) = self.phrase(number.end, Class::Era)?;
        (entry.value == "hour").then_some(next)
    }

    /// Tuesday morning, where the language says the part first.
    pub(super) fn part_of_day(&self, i: usize) -> Option<Date> {
        let (reading, entry, at) = self.phrase(i, Class::DayPart)?;
        let start = self.text.all[i].span.start + u32::from(reading.prefix);
        if let Some(next) = self.struck(at) {
            return Some(self.dated(i, reading.prefix, next, |_| {}));
        }
        if let Some(inner) = self.core(at)
            && inner.start == self.text.all[at].span.start
            && inner.moment.is_of_day()
        {
            let mut date = Date { start, ..inner };
            // The night from Friday to Saturday, by both their names.
            let dash = self.text.all.get(date.next).is_some_and(|sign| matches!(sign.glyph, '-' | '–' | '/'));
            if let Some((.., next)) = self.here(date.next + usize::from(dash), Class::Weekday) {
                date.next = next;
            }
            return Some(date);
        }
        (entry.value == "whole").then(|| self.dated(i, reading.prefix, at, |_| {}))
    }
}
