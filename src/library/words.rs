//! Words as the index has them: folded by the one fold of `text`, and beside them the same words without
//! the prefixes that a language joins to them (النفط and وللنفط beside نفط), from its lexicon.
//!
//! SQLite's own tokenizers take vowel marks for separators, so all folding is done here, for texts and for
//! queries alike; what SQLite gets is letters, digits and spaces.

use std::collections::BTreeSet;

use crate::lexicon::{self, Lexicon};
use crate::text::fold::fold;
use crate::text::language::LanguageId;

/// Letters that must be left of a word whose prefixes are taken off.
const LEAST: usize = 3;

/// The words of a folded text: what SQLite's `unicode61` takes for tokens.
pub fn tokens(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The words of `folded` that have prefixes, without them, with spaces between.
pub fn stems(folded: &str, language: LanguageId) -> String {
    let lexicon = lexicon::get(language);
    let mut stems = String::new();
    if lexicon.proclitics.is_empty() {
        return stems;
    }
    for word in tokens(folded) {
        let stem = stem(word, lexicon);
        if stem.len() < word.len() {
            stems.push_str(stem);
            stems.push(' ');
        }
    }
    stems
}

/// A folded word without the prefixes that its language may have joined to it, the longest of each slot.
fn stem<'a>(word: &'a str, lexicon: &Lexicon) -> &'a str {
    let long_enough = |rest: &str| rest.chars().nth(LEAST - 1).is_some();
    let mut rest = word;
    let taken = |rest: &mut &'a str, prefix: &str| {
        let left = rest.strip_prefix(prefix).filter(|left| long_enough(left));
        if let Some(left) = left {
            *rest = left;
        }
        left.is_some()
    };
    for slot in lexicon.proclitics {
        if lexicon.contractions.iter().any(|(written, _)| taken(&mut rest, written)) {
            break;
        }
        let longest =
            slot.iter().filter(|prefix| rest.starts_with(**prefix)).max_by_key(|prefix| prefix.len());
        if let Some(prefix) = longest {
            taken(&mut rest, prefix);
        }
    }
    rest
}

/// A query as FTS5 reads it, over the columns `columns`: every word, or with `any` at least one of them.
/// `None` where there is no word. A phrase is looked for as it stands, a word also with and without prefixes.
pub fn expression(query: &str, columns: &str, any: bool, prefix: bool) -> Option<String> {
    let mut terms = Vec::new();
    let mut quoted = false;
    let pieces: Vec<&str> = query.split(['"', '«', '»', '“', '”']).collect();
    for (number, piece) in pieces.iter().enumerate() {
        let folded = fold(piece);
        let words: Vec<&str> = tokens(&folded).collect();
        if quoted && number + 1 < pieces.len() && !words.is_empty() {
            terms.push(format!("{{{columns}}} : \"{}\"", words.join(" ")));
        } else {
            let begun = |at: usize| at + 1 == words.len() && number + 1 == pieces.len();
            for (at, word) in words.iter().enumerate() {
                let star = (folded.trim_end().ends_with('*') || prefix) && begun(at);
                terms.push(term(word, columns, star));
            }
        }
        quoted = !quoted;
    }
    (!terms.is_empty()).then(|| terms.join(if any { " OR " } else { " AND " }))
}

fn term(word: &str, columns: &str, prefix: bool) -> String {
    let star = if prefix { " *" } else { "" };
    let forms: BTreeSet<&str> =
        lexicon::all().map(|(_, lexicon)| stem(word, lexicon)).chain([word]).collect();
    let forms: Vec<String> = forms.iter().map(|form| format!("\"{form}\"{star}")).collect();
    format!("{{{columns}}} : ({})", forms.join(" OR "))
}

/// The folded words of a query, by which a hit is shown in its text.
pub fn of_query(query: &str) -> Vec<String> {
    tokens(&fold(query)).map(str::to_owned).collect()
}

/// The same without the prefixes that a language joins to them: what stands in a text that has none of the words.
pub fn stems_of_query(query: &str) -> Vec<String> {
    let stems = |word: &str| {
        let stems = lexicon::all().map(|(_, lexicon)| stem(word, lexicon));
        stems.filter(|stem| stem.len() < word.len()).map(str::to_owned).collect::<Vec<_>>()
    };
    tokens(&fold(query)).flat_map(stems).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arabic(word: &str) -> String {
        stems(&fold(word), lexicon::by_code("ar").expect("Arabic")).trim().to_owned()
    }

    #[test]
    fn joined_prefixes_come_off() {
        assert_eq!(arabic("والنفطُ"), "نفط");
        assert_eq!(arabic("للنفط"), "نفط");
        assert_eq!(arabic("وبالكتاب"), "كتاب");
        assert_eq!(arabic("بلد"), "", "three letters are left alone");
    }

    #[test]
    fn a_query_is_safe_whatever_is_typed() {
        assert_eq!(expression("  ", "words", false, false), None);
        assert_eq!(expression("\"", "words", false, false), None);
        let hostile = expression("نفط) OR \"a b\" NEAR* ' -", "words", false, false).expect("words");
        assert!(hostile.contains("{words} : \"a b\""), "{hostile}");
        assert!(!hostile.contains('\''), "{hostile}");
        assert!(expression("كتا*", "words", false, false).expect("words").contains("\"كتا\" *"));
    }
}
