//! What the terminal says of itself: at once, late, never, in pieces, between keys, or lying.

use crate::ends::HEADLINE;
use crate::harness::{Session, Setup, XTERM};

/// A terminal that answers only what the test sends.
fn silent(environment: Vec<(&'static str, String)>) -> Session {
    let mut session = Session::start(Setup { answers: "", environment, ..Setup::default() });
    session.wait_for(HEADLINE);
    session
}

fn quits(mut session: Session) -> Session {
    session.send("q");
    assert_eq!(session.end(), 0);
    assert!(session.is_restored());
    session
}

#[test]
fn no_answer_at_all() {
    let mut session = silent(vec![]);
    session.press("G", "the end of the text", |session| session.shows("نشرة عين الورد"));
    quits(session);
}

#[test]
fn late_in_pieces_and_between_keys() {
    let mut session = silent(vec![]);
    session.settle();
    // Whatever of it were taken for keys would move, search or quit.
    for (at, byte) in XTERM.bytes().enumerate() {
        session.send_bytes(&[byte]);
        if at % 7 == 6 {
            session.settle();
        }
    }
    session.settle();
    assert!(session.shows(HEADLINE), "{}", session.screen());
    session.press("G\x1b[?64;1;2c", "the end of the text", |session| session.shows("نشرة عين الورد"));
    quits(session);
}

#[test]
fn hostile_answers() {
    for answer in [
        "\x1bP>|qqqqqq\x1b[2J\x1b\\\x1b[?64c".to_string(),
        format!("\x1b]11;{}\x07", "q".repeat(100_000)),
        format!("\x1bP>|{}\x1b\\\x1b[>{}c\x1b[?1c", "q".repeat(9000), "9;".repeat(3000)),
        "\x1b[8;65536$y\x1b]11;rgb://///\x07\x1b]11;?\x07\x1b[?64c".to_string(),
    ] {
        let mut session = silent(vec![]);
        session.send(&answer);
        session.settle();
        assert!(session.shows(HEADLINE), "{answer:.40?}\n{}", session.screen());
        session.press("G", "the end of the text", |session| session.shows("نشرة عين الورد"));
        quits(session);
    }
}

#[test]
fn an_answer_that_never_ends_holds_no_key() {
    let mut session = silent(vec![]);
    session.send("\x1b]11;rgb:00");
    // Keys go into it until it is given up, which they do not put off.
    for _ in 0..40 {
        session.send("j");
        session.settle();
    }
    session.press("G", "the end of the text", |session| session.shows("نشرة عين الورد"));
    quits(session);
}

/// Konsole is known by the environment and told at once; a name that leaked there is overruled.
#[test]
fn what_is_sent_is_for_the_terminal_that_it_is() {
    let konsole = || vec![("KONSOLE_VERSION", "221203".to_string())];
    let mut session = silent(konsole());
    session.send("\x1b[?62;1;4c");
    let session = quits(session);
    let (on, off) = ("\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07");
    assert!(session.place(on).is_some() && session.place(on) < session.place("\x1b[?1049h"));
    assert!(session.place(off) > session.place(on) && session.place(off) < session.place("\x1b[?1049l"));

    let mut leaked = konsole();
    leaked.push(("XTERM_VERSION", "XTerm(379)".to_string()));
    let mut session = silent(leaked);
    session.send(XTERM);
    let session = quits(session);
    assert_eq!(session.place("\x1b]50;"), None);
}

#[test]
fn mode_8_is_put_back_as_it_was() {
    for (answer, restored) in [("\x1b[8;1$y", true), ("\x1b[8;2$y", false)] {
        let mut session = silent(vec![]);
        session.send(&format!("{answer}\x1b[?65;1c"));
        session.settle();
        let session = quits(session);
        assert_eq!(session.place("\x1b[8h").is_some(), restored, "{answer:?}");
    }
}

#[test]
fn light_paper_is_painted_on_as_such() {
    let mut session = silent(vec![]);
    session.settle();
    let dark = session.bytes.len();
    session.send("\x1b]11;rgb:fbfb/f8f8/f1f1\x1b\\\x1b[?64;1;2c");
    session.wait("another frame", |session| session.bytes.len() > dark);
    session.settle();
    assert!(session.shows(HEADLINE));
    quits(session);
}
