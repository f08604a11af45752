//! Where and when an article appeared, as far as its text tells: its source line, and the date beside who wrote it.

use crate::document::{BlockKind, Chunk};
use crate::highlight::{DATE, Highlight, Role, SOURCE};

/// What the text tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The paper, agency or site.
    pub outlet: Option<String>,
    /// When it was published: EDTF.
    pub published: Option<String>,
}

impl Facts {
    /// Takes note of what a chunk and the highlights that came with it tell, where nothing told it before.
    pub fn take(&mut self, chunk: &Chunk, highlights: &[Highlight]) {
        if self.outlet.is_none() {
            let source = highlights.iter().find(|it| it.kind == SOURCE && chunk.span.covers(it.span));
            self.outlet = source.map(|source| chunk.slice(source.span).trim().to_owned());
        }
        if self.published.is_none() {
            let bylines = || chunk.blocks.iter().filter(|block| block.kind == BlockKind::Byline);
            let dated =
                |it: &&Highlight| it.kind == DATE && bylines().any(|byline| byline.span.covers(it.span));
            let date = highlights.iter().filter(dated).find_map(|it| it.value(Role::Iso));
            self.published = date.map(str::to_owned);
        }
    }
}

/// What was found in an article, chunk by chunk.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The highlights.
    pub highlights: Vec<Highlight>,
    /// What its text tells of where and when it appeared.
    pub facts: Facts,
}

impl Findings {
    /// Adds the next chunk's.
    pub fn push(&mut self, chunk: &Chunk, highlights: &[Highlight]) {
        self.facts.take(chunk, highlights);
        self.highlights.extend_from_slice(highlights);
    }
}
