//! Who a cue's subject is when it stands before it: leading the sentence, after an auxiliary, as what a
//! relative clause belongs to.

use super::super::mention::{Mention, mention};
use super::super::token::TokenKind;
use super::apposition::appose;
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
        let mut stop = start;
        while start > grammar.start && frame.cue.token - start < 60 {
            let before = start - 1;
            let token = &grammar.text.all[before];
            // A senior official, who asked not to be named, said …
            if before + 1 == stop
                && !grammar.lexicon.verb_final
                && let Some(open) = self.relative_between(before)
            {
                (start, stop) = (open, open);
                continue;
            }
            let spoken = self.cue_at(before).is_some_and(|cue| cue.form == Form::Finite && !cue.homograph);
            if grammar.full_stop(before)
                || token.glyph == ':'
                || spoken
                || token.kind == TokenKind::Quote
                    && !self.pairs.iter().any(|p| {
                        (p.to == before || p.open == before)
                            && (self.name_like(p)
                                || grammar.lexicon.verb_final
                                    && p.closed
                                    && p.to - p.from < 7
                                    && !grammar.comma(p.after()))
                    })
            {
                break;
            }
            start = before;
        }
        start = self.past_dateline(start);
        if frame.cue.conjoined && start > grammar.start && self.cue_at(start - 1).is_some() {
            return;
        }
        if stop < frame.cue.token {
            self.leading_subject(frame, start, stop);
            return;
        }
        let whole = start;
        // … و افزود: the subject is the one of before, no word of the clause before is it.
        let mut joint = self.conjoined(frame.cue.token).filter(|&joint| joint >= start);
        if grammar.lexicon.verb_final {
            // After a verb and a conjunction a clause of its own begins.
            let joins = |&i: &usize| {
                i > start
                    && self.verb(i - 1)
                    && grammar.single(i, Class::Connective).is_some_and(|e| matches!(e.value, "and" | "but"))
            };
            joint = joint.or_else(|| (start..frame.cue.token).rev().find(joins));
        }
        self.leading_subject(frame, joint.map_or(start, |joint| joint + 1), frame.cue.token);
        // Elided after a conjunction: the subject of the clause before, where that one reports nothing.
        let alone = whole == grammar.start || grammar.full_stop(whole - 1);
        if let Some(joint) = joint.filter(|_| grammar.lexicon.verb_final && alone)
            && frame.subject.is_none()
            && frame.pronoun.is_none()
        {
            self.leading_subject(frame, whole, joint);
        }
    }

    /// The subject among the tokens from `start` up to `stop`.
    fn leading_subject(&self, frame: &mut Frame, start: usize, stop: usize) {
        let grammar = self.grammar;
        if let Some(marker) = self.subject_marker(start, stop, frame) {
            self.subject_marked(start, marker, frame);
            return;
        }
        // Right before the cue, in the clause's own part; an object stands there where the verb is final.
        let from = if grammar.lexicon.verb_final { stop } else { self.clause_start(stop).max(start) };
        let mut adjuncts = false;
        for i in from..stop {
            let adjunct = grammar.single(i, Class::Preposition).is_some()
                || grammar.single(i, Class::Pronoun).is_some() && !self.possessive(i, stop)
                || grammar.noun(i).is_some_and(|noun| noun.preposed);
            if adjunct {
                adjuncts = true;
                continue;
            }
            let determiner = grammar.single(i, Class::Demonstrative).is_some();
            if grammar.function(i) && !determiner {
                continue;
            }
            let found = mention(grammar, i, stop).filter(|found| found.end == stop);
            // "The vintner said": whoever it is.
            let definite = determiner || grammar.noun(i).is_some_and(|noun| noun.definite);
            let fits = |f: &Mention| {
                // Past an adjunct only who is surely somebody (a fan by the name of X said).
                if adjuncts {
                    return f.sure && f.name.is_some_and(|(from, _)| from == f.start);
                }
                f.name.is_some() || definite || f.class.is_some_and(|class| SPEAKS.has(class))
            };
            if let Some(found) = found.filter(fits) {
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
            if let Some(pronoun) = grammar.single(i, Class::Pronoun).filter(|_| !self.possessive(i, stop)) {
                // "It" is a subject right before its verb alone.
                if pronoun.features.has(Features::THIRD)
                    && (!pronoun.features.has(Features::GENERIC) || i + 1 == stop)
                {
                    frame.pronoun = Some(pronoun.features);
                    return;
                }
                i += 1;
                continue;
            }
            let determiner = grammar.single(i, Class::Demonstrative).is_some();
            let preposed = grammar.noun(i).is_some_and(|noun| noun.preposed);
            // Passives name their source after a preposition (מדובר הצבא נמסר, در بیانیه آمده است).
            let passive = frame.cue.is(Features::PASSIVE);
            if passive && grammar.single(i, Class::Preposition).is_some() {
                i += 1;
                continue;
            }
            if (!grammar.function(i) || determiner)
                && (!preposed || passive || self.in_body(frame, i, stop))
                && let Some(found) = mention(grammar, i, stop)
            {
                if matches!(self.preposition_value(found.end), Some("object" | "genitive")) {
                    i = found.end + 1;
                    continue;
                }
                let mut found = self.named_after(found, stop);
                // Where no capitals tell names, what is said of one tells who is meant later.
                if found.name.is_some() && found.sure && grammar.lexicon.script != "Latin" {
                    appose(grammar, &mut found, stop + 1);
                }
                let apposed = self.apposed(found.end, stop);
                let speaks = found.class.is_some_and(|class| SPEAKS.has(class)) || found.sure;
                let fits = found.name.is_some() || speaks || passive && preposed;
                if passive && found.features.has(Features::PLURAL) {
                    // Told to many, not by them.
                    return;
                }
                if fits {
                    frame.tentative = !speaks && !apposed && found.end != stop;
                    frame.subject = Some(found);
                    frame.before = true;
                    return;
                }
            }
            if let Some(found) = self.lone(i, stop) {
                frame.subject = Some(found);
                frame.before = true;
                return;
            }
            // Not here: after the next comma.
            match (i..stop).find(|&k| grammar.comma(k)) {
                Some(comma) => i = comma + 1,
                None => return,
            }
        }
    }

    /// Past a dateline at the head of a block: «تهران (ایسنا) –», PORTLAND (AP) —.
    pub(super) fn past_dateline(&self, start: usize) -> usize {
        let grammar = self.grammar;
        if start != grammar.start {
            return start;
        }
        let dateline = |&i: &usize| grammar.dash(i) && grammar.text.all[i].spaced;
        let plain = |&i: &usize| self.cue_at(i).is_none() && !grammar.full_stop(i);
        let dash = (start + 1..grammar.end.min(start + 9)).take_while(plain).find(dateline);
        dash.map_or(start, |dash| dash + 1)
    }

    /// The conjunction that opens a clause of nothing but adjuncts before token `i`.
    fn conjoined(&self, i: usize) -> Option<usize> {
        let open = self.opening_from(i)?;
        self.grammar.single(open, Class::Connective).map(|_| open)
    }

    /// Where the clause of a cue begins, its subject and adjuncts with it: after a comma, or at a
    /// conjunction (… و در ادامه گفت, … and he added).
    pub(super) fn opening(&self, frame: &Frame) -> Option<usize> {
        if let Some(joint) = self.conjoined(frame.cue.token) {
            return Some(joint);
        }
        let subject = frame.subject.as_ref().filter(|_| frame.before);
        self.opening_from(subject.map_or(frame.cue.token, |subject| subject.start))
    }

    fn opening_from(&self, from: usize) -> Option<usize> {
        let grammar = self.grammar;
        let mut i = from;
        while i > grammar.start && from - i < 8 {
            let before = i - 1;
            if let Some(entry) = grammar.single(before, Class::Connective) {
                return matches!(entry.value, "and" | "but").then_some(before);
            }
            if grammar.comma(before) {
                return Some(i);
            }
            let adjunct = (before.saturating_sub(3).max(grammar.start)..before)
                .find(|&k| grammar.phrase(k, Class::Adjunct).is_some_and(|(_, _, end)| end == i));
            let led = before > grammar.start && grammar.single(before - 1, Class::Preposition).is_some();
            match adjunct {
                Some(start) => i = start,
                None if grammar.function(before) || led => i = before,
                None => return None,
            }
        }
        None
    }

    /// Past a connective, an adjunct or a comma at the head of a clause.
    pub(super) fn leading(&self, i: usize) -> Option<usize> {
        let grammar = self.grammar;
        if !grammar.text.all[i].is_wordlike() {
            return Some(i + 1);
        }
        if grammar.lexicon.verb_final && grammar.single(i, Class::Auxiliary).is_some() {
            return Some(i + 1);
        }
        if let Some((body, _)) = self.complementiser(i) {
            return Some(body);
        }
        // «…»، این را … گفت: the words themselves.
        if grammar.single(i, Class::Demonstrative).is_some()
            && self.preposition_value(i + 1) == Some("object")
        {
            return Some(i + 2);
        }
        let phrase = |class| grammar.phrase(i, class).map(|(_, _, end)| end);
        phrase(Class::Turn).or_else(|| phrase(Class::Connective)).or_else(|| phrase(Class::Adjunct))
    }

    /// Whether a clause's subject stands between its opener and the cue: كان الوزير (قد) قال, لكن الوزارة
    /// أعلنت. What follows such a cue is no subject.
    pub(super) fn fronted(&self, token: usize) -> bool {
        let grammar = self.grammar;
        let mut stop = token;
        while stop > grammar.start && grammar.single(stop - 1, Class::Auxiliary).is_some() {
            stop -= 1;
        }
        let opens = |i: usize| {
            grammar.single(i, Class::Auxiliary).is_some()
                || grammar
                    .single(i, Class::Connective)
                    .is_some_and(|entry| matches!(entry.value, "but" | "when"))
                || grammar.text.word(i).class(Class::Complementiser).is_some()
        };
        let first = stop.saturating_sub(9).max(grammar.start);
        let Some(opener) = (first..stop).rev().find(|&i| opens(i)) else { return false };
        let Some(found) = mention(grammar, opener + 1, stop) else { return false };
        found.end == stop
            && found.prefix == 0
            && (found.sure || found.class.is_some_and(|class| SPEAKS.has(class)))
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
        // وعن سبب استبعاد المهاجم فلان قال: what a preposition leads to is no subject.
        let led = grammar
            .single(first, Class::Preposition)
            .is_some_and(|e| e.value != "joined" && e.value != "for");
        if led && relative.is_none() && !grammar.lexicon.subject_first {
            return;
        }
        for start in first..stop {
            let determiner = grammar.single(start, Class::Demonstrative).is_some();
            let verb = start == first && grammar.plain_verb(start) && !grammar.named(start);
            if grammar.function(start) && !determiner || verb || !grammar.text.all[start].is_wordlike() {
                // Only what opens a clause may stand before the subject.
                continue;
            }
            if let Some(mut found) = mention(grammar, start, stop) {
                if relative.is_none() {
                    self.whole_name(&mut found);
                }
                let rest = found.end;
                if rest + 1 >= stop
                    || (rest..stop).all(|i| self.light(i))
                    || grammar.single(rest, Class::Preposition).is_some()
                {
                    let speaks = found.class.is_some_and(|class| SPEAKS.has(class)) || found.sure;
                    let agrees = found.features.agrees(frame.cue.features.only(Features::GENDER));
                    if relative.is_some() && !speaks || !agrees && relative.is_none() && !found.definite {
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

    /// Whether a preposition, free or joined, stands at token `i`: what follows is no subject.
    pub(super) fn leads_adverbial(&self, i: usize) -> bool {
        self.grammar.single(i, Class::Preposition).is_some()
            || self.grammar.noun(i).is_some_and(|noun| noun.preposed)
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
            // A name in marks is passed over whole.
            let named = (token.kind == TokenKind::Quote)
                .then(|| self.pairs.iter().find(|p| p.to == before && self.name_like(p)))
                .flatten();
            if let Some(pair) = named.filter(|pair| pair.open >= grammar.start) {
                i = pair.open;
                continue;
            }
            let barred = match token.kind {
                TokenKind::Sign => {
                    grammar.comma(before)
                        || grammar.full_stop(before)
                        || token.glyph == ':'
                        || grammar.dash(before)
                }
                TokenKind::Quote => true,
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
