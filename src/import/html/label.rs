//! Labels that readers see, by the lexicons: read-also, source, and what belongs to a page and not to its
//! article (share, comments, advertisement …).

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::import::plain::sign;
use crate::lexicon;

/// The longest line that a label makes the page's own, in words.
const LONGEST: usize = 24;

/// Whether a line begins with a read-also label.
pub fn begins_related(line: &str) -> bool {
    sign::label(line) == Some(sign::Label::Related)
}

/// Whether a line begins with a label of sources.
pub fn is_source(line: &str) -> bool {
    sign::label(line) == Some(sign::Label::Source)
}

/// A title without the read-also label before it.
pub fn without_related(title: &str) -> &str {
    if !begins_related(title) {
        return title;
    }
    let signs = [':', '|', '-', '–', '—', '.', '…'];
    let rest =
        title.split_once(signs).map_or(title, |(_, rest)| rest.trim()).trim_start_matches(signs).trim();
    // The bracket that the label began with.
    let closes = |sign: char, open: char| rest.ends_with(sign) && !rest.contains(open);
    if closes(']', '[') || closes(')', '(') { rest[..rest.len() - 1].trim_end() } else { rest }
}

/// Whether a line is the page's: all of it is a label, or it is short and begins with a label of several words.
pub fn is_of_page(line: &str) -> bool {
    let folded: Vec<String> = line
        .split(|c: char| c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}'))
        .map(|word| lexicon::fold(word.trim_matches(|c: char| !c.is_alphanumeric())))
        .filter(|word| !word.is_empty())
        .take(LONGEST + 1)
        .collect();
    let Some(first) = folded.first().filter(|_| folded.len() <= LONGEST) else { return false };
    labels().get(first.as_str()).is_some_and(|labels| {
        labels.iter().any(|label| {
            let begins =
                folded.len() >= label.len() && label.iter().zip(&folded).all(|(one, other)| one == other);
            begins && (folded.len() == label.len() || label.len() > 1)
        })
    })
}

/// Every lexicon's labels of pages by their first words, folded.
fn labels() -> &'static HashMap<String, Vec<Vec<String>>> {
    static LABELS: OnceLock<HashMap<String, Vec<Vec<String>>>> = OnceLock::new();
    LABELS.get_or_init(|| {
        let mut all: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for label in lexicon::all().flat_map(|(_, lexicon)| lexicon.page_labels) {
            let words: Vec<String> = label.split_whitespace().map(lexicon::fold).collect();
            if let Some(first) = words.first() {
                all.entry(first.clone()).or_default().push(words);
            }
        }
        all
    })
}
