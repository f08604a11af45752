//! What a word may be inside a personal name, by what the lexicon knows of it and by its shape.

use crate::lexicon::{self, Class, Entry, Features, Lexicon};

use super::super::token::{TokenKind, Tokens};
use super::super::vocabulary::{Classes, Reading, ends, has_article};
use super::shape;

/// A word in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A given name.
    Given,
    /// A given name that is an ordinary word too.
    Weak,
    /// A particle that opens a name (أبو).
    Open,
    /// A particle inside a name (بن).
    Inner,
    /// Goes with the word before it (الدين).
    Last,
    /// Not a word of the language, by its shape.
    Foreign,
    /// Unknown and without article.
    Plain,
    /// Unknown with its article: a family name, or a word that the lexicon lacks.
    Family,
    /// A known word with its article that may be a family name after a given one (المصري).
    Office,
    /// Unknown, and shaped like a verb.
    Verb,
    /// Anything else: no name.
    Closed,
}

/// A form read as a word of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub kind: Kind,
    /// Bytes of prefixes that are no part of the name.
    pub prefix: u8,
    pub features: Features,
}

impl Form {
    const fn of(kind: Kind) -> Form {
        Form { kind, prefix: 0, features: Features::NONE }
    }
}

/// How token `i` may stand inside a name that has begun: no prefix comes off.
pub(super) fn inner(text: &Tokens, i: usize) -> Form {
    Form::of(unknown(text, i, lexicon::get(text.word(i).language)))
}

/// Whether token `i` has the shape of an ordinary word, by which no name is opened.
pub(super) fn ordinary(text: &Tokens, i: usize) -> bool {
    let word = text.word(i);
    text.count(i) < 3 && shape::ordinary(&word.folded, lexicon::get(word.language))
}

/// Known words that may be family names with their article.
const FAMILY: Classes = Classes::of(&[Class::Role, Class::Honorific, Class::Nationality, Class::Word]);

/// Notes on a word that say nothing of what it is.
const NOTES: Classes = Classes::of(&[
    Class::Homograph,
    Class::GivenName,
    Class::NameParticle,
    Class::Countable,
    Class::Introducer,
    Class::Portfolio,
    Class::Uncounted,
    Class::Eponym,
]);

/// How token `i` may stand in a name.
pub(super) fn form(text: &Tokens, i: usize) -> Form {
    if text.all[i].kind != TokenKind::Word {
        return Form::of(Kind::Closed);
    }
    let word = text.word(i);
    let lexicon = lexicon::get(word.language);
    if let Some(known) = named(text, i, lexicon) {
        return known;
    }
    // A nation's adjective without its article, where a name may stand, is a family name (سليماني).
    let nation = |entry: &&'static Entry| NOTES.has(entry.class) || entry.class == Class::Nationality;
    let entries = &word.readings[0].entries;
    if !entries.is_empty()
        && entries.iter().all(nation)
        && !word.folded.starts_with(lexicon.article)
        && !inflected(text, i, lexicon)
    {
        return Form::of(Kind::Plain);
    }
    let whole = word.readings.first();
    let closed = |entry: &&&'static Entry| {
        !NOTES.has(entry.class) && (entry.rest.is_empty() || text.continues(i, entry))
    };
    if let Some(entry) = whole.and_then(|reading| reading.entries.iter().find(closed)) {
        let article = !lexicon.article.is_empty() && word.folded.starts_with(lexicon.article);
        let family = article && entry.rest.is_empty() && FAMILY.has(entry.class);
        return Form::of(if family { Kind::Office } else { Kind::Closed });
    }
    let article = |reading: &&Reading| reading.prefix > 0 && !reading.joined && alone(text, i, reading);
    if let Some(reading) = word.readings.iter().find(article) {
        let entry = reading.entries.iter().find(|entry| entry.rest.is_empty() && !NOTES.has(entry.class));
        return Form::of(match entry {
            Some(entry) if FAMILY.has(entry.class) => Kind::Office,
            Some(_) => Kind::Closed,
            None if inflected(text, i, lexicon) || word.letters < 5 => Kind::Closed,
            // A plural, or an adjective of the feminine, which may be a woman's family name.
            None if lexicon.nisba.iter().take(3).any(|ending| word.folded.ends_with(ending)) => Kind::Closed,
            None if lexicon.nisba.iter().take(4).any(|ending| word.folded.ends_with(ending)) => Kind::Office,
            None if shape::derived(word.stem(reading), lexicon) => Kind::Office,
            None => Kind::Family,
        });
    }
    let kind = unknown(text, i, lexicon);
    // "and" before a name from elsewhere.
    if matches!(kind, Kind::Foreign | Kind::Plain) && text.count(i) < 2 {
        let conjoined =
            |reading: &&Reading| reading.clitics.slot(0) & 1 != 0 && reading.clitics.0 & !0xff == 0;
        if let Some(reading) = word.readings.iter().find(conjoined) {
            let left = &text.written(i)[reading.prefix as usize..];
            if shape::foreign(left, word.stem(reading), lexicon) >= 2 {
                return Form { kind: Kind::Foreign, prefix: reading.prefix, features: Features::NONE };
            }
        }
    }
    Form::of(kind)
}

/// Whether the article is all that stands before a reading's stem.
fn alone(text: &Tokens, i: usize, reading: &Reading) -> bool {
    reading.clitics.slot(0) == 0 && reading.prefix == text.article_bytes(i, reading)
}

/// A given name or a particle, prefixes off.
fn named(text: &Tokens, i: usize, lexicon: &Lexicon) -> Option<Form> {
    let (word, written) = (text.word(i), text.written(i));
    if !word.classes.any(Classes::of(&[Class::GivenName, Class::NameParticle])) {
        return None;
    }
    let mut best: Option<(u32, Form)> = None;
    let whole_known =
        word.readings[0].entries.iter().any(|entry| !NOTES.has(entry.class) && entry.rest.is_empty());
    for reading in word.readings.iter().filter(|reading| !reading.joined && reading.clitics.slot(1) == 0) {
        let definite = has_article(lexicon, reading.clitics);
        for entry in reading.entries.iter().filter(|entry| entry.rest.is_empty()) {
            let kind = match (entry.class, entry.value) {
                (Class::GivenName, _) if entry.features.has(Features::WEAK) => Kind::Weak,
                (Class::GivenName, _) => Kind::Given,
                (Class::NameParticle, "open") => Kind::Open,
                (Class::NameParticle, "last") => Kind::Last,
                (Class::NameParticle, _) => Kind::Inner,
                _ => continue,
            };
            // A title or an office is no name (الحاج، الأمين العام).
            let office = word.plain.has(Class::Honorific) || word.classes.has(Class::Role);
            if kind == Kind::Weak && definite && office {
                continue;
            }
            // العمر is no عمر: a given name has its article always or never.
            if definite != entry.features.has(Features::DEFINITE) {
                continue;
            }
            if !spelt(&written[reading.prefix as usize..], entry.written, kind) {
                continue;
            }
            let article_alone = definite && reading.clitics.slot(0) == 0 && reading.clitics.slot(2) == 0;
            let prefixed = !reading.clitics.is_empty() && !article_alone;
            let letters = word.stem(reading).chars().count();
            let bound = matches!(kind, Kind::Inner | Kind::Last);
            // "So" stands before a name only where the name stands elsewhere.
            let so = reading.clitics.slot(0) & !1 != 0
                && text.vocabulary.find(&written[reading.prefix as usize..], word.language).is_none();
            // An accusative of another word (كريما) is no name behind a prefix.
            let accusative = !lexicon.accusative.is_empty()
                && word
                    .folded
                    .strip_suffix(lexicon.accusative)
                    .is_some_and(|s| !lexicon.entries(s).is_empty());
            if prefixed && (whole_known || letters < 3 || bound || so || accusative) {
                continue;
            }
            let article = if definite { lexicon.article.len() as u8 } else { 0 };
            let prefix = if prefixed { reading.prefix.saturating_sub(article) } else { 0 };
            // A word that is more than a name is a name only by what stands around it.
            let kind = match kind {
                Kind::Given if whole_known && !prefixed => Kind::Weak,
                Kind::Given if prefixed && letters < 4 && reading.clitics.slot(2) != 0 => Kind::Weak,
                kind => kind,
            };
            let rank = u32::from(prefixed) * 4
                + u32::from(matches!(kind, Kind::Weak))
                + u32::from(matches!(kind, Kind::Inner | Kind::Last)) * 2;
            let features = entry.features.only(Features::GENDER.with(Features::FOREIGN));
            let form = Form { kind, prefix, features };
            if best.is_none_or(|(least, _)| rank < least) {
                best = Some((rank, form));
            }
        }
    }
    best.map(|(_, form)| form)
}

/// Whether a name is spelt so: a hamza inside it is none of its long vowels (وأين is not واين), and what is
/// an ordinary word without its madda needs it (الان).
fn spelt(written: &str, name: &str, kind: Kind) -> bool {
    let hamza = |c: char| matches!(c, 'أ' | 'إ' | 'آ' | 'ؤ' | 'ئ');
    let letters = |text: &str| text.chars().filter(|&c| !lexicon::is_mark(c)).collect::<Vec<char>>();
    let (written, name) = (letters(written), letters(name));
    let first = match (written.first(), name.first()) {
        (Some(&a), Some('آ')) => a == 'آ' || kind != Kind::Weak,
        _ => true,
    };
    let mut inner =
        written.iter().rev().zip(name.iter().rev()).take(written.len().min(name.len()).saturating_sub(1));
    first && inner.all(|(&a, &b)| hamza(a) == hamza(b) || !hamza(a))
}

/// A form that the lexicon does not know at all.
fn unknown(text: &Tokens, i: usize, lexicon: &Lexicon) -> Kind {
    let word = text.word(i);
    let letters = word.letters;
    if letters < 2 || word.folded.contains(|c: char| c.is_ascii_digit()) {
        return Kind::Closed;
    }
    if lexicon.script == "Latin" {
        return if word.capital { Kind::Plain } else { Kind::Closed };
    }
    if text.all[i].glyph.is_ascii_alphabetic() {
        return Kind::Closed;
    }
    // "And the", one word (والمناجم); short ones may be names (والتر).
    let joined = |reading: &Reading| {
        reading.clitics.slot(0) != 0 && super::super::vocabulary::has_article(lexicon, reading.clitics)
    };
    if letters > 6 && text.count(i) < 2 && word.readings.iter().any(joined) {
        return Kind::Closed;
    }
    // A conjunction or a preposition before a word that is known.
    let finite = Features::PAST.with(Features::PRESENT);
    let prefixed = word.readings.iter().any(|reading| {
        !reading.clitics.is_empty()
            && reading.clitics.slot(1) == 0
            && (!reading.joined || reading.stem.1 - reading.stem.0 >= 6)
            && reading.entries.iter().any(|entry| {
                // Of two letters, with a hamza that is not written, it is rather a name (باخ).
                if reading.stem.1 - reading.stem.0 < 6 && !text.is_as_written(i, reading, entry) {
                    return false;
                }
                // No preposition stands before a verb.
                let verb = (entry.class == Class::Cue && entry.features.any(finite)
                    || entry.class == Class::Word && entry.value == "verb")
                    && reading.clitics.slot(0) == 0;
                entry.rest.is_empty() && !NOTES.has(entry.class) && !verb
            })
    });
    let joined = word.readings.iter().any(|reading| {
        let pronoun = reading.joined && reading.enclitic.any(Features::THIRD.with(Features::PLURAL));
        pronoun
            && reading.clitics.is_empty()
            && (reading.stem.1 - reading.stem.0 >= 6
                || reading.entries.iter().any(|entry| entry.class == Class::Complementiser))
            && reading.entries.iter().any(|entry| entry.rest.is_empty() && entry.class != Class::GivenName)
    });
    let bare = word.folded.strip_prefix(lexicon.article).unwrap_or(&word.folded);
    let derived = shape::derived(bare, lexicon) && text.count(i) < 3;
    let shape = if derived { 0 } else { shape::foreign(text.written(i), &word.folded, lexicon) };
    if shape > 2 || shape == 2 && !(prefixed && text.count(i) < 2) {
        return Kind::Foreign;
    }
    // "Of the", one word (للموظفين).
    let of = !lexicon.of.is_empty()
        && letters > 4
        && word.folded.starts_with(lexicon.of)
        && word.readings.iter().any(|reading| {
            reading.clitics.slot(0) == 0 && reading.clitics.slot(2) != 0 && reading.clitics.slot(3) != 0
        });
    if prefixed || joined || of || inflected(text, i, lexicon) {
        return Kind::Closed;
    }
    let verb = |stem: &str, least| {
        stem.chars().count() >= least && lexicon.verb_prefixes.iter().any(|prefix| stem.starts_with(prefix))
    };
    let native = text.written(i).contains(|c| lexicon.native_letters.contains(c));
    let future = word.readings.iter().any(|reading| {
        let marked = !reading.joined && reading.clitics.slot(1) != 0 && reading.clitics.slot(2) == 0;
        marked && verb(word.stem(reading), 3) && (native || !reading.entries.is_empty())
    });
    let short = letters == 3 && lexicon.verb_prefixes.first().is_some_and(|p| word.folded.starts_with(p));
    if shape == 0 && (verb(&word.folded, 4) || short || derived) || future {
        return Kind::Verb;
    }
    Kind::Plain
}

/// Whether an unknown form ends as no name does: a joined pronoun, an accusative or a verb's ending on a
/// known word, a plural.
fn inflected(text: &Tokens, i: usize, lexicon: &Lexicon) -> bool {
    let word = text.word(i);
    if text.written(i).contains('\u{64b}') {
        return true;
    }
    let finite = |stem: &str| {
        stem.chars().count() > 2
            && lexicon.entries(stem).iter().any(|entry| {
                entry.rest.is_empty()
                    && (entry.class == Class::Cue || entry.class == Class::Word && entry.value == "verb")
            })
    };
    let known = |stem: &str| {
        stem.chars().count() > 2
            && lexicon.entries(stem).iter().any(|entry| entry.rest.is_empty() && !NOTES.has(entry.class))
    };
    let bare = word.folded.strip_prefix(lexicon.article).unwrap_or(&word.folded);
    let strips = |ending: &str| bare.strip_suffix(ending).is_some_and(known);
    // The plural of somebody's work (اللاعبين): an adjective of origin has it after its own letter.
    let works = |stem: &str| {
        stem.chars().count() > 3
            && lexicon.entries(stem).iter().any(|entry| entry.rest.is_empty() && entry.class == Class::Role)
    };
    let plural = bare.len() < word.folded.len()
        && lexicon.nisba.iter().take(3).any(|ending| {
            let ending = ending.char_indices().nth(1).map_or("", |(at, _)| &ending[at..]);
            !ending.is_empty() && bare.strip_suffix(ending).is_some_and(works)
        });
    if plural {
        return true;
    }
    let long = bare.chars().count() > 4;
    let native = long && text.written(i).contains(|c| lexicon.native_letters.contains(c));
    !lexicon.accusative.is_empty() && strips(lexicon.accusative)
        || lexicon
            .finite_endings
            .iter()
            .any(|ending| bare.strip_suffix(ending).is_some_and(finite) || native && ends(bare, ending))
        || lexicon.feminine.iter().skip(1).any(|ending| native && ends(bare, ending))
        || lexicon.nisba.iter().take(3).any(|ending| native && ends(bare, ending))
        || lexicon.enclitics.iter().any(|(ending, features)| {
            long && ends(bare, ending)
                && features.has(Features::THIRD)
                && ending.chars().count() > 1
                && text.count(i) < 2
        })
}
