//! The library: every article that was read, with its text, the place, the reader's marks, and an index of
//! all that was said in it. One SQLite file; several qari may use it at once.
//!
//! What is answered as done is done: every call is a transaction of its own, a write-ahead log keeps it
//! whole however the program ends. A file that cannot be used (another program's, a later qari's, damaged)
//! is never written to. Time comes in from outside.

mod articles;
mod backup;
mod feeds;
mod index;
mod marks;
mod schema;
mod search;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::error::{Error, ErrorKind, Result};
pub use articles::{Kept, Remembered, key};
use schema::Trouble;

/// The file's name in the data folder.
pub const FILE: &str = "library.db";

/// How long a write waits for another qari's.
const PATIENCE: Duration = Duration::from_secs(5);

/// The least SQLite that knows what the tables use (`contentless_delete`).
const OLDEST: i32 = 3_043_000;

/// An open library.
pub struct Library {
    connection: Connection,
    path: PathBuf,
}

impl Library {
    /// Opens the library in `folder`, made if it is not there; its tables are brought up to date.
    ///
    /// # Errors
    /// A folder or file that cannot be written, a file that is damaged, newer or no library.
    pub fn open(folder: &Path) -> Result<Library> {
        let path = folder.join(FILE);
        make(folder).map_err(|error| {
            failed(folder, &error.to_string())
                .hint("library = \"off\" in the configuration reads without a library")
        })?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut library = Library::connect(path, flags)?;
        library.prepare().map_err(|trouble| library.explained(trouble))?;
        Ok(library)
    }

    /// Opens the library in `folder` to read only; `None` where there is none.
    ///
    /// # Errors
    /// A file that cannot be read, is damaged, newer or no library.
    pub fn open_to_read(folder: &Path) -> Result<Option<Library>> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Ok(None);
        }
        let library = Library::connect(
            path.clone(),
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        let version = match schema::version(&library.connection) {
            // In a folder that cannot be written the log's index cannot be made either: without a log nothing
            // is being written, and the file can be read as it lies there.
            Err(Trouble::Sqlite(error))
                if code(&error) == Some(ErrorCode::CannotOpen) && !log(&path).exists() =>
            {
                let address = format!("file:{}?immutable=1", escaped(&path));
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
                    | OpenFlags::SQLITE_OPEN_URI
                    | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let library = Library {
                    connection: connection(Path::new(&address), flags)
                        .map_err(|error| library.explained(error.into()))?,
                    path,
                };
                let version =
                    schema::version(&library.connection).map_err(|trouble| library.explained(trouble))?;
                return library.of_today(version).map(Some);
            }
            other => other.map_err(|trouble| library.explained(trouble))?,
        };
        library.of_today(version).map(Some)
    }

    /// An older library is brought up to date by whoever may write.
    fn of_today(self, version: i64) -> Result<Library> {
        if version == schema::VERSION {
            return Ok(self);
        }
        let folder = self.path.parent().map(Path::to_path_buf).unwrap_or_default();
        drop(self);
        Library::open(&folder)
    }

    fn connect(path: PathBuf, flags: OpenFlags) -> Result<Library> {
        if rusqlite::version_number() < OLDEST {
            let message = format!("the library needs SQLite 3.43, and this is {}", rusqlite::version());
            return Err(Error::new(ErrorKind::Output, message)
                .hint("build qari with its default features, or set library = \"off\""));
        }
        match connection(&path, flags) {
            Ok(connection) => Ok(Library { connection, path }),
            Err(error) => Err(explain(&path, Trouble::Sqlite(error))),
        }
    }

    /// Looks before anything is written, then brings the tables up to date.
    fn prepare(&mut self) -> std::result::Result<(), Trouble> {
        schema::version(&self.connection)?;
        self.connection.pragma_update(None, "journal_mode", "wal")?;
        schema::migrate(&mut self.connection)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is wrong with the file, one line each; none: all is well.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn check(&self) -> Result<Vec<String>> {
        self.run(|connection| {
            let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
            let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
            let mut wrong: Vec<String> = lines.collect::<rusqlite::Result<_>>()?;
            wrong.retain(|line| line != "ok");
            Ok(wrong)
        })
    }

    fn run<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        work(&self.connection).map_err(|error| self.explained(error.into()))
    }

    /// Runs `work` as one transaction that takes the right to write at its beginning.
    fn write<T>(&mut self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let behavior = rusqlite::TransactionBehavior::Immediate;
        let done = self.connection.transaction_with_behavior(behavior).and_then(|transaction| {
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        });
        done.map_err(|error| explain(&self.path, error.into()))
    }

    fn explained(&self, trouble: Trouble) -> Error {
        explain(&self.path, trouble)
    }
}

/// The folder, for its owner alone where it is new: what one reads is nobody else's business.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

fn connection(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is confirmed has reached the disk, also when the power fails.
    connection.pragma_update(None, "synchronous", "full")?;
    Ok(connection)
}

/// The write-ahead log beside a database.
fn log(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// A path in a `file:` address.
fn escaped(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

fn code(error: &rusqlite::Error) -> Option<ErrorCode> {
    error.sqlite_error_code()
}

fn failed(path: &Path, why: &str) -> Error {
    Error::new(ErrorKind::Output, format!("cannot use the library {}: {why}", path.display()))
}

/// The error in a reader's words, with what to do.
fn explain(path: &Path, trouble: Trouble) -> Error {
    let aside = "move it away and qari begins a new one; a backup comes back with qari library import FILE";
    let error = match trouble {
        Trouble::Foreign => {
            return failed(path, "it is no library of qari").hint("move it away and qari begins one");
        }
        Trouble::Newer => {
            return failed(path, "a newer qari made it").hint("install that qari, or read with --private");
        }
        Trouble::Sqlite(error) => error,
    };
    match code(&error) {
        Some(ErrorCode::NotADatabase) => failed(path, "it is damaged, or no library").hint(aside),
        Some(ErrorCode::DatabaseCorrupt) => failed(path, "it is damaged").hint(aside),
        Some(ErrorCode::DiskFull) => failed(path, "no space is left on the disk")
            .hint("nothing that was kept is lost; make room, or read with --private"),
        Some(ErrorCode::ReadOnly) => failed(path, "it cannot be written")
            .hint("give yourself the right to write there, or read with --private"),
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => failed(path, "it cannot be opened")
            .hint("look who may read and write the file and its folder, or read with --private"),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            failed(path, "another program holds it").hint("try again when that is done")
        }
        Some(ErrorCode::SystemIoFailure) => {
            failed(path, "the disk cannot be read or written").hint("is it full, or gone?")
        }
        _ => failed(path, &error.to_string()),
    }
}

#[cfg(test)]
mod tests;
