//! BidiTest and BidiCharacterTest: resolved levels and visual order (UAX #9).

use std::fmt::Write;

use qari::text::bidi::{Class, Direction, Level, Order, Paragraph, first_strong};

use crate::{character, lines, tell};

/// What the code answers, in the notation of the files: `x` for what X9 takes out.
#[derive(Default)]
struct Bidi {
    paragraph: Paragraph,
    levels: Vec<Level>,
    order: Vec<u32>,
}

impl Bidi {
    /// The paragraph level, the levels after L1, the order after L2.
    fn run(&mut self, text: &str, direction: Option<Direction>) -> (Level, String, String) {
        let direction = direction.or_else(|| first_strong(text)).unwrap_or_default();
        self.paragraph.clear();
        text.chars().for_each(|c| self.paragraph.push(c));
        self.paragraph.resolve(direction.level(), text, text.char_indices().map(|(at, _)| at));
        let count = self.paragraph.len();
        if let Order::Uniform(level) = self.paragraph.row(0..count, &mut self.levels, &mut self.order) {
            self.levels.resize(count, level);
            let numbers = 0..count as u32;
            if level & 1 == 1 { self.order.extend(numbers.rev()) } else { self.order.extend(numbers) }
        }
        let removed: Vec<bool> = text.chars().map(|c| Class::of(c).is_removed()).collect();
        let (mut levels, mut order) = (String::new(), String::new());
        for (level, removed) in self.levels.iter().zip(&removed) {
            let _ = if *removed { write!(levels, "x ") } else { write!(levels, "{level} ") };
        }
        for unit in self.order.iter().filter(|unit| !removed[**unit as usize]) {
            let _ = write!(order, "{unit} ");
        }
        (direction.level(), levels, order)
    }
}

/// A character of each class, without bracket or mirror.
fn sample(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => '\u{5d0}',
        "AL" => '\u{628}',
        "EN" => '1',
        "ES" => '+',
        "ET" => '$',
        "AN" => '\u{661}',
        "CS" => ',',
        "NSM" => '\u{300}',
        "BN" => '\u{ad}',
        "B" => '\u{2029}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "LRE" => '\u{202a}',
        "RLE" => '\u{202b}',
        "PDF" => '\u{202c}',
        "LRO" => '\u{202d}',
        "RLO" => '\u{202e}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        _ => panic!("no class {class}"),
    }
}

const AUTO_LTR_RTL: [Option<Direction>; 3] =
    [None, Some(Direction::LeftToRight), Some(Direction::RightToLeft)];

#[test]
fn bidi_test() {
    let (mut cases, mut failures) = (0, 0);
    let (mut levels, mut order) = (String::new(), String::new());
    let mut bidi = Bidi::default();
    for (number, line) in lines("BidiTest") {
        if let Some(rest) = line.strip_prefix("@Levels:") {
            levels = notation(rest);
        } else if let Some(rest) = line.strip_prefix("@Reorder:") {
            order = notation(rest);
        } else if let Some((classes, directions)) = line.split_once(';') {
            let text: String = classes.split_whitespace().map(sample).collect();
            let directions = u8::from_str_radix(directions.trim(), 16).expect("a bit set");
            for (bit, direction) in AUTO_LTR_RTL.into_iter().enumerate() {
                if directions & 1 << bit == 0 {
                    continue;
                }
                cases += 1;
                let (_, found_levels, found_order) = bidi.run(&text, direction);
                if found_levels != levels || found_order != order {
                    failures += 1;
                    if failures < 20 {
                        println!("line {number} {classes} {direction:?}: {found_levels}/ {found_order}");
                    }
                }
            }
        }
    }
    tell(&format!("BidiTest: {cases} cases, {failures} failures"));
    assert_eq!((cases, failures), (770_241, 0));
}

/// The file's own spacing, made ours.
fn notation(list: &str) -> String {
    list.split_whitespace().fold(String::new(), |list, item| list + item + " ")
}

#[test]
fn bidi_character_test() {
    let (mut cases, mut failures) = (0, 0);
    let mut bidi = Bidi::default();
    for (number, line) in lines("BidiCharacterTest") {
        let fields: Vec<&str> = line.split(';').collect();
        let text: String = fields[0].split_whitespace().map(character).collect();
        let direction = match fields[1] {
            "0" => Some(Direction::LeftToRight),
            "1" => Some(Direction::RightToLeft),
            _ => None,
        };
        cases += 1;
        let (level, levels, order) = bidi.run(&text, direction);
        if level.to_string() != fields[2] || levels != notation(fields[3]) || order != notation(fields[4]) {
            failures += 1;
            if failures < 20 {
                println!("line {number} {}: {level} / {levels}/ {order}", fields[0]);
            }
        }
    }
    tell(&format!("BidiCharacterTest: {cases} cases, {failures} failures"));
    assert_eq!((cases, failures), (91_707, 0));
}

/// Depths at and past the limit of BD2 (125), with rows wholly at the deepest level.
#[test]
fn nesting_has_no_end_but_the_limit() {
    let mut bidi = Bidi::default();
    for depth in [1, 60, 61, 62, 63, 124, 125, 126, 140, 200, 1000] {
        for (open, close) in [
            ('\u{2067}', '\u{2069}'),
            ('\u{2066}', '\u{2069}'),
            ('\u{202b}', '\u{202c}'),
            ('\u{202e}', '\u{202c}'),
        ] {
            let text: String = std::iter::repeat_n(open, depth)
                .chain("1".chars())
                .chain(std::iter::repeat_n(close, depth))
                .collect();
            for direction in AUTO_LTR_RTL {
                let (_, levels, order) = bidi.run(&text, direction);
                assert!(
                    levels
                        .split_whitespace()
                        .filter(|level| *level != "x")
                        .all(|level| { level.parse::<u8>().is_ok_and(|level| level <= 126) })
                );
                assert!(order.split_whitespace().any(|unit| unit == depth.to_string()), "the digit is there");
            }
        }
    }
}
