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

/// Out of the search, and out of the program: with the Escape key and `q` at once it would be Alt-q.
fn leave(mut session: Session) {
    session.send("\x1b");
    session.settle();
    session.send("q");
    assert_eq!(session.end(), 0);
}

/// Keys of the line as terminals send them, on Arabic with a Latin word in it; and in a later reading what was looked
/// for is at hand, but what was looked for in private.
#[test]
fn a_line_is_selected_in_and_remembered() {
    let data = Data::new("line");
    let config = data.configured(&format!("clipboard = \"cat > '{}'\"\n", data.name("copied")));
    let run = |more: &[&str]| {
        let words = [&["--config", config.as_str(), ARTICLE], more].concat();
        data.start((120, 30), &[], &words)
    };
    let mut first = run(&[]);
    first.wait_for_highlights();
    first.press("/برنامج Koha الجديد", "the line", |session| session.shows("no hits"));
    // Two words back, of which the second is selected with what was typed after it.
    first.send("\x1b[1;6C\x1b[1;6C\x03");
    first.wait("that it is copied", |_| data.read("copied") == "Koha الجديد");
    // Typed over; then the first word by Home and Shift, cut and put back.
    first.press("Koha\x1b[H", "the hit", |session| session.screen().contains("1 of 1"));
    first.send("\x1b[1;6D\x18");
    first.wait("that it is cut", |_| data.read("copied") == "برنامج");
    first.press("\x16", "the hit again", |session| session.screen().contains("1 of 1"));
    first.press("\r", "the hits", |session| session.shows("next, before"));
    leave(first);

    let mut private = run(&["--private"]);
    private.wait_for_highlights();
    private.press("/الصحف\r", "the hits", |session| session.shows("next, before"));
    leave(private);
    let mut last = run(&[]);
    last.wait_for_highlights();
    last.press("/", "the line", |session| session.shows("Enter keep"));
    last.press("\x1b[A", "what was looked for last and not in private", |session| {
        session.shows("برنامج") && session.screen().contains("1 of 1")
    });
    leave(last);
}
