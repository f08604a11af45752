//! The office inside a phrase: its head and what goes on with it.

use super::super::grammar::Noun;
use super::super::vocabulary::Classes;
use super::{BODIES, HEADS, Parser};
use crate::lexicon::{Class, Entry, Features};

impl Parser<'_, '_> {
    /// Takes a word into the office or description.
    pub(super) fn describe(&mut self, i: usize, noun: &Noun) {
        let first = self.found.end == self.found.start;
        if first || self.found.role.is_empty() {
            self.gender(noun);
            self.found.definite |= noun.definite || self.owned(noun);
            self.office = noun.class().is_some_and(|class| HEADS.has(class));
            self.found.class = self.found.class.or(noun.class());
        } else if self.found.class == Some(Class::NeverName) {
            // أحد المواطنين: the quantified one is the head.
            self.found.class = noun.class();
        } else if self.led_by_place(noun) {
            // The US Embassy: the head comes after the place.
            self.found.class = noun.class();
            self.office = true;
        } else if self.found.class.is_none() && self.grammar.lexicon.article.is_empty() {
            // An unknown adjective first: what it stands before is the head.
            self.found.class = noun.class();
            self.office = noun.class().is_some_and(|class| HEADS.has(class));
        }
        // سعادة السفيرة: the title goes before the office and is none.
        if self.found.class == Some(Class::Honorific) && noun.is(Class::Role) && self.found.role.len() == 1 {
            self.found.role.clear();
            self.found.office = None;
            self.found.class = noun.class();
            self.found.features = Features::NONE;
            self.gender(noun);
            self.office = true;
        }
        self.bodied |= !first
            && self.grammar.lexicon.article.is_empty()
            && noun.class().is_some_and(|class| BODIES.has(class) && class != Class::Voice);
        self.bodied &= !noun.is(Class::Role);
        self.found.role.push(self.grammar.stem(i).to_string());
        let office = self.found.office.get_or_insert((i, i + 1));
        office.1 = i + 1;
        self.found.end = i + 1;
        let place = noun.is(Class::Place) || noun.is(Class::Organization);
        let unknown = noun.entry.is_none() && !self.grammar.adjective(i);
        // A definite word closes; so does a bare unknown genitive (مستشار فلان), the next one is a name.
        // Where no article tells, a name can follow any word of an office.
        self.closed = noun.definite
            || self.owned(noun)
            || place
            || (unknown && !first)
            || self.grammar.lexicon.article.is_empty();
        self.determined = noun.definite;
        self.possessed = self.owned(noun);
        self.found.definite |= noun.definite || place;
    }

    /// Whether a place or a nation stands before a head, where heads come last.
    fn led_by_place(&self, noun: &Noun) -> bool {
        let lexicon = self.grammar.lexicon;
        let place = [Class::Place, Class::Nationality];
        lexicon.article.is_empty()
            && !lexicon.chained
            && self.found.class.is_some_and(|class| place.contains(&class))
            && self.found.name.is_none()
            && matches!(noun.class(), Some(Class::OrganizationHead | Class::Role))
    }

    /// Takes a head of several words: it opens the phrase, goes on with it or describes the name.
    pub(super) fn compound(&mut self, i: usize, end: usize, entry: &'static Entry) {
        self.naming = false;
        if self.found.role.is_empty() && self.found.name.is_none() {
            let kept = Features::GENDER.with(Features::NUMBER).with(Features::GENERIC);
            self.found.features = entry.features.only(kept);
            self.found.class = Some(entry.class);
            self.office = HEADS.has(entry.class);
            self.titled = entry.class == Class::Honorific;
        } else if self.found.class.is_none() && self.grammar.lexicon.article.is_empty() {
            // Former prime minister: what an unknown adjective stands before is the head.
            self.found.class = Some(entry.class);
            self.office = HEADS.has(entry.class);
        }
        self.bodied = self.grammar.lexicon.article.is_empty() && BODIES.has(entry.class);
        (i..end).filter(|&k| self.grammar.text.all[k].is_wordlike()).for_each(|k| self.unit(k));
    }

    /// Whether an unknown word begins with the prefix that opens reports, where the phrase follows its cue.
    pub(super) fn opens_report(&self, i: usize) -> bool {
        let (grammar, start) = (self.grammar, self.found.start);
        let prefix = grammar.lexicon.that_prefix;
        !prefix.is_empty()
            && start > grammar.start
            && grammar.may(start - 1, Classes::of(&[Class::Cue]))
            && grammar.text.folded(i).strip_prefix(prefix).is_some_and(|rest| rest.chars().count() > 1)
    }

    /// Whether an unknown word can begin with the prefix that opens clauses.
    pub(super) fn opens_clause(&self, i: usize) -> bool {
        let prefix = self.grammar.lexicon.that_prefix;
        let rest = self.grammar.text.folded(i).strip_prefix(prefix);
        !prefix.is_empty() && rest.is_some_and(|rest| rest.chars().count() > 2)
    }

    /// Whether a possessor joined to a word closes it, where a name follows its office (زوجها فلان).
    fn owned(&self, noun: &Noun) -> bool {
        noun.reading.joined && !self.grammar.lexicon.subject_first
    }

    /// Whether the head itself has the article: no genitive can follow.
    pub(super) fn complete(&self) -> bool {
        self.grammar.noun(self.found.start).is_some_and(|head| head.definite && head.entry.is_some())
    }

    /// Takes a word of a place's name into the description.
    pub(super) fn unit(&mut self, i: usize) {
        self.found.role.push(self.grammar.stem(i).to_string());
        let office = self.found.office.get_or_insert((i, i + 1));
        office.1 = i + 1;
        self.found.end = i + 1;
        (self.closed, self.found.definite) = (true, true);
    }

    pub(super) fn gender(&mut self, noun: &Noun) {
        let kept = Features::GENDER.with(Features::NUMBER).with(Features::GENERIC);
        let known = noun.features().only(kept);
        if self.found.features == Features::NONE {
            self.found.features = known;
        }
    }
}
