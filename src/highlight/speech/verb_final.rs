//! Languages whose verb ends its clause: what a cue governs follows it at once, with a complementiser or
//! without one, and whatever stands before it is its own clause.

use super::super::mention::{Mention, mention};
use super::super::token::TokenKind;
use super::clause::{Complement, Frame};
use super::cue::{Cue, Form};
use super::scope::Scope;
use crate::lexicon::{Class, Features};

/// How far back a clause's beginning is looked for, in tokens.
const CLAUSE: usize = 40;

/// Tokens between a verb and the phrase that tells from whom its subject has it.
const SOURCE: usize = 14;

impl Scope<'_, '_> {
    /// What stands right after the cue and its auxiliaries.
    pub(super) fn complement_at_once(&self, frame: &mut Frame) {
        let grammar = self.grammar;
        frame.subordinate |= self.in_relative_clause(&frame.cue);
        if frame.cue.form == Form::Finite && frame.subject.is_some() {
            frame.source = self.passed_on(&frame.cue);
        }
        let helper = |k: usize| {
            grammar.single(k, Class::Auxiliary).is_some() || grammar.single(k, Class::Negation).is_some()
        };
        let mut k = frame.cue.end;
        while k < grammar.end && helper(k) && self.complementiser(k).is_none() {
            k += 1;
        }
        frame.cue.negated |= (frame.cue.end..k).any(|i| grammar.single(i, Class::Negation).is_some());
        let bare = k;
        // An adverb or a demonstrative between the verb and the complementiser.
        let passed = |k: usize| {
            let adjunct = grammar.phrase(k, Class::Adjunct).map(|(_, _, end)| end);
            let short = grammar.single(k, Class::Demonstrative).is_some() || helper(k);
            adjunct.or(short.then_some(k + 1)).filter(|_| self.complementiser(k).is_none())
        };
        while let Some(next) = passed(k).filter(|&next| next < grammar.end && next <= bare + 3) {
            k = next;
        }
        frame.end = k;
        if k >= grammar.end {
            return;
        }
        if self.governed(k, frame) || grammar.comma(k) && self.governed(k + 1, frame) {
            return;
        }
        let plain = frame.cue.form == Form::Finite
            && !frame.cue.is(Features::WEAK)
            && !frame.cue.homograph
            && !frame.subordinate;
        // A clause without any complementiser, a comma at most before it.
        let body = if grammar.comma(bare) { bare + 1 } else { bare };
        let opens = body < grammar.end
            && grammar.text.all[body].is_wordlike()
            && !grammar.phrase(body, Class::Connective).is_some_and(|(_, entry, _)| {
                body == bare && matches!(entry.value, "and" | "but") || entry.value == "when" && body > bare
            })
            && self.cue_at(body).is_none();
        if plain && opens {
            frame.complement = Complement::Clause { at: body, body, joined: None };
        }
    }

    /// From whom the subject has it, where that stands right before the verb (رویترز به نقل از دو دیپلمات گزارش داد).
    fn passed_on(&self, cue: &Cue) -> Option<Mention> {
        let grammar = self.grammar;
        let from = cue.token.saturating_sub(SOURCE).max(grammar.start);
        (from..cue.token).rev().take_while(|&i| !grammar.comma(i)).find_map(|i| {
            let (_, entry, end) = grammar.phrase(i, Class::SourcePhrase)?;
            let found = mention(grammar, end, cue.token)?;
            (entry.value == "from" && i > grammar.start && found.end == cue.token).then_some(found)
        })
    }

    /// Whether a colon, a complementiser or marks stand at token `k`: they are the cue's.
    fn governed(&self, k: usize, frame: &mut Frame) -> bool {
        let grammar = self.grammar;
        if k >= grammar.end {
            return false;
        }
        if grammar.text.all[k].is(':') {
            self.sign(k, frame);
            return true;
        }
        // "So that" opens what is asked for, elsewhere it is the narrator's.
        let so = grammar.single(k, Class::Complementiser).is_some_and(|entry| entry.value == "so");
        if so && !frame.cue.is(Features::ASKS) {
            return false;
        }
        let whether = grammar.single(k, Class::Complementiser).is_some_and(|entry| entry.value == "whether");
        if whether {
            // The question word is part of what is asked.
            frame.complement = Complement::Clause { at: k, body: k, joined: None };
            return true;
        }
        if let Some((body, joined)) = self.complementiser(k) {
            let body = if grammar.comma(body) { body + 1 } else { body };
            frame.complement = match self.pair_at(body) {
                Some(pair) if !self.name_like(&self.pairs[pair]) && self.ends_with(pair) => {
                    Complement::Marks { pair }
                }
                _ => Complement::Clause { at: k, body, joined },
            };
            return true;
        }
        match self.pair_at(k).filter(|_| grammar.text.all[k].kind == TokenKind::Quote) {
            Some(pair) if !self.name_like(&self.pairs[pair]) => {
                frame.complement = if self.ends_with(pair) {
                    Complement::Marks { pair }
                } else {
                    Complement::Clause { at: k, body: k, joined: None }
                };
                true
            }
            _ => false,
        }
    }

    /// Whether a quotation is all that is said: its sentence ends with it.
    pub(super) fn ends_with(&self, pair: usize) -> bool {
        let (grammar, pair) = (self.grammar, &self.pairs[pair]);
        let after = pair.after();
        after >= grammar.end
            || !pair.closed
            || pair.to > pair.from && grammar.full_stop(pair.to - 1)
            || !grammar.text.all[after].is_wordlike()
            || grammar.single(after, Class::Connective).is_some()
    }

    /// Whether a cue stands in a relative clause that has not yet had its verb.
    fn in_relative_clause(&self, cue: &Cue) -> bool {
        let grammar = self.grammar;
        let mut i = cue.token;
        while i > grammar.start && cue.token - i < CLAUSE {
            i -= 1;
            if grammar.full_stop(i) || grammar.text.all[i].is(':') || self.verb(i) {
                return false;
            }
            if grammar.single(i, Class::Relative).is_some() {
                return true;
            }
            if grammar.single(i, Class::Complementiser).is_some_and(|entry| entry.value == "that") {
                // After a verb it opens what that verb says.
                return i > grammar.start && !self.verb(i - 1) && !grammar.comma(i - 1);
            }
        }
        false
    }

    /// Whether token `i` is, or ends, a finite verb.
    pub(super) fn verb(&self, i: usize) -> bool {
        let grammar = self.grammar;
        if grammar.single(i, Class::Auxiliary).is_some() || grammar.never_name(i, "verb") {
            return true;
        }
        let n = self.cues.partition_point(|cue| cue.token <= i);
        self.cues[..n].last().is_some_and(|cue| cue.form == Form::Finite && i < cue.end)
    }
}
