//! The bundled article, read by the program as a careful reader reads it. What a newcomer sees first has
//! to be right.
//!
//! `data/welcome.json` was written by hand, beside the article and before any code could read it, in the
//! form of the shared annotation guidelines.

use std::process::Command;

use qari::document::BlockKind::*;
use qari::import::Options;
use serde_json::Value;

const ARTICLE: &str = include_str!("../assets/welcome.ar.txt");

fn gold() -> Value {
    serde_json::from_str(include_str!("data/welcome.json")).expect("the annotation is JSON")
}

/// What `qari highlights` finds, of these kinds.
fn found(kinds: &[&str]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_qari"))
        .args(["highlights", "--format", "json", "assets/welcome.ar.txt"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json: Value = serde_json::from_slice(&output.stdout).expect("its output is JSON");
    let highlights = json["highlights"].as_array().expect("a list of highlights");
    highlights
        .iter()
        .filter(|highlight| kinds.iter().any(|kind| highlight["kind"] == *kind))
        .cloned()
        .collect()
}

fn list<'a>(value: &'a Value, of: &str) -> &'a [Value] {
    value[of].as_array().unwrap_or_else(|| panic!("{of} is a list"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn it_is_a_feature_of_the_length_asked_for() {
    let words = ARTICLE.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    assert!((500..=800).contains(&words), "{words} words");
}

#[test]
fn its_parts_are_told_apart() {
    let article = qari::article::open(&qari::source::welcome(), Options::default()).expect("it is text");
    assert_eq!(article.chunks.count(), 1);
    let kinds: Vec<_> = article.chunks.load(0).blocks.iter().map(|block| block.kind).collect();
    let paragraphs = [Paragraph; 4];
    let expected = [
        &[Headline, Deck, Byline, Caption],
        &paragraphs[..3],
        &[Heading(1)],
        &paragraphs[..3],
        &[Related, Heading(1)],
        &paragraphs[..4],
        &[Heading(1)],
        &paragraphs[..3],
        &[Source],
    ];
    assert_eq!(kinds, expected.concat());
}

#[test]
fn every_span_is_its_text() {
    let all = found(&["quote", "figure", "date", "person", "organization", "place", "related", "source"]);
    for highlight in &all {
        let at = |end: &str| highlight["span"][end].as_u64().expect("an offset") as usize;
        assert_eq!(ARTICLE.get(at("start")..at("end")), highlight["text"].as_str(), "{highlight:#}");
    }
    assert!(!all.is_empty());
}

#[test]
fn every_quote_is_found_with_its_speaker_and_cue_and_no_other() {
    let gold = gold();
    let found = found(&["quote"]);
    let wanted = list(&gold, "quotes");
    assert_eq!(
        found.iter().map(|quote| text(&quote["text"])).collect::<Vec<_>>(),
        wanted.iter().map(|quote| text(&quote["text"])).collect::<Vec<_>>(),
    );
    for (quote, wanted) in found.iter().zip(wanted) {
        assert_eq!(quote["form"], wanted["form"], "{quote:#}");
        assert_eq!(quote["cue"]["text"], wanted["cue"], "{quote:#}");
        assert_eq!(quote["speaker"]["name"], wanted["speaker"][0], "{quote:#}");
    }
}

/// What the program takes for a body beside those of the annotation, and what may pass for one.
const DOUBTFUL: [&str; 2] = ["مكتبة البلدة", "المجلس البلدي"];

#[test]
fn figures_dates_and_names_are_found_and_nothing_else() {
    let gold = gold();
    for (kind, of) in [
        ("figure", "figures"),
        ("date", "dates"),
        ("person", "people"),
        ("organization", "organizations"),
        ("place", "places"),
    ] {
        // Each is one text, or the names of one entity.
        let wanted: Vec<Vec<&str>> = list(&gold, of)
            .iter()
            .map(|one| {
                one.as_array().map_or_else(|| vec![text(one)], |names| names.iter().map(text).collect())
            })
            .collect();
        let found = found(&[kind]);
        let named: Vec<&str> =
            found.iter().map(|one| one["name"].as_str().unwrap_or(text(&one["text"]))).collect();
        let wrong: Vec<_> = named
            .iter()
            .filter(|name| !wanted.iter().any(|names| names.contains(name)) && !DOUBTFUL.contains(name))
            .collect();
        assert!(wrong.is_empty(), "{kind}: {wrong:#?}");
        let missed: Vec<_> =
            wanted.iter().filter(|names| !names.iter().any(|name| named.contains(name))).collect();
        assert!(missed.is_empty(), "{kind}: {missed:#?}");
    }
}

#[test]
fn what_to_read_next_and_whence_it_comes() {
    let gold = gold();
    let texts = |kind: &str| -> Vec<String> {
        found(&[kind]).iter().map(|highlight| text(&highlight["text"]).to_owned()).collect()
    };
    assert_eq!(texts("related"), list(&gold, "related").iter().map(text).collect::<Vec<_>>());
    assert_eq!(texts("source"), [text(&gold["source"])]);
}
