//! One block: each frame gets its speaker and its words, each quotation its frame.

use std::collections::HashMap;

use super::super::cast::{Entities, EntityId, Resolved};
use super::super::token::TokenKind;
use super::clause::{Complement, Frame, SPEAKS};
use super::confidence::{self, Confidence, Why};
use super::cue::Form as CueForm;
use super::discourse::Discourse;
use super::edge::stretches;
use super::scope::Scope;
use super::{Form, Quote, mention_span};
use crate::lexicon::{Class, Features};
use crate::text::span::Span;

/// A sentence does not begin more tokens than this before the one that is asked for.
const FAR: usize = 400;

/// A speaker with the place of its mention.
pub(super) type Speaker = (EntityId, Option<Span>, Resolved);

/// Reads a block.
pub(super) struct Reader<'r, 'a, 'g> {
    pub scope: &'r Scope<'a, 'g>,
    pub frames: &'r [Frame],
    pub entities: &'r mut Entities,
    pub discourse: &'r mut Discourse,
    pub marked: &'r HashMap<String, usize>,
    /// Which pairs have been given to somebody or taken for names.
    pub claimed: Vec<bool>,
    /// The block's full stops.
    stops: Vec<usize>,
    pub quotes: Vec<Quote>,
}

impl<'r, 'a, 'g> Reader<'r, 'a, 'g> {
    pub fn new(
        scope: &'r Scope<'a, 'g>,
        frames: &'r [Frame],
        entities: &'r mut Entities,
        discourse: &'r mut Discourse,
        marked: &'r HashMap<String, usize>,
    ) -> Self {
        let claimed = vec![false; scope.pairs.len()];
        let grammar = scope.grammar;
        let stops = (grammar.start..grammar.end).filter(|&i| grammar.full_stop(i)).collect();
        Reader { scope, frames, entities, discourse, marked, claimed, stops, quotes: Vec::new() }
    }

    /// Reads the frames in order, then what no frame took.
    pub fn run(&mut self) {
        let grammar = self.scope.grammar;
        let mut running: Option<EntityId> = None;
        let mut sentence = grammar.start;
        for n in 0..self.frames.len() {
            let frame = &self.frames[n];
            let start = self.sentence_start(frame.cue.token);
            if start != sentence {
                sentence = start;
                running = None;
            }
            self.discourse.told = running.is_some();
            let subject = running.or_else(|| self.sentence_subject(start, frame));
            if let Some(id) = self.frame(n, subject)
                && !self.frames[n].subordinate
            {
                running = Some(id);
            }
        }
        self.sources();
        self.left_over();
        let last = self.quotes.iter().max_by_key(|quote| quote.to);
        self.discourse.said = last.map_or(self.discourse.said, |quote| quote.to);
        self.discourse.direct = last.is_some_and(|quote| {
            let rest = quote.to..grammar.end;
            quote.form == Form::Direct && rest.filter(|&i| grammar.text.all[i].is_wordlike()).count() == 0
        });
    }

    /// Gives a frame its speaker and words; answers the speaker where the frame has or finds one.
    fn frame(&mut self, n: usize, running: Option<EntityId>) -> Option<EntityId> {
        let frame = &self.frames[n];
        if !self.credible(frame) {
            return None;
        }
        if let Complement::Clause { body, .. } | Complement::Colon { body } = frame.complement {
            // في تصريح له أنّ: the verb before has it already.
            if self.quotes.iter().rev().take(8).any(|quote| quote.from == body) {
                return None;
            }
        }
        if let Complement::Marks { pair } = frame.complement
            && self.claimed[pair]
        {
            // التي تتابع … إنّ «…»: the words are another's already.
            return None;
        }
        if let Complement::Marks { pair } = frame.complement
            && self.another_says(n, pair)
        {
            return None;
        }
        let before = self.quotation_before(frame);
        let tag = self.tag(frame).filter(|_| before.is_none());
        let reports = !matches!(frame.complement, Complement::None | Complement::Noun { .. })
            || before.is_some()
            || tag.is_some()
            || self.bare_body(frame).is_some();
        if !reports && frame.subject.is_none() && frame.pronoun.is_none() && !self.words_in_object(n) {
            return None;
        }
        // A verb of many senses with a noun: its subject is spoken of, no more.
        let senses =
            frame.cue.homograph || frame.cue.enclitic.is_some() || frame.cue.entry.value == "reports";
        let known = frame.pronoun.is_some()
            || frame.subject.as_ref().is_some_and(|s| s.sure || s.class.is_some_and(|c| SPEAKS.has(c)));
        if !reports && (senses || frame.subordinate || !known) && !self.words_in_object(n) {
            return None;
        }
        // Inside somebody's words only who is named there speaks.
        let quoted = |pair: &super::mark::Pair| pair.closed && self.is_quote(pair);
        let inside = self.covered(frame.cue.token) || self.scope.around(frame.cue.token).is_some_and(quoted);
        if inside && !(known && reports) {
            return None;
        }
        let grammar = self.scope.grammar;
        self.discourse.answers = self.answers(frame);
        let found = self.discourse.speaker(grammar, self.entities, frame, running);
        // What nobody can have said is the writer's own first person, spelt alike (كنت، قلت).
        let own = Features::PAST.with(Features::FEMININE);
        let clause = matches!(frame.complement, Complement::Clause { .. });
        if clause
            && found.is_none()
            && !known
            && frame.cue.features.has(own)
            && !grammar.lexicon.subject_first
        {
            return None;
        }
        if let (Some((id, Resolved::Named)), true) = (found, reports) {
            let entity = self.entities.get_mut(id);
            entity.sure = true;
            entity.evidence += 1 + u32::from(frame.subject.as_ref().is_some_and(|subject| !subject.marked));
        }
        let subject = frame.source.as_ref().or(frame.subject.as_ref());
        let speaker: Option<Speaker> =
            found.map(|(id, how)| (id, subject.map(|m| mention_span(grammar, m)), how));
        let addressee = frame.addressee.as_ref().map(|mention| {
            let (id, how) = self.entities.resolve(grammar, mention, &[]);
            (id, Some(mention_span(grammar, mention)), how)
        });
        let base = Quote {
            form: Form::Indirect,
            from: 0,
            to: 0,
            speaker,
            addressee,
            cue: frame.said.or(Some((frame.cue.token, frame.cue.end))),
            stance: frame.cue.stance(),
            rule: "",
            confidence: confidence::of_frame(frame, found, self.entities, self.discourse),
        };
        if let Some(pair) = before {
            match self.mixed_before(frame, pair) {
                Some(start) => self.report((start, self.scope.pairs[pair].after()), &base, "cue-tag"),
                None => self.claim(pair, &base, "quote-cue"),
            }
        }
        match frame.complement {
            Complement::Marks { pair } => {
                self.marks(pair, &base);
                self.told_on(pair, &base);
            }
            Complement::Clause { body, .. } => {
                let stretches = stretches(self.scope, self.frames, body);
                for stretch in stretches {
                    self.report(stretch, &base, "cue-clause");
                }
            }
            Complement::Colon { body } if body < grammar.end => {
                let stretches = stretches(self.scope, self.frames, body);
                for stretch in stretches {
                    self.report(stretch, &base, "cue-colon");
                }
            }
            Complement::None | Complement::Noun { .. } if tag.is_some() => self.tagged(tag, &base),
            Complement::Noun { from } => self.object(n, from, &base),
            Complement::None if before.is_none() => self.bare(n, &base),
            _ => {}
        }
        let (id, _) = found?;
        let (doubt, _) = confidence::of_speaker(frame, found, self.entities, self.discourse);
        self.discourse.doubts.insert(id, doubt.min(0.3));
        if !frame.subordinate || frame.subject.is_some() && reports {
            self.discourse.speaks(id);
        }
        Some(id)
    }

    /// Whether a frame is a turn of a dialogue that answers the turn before: the paragraph opens with a bare
    /// verb and its words, and the one before ended with somebody's (قال: «…» / قال: «…»).
    fn answers(&self, frame: &Frame) -> bool {
        let cue = &frame.cue;
        cue.token == self.scope.grammar.start
            && cue.form == CueForm::Finite
            && !cue.coordinated
            && cue.entry.value != "adds"
            && frame.subject.is_none()
            && frame.pronoun.is_none()
            && matches!(frame.complement, Complement::Marks { .. })
            && self.discourse.direct
            && !self.scope.grammar.lexicon.subject_first
    }

    /// Whether a frame can be a report at all.
    pub(super) fn credible(&self, frame: &Frame) -> bool {
        let cue = &frame.cue;
        if cue.negated && cue.entry.value != "denies" {
            return false;
        }
        // المتهمون يعتقد أنهم …: after many people a verb in the singular is a passive, and tells of them.
        let many = frame.before
            && !self.scope.grammar.lexicon.subject_first
            && frame.subject.as_ref().is_some_and(|subject| {
                subject.class == Some(Class::Role) && subject.features.has(Features::PLURAL)
            });
        if many && cue.form == CueForm::Finite && !cue.conjoined && !cue.features.has(Features::PLURAL) {
            return false;
        }
        let distance = |at: usize| at.saturating_sub(cue.end);
        // بين، عقب: only where subject and complementiser follow at once.
        let told = frame.before && frame.subject.as_ref().is_some_and(|subject| subject.sure);
        if cue.homograph && cue.form == CueForm::Finite && !told && self.quotation_before(frame).is_none() {
            let at = match frame.complement {
                Complement::Clause { at, .. } => at,
                Complement::Colon { body } => body.saturating_sub(1),
                Complement::Marks { pair } => self.scope.pairs[pair].open,
                _ => return false,
            };
            let subject =
                frame.subject.as_ref().filter(|_| !frame.before).map_or(cue.end, |subject| subject.end);
            // عبر حسابه في «…»: a preposition too, which has its noun after it and no subject.
            let grammar = self.scope.grammar;
            let preposition = grammar.single(cue.token, Class::Preposition).is_some();
            if preposition && matches!(frame.complement, Complement::Marks { .. }) && at > subject {
                return false;
            }
            let subject = self.scope.past_appositions(subject, at);
            let sign = (subject..at).filter(|&i| !self.scope.grammar.comma(i)).count();
            return sign <= 1 && distance(at) < 14;
        }
        match frame.complement {
            Complement::Clause { at, .. } => match cue.form {
                CueForm::Noun => distance(at) <= 6,
                CueForm::Participle => distance(at) <= 12,
                CueForm::Finite if cue.is(Features::WEAK) && frame.said.is_none() => {
                    let subject = frame.subject.as_ref().filter(|_| !frame.before);
                    at.saturating_sub(subject.map_or(cue.end, |subject| subject.end)) <= 14
                }
                CueForm::Finite => true,
            },
            Complement::Colon { body } => cue.form != CueForm::Noun || distance(body) <= 4,
            Complement::Marks { pair } => {
                let pair = &self.scope.pairs[pair];
                // رواية «…»: a noun that nobody owns tells whose words they are only with a colon.
                let grammar = self.scope.grammar;
                let owned = grammar.lexicon.subject_first
                    || cue.enclitic.is_some()
                    || cue.preposed
                    || !grammar.text.all[pair.open - 1].is_wordlike()
                    || self.scope.complementiser(pair.open - 1).is_some();
                cue.form != CueForm::Noun || distance(pair.open) <= 5 && owned
            }
            Complement::Noun { .. } | Complement::None => cue.form != CueForm::Noun,
        }
    }

    /// A quotation that closes right before a cue: "…"، قال فلان.
    pub(super) fn quotation_before(&self, frame: &Frame) -> Option<usize> {
        let complete = !matches!(frame.complement, Complement::None | Complement::Noun { .. });
        if frame.cue.form != CueForm::Finite && complete {
            return None;
        }
        let grammar = self.scope.grammar;
        // … را «فاجعه» خواند: what one calls it, right before the verb.
        if grammar.lexicon.verb_final && frame.cue.is(Features::DESCRIBES) {
            let at = frame.cue.token.checked_sub(1)?;
            let n = self.scope.pairs.iter().position(|pair| pair.closed && pair.to == at);
            return n.filter(|&n| !self.claimed[n] && self.is_quote(&self.scope.pairs[n]));
        }
        let before = frame.subject.as_ref().filter(|_| frame.before);
        let mut i = before.map_or(frame.cue.token, |subject| subject.start);
        if frame.pronoun.is_some() && i > grammar.start && grammar.single(i - 1, Class::Pronoun).is_some() {
            i -= 1;
        }
        let mut words = 0;
        while i > grammar.start {
            let token = &grammar.text.all[i - 1];
            match token.kind {
                TokenKind::Quote => {
                    let n = self.scope.pairs.iter().position(|pair| pair.closed && pair.to == i - 1)?;
                    let free = !self.claimed[n] && self.scope.pairs[n].depth == 0;
                    let size = self.scope.pairs[n].to - self.scope.pairs[n].from;
                    let last = self.scope.pairs[n].to - 1;
                    let pair = &self.scope.pairs[n];
                    let comma = grammar.lexicon.subject_first
                        && grammar.comma(pair.after())
                        && pair.open == self.sentence_start(pair.open);
                    let cut = frame.cue.is(Features::BARE)
                        && (!grammar.text.all[last].is_wordlike()
                            || comma && !self.scope.name_like(&self.scope.pairs[n]));
                    return (free && (size >= 3 || cut) && !frame.cue.conjoined).then_some(n);
                }
                TokenKind::Sign if grammar.comma(i - 1) || token.glyph == '.' || grammar.dash(i - 1) => {}
                TokenKind::Word if words < 2 && grammar.function(i - 1) => words += 1,
                _ => return None,
            }
            i -= 1;
        }
        None
    }

    /// The next cue that reports, from token `i` on; the block's end where there is none.
    pub fn next_cue(&self, i: usize) -> usize {
        let next = self.frames.iter().find(|frame| {
            frame.cue.token >= i
                && !frame.subordinate
                && (!matches!(frame.complement, Complement::None | Complement::Noun { .. })
                    || !frame.cue.homograph)
        });
        next.map_or(self.scope.grammar.end, |frame| frame.cue.token)
    }

    /// The first token of the sentence that holds token `i`, or a token far enough before it.
    pub fn sentence_start(&self, i: usize) -> usize {
        let first = self.scope.grammar.start.max(i.saturating_sub(FAR));
        let upto = self.stops.partition_point(|&stop| stop < i);
        let near = self.stops[..upto].iter().rev().take_while(|&&stop| stop >= first);
        let outside = |stop: usize| self.scope.around(stop).is_none_or(|pair| pair.to > i);
        near.copied().find(|&stop| outside(stop)).map_or(first, |stop| stop + 1)
    }

    /// The token that ends the sentence that holds token `i`, outside marks.
    pub fn sentence_end(&self, i: usize) -> usize {
        let grammar = self.scope.grammar;
        let mut k = i;
        while k < grammar.end {
            if let Some(pair) = self.scope.pair_at(k) {
                let pair = &self.scope.pairs[pair];
                if pair.closed {
                    k = pair.after();
                    continue;
                }
            }
            if grammar.full_stop(k) {
                break;
            }
            k += 1;
        }
        k
    }

    /// Whether a quote found so far holds token `i`.
    pub fn covered(&self, i: usize) -> bool {
        self.quotes.iter().rev().take(32).any(|quote| quote.from <= i && i < quote.to)
    }

    /// Quotations that no cue took: a paragraph that goes on with the last speaker, words of some length.
    fn left_over(&mut self) {
        let grammar = self.scope.grammar;
        for n in 0..self.scope.pairs.len() {
            let pair = self.scope.pairs[n];
            if self.claimed[n] || pair.depth > 0 || self.covered(pair.from) {
                continue;
            }
            let words = (pair.from..pair.to).filter(|&i| grammar.text.all[i].is_wordlike()).count();
            let colon = pair.open > grammar.start && grammar.text.all[pair.open - 1].is(':');
            let whole = colon || pair.open == self.sentence_start(pair.open.max(grammar.start));
            // A quotation that goes on after its cue: “…,” said she. “…”
            let goes_on = whole && self.quotes.last().is_some_and(|quote| quote.form == Form::Direct);
            if words
                < if goes_on {
                    2
                } else if whole {
                    4
                } else {
                    7
                }
                || self.scope.name_like(&pair)
                // Nobody has spoken yet: what stands in marks inside a sentence is a title or a saying.
                || !whole && self.discourse.recent.is_empty() && self.quotes.is_empty()
            {
                continue;
            }
            // Whoever has the words right before goes on.
            let before = self.quotes.iter().filter(|quote| quote.to <= pair.open && quote.speaker.is_some());
            let before = before.max_by_key(|quote| quote.to).and_then(|quote| quote.speaker);
            let last = before.map(|(id, ..)| id).or(self.discourse.recent.first().copied());
            let base = Quote {
                form: Form::Direct,
                from: 0,
                to: 0,
                speaker: last.map(|id| (id, None, Resolved::Carried)),
                addressee: None,
                cue: None,
                stance: "says",
                rule: "",
                confidence: Confidence::weak(if whole { 0.7 } else { 0.45 }, Why::Bare),
            };
            self.claim(n, &base, "bare-marks");
        }
    }
}
