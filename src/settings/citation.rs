//! How words are cited when they are copied: a pattern with names in braces, `{quote}` {speaker} {title}
//! {source} {date} {origin}. What stands between square brackets is left out where a name in it has
//! nothing to say.

use std::fmt::Write as _;

/// A pattern that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Name(Name),
    /// Left out where a name in it is not known.
    Optional(Vec<Piece>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Quote,
    /// The words without quotation marks: the pattern has its own around them.
    Words,
    Speaker,
    Title,
    Source,
    Date,
    Origin,
}

const NAMES: [(&str, Name); 6] = [
    ("quote", Name::Quote),
    ("speaker", Name::Speaker),
    ("title", Name::Title),
    ("source", Name::Source),
    ("date", Name::Date),
    ("origin", Name::Origin),
];

/// What stands around words that are quoted, in any of our languages.
const MARKS: [char; 13] = ['"', '\'', '«', '»', '‹', '›', '“', '”', '„', '‟', '‘', '’', '‚'];

/// What a citation is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The words.
    pub words: String,
    /// The quotation marks that go around them where they are the speaker's own.
    pub marks: Option<(&'static str, &'static str)>,
    /// Who said them.
    pub speaker: Option<String>,
    /// The article's headline.
    pub title: Option<String>,
    /// The paper, agency or site.
    pub source: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// The file or address.
    pub origin: String,
}

impl Citation {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it, in a few words.
    pub fn parse(pattern: &str) -> Result<Citation, String> {
        let mut rest = pattern;
        let mut pieces = pieces(&mut rest, false)?;
        if !pieces.contains(&Piece::Name(Name::Quote)) {
            return Err("{quote} must stand in it".to_owned());
        }
        leave_marks_to(&mut pieces);
        Ok(Citation { pieces })
    }

    /// The pattern where none is set: the words, then on a line of their own who said them and where.
    pub fn usual(rtl: bool) -> Citation {
        let comma = if rtl { "، " } else { ", " };
        let name =
            |name, comma: &str| Piece::Optional(vec![Piece::Text(comma.to_owned()), Piece::Name(name)]);
        Citation {
            pieces: vec![
                Piece::Name(Name::Quote),
                name(Name::Speaker, "\n— "),
                name(Name::Title, comma),
                name(Name::Source, comma),
            ],
        }
    }

    /// The citation of `parts`.
    pub fn fill(&self, parts: &Parts) -> String {
        let text = fill(&self.pieces, parts).0;
        // The usual one begins its second line with whatever is known first.
        let quote = parts.quote();
        match text.split_once(&quote) {
            Some(("", rest)) => {
                let comma = rest.strip_prefix("، ").or_else(|| rest.strip_prefix(", "));
                comma.map_or(text.clone(), |rest| format!("{quote}\n— {rest}"))
            }
            _ => text,
        }
    }
}

impl Parts {
    /// The words, in quotation marks where they are the speaker's own.
    fn quote(&self) -> String {
        let (open, close) = self.marks.unwrap_or_default();
        format!("{open}{}{close}", self.words)
    }
}

/// Where the pattern has quotation marks on both sides of the quote, the quote brings none.
fn leave_marks_to(pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        let text = |at: Option<usize>| match at.and_then(|at| pieces.get(at)) {
            Some(Piece::Text(text)) => text.as_str(),
            _ => "",
        };
        let (before, after) = (text(at.checked_sub(1)), text(Some(at + 1)));
        if pieces[at] == Piece::Name(Name::Quote) && before.ends_with(MARKS) && after.starts_with(MARKS) {
            pieces[at] = Piece::Name(Name::Words);
        }
    }
}

fn pieces(rest: &mut &str, inside: bool) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        match c {
            '{' => {
                let end = after.find('}').ok_or("a { is not closed")?;
                let name = NAMES.iter().find(|(name, _)| *name == &after[..end]);
                let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
                let (_, name) =
                    name.ok_or_else(|| format!("{{{}}} is none of {}", &after[..end], names.join(", ")))?;
                push(&mut text, &mut pieces);
                pieces.push(Piece::Name(*name));
                *rest = &after[end + 1..];
            }
            '[' => {
                push(&mut text, &mut pieces);
                *rest = after;
                pieces.push(Piece::Optional(self::pieces(rest, true)?));
            }
            ']' if inside => {
                push(&mut text, &mut pieces);
                *rest = after;
                return Ok(pieces);
            }
            _ => {
                text.push(c);
                *rest = after;
            }
        }
    }
    push(&mut text, &mut pieces);
    if inside { Err("a [ is not closed".to_owned()) } else { Ok(pieces) }
}

fn push(text: &mut String, pieces: &mut Vec<Piece>) {
    if !text.is_empty() {
        pieces.push(Piece::Text(std::mem::take(text)));
    }
}

/// The text, and whether every name in it is known.
fn fill(pieces: &[Piece], parts: &Parts) -> (String, bool) {
    let (mut text, mut whole) = (String::new(), true);
    for piece in pieces {
        match piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Name(name) => {
                let quote = parts.quote();
                let value = match name {
                    Name::Quote => Some(quote.as_str()),
                    Name::Words => Some(parts.words.as_str()),
                    Name::Speaker => parts.speaker.as_deref(),
                    Name::Title => parts.title.as_deref(),
                    Name::Source => parts.source.as_deref(),
                    Name::Date => parts.date.as_deref(),
                    Name::Origin => Some(parts.origin.as_str()),
                };
                whole &= value.is_some();
                let _ = text.write_str(value.unwrap_or_default());
            }
            Piece::Optional(pieces) => {
                let (words, known) = fill(pieces, parts);
                if known {
                    text.push_str(&words);
                }
            }
        }
    }
    (text, whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        Parts {
            words: "نعم".into(),
            marks: Some(("«", "»")),
            speaker: Some("هدى".into()),
            title: Some("سوق".into()),
            date: Some("2026-10-09".into()),
            origin: "a.txt".into(),
            source: None,
        }
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let citation =
            Citation::parse("{quote}[ — {speaker}][, in {title}][, {source}][, {date}]").expect("a pattern");
        assert_eq!(citation.fill(&parts()), "«نعم» — هدى, in سوق, 2026-10-09");
        assert_eq!(Citation::usual(true).fill(&parts()), "«نعم»\n— هدى، سوق");
        for (pattern, cited) in
            [("\"{quote}\", {speaker}", "\"نعم\", هدى"), ("“{quote}”", "“نعم”"), ("\"{quote}", "\"«نعم»")]
        {
            assert_eq!(
                Citation::parse(pattern).expect("a pattern").fill(&parts()),
                cited,
                "marks stand once"
            );
        }
        let unnamed = Parts { speaker: None, ..parts() };
        assert_eq!(Citation::usual(true).fill(&unnamed), "«نعم»\n— سوق");
        let bare = Parts { title: None, ..unnamed };
        assert_eq!(Citation::usual(true).fill(&bare), "«نعم»");
    }

    #[test]
    fn a_wrong_pattern_is_told() {
        for (pattern, why) in [
            ("{speaker}", "{quote} must"),
            ("{quote} {who}", "none of"),
            ("{quote}[, {date}", "not closed"),
            ("{quote", "not closed"),
        ] {
            let error = Citation::parse(pattern).expect_err(pattern);
            assert!(error.contains(why), "{error}");
        }
    }
}
