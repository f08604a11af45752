//! Marks on the way from a cue to what it reports that hold no words of anybody's: a name, a term, a subject.

use super::super::mention::mention;
use super::super::token::TokenKind;
use super::clause::Frame;
use super::mark::Pair;
use super::scope::Scope;
use crate::lexicon::{Class, Features};

/// A name or a title in marks on the way has no more words.
const PASSING: usize = 5;

impl Scope<'_, '_> {
    /// A short quotation right before the complementiser, brackets between them passed over: a name.
    pub(super) fn before_complementiser(&self, pair: usize) -> bool {
        let pair = self.pairs[pair];
        let mut after = pair.after();
        if !pair.closed || pair.to - pair.from > 4 || after >= self.grammar.end {
            return false;
        }
        if let Some(close) = self.grammar.closing(after, 12) {
            after = close + 1;
        }
        if self.grammar.comma(after) && self.complementiser(after + 1).is_some() {
            after += 1;
        }
        // To a paper: لـ«الصباح» «…».
        if pair.open > self.grammar.start
            && self.grammar.lone_prefix(pair.open - 1)
            && self.grammar.text.folded(pair.open - 1).ends_with(self.grammar.lexicon.of)
        {
            return true;
        }
        // صاحب فكرة «…»: «…»: the words are what follows the colon.
        let colon = after + 1 < self.grammar.end && self.grammar.text.all[after].is(':');
        self.complementiser(after).is_some()
            || colon && (self.pair_at(after + 1).is_some() || self.complementiser(after + 1).is_some())
    }

    /// A short quotation on the way from a cue to its complementiser: a name or a term of the narrator's.
    pub(super) fn amid(&self, pair: usize, frame: &Frame) -> bool {
        let pair = self.pairs[pair];
        let grammar = self.grammar;
        let next = [Some(frame.cue.end), frame.subject.as_ref().map(|subject| subject.end)];
        if pair.to - pair.from > 5 || !pair.closed || next.contains(&Some(pair.open)) || self.worded(&pair) {
            return false;
        }
        let before = pair.open - 1;
        let bound = grammar.text.all[before].is_wordlike()
            && grammar.text.word(before).class(Class::Complementiser).is_none();
        let reach = grammar.end.min(pair.after() + 24);
        let mut rest = (pair.after()..reach)
            .take_while(|&i| !grammar.full_stop(i) && self.pair_at(i).is_none() && self.cue_at(i).is_none());
        bound && rest.any(|i| self.complementiser(i).is_some())
    }

    /// A few words in marks amid what stands between a cue and what it reports, right after a noun or a preposition
    /// of place and time: a name or a title (خلال افتتاح «…»، سلسلة «…»).
    pub(super) fn passing(&self, pair: usize, frame: &Frame) -> bool {
        let grammar = self.grammar;
        let pair = self.pairs[pair];
        let words = (pair.from..pair.to).filter(|&i| grammar.text.all[i].is_wordlike()).count();
        let subject = frame.subject.as_ref().filter(|_| !frame.before);
        let at_once = pair.open == frame.cue.end || subject.is_some_and(|subject| subject.end == pair.open);
        if grammar.lexicon.marks_words
            || frame.cue.is(Features::DESCRIBES)
            || words > PASSING
            || !pair.closed
            || at_once
            || self.worded(&pair)
        {
            return false;
        }
        let before = pair.open - 1;
        if grammar.text.all[before].kind != TokenKind::Word
            || grammar.text.folded(before).chars().count() < 2
            || self.cue_at(before).is_some()
            || grammar.text.word(before).class(Class::Complementiser).is_some()
        {
            return false;
        }
        match grammar.single(before, Class::Preposition) {
            Some(entry) => entry.value == "in",
            None => !grammar.function(before) && grammar.noun(before).is_some(),
        }
    }

    /// Whether a few words in marks at the head of a reported clause are only its beginning (إنها «مستعدة لإنشاء»
    /// منصة …).
    pub(super) fn clause_goes_on(&self, pair: usize) -> bool {
        let grammar = self.grammar;
        let pair = self.pairs[pair];
        let after = pair.after();
        pair.closed
            && !grammar.lexicon.marks_words
            && pair.to - pair.from <= 4
            && after + 3 < grammar.end
            && (after..after + 4).all(|i| grammar.text.all[i].is_wordlike() && self.cue_at(i).is_none())
            && grammar.noun(after).is_some_and(|noun| !noun.conjoined)
            && !grammar.function(after)
    }

    /// A subject in marks (أوضح «فلان»، أستاذ …، أنّ): short, with a complementiser to come.
    pub(super) fn named_in_marks(&self, pair: usize, limit: usize, frame: &mut Frame) -> bool {
        let grammar = self.grammar;
        let pair = self.pairs[pair];
        let after = pair.after();
        if frame.subject.is_some() || pair.to - pair.from > 3 || !pair.closed {
            return false;
        }
        let mut rest = (after..limit).take_while(|&i| {
            !grammar.full_stop(i)
                && self.pair_at(i).is_none()
                && self.cue_at(i).is_none_or(|cue| cue.homograph)
        });
        // وقال «فلان» خلال حديثه: …: the words come later.
        let at_once = pair.open == frame.cue.end && !frame.cue.is(Features::DESCRIBES);
        let apart = at_once && grammar.single(after, Class::Preposition).is_some();
        // ونفى «فلان» ما تردد …: one name, and the clause goes on.
        let object = grammar.single(after, Class::Relative).is_some()
            || grammar.noun(after).is_some_and(|noun| noun.is(Class::NeverName));
        if at_once && pair.to - pair.from == 1 && object && !grammar.function(pair.from) {
            return self.subject_in_marks(&pair, frame);
        }
        // نشر «الاتحاد» بيانا …: a name right after a verb that reports nothing yet, and its object after it.
        let weak = frame.cue.is(Features::WEAK) || frame.cue.is(Features::OBJECT) || frame.cue.homograph;
        let plain = after < grammar.end
            && grammar.text.all[after].kind == TokenKind::Word
            && grammar.noun(after).is_some_and(|noun| !noun.conjoined)
            && self.cue_at(after).is_none();
        if at_once && weak && plain && !self.worded(&pair) && !grammar.lexicon.subject_first {
            return self.subject_in_marks(&pair, frame);
        }
        if !(grammar.comma(after) || apart)
            || !rest.any(|i| self.complementiser(i).is_some() || apart && grammar.text.all[i].is(':'))
        {
            return false;
        }
        self.subject_in_marks(&pair, frame)
    }

    /// Takes what stands in marks for the subject's name.
    fn subject_in_marks(&self, pair: &Pair, frame: &mut Frame) -> bool {
        let Some(mut found) = mention(self.grammar, pair.from, pair.to) else { return false };
        found.name = Some((pair.from, pair.to));
        (found.prefix, found.name_prefix) = (0, 0);
        found.sure = true;
        frame.subject = Some(found);
        true
    }
}
