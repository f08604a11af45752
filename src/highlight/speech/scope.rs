//! A block's words, marks and cues together, and the questions that every reader of them asks.

use super::super::grammar::Grammar;
use super::super::token::TokenKind;
use super::super::vocabulary::Classes;
use super::cue::{Cue, Form};
use super::mark::Pair;
use crate::lexicon::{Class, Features};

/// A title of more words is none.
const LONGEST_TITLE: usize = 20;

/// A block with its marks and cues.
pub struct Scope<'a, 'g> {
    /// Its words.
    pub grammar: &'g Grammar<'a>,
    /// Its quotations.
    pub pairs: &'g [Pair],
    /// Its cues.
    pub cues: &'g [Cue],
}

impl Scope<'_, '_> {
    /// The pair whose opening mark is at token `i`.
    pub fn pair_at(&self, i: usize) -> Option<usize> {
        self.pairs.binary_search_by_key(&i, |pair| pair.open).ok()
    }

    /// The cue at token `i`.
    pub fn cue_at(&self, i: usize) -> Option<&Cue> {
        self.cues.binary_search_by_key(&i, |cue| cue.token).ok().map(|n| &self.cues[n])
    }

    /// The innermost pair around token `i`.
    pub fn around(&self, i: usize) -> Option<&Pair> {
        let n = self.pairs.partition_point(|pair| pair.open < i);
        self.pairs[..n].iter().rev().take(64).find(|pair| i < pair.to)
    }

    /// A complementiser at token `i`, with a preposition of its own or not: the token of the body and
    /// the pronoun joined to it.
    pub fn complementiser(&self, i: usize) -> Option<(usize, Option<Features>)> {
        let grammar = self.grammar;
        const THAT: Classes = Classes::of(&[Class::Complementiser]);
        if !grammar.may(i, THAT) && !grammar.may(i + 1, THAT) {
            return None;
        }
        if i >= grammar.end || grammar.phrase(i, Class::Connective).is_some_and(|(_, _, end)| end > i + 1) {
            return None;
        }
        let at = match grammar.single(i, Class::Preposition) {
            Some(entry) if matches!(entry.value, "to" | "from" | "of" | "at") => i + 1,
            _ => i,
        };
        if at >= grammar.end || !grammar.text.word(at).classes.has(Class::Complementiser) {
            return None;
        }
        if at > i && grammar.text.all[at].kind != TokenKind::Word {
            return None;
        }
        if grammar.single(at, Class::Connective).is_some() {
            return None;
        }
        let (reading, _) = grammar.text.word(at).class(Class::Complementiser)?;
        if at > i && !reading.clitics.is_empty() {
            return None;
        }
        Some((at + 1, reading.joined.then_some(reading.enclitic)))
    }

    /// Whether what stands in marks begins as a clause does, and so is somebody's words: with a verb, a
    /// negation, a pronoun.
    pub fn worded(&self, pair: &Pair) -> bool {
        let grammar = self.grammar;
        let i = pair.from;
        if i >= pair.to || grammar.text.all[i].kind != TokenKind::Word || pair.to - i < 2 {
            return false;
        }
        let openers = [Class::Negation, Class::Auxiliary, Class::Complementiser, Class::Pronoun];
        openers.iter().any(|&class| grammar.single(i, class).is_some())
            || self.cue_at(i).is_some_and(|cue| cue.form == Form::Finite && !cue.homograph)
            || grammar.verbal(i) && (grammar.function(i + 1) || pair.to - i > 2)
    }

    /// A short definite term in marks that is only the subject of the clause after it (أنّ "الجونة" منصة …).
    pub fn only_term(&self, pair: &Pair) -> bool {
        let grammar = self.grammar;
        let after = pair.after();
        pair.closed
            && pair.to - pair.from <= 2
            && after < grammar.end
            && grammar.text.all[after].kind == TokenKind::Word
            && grammar.noun(after).is_none_or(|noun| !noun.conjoined)
            && !self.worded(pair)
    }

    /// A quotation that is only a name inside a phrase: short, after a noun that takes one.
    pub fn name_like(&self, pair: &Pair) -> bool {
        let grammar = self.grammar;
        let words = (pair.from..pair.to).filter(|&i| grammar.text.all[i].is_wordlike()).count();
        // A work's title may be a sentence.
        let title = |i: usize| grammar.text.word(i).is(Class::Titled) && self.cue_at(i).is_none();
        let work = pair.open > grammar.start && title(pair.open - 1);
        if words == 0 || words > LONGEST_TITLE || !pair.closed {
            return words == 0;
        }
        // Under the title, slogan or name of …: however long.
        let before = pair.open.checked_sub(1).filter(|&i| i >= grammar.start);
        let label = |i: usize| {
            let mut entries = grammar.text.word(i).entries();
            entries.any(|(_, e)| e.class == Class::Titled && e.value == "label" && e.rest.is_empty())
        };
        // ما يعرف بـ«…»: a preposition written apart may stand between them.
        let joint = before.filter(|&i| {
            i > grammar.start
                && (grammar.lone_prefix(i)
                    || grammar.single(i, Class::Preposition).is_some_and(|e| e.value == "joined"))
        });
        if before.is_some_and(label) || joint.is_some_and(|i| !grammar.lexicon.marks_words && label(i - 1)) {
            return true;
        }
        if words > if work { 10 } else { 5 } {
            return false;
        }
        // س. م: initials.
        let letters = |i: usize| !grammar.text.all[i].is_wordlike() || grammar.text.word(i).letters == 1;
        if (pair.from..pair.to).all(letters) {
            return true;
        }
        let opens = [Class::Titled, Class::PlaceHead, Class::Channel, Class::NameParticle];
        let entitled = |i: usize| opens.iter().any(|&class| grammar.text.word(i).is(class));
        if words > 1 && words < 5 && entitled(pair.from) {
            return true;
        }
        // رئيس «اتحاد الفلاحين»: the body whose office it is.
        let office = before.is_some_and(|i| grammar.noun(i).is_some_and(|noun| noun.is(Class::Role)));
        if office && words > 1 && grammar.noun(pair.from).is_some_and(|noun| noun.is(Class::OrganizationHead))
        {
            return true;
        }
        if (pair.from..pair.to).any(|i| grammar.full_stop(i)) {
            return false;
        }
        let Some(before) = pair.open.checked_sub(1).filter(|&i| i >= grammar.start) else { return false };
        if !grammar.text.all[before].is_wordlike() {
            return false;
        }
        // הממשלה "איבדה את הדרך": a body with its article has no name of so many words after it.
        let body = |noun: super::super::grammar::Noun| noun.definite && noun.is(Class::OrganizationHead);
        if words > 2 && grammar.lexicon.marks_words && grammar.noun(before).is_some_and(body) {
            return false;
        }
        // After a definite noun a clause is what it says (أن الدولة "لن تقبل …").
        if self.worded(pair) && grammar.noun(before).is_some_and(|noun| noun.definite || noun.reading.joined)
        {
            return false;
        }
        let titled = [
            Class::Titled,
            Class::OrganizationHead,
            Class::Channel,
            Class::PlaceHead,
            Class::Honorific,
            Class::Voice,
        ];
        // Names in a row: مثل «…» و«…».
        let joined = before > grammar.start
            && grammar.text.word(before).letters == 1
            && self.pairs.iter().any(|other| other.closed && other.to + 1 == before && self.name_like(other));
        joined || titled.iter().any(|&class| grammar.text.word(before).class(class).is_some())
    }
}
