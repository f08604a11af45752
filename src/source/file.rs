//! A file: small ones whole, large ones by positioned reads. Never mapped: a file that shrinks while it
//! is read must not end the program. Pipes and devices, which have no length, are spooled.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::spool::spool;
use super::url::Watch;
use super::{LIMIT, WHOLE, too_large};
use crate::document::{Bytes, Fetched, Origin};
use crate::error::{Error, ErrorKind, Result};

/// Opens the file `name`.
///
/// # Errors
/// What is missing, a folder, unreadable or too large.
pub fn open(name: &str, watch: Watch) -> Result<Fetched> {
    let cannot = |why: &str| Error::new(ErrorKind::Source, format!("cannot open {name}: {why}"));
    if name.is_empty() {
        return Err(Error::new(ErrorKind::Source, "no file is named").hint("qari FILE, or qari welcome"));
    }
    let file = File::open(name).map_err(|e| with_hint(cannot(reason(&e)), name, &e))?;
    let about = file.metadata().map_err(|e| cannot(reason(&e)))?;
    if about.is_dir() {
        return Err(cannot("it is a folder").hint("name one of the files in it"));
    }
    if about.len() >= LIMIT {
        return Err(too_large(name));
    }
    if is_endless(&about, &file) {
        return Err(cannot("it is a device that goes on without end"));
    }
    let bytes: Arc<dyn Bytes> = if about.is_file() && about.len() > WHOLE {
        Arc::new(Stored::new(file, about.len()))
    } else {
        spool(file, watch).map_err(|e| cannot(reason(&e)))?.ok_or_else(|| too_large(name))?
    };
    Ok(Fetched {
        bytes,
        mime: None,
        charset: None,
        origin: Origin::File(name.to_owned()),
        warnings: Vec::new(),
    })
}

/// Whether it is a device that still gives when so much was read of it as is ever read whole. No article
/// comes from a device but what is typed or piped, and `/dev/zero` would take all the memory there is.
#[cfg(unix)]
fn is_endless(about: &std::fs::Metadata, file: &File) -> bool {
    use std::io::{IsTerminal, Read};
    use std::os::unix::fs::FileTypeExt;
    about.file_type().is_char_device()
        && !file.is_terminal()
        && std::io::copy(&mut file.take(WHOLE), &mut std::io::sink()).is_ok_and(|read| read == WHOLE)
}

#[cfg(not(unix))]
fn is_endless(_: &std::fs::Metadata, _: &File) -> bool {
    false
}

/// The operating system's reason in our words.
pub(super) fn reason(error: &io::Error) -> &'static str {
    use io::ErrorKind::*;
    match error.kind() {
        NotFound => "no such file",
        PermissionDenied => "permission denied",
        IsADirectory => "it is a folder",
        NotADirectory => "a part of the path is no folder",
        InvalidInput | InvalidFilename => "no file can have that name",
        Interrupted => "interrupted",
        StorageFull | QuotaExceeded => "the folder for temporary files is full",
        _ => "it cannot be read",
    }
}

fn with_hint(error: Error, name: &str, cause: &io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::NotFound if is_like_a_server(name) => {
            error.hint(format!("a page of the web is named with its scheme: https://{name}"))
        }
        io::ErrorKind::NotFound
            if Path::new(name).parent().is_some_and(|p| p != Path::new("") && !p.exists()) =>
        {
            error.hint("the folder it should be in does not exist")
        }
        io::ErrorKind::NotFound => error.hint("check the name; qari welcome opens the bundled article"),
        io::ErrorKind::PermissionDenied => error.hint("ask its owner for permission to read it"),
        _ => error,
    }
}

/// Whether a name begins as an address does whose scheme was left out.
fn is_like_a_server(name: &str) -> bool {
    let (server, rest) = name.split_once('/').map_or((name, None), |(server, rest)| (server, Some(rest)));
    let dotted = server.contains('.') && !server.starts_with('.') && !server.contains(char::is_whitespace);
    server.starts_with("www.") || dotted && rest.is_some()
}

/// A large file, read where it is looked at.
pub(super) struct Stored {
    #[cfg(unix)]
    file: File,
    #[cfg(not(unix))]
    file: std::sync::Mutex<File>,
    len: u64,
}

impl Stored {
    /// A file of which `len` bytes count.
    pub(super) fn new(file: File, len: u64) -> Self {
        #[cfg(not(unix))]
        let file = std::sync::Mutex::new(file);
        Stored { file, len }
    }
}

impl Bytes for Stored {
    /// The length at opening: offsets hold, whatever happens to the file.
    fn len(&self) -> u64 {
        self.len
    }

    #[cfg(unix)]
    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize> {
        use std::os::unix::fs::FileExt;
        let room = usize::try_from(self.len.saturating_sub(at)).unwrap_or(usize::MAX).min(into.len());
        self.file.read_at(&mut into[..room], at)
    }

    #[cfg(not(unix))]
    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize> {
        use std::io::{Read, Seek, SeekFrom};
        let room = usize::try_from(self.len.saturating_sub(at)).unwrap_or(usize::MAX).min(into.len());
        let mut file = self.file.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        file.read(&mut into[..room])
    }
}
