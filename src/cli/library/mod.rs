//! `qari library`: what is remembered, on the command line.

mod fetch;
mod moving;
mod told;

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand, ValueEnum};

use super::arguments::{Format, General, Highlights, Marks, Order, Print};
use super::output::Output;
use super::paper::Paper;
use super::{Outcome, complaint, highlights, open, print, signals};
use crate::article::{self, Article};
use crate::config;
use crate::error::{Error, ErrorKind, Result};
use crate::export::Report;
use crate::highlight::{KINDS, VERSION};
use crate::import::Options;
use crate::lexicon;
use crate::library::{Kept, LARGEST, Library, key};
use crate::record::{Findings, Query, Summary, placed};
use crate::settings;

/// What `library` is asked for.
#[derive(Debug, Subcommand)]
pub enum What {
    /// List the articles, those last opened first
    List {
        /// How they are written
        #[arg(long, value_enum, default_value_t = Sheet::Text)]
        format: Sheet,
        /// Most articles; 0: all
        #[arg(long, value_name = "N", default_value_t = 0)]
        limit: usize,
    },
    /// Search all that was read and all that was said
    #[command(before_help = SEARCH_EXAMPLES)]
    Search(Search),
    /// Print an article, laid out, from the library
    Show {
        /// Its number, file or address
        article: String,
    },
    /// Print what articles in the library hold, with the reader's own marks and notes
    Export {
        /// Their numbers, files or addresses; none: all
        articles: Vec<String>,
        /// How they are written
        #[arg(long, value_enum, default_value_t = Format::Markdown)]
        format: Format,
    },
    /// Keep articles without opening the reader
    Add {
        /// Files, addresses, or - for standard input
        #[arg(required = true, value_name = "SOURCE")]
        sources: Vec<String>,
    },
    /// Fetch the feeds that the configuration names; what is new in them stands on the home screen
    Fetch,
    /// Forget articles, with their places and marks
    Remove {
        /// Their numbers, files or addresses
        #[arg(required = true)]
        articles: Vec<String>,
    },
    /// Write everything in the library to a file, or to standard output
    Backup {
        /// The file, which must not be there yet; none, or -: standard output
        file: Option<PathBuf>,
        /// How it is written; what is to come back is to be JSON lines
        #[arg(long, value_enum, default_value_t = moving::Form::Jsonl)]
        format: moving::Form,
    },
    /// Bring a backup back; what is there already stays
    Import {
        /// The file, or - for standard input
        file: PathBuf,
    },
    /// Make the index of what was said anew
    Rebuild,
    /// Look whether the file is whole
    Check,
}

const SEARCH_EXAMPLES: &str = "Examples:
  qari library search نفط                          articles and quotes with that word, however written
  qari library search --speaker الصافي نفط          what one speaker said about it
  qari library search --stance warns --since 2026  who warned this year
  qari library search --format json '\"قبل الفجر\"'   a phrase, for programs
";

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sheet {
    /// For people
    Text,
    /// One array
    Json,
}

/// What is looked for.
#[derive(Args, Debug)]
pub struct Search {
    /// Words, in any order and however written; "…" a phrase, a last * the beginning of a word
    pub words: Vec<String>,
    /// Only what this speaker said
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Only words that the article reports so: says, adds, denies, warns …
    #[arg(long, value_name = "STANCE", value_parser = PossibleValuesParser::new(lexicon::STANCES), hide_possible_values = true)]
    pub stance: Option<String>,
    /// Only these kinds, with commas between [default: quote]
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = PossibleValuesParser::new(KINDS.iter().map(|kind| kind.name)))]
    pub kind: Vec<String>,
    /// Published, else fetched, on that day or later: 2026, 2026-10 or 2026-10-05
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub since: Option<String>,
    /// Published, else fetched, on that day or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<String>,
    /// Only from this paper, agency or site
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Most hits of either sort; 0: all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// How they are written
    #[arg(long, value_enum, default_value_t = Sheet::Text)]
    pub format: Sheet,
}

/// A year, a month or a day, as EDTF has them.
fn date(text: &str) -> std::result::Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, width: usize, most: u32| {
        part.len() == width
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse().is_ok_and(|n: u32| n <= most)
    };
    let good = match parts[..] {
        [year] => number(year, 4, 9999),
        [year, month] => number(year, 4, 9999) && number(month, 2, 12),
        [year, month, day] => number(year, 4, 9999) && number(month, 2, 12) && number(day, 2, 31),
        _ => false,
    };
    if good {
        Ok(text.to_owned())
    } else {
        Err("a year, a month or a day: 2026, 2026-10, 2026-10-05".to_owned())
    }
}

/// Does what is asked of the library.
pub fn run(what: &What, general: &General) -> Result<Outcome> {
    let folder = folder()?;
    match what {
        What::List { format, limit } => {
            let articles = match Library::open_to_read(&folder)? {
                Some(library) => library.list(*limit)?,
                None => Vec::new(),
            };
            write(*format, told::articles_json(&articles), || told::articles(&articles), general)
        }
        What::Search(search) => self::search(&folder, search, general),
        What::Show { article } => {
            let library = there(&folder)?;
            let article = kept(&library, &found(&library, article)?, general)?;
            print::article(&article, &Print::plain("", None), general, &signals::listen())
        }
        What::Export { articles, format } => export(&folder, articles, *format, general),
        What::Add { sources } => add(&folder, sources, general),
        What::Fetch => fetch::run(&folder, general),
        What::Remove { articles } => {
            let mut library = there_to_write(&folder)?;
            // All of them must be there before any is forgotten.
            let found = articles.iter().map(|name| found(&library, name)).collect::<Result<Vec<_>>>()?;
            found.iter().try_for_each(|article| library.remove(article.id))?;
            Ok(Outcome::Done)
        }
        What::Backup { file, format } => moving::backup(&folder, file.as_deref(), *format, general),
        What::Import { file } => moving::import(&folder, file, general),
        What::Rebuild => rebuild(&folder, general),
        What::Check => {
            let wrong = there(&folder)?.check()?;
            match &wrong[..] {
                [] => Ok(Outcome::Done),
                [first, ..] => Err(Error::new(ErrorKind::Output, format!("the library is damaged: {first}"))
                    .hint("move it away; a backup comes back with qari library import FILE")),
            }
        }
    }
}

fn folder() -> Result<PathBuf> {
    config::data().ok_or_else(|| {
        Error::new(ErrorKind::Usage, "there is no folder for a library").hint("set HOME, or XDG_DATA_HOME")
    })
}

/// The library to read in, which must be there.
fn there(folder: &Path) -> Result<Library> {
    Library::open_to_read(folder)?.ok_or_else(|| {
        Error::new(ErrorKind::Source, "the library is empty").hint("qari FILE reads an article and keeps it")
    })
}

/// The library to change, which must be there.
fn there_to_write(folder: &Path) -> Result<Library> {
    there(folder).and_then(|_| Library::open(folder))
}

fn found(library: &Library, name: &str) -> Result<Summary> {
    library.find(name)?.ok_or_else(|| {
        Error::new(ErrorKind::Source, format!("the library has no {name}"))
            .hint("qari library list tells what it has")
    })
}

/// An article opened from the library, else from where it came.
fn kept(library: &Library, article: &Summary, general: &General) -> Result<Article> {
    let options = Options { language: lexicon::by_code(&article.language) };
    match library.fetched(article)? {
        Some(fetched) => {
            article::open(&fetched, options).map_err(|refusal| open::refused(&fetched.origin, refusal))
        }
        None => open::open(&article.origin, options, general),
    }
}

fn search(folder: &Path, search: &Search, general: &General) -> Result<Outcome> {
    let query = Query {
        words: search.words.join(" "),
        speaker: search.speaker.clone(),
        stance: search.stance.clone(),
        kinds: search.kind.clone(),
        since: search.since.clone(),
        until: search.until.clone(),
        outlet: search.outlet.clone(),
        limit: search.limit,
    };
    let empty = Query { limit: query.limit, ..Query::default() };
    if query == empty {
        return Err(Error::new(ErrorKind::Usage, "nothing is looked for").hint("name words, or a --speaker"));
    }
    // Signs without a letter stand in no index: with nothing else asked for, everything would be found.
    if !query.words.trim().is_empty() && !query.words.chars().any(char::is_alphanumeric) {
        let message = format!("cannot look for {}: there is no letter or digit in it", query.words.trim());
        return Err(
            Error::new(ErrorKind::Usage, message).hint("name words; patterns work in the reader, after //")
        );
    }
    let (found, stale) = match Library::open_to_read(folder)? {
        Some(library) => (library.search(&query, false)?, library.stale(VERSION)?.len()),
        None => Default::default(),
    };
    let words = open::strings(general)?;
    if !general.quiet {
        if found.hits.is_empty() && found.articles.is_empty() {
            complaint::note("nothing was found");
        } else if found.loose {
            complaint::note("not all of these words stand together anywhere: what has most of them");
        }
        // A program was ended, or another version of qari made the index.
        if stale > 0 {
            let articles =
                if stale == 1 { "1 article is".to_owned() } else { format!("{stale} articles are") };
            let message = format!("{articles} not indexed yet: what was said there is not among these");
            complaint::advise(
                &message,
                "qari library rebuild makes the index; so does the reader while it is open",
            );
        }
    }
    write(search.format, told::found_json(&found), || told::found(&found, &words), general)
}

/// Writes a list for programs or for people.
fn write(
    format: Sheet,
    json: serde_json::Value,
    text: impl FnOnce() -> String,
    general: &General,
) -> Result<Outcome> {
    let mut output = Output::new();
    if format == Sheet::Json {
        let json = serde_json::to_string_pretty(&json).unwrap_or_default() + "\n";
        output.write_foreign(&json)?;
        output.flush()?;
        return Ok(Outcome::Done);
    }
    let signals = signals::listen();
    let paper = Paper::new(Order::Auto, None, Marks::Auto, general)?;
    if paper.changes_the_terminal() {
        signals.hold();
    }
    output.write(&paper.page(&text()))?;
    output.flush()?;
    Ok(signals.release(Outcome::Done))
}

/// Whether texts are to be kept, and not places alone.
///
/// # Errors
/// Nothing is to be remembered at all.
fn keeps_texts(general: &General) -> Result<bool> {
    match open::settings(general)?.library {
        settings::Library::Off => {
            Err(Error::new(ErrorKind::Usage, "nothing is to be remembered, so nothing is kept")
                .hint("library = \"on\" in the configuration keeps articles"))
        }
        mode => Ok(mode == settings::Library::On),
    }
}

fn add(folder: &Path, sources: &[String], general: &General) -> Result<Outcome> {
    let text = keeps_texts(general)?;
    let mut library = Library::open(folder)?;
    let options = open::options(general)?;
    let mut outcome = Outcome::Done;
    for source in sources {
        let done = open::open(source, options, general)
            .and_then(|article| keep(&mut library, &article, text, general));
        match done {
            Ok(()) if general.verbose => complaint::note(&format!("kept {source}")),
            Ok(()) => {}
            Err(error) if sources.len() > 1 && error.kind == ErrorKind::Source => {
                complaint::tell(&error);
                outcome = Outcome::Partly;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(outcome)
}

/// Keeps an article and what is said in it; without its text, that there is one.
fn keep(library: &mut Library, article: &Article, text: bool, general: &General) -> Result<()> {
    let Some(origin) = key(&article.fetched.origin, &article.document) else { return Ok(()) };
    let kept = Kept { origin: &origin, fetched: &article.fetched, document: &article.document, text };
    let whole = article.document.text.in_memory().is_some_and(|text| text.len() as u64 <= LARGEST);
    // Looked through before anything is written: it is kept with its index or not at all.
    let findings = if text && whole { Some(findings(article, general)?) } else { None };
    library.remember_with(&kept, findings.as_ref(), now(), VERSION).map(drop)
}

/// What is said in an article.
fn findings(article: &Article, general: &General) -> Result<Findings> {
    open::looked_through(article, general, |parts| {
        let mut findings = Findings::default();
        parts.for_each(|extracted| findings.push(&extracted.chunk, &extracted.highlights));
        findings
    })
}

/// Seconds since 1970.
fn now() -> i64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_secs() as i64)
}

fn index(library: &mut Library, id: i64, article: &Article, general: &General) -> Result<()> {
    let Some(text) = article.document.text.in_memory() else { return Ok(()) };
    let findings = findings(article, general)?;
    library.index(id, text, article.document.language, &findings, VERSION)
}

fn rebuild(folder: &Path, general: &General) -> Result<Outcome> {
    let mut library = there_to_write(folder)?;
    library.forget_index()?;
    let articles = library.stale(VERSION)?;
    let mut outcome = Outcome::Done;
    for (done, id) in articles.iter().enumerate() {
        if general.verbose && done % 100 == 0 {
            complaint::note(&format!("{done} of {}", articles.len()));
        }
        let kept = library.find(&format!("#{id}"))?.map(|article| kept(&library, &article, general));
        match kept {
            Some(Ok(article)) => index(&mut library, *id, &article, general)?,
            Some(Err(error)) if error.kind == ErrorKind::Interrupted => return Err(error),
            Some(Err(error)) => {
                complaint::tell(&error);
                outcome = Outcome::Partly;
            }
            None => {}
        }
    }
    Ok(outcome)
}

/// What the articles hold, in the formats of `qari highlights`.
fn export(folder: &Path, names: &[String], format: Format, general: &General) -> Result<Outcome> {
    let library = there(folder)?;
    let articles = if names.is_empty() {
        library.list(0)?
    } else {
        names.iter().map(|name| found(&library, name)).collect::<Result<Vec<_>>>()?
    };
    let options = Highlights { sources: Vec::new(), format, kind: Vec::new(), speaker: None };
    let reports = articles.iter().map(|article| Ok(told_of(&library, article, general)?.1));
    highlights::write(reports, articles.len() > 1, &options, general)
}

/// An article and all that is told of it, with the reader's marks.
fn told_of(library: &Library, article: &Summary, general: &General) -> Result<(Article, Report)> {
    let opened = kept(library, article, general)?;
    let marks = placed(library.marks(article.id)?, &opened.document.text);
    let report = open::report(&opened, Some(marks), general)?;
    Ok((opened, report))
}
