//! Which terminal this is, and so what it is sent.
//!
//! What is known of terminals is data (`assets/terminals.toml`, compiled in; a user's file merges over
//! it). The environment gives a first guess, for the first frame waits for nothing; the terminal's
//! answers overrule it. Names in the environment leak: into programs started from another terminal,
//! and into multiplexers.

use std::borrow::Cow;

pub use super::environment::Environment;
use super::probe::Answers;
use super::table::{Fonts, Letters, Order, Passthrough, Terminal};
use crate::settings::{Bidi, Marks, Settings};

include!(concat!(env!("OUT_DIR"), "/terminals.rs"));

/// What is known of terminals, as it was built in.
pub fn built_in() -> &'static [Terminal] {
    TERMINALS
}

/// What a terminal is sent, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name in the table.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What tells that it is that one, for `doctor`.
    pub because: String,
    /// How rows are sent.
    pub order: Order,
    /// Whether marks show on their letters.
    pub marks: bool,
    /// What is known of its fonts.
    pub fonts: Fonts,
    /// Whether it is told to leave the order to us (`CSI 8 l`) and, at the end, to take it back.
    pub explicit: bool,
    /// Whether it is told where cells lead.
    pub hyperlinks: bool,
    /// Whether two panes can stand side by side.
    pub two_panes: bool,
    /// What else is sent on entry, before the alternate screen.
    pub entry: Vec<u8>,
    /// What takes that back.
    pub exit: Vec<u8>,
    /// Whether tmux must be told to hand these on, for as long as the terminal is ours.
    pub let_through: bool,
    /// What is known not to be right there, for `doctor`.
    pub limits: String,
}

impl Profile {
    /// Whether what is sent outside cells is the same.
    pub fn is_sent_like(&self, other: &Profile) -> bool {
        let sent = |of: &Profile| (of.entry.clone(), of.exit.clone(), of.explicit, of.let_through);
        sent(self) == sent(other)
    }
}

/// Whether the terminal may be asked what it is.
pub fn may_be_asked(table: &[Terminal], environment: &Environment) -> bool {
    environment.get("TERM").is_some_and(|term| term != "dumb")
        && by_environment(table, environment).is_none_or(|found| found.terminal.asked)
}

/// Which entry of the table, and what tells so.
struct Found<'a> {
    terminal: &'a Terminal,
    because: String,
}

/// Whether the environment leaves open which terminal this is, so that its name is asked for too: `TERM`
/// is the terminal's own, all other names may have leaked into it from the one that it was started from.
pub fn is_open(table: &[Terminal], environment: &Environment) -> bool {
    let own =
        |terminal: &Terminal| terminal.environment.iter().any(|hint| is_own(hint) && environment.holds(hint));
    let named = by_environment(table, environment);
    named.is_none_or(|found| found.terminal.multiplexer || !own(found.terminal))
}

/// Whether a hint is of what a terminal sets for itself.
fn is_own(hint: &str) -> bool {
    hint.starts_with("TERM=")
}

/// Whether a multiplexer hands questions on, so that their answers come after its own.
pub fn hands_on(table: &[Terminal], environment: &Environment) -> bool {
    by_environment(table, environment).is_some_and(|found| found.terminal.passthrough == Passthrough::Dcs)
}

/// The profile for what is known so far; the reader's settings win.
pub fn choose(
    table: &[Terminal],
    environment: &Environment,
    answers: &Answers,
    settings: &Settings,
) -> Profile {
    let found = by_answers(table, answers).or_else(|| by_environment(table, environment));
    let (terminal, because) = match &found {
        Some(found) => (found.terminal, found.because.clone()),
        None => (&Terminal::UNKNOWN, "nothing that is set or answered names it".to_string()),
    };
    let outer = terminal.multiplexer.then(|| around(table, environment, answers)).flatten();
    let because = match &outer {
        Some(outer) => format!("{because}; around it {}: {}", outer.terminal.title, outer.because),
        None => because,
    };
    let outer = outer.map(|outer| outer.terminal);
    let own = outer.map_or_else(|| Way::of(terminal), |outer| Way::through(terminal, outer, answers));
    let (order, forced) = match settings.bidi {
        Bidi::Auto => (own.order, false),
        Bidi::App => (Order::App, true),
        Bidi::Row => (Order::Row, true),
        Bidi::Word => (Order::Word, true),
        Bidi::Terminal => (Order::Terminal, true),
        Bidi::Plain => (Order::Plain, true),
    };
    // Where the terminal is to reorder, it is not told to stop.
    let ours = !matches!(order, Order::Row | Order::Terminal);
    let way = if ours { own } else { Way { order, ..Way::default() } };
    let drawn = outer.unwrap_or(terminal);
    let panes = drawn.panes;
    let limits = [Some(terminal), outer].into_iter().flatten().map(|terminal| &*terminal.limits);
    Profile {
        name: terminal.name.to_string(),
        title: terminal.title.to_string(),
        because: if forced { format!("{because}; order set by the reader") } else { because },
        order,
        marks: match settings.marks {
            Marks::Auto => terminal.marks && outer.is_none_or(|outer| outer.marks),
            Marks::Keep => true,
            Marks::Strip => false,
        },
        fonts: drawn.fonts.clone(),
        explicit: ours && terminal.explicit,
        // A terminal that reorders rows itself would have other cells lead there.
        hyperlinks: matches!(order, Order::App | Order::Override | Order::Word)
            && terminal.hyperlinks
            && outer.is_none_or(|outer| outer.hyperlinks),
        // Who set the order has seen what comes of it.
        two_panes: order != Order::Terminal && (forced || (panes > 1 && order != Order::Row)),
        entry: way.entry,
        exit: way.exit,
        let_through: way.let_through,
        limits: limits.filter(|limits| !limits.is_empty()).collect::<Vec<_>>().join("; "),
    }
}

/// How a terminal is reached: in which order, and by what that is not in cells.
#[derive(Default)]
struct Way {
    order: Order,
    entry: Vec<u8>,
    exit: Vec<u8>,
    let_through: bool,
}

impl Way {
    fn of(terminal: &Terminal) -> Way {
        let (entry, exit) = (terminal.entry.as_bytes().to_vec(), terminal.exit.as_bytes().to_vec());
        Way { order: terminal.order, entry, exit, let_through: false }
    }

    /// The way to the terminal around a multiplexer, the one of least harm first: what stands in cells
    /// reaches only our own; a sequence that is handed on, the whole terminal until we leave.
    fn through(multiplexer: &Terminal, outer: &Terminal, answers: &Answers) -> Way {
        if outer.mode8 {
            return Way { order: Order::Override, ..Way::default() };
        }
        if outer.entry.is_empty() {
            return Way::of(outer);
        }
        let pass = |text: &str| {
            let inner = match multiplexer.passthrough {
                Passthrough::Tmux => format!("tmux;{}", text.replace('\u{1b}', "\u{1b}\u{1b}")),
                _ => text.to_string(),
            };
            format!("\u{1b}P{inner}\u{1b}\\").into_bytes()
        };
        let told = answers.outer.as_ref();
        match multiplexer.passthrough {
            // It reorders rows and cannot be told to stop.
            Passthrough::None => Way { order: Order::Row, ..Way::default() },
            // Before tmux has told who is around it, the session's option is left alone.
            Passthrough::Tmux if told.is_none() => Way { order: outer.order, ..Way::default() },
            way => Way {
                order: outer.order,
                entry: pass(&outer.entry),
                exit: pass(&outer.exit),
                let_through: way == Passthrough::Tmux && told.is_some_and(|outer| !outer.passes),
            },
        }
    }
}

/// The terminal around a multiplexer: by what the multiplexer tells, else by names that leaked into it,
/// which may be those of another one, where the session was begun.
fn around<'a>(table: &'a [Terminal], environment: &Environment, answers: &Answers) -> Option<Found<'a>> {
    let outside: Vec<_> = table.iter().filter(|terminal| !terminal.multiplexer).collect();
    let named = |environment: &Environment, own: bool| {
        let mut named = outside.iter().filter_map(|terminal| {
            let hints = |hint: &&Cow<'_, str>| is_own(hint) == own && environment.holds(hint);
            let hint = terminal.environment.iter().find(hints)?;
            Some(Found { terminal, because: format!("the environment has {hint}") })
        });
        let first = named.next()?;
        (own || named.next().is_none()).then_some(first)
    };
    let Some(outer) = &answers.outer else { return named(environment, false) };
    let version = outer.version.as_deref();
    let calls_itself = version.and_then(|version| by_version(outside.iter().copied(), version));
    let mut found = calls_itself
        .or_else(|| named(&outer.environment, true))
        .or_else(|| named(&outer.environment, false))?;
    found.because.push_str(", as its multiplexer tells");
    Some(found)
}

/// The terminal that calls itself so.
fn by_version<'a>(table: impl Iterator<Item = &'a Terminal>, version: &str) -> Option<Found<'a>> {
    let named =
        |terminal: &&Terminal| !terminal.version.is_empty() && version.starts_with(&*terminal.version);
    let terminal = table.filter(named).max_by_key(|terminal| terminal.version.len())?;
    Some(Found { terminal, because: format!("it calls itself {version}") })
}

/// What the terminal itself says: its name, its kind, or that it knows mode 8.
fn by_answers<'a>(table: &'a [Terminal], answers: &Answers) -> Option<Found<'a>> {
    let name = answers.version.as_deref().and_then(|version| by_version(table.iter(), version));
    let kind = || {
        let secondary = answers.secondary.as_ref()?;
        let kind = secondary.iter().map(u16::to_string).collect::<Vec<_>>().join(";") + ";";
        let terminal = table
            .iter()
            .filter(|terminal| {
                !terminal.secondary.is_empty() && kind.starts_with(&format!("{};", terminal.secondary))
            })
            .max_by_key(|terminal| terminal.secondary.len())?;
        Some(Found { terminal, because: format!("it answers DA2 with {}", kind.trim_end_matches(';')) })
    };
    let mode = || {
        let value = answers.mode8.filter(|value| (1..=2).contains(value))?;
        let terminal = table.iter().find(|terminal| terminal.mode8)?;
        Some(Found { terminal, because: format!("it knows mode 8 (DECRPM answers {value})") })
    };
    name.or_else(kind).or_else(mode)
}

/// What the environment hints at. A multiplexer hides what is outside. `TERM` is the terminal's own;
/// other names leak, and where they point to several terminals they say nothing.
fn by_environment<'a>(table: &'a [Terminal], environment: &Environment) -> Option<Found<'a>> {
    let hint = |terminal: &Terminal, own: bool| {
        let mut hints = terminal.environment.iter().filter(|hint| is_own(hint) == own);
        hints.find(|hint| environment.holds(hint)).map(|hint| hint.to_string())
    };
    let found = |terminal, hint: String| Found { terminal, because: format!("the environment has {hint}") };
    let any = |terminal: &'a Terminal| {
        Some(found(terminal, hint(terminal, false).or_else(|| hint(terminal, true))?))
    };
    let multiplexer = table.iter().filter(|terminal| terminal.multiplexer).find_map(any);
    let own = || table.iter().find_map(|terminal| Some(found(terminal, hint(terminal, true)?)));
    let leaking = || {
        let mut all = table.iter().filter_map(|terminal| Some(found(terminal, hint(terminal, false)?)));
        let first = all.next()?;
        all.next().is_none().then_some(first)
    };
    multiplexer.or_else(own).or_else(leaking)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> Environment {
        Environment::new(pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())))
    }

    fn name(pairs: &[(&str, &str)], answers: &Answers) -> String {
        choose(built_in(), &environment(pairs), answers, &Settings::default()).name
    }

    #[test]
    fn the_environment_gives_the_first_guess() {
        let none = Answers::default();
        for (pairs, expected) in [
            (&[("TERM", "xterm-256color")][..], "unknown"),
            (&[("TERM", "xterm-256color"), ("VTE_VERSION", "7006")], "vte"),
            (&[("TERM", "xterm-256color"), ("KONSOLE_VERSION", "221203")], "konsole"),
            (&[("TERM", "xterm-kitty")], "kitty"),
            (&[("TERM", "st-256color")], "st"),
            // A name that leaked into a terminal with a name of its own, and into one without.
            (&[("TERM", "mlterm"), ("VTE_VERSION", "7006")], "mlterm"),
            (
                &[("TERM", "xterm-256color"), ("KONSOLE_VERSION", "221203"), ("XTERM_VERSION", "XTerm(379)")],
                "unknown",
            ),
            (&[("TERM", "tmux-256color"), ("TMUX", "/tmp/x,1,0"), ("VTE_VERSION", "7006")], "tmux"),
        ] {
            assert_eq!(name(pairs, &none), expected, "{pairs:?}");
        }
    }

    #[test]
    fn answers_overrule_the_environment() {
        let leaked = &[("TERM", "xterm-256color"), ("KONSOLE_VERSION", "221203")];
        let told = |version: &str| Answers { version: Some(version.to_string()), ..Answers::default() };
        assert_eq!(name(leaked, &told("XTerm(379)")), "xterm");
        assert_eq!(name(leaked, &told("tmux 3.3a")), "tmux");
        let kind = |numbers: &[u16]| Answers { secondary: Some(numbers.to_vec()), ..Answers::default() };
        assert_eq!(name(&[], &kind(&[24, 279, 0])), "mlterm");
        assert_eq!(name(&[], &kind(&[65, 7006, 1])), "vte");
        assert_eq!(name(&[], &kind(&[6, 5, 0])), "unknown");
        let mode = |value| Answers { mode8: Some(value), ..Answers::default() };
        assert_eq!(name(&[], &mode(1)), "vte");
        assert_eq!(name(&[], &mode(0)), "unknown");
    }

    #[test]
    fn a_name_that_may_have_leaked_leaves_it_open() {
        let open = |pairs: &[(&str, &str)]| is_open(built_in(), &environment(pairs));
        for named in ["xterm-kitty", "st-256color", "foot", "mlterm", "rxvt-unicode"] {
            assert!(!open(&[("TERM", named), ("KONSOLE_VERSION", "221203")]), "{named}");
        }
        assert!(open(&[("TERM", "xterm-256color"), ("KITTY_WINDOW_ID", "1")]));
        assert!(open(&[("TERM", "xterm-256color"), ("VTE_VERSION", "7006")]));
        assert!(open(&[("TERM", "screen"), ("STY", "1.x")]));
        assert!(open(&[("TERM", "xterm-256color")]));
    }

    #[test]
    fn a_multiplexer_hides_the_terminal_around_it() {
        let order = |pairs: &[(&str, &str)]| {
            let all = [&[("TERM", "tmux-256color"), ("TMUX", "x")], pairs].concat();
            choose(built_in(), &environment(&all), &Answers::default(), &Settings::default()).order
        };
        assert_eq!(order(&[]), Order::App);
        assert_eq!(order(&[("XTERM_VERSION", "XTerm(379)")]), Order::App);
        assert_eq!(order(&[("VTE_VERSION", "7006")]), Order::Override);
        assert_eq!(order(&[("KITTY_WINDOW_ID", "1")]), Order::Word);
        assert_eq!(order(&[("VTE_VERSION", "7006"), ("XTERM_VERSION", "XTerm(379)")]), Order::App);
    }

    #[test]
    fn what_the_reader_sets_wins() {
        let konsole = environment(&[("TERM", "xterm-256color"), ("KONSOLE_VERSION", "221203")]);
        let chosen = |bidi| {
            let settings = Settings { bidi, ..Settings::default() };
            choose(built_in(), &konsole, &Answers::default(), &settings)
        };
        assert!(chosen(Bidi::Auto).entry.starts_with(b"\x1b]50;"));
        let terminal = chosen(Bidi::Terminal);
        assert_eq!((terminal.explicit, terminal.two_panes, terminal.entry.len()), (false, false, 0));
    }

    #[test]
    fn the_table_is_sound() {
        for (at, terminal) in built_in().iter().enumerate() {
            assert!(!terminal.title.is_empty() && !terminal.seen.is_empty(), "{}", terminal.name);
            assert_eq!(terminal.entry.is_empty(), terminal.exit.is_empty(), "{}", terminal.name);
            assert!(
                built_in()[..at].iter().all(|other| other.name != terminal.name),
                "{} twice",
                terminal.name
            );
            let known = !terminal.environment.is_empty()
                || !terminal.version.is_empty()
                || !terminal.secondary.is_empty();
            assert!(known, "{} cannot be recognised", terminal.name);
        }
        assert_eq!(built_in().iter().filter(|terminal| terminal.mode8).count(), 1);
    }
}
