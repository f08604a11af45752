//! A headline of the shape SPEAKER: WORDS.

use super::super::mention::mention;
use super::super::token::TokenKind;
use super::block::Reader;
use super::{Form, Quote, mention_span};
use crate::lexicon::Class;

/// Longest speaker before the colon, in tokens.
const SPEAKER: usize = 7;

impl Reader<'_, '_, '_> {
    /// Reads the block as a headline: SPEAKER: WORDS, or WORDS: SPEAKER.
    pub fn headline(&mut self) {
        self.speaker_first();
        if self.quotes.is_empty() {
            self.speaker_last();
        }
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
            confidence: if colon || cue.is_some() { 0.9 } else { 0.8 },
        });
        self.discourse.speaks(id);
    }

    /// SPEAKER: WORDS.
    fn speaker_first(&mut self) {
        let grammar = self.scope.grammar;
        let reach = grammar.end.min(grammar.start + SPEAKER + 1);
        let Some(colon) = (grammar.start + 1..reach).find(|&i| grammar.text.all[i].is(':')) else { return };
        let mut body = colon + 1;
        // A cue before the colon is the frame's business unless the words are bare: X يقول: WORDS.
        let cue = self.frames.iter().find(|frame| frame.cue.token < colon).map(|frame| frame.cue);
        let limit = cue.map_or(colon, |cue| if cue.token > grammar.start { cue.token } else { colon });
        let start = if limit == colon { cue.map_or(grammar.start, |cue| cue.end) } else { grammar.start };
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
            || entity.evidence > 0 && entity.mentions.len() > 1
            || cue.is_some();
        if !known {
            return;
        }
        let mut end = grammar.end;
        if let Some(n) = self.scope.pair_at(body) {
            let pair = self.scope.pairs[n];
            if pair.after() + 1 >= grammar.end {
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
        let speech = opens.iter().any(|&class| grammar.single(body, class).is_some()) || end < grammar.end;
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
            confidence: 0.9,
        });
        self.discourse.speaks(id);
    }
}
