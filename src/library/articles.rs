//! Articles: remembered, found again, listed, removed; their texts and places.

use std::hash::Hasher;
use std::io::{Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Library, words};
use crate::document::{Document, Fetched, Origin};
use crate::error::Result;
use crate::lexicon;
use crate::record::{Anchor, ArticleId, Findings, Place, Summary};
use crate::text::fold::fold;
use crate::text::language::LanguageId;
use crate::text::segment;
use crate::text::span::Span;

/// Texts up to this size are kept; of larger ones (books that stay where they are) only the place is.
pub const LARGEST: u64 = 4 << 20;

/// A source is never unpacked to more than this.
const UNPACKED: u64 = 64 << 20;

/// What is to be kept of an article.
pub struct Kept<'a> {
    /// Its key, from [`key`].
    pub origin: &'a str,
    /// What was fetched.
    pub fetched: &'a Fetched,
    /// What it became.
    pub document: &'a Document,
    /// Whether its text is kept too, and not the place alone.
    pub text: bool,
}

/// What the library knew of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Remembered {
    /// Its number.
    pub id: ArticleId,
    /// Where it was left.
    pub place: Option<Place>,
    /// Whether its index was made by that version from this very text.
    pub indexed: bool,
}

/// The name under which an article is kept: a file's full path, an address, for piped text a hash of it.
/// `None`: it is not kept (the bundled article).
pub fn key(origin: &Origin, document: &Document) -> Option<String> {
    match origin {
        Origin::Url(address) => Some(address.clone()),
        Origin::File(name) => Some(one_path(name)?.to_str()?.to_owned()),
        Origin::Standard => {
            let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
            hasher.write(document.text.in_memory()?.as_bytes());
            Some(format!("stdin:{:016x}", hasher.finish()))
        }
        Origin::Bundled(_) => None,
    }
}

/// The file's one path; of one that is gone, its folder's with its name: what was kept of it is found by that.
fn one_path(name: &str) -> Option<std::path::PathBuf> {
    std::fs::canonicalize(name).ok().or_else(|| {
        let path = std::path::absolute(name).ok()?;
        let folder = path.parent().and_then(|folder| std::fs::canonicalize(folder).ok());
        Some(folder.map_or_else(|| path.clone(), |folder| folder.join(path.file_name().unwrap_or_default())))
    })
}

/// FNV-1a, 64 bits: the same on every machine and in every version.
struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

const SUMMARY: &str = "id, origin, title, byline, outlet, published, language, words, fetched, opened, progress, finished, quotes, EXISTS (SELECT 1 FROM content WHERE content.article = article.id)";

fn summary(row: &Row<'_>) -> rusqlite::Result<Summary> {
    Ok(Summary {
        id: row.get(0)?,
        origin: row.get(1)?,
        title: row.get(2)?,
        byline: row.get(3)?,
        outlet: row.get(4)?,
        published: row.get(5)?,
        language: row.get(6)?,
        words: row.get(7)?,
        fetched: row.get(8)?,
        opened: row.get(9)?,
        progress: row.get(10)?,
        finished: row.get(11)?,
        quotes: row.get(12)?,
        stored: row.get(13)?,
    })
}

impl Library {
    /// Keeps an article, new or in a new state, and answers what was known of it. `now`: seconds since
    /// 1970; `extractor`: the version that the index must have.
    ///
    /// # Errors
    /// What keeps the library from being written; nothing is changed then.
    pub fn remember(&mut self, kept: &Kept<'_>, now: i64, extractor: &str) -> Result<Remembered> {
        self.remember_with(kept, None, now, extractor)
    }

    /// Keeps an article together with what was found in it: both or nothing.
    ///
    /// # Errors
    /// As [`Library::remember`].
    pub fn remember_with(
        &mut self,
        kept: &Kept<'_>,
        findings: Option<&Findings>,
        now: i64,
        extractor: &str,
    ) -> Result<Remembered> {
        let text = kept.document.text.in_memory().filter(|text| kept.text && text.len() as u64 <= LARGEST);
        let source = text.and_then(|text| packed(kept.fetched, text));
        self.write(|connection| {
            let known = connection
                .query_row(
                    "SELECT id, extractor, (SELECT text FROM content WHERE article = id) FROM article WHERE origin = ?",
                    [kept.origin],
                    |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, Option<String>>(2)?)),
                )
                .optional()?;
            let same = matches!((&known, text), (Some((_, _, Some(old))), Some(new)) if **new == **old);
            let meta = &kept.document.meta;
            let language = match kept.document.language {
                LanguageId::UNKNOWN => "",
                known => lexicon::code(known),
            };
            let count = text.map_or(0, |text| segment::words(text).count() as u32);
            let id = connection.query_row(
                // What the text itself tells of where and when is found with the highlights, and stays with it.
                "INSERT INTO article (origin, title, byline, outlet, published, format, language, length, words, fetched, opened)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)
                 ON CONFLICT (origin) DO UPDATE SET title = ?2, byline = ?3,
                     outlet = coalesce(?4, CASE WHEN ?11 THEN outlet END),
                     published = coalesce(?5, CASE WHEN ?11 THEN published END), format = ?6, language = ?7, length = ?8, words = ?9, opened = ?10
                 RETURNING id",
                params![kept.origin, meta.title, meta.byline, meta.site, meta.published, meta.format, language,
                    kept.document.text.len(), count, now, same || text.is_none()],
                |row| row.get::<_, ArticleId>(0),
            )?;
            if let Some(text) = text.filter(|_| !same) {
                store(connection, id, text, source.as_deref(), kept, language)?;
            }
            let place = place(connection, id)?;
            let version = known.and_then(|(_, version, _)| version);
            let mut indexed = same && version.as_deref() == Some(extractor);
            if let (Some(text), Some(findings), false) = (text, findings, indexed) {
                super::index::put(connection, id, text, kept.document.language, findings, extractor)?;
                indexed = true;
            }
            Ok(Remembered { id, place, indexed })
        })
    }

    /// Remembers how far an article was read.
    ///
    /// # Errors
    /// As [`Library::remember`].
    pub fn set_place(&mut self, id: ArticleId, place: &Place) -> Result<()> {
        let anchor = &place.anchor;
        self.write(|connection| {
            connection.execute(
                "UPDATE article SET place_start = ?2, place_end = ?3, place_exact = ?4, place_before = ?5,
                     place_after = ?6, progress = ?7, finished = finished OR ?8 WHERE id = ?1",
                params![
                    id,
                    anchor.span.start,
                    anchor.span.end,
                    anchor.exact,
                    anchor.before,
                    anchor.after,
                    f64::from(place.progress),
                    place.finished
                ],
            )?;
            Ok(())
        })
    }

    /// Where an article was left.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn place(&self, id: ArticleId) -> Result<Option<Place>> {
        self.run(|connection| place(connection, id))
    }

    /// Articles, those last opened first, of one moment in the order of their origins, which is the same in a library
    /// that came back from a backup; `limit` 0: all.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn list(&self, limit: usize) -> Result<Vec<Summary>> {
        let limit = if limit == 0 { -1 } else { limit as i64 };
        self.run(|connection| {
            let mut statement = connection
                .prepare(&format!("SELECT {SUMMARY} FROM article ORDER BY opened DESC, origin LIMIT ?"))?;
            statement.query_map([limit], summary)?.collect()
        })
    }

    /// An article by its number or by what it is kept under.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn find(&self, name: &str) -> Result<Option<Summary>> {
        let number: Option<ArticleId> = name.trim_start_matches('#').parse().ok();
        let path = one_path(name).and_then(|path| path.to_str().map(str::to_owned));
        self.run(|connection| {
            connection
                .query_row(
                    &format!("SELECT {SUMMARY} FROM article WHERE origin IN (?1, ?2) OR id = ?3 ORDER BY id = ?3 LIMIT 1"),
                    params![name, path, number],
                    summary,
                )
                .optional()
        })
    }

    /// How many articles and quotes there are.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn count(&self) -> Result<(u32, u32)> {
        self.run(|connection| {
            connection.query_row("SELECT count(*), coalesce(sum(quotes), 0) FROM article", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
        })
    }

    /// What was fetched, to be opened again; `None` where only the place is kept.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn fetched(&self, article: &Summary) -> Result<Option<Fetched>> {
        let kept = self.run(|connection| {
            connection
                .query_row(
                    "SELECT text, source, mime, charset FROM content WHERE article = ?",
                    [article.id],
                    |row| {
                        Ok((
                            row.get::<_, String>(0)?,
                            row.get::<_, Option<Vec<u8>>>(1)?,
                            row.get::<_, Option<String>>(2)?,
                            row.get::<_, Option<String>>(3)?,
                        ))
                    },
                )
                .optional()
        })?;
        let Some((text, source, mime, charset)) = kept else { return Ok(None) };
        let (bytes, charset) = match source.and_then(|packed| unpacked(&packed)) {
            Some(bytes) => (bytes, charset),
            None => (text.into_bytes(), Some("utf-8".to_owned())),
        };
        Ok(Some(Fetched {
            bytes: Arc::new(bytes),
            mime,
            charset,
            origin: origin(&article.origin),
            warnings: Vec::new(),
        }))
    }

    /// The text of an article that spans count in.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn text(&self, id: ArticleId) -> Result<Option<String>> {
        self.run(|connection| {
            connection
                .query_row("SELECT text FROM content WHERE article = ?", [id], |row| row.get(0))
                .optional()
        })
    }

    /// Forgets an article with everything that belongs to it.
    ///
    /// # Errors
    /// As [`Library::remember`].
    pub fn remove(&mut self, id: ArticleId) -> Result<()> {
        self.write(|connection| {
            super::index::clear(connection, id)?;
            connection.execute("DELETE FROM article WHERE id = ?", [id])?;
            Ok(())
        })
    }
}

/// Keeps a text and the words by which it is found.
fn store(
    connection: &Connection,
    id: ArticleId,
    text: &str,
    source: Option<&[u8]>,
    kept: &Kept<'_>,
    language: &str,
) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT OR REPLACE INTO content (article, text, source, mime, charset) VALUES (?, ?, ?, ?, ?)",
        params![id, text, source, kept.fetched.mime, kept.fetched.charset],
    )?;
    connection.execute("UPDATE article SET extractor = NULL WHERE id = ?", [id])?;
    words_of_article(connection, id, kept.document.meta.title.as_deref(), text, language)
}

/// Makes the words by which an article is found anew.
pub(super) fn words_of_article(
    connection: &Connection,
    id: ArticleId,
    title: Option<&str>,
    text: &str,
    language: &str,
) -> rusqlite::Result<()> {
    let folded = fold(text);
    let stems =
        lexicon::by_code(language).map(|language| words::stems(&folded, language)).unwrap_or_default();
    connection.execute("DELETE FROM article_words WHERE rowid = ?", [id])?;
    connection.execute(
        "INSERT INTO article_words (rowid, title, words, stems) VALUES (?, ?, ?, ?)",
        params![id, title.map(fold), folded, stems],
    )?;
    Ok(())
}

fn place(connection: &Connection, id: ArticleId) -> rusqlite::Result<Option<Place>> {
    connection.query_row(
        "SELECT place_start, place_end, place_exact, place_before, place_after, progress, finished FROM article WHERE id = ?",
        [id],
        |row| {
            let Some(start) = row.get::<_, Option<u32>>(0)? else { return Ok(None) };
            let (end, exact, before, after) = (row.get::<_, u32>(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            let anchor = Anchor { span: Span::new(start, end.max(start)), exact, before, after };
            Ok(Some(Place { anchor, progress: row.get(5)?, finished: row.get(6)? }))
        },
    )
}

/// What was fetched, deflated, where it is not the text itself.
fn packed(fetched: &Fetched, text: &str) -> Option<Vec<u8>> {
    let bytes = fetched.bytes.in_memory()?;
    if bytes == text.as_bytes() || bytes.len() as u64 > UNPACKED {
        return None;
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(packed).take(UNPACKED).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Where a key says that an article came from.
fn origin(key: &str) -> Origin {
    if key.starts_with("stdin:") {
        Origin::Standard
    } else if key.contains("://") {
        Origin::Url(key.to_owned())
    } else {
        Origin::File(key.to_owned())
    }
}
