//! A subject before its cue with something between them: an apposition, a parenthesis, what a topic marker
//! opens (… في الغاب، هيثم العموري، قال …; لكن مصدراً -طلب …- أقر …; أما الضحية، 61 سنة، فأكد …).

use super::super::grammar::PARTICLES;
use super::super::mention::{Mention, mention};
use super::super::token::TokenKind;
use super::apposition::appose;
use super::clause::{Frame, SPEAKS};
use super::cue::Form;
use super::scope::Scope;
use crate::lexicon::{Class, Features};

/// How far a topic marker may stand before the cue, in tokens.
const TOPIC: usize = 40;
/// Longest apposition or parenthesis between subject and cue, in tokens.
const BETWEEN: usize = 30;
/// Appositions in a row.
const SEVERAL: usize = 3;
/// Tokens of a body or place where a source sits.
const SEAT: usize = 10;
/// Words that a prepositional phrase may add to the subject before the sign.
const TAIL: usize = 5;

impl Scope<'_, '_> {
    /// Looks for a subject across what stands between it and the cue.
    pub(super) fn subject_apart(&self, frame: &mut Frame) {
        let grammar = self.grammar;
        let mut stop = frame.cue.token;
        let light = |i: usize| {
            [Class::Auxiliary, Class::Negation, Class::Adjunct]
                .iter()
                .any(|&class| grammar.single(i, class).is_some())
        };
        while stop > grammar.start && light(stop - 1) {
            stop -= 1;
        }
        let found = if frame.cue.conjoined { self.topic_marked(stop) } else { None };
        let across = |signs: fn(&Self, usize) -> bool| {
            let close = stop.checked_sub(1).filter(|&i| i > grammar.start && signs(self, i))?;
            self.across(close, signs)
        };
        let found = found.or_else(|| {
            let plain = !frame.cue.conjoined;
            let comma = || across(|scope, i| scope.grammar.comma(i));
            let dash = || across(|scope, i| scope.grammar.dash(i));
            let fits = |found: &Mention| found.features.agrees(frame.cue.features.only(Features::GENDER));
            if plain { comma().or_else(dash).filter(fits) } else { None }
        });
        let Some(mut found) = found else { return };
        appose(grammar, &mut found, stop);
        frame.subject = Some(found);
        frame.before = true;
    }

    /// Who or what a topic marker brings up, where the cue takes it up again (أما فلان … فقال).
    fn topic_marked(&self, stop: usize) -> Option<Mention> {
        let grammar = self.grammar;
        let first = stop.saturating_sub(TOPIC).max(grammar.start);
        let marker = (first..stop).rev().take_while(|&i| !grammar.full_stop(i)).find_map(|i| {
            grammar
                .phrase(i, Class::Connective)
                .filter(|(_, entry, _)| entry.value == "topic")
                .map(|(.., end)| end)
        })?;
        mention(grammar, marker, stop).filter(|found| speaks(found) || found.definite)
    }

    /// The subject before the signs that part it from the cue; the last of them is token `close`.
    fn across(&self, close: usize, sign: fn(&Self, usize) -> bool) -> Option<Mention> {
        let grammar = self.grammar;
        let first = close.saturating_sub(BETWEEN).max(grammar.start);
        let inside = |i: &usize| !grammar.full_stop(*i) && !grammar.text.all[*i].is(':');
        let opens = (first..close).rev().take_while(inside).filter(|&i| sign(self, i)).take(SEVERAL);
        opens.into_iter().find_map(|open| self.ending(open))
    }

    /// A source without a name with where it sits (مصدر في الشركة, متحدثة باسمها, الناطق باسم البعثة في ليبيا): what
    /// follows a preposition up to the complementiser or a sign.
    pub(super) fn seated(&self, found: &mut Mention) {
        let grammar = self.grammar;
        let speaks = matches!(found.class, Some(Class::Role | Class::Voice));
        if found.name.is_some() || !speaks || grammar.lexicon.subject_first {
            return;
        }
        let at = found.end;
        if at >= grammar.end {
            return;
        }
        if let Some(end) = self.issued(found) {
            found.end = end;
            return;
        }
        let label = grammar.text.word(at).entries().any(|(reading, entry)| {
            entry.class == Class::Titled
                && entry.value == "label"
                && grammar.preposed(reading)
                && reading.joined
        });
        if at < grammar.end && label {
            found.end = at + 1;
            return;
        }
        let free = matches!(grammar.single(at, Class::Preposition), Some(entry) if matches!(entry.value, "at" | "of"));
        let joined = grammar.noun(at).is_some_and(|noun| noun.preposed && !noun.reading.joined);
        let start = at + usize::from(free);
        if !(free || joined) {
            return;
        }
        let Some(seat) = mention(grammar, start, grammar.end.min(start + SEAT)) else { return };
        let body = matches!(
            seat.class,
            Some(
                Class::OrganizationHead
                    | Class::Organization
                    | Class::Place
                    | Class::PlaceHead
                    | Class::Channel
            )
        );
        let closes = seat.end >= grammar.end
            || grammar.text.all[seat.end].kind == TokenKind::Sign
            || self.complementiser(seat.end).is_some()
            || grammar.own_saying(seat.end);
        // A definite office is told by itself; its seat is a place.
        let needed = !found.definite || matches!(seat.class, Some(Class::Place));
        if body && closes && needed {
            found.end = seat.end;
        }
    }

    /// A text with who made it (بيان نشرته صفحة …, تقرير أعدته لجنة …): where the phrase ends, before the complementiser
    /// or a sign.
    fn issued(&self, found: &Mention) -> Option<usize> {
        let grammar = self.grammar;
        let verb = found.end;
        if found.class != Some(Class::Voice) || found.definite || verb + 1 >= grammar.end {
            return None;
        }
        let endings = grammar.lexicon.enclitics.iter().filter(|(_, features)| features.has(Features::THIRD));
        let refers = |folded: &str| {
            let mut endings = endings.clone();
            endings
                .any(|(ending, _)| folded.strip_suffix(ending).is_some_and(|verb| verb.chars().count() > 2))
        };
        let particle = grammar.text.word(verb).classes.any(PARTICLES);
        if grammar.text.all[verb].kind != TokenKind::Word || particle || !refers(grammar.text.folded(verb)) {
            return None;
        }
        let maker = mention(grammar, verb + 1, grammar.end.min(verb + 1 + SEAT))?;
        let closes = maker.end >= grammar.end
            || grammar.text.all[maker.end].kind == TokenKind::Sign
            || self.complementiser(maker.end).is_some();
        (speaks(&maker) && maker.prefix == 0 && closes).then_some(maker.end)
    }

    /// Whose saying a verbal noun at token `cue` is: the phrase right before it (… إلى زعيم الحزب فلان قوله إن …).
    pub(super) fn owner(&self, cue: usize) -> Option<Mention> {
        let grammar = self.grammar;
        let first = cue.saturating_sub(OWNER).max(grammar.start);
        (first..cue).filter(|&i| !grammar.function(i) && grammar.text.all[i].is_wordlike()).find_map(|i| {
            let mut found = mention(grammar, i, cue).filter(speaks)?;
            self.whole_name(&mut found);
            self.seated(&mut found);
            (found.end == cue && found.prefix == 0).then_some(found)
        })
    }

    /// Past the offices that follow a subject without a sign (النائب فلان عضو مجلس النواب).
    pub(super) fn past_appositions(&self, mut i: usize, limit: usize) -> usize {
        let grammar = self.grammar;
        while i < limit
            && !grammar.function(i)
            && let Some(found) = mention(grammar, i, limit)
            && found.prefix == 0
            && found.name.is_none()
            && matches!(found.class, Some(Class::Role | Class::Honorific))
            && found.end > i
        {
            i = found.end;
        }
        i
    }

    /// The comma that closes what the one at token `k` opens, where the complementiser follows it and nothing
    /// said stands between them.
    pub(super) fn parenthesis(&self, k: usize) -> Option<usize> {
        let grammar = self.grammar;
        let next = self.cue_at(k + 1);
        if next.is_some_and(|cue| cue.conjoined && cue.form == Form::Finite && !cue.negated) {
            return None;
        }
        let open = |i: &usize| {
            !grammar.full_stop(*i)
                && !grammar.text.all[*i].is(':')
                && self.pair_at(*i).is_none()
                && self.complementiser(*i).is_none()
        };
        let close = (k + 1..grammar.end.min(k + BETWEEN)).take_while(open).find(|&i| grammar.comma(i))?;
        self.complementiser(close + 1).map(|_| close)
    }

    /// A phrase that can speak, leads its clause and ends before token `end`.
    fn ending(&self, end: usize) -> Option<Mention> {
        let grammar = self.grammar;
        let start = self.clause_start(end);
        let at = (start..end).find(|&i| {
            !self.light(i) && grammar.phrase(i, Class::Turn).is_none() || grammar.compound(i).is_some()
        })?;
        let mut found = mention(grammar, at, end).filter(|found| found.prefix == 0 && speaks(found))?;
        self.whole_name(&mut found);
        let rest = found.end..end;
        let tail = rest.len() <= TAIL
            && (grammar.single(found.end, Class::Preposition).is_some()
                || grammar.noun(found.end).is_some_and(|noun| noun.preposed));
        (rest.is_empty() || tail).then_some(found)
    }
}

/// Tokens of the phrase before a verbal noun.
const OWNER: usize = 14;

fn speaks(found: &Mention) -> bool {
    found.sure || found.class.is_some_and(|class| SPEAKS.has(class))
}
