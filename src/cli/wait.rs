//! Work that may be long is done on a thread of its own, while this one shows how far it is and listens for what ends
//! it: a signal, or Escape where keys come to us alone.
//!
//! Keys are only taken when the work has shown itself, and given back the moment it is done; what was typed
//! meanwhile is kept for the reader. Where standard input or output is a pipe the terminal is left alone, for the
//! program at the pipe's other end may be using it.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::arguments::General;
use super::progress::{Line, PATIENCE, Stage};
use super::{Outcome, signals};
use crate::error::{Error, ErrorKind, Result};

/// How often is looked whether it is to end.
const PACE: Duration = Duration::from_millis(40);

/// Room for the work's calls: as much as the main thread has.
const STACK: usize = 8 << 20;

/// Keys that were typed while work was waited for.
static TYPED: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// What the work tells.
enum Told<T> {
    So(Stage),
    Done(Result<T>),
}

/// Does `work` on `name`, which is given what to tell how far it is with.
///
/// # Errors
/// What the work says; [`ErrorKind::Interrupted`] where it was ended. The thread then ends with the program.
pub fn until_done<T: Send + 'static>(
    name: &str,
    general: &General,
    work: impl FnOnce(&dyn Fn(Stage)) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (tell, told) = mpsc::channel();
    let signals = signals::listen();
    signals.hold();
    let mut line = Line::new(name, general);
    let thread = start(work, tell).inspect_err(|_| {
        let _ = signals.release(Outcome::Done);
    })?;
    let (start, mut stage, mut keys) = (Instant::now(), None, None);
    let done = loop {
        match told.recv_timeout(PACE) {
            Ok(Told::So(so)) => {
                stage = Some(so);
                // What is told in haste is taken in haste.
                if start.elapsed() < PATIENCE {
                    continue;
                }
            }
            Ok(Told::Done(done)) => break Some(done),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break None,
        }
        if keys.is_none() && start.elapsed() >= PATIENCE {
            keys = Some(keys::Keys::take(&signals));
        }
        if signals.came().is_some() || keys.as_mut().is_some_and(|keys| keys.is_escape(&mut line)) {
            break Some(Err(Error::new(ErrorKind::Interrupted, "interrupted")));
        }
        if let Some(stage) = stage {
            line.show(stage);
        }
    };
    line.clear();
    if let Some(typed) = keys.map(keys::Keys::give_back) {
        TYPED.lock().unwrap_or_else(PoisonError::into_inner).extend(typed);
    }
    let _ = signals.release(Outcome::Done);
    match done {
        // It came too late to keep the work from being done, but it came.
        Some(_) if signals.came().is_some() => Err(Error::new(ErrorKind::Interrupted, "interrupted")),
        Some(done) => done,
        None => match thread.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => Err(Error::new(ErrorKind::Source, format!("cannot open {name}: the work ended early"))),
        },
    }
}

fn start<T: Send + 'static>(
    work: impl FnOnce(&dyn Fn(Stage)) -> Result<T> + Send + 'static,
    tell: Sender<Told<T>>,
) -> Result<thread::JoinHandle<()>> {
    let work = move || {
        let done = work(&|stage| drop(tell.send(Told::So(stage))));
        let _ = tell.send(Told::Done(done));
    };
    thread::Builder::new().name("work".to_owned()).stack_size(STACK).spawn(work).map_err(|_| {
        Error::new(ErrorKind::Source, "the system has no thread left").hint("close other programs")
    })
}

/// The keys that were typed while work was waited for: they are the reader's.
pub fn typed() -> Vec<u8> {
    std::mem::take(&mut TYPED.lock().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(unix)]
pub mod keys {
    use std::io::IsTerminal;

    use rustix::fs::FileType;
    use rustix::termios::{self, LocalModes, OptionalActions, SpecialCodeIndex, Termios};

    use super::super::progress::Line;
    use super::super::signals::Signals;
    use crate::settings::chord::Code;
    use crate::tui::terminal::decode::{Decoder, Input};
    use crate::tui::terminal::session;

    /// The terminal's keys, one by one and unseen; given back when dropped.
    pub struct Keys {
        /// How the terminal was; `None`: it is not ours to change.
        before: Option<Termios>,
        typed: Vec<u8>,
        decoder: Decoder,
        signals: Signals,
    }

    impl Keys {
        /// Takes the keys, where nobody else may want them.
        pub fn take(signals: &Signals) -> Keys {
            let ours = std::io::stdin().is_terminal()
                && std::io::stderr().is_terminal()
                && (std::io::stdout().is_terminal() || is_file());
            let mut keys = Keys {
                before: None,
                typed: Vec::new(),
                decoder: Decoder::default(),
                signals: signals.clone(),
            };
            if ours {
                keys.change();
            }
            keys
        }

        fn change(&mut self) {
            let input = rustix::stdio::stdin();
            // A job in the background would be stopped.
            if !session::is_foreground(input) {
                return;
            }
            let Ok(before) = termios::tcgetattr(input) else { return };
            let mut one_by_one = before.clone();
            one_by_one.local_modes -= LocalModes::ICANON | LocalModes::ECHO;
            one_by_one.special_codes[SpecialCodeIndex::VMIN] = 0;
            one_by_one.special_codes[SpecialCodeIndex::VTIME] = 0;
            if termios::tcsetattr(input, OptionalActions::Now, &one_by_one).is_ok() {
                self.before = Some(before);
                self.signals.may_stop(false);
            }
        }

        /// Whether Escape was pressed since. Being stopped is seen to by the way: the shell gets its terminal as it
        /// was.
        pub fn is_escape(&mut self, line: &mut Line) -> bool {
            if self.before.is_some() && self.signals.is_to_stop() {
                line.clear();
                self.restore();
                self.signals.stop();
                self.change();
            }
            let input = rustix::stdio::stdin();
            if self.before.is_none() || !session::is_foreground(input) {
                return false;
            }
            let (mut bytes, mut inputs) = ([0; 256], Vec::new());
            match rustix::io::read(input, &mut bytes) {
                Ok(n @ 1..) => {
                    self.decoder.feed(&bytes[..n], &mut inputs);
                    self.typed.extend_from_slice(&bytes[..n]);
                }
                _ => self.decoder.silence(&mut inputs),
            }
            inputs.iter().any(|input| matches!(input, Input::Key(key) if key.code == Code::Esc))
        }

        fn restore(&mut self) {
            if let Some(before) = self.before.take() {
                let _ = termios::tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &before);
                self.signals.may_stop(true);
            }
        }

        /// Gives the keys back, and those that were typed.
        pub fn give_back(mut self) -> Vec<u8> {
            self.restore();
            std::mem::take(&mut self.typed)
        }
    }

    impl Drop for Keys {
        fn drop(&mut self) {
            self.restore();
        }
    }

    fn is_file() -> bool {
        rustix::fs::fstat(std::io::stdout())
            .is_ok_and(|about| FileType::from_raw_mode(about.st_mode) == FileType::RegularFile)
    }
}

#[cfg(not(unix))]
pub mod keys {
    use super::super::progress::Line;
    use super::super::signals::Signals;

    /// Keys are left where they are.
    pub struct Keys;

    impl Keys {
        /// Takes nothing.
        pub fn take(_: &Signals) -> Keys {
            Keys
        }

        /// Never.
        pub fn is_escape(&mut self, _: &mut Line) -> bool {
            false
        }

        /// Nothing.
        pub fn give_back(self) -> Vec<u8> {
            Vec::new()
        }
    }
}
