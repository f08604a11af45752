//! Commands that print end on a signal with the exit status that CONTRACT names, not by the signal.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use super::Outcome;

/// What a signal does: it ends the program at once, or, while something must be put back first, it is
/// taken note of.
#[derive(Clone)]
pub struct Signals {
    at_once: Arc<AtomicBool>,
    came: Arc<AtomicUsize>,
    stops: Arc<AtomicBool>,
    stopped: Arc<AtomicBool>,
    #[cfg(unix)]
    registered: Arc<[signal_hook::SigId]>,
}

static SIGNALS: OnceLock<Signals> = OnceLock::new();

/// From now on an interrupt ends with 130, a hang-up with 129, a request to end with 143. The reader,
/// which has a terminal to put back, listens for itself: see [`Signals::leave`].
pub fn listen() -> Signals {
    SIGNALS.get_or_init(Signals::register).clone()
}

impl Signals {
    #[cfg(unix)]
    fn register() -> Self {
        let (at_once, came) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicUsize::new(0)));
        let mut registered = Vec::new();
        for (signal, status) in [
            (signal_hook::consts::SIGINT, 130),
            (signal_hook::consts::SIGHUP, 129),
            (signal_hook::consts::SIGTERM, 143),
        ] {
            // Where the system refuses, the signal does what it always does. Who asks twice does not want to wait.
            let conditional =
                signal_hook::flag::register_conditional_shutdown(signal, status, Arc::clone(&at_once));
            let noted = signal_hook::flag::register_usize(signal, Arc::clone(&came), status as usize);
            let twice = signal_hook::flag::register(signal, Arc::clone(&at_once));
            registered.extend([conditional, noted, twice].into_iter().flatten());
        }
        // The shell's Ctrl-Z.
        let (stops, stopped) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicBool::new(false)));
        let signal = signal_hook::consts::SIGTSTP;
        let conditional = signal_hook::flag::register_conditional_default(signal, Arc::clone(&stops));
        let noted = signal_hook::flag::register(signal, Arc::clone(&stopped));
        registered.extend([conditional, noted].into_iter().flatten());
        Signals { at_once, came, stops, stopped, registered: registered.into() }
    }

    #[cfg(not(unix))]
    fn register() -> Self {
        Signals {
            at_once: Arc::default(),
            came: Arc::default(),
            stops: Arc::default(),
            stopped: Arc::default(),
        }
    }

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

    /// Whether the shell may stop us as it likes; where it may not, see [`Signals::stop`].
    pub fn may_stop(&self, may: bool) {
        self.stopped.store(false, Ordering::SeqCst);
        self.stops.store(may, Ordering::SeqCst);
    }

    /// Whether the shell asked us to stop, since it may not as it likes.
    pub fn is_to_stop(&self) -> bool {
        self.stopped.swap(false, Ordering::SeqCst)
    }

    /// Stops, now that everything is put back, until the shell goes on with us.
    pub fn stop(&self) {
        #[cfg(unix)]
        let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    }

    /// Signals are another's matter from now on.
    pub fn leave(&self) {
        #[cfg(unix)]
        for id in self.registered.iter() {
            signal_hook::low_level::unregister(*id);
        }
    }
}
