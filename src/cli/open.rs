//! From what the command line named to an opened article.

use super::arguments::General;
use super::progress::Line;
use super::{complaint, paper};
use crate::article::{self, Article};
use crate::config;
use crate::document::{Fetched, Origin};
use crate::error::{Error, ErrorKind, Result};
use crate::import::{Options, Refusal};
use crate::lexicon;
use crate::settings::{Settings, Strings};
use crate::source;

/// Fetches and opens what the command line named.
///
/// # Errors
/// What cannot be read or is no text.
pub fn open(name: &str, options: Options, general: &General) -> Result<Article> {
    let fetched = fetch(name, general)?;
    let article = opened(&fetched, options, general)?;
    // A page that only names its feed: what is wanted is there.
    if let (Some(feed), Origin::Url(_)) = (&article.document.feed, &fetched.origin) {
        if !general.quiet {
            complaint::note(&format!("{name}: the page names a feed, which is opened in its place: {feed}"));
        }
        return opened(&fetch(feed, general)?, options, general);
    }
    Ok(article)
}

/// Fetches what is named; how much came is told on standard error, where that is a terminal.
///
/// # Errors
/// What cannot be read.
pub fn fetch(name: &str, general: &General) -> Result<Fetched> {
    let mut line = Line::new(name, general);
    let fetched = source::fetch(name, &mut |progress| line.show(progress));
    line.clear();
    fetched.map_err(|error| {
        // A misspelled command is taken for a file.
        match complaint::nearly_command(name) {
            Some(command) if !std::path::Path::new(name).exists() => {
                error.hint(format!("did you mean qari {command}?"))
            }
            _ => error,
        }
    })
}

/// Opens what a source gave.
///
/// # Errors
/// What is no text.
pub fn opened(fetched: &Fetched, options: Options, general: &General) -> Result<Article> {
    match article::open(fetched, options) {
        Ok(article) => Ok(told(article, general)),
        Err(refusal) => Err(refused(&fetched.origin, refusal)),
    }
}

/// Tells what of an article could not be read as it stands, and, if asked, what it is.
pub fn told(article: Article, general: &General) -> Article {
    let document = &article.document;
    let name = &document.meta.origin;
    for warning in document.warnings.iter().filter(|_| !general.quiet) {
        complaint::note(&format!("{name}: {warning}"));
    }
    if general.verbose {
        let (format, language) = (document.meta.format, lexicon::code(document.language));
        let (bytes, chunks) = (document.text.len(), article.chunks.count());
        complaint::note(&format!("{name}: {format}, {language}, {bytes} bytes in {chunks} chunks"));
    }
    article
}

/// The error for bytes that are no document.
pub fn refused(origin: &Origin, refusal: Refusal) -> Error {
    let name = if *origin == Origin::Standard { "standard input".to_owned() } else { origin.to_string() };
    let error = Error::new(ErrorKind::Source, format!("cannot open {name}: {refusal}"));
    match refusal {
        Refusal::Binary(_) => {
            error.hint("qari reads text, HTML and feeds; export the article as one of them first")
        }
        Refusal::Broken(_) => error.hint("open it in another program, or tell its makers"),
        Refusal::Empty => error,
        Refusal::TooLarge => error.hint("split it into parts"),
    }
}

/// The settings: the defaults, the configuration, the environment, the command line, each over those
/// before it.
///
/// # Errors
/// A file that is wrong or is not there, a value that none of them knows.
pub fn settings(general: &General) -> Result<Settings> {
    let mut settings = config::load(general.config.as_deref())?;
    if let Some(code) = &general.language {
        settings.language = lexicon::by_code(code);
    }
    if let Some(code) = &general.ui_language {
        settings.ui_language.clone_from(code);
    }
    if let Some(color) = general.color {
        settings.color = color.into();
    }
    Ok(settings)
}

/// What the user says of documents.
///
/// # Errors
/// As [`settings`].
pub fn options(general: &General) -> Result<Options> {
    Ok(Options { language: settings(general)?.language })
}

/// The words of the interface: as set, else by the locale.
///
/// # Errors
/// As [`settings`].
pub fn strings(general: &General) -> Result<Strings> {
    let set = settings(general)?.ui_language;
    let environment = paper::environment();
    let locale = if set == "auto" { environment.locale() } else { &set };
    Ok(Strings::find(locale).unwrap_or_else(Strings::fallback))
}
