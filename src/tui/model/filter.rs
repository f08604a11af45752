//! Which highlights are shown and jumped to.

use crate::document::Chunk;
use crate::highlight::{Group, Highlight, Role};
use crate::text::fold::fold;
use crate::text::needle::Needle;

/// What is shown and jumped to: a tab, in it the words of one speaker alone, or what holds some words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The tab's group; `None`: all.
    pub group: Option<Group>,
    /// The folded name of the one speaker whose quotes are shown.
    pub speaker: Option<String>,
    /// The words that must stand in it, or in its speaker's name.
    pub words: Option<Words>,
}

/// Words that a highlight must hold.
#[derive(Clone, Debug)]
pub struct Words {
    /// As they were typed.
    pub typed: String,
    /// As they are looked for.
    pub needle: Needle,
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.typed == other.typed
    }
}

impl Eq for Words {}

impl Filter {
    /// All of a tab.
    pub fn of(group: Option<Group>) -> Self {
        Filter { group, ..Filter::default() }
    }

    /// Whether that highlight of a chunk is shown.
    pub fn shows(&self, highlight: &Highlight, chunk: &Chunk) -> bool {
        let group = highlight.kind.kind().group;
        self.group.is_none_or(|wanted| wanted == group)
            && self.speaker.as_ref().is_none_or(|wanted| {
                group == Group::Quotes
                    && highlight.value(Role::Speaker).is_some_and(|name| fold(name) == *wanted)
            })
            && self.words.as_ref().is_none_or(|words| holds(highlight, chunk, &words.needle))
    }
}

/// Whether a highlight's words, or a name or an address that goes with them, hold the needle.
fn holds(highlight: &Highlight, chunk: &Chunk, needle: &Needle) -> bool {
    let told = [Role::Speaker, Role::Name, Role::Alias, Role::Description, Role::Url];
    let mut values = highlight
        .parts
        .iter()
        .filter(|part| told.contains(&part.role))
        .filter_map(|part| part.value.as_deref());
    let words = Some(highlight.span).filter(|span| chunk.span.covers(*span)).map(|span| chunk.slice(span));
    words.is_some_and(|words| needle.is_in(&fold(words))) || values.any(|value| needle.is_in(&fold(value)))
}
