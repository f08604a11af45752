//! Commands that print to a terminal: it is told nothing by an article, and put back on a signal.

use rustix::process::Signal;

use crate::harness::{QARI, Session, Setup};

/// A file of this test's own, removed at the end.
struct File(std::path::PathBuf);

impl File {
    fn new(name: &str, text: &str) -> File {
        let path = std::env::temp_dir().join(format!("qari-print-{}-{name}", std::process::id()));
        std::fs::write(&path, text).expect("a file for the test");
        File(path)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn start(arguments: &[&str]) -> Session {
    let command = std::iter::once(QARI).chain(arguments.iter().copied()).map(str::to_string).collect();
    let environment = vec![("VTE_VERSION", "7600".to_string())];
    Session::start(Setup { command, environment, answers: "", ..Setup::default() })
}

#[test]
fn controls_of_an_article_do_not_reach_the_terminal() {
    let text = "\u{642}\u{627}\u{644} \u{633}\u{639}\u{64a}\u{62f}: \"\u{646}\u{639}\u{648}\u{62f}\x1b]0;evil\x07 \u{63a}\u{62f}\u{627}\u{9b}2J \u{625}\u{644}\u{649} \u{647}\u{646}\u{627}\".\n";
    let file = File::new("controls", text);
    let path = file.0.to_str().expect("a path");
    for arguments in [&["print", "--raw", path][..], &["highlights", "--format", "csv", path]] {
        let mut session = start(arguments);
        assert_eq!(session.end(), 0);
        let sent = String::from_utf8_lossy(&session.bytes);
        assert!(sent.contains("evil"), "{sent:?}");
        assert!(!sent.contains(|c: char| c.is_control() && !matches!(c, '\r' | '\n')), "{sent:?}");
    }
}

#[test]
fn a_signal_in_the_middle_puts_the_terminal_back() {
    let file =
        File::new("long", &"\u{643}\u{62a}\u{627}\u{628} \u{62c}\u{62f}\u{64a}\u{62f}.\n\n".repeat(400_000));
    let mut session = start(&["print", file.0.to_str().expect("a path")]);
    session.wait("CSI 8 l", |session| session.place("\x1b[8l").is_some());
    session.signal(Signal::INT);
    assert_eq!(session.end(), 130);
    assert!(session.bytes.ends_with(b"\x1b[8h"), "mode 8 is set again, last of all");
}

#[test]
fn doctor_is_interrupted_by_a_key() {
    let mut session = start(&["doctor"]);
    session.wait("the questions", |session| session.place("\x1b[c").is_some());
    session.send("\x03");
    assert_eq!(session.end(), 130);
}
