//! The pipeline: import, then extract, chunk by chunk.
//!
//! One way for an article of 5 KB and a book of 1 GB: a stream of chunks with their highlights, and any
//! chunk by itself ("cold") ahead of the stream.

use std::fmt;
use std::sync::Arc;

use crate::document::{Chunk, Chunks, Document, Fetched};
use crate::highlight::extract::ArticleExtractor;
use crate::highlight::{Extractor, Highlight};
use crate::import::{self, Imported, Options, Refusal};

/// A chunk with what was found in it.
#[derive(Clone, Debug)]
pub struct Extracted {
    /// The chunk's number.
    pub number: usize,
    /// The chunk.
    pub chunk: Chunk,
    /// Its highlights by start. With the last chunk comes what was held back, wherever it stands.
    pub highlights: Vec<Highlight>,
}

/// An opened article or book.
#[derive(Clone)]
pub struct Article {
    /// What it was opened from.
    pub fetched: Fetched,
    /// What is known of the whole.
    pub document: Arc<Document>,
    /// Its blocks, chunk by chunk.
    pub chunks: Arc<dyn Chunks>,
}

/// Opens what a source gave. Nothing is extracted yet, and of a long text only the beginning is read.
///
/// # Errors
/// A [`Refusal`] where the bytes hold no text.
pub fn open(fetched: &Fetched, options: Options) -> Result<Article, Refusal> {
    let Imported { document, chunks } = import::import(fetched, options)?;
    Ok(Article { fetched: fetched.clone(), document, chunks })
}

impl fmt::Debug for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Article({})", self.document.meta.origin)
    }
}

impl Article {
    /// All chunks in order, each imported and extracted when it is asked for.
    pub fn stream(&self) -> Stream {
        Stream { chunks: Arc::clone(&self.chunks), extractor: ArticleExtractor::new(), next: 0 }
    }

    /// Imports and extracts chunk `number` by itself, ahead of the stream: its highlights know nothing of
    /// what stands before it.
    pub fn cold(&self, number: usize) -> Extracted {
        let chunk = self.chunks.load(number);
        let mut extractor = ArticleExtractor::new();
        let mut highlights = extractor.push(&chunk);
        highlights.extend(extractor.finish());
        Extracted { number, chunk, highlights: in_order(highlights) }
    }
}

/// The chunks of an article in order, with their highlights.
pub struct Stream {
    chunks: Arc<dyn Chunks>,
    extractor: ArticleExtractor,
    next: usize,
}

impl Iterator for Stream {
    type Item = Extracted;

    fn next(&mut self) -> Option<Extracted> {
        let number = self.next;
        let count = self.chunks.count();
        if number >= count {
            return None;
        }
        self.next += 1;
        let chunk = self.chunks.load(number);
        let mut highlights = self.extractor.push(&chunk);
        if number + 1 == count {
            highlights.extend(self.extractor.finish());
        }
        Some(Extracted { number, chunk, highlights: in_order(highlights) })
    }
}

fn in_order(mut highlights: Vec<Highlight>) -> Vec<Highlight> {
    highlights.sort_by_key(|highlight| highlight.span);
    highlights
}
