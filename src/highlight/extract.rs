//! The one extractor: reads a chunk's tokens once and lets every kind look at them.
//!
//! To add a kind: one file with `pub(super) fn find(text: &Tokens, memory: &mut Memory, out: &mut
//! Vec<Highlight>)` and one line in `FINDERS`.

use crate::document::Chunk;

use super::cast::{Entities, EntityId};
use super::token::Tokens;
use super::vocabulary::Vocabulary;
use super::{Extractor, Highlight};

/// What is remembered from one chunk to the next. A finder that needs more adds a field.
#[derive(Clone, Default)]
pub struct Memory {
    /// Who is spoken of.
    pub entities: Entities,
    /// The last speakers, the latest first.
    pub recent: Vec<EntityId>,
}

/// Reads a chunk and appends what it finds.
type Finder = fn(&Tokens, &mut Memory, &mut Vec<Highlight>);

/// Every kind's finder. Order does not matter to the result.
static FINDERS: &[Finder] = &[
    super::speech::find,
    super::reckoning::find,
    super::related::find,
    super::source::find,
    super::names::find,
];

/// Finds everything that [`super::KINDS`] lists.
#[derive(Clone, Default)]
pub struct ArticleExtractor {
    vocabulary: Vocabulary,
    memory: Memory,
}

impl ArticleExtractor {
    /// One that has read nothing.
    pub fn new() -> Self {
        Self::default()
    }
}

/// Reports within reports within reports: nobody reads on below this.
const DEEPEST: usize = 6;

/// Leaves out quotes that lie in too many others, so that what is found stays linear in the text.
fn not_too_deep(found: &mut Vec<Highlight>) {
    let mut open: Vec<u32> = Vec::new();
    found.retain(|highlight| {
        if highlight.kind != super::QUOTE {
            return true;
        }
        open.retain(|end| *end > highlight.span.start);
        let kept = open.len() < DEEPEST;
        if kept {
            open.push(highlight.span.end);
        }
        kept
    });
}

impl Extractor for ArticleExtractor {
    fn push(&mut self, chunk: &Chunk) -> Vec<Highlight> {
        self.vocabulary.bound();
        let tokens = Tokens::read(chunk, &mut self.vocabulary);
        let mut found = Vec::new();
        for find in FINDERS {
            find(&tokens, &mut self.memory, &mut found);
        }
        found.sort_by_key(|highlight| (highlight.span.start, highlight.kind, highlight.span.end));
        not_too_deep(&mut found);
        found
    }

    fn finish(&mut self) -> Vec<Highlight> {
        Vec::new()
    }
}
