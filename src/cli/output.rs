//! Standard output. A pipe that its reader closed is no failure: the work is done.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use super::Outcome;
use crate::error::{Error, ErrorKind, Result};

/// Standard output, buffered; once its reader has gone, what is written goes nowhere.
pub struct Output {
    out: BufWriter<StdoutLock<'static>>,
    closed: bool,
    terminal: bool,
}

impl Output {
    /// Takes standard output.
    pub fn new() -> Self {
        let out = io::stdout().lock();
        let terminal = out.is_terminal();
        Output { out: BufWriter::with_capacity(64 << 10, out), closed: false, terminal }
    }

    /// Writes `text`; answers whether more is wanted.
    ///
    /// # Errors
    /// What stops the writing, unless it is that nobody reads: a full disk for one.
    pub fn write(&mut self, text: &str) -> Result<bool> {
        let done = self.out.write_all(text.as_bytes());
        self.done(done)
    }

    /// Writes text with words of an article as they stand. A pipe takes it byte for byte; a terminal, which
    /// would obey what stands in it, without controls.
    ///
    /// # Errors
    /// As [`Output::write`].
    pub fn write_foreign(&mut self, text: &str) -> Result<bool> {
        if self.terminal { self.write(&harmless(text)) } else { self.write(text) }
    }

    /// Writes what is still held back; answers whether more is wanted.
    ///
    /// # Errors
    /// As [`Output::write`].
    pub fn flush(&mut self) -> Result<bool> {
        let done = self.out.flush();
        self.done(done)
    }

    fn done(&mut self, done: io::Result<()>) -> Result<bool> {
        match done {
            _ if self.closed => Ok(false),
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(false)
            }
            Err(error) => Err(failed(&error)),
        }
    }
}

/// Bytes as they are, for writers that know no words.
impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.out.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.closed = true,
            done if !self.closed => return done,
            _ => {}
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Text without controls but line feeds and tabs: each is shown as U+FFFD, a carriage return is left out.
fn harmless(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => Some(c),
        '\r' => None,
        _ if c.is_control() => Some(char::REPLACEMENT_CHARACTER),
        _ => Some(c),
    };
    text.chars().filter_map(shown).collect()
}

/// Writes `bytes` to standard output.
///
/// # Errors
/// As [`Output::write`].
pub fn bytes(bytes: &[u8]) -> Result<Outcome> {
    let mut output = Output::new();
    let done = output.out.write_all(bytes);
    output.done(done)?;
    output.flush()?;
    Ok(Outcome::Done)
}

/// The error for an output that fails.
pub fn failed(error: &io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::StorageFull => "no space is left".to_owned(),
        _ => error.to_string(),
    };
    Error::new(ErrorKind::Output, format!("cannot write to standard output: {why}"))
}
