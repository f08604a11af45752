//! Standard output. A pipe that its reader closed is no failure: the work is done.

use std::io::{self, Write};

use crate::error::{Error, ErrorKind, Result};

/// Writes `text`; `false` where nobody reads any more.
///
/// # Errors
/// What else stops the writing, a full disk for one.
pub fn write(out: &mut impl Write, text: &str) -> Result<bool> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Error::new(ErrorKind::Output, format!("cannot write: {error}"))),
    }
}
