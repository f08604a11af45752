//! Which highlights are wanted: some kinds, the words of one speaker.

use std::collections::HashSet;

use super::{Entry, Report};
use crate::highlight::{Group, Role};
use crate::text::fold::fold;
use crate::text::segment;

/// What `--kind` and `--speaker` ask for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Names of kinds; empty: all.
    kinds: Vec<String>,
    /// The folded words that a speaker's names must have.
    speaker: Option<Vec<String>>,
}

impl Filter {
    /// Only `kinds` (all, if none is given), only what `speaker` said.
    pub fn new<'a>(kinds: impl Iterator<Item = &'a str>, speaker: Option<&str>) -> Self {
        Filter {
            kinds: kinds.map(str::to_owned).collect(),
            speaker: speaker.map(|name| words(name).collect()),
        }
    }

    /// Takes out of `report` what is not asked for. The others keep their numbers.
    pub fn apply(&self, report: &mut Report) {
        let wanted: Vec<bool> = report.entries.iter().map(|entry| self.takes(report, entry)).collect();
        let mut wanted = wanted.into_iter();
        report.entries.retain(|_| wanted.next().unwrap_or_default());
    }

    fn takes(&self, report: &Report, entry: &Entry) -> bool {
        let kind = entry.highlight.kind.kind().name;
        (self.kinds.is_empty() || self.kinds.iter().any(|wanted| wanted == kind))
            && self.speaker.as_ref().is_none_or(|speaker| is_by(report, entry, speaker))
    }
}

/// Whether every word of `speaker` is in the names of the one who said it.
fn is_by(report: &Report, entry: &Entry, speaker: &[String]) -> bool {
    let Some(name) = entry.highlight.value(Role::Speaker).or_else(|| entry.mention(Role::Speaker)) else {
        return false;
    };
    let mut names: HashSet<String> =
        words(name).chain(entry.mention(Role::Speaker).into_iter().flat_map(words)).collect();
    for known in report.entries.iter().filter(|entry| entry.highlight.kind.kind().group == Group::Names) {
        if known.highlight.value(Role::Name) == Some(name)
            || known.values(Role::Alias).any(|alias| alias == name)
        {
            names.extend(known.values(Role::Alias).flat_map(words));
        }
    }
    speaker.iter().all(|word| names.contains(word))
}

/// The folded words of a name.
fn words(name: &str) -> impl Iterator<Item = String> {
    let folded = fold(name);
    let words: Vec<String> = segment::words(&folded).map(|(_, word)| word.to_owned()).collect();
    words.into_iter()
}
