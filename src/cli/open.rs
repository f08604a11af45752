//! From what the command line named to an opened article.

use std::ops::ControlFlow;

use super::arguments::General;
use super::progress::Stage;
use super::{complaint, paper, wait};
use crate::article::{self, Article, Extracted};
use crate::config;
use crate::document::{Fetched, Origin};
use crate::error::{Error, ErrorKind, Result};
use crate::export::Report;
use crate::import::{Options, Refusal};
use crate::lexicon;
use crate::record::Placed;
use crate::settings::{Settings, Strings};
use crate::source;
use crate::source::url::{self, Limits};
use crate::text::address;

/// Fetches and opens what the command line named; how far it is is told on standard error, where that is a
/// terminal.
///
/// # Errors
/// What cannot be read or is no text; [`ErrorKind::Interrupted`] where it was ended.
pub fn open(name: &str, options: Options, general: &General) -> Result<Article> {
    let opened = wait::until_done(name, general, {
        let name = name.to_owned();
        move |tell| {
            let article = imported(&fetched(&name, tell)?, options, tell)?;
            // A page that only names its feed: what is wanted is there.
            match (&article.document.feed, &article.fetched.origin) {
                (Some(feed), Origin::Url(page)) => {
                    let bytes = url::fetch(feed, Some(page), Limits::USUAL, &mut |progress| {
                        tell(Stage::Fetching(progress));
                        ControlFlow::Continue(())
                    })?;
                    let of_feed = imported(&bytes, options, tell)?;
                    Ok((of_feed, Some(feed.to_string())))
                }
                _ => Ok((article, None)),
            }
        }
    });
    let (article, feed) = opened.map_err(|error| with_command(error, name))?;
    if let Some(feed) = feed.filter(|_| !general.quiet) {
        let (page, feed) = (address::told(name), address::told(&feed));
        complaint::note(&format!("{page}: the page names a feed, which is opened in its place: {feed}"));
    }
    Ok(told(article, general))
}

/// Fetches what is named, without a word on how far it is.
fn fetched(name: &str, tell: &dyn Fn(Stage)) -> Result<Fetched> {
    source::fetch(name, &mut |progress| {
        tell(Stage::Fetching(progress));
        ControlFlow::Continue(())
    })
}

fn imported(fetched: &Fetched, options: Options, tell: &dyn Fn(Stage)) -> Result<Article> {
    tell(Stage::Importing(fetched.bytes.len()));
    article::open(fetched, options).map_err(|refusal| refused(&fetched.origin, refusal))
}

/// Reads standard input to its end.
///
/// # Errors
/// As [`open`].
pub fn standard(general: &General) -> Result<Fetched> {
    wait::until_done("-", general, |tell| fetched("-", tell))
}

/// A misspelled command is taken for a file.
fn with_command(error: Error, name: &str) -> Error {
    match complaint::nearly_command(name) {
        Some(command) if error.kind != ErrorKind::Interrupted && !std::path::Path::new(name).exists() => {
            error.hint(format!("did you mean qari {command}?"))
        }
        _ => error,
    }
}

/// Opens what was fetched already; answers what is no text too.
///
/// # Errors
/// [`ErrorKind::Interrupted`] where it was ended.
pub fn again(
    fetched: Fetched,
    options: Options,
    general: &General,
) -> Result<std::result::Result<Article, Refusal>> {
    let name = fetched.origin.to_string();
    wait::until_done(&name, general, move |tell| {
        tell(Stage::Importing(fetched.bytes.len()));
        Ok(article::open(&fetched, options))
    })
}

/// All that an article holds, with the reader's marks where these are told.
///
/// # Errors
/// [`ErrorKind::Interrupted`] where it was ended.
pub fn report(article: &Article, marks: Option<Vec<Placed>>, general: &General) -> Result<Report> {
    let whole = article.clone();
    looked_through(article, general, move |parts| Report::of_parts(&whole, marks, parts))
}

/// The highlights of an article, which may be a book.
///
/// # Errors
/// [`ErrorKind::Interrupted`] where it was ended.
pub fn looked_through<T: Send + 'static>(
    article: &Article,
    general: &General,
    keep: impl FnOnce(&mut dyn Iterator<Item = Extracted>) -> T + Send + 'static,
) -> Result<T> {
    let (article, name) = (article.clone(), article.fetched.origin.to_string());
    wait::until_done(&name, general, move |tell| {
        let parts = article.chunks.count();
        let mut stream = article.stream().inspect(|part| tell(Stage::Looking(part.number + 1, parts)));
        tell(Stage::Looking(1, parts));
        Ok(keep(&mut stream))
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
