//! What went wrong, told on standard error: one line, then a hint line where there is something to do.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::error::Error as ClapError;

use super::arguments::Arguments;
use crate::command::nearness;
use crate::error::Error;
use crate::text::cell;

/// Tells an error. Where nobody reads standard error any more, it stays untold.
pub fn tell(error: &Error) {
    say(&error.message, error.hint.as_deref());
}

/// Tells something that is no failure.
pub fn note(message: &str) {
    say(message, None);
}

/// Tells something that is no failure, and what to do.
pub fn advise(message: &str, hint: &str) {
    say(message, Some(hint));
}

fn say(message: &str, hint: Option<&str>) {
    let mut lines = format!("qari: {}\n", plain(message));
    if let Some(hint) = hint {
        lines.push_str(&format!("hint: {}\n", plain(hint)));
    }
    let _ = std::io::stderr().lock().write_all(lines.as_bytes());
}

/// A message on one line, without controls: names of files stand in it, and they may hold anything.
fn plain(text: &str) -> String {
    let words = text.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    cell::sanitize(&line).into_owned()
}

/// Tells what clap found wrong with `words`, or shows the help it was asked for.
pub fn of_clap(error: &ClapError, words: &[OsString]) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    let mut parts = text.split("\n\n").map(str::trim);
    let message = parts.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    let tip = parts.find_map(|part| part.strip_prefix("tip: ")).and_then(|tip| tip.lines().next());
    let similar = tip.filter(|tip| tip.contains("similar"));
    // `qari highligths a.txt`: the first word was taken for a source, the second is complained of.
    if let Some((word, command)) = misspelled(words) {
        say(&format!("there is no command {word}"), Some(&format!("did you mean qari {command}?")));
    } else {
        say(&message, Some(similar.unwrap_or("qari --help tells what can be asked for")));
    }
    ExitCode::from(2)
}

/// The first word, where it is nearly a command and no file, with that command.
fn misspelled(words: &[OsString]) -> Option<(String, String)> {
    let word = words.iter().skip(1).find(|word| !word.to_string_lossy().starts_with('-'))?;
    let command = nearly_command(&word.to_string_lossy())?;
    Some((word.to_string_lossy().into_owned(), command))
}

/// The command that `word` was probably meant to be.
pub fn nearly_command(word: &str) -> Option<String> {
    let all = Arguments::all();
    let names = all.get_subcommands().map(|command| command.get_name().to_owned());
    let (distance, name) = names.map(|name| (nearness::edits(word, &name), name)).min()?;
    (distance > 0 && distance <= 1 + name.len() / 4).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelled_command_is_known_and_another_word_is_not() {
        assert_eq!(nearly_command("highligths").as_deref(), Some("highlights"));
        assert_eq!(nearly_command("pirnt").as_deref(), Some("print"));
        assert_eq!(nearly_command("article.txt"), None);
        assert_eq!(nearly_command("print"), None);
    }
}
