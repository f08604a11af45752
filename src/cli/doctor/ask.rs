//! Asks the terminal what it is and waits for its answers, half a second at most.

use std::fs::OpenOptions;
use std::io::Write;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{self, LocalModes, OptionalActions, SpecialCodeIndex};

use crate::tui::terminal::decode::{Decoder, Input};
use crate::tui::terminal::probe::Answers;

/// How long answers are waited for: through a slow line they take a while.
const PATIENCE: Duration = Duration::from_millis(500);

/// What the terminal answers; nothing where it cannot be asked.
pub fn ask() -> Answers {
    let mut answers = Answers::default();
    let Ok(mut terminal) = OpenOptions::new().read(true).write(true).open("/dev/tty") else { return answers };
    let Ok(settings) = termios::tcgetattr(&terminal) else { return answers };
    let mut quiet = settings.clone();
    quiet.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
    quiet.special_codes[SpecialCodeIndex::VMIN] = 0;
    quiet.special_codes[SpecialCodeIndex::VTIME] = 0;
    if termios::tcsetattr(&terminal, OptionalActions::Now, &quiet).is_err() {
        return answers;
    }
    if terminal.write_all(answers.questions(true).as_bytes()).is_ok() {
        listen(&terminal, &mut answers);
    }
    // What was typed meanwhile goes with the answers that came too late: neither is for the shell.
    let _ = termios::tcsetattr(&terminal, OptionalActions::Flush, &settings);
    answers
}

fn listen(terminal: &std::fs::File, answers: &mut Answers) {
    let (mut decoder, end) = (Decoder::default(), Instant::now() + PATIENCE);
    let mut buffer = [0; 1024];
    while !answers.complete {
        let left = end.saturating_duration_since(Instant::now());
        let wait = Timespec { tv_sec: 0, tv_nsec: i64::from(left.subsec_nanos()) };
        let mut ready = [PollFd::new(terminal, PollFlags::IN)];
        if left.is_zero() || !poll(&mut ready, Some(&wait)).is_ok_and(|n| n > 0) {
            return;
        }
        let Ok(n) = rustix::io::read(terminal, &mut buffer) else { return };
        let mut inputs = Vec::new();
        decoder.feed(&buffer[..n], &mut inputs);
        for input in inputs {
            if let Input::Answer(answer) = input {
                answers.take(answer);
            }
        }
        if n == 0 {
            return;
        }
    }
}
