//! What has no length of its own, a pipe or a device: small ones whole, what is longer by way of a
//! temporary file without a name, so that memory does not grow with it.

use std::fs::File;
use std::io::{self, Read, Write};
use std::sync::Arc;

use super::file::Stored;
use super::url::{Progress, Watch};
use super::{LIMIT, WHOLE};
use crate::document::Bytes;

/// How much is moved to the file at a time.
const PIECE: usize = 256 << 10;

/// Reads to the end; `None` where that is past [`LIMIT`]. `watch` is told how much came, and may end it.
///
/// # Errors
/// A failed read, or a temporary file that cannot be made or filled.
pub(super) fn spool(mut from: impl Read, watch: Watch) -> io::Result<Option<Arc<dyn Bytes>>> {
    let mut head = Vec::new();
    let mut file: Option<File> = None;
    let mut len = 0;
    let mut piece = vec![0; PIECE];
    loop {
        let n = match from.read(&mut piece) {
            Ok(n) => n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if n == 0 {
            break;
        }
        len += n as u64;
        if len >= LIMIT {
            return Ok(None);
        }
        match &mut file {
            Some(file) => file.write_all(&piece[..n])?,
            None => head.extend_from_slice(&piece[..n]),
        }
        if file.is_none() && len > WHOLE {
            let mut long = tempfile::tempfile()?;
            long.write_all(&std::mem::take(&mut head))?;
            file = Some(long);
        }
        if watch(Progress { received: len, total: None }).is_break() {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
    head.shrink_to_fit();
    Ok(Some(match file {
        Some(file) => Arc::new(Stored::new(file, len)),
        None => Arc::new(head),
    }))
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;

    fn spooled(bytes: &[u8]) -> Arc<dyn Bytes> {
        spool(bytes, &mut |_| ControlFlow::Continue(())).expect("it is read").expect("it is short")
    }

    #[test]
    fn what_is_long_does_not_stay_in_memory() {
        let long: Vec<u8> = (0..WHOLE as usize + 3 * PIECE + 7).map(|n| (n / 3) as u8).collect();
        let bytes = spooled(&long);
        assert!(bytes.in_memory().is_none());
        assert_eq!(bytes.len(), long.len() as u64);
        let at = WHOLE as usize - 5;
        let mut some = [0; 64];
        let n = bytes.read_at(at as u64, &mut some).expect("it can be read");
        assert_eq!(some[..n], long[at..at + n]);
        assert!(spooled(&long[..WHOLE as usize]).in_memory().is_some());
    }

    #[test]
    fn what_never_ends_is_ended_by_who_watches() {
        let mut told = 0;
        let ended = spool(io::repeat(b'y'), &mut |progress| {
            told = progress.received;
            if told > WHOLE + (PIECE as u64) * 4 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(ended.is_err_and(|error| error.kind() == io::ErrorKind::Interrupted));
        assert!(told > WHOLE);
    }
}
