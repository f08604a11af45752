//! Bodies' names where no article tells: nouns after their head, a head that comes last, capital letters.

use super::super::grammar::PARTICLES;
use super::super::name;
use super::super::token::TokenKind;
use super::super::vocabulary::Classes;
use super::{Bodies, Body, LONGEST, NO_NOUN};
use crate::lexicon::Class;

impl Bodies<'_, '_> {
    /// A language without an article: the head, a noun, and what surely belongs to it: a field, an
    /// adjective, a place, and a last word where the phrase ends.
    pub(super) fn unmarked(&self, i: usize, at: usize) -> Option<Body> {
        let noun = |i: usize| {
            i < self.end
                && self.text.all[i].kind == TokenKind::Word
                && !self.text.word(i).plain.any(NO_NOUN)
                && !self.plain(i)
        };
        // What is known whole needs no more.
        if !noun(at) || self.governed(at) || self.text.phrase(i, Class::Organization).is_some() {
            return None;
        }
        let has = |i: usize, class| i < self.end && self.text.word(i).plain.has(class);
        let ends = |i: usize| {
            i >= self.end
                || self.text.all[i].kind != TokenKind::Word
                || self.text.word(i).plain.any(PARTICLES)
        };
        let (mut to, mut last) = (at + 1, at + 1);
        let mut sure = has(at, Class::Portfolio);
        if has(at, Class::PlaceHead)
            && let Some((.., next)) =
                self.text.phrase(to, Class::Place).filter(|&(.., next)| next <= self.end)
        {
            return Some(Body { from: i, to: next, inner: None, confidence: 0.75 });
        }
        while to < at + LONGEST && to < self.end {
            let and =
                self.text.phrase(to, Class::Number).is_some_and(|(_, entry, _)| entry.value.starts_with('&'));
            let place = self.text.phrase(to, Class::Place).filter(|&(.., next)| next <= self.end);
            if and && has(to + 1, Class::Portfolio) {
                (to, last) = (to + 2, to + 2);
            } else if let Some((.., next)) = place {
                (last, sure) = (next, true);
                break;
            } else if has(to, Class::PlaceHead) && noun(to + 1) {
                (last, sure) = (to + 2, true);
                break;
            } else if !noun(to) {
                break;
            } else if has(to, Class::Portfolio) || has(to, Class::Nationality) || self.is_nisba(to) {
                (to, last, sure) = (to + 1, to + 1, true);
            } else if last == to && !self.text.word(to).known() && ends(to + 1) {
                last = to + 1;
                break;
            } else {
                break;
            }
        }
        Some(Body { from: i, to: last, inner: None, confidence: if sure { 0.75 } else { 0.55 } })
    }

    /// Whether a verb follows that makes one verb with the noun at token `i` (ثبت شد).
    fn governed(&self, i: usize) -> bool {
        i + 1 < self.end && name::makes_verb(self.text, i + 1)
    }

    /// A head that stands after what tells it apart (Pakistan Cricket BOARD).
    pub(super) fn head_last(&self, i: usize, to: usize) -> Option<Body> {
        const OWN: Classes =
            Classes::of(&[Class::Place, Class::Nationality, Class::OrganizationHead, Class::Portfolio]);
        let own = |i: usize| {
            let word = self.text.word(i);
            self.text.all[i].kind == TokenKind::Word && (word.plain.any(OWN) || !word.known())
        };
        let from = (i.saturating_sub(4)..i).rev().take_while(|&k| own(k)).last()?;
        let nation = self.text.word(from).plain.any(Classes::of(&[Class::Place, Class::Nationality]));
        Some(Body { from, to, inner: None, confidence: if nation { 0.75 } else { 0.5 } })
    }

    /// Capital letters mark the name on both sides of its head (Ministry of Health, Health Ministry).
    pub(super) fn capitals(&self, i: usize, at: usize) -> Option<Body> {
        let capital = |i: usize| self.text.all[i].kind == TokenKind::Word && self.text.word(i).capital;
        let role = |i: usize| self.text.word(i).plain.any(Classes::of(&[Class::Role, Class::Honorific]));
        if !capital(i) {
            return None;
        }
        let from = (i.saturating_sub(5)..i)
            .rev()
            .take_while(|&k| capital(k) && !role(k) && !self.text.word(k).plain.has(Class::Common))
            .last()
            .unwrap_or(i);
        let mut to = at;
        while to < self.end && to < at + LONGEST {
            // A small word joins two capitals (of, for the).
            let joiner =
                self.text.phrase(to, Class::Portfolio).filter(|(_, entry, _)| entry.value == "joiner");
            let gap = joiner.map_or(0, |(.., next)| next - to);
            if to + gap < self.end
                && capital(to + gap)
                && !role(to + gap)
                && (gap > 0 || to > at || from == i)
            {
                to += gap + 1;
            } else {
                break;
            }
        }
        (to - from > 1).then_some(Body { from, to, inner: None, confidence: 0.8 })
    }
}
