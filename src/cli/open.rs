//! From what the command line named to an opened article.

use super::arguments::General;
use super::complaint;
use crate::article::{self, Article};
use crate::document::{Fetched, Origin};
use crate::error::{Error, ErrorKind, Result};
use crate::import::{Options, Refusal};
use crate::lexicon;
use crate::settings::Strings;
use crate::source;

/// Fetches and opens what the command line named.
///
/// # Errors
/// What cannot be read or is no text.
pub fn open(name: &str, general: &General) -> Result<Article> {
    let fetched = source::fetch(name).map_err(|error| {
        // A misspelled command is taken for a file.
        match complaint::nearly_command(name) {
            Some(command) if !std::path::Path::new(name).exists() => {
                error.hint(format!("did you mean qari {command}?"))
            }
            _ => error,
        }
    })?;
    opened(&fetched, general)
}

/// Opens what a source gave, and tells what could not be read as it stands.
///
/// # Errors
/// What is no text.
pub fn opened(fetched: &Fetched, general: &General) -> Result<Article> {
    let article =
        article::open(fetched, options(general)).map_err(|refusal| refused(&fetched.origin, refusal))?;
    if !general.quiet {
        for warning in &article.document.warnings {
            complaint::note(&format!("{}: {warning}", fetched.origin));
        }
    }
    if general.verbose {
        let document = &article.document;
        let language = lexicon::code(document.language);
        let (bytes, chunks) = (document.text.len(), article.chunks.count());
        complaint::note(&format!(
            "{}: {}, {language}, {bytes} bytes, {chunks} chunks",
            fetched.origin, document.meta.format
        ));
    }
    Ok(article)
}

/// What the user says of the document.
pub fn options(general: &General) -> Options {
    Options { language: general.language.as_deref().and_then(lexicon::by_code) }
}

/// The error for bytes that are no document.
pub fn refused(origin: &Origin, refusal: Refusal) -> Error {
    let name = if *origin == Origin::Standard { "standard input".to_owned() } else { origin.to_string() };
    let error = Error::new(ErrorKind::Source, format!("cannot open {name}: {refusal}"));
    match refusal {
        Refusal::Binary(_) => error.hint("qari reads plain text; export the article as text first"),
        Refusal::Empty => error,
        Refusal::TooLarge => error.hint("split it into parts"),
    }
}

/// The words of the interface: as asked for, else by the locale.
pub fn strings(general: &General) -> Strings {
    let asked = general.ui_language.as_deref().filter(|code| *code != "auto");
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    asked.or(locale.as_deref()).and_then(Strings::find).unwrap_or_else(Strings::fallback)
}
