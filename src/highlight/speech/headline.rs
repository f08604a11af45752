//! A headline of the shape SPEAKER: WORDS.

use super::super::mention::mention;
use super::super::token::{Token, TokenKind};
use super::block::Reader;
use super::clause::SPEAKS;
use super::confidence::{Confidence, Why};
use super::{Form, Quote, mention_span};
use crate::lexicon::Class;

/// Longest speaker before the colon, in tokens.
const SPEAKER: usize = 7;

/// Longest line of an article's own headlines, in tokens.
const LINE: usize = 40;

/// Whether a token is a bullet or a dash.
fn bullet(token: &Token) -> bool {
    token.kind == TokenKind::Sign && matches!(token.glyph, '●' | '•' | '■' | '▪' | '*' | '-' | '–' | '—')
}

impl Reader<'_, '_, '_> {
    /// Reads the block as a headline: SPEAKER: WORDS, or WORDS: SPEAKER.
    pub fn headline(&mut self) {
        for (n, (start, end)) in self.parts().into_iter().enumerate() {
            let before = self.quotes.len();
            self.speaker_first(start, end, n > 0);
            if self.quotes.len() == before
                && let Some(joined) = self.joined(start, end)
            {
                self.speaker_first(joined, end, true);
            }
        }
        if self.quotes.is_empty() {
            self.speaker_last();
        }
        if self.quotes.is_empty() {
            self.marks_first();
        }
    }

    /// "WORDS".. SPEAKER does something: whoever is named right after the dots says what is in marks.
    fn marks_first(&mut self) {
        let grammar = self.scope.grammar;
        let Some(n) = self.scope.pair_at(grammar.start) else { return };
        let pair = self.scope.pairs[n];
        let dots = |i: usize| {
            let token = &grammar.text.all[i];
            i < grammar.end && (token.is('…') || token.is('.') && token.span.len() > 1 || token.is(':'))
        };
        let words = (pair.from..pair.to).filter(|&i| grammar.text.all[i].is_wordlike()).count();
        if !pair.closed || words < 2 || pair.after() >= grammar.end || !dots(pair.after()) {
            return;
        }
        let Some(found) = mention(grammar, pair.after() + 1, grammar.end) else { return };
        let speaks = found.sure
            || found.class.is_some_and(|class| SPEAKS.has(class) && class != Class::Place)
            || self.entities.knows(grammar, &found);
        if !speaks || found.prefix > 0 {
            return;
        }
        let (id, how) = self.entities.resolve(grammar, &found, &[]);
        let base = Quote {
            form: Form::Direct,
            from: 0,
            to: 0,
            speaker: Some((id, Some(mention_span(grammar, &found)), how)),
            addressee: None,
            cue: None,
            stance: "says",
            rule: "",
            confidence: Confidence::weak(0.75, Why::Headline),
        };
        self.claim(n, &base, "headline-marks");
        self.discourse.speaks(id);
    }

    /// Where the speaker stands that "and" joins to what a headline tells first (… ومسؤول: …).
    fn joined(&self, start: usize, end: usize) -> Option<usize> {
        let grammar = self.scope.grammar;
        let colon = (start..end).find(|&i| grammar.text.all[i].is(':'))?;
        let first = colon.saturating_sub(SPEAKER).max(start + 2);
        (first..colon).find(|&i| {
            grammar.noun(i).is_some_and(|noun| noun.conjoined && noun.is(Class::Role) && !noun.preposed)
        })
    }

    /// A line of the article's own headlines: bullets, each SPEAKER: WORDS.
    pub fn bullets(&mut self) {
        let grammar = self.scope.grammar;
        let bulleted = grammar.start < grammar.end && bullet(&grammar.text.all[grammar.start]);
        let open = grammar.end > grammar.start
            && !(grammar.start..grammar.end).rev().take(3).any(|i| grammar.full_stop(i));
        if !bulleted || !open || grammar.end - grammar.start > LINE {
            return;
        }
        for (start, end) in self.parts() {
            self.speaker_first(start, end, true);
        }
    }

    /// The parts of a headline: between bullets, dots, strokes.
    fn parts(&self) -> Vec<(usize, usize)> {
        let grammar = self.scope.grammar;
        let parts = |i: usize| {
            let token = &grammar.text.all[i];
            let dots = token.is('.') && token.span.len() > 1 || token.is('…');
            dots || bullet(token) && (i == grammar.start || token.spaced) || token.is('|')
        };
        let mut found = Vec::new();
        let mut start = grammar.start;
        let speaks = |from: usize| {
            let next = (from..grammar.end).find(|&k| parts(k)).unwrap_or(grammar.end);
            (from..next).any(|k| grammar.text.all[k].is(':'))
        };
        for i in grammar.start..grammar.end {
            // What no speaker opens goes on with the words before.
            let goes_on = (start..i).any(|k| grammar.text.all[k].is(':')) && !speaks(i + 1);
            if parts(i) && !goes_on && self.scope.around(i).is_none() {
                found.push((start, i));
                start = i + 1;
            }
        }
        found.push((start, grammar.end));
        found.retain(|&(start, end)| start + 2 < end);
        found
    }

    /// WORDS: SPEAKER, with a comma for the colon and a cue before the speaker in some papers.
    fn speaker_last(&mut self) {
        let grammar = self.scope.grammar;
        let from = grammar.start.max(grammar.end.saturating_sub(SPEAKER + 3));
        let end =
            (from..grammar.end).rev().find(|&i| grammar.text.all[i].is_wordlike()).map_or(from, |i| i + 1);
        let parts = |&i: &usize| grammar.text.all[i].is(':') || grammar.comma(i);
        let Some(sign) = (from..end).rev().find(parts) else { return };
        let words = (grammar.start..sign).filter(|&i| grammar.text.all[i].is_wordlike()).count();
        let cue = self.frames.iter().find(|frame| frame.cue.token == sign + 1).map(|frame| frame.cue);
        let start = cue.map_or(sign + 1, |cue| cue.end);
        if words < 4 || (from..sign).any(|i| grammar.text.all[i].is(':')) {
            return;
        }
        let Some(found) = mention(grammar, start, end).filter(|found| found.end == end) else { return };
        let office = matches!(found.class, Some(Class::Role | Class::Honorific));
        let (id, how) = self.entities.resolve(grammar, &found, &[]);
        let entity = self.entities.get(id);
        let colon = grammar.text.all[sign].is(':');
        let known = office || cue.is_some() || entity.sure && (colon || !entity.is_body());
        if !known {
            return;
        }
        let pair = self.scope.pair_at(grammar.start).map(|n| self.scope.pairs[n]);
        let (mut body, mut to) = match pair.filter(|pair| pair.closed && pair.after() == sign) {
            Some(pair) => (pair.from, pair.to),
            None => (grammar.start, sign),
        };
        while body < to && !grammar.text.all[body].is_wordlike() {
            body += 1;
        }
        while to > body && matches!(grammar.text.all[to - 1].kind, TokenKind::Break) {
            to -= 1;
        }
        self.claimed.fill(true);
        self.quotes.push(Quote {
            form: Form::Headline,
            from: body,
            to,
            speaker: Some((id, Some(mention_span(grammar, &found)), how)),
            addressee: None,
            cue: cue.map(|cue| (cue.token, cue.end)),
            stance: "says",
            rule: "headline",
            confidence: Confidence::weak(if colon || cue.is_some() { 0.9 } else { 0.8 }, Why::Headline),
        });
        self.discourse.speaks(id);
    }

    /// SPEAKER: WORDS, in a part of the headline; `later`: not the first one, so that only who surely speaks does.
    fn speaker_first(&mut self, first: usize, last: usize, later: bool) {
        let grammar = self.scope.grammar;
        let reach = last.min(first + SPEAKER + 1);
        let Some(colon) = (first + 1..reach).find(|&i| grammar.text.all[i].is(':')) else { return };
        let mut body = colon + 1;
        // A cue before the colon is the frame's business unless the words are bare: X يقول: WORDS.
        let cue =
            self.frames.iter().find(|frame| (first..colon).contains(&frame.cue.token)).map(|frame| frame.cue);
        // A sentence is the frame's, wherever it stands.
        let sentence = (body..last).rev().find(|&i| grammar.text.all[i].kind != TokenKind::Break);
        if grammar.lexicon.subject_first && cue.is_some() && sentence.is_some_and(|i| grammar.full_stop(i)) {
            return;
        }
        let limit = cue.map_or(colon, |cue| if cue.token > first { cue.token } else { colon });
        let start = if limit == colon { cue.map_or(first, |cue| cue.end) } else { first };
        let Some(found) = mention(grammar, start, limit) else { return };
        // To whom may stand between (الوزير لـ«الصباح»: …).
        let addressed = found.end < limit
            && (grammar.lone_prefix(found.end) || grammar.noun(found.end).is_some_and(|noun| noun.preposed));
        if found.end < limit && !addressed || grammar.noun(start).is_none_or(|noun| noun.preposed) {
            return;
        }
        let (id, how) = self.entities.resolve(grammar, &found, &[]);
        let speaks = [
            Class::Role,
            Class::Honorific,
            Class::Voice,
            Class::Channel,
            Class::OrganizationHead,
            Class::Organization,
            Class::Place,
        ];
        let entity = self.entities.get(id);
        let known = found.class.is_some_and(|class| speaks.contains(&class))
            || entity.sure
            || !later && entity.evidence > 0 && entity.mentions.len() > 1
            || cue.is_some();
        if !known {
            return;
        }
        let mut end = last;
        if let Some(n) = self.scope.pair_at(body) {
            let pair = self.scope.pairs[n];
            if pair.after() + 1 >= last {
                self.claimed[n] = true;
                (body, end) = (pair.from, pair.to);
            }
        }
        while end > body && matches!(grammar.text.all[end - 1].kind, TokenKind::Break) {
            end -= 1;
        }
        if body + 1 >= end {
            return;
        }
        // A place before a colon is mostly where the news comes from; it speaks where the words are a
        // clause of its own.
        let opens = [Class::Negation, Class::Pronoun, Class::Complementiser, Class::Auxiliary];
        let speech = opens.iter().any(|&class| grammar.single(body, class).is_some()) || end < last;
        if found.class == Some(Class::Place) && cue.is_none() && !speech {
            return;
        }
        let speaker = Some((id, Some(mention_span(grammar, &found)), how));
        let cue = cue.map(|cue| (cue.token, cue.end));
        let (addressee, stance) = (None, "says");
        let rule = "headline";
        self.quotes.push(Quote {
            form: Form::Headline,
            from: body,
            to: end,
            speaker,
            addressee,
            cue,
            stance,
            rule,
            confidence: Confidence::weak(0.9, Why::Headline),
        });
        self.discourse.speaks(id);
    }
}
