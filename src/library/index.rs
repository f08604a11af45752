//! The index of highlights: what was said, by whom, how and where, so that it is found across all articles.
//!
//! It is made from the text and may be thrown away; each article knows by which version of the extractor
//! its part was made, and parts of another version are made anew.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Library, articles, words};
use crate::document::Text;
use crate::error::Result;
use crate::highlight::{Group, Highlight, Role};
use crate::lexicon;
use crate::record::correct::{correct, corrections};
use crate::record::{ArticleId, Findings, placed};
use crate::text::fold::fold;
use crate::text::language::LanguageId;

impl Library {
    /// Makes the index of an article anew from what was found in `text` and what the reader said against it,
    /// where the library still has that text: another qari may have fetched a newer one meanwhile.
    ///
    /// # Errors
    /// What keeps the library from being written; the old index stays then.
    pub fn index(
        &mut self,
        id: ArticleId,
        text: &str,
        language: LanguageId,
        findings: &Findings,
        extractor: &str,
    ) -> Result<()> {
        self.write(|connection| put(connection, id, text, language, findings, extractor))
    }

    /// Articles with a text whose index another version made, or none; those last opened first.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn stale(&self, extractor: &str) -> Result<Vec<ArticleId>> {
        self.run(|connection| {
            let mut statement = connection.prepare(
                "SELECT id FROM article WHERE extractor IS NOT ? AND EXISTS (SELECT 1 FROM content WHERE article = id)
                 ORDER BY opened DESC",
            )?;
            statement.query_map([extractor], |row| row.get(0))?.collect()
        })
    }

    /// Throws the whole index away, so that all of it is made anew.
    ///
    /// # Errors
    /// What keeps the library from being written.
    pub fn forget_index(&mut self) -> Result<()> {
        self.write(|connection| {
            connection.execute_batch(
                "DELETE FROM highlight_words; DELETE FROM highlight;
                 UPDATE article SET extractor = NULL, quotes = 0;",
            )
        })?;
        let articles = self.list(0)?;
        for article in articles.iter().filter(|article| article.stored) {
            let Some(text) = self.text(article.id)? else { continue };
            self.write(|connection| {
                articles::words_of_article(
                    connection,
                    article.id,
                    article.title.as_deref(),
                    &text,
                    &article.language,
                )
            })?;
        }
        Ok(())
    }
}

/// As [`Library::index`], in a transaction that there is.
pub(super) fn put(
    connection: &Connection,
    id: ArticleId,
    text: &str,
    language: LanguageId,
    findings: &Findings,
    extractor: &str,
) -> rusqlite::Result<()> {
    let current: Option<String> = connection
        .query_row("SELECT text FROM content WHERE article = ?", [id], |row| row.get(0))
        .optional()?;
    if current.as_deref() != Some(text) {
        return Ok(());
    }
    clear_highlights(connection, id)?;
    let mut quotes = 0;
    let marks = super::marks::of(connection, id)?;
    let said = corrections(&placed(marks, &Text::memory(text)));
    let Findings { highlights, facts } = findings;
    let corrected = correct(highlights.clone(), &said);
    for highlight in &corrected.highlights {
        insert(connection, id, text, language, highlight, highlights)?;
        quotes += u32::from(highlight.kind.kind().group == Group::Quotes);
    }
    connection.execute(
        "UPDATE article SET extractor = ?2, quotes = ?3, outlet = coalesce(outlet, ?4),
             published = coalesce(published, ?5) WHERE id = ?1",
        params![id, extractor, quotes, facts.outlet, facts.published],
    )?;
    Ok(())
}

fn insert(
    connection: &Connection,
    article: ArticleId,
    text: &str,
    language: LanguageId,
    highlight: &Highlight,
    all: &[Highlight],
) -> rusqlite::Result<()> {
    let Some(spoken) = text.get(highlight.span.within(0)) else { return Ok(()) };
    let speaker = highlight.value(Role::Speaker);
    connection.execute(
        "INSERT INTO highlight (article, kind, form, stance, speaker, start, end) VALUES (?, ?, ?, ?, ?, ?, ?)",
        params![
            article,
            highlight.kind.kind().name,
            highlight.value(Role::Form),
            highlight.value(Role::Stance),
            speaker,
            highlight.span.start,
            highlight.span.end
        ],
    )?;
    let id = connection.last_insert_rowid();
    let folded = match highlight.value(Role::Name) {
        Some(name) => fold(&format!("{spoken} {name}")),
        None => fold(spoken),
    };
    let stems = if lexicon::get(language).proclitics.is_empty() {
        String::new()
    } else {
        words::stems(&folded, language)
    };
    connection.execute(
        "INSERT INTO highlight_words (rowid, words, stems, speaker) VALUES (?, ?, ?, ?)",
        params![id, folded, stems, speaker.map(|name| fold(&names(name, all)))],
    )?;
    Ok(())
}

/// A speaker's name with its other forms in the article.
fn names(name: &str, all: &[Highlight]) -> String {
    let mut names = name.to_owned();
    for known in all.iter().filter(|known| known.kind.kind().group == Group::Names) {
        let forms = || {
            let aliases =
                known.parts.iter().filter(|part| part.role == Role::Alias || part.role == Role::Name);
            aliases.filter_map(|part| part.value.as_deref())
        };
        if forms().any(|form| form == name) {
            for form in forms().filter(|form| *form != name) {
                names.push(' ');
                names.push_str(form);
            }
        }
    }
    names
}

/// Everything by which an article is found.
pub(super) fn clear(connection: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    clear_highlights(connection, id)?;
    connection.execute("DELETE FROM article_words WHERE rowid = ?", [id])?;
    Ok(())
}

fn clear_highlights(connection: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    connection.execute(
        "DELETE FROM highlight_words WHERE rowid IN (SELECT id FROM highlight WHERE article = ?)",
        [id],
    )?;
    connection.execute("DELETE FROM highlight WHERE article = ?", [id])?;
    Ok(())
}
