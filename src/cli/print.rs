//! `qari print`.

use super::arguments::Print;
use super::{open, output};
use crate::error::Result;

/// Prints the article.
pub fn run(options: &Print) -> Result<()> {
    let article = open(&options.source)?;
    let mut out = std::io::stdout().lock();
    for number in 0..article.chunks.count() {
        let text = article.document.text.slice(article.chunks.span(number));
        if !output::write(&mut out, &text)? {
            break;
        }
    }
    Ok(())
}
