//! Dates told from the article's own: today and the days of the week, last and next, so many periods ago,
//! and the edges of periods.

use crate::lexicon::{Class, Entry};

use super::super::moment::Moment;
use super::super::token::TokenKind;
use super::{Date, Dates, shifted, times};

impl Dates<'_, '_> {
    /// The middle of March, the end of last year.
    pub(super) fn edge(&self, i: usize) -> Option<Date> {
        self.edge_of(i, true)
    }

    /// An edge, and where `nested` the edge of one (the end of the third quarter of next year).
    fn edge_of(&self, i: usize, nested: bool) -> Option<Date> {
        let (reading, _, at) = self.phrase(i, Class::DateEdge)?;
        if self.article(i, reading) {
            return None;
        }
        let inner =
            self.core(at).or_else(|| nested.then(|| self.edge_of(at, false)).flatten()).or_else(|| {
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
    pub(super) fn ago(&self, i: usize) -> Option<Date> {
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
        let start = self.number(i).map_or(self.text.all[i].span.start, |number| number.start);
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
    pub(super) fn counted_shift(&self, i: usize) -> Option<Date> {
        // The past few days.
        if let Some((_, entry, at)) = self.phrase(i, Class::Approximate)
            && entry.value == "some"
            && let Some((_, _, next)) = self.here(at, Class::Period)
        {
            let mut date = self.dated(i, 0, next, |_| {});
            return self.with_shift(&mut date, "").then_some(date);
        }
        let number = self.number(i)?;
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
    pub(super) fn duration(&self, i: usize) -> Option<(String, usize)> {
        if let Some(number) = self.number(i)
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

    /// Today, yesterday; with the day of the week and the date after it.
    pub(super) fn today(&self, i: usize) -> Option<Date> {
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
    pub(super) fn is_qualified(&self, i: usize) -> bool {
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
    pub(super) fn ends_a_name(&self, next: usize) -> bool {
        let quote = |i: usize| self.text.all.get(i).is_some_and(|token| token.kind == TokenKind::Quote);
        quote(next) && (2..=4).any(|back| next > back && quote(next - back - 1)) && !quote(next - 2)
    }

    /// Takes in a day of the week and a date that follow.
    pub(super) fn with_weekday(&self, date: &mut Date) {
        // Yesterday (Sunday).
        let is = |at: usize, sign| at < self.end && self.text.all[at].is(sign);
        let bracket = usize::from(is(date.next, '('));
        if let Some((_, entry, next)) = self.here(date.next + bracket, Class::Weekday)
            && (bracket == 0 || is(next, ')'))
        {
            date.next = next + bracket;
            date.moment.weekday = entry.value.parse().ok();
        }
        self.with_date(date);
    }

    /// Takes in a day and month that follow, after a comma too.
    pub(super) fn with_date(&self, date: &mut Date) {
        let comma = self
            .text
            .all
            .get(date.next)
            .is_some_and(|token| matches!(token.glyph, ',' | '،') || token.is('-') && token.spaced);
        let at = date.next + usize::from(comma && date.moment.weekday.is_some());
        if at >= self.end {
            return;
        }
        let inner = self
            .day_month(at)
            .or_else(|| self.month(at).filter(|month| month.moment.day.is_some()))
            .or_else(|| self.numeric(at));
        if let Some(inner) = inner.filter(|inner| inner.start == self.text.all[at].span.start) {
            date.moment.take(&inner.moment);
            date.next = inner.next;
        }
    }

    /// Tuesday; last Tuesday; Tuesday 5 March.
    pub(super) fn weekday(&self, i: usize) -> Option<Date> {
        let (reading, entry, next) = self.phrase(i, Class::Weekday)?;
        let mut date = self.dated(i, reading.prefix, next, |_| {});
        date.moment.weekday = entry.value.parse().ok();
        date.moment.day_known = true;
        self.with_shift(&mut date, "");
        self.with_date(&mut date);
        Some(date)
    }

    /// Takes in "last", "next" that follow; `period` is an ISO 8601 duration.
    pub(super) fn with_shift(&self, date: &mut Date, period: &str) -> bool {
        let Some((_, entry, next)) = self.here(date.next, Class::Shift) else { return false };
        let Some(shift) = entry.value.strip_suffix(" after") else { return false };
        // The last minute is no date, the last hours are.
        if shift == "_" && period.starts_with("PT") && !period.ends_with("H+") {
            return false;
        }
        date.next = next;
        date.moment.relative = shifted(shift, period);
        true
    }

    /// This week, last year: the shift before its period.
    pub(super) fn shifted(&self, i: usize) -> Option<Date> {
        let (reading, entry, mut at) = self.phrase(i, Class::Shift)?;
        let shift = entry.value.strip_suffix(" before").filter(|shift| *shift != "_")?;
        let mut count = 1.0;
        if let Some(number) = self.number(at).filter(|number| number.value <= 1000.0) {
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
    pub(super) fn period(&self, i: usize) -> Option<Date> {
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
                && matches!(entry.value, "P1Y" | "P0D+")
                && self.is_definite_word(next)
                && let Some((year, after)) = self.year(next + 1)
            {
                date.next = after;
                date.moment.year = Some(year);
                return Some(date);
            }
            // The first nine months of the year.
            if plural
                && definite
                && let Some(inner) = self.first_of(date.next)
            {
                date.next = inner.next;
                date.moment = inner.moment.edge();
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

    /// "First of" and a date, after periods that are counted.
    fn first_of(&self, i: usize) -> Option<Date> {
        let (_, entry, at) = self.phrase(i, Class::Ordinal)?;
        let (.., at) = self.phrase(at, Class::Approximate).filter(|(_, of, _)| of.value == "of")?;
        let inner = self.core(at).filter(|inner| entry.value == "1" && self.is_whole(inner, at))?;
        Some(inner)
    }

    /// The nineteenth century, the third millennium.
    pub(super) fn century(&self, i: usize) -> Option<Date> {
        let (reading, entry, at) = self.phrase(i, Class::Period)?;
        let long =
            matches!(entry.value, "P100Y" | "P1000Y") && (self.article(i, reading) || !self.has_articles(i));
        // The 19th century, in digits, an article joined to them.
        let article = crate::lexicon::get(self.text.word(i).language).article;
        let joint = usize::from(at < self.end && !article.is_empty() && self.text.folded(at) == article);
        let digits = || {
            let number = self.number(at + joint)?;
            let fits = number.digits && number.max.is_none() && (1.0..=30.0).contains(&number.value);
            (fits && !self.counts(number.end)).then_some((number.value as u8, number.end))
        };
        let (number, next) = self.ordinal(at).or_else(digits).filter(|_| long)?;
        let start = reading.prefix - self.text.article_bytes(i, reading);
        let next = self.here(next, Class::Era).map_or(next, |(.., after)| after);
        let hundreds = (entry.value == "P100Y" && number > 1).then_some(number - 1);
        Some(self.dated(i, start, next, |moment| moment.century = hundreds))
    }
}
