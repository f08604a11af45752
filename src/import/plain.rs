//! Plain text: paragraphs, and the parts of an article as a reader sees them.
