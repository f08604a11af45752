//! The tables, and how a library of any earlier version becomes one of this version.
//!
//! `user_version` counts the steps that were taken; a step is never changed once it has been released.
//! What can be made anew from the texts (the two full-text tables and `highlight`) is an index: it carries
//! the version of the extractor that made it, and is never shown as truth.

use rusqlite::{Connection, TransactionBehavior};

/// Tells a library of qari from any other SQLite file: "qari" in ASCII.
pub const APPLICATION: i32 = 0x7161_7269;

/// The version of the tables that this program writes.
pub const VERSION: i64 = STEPS.len() as i64;

/// The steps, the first from nothing.
static STEPS: &[&str] = &[
    // 1: articles with their texts, places and marks; the index.
    "
    CREATE TABLE article (
        id INTEGER PRIMARY KEY,
        origin TEXT NOT NULL UNIQUE,
        title TEXT, byline TEXT, outlet TEXT, published TEXT,
        format TEXT NOT NULL,
        language TEXT NOT NULL,
        length INTEGER NOT NULL,
        words INTEGER NOT NULL,
        fetched INTEGER NOT NULL,
        opened INTEGER NOT NULL,
        place_start INTEGER, place_end INTEGER, place_exact TEXT, place_before TEXT, place_after TEXT,
        progress REAL NOT NULL DEFAULT 0,
        finished INTEGER NOT NULL DEFAULT 0,
        extractor TEXT,
        quotes INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX article_opened ON article (opened);
    -- The text that spans count in; `source` is what was fetched, deflated, where that is another.
    CREATE TABLE content (
        article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        text TEXT NOT NULL,
        source BLOB, mime TEXT, charset TEXT
    );
    CREATE TABLE mark (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        kind TEXT NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL,
        exact TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
        color TEXT, note TEXT, value TEXT,
        made INTEGER NOT NULL, changed INTEGER NOT NULL
    );
    CREATE INDEX mark_article ON mark (article);
    CREATE TABLE highlight (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        kind TEXT NOT NULL, form TEXT, stance TEXT, speaker TEXT,
        start INTEGER NOT NULL, end INTEGER NOT NULL
    );
    CREATE INDEX highlight_article ON highlight (article);
    CREATE VIRTUAL TABLE article_words USING fts5 (title, words, stems,
        content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
    CREATE VIRTUAL TABLE highlight_words USING fts5 (words, stems, speaker,
        content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
    ",
    // 2: feeds that are followed, and their entries; `page` is an entry's article, where the feed carries it.
    "
    CREATE TABLE feed (
        id INTEGER PRIMARY KEY,
        address TEXT NOT NULL UNIQUE,
        place TEXT NOT NULL,
        title TEXT, etag TEXT, modified TEXT,
        fetched INTEGER NOT NULL
    );
    CREATE TABLE entry (
        id INTEGER PRIMARY KEY,
        feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
        address TEXT NOT NULL,
        title TEXT NOT NULL,
        day TEXT, source TEXT, page TEXT,
        read INTEGER NOT NULL DEFAULT 0,
        UNIQUE (feed, address)
    );
    ",
    // 3: what was looked for.
    "
    CREATE TABLE typed (id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE);
    ",
    // 4: servers may say when they want to be asked again.
    "
    ALTER TABLE feed ADD COLUMN again INTEGER;
    ",
];

/// What keeps a file from being used.
#[derive(Debug)]
pub enum Trouble {
    /// It is another program's.
    Foreign,
    /// A later qari made it.
    Newer,
    /// What SQLite says.
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Trouble::Sqlite(error)
    }
}

/// Whose file that is and how old its tables are. Writes nothing.
pub fn version(connection: &Connection) -> Result<i64, Trouble> {
    // One state of the file: another program may be making it.
    let _state = connection.is_autocommit().then(|| connection.unchecked_transaction()).transpose()?;
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != i64::from(APPLICATION) && (tables > 0 || application != 0 || version != 0) {
        return Err(Trouble::Foreign);
    }
    if version > VERSION { Err(Trouble::Newer) } else { Ok(version) }
}

/// Takes the steps that are missing, all of them or none.
pub fn migrate(connection: &mut Connection) -> Result<(), Trouble> {
    if version(connection)? == VERSION {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another qari may have been quicker.
    let from = version(&transaction)?;
    for step in &STEPS[from as usize..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each version adds to what a library holds, so that every step is tried on data and not on emptiness.
    static SAMPLES: &[&str] = &[ARTICLE, FEED, "INSERT INTO typed (words) VALUES ('كتاب');", AGAIN];

    const ARTICLE: &str = "
        INSERT INTO article (id, origin, title, format, language, length, words, fetched, opened)
            VALUES (1, '/a.txt', 'a', 'text', 'ar', 4, 1, 10, 20);
        INSERT INTO content (article, text) VALUES (1, 'كتاب');
        INSERT INTO mark (article, kind, start, end, exact, before, after, made, changed)
            VALUES (1, 'bookmark', 0, 8, 'كتاب', '', '', 5, 5);
        ";

    const FEED: &str = "
        INSERT INTO feed (id, address, place, fetched) VALUES (1, 'https://a/', 'https://a/feed', 5);
        INSERT INTO entry (feed, address, title) VALUES (1, 'https://a/1', 'كتاب');
        ";

    const AGAIN: &str = "UPDATE feed SET again = 60;";

    #[test]
    fn every_version_becomes_the_newest_and_keeps_what_it_holds() {
        assert_eq!(SAMPLES.len(), STEPS.len(), "a new step wants a sample of its version");
        for start in 0..=STEPS.len() {
            let mut connection = Connection::open_in_memory().expect("memory");
            for step in &STEPS[..start] {
                connection.execute_batch(step).expect("a step of its time");
            }
            for sample in &SAMPLES[..start] {
                connection.execute_batch(sample).expect("a sample");
            }
            if start > 0 {
                connection.pragma_update(None, "application_id", APPLICATION).expect("ours");
                connection.pragma_update(None, "user_version", start as i64).expect("its version");
            }
            migrate(&mut connection).unwrap_or_else(|why| panic!("from {start}: {why:?}"));
            assert_eq!(version(&connection).expect("ours"), VERSION);
            let kept: i64 = connection
                .query_row("SELECT count(*) FROM article a JOIN content c ON a.id = c.article JOIN mark m ON a.id = m.article", [], |row| row.get(0))
                .expect("the tables of today");
            assert_eq!(kept, i64::from(start > 0), "from {start}");
        }
    }

    #[test]
    fn what_is_not_ours_or_newer_is_left_alone() {
        let mut connection = Connection::open_in_memory().expect("memory");
        connection.execute_batch("CREATE TABLE theirs (x)").expect("a table");
        assert!(matches!(migrate(&mut connection), Err(Trouble::Foreign)));
        let mut connection = Connection::open_in_memory().expect("memory");
        migrate(&mut connection).expect("new");
        connection.pragma_update(None, "user_version", VERSION + 1).expect("newer");
        assert!(matches!(migrate(&mut connection), Err(Trouble::Newer)));
    }
}
