//! Any bytes through the whole pipeline: imported, laid out, extracted, exported. Nothing panics, every
//! span holds the text that is told of it, and any chunk gives by itself what it gives in order.

use std::sync::Arc;

use proptest::prelude::*;

use qari::article::{self, Extracted};
use qari::document::{BlockKind, Fetched, Origin};
use qari::export::{self, Report};
use qari::import::Options;
use qari::layout::{self, lay_out};

fn fetched(bytes: Vec<u8>) -> Fetched {
    Fetched {
        bytes: Arc::new(bytes),
        mime: None,
        charset: None,
        origin: Origin::Standard,
        warnings: Vec::new(),
    }
}

fn check(bytes: Vec<u8>, width: u16) {
    let Ok(article) = article::open(&fetched(bytes), Options::default()) else { return };
    let document = &article.document;
    let mut report = Report::new(document, None);
    for Extracted { number, chunk, highlights } in article.stream() {
        for block in chunk.blocks.iter() {
            let preformatted = block.kind == BlockKind::Preformatted;
            let options = layout::Options { width, preformatted, ..layout::Options::default() };
            let rows = lay_out(chunk.slice(block.span), block.span.start, block.direction, &options);
            assert!(!rows.rows().is_empty());
        }
        assert_eq!(article.cold(number).chunk.blocks, chunk.blocks);
        report.push(document, &chunk, highlights);
    }
    report.finish();
    for entry in &report.entries {
        assert_eq!(entry.text, document.text.slice(entry.highlight.span));
        assert!(!entry.highlight.span.is_empty(), "{entry:?}");
    }
    let words = |name: &str| name.to_owned();
    let json: serde_json::Value = serde_json::from_str(&export::json_lines(&report)).expect("JSON");
    assert_eq!(json["highlights"].as_array().map(Vec::len), Some(report.entries.len()));
    let shown = [export::text(&report, &words), export::markdown(&report, &words)];
    assert!(shown.iter().all(|page| !page.contains(|c: char| c.is_control() && c != '\n')));
}

/// Pieces that articles, and what breaks them, are made of.
const PIECES: &[&str] = &[
    "قال",
    "وأضاف",
    "الوزير",
    "أنّ",
    "إنّ",
    "سامي الحداد",
    "«",
    "»",
    "\"",
    "“",
    "”",
    ":",
    "،",
    ".",
    "؟",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "  ",
    "\t",
    "\u{a0}",
    "•",
    "- ",
    "1. ",
    "٢) ",
    "اقرأ أيضاً:",
    "المصدر:",
    "200",
    "مليار دولار",
    "29.3%",
    "أمس",
    "عام 2024",
    "لا",
    "كَتَبَ",
    "\u{64e}",
    "\u{200f}",
    "\u{202e}",
    "\u{2067}",
    "\u{feff}",
    "\0",
    "\u{1b}[31m",
    "אמר",
    "כי",
    "said",
    "that",
    "Rust",
    "گفت",
    "که",
    "🇸🇦",
    "e\u{301}",
    "ﷺ",
    "\u{600}",
    "\u{85}",
    "\u{2029}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn articles_of_any_pieces(
        pieces in proptest::collection::vec((0..PIECES.len(), any::<bool>()), 0..160),
        width in prop_oneof![Just(0_u16), 8..90_u16],
    ) {
        let text: String = pieces.iter().flat_map(|(i, space)| [PIECES[*i], if *space { " " } else { "" }]).collect();
        check(text.into_bytes(), width);
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400), width in 8..40_u16) {
        check(bytes, width);
    }
}

#[test]
fn a_book_of_several_chunks() {
    let page =
        "قال الوزير سامي الحداد إنّ «العمل انتهى أمس»، وأضاف أنّ كلفته بلغت 200 مليار دولار عام 2024.\n\n";
    check(page.repeat(600 * 1024 / page.len()).into_bytes(), 72);
    check(page.replace("\n\n", " ").repeat(400 * 1024 / page.len()).into_bytes(), 72);
}

/// Every string of a lexicon's file.
fn strings(value: &toml::Value, into: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => into.push(text.clone()),
        toml::Value::Array(values) => values.iter().for_each(|value| strings(value, into)),
        toml::Value::Table(table) => table.values().for_each(|value| strings(value, into)),
        _ => {}
    }
}

#[test]
fn a_text_may_end_after_any_word() {
    let read = |path: &std::path::Path| std::fs::read_to_string(path).expect("a file of the repository");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in std::fs::read_dir(root.join("assets/lexicon")).expect("the lexicons") {
        let mut words = Vec::new();
        let lexicon = read(&file.expect("a lexicon").path());
        strings(&toml::from_str(&lexicon).expect("TOML"), &mut words);
        assert!(words.len() > 200);
        for word in &words {
            check(word.clone().into_bytes(), 0);
        }
        // Also behind another word, and cut off by the end of a block.
        for pair in words.windows(2) {
            check(format!("{} {}\n\n{}", pair[0], pair[1], pair[0]).into_bytes(), 0);
        }
    }
    let article = read(&root.join("assets/welcome.ar.txt"));
    for (end, _) in article.match_indices(char::is_whitespace) {
        check(article.as_bytes()[..end].to_vec(), 0);
    }
}
