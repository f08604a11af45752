//! Every terminal that is known: what it is sent on entry, in a frame and at the end, byte by byte.

use qari::tui::terminal::profile::built_in;
use qari::tui::terminal::table::Order;

use crate::ends::HEADLINE;
use crate::harness::{Session, Setup, XTERM, place};

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
        case("vte", &[("VTE_VERSION", "7006")], "\x1b[8;1$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?65;1;9c"),
        sent(
            "\x1b]50;BidiRenderingEnabled=false\x07",
            "\x1b]50;BidiRenderingEnabled=true\x07",
            case(
                "konsole",
                &[("KONSOLE_VERSION", "221203")],
                "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;1;4c",
            ),
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
        case("mintty", &[("TERM_PROGRAM", "mintty")], "\x1b[8;1$y\x1b[?64;1;2;6;9;15;21;22;28;29c"),
        case("windows", &[("WT_SESSION", "1")], "\x1b[8;0$y\x1b[?61;4;6;7;14;21;22;23;24;28;32;42c"),
        asked("", ordered(Order::Row, case("apple", &[("TERM_PROGRAM", "Apple_Terminal")], ""))),
        case("iterm2", &[("TERM_PROGRAM", "iTerm.app")], LIGHT),
        case("wezterm", &[("TERM_PROGRAM", "WezTerm")], "\x1b[?65;4;6;18;22c"),
        case("ghostty", &[("TERM", "xterm-ghostty")], LIGHT),
        case("vscode", &[("TERM_PROGRAM", "vscode")], "\x1b[8;0$y\x1b[?1;2c"),
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

fn check(case: &Case) {
    let environment = case.environment.iter().map(|(name, value)| (*name, value.to_string())).collect();
    let mut session = Session::start(Setup { environment, answers: case.answers, ..Setup::default() });
    let shown = in_order(case.order);
    session.wait(case.name, |session| session.screen().contains(&shown));
    // Its answers change nothing of that.
    session.settle();
    assert!(session.screen().contains(&shown), "{}: {shown}\n{}", case.name, session.screen());
    session.send("q");
    assert_eq!(session.end(), 0, "{}", case.name);
    assert!(session.is_restored(), "{}", case.name);
    let explicit = |mode| if case.order == Order::Row { "" } else { mode };
    let before = &session.bytes[..place(&session.bytes, b"\x1b[?1049h").expect("the other screen")];
    let wanted = [case.asked, explicit("\x1b[8l"), case.entry].concat();
    assert_eq!(String::from_utf8_lossy(before), wanted, "{} on entry", case.name);
    let end = b"\x1b[?1049l";
    let after = &session.bytes[place(&session.bytes, end).expect("the first screen") + end.len()..];
    let wanted = [case.exit, explicit("\x1b[8h")].concat();
    assert_eq!(String::from_utf8_lossy(after), wanted, "{} at the end", case.name);
}

#[test]
fn each_is_sent_what_it_wants() {
    let cases = cases();
    let mut names: Vec<_> = cases.iter().map(|case| case.name).collect();
    let mut known: Vec<_> = built_in().iter().map(|terminal| &*terminal.name).collect();
    names.sort_unstable();
    known.sort_unstable();
    assert_eq!(names, known, "every terminal of the table has its case");
    cases.iter().for_each(check);
}

#[test]
fn questions_are_one_string_with_the_fence_last() {
    assert_eq!(NAMED, [MODE_8, PAPER, FENCE].concat());
    assert_eq!(OPEN, [MODE_8, PAPER, NAME, FENCE].concat());
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
    assert!(session.place(&handed("true")) > session.place("\x1b[?1049l"));
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
