//! The pipeline: import, then extract, chunk by chunk.
