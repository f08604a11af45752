//! A library where nothing can be written: on a read-only disk, in a folder of somebody else's, in a backup.
//!
//! To read a file with a write-ahead log SQLite writes beside it. Where it cannot, a file without a log is read as
//! it lies there, for nobody is writing it; one whose log holds what is not in the file yet is read in a copy with
//! its log, for its owner alone, which goes afterwards.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, ffi};
use tempfile::TempDir;

use super::schema::{self, Trouble};
use super::{FILE, Library, explain, read, sqlite};
use crate::error::Result;

/// How often a copy is made of files that change meanwhile.
const ATTEMPTS: usize = 4;

type Opened = std::result::Result<(Connection, i64, Option<TempDir>), Trouble>;

/// Opens the file without writing anything beside it.
pub fn open(path: &Path) -> Opened {
    if fs::metadata(log(path)).is_ok_and(|log| log.len() > 0) {
        return copied(path);
    }
    let address = format!("file:{}?immutable=1", escaped(path));
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let (connection, version) = read(Path::new(&address), flags)?;
    Ok((connection, version, None))
}

/// An older library with the tables of today, in a copy.
///
/// # Errors
/// A file that cannot be read, a disk without room for the copy.
pub fn of_today(path: &Path) -> Result<Library> {
    let older = || -> Opened {
        let (mut connection, _, copy) = copied(path)?;
        schema::migrate(&mut connection)?;
        Ok((connection, schema::VERSION, copy))
    };
    let (connection, _, copy) = older().map_err(|trouble| explain(path, trouble))?;
    Ok(Library { connection, path: path.to_owned(), writable: false, copy })
}

/// Opens a copy of the file and of its log.
fn copied(path: &Path) -> Opened {
    let folder = TempDir::with_prefix("qari-").map_err(|_| sqlite(ffi::SQLITE_CANTOPEN))?;
    let copy = folder.path().join(FILE);
    let state = || [state(path), state(&log(path))];
    for _ in 0..ATTEMPTS {
        let before = state();
        fs::copy(path, &copy).map_err(unread)?;
        if before[1].is_some() {
            fs::copy(log(path), log(&copy)).map_err(unread)?;
        }
        if state() == before {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            owned(&copy).and_then(|()| owned(&log(&copy))).map_err(unread)?;
            let (connection, version) = read(&copy, flags)?;
            return Ok((connection, version, Some(folder)));
        }
    }
    Err(sqlite(ffi::SQLITE_BUSY))
}

/// The copy of a file that its owner may not write can be written.
fn owned(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    if path.exists() {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

/// What tells whether a file was written since.
fn state(path: &Path) -> Option<impl PartialEq + use<>> {
    let data = fs::metadata(path).ok()?;
    Some((data.len(), data.modified().ok()))
}

fn unread(error: std::io::Error) -> Trouble {
    sqlite(match error.kind() {
        std::io::ErrorKind::StorageFull => ffi::SQLITE_FULL,
        std::io::ErrorKind::PermissionDenied => ffi::SQLITE_CANTOPEN,
        _ => ffi::SQLITE_IOERR,
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::tests::{Folder, HARBOUR, MARKET, keep};

    /// The files in a folder, with what they hold.
    fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .map(|path| (path.clone(), fs::read(path).expect("a file")))
            .collect();
        files.sort();
        files
    }

    fn titles(connection: &Connection) -> Vec<String> {
        let mut statement = connection.prepare("SELECT title FROM article ORDER BY id").expect("the table");
        let titles = statement.query_map([], |row| row.get(0)).expect("asked");
        titles.collect::<rusqlite::Result<_>>().expect("titles")
    }

    /// As a program that was killed, or that runs on another machine, leaves it on a disk that is then read only:
    /// the last article is in the log alone.
    #[test]
    fn what_is_in_the_log_alone_is_read_and_nothing_is_written_beside_it() {
        let (folder, disk) = (Folder::new(), Folder::new());
        let mut library = folder.open();
        keep(&mut library, "/market.txt", MARKET, 100);
        drop(library);
        let mut library = folder.open();
        keep(&mut library, "/harbour.txt", HARBOUR, 200);
        fs::create_dir_all(&disk.0).expect("a folder");
        let (from, to) = (folder.0.join(FILE), disk.0.join(FILE));
        fs::copy(&from, &to).expect("copied");
        fs::copy(log(&from), log(&to)).expect("there is a log");
        drop(library);
        let before = files(&disk.0);
        assert_eq!(before.len(), 2);
        let (connection, version, copy) = open(&to).expect("it is read");
        assert_eq!((titles(&connection).len(), version), (2, schema::VERSION));
        let copy = copy.expect("it is a copy");
        let place = copy.path().to_owned();
        drop((connection, copy));
        assert!(!place.exists(), "the copy is gone");
        assert!(files(&disk.0) == before, "nothing is written");
    }

    #[test]
    fn without_a_log_it_is_read_where_it_lies() {
        let folder = Folder::new();
        keep(&mut folder.open(), "/market.txt", MARKET, 100);
        let before = files(&folder.0);
        let (connection, _, copy) = open(&folder.0.join(FILE)).expect("it is read");
        assert!(copy.is_none() && titles(&connection).len() == 1);
        assert!(files(&folder.0) == before, "nothing is written");
    }

    #[test]
    fn an_older_one_is_read_with_the_tables_of_today() {
        let folder = Folder::new();
        let mut library = folder.open();
        keep(&mut library, "/market.txt", MARKET, 100);
        library
            .connection
            .execute_batch("DROP TABLE typed; ALTER TABLE feed DROP COLUMN again; PRAGMA user_version = 2")
            .expect("older");
        drop(library);
        let before = files(&folder.0);
        let library = of_today(&folder.0.join(FILE)).expect("it is read");
        assert!(!library.is_writable());
        assert_eq!(library.typed().expect("the new table"), [""; 0]);
        assert_eq!(library.list(0).expect("listed").len(), 1);
        assert!(files(&folder.0) == before, "nothing is written");
    }
}
