//! Commands that print end on a signal with the exit status that CONTRACT names, not by the signal.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// From now on an interrupt ends with 130, a hang-up with 129, a request to end with 143. The reader,
/// which has a terminal to put back, listens for itself.
pub fn listen() {
    #[cfg(unix)]
    for (signal, status) in [
        (signal_hook::consts::SIGINT, 130),
        (signal_hook::consts::SIGHUP, 129),
        (signal_hook::consts::SIGTERM, 143),
    ] {
        // Where the system refuses, the signal does what it always does.
        let _ =
            signal_hook::flag::register_conditional_shutdown(signal, status, Arc::new(AtomicBool::new(true)));
    }
}
