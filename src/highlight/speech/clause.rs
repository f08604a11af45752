//! From a cue to its subject, addressee and complement: what stands between them is skipped (في تصريح
//! لـ…، خلال…، -وهو …-), what bars the way ends the search.

use crate::lexicon::{Class, Features};

use super::super::mention::{Mention, mention};
use super::super::roster::Name;
use super::super::token::TokenKind;
use super::super::vocabulary::Classes;
use super::cue::{Cue, Form};
use super::scope::Scope;

/// Heads of what can speak.
pub const SPEAKS: Classes = Classes::of(&[
    Class::Role,
    Class::Honorific,
    Class::Voice,
    Class::Channel,
    Class::OrganizationHead,
    Class::Organization,
    Class::Place,
    Class::GivenName,
]);

/// What a cue governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complement {
    /// A clause after a complementiser: its first token; the pronoun joined to the complementiser.
    Clause { at: usize, body: usize, joined: Option<Features> },
    /// What follows a colon.
    Colon { body: usize },
    /// A quotation, by its number among the block's pairs.
    Marks { pair: usize },
    /// Only a noun, from this token on: no report, but words in marks may follow.
    Noun { from: usize },
    /// Nothing.
    None,
}

/// A cue with what belongs to it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The cue.
    pub cue: Cue,
    /// Who speaks, where it is said.
    pub subject: Option<Mention>,
    /// Whether the subject stands before the cue.
    pub before: bool,
    /// Whether the subject is only a guess: an unknown word that must turn out to be somebody's name.
    pub tentative: bool,
    /// Whom the words are taken from, where the subject only passes them on.
    pub source: Option<Mention>,
    /// The word for the saying where it is the source's own and not the verb that passes it on.
    pub said: Option<(usize, usize)>,
    /// To whom.
    pub addressee: Option<Mention>,
    /// What is said.
    pub complement: Complement,
    /// The grammar of a pronoun that is its subject.
    pub pronoun: Option<Features>,
    /// Whether the cue stands in a relative clause or another subordinate one.
    pub subordinate: bool,
    /// The token where the search ended.
    pub end: usize,
    /// Where the cue's own clause begins inside the sentence, where a conjunction or a comma opens it.
    pub opens: Option<usize>,
}

impl Frame {
    /// Whether words are governed: a clause, what follows a colon, a quotation.
    pub fn governs(&self) -> bool {
        matches!(
            self.complement,
            Complement::Clause { .. } | Complement::Colon { .. } | Complement::Marks { .. }
        )
    }
}

impl Scope<'_, '_> {
    /// Whether the word at `i` opens a reported clause with a prefix (שהגשר סגור): right after a cue,
    /// its subject or a comma, and no word of its own.
    fn prefixed(&self, i: usize, frame: &Frame) -> bool {
        let grammar = self.grammar;
        let prefix = grammar.lexicon.that_prefix;
        if prefix.is_empty() || frame.cue.form == Form::Noun {
            return false;
        }
        let word = grammar.text.word(i);
        let own = word.readings.iter().any(|r| r.clitics.slot(1) == 0 && !r.entries.is_empty() && !r.joined);
        let plain = word.folded.starts_with(prefix)
            && word.letters > 2
            && (!own
                || word.known()
                    && word.readings.iter().any(|r| r.clitics.slot(1) & 1 == 1 && !r.entries.is_empty()));
        let place = i == frame.cue.end
            || frame.subject.as_ref().is_some_and(|subject| subject.end == i)
            || frame.addressee.as_ref().is_some_and(|addressee| addressee.end == i)
            || grammar.single(i - 1, Class::Adjunct).is_some()
            || grammar.single(i - 1, Class::Preposition).is_some()
            || !grammar.function(i - 1)
                && grammar.noun(i - 1).is_some_and(|noun| {
                    noun.preposed || noun.is(Class::Organization) || noun.is(Class::Place)
                });
        plain && (place || self.clause_later(i, frame)) && !word.is(Class::Shift)
    }

    /// Finds what belongs to a cue.
    pub fn frame(&self, cue: &Cue) -> Frame {
        let grammar = self.grammar;
        let mut frame = Frame {
            cue: *cue,
            subject: None,
            before: false,
            tentative: false,
            pronoun: None,
            source: None,
            said: None,
            addressee: None,
            complement: Complement::None,
            subordinate: false,
            end: cue.end,
            opens: None,
        };
        let reach = match cue.form {
            Form::Finite => 70,
            Form::Participle => 16,
            Form::Noun => 8,
        };
        let limit = grammar.end.min(cue.end + reach);
        let first = grammar.lexicon.subject_first && cue.form == Form::Finite;
        if cue.relative {
            self.antecedent(&mut frame);
            if frame.subject.is_none() {
                return frame;
            }
        } else if first {
            self.subject_leading(&mut frame);
            frame.opens = self.opening(&frame);
        }
        if grammar.lexicon.verb_final && cue.form != Form::Noun {
            self.complement_at_once(&mut frame);
            return frame;
        }
        if first && self.bare_at_once(&mut frame) {
            return frame;
        }
        if !first && cue.form == Form::Finite && !cue.coordinated && self.fronted(cue.token) {
            self.subject_before(&mut frame);
        }
        if !first && cue.form == Form::Noun && cue.enclitic.is_some() && !cue.preposed {
            frame.subject = self.owner(cue.token);
            frame.before = frame.subject.is_some();
        }
        let mut k = cue.end;
        let mut adjunct = false;
        let mut swallowed = 0;
        while k < limit {
            frame.end = k;
            let token = &grammar.text.all[k];
            match token.kind {
                TokenKind::Break => k += 1,
                TokenKind::Quote => match self.pair_at(k) {
                    Some(pair) if self.before_complementiser(pair) => k = self.pairs[pair].after(),
                    Some(pair) if self.name_like(&self.pairs[pair]) && k > cue.end => {
                        k = self.pairs[pair].after()
                    }
                    Some(pair) if self.amid(pair, &frame) => k = self.pairs[pair].after(),
                    Some(pair) if self.named_in_marks(pair, limit, &mut frame) => {
                        k = self.pairs[pair].after()
                    }
                    Some(pair) if self.passing(pair, &frame) => k = self.pairs[pair].after(),
                    Some(pair) => {
                        frame.complement = Complement::Marks { pair };
                        break;
                    }
                    None => k += 1,
                },
                TokenKind::Sign => match self.sign(k, &mut frame) {
                    Some(next) => {
                        adjunct = false;
                        k = next;
                    }
                    None => break,
                },
                TokenKind::Number => k += 1,
                TokenKind::Word => match self.word(k, limit, &mut frame, &mut adjunct, &mut swallowed) {
                    Some(next) => k = next,
                    None => break,
                },
            }
        }
        if frame.subject.is_none() && cue.form == Form::Finite && !cue.coordinated && !first {
            self.subject_before(&mut frame);
        }
        if frame.subject.is_none()
            && frame.pronoun.is_none()
            && cue.form == Form::Finite
            && !cue.coordinated
            && !first
        {
            self.subject_apart(&mut frame);
        }
        frame
    }

    /// A sign between cue and complement; `None` ends the search.
    pub(super) fn sign(&self, k: usize, frame: &mut Frame) -> Option<usize> {
        let grammar = self.grammar;
        if grammar.text.all[k].glyph == ':' {
            let mut body = k + 1;
            while body < grammar.end && grammar.text.all[body].kind == TokenKind::Break {
                body += 1;
            }
            // After a colon "until" opens no clause, it is part of what is said.
            let so = grammar.single(body, Class::Complementiser).is_some_and(|entry| entry.value == "so");
            frame.complement = match (self.complementiser(body).filter(|_| !so), self.pair_at(body)) {
                (Some((after, joined)), _) => Complement::Clause { at: body, body: after, joined },
                (None, Some(pair)) => Complement::Marks { pair },
                (None, None) => Complement::Colon { body },
            };
            return None;
        }
        if grammar.full_stop(k) {
            return None;
        }
        if grammar.comma(k) {
            // حسبما نقلت عنه صحيفة …، إن …: what comes after the parenthesis is another's.
            if self.parenthetic(&frame.cue) {
                return None;
            }
            // عن مستشار في المجلس، لم يسمه، أن …: a clause between commas.
            if let Some(close) =
                self.parenthesis(k).filter(|_| frame.subject.is_some() || frame.source.is_some())
            {
                return Some(close + 1);
            }
            // Another report begins after a comma.
            let next = self.cue_at(k + 1);
            if next.is_some_and(|cue| {
                cue.form == Form::Participle || (cue.form == Form::Finite && cue.conjoined)
            }) {
                return None;
            }
            return Some(k + 1);
        }
        if let Some(close) = grammar.closing(k, 30) {
            if frame.subject.is_none() && k == frame.cue.end && grammar.initials(k, close) {
                let name = Name { from: k + 1, to: close, prefix: 0, evidence: 2, features: Features::NONE };
                frame.subject = Some(Mention { end: close + 1, ..Mention::named(&name) });
            }
            return Some(close + 1);
        }
        if grammar.dash(k) {
            let close = (k + 2..grammar.end.min(k + 32)).find(|&i| grammar.dash(i));
            return Some(close.map_or(k + 1, |close| close + 1));
        }
        Some(k + 1)
    }

    /// A word between cue and complement; `None` ends the search.
    fn word(
        &self,
        k: usize,
        limit: usize,
        frame: &mut Frame,
        adjunct: &mut bool,
        swallowed: &mut usize,
    ) -> Option<usize> {
        let grammar = self.grammar;
        if self.asserts(k, frame) {
            frame.complement = Complement::Clause { at: k, body: k, joined: None };
            return None;
        }
        if let Some((body, joined)) = self.complementiser(k) {
            if frame.cue.enclitic.is_some() && frame.cue.entry.value == "reports" {
                return None;
            }
            if *swallowed > 0 {
                *swallowed -= 1;
                return Some(self.pair_at(body).map_or(body, |pair| self.pairs[pair].after()));
            }
            frame.complement = match self.pair_at(body) {
                // Of whom the pronoun tells, that is what the words in marks say of him.
                Some(pair)
                    if joined.is_some() && !grammar.lexicon.marks_words
                        || !self.name_like(&self.pairs[pair])
                            && (joined.is_some() || !self.only_term(&self.pairs[pair])) =>
                {
                    if self.clause_goes_on(pair) {
                        Complement::Clause { at: k, body, joined }
                    } else {
                        Complement::Marks { pair }
                    }
                }
                _ => Complement::Clause { at: k, body, joined },
            };
            return None;
        }
        // ש"…": the prefix alone before marks.
        if !grammar.lexicon.that_prefix.is_empty()
            && grammar.text.folded(k) == grammar.lexicon.that_prefix
            && let Some(pair) = self.pair_at(k + 1)
        {
            frame.complement = if self.ends_with(pair) {
                Complement::Marks { pair }
            } else {
                Complement::Clause { at: k, body: k + 1, joined: None }
            };
            return None;
        }
        if self.prefixed(k, frame) {
            frame.complement = Complement::Clause { at: k, body: k, joined: None };
            return None;
        }
        if let Some((_, _, end)) = grammar.phrase(k, Class::Turn) {
            return Some(end);
        }
        if grammar.phrase(k, Class::Impersonal).is_some() {
            return None;
        }
        if let Some((_, entry, end)) = grammar.phrase(k, Class::Connective) {
            // وقال رداً على سؤال القاضي: …: what it was said in answer to.
            let answer =
                k == frame.cue.end || frame.subject.as_ref().is_some_and(|s| !frame.before && s.end == k);
            if entry.value == "outside" && answer && end > k + 1 {
                *adjunct = true;
                return Some(end);
            }
            // The narrator goes on: nothing after this is the cue's.
            return (!matches!(entry.value, "but" | "because" | "outside" | "and")).then_some(end);
        }
        let preposition = grammar.single(k, Class::Preposition).is_some();
        if let Some(other) = self.cue_at(k).filter(|other| !preposition || !other.homograph) {
            // بقوله: «…»: the verbal noun right before the words is their cue.
            let next = grammar.text.all.get(other.end).filter(|_| other.end < grammar.end);
            if other.form == Form::Noun
                && other.preposed
                && (next.is_some_and(|t| t.is(':') || t.kind == TokenKind::Quote)
                    || frame.subject.is_some() && self.complementiser(other.end).is_some())
            {
                frame.said = Some((other.token, other.end));
                return Some(other.end);
            }
            // التي اختارت نشر …: a verb of many senses that nothing said follows is none here.
            if other.form == Form::Finite
                && other.is(Features::WEAK)
                && !other.conjoined
                && (k.saturating_sub(3).max(grammar.start)..k).any(|i| self.relative(i))
                && !self.followed(other.end)
            {
                return Some(other.end);
            }
            // ويستشهد بقول فلان إن …: who said it is another.
            if frame.source.is_none()
                && other.form == Form::Noun
                && other.preposed
                && other.enclitic.is_none()
                && let Some(source) = mention(grammar, other.end, limit)
                && source.prefix == 0
                && (source.sure || source.definite && source.class.is_some())
                && self.complementiser(source.end).is_some()
            {
                let end = source.end;
                (frame.said, frame.source) = (Some((other.token, other.end)), Some(source));
                return Some(end);
            }
            // نقلت الوكالة عن فلان قوله إن …: the saying is the source's own.
            if frame.source.is_some()
                && other.form == Form::Noun
                && other.enclitic.is_some()
                && !other.preposed
            {
                frame.said = Some((other.token, other.end));
            }
            if other.form != Form::Noun {
                if other.form == Form::Participle && k == frame.cue.end {
                    return Some(other.end); // وتابع قائلاً
                }
                // في تصريحات أوردتها الوكالة: an object that refers back.
                if other.form == Form::Finite && other.enclitic.is_some() && other.entry.value == "reports" {
                    return Some(other.end);
                }
                let relative =
                    k > grammar.start && (self.relative(k - 1) || self.relative(k.saturating_sub(2)));
                if other.form == Form::Finite && !other.conjoined && relative {
                    *swallowed += 1;
                    return Some(other.end);
                }
                if other.form == Form::Participle
                    && frame.subject.is_some()
                    && !*adjunct
                    && grammar.text.all[k - 1].is_wordlike()
                    && frame.subject.as_ref().is_some_and(|subject| subject.end == k)
                {
                    return Some(other.end);
                }
                return None;
            }
        }
        if grammar.phrase(k, Class::SourcePhrase).is_some() {
            return self.source_amid(k, limit, frame, adjunct);
        }
        if let Some(entry) = grammar.single(k, Class::Preposition) {
            return self.preposition(k, entry.value, limit, frame, adjunct);
        }
        if let Some(pronoun) = grammar.single(k, Class::Pronoun) {
            *adjunct = true; // وهي تضحك
            if k == frame.cue.end && frame.subject.is_none() && pronoun.features.has(Features::THIRD) {
                frame.pronoun = frame.pronoun.or(Some(pronoun.features));
            }
        }
        let determiner = grammar.lexicon.subject_first && grammar.single(k, Class::Demonstrative).is_some();
        if grammar.function(k) && !determiner {
            return Some(k + 1);
        }
        if *adjunct && !(k > 0 && grammar.comma(k - 1)) {
            return Some(k + 1);
        }
        let leads = grammar.lexicon.subject_first && frame.cue.is(Features::BARE) && k == frame.cue.end;
        if frame.subject.is_none()
            || leads
            || grammar.noun(k).is_some_and(|noun| noun.preposed && !noun.conjoined)
        {
            return self.phrase(k, limit, frame, adjunct);
        }
        Some(k + 1)
    }

    /// Whether what is said can begin within a few words after token `i`.
    fn followed(&self, i: usize) -> bool {
        let reach = self.grammar.end.min(i + 5);
        (i..reach).any(|k| {
            let token = &self.grammar.text.all[k];
            token.is(':') || token.kind == TokenKind::Quote || self.complementiser(k).is_some()
        })
    }
}
