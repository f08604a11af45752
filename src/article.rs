//! The pipeline: import, then extract, chunk by chunk.

use std::sync::Arc;

use crate::document::{Chunk, Chunks, Document};
use crate::highlight::Highlight;

/// A chunk with what was found in it.
#[derive(Clone, Debug)]
pub struct Extracted {
    /// The chunk's number.
    pub number: usize,
    /// The chunk.
    pub chunk: Chunk,
    /// Its highlights by start.
    pub highlights: Vec<Highlight>,
}

/// An opened article or book.
#[derive(Clone)]
pub struct Article {
    /// What is known of the whole.
    pub document: Arc<Document>,
    /// Its blocks, chunk by chunk.
    pub chunks: Arc<dyn Chunks>,
}

impl Article {
    /// Imports and extracts chunk `number` by itself.
    pub fn cold(&self, number: usize) -> Extracted {
        Extracted { number, chunk: self.chunks.load(number), highlights: Vec::new() }
    }
}
