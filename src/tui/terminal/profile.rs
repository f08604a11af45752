//! Which terminal this is, and so what it is sent.
//!
//! What is known of terminals is data (`assets/terminals.toml`, compiled in; a user's file merges over
//! it). The environment gives a first guess, for the first frame waits for nothing; the terminal's
//! answers overrule it. Names in the environment leak: into programs started from another terminal,
//! and into multiplexers.

use std::borrow::Cow;

use super::probe::Answers;
use super::table::{Order, Terminal};
use crate::settings::{Bidi, Color, Depth, Marks, Settings};

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
    /// Whether it is told to leave the order to us (`CSI 8 l`) and, at the end, to take it back.
    pub explicit: bool,
    /// Whether two panes can stand side by side.
    pub two_panes: bool,
    /// What else is sent on entry, before the alternate screen.
    pub entry: Vec<u8>,
    /// What takes that back.
    pub exit: Vec<u8>,
    /// What is known not to be right there, for `doctor`.
    pub limits: String,
}

impl Profile {
    /// Whether what is sent outside cells is the same.
    pub fn is_sent_like(&self, other: &Profile) -> bool {
        (&self.entry, &self.exit, self.explicit) == (&other.entry, &other.exit, other.explicit)
    }
}

/// The environment at the start, as far as it tells of the terminal.
#[derive(Clone, Debug, Default)]
pub struct Environment(Vec<(String, String)>);

impl Environment {
    /// A snapshot of these variables; empty ones count as not set.
    pub fn new(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        Environment(variables.into_iter().filter(|(_, value)| !value.is_empty()).collect())
    }

    /// A variable's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a hint of the table holds: `NAME` is set, `NAME=VALUE` is so, `NAME=VALUE*` begins so.
    fn holds(&self, hint: &str) -> bool {
        match hint.split_once('=') {
            None => self.get(hint).is_some(),
            Some((name, value)) => self.get(name).is_some_and(|found| match value.strip_suffix('*') {
                Some(start) => found.starts_with(start),
                None => found == value,
            }),
        }
    }

    /// How many colours there are.
    pub fn depth(&self, color: Color) -> Depth {
        let term = self.get("TERM").unwrap_or("dumb");
        let colorless = self.get("NO_COLOR").is_some() || term == "dumb" || term.starts_with("vt1");
        match color {
            Color::Never => Depth::None,
            Color::Auto if colorless => Depth::None,
            _ if self.get("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit") => {
                Depth::True
            }
            _ if term.ends_with("-direct") || term == "xterm-kitty" || term.starts_with("alacritty") => {
                Depth::True
            }
            _ if term == "linux" || term == "cygwin" || term.ends_with("-16color") => Depth::Sixteen,
            _ => Depth::Palette,
        }
    }

    /// What `COLORFGBG` says of the paper, before the terminal has answered.
    pub fn dark(&self) -> Option<bool> {
        let ground: u8 = self.get("COLORFGBG")?.rsplit(';').next()?.parse().ok()?;
        Some(ground < 7 || ground == 8)
    }

    /// Whether we run on another machine than the terminal does.
    pub fn remote(&self) -> bool {
        self.get("SSH_CONNECTION").is_some() || self.get("SSH_TTY").is_some()
    }

    /// The locale of messages: `LC_ALL`, `LC_MESSAGES` or `LANG`, whichever is set first.
    pub fn locale(&self) -> &str {
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| self.get(name)).unwrap_or("C")
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

/// Whether the environment leaves open which terminal this is, so that its name is asked for too.
pub fn is_open(table: &[Terminal], environment: &Environment) -> bool {
    let named = by_environment(table, environment);
    named.is_none_or(|found| found.terminal.multiplexer)
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
    let outer = terminal.multiplexer.then(|| around(table, environment)).flatten();
    let because = match &outer {
        Some(outer) => format!("{because}; around it {}: {}", outer.terminal.title, outer.because),
        None => because,
    };
    let (order, forced) = match settings.bidi {
        Bidi::Auto => (outer.as_ref().map_or(terminal.order, |outer| inside(outer.terminal)), false),
        Bidi::App => (Order::App, true),
        Bidi::Row => (Order::Row, true),
        Bidi::Word => (Order::Word, true),
        Bidi::Terminal => (Order::Terminal, true),
        Bidi::Plain => (Order::Plain, true),
    };
    // Where the terminal is to reorder, it is not told to stop.
    let ours = matches!(order, Order::App | Order::Override | Order::Word | Order::Plain);
    Profile {
        name: terminal.name.to_string(),
        title: terminal.title.to_string(),
        because: if forced { format!("{because}; order set by the reader") } else { because },
        order,
        marks: match settings.marks {
            Marks::Auto => terminal.marks && outer.is_none_or(|outer| outer.terminal.marks),
            Marks::Keep => true,
            Marks::Strip => false,
        },
        explicit: ours && terminal.explicit,
        two_panes: !matches!(order, Order::Row | Order::Terminal),
        entry: if ours { terminal.entry.as_bytes().to_vec() } else { Vec::new() },
        exit: if ours { terminal.exit.as_bytes().to_vec() } else { Vec::new() },
        limits: terminal.limits.to_string(),
    }
}

/// What is sent in a multiplexer to the terminal around it, which hears nothing else of us.
fn inside(outer: &Terminal) -> Order {
    if outer.mode8 { Order::Override } else { outer.order }
}

/// The terminal around a multiplexer, by names that leaked into it: it may have been another one when the
/// session was begun.
fn around<'a>(table: &'a [Terminal], environment: &Environment) -> Option<Found<'a>> {
    let outside: Vec<_> = table.iter().filter(|terminal| !terminal.multiplexer).collect();
    let mut named = outside.into_iter().filter_map(|terminal| {
        let leaks = |hint: &&Cow<'_, str>| !hint.starts_with("TERM=") && environment.holds(hint);
        let hint = terminal.environment.iter().find(leaks)?;
        Some(Found { terminal, because: format!("the environment has {hint}") })
    });
    let first = named.next()?;
    named.next().is_none().then_some(first)
}

/// What the terminal itself says: its name, its kind, or that it knows mode 8.
fn by_answers<'a>(table: &'a [Terminal], answers: &Answers) -> Option<Found<'a>> {
    let name = answers.version.as_deref().and_then(|version| {
        let named =
            |terminal: &&Terminal| !terminal.version.is_empty() && version.starts_with(&*terminal.version);
        let terminal = table.iter().filter(named).max_by_key(|terminal| terminal.version.len())?;
        Some(Found { terminal, because: format!("it calls itself {version}") })
    });
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
        let mut hints = terminal.environment.iter().filter(|hint| hint.starts_with("TERM=") == own);
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

    #[test]
    fn colours_are_as_many_as_the_terminal_shows() {
        for (pairs, expected) in [
            (&[("TERM", "xterm-256color")][..], Depth::Palette),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Depth::True),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], Depth::None),
            (&[("TERM", "linux")], Depth::Sixteen),
            (&[], Depth::None),
        ] {
            assert_eq!(environment(pairs).depth(Color::Auto), expected, "{pairs:?}");
        }
        assert_eq!(environment(&[("NO_COLOR", "1"), ("TERM", "xterm")]).depth(Color::Always), Depth::Palette);
        assert_eq!(environment(&[("COLORFGBG", "0;15")]).dark(), Some(false));
    }
}
