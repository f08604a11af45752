//! Bytes become a document and its chunks. Never fails on content.

pub mod plain;

use std::sync::Arc;

use crate::document::{Chunks, Document};

/// An imported document with the way to its chunks.
#[derive(Clone)]
pub struct Imported {
    /// What is known of the whole.
    pub document: Arc<Document>,
    /// Its blocks, chunk by chunk.
    pub chunks: Arc<dyn Chunks>,
}
