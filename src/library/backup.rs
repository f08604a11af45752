//! Everything in the library as JSON lines, and back: a first line that says what it is, then an article a
//! line with its text, place and marks. The index is not in it, for it is made anew from the texts.
//!
//! What is brought back is added to what is there: an article that the library has keeps its text, and gets
//! the marks that it lacks, and the place where it was read later.

use std::io::{BufRead, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::{Library, articles};
use crate::error::{Error, ErrorKind, Result};

/// The form of the lines; a reader of this program refuses a later one.
const SCHEMA: u32 = 1;

#[derive(Deserialize, Serialize)]
struct Head {
    qari: String,
    schema: u32,
    /// What was looked for, the last one last.
    #[serde(default)]
    typed: Vec<String>,
}

/// An article as a line.
#[derive(Deserialize, Serialize)]
struct Line {
    origin: String,
    title: Option<String>,
    byline: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    format: String,
    language: String,
    length: u32,
    words: u32,
    fetched: i64,
    opened: i64,
    progress: f64,
    finished: bool,
    place: Option<At>,
    text: Option<String>,
    /// What was fetched, deflated, in Base64, where it is not the text itself.
    source: Option<String>,
    mime: Option<String>,
    charset: Option<String>,
    marks: Vec<MarkLine>,
}

#[derive(Deserialize, Serialize)]
struct At {
    start: u32,
    end: u32,
    exact: String,
    before: String,
    after: String,
}

#[derive(Deserialize, Serialize)]
struct MarkLine {
    kind: String,
    value: Option<String>,
    #[serde(flatten)]
    at: At,
    note: Option<String>,
    made: i64,
    changed: i64,
}

impl Library {
    /// Writes everything, article by article in the order of their origins; answers how many.
    ///
    /// # Errors
    /// A library that cannot be read, an output that cannot be written.
    pub fn backup(&self, out: &mut dyn Write) -> Result<usize> {
        let mut put = |value: &dyn erased::Line| {
            value
                .write(out)
                .map_err(|error| Error::new(ErrorKind::Output, format!("cannot write the backup: {error}")))
        };
        put(&Head { qari: "library".to_owned(), schema: SCHEMA, typed: self.typed()? })?;
        let origins: Vec<String> = self.run(|connection| {
            let mut statement = connection.prepare("SELECT origin FROM article ORDER BY origin")?;
            statement.query_map([], |row| row.get(0))?.collect()
        })?;
        let mut count = 0;
        for origin in &origins {
            // Another qari may have removed it since.
            if let Some(line) = self.run(|connection| line(connection, origin))? {
                put(&line)?;
                count += 1;
            }
        }
        Ok(count)
    }

    /// Brings a backup in, with the texts or without; answers how many articles were in it. All of it or nothing.
    ///
    /// # Errors
    /// What is no backup, with its line; a library that cannot be written.
    pub fn bring_back(&mut self, backup: &mut dyn BufRead, texts: bool) -> Result<usize> {
        let (mut lines, mut typed): (Vec<Line>, _) = (Vec::new(), None);
        let wrong_at = |number: usize, why: String| {
            Error::new(ErrorKind::Source, format!("cannot read the backup: line {}: {why}", number + 1))
                .hint("qari library backup writes such files")
        };
        for (number, text) in backup.lines().enumerate() {
            let wrong = |why: String| wrong_at(number, why);
            let text = text.map_err(|error| wrong(error.to_string()))?;
            if number == 0 {
                let head: Head =
                    serde_json::from_str(&text).map_err(|_| wrong("it is no backup of a library".into()))?;
                if head.qari != "library" || head.schema > SCHEMA {
                    return Err(wrong("a newer qari wrote it".into()));
                }
                typed = Some(head.typed);
            } else if !text.trim().is_empty() {
                lines.push(serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?);
            }
        }
        let Some(typed) = typed else { return Err(wrong_at(0, "there is nothing in it".into())) };
        if !texts {
            lines.iter_mut().for_each(|line| (line.text, line.source) = (None, None));
        }
        self.write(|connection| {
            for line in &lines {
                bring_back(connection, line)?;
            }
            for words in &typed {
                connection.execute("INSERT OR IGNORE INTO typed (words) VALUES (?)", [words])?;
            }
            Ok(lines.len())
        })
    }
}

/// Lines of either sort, written alike.
mod erased {
    use std::io::{self, Write};

    pub trait Line {
        fn write(&self, out: &mut dyn Write) -> io::Result<()>;
    }

    impl<T: serde::Serialize> Line for T {
        fn write(&self, out: &mut dyn Write) -> io::Result<()> {
            serde_json::to_writer(&mut *out, self)?;
            out.write_all(b"\n")
        }
    }
}

fn line(connection: &Connection, origin: &str) -> rusqlite::Result<Option<Line>> {
    let found = connection
        .query_row(
            "SELECT id, title, byline, outlet, published, format, language, length, words, fetched, opened,
                 progress, finished, place_start, place_end, place_exact, place_before, place_after,
                 text, source, mime, charset
             FROM article LEFT JOIN content ON content.article = article.id WHERE origin = ?",
            [origin],
            |row| {
                let place = match row.get::<_, Option<u32>>(13)? {
                    Some(_) => Some(at(row, 13)?),
                    None => None,
                };
                let source: Option<Vec<u8>> = row.get(19)?;
                Ok((
                    row.get::<_, i64>(0)?,
                    Line {
                        origin: origin.to_owned(),
                        title: row.get(1)?,
                        byline: row.get(2)?,
                        outlet: row.get(3)?,
                        published: row.get(4)?,
                        format: row.get(5)?,
                        language: row.get(6)?,
                        length: row.get(7)?,
                        words: row.get(8)?,
                        fetched: row.get(9)?,
                        opened: row.get(10)?,
                        progress: row.get(11)?,
                        finished: row.get(12)?,
                        place,
                        text: row.get(18)?,
                        source: source.map(|bytes| STANDARD.encode(bytes)),
                        mime: row.get(20)?,
                        charset: row.get(21)?,
                        marks: Vec::new(),
                    },
                ))
            },
        )
        .optional()?;
    let Some((id, mut line)) = found else { return Ok(None) };
    let mut statement = connection.prepare(
        "SELECT start, end, exact, before, after, kind, value, note, made, changed FROM mark WHERE article = ?
         ORDER BY start, end, kind, value, made",
    )?;
    let marks = statement.query_map([id], |row| {
        let at = at(row, 0)?;
        Ok(MarkLine {
            at,
            kind: row.get(5)?,
            value: row.get(6)?,
            note: row.get(7)?,
            made: row.get(8)?,
            changed: row.get(9)?,
        })
    })?;
    line.marks = marks.collect::<rusqlite::Result<_>>()?;
    Ok(Some(line))
}

fn at(row: &Row<'_>, from: usize) -> rusqlite::Result<At> {
    Ok(At {
        start: row.get(from)?,
        end: row.get(from + 1)?,
        exact: row.get(from + 2)?,
        before: row.get(from + 3)?,
        after: row.get(from + 4)?,
    })
}

fn bring_back(connection: &Connection, line: &Line) -> rusqlite::Result<()> {
    let known = connection
        .query_row("SELECT id, opened FROM article WHERE origin = ?", [&line.origin], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })
        .optional()?;
    let id = match known {
        Some((id, _)) => id,
        None => connection.query_row(
            "INSERT INTO article (origin, title, byline, outlet, published, format, language, length, words, fetched, opened)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            params![line.origin, line.title, line.byline, line.outlet, line.published, line.format, line.language,
                line.length, line.words, line.fetched, line.opened],
            |row| row.get(0),
        )?,
    };
    let has_text: bool =
        connection
            .query_row("SELECT EXISTS (SELECT 1 FROM content WHERE article = ?)", [id], |row| row.get(0))?;
    if let Some(text) = line.text.as_deref().filter(|_| !has_text) {
        let source = line.source.as_deref().and_then(|source| STANDARD.decode(source).ok());
        connection.execute(
            "INSERT INTO content (article, text, source, mime, charset) VALUES (?, ?, ?, ?, ?)",
            params![id, text, source, line.mime, line.charset],
        )?;
        articles::words_of_article(connection, id, line.title.as_deref(), text, &line.language)?;
    }
    if known.is_none_or(|(_, opened)| opened < line.opened) {
        let place = line.place.as_ref();
        connection.execute(
            "UPDATE article SET opened = ?2, progress = ?3, finished = ?4, place_start = ?5, place_end = ?6,
                 place_exact = ?7, place_before = ?8, place_after = ?9 WHERE id = ?1",
            params![
                id,
                line.opened,
                line.progress,
                line.finished,
                place.map(|at| at.start),
                place.map(|at| at.end),
                place.map(|at| &at.exact),
                place.map(|at| &at.before),
                place.map(|at| &at.after)
            ],
        )?;
    }
    for mark in &line.marks {
        connection.execute(
            "INSERT INTO mark (article, kind, value, start, end, exact, before, after, note, made, changed)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 WHERE NOT EXISTS (
                 SELECT 1 FROM mark WHERE article = ?1 AND kind = ?2 AND value IS ?3 AND exact = ?6
                     AND before = ?7 AND after = ?8 AND note IS ?9)",
            params![
                id,
                mark.kind,
                mark.value,
                mark.at.start,
                mark.at.end,
                mark.at.exact,
                mark.at.before,
                mark.at.after,
                mark.note,
                mark.made,
                mark.changed
            ],
        )?;
    }
    Ok(())
}
