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
mod readonly;
mod schema;
mod search;
mod typed;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};
use tempfile::TempDir;

use crate::error::{Error, ErrorKind, Result, Wording};
pub use articles::{Kept, LARGEST, Remembered, key};
use schema::Trouble;

/// The file's name in the data folder.
pub const FILE: &str = "library.db";

/// How long a write waits for another qari's.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a file that several qari make at once is left alone between two attempts.
const PAUSE: Duration = Duration::from_millis(5);

/// The least SQLite that knows what the tables use (`contentless_delete`).
const OLDEST: i32 = 3_043_000;

/// An open library.
pub struct Library {
    connection: Connection,
    path: PathBuf,
    writable: bool,
    /// The folder of the copy that is read in its place; it goes with it.
    #[expect(dead_code, reason = "held for what happens when it is dropped")]
    copy: Option<TempDir>,
}

impl Library {
    /// Opens the library in `folder`, made if it is not there; its tables are brought up to date.
    ///
    /// # Errors
    /// A folder or file that cannot be written, a file that is damaged, newer or no library.
    pub fn open(folder: &Path) -> Result<Library> {
        let path = folder.join(FILE);
        make(folder).map_err(|error| {
            let why = match error.kind() {
                std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                    return explain(folder, sqlite(ffi::SQLITE_READONLY));
                }
                std::io::ErrorKind::StorageFull => return explain(folder, sqlite(ffi::SQLITE_FULL)),
                _ => error.to_string(),
            };
            failed(folder, &why).hint("library = \"off\" in the configuration reads without a library")
        })?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        of_use()?;
        let connection = connection(&path, flags).map_err(|error| explain(&path, error.into()))?;
        let mut library = Library { connection, path, writable: true, copy: None };
        library.prepare().map_err(|trouble| match trouble {
            // What SQLite cannot open is what it wants to write beside a file that can be read.
            Trouble::Sqlite(error)
                if code(&error) == Some(ErrorCode::CannotOpen) && fs::File::open(&library.path).is_ok() =>
            {
                library.explained(sqlite(ffi::SQLITE_READONLY))
            }
            trouble => library.explained(trouble),
        })?;
        Ok(library)
    }

    /// Opens the library in `folder` to read only; `None` where there is none.
    ///
    /// # Errors
    /// A file that cannot be read, is damaged, newer or no library.
    pub fn open_to_read(folder: &Path) -> Result<Option<Library>> {
        let path = folder.join(FILE);
        match path.try_exists() {
            // SQLite would tell a folder of that name from a disk that cannot be read by nothing.
            Ok(true) if path.is_dir() => return Err(explain(&path, sqlite(ffi::SQLITE_CANTOPEN))),
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(_) => return Err(explain(&path, sqlite(ffi::SQLITE_CANTOPEN))),
        }
        of_use()?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = read(&path, flags).map(|(connection, version)| (connection, version, None));
        let opened = match opened {
            Err(Trouble::Sqlite(error)) if is_readonly(&error) => readonly::open(&path),
            opened => opened,
        };
        let (connection, version, copy) = opened.map_err(|trouble| explain(&path, trouble))?;
        let library = Library { connection, path, writable: false, copy };
        if version == schema::VERSION {
            return Ok(Some(library));
        }
        drop(library);
        // An older library is brought up to date by whoever may write, else in a copy.
        match Library::open(folder) {
            Ok(library) => Ok(Some(library)),
            Err(error) => readonly::of_today(&folder.join(FILE)).map(Some).map_err(|_| error),
        }
    }

    /// Whether anything can be kept in it.
    pub fn is_writable(&self) -> bool {
        self.writable
    }

    /// Looks before anything is written, then brings the tables up to date.
    fn prepare(&mut self) -> std::result::Result<(), Trouble> {
        schema::version(&self.connection)?;
        // SQLite does not wait for those who make the same file at the same moment: it tells them from a deadlock
        // by nothing.
        let end = Instant::now() + PATIENCE;
        while let Err(error) = self.connection.pragma_update(None, "journal_mode", "wal") {
            let is_busy = matches!(code(&error), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked));
            if !is_busy || Instant::now() >= end {
                return Err(error.into());
            }
            std::thread::sleep(PAUSE);
        }
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

/// A connection, and how old the tables are.
fn read(path: &Path, flags: OpenFlags) -> std::result::Result<(Connection, i64), Trouble> {
    let connection = connection(path, flags)?;
    let version = schema::version(&connection)?;
    Ok((connection, version))
}

/// # Errors
/// An SQLite that is too old for our tables.
fn of_use() -> Result<()> {
    if rusqlite::version_number() >= OLDEST {
        return Ok(());
    }
    let message = format!("the library needs SQLite 3.43, and this is {}", rusqlite::version());
    Err(Error::new(ErrorKind::Output, message)
        .hint("build qari with its default features, or set library = \"off\""))
}

fn code(error: &rusqlite::Error) -> Option<ErrorCode> {
    error.sqlite_error_code()
}

/// Whether what failed is what SQLite wants to write beside a file that it reads.
fn is_readonly(error: &rusqlite::Error) -> bool {
    matches!(
        code(error),
        Some(
            ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::SystemIoFailure
        )
    )
}

/// What SQLite says in such a case.
fn sqlite(code: std::ffi::c_int) -> Trouble {
    Trouble::Sqlite(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None))
}

fn failed(path: &Path, why: &str) -> Error {
    Error::new(ErrorKind::Output, format!("cannot use the library {}: {why}", path.display()))
}

/// The error in a reader's words, with what to do; the interface has the same words under the names.
fn explain(path: &Path, trouble: Trouble) -> Error {
    const ASIDE: (&str, &str) = (
        "library.move",
        "move it away and qari begins a new one; a backup comes back with qari library import FILE",
    );
    const RIGHT: (&str, &str) =
        ("library.right", "give yourself the right to write there, or read with --private");
    let (name, why, (hint_name, hint)) = match &trouble {
        Trouble::Foreign => (
            "library.foreign",
            "it is no library of qari",
            ("library.begin", "move it away and qari begins one"),
        ),
        Trouble::Newer => (
            "library.newer",
            "a newer qari made it",
            ("library.install", "install that qari, or read with --private"),
        ),
        Trouble::Sqlite(error) => match code(error) {
            Some(ErrorCode::NotADatabase) => ("library.no_library", "it is damaged, or no library", ASIDE),
            Some(ErrorCode::DatabaseCorrupt) => ("library.damaged", "it is damaged", ASIDE),
            Some(ErrorCode::DiskFull) => (
                "library.full",
                "no space is left on the disk",
                ("library.room", "nothing that was kept is lost; make room, or read with --private"),
            ),
            Some(ErrorCode::ReadOnly) => ("library.read_only", "it cannot be written", RIGHT),
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => (
                "library.closed",
                "it cannot be opened",
                (
                    "library.rights",
                    "look who may read and write the file and its folder, or read with --private",
                ),
            ),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                ("library.busy", "another program holds it", ("library.later", "try again when that is done"))
            }
            Some(ErrorCode::SystemIoFailure) => (
                "library.disk",
                "the disk cannot be read or written",
                ("library.gone", "is it full, or gone?"),
            ),
            _ => return failed(path, &error.to_string()),
        },
    };
    let wording = Wording { what: "library.cannot", why: name, hint: Some(hint_name) };
    failed(path, why).hint(hint).worded(wording)
}

#[cfg(test)]
mod tests;
