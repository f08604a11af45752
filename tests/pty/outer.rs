//! Inside tmux: what it is asked and told by its own program, which here is a script that writes down what
//! it was asked.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use rustix::process::Signal;

use crate::ends::HEADLINE;
use crate::harness::{Session, Setup};

struct Fake(PathBuf);

impl Fake {
    /// A tmux in a terminal that calls itself `version`, with its option as it is.
    fn new(name: &str, version: &str, option: &str) -> Fake {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        let script = format!(
            "#!/bin/sh\necho \"$@\" >> {0}/log\n[ \"$1\" = display-message ] && printf '1\\txterm-256color\\t{version}\\n{option}\\n'\n:\n",
            path.display()
        );
        fs::write(path.join("tmux"), script).expect("a script");
        fs::set_permissions(path.join("tmux"), fs::Permissions::from_mode(0o755)).expect("a program");
        Fake(path)
    }

    fn open(&self, more: &[(&'static str, &str)]) -> Session {
        let path = std::env::var("PATH").unwrap_or_default();
        let mut environment = vec![
            ("PATH", format!("{}:{path}", self.0.display())),
            ("TERM", "tmux-256color".to_string()),
            ("TMUX", "/nowhere,1,0".to_string()),
            ("TMUX_PANE", "%7".to_string()),
        ];
        environment.extend(more.iter().map(|(name, value)| (*name, value.to_string())));
        Session::start(Setup {
            environment,
            answers: "\x1bP>|tmux 3.3a\x1b\\\x1b[>84;0;0c\x1b[?1;2c",
            ..Setup::default()
        })
    }

    /// What it was told of its option.
    fn told(&self) -> Vec<String> {
        let log = fs::read_to_string(self.0.join("log")).unwrap_or_default();
        log.lines().filter(|line| line.starts_with("set-option")).map(str::to_string).collect()
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const HANDED_ON: &str = "\x1bPtmux;\x1b\x1b]50;BidiRenderingEnabled=false\x07\x1b\\";
const TAKEN_BACK: &str = "\x1bPtmux;\x1b\x1b]50;BidiRenderingEnabled=true\x07\x1b\\";

#[test]
fn passing_on_is_let_only_while_the_terminal_is_ours() {
    for (number, ending) in ["quit", "signal", "panic"].into_iter().enumerate() {
        let tmux = Fake::new(&format!("ends{number}"), "Konsole 22.12.3", "off");
        let panics = if ending == "panic" { &[("QARI_TEST_PANIC", "key")][..] } else { &[] };
        let mut session = tmux.open(panics);
        session.wait("what Konsole wants", |session| session.place(HANDED_ON).is_some());
        session.wait_for(HEADLINE);
        match ending {
            "signal" => session.signal(Signal::TERM),
            "panic" => session.send("j"),
            _ => session.send("q"),
        }
        session.end();
        // Between the change of screens and its own painting it hands nothing on.
        assert!(session.place(TAKEN_BACK).is_some(), "{ending}");
        assert!(session.place(TAKEN_BACK) < session.place("\x1b[?1049l"), "{ending}");
        assert!(session.is_restored(), "{ending}");
        let wanted = ["set-option -p -t %7 allow-passthrough on", "set-option -p -u -t %7 allow-passthrough"];
        assert_eq!(tmux.told(), wanted, "{ending}");
    }
}

#[test]
fn an_option_that_is_on_is_left_alone() {
    let tmux = Fake::new("on", "Konsole 22.12.3", "on");
    let mut session = tmux.open(&[]);
    session.wait("what Konsole wants", |session| session.place(HANDED_ON).is_some());
    session.send("q");
    assert_eq!(session.end(), 0);
    assert!(session.place(TAKEN_BACK).is_some());
    assert_eq!(tmux.told(), Vec::<String>::new());
}

/// The session was begun in Konsole and is looked at in xterm now.
#[test]
fn a_name_of_where_the_session_was_begun_is_overruled() {
    let tmux = Fake::new("leak", "XTerm(379)", "off");
    let mut session = tmux.open(&[("KONSOLE_VERSION", "221203"), ("VTE_VERSION", "7006")]);
    session.wait_for(HEADLINE);
    session.settle();
    session.send("q");
    assert_eq!(session.end(), 0);
    assert!(session.place("BidiRenderingEnabled").is_none() && session.place("\u{202d}").is_none());
    assert_eq!(tmux.told(), Vec::<String>::new());
}
