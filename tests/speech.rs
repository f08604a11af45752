//! Who said what: sentences of our own, the lexicons' examples, and floors on the gold articles where
//! these are at hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use qari::article::{self, Extracted};
use qari::document::{Fetched, Origin};
use qari::highlight::{QUOTE, Role, SURE};
use qari::import::Options;
use qari::lexicon;
use serde_json::Value;

/// Form, words, speaker and cue of every quote of a text, in order.
fn quotes(text: &str, code: &str) -> Vec<[String; 4]> {
    let fetched = Fetched {
        bytes: Arc::new(text.as_bytes().to_vec()),
        mime: None,
        charset: None,
        origin: Origin::Standard,
        warnings: Vec::new(),
    };
    let options = Options { language: lexicon::by_code(code) };
    let article = article::open(&fetched, options).expect("a text");
    let mut found = Vec::new();
    for Extracted { chunk, highlights, .. } in article.stream() {
        for highlight in highlights.iter().filter(|highlight| highlight.kind == QUOTE) {
            let value = |role| highlight.value(role).unwrap_or_default().to_string();
            let words = chunk.slice(highlight.span).to_string();
            found.push([value(Role::Form), words, value(Role::Speaker), value(Role::Cue)]);
        }
    }
    found
}

/// Runs the sentences of `tests/data/speech.CODE.toml`; answers how many there are and complaints.
fn sentences(code: &str) -> (usize, Vec<String>) {
    let path = format!("{}/tests/data/speech.{code}.toml", env!("CARGO_MANIFEST_DIR"));
    let table: toml::Table = fs::read_to_string(&path).expect("the sentences").parse().expect("TOML");
    let cases = table["case"].as_array().expect("cases");
    let mut complaints = Vec::new();
    for case in cases {
        let text = case["text"].as_str().expect("a text");
        let wanted: Vec<Vec<&str>> = case["quotes"]
            .as_array()
            .expect("quotes")
            .iter()
            .map(|quote| quote.as_array().expect("a quote").iter().filter_map(|part| part.as_str()).collect())
            .collect();
        let found: Vec<Vec<String>> = quotes(text, code).into_iter().map(Vec::from).collect();
        // What is known to come out wrong is told, and must be taken off the list once it is right.
        let known = case.get("misses").and_then(|why| why.as_str());
        if let Some(why) = known {
            println!("{code}: known to be missed: {}: {why}", case["shows"]);
        }
        if (found != wanted) != known.is_some() {
            complaints.push(format!("{}\n  {text}\n  wanted {wanted:?}\n  found  {found:?}", case["shows"]));
        }
    }
    (cases.len(), complaints)
}

/// How much of a language's own sentences must come out whole: every quote, its words, speaker and cue;
/// where none is given, all.
const SENTENCES: &[(&str, f64)] = &[("en", 0.95), ("fa", 0.95), ("he", 0.95), ("ur", 0.95)];

#[test]
fn sentences_of_our_own() {
    let mut total = 0;
    for entry in
        fs::read_dir(format!("{}/tests/data", env!("CARGO_MANIFEST_DIR"))).expect("the data").flatten()
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(code) = name.strip_prefix("speech.").and_then(|name| name.strip_suffix(".toml")) else {
            continue;
        };
        let (count, complaints) = sentences(code);
        println!("{code}: {count} sentences, {} wrong", complaints.len());
        let right = 1.0 - complaints.len() as f64 / count as f64;
        let floor = SENTENCES.iter().find(|(other, _)| *other == code).map_or(1.0, |&(_, floor)| floor);
        assert!(right >= floor, "{}", complaints.join("\n"));
        total += count;
    }
    assert!(total >= 280, "{total} sentences");
}

#[test]
fn every_cues_example() {
    let mut complaints = Vec::new();
    let mut count = 0;
    for (_, lexicon) in lexicon::all() {
        for example in lexicon.examples() {
            count += 1;
            let found = quotes(example.sentence, lexicon.code);
            if found.len() != 1 || found[0][1] != example.words || found[0][2] != example.speaker {
                complaints.push(format!("{} {}: {found:?}", lexicon.code, example.sentence));
            }
        }
    }
    println!("{count} examples");
    assert!(count > 50 && complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Figures below which extraction on `gold/dev` must not fall: language, direct F1, its speakers,
/// indirect F1.
const FLOORS: &[(&str, f64, f64, f64)] =
    &[("ar", 0.90, 0.80, 0.75), ("fa", 0.93, 0.88, 0.85), ("he", 0.93, 0.88, 0.85), ("ur", 0.90, 0.88, 0.85)];

/// Where the gold articles are; none where they or `python3` are not at hand.
fn gold() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let gold = ["../shared/gold", "../../shared/gold"].map(|path| here.join(path));
    let gold = gold.into_iter().find(|path| path.is_dir());
    let gold = gold.filter(|_| Command::new("python3").arg("--version").output().is_ok());
    if gold.is_none() {
        println!("skipped: the gold articles or python3 are not here");
    }
    gold
}

#[test]
fn gold_floors() {
    let Some(gold) = gold() else { return };
    for &(code, direct, speaker, indirect) in FLOORS {
        let run = format!("{} highlights --format json {{}}", env!("CARGO_BIN_EXE_qari"));
        let output = Command::new("python3")
            .arg(gold.join("score.py"))
            .arg(gold.join("dev"))
            .args(["--only", code, "--json", "--run", &run])
            .output()
            .expect("score.py runs");
        let scores: Value = serde_json::from_slice(&output.stdout).expect("figures");
        let figure = |kind: &str, name: &str| scores[kind][name].as_f64().unwrap_or_default();
        println!("{code}: {scores}");
        assert!(figure("direct", "f1") >= direct, "{code}: direct {}", figure("direct", "f1"));
        assert!(figure("direct", "speaker_of_matched") >= speaker, "{code}: speakers");
        assert!(figure("indirect", "f1") >= indirect, "{code}: indirect {}", figure("indirect", "f1"));
    }
}

/// What confidence must mean on `gold/dev`: of the quotes given as certain so many are right with their
/// speaker; of all right ones so many are given as certain.
const CERTAIN: &[(&str, f64, f64)] =
    &[("ar", 0.97, 0.60), ("fa", 0.89, 0.45), ("he", 0.95, 0.35), ("ur", 0.94, 0.45)];

#[test]
fn confidence_means_something() {
    let Some(gold) = gold() else { return };
    for &(code, precision, reach) in CERTAIN {
        let output = Command::new("python3")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/confidence.py"))
            .arg(gold.join("dev"))
            .args([env!("CARGO_BIN_EXE_qari"), code, &SURE.to_string()])
            .output()
            .expect("confidence.py runs");
        let found: [f64; 2] = serde_json::from_slice(&output.stdout).expect("two figures");
        println!("{code}: {found:?}");
        assert!(found[0] >= precision, "{code}: {} of what is certain is right", found[0]);
        assert!(found[1] >= reach, "{code}: {} of what is right is certain", found[1]);
    }
}
