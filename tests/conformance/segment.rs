//! GraphemeBreakTest, WordBreakTest (UAX #29) and LineBreakTest (UAX #14).

use std::collections::BTreeSet;

use qari::text::segment;

use crate::{character, lines, tell};

/// Runs a break file; answers how many cases there are and those that deviate, without their first
/// and last sign, which every implementation has alike.
fn deviations(name: &str, breaks: impl Fn(&str) -> BTreeSet<usize>) -> (usize, Vec<String>) {
    let lines = lines(name);
    let mut deviating = Vec::new();
    for (_, line) in &lines {
        let mut text = String::new();
        let mut expected = BTreeSet::new();
        for token in line.split_whitespace() {
            match token {
                "÷" => {
                    expected.insert(text.len());
                }
                "×" => {}
                hex => text.push(character(hex)),
            }
        }
        expected.insert(0);
        let mut found = breaks(&text);
        found.extend([0, text.len()]);
        if found != expected {
            deviating
                .push(line.trim_start_matches(['÷', '×', ' ']).trim_end_matches(['÷', '×', ' ']).to_owned());
        }
    }
    (lines.len(), deviating)
}

/// Compares with the list of known deviations, `file` under `tests/conformance`.
fn check(name: &str, count: usize, number: usize, known: &str, breaks: impl Fn(&str) -> BTreeSet<usize>) {
    let known: Vec<&str> =
        known.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let (cases, deviating) = deviations(name, breaks);
    tell(&format!("{name}: {cases} cases, {} deviations, {} listed", deviating.len(), known.len()));
    for case in deviating.iter().filter(|case| !known.contains(&case.as_str())) {
        println!("not listed: {case}");
    }
    for case in known.iter().filter(|case| !deviating.iter().any(|found| found == *case)) {
        println!("listed, but as the file has it: {case}");
    }
    let (found, listed): (BTreeSet<&str>, BTreeSet<&str>) =
        (deviating.iter().map(String::as_str).collect(), known.iter().copied().collect());
    assert!(found == listed, "the list of deviations is not what it should be");
    assert_eq!((cases, deviating.len()), (count, number));
}

#[test]
fn grapheme_break_test() {
    let known = "
        # GB11: U+2701 is no Extended_Pictographic any more in unicode-segmentation 1.13 (Unicode 17).
        2701 × 200D × 2701
    ";
    check("GraphemeBreakTest", 602, 1, known, |text| segment::graphemes(text).map(|(at, _)| at).collect());
}

#[test]
fn word_break_test() {
    let known = "
        # WB3c: U+2701 is no Extended_Pictographic any more in unicode-segmentation 1.13 (Unicode 17).
        2701 × 200D × 2701
        0061 × 200D × 2701
    ";
    check("WordBreakTest", 1823, 2, known, |text| segment::word_borders(text).map(|(at, _)| at).collect());
}

#[test]
fn line_break_test() {
    let known = include_str!("line_break.txt");
    check("LineBreakTest", 7654, 59, known, |text| segment::line_breaks(text).map(|at| at.offset).collect());
}
