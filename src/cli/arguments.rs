//! The command line, as clap reads it. What `-h` shows begins with examples.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::highlight::KINDS;
use crate::lexicon;
use crate::settings::{self, Strings};

/// What `-h` shows: examples before all else.
const TEMPLATE: &str = "{before-help}{about}\n\n{usage-heading} {usage}\n\n{all-args}{after-help}";

const EXAMPLES: &str = "Examples:
  qari https://example.org/article       open a page of the web, or a feed
  qari article.html                      open a file: HTML, a feed, text
  curl -s https://… | qari               read what is piped in; keys come from the terminal
  qari welcome                           open the article that comes with qari
  qari highlights --kind quote *.txt     who said what
  qari highlights --format json a.txt    the same for programs
  qari print --width 60 a.txt            lay out without the reader
";

/// A terminal reader for articles in Arabic and the other right-to-left languages
#[derive(Debug, Parser)]
#[command(name = "qari", version, propagate_version = true, help_template = TEMPLATE, before_help = EXAMPLES)]
#[command(subcommand_precedence_over_arg = true, disable_help_subcommand = true, max_term_width = 100)]
pub struct Arguments {
    /// What to do, if not to read.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// A file, an address of the web, or - for standard input; none: the home screen, or the article that comes with qari
    pub source: Option<String>,
    /// The reader's options.
    #[command(flatten)]
    pub reader: Reader,
    /// Options of every command.
    #[command(flatten)]
    pub general: General,
}

impl Arguments {
    /// The whole command line, for completions and the man page.
    pub fn all() -> clap::Command {
        Self::command()
    }
}

/// Options of every command.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Options of every command")]
pub struct General {
    /// A configuration file, in place of the usual one
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Whether colours are used [default: by the terminal and NO_COLOR]
    #[arg(long, global = true, value_name = "WHEN", hide_possible_values = true, help = COLOR)]
    pub color: Option<Color>,
    /// The article's language: auto, or a code [default: auto]
    #[arg(long, global = true, value_name = "CODE", value_parser = languages(), hide_possible_values = true)]
    #[arg(help = language_help())]
    pub language: Option<String>,
    /// The interface's language
    #[arg(long, global = true, value_name = "CODE", value_parser = interface_languages())]
    #[arg(hide_possible_values = true, help = interface_help())]
    pub ui_language: Option<String>,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more on standard error
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

const COLOR: &str = "auto, always or never [default: auto: by the terminal and NO_COLOR]";

fn codes(of: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    std::iter::once("auto").chain(of).collect()
}

fn language_codes() -> Vec<&'static str> {
    codes(lexicon::all().map(|(_, lexicon)| lexicon.code))
}

fn languages() -> PossibleValuesParser {
    PossibleValuesParser::new(language_codes())
}

fn language_help() -> String {
    format!("The article's language: {} [default: auto]", language_codes().join(", "))
}

fn interface_languages() -> PossibleValuesParser {
    PossibleValuesParser::new(codes(Strings::codes()))
}

fn interface_help() -> String {
    format!("The interface's language: {} [default: auto: by the locale]", codes(Strings::codes()).join(", "))
}

/// Options of the reader.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Options of the reader")]
pub struct Reader {
    /// Who puts right-to-left rows in order [env: QARI_BIDI] [default: auto]
    #[arg(long, value_name = "WHO", value_enum)]
    pub bidi: Option<Bidi>,
    /// Whether vowel marks are shown [default: auto]
    #[arg(long, value_name = "HOW", value_enum)]
    pub marks: Option<Marks>,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,
    /// Remember nothing of this reading; what is in the library can be read
    #[arg(long)]
    pub private: bool,
}

impl Reader {
    /// These, and where they say nothing, those of `before`: what stood before the command's name.
    pub fn after(&self, before: &Reader) -> Reader {
        Reader {
            bidi: self.bidi.or(before.bidi),
            marks: self.marks.or(before.marks),
            no_mouse: self.no_mouse || before.no_mouse,
            private: self.private || before.private,
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the article that comes with qari
    #[command(help_template = TEMPLATE)]
    Welcome(Reader),
    /// Print an article, laid out
    #[command(help_template = TEMPLATE, before_help = PRINT_EXAMPLES)]
    Print(Print),
    /// Print what an article holds: quotes, figures, dates, names, links
    #[command(help_template = TEMPLATE, before_help = HIGHLIGHTS_EXAMPLES)]
    Highlights(Highlights),
    /// What is remembered: list, search, export, back up, remove
    #[command(help_template = TEMPLATE)]
    Library {
        /// What is asked of it
        #[command(subcommand)]
        what: super::library::What,
    },
    /// Show every key of the reader
    #[command(help_template = TEMPLATE)]
    Keys,
    /// Show what this terminal is and how right-to-left text is sent to it
    #[command(help_template = TEMPLATE)]
    Doctor(Doctor),
    /// Print completions for a shell
    #[command(help_template = TEMPLATE, before_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the man page
    #[command(help_template = TEMPLATE, before_help = "Examples:\n  qari man | man -l -\n")]
    Man,
}

const PRINT_EXAMPLES: &str = "Examples:
  qari print a.txt                         into a pipe: a row a paragraph, in logical order
  qari print --width 60 --order visual a.txt   as a terminal without bidi must show it
  qari print --raw a.txt                   the text that spans count in
";

const HIGHLIGHTS_EXAMPLES: &str = "Examples:
  qari highlights a.txt                            for people
  qari highlights --kind quote,figure a.txt        only some kinds
  qari highlights --speaker 'هدى سمعان' a.txt      what one speaker said
  qari highlights --format jsonl *.txt | jq …      for programs, one object a line
";

const COMPLETIONS_EXAMPLES: &str = "Examples:
  qari completions bash > ~/.local/share/bash-completion/completions/qari
  qari completions fish > ~/.config/fish/completions/qari.fish
";

/// Options of `print`.
#[derive(Args, Debug)]
pub struct Print {
    /// A file, or - for standard input
    pub source: String,
    /// How many columns; 0: no wrapping, one row a paragraph [default: the terminal's, 0 into a pipe]
    #[arg(long, value_name = "N", value_parser = width)]
    pub width: Option<u16>,
    /// In which order rows are printed
    #[arg(long, value_enum, default_value_t = Order::Auto)]
    pub order: Order,
    /// Whether vowel marks are printed
    #[arg(long, value_enum, default_value_t = Marks::Auto)]
    pub marks: Marks,
    /// The document's text, byte for byte what spans count in
    #[arg(long, conflicts_with_all = ["width", "order", "marks"])]
    pub raw: bool,
}

impl Print {
    /// How the reader's command line prints where there is no terminal.
    pub fn plain(source: &str, marks: Option<Marks>) -> Self {
        let marks = marks.unwrap_or(Marks::Auto);
        Print { source: source.to_owned(), width: None, order: Order::Auto, marks, raw: false }
    }
}

/// The least width at which an article can be laid out.
const NARROWEST: u16 = 8;

fn width(text: &str) -> Result<u16, String> {
    match text.parse() {
        Ok(0) => Ok(0),
        Ok(n) if n >= NARROWEST => Ok(n),
        _ => Err(format!("a number of columns from {NARROWEST} to {}, or 0", u16::MAX)),
    }
}

/// Options of `highlights`.
#[derive(Args, Debug)]
pub struct Highlights {
    /// Files, or - for standard input
    #[arg(required = true, value_name = "SOURCE")]
    pub sources: Vec<String>,
    /// How they are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Only these kinds, with commas between
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kinds())]
    pub kind: Vec<String>,
    /// Only what this speaker said; every word must be in the name or in another of its forms
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(KINDS.iter().map(|kind| kind.name))
}

/// Options of `doctor`.
#[derive(Args, Debug)]
pub struct Doctor {
    /// Who puts right-to-left rows in order [env: QARI_BIDI] [default: auto]
    #[arg(long, value_name = "WHO", value_enum)]
    pub bidi: Option<Bidi>,
}

/// How highlights are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One object, or an array for several sources
    Json,
    /// One object a line
    Jsonl,
    /// Quotes as block quotes under their speakers
    Markdown,
    /// A table with a header row
    Csv,
    /// One page that needs nothing beside it
    Html,
}

/// The order of printed rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// Logical into a pipe or file; what the terminal needs on a terminal
    Auto,
    /// As the text is stored: for programs, and for terminals that reorder
    Logical,
    /// As it is seen: reordered, mirrored and joined
    Visual,
}

/// Whether vowel marks (tashkeel, niqqud) are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Marks {
    /// Where they show well
    Auto,
    /// Always
    Keep,
    /// Never
    Strip,
}

impl From<Marks> for settings::Marks {
    fn from(marks: Marks) -> Self {
        match marks {
            Marks::Auto => settings::Marks::Auto,
            Marks::Keep => settings::Marks::Keep,
            Marks::Strip => settings::Marks::Strip,
        }
    }
}

/// Who puts right-to-left rows in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Bidi {
    /// By what is known of the terminal
    Auto,
    /// qari; the terminal is told to leave it
    App,
    /// The terminal reorders whole rows and cannot be told not to
    Row,
    /// The terminal reorders each word
    Word,
    /// The terminal does all of it; one pane at a time
    Terminal,
    /// Nobody
    Plain,
}

impl From<Bidi> for settings::Bidi {
    fn from(bidi: Bidi) -> Self {
        match bidi {
            Bidi::Auto => settings::Bidi::Auto,
            Bidi::App => settings::Bidi::App,
            Bidi::Row => settings::Bidi::Row,
            Bidi::Word => settings::Bidi::Word,
            Bidi::Terminal => settings::Bidi::Terminal,
            Bidi::Plain => settings::Bidi::Plain,
        }
    }
}

/// Whether colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// By the terminal and `NO_COLOR`
    Auto,
    /// Yes
    Always,
    /// No
    Never,
}

impl From<Color> for settings::Color {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => settings::Color::Auto,
            Color::Always => settings::Color::Always,
            Color::Never => settings::Color::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::all().debug_assert();
    }
}
