//! Search over all that was read and all that was said.
//!
//! SQLite ranks by BM25 over folded words; of what it ranks highest, the hits whose words stand exactly as
//! they were typed come first, for folding must not hide an exact match. Where no highlight and no article
//! has all the words, those that have most of them are given, and that is said.

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::{Library, words};
use crate::error::Result;
use crate::record::{ArticleHit, Found, Hit, Query};
use crate::text::fold::Folded;
use crate::text::span::Span;

/// Of so many that SQLite ranks highest, exact ones come first.
const WEIGHED: usize = 200;
/// Bytes on either side of a word in an article's snippet.
const AROUND: usize = 90;

impl Library {
    /// Looks for highlights and articles.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn search(&self, query: &Query, prefix: bool) -> Result<Found> {
        if !query.words.trim().is_empty() && words::of_query(&query.words).is_empty() {
            // Signs alone stand nowhere: they are no leave to list everything.
            return Ok(Found::default());
        }
        for any in [false, true] {
            let mut found = Found { hits: self.hits(query, any, prefix)?, loose: any, ..Found::default() };
            if query.speaker.is_none() && query.stance.is_none() && query.kinds.is_empty() {
                found.articles = self.article_hits(query, any, prefix)?;
            }
            let several = words::of_query(&query.words).len() > 1;
            if !found.hits.is_empty() || !found.articles.is_empty() || any || !several {
                return Ok(Found { loose: any && several, ..found });
            }
        }
        Ok(Found::default())
    }

    /// The least that a search can take: SQLite's own ranking of one word among articles and highlights, fifty
    /// numbers of each. For the bench.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn floor(&self, word: &str) -> Result<usize> {
        let word = format!("\"{}\"", word.replace('"', ""));
        self.run(|connection| {
            let mut count = 0;
            for table in ["highlight_words", "article_words"] {
                let sql = format!("SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT 50");
                let mut statement = connection.prepare(&sql)?;
                count += statement.query_map([&word], |row| row.get::<_, i64>(0))?.count();
            }
            Ok(count)
        })
    }

    /// Highlights, the best first.
    fn hits(&self, query: &Query, any: bool, prefix: bool) -> Result<Vec<Hit>> {
        let mut conditions = Vec::new();
        let mut values: Vec<Value> = Vec::new();
        let mut matches = Vec::new();
        // A name among the words is the speaker's: "what did he say about that" needs no form to be filled in.
        matches.extend(words::expression(&query.words, "words stems speaker", any, prefix));
        if let Some(speaker) = &query.speaker {
            match words::expression(speaker, "speaker", false, false) {
                Some(expression) => matches.push(expression),
                None => return Ok(Vec::new()),
            }
        }
        let ranked = !matches.is_empty();
        if ranked {
            conditions.push("highlight_words MATCH ?".to_owned());
            values.push(
                matches.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(" AND ").into(),
            );
        }
        let kinds = if query.kinds.is_empty() { &["quote".to_owned()][..] } else { &query.kinds[..] };
        conditions.push(format!("h.kind IN ({})", vec!["?"; kinds.len()].join(", ")));
        values.extend(kinds.iter().map(|kind| Value::from(kind.clone())));
        if let Some(stance) = &query.stance {
            conditions.push("h.stance = ?".to_owned());
            values.push(stance.clone().into());
        }
        dated(query, &mut conditions, &mut values);
        let (from, order) = if ranked {
            (
                "highlight_words JOIN highlight h ON h.id = highlight_words.rowid",
                "bm25(highlight_words, 1.0, 0.8, 1.5)",
            )
        } else {
            ("highlight h", "a.published IS NULL, a.published DESC, h.article DESC, h.start")
        };
        // With all rows of the join in hand SQLite sorts ids alone; words are cut out of the texts later.
        let sql = format!(
            "SELECT h.article, coalesce(a.title, a.origin), a.outlet, a.published, h.kind, h.form, h.stance, h.speaker,
                 h.start, h.end
             FROM {from} JOIN article a ON a.id = h.article
             WHERE {} ORDER BY {order} LIMIT {}",
            conditions.join(" AND "),
            limit(query)
        );
        let mut hits = self.run(|connection| {
            let mut statement = connection.prepare(&sql)?;
            let hits =
                statement.query_map(params_from_iter(values), hit)?.collect::<rusqlite::Result<Vec<_>>>()?;
            let mut text = connection
                .prepare("SELECT substr(CAST(text AS BLOB), ?2, ?3) FROM content WHERE article = ?1")?;
            hits.into_iter()
                .map(|mut hit| {
                    let bytes: Vec<u8> =
                        text.query_row((hit.article, hit.span.start + 1, hit.span.len()), |row| row.get(0))?;
                    hit.text = String::from_utf8_lossy(&bytes).into_owned();
                    Ok(hit)
                })
                .collect::<rusqlite::Result<Vec<Hit>>>()
        })?;
        // BM25 is kept among the exact and among the others: the sort is stable.
        let typed: Vec<&str> = query.words.split_whitespace().collect();
        hits.sort_by_key(|hit| {
            let said = |word: &&str| {
                hit.text.contains(*word) || hit.speaker.as_deref().is_some_and(|name| name.contains(*word))
            };
            !typed.iter().all(said)
        });
        if query.limit > 0 {
            hits.truncate(query.limit);
        }
        Ok(hits)
    }

    fn article_hits(&self, query: &Query, any: bool, prefix: bool) -> Result<Vec<ArticleHit>> {
        let Some(expression) = words::expression(&query.words, "title words stems", any, prefix) else {
            return Ok(Vec::new());
        };
        let mut conditions = vec!["article_words MATCH ?".to_owned()];
        let mut values: Vec<Value> = vec![expression.into()];
        dated(query, &mut conditions, &mut values);
        let sql = format!(
            "SELECT a.id, coalesce(a.title, a.origin), a.outlet, a.published
             FROM article_words JOIN article a ON a.id = article_words.rowid
             WHERE {} ORDER BY bm25(article_words, 4.0, 1.0, 0.8) LIMIT {}",
            conditions.join(" AND "),
            if query.limit == 0 { -1 } else { query.limit as i64 }
        );
        let mut found: Vec<ArticleHit> = self.run(|connection| {
            let mut statement = connection.prepare(&sql)?;
            let rows = statement.query_map(params_from_iter(values), |row| {
                Ok(ArticleHit {
                    article: row.get(0)?,
                    title: row.get(1)?,
                    outlet: row.get(2)?,
                    published: row.get(3)?,
                    span: Span::new(0, 0),
                    snippet: String::new(),
                })
            })?;
            rows.collect()
        })?;
        let wanted = [words::of_query(&query.words), words::stems_of_query(&query.words)];
        for hit in &mut found {
            if let Some(text) = self.text(hit.article)? {
                (hit.span, hit.snippet) = snippet(&text, &wanted);
            }
        }
        Ok(found)
    }
}

/// How many rows are weighed.
fn limit(query: &Query) -> i64 {
    if query.limit == 0 { -1 } else { query.limit.max(WEIGHED) as i64 }
}

fn hit(row: &Row<'_>) -> rusqlite::Result<Hit> {
    let (start, end): (u32, u32) = (row.get(8)?, row.get(9)?);
    Ok(Hit {
        article: row.get(0)?,
        title: row.get(1)?,
        outlet: row.get(2)?,
        published: row.get(3)?,
        kind: row.get(4)?,
        form: row.get(5)?,
        stance: row.get(6)?,
        speaker: row.get(7)?,
        span: Span::new(start, end.max(start)),
        text: String::new(),
    })
}

/// The day an article was published, else the day it was fetched; and the outlet.
fn dated(query: &Query, conditions: &mut Vec<String>, values: &mut Vec<Value>) {
    const DAY: &str = "coalesce(a.published, date(a.fetched, 'unixepoch'))";
    if let Some(since) = &query.since {
        conditions.push(format!("{DAY} >= ?"));
        values.push(since.clone().into());
    }
    if let Some(until) = &query.until {
        // A day of that month is in "until 2026-10", though it is longer and so sorts later.
        conditions.push(format!("substr({DAY}, 1, ?) <= ?"));
        values.push((until.len() as i64).into());
        values.push(until.clone().into());
    }
    if let Some(outlet) = &query.outlet {
        conditions.push("a.outlet LIKE '%' || ? || '%'".to_owned());
        values.push(outlet.clone().into());
    }
}

/// Where the first of `wanted` stands in `text`, of the first of the lists that has any there, and the words around
/// it on one line.
fn snippet(text: &str, wanted: &[Vec<String>]) -> (Span, String) {
    let folded = Folded::new(text);
    let place = |word: &String| folded.text.find(word.as_str()).map(|at| at..at + word.len());
    let first_of = |words: &Vec<String>| words.iter().filter_map(place).min_by_key(|range| range.start);
    let first = wanted.iter().find_map(first_of);
    let place = first.map_or(0..0, |range| folded.source(range));
    let near = |at: usize, back: bool| {
        let mut at = if back { place.start.saturating_sub(at) } else { (place.end + at).min(text.len()) };
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (mut from, mut to) = (near(AROUND, true), near(AROUND, false));
    if from > 0 {
        from = text[from..place.start].find(char::is_whitespace).map_or(place.start, |at| from + at);
    }
    if to < text.len() {
        to = text[place.end..to].rfind(char::is_whitespace).map_or(place.end, |at| place.end + at);
    }
    let words = text[from..to].split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, after) = (if from > 0 { "… " } else { "" }, if to < text.len() { " …" } else { "" });
    (Span::from(place), format!("{before}{words}{after}"))
}
