//! Highlights for other programs and for people: text, JSON, Markdown, CSV. The shapes are CONTRACT's.
//!
//! A [`Report`] is collected chunk by chunk, a [`Filter`] takes out what is not wanted, and one function a
//! format writes it. Nothing here knows files or terminals.

mod csv;
mod filter;
mod html;
mod json;
mod markdown;
mod marks;
mod report;
mod text;

pub use csv::csv;
pub use filter::Filter;
pub use html::html;
pub use json::{json, json_lines};
pub use markdown::{markdown, markdown_text};
pub use report::{Entry, Report};
pub use text::text;

/// Text of an article on one line: white space is single spaces, controls are left out.
fn line(text: &str) -> String {
    let safe = crate::text::cell::sanitize(text);
    let mut line = String::with_capacity(safe.len());
    for word in safe.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests;
