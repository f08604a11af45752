//! Media that are told by what is done with them: "in a statement to X", and the sender in a dateline.

use crate::lexicon::Class;

use super::super::name;
use super::super::token::TokenKind;
use super::super::vocabulary::Classes;
use super::Bodies;

/// Tokens between a statement and the medium that it was given to.
const NEAR: usize = 4;

/// A dateline's places and bylines have no more tokens.
const DATELINE: usize = 8;

impl Bodies<'_, '_> {
    /// The name in quotation marks at token `i`, which is a medium's by what stands before it; `start` is
    /// where its block begins.
    pub fn outlet(&self, i: usize, start: usize) -> Option<(usize, usize)> {
        if self.lexicon.of.is_empty() || !self.quoted(i) {
            return None;
        }
        let inner = name::marked(self.text, i, self.end)?;
        let short = inner.1 - inner.0 <= 3 && self.text.all[inner.0].kind == TokenKind::Word;
        (short && (self.given(i, start) || self.sends(i, inner.1, start))).then_some(inner)
    }

    /// In a statement to "X".
    fn given(&self, i: usize, start: usize) -> bool {
        const SAYING: Classes = Classes::of(&[Class::Cue, Class::Introducer]);
        let of = i > start && self.text.folded(i - 1) == self.lexicon.of && !self.text.all[i].spaced;
        let said = |k: usize| {
            self.text.all[k].kind == TokenKind::Word
                && self.text.word(k).entries().any(|(_, entry)| {
                    SAYING.has(entry.class) && (entry.class == Class::Cue || entry.value == "medium")
                })
        };
        of && (start.max((i - 1).saturating_sub(NEAR))..i - 1).any(said)
    }

    /// Cairo - "X":
    fn sends(&self, i: usize, to: usize, start: usize) -> bool {
        let before = &self.text.all[start..i];
        let sign = |glyph: char| matches!(glyph, '-' | '–' | '—' | ':' | '/' | ',' | '،');
        let led = before.last().is_none_or(|token| sign(token.glyph) && token.kind == TokenKind::Sign);
        let closed = self.text.all.get(to + 1).is_none_or(|token| {
            to + 1 >= self.end
                || token.kind == TokenKind::Break
                || matches!(token.glyph, ':' | '-' | '–' | '—')
        });
        let placed = before.is_empty() || self.text.phrase(start, Class::Place).is_some();
        before.len() <= DATELINE && led && closed && placed
    }
}
