//! The library to a file and back.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use clap::ValueEnum;

use super::{index, kept, told_of};
use crate::cli::arguments::General;
use crate::cli::output::Output;
use crate::cli::{Outcome, complaint, open};
use crate::error::{Error, ErrorKind, Result, unwritten};
use crate::export;
use crate::highlight::VERSION;
use crate::library::Library;

/// Standard output or input, as a file's name.
const STANDARD: &str = "-";

/// How a backup is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// An article a line, which qari library import brings back
    Jsonl,
    /// For people: each article with what it holds, marks, notes and its text
    Markdown,
}

/// Writes everything to a file that is not there yet, or to standard output.
pub fn backup(folder: &Path, file: Option<&Path>, form: Form, general: &General) -> Result<Outcome> {
    let Some(library) = Library::open_to_read(folder)? else {
        return Err(Error::new(ErrorKind::Source, "the library is empty").hint("there is nothing to back up"));
    };
    let write = |out: &mut dyn Write| match form {
        Form::Jsonl => library.backup(out).map(drop),
        Form::Markdown => pages(&library, out, general),
    };
    let Some(path) = file.filter(|file| *file != Path::new(STANDARD)) else {
        let mut output = Output::new();
        write(&mut output)?;
        Output::flush(&mut output)?;
        return Ok(Outcome::Done);
    };
    let cannot = |error: &std::io::Error| {
        Error::new(ErrorKind::Output, format!("cannot write {}: {}", path.display(), unwritten(error)))
            .hint("name a file that is not there yet")
    };
    // Never over another file: what stands there may be the last good backup.
    let file = OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| cannot(&error))?;
    let mut out = BufWriter::new(file);
    let written = write(&mut out)
        .and_then(|()| out.flush().and_then(|()| out.get_ref().sync_all()).map_err(|error| cannot(&error)));
    if written.is_err() {
        // Half a backup would be taken for one.
        let _ = std::fs::remove_file(path);
    }
    written.map(|()| Outcome::Done)
}

/// Brings a backup back, and makes the index of what came.
pub fn import(folder: &Path, path: &Path, general: &General) -> Result<Outcome> {
    let text = super::keeps_texts(general)?;
    let mut lines: Box<dyn BufRead> = if path == Path::new(STANDARD) {
        Box::new(std::io::stdin().lock())
    } else {
        let file = File::open(path).map_err(|error| {
            Error::new(ErrorKind::Source, format!("cannot open {}: {error}", path.display()))
                .hint("name a file that qari library backup wrote")
        })?;
        Box::new(BufReader::new(file))
    };
    let mut library = Library::open(folder)?;
    let count = library.bring_back(&mut lines, text)?;
    if general.verbose {
        complaint::note(&format!("{count} {}", if count == 1 { "article" } else { "articles" }));
    }
    if !text && !general.quiet {
        complaint::note("only places and marks were brought back: no text is to be kept");
    }
    for id in library.stale(VERSION)? {
        if let Some(article) = library.find(&format!("#{id}"))?
            && let Ok(article) = kept(&library, &article, general)
        {
            index(&mut library, id, &article, general)?;
        }
    }
    Ok(Outcome::Done)
}

/// Every article with what it holds, the reader's marks and its text. One that cannot be opened is told.
fn pages(library: &Library, out: &mut dyn Write, general: &General) -> Result<()> {
    let strings = open::strings(general)?;
    let words = |name: &str| strings.get(name).to_owned();
    let cannot =
        |error: std::io::Error| Error::new(ErrorKind::Output, format!("cannot write the backup: {error}"));
    for (n, article) in library.list(0)?.iter().enumerate() {
        let page = match told_of(library, article, general) {
            Ok((opened, report)) => {
                export::markdown(&report, &words) + &export::markdown_text(&opened, &words)
            }
            // Only its place is kept, and it is no longer where it was.
            Err(error) if error.kind == ErrorKind::Source => {
                complaint::tell(&error);
                continue;
            }
            Err(error) => return Err(error),
        };
        let apart = if n == 0 { "" } else { "\n---\n\n" };
        write!(out, "{apart}{page}").map_err(cannot)?;
    }
    Ok(())
}
