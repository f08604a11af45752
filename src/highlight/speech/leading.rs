//! What stands before a cue as its subject: marked by a word of its own, with its holder's name apart, as
//! words that nothing is known of.

use super::super::grammar::Noun;
use super::super::mention::{Mention, mention};
use super::super::roster::Name;
use super::super::token::TokenKind;
use super::apposition::unknown;
use super::clause::{Frame, SPEAKS};
use super::scope::Scope;
use crate::lexicon::{Class, Features};

/// Tokens of an office's seat before the comma and its holder's name.
const SEAT: usize = 10;

/// Longest relative clause between commas that is passed over, in tokens.
const RELATIVE: usize = 20;

impl Scope<'_, '_> {
    /// The comma that opens the relative clause which the one at token `close` ends.
    pub(super) fn relative_between(&self, close: usize) -> Option<usize> {
        let grammar = self.grammar;
        if !grammar.comma(close) {
            return None;
        }
        let first = close.saturating_sub(RELATIVE).max(grammar.start);
        let open = (first..close).rev().take_while(|&i| !grammar.full_stop(i)).find(|&i| {
            grammar.comma(i) && i + 1 < close && grammar.single(i + 1, Class::Relative).is_some()
        })?;
        // What reports inside it is not the clause's own verb.
        (open > grammar.start).then_some(open)
    }

    /// One or two words that nothing is known of and that are all that stands before the verb (کریمی گفت): who
    /// says it, whatever their shape.
    pub(super) fn lone(&self, i: usize, stop: usize) -> Option<Mention> {
        let grammar = self.grammar;
        let unknown = |k: usize| {
            let free = |noun: Noun| noun.entry.is_none_or(|e| e.class == Class::GivenName) && !noun.preposed;
            grammar.text.all[k].kind == TokenKind::Word
                && !grammar.function(k)
                && !grammar.ordinary(k)
                && !grammar.text.all[k].glyph.is_ascii_lowercase()
                && grammar.noun(k).is_some_and(free)
        };
        if !grammar.lexicon.verb_final || i >= stop {
            return None;
        }
        let to = (i..stop.min(i + 4)).take_while(|&k| unknown(k)).last()? + 1;
        // A name of several words ends before what tells when and where, or before its office.
        let border = to < stop
            && to > i + 1
            && (grammar.single(to, Class::Preposition).is_some_and(|entry| entry.value == "at")
                || grammar.phrase(to, Class::Adjunct).is_some()
                || grammar.never_name(to, "time")
                || grammar.noun(to).is_some_and(|noun| noun.is(Class::Role)));
        if to != stop && !border || to - i > 3 {
            return None;
        }
        let name = Name { from: i, to, prefix: 0, evidence: 0, features: Features::NONE };
        Some(Mention::named(&name))
    }

    /// Whether a pronoun at token `i` is the determiner of the noun after it (her neighbour said).
    pub(super) fn possessive(&self, i: usize, stop: usize) -> bool {
        let grammar = self.grammar;
        grammar.single(i, Class::Demonstrative).is_some()
            && grammar.lexicon.article.is_empty()
            && !grammar.lexicon.verb_final
            && i + 1 < stop
            && grammar.text.all[i + 1].kind == TokenKind::Word
            && !grammar.function(i + 1)
    }

    /// Whom the prefix of a cue refers to: the phrase right before it, or before the comma there.
    pub(super) fn antecedent(&self, frame: &mut Frame) {
        let grammar = self.grammar;
        frame.subordinate = true;
        let mut stop = frame.cue.token;
        if stop > grammar.start && grammar.comma(stop - 1) {
            stop -= 1;
        }
        let least = self.clause_start(stop).max(stop.saturating_sub(8));
        let found = (least..stop).filter(|&i| !grammar.function(i)).find_map(|i| {
            mention(grammar, i, stop).filter(|found| {
                found.end == stop && (found.sure || found.class.is_some_and(|c| SPEAKS.has(c)))
            })
        });
        if let Some(found) = found {
            frame.subject = Some(found);
            frame.before = true;
        }
    }

    /// Whether a verb of many follows a body that a preposition of place is joined to, and nothing else stands
    /// between (בחברה אומרים): the body says so.
    pub(super) fn in_body(&self, frame: &Frame, i: usize, stop: usize) -> bool {
        let grammar = self.grammar;
        let bodies = [Class::OrganizationHead, Class::Organization, Class::Channel];
        let many = frame.cue.features.has(Features::PLURAL) && !frame.cue.features.any(Features::SINGULAR);
        let body =
            grammar.text.word(i).entries().any(|(reading, e)| {
                grammar.preposed(reading) && bodies.contains(&e.class) && e.rest.is_empty()
            });
        many && body && mention(grammar, i, stop).is_some_and(|found| found.end == stop && !found.sure)
    }

    /// What a preposition at token `i` is to its noun, where one stands there.
    pub(super) fn preposition_value(&self, i: usize) -> Option<&'static str> {
        self.grammar.single(i, Class::Preposition).map(|entry| entry.value)
    }

    /// An office with its holder's name after a comma (the minister, X, said): both are the subject.
    pub(super) fn named_after(&self, office: Mention, stop: usize) -> Mention {
        let grammar = self.grammar;
        let wordlike = |&i: &usize| grammar.text.all[i].is_wordlike() && self.cue_at(i).is_none();
        let at = (office.end..stop.min(office.end + SEAT))
            .take_while(wordlike)
            .last()
            .map_or(office.end, |i| i + 1);
        let known = office.name.is_some() && office.evidence >= 2;
        if known || office.class != Some(Class::Role) || !grammar.comma(at) || at + 1 >= stop {
            return office;
        }
        let past = |end: usize| grammar.closing(end, 8).map_or(end, |close| close + 1);
        match unknown(grammar, at + 1, stop).or_else(|| mention(grammar, at + 1, stop)) {
            Some(named)
                if named.name.is_some_and(|(from, _)| from < named.end)
                    && (named.end == stop || grammar.comma(past(named.end)))
                    && !grammar.function(at + 1) =>
            {
                Mention {
                    role: office.role,
                    office: office.office,
                    class: office.class,
                    features: office.features,
                    sure: true,
                    evidence: named.evidence + 1,
                    ..named
                }
            }
            _ => office,
        }
    }

    /// Whether an office between commas follows a name that ends before token `i` (فلان، نماینده …،).
    pub(super) fn apposed(&self, i: usize, stop: usize) -> bool {
        let grammar = self.grammar;
        // Kim, 27, said.
        let aged = i + 3 == stop && grammar.text.all[i + 1].kind == TokenKind::Number && grammar.comma(i + 2);
        grammar.comma(i) && aged
            || grammar.comma(i)
                && i + 1 < stop
                && mention(grammar, i + 1, stop).is_some_and(|office| office.class == Some(Class::Role))
    }

    /// The word that marks the subject, where the language has one (نے): the last before the cue, or a
    /// genitive right before it (… کا کہنا).
    pub(super) fn subject_marker(&self, start: usize, cue: usize, frame: &Frame) -> Option<usize> {
        let grammar = self.grammar;
        let subject = || (start..cue).rev().find(|&i| self.preposition_value(i) == Some("subject"));
        let adverb = |i: usize| {
            grammar.single(i, Class::Adjunct).is_some() || grammar.single(i, Class::Auxiliary).is_some()
        };
        let near = |i: usize| self.preposition_value(i) == Some("genitive");
        let owner = (start..cue).rev().find(|&i| near(i) || !adverb(i)).filter(|&i| near(i));
        if frame.cue.is(Features::BARE) { owner.or_else(subject) } else { subject().or(owner) }
    }

    /// The phrase that ends at a subject marker; a pronoun there leaves the choice to the talk.
    pub(super) fn subject_marked(&self, start: usize, marker: usize, frame: &mut Frame) {
        let grammar = self.grammar;
        if marker > start
            && let Some(pronoun) = grammar.single(marker - 1, Class::Pronoun)
        {
            frame.pronoun = pronoun.features.has(Features::THIRD).then_some(pronoun.features);
            return;
        }
        let from = start.max(marker.saturating_sub(16));
        let open = |i: &usize| !grammar.function(*i) || grammar.single(*i, Class::Demonstrative).is_some();
        let all = || {
            (from..marker)
                .filter(open)
                .filter_map(|i| mention(grammar, i, marker))
                .filter(|found| found.end == marker)
        };
        // A name that ends there, with its office before it; else whatever phrase does.
        let named = |found: &Mention| {
            found
                .name
                .is_some_and(|(from, to)| to == marker && (from == found.start || found.office.is_some()))
        };
        let whole = all().next();
        let broken = |found: &Mention| found.name.is_some_and(|(_, to)| to < marker);
        let found = if whole.as_ref().is_some_and(broken) { all().find(named).or(whole) } else { whole };
        if let Some(mut found) = found {
            // اداکارہ پرنیتیی چوپڑا نے: what nothing is known of before a name is the name's too.
            let given = |i: usize| grammar.noun(i).is_some_and(|noun| noun.is(Class::GivenName));
            if let Some((first, to)) =
                found.name.filter(|&(first, to)| to == marker && !found.marked && !given(first))
            {
                let unknown = |&k: &usize| {
                    grammar.text.all[k].kind == TokenKind::Word
                        && !grammar.function(k)
                        && !grammar.ordinary(k)
                        && grammar.noun(k).is_some_and(|noun| noun.entry.is_none())
                        && !(k.saturating_sub(4)..=k)
                            .any(|j| grammar.compound(j).is_some_and(|(_, end)| end > k))
                };
                let least = from.max(to.saturating_sub(4));
                let start = (least..first).rev().take_while(unknown).last().unwrap_or(first);
                if start >= found.start || found.start == first {
                    found.name = Some((start, to));
                    found.start = found.start.min(start);
                    found.office = found.office.map(|(a, b)| (a, b.min(start))).filter(|(a, b)| a < b);
                }
            }
            self.genitive(&mut found, from);
            frame.subject = Some(found);
            frame.before = true;
        }
    }

    /// A phrase without a name goes back over the genitive that stands before it (اقوام متحدہ کے عہدیداروں).
    pub(super) fn genitive(&self, found: &mut Mention, from: usize) {
        let grammar = self.grammar;
        while found.name.is_none()
            && found.start > from + 1
            && self.preposition_value(found.start - 1) == Some("genitive")
        {
            let stop = found.start - 1;
            let owner = (from..stop)
                .filter(|&i| !grammar.function(i) && grammar.text.all[i].is_wordlike())
                .filter_map(|i| mention(grammar, i, stop))
                .find(|owner| owner.end == stop);
            match owner {
                Some(owner) => found.start = owner.start,
                None => return,
            }
        }
    }
}
