//! Words that are passed on: a source phrase between a cue and what it reports.

use super::super::mention::mention;
use super::clause::Frame;
use super::cue::Cue;
use super::scope::Scope;
use crate::lexicon::Class;

/// Longest source phrase between a cue and what it reports, in tokens.
const AMID: usize = 16;

impl Scope<'_, '_> {
    /// Whether a cue only tells by whom the words are passed on (حسبما نقلت …).
    pub(super) fn parenthetic(&self, cue: &Cue) -> bool {
        let grammar = self.grammar;
        let from = cue.token.saturating_sub(2).max(grammar.start);
        (from..cue.token).any(|i| {
            grammar
                .phrase(i, Class::SourcePhrase)
                .is_some_and(|(_, entry, end)| end == cue.token && entry.value == "clause")
        })
    }

    /// A source phrase at token `k` between a cue and its complement: whom the words are taken from, or a
    /// parenthesis that is passed over; `None` ends the search.
    pub(super) fn source_amid(
        &self,
        k: usize,
        limit: usize,
        frame: &mut Frame,
        adjunct: &mut bool,
    ) -> Option<usize> {
        let grammar = self.grammar;
        let (_, entry, end) = grammar.phrase(k, Class::SourcePhrase)?;
        // وقال فلان، حسبما نقلت عنه صحيفة …، إن …: a parenthesis.
        if matches!(entry.value, "clause" | "as") && self.cue_at(end).is_some() {
            let comma = (end..limit.min(end + AMID)).find(|&i| grammar.comma(i));
            return comma.filter(|&comma| self.complementiser(comma + 1).is_some());
        }
        // وذكرت الوكالة نقلا عن مصادر أمنية أن …: whom the words are taken from.
        if entry.value == "from"
            && frame.source.is_none()
            && let Some(mut source) = mention(grammar, end, limit)
        {
            self.whole_name(&mut source);
            self.seated(&mut source);
            let end = source.end;
            frame.source = Some(source);
            return Some(end);
        }
        *adjunct = true;
        Some(k + 1)
    }
}
