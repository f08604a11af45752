//! What is said, once it is known who says it: quotations, reports, reports with words in marks, marks in
//! a noun object; and whether marks hold words or a name.

use super::super::token::TokenKind;
use super::block::Reader;
use super::clause::{Complement, Frame};
use super::confidence::Why;
use super::cue::Form as CueForm;
use super::edge::{Stretch, repeated, stretches};
use super::mark::Pair;
use super::{Form, Quote, folded};
use crate::lexicon::{Class, Features};

/// Tokens of a clause before a predicate in marks.
const CLAUSE: usize = 10;

impl Reader<'_, '_, '_> {
    /// Emits a whole quotation.
    pub(super) fn claim(&mut self, pair: usize, base: &Quote, rule: &'static str) {
        if std::mem::replace(&mut self.claimed[pair], true) {
            return;
        }
        let pair = self.scope.pairs[pair];
        let (from, to) = self.inside(&pair);
        if from < to {
            self.quotes.push(Quote { form: Form::Direct, from, to, rule, ..base.clone() });
        }
    }

    /// The words inside a pair; an unclosed one ends where the next report begins.
    pub(super) fn inside(&self, pair: &Pair) -> Stretch {
        let text = self.scope.grammar.text;
        let mut to = pair.to;
        if !pair.closed {
            let next = self.frames.iter().find(|frame| {
                frame.cue.token > pair.from
                    && frame.cue.form == CueForm::Finite
                    && frame.cue.conjoined
                    && !matches!(frame.complement, Complement::None | Complement::Noun { .. })
            });
            to = next.map_or(to, |frame| frame.cue.token);
        }
        while to > pair.from
            && !text.all[to - 1].is_wordlike()
            && (matches!(text.all[to - 1].glyph, '،' | ',' | '\n')
                || !pair.closed && text.all[to - 1].is('.'))
        {
            to -= 1;
        }
        (pair.from, to)
    }

    /// A quotation right after a cue, and those joined to it in the sentence.
    pub(super) fn marks(&mut self, first: usize, base: &Quote) {
        self.claim(first, base, "cue-marks");
        let pair = self.scope.pairs[first];
        let end = self.next_cue(pair.after());
        for n in first + 1..self.scope.pairs.len() {
            let other = self.scope.pairs[n];
            if other.open >= end {
                break;
            }
            if other.open >= pair.after() && !self.claimed[n] && self.is_quote(&other) {
                self.claim(n, base, "cue-marks-joined");
            }
        }
    }

    /// The complementiser repeated after a quotation (بأن «…»، وأن …): another report under the same cue.
    pub(super) fn told_on(&mut self, pair: usize, base: &Quote) {
        let grammar = self.scope.grammar;
        let pair = self.scope.pairs[pair];
        let at = pair.after() + usize::from(grammar.comma(pair.after()));
        if !pair.closed || at >= grammar.end {
            return;
        }
        if let Some(body) = repeated(self.scope, at).filter(|&body| body < grammar.end) {
            for stretch in stretches(self.scope, self.frames, body) {
                self.report(stretch, base, "cue-clause");
            }
        }
    }

    /// A reported stretch: what is in marks is direct, the rest indirect beside it.
    pub(super) fn report(&mut self, (from, to): Stretch, base: &Quote, rule: &'static str) {
        let scope = self.scope;
        let mut cuts: Vec<usize> = Vec::new();
        let first = scope.pairs.partition_point(|pair| pair.open < from);
        let mut done = from;
        for n in first..scope.pairs.len() {
            let pair = &scope.pairs[n];
            if pair.open >= to {
                break;
            }
            // … نقابة «س» التي ترى أن «…»: these are another's words.
            let upto = self.frames.partition_point(|frame| frame.cue.token < pair.open);
            let another = self.frames[..upto].iter().rev().take(8).any(|frame| {
                frame.cue.token > from
                    && frame.subject.is_some()
                    && self.credible(frame)
                    && frame.complement == Complement::Marks { pair: n }
            });
            if pair.open >= done
                && !another
                && !self.claimed[n]
                && self.is_quote(pair)
                && !self.woven(pair, from)
            {
                cuts.push(n);
                done = pair.after();
            }
        }
        if cuts.is_empty() {
            self.quotes.push(Quote { form: Form::Indirect, from, to, rule, ..base.clone() });
            return;
        }
        let mut start = from;
        for n in cuts {
            let pair = scope.pairs[n];
            self.remainder(start, pair.open, base);
            let confidence = base.confidence.confirmed();
            self.claim(n, &Quote { confidence, ..base.clone() }, "report-marks");
            start = pair.after();
        }
        self.remainder(start, to, base);
    }

    /// A few words in marks amid a reported clause that goes on after them: a term of it.
    fn woven(&self, pair: &Pair, from: usize) -> bool {
        let grammar = self.scope.grammar;
        let after = pair.after();
        pair.closed
            && pair.to - pair.from <= 3
            && pair.open > from
            && !grammar.lexicon.marks_words
            && after < grammar.end
            && grammar.text.all[after].kind == TokenKind::Word
            && !grammar.function(after)
            && grammar.noun(after).is_none_or(|noun| !noun.conjoined && !noun.preposed)
            && !self.scope.worded(pair)
            && !self.predicates(pair)
            && (!grammar.function(pair.open - 1)
                || grammar.single(pair.open - 1, Class::Preposition).is_some())
    }

    /// The unquoted part of a mixed report, where it is long enough to say something.
    pub(super) fn remainder(&mut self, from: usize, to: usize, base: &Quote) {
        let text = self.scope.grammar.text;
        let (mut from, mut to) = (from, to);
        while from < to && !text.all[from].is_wordlike() {
            from += 1;
        }
        while to > from && !text.all[to - 1].is_wordlike() {
            to -= 1;
        }
        let words = (from..to).filter(|&i| text.all[i].is_wordlike()).count();
        if words >= 4 {
            let confidence = base.confidence.times(0.85, Why::Edge);
            self.quotes.push(Quote {
                form: Form::Indirect,
                from,
                to,
                rule: "report-rest",
                confidence,
                ..base.clone()
            });
        }
    }

    /// A verb of saying followed straight by what is said (وقال فلان تمّت …).
    pub(super) fn bare(&mut self, n: usize, base: &Quote) {
        let (grammar, frame) = (self.scope.grammar, &self.frames[n]);
        let Some(body) = self.bare_body(frame) else { return };
        let confidence = base.confidence.at_most(0.6, Why::Edge);
        for stretch in stretches(self.scope, self.frames, body) {
            let words = (stretch.0..stretch.1).filter(|&i| grammar.text.all[i].is_wordlike()).count();
            if words >= 4 {
                self.report(stretch, &Quote { confidence, ..base.clone() }, "cue-bare");
            }
        }
    }

    /// Where the words begin after a cue that takes them bare: right after its subject.
    pub(super) fn bare_body(&self, frame: &Frame) -> Option<usize> {
        let grammar = self.scope.grammar;
        let subject =
            frame.subject.as_ref().filter(|_| !frame.before && frame.complement == Complement::None)?;
        let body = subject.end;
        let named = subject.name.is_some() && subject.end == subject.name?.1;
        let verb = body + 3 < grammar.end
            && grammar.text.all[body].kind == TokenKind::Word
            && !grammar.function(body)
            && grammar.noun(body).is_some_and(|noun| {
                !noun.definite
                    && !noun.preposed
                    && !noun.conjoined
                    && noun.entry.is_none_or(|e| e.value == "verb")
            });
        (frame.cue.is(Features::BARE) && named && verb).then_some(body)
    }

    /// A cue and its subject between commas, or after a comma at the end (…, he said, …): where it stands.
    pub(super) fn tag(&self, frame: &Frame) -> Option<Stretch> {
        let grammar = self.scope.grammar;
        if !grammar.lexicon.subject_first
            || frame.cue.form != CueForm::Finite
            || !frame.cue.is(Features::BARE)
            || frame.subordinate
            || !matches!(frame.complement, Complement::None | Complement::Noun { .. })
        {
            return None;
        }
        let subject = frame.subject.as_ref();
        let mut from = subject.filter(|_| frame.before).map_or(frame.cue.token, |subject| subject.start);
        while from > grammar.start && grammar.single(from - 1, Class::Pronoun).is_some() {
            from -= 1;
        }
        let mut to = subject.filter(|_| !frame.before).map_or(frame.cue.end, |subject| subject.end);
        while let Some((_, _, end)) = grammar.phrase(to, Class::Adjunct) {
            to = end;
        }
        let closed = to >= grammar.end || grammar.comma(to) || grammar.full_stop(to);
        (from > grammar.start && grammar.comma(from - 1) && closed && from < to).then_some((from, to))
    }

    /// What a tag stands behind or amid: its sentence without it.
    pub(super) fn tagged(&mut self, tag: Option<Stretch>, base: &Quote) {
        let Some((from, to)) = tag else { return };
        let grammar = self.scope.grammar;
        let start = self.scope.past_dateline(self.sentence_start(from));
        let parts = [(start, from - 1), (to, self.sentence_end(to))];
        for (n, (mut from, mut to)) in parts.into_iter().enumerate() {
            while from < to && !grammar.text.all[from].is_wordlike() && self.scope.pair_at(from).is_none() {
                from += 1;
            }
            while to > from && !grammar.text.all[to - 1].is_wordlike() {
                to -= 1;
            }
            let words = (from..to).filter(|&i| grammar.text.all[i].is_wordlike()).count();
            if words >= 3 && !self.covered(from) && (n == 0 || grammar.comma(tag.map_or(0, |tag| tag.1))) {
                self.report((from, to), base, "cue-tag");
            }
        }
    }

    /// The noun object of a cue may hold words in marks (معرباً عن أمله في "…").
    pub(super) fn object(&mut self, n: usize, from: usize, base: &Quote) {
        let end = self.next_cue(self.frames[n].cue.end).min(self.sentence_end(from));
        let mut reach = from + 14;
        for k in self.scope.pairs.partition_point(|pair| pair.open < from)..self.scope.pairs.len() {
            let pair = self.scope.pairs[k];
            if pair.open >= end || pair.open > reach {
                break;
            }
            if !self.claimed[k] && self.is_quote(&pair) {
                reach = pair.after() + 3;
                let confidence = base.confidence.times(0.8, Why::Bare);
                self.claim(k, &Quote { confidence, ..base.clone() }, "cue-object-marks");
            }
        }
    }

    /// Whether a few words in marks are only what a bare noun governs (عن طرح «قروض ميسرة»): a term or a title.
    fn governed(&self, pair: &Pair) -> bool {
        let grammar = self.scope.grammar;
        let before = pair.open - 1;
        pair.closed
            && pair.to - pair.from <= 3
            && !grammar.lexicon.marks_words
            && !grammar.function(before)
            && grammar.noun(before).is_some_and(|noun| !noun.definite)
            && grammar.text.folded(before).chars().count() > 2
            && !self.scope.worded(pair)
            && !(pair.from..pair.to).any(|i| {
                let noun = grammar.noun(i);
                noun.is_some_and(|noun| noun.conjoined && !noun.definite)
                    || grammar.text.word(i).readings.iter().any(|reading| reading.joined)
            })
    }

    /// Whether the object of frame `n` holds words in marks.
    pub(super) fn words_in_object(&self, n: usize) -> bool {
        let Complement::Noun { from } = self.frames[n].complement else { return false };
        let end = self.next_cue(self.frames[n].cue.end).min(self.sentence_end(from));
        let first = self.scope.pairs.partition_point(|pair| pair.open < from);
        let near = self.scope.pairs[first..].iter().take_while(|pair| pair.open < end.min(from + 14));
        near.take(8).any(|pair| self.is_quote(pair))
    }

    /// Whether short words in marks are what is said of a subject: that his decision is "final".
    fn states(&self, pair: &Pair) -> bool {
        let grammar = self.scope.grammar;
        let after = pair.after();
        let ends = after >= grammar.end || grammar.full_stop(after) || grammar.comma(after);
        let first = pair.open.saturating_sub(4).max(grammar.start);
        let opener =
            (first..pair.open.saturating_sub(1)).rev().find(|&i| self.scope.complementiser(i).is_some());
        ends && opener.is_some_and(|i| {
            let subject = self.scope.complementiser(i).map_or(i + 1, |(body, _)| body);
            (subject..pair.open).all(|k| !grammar.function(k) && grammar.text.all[k].is_wordlike())
                && grammar.noun(subject).is_some_and(|noun| noun.definite || noun.reading.joined)
        })
    }

    /// Whether short words in marks are what a reported clause says of its subject, though more follows: that the
    /// examination of drivers is "very important" for …. No verb stands between, and they are ordinary words.
    fn predicates(&self, pair: &Pair) -> bool {
        let grammar = self.scope.grammar;
        let definite = |i: usize| grammar.noun(i).is_some_and(|noun| noun.definite || noun.reading.joined);
        let first = grammar.noun(pair.from);
        let after = pair.after();
        let ends = after >= grammar.end || grammar.full_stop(after) || grammar.comma(after);
        let leads = after < grammar.end && self.scope.leads_adverbial(after);
        let plain = first.is_some_and(|noun| {
            let common = match noun.class() {
                None => {
                    grammar.ordinary(pair.from)
                        || grammar.adjective(pair.from)
                        || ends
                            && grammar.text.all[pair.from].kind == TokenKind::Word
                            && !grammar.text.written(pair.from).is_ascii()
                }
                Some(class) => class == Class::NeverName,
            };
            !noun.definite && !noun.conjoined && common && (ends || leads)
        });
        if grammar.lexicon.marks_words || !plain || !pair.closed || !definite(pair.open - 1) {
            return false;
        }
        let opens = pair.open.saturating_sub(CLAUSE).max(grammar.start);
        let clause = (opens..pair.open).rev().find(|&i| self.scope.complementiser(i).is_some());
        clause.and_then(|i| self.scope.complementiser(i)).is_some_and(|(body, _)| {
            !grammar.function(body)
                && (body..pair.open).all(|i| {
                    grammar.text.all[i].is_wordlike()
                        && !grammar.plain_verb(i)
                        && !grammar.verbal(i)
                        && grammar.single(i, Class::Auxiliary).is_none()
                        && grammar.single(i, Class::Relative).is_none()
                })
        })
    }

    /// Whether words in marks are somebody's words rather than a name or a term.
    pub(super) fn is_quote(&self, pair: &Pair) -> bool {
        let grammar = self.scope.grammar;
        let words = (pair.from..pair.to).filter(|&i| grammar.text.all[i].is_wordlike()).count();
        if words >= 6 {
            return true;
        }
        if words == 0 {
            return false;
        }
        // … أنه «مستعد»: what is said of him that the pronoun means.
        let told = pair.open > grammar.start
            && !grammar.lexicon.marks_words
            && grammar.text.word(pair.open - 1).class(Class::Complementiser).is_some_and(|(r, _)| r.joined);
        if told {
            return true;
        }
        if self.predicates(pair) {
            return true;
        }
        if self.scope.name_like(pair) {
            return false;
        }
        if !grammar.lexicon.marks_words
            && self.marked.get(&folded(grammar.text, pair)).is_some_and(|&times| times > 1)
        {
            return false;
        }
        if words >= 4 {
            return true;
        }
        if grammar.lexicon.marks_words {
            return self.loose(pair);
        }
        let before = pair.open.checked_sub(1).filter(|&i| i >= grammar.start);
        let Some(before) = before else { return words > 2 };
        // "He called it …", "that it is …": a predicate.
        let predicate = grammar.text.word(before).class(Class::Complementiser).is_some()
            || grammar
                .single(before, Class::Preposition)
                .is_some_and(|e| matches!(e.value, "at" | "to" | "of"))
            || grammar.text.word(before).letters == 1;
        let latin = grammar.text.written(pair.from).is_ascii();
        if latin {
            return false;
        }
        match words {
            1 => {
                (predicate || self.states(pair))
                    && grammar.noun(pair.from).is_none_or(|noun| !noun.definite && noun.entry.is_none())
            }
            _ if self.states(pair) => true,
            // The Sheikh "such a one", this "friend": in apposition it is a name.
            _ if grammar.noun(before).is_some_and(|noun| noun.definite) => self.scope.worded(pair),
            _ if self.governed(pair) => false,
            _ => predicate || grammar.noun(pair.from).is_none_or(|noun| !noun.definite),
        }
    }

    /// Whether a few words in marks are loose words of the language, no name of anything.
    fn loose(&self, pair: &Pair) -> bool {
        let grammar = self.scope.grammar;
        let names = [Class::Place, Class::Organization, Class::Month];
        let named = |i: usize| names.iter().any(|&class| grammar.text.word(i).is(class));
        let foreign = |i: usize| {
            grammar.text.all[i].glyph.is_ascii_alphabetic()
                && (grammar.lexicon.script != "Latin" || grammar.text.word(i).capital)
        };
        let mut words = (pair.from..pair.to).filter(|&i| grammar.text.all[i].is_wordlike());
        !words.clone().all(named) && !words.all(foreign)
    }
}
