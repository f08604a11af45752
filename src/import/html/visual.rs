//! Text in visual order: pages in ISO 8859-8 have their letters as they stand on the screen, from left to right
//! (WHATWG, Encoding; the same in logical order is called ISO 8859-8-I). Each stretch between two tags is a line.

use super::dom::Dom;
use crate::text::bidi::{Class, mirrored};

/// The name of the encoding whose text is in visual order.
pub const ENCODING: &str = "ISO-8859-8";

/// So many words must say which order a text is in.
const SURE: usize = 6;

/// Whether a text is in visual order, as far as its words tell: in logical order final letters end words, here they
/// begin them. `None` where too few do either.
pub fn is_visual(text: &str) -> Option<bool> {
    const FINAL: [char; 5] = ['\u{5da}', '\u{5dd}', '\u{5df}', '\u{5e3}', '\u{5e5}'];
    let (mut first, mut last) = (0, 0);
    for word in text.split(|c: char| !matches!(c, '\u{5d0}'..='\u{5ea}')).filter(|word| word.len() >= 4) {
        first += usize::from(word.starts_with(FINAL));
        last += usize::from(word.ends_with(FINAL));
    }
    (first.max(last) >= SURE && first.max(last) > 3 * first.min(last)).then_some(first > last)
}

/// Puts all text of a page in logical order.
pub fn turn(dom: &mut Dom) {
    dom.rewrite(|text| text.chars().any(runs_left).then(|| logical(text)));
}

fn runs_left(c: char) -> bool {
    matches!(Class::of(c), Class::R | Class::AL)
}

/// A line that runs from right to left: turned round, but for what in it runs from left to right.
fn logical(line: &str) -> String {
    let turned: Vec<char> = line.chars().rev().collect();
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    while at < turned.len() {
        let end = left_to_right(&turned[at..]);
        if end == 0 {
            out.push(mirrored(turned[at]));
            at += 1;
        } else {
            out.extend(turned[at..at + end].iter().rev());
            at += end;
        }
    }
    out
}

/// How many characters at the beginning run from left to right: letters and digits, and what is between them.
fn left_to_right(chars: &[char]) -> usize {
    let mut end = 0;
    for (at, c) in chars.iter().enumerate() {
        match Class::of(*c) {
            Class::L | Class::EN | Class::AN => end = at + 1,
            Class::R | Class::AL => break,
            // A sign or a space between two of them, and no more: what follows may be the next line's.
            _ if end > 0 && at - end < 2 => {}
            _ => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::logical;

    #[test]
    fn a_line_is_turned_and_its_numbers_are_not() {
        let turned = |text: &str| text.chars().rev().collect::<String>();
        let (street, year) = ("\u{5e8}\u{5d7}\u{5d5}\u{5d1}", "\u{5e9}\u{5e0}\u{5d4}");
        let shown = format!(".BBC News 1998 {} ({})", turned(year), turned(street));
        assert_eq!(logical(&shown), format!("({street}) {year} BBC News 1998."));
        assert_eq!(logical(&format!("10:30 {}", turned(street))), format!("{street} 10:30"));
    }
}
