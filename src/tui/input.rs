//! The input thread: bytes from the terminal and signals, as events.
//!
//! One thread waits for both, so that nothing else ever reads the terminal. It alone knows silence:
//! only time tells the Escape key from a sequence that begins with it.

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::Event;
use super::terminal::decode::Decoder;
use super::terminal::session;

/// How long after an Escape a byte still belongs to it.
const ESCAPE: Duration = Duration::from_millis(25);
/// How long the event loop may take to end after it was told to, before it is ended.
const GRACE: Duration = Duration::from_secs(2);

/// Signals as something that can be waited for together with the terminal. Registered before the
/// terminal is taken, so that none comes too early.
pub struct Signals(SignalDelivery<UnixStream, SignalOnly>);

impl Signals {
    /// Catches every signal that would end or stop us with the terminal in our hands.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn catch() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let signals = [SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH];
        Ok(Signals(SignalDelivery::with_pipe(read, write, SignalOnly, signals)?))
    }
}

/// The exit status after a signal, as shells have it.
pub const fn status(signal: i32) -> u8 {
    128 + signal as u8
}

/// Starts the thread. It ends when nobody listens any more or the terminal is gone.
///
/// # Errors
/// Where no thread can be had.
pub fn start(input: OwnedFd, signals: Signals, events: Sender<Event>) -> io::Result<()> {
    thread::Builder::new().name("input".to_string()).spawn(move || listen(&input, signals, &events))?;
    Ok(())
}

fn listen(input: &OwnedFd, Signals(mut signals): Signals, events: &Sender<Event>) {
    let mut decoder = Decoder::default();
    let mut buffer = [0; 4096];
    let mut end: Option<(Instant, i32)> = None;
    loop {
        let wait = match end {
            Some((at, signal)) => {
                let left = at.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    session::leave();
                    std::process::exit(status(signal).into());
                }
                Some(left)
            }
            None => None,
        };
        let wait =
            if decoder.is_waiting() { Some(wait.map_or(ESCAPE, |wait| wait.min(ESCAPE))) } else { wait };
        let wait = wait.and_then(|wait| Timespec::try_from(wait).ok());
        let mut ready = [PollFd::new(signals.get_read(), PollFlags::IN), PollFd::new(input, PollFlags::IN)];
        match rustix::event::poll(&mut ready, wait.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => break,
        }
        let [signalled, typed] = [ready[0].revents(), ready[1].revents()];
        let mut decoded = Vec::new();
        if typed.is_empty() {
            decoder.silence(&mut decoded);
        } else {
            match rustix::io::read(input, &mut buffer) {
                Ok(0) => break,
                Ok(count) => decoder.feed(&buffer[..count], &mut decoded),
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
                Err(_) => break,
            }
        }
        if !decoded.is_empty() && events.send(Event::Input(decoded)).is_err() {
            return;
        }
        if !signalled.is_empty() {
            for signal in signals.pending() {
                if let SIGTERM | SIGHUP | SIGINT = signal {
                    end.get_or_insert((Instant::now() + GRACE, signal));
                }
                if events.send(Event::Signal(signal)).is_err() {
                    return;
                }
            }
        }
    }
    // The terminal is gone: what a hangup means.
    let _ = events.send(Event::Signal(SIGHUP));
}
