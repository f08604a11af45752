//! What the beginning of a line tells: bullets, numbers of a list, labels from the lexicons.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::lexicon;
use crate::text::digits;
use crate::text::fold::fold;

/// What a line's beginning announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// A read-also link.
    Related,
    /// Where the article comes from.
    Source,
}

/// A list's sign at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bullet {
    /// One that nothing else begins with.
    Sure,
    /// A dash or a star: an item only beside others like it (a dash opens speech too).
    Dash,
    /// A number: an item only beside its neighbours in the count.
    Number(u32),
}

/// Whether `c` is a letter or a digit; quick for what most texts here are written with.
pub fn is_word(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}' | '\u{5d0}'..='\u{5ea}') || c.is_alphanumeric()
}

/// The list sign that `line` begins with.
pub fn bullet(line: &str) -> Option<Bullet> {
    let first = line.chars().next()?;
    // What most lines begin with.
    if is_word(first) && !digits::is_digit(first) {
        return None;
    }
    let rest = &line[first.len_utf8()..];
    let spaced = rest.starts_with(char::is_whitespace);
    match first {
        '•' | '‣' | '●' | '◦' | '▪' | '▫' | '■' | '◾' | '◼' | '○' | '►' | '▶' | '◄' | '◀' | '✓' | '✔'
        | '❖' | '⁃' | '\u{f0b7}' | '\u{f0a7}' => (!rest.trim().is_empty()).then_some(Bullet::Sure),
        '-' | '–' | '—' | '*' | '+' if spaced => Some(Bullet::Dash),
        '(' | '[' => number(rest).filter(|(_, sign, _)| matches!(sign, ')' | ']')).map(|(n, ..)| n),
        _ => number(line).filter(|(_, sign, after)| is_item(*sign, *after)).map(|(n, ..)| n),
    }
}

/// `1. text`, `1) text`, `1- text`; neither `1.5`, nor `1-0`, nor a date.
fn is_item(sign: char, after: Option<char>) -> bool {
    match sign {
        '.' | '-' | '–' | ':' | '/' => {
            after.is_some_and(|c| c.is_whitespace() || c.is_alphabetic() && sign != '/')
        }
        ')' | ']' => after.is_some_and(|c| !c.is_numeric()),
        _ => false,
    }
}

/// A number of at most three digits of one system, the sign after it (spaces between are passed over)
/// and what follows.
fn number(text: &str) -> Option<(Bullet, char, Option<char>)> {
    let mut value = 0;
    let mut rest = text;
    for count in 0.. {
        let c = rest.chars().next()?;
        let Some(digit) = digits::value(c) else {
            if count == 0 {
                return None;
            }
            break;
        };
        if count == 3 {
            return None;
        }
        value = value * 10 + u32::from(digit);
        rest = &rest[c.len_utf8()..];
    }
    let mut after = rest.trim_start().chars();
    let sign = after.next()?;
    Some((Bullet::Number(value), sign, after.next()))
}

/// The label that `line` begins with or is.
pub fn label(line: &str) -> Option<Label> {
    Some(split_label(line)?.0)
}

/// Whether `line` is a label alone, what it announces standing in the lines below.
pub fn is_bare(line: &str) -> bool {
    split_label(line).is_some_and(|(_, rest)| !rest.chars().any(is_word))
}

/// The label and what stands behind it.
fn split_label(line: &str) -> Option<(Label, &str)> {
    let line = line.trim_start_matches(|c: char| !is_word(c));
    // Most lines are long and have no sign near their beginning.
    let signs = |b: &u8| b":|-.*])\"\xc2\xe2\xef".contains(b);
    if line.len() > LONGEST * 4 && !line.as_bytes()[..LONGEST * 2].iter().any(signs) {
        return None;
    }
    // No label is longer than this; a colon further on belongs to a sentence.
    let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at);
    let head = &line[..end];
    let sign =
        |c: char| matches!(c, ':' | '：' | '|' | '–' | '—' | '«' | '"' | '-' | '.' | '…' | '*' | ']' | ')');
    let cut = head.find(sign);
    if cut.is_none() && end < line.len() {
        return None;
    }
    let head = head[..cut.unwrap_or(end)].trim();
    let folded = fold(head);
    let label = labels().get(&folded)?;
    Some((*label, &line[cut.unwrap_or(end)..]))
}

/// How many characters of a line are looked at for a label.
const LONGEST: usize = 32;

/// Every lexicon's labels, folded.
fn labels() -> &'static HashMap<String, Label> {
    static LABELS: OnceLock<HashMap<String, Label>> = OnceLock::new();
    LABELS.get_or_init(|| {
        let of = |label, list: &'static [&'static str]| list.iter().map(move |text| (fold(text), label));
        lexicon::all()
            .flat_map(|(_, l)| of(Label::Related, l.related_labels).chain(of(Label::Source, l.source_labels)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_three_systems_count_and_others_do_not() {
        assert_eq!(bullet("1. one"), Some(Bullet::Number(1)));
        assert_eq!(bullet("٢- اثنان"), Some(Bullet::Number(2)));
        assert_eq!(bullet("۱۲) دوازده"), Some(Bullet::Number(12)));
        assert_eq!(bullet("(3) three"), Some(Bullet::Number(3)));
        for no in ["1.5 litres", "2023. What a year", "3 men", "2-1 at home", "12/10/2023", "19:05"] {
            assert_eq!(bullet(no), None, "{no}");
        }
    }

    #[test]
    fn bullets_are_known_with_and_without_a_space() {
        assert_eq!(bullet("• a"), Some(Bullet::Sure));
        assert_eq!(bullet("•a"), Some(Bullet::Sure));
        assert_eq!(bullet("- a"), Some(Bullet::Dash));
        assert_eq!(bullet("-5 degrees"), None);
    }

    #[test]
    fn labels_are_folded_and_must_be_whole() {
        assert_eq!(label("اقرأ أيضاً: عنوان"), Some(Label::Related));
        assert_eq!(label("** اقرأ ايضا **"), Some(Label::Related));
        assert!(is_bare("اقرأ أيضاً:"));
        assert_eq!(label("المصدر: وكالة"), Some(Label::Source));
        assert_eq!(label("المصدر الأول للقلق هو: المال"), None);
        assert_eq!(label("قال المصدر: نعم"), None);
    }
}
