//! A quotation that a cue after it tags: whose it is where an earlier cue could have it, and the words of its
//! sentence that stand before the marks.

use super::super::token::TokenKind;
use super::block::Reader;
use super::clause::Frame;
use crate::lexicon::{Class, Features};

impl Reader<'_, '_, '_> {
    /// Whether a later cue with a subject of its own has the quotation right before it (that it shows the case
    /// "was easy," said X).
    pub(super) fn another_says(&self, n: usize, pair: usize) -> bool {
        let lexicon = self.scope.grammar.lexicon;
        let own = self.frames[n].subject.as_ref().is_some_and(|subject| subject.sure);
        let after = self.scope.pairs[pair].after();
        let grammar = self.scope.grammar;
        // Another clause may begin after the marks (while he promised …).
        let conjunction = |to: usize| (after..to).any(|i| grammar.single(i, Class::Connective).is_some());
        lexicon.subject_first
            && !lexicon.verb_final
            && !own
            && self.frames[n + 1..].iter().take(2).any(|frame| {
                frame.subject.is_some()
                    && frame.cue.token <= after + 4
                    && !conjunction(frame.cue.token)
                    && self.quotation_before(frame) == Some(pair)
            })
    }

    /// Where the sentence begins that goes over into the quotation before its cue (Monday will bring "a new era,"
    /// he said): the words before the marks are reported too.
    pub(super) fn mixed_before(&self, frame: &Frame, n: usize) -> Option<usize> {
        let grammar = self.scope.grammar;
        let pair = &self.scope.pairs[n];
        let start = self.scope.past_dateline(self.sentence_start(pair.open));
        let worded = |i: usize| grammar.text.all[i].kind == TokenKind::Word;
        let goes_over = pair.open > start && worded(pair.open - 1) && !self.covered(start);
        // Somebody who speaks in the words before has the quotation too, but for a bare tag at the end.
        let spoken = self
            .frames
            .iter()
            .any(|other| (start..pair.open).contains(&other.cue.token) && other.subject.is_some());
        let small = grammar.text.all[pair.from].glyph.is_lowercase();
        (grammar.lexicon.subject_first
            && !grammar.lexicon.verb_final
            && frame.cue.is(Features::BARE)
            && goes_over
            && !spoken
            && small)
            .then_some(start)
    }
}
