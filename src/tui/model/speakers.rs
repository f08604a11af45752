//! Who speaks in the article: the page of speakers.

use crate::highlight::{self, Group, Highlight, KindId, Role};
use crate::text::fold::fold;
use crate::text::span::Span;

use super::shelf::Shelf;

/// One who speaks.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// The fullest name the article gives.
    pub name: String,
    /// What kind of name it is: a body where the article has a body of that name, else a person.
    pub kind: KindId,
    /// What the article says of who it is.
    pub description: Option<String>,
    /// Stances of what was said, each once.
    pub stances: Vec<String>,
    /// What was said: the chunk, where, and whether verbatim.
    pub words: Vec<Said>,
}

/// Something said.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// The chunk's number.
    pub chunk: usize,
    /// The words.
    pub span: Span,
    /// Verbatim, not reported.
    pub direct: bool,
}

/// The page.
#[derive(Clone, Debug)]
pub struct Speakers {
    /// By how much they say, then by where they begin.
    pub list: Vec<Speaker>,
    /// The chosen one.
    pub at: usize,
    /// Whether everybody is there: of a book, only those in the chunks at hand are.
    pub whole: bool,
}

impl Speakers {
    /// Everybody who speaks in the chunks at hand; the one with the folded name `chosen` is chosen.
    pub fn gather(shelf: &Shelf, chosen: Option<&str>) -> Self {
        let mut list: Vec<Speaker> = Vec::new();
        for chunk in 0..shelf.chunks() {
            let Some(held) = shelf.held(chunk) else { continue };
            for highlight in held.highlights.iter().filter(|h| h.kind.kind().group == Group::Quotes) {
                add(&mut list, chunk, highlight);
            }
            for highlight in held.highlights.iter().filter(|h| h.kind == highlight::ORGANIZATION) {
                let named = |speaker: &&mut Speaker| highlight.value(Role::Name) == Some(&speaker.name);
                if let Some(speaker) = list.iter_mut().find(named) {
                    speaker.kind = highlight::ORGANIZATION;
                }
            }
        }
        list.sort_by_key(|speaker| (usize::MAX - speaker.words.len(), speaker.words[0].span.start));
        let at = list.iter().position(|speaker| Some(fold(&speaker.name).as_str()) == chosen).unwrap_or(0);
        let whole = (0..shelf.chunks()).all(|chunk| shelf.held(chunk).is_some());
        Speakers { list, at, whole }
    }
}

impl Speaker {
    /// How many quotes, and how many reports.
    pub fn counts(&self) -> (usize, usize) {
        let direct = self.words.iter().filter(|said| said.direct).count();
        (direct, self.words.len() - direct)
    }
}

fn add(list: &mut Vec<Speaker>, chunk: usize, highlight: &Highlight) {
    let Some(name) = highlight.value(Role::Speaker) else { return };
    let at = list.iter().position(|speaker| speaker.name == name).unwrap_or_else(|| {
        let (description, stances, words) = (None, Vec::new(), Vec::new());
        list.push(Speaker { name: name.to_string(), kind: highlight::PERSON, description, stances, words });
        list.len() - 1
    });
    let speaker = &mut list[at];
    if speaker.description.is_none() {
        speaker.description = highlight.value(Role::Description).map(str::to_string);
    }
    if let Some(stance) = highlight.value(Role::Stance)
        && !speaker.stances.iter().any(|known| known == stance)
    {
        speaker.stances.push(stance.to_string());
    }
    let direct = highlight.value(Role::Form) != Some("indirect");
    speaker.words.push(Said { chunk, span: highlight.span, direct });
}
