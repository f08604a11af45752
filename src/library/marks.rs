//! The reader's marks of an article.

use rusqlite::{Connection, Row, params};

use super::Library;
use crate::error::Result;
use crate::record::{Anchor, ArticleId, Mark, MarkKind, Marked, Overview};
use crate::text::span::Span;

impl Library {
    /// The marks of an article, in the order of the text; one that a later qari made and this one does not
    /// know is passed over, and kept.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn marks(&self, article: ArticleId) -> Result<Vec<Mark>> {
        self.run(|connection| of(connection, article))
    }

    /// What the home screen shows: at most `limit` articles and as many marks. `extractor` is the version
    /// that the index should have.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn overview(&self, limit: usize, extractor: &str, now: i64) -> Result<Overview> {
        let articles = self.list(limit)?;
        let (count, quotes) = self.count()?;
        let stale = self.stale(extractor)?.len() as u32;
        let marked = self.run(|connection| {
            let mut statement = connection.prepare(
                "SELECT m.id, m.kind, m.value, m.start, m.end, m.exact, m.before, m.after, m.note, m.made, m.changed,
                     a.id, coalesce(a.title, a.origin)
                 FROM mark m JOIN article a ON a.id = m.article WHERE m.kind IN ('own', 'bookmark')
                 ORDER BY m.changed DESC, m.id DESC LIMIT ?",
            )?;
            let rows = statement.query_map([limit as i64], |row| {
                let (article, title) = (row.get(11)?, row.get(12)?);
                Ok(mark(row)?.map(|mark| Marked { article, title, mark }))
            })?;
            let marked = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(marked.into_iter().flatten().collect())
        })?;
        Ok(Overview { articles, marked, fresh: self.fresh(limit)?, count, quotes, stale, now })
    }

    /// Keeps a mark, new or changed; answers its number. A bookmark takes its letter from an older one.
    ///
    /// # Errors
    /// What keeps the library from being written; nothing is changed then.
    pub fn put_mark(&mut self, article: ArticleId, mark: &Mark) -> Result<i64> {
        let (kind, value) = mark.kind.parts();
        let anchor = &mark.anchor;
        self.write(|connection| {
            if matches!(mark.kind, MarkKind::Bookmark(_)) {
                connection.execute(
                    "DELETE FROM mark WHERE article = ? AND kind = ? AND value = ? AND id IS NOT ?",
                    params![article, kind, value, mark.id],
                )?;
            }
            connection.query_row(
                "INSERT INTO mark (id, article, kind, value, start, end, exact, before, after, note, made, changed)
                 VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                 ON CONFLICT (id) DO UPDATE SET value = ?4, start = ?5, end = ?6, exact = ?7, before = ?8,
                     after = ?9, note = ?10, changed = ?12
                 RETURNING id",
                params![mark.id, article, kind, value, anchor.span.start, anchor.span.end, anchor.exact,
                    anchor.before, anchor.after, mark.note, mark.made, mark.changed],
                |row| row.get(0),
            )
        })
    }

    /// Takes a mark away.
    ///
    /// # Errors
    /// As [`Library::put_mark`].
    pub fn remove_mark(&mut self, id: i64) -> Result<()> {
        self.write(|connection| connection.execute("DELETE FROM mark WHERE id = ?", [id]).map(drop))
    }
}

/// The marks of an article, in the order of the text.
pub(super) fn of(connection: &Connection, article: ArticleId) -> rusqlite::Result<Vec<Mark>> {
    let mut statement = connection.prepare(
        "SELECT id, kind, value, start, end, exact, before, after, note, made, changed FROM mark
         WHERE article = ? ORDER BY start, end, kind, value, made, id",
    )?;
    let marks = statement.query_map([article], mark)?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(marks.into_iter().flatten().collect())
}

fn mark(row: &Row<'_>) -> rusqlite::Result<Option<Mark>> {
    let (kind, value): (String, Option<String>) = (row.get(1)?, row.get(2)?);
    let Some(kind) = MarkKind::of(&kind, &value.unwrap_or_default()) else { return Ok(None) };
    let (start, end): (u32, u32) = (row.get(3)?, row.get(4)?);
    let anchor = Anchor {
        span: Span::new(start, end.max(start)),
        exact: row.get(5)?,
        before: row.get(6)?,
        after: row.get(7)?,
    };
    Ok(Some(Mark {
        id: row.get(0)?,
        kind,
        anchor,
        note: row.get(8)?,
        made: row.get(9)?,
        changed: row.get(10)?,
    }))
}
