//! A note in the reader's own editor: a file of its own, which is gone afterwards.

use std::io::{self, Write as _};
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};

use tempfile::NamedTempFile;

use super::is_there;
use crate::tui::msg::Unedited;
use crate::tui::terminal::profile::Environment;

/// What is run where neither VISUAL nor EDITOR names one.
const USUAL: &str = "vi";

/// Opens the editor on `text`, with `keys` as its standard input; answers what it left. The terminal must be
/// its own. What was written and is not taken stays in its file.
pub fn edit(text: &str, keys: OwnedFd, environment: &Environment) -> Result<String, Unedited> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| environment.get(name));
    let editor = match named.into_iter().find(|editor| !editor.trim().is_empty()) {
        Some(editor) => editor,
        None if is_there(USUAL, environment) => USUAL,
        None => return Err(Unedited::NoEditor),
    };
    let failed = |why: &dyn std::fmt::Display| Unedited::Failed(format!("{editor}: {why}"));
    let begun = if text.is_empty() { String::new() } else { format!("{text}\n") };
    let file = note(&begun).map_err(|error| failed(&error))?;
    // It may come with arguments, and is a command of the shell, as everywhere. An interrupt is the editor's: a
    // shell without a trap would take it for its own end.
    let status = Command::new("sh")
        .args(["-c", &format!("trap : INT; {editor} \"$1\""), editor])
        .arg(file.path())
        .stdin(Stdio::from(keys))
        .status()
        .map_err(|error| failed(&error))?;
    let left = std::fs::read(file.path());
    let whole = left.as_ref().ok().and_then(|bytes| std::str::from_utf8(bytes).ok());
    match whole {
        Some(whole) if status.success() => return Ok(whole.to_owned()),
        // The editor may have put another file in its place.
        _ if left.as_ref().is_ok_and(|bytes| bytes != begun.as_bytes()) => {
            if let Ok((_, path)) = file.keep() {
                return Err(Unedited::Left(path.display().to_string()));
            }
        }
        _ => {}
    }
    Err(match left {
        Err(error) => failed(&error),
        Ok(_) => failed(&status),
    })
}

/// The file, for its owner alone.
fn note(text: &str) -> io::Result<NamedTempFile> {
    let prefix = format!("qari-note-{}-", std::process::id());
    let mut file = tempfile::Builder::new().prefix(&prefix).suffix(".txt").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    Ok(file)
}
