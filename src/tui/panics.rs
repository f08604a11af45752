//! What becomes of a panic: the terminal is given back, and one line told.

use super::terminal::session;

/// From now on a panic gives the terminal back and ends the program with one line.
pub fn give_the_terminal_back() {
    std::panic::set_hook(Box::new(|panic| {
        session::leave();
        let payload = panic.payload();
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("unknown");
        let place =
            panic.location().map(|place| format!(" ({}:{})", place.file(), place.line())).unwrap_or_default();
        eprintln!("qari: internal error: {text}{place}\nhint: please report it, with the text that was open");
        std::process::exit(101);
    }));
}
