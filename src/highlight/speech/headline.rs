//! A headline of the shape SPEAKER: WORDS.

use super::super::mention::mention;
use super::super::token::TokenKind;
use super::block::Reader;
use super::{Form, Quote, mention_span};
use crate::lexicon::Class;

/// Longest speaker before the colon, in tokens.
const SPEAKER: usize = 7;

impl Reader<'_, '_, '_> {
    /// Reads the block as a headline.
    pub fn headline(&mut self) {
        let grammar = self.scope.grammar;
        let reach = grammar.end.min(grammar.start + SPEAKER + 1);
        let Some(colon) = (grammar.start + 1..reach).find(|&i| grammar.text.all[i].is(':')) else { return };
        let mut body = colon + 1;
        // A cue before the colon is the frame's business unless the words are bare: X يقول: WORDS.
        let cue = self.frames.iter().find(|frame| frame.cue.token < colon).map(|frame| frame.cue);
        let limit = cue.map_or(colon, |cue| if cue.token > grammar.start { cue.token } else { colon });
        let start = if limit == colon { cue.map_or(grammar.start, |cue| cue.end) } else { grammar.start };
        let Some(found) = mention(grammar, start, limit) else { return };
        if found.end < limit || grammar.noun(start).is_none_or(|noun| noun.preposed) {
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
            || entity.mentions.len() > 1
            || cue.is_some()
            || (start..limit)
                .any(|i| grammar.text.count(i) > 1 && grammar.text.word(i).classes == Default::default())
            || entity.sure;
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
