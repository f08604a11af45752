//! Work that takes longer, before there is a reader: it shows itself, it can be ended at any time, and the terminal is
//! afterwards what it was.

use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::harness::{QARI, Session, Setup};
use crate::server::{Server, response};

/// `command`, then how the terminal is left and what the command ended with. The shell passes over the interrupt that
/// is meant for the command.
fn start(command: &str) -> Session {
    let line = format!("trap : INT; stty; {command}; echo ended $?; stty");
    let environment = vec![("NO_PROXY", "*".to_owned())];
    let command = ["sh", "-c", &line].map(str::to_owned).to_vec();
    Session::start(Setup { command, environment, answers: "", ..Setup::default() })
}

/// What `stty` says before, and that it says it after too.
fn is_as_before(session: &Session) {
    let screen = String::from_utf8_lossy(&session.bytes).replace('\r', "");
    let (before, after) = (screen.find("speed").expect("stty"), screen.rfind("speed").expect("stty"));
    let said = |from: usize| {
        screen[from..].lines().take_while(|line| !line.contains("ended")).map(str::trim).collect::<Vec<_>>()
    };
    let first = said(before);
    let last = said(after);
    assert!(
        before < after && first.iter().zip(&last).all(|(one, other)| one == other || one.is_empty()),
        "{first:?}\n{last:?}"
    );
    assert!(last.iter().all(|line| !line.contains("-echo") && !line.contains("-icanon")), "{last:?}");
}

fn silent() -> Server {
    Server::new(|_, _, _| std::thread::park())
}

fn page() -> String {
    let words = "<p>قال حارس المنارة إن الضوء القديم أعيد إلى مكانه بعد أن أصلحه عمال الميناء في ثلاثة أشهر من العمل.</p>";
    format!(
        "<html lang='ar'><meta charset=utf-8><title>المنارة تضيء</title><article><h1>المنارة تضيء</h1>{}</article></html>",
        words.repeat(5)
    )
}

#[test]
fn a_silent_server_is_shown_and_let_go() {
    let server = silent();
    for (end, status) in [("\x1b", 130), ("\x03", 130)] {
        for command in ["", "print", "highlights", "library add"] {
            let mut session = start(&format!("{QARI} {command} {}", server.at("/page")));
            session.wait("a word", |session| session.screen().contains("waiting for the server"));
            session.wait("for how long", |session| session.screen().contains("(2 s)"));
            assert!(session.screen().contains(&server.at("/page")));
            let start = Instant::now();
            session.press(end, "the end", |session| session.screen().contains(&format!("ended {status}")));
            assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
            assert_eq!(session.end(), 0);
            assert!(!session.screen().contains("waiting"), "{}", session.screen());
            is_as_before(&session);
            assert!(session.place("\x1b").is_none(), "a plain line needs no sequences");
        }
    }
}

#[test]
fn a_signal_ends_it_with_its_status() {
    let server = silent();
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let command = vec![QARI.to_owned(), "print".to_owned(), server.at("/")];
        let environment = vec![("NO_PROXY", "*".to_owned())];
        let mut session = Session::start(Setup { command, environment, answers: "", ..Setup::default() });
        session.wait("a word", |session| session.screen().contains("waiting for the server"));
        session.signal(signal);
        assert_eq!(session.end(), status);
        assert!(!session.screen().contains("waiting"), "{}", session.screen());
    }
}

/// Keys of more than one byte that begin with Escape are not Escape, and what was typed is the reader's.
#[test]
fn what_is_typed_meanwhile_is_kept_for_the_reader() {
    let page = page();
    let server = Server::new(move |_, _, stream| {
        let answer = response("200 OK", "Content-Type: text/html\r\n", page.as_bytes());
        for piece in answer.chunks(answer.len() / 12) {
            if stream.write_all(piece).is_err() {
                return;
            }
            std::thread::sleep(Duration::from_millis(150));
        }
    });
    let command = vec![QARI.to_owned(), server.at("/")];
    let environment = vec![("NO_PROXY", "*".to_owned())];
    let mut session = Session::start(Setup { command, environment, ..Setup::default() });
    session.wait("how much", |session| session.screen().contains(" KiB of "));
    session.send("\x1b[B\x1bOA?");
    session.wait("the page of keys", |session| session.screen().contains("next quote"));
    session.send("q");
    session.settle();
    session.send("q");
    assert_eq!(session.end(), 0);
    assert!(session.is_restored());
}

/// A page of so many bytes takes a while to be made sense of.
#[test]
fn a_long_import_is_shown_and_let_go() {
    let path: PathBuf = std::env::temp_dir().join(format!("qari-long-{}.html", std::process::id()));
    let mut long = String::from("<html lang=ar><meta charset=utf-8><title>كتاب</title><body>");
    let mut number = 0;
    while long.len() < 30 << 20 {
        number += 1;
        long.push_str(&format!(
            "<div><p>جملة {number} من <b>كتاب</b> لا <a href='/{number}'>آخر</a> له.</p></div>"
        ));
    }
    std::fs::write(&path, long).expect("a file");
    for end in ["\x1b", "\x03"] {
        let mut session = start(&format!("{QARI} {}", path.display()));
        session.wait("what is done", |session| session.screen().contains("importing 31 MiB"));
        let start = Instant::now();
        session.press(end, "the end", |session| session.screen().contains("ended 130"));
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
        assert_eq!(session.end(), 0);
        is_as_before(&session);
    }
    let _ = std::fs::remove_file(path);
}

/// The program at the other end of a pipe has the terminal.
#[test]
fn a_pipe_leaves_the_terminal_alone() {
    let server = silent();
    let mut session = start(&format!("{QARI} print {} | cat", server.at("/")));
    session.wait("a word", |session| session.screen().contains("waiting for the server"));
    session.send("\x1b");
    session.settle();
    assert!(!session.screen().contains("ended"), "{}", session.screen());
    session.press("\x03", "the end", |session| session.screen().contains("ended"));
    session.end();
    is_as_before(&session);
    // Nobody reads a line that goes to a file.
    let told = std::env::temp_dir().join(format!("qari-told-{}", std::process::id()));
    let mut session =
        start(&format!("timeout -s INT 2 {QARI} print {} 2>{}", server.at("/"), told.display()));
    session.wait("the end", |session| session.screen().contains("ended"));
    session.end();
    assert_eq!(std::fs::read_to_string(&told).expect("a file"), "");
    let _ = std::fs::remove_file(told);
}
