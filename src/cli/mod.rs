//! Arguments to work to exit status: one file a command.

mod arguments;
pub(crate) mod complaint;
mod doctor;
mod generate;
mod highlights;
mod keys;
mod library;
mod open;
mod output;
mod paper;
mod print;
mod progress;
mod read;
mod signals;
mod wait;

use std::process::ExitCode;

use clap::Parser;

use crate::error::{Error, ErrorKind, Result};
use arguments::{Arguments, Command};

/// How a command ended that did not fail: what remains to be told by the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is done.
    Done,
    /// A part failed and was told on the way (one of several sources).
    Partly,
    /// What the reader ended with.
    Status(u8),
}

/// Runs the program on the process's arguments.
pub fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    let arguments = match Arguments::try_parse_from(&words) {
        Ok(arguments) => arguments,
        Err(error) => return complaint::of_clap(&error, &words),
    };
    match run(&arguments) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::FAILURE,
        Ok(Outcome::Status(status)) => ExitCode::from(status),
        Err(error) if error.kind == ErrorKind::Interrupted => {
            ExitCode::from(signals::listen().came().unwrap_or(error.status()))
        }
        Err(error) => {
            complaint::tell(&error);
            ExitCode::from(error.status())
        }
    }
}

fn run(arguments: &Arguments) -> Result<Outcome> {
    let general = &arguments.general;
    if let (Some(source), Some(_)) = (&arguments.source, &arguments.command) {
        let message = format!("a command stands after \"{}\"", crate::text::cell::sanitize(source));
        return Err(Error::new(ErrorKind::Usage, message).hint("the command comes first: qari print FILE"));
    }
    match &arguments.command {
        None => read::run(arguments.source.as_deref(), &arguments.reader, general),
        Some(Command::Welcome(reader)) => read::welcome(&reader.after(&arguments.reader), general),
        Some(Command::Print(options)) => print::run(options, general),
        Some(Command::Highlights(options)) => highlights::run(options, general),
        Some(Command::Library { what }) => library::run(what, general),
        Some(Command::Keys) => keys::run(general),
        Some(Command::Doctor(options)) => doctor::run(options, general),
        Some(Command::Completions { shell }) => generate::completions(*shell),
        Some(Command::Man) => generate::man(),
    }
}
