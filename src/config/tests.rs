//! Files that are right, and every way in which they are wrong.

use super::*;
use crate::settings::chord::Key;
use crate::settings::keymap::Meaning;
use crate::settings::{Appearance, Bidi, Clipboard};

fn apply(text: &str) -> std::result::Result<Settings, Mistake> {
    let mut settings = Settings::default();
    options::apply(text, &mut settings).map(|()| settings)
}

fn mistake(text: &str) -> (usize, String, String) {
    let mistake = apply(text).expect_err(text);
    (mistake.line, mistake.what, mistake.hint.unwrap_or_default())
}

/// The sample's options stand behind a `#` without a space.
fn uncommented() -> String {
    let option = |line: &&str| line.starts_with('#') && !line.starts_with("# ") && line.len() > 1;
    SAMPLE.lines().filter(option).map(|line| format!("{}\n", &line[1..])).collect()
}

#[test]
fn the_sample_holds_every_option_with_its_default() {
    let defaults = format!("{:?}", Settings::default());
    assert_eq!(format!("{:?}", apply(SAMPLE).unwrap()), defaults);
    let text = uncommented();
    for option in options::OPTIONS {
        assert!(text.lines().any(|line| line.starts_with(&format!("{} = ", option.name))), "{}", option.name);
    }
    assert!(text.contains("[keys]"));
    let (before, keys) = text.split_once("[keys]").unwrap();
    assert_eq!(format!("{:?}", apply(before).unwrap()), defaults);
    // The examples of keys are no defaults, but right.
    assert!(keys.lines().filter(|line| line.contains('=')).count() >= 2);
    apply(&text).unwrap();
}

#[test]
fn options_are_set() {
    let settings = apply(
        "bidi = 'row'\nmeasure = 60\ntheme = 'light'\nclipboard = 'xsel -ib'\nmouse = false\n[keys]\n'x' = 'next_quote'\n'q' = ''\n",
    )
    .unwrap();
    assert_eq!((settings.bidi, settings.measure, settings.mouse), (Bidi::Row, 60, false));
    assert_eq!(settings.appearance, Appearance::Light);
    assert_eq!(settings.clipboard, Clipboard::Command("xsel -ib".to_string()));
    assert_eq!(settings.keymap.meaning(&[Key::char('x')]), Meaning::Command("next_quote"));
    assert_eq!(settings.keymap.meaning(&[Key::char('q')]), Meaning::Nothing);
}

#[test]
fn mistakes_are_told_with_their_line_and_what_may_be_meant() {
    for (text, line, what, hint) in [
        ("\nbidy = 'app'", 2, "there is no option \"bidy\"", "did you mean \"bidi\"?"),
        ("tehme = 'dark'", 1, "there is no option \"tehme\"", "did you mean \"theme\"?"),
        (
            "[keys]\nx = 'copy'\n'\u{636}' = 'copy'",
            3,
            "\"\u{636}\" can never run: \u{636} is read by its place on the keyboard",
            "bind \"q\", which it is on the Arabic layout",
        ),
        (
            "[keys]\n'3' = 'copy'",
            2,
            "\"3\" can never run: a digit begins a count",
            "begin the chord with another key, or hold Ctrl or Alt",
        ),
        ("zzzzzz = 1", 1, "there is no option \"zzzzzz\"", ""),
        ("mouse = true\nbidi = 'ap'", 2, "bidi: \"ap\" is none of auto, app, row, word, terminal, plain", ""),
        ("measure = 5", 1, "measure: a number from 20 to 200 is wanted", ""),
        ("mouse = 'no'", 1, "mouse: a string where true or false is wanted", ""),
        ("ui_language = 'xx'", 1, "ui_language: \"xx\" is none of ar, auto, en", ""),
        (
            "[keys]\n'x' = 'next_qoute'",
            2,
            "there is no command \"next_qoute\"",
            "did you mean \"next_quote\"?",
        ),
        (
            "[keys]\n'Crtl-x' = 'quit'",
            2,
            "\"Crtl-x\" is no chord",
            "chords are written q, ]q, Ctrl-d, Alt-Left, Space",
        ),
        ("[keys]\n'gg' = 'top'", 2, "g hides gg", "unbind what is not wanted: \"g\" = \"\" (it is top)"),
        ("keys = 1", 1, "keys is a table: [keys]", ""),
    ] {
        assert_eq!(mistake(text), (line, what.to_string(), hint.to_string()), "{text}");
    }
    let (line, _, _) = mistake("bidi = 'app'\nmarks = \n");
    assert_eq!(line, 2);
    assert!(apply("[keys]\n'gg' = 'top'\n'g' = ''\n").is_ok());
}

#[test]
fn the_folder_is_where_xdg_says() {
    let path = |config: Option<&str>, home: Option<&str>| {
        folder(config.map(Into::into), home.map(Into::into), ".config")
    };
    assert_eq!(path(Some("/c"), Some("/h")), Some("/c/qari".into()));
    assert_eq!(path(None, Some("/h")), Some("/h/.config/qari".into()));
    assert_eq!(path(Some("relative"), Some("/h")), Some("/h/.config/qari".into()));
    assert_eq!(path(None, None), None);
}
