//! Every terminal that is known: what it is sent on entry, in a frame and at the end, byte by byte.

use qari::tui::terminal::profile::built_in;
use qari::tui::terminal::table::Order;
use rustix::process::Signal;

use crate::ends::HEADLINE;
use crate::harness::{ARTICLE, QARI, Session, Setup, XTERM, place};

/// A terminal as it shows itself, and what it must be sent outside rows.
struct Case {
    name: &'static str,
    environment: &'static [(&'static str, &'static str)],
    /// What it answers to the questions.
    answers: &'static str,
    /// What it is asked, if not all.
    asked: &'static str,
    entry: &'static str,
    exit: &'static str,
    order: Order,
}

const MODE_8: &str = "\x1b[8$p";
const PAPER: &str = "\x1b]11;?\x1b\\";
const NAME: &str = "\x1b[>q\x1b[>c";
const FENCE: &str = "\x1b[c";
/// Where the environment names it, its name is not asked for.
const NAMED: &str = "\x1b[8$p\x1b]11;?\x1b\\\x1b[c";
const OPEN: &str = "\x1b[8$p\x1b]11;?\x1b\\\x1b[>q\x1b[>c\x1b[c";
const LIGHT: &str = "\x1b[8;0$y\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;1;4c";

const VTE: &str = "\x1b[8;1$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[>65;7006;1c\x1b[?65;1;9c";
const KONSOLE: &str =
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1bP>|Konsole 22.12.3\x1b\\\x1b[>1;115;0c\x1b[?62;1;4c";

const fn case(
    name: &'static str,
    environment: &'static [(&'static str, &'static str)],
    answers: &'static str,
) -> Case {
    Case { name, environment, answers, asked: NAMED, entry: "", exit: "", order: Order::App }
}

const fn asked(asked: &'static str, case: Case) -> Case {
    Case { asked, ..case }
}

const fn sent(entry: &'static str, exit: &'static str, case: Case) -> Case {
    Case { entry, exit, ..case }
}

const fn ordered(order: Order, case: Case) -> Case {
    Case { order, ..case }
}

fn cases() -> Vec<Case> {
    vec![
        asked(OPEN, case("xterm", &[], XTERM)),
        asked(OPEN, case("vte", &[("VTE_VERSION", "7006")], VTE)),
        sent(
            "\x1b]50;BidiRenderingEnabled=false\x07",
            "\x1b]50;BidiRenderingEnabled=true\x07",
            asked(OPEN, case("konsole", &[("KONSOLE_VERSION", "221203")], KONSOLE)),
        ),
        sent(
            "\x1b]5379;use_ctl=false\x07",
            "\x1b]5379;use_ctl=true\x07",
            case("mlterm", &[("TERM", "mlterm")], "\x1b[8;0$y\x1b[?63;1;2;3;4;7;29c"),
        ),
        ordered(Order::Word, case("kitty", &[("TERM", "xterm-kitty"), ("KITTY_WINDOW_ID", "1")], LIGHT)),
        case("alacritty", &[("TERM", "alacritty")], LIGHT),
        case("urxvt", &[("TERM", "rxvt-unicode-256color")], LIGHT),
        case("st", &[("TERM", "st-256color")], "\x1b[?6c"),
        case("foot", &[("TERM", "foot")], LIGHT),
        asked(OPEN, case("putty", &[], "\x1b[8;0$y\x1b[>0;136;0c\x1b[?6c")),
        asked(
            OPEN,
            case("mintty", &[("TERM_PROGRAM", "mintty")], "\x1b[8;1$y\x1b[?64;1;2;6;9;15;21;22;28;29c"),
        ),
        asked(
            OPEN,
            case("windows", &[("WT_SESSION", "1")], "\x1b[8;0$y\x1b[?61;4;6;7;14;21;22;23;24;28;32;42c"),
        ),
        asked("", ordered(Order::Row, case("apple", &[("TERM_PROGRAM", "Apple_Terminal")], ""))),
        asked(OPEN, case("iterm2", &[("TERM_PROGRAM", "iTerm.app")], LIGHT)),
        asked(OPEN, case("wezterm", &[("TERM_PROGRAM", "WezTerm")], "\x1b[?65;4;6;18;22c")),
        case("ghostty", &[("TERM", "xterm-ghostty")], LIGHT),
        asked(OPEN, case("vscode", &[("TERM_PROGRAM", "vscode")], "\x1b[8;0$y\x1b[?1;2c")),
        asked("", case("linux", &[("TERM", "linux")], "")),
        asked(OPEN, case("tmux", &[("TERM", "tmux-256color"), ("TMUX", "/nowhere,1,0")], "\x1b[?1;2c")),
        asked(OPEN, case("screen", &[("TERM", "screen"), ("STY", "1.x")], "\x1b[>83;40900;0c\x1b[?1;2c")),
        asked(OPEN, case("zellij", &[("ZELLIJ", "0")], "\x1b[?62;4c")),
    ]
}

/// The headline's last words in their joined forms, left to right as they are seen.
fn seen() -> String {
    let forms = ["\u{fecb}\u{feb8}\u{feae}", "\u{feb3}\u{fee8}\u{feee}\u{fe8d}\u{fe95}"];
    forms.join(" ").chars().rev().collect()
}

fn in_order(order: Order) -> String {
    match order {
        Order::Word => {
            seen().split(' ').map(|word| word.chars().rev().collect()).collect::<Vec<String>>().join(" ")
        }
        Order::Row => seen().chars().rev().collect(),
        _ => seen(),
    }
}

impl Case {
    fn explicit(&self, mode: &'static str) -> &'static str {
        if self.order == Order::Row { "" } else { mode }
    }

    /// What it is told outside rows on entry, and what takes that back, with the other screen.
    fn told(&self) -> (String, String) {
        let (entry, exit) = (self.explicit("\x1b[8l"), self.explicit("\x1b[8h"));
        ([entry, self.entry].concat(), [self.exit, "\x1b[?1049l", exit].concat())
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        self.environment.iter().map(|(name, value)| (*name, value.to_string())).collect()
    }

    /// The reader in it, once it shows the article.
    fn open(&self, setup: Setup) -> Session {
        let mut session = Session::start(setup);
        let shown = in_order(self.order);
        session.wait(self.name, |session| session.screen().contains(&shown));
        // Its answers change nothing of that.
        session.settle();
        assert!(session.screen().contains(&shown), "{}: {shown}\n{}", self.name, session.screen());
        session
    }
}

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ending {
    Quit,
    Signal(Signal, u32),
    Panic,
}

fn check(case: &Case, ending: Ending) {
    let mut environment = case.environment();
    if ending == Ending::Panic {
        environment.push(("QARI_TEST_PANIC", "key".to_string()));
    }
    let mut session = case.open(Setup { environment, answers: case.answers, ..Setup::default() });
    let status = match ending {
        Ending::Quit => {
            session.send("q");
            0
        }
        Ending::Signal(signal, status) => {
            session.signal(signal);
            status
        }
        Ending::Panic => {
            session.send("j");
            101
        }
    };
    assert_eq!(session.end(), status, "{} {ending:?}", case.name);
    assert!(session.is_restored(), "{} {ending:?}", case.name);
    let (entry, exit) = case.told();
    let before = &session.bytes[..place(&session.bytes, b"\x1b[?1049h").expect("the other screen")];
    assert_eq!(String::from_utf8_lossy(before), [case.asked, &entry].concat(), "{} on entry", case.name);
    let sent = String::from_utf8_lossy(&session.bytes);
    let (_, said) = sent.rsplit_once(&exit).unwrap_or_else(|| panic!("{} {ending:?}: {sent:?}", case.name));
    let panicked = said.starts_with("qari: internal error");
    assert!(if ending == Ending::Panic { panicked } else { said.is_empty() }, "{}: {said:?}", case.name);
}

/// Stopped by a key and taken up again, as a shell does it: everything is taken back, and sent once more
/// before the other screen. Nothing is asked a second time.
fn check_stopped(case: &Case) {
    let script = format!("set -m; {QARI} {ARTICLE}; echo away; read line; fg; echo back $?");
    let command = ["sh", "-c", &script].map(str::to_string).to_vec();
    let setup = Setup { environment: case.environment(), command, answers: case.answers, ..Setup::default() };
    let mut session = case.open(setup);
    let (entry, exit) = case.told();
    session.press("\x1a", "the shell", |session| session.screen().contains("away"));
    assert!(session.is_restored(), "{}", case.name);
    let start = "\x1b[?1049h";
    let sent = String::from_utf8_lossy(&session.bytes).into_owned();
    // The shell tells of the job it has.
    let (_, after) = sent.rsplit_once(&exit).unwrap_or_else(|| panic!("{}: {sent:?}", case.name));
    assert!(!after.contains('\x1b'), "{}: {after:?}", case.name);
    let before = session.bytes.len();
    let shown = in_order(case.order);
    session.press("\r", "the reader again", |session| {
        place(&session.bytes[before..], b"\x1b[?2026l").is_some() && session.screen().contains(&shown)
    });
    let sent = String::from_utf8_lossy(&session.bytes[before..]).into_owned();
    let again = &sent[..sent.find(start).expect("the other screen")];
    assert!(again.ends_with(&entry) && !again.contains(FENCE), "{}: {again:?}", case.name);
    let before = session.bytes.len();
    session.press("q", "the end", |session| session.screen().contains("back 0"));
    assert!(session.is_restored(), "{}", case.name);
    let sent = String::from_utf8_lossy(&session.bytes[before..]).into_owned();
    assert!(sent.contains(&exit), "{}: {sent:?}", case.name);
}

#[test]
fn each_is_sent_what_it_wants() {
    let cases = cases();
    let mut names: Vec<_> = cases.iter().map(|case| case.name).collect();
    let mut known: Vec<_> = built_in().iter().map(|terminal| &*terminal.name).collect();
    names.sort_unstable();
    known.sort_unstable();
    assert_eq!(names, known, "every terminal of the table has its case");
    cases.iter().for_each(|case| check(case, Ending::Quit));
}

#[test]
fn each_is_given_back_whatever_ends_the_reader() {
    for case in &cases() {
        for ending in [Ending::Signal(Signal::TERM, 143), Ending::Signal(Signal::HUP, 129), Ending::Panic] {
            check(case, ending);
        }
    }
}

#[test]
fn each_is_given_back_for_a_stop_and_taken_again() {
    cases().iter().for_each(check_stopped);
}

/// A note is written in the reader's own editor: that one has the terminal as it was, and all that was
/// sent on entry is sent again after it.
#[test]
fn an_editor_has_the_terminal_as_it_was() {
    for case in cases().iter().filter(|case| ["vte", "konsole", "mlterm"].contains(&case.name)) {
        let mut environment = case.environment();
        environment.push(("EDITOR", "echo editing; read line; :".to_string()));
        let mut session = case.open(Setup { environment, answers: case.answers, ..Setup::default() });
        session.wait_for_highlights();
        session.press("A", "the line of the note", |session| session.shows("note:"));
        session.press("\x18", "the editor", |session| session.screen().contains("editing"));
        let (entry, exit) = case.told();
        let sent = String::from_utf8_lossy(&session.bytes).into_owned();
        assert!(sent.contains(&(exit.clone() + "editing")), "{}: {sent:?}", case.name);
        let before = session.bytes.len();
        session.press("\r", "the reader again", |session| session.shows(HEADLINE));
        let sent = String::from_utf8_lossy(&session.bytes[before..]).into_owned();
        assert!(sent.contains(&(entry + "\x1b[?1049h")), "{}: {sent:?}", case.name);
        session.send("\x03");
        assert_eq!(session.end(), 130, "{}", case.name);
        assert!(session.bytes.ends_with(exit.as_bytes()) && session.is_restored(), "{}", case.name);
    }
}

/// VTE said that it was told before us to leave the order alone: it is asked for that again after a stop,
/// and never told otherwise.
#[test]
fn what_was_explicit_before_us_stays_so() {
    let case = Case {
        answers: "\x1b[8;2$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?65;1;9c",
        ..case("vte", &[("VTE_VERSION", "7006")], "")
    };
    let script = format!("set -m; {QARI} {ARTICLE}; echo away; read line; fg; echo back $?");
    let command = ["sh", "-c", &script].map(str::to_string).to_vec();
    let setup = Setup { environment: case.environment(), command, answers: case.answers, ..Setup::default() };
    let mut session = case.open(setup);
    session.press("\x1a", "the shell", |session| session.screen().contains("away"));
    session.press("\r", "the reader again", |session| session.shows(HEADLINE));
    session.press("q", "the end", |session| session.screen().contains("back 0"));
    assert_eq!(session.place("\x1b[8h"), None);
    let entries = String::from_utf8_lossy(&session.bytes).matches("\x1b[8l\x1b[?1049h").count();
    assert_eq!(entries, 2);
}

#[test]
fn questions_are_one_string_with_the_fence_last() {
    assert_eq!(NAMED, [MODE_8, PAPER, FENCE].concat());
    assert_eq!(OPEN, [MODE_8, PAPER, NAME, FENCE].concat());
}

/// Started from another terminal, whose names it still has: what it says of itself holds.
#[test]
fn names_that_leaked_are_overruled() {
    let leaked = [
        [("KONSOLE_VERSION", "221203"), ("COLORTERM", "truecolor")],
        [("KITTY_WINDOW_ID", "1"), ("KITTY_PID", "1")],
        [("VTE_VERSION", "7006"), ("TERM_PROGRAM", "vscode")],
        [("MLTERM", "3.9.0"), ("ALACRITTY_WINDOW_ID", "1")],
        [("TMUX", "/nowhere,1,0"), ("TMUX_PANE", "%1")],
        [("STY", "1.x"), ("KONSOLE_VERSION", "221203")],
    ];
    for names in leaked {
        let environment = names.map(|(name, value)| (name, value.to_string())).to_vec();
        let mut session = Session::start(Setup { environment, ..Setup::default() });
        session.wait("the fence", |session| session.place(FENCE).is_some());
        session.settle();
        session.wait("visual order", |session| session.screen().contains(&seen()));
        session.press("\x0c", "another frame", |session| session.screen().contains(&seen()));
        session.send("q");
        assert_eq!(session.end(), 0);
        // What it was told in vain is taken back, and nothing else is sent at the end.
        let sent = String::from_utf8_lossy(&session.bytes).into_owned();
        let end = "\x1b[?1049l";
        assert_eq!(&sent[sent.find(end).expect("the first screen") + end.len()..], "\x1b[8h", "{names:?}");
    }
}

/// Known by nothing but its answers, after the first frame: that one is painted again.
#[test]
fn a_terminal_that_tells_who_it_is_late_is_painted_again() {
    let mut session = Session::start(Setup { answers: "", ..Setup::default() });
    session.wait_for(HEADLINE);
    assert!(session.screen().contains(&seen()));
    session.send("\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c");
    session.wait("words turned round", |session| session.screen().contains(&in_order(Order::Word)));
    session.send("q");
    assert_eq!(session.end(), 0);
}

/// GNU screen answers for itself and hands the question for the paper on: its answer comes after the
/// fence, and is no key.
#[test]
fn the_paper_is_told_after_the_fence() {
    let environment = vec![("TERM", "screen".to_string()), ("STY", "1.x".to_string())];
    let mut session = Session::start(Setup { environment, answers: "", ..Setup::default() });
    session.wait_for(HEADLINE);
    session.send("\x1b[?1;2c");
    session.settle();
    session.send("\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    session.settle();
    // Its letters would choose other kinds and open the search.
    assert!(session.shows(HEADLINE) && !session.screen().contains("/ffff"), "{}", session.screen());
    session.press("G", "the end of the text", |session| session.shows("نشرة عين الورد"));
    session.send("q");
    assert_eq!(session.end(), 0);
}

/// What is for the terminal around a multiplexer is handed on to it, and taken back the same way.
#[test]
fn screen_hands_on_what_konsole_wants() {
    let environment = [("TERM", "screen"), ("STY", "1.x"), ("KONSOLE_VERSION", "221203")];
    let environment = environment.map(|(name, value)| (name, value.to_string())).to_vec();
    let mut session = Session::start(Setup { environment, answers: "\x1b[?1;2c", ..Setup::default() });
    session.wait_for(HEADLINE);
    session.send("q");
    assert_eq!(session.end(), 0);
    let handed = |on: &str| format!("\x1bP\x1b]50;BidiRenderingEnabled={on}\x07\x1b\\");
    assert!(session.place(&handed("false")).is_some());
    assert!(session.place(&handed("false")) < session.place("\x1b[?1049h"));
    assert!(session.place(&handed("true")).is_some_and(|at| Some(at) < session.place("\x1b[?1049l")));
}

/// Inside tmux the terminal around it holds rows by controls in the cells, where it heeds them.
#[test]
fn controls_hold_rows_inside_tmux_in_vte() {
    let environment = [("TERM", "tmux-256color"), ("TMUX", "/nowhere,1,0"), ("VTE_VERSION", "7006")];
    let environment = environment.map(|(name, value)| (name, value.to_string())).to_vec();
    let mut session = Session::start(Setup { environment, answers: "\x1b[?1;2c", ..Setup::default() });
    session.wait_for(HEADLINE);
    // Of the first frame, which paints every cell: a later one may send one end of a stretch alone, and what
    // has come so far may end within one.
    let end = "\x1b[?2026l";
    session.wait("a whole frame", |session| session.place(end).is_some());
    let frame = &session.bytes[..session.place(end).unwrap_or_default()];
    let sent = String::from_utf8_lossy(frame).into_owned();
    assert!(sent.contains('\u{202d}'));
    assert_eq!(sent.matches('\u{202d}').count(), sent.matches('\u{202c}').count());
    session.send("q");
    assert_eq!(session.end(), 0);
}
