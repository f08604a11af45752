//! Labels that readers see, by the lexicons: read-also, source, who wrote it, when it was published, and what
//! belongs to a page and not to its article (share, comments, advertisement …).

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::import::plain::sign;
use crate::lexicon;
use crate::text::digits;

/// The longest line that a label makes the page's own, in words.
const LONGEST: usize = 24;

/// The longest where the label is one word with a colon, or has a gap.
const SHORT: usize = 12;

/// Whether a line begins with a read-also label, or with one of several words and where to read.
pub fn begins_related(line: &str) -> bool {
    if sign::label(line) == Some(sign::Label::Related) {
        return true;
    }
    let inner = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head = inner.split([':', '|', '…']).next().unwrap_or_default();
    let head = head.split("..").next().unwrap_or_default();
    head.len() < inner.len() && announces_related(head) || !is_sentence(line) && announces_related(line)
}

/// So many words may say where, after a read-also label of several.
const WHERE: usize = 3;

/// Whether words are a read-also label alone, or one of several words and where to read.
pub fn announces_related(words: &str) -> bool {
    static LABELS: OnceLock<HashMap<String, Vec<Vec<String>>>> = OnceLock::new();
    let labels = LABELS.get_or_init(|| by_first_word(|lexicon| lexicon.related_labels));
    let words = folded(words, 12);
    words.first().and_then(|first| labels.get(first)).is_some_and(|labels| {
        labels.iter().any(|label| {
            let more = if label.len() > 1 { WHERE } else { 0 };
            words.starts_with(label) && words.len() <= label.len() + more
        })
    })
}

/// Whether a line begins with a label of sources.
pub fn is_source(line: &str) -> bool {
    sign::label(line) == Some(sign::Label::Source)
}

/// Signs that part a label from what it announces.
const SIGNS: &[char] = &[':', '|', '-', '–', '—', '.', '…', 'ـ', '/', '،', '\u{ff1a}'];

/// A title without the read-also label before it.
pub fn without_related(title: &str) -> &str {
    if !begins_related(title) {
        return title;
    }
    let rest =
        title.split_once(SIGNS).map_or(title, |(_, rest)| rest.trim()).trim_start_matches(SIGNS).trim();
    // The bracket that the label began with.
    let closes = |sign: char, open: char| rest.ends_with(sign) && !rest.contains(open);
    if closes(']', '[') || closes(')', '(') { rest[..rest.len() - 1].trim_end() } else { rest }
}

/// The words of a line, folded, without the signs around them; at most so many.
fn folded(line: &str, most: usize) -> Vec<String> {
    line.split(|c: char| c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}' | '/' | '|'))
        .map(|word| lexicon::fold(word.trim_matches(|c: char| !c.is_alphanumeric())))
        .filter(|word| !word.is_empty())
        .take(most)
        .collect()
}

/// Whether a line ends as a sentence does.
pub fn is_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '»', '”', ')', ' ', '\u{200f}']).ends_with(['.', '!', '؟', '?', '۔'])
        && !line.ends_with("..")
}

/// Whether a folded word is a number.
fn is_number(word: &str) -> bool {
    word.chars().all(|c| digits::is_digit(c) || matches!(c, ',' | '.' | '٬'))
}

/// Whether a line is the page's: all of it is labels and numbers, or it is short and begins with a label.
pub fn is_of_page(line: &str) -> bool {
    let words = folded(line, LONGEST + 1);
    if words.len() > LONGEST || words.is_empty() {
        return false;
    }
    if are_labels(&words) || is_tags(line) {
        return true;
    }
    // A colon right after the first word.
    let head = line.split([':', '\u{ff1a}']).next().unwrap_or_default();
    let announced = head.len() < line.len() && folded(head, 2).len() == 1;
    labels().get(words[0].as_str()).is_some_and(|labels| {
        labels.iter().any(|label| {
            if let Some(own) = label.strip_prefix(&[ALWAYS.to_owned()][..]) {
                return words.starts_with(own);
            }
            let Some(gap) = label.iter().position(|word| word.is_empty()) else {
                // A sentence may begin with the same words: all that is everyday language.
                return words.starts_with(label)
                    && !is_sentence(line)
                    && (label.len() > 1 || announced && words.len() <= SHORT);
            };
            let (begin, after) = (&label[..gap], &label[gap + 1..]);
            words.len() <= SHORT
                && !is_sentence(line)
                && words.starts_with(begin)
                && words[gap..].windows(after.len()).any(|words| words == after)
        })
    })
}

/// Whether words are nothing but labels, and numbers beside them.
fn are_labels(words: &[String]) -> bool {
    let mut at = 0;
    let mut found = false;
    while at < words.len() {
        if is_number(&words[at]) {
            at += 1;
            continue;
        }
        let counted = at > 0 && is_number(&words[at - 1]);
        let fits = |label: &&Vec<String>| {
            let own = label.strip_prefix(&[NUMBER.to_owned()][..]);
            let words = &words[at..];
            own.map_or_else(|| words.starts_with(label), |own| counted && words.starts_with(own))
        };
        let longest = labels().get(words[at].as_str()).and_then(|all| {
            all.iter().filter(fits).map(|label| label.iter().filter(|word| *word != NUMBER).count()).max()
        });
        let Some(length) = longest else { return false };
        (at, found) = (at + length, true);
    }
    found
}

/// Whether a line is nothing but tags, or but single letters: what changes the size of the letters.
fn is_tags(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    words.peek().is_some() && words.clone().all(|word| word.starts_with('#') && word.len() > 1)
        || line.split_whitespace().nth(1).is_some()
            && words.all(|word| {
                word.chars().filter(|c| c.is_alphanumeric()).count() <= 1 && !word.contains(digits::is_digit)
            })
}

/// Whether a line stands over what readers say below an article.
pub fn is_end(line: &str) -> bool {
    static LABELS: OnceLock<HashMap<String, Vec<Vec<String>>>> = OnceLock::new();
    let labels = LABELS.get_or_init(|| by_first_word(|lexicon| lexicon.end_labels));
    let mut words = folded(line, SHORT);
    words.retain(|word| !is_number(word));
    words.first().and_then(|first| labels.get(first)).is_some_and(|labels| labels.contains(&words))
}

/// What a label begins with that counts only after a number.
const NUMBER: &str = "#";

/// What a label begins with that makes a whole sentence the page's.
const ALWAYS: &str = "!";

/// Every lexicon's labels of pages by their first words, folded; an empty word is a gap.
fn labels() -> &'static HashMap<String, Vec<Vec<String>>> {
    static LABELS: OnceLock<HashMap<String, Vec<Vec<String>>>> = OnceLock::new();
    LABELS.get_or_init(|| by_first_word(|lexicon| lexicon.page_labels))
}

fn by_first_word(
    list: impl Fn(&'static lexicon::Lexicon) -> &'static [&'static str],
) -> HashMap<String, Vec<Vec<String>>> {
    let mut all: HashMap<String, Vec<Vec<String>>> = HashMap::new();
    for label in lexicon::all().flat_map(|(_, lexicon)| list(lexicon)) {
        let word = |word: &str| if word == "…" { String::new() } else { lexicon::fold(word) };
        let words: Vec<String> = label.split_whitespace().map(word).collect();
        if let Some(first) = words.iter().find(|word| *word != NUMBER && *word != ALWAYS) {
            all.entry(first.clone()).or_default().push(words);
        }
    }
    all
}

/// Whether a short line begins with a label of the day of publication: it says when, or under what.
pub fn tells_day(line: &str) -> bool {
    static LABELS: OnceLock<HashMap<String, Vec<Vec<String>>>> = OnceLock::new();
    let labels = LABELS.get_or_init(|| by_first_word(|lexicon| lexicon.day_labels));
    let words = folded(line, SHORT + 1);
    words.first().and_then(|first| labels.get(first)).is_some_and(|labels| {
        let announced = |label: &[String]| label.len() > 1 || has_sign_after(line, &words[0]);
        labels.iter().any(|label| words.starts_with(label) && announced(label))
    }) && words.len() <= SHORT
        && !is_sentence(line)
}

/// Whether a sign or a number follows a word of a line.
fn has_sign_after(line: &str, folded_word: &str) -> bool {
    let mut words = line
        .split_whitespace()
        .skip_while(|word| lexicon::fold(word.trim_matches(|c: char| !c.is_alphanumeric())) != folded_word);
    let Some(word) = words.next() else { return false };
    word.ends_with(SIGNS)
        || words.next().is_some_and(|next| next.starts_with(SIGNS) || next.starts_with(digits::is_digit))
}

/// The name that a line tells after a label of who wrote it: «label: name», «label/ name», or without a sign where the
/// line is no sentence.
pub fn author(line: &str) -> Option<&str> {
    static LABELS: OnceLock<HashMap<String, Vec<Vec<String>>>> = OnceLock::new();
    let labels = LABELS.get_or_init(|| by_first_word(|lexicon| lexicon.author_labels));
    let line = line.trim().trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '*' | '"'));
    if line.len() > 200 || is_sentence(line) {
        return None;
    }
    let first = folded(line, 1);
    let all = labels.get(first.first()?)?;
    // The longest label first.
    let mut longest: Option<(usize, bool)> = None;
    for label in all {
        let mut at = 0;
        let mut fits = true;
        for word in label {
            let rest = &line[at..];
            let begin = rest.len() - rest.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
            let word_end = rest[begin..]
                .find(|c: char| !c.is_alphanumeric() && !lexicon::is_mark(c) && c != '\u{200c}')
                .map_or(rest.len(), |end| begin + end);
            if lexicon::fold(&rest[begin..word_end]) != *word {
                fits = false;
                break;
            }
            at += word_end;
        }
        if fits && longest.is_none_or(|(already, _)| at > already) {
            longest = Some((at, line[at..].trim_start().starts_with(SIGNS)));
        }
    }
    let (at, signed) = longest?;
    // «… wrote Laila:», the colon at the end.
    let rest = line[at..].trim_matches(|c: char| c.is_whitespace() || SIGNS.contains(&c));
    let name = rest.split(['|', '،', ',']).next().unwrap_or_default().trim();
    let words = name.split_whitespace().count();
    let plausible = (1..=if signed { 6 } else { 4 }).contains(&words)
        && !name.contains(digits::is_digit)
        && name.chars().all(|c| !matches!(c, ':' | '«' | '"' | '?' | '؟'));
    (plausible && (signed || words >= 2)).then_some(name)
}

/// The name in a line that tells who wrote an article, with a label or beside a place: «place – name».
pub fn author_of_line(line: &str) -> Option<&str> {
    author(line).or_else(|| {
        if is_sentence(line) || line.contains(digits::is_digit) {
            return None;
        }
        let mut parts =
            line.split(['-', '–', '—', 'ـ', '|', '/', '،']).map(str::trim).filter(|part| !part.is_empty());
        let (one, other) = (parts.next()?, parts.next()?);
        let count = |part: &str| part.split_whitespace().count();
        if parts.next().is_some() || count(one) > 4 || count(other) > 4 {
            return None;
        }
        let is_place = |part: &str| {
            let folded: Vec<String> = part.split_whitespace().map(lexicon::fold).collect();
            let places = |lexicon: &'static lexicon::Lexicon| lexicon.entries(&folded[0]).iter();
            lexicon::all()
                .flat_map(|(_, lexicon)| places(lexicon))
                .any(|entry| entry.class == lexicon::Class::Place && entry.rest.iter().eq(folded[1..].iter()))
        };
        match (is_place(one), is_place(other)) {
            (true, false) if count(other) >= 2 => Some(other),
            (false, true) if count(one) >= 2 => Some(one),
            _ => None,
        }
    })
}
