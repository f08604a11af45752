//! The page of `qari doctor`, and what a reader's own files make of a terminal.

use std::fs;
use std::path::PathBuf;

use rustix::process::Signal;

use crate::ends::HEADLINE;
use crate::harness::{ARTICLE, QARI, Session, Setup, XTERM};

/// A folder for the reader's own files.
struct Config(PathBuf);

impl Config {
    fn new(name: &str) -> Config {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(path.join("qari")).expect("a folder");
        Config(path)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join("qari").join(name)
    }

    fn open(&self, environment: &[(&'static str, &str)], command: &[&str], answers: &'static str) -> Session {
        let mut environment: Vec<_> =
            environment.iter().map(|(name, value)| (*name, value.to_string())).collect();
        environment.push(("XDG_CONFIG_HOME", self.0.display().to_string()));
        let command = [&[QARI], command].concat().into_iter().map(str::to_string).collect();
        Session::start(Setup { environment, command, answers, ..Setup::default() })
    }
}

impl Drop for Config {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const VTE: &str = "\x1b[8;1$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[>65;7006;1c\x1b[?65;1;9c";

#[test]
fn the_way_that_looks_right_is_written_and_holds() {
    let config = Config::new("written");
    fs::write(config.file("config.toml"), "# mine\nmarks = \"auto\"\n").expect("a file");
    let mut session = config.open(&[], &["doctor"], XTERM);
    session.wait_for("1 of 6: auto");
    session.press(" ", "another way", |session| session.shows("2 of 6: app"));
    session.press(" ", "another way", |session| session.shows("3 of 6: word"));
    session.press("m", "no marks", |session| !session.screen().contains('\u{64e}'));
    session.press("w", "that it is written", |session| session.shows("written to"));
    session.send("q");
    assert_eq!(session.end(), 0);
    assert!(session.is_restored());
    let written = fs::read_to_string(config.file("config.toml")).expect("the configuration");
    assert!(written.contains("# mine") && written.contains("bidi = \"word\""), "{written}");
    assert!(written.contains("marks = \"strip\""), "{written}");

    let mut session = config.open(&[], &["doctor"], XTERM);
    session.wait_for("3 of 6: word");
    session.send("q");
    assert_eq!(session.end(), 0);
    let turned = "\u{feb3}\u{fee8}\u{feee}\u{fe8d}\u{fe95}"; // the headline's last word, sent backwards
    let mut session = config.open(&[], &[ARTICLE], XTERM);
    session.wait("words turned round", |session| session.screen().contains(turned));
    session.send("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn ways_that_leave_the_order_to_the_terminal_give_it_back() {
    let config = Config::new("ways");
    let mut session = config.open(&[], &["doctor"], VTE);
    session.wait_for("1 of 6: auto");
    for way in ["2 of 6: app", "3 of 6: word", "4 of 6: row", "5 of 6: terminal", "6 of 6: plain", "1 of 6"] {
        session.send(" ");
        session.wait_for(way);
    }
    let modes: Vec<&str> = ["\x1b[8l", "\x1b[8h"].to_vec();
    let sent = String::from_utf8_lossy(&session.bytes).into_owned();
    let mut order: Vec<(usize, &str)> =
        modes.iter().flat_map(|mode| sent.match_indices(mode).map(|(at, _)| (at, *mode))).collect();
    order.sort_unstable();
    order.dedup_by_key(|(_, mode)| *mode);
    // Explicit, given back for two ways, and taken again.
    let order: Vec<&str> = order.into_iter().map(|(_, mode)| mode).collect();
    assert_eq!(order, ["\x1b[8l", "\x1b[8h", "\x1b[8l"]);
    session.send("q");
    assert_eq!(session.end(), 0);
    assert!(session.is_restored());
}

#[test]
fn the_page_fits_a_usual_terminal_and_is_left_in_every_way() {
    for (size, ending, status) in [((80, 24), "q", 0), ((100, 30), "\x03", 130), ((80, 24), "", 143)] {
        let command = [QARI, "doctor"].map(str::to_string).to_vec();
        let mut session = Session::start(Setup { size, command, ..Setup::default() });
        // The last line to judge, the second words of both sides, the end of what is said of the frame.
        for last in ["6  Hebrew", "those on the right in", "q done"] {
            session.wait_for(last);
        }
        let sides =
            session.screen().lines().filter(|line| line.contains('\u{fef4}') && line.contains('│')).count();
        assert!(sides >= 2, "{}", session.screen());
        if ending.is_empty() {
            session.signal(Signal::TERM);
        } else {
            session.send(ending);
        }
        assert_eq!(session.end(), status);
        assert!(session.is_restored(), "{ending:?}");
    }
}

/// What a terminal says of itself overrules names that leaked; a reader's own table overrules ours.
#[test]
fn a_table_of_the_readers_own_merges_over_ours() {
    let config = Config::new("table");
    let table = "[[terminal]]\nname = \"konsole\"\nentry = \"\\u001b]777;on\\u0007\"\nexit = \"\\u001b]777;off\\u0007\"\n\n\
                 [[terminal]]\nname = \"mine\"\nenvironment = [\"MINE\"]\norder = \"word\"\nexplicit = false\nasked = false\n";
    fs::write(config.file("terminals.toml"), table).expect("a file");
    let mut session = config.open(&[("KONSOLE_VERSION", "221203")], &[ARTICLE], "\x1b[?62;c");
    session.wait_for(HEADLINE);
    session.send("q");
    assert_eq!(session.end(), 0);
    assert!(session.place("\x1b]777;on\x07") < session.place("\x1b[?1049h"));
    assert!(session.place("\x1b]777;off\x07").is_some_and(|off| Some(off) < session.place("\x1b[?1049l")));
    assert_eq!(session.place("\x1b]50;"), None);

    let mut session = config.open(&[("MINE", "1")], &[ARTICLE], "");
    let turned = "\u{feb3}\u{fee8}\u{feee}\u{fe8d}\u{fe95}";
    session.wait("words turned round", |session| session.screen().contains(turned));
    session.send("q");
    assert_eq!(session.end(), 0);
    assert!(session.bytes.starts_with(b"\x1b[?1049h"), "it is told and asked nothing");

    fs::write(config.file("terminals.toml"), "[[terminal]]\nname = \"kitty\"\napart = \"x\"\n")
        .expect("a file");
    let mut session = config.open(&[], &[ARTICLE], "");
    assert_eq!(session.end(), 2);
    assert!(session.screen().contains("terminals.toml:3: "), "{}", session.screen());
}
