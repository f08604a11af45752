//! Does what `update` asked for outside, and answers with a message. Nothing here makes the interface
//! wait: every way has its own thread.

pub(super) mod editor;
pub(super) mod export;
pub(super) mod follow;
pub mod library;

use std::borrow::Cow;
use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::msg::{Copied, Msg};
use super::terminal::profile::Environment;
use super::terminal::session;
use super::{Event, TEST_PANIC};
use crate::article::Article;
use crate::settings::Clipboard;

/// How text gets to the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// OSC 52: the terminal does it, wherever it is. It never says whether it did.
    Terminal,
    /// A program, with its arguments; the text on its standard input.
    Program(Vec<String>),
}

/// The system's programs, in the order in which they are tried, and the variable that says their display
/// is there.
const PROGRAMS: &[(&[&str], Option<&str>)] = &[
    (&["wl-copy"], Some("WAYLAND_DISPLAY")),
    (&["xclip", "-selection", "clipboard"], Some("DISPLAY")),
    (&["xsel", "--clipboard", "--input"], Some("DISPLAY")),
    (&["pbcopy"], None),
    (TMUX, Some("TMUX")),
    (&[WINDOWS], None),
];

/// tmux keeps the text and hands it on to its terminal; OSC 52 from inside it drops where it is not told
/// otherwise (`set-clipboard external`).
const TMUX: &[&str] = &["tmux", "load-buffer", "-w", "-"];

/// The clipboard's program under WSL.
const WINDOWS: &str = "clip.exe";

/// How long a program may take with the text. xclip and its like hand it to a child of their own, which
/// stays; only the program itself is waited for.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);

impl Way {
    /// Over SSH the terminal, for a program would fill the clipboard of the wrong machine; else the first
    /// program that is there and whose display is set; else the terminal.
    pub fn choose(clipboard: &Clipboard, environment: &Environment) -> Way {
        match clipboard {
            Clipboard::Osc52 => Way::Terminal,
            Clipboard::Command(line) => Way::Program(["sh", "-c", line].map(str::to_string).to_vec()),
            Clipboard::Auto if environment.remote() => {
                let inside = environment.get("TMUX").is_some() && is_there(TMUX[0], environment);
                if inside {
                    Way::Program(TMUX.iter().map(ToString::to_string).collect())
                } else {
                    Way::Terminal
                }
            }
            Clipboard::Auto => PROGRAMS
                .iter()
                .filter(|(_, display)| display.is_none_or(|name| environment.get(name).is_some()))
                .find(|(command, _)| is_there(command[0], environment))
                .map_or(Way::Terminal, |(command, _)| {
                    Way::Program(command.iter().map(ToString::to_string).collect())
                }),
        }
    }

    /// Its name, for the status line.
    pub fn name(&self) -> &str {
        match self {
            Way::Terminal => "OSC 52",
            Way::Program(command) => match &command[..] {
                [shell, option, line] if shell == "sh" && option == "-c" => {
                    line.split_whitespace().next().unwrap_or(line)
                }
                other => other.first().map_or("", String::as_str),
            },
        }
    }
}

/// Whether a program of that name can be run.
fn is_there(program: &str, environment: &Environment) -> bool {
    let path = environment.get("PATH").unwrap_or_default();
    path.split(':')
        .filter(|folder| !folder.is_empty())
        .any(|folder| is_executable(&Path::new(folder).join(program)))
}

fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

/// How many chunks may lie in the channel, read but not yet taken.
const AHEAD: usize = 2;

/// Reads an article's chunks in order, as long as somebody takes them, on a thread that a test may want to
/// panic. Answers where permits are to be handed in for further ones; `ticket` tells this article's chunks
/// from those of the one that was read before.
pub(super) fn read_chunks(
    article: Article,
    ticket: u64,
    panic: bool,
    events: Sender<Event>,
) -> std::io::Result<Sender<()>> {
    let (permits, permitted) = mpsc::channel();
    for _ in 0..AHEAD {
        let _ = permits.send(());
    }
    thread::Builder::new().name("chunks".to_string()).spawn(move || {
        assert!(!panic, "{TEST_PANIC} is set");
        for extracted in article.stream() {
            let chunk = Event::Stream(ticket, Msg::Chunk(Box::new(extracted)));
            if permitted.recv().is_err() || events.send(chunk).is_err() {
                return;
            }
        }
        let _ = events.send(Event::Stream(ticket, Msg::Streamed));
    })?;
    Ok(permits)
}

/// Copies `text`; answers with [`Msg::Copied`].
pub(super) fn copy(way: Way, text: String, events: Sender<Event>) {
    let work = move || {
        let name = way.name().to_string();
        let copied = match &way {
            Way::Terminal => match session::write(&osc52(&text)) {
                Ok(()) => Copied::Sent(name),
                Err(error) => Copied::Failed(format!("{name}: {error}")),
            },
            Way::Program(command) => match run(command, &encoded(command, &text)) {
                Ok(()) => Copied::By(name),
                Err(why) => Copied::Failed(format!("{name}: {why}")),
            },
        };
        let _ = events.send(Event::Msg(Msg::Copied(copied)));
    };
    // Without a thread there is nothing to answer from either; the copy is lost, the reader goes on.
    let _ = thread::Builder::new().name("copy".to_string()).spawn(work);
}

/// Text as a program reads it: UTF-8, but UTF-16LE after a byte order mark for `clip.exe`, which takes
/// other bytes for the code page of the console.
fn encoded<'a>(command: &[String], text: &'a str) -> Cow<'a, [u8]> {
    if command.first().is_some_and(|program| program == WINDOWS) {
        Cow::Owned("\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect())
    } else {
        Cow::Borrowed(text.as_bytes())
    }
}

/// Feeds a program and waits for it, not for what it leaves behind.
fn run(command: &[String], text: &[u8]) -> Result<(), String> {
    let (program, arguments) = command.split_first().ok_or("no command")?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // Out of our job: neither Ctrl-Z nor the end of the terminal reaches what keeps the clipboard.
        .process_group(0)
        .spawn()
        .map_err(|error| error.to_string())?;
    if let Some(mut input) = child.stdin.take() {
        // A program that does not read all of it says so by its status.
        let _ = input.write_all(text);
    }
    wait(&mut child)
}

fn wait(child: &mut Child) -> Result<(), String> {
    let end = Instant::now() + PATIENCE;
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(status.to_string()),
            Ok(None) if Instant::now() < end => thread::sleep(Duration::from_millis(5)),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err("it did not end".to_string());
            }
            Err(error) => return Err(error.to_string()),
        }
    }
}

/// OSC 52 for the clipboard, the text in Base64 (RFC 4648).
fn osc52(text: &str) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = b"\x1b]52;c;".to_vec();
    for chunk in text.as_bytes().chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at)) as usize & 63];
            out.push(if at <= chunk.len() { digit } else { b'=' });
        }
    }
    out.extend_from_slice(b"\x1b\\");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inside_tmux_the_text_goes_to_tmux() {
        let folder = std::env::temp_dir().join(format!("qari-tmux-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let program = folder.join("tmux");
        std::fs::write(&program, "").expect("it can be written");
        let executable = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        std::fs::set_permissions(&program, executable).expect("it is ours");
        let path = folder.to_string_lossy().into_owned();
        let way = |names: &[&str]| {
            let names = names.iter().map(|name| (name.to_string(), "x".to_string()));
            let environment = Environment::new(names.chain([("PATH".to_string(), path.clone())]));
            Way::choose(&Clipboard::Auto, &environment)
        };
        assert_eq!(way(&["TMUX"]).name(), "tmux");
        assert_eq!(way(&["TMUX", "SSH_CONNECTION"]).name(), "tmux");
        assert_eq!(way(&["SSH_CONNECTION"]), Way::Terminal);
        std::fs::remove_dir_all(&folder).expect("it is ours");
    }

    #[test]
    fn the_clipboard_of_windows_takes_utf_16() {
        assert_eq!(*encoded(&[WINDOWS.to_string()], "\u{642}a"), [0xff, 0xfe, 0x42, 0x06, b'a', 0]);
        assert_eq!(*encoded(&["wl-copy".to_string()], "\u{642}"), [0xd9, 0x82]);
    }
}
