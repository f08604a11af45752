//! The command line, as clap reads it.

use clap::{Args, Parser, Subcommand, ValueEnum};

#[derive(Debug, Parser)]
#[command(name = "qari", version, about)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the laid-out article
    Print(Print),
    /// Print the extracted highlights
    Highlights(Highlights),
}

#[derive(Debug, Args)]
pub struct Print {
    /// A file, or - for standard input
    pub source: String,
    /// The document's text, byte for byte what spans count in
    #[arg(long)]
    pub raw: bool,
}

#[derive(Debug, Args)]
pub struct Highlights {
    /// Files, or - for standard input
    #[arg(required = true)]
    pub sources: Vec<String>,
    /// How they are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Jsonl,
}
