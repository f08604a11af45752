//! The formats over a report whose highlights are made by hand: what is written does not depend on what an
//! extractor finds.

use std::sync::Arc;

use super::*;
use crate::document::{Block, BlockKind, Chunk, Document, Meta, Text};
use crate::highlight::{DATE, FIGURE, Highlight, KindId, PERSON, Part, QUOTE, RELATED, Role};
use crate::text::bidi::Direction;
use crate::text::language::LanguageId;
use crate::text::span::Span;

const TEXT: &str = concat!(
    "Title\n\nMay 2, 2025\n\nAnn Lee said: \"It is, * so to say, *\x07 a \"bridge\"\nof stone.\" It cost 1,250,000.5 dollars.\n\n",
    "Bob said no, and Lee left.\n\nRead also: 1. Roads\n",
);

fn at(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words are there");
    Span::from(start..start + words.len())
}

fn part(role: Role, words: Option<&str>, value: Option<&str>) -> Part {
    Part { role, span: words.map(at), value: value.map(str::to_owned) }
}

fn highlight(kind: KindId, words: &str, parts: Vec<Part>) -> Highlight {
    Highlight { kind, span: at(words), parts, rule: "by hand", confidence: 0.9 }
}

fn report() -> Report {
    let document = Document {
        meta: Meta {
            origin: "a.txt".to_owned(),
            format: "text",
            title: Some("Title".to_owned()),
            ..Meta::default()
        },
        text: Text::memory(TEXT),
        language: LanguageId::UNKNOWN,
        direction: Direction::LeftToRight,
        warnings: Vec::new(),
        enclosed: Arc::new([]),
        feed: None,
    };
    let block = |kind, words: &str| Block {
        kind,
        span: at(words),
        language: LanguageId::UNKNOWN,
        direction: Direction::LeftToRight,
        continues: false,
    };
    let blocks = [
        block(BlockKind::Headline, "Title"),
        block(BlockKind::Byline, "May 2, 2025"),
        block(
            BlockKind::Paragraph,
            TEXT[at("Ann Lee said").start as usize..].split("\n\n").next().expect("one"),
        ),
        block(BlockKind::Paragraph, "Bob said no, and Lee left."),
        block(BlockKind::Related, "Read also: 1. Roads"),
    ];
    let span = Span::from(0..TEXT.len());
    let chunk = Chunk { span, text: TEXT.into(), blocks: Arc::new(blocks), marks: Arc::new([]) };
    let lee = || {
        vec![
            part(Role::Name, None, Some("Ann Lee")),
            part(Role::Alias, None, Some("Ann Lee")),
            part(Role::Alias, None, Some("Lee")),
            part(Role::Mention, Some("Ann Lee"), None),
            part(Role::Mention, Some("Lee left"), None),
        ]
    };
    let highlights = vec![
        highlight(RELATED, "1. Roads", vec![]),
        highlight(
            QUOTE,
            "It is, * so to say, *\x07 a \"bridge\"\nof stone.",
            vec![
                part(Role::Form, None, Some("direct")),
                part(Role::Speaker, Some("Ann Lee"), Some("Ann Lee")),
                part(Role::Resolved, None, Some("named")),
                part(Role::Cue, Some("said"), Some("said")),
                part(Role::Stance, None, Some("says")),
            ],
        ),
        highlight(QUOTE, "no", vec![part(Role::Form, None, Some("indirect"))]),
        highlight(DATE, "May 2, 2025", vec![part(Role::Iso, None, Some("2025-05-02"))]),
        highlight(PERSON, "Ann Lee", lee()),
        highlight(
            FIGURE,
            "1,250,000.5 dollars",
            vec![part(Role::Value, None, Some("1250000.5")), part(Role::Unit, None, Some("USD"))],
        ),
    ];
    let mut report = Report::new(&document, Some("xx"));
    report.push(&document, &chunk, highlights);
    report.finish();
    report
}

#[test]
fn entries_are_in_order_of_place_and_numbered() {
    let report = report();
    let numbers: Vec<_> =
        report.entries.iter().map(|e| (e.id, e.highlight.kind.kind().name, e.block)).collect();
    assert_eq!(
        numbers,
        [
            (1, "date", 1),
            (2, "person", 2),
            (3, "quote", 2),
            (4, "figure", 2),
            (5, "quote", 3),
            (6, "related", 4)
        ]
    );
    assert_eq!(report.published.as_deref(), Some("2025-05-02"), "the date in the byline");
    assert_eq!(report.words, 30);
}

#[test]
fn json_has_every_field_of_a_kind() {
    let value: serde_json::Value = serde_json::from_str(&json(&[report()], false)).expect("JSON");
    let at = |i: usize| value["highlights"][i].clone();
    assert_eq!(
        at(0),
        serde_json::json!({
            "id": 1, "kind": "date", "text": "May 2, 2025", "span": {"start": 7, "end": 18}, "block": 1,
            "confidence": 0.9, "iso": "2025-05-02", "relative": null
        })
    );
    assert_eq!(at(1)["aliases"], serde_json::json!(["Ann Lee", "Lee"]));
    assert_eq!(at(1)["mentions"][0], at(1)["span"]);
    assert_eq!(
        at(2)["speaker"],
        serde_json::json!({
            "name": "Ann Lee", "mention": "Ann Lee", "span": at(1)["span"], "resolved": "named"
        })
    );
    assert_eq!((&at(2)["addressee"], &at(2)["cue"]["stance"]), (&serde_json::Value::Null, &"says".into()));
    assert_eq!(
        (&at(3)["value"], &at(3)["value_max"], &at(3)["unit"]),
        (&1_250_000.5.into(), &serde_json::Value::Null, &"USD".into())
    );
    assert_eq!((&at(4)["speaker"], &at(4)["cue"]), (&serde_json::Value::Null, &serde_json::Value::Null));
    assert_eq!(at(5)["url"], serde_json::Value::Null);
    assert!(json(&[report()], true).starts_with('['));
    assert_eq!(json_lines(&report()).matches('\n').count(), 1);
}

#[test]
fn markdown_sets_quotes_under_their_speakers_and_escapes() {
    let page = markdown(&report(), &|name| name.to_owned());
    assert!(
        page.contains("### Ann Lee\n\n> «It is, \\* so to say, \\* a \"bridge\" of stone.»\n>\n> — said\n"),
        "{page}"
    );
    assert!(page.contains("### unnamed\n\n> no\n"), "{page}");
    assert!(page.contains("- 1,250,000.5 dollars (1,250,000.5 USD)\n"), "{page}");
    assert!(page.contains("- 1\\. Roads\n"), "{page}");
    assert!(!page.contains('\x07'));
}

#[test]
fn csv_quotes_what_must_be_quoted() {
    let table = csv(&report(), true);
    assert!(
        table.contains(
            "3,quote,direct,Ann Lee,said,says,\"It is, * so to say, *\x07 a \"\"bridge\"\"\nof stone.\",,,,"
        ),
        "{table}"
    );
    assert!(table.contains("\n4,figure,,,,,\"1,250,000.5 dollars\",1250000.5,USD,,"), "{table}");
    assert!(table.contains("\n2,person,,,,,Ann Lee,Ann Lee,,,"), "{table}");
    assert!(csv(&report(), false).starts_with("1,date,"));
}

#[test]
fn text_gives_the_speaker_before_the_words() {
    let page = text(&report(), &|name| name.to_owned());
    assert!(
        page.starts_with(
            "Title\na.txt\n\ntab.quotes (2)\n  Ann Lee · stance.says\n    “It is, * so to say, * a"
        ),
        "{page}"
    );
    assert!(page.contains("  unnamed\n    no\n"), "{page}");
    assert!(page.contains("  1,250,000.5 dollars (1,250,000.5 USD)\n"), "{page}");
    assert!(page.contains("  Ann Lee (Lee) · sign.person\n"), "{page}");
}

#[test]
fn filters_keep_numbers_and_know_other_names() {
    let ids = |kinds: &[&str], speaker: Option<&str>| {
        let mut report = report();
        Filter::new(kinds.iter().copied(), speaker).apply(&mut report);
        report.entries.iter().map(|entry| entry.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&[], None), [1, 2, 3, 4, 5, 6]);
    assert_eq!(ids(&["figure", "date"], None), [1, 4]);
    assert_eq!(ids(&[], Some("LEE")), [3]);
    assert_eq!(ids(&[], Some("lee ann")), [3]);
    assert_eq!(ids(&[], Some("lee bob")), [] as [usize; 0]);
    assert_eq!(ids(&["date"], Some("lee")), [] as [usize; 0]);
}
