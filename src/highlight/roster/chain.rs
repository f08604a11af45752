//! How far a personal name goes on: word after word, by what each may be in a name and what follows it.

use super::super::grammar::PARTICLES;
use super::super::token::TokenKind;
use super::super::vocabulary::{Classes, Reading};
use super::Reader;
use super::kind::{Form, Kind};
use crate::lexicon::{Class, Features};

/// No name has more words.
const LONGEST: usize = 8;

/// What a chain is made of.
#[derive(Default)]
pub(super) struct Chain {
    pub to: usize,
    /// Words that are no particles.
    pub words: usize,
    pub given: usize,
    pub weak: usize,
    pub foreign: usize,
    pub family: usize,
    pub particles: usize,
    /// Whether the name is from elsewhere.
    pub elsewhere: bool,
    pub features: Features,
}

impl Reader<'_, '_> {
    /// How far a chain goes that begins at token `i`.
    pub(super) fn chain(&mut self, i: usize, first: Form, before: u32) -> Option<Chain> {
        let mut chain = Chain { to: i, features: first.features, ..Chain::default() };
        let mut k = i;
        let mut bound = false;
        while k < self.end && k < i + LONGEST {
            let form = if k == i { first } else { self.inside(k) };
            // What makes one office with the next word is none of the name (الأمين العام).
            if k > i && !bound && self.text.phrase(k, Class::Role).is_some_and(|(.., to)| to > k + 1) {
                break;
            }
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
                    // "Or by the" is no mother's name.
                    let or = form.kind == Kind::Open
                        && word
                        && self.text.word(k).plain.any(PARTICLES)
                        && (self.form(k + 1).prefix > 0 || self.text.word(k + 1).is_prefixed());
                    word && !closed && !verb && !or
                }
                Kind::Last => k > i && (chain.given + chain.weak > 0 || bound),
                Kind::Foreign => true,
                Kind::Plain if k > i && !bound && (self.future(k) || self.kin(k)) => false,
                Kind::Plain => self.plain(k, i, &chain, bound, before),
                Kind::Family => k == i || bound || self.family(k, &chain, before),
                Kind::Office => bound || self.office(k, i, &chain, before),
                Kind::Verb => {
                    let named = chain.given > 0 && self.verbal_name(k);
                    // The last of three short words from elsewhere (كيم جونغ أون).
                    let short = chain.elsewhere && self.text.word(k).letters == 3;
                    bound || short || chain.words == 1 && (named || before >= 1 && self.reports(k + 1))
                }
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
            || chain.weak > 0 && self.leads_list(k + 1)
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
            // No bare noun has an adjective with its article: what has one is a name.
            2 | 3 => again && chain.family == 0 || !feminine && (self.ends(k + 1) || self.attribute(k + 1)),
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

    /// Whether a word announces somebody else of the one before it (نجله).
    pub(super) fn kin(&self, k: usize) -> bool {
        k < self.end
            && self
                .text
                .word(k)
                .entries()
                .any(|(reading, entry)| entry.class == Class::Introducer && reading.clitics.slot(2) == 0)
    }

    /// Whether an unknown word ends as those with a possessor joined do.
    pub(super) fn owned(&self, i: usize) -> bool {
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
        // A word that stands elsewhere without its article is a noun (تطفئ سلمى المصباح, and a مصباح before); so
        // is one that an adjective describes.
        if !again && self.stands_bare(k) || self.attribute(k + 1) {
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
        let closed = k + 1 >= self.end
            || self.text.all[k + 1].kind == TokenKind::Sign
            || before >= 2
            || self.reports(k + 1);
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
}
