//! The one error of the rim: what could not be done, and what the reader may do about it.
//!
//! The core does not fail on text; only sources, the command line, the configuration and the
//! terminal do.

use std::{fmt, io};

/// What went wrong, as far as the exit status tells it (CONTRACT: 1 source, 2 usage, 130 interrupted).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// A source could not be read or is no text.
    Source,
    /// The command line or the configuration is wrong.
    Usage,
    /// The terminal or another output failed.
    Output,
    /// The reader wanted no more of it.
    Interrupted,
}

/// A one-line message with, where there is something to do, a hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What kind it is; decides the exit status.
    pub kind: ErrorKind,
    /// One line, without the program's name and without a full stop.
    pub message: String,
    /// One line of advice.
    pub hint: Option<String>,
    /// How the interface says the same in the reader's language.
    pub wording: Option<Wording>,
}

/// Names among the interface's words (`assets/ui`): what could not be done, why, and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// What could not be done; `{}` stands for why.
    pub what: &'static str,
    /// Why.
    pub why: &'static str,
    /// What to do.
    pub hint: Option<&'static str>,
}

impl Error {
    /// An error without a hint.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error { kind, message: message.into(), hint: None, wording: None }
    }

    /// The same error with a hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same error with what the interface calls it.
    pub fn worded(mut self, wording: Wording) -> Self {
        self.wording = Some(wording);
        self
    }

    /// The process's exit status for this error.
    pub fn status(&self) -> u8 {
        match self.kind {
            ErrorKind::Source | ErrorKind::Output => 1,
            ErrorKind::Usage => 2,
            ErrorKind::Interrupted => 130,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// Why a new file could not be written, in our words.
pub fn unwritten(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists => "it is there already".to_owned(),
        io::ErrorKind::StorageFull => "no space is left on the disk".to_owned(),
        _ => error.to_string(),
    }
}

/// A result of the rim.
pub type Result<T> = std::result::Result<T, Error>;
