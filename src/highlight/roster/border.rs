//! Where a name ends: the words that none goes over.

use super::super::grammar::PARTICLES;
use super::super::token::TokenKind;
use super::super::vocabulary::Classes;
use super::kind::Kind;
use super::{Reader, is_verb};
use crate::lexicon::Class;

impl Reader<'_, '_> {
    /// Whether a phrase ends before token `k`: a sign, the end, a function word, a verb.
    pub(super) fn ends(&mut self, k: usize) -> bool {
        if k >= self.end || self.text.all[k].kind != TokenKind::Word {
            return true;
        }
        self.function(k)
            || self.form(k).kind == Kind::Verb
            || self.text.word(k).entries().any(|(reading, entry)| {
                reading.clitics.is_empty() && !reading.joined && entry.rest.is_empty() && is_verb(entry)
            })
            || self
                .text
                .word(k)
                .readings
                .iter()
                .any(|reading| reading.clitics.slot(0) != 0 && !reading.entries.is_empty())
    }

    /// Whether a name can end before token `k`, or go on there with a name's word or its bearer's office.
    pub(super) fn ends_or_goes_on(&mut self, k: usize) -> bool {
        self.ends(k)
            || self.kin(k)
            || self.attribute(k)
            || matches!(
                self.inside(k).kind,
                Kind::Given | Kind::Foreign | Kind::Inner | Kind::Office | Kind::Last
            )
            || self.text.word(k).plain.any(Classes::of(&[Class::Role, Class::Nationality]))
            || self.text.word(k).readings.iter().any(|reading| {
                reading.clitics.slot(2) != 0 && (reading.clitics.slot(3) != 0 || !reading.entries.is_empty())
            })
    }

    pub(super) fn function(&self, k: usize) -> bool {
        const FUNCTION: Classes = PARTICLES.with(Classes::of(&[Class::Common]));
        k < self.end
            && (self.text.word(k).plain.any(FUNCTION)
                || self.text.word(k).entries().any(|(reading, entry)| {
                    entry.class == Class::Complementiser
                        && entry.rest.is_empty()
                        && reading.clitics.is_empty()
                }))
    }
}
