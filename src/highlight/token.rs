//! Tokens of a chunk: words, numbers, punctuation and quotation marks, each with its span; every word
//! form is analysed once ([`Vocabulary`]) however often it stands.
//!
//! Not UAX #29: a one-letter prefix before a mark (و"قال) must come off, gershayim stay inside a word,
//! and one pass over the characters has to give it all.

mod quote;
mod scan;

use scan::Scanner;
pub(super) use scan::is_inside_word;

use crate::document::{Block, Chunk};
use crate::lexicon::{self, Class, Entry, Lexicon};
use crate::text::span::Span;

use super::grammar::Forms;
use super::roster::Roster;
use super::vocabulary::{Classes, Reading, Vocabulary, Word, WordId};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with their marks; may hold digits (F16).
    Word,
    /// Digits with separators between them.
    Number,
    /// A quotation mark of any style.
    Quote,
    /// Any other sign; [`Token::glyph`] tells which. A run of one sign (…, --) is one token.
    Sign,
    /// A line end inside a block.
    Break,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands in the document.
    pub span: Span,
    /// The word's number in the vocabulary; numbers have one too. [`WordId::NONE`] for signs.
    pub word: WordId,
    /// Which classes the word is of ([`Word::classes`]): what nearly every rule asks first.
    pub classes: Classes,
    /// The first character.
    pub glyph: char,
    /// What it is.
    pub kind: TokenKind,
    /// Whether white space stands before it (or the block begins).
    pub spaced: bool,
}

impl Token {
    /// Whether it is that sign or quotation mark.
    pub fn is(&self, glyph: char) -> bool {
        self.glyph == glyph && matches!(self.kind, TokenKind::Sign | TokenKind::Quote)
    }

    /// Whether it is a word or a number.
    pub fn is_wordlike(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }
}

/// A block and its tokens.
#[derive(Clone)]
pub struct BlockTokens {
    /// The block.
    pub block: Block,
    /// Its number in the chunk.
    pub number: usize,
    /// Its tokens, as a range of [`Tokens::all`].
    pub range: std::ops::Range<usize>,
    /// Its lexicon.
    pub lexicon: &'static Lexicon,
}

/// The tokens of a chunk, with the vocabulary that they point into.
pub struct Tokens<'a> {
    /// The chunk.
    pub chunk: &'a Chunk,
    /// Every token, in order.
    pub all: Vec<Token>,
    /// The blocks.
    pub blocks: Vec<BlockTokens>,
    /// What the words are.
    pub vocabulary: &'a Vocabulary,
    /// Who is named, where.
    pub roster: Roster,
    /// What the forms are to a phrase.
    pub forms: Forms,
    /// How often each form stands in the chunk, by word number.
    counts: Vec<u32>,
}

impl<'a> Tokens<'a> {
    /// Reads a chunk's blocks.
    pub fn read(chunk: &'a Chunk, vocabulary: &'a mut Vocabulary) -> Self {
        let mut all = Vec::with_capacity(chunk.text.len() / 8);
        let mut blocks = Vec::with_capacity(chunk.blocks.len());
        for (number, &block) in chunk.blocks.iter().enumerate() {
            let from = all.len();
            let lexicon = lexicon::get(block.language);
            Scanner::new(chunk.slice(block.span), &block, vocabulary, &mut all).run();
            blocks.push(BlockTokens { block, number, range: from..all.len(), lexicon });
        }
        let mut counts = vec![0; vocabulary.len()];
        all.iter().for_each(|token: &Token| counts[token.word.0 as usize] += 1);
        let forms = Forms::of(vocabulary);
        let mut tokens = Tokens { chunk, all, blocks, vocabulary, roster: Roster::default(), forms, counts };
        tokens.roster = Roster::read(&tokens);
        tokens
    }

    /// The word of token `i`; an empty one for signs.
    pub fn word(&self, i: usize) -> &'a Word {
        self.vocabulary.word(self.all[i].word)
    }

    /// How often the form of token `i` stands in the chunk.
    pub fn count(&self, i: usize) -> u32 {
        self.counts[self.all[i].word.0 as usize]
    }

    /// The folded form of token `i`; empty for signs.
    pub fn folded(&self, i: usize) -> &'a str {
        &self.word(i).folded
    }

    /// The longest word or phrase of a class that begins at token `i`: the reading of its first word
    /// (prefixes come off), its entry, and the token after it. None where the tokens have ended.
    #[inline(always)] // asked at every token, mostly in vain
    pub fn phrase(&self, i: usize, class: Class) -> Option<(&'a Reading, &'static Entry, usize)> {
        if self.all.get(i)?.classes.has(class) { self.longest(i, class) } else { None }
    }

    fn longest(&self, i: usize, class: Class) -> Option<(&'a Reading, &'static Entry, usize)> {
        let next = self.all.get(i + 1).map_or("", |next| &self.vocabulary.word(next.word).folded);
        let mut best: Option<(&Reading, &Entry, usize)> = None;
        for (reading, entry) in self.word(i).before(class, next) {
            let end = i + 1 + entry.rest.len();
            if best.is_none_or(|(_, _, longest)| end > longest) && self.continues(i, entry) {
                best = Some((reading, entry, end));
            }
        }
        best
    }

    /// Whether the words of an entry after its first one follow token `i`.
    pub fn continues(&self, i: usize, entry: &Entry) -> bool {
        let end = i + 1 + entry.rest.len();
        entry.rest.iter().enumerate().all(|(k, word)| self.at(i + 1 + k, word, end))
    }

    /// Whether token `i` is that word of a phrase that ends before `end`; the last one may have a pronoun
    /// joined to it (كما أنّه).
    fn at(&self, i: usize, word: &str, end: usize) -> bool {
        let Some(token) = self.all.get(i) else { return false };
        if word == "-" {
            return !token.spaced && matches!(token.glyph, '-' | '־' | '‐' | '‑');
        }
        let found = self.vocabulary.word(token.word);
        *found.folded == *word
            || i + 1 == end
                && found.folded.starts_with(word)
                && found.readings.iter().any(|r| r.joined && r.clitics.is_empty() && found.stem(r) == word)
    }

    /// Whether a prefix and a hyphen stand before token `i` (ב-2013), nothing between them.
    pub fn prefixed_by_hyphen(&self, i: usize) -> bool {
        if i < 2
            || self.all[i].spaced
            || self.all[i - 1].spaced
            || !matches!(self.all[i - 1].glyph, '-' | '־')
        {
            return false;
        }
        let lexicon = lexicon::get(self.word(i - 2).language);
        let word = self.folded(i - 2);
        let prefix =
            |rest: &str| lexicon.proclitics.iter().flat_map(|slot| slot.iter()).any(|prefix| *prefix == rest);
        !word.is_empty()
            && word.chars().count() <= 3
            && word.chars().all(|c| prefix(c.encode_utf8(&mut [0; 4])))
    }

    /// Whether token `i` is a hyphen inside a word (X-Y).
    pub fn is_hyphen(&self, i: usize) -> bool {
        i > 0
            && i + 1 < self.all.len()
            && matches!(self.all[i].glyph, '-' | '־')
            && !self.all[i].spaced
            && !self.all[i + 1].spaced
            && self.all[i + 1].kind == TokenKind::Word
    }

    /// How many bytes the article takes at the end of a reading's prefixes.
    pub fn article_bytes(&self, i: usize, reading: &Reading) -> u8 {
        let lexicon = lexicon::get(self.word(i).language);
        if reading.prefix == 0 || !super::vocabulary::has_article(lexicon, reading.clitics) {
            return 0;
        }
        let prefixes = &self.written(i)[..usize::from(reading.prefix)];
        let letters = prefixes.char_indices().rev().filter(|(_, c)| !lexicon::is_mark(*c));
        let Some((at, _)) = letters.clone().nth(lexicon.article.chars().count().saturating_sub(1)) else {
            return 0;
        };
        if lexicon::fold(&prefixes[at..]) == lexicon.article { (prefixes.len() - at) as u8 } else { 0 }
    }

    /// Whether token `i`, without its prefixes and its marks, has the letters that its entry is written
    /// with: folded they are alike, but a short name and a prefix are easily another word.
    pub fn is_as_written(&self, i: usize, reading: &Reading, entry: &Entry) -> bool {
        let letters = self.written(i)[usize::from(reading.prefix)..].chars();
        letters.filter(|&c| !lexicon::is_mark(c)).eq(entry.written.chars().filter(|&c| !lexicon::is_mark(c)))
    }

    /// What the digits of token `i` are worth ([`Word::digits`]).
    pub fn digits(&self, i: usize) -> Option<(f64, Option<f64>)> {
        self.word(i).digits.as_deref().copied()
    }

    /// Token `i` as written.
    pub fn written(&self, i: usize) -> &'a str {
        self.chunk.slice(self.all[i].span)
    }

    /// The text from token `from` up to, not with, token `to`.
    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        self.chunk.slice(self.span(from, to))
    }

    /// The span from token `from` up to, not with, token `to`; empty where there is none.
    pub fn span(&self, from: usize, to: usize) -> Span {
        if from >= to {
            return Span::new(self.all[from].span.start, self.all[from].span.start);
        }
        Span::new(self.all[from].span.start, self.all[to - 1].span.end)
    }
}

/// Reads one paragraph for a test.
#[cfg(test)]
pub(super) fn reading<T>(text: &str, code: &str, look: impl FnOnce(&Tokens) -> T) -> T {
    use crate::document::BlockKind;
    use crate::text::bidi::Direction;
    let span = Span::new(0, text.len() as u32);
    let language = lexicon::by_code(code).expect("a lexicon");
    let direction = Direction::RightToLeft;
    let block = Block { kind: BlockKind::Paragraph, span, language, direction, continues: false };
    let chunk = Chunk { span, text: text.into(), blocks: [block].into(), marks: [].into() };
    let mut vocabulary = Vocabulary::default();
    look(&Tokens::read(&chunk, &mut vocabulary))
}

#[cfg(test)]
mod tests;
