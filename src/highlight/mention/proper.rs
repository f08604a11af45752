//! The proper name inside a phrase: where it begins, how far it goes on.

use super::super::grammar::Noun;
use super::super::roster::Name;
use super::super::token::TokenKind;
use super::super::vocabulary::{Classes, Reading};
use super::Parser;
use crate::lexicon::{Class, Features};

/// Words that are family names too, after a given name.
const FAMILY: Classes =
    Classes::of(&[Class::Role, Class::Honorific, Class::Nationality, Class::Place, Class::NeverName]);

/// What makes an ordinary word of a given name.
const ORDINARY: Classes = Classes::of(&[
    Class::Preposition,
    Class::Common,
    Class::Uncounted,
    Class::Word,
    Class::Cue,
    Class::NeverName,
]);

impl Parser<'_, '_> {
    /// Whether a proper name can begin with this word.
    pub(super) fn begins_name(&self, i: usize, noun: &Noun) -> bool {
        // What follows a body's head is the body's own name.
        let body =
            matches!(self.found.class, Some(Class::OrganizationHead | Class::Voice | Class::PlaceHead));
        if self.found.name.is_some() || (body && !noun.is(Class::GivenName)) {
            return false;
        }
        let roster = &self.grammar.text.roster;
        if roster.is_eponym(i)
            || roster.at(i + 1).is_some_and(|name| name.evidence >= 2)
                && !noun.is(Class::GivenName)
                && (!self.determined || noun.definite || noun.entry.is_some() || self.grammar.adjective(i))
        {
            return false;
        }
        let first = i == self.found.start;
        // امرأته تحمل …: what looks like a verb after a possessive is one.
        if !first && (noun.conjoined || self.possessed && self.grammar.verbal(i)) {
            return false;
        }
        let given = noun.is(Class::GivenName) && !noun.features().has(Features::WEAK);
        let inside = noun.entry.is_some_and(|entry| matches!(entry.value, "last" | "inner"));
        let capital = self.grammar.text.word(i).capital;
        // One letter is no name; a particle needs the name that it belongs to (בן 24).
        if !capital && self.grammar.text.word(i).letters < 2 {
            return false;
        }
        if noun.is(Class::NameParticle) && !self.leads_name(i + 1) {
            return false;
        }
        if given || noun.is(Class::NameParticle) && !noun.definite && !inside {
            // Even a given name is an office's genitive after a bare head: مستشار بلاتر is none.
            return first || self.closed || self.titled || self.office;
        }
        // Where no article tells, what stands before a given name says who bears it (neighbour X).
        let announced = |next: Noun| next.is(Class::GivenName) && !next.features().has(Features::WEAK);
        if self.grammar.lexicon.article.is_empty()
            && noun.entry.is_none()
            && !self.titled
            && !capital
            && self.grammar.noun(i + 1).is_some_and(announced)
        {
            return false;
        }
        // Within an office the words after a body's head are the body's, until a given name comes.
        if self.bodied && !self.titled && !capital && !first {
            return false;
        }
        // The word after an office is what it is over (متخصص تغذیه), unless a place or a nation closes it.
        if self.grammar.lexicon.chained && self.office && !self.titled && !capital && !first {
            let closed = [Class::Place, Class::Organization, Class::Nationality];
            let held = self
                .grammar
                .noun(i - 1)
                .is_some_and(|before| before.class().is_some_and(|class| closed.contains(&class)));
            let free = |noun: Noun| noun.entry.is_none() && !self.grammar.ordinary(i + 1);
            if !held || i + 1 >= self.limit || !self.grammar.noun(i + 1).is_some_and(free) {
                return false;
            }
        }
        // A capital at a sentence's head tells nothing before a small letter (Former minister X).
        if first && capital && self.heads_sentence(i) && self.small(i + 1) {
            return false;
        }
        // Where a script has capitals, a name has one.
        let lower = self.grammar.text.all[i].glyph.is_lowercase();
        if lower {
            return false;
        }
        let foreign = self.determined && !noun.definite && noun.is(Class::Nationality);
        let weak = noun.is(Class::GivenName) && !self.grammar.text.word(i).plain.any(ORDINARY);
        // Many a given name is a place's too (Savannah Marsh): an unknown word with a capital follows.
        let titled = self.titled && self.words == 0 && capital && noun.is(Class::Place);
        let placed = titled
            || first && capital && noun.is(Class::Place) && i + 1 < self.limit && {
                let next = self.grammar.text.word(i + 1);
                next.capital && !next.known()
            };
        if noun.entry.is_some() && !foreign && !weak && !placed
            || self.grammar.ordinary(i)
            || self.found.features.has(Features::PLURAL)
            || self.inflected(i)
        {
            return false;
        }
        if first {
            // An unknown office before a given name (البحار فلان); else a bare unknown word is a name.
            if noun.definite && self.grammar.lexicon.names_bare && !capital {
                return false;
            }
            let office =
                noun.definite && self.grammar.noun(i + 1).is_some_and(|next| next.is(Class::GivenName));
            let chained = self.grammar.noun(i + 1).is_some_and(|next| {
                next.is(Class::NameParticle) && next.entry.is_some_and(|entry| entry.value == "inner")
            });
            // موزع فرنسي: somebody who is told by his nation, not by his name.
            let told =
                self.grammar.noun(i + 1).is_some_and(|next| next.is(Class::Nationality) && !next.definite);
            let told = told && !self.grammar.lexicon.article.is_empty() && !noun.definite;
            return !office && !told && (!self.grammar.adjective(i) || noun.definite || capital || chained);
        }
        // Where no article tells, a noun that goes on with another one is no name.
        if self.grammar.lexicon.article.is_empty() && !self.titled && !capital && !self.name_goes_on(i + 1) {
            return false;
        }
        // After a definite word no bare adjective can follow: what looks like one is a name.
        let bare = !noun.definite && (self.determined || !self.grammar.adjective(i));
        (self.closed && bare) || (self.titled && self.words == 0)
    }

    /// Whether a sentence begins with token `i`.
    fn heads_sentence(&self, i: usize) -> bool {
        let grammar = self.grammar;
        i == grammar.start
            || grammar.full_stop(i - 1)
            || matches!(grammar.text.all[i - 1].kind, TokenKind::Quote | TokenKind::Break)
    }

    /// Whether an ordinary noun or adjective in small letters stands at token `i`.
    fn small(&self, i: usize) -> bool {
        let grammar = self.grammar;
        i < self.limit
            && grammar.text.all[i].kind == TokenKind::Word
            && grammar.text.all[i].glyph.is_lowercase()
            && !grammar.function(i)
            && !grammar.may(i, Classes::of(&[Class::Cue, Class::NameParticle]))
    }

    /// Whether two bare words of one ending stand at token `i`, one of them with letters that no foreign name has.
    pub(super) fn manner(&self, i: usize) -> bool {
        let (grammar, lexicon) = (self.grammar, self.grammar.lexicon);
        if i + 1 >= grammar.end
            || grammar.text.all[i + 1].kind != TokenKind::Word
            || lexicon.native_letters.is_empty()
        {
            return false;
        }
        let last = |i: usize| grammar.text.folded(i).chars().next_back();
        let endings = [lexicon.accusative, lexicon.feminine.first().copied().unwrap_or_default()];
        let ends = |i: usize| endings.iter().any(|e| !e.is_empty() && grammar.text.folded(i).ends_with(e));
        let native = |i: usize| {
            let mut letters = grammar.text.written(i).chars();
            letters.next_back();
            letters.any(|c| lexicon.native_letters.contains(c))
        };
        last(i) == last(i + 1)
            && ends(i)
            && (native(i) || native(i + 1))
            && !grammar.noun(i + 1).is_some_and(|noun| noun.definite || noun.is(Class::GivenName))
    }

    /// Whether a name that has begun goes on with this word.
    pub(super) fn continues_name(&self, i: usize, noun: &Noun) -> bool {
        if self.whole
            || noun.conjoined
            || self.grammar.text.all[i].glyph.is_lowercase() && !noun.is(Class::NameParticle)
        {
            return false;
        }
        if self.particle || noun.is(Class::NameParticle) || noun.is(Class::GivenName) {
            return self.words < 7;
        }
        // A capital, or another script, tells how far a name goes.
        let capital = self.grammar.text.word(i).capital;
        // A place is a family name too, right after a given name (Clara Kent said).
        if capital && self.announced && self.words == 1 && noun.is(Class::Place) {
            return self.border(i + 1) || self.grammar.speaks_near(i);
        }
        if capital && self.words == 1 && noun.is(Class::Place) && self.found.office.is_none() {
            let first = self.grammar.text.word(i - 1);
            return first.capital
                && !first.known()
                && (self.grammar.speaks_near(i) || self.ends_subject(i + 1) || self.grammar.comma(i + 1));
        }
        let body = [Class::OrganizationHead, Class::PlaceHead, Class::Channel];
        if capital && !self.announced && noun.class().is_some_and(|class| body.contains(&class)) {
            return self.words < 7;
        }
        if capital && noun.class().is_none_or(|class| FAMILY.has(class) && class != Class::Place) {
            return self.words < 7;
        }
        match noun.class() {
            // A family name may look as if it had the article, where the verb ends the subject (הרצוג).
            None if noun.definite && self.grammar.lexicon.names_bare => {
                self.announced && self.words == 1 && self.ends_subject(i + 1)
            }
            // A family name with the article; a third one only where it stands again or ends the subject.
            None if noun.definite && self.words == 1 => true,
            None if noun.definite && self.grammar.feminine(i) => self.grammar.text.count(i) > 1,
            None if noun.definite => {
                self.words <= 3 && (self.grammar.text.count(i) > 1 || self.ends_subject(i + 1))
            }
            None if self.inflected(i) || self.conjoins(i) || self.grammar.ordinary(i) => false,
            None if self.words == 1 => true,
            // A third bare word needs a border after it: else it may be the verb's object.
            None => {
                let again = self.grammar.text.count(i) > 1;
                let signed =
                    i + 1 >= self.grammar.end || self.grammar.text.all[i + 1].kind == TokenKind::Sign;
                // Where no article tells, a given name leads and a function word ends what is no verb's object.
                let led = self.announced
                    && self.grammar.lexicon.article.is_empty()
                    && i + 1 < self.grammar.end
                    && self.grammar.function(i + 1);
                self.words <= 3
                    && !self.verbal(i)
                    && (again && self.border(i + 1) || signed || led || self.ends_subject(i + 1))
            }
            Some(class)
                if (noun.definite
                    || self.grammar.lexicon.article.is_empty()
                    || self.grammar.lexicon.names_bare)
                    && self.words == 1
                    && FAMILY.has(class)
                    && (class != Class::NeverName || !self.grammar.lexicon.article.is_empty()) =>
            {
                // وليد المعلم: an office word as a family name, where nothing follows that needs one.
                self.announced && self.border(i + 1)
            }
            // امید آزادی روز شنبه …: after a given name an ordinary word is the family name where a border follows.
            Some(Class::NeverName) if self.grammar.lexicon.chained && self.words == 1 && self.announced => {
                let time =
                    [Class::RelativeDate, Class::Weekday, Class::DayPart, Class::Role, Class::Honorific];
                self.border(i + 1)
                    || self.grammar.never_name(i + 1, "time")
                    || self.grammar.may(i + 1, Classes::of(&time))
            }
            _ => false,
        }
    }

    /// Whether the phrase is a cue's subject that ends before token `i`.
    pub(super) fn ends_subject(&self, i: usize) -> bool {
        let grammar = self.grammar;
        // Where the subject stands first its verb comes next.
        if grammar.lexicon.subject_first && grammar.may(i, Classes::of(&[Class::Cue])) && grammar.function(i)
        {
            return true;
        }
        let cued =
            self.found.start > grammar.start && grammar.may(self.found.start - 1, Classes::of(&[Class::Cue]));
        cued && (i >= grammar.end || grammar.text.all[i].kind == TokenKind::Sign || grammar.function(i))
    }

    /// Whether a phrase can end before token `i`.
    pub(super) fn border(&self, i: usize) -> bool {
        let grammar = self.grammar;
        i >= grammar.end
            || (grammar.text.all[i].kind == TokenKind::Sign || grammar.function(i))
            || grammar.noun(i).is_some_and(|noun| noun.definite || noun.preposed || noun.is(Class::Role))
            || grammar.compound(i).is_some()
    }

    /// Whether a word of a name stands at token `i`, a hyphen before it or not.
    fn leads_name(&self, i: usize) -> bool {
        let grammar = self.grammar;
        let i = if i < grammar.end && grammar.dash(i) { i + 1 } else { i };
        i < self.limit
            && grammar.text.all[i].kind == TokenKind::Word
            && !grammar.function(i)
            && !grammar.noun(i).is_some_and(|noun| noun.is(Class::NeverName))
            && grammar.text.word(i).letters > 1
    }

    /// Whether what stands at token `i` can follow a name's first word: more of it, or a border.
    fn name_goes_on(&self, i: usize) -> bool {
        self.border(i)
            || self.grammar.noun(i).is_some_and(|noun| {
                noun.entry.is_none() || noun.is(Class::GivenName) || noun.is(Class::NameParticle)
            })
    }

    /// Whether an unknown word looks like a verb in the present.
    pub(super) fn verbal(&self, i: usize) -> bool {
        self.grammar.present(i)
    }

    /// Whether an unknown word bears an ending or a prefix that no name has: a joined pronoun, an
    /// indefinite accusative, a plural verb's ending, a conjunction.
    pub(super) fn inflected(&self, i: usize) -> bool {
        let (text, lexicon) = (self.grammar.text, self.grammar.lexicon);
        let (folded, written) = (text.folded(i), text.written(i));
        let stripped =
            |ending: &str| folded.strip_suffix(ending).is_some_and(|rest| rest.chars().count() > 2);
        if written.contains('\u{64b}') {
            return true;
        }
        // With the prefix that opens clauses before a function word (שבה): no name.
        let word = text.word(i);
        let opens = |reading: &Reading| {
            reading.clitics.slot(1) != 0
                && reading
                    .entries
                    .iter()
                    .any(|e| e.rest.is_empty() && matches!(e.class, Class::Preposition | Class::Pronoun))
        };
        if !lexicon.that_prefix.is_empty() && word.readings.iter().any(opens) {
            return true;
        }
        // A word that stands again is rather a name (فالكه) than an inflected form.
        text.count(i) < 2
            && (folded.chars().count() > 4 && lexicon.inflected_endings.iter().any(|ending| stripped(ending))
                || lexicon.enclitics.iter().any(|(ending, f)| {
                    ending.chars().count() > 1 && f.has(Features::THIRD) && stripped(ending)
                }))
    }

    /// Whether an unknown word can be a conjunction and a noun.
    pub(super) fn conjoins(&self, i: usize) -> bool {
        let word = self.grammar.text.word(i);
        let joined =
            |reading: &Reading| reading.clitics.slot(0) & 1 == 1 && word.stem(reading).chars().count() > 3;
        word.readings.iter().any(joined)
    }

    /// Whether enough speaks for a name: after a closed office less is enough for one of several words.
    pub(super) fn told(&self, name: &Name) -> bool {
        let held = self.office && self.closed && name.to > name.from + 1;
        name.evidence >= 2 || name.evidence == 1 && held
    }

    /// Takes a name that is known to stand here, whole.
    pub(super) fn listed(&mut self, i: usize, noun: &Noun, name: Name) {
        let first = i == self.found.start;
        self.found.name = Some((i, name.to));
        self.found.name_prefix = name.prefix;
        if first {
            self.found.prefix = self.found.prefix.max(name.prefix);
        }
        self.announced = true;
        self.naming = true;
        self.whole = true;
        self.words = name.to - i;
        if name.features.any(Features::GENDER) {
            self.gender(noun);
        }
        self.found.end = name.to;
        self.found.definite = true;
        self.found.sure = true;
    }

    pub(super) fn take_name(&mut self, i: usize, noun: &Noun) {
        if let Some(name) = &mut self.found.name {
            name.1 = i + 1;
        }
        self.words += 1;
        // A particle that ends names (زاده) asks for no more.
        self.particle = noun.entry.is_some_and(|e| e.class == Class::NameParticle && e.value != "last");
        if noun.is(Class::GivenName) && self.words == 1 {
            self.gender(noun);
        }
        self.found.end = i + 1;
        self.found.definite = true;
    }
}
