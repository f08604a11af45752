//! Asks the terminal what it is and waits for its answers, half a second at most.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{self, LocalModes, OptionalActions, SpecialCodeIndex, Termios};

use crate::settings::chord::{Code, Key};
use crate::tui::terminal::decode::{Decoder, Input};
use crate::tui::terminal::probe::Answers;

/// How long answers are waited for: through a slow line they take a while.
const PATIENCE: Duration = Duration::from_millis(500);

/// Puts the terminal's settings back, whatever happens. What was typed meanwhile goes with the answers that
/// came too late: neither is for the shell.
struct Restore<'a>(&'a File, Termios);

impl Drop for Restore<'_> {
    fn drop(&mut self) {
        let _ = termios::tcsetattr(self.0, OptionalActions::Flush, &self.1);
    }
}

/// What the terminal answers; nothing where it cannot be asked. A signal or Ctrl-C ends the waiting:
/// signals must be held, and `interrupted` is set for the key, which is no signal meanwhile.
pub fn ask(hands_on: bool, interrupted: &mut bool) -> Answers {
    let mut answers = Answers::default();
    let Ok(mut terminal) = OpenOptions::new().read(true).write(true).open("/dev/tty") else { return answers };
    let Ok(settings) = termios::tcgetattr(&terminal) else { return answers };
    let mut quiet = settings.clone();
    quiet.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG);
    quiet.special_codes[SpecialCodeIndex::VMIN] = 0;
    quiet.special_codes[SpecialCodeIndex::VTIME] = 0;
    let Ok(end) = terminal.try_clone() else { return answers };
    let _restore = Restore(&end, settings);
    if termios::tcsetattr(&end, OptionalActions::Now, &quiet).is_err() {
        return answers;
    }
    if terminal.write_all(answers.questions(true, hands_on).as_bytes()).is_ok() {
        *interrupted = listen(&terminal, &mut answers);
    }
    answers
}

/// Listens until all is answered or it takes too long; answers whether Ctrl-C was pressed.
fn listen(terminal: &File, answers: &mut Answers) -> bool {
    let (mut decoder, end) = (Decoder::default(), Instant::now() + PATIENCE);
    let mut buffer = [0; 1024];
    while answers.are_awaited() {
        let left = end.saturating_duration_since(Instant::now());
        let wait = Timespec { tv_sec: 0, tv_nsec: i64::from(left.subsec_nanos()) };
        let mut ready = [PollFd::new(terminal, PollFlags::IN)];
        if left.is_zero() || !poll(&mut ready, Some(&wait)).is_ok_and(|n| n > 0) {
            return false;
        }
        let Ok(n) = rustix::io::read(terminal, &mut buffer) else { return false };
        let mut inputs = Vec::new();
        decoder.feed(&buffer[..n], &mut inputs);
        for input in inputs {
            match input {
                Input::Answer(answer) => {
                    answers.take(answer);
                }
                Input::Key(Key { code: Code::Char('c'), ctrl: true, .. }) => return true,
                _ => {}
            }
        }
        if n == 0 {
            return false;
        }
    }
    false
}
