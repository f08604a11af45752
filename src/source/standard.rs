//! Standard input, read to its end.

use super::spool::spool;
use super::too_large;
use super::url::Watch;
use crate::document::{Fetched, Origin};
use crate::error::{Error, ErrorKind, Result};

/// Reads standard input whole; `watch` is told how much came.
///
/// # Errors
/// A failed read, or more than 4 GiB.
pub fn read(watch: Watch) -> Result<Fetched> {
    let bytes = spool(std::io::stdin().lock(), watch).map_err(|e| {
        Error::new(ErrorKind::Source, format!("cannot read standard input: {}", super::file::reason(&e)))
    })?;
    Ok(Fetched {
        bytes: bytes.ok_or_else(|| too_large("standard input"))?,
        mime: None,
        charset: None,
        origin: Origin::Standard,
        warnings: Vec::new(),
    })
}
