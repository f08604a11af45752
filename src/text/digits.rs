//! Decimal digits of three systems, read and written: ASCII (0 1 2), Arabic-Indic (U+0660 on) and
//! Extended Arabic-Indic, as Persian and Urdu write them (U+06F0 on); and their separators.
//!
//! Number *words* are a language's business and stand in its lexicon.

/// A way to write digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum System {
    /// 0 to 9.
    Ascii,
    /// U+0660 to U+0669.
    Arabic,
    /// U+06F0 to U+06F9.
    Persian,
}

impl System {
    /// The digit of that `value`, 0 to 9.
    pub fn digit(self, value: u8) -> char {
        let zero = match self {
            System::Ascii => 0x30,
            System::Arabic => 0x660,
            System::Persian => 0x6f0,
        };
        char::from_u32(zero + u32::from(value.min(9))).unwrap_or('0')
    }
}

/// The value of a decimal digit and the system it is of.
pub const fn digit(c: char) -> Option<(u8, System)> {
    match c {
        '0'..='9' => Some((c as u8 - b'0', System::Ascii)),
        '\u{660}'..='\u{669}' => Some(((c as u32 - 0x660) as u8, System::Arabic)),
        '\u{6f0}'..='\u{6f9}' => Some(((c as u32 - 0x6f0) as u8, System::Persian)),
        _ => None,
    }
}

/// The value of a decimal digit of any of the three systems.
pub const fn value(c: char) -> Option<u8> {
    match digit(c) {
        Some((value, _)) => Some(value),
        None => None,
    }
}

/// Whether `c` is a decimal digit of one of the three systems.
pub const fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// `c` written in `system`: digits always; the Arabic decimal, thousands and per cent signs
/// (U+066B, U+066C, U+066A) become ASCII with the digits. The other way they stay: `.` and `,`
/// separate more than numbers.
pub fn transcode(c: char, system: System) -> char {
    match (digit(c), system, c) {
        (Some((value, _)), _, _) => system.digit(value),
        (None, System::Ascii, DECIMAL) => '.',
        (None, System::Ascii, THOUSANDS) => ',',
        (None, System::Ascii, PERCENT) => '%',
        _ => c,
    }
}

/// ARABIC DECIMAL SEPARATOR.
pub const DECIMAL: char = '\u{66b}';
/// ARABIC THOUSANDS SEPARATOR.
pub const THOUSANDS: char = '\u{66c}';
/// ARABIC PERCENT SIGN.
pub const PERCENT: char = '\u{66a}';

/// Whether `c` may stand between two digits of one number.
pub const fn is_separator(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | DECIMAL | THOUSANDS | '\u{60c}' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '\u{2019}'
    )
}

/// A number as it is written, read as a plain decimal: digits, at most one `.`, no leading zeros but
/// one, no trailing zeros after the point. `None` where `text` is not one number.
///
/// Whether `.`, `,` and the Arabic comma group or separate decimals is told by the number itself:
/// the last sign separates decimals when other signs stand before it; a sign that stands more than
/// once groups; a single comma before exactly three digits groups (1,200), a single point does not
/// (1.200), unless `0` stands before it. U+066B always separates decimals, U+066C, spaces and
/// apostrophes always group. Groups must have three digits, but for the Indian way (12,34,567).
pub fn decimal(text: &str) -> Option<String> {
    let mut whole = String::with_capacity(text.len());
    // The signs, each with the number of digits before it.
    let mut signs: smallvec::SmallVec<[(char, usize); 8]> = smallvec::SmallVec::new();
    for c in text.chars() {
        match value(c) {
            Some(value) => whole.push(char::from(b'0' + value)),
            None if is_separator(c)
                && signs.last().is_none_or(|&(_, at)| at < whole.len())
                && !whole.is_empty() =>
            {
                signs.push((plain(c), whole.len()));
            }
            None => return None,
        }
    }
    let digits = whole.len();
    let &(last, at) = match signs.last() {
        None if digits == 0 => return None,
        None => return Some(trim(&whole, "")),
        Some(sign) if sign.1 == digits => return None,
        Some(sign) => sign,
    };
    let single = signs.len() == 1;
    let decimals = match last {
        '_' => false,
        DECIMAL => true,
        _ if signs[..signs.len() - 1].iter().any(|&(sign, _)| sign == last) => false,
        _ if !single => true,
        ',' => digits - at != 3 || whole.starts_with('0'),
        _ => true,
    };
    let groups = if decimals { &signs[..signs.len() - 1] } else { &signs[..] };
    let end = if decimals { at } else { digits };
    for (i, &(sign, from)) in groups.iter().enumerate() {
        let to = groups.get(i + 1).map_or(end, |next| next.1);
        let right = to - from == 3 || (to - from == 2 && i + 1 < groups.len());
        if sign == DECIMAL || sign != groups[0].0 || !right || (i == 0 && from > 3) {
            return None;
        }
    }
    Some(if decimals { trim(&whole[..at], &whole[at..]) } else { trim(&whole, "") })
}

/// One sign for each job: `.`, `,`, U+066B, and `_` for what only groups.
const fn plain(c: char) -> char {
    match c {
        '.' | ',' | DECIMAL => c,
        '\u{60c}' => ',',
        _ => '_',
    }
}

fn trim(whole: &str, fraction: &str) -> String {
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_systems_one_value() {
        for system in [System::Ascii, System::Arabic, System::Persian] {
            for n in 0..=9 {
                assert_eq!(digit(system.digit(n)), Some((n, system)));
                assert_eq!(transcode(system.digit(n), System::Ascii), char::from(b'0' + n));
            }
        }
        assert_eq!(value('x'), None);
        assert_eq!(transcode(DECIMAL, System::Ascii), '.');
        assert_eq!(transcode('.', System::Arabic), '.');
    }

    #[test]
    fn numbers_are_read_as_they_are_meant() {
        for (text, read) in [
            ("200", "200"),
            ("007", "7"),
            ("0", "0"),
            ("29.3", "29.3"),
            ("29,3", "29.3"),
            ("1,200", "1200"),
            ("0,125", "0.125"),
            ("1.200", "1.2"),
            ("1.200.000", "1200000"),
            ("1,200,000.50", "1200000.5"),
            ("1.200.000,50", "1200000.5"),
            ("12,34,567", "1234567"),
            ("1 200", "not a number: a plain space separates"),
            ("1\u{a0}200", "1200"),
            ("\u{661}\u{662}\u{66b}\u{665}", "12.5"),
            ("\u{661}\u{66c}\u{662}\u{660}\u{660}\u{66b}\u{665}", "1200.5"),
            ("\u{6f1}\u{60c}\u{6f2}\u{6f0}\u{6f0}", "1200"),
            ("1,2000", "1.2"),
        ] {
            assert_eq!(
                decimal(text).unwrap_or("not a number: a plain space separates".into()),
                read,
                "{text:?}"
            );
        }
        for text in ["", ",", "1,", ",1", "1..2", "1,2000,3", "12a", "1.2.3", "2026.11.24", "1234,567,890"] {
            assert_eq!(decimal(text), None, "{text:?}");
        }
    }
}
