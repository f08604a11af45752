//! The command line itself: what is asked for wrongly, help, completions, the man page, the exit status.

use super::*;

#[test]
fn help_begins_with_examples_and_names_every_command() {
    for flag in ["-h", "--help"] {
        let run = qari(&[flag]);
        let help = run.succeeds().text();
        assert!(help.starts_with("Examples:\n  qari "), "{help}");
        for name in ["welcome", "print", "highlights", "library", "keys", "doctor", "completions", "man"] {
            assert!(help.contains(&format!("\n  {name} ")), "{name} is missing: {help}");
        }
        for option in
            ["--config", "--color", "--language", "--ui-language", "--quiet", "--verbose", "--version"]
        {
            assert!(help.contains(option), "{option} is missing: {help}");
        }
        for option in ["--bidi", "--marks", "--no-mouse", "--private"] {
            assert!(help.contains(option), "{option} is missing: {help}");
        }
    }
    for name in ["print", "highlights", "completions", "man"] {
        assert!(qari(&[name, "-h"]).succeeds().text().starts_with("Examples:\n"), "{name}");
    }
}

#[test]
fn the_version_is_the_packages() {
    assert_eq!(qari(&["--version"]).succeeds().text(), concat!("qari ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn what_is_asked_for_wrongly_gets_a_line_and_a_hint() {
    for (arguments, message, hint) in [
        (&["--bdi", "app", "x"][..], "unexpected argument '--bdi' found", "'--bidi'"),
        (&["highligths", "x"], "there is no command highligths", "qari highlights"),
        (&["print"], "<SOURCE>", "qari --help"),
        (&["print", "--width", "7", "x"], "from 8", "qari --help"),
        (&["print", "--raw", "--width", "60", "x"], "cannot be used with", "qari --help"),
        (&["highlights", "--kind", "qoute", "x"], "invalid value 'qoute'", "'quote'"),
        (&["highlights", "--format", "yaml", "x"], "invalid value 'yaml'", "qari --help"),
        (&["welcome", "--language", "klingon"], "invalid value 'klingon'", "qari --help"),
        (&["-q", "-v", "x"], "cannot be used with", "qari --help"),
        (&["completions", "perl"], "invalid value 'perl'", "qari --help"),
    ] {
        let run = qari(arguments);
        let (said, hinted) = run.fails(2);
        assert!(said.contains(message), "{arguments:?}: {said}");
        assert!(hinted.is_some_and(|hinted| hinted.contains(hint)), "{arguments:?}: {hinted:?}");
    }
}

#[test]
fn the_environment_can_be_wrong_too() {
    let run = of(command(&["keys"]).env("QARI_BIDI", "sideways").output().expect("qari runs"));
    let (message, hint) = run.fails(2);
    assert!(message.contains("sideways") && hint.is_some(), "{message}");
}

#[test]
fn nothing_to_read_and_no_terminal_is_a_usage_error() {
    for run in [qari(&[]), qari_with(&[], b"")] {
        let (message, hint) = run.fails(2);
        assert!(message.contains("nothing to read") && hint.is_some(), "{message}");
    }
}

#[test]
fn sources_that_cannot_be_read_say_why() {
    let empty = File::new(" \n\t\u{feff}\n");
    let pdf = File::new(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj");
    let noise = File::new([0u8, 1, 2, 3, 255, 254, 0, 7].repeat(64));
    let folder = std::env::temp_dir();
    for (source, reason, hinted) in [
        ("no/such/article.txt", "no such file", true),
        ("nothing-here.txt", "no such file", true),
        ("highlihgts", "no such file", true),
        (folder.to_str().expect("a name in UTF-8"), "it is a folder", true),
        ("ftp://example.org/a", "no scheme that qari reads", true),
        ("http://127.0.0.1:9/a", "takes no connections", true),
        (empty.name(), "there is no text in it", false),
        (pdf.name(), "a PDF file", true),
        (noise.name(), "it is not text", true),
    ] {
        for command in [&[source][..], &["print", source], &["highlights", source]] {
            let run = qari(command);
            let (message, hint) = run.fails(1);
            assert!(message.starts_with(&format!("cannot open {source}: ")), "{message}");
            assert!(message.contains(reason), "{message}");
            assert_eq!(hint.is_some(), hinted, "{hint:?}");
        }
    }
    assert!(qari(&["highlihgts"]).fails(1).1.is_some_and(|hint| hint.contains("qari highlights")));
}

#[cfg(unix)]
#[test]
fn a_device_without_end_is_refused_at_once() {
    let run = qari(&["print", "/dev/zero"]);
    assert_eq!(run.fails(1).0, "cannot open /dev/zero: it is a device that goes on without end");
    let run = qari(&["print", "/dev/null"]);
    assert!(run.fails(1).0.contains("there is no text in it"));
}

#[test]
fn a_name_with_controls_reaches_no_terminal() {
    let run = qari(&["print", "a\x1b]0;title\x07\nb.txt"]);
    let (message, _) = run.fails(1);
    assert!(!message.contains(char::is_control), "{message:?}");
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = qari(&["completions", shell]);
        assert!(script.succeeds().text().contains("highlights"), "{shell}");
    }
}

#[test]
fn the_man_page_is_roff_and_tells_of_every_command() {
    let page = qari(&["man"]);
    let page = page.succeeds().text();
    assert!(page.contains(".TH qari 1"), "{page}");
    for name in ["PRINT", "HIGHLIGHTS", "WELCOME", "DOCTOR", "KEYS"] {
        assert!(page.contains(&format!(".SH \"QARI {name}\"")), "{name}");
    }
}

#[test]
fn keys_are_those_of_the_command_table() {
    let run = qari(&["keys"]);
    let page = run.succeeds().text();
    let words = qari::settings::Strings::fallback();
    for command in qari::command::COMMANDS {
        let wording = command.wording();
        assert!(page.contains(words.get(&wording)), "{} is missing", command.name);
    }
    let arabic = qari(&["keys", "--ui-language", "ar"]);
    let words = qari::settings::Strings::find("ar").expect("Arabic is there");
    assert!(arabic.succeeds().text().contains(words.get("command.quit")));
}

#[test]
fn doctor_tells_the_terminal_and_shows_lines_to_judge() {
    let run =
        of(command(&["doctor"]).env("TERM", "xterm-kitty").stdin(Stdio::null()).output().expect("qari runs"));
    let page = run.succeeds().text();
    assert!(page.contains("TERM=xterm-kitty") && page.contains("word backwards"), "{page}");
    assert!(page.contains("\n6. "), "{page}");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    let book = File::new("سطر من كتاب طويل لا يقرؤه أحد حتى نهايته.\n\n".repeat(40_000));
    for arguments in
        [&["print", book.name()][..], &["print", "--raw", book.name()], &["highlights", book.name()]]
    {
        let mut child = command(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("qari runs");
        drop(child.stdout.take());
        of(child.wait_with_output().expect("qari ends")).succeeds();
    }
}

#[cfg(unix)]
#[test]
fn signals_end_with_the_status_that_tells_them() {
    use rustix::process::{Pid, Signal, kill_process};
    for (signal, status) in [(Signal::INT, 130), (Signal::HUP, 129), (Signal::TERM, 143)] {
        // It waits for its input until it is told to end.
        let mut child = command(&["print", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("qari runs");
        let input = child.stdin.take();
        let pid = Pid::from_child(&child);
        // Only when it listens do signals have their status; a file in /proc tells that it does.
        let mask = format!("/proc/{}/status", child.id());
        let bit = 1u64 << (signal.as_raw() - 1);
        let listens = || {
            let text = std::fs::read_to_string(&mask).unwrap_or_default();
            let caught = text.lines().find_map(|line| line.strip_prefix("SigCgt:"));
            caught
                .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
                .is_none_or(|mask| mask & bit != 0)
        };
        while !listens() {
            std::thread::yield_now();
        }
        kill_process(pid, signal).expect("the signal is sent");
        let run = of(child.wait_with_output().expect("qari ends"));
        drop(input);
        assert_eq!(run.status, Some(status), "{signal:?}");
    }
}

#[test]
fn the_configuration_must_be_there_and_right() {
    let wrong = File::new("measure = 60\nmesure = 70\n");
    let right = File::new("ui_language = \"ar\"\n");
    let run = qari(&["keys", "--config", "no-such.toml"]);
    assert!(run.fails(2).0.contains("no-such.toml"));
    let run = qari(&["keys", "--config", wrong.name()]);
    let (message, hint) = run.fails(2);
    assert!(message.contains(&format!("{}:2", wrong.name())), "{message}");
    assert!(hint.is_some_and(|hint| hint.contains("measure")), "{hint:?}");
    let words = qari::settings::Strings::find("ar").expect("Arabic is there");
    assert!(qari(&["keys", "--config", right.name()]).succeeds().text().contains(words.get("command.quit")));
}

#[test]
fn options_may_stand_before_the_command() {
    let after = qari(&["print", "assets/welcome.ar.txt", "--language", "ar"]);
    for before in [&["-q"][..], &["--color", "never"], &["--language", "ar"]] {
        let run = qari(&[before, &["print", "assets/welcome.ar.txt"]].concat());
        assert_eq!(run.status, Some(0), "{before:?}: {}", run.err);
        assert_eq!(run.out, after.out, "{before:?}");
    }
    assert_eq!(qari(&["assets/welcome.ar.txt", "print", "x"]).status, Some(2));
}
