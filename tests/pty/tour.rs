//! The tour: what a reader does in the first minutes, key by key.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;
use vt100::Color;

use crate::ends::HEADLINE;
use crate::harness::{ARTICLE, QARI, Session, Setup, sorted_letters};

/// Grounds of the dark theme in 256 colours.
const QUOTE: Color = Color::Idx(94);
const FIGURE: Color = Color::Idx(23);
const DATE: Color = Color::Idx(24);
const CARD: Color = Color::Idx(236);

/// What the program itself finds of one kind, in the order of the text: speaker (or nothing) and words.
fn highlights(kind: &str) -> Vec<(String, String)> {
    let output = Command::new(QARI)
        .args(["highlights", "--format", "json", "--kind", kind, ARTICLE])
        .output()
        .unwrap();
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let list = json["highlights"].as_array().unwrap();
    list.iter().map(|one| (word(&one["speaker"]["name"]), word(&one["text"]))).collect()
}

/// The column of the line between the panes.
fn hairline(session: &Session) -> u16 {
    let (rows, columns) = session.size();
    let is_line = |column: &u16| {
        let drawn = |row| {
            "│┃┤┨├┠".contains(&session.cell(row, *column).0) && !session.cell(row, *column).0.is_empty()
        };
        (0..rows - 1).filter(|row| drawn(*row)).count() > usize::from(rows) / 2
    };
    (0..columns).find(is_line).unwrap_or_else(|| panic!("no line between panes:\n{}", session.screen()))
}

/// How often each letter stands in a text.
fn counts(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for letter in sorted_letters(text).chars() {
        *counts.entry(letter).or_default() += 1;
    }
    counts
}

/// Whether the words are marked in the text, and their card in the list.
fn is_selected(session: &Session, ground: Color, (speaker, words): &(String, String)) -> bool {
    let (_, columns) = session.size();
    let line = hairline(session);
    let marked = session.letters_on_bands(line + 1..columns, |color| color == ground);
    let card = counts(&session.letters_on_bands(0..line, |color| color == CARD));
    // A long value is cut on its card; its beginning stands there.
    let beginning: Vec<_> = words.split(' ').take(3).collect();
    let wanted = counts(&format!("{speaker}{}", beginning.concat()));
    marked == sorted_letters(words)
        && wanted.iter().all(|(letter, count)| card.get(letter).is_some_and(|found| found >= count))
}

/// Goes through all highlights of a kind, forward and back, and finds each selected on both sides.
fn walk(kind: &str, letter: char, ground: Color, least: usize) {
    let expected = highlights(kind);
    assert!(expected.len() >= least, "{expected:?}");
    let mut session = Session::open();
    session.wait_for(HEADLINE);
    session.settle();
    // Quotes come first, and the first one is selected from the start; other kinds are jumped to from there.
    if kind != "quote" {
        session.send(&format!("]{letter}99[{letter}"));
    }
    for (at, highlight) in expected.iter().enumerate() {
        if at > 0 {
            session.send(&format!("]{letter}"));
        }
        session
            .wait(&format!("{kind} {at}: {highlight:?}"), |session| is_selected(session, ground, highlight));
    }
    for highlight in expected.iter().rev().skip(1) {
        session.send(&format!("[{letter}"));
        session
            .wait(&format!("{kind} again: {highlight:?}"), |session| is_selected(session, ground, highlight));
    }
    let count = expected.len() - 1;
    session.send(&format!("{count}]{letter}"));
    session.wait("a count", |session| is_selected(session, ground, &expected[count]));
}

#[test]
fn all_figures() {
    walk("figure", 'f', FIGURE, 8);
}

#[test]
fn all_dates() {
    walk("date", 'd', DATE, 4);
}

#[test]
fn all_quotes() {
    walk("quote", 'q', QUOTE, 6);
}

#[test]
fn words_are_found_and_let_go() {
    let mut session = Session::open();
    session.wait_for(HEADLINE);
    session.send("/الصحف");
    session.wait("the number of hits", |session| session.screen().contains("of 2"));
    session.press("\r", "the prompt closed", |session| session.screen().contains("1 of 2"));
    session.press("n", "the next hit", |session| session.screen().contains("2 of 2"));
    session.press("\x1b", "the hits let go", |session| !session.screen().contains("of 2"));
    session.press("?", "help", |session| session.screen().contains("Moving in the text"));
    // All of it: a row of the text that help has not been painted over yet is no text that is back.
    session.settle();
    session.press("\x1b", "the text again", |session| session.shows(HEADLINE) || session.shows("الصحف"));
    session.send("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn panes_tabs_and_sizes() {
    let mut session = Session::open();
    session.wait_for(HEADLINE);
    session.press("]f", "figures", |session| session.screen().contains("Figures"));
    session.press("\t", "the list's own keys", |session| session.screen().contains("Enter"));
    session.press("f", "another tab", |session| !session.screen().contains("Figures"));
    session.press("\t", "the text's own keys", |session| session.screen().contains("/ search"));
    // Under 70 columns one pane; back again both.
    session.resize(60, 20);
    session.wait("one pane", |session| {
        session.shows("الورد") && !session.screen().contains('┃') || session.shows("الحدّاد")
    });
    session.settle();
    session.resize(120, 40);
    session.wait("both panes", |session| session.shows("Highlights") && session.shows("الحدّاد"));
    let resized = String::from_utf8_lossy(&session.bytes).into_owned();
    let (before, clear) = resized.rsplit_once("\x1b[2J").expect("a clear");
    assert!(
        before.ends_with("\x1b[m") && before.rfind("\x1b[8l") > before.rfind("\x1b[?2026l"),
        "{clear:.40?}"
    );
    session.send("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn words_are_copied_over_ssh_by_the_terminal() {
    let environment = vec![("SSH_TTY", "/dev/pts/9".to_string()), ("DISPLAY", ":9".to_string())];
    let mut session = Session::start(Setup { environment, ..Setup::default() });
    session.wait_for(HEADLINE);
    session.press("]f", "figures", |session| session.screen().contains("Figures"));
    session.press("Y", "the way", |session| session.screen().contains("OSC 52"));
    // "عشر سنوات" in Base64 of its UTF-8, in logical order.
    assert!(session.place("\x1b]52;c;2LnYtNixINiz2YbZiNin2Ko=\x1b\\").is_some());
}

#[test]
fn words_are_copied_by_a_command_of_the_readers_own() {
    let folder = std::env::temp_dir().join(format!("qari-copy-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("qari")).unwrap();
    let copied = folder.join("copied");
    let config = format!("clipboard = 'cat > {}'\n", copied.display());
    std::fs::write(folder.join("qari/config.toml"), config).unwrap();
    let environment = vec![("XDG_CONFIG_HOME", folder.display().to_string())];
    let mut session = Session::start(Setup { environment, ..Setup::default() });
    session.wait_for(HEADLINE);
    session.press("]f", "figures", |session| session.screen().contains("Figures"));
    // Quitting at once loses nothing.
    session.send("Yq");
    assert_eq!(session.end(), 0);
    assert_eq!(std::fs::read_to_string(&copied).unwrap(), "عشر سنوات");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_held_key_is_drawn_once_for_all_that_wait() {
    let mut session = Session::open();
    session.wait_for(HEADLINE);
    session.settle();
    let before = session.bytes.len();
    session.press(&" ".repeat(400), "the end of the text", |session| session.shows("نشرة عين الورد"));
    session.settle();
    let frames = String::from_utf8_lossy(&session.bytes[before..]).matches("\x1b[?2026h").count();
    assert!(frames < 40, "{frames} frames for 400 keys");
}

#[test]
fn nothing_changes_without_a_change() {
    let mut session = Session::open();
    session.wait_for(HEADLINE);
    session.settle();
    let before = session.bytes.len();
    session.send("g");
    session.settle();
    assert_eq!(session.bytes.len(), before, "{:?}", String::from_utf8_lossy(&session.bytes[before..]));
}

#[test]
fn controls_of_a_text_do_not_reach_the_terminal() {
    let folder = std::env::temp_dir().join(format!("qari-controls-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("hostile\x1b]0;title\x07.txt");
    let text = "خبر \u{1b}[31m عاجل\u{9b}2J\n\nنص \u{1b}]52;c;cXFx\u{7} فيه \u{90}شيء\u{9c} غريب \u{202e}مقلوب\u{202c} و\u{200f}علامة \u{1b}[8h.\n";
    std::fs::write(&file, text).unwrap();
    let command = vec![QARI.to_string(), file.display().to_string()];
    let mut session = Session::start(Setup { command, ..Setup::default() });
    session.wait_for("غريب");
    session.settle();
    let painted = String::from_utf8_lossy(&session.bytes).into_owned();
    for part in [
        "\x1b[31m", "\x1b]52", "\x1b]0;", "\u{9b}", "\u{90}", "\u{9c}", "\u{202e}", "\u{202c}", "\u{200f}",
        "\x1b[8h",
    ] {
        assert!(!painted.contains(part), "{part:?} was written");
    }
    session.send("q");
    assert_eq!(session.end(), 0);
    std::fs::remove_dir_all(folder).unwrap();
}
