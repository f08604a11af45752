//! Who is named: where each personal name of a chunk begins and ends and what speaks for it, before
//! anybody is resolved.
//!
//! A name is a chain of words: a given name or what stands where only a person can (after a title, after
//! "called", before an age), then particles, family names, words that look foreign; an ordinary word or a
//! sign ends it. What a street or a hospital is called after is nobody who is spoken of.

mod border;
mod chain;
mod evidence;
mod kind;
pub(super) mod shape;

use crate::lexicon::{Class, Entry, Features};
use crate::text::language::LanguageId;

use super::token::{TokenKind, Tokens};
use chain::Chain;
use kind::{Form, Kind};

/// A personal name in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its first token.
    pub from: usize,
    /// The token after it.
    pub to: usize,
    /// Bytes of prefixes on its first token.
    pub prefix: u8,
    /// What speaks for it: 2 and more is enough.
    pub evidence: u32,
    /// Gender, where the given name tells it.
    pub features: Features,
}

/// Every personal name of a chunk, in order.
#[derive(Debug, Default)]
pub struct Roster {
    names: Vec<Name>,
    /// By token, one more than the place of the name that begins there.
    starts: Vec<u32>,
    /// Those whom institutions and streets are called after: first token, and the token after the name.
    eponyms: Vec<(usize, usize)>,
}

impl Roster {
    /// Reads a chunk.
    pub fn read(text: &Tokens) -> Roster {
        let mut reader =
            Reader { text, forms: vec![None; text.vocabulary.len()], start: 0, end: 0, last: None };
        let mut found = Roster { starts: vec![0; text.all.len()], ..Roster::default() };
        for block in text.blocks.iter().filter(|block| !block.lexicon.foreign_endings.is_empty()) {
            (reader.start, reader.end) = (block.range.start, block.range.end);
            let mut i = block.range.start;
            while i < block.range.end {
                i = match reader.name(i) {
                    Some((name, kept)) => {
                        if kept {
                            reader.last = Some(name.to).filter(|_| name.to > name.from + 1);
                            found.names.push(name);
                            found.starts[name.from] = found.names.len() as u32;
                        } else {
                            found.eponyms.push((name.from, name.to));
                        }
                        name.to
                    }
                    None => i + 1,
                };
            }
        }
        found
    }

    /// The name that begins at token `i`.
    pub fn at(&self, i: usize) -> Option<&Name> {
        let place = (*self.starts.get(i)? as usize).checked_sub(1)?;
        self.names.get(place)
    }

    /// Whether the name at token `i` is what an institution or a street is called after.
    pub fn is_eponym(&self, i: usize) -> bool {
        self.eponym(i).is_some()
    }

    /// The token after the name at token `i` that an institution or a street is called after.
    pub fn eponym(&self, i: usize) -> Option<usize> {
        let at = self.eponyms.binary_search_by_key(&i, |&(from, _)| from).ok()?;
        self.eponyms.get(at).map(|&(_, to)| to)
    }

    /// The names between two tokens, in order.
    pub fn between(&self, from: usize, to: usize) -> &[Name] {
        let first = self.names.partition_point(|name| name.from < from);
        let last = self.names.partition_point(|name| name.from < to);
        &self.names[first..last.max(first)]
    }
}

struct Reader<'a, 't> {
    text: &'t Tokens<'a>,
    /// By word number.
    forms: Vec<Option<Form>>,
    start: usize,
    end: usize,
    /// The token after the last name of several words.
    last: Option<usize>,
}

impl Reader<'_, '_> {
    fn form(&mut self, i: usize) -> Form {
        if i < self.start || i >= self.end || self.text.all[i].kind != TokenKind::Word {
            return Form { kind: Kind::Closed, prefix: 0, features: Features::NONE };
        }
        let number = self.text.all[i].word.0 as usize;
        if let Some(form) = self.forms[number] {
            return form;
        }
        let form = kind::form(self.text, i);
        self.forms[number] = Some(form);
        form
    }

    /// A word after a name's first: "and" ends the name, what looks like another prefix is the word's own.
    fn inside(&mut self, k: usize) -> Form {
        let form = self.form(k);
        if form.prefix == 0 {
            return form;
        }
        let word = self.text.word(k);
        let and = word
            .readings
            .iter()
            .any(|reading| reading.prefix == form.prefix && reading.clitics.slot(0) & 1 != 0);
        // "Of Carlos", one word, goes on with no name.
        let given = matches!(form.kind, Kind::Given) && self.text.word(k).letters > 5;
        if and || given {
            Form { kind: Kind::Closed, prefix: 0, features: Features::NONE }
        } else {
            kind::inner(self.text, k)
        }
    }

    /// The name that begins at token `i`, and whether it is somebody's who is spoken of.
    fn name(&mut self, i: usize) -> Option<(Name, bool)> {
        let mut first = self.form(i);
        // No prefix stands between a title and its name; after one even a verb's homograph is a name where
        // what is said follows.
        if first.prefix > 0 && self.titled(i)
            || first.kind == Kind::Closed && self.titled(i) && self.named_by_verb(i)
        {
            first = Form { kind: Kind::Plain, prefix: 0, features: Features::NONE };
        }
        if matches!(first.kind, Kind::Closed | Kind::Verb | Kind::Last | Kind::Inner | Kind::Office) {
            return None;
        }
        // Names of feasts and months are nobody's.
        let dated = [Class::DayPart, Class::Month, Class::NeverDate]
            .iter()
            .any(|&class| self.text.phrase(i, class).is_some_and(|(.., to)| to > i + 1));
        let month = i > self.start
            && self.text.word(i).classes.has(Class::Month)
            && self.text.word(i - 1).classes.has(Class::Period);
        if dated || month {
            return None;
        }
        let place = self.text.phrase(i, Class::Place).is_some_and(|(_, _, to)| to > i + 1)
            || self.text.phrase(i, Class::Organization).is_some_and(|(_, _, to)| to > i + 1);
        if place {
            return None;
        }
        // What stands before a preposition says nothing of the name that the preposition is joined to.
        // A list of people: what "and" or a comma joins to a name is one.
        let listed = self.listed(i, first);
        let before = if first.prefix > 0 { 0 } else { self.told_before(i) };
        let before = before.max(u32::from(listed));
        let next = self.form(i + 1).kind;
        let opens = match first.kind {
            Kind::Given | Kind::Weak | Kind::Open => true,
            Kind::Family => before >= 3 && !matches!(next, Kind::Family | Kind::Office),
            Kind::Foreign if before >= 1 && (self.reports(i + 1) || self.acts(i)) => true,
            Kind::Foreign => before >= 2 || named(next) || matches!(next, Kind::Plain | Kind::Inner),
            // Somebody's, by its ending (ابنته): what stands before a name is none of it.
            Kind::Plain if self.owned(i) => before >= 3,
            Kind::Plain if kind::ordinary(self.text, i) => before >= 3 || before >= 1 && named(next),
            Kind::Plain => {
                let verb = next == Kind::Verb && self.reports(i + 2);
                before >= 2
                    || before == 1 && (named(next) || matches!(next, Kind::Plain | Kind::Inner) || verb)
            }
            _ => before >= 2 || named(next) || before == 1 && matches!(next, Kind::Plain | Kind::Inner),
        };
        if !opens {
            return None;
        }
        let chain = self.chain(i, first, before)?;
        // Ordinary words that are names too (ذكرى ميلاد) are one only after a title or an office.
        if before < 2 && chain.weak > 1 && chain.weak == chain.words && self.ordinary_words(i, chain.to) {
            return None;
        }
        // Between who says it and what is said stands a subject.
        let framed = before == 1 && chain.words > 1 && first.prefix == 0 && self.framed(i, &chain);
        let told = self.after(chain.to) >= 2
            || before == 1 && chain.foreign + chain.given + chain.particles > 0
            || framed;
        if first.kind == Kind::Plain && before < 2 && (chain.words < 2 || !told) {
            return None;
        }
        if self.eponym(i) {
            // A ruler's institution bears his first name; whose name follows is somebody else's.
            let ruler = self.text.word(i - 1).classes.has(Class::Honorific) && chain.given > 1;
            let chain = if ruler && chain.particles == 0 { Chain { to: i + 1, ..chain } } else { chain };
            return Some((self.finish(i, first, &chain, 0), false));
        }
        let made = self.made(i, first, &chain, before);
        let joined = listed && chain.words > 1 && chain.given + chain.weak + chain.foreign > 0;
        // One name from elsewhere between who says it and what is said.
        let alone = chain.words == 1 && first.kind == Kind::Foreign && before >= 1 && self.reports(chain.to);
        let evidence = (made + before).saturating_sub(u32::from(before == 0 && self.located(i)) * 2)
            + self.after(chain.to)
            + u32::from(framed || chain.words == 2 && self.leads_list(chain.to))
            + u32::from(joined || alone) * 2
            + u32::from(chain.words == 1 && first.kind == Kind::Foreign && before == 1 && self.acts(i));
        let kept = evidence >= 2 || evidence >= 1 && chain.words > 1;
        kept.then(|| (self.finish(i, first, &chain, evidence), true))
    }

    /// Whether a name of several words stands right before token `i`, with "and" or a comma between.
    fn listed(&self, i: usize, first: Form) -> bool {
        let and = first.prefix > 0
            && self.text.word(i).readings.iter().any(|reading| {
                reading.prefix == first.prefix
                    && reading.clitics.slot(0) & 1 != 0
                    && reading.clitics.0 & !0xff == 0
            });
        let comma = i > self.start && matches!(self.text.all[i - 1].glyph, '،' | ',');
        and && self.last == Some(i) || comma && first.prefix == 0 && self.last == Some(i - 1)
    }

    /// Whether every word from token `i` up to `to` is an ordinary one as well.
    fn ordinary_words(&self, i: usize, to: usize) -> bool {
        (i..to).all(|k| {
            let whole = self.text.word(k).readings.first();
            whole.is_some_and(|whole| whole.entries.iter().any(|entry| entry.class == Class::Word))
        })
    }

    /// Whether the word at token `i` stands three times and more, here after a verb that is no woman's or
    /// body's.
    pub(super) fn acts(&self, i: usize) -> bool {
        let feminine = |k: usize| {
            self.text
                .word(k)
                .entries()
                .any(|(_, entry)| entry.class == Class::Cue && entry.features.has(Features::FEMININE))
        };
        self.text.count(i) > 2 && i > self.start && !feminine(i - 1)
    }

    /// Whether "and" and a given name follow at token `to`.
    pub(super) fn leads_list(&self, to: usize) -> bool {
        to < self.end
            && self.text.all[to].kind == TokenKind::Word
            && self.text.word(to).entries().any(|(reading, entry)| {
                entry.class == Class::GivenName
                    && !entry.features.has(Features::WEAK)
                    && reading.clitics.slot(0) & 1 != 0
                    && reading.clitics.0 & !0xff == 0
            })
    }

    /// Whether a chain of words that are not shaped as others stands between a cue and what is said.
    fn framed(&self, i: usize, chain: &Chain) -> bool {
        let plain = |k: usize| {
            let folded = self.text.folded(k);
            let lexicon = self.lexicon(k);
            !kind::ordinary(self.text, k)
                && !self.owned(k)
                && !self.text.word(k).is_prefixed()
                && (k == i || lexicon.accusative.is_empty() || !folded.ends_with(lexicon.accusative))
                && !lexicon.nisba.iter().any(|ending| folded.ends_with(ending))
                && !lexicon.feminine.iter().any(|ending| folded.ends_with(ending))
        };
        self.reports(chain.to) && self.speaks(i) && chain.words < 4 && (i..chain.to).all(plain)
    }

    /// Whether a verb's homograph after a title is the name: what is said follows.
    fn named_by_verb(&self, i: usize) -> bool {
        let word = self.text.word(i);
        let Some(whole) = word.readings.first().filter(|whole| !whole.entries.is_empty()) else {
            return false;
        };
        whole.entries.iter().all(|entry| entry.rest.is_empty() && is_verb(entry)) && self.reports(i + 1)
    }

    fn finish(&self, from: usize, first: Form, chain: &Chain, evidence: u32) -> Name {
        Name { from, to: chain.to, prefix: first.prefix, evidence, features: chain.features }
    }

    /// What the words themselves say.
    fn made(&self, i: usize, first: Form, chain: &Chain, before: u32) -> u32 {
        let names = chain.given + chain.weak;
        match first.kind {
            _ if names > 0 && chain.particles > 0 && chain.words > 1 => 3,
            Kind::Given if chain.words > 1 => 2,
            Kind::Given => 1,
            Kind::Weak if chain.given > 0 || chain.foreign > 0 => 2,
            Kind::Weak if first.prefix > 0 => 0,
            Kind::Weak if chain.family > 0 => 1,
            Kind::Weak if chain.weak > 1 => u32::from(!self.goes_on(chain.to)),
            Kind::Weak if before > 0 && chain.words > 1 => u32::from(!self.function(i)),
            Kind::Open if chain.particles > 0 => 1,
            Kind::Foreign if chain.given > 0 && chain.words > 1 => 2,
            Kind::Foreign if chain.words > 1 => 1,
            _ => 0,
        }
    }

    fn lexicon(&self, i: usize) -> &'static crate::lexicon::Lexicon {
        let language: LanguageId = self.text.word(i).language;
        crate::lexicon::get(language)
    }

    fn article(&self) -> &'static str {
        self.lexicon(self.start.min(self.end - 1)).article
    }
}

/// Whether a word's entry is a finite verb's.
fn is_verb(entry: &Entry) -> bool {
    let finite = Features::PAST.with(Features::PRESENT);
    entry.class == Class::Cue && entry.features.any(finite)
        || entry.class == Class::Word && entry.value == "verb"
        || entry.class == Class::NeverName && entry.value == "verb"
}

/// Whether a word is surely a name's.
fn named(kind: Kind) -> bool {
    matches!(kind, Kind::Given | Kind::Foreign | Kind::Open)
}
