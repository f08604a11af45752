//! Numbers in a text, in digits and in words, as one value: 29.3, ١٬٠٠٠, three and a half million.
//!
//! What a number word is worth stands in the lexicon's class `number`; how such words add up is told
//! here. A number is not yet a figure ([`super::figure`]) nor a date ([`super::date`]).

use smallvec::SmallVec;

use crate::lexicon::{Class, Entry};
use crate::text::digits;

use super::token::{TokenKind, Tokens};
use super::vocabulary::{Reading, has_article};

/// A number in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// What it is worth; of a plural that nothing counts (thousands), its unit.
    pub value: f64,
    /// The upper end, where the digits are a range of their own (14-19).
    pub max: Option<f64>,
    /// The byte at which it begins, prefixes taken off.
    pub start: u32,
    /// The token after it.
    pub end: usize,
    /// The scale word that multiplied last (a million), 1 where there is none.
    pub scale: f64,
    /// Nothing counted can follow.
    pub closed: bool,
    /// It begins with digits.
    pub digits: bool,
    /// A plural that nothing counts.
    pub many: bool,
    /// A part of something (a third).
    pub part: bool,
    /// The article stands before it.
    pub definite: bool,
    /// The bytes of the article, which may belong to it (the two thirds).
    pub article: u8,
    /// Brackets or quotation marks stand around its digits.
    pub bracket: bool,
}

/// A number word's worth.
#[derive(Clone, Copy, PartialEq)]
enum Atom {
    Plain(f64),
    Many(f64),
    Added(f64),
    Part(f64),
    And,
    /// Joins words, not digits.
    AndWord,
    Point,
}

/// A reading of a token as a number word.
#[derive(Clone, Copy)]
struct Found<'a> {
    reading: &'a Reading,
    atom: Atom,
    /// The token after it.
    next: usize,
    closed: bool,
    definite: bool,
}

/// How many words a number may have: enough for any, and a border for hostile text.
const LONGEST: usize = 24;

impl Number {
    /// The number that begins at token `i`, no further than token `end`.
    pub fn at(text: &Tokens, i: usize, end: usize) -> Option<Number> {
        let token = text.all.get(i).filter(|_| i < end)?;
        if token.kind != TokenKind::Number && !token.classes.has(Class::Number) {
            return None;
        }
        let mut number = Number {
            value: 0.0,
            max: None,
            start: token.span.start,
            end: i + 1,
            scale: 1.0,
            closed: false,
            digits: false,
            many: false,
            part: false,
            definite: false,
            article: 0,
            bracket: false,
        };
        match token.kind {
            TokenKind::Number => {
                (number.value, number.max) = text.digits(i)?;
                number.digits = true;
                number.decimal_word(text, i, end);
                // (15) million: brackets of its own are none of its words.
                number.bracket = i > 0 && number.end < end && {
                    let (open, close) = (&text.all[i - 1], &text.all[number.end]);
                    open.is('(') && close.is(')')
                        || open.kind == TokenKind::Quote && close.kind == TokenKind::Quote
                };
                number.end += usize::from(number.bracket);
            }
            _ => number.open(text, i)?,
        }
        if number.max.is_none() {
            number.go_on(text, end);
        }
        Some(number)
    }

    /// A word for the decimal point between digits, as agencies write it: the fraction comes first, for
    /// the two numbers are seen in the order of the line.
    fn decimal_word(&mut self, text: &Tokens, i: usize, end: usize) {
        if i + 2 >= end || self.max.is_some() || text.all[i + 1].spaced || text.all[i + 2].spaced {
            return;
        }
        let point = found(text, i + 1).iter().any(|found| found.atom == Atom::Point);
        let whole = text.digits(i + 2).filter(|(_, max)| max.is_none());
        if let Some((whole, _)) = whole.filter(|_| point && text.all[i + 2].kind == TokenKind::Number) {
            let digits = text.written(i).chars().count() as i32;
            self.value = round(whole + self.value / 10f64.powi(digits));
            self.end = i + 3;
        }
    }

    /// Begins with the word at token `i`.
    fn open(&mut self, text: &Tokens, i: usize) -> Option<()> {
        let found = found(text, i)
            .into_iter()
            .filter(|found| !matches!(found.atom, Atom::Added(_) | Atom::And | Atom::AndWord | Atom::Point))
            // A word of the lexicon is no prefix before a number.
            .filter(|found| found.reading.prefix == 0 || text.word(i).readings[0].entries.is_empty())
            .max_by_key(|found| (found.next, std::cmp::Reverse(found.reading.prefix), !found.closed))?;
        match found.atom {
            Atom::Plain(value) => self.value = value,
            Atom::Many(value) => (self.value, self.many) = (value, true),
            Atom::Part(value) => (self.value, self.part) = (value, true),
            Atom::Added(_) | Atom::And | Atom::AndWord | Atom::Point => return None,
        }
        self.start += u32::from(found.reading.prefix);
        self.end = found.next;
        self.definite = found.definite;
        self.article = text.article_bytes(i, found.reading);
        self.closed = found.closed;
        Some(())
    }

    /// Takes in the words and digits that belong to the number begun.
    fn go_on(&mut self, text: &Tokens, end: usize) {
        // What is finished, and what the next scale multiplies.
        let (mut total, mut current) = (0.0, self.value);
        if !self.digits && !self.many && self.value >= 1000.0 {
            (total, current, self.scale) = (self.value, 0.0, scale_of(self.value));
        }
        for _ in 0..LONGEST {
            if let Some(found) = self.multiplier(text, end, current) {
                let (Atom::Plain(value) | Atom::Many(value) | Atom::Added(value)) = found.atom else { break };
                if matches!(found.atom, Atom::Added(_)) {
                    current += value;
                } else if self.many {
                    (self.value, self.scale) = (value, value);
                } else if value < 1000.0 {
                    current *= value;
                } else {
                    total += round(current * value);
                    (current, self.scale) = (0.0, value);
                    self.part = false;
                }
                (self.end, self.closed) = (found.next, found.closed);
                continue;
            }
            let Some((at, separate)) = self.joint(text, end) else { break };
            if let Some(value) = self.digits_after(text, at, current) {
                (current, self.end, self.closed) = (value, at + 1, false);
                continue;
            }
            let Some(found) = self.addend(text, at, separate, current) else { break };
            match found.atom {
                Atom::Part(value) => {
                    // The half may name its scale again: a million and half a million.
                    let base = if current > 0.0 { 1.0 } else { self.scale };
                    total += round(value * base);
                    let again = self::found(text, found.next).into_iter().find(|again| {
                        again.atom == Atom::Plain(self.scale) && self.scale > 1.0 && again.next <= end
                    });
                    self.end = again.map_or(found.next, |again| again.next);
                    self.closed = again.is_some_and(|again| again.closed);
                    continue;
                }
                Atom::Plain(value) if value >= 1000.0 => total += value,
                Atom::Plain(value) => current += value,
                _ => break,
            }
            (self.end, self.closed) = (found.next, found.closed);
        }
        if !self.many {
            self.value = round(total + current);
        }
    }

    /// The word right after that multiplies, or completes a teen: five HUNDRED, three MILLION, five TEN.
    fn multiplier<'a>(&self, text: &Tokens<'a>, end: usize, current: f64) -> Option<Found<'a>> {
        let fits = |found: &Found| {
            let bare = found.reading.clitics.is_empty() || (found.definite && (self.many || self.part));
            bare && found.next <= end
                && match found.atom {
                    Atom::Added(_) => !self.digits && (1.0..10.0).contains(&(current % 100.0)),
                    Atom::Plain(value) | Atom::Many(value) => {
                        let room = value > current || self.digits && value >= 1000.0 && self.scale == 1.0;
                        is_scale(value) && room && (current > 0.0 || self.many) && !self.closed
                    }
                    Atom::Part(_) | Atom::And | Atom::AndWord | Atom::Point => false,
                }
        };
        found(text, self.end).into_iter().filter(fits).max_by_key(|found| found.next)
    }

    /// Where a number goes on after "and": the token, and whether the "and" is a word of its own.
    fn joint(&self, text: &Tokens, end: usize) -> Option<(usize, bool)> {
        let token = text.all.get(self.end).filter(|_| self.end < end)?;
        if token.kind == TokenKind::Word {
            let here = found(text, self.end);
            let digits = text.all.get(self.end + 1).is_some_and(|next| next.kind == TokenKind::Number);
            if here.iter().any(|found| found.atom == Atom::And || found.atom == Atom::AndWord && !digits) {
                return Some((self.end + 1, true)).filter(|&(at, _)| at < end);
            }
            return (!here.is_empty()).then_some((self.end, false));
        }
        // Four crore 50 lakh: a smaller scale follows the digits.
        if token.kind == TokenKind::Number && self.scale >= 1000.0 {
            let smaller = |found: &Found| {
                matches!(found.atom, Atom::Plain(value) if (1000.0..self.scale).contains(&value))
                    && found.reading.clitics.is_empty()
            };
            return found(text, self.end + 1).iter().any(smaller).then_some((self.end, false));
        }
        let hyphen = token.is('-') && !token.spaced && self.end + 1 < end && !text.all[self.end + 1].spaced;
        (hyphen && !self.digits).then_some((self.end + 1, true))
    }

    /// 16 thousand and 900: digits after "and", less than the scale before them.
    fn digits_after(&self, text: &Tokens, at: usize, current: f64) -> Option<f64> {
        let token = &text.all[at];
        let possible = token.kind == TokenKind::Number && self.scale >= 1000.0 && current == 0.0;
        match text.digits(at).filter(|_| possible)? {
            (value, None) if value < self.scale => Some(value),
            _ => None,
        }
    }

    /// The word at token `at` that is added: and FIVE, and a HALF; in some languages with no "and".
    fn addend<'a>(&self, text: &Tokens<'a>, at: usize, separate: bool, current: f64) -> Option<Found<'a>> {
        let fits = |found: &Found| {
            let joined = separate || found.reading.clitics.slot(0) != 0;
            match found.atom {
                Atom::Part(_) => joined && !self.part && !self.many && !found.definite,
                Atom::Plain(value) => {
                    if self.many || self.part || found.definite || (self.digits && current > 0.0) {
                        return false;
                    }
                    let tail = current % 100.0;
                    if current == 0.0 {
                        // Nine thousand four hundred: no "and" where nothing else can be meant.
                        let bare = found.reading.clitics.is_empty() && value < 1000.0 && !self.closed;
                        return value < self.scale && (joined || bare);
                    }
                    // Units go before tens (five and twenty) or after them (twenty-five).
                    let units = joined && (1.0..10.0).contains(&tail) && (20.0..100.0).contains(&value);
                    let tens = tail == 0.0 && value < 100.0;
                    let after = tail >= 20.0 && tail % 10.0 == 0.0 && value < 10.0;
                    units || tens || after
                }
                _ => false,
            }
        };
        found(text, at).into_iter().filter(fits).max_by_key(|found| found.next)
    }
}

/// The number words that begin at token `i`.
fn found<'a>(text: &Tokens<'a>, i: usize) -> SmallVec<[Found<'a>; 2]> {
    let mut all = SmallVec::new();
    if i >= text.all.len() || !text.word(i).classes.has(Class::Number) {
        return all;
    }
    let word = text.word(i);
    let lexicon = crate::lexicon::get(word.language);
    for (reading, entry) in word.of(Class::Number) {
        let next = i + 1 + entry.rest.len();
        let rest = (i + 1..next).map(|k| (k < text.all.len()).then(|| text.folded(k)));
        let fits = !reading.joined && rest.eq(entry.rest.iter().map(|word| Some(*word)));
        if let Some((atom, closed)) = worth(entry).filter(|_| fits) {
            // Tanwin closes: nothing counted follows.
            let closed = closed || text.written(next - 1).ends_with(['\u{64b}', '\u{64c}', '\u{64d}']);
            let definite = has_article(lexicon, reading.clitics);
            all.push(Found { reading, atom, next, closed, definite });
        }
    }
    all
}

/// What an entry of class `number` is worth, and whether it is closed.
fn worth(entry: &Entry) -> Option<(Atom, bool)> {
    let value = entry.value;
    let atom = if value == "&" {
        Atom::And
    } else if value == "&word" {
        Atom::AndWord
    } else if value == "." {
        Atom::Point
    } else if let Some(added) = value.strip_prefix('+') {
        Atom::Added(added.parse().ok()?)
    } else if let Some(many) = value.strip_suffix('+') {
        Atom::Many(many.parse().ok()?)
    } else if let Some((part, whole)) = value.split_once('/') {
        Atom::Part(part.parse::<f64>().ok()? / whole.parse::<f64>().ok()?)
    } else {
        Atom::Plain(value.trim_end_matches('!').parse().ok()?)
    };
    Some((atom, value.ends_with('!')))
}

/// Whether a number multiplies what stands before it.
fn is_scale(value: f64) -> bool {
    // A lakh, a crore and a kharb are scales where they are counted.
    matches!(value, 100.0 | 1e5 | 1e7 | 1e11) || value >= 1000.0 && scale_of(value) == value
}

/// The largest power of a thousand in a value: of two million, a million.
fn scale_of(value: f64) -> f64 {
    [1e12, 1e11, 1e9, 1e7, 1e6, 1e5, 1e3].into_iter().find(|scale| value >= *scale).unwrap_or(1.0)
}

/// Drops what binary fractions added.
fn round(value: f64) -> f64 {
    if value.abs() < 1e9 { (value * 1e6).round() / 1e6 } else { (value * 1e3).round() / 1e3 }
}

/// The value of a number in digits, with the upper end where it is a range; `None` for times, dates and
/// what else holds digits.
pub(super) fn in_digits(written: &str) -> Option<(f64, Option<f64>)> {
    if written.len() > 40 {
        return None;
    }
    if let Some((low, high)) = written.split_once(['-', '–']) {
        let (low, high) = (plain(low)?, plain(high)?);
        return (low < high).then_some((low, Some(high)));
    }
    Some((plain(written)?, None))
}

/// The value of digits with separators of thousands and of decimals.
fn plain(written: &str) -> Option<f64> {
    let signs =
        || written.char_indices().filter(|(_, c)| !digits::is_digit(*c) && !crate::lexicon::is_mark(*c));
    if signs().any(|(_, c)| !matches!(c, '.' | ',' | '،' | '٫' | '٬' | '\'')) {
        return None;
    }
    let last = signs().next_back();
    let decimal = last.is_some_and(|(at, sign)| {
        let after = written[at + sign.len_utf8()..].chars().filter(|c| digits::is_digit(*c)).count();
        let before = written[..at].chars().filter(|c| digits::is_digit(*c)).count();
        let again = signs().filter(|(_, c)| *c == sign).count() > 1;
        match sign {
            '٫' => true,
            '٬' | '\'' => false,
            _ if again => false,
            _ if signs().count() > 1 => true,
            // 360.000 and 2,500 are thousands, 8،4 and 0.125 are not.
            _ => {
                after != 3
                    || before > 3
                    || written.starts_with(['0', '٠', '۰'])
                    || (sign == '.' && !written.ends_with(['0', '٠', '۰']))
            }
        }
    });
    let mut text: SmallVec<[u8; 40]> = SmallVec::new();
    for (at, c) in written.char_indices() {
        match digits::value(c) {
            Some(value) => text.push(b'0' + value),
            None if decimal && Some((at, c)) == last => text.push(b'.'),
            None => {}
        }
    }
    std::str::from_utf8(&text).ok()?.parse().ok()
}
