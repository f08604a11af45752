//! Reports without a complementiser where the subject stands first: she said it would rain, he told the
//! court he was ill.

use super::super::mention::{Mention, mention};
use super::super::token::TokenKind;
use super::clause::{Complement, Frame, SPEAKS};
use super::cue::Form;
use super::scope::Scope;
use crate::lexicon::{Class, Entry, Features};

impl Scope<'_, '_> {
    /// A clause without a complementiser right after a cue whose subject stands before it (she said it
    /// would rain): it begins with a pronoun, a determiner or a name.
    pub(super) fn bare_at_once(&self, frame: &mut Frame) -> bool {
        let grammar = self.grammar;
        let settled = frame.subject.is_some() || frame.pronoun.is_some();
        if !frame.cue.is(Features::BARE) || frame.cue.form != Form::Finite || !settled {
            return false;
        }
        let adverb = |k: usize| grammar.phrase(k, Class::Adjunct).map(|(_, _, end)| end);
        let mut k = frame.cue.end;
        while let Some(next) = adverb(k) {
            k = next;
        }
        if frame.cue.is(Features::ADDRESSED) {
            let Some(whom) = self.addressee(k) else { return false };
            let end = whom.as_ref().map_or(k + 1, |whom| whom.end);
            frame.addressee = whom;
            k = end;
            while let Some(next) = adverb(k) {
                k = next;
            }
        }
        let said = (frame.cue.end..k).len();
        if !self.opens_clause(k, said > 0) {
            return false;
        }
        frame.end = k;
        frame.complement = Complement::Clause { at: k, body: k, joined: None };
        true
    }

    /// Whether what is said begins at token `k`, right after a cue or its subject, with a negation or an
    /// asseveration and no complementiser (وقال لن نقبل …، وأضاف لقد …).
    pub(super) fn asserts(&self, k: usize, frame: &Frame) -> bool {
        let grammar = self.grammar;
        let subject = frame.subject.as_ref().filter(|_| !frame.before);
        let at_once = k == subject.map_or(frame.cue.end, |subject| subject.end);
        let opens = grammar.single(k, Class::Negation).is_some()
            || grammar.single(k, Class::Auxiliary).is_some_and(|entry| entry.value == "asserts");
        let bare =
            grammar.text.word(k).readings.iter().any(|r| r.clitics.is_empty() && !r.entries.is_empty());
        !grammar.lexicon.subject_first
            && frame.cue.form == Form::Finite
            && (frame.cue.is(Features::BARE)
                || frame.cue.entry.value == "adds" && !frame.cue.is(Features::WEAK))
            && !frame.cue.negated
            && at_once
            && opens
            && bare
    }

    /// Whether a clause opens with a prefix at token `i`, some adverbials after its cue (אמר אתמול בכנסת שהחוק
    /// יעבור): what follows the prefix has the article or begins a clause, so that no relative clause is taken
    /// for it, and nothing else opens what is said.
    pub(super) fn clause_later(&self, i: usize, frame: &Frame) -> bool {
        let grammar = self.grammar;
        let from = frame.subject.as_ref().filter(|_| !frame.before).map_or(frame.cue.end, |found| found.end);
        let word = grammar.text.word(i);
        let openers =
            [Class::Negation, Class::Pronoun, Class::Auxiliary, Class::Demonstrative, Class::Connective];
        let opens = word.readings.iter().any(|reading| {
            let article = grammar.definite(reading);
            let known = |e: &&Entry| e.rest.is_empty() && openers.contains(&e.class);
            reading.clitics.slot(1) & 1 == 1
                && !reading.joined
                && (article || reading.entries.iter().any(known))
        });
        let adverbial = |k: usize| {
            let preposed = grammar.text.word(k).readings.iter().any(|r| grammar.preposed(r));
            grammar.text.all[k].is_wordlike()
                && self.cue_at(k).is_none()
                && (k > from || preposed || grammar.function(k))
        };
        let else_opened = |k: usize| {
            self.complementiser(k).is_some()
                || grammar.text.all[k].is(':')
                || grammar.text.all[k].kind == TokenKind::Quote
        };
        opens
            && !frame.cue.is(Features::WEAK)
            && frame.cue.form == Form::Finite
            && i > from
            && i - from <= 5
            && (from..i).all(adverbial)
            && !(i..grammar.end.min(i + 10)).take_while(|&k| !grammar.full_stop(k)).any(else_opened)
    }

    /// Whom words are said to, right after the cue: a pronoun (`None`) or a phrase that can be spoken to.
    fn addressee(&self, k: usize) -> Option<Option<Mention>> {
        let grammar = self.grammar;
        if grammar.single(k, Class::Pronoun).is_some() {
            return Some(None);
        }
        mention(grammar, k, grammar.end.min(k + 8))
            .filter(|whom| whom.name.is_some() || whom.class.is_some_and(|class| SPEAKS.has(class)))
            .map(Some)
    }

    /// Whether a clause of its own begins at token `k`: pronoun, determiner or name, and a verb to come.
    fn opens_clause(&self, k: usize, far: bool) -> bool {
        let grammar = self.grammar;
        if k + 2 >= grammar.end
            || grammar.text.all[k].kind != TokenKind::Word
            || self.complementiser(k).is_some()
        {
            return false;
        }
        let auxiliary = |i: usize| grammar.single(i, Class::Auxiliary).is_some();
        let object = grammar.never_name(k, "object");
        if object || grammar.single(k, Class::Pronoun).is_some() {
            return !object || auxiliary(k + 1);
        }
        let determiner = grammar.single(k, Class::Demonstrative).is_some();
        let noun = !grammar.function(k) && self.cue_at(k).is_none();
        if !determiner && !noun {
            return false;
        }
        // A verb within the clause tells it from an object; far from the cue it must be seen.
        let verb = (k + 1..grammar.end.min(k + 14))
            .take_while(|&i| !grammar.full_stop(i) && !grammar.comma(i))
            .any(|i| auxiliary(i) || self.past(i));
        verb || !far && noun && grammar.lexicon.article.is_empty() && !determiner
    }

    /// Whether an unknown word at token `i` has the ending of a finite verb.
    fn past(&self, i: usize) -> bool {
        let word = self.grammar.text.word(i);
        let endings = self.grammar.lexicon.finite_endings;
        self.cue_at(i).is_some()
            || self.grammar.never_name(i, "verb")
            || !word.capital
                && endings
                    .iter()
                    .any(|ending| word.folded.len() > ending.len() + 2 && word.folded.ends_with(ending))
    }
}
