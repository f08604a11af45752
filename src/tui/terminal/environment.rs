//! The environment at the start, as far as it tells of the terminal: hints, and no more than that.

use crate::settings::{Color, Depth};

/// The environment at the start, as far as it tells of the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment(Vec<(String, String)>);

impl Environment {
    /// A snapshot of these variables; empty ones count as not set.
    pub fn new(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        Environment(variables.into_iter().filter(|(_, value)| !value.is_empty()).collect())
    }

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A variable's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a hint of the table holds: `NAME` is set, `NAME=VALUE` is so, `NAME=VALUE*` begins so.
    pub(super) fn holds(&self, hint: &str) -> bool {
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
        // COLORTERM leaks into GNU screen, which takes such colours for other attributes. tmux makes of them
        // what the terminal has.
        let in_screen =
            (self.get("STY").is_some() || term.starts_with("screen")) && self.get("TMUX").is_none();
        let colorless = self.get("NO_COLOR").is_some() || term == "dumb" || term.starts_with("vt1");
        match color {
            Color::Never => Depth::None,
            Color::Auto if colorless => Depth::None,
            _ if in_screen && term.contains("256color") => Depth::Palette,
            _ if in_screen => Depth::Sixteen,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> Environment {
        Environment::new(pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())))
    }

    #[test]
    fn colours_are_as_many_as_the_terminal_shows() {
        for (pairs, expected) in [
            (&[("TERM", "xterm-256color")][..], Depth::Palette),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Depth::True),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], Depth::None),
            (&[("TERM", "linux")], Depth::Sixteen),
            (&[("TERM", "screen"), ("STY", "1.x"), ("COLORTERM", "truecolor")], Depth::Sixteen),
            (&[("TERM", "screen.xterm-256color"), ("COLORTERM", "truecolor")], Depth::Palette),
            (&[("TERM", "screen"), ("TMUX", "x"), ("COLORTERM", "truecolor")], Depth::True),
            (&[], Depth::None),
        ] {
            assert_eq!(environment(pairs).depth(Color::Auto), expected, "{pairs:?}");
        }
        assert_eq!(environment(&[("NO_COLOR", "1"), ("TERM", "xterm")]).depth(Color::Always), Depth::Palette);
        assert_eq!(environment(&[("COLORFGBG", "0;15")]).dark(), Some(false));
    }
}
