//! Feeds that are followed: how to ask for each politely, and which of their entries were not read yet.

use rusqlite::{OptionalExtension, params};

use super::Library;
use crate::error::Result;
use crate::record::{Feed, Fresh, Listed, page};

/// How many entries of one feed are kept.
const KEPT: i64 = 500;

impl Library {
    /// What is known of the feed that is followed by that address.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn feed(&self, address: &str) -> Result<Option<Feed>> {
        self.run(|connection| {
            connection
                .query_row(
                    "SELECT address, place, title, etag, modified, again FROM feed WHERE address = ?",
                    [address],
                    |row| {
                        Ok(Feed {
                            address: row.get(0)?,
                            place: row.get(1)?,
                            title: row.get(2)?,
                            etag: row.get(3)?,
                            modified: row.get(4)?,
                            again: row.get(5)?,
                        })
                    },
                )
                .optional()
        })
    }

    /// Takes note of a feed and its entries, which may be known already; answers how many were not.
    ///
    /// # Errors
    /// What keeps the library from being written; nothing is changed then.
    pub fn put_feed(&mut self, feed: &Feed, entries: &[Listed], now: i64) -> Result<usize> {
        self.write(|connection| {
            let id: i64 = connection.query_row(
                "INSERT INTO feed (address, place, title, etag, modified, again, fetched)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (address) DO UPDATE
                     SET place = ?2, title = ?3, etag = ?4, modified = ?5, again = ?6, fetched = ?7
                 RETURNING id",
                params![feed.address, feed.place, feed.title, feed.etag, feed.modified, feed.again, now],
                |row| row.get(0),
            )?;
            let count = |connection: &rusqlite::Connection| -> rusqlite::Result<i64> {
                connection.query_row("SELECT count(*) FROM entry WHERE feed = ?", [id], |row| row.get(0))
            };
            let before = count(connection)?;
            let mut statement = connection.prepare(
                "INSERT INTO entry (feed, address, title, day, source, page) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (feed, address) DO UPDATE SET title = ?3, day = ?4, source = ?5, page = ?6",
            )?;
            // A feed begins with its newest entry: the last is numbered first.
            for entry in entries.iter().rev() {
                statement.execute(params![
                    id,
                    entry.address,
                    entry.title,
                    entry.day,
                    entry.source,
                    entry.page
                ])?;
            }
            let new = count(connection)? - before;
            connection.execute(
                "DELETE FROM entry WHERE feed = ?1 AND id NOT IN
                     (SELECT id FROM entry WHERE feed = ?1 ORDER BY id DESC LIMIT ?2)",
                params![id, KEPT],
            )?;
            Ok(usize::try_from(new).unwrap_or_default())
        })
    }

    /// Forgets the feeds that are followed no more.
    ///
    /// # Errors
    /// As [`Library::put_feed`].
    pub fn follow_only(&mut self, addresses: &[String]) -> Result<()> {
        let list = serde_json::to_string(addresses).unwrap_or_default();
        self.write(|connection| {
            let gone = "DELETE FROM feed WHERE address NOT IN (SELECT value FROM json_each(?))";
            connection.execute(gone, [list]).map(drop)
        })
    }

    /// The entries that were not read yet, the newest first.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn fresh(&self, limit: usize) -> Result<Vec<Fresh>> {
        self.run(|connection| {
            let mut statement = connection.prepare(
                "SELECT e.id, f.address, e.address, e.title, e.day, coalesce(e.source, f.title), e.page IS NOT NULL
                 FROM entry e JOIN feed f ON f.id = e.feed
                 WHERE NOT e.read AND NOT EXISTS
                     (SELECT 1 FROM article a WHERE a.origin = e.address AND a.opened > 0)
                 ORDER BY coalesce(e.day, ''), e.id",
            )?;
            let rows = statement.query_map([], |row| {
                Ok(Fresh {
                    id: row.get(0)?,
                    feed: row.get(1)?,
                    address: row.get(2)?,
                    title: row.get(3)?,
                    day: row.get(4)?,
                    source: row.get(5)?,
                    carried: row.get(6)?,
                })
            })?;
            let mut fresh = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            fresh.reverse();
            fresh.truncate(limit);
            Ok(fresh)
        })
    }

    /// The address and the article of an entry whose feed carries it.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn carried(&self, entry: i64) -> Result<Option<(String, String)>> {
        self.run(|connection| {
            let page = "SELECT address, page FROM entry WHERE id = ? AND page IS NOT NULL";
            connection.query_row(page, [entry], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })
    }

    /// Takes note of when a feed's server wants to be asked again; of a feed that is not known yet, too.
    ///
    /// # Errors
    /// As [`Library::put_feed`].
    pub fn ask_again(&mut self, feed: &Feed) -> Result<()> {
        self.write(|connection| {
            connection
                .execute(
                    "INSERT INTO feed (address, place, again, fetched) VALUES (?1, ?2, ?3, 0)
                     ON CONFLICT (address) DO UPDATE SET again = ?3",
                    params![feed.address, feed.place, feed.again],
                )
                .map(drop)
        })
    }

    /// Takes note that an entry was read, in whatever feed its page stands.
    ///
    /// # Errors
    /// As [`Library::put_feed`].
    pub fn entry_read(&mut self, entry: i64) -> Result<()> {
        self.write(|connection| {
            let address: Option<String> = connection
                .query_row("SELECT address FROM entry WHERE id = ?", [entry], |row| row.get(0))
                .optional()?;
            let read = address.as_deref().map(page);
            let mut statement = connection.prepare("SELECT id, address FROM entry WHERE NOT read")?;
            let unread =
                statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
            for one in unread.collect::<rusqlite::Result<Vec<_>>>()? {
                if one.0 == entry || read.as_ref().is_some_and(|read| *read == page(&one.1)) {
                    connection.execute("UPDATE entry SET read = 1, page = NULL WHERE id = ?", [one.0])?;
                }
            }
            Ok(())
        })
    }
}
