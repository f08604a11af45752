//! The signs between words: what ends a sentence, what parts its clauses, what stands in brackets.

use super::super::token::TokenKind;
use super::Grammar;
use crate::lexicon::Class;

impl Grammar<'_> {
    /// Whether token `i` ends a sentence, outside numbers and abbreviations.
    pub fn full_stop(&self, i: usize) -> bool {
        let token = &self.text.all[i];
        if token.kind != TokenKind::Sign {
            return false;
        }
        match token.glyph {
            '؟' | '!' | '?' | '۔' | '…' => true,
            '.' => {
                // "د." abbreviates; ".." is a comma to many papers.
                let short = i > self.start
                    && self.text.all[i - 1].kind == TokenKind::Word
                    && self.text.word(i - 1).letters == 1
                    && !token.spaced;
                // "Sgt. Lopez": a title, and a name.
                let title = i > self.start
                    && i + 1 < self.end
                    && !token.spaced
                    && self.text.word(i - 1).capital
                    && self.text.word(i + 1).capital
                    && self.text.word(i - 1).plain.has(Class::Honorific);
                token.span.len() != 2 && !short && !title
            }
            _ => false,
        }
    }

    /// Whether the word at `i` is in capitals among words that are not: US is no us, WHO no who.
    pub fn acronym(&self, i: usize) -> bool {
        let capitals = |i: usize| {
            let written = self.text.written(i);
            written.len() > 1 && written.bytes().all(|c| c.is_ascii_uppercase())
        };
        let near = |i: usize| i >= self.start && i < self.end && self.text.word(i).capital && capitals(i);
        self.text.word(i).capital && capitals(i) && !near(i + 1) && !(i > 0 && near(i - 1))
    }

    /// Whether token `i` is a comma of any script.
    pub fn comma(&self, i: usize) -> bool {
        i < self.end && matches!(self.text.all[i].glyph, '،' | ',' | '؛' | ';' | '、')
    }

    /// Whether token `i` is a dash with a space on a side of it.
    pub fn dash(&self, i: usize) -> bool {
        i < self.end && matches!(self.text.all[i].glyph, '-' | '–' | '—' | 'ـ' | '−' | '־')
    }

    /// Whether the word at `i` ends as feminine nouns do.
    pub fn feminine(&self, i: usize) -> bool {
        self.lexicon.feminine.first().is_some_and(|ending| self.text.folded(i).ends_with(ending))
    }

    /// Whether the word at `i` is the verbal noun of the verb at `verb`, its inner object (صرخت صرخة).
    pub fn cognate(&self, verb: usize, i: usize) -> bool {
        let verb = self.text.folded(verb);
        let root = verb.char_indices().nth(3).map_or("", |(at, _)| &verb[..at]);
        !root.is_empty()
            && self.text.folded(i).starts_with(root)
            && self.noun(i).is_some_and(|noun| noun.entry.is_none() && !noun.definite)
    }

    /// Whether nothing but initials stands between two brackets (س.ر).
    pub fn initials(&self, open: usize, close: usize) -> bool {
        let words = |i: &usize| self.text.all[*i].kind == TokenKind::Word;
        let fits = |i: usize| match self.text.all[i].kind {
            TokenKind::Word => self.text.word(i).letters == 1,
            _ => matches!(self.text.all[i].glyph, '.' | ' '),
        };
        let letters = (open + 1..close).filter(words).count();
        (2..=4).contains(&letters) && (open + 1..close).all(fits)
    }

    /// The token of the bracket that closes the one at `i`, within `reach` tokens.
    pub fn closing(&self, i: usize, reach: usize) -> Option<usize> {
        let close = match self.text.all[i].glyph {
            '(' => ')',
            '[' => ']',
            _ => return None,
        };
        (i + 1..self.end.min(i + 1 + reach)).find(|&k| self.text.all[k].is(close))
    }
}
