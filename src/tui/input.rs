//! The input threads: what the terminal sends and signals, as events.
//!
//! While answers to our questions may come, one thread reads the terminal byte by byte; after the fence,
//! or a long silence, it hands over to crossterm. Only time tells the Escape key from a sequence that
//! begins with it. Another thread waits for signals.

use std::io;
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event;
use rustix::event::{PollFd, PollFlags, Timespec};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::Event;
use super::terminal::decode::{Answer, Decoder, Input, Mouse, MouseKind};
use super::terminal::session;
use crate::settings::chord::{Code, Key};

/// How long a terminal that was asked may be silent before it counts as one that does not answer.
const SILENCE: Duration = Duration::from_secs(2);
/// How long after an Escape a byte still belongs to it.
const ESCAPE: Duration = Duration::from_millis(25);
/// How long crossterm may look for what is there already: without any time it does not look at all.
const AT_HAND: Duration = Duration::from_millis(1);
/// The same for what it has read already: a key's frame waits for it.
const READ: Duration = Duration::from_micros(20);
/// When it is asked once more, should it have had no time in that time.
const AGAIN: Duration = Duration::from_millis(20);
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

/// Keeps our threads from the terminal while another program has it.
pub struct Gate {
    /// A byte closes it.
    close: UnixStream,
    /// Tells that it is closed: nobody reads the terminal.
    closed: Receiver<()>,
    /// Opens it again.
    open: Sender<()>,
    /// Whether the terminal is another's.
    away: Arc<AtomicBool>,
}

impl Gate {
    /// Leaves the terminal to another program until [`Gate::open`]; answers whether nobody reads it any more.
    pub fn close(&mut self) -> bool {
        self.away.store(true, Ordering::Relaxed);
        io::Write::write_all(&mut self.close, b".").is_ok() && self.closed.recv_timeout(GRACE).is_ok()
    }

    /// The terminal is ours again.
    pub fn open(&self) {
        self.away.store(false, Ordering::Relaxed);
        let _ = self.open.send(());
    }
}

/// The terminal as the input thread has it.
struct Keyboard {
    input: OwnedFd,
    closing: UnixStream,
    closed: Sender<()>,
    opened: Receiver<()>,
}

impl Keyboard {
    /// Waits for something to read; answers whether there is, `None` where the terminal is gone. At a closed
    /// gate it stands still.
    fn wait(&mut self, patience: Option<Duration>) -> Option<bool> {
        loop {
            let mut ready = [
                PollFd::new(&self.input, PollFlags::IN),
                PollFd::from_borrowed_fd(self.closing.as_fd(), PollFlags::IN),
            ];
            let wait = patience.and_then(|wait| Timespec::try_from(wait).ok());
            match rustix::event::poll(&mut ready, wait.as_ref()) {
                Ok(_) => {}
                Err(rustix::io::Errno::INTR) => return Some(false),
                Err(_) => return None,
            }
            let (keys, gate) = (ready[0].revents(), ready[1].revents());
            if gate.is_empty() {
                return (keys & !PollFlags::IN).is_empty().then_some(!keys.is_empty());
            }
            let mut byte = [0];
            rustix::io::read(&self.closing, &mut byte).ok().filter(|read| *read > 0)?;
            self.closed.send(()).ok()?;
            self.opened.recv().ok()?;
        }
    }
}

/// The exit status after a signal, as shells have it.
pub const fn status(signal: i32) -> u8 {
    128 + signal as u8
}

/// Starts both threads. `asked`: the terminal was asked questions. The threads end when nobody listens any
/// more or the terminal is gone.
///
/// # Errors
/// Where no thread can be had.
pub fn start(input: OwnedFd, asked: bool, signals: Signals, events: Sender<Event>) -> io::Result<Gate> {
    let (close, closing) = UnixStream::pair()?;
    let (told_closed, closed) = mpsc::channel();
    let (open, opened) = mpsc::channel();
    let away = Arc::new(AtomicBool::new(false));
    let (told, others) = (events.clone(), Arc::clone(&away));
    thread::Builder::new().name("signals".to_string()).spawn(move || watch(signals, &others, &told))?;
    let mut keyboard = Keyboard { input, closing, closed: told_closed, opened };
    thread::Builder::new().name("input".to_string()).spawn(move || {
        if !asked || until_answered(&mut keyboard, &events) {
            listen(&mut keyboard, &events);
        }
        // The terminal is gone: what a hangup means.
        let _ = events.send(Event::Signal(SIGHUP));
    })?;
    Ok(Gate { close, closed, open, away })
}

/// Signals as events; ends the program where the event loop does not. While the terminal is another's, its keys
/// mean that one: an interrupt is not for us, and a stop is for both at once.
fn watch(Signals(mut signals): Signals, away: &AtomicBool, events: &Sender<Event>) {
    let mut end: Option<(Instant, i32)> = None;
    loop {
        let left = end.map(|(at, signal)| (at.saturating_duration_since(Instant::now()), signal));
        if let Some((Duration::ZERO, signal)) = left {
            session::leave();
            std::process::exit(status(signal).into());
        }
        let wait = left.and_then(|(left, _)| Timespec::try_from(left).ok());
        let mut ready = [PollFd::new(signals.get_read(), PollFlags::IN)];
        match rustix::event::poll(&mut ready, wait.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
        for signal in signals.pending() {
            match signal {
                SIGINT | SIGCONT if away.load(Ordering::Relaxed) => continue,
                SIGTSTP if away.load(Ordering::Relaxed) => {
                    let _ = rustix::process::kill_process(
                        rustix::process::getpid(),
                        rustix::process::Signal::STOP,
                    );
                    continue;
                }
                _ => {}
            }
            if let SIGTERM | SIGHUP | SIGINT = signal {
                end.get_or_insert((Instant::now() + GRACE, signal));
            }
            if events.send(Event::Signal(signal)).is_err() {
                return;
            }
        }
    }
}

/// Reads raw bytes with our own decoder until all is answered or the terminal was silent for long:
/// crossterm's parser would take the answers for keys. The paper's colour may come after the fence: GNU
/// screen answers that one itself and hands the other question on. What is typed meanwhile is kept. Answers whether
/// the terminal is still there.
fn until_answered(keyboard: &mut Keyboard, events: &Sender<Event>) -> bool {
    let mut decoder = Decoder::default();
    let mut buffer = [0; 4096];
    let mut heard = Instant::now();
    let (mut fenced, mut painted) = (false, false);
    loop {
        let left = SILENCE.saturating_sub(heard.elapsed());
        let wait = if decoder.is_waiting() { left.min(ESCAPE) } else { left };
        let Some(ready) = keyboard.wait(Some(wait)) else { return false };
        let mut decoded = Vec::new();
        if !ready {
            decoder.silence(&mut decoded);
        } else {
            match rustix::io::read(&keyboard.input, &mut buffer) {
                Ok(0) => return false,
                Ok(count) => decoder.feed(&buffer[..count], &mut decoded),
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
                Err(_) => return false,
            }
            heard = Instant::now();
        }
        fenced |= decoded.iter().any(|input| matches!(input, Input::Answer(Answer::Primary)));
        painted |= decoded.iter().any(|input| matches!(input, Input::Answer(Answer::Background(_))));
        if !decoded.is_empty() && events.send(Event::Input(decoded)).is_err() {
            return false;
        }
        if !decoder.is_waiting() && ((fenced && painted) || heard.elapsed() >= SILENCE) {
            return true;
        }
    }
}

/// Hands crossterm's events on, those that wait together as one batch.
fn listen(keyboard: &mut Keyboard, events: &Sender<Event>) {
    let mut there = true;
    loop {
        let mut inputs = Vec::new();
        loop {
            // Bytes are there to be read for the first; the others were read with it.
            match event::poll(if inputs.is_empty() && there { AT_HAND } else { READ }) {
                Ok(true) => match event::read() {
                    Ok(event) => inputs.extend(of_crossterm(event)),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(_) => return,
                },
                Ok(false) => break,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return,
            }
        }
        let patience = (!inputs.is_empty()).then_some(AGAIN);
        if !inputs.is_empty() && events.send(Event::Input(inputs)).is_err() {
            return;
        }
        // Not in crossterm's own wait: from that one nobody could be called away.
        match keyboard.wait(patience) {
            Some(ready) => there = ready,
            None => return,
        }
    }
}

/// An event of crossterm's as ours; `None` for what we do not listen to.
fn of_crossterm(event: event::Event) -> Option<Input> {
    match event {
        event::Event::Key(key) if key.kind != event::KeyEventKind::Release => {
            let code = match key.code {
                event::KeyCode::Char(c) => Code::Char(c),
                event::KeyCode::Enter => Code::Enter,
                event::KeyCode::Esc => Code::Esc,
                event::KeyCode::Tab => Code::Tab,
                event::KeyCode::BackTab => Code::BackTab,
                event::KeyCode::Backspace => Code::Backspace,
                event::KeyCode::Delete => Code::Delete,
                event::KeyCode::Left => Code::Left,
                event::KeyCode::Right => Code::Right,
                event::KeyCode::Up => Code::Up,
                event::KeyCode::Down => Code::Down,
                event::KeyCode::Home => Code::Home,
                event::KeyCode::End => Code::End,
                event::KeyCode::PageUp => Code::PageUp,
                event::KeyCode::PageDown => Code::PageDown,
                _ => return None,
            };
            let with = |modifier| key.modifiers.contains(modifier);
            let key = Key {
                ctrl: with(event::KeyModifiers::CONTROL),
                alt: with(event::KeyModifiers::ALT),
                ..Key::plain(code)
            };
            Some(Input::Key(key.with_shift(with(event::KeyModifiers::SHIFT))))
        }
        event::Event::Mouse(mouse) => {
            let kind = match mouse.kind {
                event::MouseEventKind::Down(event::MouseButton::Left) => MouseKind::Down(0),
                event::MouseEventKind::Drag(event::MouseButton::Left) => MouseKind::Drag(0),
                event::MouseEventKind::ScrollUp => MouseKind::WheelUp,
                event::MouseEventKind::ScrollDown => MouseKind::WheelDown,
                _ => return None,
            };
            Some(Input::Mouse(Mouse { kind, column: mouse.column, row: mouse.row }))
        }
        event::Event::Paste(text) => Some(Input::Paste(text)),
        _ => None,
    }
}
