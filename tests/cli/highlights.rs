//! `qari highlights`: the shape of its formats. What is found is other tests' matter; here every span must
//! hold the text that is told of it.

use serde_json::Value;

use super::*;

const KINDS: [&str; 8] = ["quote", "figure", "date", "person", "organization", "place", "related", "source"];

/// Checks an object of schema 1 against the text that its spans count in.
#[track_caller]
fn check(object: &Value, text: &str) {
    assert_eq!(object["schema"], 1);
    for field in ["origin", "format", "language", "direction", "title", "byline", "published", "words"] {
        assert!(object["source"].get(field).is_some(), "source.{field} is missing");
    }
    assert_eq!(object["source"]["format"], "text");
    let slice = |span: &Value| {
        let at = |end: &str| span[end].as_u64().expect("an offset") as usize;
        text.get(at("start")..at("end")).expect("a span on character borders").to_owned()
    };
    let highlights = object["highlights"].as_array().expect("highlights");
    let mut before = 0;
    for (i, it) in highlights.iter().enumerate() {
        assert_eq!(it["id"], i + 1);
        assert_eq!(it["text"], slice(&it["span"]), "{it}");
        assert!(it["block"].is_u64() && it["confidence"].is_number(), "{it}");
        let start = it["span"]["start"].as_u64().expect("an offset");
        assert!(start >= before, "in order of start: {it}");
        before = start;
        let has = |fields: &[&str]| fields.iter().for_each(|f| assert!(it.get(f).is_some(), "{f} of {it}"));
        match it["kind"].as_str().expect("a kind") {
            "quote" => {
                has(&["form", "speaker", "addressee", "cue"]);
                for who in
                    ["speaker", "addressee"].map(|who| &it[who]).into_iter().filter(|who| !who.is_null())
                {
                    assert!(who["name"].is_string() && who["resolved"].is_string(), "{it}");
                    if !who["span"].is_null() {
                        assert_eq!(who["mention"], slice(&who["span"]), "{it}");
                    }
                }
                if it["cue"].is_object() && !it["cue"]["span"].is_null() {
                    assert_eq!(it["cue"]["text"], slice(&it["cue"]["span"]), "{it}");
                    assert!(it["cue"].get("stance").is_some());
                }
            }
            "figure" => has(&["value", "value_max", "unit"]),
            "date" => has(&["iso", "relative"]),
            "person" | "organization" | "place" => {
                has(&["name", "aliases", "mentions"]);
                for mention in it["mentions"].as_array().expect("mentions") {
                    slice(mention);
                }
            }
            "related" => has(&["url"]),
            "source" => {}
            other => panic!("{other} is no kind"),
        }
    }
}

#[test]
fn json_is_one_object_for_one_source_and_an_array_for_several() {
    let (one, two) = (File::new(ARTICLE), File::new(ARTICLE.replace('\n', "\r\n")));
    let run = qari(&["highlights", "--format", "json", one.name()]);
    check(&run.succeeds().json(), ARTICLE);
    assert_eq!(run.json()["source"]["title"], "المكتبة تفتح أبوابها ليلاً");
    assert_eq!(run.json()["source"]["direction"], "rtl");
    assert_eq!(run.json()["source"]["language"], "ar");
    let run = qari(&["highlights", "--format", "json", one.name(), two.name()]);
    let both = run.succeeds().json();
    check(&both[0], ARTICLE);
    check(&both[1], &ARTICLE.replace('\n', "\r\n"));
    assert_eq!(both[1]["source"]["origin"], two.name());
}

#[test]
fn json_lines_come_in_the_order_of_the_sources() {
    let files =
        [File::new(ARTICLE), File::new("One line in English.\n"), File::new(format!("\u{feff}{ARTICLE}"))];
    let names: Vec<&str> = files.iter().map(File::name).collect();
    let run = qari(&[&["highlights", "--format", "jsonl"], &names[..]].concat());
    let objects: Vec<Value> =
        run.succeeds().text().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(objects.iter().map(|o| o["source"]["origin"].clone()).collect::<Vec<_>>(), names);
    check(&objects[0], ARTICLE);
    check(&objects[2], ARTICLE);
}

#[test]
fn standard_input_is_a_source_too() {
    let run = qari_with(&["highlights", "--format", "json", "-"], ARTICLE.as_bytes());
    check(&run.succeeds().json(), ARTICLE);
    assert_eq!(run.json()["source"]["origin"], "-");
}

#[test]
fn a_source_that_cannot_be_read_does_not_stop_the_others() {
    let article = File::new(ARTICLE);
    for format in ["json", "jsonl", "text", "markdown", "csv"] {
        let run = qari(&["highlights", "--format", format, "missing.txt", article.name()]);
        assert_eq!(run.status, Some(1));
        assert!(run.err.starts_with("qari: cannot open missing.txt: no such file\nhint: "), "{}", run.err);
        assert!(!run.out.is_empty());
    }
}

#[test]
fn csv_has_the_columns_that_are_promised() {
    let article = File::new(ARTICLE);
    let run = qari(&["highlights", "--format", "csv", article.name(), article.name()]);
    let rows: Vec<&str> = run.succeeds().text().lines().collect();
    assert_eq!(rows[0], "id,kind,form,speaker,cue,stance,text,value,unit,iso,start,end,confidence");
    assert_eq!(rows.iter().filter(|row| row.starts_with("id,")).count(), 1, "one header");
}

#[test]
fn only_the_kinds_that_are_asked_for_are_told() {
    let article = File::new(ARTICLE);
    let all = qari(&["highlights", "--format", "json", article.name()]).json();
    for kind in KINDS {
        let run = qari(&["highlights", "--format", "json", "--kind", kind, article.name()]);
        let some = run.succeeds().json();
        let of = |object: &Value| object["highlights"].as_array().expect("highlights").clone();
        let expected: Vec<Value> = of(&all).into_iter().filter(|it| it["kind"] == kind).collect();
        assert_eq!(of(&some), expected, "numbered as among all");
    }
}

#[test]
fn the_language_can_be_said() {
    let run = qari_with(&["highlights", "--format", "json", "--language", "fa", "-"], ARTICLE.as_bytes());
    assert_eq!(run.succeeds().json()["source"]["language"], "fa");
}

#[test]
fn what_one_speaker_said_is_found_by_any_words_of_the_name() {
    let article = File::new(ARTICLE);
    let words = |name: &str| {
        let run = qari(&["highlights", "--format", "json", "--speaker", name, article.name()]);
        let found = run.succeeds().json()["highlights"].as_array().expect("highlights").clone();
        assert!(found.iter().all(|it| it["kind"] == "quote"), "{found:?}");
        found.iter().map(|it| it["text"].as_str().expect("words").to_owned()).collect::<Vec<_>>()
    };
    let said = words("الحداد");
    assert!(said.iter().any(|it| it == "القراءة لا تعرف ساعةً للإغلاق"), "{said:?}");
    // Folded: with another alef, with marks; every word must be there.
    assert_eq!(words("سَامي ألحداد"), words("سامي الحداد"));
    assert_eq!(words("سامي الخباز"), [] as [&str; 0]);
}

#[test]
fn people_read_the_speaker_before_the_words() {
    let article = File::new(ARTICLE);
    let text = qari(&["highlights", article.name()]);
    let lines: Vec<&str> = text.succeeds().text().lines().collect();
    let at = lines.iter().position(|line| line.contains("«القراءة لا تعرف ساعةً للإغلاق»")).expect("the quote");
    assert!(lines[at - 1].contains("سامي الحداد"), "{lines:?}");
    let page = qari(&["highlights", "--format", "markdown", article.name()]);
    let page = page.succeeds().text();
    let (speaker, quote) = (page.find("### سامي الحداد"), page.find("> «القراءة لا تعرف ساعةً للإغلاق»"));
    assert!(speaker.is_some() && speaker < quote, "{page}");
}

#[test]
fn html_is_one_page_that_runs_as_the_article_does() {
    let article = File::new(ARTICLE.replace("الرفوف", "الرفوف <script>alert('x')</script> & \"غيرها\""));
    let run = qari(&["highlights", "--format", "html", article.name()]);
    let page = run.succeeds().text();
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">"), "{page}");
    assert!(page.contains("<article lang=\"ar\" dir=\"rtl\">"), "{page}");
    assert!(
        page.contains("<q>القراءة لا تعرف ساعةً للإغلاق</q>") && page.contains("<h3><bdi>سامي الحداد</bdi></h3>"),
        "{page}"
    );
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("<link"), "{page}");
    assert!(page.ends_with("</html>\n"));
    let opened = page.matches("<blockquote>").count();
    assert!(opened > 0 && opened == page.matches("</blockquote>").count());
}

#[test]
fn a_word_without_end_is_read_past() {
    for letter in ["ا", "א", "漢", "x"] {
        let text = format!("قال الوزير إن الجسر مفتوح. {} ثم قال: «أغلق السوق».", letter.repeat(300));
        qari_with(&["highlights", "--format", "json", "-"], text.as_bytes()).succeeds();
    }
}

#[test]
fn a_part_in_another_encoding_does_not_turn_the_rest() {
    // Two thirds UTF-8, then Arabic letters of windows-1256.
    let mut bytes = "افتتح العمدة الجسر الجديد. ".repeat(20).into_bytes();
    bytes.extend(b"\xc7\xe1\xd3\xe6\xde \xe3\xdd\xca\xe6\xcd ".repeat(10));
    let ran = qari_with(&["print", "-q", "-"], &bytes);
    assert!(ran.succeeds().text().contains("الجسر"), "{}", ran.text());
}
