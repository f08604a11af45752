//! Who is named: where each personal name of a chunk begins and ends and what speaks for it, before
//! anybody is resolved.
//!
//! A name is a chain of words: a given name or what stands where only a person can (after a title, after
//! "called", before an age), then particles, family names, words that look foreign; an ordinary word or a
//! sign ends it. What a street or a hospital is called after is nobody who is spoken of.

mod border;
mod evidence;
mod kind;
pub(super) mod shape;

use crate::lexicon::{Class, Entry, Features};
use crate::text::language::LanguageId;

use super::token::{TokenKind, Tokens};
use super::vocabulary::{Classes, Reading};
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
    /// Those whom institutions and streets are called after, by first token.
    eponyms: Vec<usize>,
}

impl Roster {
    /// Reads a chunk.
    pub fn read(text: &Tokens) -> Roster {
        let mut reader = Reader { text, forms: vec![None; text.vocabulary.len()], start: 0, end: 0 };
        let mut found = Roster::default();
        for block in text.blocks.iter().filter(|block| !block.lexicon.foreign_endings.is_empty()) {
            (reader.start, reader.end) = (block.range.start, block.range.end);
            let mut i = block.range.start;
            while i < block.range.end {
                i = match reader.name(i) {
                    Some((name, kept)) => {
                        if kept {
                            found.names.push(name);
                        } else {
                            found.eponyms.push(name.from);
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
        let place = self.names.partition_point(|name| name.from < i);
        self.names.get(place).filter(|name| name.from == i)
    }

    /// Whether the name at token `i` is what an institution or a street is called after.
    pub fn is_eponym(&self, i: usize) -> bool {
        self.eponyms.binary_search(&i).is_ok()
    }

    /// The names between two tokens, in order.
    pub fn between(&self, from: usize, to: usize) -> &[Name] {
        let first = self.names.partition_point(|name| name.from < from);
        let last = self.names.partition_point(|name| name.from < to);
        &self.names[first..last.max(first)]
    }
}

/// No name has more words.
const LONGEST: usize = 8;

struct Reader<'a, 't> {
    text: &'t Tokens<'a>,
    /// By word number.
    forms: Vec<Option<Form>>,
    start: usize,
    end: usize,
}

/// What a chain is made of.
#[derive(Default)]
struct Chain {
    to: usize,
    /// Words that are no particles.
    words: usize,
    given: usize,
    weak: usize,
    foreign: usize,
    family: usize,
    particles: usize,
    /// Whether the name is from elsewhere.
    elsewhere: bool,
    features: Features,
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
        let given = matches!(form.kind, Kind::Given) && self.text.folded(k).chars().count() > 5;
        if and || given {
            Form { kind: Kind::Closed, prefix: 0, features: Features::NONE }
        } else {
            kind::inner(self.text, k)
        }
    }

    /// The name that begins at token `i`, and whether it is somebody's who is spoken of.
    fn name(&mut self, i: usize) -> Option<(Name, bool)> {
        let first = self.form(i);
        if matches!(first.kind, Kind::Closed | Kind::Verb | Kind::Last | Kind::Inner | Kind::Office) {
            return None;
        }
        let place = self.text.phrase(i, Class::Place).is_some_and(|(_, _, to)| to > i + 1)
            || self.text.phrase(i, Class::Organization).is_some_and(|(_, _, to)| to > i + 1);
        if place {
            return None;
        }
        // What stands before a preposition says nothing of the name that the preposition is joined to.
        let before = if first.prefix > 0 { 0 } else { self.before(i).max(u32::from(self.officed(i))) };
        let next = self.form(i + 1).kind;
        let opens = match first.kind {
            Kind::Given | Kind::Weak | Kind::Open => true,
            Kind::Family => before >= 3 && !matches!(next, Kind::Family | Kind::Office),
            Kind::Foreign => before >= 2 || named(next) || matches!(next, Kind::Plain | Kind::Inner),
            // Somebody's, by its ending (ابنته): what stands before a name is none of it.
            Kind::Plain if self.owned(i) => before >= 3,
            Kind::Plain if kind::ordinary(self.text, i) => before >= 3 || before >= 1 && named(next),
            Kind::Plain => {
                before >= 2 || before == 1 && (named(next) || matches!(next, Kind::Plain | Kind::Inner))
            }
            _ => before >= 2 || named(next) || before == 1 && matches!(next, Kind::Plain | Kind::Inner),
        };
        if !opens {
            return None;
        }
        let chain = self.chain(i, first, before)?;
        let told =
            self.after(chain.to) >= 2 || before == 1 && chain.foreign + chain.given + chain.particles > 0;
        if first.kind == Kind::Plain && before < 2 && (chain.words < 2 || !told) {
            return None;
        }
        if self.eponym(i) {
            // A ruler's institution bears his first name; whose name follows is somebody else's.
            let ruler = self.text.word(i - 1).classes.has(Class::Honorific) && chain.given > 1;
            let chain = if ruler && chain.particles == 0 { Chain { to: i + 1, ..chain } } else { chain };
            return Some((self.finish(i, first, &chain, 0), false));
        }
        let made = self.made(first, &chain);
        let evidence = (made + before).saturating_sub(u32::from(before == 0 && self.located(i)) * 2)
            + self.after(chain.to);
        let kept = evidence >= 2 || evidence >= 1 && chain.words > 1;
        kept.then(|| (self.finish(i, first, &chain, evidence), true))
    }

    fn finish(&self, from: usize, first: Form, chain: &Chain, evidence: u32) -> Name {
        Name { from, to: chain.to, prefix: first.prefix, evidence, features: chain.features }
    }

    /// What the words themselves say.
    fn made(&self, first: Form, chain: &Chain) -> u32 {
        let names = chain.given + chain.weak;
        match first.kind {
            _ if names > 0 && chain.particles > 0 && chain.words > 1 => 3,
            Kind::Given if chain.words > 1 => 2,
            Kind::Given => 1,
            Kind::Weak if chain.given > 0 || chain.foreign > 0 => 2,
            Kind::Weak if first.prefix > 0 => 0,
            Kind::Weak if chain.family > 0 => 1,
            Kind::Weak if chain.weak > 1 => u32::from(!self.goes_on(chain.to)),
            Kind::Open if chain.particles > 0 => 1,
            Kind::Foreign if chain.given > 0 && chain.words > 1 => 2,
            Kind::Foreign if chain.words > 1 => 1,
            _ => 0,
        }
    }

    /// How far a chain goes that begins at token `i`.
    fn chain(&mut self, i: usize, first: Form, before: u32) -> Option<Chain> {
        let mut chain = Chain { to: i, features: first.features, ..Chain::default() };
        let mut k = i;
        let mut bound = false;
        while k < self.end && k < i + LONGEST {
            let form = if k == i { first } else { self.inside(k) };
            let taken = match form.kind {
                Kind::Given => true,
                Kind::Weak => {
                    let told = chain.given > 0 || before >= 1 && chain.weak == 1;
                    k == i || bound || told || self.ends_or_goes_on(k + 1)
                }
                Kind::Open | Kind::Inner => {
                    let next = self.form(k + 1).kind;
                    let word = self
                        .text
                        .all
                        .get(k + 1)
                        .is_some_and(|token| k + 1 < self.end && token.kind == TokenKind::Word);
                    // "My father" is no kunya; after "son of" any noun may stand.
                    let mine = form.kind == Kind::Open
                        && self.text.word(k).entries().any(|(reading, _)| reading.joined);
                    let closed = word
                        && matches!(next, Kind::Closed)
                        && if form.kind == Kind::Open {
                            k > i && mine || !self.text.folded(k + 1).starts_with(self.article()) && k == i
                        } else {
                            self.function(k + 1)
                        };
                    let verb = matches!(next, Kind::Verb) && form.kind == Kind::Open;
                    word && !closed && !verb
                }
                Kind::Last => k > i && (chain.given + chain.weak > 0 || bound),
                Kind::Foreign => true,
                Kind::Plain if k > i && !bound && self.future(k) => false,
                Kind::Plain => self.plain(k, i, &chain, bound, before),
                Kind::Family => k == i || bound || self.family(k, &chain, before),
                Kind::Office => bound || self.office(k, i, &chain, before),
                Kind::Verb => bound || chain.words == 1 && chain.given > 0 && self.verbal_name(k),
                Kind::Closed => bound && !self.function(k),
            };
            if !taken {
                break;
            }
            chain.elsewhere |= form.kind == Kind::Foreign || form.features.has(Features::FOREIGN);
            match form.kind {
                Kind::Given => chain.given += 1,
                // Servant of the Merciful, light of the faith: one given name.
                Kind::Last if bound || chain.weak > 0 => chain.given += 1,
                Kind::Weak => chain.weak += 1,
                Kind::Foreign => chain.foreign += 1,
                Kind::Family | Kind::Office => chain.family += 1,
                _ => {}
            }
            let held = bound;
            bound = matches!(form.kind, Kind::Open | Kind::Inner);
            if bound || form.kind == Kind::Last {
                chain.particles += 1;
            }
            if !bound {
                // "The faith" belongs to the word before it, "the Merciful" is the servant's.
                let part = form.kind == Kind::Last && !held;
                chain.words += usize::from(!part);
                chain.to = k + 1;
            }
            k += 1;
            // A double name, X-Y, is one word of it ("X - Y" is none).
            while !bound && k + 1 < self.end && self.text.is_hyphen(k) {
                k += 2;
                chain.to = k;
            }
        }
        (chain.words > 0).then_some(chain)
    }

    /// Whether an unknown bare word goes on with a name.
    fn plain(&mut self, k: usize, i: usize, chain: &Chain, bound: bool, before: u32) -> bool {
        if k == i || bound {
            return true;
        }
        let strong = chain.given + chain.foreign > 0
            || chain.elsewhere
            || before >= 2
            || before == 1 && self.ends_or_goes_on(k + 1);
        if !strong || self.conjoins(k) {
            return false;
        }
        let feminine =
            self.lexicon(k).feminine.first().is_some_and(|ending| self.text.folded(k).ends_with(ending));
        let again = self.text.count(k) > 1;
        match chain.words {
            1 if feminine => again || self.ends_or_goes_on(k + 1),
            1 => true,
            2 | 3 => again && chain.family == 0 || !feminine && self.ends(k + 1),
            _ => false,
        }
    }

    /// Whether an unknown word has the shape of a verb in the future and what follows is governed by one.
    fn future(&self, k: usize) -> bool {
        let (word, lexicon) = (self.text.word(k), self.lexicon(k));
        let marked = word.readings.iter().any(|reading| {
            let stem = word.stem(reading);
            reading.clitics.slot(1) != 0
                && reading.clitics.slot(2) == 0
                && stem.chars().count() > 3
                && lexicon.verb_prefixes.iter().any(|prefix| stem.starts_with(prefix))
        });
        let governed =
            k + 1 < self.end && (self.text.word(k + 1).plain.has(Class::Preposition) || self.goes_on(k + 1));
        marked && governed
    }

    /// Whether an unknown word ends as those with a possessor joined do.
    fn owned(&self, i: usize) -> bool {
        let folded = self.text.folded(i);
        let owner = |(ending, features): &(&str, Features)| {
            let stem = folded.strip_suffix(ending).map_or(0, |stem| stem.chars().count());
            features.has(Features::THIRD) && stem > 2
        };
        self.text.count(i) < 2 && self.lexicon(i).enclitics.iter().any(owner)
    }

    fn feminine(&self, k: usize) -> bool {
        self.lexicon(k).feminine.first().is_some_and(|ending| self.text.folded(k).ends_with(ending))
    }

    /// Whether a word that is shaped like a verb is a family name: nothing follows that a verb would have.
    fn verbal_name(&self, k: usize) -> bool {
        k + 1 >= self.end || self.text.all[k + 1].kind == TokenKind::Sign
    }

    /// Whether an unknown word with its article goes on with a name.
    fn family(&mut self, k: usize, chain: &Chain, before: u32) -> bool {
        let again = self.text.count(k) > 1;
        // A word that stands elsewhere without its article is a noun (تطفئ سلمى المصباح, and a مصباح before).
        if !again && self.stands_bare(k) {
            return false;
        }
        match chain.words {
            0 => true,
            _ if again => true,
            _ if chain.elsewhere => false,
            _ if self.feminine(k) => self.ends(k + 1),
            1 => before >= 1 || chain.given + chain.foreign > 0 || self.ends_or_goes_on(k + 1),
            2..=4 => self.ends_or_goes_on(k + 1),
            _ => false,
        }
    }

    /// Whether a word with its article stands elsewhere in the chunk without it.
    fn stands_bare(&self, k: usize) -> bool {
        let bare = self.text.written(k).strip_prefix(self.lexicon(k).article);
        let language = self.text.word(k).language;
        bare.is_some_and(|bare| !bare.is_empty() && self.text.vocabulary.find(bare, language).is_some())
    }

    /// Whether a known word with its article is a family name here (وليد المعلم).
    fn office(&mut self, k: usize, i: usize, chain: &Chain, before: u32) -> bool {
        let role = i > self.start
            && self.text.word(i - 1).classes.any(Classes::of(&[Class::Role, Class::Nationality]));
        let name = chain.given > 0 || chain.weak > 0 && before > 0;
        // "X Y the researcher" is Y's office, "X Y al-Khatib the president" is not.
        let office = self.text.word(k).plain.has(Class::Role);
        let another = k + 1 < self.end && self.text.word(k + 1).plain.has(Class::Role);
        let ends = self.ends(k + 1) && (chain.words == 1 || !office);
        // After "the Iraqi prime minister X Y" al-Sudani is no nation's adjective.
        let nation = self.text.word(k).plain.has(Class::Nationality);
        let told = nation && i > self.start && self.text.word(i - 1).plain.has(Class::Nationality);
        let fits = if nation {
            told && self.ends(k + 1) || !role && ends && chain.words == 1
        } else {
            ends && (!role || chain.words == 1) || !role && another || chain.words == 1 && self.parted(k + 1)
        };
        // A noun with its article may be what a verb before its subject governs.
        let noun = self.text.word(k).plain.has(Class::Word);
        let closed = k + 1 >= self.end || self.text.all[k + 1].kind == TokenKind::Sign || before >= 2;
        name && chain.family == 0 && chain.words <= 2 && !chain.elsewhere && fits && (!noun || closed)
    }

    /// Whether a conjunction may stand before an unknown word: what is left is known or stands elsewhere.
    fn conjoins(&self, k: usize) -> bool {
        let word = self.text.word(k);
        word.readings.iter().any(|reading: &Reading| {
            if reading.clitics.slot(0) & 1 == 0 || reading.joined {
                return false;
            }
            let stem = word.stem(reading);
            let left = &self.text.written(k)[reading.prefix as usize..];
            let seen = self.text.vocabulary.find(left, word.language).is_some();
            let vowel = stem.starts_with(|c| self.lexicon(k).vowels.contains(c))
                && !left.starts_with(['أ', 'إ', 'آ']);
            let short = stem.chars().count() <= 4;
            !reading.entries.is_empty() || seen || !(vowel && short) && stem.chars().count() > 3
        })
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
