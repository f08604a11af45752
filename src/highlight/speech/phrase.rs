//! Phrases between a cue and what it reports: whom they bring in, and what of them is no subject.

use super::super::grammar::Noun;
use super::super::mention::{Mention, mention};
use super::super::roster::Name;
use super::super::token::TokenKind;
use super::apposition::appose;
use super::clause::{Complement, Frame, SPEAKS};
use super::cue::Form;
use super::scope::Scope;
use crate::lexicon::{Class, Features};

/// Words that a subject's name may have beyond what is known of it.
const MORE: usize = 3;
/// Tokens among which a later name is looked for.
const FAR: usize = 7;
/// Tokens of an office's seat before its holder's name.
const SEAT: usize = 14;

impl Scope<'_, '_> {
    /// A free preposition: the cue's own one with a noun ends the search, others open an adjunct.
    pub(super) fn preposition(
        &self,
        k: usize,
        value: &str,
        limit: usize,
        frame: &mut Frame,
        adjunct: &mut bool,
    ) -> Option<usize> {
        let grammar = self.grammar;
        // عن 3 دبلوماسيين سابقين: the number is part of it.
        let first = k + 1 + usize::from(k + 2 < limit && grammar.text.all[k + 1].kind == TokenKind::Number);
        if value == "from"
            && frame.cue.entry.value == "reports"
            && !*adjunct
            && frame.source.is_none()
            && let Some(mut source) = mention(grammar, first, limit)
        {
            source.start = k + 1;
            self.whole_name(&mut source);
            self.seated(&mut source);
            let end = source.end;
            frame.source = Some(source);
            return Some(end);
        }
        let thought = grammar.never_name(k + 1, "thought");
        let own = k == frame.cue.end
            || frame.subject.as_ref().is_some_and(|subject| !frame.before && subject.end == k);
        if matches!(value, "to" | "from") && own && !*adjunct && !thought {
            frame.complement = Complement::Noun { from: k };
            return None;
        }
        *adjunct = value != "for" && value != "joined" && !thought;
        Some(k + 1)
    }

    /// Whether a subject is only an unknown word that looks like a verb or like a preposition and a noun, with
    /// more of the sentence between it and what is said: not a name unless it is known as one.
    pub(super) fn doubtful(&self, found: &Mention) -> bool {
        let grammar = self.grammar;
        let guess = found.name.filter(|_| !found.sure && found.office.is_none());
        let Some((from, to)) = guess.filter(|_| !grammar.lexicon.subject_first) else { return false };
        let word = grammar.text.word(from);
        let prefixed = word.readings.iter().any(|reading| {
            grammar.preposed(reading) && !reading.joined && word.stem(reading).chars().count() > 2
        });
        let next = to >= grammar.end
            || matches!(grammar.text.all[to].kind, TokenKind::Quote)
            || grammar.text.all[to].is(':')
            || self.complementiser(to).is_some();
        (grammar.verbal(from) || prefixed) && !next
    }

    /// A verb that takes an object before its clause leaves the last definite word to it: وصف فلان + القرار
    /// بأنه ….
    pub(super) fn without_object(&self, found: &mut Mention) {
        let grammar = self.grammar;
        let Some((from, to)) = found.name else {
            // الناقد العرض بأنه …: two definite nouns, the second no adjective.
            let last = found.end - 1;
            let definite = |i: usize| grammar.noun(i).is_some_and(|noun| noun.definite);
            let closed = self.complementiser(found.end).is_some();
            if last > found.start
                && closed
                && definite(last)
                && definite(last - 1)
                && !grammar.adjective(last)
            {
                found.end = last;
                found.role.truncate(found.role.len().saturating_sub(1).max(1));
                found.office = found.office.map(|(from, _)| (from, last));
            }
            return;
        };
        let object = to - from > 1
            && to == found.end
            && self.complementiser(to).is_some()
            && grammar.noun(from).is_none_or(|noun| !noun.is(Class::GivenName))
            && grammar.noun(to - 1).is_some_and(|noun| noun.definite);
        if object {
            found.name = Some((from, to - 1));
            found.end = to - 1;
        }
    }

    /// A subject's name goes on up to the sign or the complementiser after it, where nothing but words of a
    /// name stands between (عبد الرحمن + unknown words + أن, معتز الخطيب، أن).
    pub(super) fn whole_name(&self, found: &mut Mention) {
        let grammar = self.grammar;
        if found.name.is_none() {
            return self.trailing_name(found);
        }
        let Some((from, to)) = found.name.filter(|_| !found.marked) else { return };
        let word = |i: &usize| grammar.text.all[*i].kind == TokenKind::Word && !grammar.function(*i);
        // فلان فلان السوداني أن …: what looks like a description is the family name, where the phrase ends with it.
        if found.office == Some((to, found.end)) && found.end == to + 1 {
            let definite =
                grammar.noun(to).is_some_and(|noun| noun.definite && !noun.preposed && !noun.conjoined);
            if definite && (self.complementiser(found.end).is_some() || grammar.comma(found.end)) {
                (found.name, found.office) = (Some((from, found.end)), None);
                found.role.clear();
            }
            return;
        }
        if to != found.end {
            let far = (to..grammar.end.min(to + FAR + 1)).take_while(word).last().map_or(to, |i| i + 1);
            self.later_name(found, far);
            return;
        }
        let stop = (to..grammar.end.min(to + MORE + 1)).take_while(word).last().map_or(to, |i| i + 1);
        // Right before the complementiser or a colon nothing but the name's end can stand.
        let said = grammar.text.all.get(stop).is_some_and(|token| token.is(':')) && stop < grammar.end
            || self.complementiser(stop).is_some();
        let sign = said
            || stop >= grammar.end
            || grammar.comma(stop)
            || grammar.dash(stop)
            || found.start < stop && self.cue_at(stop).is_some_and(|cue| cue.form == Form::Finite);
        let lone = to - from == 1;
        let family = |i: usize| {
            let Some(noun) = grammar.noun(i) else { return false };
            let known = noun.is(Class::GivenName) || noun.is(Class::NameParticle);
            let unknown = noun.entry.is_none()
                && !noun.reading.joined
                && (noun.definite || said && lone && i == to || !grammar.ordinary(i))
                && (noun.definite || said || !grammar.present(i));
            // A word with the article is a family name too, as the last one (وليد المعلم).
            let time =
                [Class::Month, Class::Weekday, Class::RelativeDate].iter().any(|&class| noun.is(class));
            let office =
                [Class::Role, Class::Nationality, Class::Honorific].iter().any(|&class| noun.is(class));
            let last = noun.definite && i + 1 == stop && !time && (lone || office);
            !noun.conjoined && !noun.preposed && (known || unknown || last)
        };
        let accusative = |i: usize| {
            let (folded, ending) = (grammar.text.folded(i), grammar.lexicon.accusative);
            let bare = grammar.noun(i).is_some_and(|noun| !noun.definite);
            bare && !ending.is_empty() && folded.ends_with(ending) && folded.chars().count() > 4
        };
        let far = (to..grammar.end.min(to + FAR + 1)).take_while(word).last().map_or(to, |i| i + 1);
        if far > stop || !(to..stop).all(family) {
            self.later_name(found, far);
            return;
        }
        let surely = |i: usize| {
            grammar.noun(i).is_some_and(|noun| {
                noun.is(Class::NameParticle)
                    || noun.is(Class::GivenName)
                    || i + 1 == stop && noun.definite && (lone || noun.is(Class::Honorific))
                    || lone && i == to && noun.entry.is_none() && !grammar.ordinary(i) && !grammar.present(i)
            })
        };
        let sign = sign || grammar.single(stop, Class::Preposition).is_some() && (to..stop).all(surely);
        if sign
            && (1..=MORE).contains(&(stop - to))
            && (to..stop).all(family)
            && !(stop - to == 1 && accusative(to))
        {
            found.name = Some((from, stop));
            found.end = stop;
        }
    }

    /// A name that ends an office's phrase before the complementiser or a sign, though its first word is another
    /// word too (مدير الدائرة في الهيئة معتز الخطيب أن …).
    fn trailing_name(&self, found: &mut Mention) {
        let grammar = self.grammar;
        if found.class != Some(Class::Role) || grammar.lexicon.subject_first {
            return;
        }
        let seat = |i: &usize| {
            grammar.text.all[*i].kind == TokenKind::Word
                && self.complementiser(*i).is_none()
                && grammar
                    .single(*i, Class::Preposition)
                    .is_none_or(|e| matches!(e.value, "at" | "of" | "to"))
                && self.cue_at(*i).is_none()
        };
        let reach = grammar.end.min(found.end + SEAT);
        let border = (found.end..reach).take_while(seat).last().map_or(found.end, |i| i + 1);
        if border == reach && reach < grammar.end {
            return;
        }
        let given = |i: usize| {
            let entries = grammar.text.word(i).entries();
            entries.into_iter().any(|(r, e)| e.class == Class::GivenName && r.clitics.is_empty() && !r.joined)
        };
        let family = |i: usize| {
            grammar.noun(i).is_some_and(|noun| {
                let unknown = noun.entry.is_none() && !grammar.ordinary(i);
                let last = i + 1 == border && (noun.is(Class::Role) || noun.is(Class::Nationality));
                noun.definite && (unknown || last)
                    || noun.is(Class::NameParticle)
                    || noun.is(Class::GivenName)
            })
        };
        let held = |i: usize| grammar.noun(i).is_some_and(|noun| noun.definite || noun.is(Class::Place));
        let first = (2..=4usize)
            .filter_map(|words| border.checked_sub(words))
            .find(|&k| k > found.start && given(k) && held(k - 1) && (k + 1..border).all(family));
        if let Some(first) = first {
            if let Some(office) = &mut found.office {
                office.1 = office.1.min(first);
            }
            found.name = Some((first, border));
            (found.end, found.sure) = (border, true);
            found.evidence = found.evidence.max(1);
        }
    }

    /// Where the words up to token `stop` end with a name that is surely one, what was taken for the name
    /// before it belongs to the office (والي + a place + فلان ولد فلان).
    fn later_name(&self, found: &mut Mention, stop: usize) {
        let grammar = self.grammar;
        let Some((from, to)) =
            found.name.filter(|&(from, _)| found.office.is_some_and(|(_, end)| end <= from))
        else {
            return;
        };
        let name = |k: usize| {
            let later = mention(grammar, k, stop)?;
            let (first, last) = later.name?;
            let told = later.sure
                || (first..last).any(|i| grammar.noun(i).is_some_and(|n| n.is(Class::NameParticle)));
            (first == k && last == stop && last - first > 1 && told && later.prefix == 0).then_some(later)
        };
        if found.sure && to - from > 1 {
            return;
        }
        if let Some(later) = (from + 1..stop).find_map(name) {
            found.name = later.name;
            found.end = stop;
            found.sure = true;
            found.evidence = found.evidence.max(1);
        }
    }

    /// Whether the word at `k` can be whom something is told to: a preposition joined to it, or to what nothing
    /// is known of.
    fn addressed(&self, k: usize) -> bool {
        let grammar = self.grammar;
        let word = grammar.text.word(k);
        word.readings.iter().any(|reading| grammar.preposed(reading) && !reading.joined)
    }

    /// Whether the word at `k`, right after a cue without a subject, is whom it is told to, and the one who
    /// tells it is named after it.
    fn told_to(&self, k: usize, noun: &Noun, frame: &Frame) -> bool {
        let grammar = self.grammar;
        let body = [Class::Channel, Class::Organization, Class::OrganizationHead];
        let given = |noun: Noun| noun.is(Class::GivenName) && !noun.preposed;
        grammar.lexicon.names_bare
            && !grammar.lexicon.article.is_empty()
            && grammar.lexicon.subject_first
            && frame.subject.is_none()
            && frame.pronoun.is_none()
            && (frame.cue.end..k).all(|i| grammar.function(i))
            && self.addressed(k)
            && noun.class().is_none_or(|class| body.contains(&class))
            && grammar.noun(k + 1).is_some_and(given)
    }

    /// A noun phrase between cue and complement: subject, addressee, or an object that is no report.
    pub(super) fn phrase(
        &self,
        k: usize,
        limit: usize,
        frame: &mut Frame,
        adjunct: &mut bool,
    ) -> Option<usize> {
        let grammar = self.grammar;
        let Some(noun) = grammar.noun(k) else { return Some(k + 1) };
        if grammar.never_name(k, "thought") {
            return Some(k + 1);
        }
        if noun.entry.is_some_and(|e| e.class == Class::NeverName && e.value == "object") {
            frame.complement = Complement::Noun { from: k };
            return None;
        }
        // סיפר לאתר מיכאל וייס: a name after whom it is told to is the one who tells.
        if self.told_to(k, &noun, frame) {
            return Some(k + 1);
        }
        let Some(mut found) = mention(grammar, k, limit) else {
            return Some(k + 1);
        };
        let end = found.end;
        if noun.preposed {
            let named = found.name.is_some() || found.class.is_some();
            if frame.addressee.is_none() && named {
                frame.addressee = Some(found);
            }
            *adjunct = true;
            return Some(end);
        }
        let mut tentative = false;
        if grammar.lexicon.subject_first && frame.cue.form == Form::Finite {
            // The subject stands before: only after a quotation it may follow (“…,” said she).
            let quoted = frame.cue.token > grammar.start && {
                let before = frame.cue.token - 1;
                grammar.text.all[before].kind == TokenKind::Quote || grammar.comma(before)
            };
            let settled = frame.subject.is_some() || frame.pronoun.is_some();
            // … בתגובה אמר שר החוץ כי: no subject before, right after the cue somebody who can speak.
            // משיב גרינפלד: "…": nothing else can stand between the verb and the words.
            let words = |i: usize| {
                i < grammar.end
                    && (grammar.text.all[i].is(':') || grammar.text.all[i].kind == TokenKind::Quote)
            };
            let colon = found.class.is_none()
                && (words(end) || grammar.comma(end) && words(end + 1))
                && (found.name.is_some() || end == k + 1);
            if colon && found.name.is_none() {
                let name = Name { from: k, to: end, prefix: 0, evidence: 0, features: Features::NONE };
                found = Mention::named(&name);
            }
            let told = |i: usize| grammar.function(i) || i + 1 == k && self.addressed(i);
            let inverted = (frame.cue.end..k).all(told)
                && !found.marked
                && (colon || found.sure || found.class.is_some_and(|class| SPEAKS.has(class)));
            // סיכם בייקר כי: a name right after the verb, where it turns out to be somebody's.
            let guess = !inverted
                && !quoted
                && !grammar.lexicon.verb_final
                && !grammar.lexicon.that_prefix.is_empty()
                && k == frame.cue.end
                && found.class.is_none()
                && found.name.is_some();
            let quoted = quoted || inverted || guess;
            if settled || !quoted {
                return Some(k + 1);
            }
            tentative = guess;
        }
        // وختم تصريحاته: «…»: one's own words are what a verb of going on ends or goes on with.
        let own = noun.reading.joined && !noun.is(Class::Role) && frame.cue.entry.value == "adds";
        if own && k == frame.cue.end {
            return Some(k + 1);
        }
        // يشير بمقصه: a preposition before an unknown word with a pronoun joined to it.
        let with = |reading: &super::super::vocabulary::Reading| {
            let both =
                grammar.text.word(k).readings.iter().any(|r| r.joined && r.enclitic.has(Features::THIRD));
            grammar.preposed(reading) && !reading.joined && both
        };
        if noun.entry.is_none()
            && !noun.preposed
            && grammar.text.count(k) < 2
            && grammar.text.word(k).readings.iter().any(with)
        {
            *adjunct = true;
            return Some(k + 1);
        }
        // صرخت صرخة عالية: the verb's own noun.
        if k == frame.cue.end && grammar.cognate(frame.cue.token, k) {
            return Some(end);
        }
        let possessed = frame.cue.form == Form::Noun && frame.cue.enclitic.is_some();
        if frame.subject.is_none() && frame.cue.form != Form::Participle && !possessed {
            if frame.cue.is(Features::OBJECT) {
                self.without_object(&mut found);
                // ووصفت التحذير بأنه …: the only phrase before the clause is what is described.
                let clause = self.complementiser(found.end).is_some_and(|(_, joined)| joined.is_some());
                if frame.cue.is(Features::DESCRIBES) && frame.cue.enclitic.is_none() && clause {
                    return Some(found.end);
                }
            }
            self.whole_name(&mut found);
            self.seated(&mut found);
            appose(grammar, &mut found, limit);
            frame.tentative = tentative || self.doubtful(&found);
            let end = found.end;
            frame.subject = Some(found);
            return Some(end);
        }
        Some(k + 1)
    }
}
