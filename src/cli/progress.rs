//! Long work shows itself: one line on standard error with what is done and how much of it, where that is a
//! terminal; gone when the work is. It is plain text, so that every terminal shows it as it is meant.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use super::arguments::General;
use crate::source::url::Progress;
use crate::text::segment::graphemes;
use crate::text::{address, cell};

/// Quick work needs no line.
pub const PATIENCE: Duration = Duration::from_millis(300);

/// How often the line changes.
const PACE: Duration = Duration::from_millis(100);

/// From when on it tells how long it has been.
const LONG: u64 = 2;

/// How far work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Bytes come.
    Fetching(Progress),
    /// So many bytes become a document.
    Importing(u64),
    /// Highlights are looked for: in which part, and of how many.
    Looking(usize, usize),
}

/// The line.
pub struct Line {
    name: String,
    is_web: bool,
    begun: Instant,
    shown: Option<Instant>,
    /// Columns that it took when it was shown last.
    taken: usize,
    quiet: bool,
}

impl Line {
    /// A line for the work on `name`.
    pub fn new(name: &str, general: &General) -> Self {
        let is_web = crate::source::is_address(name);
        let name = match name {
            "-" => "standard input".to_owned(),
            _ if is_web => address::told(name),
            _ => cell::sanitize(name).into_owned(),
        };
        let quiet = general.quiet || !std::io::stderr().is_terminal();
        Line { name, is_web, begun: Instant::now(), shown: None, taken: 0, quiet }
    }

    /// Shows how far it is.
    pub fn show(&mut self, stage: Stage) {
        let words = words(stage, self.is_web);
        self.tell(&words);
    }

    /// Shows how far it is in other words.
    pub fn tell(&mut self, words: &str) {
        let due = self.shown.map_or(self.begun + PATIENCE, |shown| shown + PACE);
        if self.quiet || Instant::now() < due {
            return;
        }
        self.shown = Some(Instant::now());
        let seconds = self.begun.elapsed().as_secs();
        let long = if seconds >= LONG { format!(" ({seconds} s)") } else { String::new() };
        // One row and no more, or it could not be taken away. What is done stands before the name, which may be of
        // either direction and any length.
        let line = format!("{words}{long}: {}", self.name);
        let line = fitting(&line, width().saturating_sub(1));
        let taken = columns(line);
        let rest = " ".repeat(self.taken.saturating_sub(taken));
        self.taken = taken;
        let _ = std::io::stderr().lock().write_all(format!("\r{line}{rest}").as_bytes());
    }

    /// Takes the line away.
    pub fn clear(&mut self) {
        if self.shown.take().is_some() {
            let blank = " ".repeat(std::mem::take(&mut self.taken));
            let _ = std::io::stderr().lock().write_all(format!("\r{blank}\r").as_bytes());
        }
    }
}

/// Columns of the terminal on standard error.
fn width() -> usize {
    #[cfg(unix)]
    {
        let size = rustix::termios::tcgetwinsize(std::io::stderr());
        size.ok().map(|size| usize::from(size.ws_col)).filter(|width| *width > 0).unwrap_or(80)
    }
    #[cfg(not(unix))]
    80
}

/// As much of a line as stands in that many columns.
fn fitting(line: &str, width: usize) -> &str {
    let mut taken = 0;
    let beyond = graphemes(line).find(|(_, cluster)| {
        taken += usize::from(cell::columns(cluster));
        taken > width
    });
    beyond.map_or(line, |(at, _)| &line[..at])
}

fn columns(line: &str) -> usize {
    graphemes(line).map(|(_, cluster)| usize::from(cell::columns(cluster))).sum()
}

/// What is done, and how much of it.
fn words(stage: Stage, is_web: bool) -> String {
    match stage {
        Stage::Fetching(Progress { received: 0, .. }) if is_web => "waiting for the server".to_owned(),
        Stage::Fetching(Progress { received: 0, .. }) => "waiting".to_owned(),
        Stage::Fetching(Progress { received, total }) => {
            let verb = if is_web { "fetching" } else { "reading" };
            match total.filter(|total| *total >= received) {
                Some(total) => format!("{verb} {} of {}", size(received), size(total)),
                None => format!("{verb} {}", size(received)),
            }
        }
        Stage::Importing(bytes) => format!("importing {}", size(bytes)),
        Stage::Looking(part, of) => format!("looking through part {part} of {of}"),
    }
}

/// An amount as one reads it.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..10_485_760 => format!("{} KiB", bytes.div_ceil(1024)),
        _ => format!("{} MiB", bytes.div_ceil(1 << 20)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_is_told_with_how_much() {
        let of = |received, total| words(Stage::Fetching(Progress { received, total }), true);
        assert_eq!(of(2048, Some(4096)), "fetching 2 KiB of 4 KiB");
        assert_eq!(of(2048, Some(10)), "fetching 2 KiB", "a length that cannot be is not told");
        assert_eq!(of(0, None), "waiting for the server");
        assert_eq!(words(Stage::Importing(30 << 20), false), "importing 30 MiB");
        assert_eq!(words(Stage::Looking(2, 90), false), "looking through part 2 of 90");
    }

    #[test]
    fn a_line_is_one_row_whatever_the_name() {
        assert_eq!(fitting("waiting: خبر طويل", 12), "waiting: خبر");
        assert_eq!(fitting("abc", 0), "");
        assert_eq!(fitting("漢字", 3), "漢");
    }
}
