//! Encodings: what is in a file, as the program reads it. The texts are this project's own.

use encoding_rs::{ISO_8859_6, WINDOWS_1252, WINDOWS_1255, WINDOWS_1256};

use super::*;

const ARABIC: &str = "وصل القطار إلى المحطة في الصباح الباكر، وكان المسافرون ينتظرونه منذ ساعات.\n";
const HEBREW: &str = "הרכבת הגיעה לתחנה מוקדם בבוקר, והנוסעים חיכו לה כבר שעות רבות.\n";

fn raw(bytes: &[u8]) -> String {
    qari_with(&["print", "--raw", "-"], bytes).succeeds().text().to_owned()
}

#[test]
fn arabic_and_hebrew_in_old_encodings_are_told_from_thirty_bytes_on() {
    let arabic: String = ARABIC.chars().take(30).collect();
    let hebrew: String = HEBREW.chars().take(30).collect();
    for (encoding, text) in [
        (WINDOWS_1256, ARABIC),
        (ISO_8859_6, ARABIC),
        (WINDOWS_1255, HEBREW),
        (WINDOWS_1256, arabic.as_str()),
        (ISO_8859_6, arabic.as_str()),
        (WINDOWS_1255, hebrew.as_str()),
        (WINDOWS_1252, "Le café fut fermé à l’été, après la fête du village où l’on dansait.\n"),
    ] {
        let (bytes, _, lossy) = encoding.encode(text);
        assert!(!lossy, "{} has every letter", encoding.name());
        assert_eq!(raw(&bytes), text, "{}", encoding.name());
        // Among ASCII as in a page with a long head.
        let page = format!("{}{text}", "A line of plain English before it.\n".repeat(300));
        assert_eq!(raw(&encoding.encode(&page).0), page, "{} after English", encoding.name());
    }
}

#[test]
fn utf_16_and_32_are_read_with_and_without_a_mark() {
    for text in [ARABIC, HEBREW, "Plain English in two bytes a letter.\n"] {
        for mark in ["\u{feff}", ""] {
            let units = || format!("{mark}{text}").encode_utf16().collect::<Vec<_>>();
            let little: Vec<u8> = units().iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units().iter().flat_map(|unit| unit.to_be_bytes()).collect();
            assert_eq!(raw(&little), text);
            assert_eq!(raw(&big), text);
        }
        let four: Vec<u8> =
            format!("\u{feff}{text}").chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        assert_eq!(raw(&four), text);
    }
}

#[test]
fn a_few_bad_bytes_do_not_make_utf8_another_encoding() {
    let mut bytes = ARABIC.repeat(4).into_bytes();
    bytes[100] = 0xff;
    let run = qari_with(&["print", "-"], &bytes);
    assert_eq!(run.status, Some(0));
    assert!(run.err.starts_with("qari: -: some bytes are not UTF-8"), "{}", run.err);
    assert!(run.text().contains('\u{fffd}') && run.text().contains("المسافرون"), "{}", run.text());
    // Offsets stay the file's: one byte for one byte.
    let raw = qari_with(&["print", "--raw", "-q", "-"], &bytes);
    assert_eq!(raw.succeeds().out.len(), bytes.len());
}

#[test]
fn a_large_file_in_an_old_encoding_is_told_by_its_middle() {
    let english = "The head of this file says nothing of what stands further on in it.\n".repeat(2000);
    let text = format!("{english}{}", ARABIC.repeat(60_000));
    let file = File::new(WINDOWS_1256.encode(&text).0);
    assert_eq!(qari(&["print", "--raw", file.name()]).succeeds().text(), text);
}
