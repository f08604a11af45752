//! `qari [SOURCE]` and `qari welcome`: the reader; where standard output is no terminal, `qari print`.

use std::io::IsTerminal;

use super::arguments::{General, Print, Reader};
use super::{Outcome, open, print, signals};
use crate::article::Article;
use crate::error::{Error, ErrorKind, Result};
use crate::import::Refusal;
use crate::source;

/// Opens the reader on what the command line named, or on what is piped in.
pub fn run(source: Option<&str>, reader: &Reader, general: &General) -> Result<Outcome> {
    let Some(name) = source else { return unnamed(reader, general) };
    article(&open::open(name, general)?, reader)
}

/// Opens the reader on the bundled article.
pub fn welcome(reader: &Reader, general: &General) -> Result<Outcome> {
    article(&open::opened(&source::welcome(), general)?, reader)
}

/// Nothing was named: standard input where something is piped in, else the bundled article.
fn unnamed(reader: &Reader, general: &General) -> Result<Outcome> {
    let terminal = std::io::stdout().is_terminal();
    if is_piped() {
        let fetched = source::fetch("-")?;
        return match crate::article::open(&fetched, open::options(general)) {
            Err(Refusal::Empty) if !terminal => Err(nothing_named()),
            _ => article(&open::opened(&fetched, general)?, reader),
        };
    }
    if terminal { welcome(reader, general) } else { Err(nothing_named()) }
}

fn nothing_named() -> Error {
    Error::new(ErrorKind::Usage, "there is nothing to read and no terminal to read on")
        .hint("name a file, or pipe an article: … | qari; qari welcome prints the bundled one")
}

/// Whether standard input is a pipe or a file: neither a terminal nor /dev/null.
fn is_piped() -> bool {
    #[cfg(unix)]
    {
        use rustix::fs::FileType;
        rustix::fs::fstat(std::io::stdin()).is_ok_and(|about| {
            matches!(
                FileType::from_raw_mode(about.st_mode),
                FileType::Fifo | FileType::RegularFile | FileType::Socket
            )
        })
    }
    #[cfg(not(unix))]
    !std::io::stdin().is_terminal()
}

fn article(article: &Article, reader: &Reader) -> Result<Outcome> {
    signals::listen();
    print::article(article, &Print::plain(&article.document.meta.origin, reader.marks))
}
