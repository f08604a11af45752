//! A note in the reader's own editor: the terminal goes there and back.

use crate::data::Data;
use crate::ends::HEADLINE;
use crate::harness::*;

/// An editor of a few lines: it tells whether the terminal is its own, and writes what is typed in it.
const EDITOR: &str = "stty -a | tr ';' '\\n' | grep -w icanon; echo editing `cat $1`; read line; printf '\\033[8h%s\\nand more' \"$line\" > $1\n";

#[test]
fn a_note_is_written_in_the_editor_and_the_terminal_comes_back() {
    let data = Data::new("editor");
    std::fs::write(data.path().join("editor.sh"), EDITOR).expect("an editor");
    let editor = format!("sh {}", data.name("editor.sh"));
    let mut session = data.start((100, 30), &[("EDITOR", &editor)], &[ARTICLE]);
    session.wait_for_highlights();
    session.press("A", "the line of the note", |session| session.shows("note:"));
    session.press("half", "what is typed", |session| session.shows("half"));
    session.settle();
    session.press("\x18", "the editor", |session| session.screen().contains("editing half"));
    assert!(session.is_restored() && session.screen().contains(" icanon"), "{}", session.screen());
    let before = session.bytes.len();
    // Keys are the editor's; an interrupt means nothing to us.
    session.press("whole", "what the editor is told", |session| session.screen().contains("whole"));
    session.press(" note\r", "the reader again", |session| session.shows(HEADLINE));
    let entered = String::from_utf8_lossy(&session.bytes[before..]).into_owned();
    let (explicit, alternate) = (entered.find("\x1b[8l"), entered.find("\x1b[?1049h"));
    assert!(explicit.is_some() && explicit < alternate, "{entered:?}");
    session.press("M", "the page of marks", |session| session.shows("whole note and more"));
    session.send("qq");
    assert_eq!(session.end(), 0);
    assert!(session.is_restored());
    let left = std::fs::read_dir(std::env::temp_dir()).expect("a folder");
    let mine = format!("qari-note-{}-", session.id());
    assert!(left.flatten().all(|file| !file.file_name().to_string_lossy().starts_with(&mine)));
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let data = Data::new("no-editor");
    let mut session = data.start((100, 30), &[("VISUAL", "false"), ("EDITOR", "echo")], &[ARTICLE]);
    session.wait_for_highlights();
    session.press("\x18", "why there is no note", |session| session.shows("false: exit status: 1"));
    session.press("kept\r", "the line of before", |session| !session.shows("note:"));
    session.press("M", "the page of marks", |session| session.shows("kept"));
    session.send("qq");
    assert_eq!(session.end(), 0);
}

/// Without room for it a note is in its line again, and whoever leaves all the same gets it with the shell.
#[test]
fn a_note_without_room_for_it_is_not_lost() {
    let data = Data::new("full");
    assert_eq!(data.run(&["library", "add", ARTICLE]).end(), 0);
    let size = std::fs::metadata(data.path().join("qari/library.db")).expect("the library").len();
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$1\"", size / 512 + 10);
    let editor = data.name("editor.sh");
    // As much as a file may hold; the library's log holds other pages too.
    let note = format!("printf 'the first words ' > \"$1\"; head -c {size} /dev/zero | tr '\\0' x >> \"$1\"");
    std::fs::write(&editor, note).expect("an editor");
    let command = ["sh", "-c", &script, QARI, ARTICLE].map(str::to_string).to_vec();
    let mut session = data.command((100, 30), &[("VISUAL", &format!("sh {editor}"))], command);
    session.wait_for_highlights();
    session.press("\x18", "the line again, and why", |session| {
        session.shows("note:") && session.shows("cannot use the library")
    });
    session.press("\x1b[H", "its first words", |session| session.shows("the first words"));
    session.send("\x0bshorter\r");
    session.settle();
    session.press("M", "the page of marks", |session| session.shows("shorter"));
    session.send("q\x18");
    session.wait("the line", |session| session.shows("note: "));
    session.signal(rustix::process::Signal::TERM);
    assert_eq!(session.end(), 143);
    assert!(session.place("this note could not be kept: the first words").is_some());
}

/// Ctrl-Z in the editor stops both; back in the job, the editor goes on.
#[test]
fn stopped_in_the_editor() {
    let data = Data::new("stopped-editor");
    std::fs::write(
        data.path().join("editor.sh"),
        "echo editing; kill -TSTP 0; echo again; read line; echo \"$line\" > $1\n",
    )
    .expect("an editor");
    let script = format!("set -m; {QARI} {ARTICLE}; echo away; read line; fg; echo back $?");
    let editor = format!("sh {}", data.name("editor.sh"));
    let command = ["sh", "-c", &script].map(str::to_string).to_vec();
    let mut session = data.command((100, 30), &[("EDITOR", &editor)], command);
    session.wait_for_highlights();
    session.press("\x18", "the shell", |session| session.screen().contains("away"));
    session.press("\r", "the editor again", |session| session.screen().contains("again"));
    session.press("a note\r", "the reader again", |session| session.shows(HEADLINE));
    session.press("M", "the page of marks", |session| session.shows("a note"));
    session.send("q");
    session.press("q", "the end", |session| session.screen().contains("back 0"));
    assert!(session.is_restored());
}

#[test]
fn an_interrupt_in_the_editor_is_the_editor_s() {
    let data = Data::new("interrupted-editor");
    std::fs::write(
        data.path().join("editor.sh"),
        "trap 'echo caught' INT; echo editing; until [ \"$line\" = late ]; do read line; done; echo \"$line\" > $1\n",
    )
    .expect("an editor");
    let editor = format!("sh {}", data.name("editor.sh"));
    let mut session = data.start((100, 30), &[("EDITOR", &editor)], &[ARTICLE]);
    session.wait_for_highlights();
    session.press("\x18", "the editor", |session| session.screen().contains("editing"));
    session.press("\x03", "its own trap", |session| session.screen().contains("caught"));
    session.press("\rlate\r", "the reader again", |session| session.shows(HEADLINE));
    session.send("q");
    assert_eq!(session.end(), 0);
}
