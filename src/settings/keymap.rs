//! Which chord runs which command. The defaults are `assets/keymap.toml`, compiled in; a user's table
//! merges over them.

use super::chord::{Chord, Key};

include!(concat!(env!("OUT_DIR"), "/keymap.rs"));

/// Chords and the names of the commands they run.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<(Chord, String)>,
}

/// What the keys pressed so far mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning<'a> {
    /// They run this command.
    Command(&'a str),
    /// A longer chord begins so.
    Prefix,
    /// Nothing.
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        let bindings = DEFAULT_KEYMAP
            .iter()
            .filter_map(|(chord, command)| Some((Chord::parse(chord)?, (*command).to_string())))
            .collect();
        Keymap { bindings }
    }
}

impl Keymap {
    /// Binds `chord` to `command`, in place of what it did before; `None` unbinds it.
    pub fn bind(&mut self, chord: Chord, command: Option<&str>) {
        self.bindings.retain(|(bound, _)| *bound != chord);
        if let Some(command) = command {
            self.bindings.push((chord, command.to_string()));
        }
    }

    /// What `keys` mean.
    pub fn meaning(&self, keys: &[Key]) -> Meaning<'_> {
        let mut found = Meaning::Nothing;
        for (chord, command) in &self.bindings {
            if chord.0 == keys {
                return Meaning::Command(command);
            }
            if chord.0.starts_with(keys) {
                found = Meaning::Prefix;
            }
        }
        found
    }

    /// The chords of a command, in the order in which they were bound.
    pub fn chords<'a>(&'a self, command: &'a str) -> impl Iterator<Item = &'a Chord> {
        self.bindings.iter().filter(move |(_, bound)| bound == command).map(|(chord, _)| chord)
    }

    /// All bindings.
    pub fn bindings(&self) -> &[(Chord, String)] {
        &self.bindings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_chord_is_one_and_none_hides_a_longer_one() {
        let keymap = Keymap::default();
        assert_eq!(keymap.bindings.len(), DEFAULT_KEYMAP.len());
        for (chord, command) in &keymap.bindings {
            let hides = |(other, _): &&(Chord, String)| other != chord && other.0.starts_with(&chord.0);
            assert_eq!(keymap.bindings.iter().find(hides), None, "{chord} ({command})");
            let same = keymap.bindings.iter().filter(|(other, _)| other == chord).count();
            assert_eq!(same, 1, "{chord} is bound twice");
        }
    }
}
