//! Odd terminals: tiny, dumb, torn about, and such as say nothing while one types.

use crate::ends::HEADLINE;
use crate::harness::{Session, Setup, place};

const END: &str = "نشرة عين الورد";

#[test]
fn tiny_windows() {
    for size in [(1, 1), (2, 1), (1, 2), (5, 2), (10, 3), (3, 40), (200, 1)] {
        let mut session = Session::start(Setup { size, ..Setup::default() });
        session.wait("a frame", |session| session.place("\x1b[?2026l").is_some());
        // A little of all that paints: the pages of help and search, the other pane, marks, speakers.
        for keys in
            ["j", "G", "\t", "?", "\x1b", "/", "a\r", "s", "\x1b", "M", "\x1b", "v", "\x1b", "H", "\x1b"]
        {
            session.send(keys);
            session.settle();
        }
        session.resize(100, 30);
        session.send("\x1bgg");
        session.wait_for(HEADLINE);
        session.send("\x03");
        assert_eq!(session.end(), 130, "{size:?}");
        assert!(session.is_restored(), "{size:?}");
    }
}

#[test]
fn a_storm_of_sizes_ends_in_the_right_one() {
    let mut session = Session::open();
    session.wait_for(HEADLINE);
    session.settle();
    for step in 0..120_u16 {
        session.resize(1 + step * 37 % 150, 1 + step * 11 % 50);
        if step % 7 == 0 {
            session.send("j");
        }
    }
    session.resize(100, 30);
    session.send("g");
    session.wait_for(HEADLINE);
    session.settle();
    // Painted again from nothing it is the same, whether a blank was written or left.
    let rows = |session: &Session| {
        session.screen().lines().map(|row| row.trim_end().to_string()).collect::<Vec<_>>()
    };
    let (torn, from) = (rows(&session), session.bytes.len());
    let painted = |session: &Session| place(&session.bytes[from..], b"\x1b[?2026l").is_some();
    session.press("\x0c", "another frame", painted);
    session.settle();
    assert_eq!(torn, rows(&session));
    session.send("q");
    assert_eq!(session.end(), 0);
    assert!(session.is_restored());
}

#[test]
fn a_dumb_terminal_is_asked_nothing() {
    let environment = vec![("TERM", "dumb".to_string())];
    let mut session = Session::start(Setup { environment, answers: "", ..Setup::default() });
    session.wait_for(HEADLINE);
    assert_eq!(session.place("\x1b[c"), None);
    session.press("G", "the end of the text", |session| session.shows(END));
    session.send("q");
    assert_eq!(session.end(), 0);
    assert!(session.is_restored());
}

#[test]
fn keys_typed_before_the_first_frame_and_during_the_questions_are_kept() {
    let mut session = Session::start(Setup { answers: "", ..Setup::default() });
    session.send("G");
    session.wait_for(END);
    session.press("g", "the beginning", |session| session.shows(HEADLINE));
    // The answer to one question, half a key, the rest of it, the fence: the key is one key.
    session.send("\x1bP>|XTerm(379)\x1b\\G\x1b[");
    session.wait_for(END);
    session.send("H\x1b[?64c");
    session.wait_for(HEADLINE);
    session.send("q");
    assert_eq!(session.end(), 0);
}
