//! Who a sentence is about: the subject that its cues share, and whom it leaves for the next one.

use super::super::cast::EntityId;
use super::super::mention::mention;
use super::super::token::TokenKind;
use super::block::Reader;
use super::clause::{Frame, SPEAKS};
use super::cue::Form as CueForm;
use super::discourse::subjoined;
use crate::lexicon::{Class, Features};

/// Clauses of one sentence in which a subject is looked for.
const CLAUSES: usize = 4;

impl Reader<'_, '_, '_> {
    /// Who is named at the head of the sentence before a cue without a subject.
    pub(super) fn sentence_subject(&mut self, start: usize, frame: &Frame) -> Option<EntityId> {
        let grammar = self.scope.grammar;
        let timeline = &self.discourse.timeline;
        let first = timeline.partition_point(|&(at, _)| at < start);
        if let Some(&(at, id)) = timeline.get(first)
            && at < frame.cue.token
            && at <= start + 4
            && !(start..at).any(|i| self.scope.leads_adverbial(i))
            && !grammar.noun(at).is_some_and(|noun| noun.preposed)
            && self.entities.get(id).sure
        {
            return Some(id);
        }
        // A participle and a verbal noun belong to the subject of their sentence.
        if frame.cue.form == CueForm::Finite {
            // … رفضت الناطقة التعليق، واكتفت بالقول إن …: the sentence's own subject goes before who spoke
            // earlier.
            let own = frame.subject.is_some() || frame.pronoun.is_some() || grammar.lexicon.subject_first;
            let follows = frame.cue.conjoined || subjoined(grammar, frame.cue.token);
            let wanted = frame.cue.features.only(Features::GENDER);
            if own || !follows {
                return None;
            }
            // … وهو رأي لا تشاطره الناقدة …؛ إذ ترى …: of the clauses before, the nearest whose subject fits.
            let found = self.clauses(start, frame.cue.token).find_map(|at| {
                let id = self.topic(at, frame.cue.token)?;
                self.entities.get(id).features.agrees(wanted).then_some(id)
            });
            return found;
        }
        if let (CueForm::Noun, Some(owner)) = (frame.cue.form, frame.cue.enclitic) {
            let upto = timeline.partition_point(|&(at, _)| at < frame.cue.token);
            let named = timeline[first.min(upto)..upto].iter().rev().map(|&(_, id)| id);
            let mut owners = named.filter(|&id| {
                let entity = self.entities.get(id);
                entity.sure && entity.person() && entity.features.agrees(owner)
            });
            if let Some(id) = owners.next() {
                return Some(id);
            }
        }
        if grammar.lexicon.subject_first {
            return self.leader(start, frame);
        }
        self.topic(start, frame.cue.token)
    }

    /// Where the clauses of a sentence begin that stand before token `cue`, the nearest first, its head last.
    fn clauses(&self, start: usize, cue: usize) -> impl Iterator<Item = usize> + use<> {
        let grammar = self.scope.grammar;
        let opens = |i: usize| match grammar.text.all[i].kind {
            TokenKind::Sign => grammar.comma(i),
            TokenKind::Word => grammar
                .single(i, Class::Connective)
                .is_some_and(|entry| matches!(entry.value, "while" | "but" | "when")),
            _ => false,
        };
        let inner: Vec<usize> = (start + 1..cue.saturating_sub(2))
            .rev()
            .filter(|&i| opens(i) && self.scope.around(i).is_none_or(|pair| pair.to > cue))
            .take(CLAUSES)
            .collect();
        inner.into_iter().map(|i| i + 1).chain([start])
    }

    /// Who stands first in a participle's sentence, where subjects stand so.
    pub(super) fn leader(&mut self, start: usize, frame: &Frame) -> Option<EntityId> {
        let grammar = self.scope.grammar;
        if frame.cue.form != CueForm::Participle {
            return None;
        }
        let determiner = |i: usize| grammar.single(i, Class::Demonstrative).is_some();
        let leads = |i: usize| !grammar.function(i) || determiner(i);
        let found = (start..frame.cue.token.min(start + 3)).filter(|&i| leads(i)).find_map(|i| {
            mention(grammar, i, frame.cue.token).filter(|found| found.class.is_some_and(|c| SPEAKS.has(c)))
        })?;
        Some(self.entities.resolve(grammar, &found, &self.discourse.recent).0)
    }

    /// Who a sentence is about: the noun phrase at its head or after its first verb, where that can speak.
    pub(super) fn topic(&mut self, start: usize, end: usize) -> Option<EntityId> {
        let grammar = self.scope.grammar;
        if grammar.lexicon.subject_first {
            return None;
        }
        let mut head = start;
        while head < end {
            match self.scope.leading(head) {
                Some(next) => head = next,
                None => break,
            }
        }
        // قبل أيام، وقفت ابنتي …: past an adverbial.
        if head < end
            && self.scope.leads_adverbial(head)
            && let Some(comma) = (head..end.min(head + 9)).find(|&i| grammar.comma(i))
        {
            head = comma + 1;
        }
        let found = (head..end.min(head + 3)).find_map(|i| {
            // An unknown word at the head of a sentence is rather its verb.
            let noun = grammar.noun(i)?;
            let verb = i == head && noun.entry.is_none() && !noun.definite;
            if verb || noun.preposed || grammar.function(i) || grammar.verbal(i) {
                return None;
            }
            let found = mention(grammar, i, end)?;
            let cued = i > start && self.scope.cue_at(i - 1).is_some_and(|cue| cue.form == CueForm::Finite);
            let own = noun.definite
                || noun.reading.joined
                || found.sure && found.name.is_some_and(|(from, _)| from == i);
            // رفضت ناطقة باسم الشركة …: right after its verb an indefinite one is spoken of too.
            let after_verb =
                i > head && end < grammar.end && grammar.plain_verb(i - 1) && noun.is(Class::Role);
            let titled = matches!(found.class, Some(Class::Honorific))
                || found.sure && noun.is(Class::Role)
                || after_verb;
            let person = found.class.is_some_and(|c| SPEAKS.has(c)) && (own || titled);
            let unknown = cued
                && !grammar.cognate(i - 1, i)
                && noun.entry.is_none()
                && found.name.is_some_and(|(from, to)| from == i && to == found.end);
            (person || unknown || self.entities.knows(grammar, &found)).then_some(found)
        })?;
        Some(self.entities.resolve(grammar, &found, &self.discourse.recent).0)
    }
}
