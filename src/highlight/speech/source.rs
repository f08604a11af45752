//! Source phrases: according to whom (بحسب، وفقاً لـ، حسبما أفاد): before, amid or after what they cover.

use super::super::cast::{EntityId, Resolved};
use super::super::mention::{Mention, mention};
use super::apposition::appose;
use super::block::Reader;
use super::clause::{Complement, SPEAKS};
use super::confidence::{Confidence, Why};
use super::edge::sentence;
use super::{Form, Quote, mention_span};
use crate::lexicon::{Class, Features};

/// Tokens between two source phrases in a row.
const ROW: usize = 10;

/// Tokens of an office in apposition.
const OFFICE: usize = 12;

/// A source phrase: where it stands and who it names.
struct Phrase {
    from: usize,
    to: usize,
    /// The words that are its cue.
    cue: (usize, usize),
    speaker: Option<(EntityId, Resolved)>,
    mention: Option<Mention>,
    stance: &'static str,
    /// Whether the words follow it at once.
    leads: bool,
}

impl Reader<'_, '_, '_> {
    /// Reads the block's source phrases.
    pub fn sources(&mut self) {
        let grammar = self.scope.grammar;
        let mut i = grammar.start;
        while i < grammar.end {
            let Some((_, entry, end)) = grammar.phrase(i, Class::SourcePhrase) else {
                i += 1;
                continue;
            };
            let phrase = match entry.value {
                "noun" | "from" => self.by_noun(i, end),
                "after" => self.by_noun_before(i, end),
                "clause" | "as" => self.by_clause(i, end, entry.value == "as"),
                _ => self.by_own(i, end),
            };
            match phrase {
                Some(phrase) => {
                    i = phrase.to.max(end);
                    self.place(&phrase);
                }
                None => i = end,
            }
        }
    }

    /// According to + noun phrase: it must be somebody or something that can speak.
    fn by_noun(&mut self, i: usize, end: usize) -> Option<Phrase> {
        let grammar = self.scope.grammar;
        let mut found = mention(grammar, end, grammar.end)?;
        // A name in another script after an office is what it is over (מנכ"לית Nexara, X).
        let foreign = |(from, _): (usize, usize)| {
            grammar.lexicon.script != "Latin" && grammar.text.all[from].glyph.is_ascii_alphabetic()
        };
        if found.class == Some(Class::Role) && found.name.is_some_and(foreign) && grammar.comma(found.end) {
            let whole = found.clone();
            found.name = None;
            appose(grammar, &mut found, grammar.end);
            if found.name.is_none() {
                found = whole;
            }
        }
        if found.class == Some(Class::Role) && found.name.is_none() && grammar.lexicon.subject_first {
            appose(grammar, &mut found, grammar.end);
        }
        if !self.can_speak(&found) {
            return None;
        }
        let (id, how) = self.entities.resolve(grammar, &found, &self.discourse.recent);
        self.entities.agree(id, Features::NONE);
        Some(Phrase {
            from: i,
            to: found.end,
            cue: (i, end),
            speaker: Some((id, how)),
            mention: Some(found),
            stance: "reports",
            leads: false,
        })
    }

    /// Noun phrase + according to (… کے مطابق): the phrase ends where the words begin.
    fn by_noun_before(&mut self, i: usize, end: usize) -> Option<Phrase> {
        let grammar = self.scope.grammar;
        let start = self.sentence_start(i).max(i.saturating_sub(12));
        let phrase = |from, cue, speaker, mention| {
            Some(Phrase { from, to: end, cue, speaker, mention, stance: "reports", leads: true })
        };
        if i > start
            && let Some(pronoun) = grammar.single(i - 1, Class::Pronoun)
        {
            let wanted = pronoun.features.only(Features::GENDER.with(Features::NUMBER));
            let id = self.discourse.person(self.entities, i, wanted)?;
            return phrase(i - 1, (i, end), Some((id, Resolved::Pronoun)), None);
        }
        let barred = |k: &usize| grammar.text.all[*k].is_wordlike() && !grammar.comma(*k);
        let from = (start..i).rev().take_while(barred).last()?;
        let mut all = (from..i)
            .filter(|&k| !grammar.function(k))
            .filter_map(|k| mention(grammar, k, i))
            .filter(|found| found.end == i && found.prefix == 0);
        let first = all.next()?;
        // What stands before the one that can speak describes it.
        let mut found = if self.can_speak(&first) {
            first
        } else {
            let start = first.start;
            let speaker = all.find(|found| self.can_speak(found))?;
            if speaker.name.is_some() { speaker } else { Mention { start, ..speaker } }
        };
        self.scope.genitive(&mut found, from);
        let (id, how) = self.entities.resolve(grammar, &found, &self.discourse.recent);
        phrase(found.start, (i, end), Some((id, how)), Some(found))
    }

    /// Whether a phrase names somebody or something that can speak.
    fn can_speak(&self, found: &Mention) -> bool {
        let lexicon = self.scope.grammar.lexicon;
        let plain = lexicon.article.is_empty() || lexicon.names_bare;
        found.class.is_some_and(|class| SPEAKS.has(class))
            || found.sure
            || plain && found.name.is_some_and(|(from, to)| to - from > 1)
            || self.entities.knows(self.scope.grammar, found)
    }

    /// According to him (לדבריו): at the head of a sentence the last speaker goes on; else only a tag.
    fn by_own(&mut self, i: usize, end: usize) -> Option<Phrase> {
        let grammar = self.scope.grammar;
        let head = (self.sentence_start(i)..i).all(|k| !grammar.text.all[k].is_wordlike());
        if !head || !grammar.comma(end) {
            return None;
        }
        let last = self.discourse.recent.first().copied();
        let last = last.or_else(|| self.discourse.person(self.entities, i, Features::NONE));
        let speaker = last.map(|id| (id, Resolved::Pronoun));
        Some(Phrase { from: i, to: end, cue: (i, end), speaker, mention: None, stance: "says", leads: false })
    }

    /// As + a cue without a complement of its own: حسبما أفادت الوكالة.
    fn by_clause(&mut self, i: usize, end: usize, weak: bool) -> Option<Phrase> {
        let grammar = self.scope.grammar;
        let n = self.frames.iter().position(|frame| frame.cue.token == end)?;
        let frame = &self.frames[n];
        if !matches!(frame.complement, Complement::None | Complement::Noun { .. }) {
            return None;
        }
        // كما: only after or amid what it tells the source of.
        if weak && (i == self.sentence_start(i) || frame.complement != Complement::None) {
            return None;
        }
        let speaker = self.discourse.speaker(grammar, self.entities, frame, None);
        let to =
            frame.subject.as_ref().filter(|_| !frame.before).map_or(frame.cue.end, |mention| mention.end);
        let mention = frame.subject.clone();
        Some(Phrase {
            from: i,
            to,
            cue: (i, frame.cue.end),
            speaker,
            mention,
            stance: frame.cue.stance(),
            leads: false,
        })
    }

    /// Finds what a phrase covers: the quotation before it, what follows at a sentence's beginning, the
    /// sentence around it or before it.
    fn place(&mut self, phrase: &Phrase) {
        let grammar = self.scope.grammar;
        let start = self.sentence_start(phrase.from);
        // …, כך לפי X: the adverb before the phrase is its own.
        let own = |i: usize| grammar.single(i, Class::Adjunct).is_some() && grammar.comma(i - 1);
        let head = phrase.from - usize::from(phrase.from > start + 1 && own(phrase.from - 1));
        let base = Quote {
            form: Form::Indirect,
            from: 0,
            to: 0,
            speaker: phrase
                .speaker
                .map(|(id, how)| (id, phrase.mention.as_ref().map(|m| mention_span(grammar, m)), how)),
            addressee: None,
            cue: Some(phrase.cue),
            stance: phrase.stance,
            rule: "",
            confidence: match phrase.speaker {
                Some((_, Resolved::Named)) => Confidence::weak(0.93, Why::Source),
                _ => Confidence::weak(0.8, Why::Source),
            },
        };
        if let Some(pair) = self.pair_before(phrase.from) {
            self.claim(pair, &base, "quote-source");
            if let Some((id, _)) = phrase.speaker {
                self.discourse.speaks(id);
            }
            return;
        }
        // به گزارش … و به نقل از …: two phrases in a row.
        let row = grammar
            .phrase(start, Class::SourcePhrase)
            .is_some_and(|(_, entry, _)| matches!(entry.value, "noun" | "from"))
            && (1..ROW).contains(&(start..phrase.from).len())
            && !(start..phrase.from).any(|i| grammar.comma(i));
        if row {
            return;
        }
        if (start..phrase.from).all(|i| !grammar.text.all[i].is_wordlike() || grammar.function(i)) {
            self.initial(phrase, &base);
            return;
        }
        if self.covered(phrase.from)
            || phrase.from > start && self.covered(phrase.from - 1)
            || self.covered(phrase.from.saturating_sub(2).max(start))
        {
            return;
        }
        // وذكرت الوكالة نقلا عن مصادر أن …: the cue's own words come after the phrase.
        let governs = |frame: &super::clause::Frame| {
            let at = match frame.complement {
                Complement::Clause { at, .. } => at,
                Complement::Colon { body } => body,
                Complement::Marks { pair } => self.scope.pairs[pair].open,
                _ => return false,
            };
            (start..phrase.from).contains(&frame.cue.token) && at >= phrase.to
        };
        let first = self.frames.partition_point(|frame| frame.cue.token < start);
        if self.frames[first..].iter().take(8).any(governs) {
            return;
        }
        let amid = head > start
            && (grammar.dash(head - 1) || grammar.comma(head - 1) || grammar.text.all[head - 1].is('('))
            && phrase.to < grammar.end
            && (grammar.dash(phrase.to)
                || grammar.comma(phrase.to) && !grammar.dash(head - 1)
                || grammar.text.all[phrase.to].is(')'));
        let (from, to) = if amid { (start, self.sentence_end(phrase.to)) } else { (start, head) };
        let (from, to) = self.narrowed(from, to);
        if to > from + 2 {
            self.report(
                (from, to),
                &Quote { confidence: base.confidence.times(0.9, Why::Source), ..base },
                "sentence-source",
            );
        }
    }

    /// At the beginning of a sentence: what follows the comma or the complementiser.
    fn initial(&mut self, phrase: &Phrase, base: &Quote) {
        let grammar = self.scope.grammar;
        if phrase.leads {
            let mut body = phrase.to;
            while body < grammar.end && (grammar.comma(body) || self.scope.complementiser(body).is_some()) {
                body += 1;
            }
            if body < grammar.end {
                for stretch in sentence(self.scope, self.frames, body) {
                    self.report(stretch, base, "source-clause");
                }
            }
            return;
        }
        let mut i = phrase.to;
        let limit = grammar.end.min(phrase.to + 30);
        while i < limit && !grammar.full_stop(i) {
            let complementiser = grammar.text.word(i).class(Class::Complementiser).is_some();
            if grammar.comma(i) || complementiser {
                let mut body = i + 1;
                if grammar.comma(i)
                    && body < grammar.end
                    && grammar.text.word(body).class(Class::Complementiser).is_some()
                {
                    body += 1;
                }
                // A clause between commas before the main one: passed over, and so is an office.
                if grammar.comma(i) && grammar.single(i + 1, Class::Relative).is_some() {
                    i += 1;
                    continue;
                }
                if let Some(close) = self.apposed_office(phrase, i) {
                    i = close;
                    continue;
                }
                // The agency only passes on what somebody says: his report is there already.
                let told =
                    |quote: &Quote| quote.from > body && quote.from <= body + 40 && quote.cue.is_some();
                let passed = self.frames.iter().any(|frame| {
                    let subject = frame.subject.as_ref().filter(|_| frame.before);
                    frame.governs() && subject.map_or(frame.cue.token, |subject| subject.start) == body
                });
                if passed && self.quotes.iter().any(told) {
                    return;
                }
                if body < grammar.end {
                    for stretch in sentence(self.scope, self.frames, body) {
                        self.report(stretch, base, "source-clause");
                    }
                }
                return;
            }
            // ووفق المحكمة فقد عثر …: the conjunction opens what is told.
            if i > phrase.to.saturating_sub(1) && self.answers_phrase(i) {
                let body = i + usize::from(grammar.single(i, Class::Auxiliary).is_some());
                for stretch in sentence(self.scope, self.frames, body) {
                    self.report(stretch, base, "source-clause");
                }
                return;
            }
            i += 1;
        }
    }

    /// The comma that ends the office in apposition to a source's name (לדברי X, מומחית ל…, …).
    fn apposed_office(&self, phrase: &Phrase, comma: usize) -> Option<usize> {
        let grammar = self.scope.grammar;
        let named =
            phrase.mention.as_ref().is_some_and(|found| found.name.is_some_and(|(_, to)| to == comma));
        if !named || !grammar.comma(comma) || comma + 1 >= grammar.end {
            return None;
        }
        let office = mention(grammar, comma + 1, grammar.end.min(comma + OFFICE))?;
        let close = (office.end..grammar.end.min(comma + OFFICE))
            .take_while(|&i| !grammar.full_stop(i) && self.scope.cue_at(i).is_none())
            .find(|&i| grammar.comma(i))?;
        (office.class == Some(Class::Role) && office.name.is_none()).then_some(close)
    }

    /// Whether a conjunction that is not "and" is joined to a verb or an auxiliary at token `i`.
    fn answers_phrase(&self, i: usize) -> bool {
        let grammar = self.scope.grammar;
        let opens = |reading: &super::super::vocabulary::Reading| {
            reading.clitics.slot(0) & !1 != 0
                && grammar.bare(reading)
                && reading
                    .entries
                    .iter()
                    .any(|e| e.rest.is_empty() && (e.class == Class::Auxiliary || e.value == "verb"))
        };
        i + 3 < grammar.end && grammar.text.word(i).readings.iter().any(opens)
    }

    /// A quotation that closes right before token `i`.
    fn pair_before(&self, i: usize) -> Option<usize> {
        let grammar = self.scope.grammar;
        let mut k = i;
        while k > grammar.start && (grammar.comma(k - 1) || grammar.single(k - 1, Class::Adjunct).is_some()) {
            k -= 1;
        }
        let n = self.scope.pairs.iter().position(|pair| pair.closed && k > 0 && pair.to == k - 1)?;
        let pair = &self.scope.pairs[n];
        (!self.claimed[n] && pair.to - pair.from >= 3 && !self.scope.name_like(pair)).then_some(n)
    }

    /// A sentence without the connective it opens with and without what an earlier report holds.
    fn narrowed(&self, mut from: usize, mut to: usize) -> (usize, usize) {
        let grammar = self.scope.grammar;
        for quote in &self.quotes {
            if quote.to > from && quote.to < to && quote.from < to {
                from = quote.to;
            }
        }
        // A dateline is no part of what is said: بيروت (أ ف ب) - ….
        if from == grammar.start
            && let Some(dash) =
                (from + 1..to.min(from + 9)).find(|&i| grammar.dash(i) && grammar.text.all[i].spaced)
            && (from..dash).all(|i| !grammar.function(i))
        {
            from = dash + 1;
        }
        while from < to && !grammar.text.all[from].is_wordlike() {
            from += 1;
        }
        if let Some((_, entry, end)) = grammar.phrase(from, Class::Connective)
            && end < to
            && matches!(entry.value, "and" | "but")
        {
            from = end;
        }
        while to > from && !grammar.text.all[to - 1].is_wordlike() {
            to -= 1;
        }
        (from, to)
    }
}
