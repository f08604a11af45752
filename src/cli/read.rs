//! `qari [SOURCE]` and `qari welcome`: the reader; where standard output is no terminal, `qari print`.

use std::io::IsTerminal;

use super::arguments::{General, Print, Reader};
use super::{Outcome, open, print, signals, wait};
use crate::article::Article;
use crate::error::{Error, ErrorKind, Result};
use crate::import::Refusal;
use crate::record::Overview;
use crate::settings::{Library, Settings};
use crate::{source, tui};

/// Opens the reader on what the command line named, or on what is piped in.
pub fn run(source: Option<&str>, reader: &Reader, general: &General) -> Result<Outcome> {
    let Some(name) = source else { return unnamed(reader, general) };
    read(open::open(name, open::options(general)?, general)?, reader, general)
}

/// Opens the reader on the bundled article.
pub fn welcome(reader: &Reader, general: &General) -> Result<Outcome> {
    read(open::opened(&source::welcome(), open::options(general)?, general)?, reader, general)
}

/// Nothing was named: standard input where something is piped in, else the
/// home screen, and while the library is empty the bundled article.
fn unnamed(reader: &Reader, general: &General) -> Result<Outcome> {
    let terminal = std::io::stdout().is_terminal();
    if is_piped() {
        let fetched = open::standard(general)?;
        return match open::again(fetched.clone(), open::options(general)?, general)? {
            // An empty pipe, as a job without a terminal has it, is nothing to read.
            Err(Refusal::Empty) if !terminal => Err(nothing_named()),
            Err(refusal) => Err(open::refused(&fetched.origin, refusal)),
            Ok(article) => read(open::told(article, general), reader, general),
        };
    }
    if !terminal {
        return Err(nothing_named());
    }
    let settings = settings(reader, general)?;
    let home = match settings.library {
        Library::Off => None,
        // A library that cannot be read is no reason not to read without remembering.
        Library::Private => tui::effect::library::overview().ok().flatten(),
        Library::On | Library::Places => tui::effect::library::overview()?,
    };
    let welcome = open::opened(&source::welcome(), open::options(general)?, general)?;
    enter(welcome, settings, home)
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

fn read(article: Article, reader: &Reader, general: &General) -> Result<Outcome> {
    if !std::io::stdout().is_terminal() {
        let options = Print::plain(&article.document.meta.origin, reader.marks);
        return print::article(&article, &options, general, &signals::listen());
    }
    enter(article, settings(reader, general)?, None)
}

/// The reader has the terminal, the signals and the keys from now on.
fn enter(article: Article, settings: Settings, home: Option<Overview>) -> Result<Outcome> {
    signals::listen().leave();
    tui::run(article, settings, home, &wait::typed()).map(Outcome::Status)
}

/// The settings with the reader's own options over them.
fn settings(reader: &Reader, general: &General) -> Result<Settings> {
    let mut settings = open::settings(general)?;
    if let Some(bidi) = reader.bidi {
        settings.bidi = bidi.into();
    }
    if let Some(marks) = reader.marks {
        settings.marks = marks.into();
    }
    settings.mouse &= !reader.no_mouse;
    if reader.private && settings.library != Library::Off {
        settings.library = Library::Private;
    }
    Ok(settings)
}
