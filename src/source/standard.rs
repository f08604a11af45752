//! Standard input, read to its end.

use std::io::Read;
use std::sync::Arc;

use super::{LIMIT, too_large};
use crate::document::{Fetched, Origin};
use crate::error::{Error, ErrorKind, Result};

/// Reads standard input whole.
///
/// # Errors
/// A failed read, or more than 4 GiB.
pub fn read() -> Result<Fetched> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes).map_err(|e| {
        Error::new(ErrorKind::Source, format!("cannot read standard input: {}", super::file::reason(&e)))
    })?;
    if bytes.len() as u64 >= LIMIT {
        return Err(too_large("standard input"));
    }
    bytes.shrink_to_fit();
    Ok(Fetched {
        bytes: Arc::new(bytes),
        mime: None,
        charset: None,
        origin: Origin::Standard,
        warnings: Vec::new(),
    })
}
