//! The reader's own files: found, merged over the defaults, checked.
//!
//! `$XDG_CONFIG_HOME/qari/config.toml`, or `~/.config/qari/config.toml`, or what `--config` names. It is
//! parsed only where it exists. Everything wrong in it is told with file and line. Beside it may lie a
//! `terminals.toml`, which is read here and understood by the terminal's profile.

mod options;
pub mod write;

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind as Io;
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};
use crate::settings::Settings;

/// The commented sample: every option with its default.
pub const SAMPLE: &str = include_str!("../../assets/config.toml");

/// Where the configuration file is, whether it exists or not; `None` where there is no home.
pub fn path() -> Option<PathBuf> {
    folder(std::env::var_os("XDG_CONFIG_HOME"), std::env::var_os("HOME"), ".config")
        .map(|folder| folder.join("config.toml"))
}

/// The folder for what is remembered: `$XDG_DATA_HOME/qari`, or `~/.local/share/qari`; `None` where there
/// is no home.
pub fn data() -> Option<PathBuf> {
    folder(std::env::var_os("XDG_DATA_HOME"), std::env::var_os("HOME"), ".local/share")
}

/// XDG Base Directory Specification: a path that is not absolute is as good as none. `usual` is the folder
/// below the home.
fn folder(set: Option<OsString>, home: Option<OsString>, usual: &str) -> Option<PathBuf> {
    let absolute = |path: Option<OsString>| path.map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = absolute(set).or_else(|| Some(absolute(home)?.join(usual)))?;
    Some(folder.join("qari"))
}

/// The defaults, the file over them, the environment (`QARI_BIDI`) over that. `explicit` is the file
/// that the command line names; that one must exist.
///
/// # Errors
/// A file that cannot be read or is wrong, with its line; a variable that is wrong.
pub fn load(explicit: Option<&Path>) -> Result<Settings> {
    let mut settings = Settings::default();
    if let Some((path, text)) = read(explicit)? {
        options::apply(&text, &mut settings).map_err(|mistake| mistake.into_error(&path))?;
    }
    if let Ok(bidi) = std::env::var("QARI_BIDI")
        && !bidi.is_empty()
    {
        settings.bidi = options::bidi(&bidi).map_err(|names| {
            Error::new(ErrorKind::Usage, format!("QARI_BIDI is {bidi:?}, which is no way to order rows"))
                .hint(format!("it may be {names}"))
        })?;
    }
    Ok(settings)
}

/// The text of the configuration file, where there is one.
fn read(explicit: Option<&Path>) -> Result<Option<(PathBuf, String)>> {
    match explicit {
        Some(path) => text_of(path)?.map_or_else(
            || {
                let message = format!("cannot open {}: no such file", path.display());
                Err(Error::new(ErrorKind::Usage, message).hint("--config names a file that must exist"))
            },
            |text| Ok(Some((path.to_path_buf(), text))),
        ),
        None => beside("config.toml"),
    }
}

/// The reader's own table of terminals, where there is one: its path and text.
///
/// # Errors
/// Where it exists and cannot be read.
pub fn terminals() -> Result<Option<(PathBuf, String)>> {
    beside("terminals.toml")
}

fn beside(name: &str) -> Result<Option<(PathBuf, String)>> {
    let Some(path) = path().map(|path| path.with_file_name(name)) else { return Ok(None) };
    Ok(text_of(&path)?.map(|text| (path, text)))
}

fn text_of(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if matches!(error.kind(), Io::NotFound | Io::NotADirectory) => Ok(None),
        Err(error) => Err(Error::new(ErrorKind::Usage, format!("cannot read {}: {error}", path.display()))),
    }
}

/// Something wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mistake {
    /// The line, from 1.
    line: usize,
    /// What is wrong.
    what: String,
    /// What may be meant.
    hint: Option<String>,
}

impl Mistake {
    fn into_error(self, path: &Path) -> Error {
        let error = Error::new(ErrorKind::Usage, format!("{}:{}: {}", path.display(), self.line, self.what));
        match self.hint {
            Some(hint) => error.hint(hint),
            None => error.hint("mend that line, or start with another file: --config FILE"),
        }
    }
}

#[cfg(test)]
mod tests;
