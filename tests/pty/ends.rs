//! The terminal is given back, however the reader ends.

use rustix::process::Signal;

use crate::harness::{ARTICLE, QARI, Session, Setup};

/// The headline's last words, which the first frame shows.
pub const HEADLINE: &str = "عشر سنوات";

/// What is sent on entry, in its order (TERMINALS: `CSI 8 l` belongs to rows, so it comes before new
/// rows are made).
fn entry_is_in_order(session: &Session) {
    let places: Vec<_> = ["\x1b[8$p", "\x1b[c", "\x1b[8l", "\x1b[?1049h", "\x1b[2J", "\x1b[?2026h"]
        .map(|sequence| session.place(sequence).unwrap_or_else(|| panic!("{sequence:?} was not sent")))
        .to_vec();
    assert!(places.is_sorted(), "{places:?}");
}

/// What is sent on the way out: the main screen, then `CSI 8 h`, and nothing painted after.
fn exit_is_in_order(session: &Session, message: &str) {
    let text = String::from_utf8_lossy(&session.bytes);
    let last = text.rfind("\x1b[?2026h").map_or("", |at| &text[at..]);
    let out = &last[last.find("\x1b[?1049l").expect("the alternate screen was left")..];
    let rest = out.strip_prefix("\x1b[?1049l\x1b[8h").unwrap_or_else(|| panic!("{out:?}"));
    assert!(rest.trim().starts_with(message), "{rest:?}");
    assert!(session.is_restored(), "{}", session.screen());
}

fn ended(mut session: Session, status: u32) {
    assert_eq!(session.end(), status);
    entry_is_in_order(&session);
    exit_is_in_order(&session, "");
}

#[test]
fn quit() {
    let mut session = Session::open();
    session.wait_for(HEADLINE);
    session.send("q");
    ended(session, 0);
}

#[test]
fn signals() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut session = Session::open();
        session.wait_for(HEADLINE);
        session.signal(signal);
        ended(session, status);
    }
}

#[test]
fn interrupt_key() {
    let mut session = Session::open();
    session.wait_for(HEADLINE);
    session.send("\x03");
    ended(session, 130);
}

#[test]
fn panic() {
    let environment = vec![("QARI_TEST_PANIC", "key".to_string())];
    let mut session = Session::start(Setup { environment, ..Setup::default() });
    session.wait_for(HEADLINE);
    session.send("j");
    assert_eq!(session.end(), 101);
    entry_is_in_order(&session);
    exit_is_in_order(&session, "qari: internal error: ");
    let lines =
        String::from_utf8_lossy(&session.bytes).split("\x1b[8h").last().unwrap_or_default().to_string();
    assert_eq!(lines.trim().lines().count(), 2, "{lines:?}");
}

#[test]
fn panic_in_a_thread() {
    // It comes so early that answers would come after it, and be echoed by the terminal that has been given back.
    let environment = vec![("QARI_TEST_PANIC", "thread".to_string())];
    let mut session = Session::start(Setup { environment, answers: "", ..Setup::default() });
    assert_eq!(session.end(), 101);
    exit_is_in_order(&session, "qari: internal error: ");
}

#[test]
fn stopped_and_taken_up_again() {
    // A shell with jobs, as a user's.
    let script = format!(
        "set -m; {QARI} {ARTICLE}; stty -a | tr ';' '\\n' | grep -w icanon; echo away; read line; fg; echo back $?"
    );
    let command = ["sh", "-c", &script].map(str::to_string).to_vec();
    let mut session = Session::start(Setup { command, ..Setup::default() });
    session.wait_for(HEADLINE);
    session.settle();
    session.press("\x1a", "the shell", |session| session.screen().contains("away"));
    assert!(session.is_restored(), "{}", session.screen());
    assert!(session.screen().contains(" icanon"), "{}", session.screen());
    let before = session.bytes.len();
    session.press("\r", "the reader again", |session| session.shows(HEADLINE));
    let entered = String::from_utf8_lossy(&session.bytes[before..]).into_owned();
    let (explicit, alternate) = (entered.find("\x1b[8l"), entered.find("\x1b[?1049h"));
    assert!(explicit.is_some() && explicit < alternate, "{entered:?}");
    session.press("q", "the end", |session| session.screen().contains("back 0"));
    assert!(session.is_restored());
}

/// Its shell ends while it is stopped: what comes after has the terminal to itself.
#[test]
fn stopped_and_left_behind() {
    let script = format!("sh -c 'set -m; {QARI} {ARTICLE}; echo away'; sleep 1; echo next");
    let command = ["sh", "-c", &script].map(str::to_string).to_vec();
    let mut session = Session::start(Setup { command, ..Setup::default() });
    session.wait_for(HEADLINE);
    session.settle();
    session.press("\x1a", "the shell", |session| session.screen().contains("away"));
    session.wait("what comes after", |session| session.screen().contains("next"));
    let after = String::from_utf8_lossy(&session.bytes).split("away").last().unwrap_or_default().to_string();
    assert_eq!(after.trim(), "next", "{after:?}");
    assert!(session.is_restored());
}

#[test]
fn stopped_from_outside() {
    let script = format!("set -m; {QARI} {ARTICLE}; echo away; read line; fg; echo back $?");
    let command = ["sh", "-c", &script].map(str::to_string).to_vec();
    let mut session = Session::start(Setup { command, ..Setup::default() });
    session.wait_for(HEADLINE);
    session.settle();
    rustix::process::kill_process(session.foreground(), Signal::TSTP).unwrap();
    session.wait("the shell", |session| session.screen().contains("away"));
    assert!(session.is_restored());
    session.press("\r", "the reader again", |session| session.shows(HEADLINE));
    session.press("q", "the end", |session| session.screen().contains("back 0"));
}

#[test]
fn keys_come_from_the_terminal_while_the_article_is_piped_in() {
    let script = format!("cat {ARTICLE} | {QARI}");
    let command = ["sh", "-c", &script].map(str::to_string).to_vec();
    let mut session = Session::start(Setup { command, ..Setup::default() });
    session.wait_for(HEADLINE);
    session.press("G", "the end of the text", |session| session.shows("نشرة عين الورد"));
    session.send("q");
    ended(session, 0);
}

#[test]
fn the_mouse_is_left_alone_on_demand() {
    let command = [QARI, "--no-mouse", ARTICLE].map(str::to_string).to_vec();
    let mut session = Session::start(Setup { command, ..Setup::default() });
    session.wait_for(HEADLINE);
    assert_eq!(session.place("\x1b[?1000h"), None);
    session.send("q");
    ended(session, 0);
}
