//! The pass over a block's characters that makes its tokens.

use std::sync::LazyLock;

use super::super::vocabulary::{Vocabulary, WordId};
use super::{Token, TokenKind};
use crate::document::Block;
use crate::lexicon::{self, Class, Entry};
use crate::text::language::LanguageId;
use crate::text::span::Span;

/// One pass over a block's characters.
pub(super) struct Scanner<'a> {
    /// Whether doubled brackets have opened a quotation.
    pub(super) opened: bool,
    pub(super) text: &'a str,
    base: u32,
    pub(super) language: LanguageId,
    sorts: &'static [Sort; 0x800],
    vocabulary: &'a mut Vocabulary,
    out: &'a mut Vec<Token>,
}

/// What a character is to the scanner.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Letter,
    Hebrew,
    Digit,
    Mark,
    Space,
    Line,
    Quote,
    Sign,
}

/// What the characters of one and of two bytes are: nearly all of every text here.
static SHORT: LazyLock<[Sort; 0x800]> =
    LazyLock::new(|| std::array::from_fn(|c| char::from_u32(c as u32).map_or(Sort::Sign, told)));

/// What a character is.
pub(super) fn sort(c: char) -> Sort {
    SHORT.get(c as usize).copied().unwrap_or_else(|| told(c))
}

/// Whether a character is a letter, a digit, or a mark on one.
pub(in crate::highlight) fn is_inside_word(c: char) -> bool {
    match sort(c) {
        Sort::Letter | Sort::Hebrew | Sort::Digit => true,
        Sort::Mark => lexicon::is_mark(c),
        _ => false,
    }
}

/// What a character is, by its properties.
fn told(c: char) -> Sort {
    match c {
        ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}' | '\u{3000}' => Sort::Space,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Sort::Line,
        'א'..='ת' => Sort::Hebrew,
        '"' | '\'' | '«' | '»' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '״' | '׳'
        | '〝' | '〞' | '＂' => Sort::Quote,
        // Signs that stand before a number or a name and enclose it (the footnote marker).
        '\u{600}'..='\u{605}' => Sort::Mark,
        c if lexicon::is_mark(c) => Sort::Mark,
        c if c.is_alphabetic() => Sort::Letter,
        c if c.is_numeric() => Sort::Digit,
        c if c.is_whitespace() => Sort::Space,
        _ => Sort::Sign,
    }
}

impl<'a> Scanner<'a> {
    /// Over the text of a block; its tokens go to `out`.
    pub(super) fn new(
        text: &'a str,
        block: &Block,
        vocabulary: &'a mut Vocabulary,
        out: &'a mut Vec<Token>,
    ) -> Self {
        let (base, language) = (block.span.start, block.language);
        Scanner { opened: false, text, base, language, sorts: &SHORT, vocabulary, out }
    }

    /// Reads the block to its end.
    pub(super) fn run(mut self) {
        let mut at = 0;
        let mut spaced = true;
        while let Some((c, sort, after)) = self.look(at) {
            let end = match sort {
                Sort::Space | Sort::Mark => {
                    spaced |= sort == Sort::Space;
                    at = after;
                    continue;
                }
                Sort::Line => {
                    self.push(at, after, TokenKind::Break, c, true);
                    spaced = true;
                    at = after;
                    continue;
                }
                Sort::Letter | Sort::Hebrew => self.word_end(at, after, sort == Sort::Hebrew),
                Sort::Digit => self.number_end(at),
                Sort::Quote => after + usize::from(self.text[at..].starts_with("''")),
                Sort::Sign => {
                    at + self.text[at..].chars().take_while(|&d| d == c).map(char::len_utf8).sum::<usize>()
                }
            };
            let kind = match sort {
                Sort::Letter | Sort::Hebrew => TokenKind::Word,
                Sort::Digit if self.text[at..end].chars().all(|c| self::sort(c) != Sort::Letter) => {
                    TokenKind::Number
                }
                Sort::Digit => TokenKind::Word,
                Sort::Quote => TokenKind::Quote,
                _ => TokenKind::Sign,
            };
            let (kind, c) = self.doubled(c, end - at).map_or((kind, c), |glyph| (TokenKind::Quote, glyph));
            self.push(at, end, kind, c, spaced);
            spaced = false;
            at = end;
        }
    }

    /// The character at byte `at`, what it is, and where it ends.
    #[inline(always)] // once or twice a token
    fn look(&self, at: usize) -> Option<(char, Sort, usize)> {
        let c = match self.text.as_bytes().get(at..)? {
            [first, ..] if *first < 0x80 => char::from(*first),
            // Two bytes: all letters of Latin, Hebrew and Arabic.
            [first, second, ..] if *first < 0xe0 => {
                char::from_u32(u32::from(*first & 0x1f) << 6 | u32::from(*second & 0x3f))?
            }
            _ => self.text[at..].chars().next()?,
        };
        let sort = self.sorts.get(c as usize).copied().unwrap_or_else(|| told(c));
        Some((c, sort, at + c.len_utf8()))
    }

    fn push(&mut self, at: usize, end: usize, kind: TokenKind, glyph: char, spaced: bool) {
        let word = match kind {
            TokenKind::Word | TokenKind::Number => self.vocabulary.intern(&self.text[at..end], self.language),
            _ => WordId::NONE,
        };
        let classes = self.vocabulary.word(word).classes;
        let span = Span::new(self.base + at as u32, self.base + end as u32);
        self.out.push(Token { span, word, classes, glyph, kind, spaced });
    }

    /// The end of the word that begins at `at` with the letter up to `end`, a Hebrew one or not: letters, marks,
    /// digits after letters, an apostrophe between letters, Hebrew geresh and gershayim.
    fn word_end(&self, at: usize, mut end: usize, mut hebrew: bool) -> usize {
        let bytes = self.text.as_bytes();
        loop {
            // What nearly all words are made of: letters of two bytes.
            while let [first @ 0xc2..=0xdf, second, ..] = bytes[end..] {
                match self.sorts[usize::from(first & 0x1f) << 6 | usize::from(second & 0x3f)] {
                    Sort::Letter | Sort::Mark => {}
                    Sort::Hebrew => hebrew = true,
                    _ => break,
                }
                end += 2;
            }
            let Some((c, sort, after)) = self.look(end) else { break };
            match sort {
                Sort::Hebrew => hebrew = true,
                Sort::Letter | Sort::Mark => {}
                Sort::Digit if self.text[at..end].is_ascii() => {}
                Sort::Quote if self.quote_inside(at, end, c, hebrew) => {}
                _ => break,
            }
            end = after;
        }
        end
    }

    /// Whether the Latin letters at `at`, after the digits from `from` on, are a unit or a multiplier of their
    /// own (£2bn, 12kg), not part of a name (5G).
    fn measure(&self, from: usize, at: usize) -> bool {
        let digit = |c: char| sort(c) == Sort::Digit;
        let end =
            self.text[at..].find(|c: char| !c.is_ascii_alphabetic()).map_or(self.text.len(), |n| at + n);
        let measures = |entry: &Entry| {
            entry.rest.is_empty() && matches!(entry.class, Class::Number | Class::Unit | Class::Era)
        };
        self.text[from..at].ends_with(digit)
            && lexicon::get(self.language).entries(&lexicon::fold(&self.text[at..end])).iter().any(measures)
    }

    /// The end of the number that begins at `at`: digits, one separator between two digits, and
    /// Latin letters that follow at once (5G).
    fn number_end(&self, at: usize) -> usize {
        let mut end = at;
        for (i, c) in self.text[at..].char_indices() {
            let next = || self.text[at + i + c.len_utf8()..].chars().next().map(sort);
            let inside = match c {
                '.' | ',' | '٫' | '٬' | ':' | '/' | '،' | '-' | '–' | '\'' => {
                    i > 0 && next() == Some(Sort::Digit)
                }
                _ => {
                    sort(c) == Sort::Digit
                        || (i > 0 && c.is_ascii_alphabetic())
                        || (i > 0 && sort(c) == Sort::Mark)
                }
            };
            if !inside || c.is_ascii_alphabetic() && self.measure(at, at + i) {
                break;
            }
            end = at + i + c.len_utf8();
        }
        end
    }
}
