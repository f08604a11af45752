//! Searching the text and sifting the highlights, with everything that a terminal types.

use crate::data::Data;
use crate::ends::HEADLINE;
use crate::harness::*;

#[test]
fn words_patterns_and_what_was_typed_before() {
    let mut session = Session::open();
    session.wait_for(HEADLINE);
    // The key of the slash on the Arabic layout; then letters are letters.
    session.press("ظ", "the search line", |session| session.shows("Enter keep"));
    session.press("الكتب", "the count", |session| session.screen().contains("1 of "));
    session.press("\r", "the hits", |session| session.shows("next, before"));
    session.press("//\\d+ مجلد", "the pattern's hit", |session| session.screen().contains("1 of 1"));
    session.press("(", "what is wrong", |session| session.shows("at 9: ( without )"));
    session.press("\x1b", "the hits let go", |session| !session.shows("( without )"));
    session.press("/\x1b[A", "the last search", |session| session.shows("الكتب"));
    session.press(
        "\x15\x1b[200~أمينة\nالمكتبة\x1b[201~",
        "what was pasted, as one line",
        |session| session.shows("أمينة المكتبة") && session.screen().contains("1 of 1"),
    );
    session.press("\x1b", "the text", |session| !session.screen().contains("1 of 1"));
    session.send("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn highlights_are_sifted() {
    let data = Data::new("sift");
    let mut session = data.start((120, 40), &[], &[ARTICLE]);
    session.wait_for(HEADLINE);
    session.wait_for("Words");
    session.press("\t", "the list's own keys", |session| session.shows("to the text"));
    session.press("/نجم", "what is left", |session| session.screen().contains("· Words"));
    session.press("\r", "the keys of the list", |session| session.shows("to the text"));
    session.press("\x1b", "all of them", |session| !session.screen().contains("· Words"));
    session.send("q");
    assert_eq!(session.end(), 0);
}
