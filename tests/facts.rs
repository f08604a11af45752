//! Figures, dates, places, organisations, related and source lines: sentences of our own for each
//! construction, with their normalised values.

use std::fs;
use std::sync::Arc;

use qari::article::{self, Extracted};
use qari::document::{Fetched, Origin};
use qari::highlight::{DATE, FIGURE, Highlight, KindId, ORGANIZATION, PERSON, PLACE, RELATED, Role, SOURCE};
use qari::import::Options;
use qari::lexicon;

/// Every highlight of a text with its words.
fn highlights(text: &str, code: &str) -> Vec<(String, Highlight)> {
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
        found.extend(highlights.into_iter().map(|one| (chunk.slice(one.span).to_string(), one)));
    }
    found
}

/// What is compared of a kind's highlights: the words, then the values that it has.
fn told(found: &[(String, Highlight)], kind: KindId) -> Vec<Vec<String>> {
    let roles: &[Role] = match kind {
        FIGURE => &[Role::Value, Role::ValueMax, Role::Unit],
        DATE => &[Role::Iso, Role::Relative],
        _ => &[],
    };
    let named = [PLACE, ORGANIZATION, PERSON].contains(&kind);
    let of = |(words, one): &(String, Highlight)| {
        let words = if named { one.value(Role::Name).unwrap_or_default().to_string() } else { words.clone() };
        let values = roles.iter().map(|role| one.value(*role).unwrap_or_default().to_string());
        let mut all: Vec<String> = std::iter::once(words).chain(values).collect();
        while all.len() > 1 && all.last().is_some_and(String::is_empty) {
            all.pop();
        }
        all
    };
    found.iter().filter(|(_, one)| one.kind == kind).map(of).collect()
}

/// Runs the sentences of `tests/data/facts.CODE.toml`; a case compares the kinds that it names. Each
/// answer is the words, then, after bars, the values.
fn sentences(code: &str) -> usize {
    let path = format!("{}/tests/data/facts.{code}.toml", env!("CARGO_MANIFEST_DIR"));
    let table: toml::Table = fs::read_to_string(&path).expect("the sentences").parse().expect("TOML");
    let kinds = [
        ("figures", FIGURE),
        ("dates", DATE),
        ("places", PLACE),
        ("organizations", ORGANIZATION),
        ("people", PERSON),
        ("related", RELATED),
        ("source", SOURCE),
    ];
    let mut complaints = Vec::new();
    let cases = table["case"].as_array().expect("cases");
    for case in cases {
        let text = case["text"].as_str().expect("a text");
        let found = highlights(text, code);
        let known = |key: &str| key == "text" || kinds.iter().any(|(name, _)| *name == key);
        let strange = case.as_table().expect("a table").keys().find(|key| !known(key));
        assert!(strange.is_none(), "{text}: {strange:?} is compared with nothing");
        for (name, kind) in kinds {
            let Some(wanted) = case.get(name).and_then(|wanted| wanted.as_array()) else { continue };
            let wanted: Vec<&str> = wanted.iter().filter_map(|one| one.as_str()).collect();
            let got: Vec<String> = told(&found, kind).iter().map(|one| one.join(" | ")).collect();
            if got != wanted {
                complaints.push(format!("{text}\n  {name} wanted {wanted:?}\n  {name} found  {got:?}"));
            }
        }
    }
    assert!(complaints.is_empty(), "{} of {}:\n{}", complaints.len(), cases.len(), complaints.join("\n"));
    cases.len()
}

#[test]
fn arabic() {
    assert!(sentences("ar") >= 115);
}

#[test]
fn persian() {
    assert!(sentences("fa") >= 22);
}

#[test]
fn hebrew() {
    assert!(sentences("he") >= 8);
}

#[test]
fn urdu() {
    assert!(sentences("ur") >= 21);
}

#[test]
fn english() {
    assert!(sentences("en") >= 12);
}

#[test]
fn a_thing_named_often_stands_once_with_all_its_mentions() {
    let found = highlights(
        "زار الوفد مصر ثم عاد من مصر. وقالت وزارة النقل إن الطريق مفتوح، وأكدت الوزارة ذلك.",
        "ar",
    );
    let mentions = |kind: KindId| {
        found
            .iter()
            .filter(|(_, one)| one.kind == kind)
            .map(|(_, one)| one.places(Role::Mention).count())
            .collect::<Vec<_>>()
    };
    assert_eq!(mentions(PLACE), [2]);
    assert_eq!(mentions(ORGANIZATION), [2]);
}

#[test]
fn hostile_text_is_read_in_one_pass() {
    for line in ["مدينة سين صاد ", "خمسة و", "1-", "(", "شركة \"", "وزارة ال", "يناير/", "بين 1 و"]
    {
        let text = line.repeat(20_000);
        assert!(highlights(&text, "ar").len() <= 60_000);
    }
}
