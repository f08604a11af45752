//! Long work shows itself: one line on standard error with what is done and how much of it, where that is a
//! terminal; gone when the work is.

use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::arguments::General;
use crate::source::url::Progress;
use crate::text::cell;

/// Quick work needs no line.
const PATIENCE: Duration = Duration::from_millis(300);

/// How often the line changes.
const PACE: Duration = Duration::from_millis(100);

/// The line.
pub struct Line {
    name: String,
    begun: Instant,
    shown: Option<Instant>,
    quiet: bool,
}

impl Line {
    /// A line for the work on `name`.
    pub fn new(name: &str, general: &General) -> Self {
        let name = if name == "-" { "standard input" } else { name };
        let name: String = cell::sanitize(name).chars().take(60).collect();
        let quiet = general.quiet || !std::io::stderr().is_terminal();
        Line { name, begun: Instant::now(), shown: None, quiet }
    }

    /// Shows how far it is. An interrupt ends the program, not the work alone: it goes on.
    pub fn show(&mut self, progress: Progress) -> ControlFlow<()> {
        self.tell(&amount(progress));
        ControlFlow::Continue(())
    }

    /// Shows how far it is in other words.
    pub fn tell(&mut self, amount: &str) {
        let due = self.shown.map_or(self.begun + PATIENCE, |shown| shown + PACE);
        if !self.quiet && Instant::now() >= due {
            self.shown = Some(Instant::now());
            let line = format!("\r\x1b[2Kreading {}: {amount}", self.name);
            let _ = std::io::stderr().lock().write_all(line.as_bytes());
        }
    }

    /// Takes the line away.
    pub fn clear(&mut self) {
        if self.shown.take().is_some() {
            let _ = std::io::stderr().lock().write_all(b"\r\x1b[2K");
        }
    }
}

/// How much came, and of how much.
fn amount(progress: Progress) -> String {
    let kib = |bytes: u64| bytes.div_ceil(1024);
    match progress.total.filter(|total| *total >= progress.received && *total > 0) {
        Some(total) => format!("{} of {} KiB", kib(progress.received), kib(total)),
        None if progress.received == 0 => "waiting for the server".to_owned(),
        None => format!("{} KiB", kib(progress.received)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_that_cannot_be_is_not_told() {
        let of = |received, total| amount(Progress { received, total });
        assert_eq!(of(2048, Some(4096)), "2 of 4 KiB");
        assert_eq!(of(2048, Some(10)), "2 KiB");
        assert_eq!(of(0, None), "waiting for the server");
    }
}
