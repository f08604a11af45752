//! Which language a text is in: by script, then by letters and frequent words of its own.

use super::{Class, all, fold, is_mark};
use crate::text::language::LanguageId;

/// How many characters are looked at for the script: enough to tell, however long the text.
const SAMPLE: usize = 2000;

/// How many of its words are looked up, which tells languages of one script apart.
const WORDS: usize = 160;

/// The characters that the scripts below reach to.
const FEW: usize = 0x780;

/// The script of a letter, where a lexicon may name it.
fn script(c: char) -> Option<&'static str> {
    match c {
        'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' => Some("Latin"),
        '\u{5d0}'..='\u{5ea}' => Some("Hebrew"),
        '\u{620}'..='\u{64a}'
        | '\u{66e}'..='\u{6d3}'
        | '\u{6d5}'
        | '\u{6ee}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}' => Some("Arabic"),
        _ => None,
    }
}

/// Whether `c` belongs to a word; quickly for what most texts here are written with.
fn is_letter(c: char) -> bool {
    script(c).is_some() || !c.is_ascii() && (c.is_alphabetic() || is_mark(c))
}

/// The language of `text`, by its first couple of thousand characters: the script that most of its letters
/// are of decides, and among the languages of that script common words and letters of their own.
/// [`LanguageId::UNKNOWN`] where no lexicon's script is seen.
pub fn language_of(text: &str) -> LanguageId {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    // Every character once: how often each is there tells the script and whose letters they are.
    let mut seen = [0_u32; FEW];
    for c in text.chars() {
        if let Some(seen) = seen.get_mut(c as usize) {
            *seen += 1;
        }
    }
    let times = |c: char| seen.get(c as usize).map_or(0, |&times| times as usize);
    let mut scripts: Vec<(&str, usize)> = Vec::new();
    for c in (0..).take(FEW).filter_map(char::from_u32).filter(|&c| times(c) > 0) {
        let Some(of) = script(c) else { continue };
        match scripts.iter_mut().find(|(script, _)| *script == of) {
            Some((_, letters)) => *letters += times(c),
            None => scripts.push((of, times(c))),
        }
    }
    let Some((script, _)) = scripts.into_iter().max_by_key(|(_, letters)| *letters) else {
        return LanguageId::UNKNOWN;
    };
    let candidates: Vec<_> = all().filter(|(_, lexicon)| lexicon.script == script).collect();
    if let [(only, _)] = candidates[..] {
        return only;
    }
    let words: Vec<String> = text
        .split(|c: char| !is_letter(c))
        .filter(|word| word.starts_with(|c| self::script(c) == Some(script)))
        .take(WORDS)
        .map(fold)
        .collect();
    let mut best = (0, LanguageId::UNKNOWN);
    for (id, lexicon) in candidates {
        let own = lexicon.letters.chars().map(times).sum::<usize>();
        let common = words.iter().filter(|word| lexicon.has(word, Class::Common)).count();
        let score = 1 + common * 2 + own;
        if score > best.0 {
            best = (score, id);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::super::code;
    use super::*;

    #[test]
    fn languages_of_one_script_are_told_apart() {
        assert_eq!(code(language_of("قال المدير إن العمل في المصنع توقف")), "ar");
        assert_eq!(code(language_of("مدیر کارخانه گفت که کار در این بخش متوقف شد")), "fa");
        assert_eq!(code(language_of("مینیجر نے کہا کہ کارخانے میں کام بند ہے")), "ur");
        assert_eq!(code(language_of("המנהל אמר כי העבודה במפעל נעצרה")), "he");
        assert_eq!(code(language_of("The manager said that work had stopped")), "en");
        assert_eq!(code(language_of("2024 — 15%")), "und");
    }
}
