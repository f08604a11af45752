//! The days that pages name, in the ways they write them: ISO 8601, RFC 5322, digits with slashes, months in
//! the words of the lexicons, three calendars, seconds since 1970. Answers the day, as EDTF writes it.

use icu_calendar::cal::{Gregorian, Hijri, Persian};
use icu_calendar::types::{Month, RataDie};
use icu_calendar::{AsCalendar, Date};

use crate::lexicon::{self, Class};
use crate::text::digits;

/// A piece of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// A number and how many digits it is written with.
    Number(u64, usize),
    /// A month's calendar and number.
    Month(Calendar, u64),
    /// What stands between two numbers, where it is one of `/ - .`.
    Joint(char),
    /// A colon: a time of day.
    Colon,
    /// Any other word.
    Word,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Calendar {
    Gregorian,
    Persian,
    Islamic,
}

/// The day that `text` names first; `None` where it names none or one that no article was published on.
pub fn day(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > 200 {
        return None;
    }
    let pieces = pieces(text);
    if let [Piece::Number(n, len)] = pieces[..] {
        return lone(n, len);
    }
    (0..pieces.len())
        .find_map(|i| numeric(&pieces[i..], i.checked_sub(1).map(|i| pieces[i])).map(|(_, day)| day))
        .or_else(|| in_words(&pieces).next().map(|(_, day)| day))
}

/// The first of January 1970, in days since the beginning of year 1.
const EPOCH: i64 = 719_163;

/// A number alone: 20200603, or seconds or milliseconds since 1970.
fn lone(n: u64, len: usize) -> Option<String> {
    match len {
        8 => valid(Calendar::Gregorian, n / 10_000, n / 100 % 100, n % 100),
        14 => lone(n / 1_000_000, 8),
        10 | 13 => {
            let days = n / if len == 13 { 86_400_000 } else { 86_400 };
            published(Date::from_rata_die(RataDie::new(EPOCH + i64::try_from(days).ok()?), Gregorian))
        }
        _ => None,
    }
}

/// Three numbers with the same sign between them, the year first or last.
fn numeric(pieces: &[Piece], before: Option<Piece>) -> Option<(Calendar, String)> {
    let &[
        Piece::Number(a, long),
        Piece::Joint(one),
        Piece::Number(b, _),
        Piece::Joint(other),
        Piece::Number(c, last),
        ..,
    ] = pieces
    else {
        return None;
    };
    // What stands before with the same sign is a longer number's part, and with a colon a time's.
    if one != other || before == Some(Piece::Joint(one)) || before == Some(Piece::Colon) {
        return None;
    }
    let calendar = |year| match year {
        1300..1420 => Calendar::Persian,
        1420..1500 => Calendar::Islamic,
        _ => Calendar::Gregorian,
    };
    let told =
        |year, month, day| valid(calendar(year), year, month, day).map(|found| (calendar(year), found));
    if long == 4 {
        return told(a, b, c);
    }
    if last != 4 && last != 2 {
        return None;
    }
    let year = if last == 2 { 2000 + c } else { c };
    // The day first, as everywhere in these languages, unless it can be no month that follows.
    told(year, b, a).or_else(|| told(year, a, b))
}

/// The earliest day that a line names: pages say beside the day of publication when they changed something, never
/// before it. Of several calendars ours counts.
pub fn earliest(text: &str) -> Option<String> {
    if text.len() > 200 {
        return None;
    }
    let pieces = pieces(text);
    let numbers =
        (0..pieces.len()).filter_map(|i| numeric(&pieces[i..], i.checked_sub(1).map(|i| pieces[i])));
    let all: Vec<(Calendar, String)> = numbers.chain(in_words(&pieces)).collect();
    // The moon's calendar is a day off where it is seen otherwise.
    let of = |which: fn(Calendar) -> bool| {
        all.iter().filter(|(calendar, _)| which(*calendar)).map(|(_, day)| day.clone()).min()
    };
    of(|calendar| calendar == Calendar::Gregorian)
        .or_else(|| of(|calendar| calendar == Calendar::Persian))
        .or_else(|| of(|_| true))
        .or_else(|| day(text))
}

/// Months in words with a day and a year beside them.
fn in_words(pieces: &[Piece]) -> impl Iterator<Item = (Calendar, String)> {
    pieces.iter().enumerate().filter_map(|(i, piece)| {
        let Piece::Month(calendar, month) = *piece else { return None };
        let near = &pieces[i + 1..(i + 6).min(pieces.len())];
        let number = |piece: &Piece| if let Piece::Number(n, len) = *piece { Some((n, len)) } else { None };
        let before = pieces[..i].iter().rev().take(2).find_map(number);
        let mut after = near.iter().take_while(|piece| !matches!(piece, Piece::Colon)).filter_map(number);
        let (first, second) = (after.next(), after.next());
        let year = |n: Option<(u64, usize)>| n.filter(|(_, len)| *len == 4).map(|(n, _)| n);
        let day = |n: Option<(u64, usize)>| n.filter(|(_, len)| *len <= 2).map(|(n, _)| n);
        let (day, year) = match (day(before), year(first)) {
            (Some(day), Some(year)) => (day, year),
            // JavaScript: Wed Jun 03 2020.
            (_, None) if day(first).is_some() => {
                let late = || near.iter().filter_map(number).find(|(_, len)| *len == 4).map(|(n, _)| n);
                (day(first)?, year(second).or_else(|| year(before)).or_else(late)?)
            }
            _ => return None,
        };
        valid(calendar, year, month, day).map(|found| (calendar, found))
    })
}

/// The day by its calendar, in ours.
fn valid(calendar: Calendar, year: u64, month: u64, day: u64) -> Option<String> {
    fn convert<C: AsCalendar>(year: i32, month: u8, day: u8, calendar: C) -> Option<Date<Gregorian>> {
        let date = Date::try_new(year.into(), Month::new(month), day, calendar).ok()?;
        Some(date.to_calendar(Gregorian))
    }
    let (year, month, day) = (year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
    // Months have two digits: what stands for more would be a panic further down.
    if !(1..=13).contains(&month) || !(1..=31).contains(&day) || !(1..=3000).contains(&year) {
        return None;
    }
    published(match calendar {
        Calendar::Gregorian => convert(year, month, day, Gregorian)?,
        Calendar::Persian => convert(year, month, day, Persian)?,
        Calendar::Islamic => convert(year, month, day, Hijri::new_umm_al_qura())?,
    })
}

/// The day, if there were pages then.
fn published(day: Date<Gregorian>) -> Option<String> {
    let year = day.year().extended_year();
    (1990..2100)
        .contains(&year)
        .then(|| format!("{year:04}-{:02}-{:02}", day.month().ordinal, day.day_of_month().0))
}

/// Cuts a text into pieces.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let chars: Vec<char> =
        text.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')).collect();
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        if digits::is_digit(c) {
            let from = i;
            let mut n = 0_u64;
            while let Some(value) = chars.get(i).and_then(|c| digits::value(*c)) {
                n = n.saturating_mul(10).saturating_add(value.into());
                i += 1;
            }
            pieces.push(Piece::Number(n, i - from));
            continue;
        }
        if c.is_alphabetic() {
            let from = i;
            while chars.get(i).is_some_and(|c| c.is_alphabetic() || lexicon::is_mark(*c) || *c == '\u{200c}')
            {
                i += 1;
            }
            // 2020-06-03T03:01: a letter between digits is a joint of its own.
            match month(&chars, from, i) {
                Some((calendar, number, end)) => {
                    pieces.push(Piece::Month(calendar, number));
                    i = end;
                }
                None => pieces.push(Piece::Word),
            }
            continue;
        }
        match c {
            '/' | '-' | '.' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2044}' => {
                let joint = if matches!(c, '/' | '.') { c } else { '-' };
                pieces.push(Piece::Joint(joint));
            }
            // After a word it is a label's.
            ':' if i > 0 && digits::is_digit(chars[i - 1]) => pieces.push(Piece::Colon),
            _ => {}
        }
        i += 1;
    }
    pieces
}

/// The month whose name begins with the word `from..to`, and where that name ends.
fn month(chars: &[char], from: usize, to: usize) -> Option<(Calendar, u64, usize)> {
    let word: String = chars[from..to].iter().collect();
    if let Some(n) = english(&word) {
        return Some((Calendar::Gregorian, n, to));
    }
    let mut best: Option<(Calendar, u64, usize)> = None;
    for (_, lexicon) in lexicon::all() {
        let whole = lexicon::fold(&word);
        // Prefixes that are written with the word: the third *of June*.
        let bare = lexicon.proclitics.iter().flat_map(|slot| slot.iter()).find_map(|p| whole.strip_prefix(p));
        for folded in [Some(whole.as_str()), bare].into_iter().flatten() {
            for entry in lexicon.entries(folded).iter().filter(|entry| entry.class == Class::Month) {
                let Some((calendar, number)) = entry.value.split_once('-') else { continue };
                let calendar = match calendar {
                    "gregorian" => Calendar::Gregorian,
                    "persian" => Calendar::Persian,
                    "islamic" => Calendar::Islamic,
                    _ => continue,
                };
                let (Ok(number), Some(end)) = (number.parse(), rest(chars, to, &entry.rest)) else {
                    continue;
                };
                if best.is_none_or(|(.., longest)| end > longest) {
                    best = Some((calendar, number, end));
                }
            }
        }
    }
    best
}

/// Where the further words of a name end, if they stand after `at`.
fn rest(chars: &[char], mut at: usize, words: &[&str]) -> Option<usize> {
    for word in words {
        while chars.get(at).is_some_and(|c| c.is_whitespace()) {
            at += 1;
        }
        let from = at;
        while chars.get(at).is_some_and(|c| c.is_alphabetic() || lexicon::is_mark(*c)) {
            at += 1;
        }
        let next: String = chars[from..at].iter().collect();
        if lexicon::fold(&next) != *word {
            return None;
        }
    }
    Some(at)
}

/// Months as the standards for mail and for the web shorten them.
fn english(word: &str) -> Option<u64> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = word.to_ascii_lowercase();
    let short = word == "sept" || word.len() == 3;
    let found = MONTHS.iter().position(|month| short && word.starts_with(month))?;
    Some(found as u64 + 1)
}

#[cfg(test)]
mod tests {
    use super::{day, earliest};

    #[test]
    fn days_are_read_in_every_way_that_pages_write_them() {
        for (text, iso) in [
            ("2020-06-03T03:01+0400", "2020-06-03"),
            ("2020-06-03 23:59:01", "2020-06-03"),
            ("20200603", "2020-06-03"),
            ("2020/6/3", "2020-06-03"),
            ("a: 03/06/2020", "2020-06-03"),
            ("08:30 - 03/06/2020", "2020-06-03"),
            ("03/06/2020", "2020-06-03"),
            ("06/13/2020 10:00 AM", "2020-06-13"),
            ("03.06.2020 | 17:30", "2020-06-03"),
            ("Wed, 03 Jun 2020 03:01:00 GMT", "2020-06-03"),
            ("Wed Jun 03 2020 03:01:00 GMT+0300 (EEST)", "2020-06-03"),
            ("June 3, 2020", "2020-06-03"),
            ("3 June 2020", "2020-06-03"),
            ("1591153260", "2020-06-03"),
            ("1591153260000", "2020-06-03"),
        ] {
            assert_eq!(day(text).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn of_several_days_the_earliest_of_ours_counts() {
        assert_eq!(earliest("a: 16/05/2023 | b: 14/05/2023 - 08:30").as_deref(), Some("2023-05-14"));
        assert_eq!(earliest("16 May 2023, 14 May 2023").as_deref(), Some("2023-05-14"));
        assert_eq!(earliest("10:30"), None);
    }

    #[test]
    fn what_is_no_day_of_a_page_is_none() {
        for text in
            ["", "10:30", "12", "2020", "99/99/2020", "0000-00-00", "1/2/1620", "192.168.10.20", "call 01-02"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
