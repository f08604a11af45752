//! Takes the terminal and gives it back, whatever happens in between.
//!
//! The order matters (TERMINALS, a): what is asked, then `CSI 8 l` and the profile's own sequences,
//! only then the alternate screen and its first clear, for in VTE the flag belongs to rows and new
//! rows take the one that is set. On the way out `CSI 8 h` comes last, on the main screen, where the
//! cursor's row needs it; the profile's own come before that screen, for tmux hands nothing on between the
//! change of screens and its own painting. `ratatui::init` would enter the alternate screen too early.
//!
//! What restores the terminal lies in one place that the session, the panic hook and the input thread
//! reach; whoever comes first takes it out, so that it is done once.

use std::fs::OpenOptions;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{
    self, Clear, ClearType, DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use rustix::event::Timespec;
use rustix::termios::{self, LocalModes};

use super::environment::Environment;
use super::outer;
use super::profile::Profile;

/// Presses, releases and drags, in SGR form; crossterm's own command would ask for every motion too.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// BDSM (ECMA-48 8.3.62): explicit, the terminal does not reorder; implicit, it does.
const EXPLICIT: &[u8] = b"\x1b[8l";
const IMPLICIT: &[u8] = b"\x1b[8h";

/// No screen has more cells; a terminal that says so would take all memory.
const WIDEST: u16 = 2000;
const HIGHEST: u16 = 1000;

/// The alternate screen, cleared; no wrapping at the edge, so that a cell that the terminal draws
/// wider than we know cannot scroll the screen; no cursor; pastes in brackets.
fn entering(bytes: &mut Vec<u8>) -> io::Result<()> {
    queue!(
        bytes,
        EnterAlternateScreen,
        ResetColor,
        MoveTo(0, 0),
        Clear(ClearType::All),
        DisableLineWrap,
        Hide,
        EnableBracketedPaste
    )
}

/// What gives the terminal back, after raw mode: what is to be written.
struct Restore {
    bytes: Vec<u8>,
    /// Where tmux was told to hand sequences on.
    let_through: Option<Environment>,
}

static RESTORE: Mutex<Option<Restore>> = Mutex::new(None);
/// Held while a frame is written, so that no frame follows what gave the terminal back.
static OUTPUT: Mutex<()> = Mutex::new(());

/// A terminal in our hands; given back when dropped.
pub struct Session {
    input: OwnedFd,
    environment: Environment,
    mouse: bool,
    /// Whether the terminal reordered when we came, as far as it said.
    was_implicit: bool,
}

impl Session {
    /// Finds the keyboard: standard input, or the controlling terminal where that is a pipe. Nothing is
    /// changed yet.
    ///
    /// # Errors
    /// Where there is no terminal to read keys from.
    pub fn new(mouse: bool, environment: Environment) -> io::Result<Self> {
        let stdin = rustix::stdio::stdin();
        let input = if termios::isatty(stdin) {
            stdin.try_clone_to_owned()?
        } else {
            OpenOptions::new().read(true).write(true).open("/dev/tty")?.into()
        };
        Ok(Session { input, environment, mouse, was_implicit: true })
    }

    /// Where keys come from.
    pub fn input(&self) -> BorrowedFd<'_> {
        self.input.as_fd()
    }

    /// Takes the terminal: raw mode, then everything that is sent, in one write, `questions` first.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn enter(&self, profile: &Profile, questions: &[u8]) -> io::Result<()> {
        let let_through = self.let_through(profile);
        *restore() = Some(Restore { bytes: self.leaving(profile), let_through });
        terminal::enable_raw_mode()?; // keys that were typed already are ours
        let mut bytes = questions.to_vec();
        if profile.explicit {
            bytes.extend_from_slice(EXPLICIT);
        }
        bytes.extend_from_slice(&profile.entry);
        entering(&mut bytes)?;
        if self.mouse {
            bytes.extend_from_slice(MOUSE_ON);
        }
        write(&bytes)
    }

    /// The terminal turned out to be another than it was entered as: sends what the new profile wants,
    /// and sees to it that both are taken back.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn change(&self, old: &Profile, new: &Profile) -> io::Result<()> {
        let let_through = self.let_through(new);
        let mut bytes = Vec::new();
        if old.entry != new.entry {
            bytes.extend_from_slice(&old.exit);
            bytes.extend_from_slice(&new.entry);
        }
        match (old.explicit, new.explicit) {
            (false, true) => bytes.extend_from_slice(EXPLICIT),
            (true, false) if self.was_implicit => bytes.extend_from_slice(IMPLICIT),
            _ => {}
        }
        if let Some(restore) = restore().as_mut() {
            restore.bytes = self.leaving(new);
            restore.let_through = let_through.or(restore.let_through.take());
        }
        write(&bytes)
    }

    /// Has tmux hand on what follows, where the profile needs it; what takes that back.
    fn let_through(&self, profile: &Profile) -> Option<Environment> {
        (profile.let_through && outer::let_through(&self.environment, true)).then(|| self.environment.clone())
    }

    /// Says again that rows are ours: those that are new after a resize too. Before the clear.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn claim_rows(&self, profile: &Profile) -> io::Result<()> {
        if profile.explicit { write(EXPLICIT) } else { Ok(()) }
    }

    /// The terminal told what mode 8 was before we came: set (implicit) or reset.
    pub fn found(&mut self, implicit: bool, profile: &Profile) {
        self.was_implicit = implicit;
        if let Some(restore) = restore().as_mut() {
            restore.bytes = self.leaving(profile);
        }
    }

    /// What is written on the way out.
    fn leaving(&self, profile: &Profile) -> Vec<u8> {
        let mut bytes = Vec::new();
        if self.mouse {
            bytes.extend_from_slice(MOUSE_OFF);
        }
        // Writing to memory does not fail.
        let _ = queue!(bytes, EndSynchronizedUpdate, ResetColor, DisableBracketedPaste, EnableLineWrap, Show);
        bytes.extend_from_slice(&profile.exit);
        let _ = queue!(bytes, LeaveAlternateScreen);
        if profile.explicit && self.was_implicit {
            bytes.extend_from_slice(IMPLICIT);
        }
        bytes
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        leave();
    }
}

fn restore() -> MutexGuard<'static, Option<Restore>> {
    RESTORE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives the terminal back, from wherever it is called. Once is enough; more does nothing.
pub fn leave() {
    // A panic under the lock must not wait for itself.
    let taken = match RESTORE.try_lock() {
        Ok(mut restore) => restore.take(),
        Err(TryLockError::Poisoned(restore)) => restore.into_inner().take(),
        Err(TryLockError::WouldBlock) => return,
    };
    if let Some(Restore { bytes, let_through }) = taken {
        // The settings first: writing may block where nobody reads. If the terminal is gone, nobody is
        // left to tell.
        let _ = terminal::disable_raw_mode();
        // A frame on its way is let through, unless it is stuck.
        let _output = (0..50).find_map(|_| {
            let output = OUTPUT.try_lock().ok();
            if output.is_none() {
                let _ = rustix::event::poll(&mut [], Some(&Timespec { tv_sec: 0, tv_nsec: 2_000_000 }));
            }
            output
        });
        let _ = write_all(&bytes);
        if let Some(environment) = let_through {
            outer::let_through(&environment, false);
        }
    }
}

/// Writes to the terminal as long as it is ours.
///
/// # Errors
/// What the operating system says.
pub fn write(bytes: &[u8]) -> io::Result<()> {
    let _output = OUTPUT.lock().unwrap_or_else(PoisonError::into_inner);
    if restore().is_none() { Ok(()) } else { write_all(bytes) }
}

/// Whether the terminal still has the settings that we gave it: a shell that took over in between
/// leaves its own.
pub fn is_raw(input: BorrowedFd<'_>) -> bool {
    termios::tcgetattr(input).is_ok_and(|settings| !settings.local_modes.contains(LocalModes::ICANON))
}

/// Whether the terminal is ours to read and set: a job in the background has none.
pub fn is_foreground(input: BorrowedFd<'_>) -> bool {
    termios::tcgetpgrp(input).is_ok_and(|group| group == rustix::process::getpgrp())
}

fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(rustix::stdio::stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(rustix::io::Errno::INTR) => {}
            Err(rustix::io::Errno::AGAIN) => {
                // Somebody made our output non-blocking: wait until it takes more.
                let stdout = rustix::stdio::stdout();
                let mut ready = [rustix::event::PollFd::new(&stdout, rustix::event::PollFlags::OUT)];
                rustix::event::poll(&mut ready, None)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// The terminal's size, by any of its ends; 80 × 24 where it does not say.
pub fn size(input: BorrowedFd<'_>) -> (u16, u16) {
    let ask = |fd: BorrowedFd<'_>| {
        let size = termios::tcgetwinsize(fd).ok()?;
        (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col, size.ws_row))
    };
    let (width, height) = ask(rustix::stdio::stdout()).or_else(|| ask(input)).unwrap_or((80, 24));
    (width.min(WIDEST), height.min(HIGHEST))
}
