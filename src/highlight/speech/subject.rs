//! Who a cue's subject is when it stands before it: leading the sentence, after an auxiliary, as what a
//! relative clause belongs to.

use super::super::mention::mention;
use super::super::token::TokenKind;
use super::clause::{Frame, SPEAKS};
use super::cue::Form;
use super::scope::Scope;
use crate::lexicon::{Class, Features};

impl Scope<'_, '_> {
    /// The subject where it mostly leads: the first phrase of the sentence, or of a part of it after a
    /// comma, that can speak; a pronoun leaves the choice to the talk.
    pub(super) fn subject_leading(&self, frame: &mut Frame) {
        let grammar = self.grammar;
        let mut start = frame.cue.token;
        while start > grammar.start && frame.cue.token - start < 60 {
            let before = start - 1;
            let token = &grammar.text.all[before];
            let spoken = self.cue_at(before).is_some_and(|cue| cue.form == Form::Finite);
            if grammar.full_stop(before)
                || token.glyph == ':'
                || spoken
                || token.kind == TokenKind::Quote
                    && !self.pairs.iter().any(|p| (p.to == before || p.open == before) && self.name_like(p))
            {
                break;
            }
            start = before;
        }
        if frame.cue.conjoined && start > grammar.start && self.cue_at(start - 1).is_some() {
            return;
        }
        let marker = (start..frame.cue.token)
            .rev()
            .find(|&i| grammar.single(i, Class::Preposition).is_some_and(|entry| entry.value == "subject"));
        let stop = marker.unwrap_or(frame.cue.token);
        // Right before the cue, in the clause's own part.
        for i in self.clause_start(stop).max(start)..stop {
            let adjunct = grammar.single(i, Class::Preposition).is_some()
                || grammar.single(i, Class::Pronoun).is_some()
                || grammar.noun(i).is_some_and(|noun| noun.preposed);
            if adjunct && marker.is_none() {
                break;
            }
            let determiner = grammar.single(i, Class::Demonstrative).is_some();
            if grammar.function(i) && !determiner {
                continue;
            }
            let found = mention(grammar, i, stop).filter(|found| found.end == stop);
            if let Some(found) =
                found.filter(|f| f.name.is_some() || f.class.is_some_and(|class| SPEAKS.has(class)))
            {
                frame.subject = Some(found);
                frame.before = true;
                return;
            }
        }
        let mut i = start;
        while i < stop {
            if let Some(end) = self.leading(i) {
                i = end;
                continue;
            }
            if let Some(pronoun) = grammar.single(i, Class::Pronoun) {
                if pronoun.features.has(Features::THIRD) {
                    frame.pronoun = Some(pronoun.features);
                    return;
                }
                i += 1;
                continue;
            }
            let determiner = grammar.single(i, Class::Demonstrative).is_some();
            if !grammar.function(i) || determiner {
                if let Some(found) =
                    mention(grammar, i, stop).filter(|found| marker.is_none() || found.end == stop)
                {
                    let speaks = found.class.is_some_and(|class| SPEAKS.has(class)) || found.sure;
                    let fits = found.name.is_some() || speaks;
                    if fits {
                        frame.tentative = !speaks && found.end != stop;
                        frame.subject = Some(found);
                        frame.before = true;
                        return;
                    }
                }
                if marker.is_some() {
                    i += 1;
                    continue;
                }
            }
            // Not here: after the next comma.
            match (i..stop).find(|&k| grammar.comma(k)) {
                Some(comma) => i = comma + 1,
                None => return,
            }
        }
    }

    /// Past a connective, an adjunct or a comma at the head of a clause.
    pub(super) fn leading(&self, i: usize) -> Option<usize> {
        let grammar = self.grammar;
        if !grammar.text.all[i].is_wordlike() {
            return Some(i + 1);
        }
        let phrase = |class| grammar.phrase(i, class).map(|(_, _, end)| end);
        phrase(Class::Turn).or_else(|| phrase(Class::Connective)).or_else(|| phrase(Class::Adjunct))
    }

    pub(super) fn relative(&self, i: usize) -> bool {
        i >= self.grammar.start && self.grammar.single(i, Class::Relative).is_some()
    }

    /// The subject before its cue: الوزيرة أشارت …, كانت الوزارة أعلنت …, الذي قال ….
    pub(super) fn subject_before(&self, frame: &mut Frame) {
        let grammar = self.grammar;
        let mut right = frame.cue.token;
        while right > grammar.start
            && (grammar.single(right - 1, Class::Auxiliary).is_some()
                || grammar.single(right - 1, Class::Negation).is_some()
                || grammar.single(right - 1, Class::Adjunct).is_some())
        {
            right -= 1;
        }
        if right == grammar.start {
            return;
        }
        let relative = grammar.single(right - 1, Class::Relative);
        let stop = match relative {
            Some(pronoun) => {
                frame.subordinate = true;
                // التي قال إنها: the pronoun is not the one who says.
                if !pronoun.features.agrees(frame.cue.features) || pronoun.features == Features::NONE {
                    return;
                }
                right - 1
            }
            None => right,
        };
        let stop = if stop > grammar.start && grammar.comma(stop - 1) && relative.is_some() {
            stop - 1
        } else {
            stop
        };
        let first = self.clause_start(stop);
        for start in first..stop {
            let determiner = grammar.single(start, Class::Demonstrative).is_some();
            if grammar.function(start) && !determiner || !grammar.text.all[start].is_wordlike() {
                // Only what opens a clause may stand before the subject.
                continue;
            }
            if let Some(found) = mention(grammar, start, stop) {
                let rest = found.end;
                if rest + 1 >= stop
                    || (rest..stop).all(|i| self.light(i))
                    || grammar.single(rest, Class::Preposition).is_some()
                {
                    let speaks = found.class.is_some_and(|class| SPEAKS.has(class)) || found.sure;
                    if relative.is_some() && !speaks {
                        continue;
                    }
                    frame.tentative = !speaks;
                    frame.subject = Some(found);
                    frame.before = true;
                    return;
                }
            }
            if relative.is_none() {
                return;
            }
        }
    }

    /// Whether a token between subject and verb is passed over.
    pub(super) fn light(&self, i: usize) -> bool {
        !self.grammar.text.all[i].is_wordlike() || self.grammar.function(i)
    }

    /// Where the clause begins that ends before token `stop`.
    pub(super) fn clause_start(&self, stop: usize) -> usize {
        let grammar = self.grammar;
        let mut i = stop;
        while i > grammar.start && stop - i < 24 {
            let before = i - 1;
            let token = &grammar.text.all[before];
            let barred = match token.kind {
                TokenKind::Sign => {
                    grammar.comma(before)
                        || grammar.full_stop(before)
                        || token.glyph == ':'
                        || grammar.dash(before)
                }
                TokenKind::Quote => !self.pairs.iter().any(|p| p.to == before && self.name_like(p)),
                TokenKind::Word => {
                    grammar.single(before, Class::Connective).is_some()
                        || grammar.single(before, Class::Auxiliary).is_some()
                        || self.complementiser(before).is_some()
                        || grammar.text.word(before).class(Class::Complementiser).is_some()
                        || self.cue_at(before).is_some_and(|cue| cue.form == Form::Finite)
                }
                _ => false,
            };
            if barred {
                break;
            }
            i = before;
        }
        i
    }
}
