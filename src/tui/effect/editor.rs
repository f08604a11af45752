//! A note in the reader's own editor: a file of its own, which is gone afterwards.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::is_there;
use crate::tui::terminal::profile::Environment;

/// What is run where neither VISUAL nor EDITOR names one.
const USUAL: &str = "vi";

/// Opens the editor on `text`, with `keys` as its standard input; answers what it left. The terminal must be
/// its own.
pub fn edit(text: &str, keys: OwnedFd, environment: &Environment) -> Result<String, String> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| environment.get(name));
    let editor = match named.into_iter().find(|editor| !editor.trim().is_empty()) {
        Some(editor) => editor,
        None if is_there(USUAL, environment) => USUAL,
        None => return Err("EDITOR names no editor".to_owned()),
    };
    let file = Note::new(text).map_err(|error| error.to_string())?;
    // It may come with arguments, and is a command of the shell, as everywhere. An interrupt is the editor's: a
    // shell without a trap would take it for its own end.
    let status = Command::new("sh")
        .args(["-c", &format!("trap : INT; {editor} \"$1\""), editor])
        .arg(&file.0)
        .stdin(Stdio::from(keys))
        .status()
        .map_err(|error| format!("{editor}: {error}"))?;
    if !status.success() {
        return Err(format!("{editor}: {status}"));
    }
    fs::read_to_string(&file.0).map_err(|error| format!("{editor}: {error}"))
}

/// The file, for its owner alone.
struct Note(PathBuf);

impl Note {
    fn new(text: &str) -> io::Result<Note> {
        let folder = std::env::temp_dir();
        let mut number = 0;
        let (path, mut file) = loop {
            let path = folder.join(format!("qari-note-{}-{number}.txt", std::process::id()));
            match create(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
                made => break (path, made?),
            }
        };
        let note = Note(path);
        file.write_all(text.as_bytes())?;
        if !text.is_empty() {
            file.write_all(b"\n")?;
        }
        Ok(note)
    }
}

fn create(path: &Path) -> io::Result<fs::File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

impl Drop for Note {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
