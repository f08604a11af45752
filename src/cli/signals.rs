//! Commands that print end on a signal with the exit status that CONTRACT names, not by the signal.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::Outcome;

/// What a signal does: it ends the program at once, or, while something must be put back first, it is
/// taken note of.
pub struct Signals {
    at_once: Arc<AtomicBool>,
    came: Arc<AtomicUsize>,
}

/// From now on an interrupt ends with 130, a hang-up with 129, a request to end with 143. The reader,
/// which has a terminal to put back, listens for itself.
pub fn listen() -> Signals {
    let signals = Signals { at_once: Arc::new(AtomicBool::new(true)), came: Arc::default() };
    #[cfg(unix)]
    for (signal, status) in [
        (signal_hook::consts::SIGINT, 130),
        (signal_hook::consts::SIGHUP, 129),
        (signal_hook::consts::SIGTERM, 143),
    ] {
        let (at_once, came) = (Arc::clone(&signals.at_once), Arc::clone(&signals.came));
        // Where the system refuses, the signal does what it always does.
        let _ = signal_hook::flag::register_conditional_shutdown(signal, status, Arc::clone(&at_once));
        let _ = signal_hook::flag::register_usize(signal, came, status as usize);
        // Who asks twice does not want to wait.
        let _ = signal_hook::flag::register(signal, at_once);
    }
    signals
}

impl Signals {
    /// From now on the first signal only says that it is time to end: see [`Signals::came`].
    pub fn hold(&self) {
        self.at_once.store(false, Ordering::SeqCst);
    }

    /// The exit status that a signal asked for since [`Signals::hold`].
    pub fn came(&self) -> Option<u8> {
        u8::try_from(self.came.load(Ordering::SeqCst)).ok().filter(|status| *status != 0)
    }

    /// What is put back is put back: how it ends, if no signal says otherwise.
    pub fn release(&self, outcome: Outcome) -> Outcome {
        self.at_once.store(true, Ordering::SeqCst);
        self.came().map_or(outcome, Outcome::Status)
    }
}
