//! Arguments to work to exit status: one file a command.

mod arguments;
mod highlights;
mod output;
mod print;

use std::process::ExitCode;

use clap::Parser;

use crate::article::{self, Article};
use crate::document::Fetched;
use crate::error::{Error, ErrorKind, Result};
use crate::import::{Options, Refusal};
use crate::source;
use arguments::{Arguments, Command};

/// Runs the program on the process's arguments.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("qari: {}", error.message);
            if let Some(hint) = &error.hint {
                eprintln!("hint: {hint}");
            }
            ExitCode::from(error.status())
        }
    }
}

fn run(arguments: Arguments) -> Result<()> {
    match arguments.command {
        Some(Command::Print(options)) => print::run(&options),
        Some(Command::Highlights(options)) => highlights::run(&options),
        None => Ok(()),
    }
}

/// Fetches and opens what the command line named.
fn open(name: &str) -> Result<Article> {
    open_fetched(&source::fetch(name)?)
}

fn open_fetched(fetched: &Fetched) -> Result<Article> {
    article::open(fetched, Options::default()).map_err(|refusal| refused(fetched, refusal))
}

fn refused(fetched: &Fetched, refusal: Refusal) -> Error {
    Error::new(ErrorKind::Source, format!("cannot open {}: {refusal}", fetched.origin))
}
