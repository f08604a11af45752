//! Phrases between a cue and what it reports: whom they bring in, and what of them is no subject.

use super::super::mention::{Mention, mention};
use super::super::token::TokenKind;
use super::apposition::appose;
use super::clause::{Complement, Frame, SPEAKS};
use super::cue::Form;
use super::scope::Scope;
use crate::lexicon::{Class, Features};

impl Scope<'_, '_> {
    /// A free preposition: the cue's own one with a noun ends the search, others open an adjunct.
    pub(super) fn preposition(
        &self,
        k: usize,
        value: &str,
        limit: usize,
        frame: &mut Frame,
        adjunct: &mut bool,
    ) -> Option<usize> {
        let grammar = self.grammar;
        if value == "from"
            && frame.cue.entry.value == "reports"
            && !*adjunct
            && frame.source.is_none()
            && let Some(source) = mention(grammar, k + 1, limit)
        {
            let end = source.end;
            frame.source = Some(source);
            return Some(end);
        }
        let thought = grammar.never_name(k + 1, "thought");
        let own = k == frame.cue.end
            || frame.subject.as_ref().is_some_and(|subject| !frame.before && subject.end == k);
        if matches!(value, "to" | "from") && own && !*adjunct && !thought {
            frame.complement = Complement::Noun { from: k };
            return None;
        }
        *adjunct = value != "for" && value != "joined" && !thought;
        Some(k + 1)
    }

    /// Whether a subject is only an unknown word that looks like a verb or like a preposition and a noun, with
    /// more of the sentence between it and what is said: not a name unless it is known as one.
    pub(super) fn doubtful(&self, found: &Mention) -> bool {
        let grammar = self.grammar;
        let guess = found.name.filter(|_| !found.sure && found.office.is_none());
        let Some((from, to)) = guess.filter(|_| !grammar.lexicon.subject_first) else { return false };
        let word = grammar.text.word(from);
        let prefixed = word.readings.iter().any(|reading| {
            grammar.preposed(reading) && !reading.joined && word.stem(reading).chars().count() > 2
        });
        let next = to >= grammar.end
            || matches!(grammar.text.all[to].kind, TokenKind::Quote)
            || grammar.text.all[to].is(':')
            || self.complementiser(to).is_some();
        (grammar.verbal(from) || prefixed) && !next
    }

    /// A verb that takes an object before its clause leaves the last definite word to it: وصف فلان + القرار
    /// بأنه ….
    pub(super) fn without_object(&self, found: &mut Mention) {
        let grammar = self.grammar;
        let Some((from, to)) = found.name else {
            // الناقد العرض بأنه …: two definite nouns, the second no adjective.
            let last = found.end - 1;
            let definite = |i: usize| grammar.noun(i).is_some_and(|noun| noun.definite);
            let closed = self.complementiser(found.end).is_some();
            if last == found.start + 1
                && closed
                && definite(last)
                && definite(last - 1)
                && !grammar.adjective(last)
            {
                found.end = last;
                found.role.truncate(1);
                found.office = found.office.map(|(from, _)| (from, last));
            }
            return;
        };
        let object = to - from > 1
            && to == found.end
            && self.complementiser(to).is_some()
            && grammar.noun(from).is_none_or(|noun| !noun.is(Class::GivenName))
            && grammar.noun(to - 1).is_some_and(|noun| noun.definite);
        if object {
            found.name = Some((from, to - 1));
            found.end = to - 1;
        }
    }

    /// A noun phrase between cue and complement: subject, addressee, or an object that is no report.
    pub(super) fn phrase(
        &self,
        k: usize,
        limit: usize,
        frame: &mut Frame,
        adjunct: &mut bool,
    ) -> Option<usize> {
        let grammar = self.grammar;
        let Some(noun) = grammar.noun(k) else { return Some(k + 1) };
        if grammar.never_name(k, "thought") {
            return Some(k + 1);
        }
        if noun.entry.is_some_and(|e| e.class == Class::NeverName && e.value == "object") {
            frame.complement = Complement::Noun { from: k };
            return None;
        }
        let Some(found) = mention(grammar, k, limit) else {
            return Some(k + 1);
        };
        let end = found.end;
        if noun.preposed {
            let named = found.name.is_some() || found.class.is_some();
            if frame.addressee.is_none() && named {
                frame.addressee = Some(found);
            }
            *adjunct = true;
            return Some(end);
        }
        if grammar.lexicon.subject_first && frame.cue.form == Form::Finite {
            // The subject stands before: only after a quotation it may follow (“…,” said she).
            let quoted = frame.cue.token > grammar.start && {
                let before = frame.cue.token - 1;
                grammar.text.all[before].kind == TokenKind::Quote || grammar.comma(before)
            };
            let settled = frame.subject.is_some() || frame.pronoun.is_some();
            // … בתגובה אמר שר החוץ כי: no subject before, right after the cue somebody who can speak.
            let inverted = (frame.cue.end..k).all(|i| grammar.function(i))
                && !found.marked
                && (found.sure || found.class.is_some_and(|class| SPEAKS.has(class)));
            let quoted = quoted || inverted;
            if settled || !quoted {
                return Some(k + 1);
            }
        }
        if frame.subject.is_none() && frame.cue.form != Form::Participle {
            let mut found = found;
            if frame.cue.is(Features::OBJECT) {
                self.without_object(&mut found);
            }
            appose(grammar, &mut found, limit);
            frame.tentative = self.doubtful(&found);
            let end = found.end;
            frame.subject = Some(found);
            return Some(end);
        }
        Some(k + 1)
    }
}
