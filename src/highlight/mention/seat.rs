//! How far a phrase goes on over free prepositions: an office with where it is held, a body's name in capitals.

use super::super::token::TokenKind;
use super::super::vocabulary::Classes;
use super::{Parser, SEATS};
use crate::lexicon::Class;

impl Parser<'_, '_> {
    /// Whether "and" at token `i` goes on with a body's name inside an office (شرکت آب و فاضلاب).
    pub(super) fn coupled(&self, i: usize) -> bool {
        let grammar = self.grammar;
        let and = grammar.single(i, Class::Connective).is_some_and(|entry| entry.value == "and");
        let body = self.bodied || self.found.class == Some(Class::OrganizationHead);
        let next = || {
            grammar.noun(i + 1).is_some_and(|noun| {
                !grammar.function(i + 1)
                    && !matches!(noun.class(), Some(Class::Role | Class::Honorific | Class::GivenName))
            })
        };
        // A conjunction joins clauses too: a verb may not follow before the phrase ends.
        let verb = |k: usize| {
            super::super::name::makes_verb(grammar.text, k) || grammar.phrase(k, Class::Cue).is_some()
        };
        grammar.lexicon.chained
            && and
            && body
            && self.found.name.is_none()
            && i + 1 < self.limit
            && self.limit < grammar.end
            && next()
            && !verb(i + 1)
            && (i + 2 >= self.limit || !verb(i + 2))
    }

    /// Where a body's name in capitals goes on over "of" or "for" at token `i` (Royal College of Nursing).
    pub(super) fn body_goes_on(&mut self, i: usize) -> Option<usize> {
        let grammar = self.grammar;
        let name = self.found.name.filter(|&(_, to)| self.naming && to == i)?;
        let joins = |k: usize| {
            grammar.single(k, Class::Preposition).is_some_and(|e| e.value == "of" || e.value == "at")
                || grammar.single(k, Class::Demonstrative).is_some_and(|e| e.value == "the")
        };
        let next = (i..self.limit.min(i + 3)).take_while(|&k| joins(k)).last()? + 1;
        let head = (name.0..name.1)
            .any(|k| grammar.may(k, Classes::of(&[Class::BodyHead, Class::OrganizationHead])));
        let capital = |k: usize| grammar.text.all[k].kind == TokenKind::Word && grammar.text.word(k).capital;
        if self.announced || !head || next >= self.limit || !capital(next) || !capital(name.0) {
            return None;
        }
        let end = (next..self.limit).take_while(|&k| capital(k)).last()? + 1;
        self.found.name = Some((name.0, end));
        (self.found.class, self.found.end, self.whole) = (Some(Class::OrganizationHead), end, true);
        Some(end)
    }

    /// Whether "of" at token `i` goes on with where an office is held (at the University of Leeds).
    pub(super) fn of(&self, i: usize) -> bool {
        let lexicon = self.grammar.lexicon;
        lexicon.article.is_empty()
            && !lexicon.verb_final
            && self.found.end == i
            && self.grammar.single(i, Class::Preposition).is_some_and(|entry| entry.value == "of")
    }

    /// Whether token `i` is a determiner of its own, and a noun may follow.
    pub(super) fn determiner(&self, i: usize) -> bool {
        self.grammar.lexicon.article.is_empty()
            && i + 1 < self.limit
            && self.grammar.single(i, Class::Demonstrative).is_some()
    }

    /// Whether the prepositional phrase from token `end` on is the office's own and the subject ends with it
    /// (a spokesman for the mine told …, نماینده مردم تبریز در مجلس گفت): it is held of or at a body or a place.
    pub(super) fn seated(&self, end: usize) -> bool {
        let grammar = self.grammar;
        let stop = self.found.end;
        let closed = stop >= grammar.end
            || grammar.comma(stop)
            || grammar.full_stop(stop)
            || stop == self.limit && grammar.may(stop, Classes::of(&[Class::Cue]));
        let first = end + 1 + usize::from(self.determiner(end + 1));
        // Where the verb is final, "to" tells whom the subject speaks to.
        let whom = grammar.lexicon.verb_final
            && grammar.single(end, Class::Preposition).is_some_and(|entry| entry.value == "to");
        let of = grammar.single(end, Class::Preposition).is_some_and(|entry| entry.value == "of");
        let held = grammar.noun(first).is_some_and(|noun| match noun.class() {
            None => grammar.lexicon.script == "Latin",
            Some(class) => SEATS.has(class),
        });
        grammar.lexicon.subject_first
            && closed
            && stop > first
            && !whom
            && (of || held)
            && grammar.phrase(end, Class::Adjunct).is_none()
    }

    /// Whether a preposition at `i` goes on with the office: المشرف على برنامج …, مدير المرصد في باريس.
    pub(super) fn carries(&self, i: usize) -> bool {
        self.office
            && self.found.name.is_none()
            && self
                .grammar
                .single(i, Class::Preposition)
                .is_some_and(|entry| matches!(entry.value, "to" | "from" | "of" | "at"))
    }
}
