//! Letters over the links that are seen: typing one follows its link.

use crate::document::MarkKind;
use crate::highlight::{Group, Role};
use crate::text::span::Span;

use super::Model;

/// The letters, those under the fingers first. None needs Shift; each has a place on the Arabic layout.
const LETTERS: &[char] = &['a', 's', 'd', 'g', 'h', 'j', 'k', 'l', 'e', 'r', 'u', 'i', 'o', 'w'];

/// A link that is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What is typed to follow it.
    pub label: String,
    /// Where it stands.
    pub span: Span,
    /// Where it leads.
    pub address: String,
}

/// The links that are seen, while one is being chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// In the order of the text.
    pub all: Vec<Hint>,
    /// What was typed of a label.
    pub typed: String,
    /// The one that is looked at before it is followed, by its number.
    pub at: Option<usize>,
}

impl Hints {
    /// Labels for the links that `model` shows.
    pub fn of(model: &Model) -> Self {
        let mut links = links(model);
        links.truncate(LETTERS.len() * LETTERS.len());
        let labels = labels(links.len());
        let all = links.into_iter().zip(labels).map(|((span, address), label)| Hint { label, span, address });
        Hints { all: all.collect(), typed: String::new(), at: None }
    }

    /// Looks at the next of those whose label goes on from what was typed, or at the one before; after the last comes
    /// the first. Answers it.
    pub fn look(&mut self, forward: bool) -> Option<&Hint> {
        let numbers: Vec<usize> =
            (0..self.all.len()).filter(|at| self.all[*at].label.starts_with(&self.typed)).collect();
        let here = self.at.and_then(|at| numbers.iter().position(|number| *number == at));
        let next = match (here, forward) {
            (None, true) => 0,
            (None, false) => numbers.len().checked_sub(1)?,
            (Some(here), true) => (here + 1) % numbers.len(),
            (Some(here), false) => (here + numbers.len() - 1) % numbers.len(),
        };
        self.at = numbers.get(next).copied();
        self.looked_at()
    }

    /// The one that is looked at.
    pub fn looked_at(&self) -> Option<&Hint> {
        self.all.get(self.at?)
    }

    /// Those whose label goes on from what was typed.
    pub fn left(&self) -> impl Iterator<Item = &Hint> {
        self.all.iter().filter(|hint| hint.label.starts_with(&self.typed))
    }
}

/// The links that are seen and where they lead, in the order of the text.
pub fn links(model: &Model) -> Vec<(Span, String)> {
    let seen = model.page.span();
    let mut links: Vec<(Span, String)> = Vec::new();
    for held in model.shelf.at_hand().filter(|held| held.chunk.span.overlaps(seen)) {
        for mark in held.chunk.marks.iter().filter(|mark| mark.kind == MarkKind::Link) {
            if let Some(address) = mark.value.as_deref().filter(|_| mark.span.overlaps(seen)) {
                links.push((mark.span, address.to_owned()));
            }
        }
        for occurrence in held.occurrences.iter().filter(|o| o.group == Group::Links && o.span.overlaps(seen))
        {
            if let Some(address) = held.highlights[occurrence.highlight].value(Role::Url)
                && links.iter().all(|(span, _)| !span.overlaps(occurrence.span))
            {
                links.push((occurrence.span, address.to_owned()));
            }
        }
    }
    links.sort_by_key(|(span, _)| *span);
    links
}

/// That many labels, none of which begins another one.
fn labels(n: usize) -> Vec<String> {
    if n <= LETTERS.len() {
        return LETTERS[..n].iter().map(char::to_string).collect();
    }
    let pairs = LETTERS.iter().flat_map(|one| LETTERS.iter().map(move |other| format!("{one}{other}")));
    pairs.take(n).collect()
}

#[cfg(test)]
mod tests {
    use super::labels;

    #[test]
    fn no_label_begins_another() {
        for n in [0, 1, 14, 15, 100] {
            let labels = labels(n);
            assert_eq!(labels.len(), n);
            for (i, one) in labels.iter().enumerate() {
                assert!(
                    labels.iter().enumerate().all(|(j, other)| i == j || !other.starts_with(one.as_str()))
                );
            }
        }
    }
}
