//! Highlights for other programs and for people: text, JSON, Markdown, CSV. The shapes are CONTRACT's.

mod json;
mod report;

pub use json::{json, json_lines};
pub use report::{Entry, Report};
