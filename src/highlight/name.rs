//! The extent of a name of its own after a head (the village of X, the company X): in quotation marks or
//! brackets, in another script, or words that the lexicon knows nothing of.

use std::cell::OnceCell;

use crate::lexicon::{self, Class, Features};

use super::quick::Map;
use super::roster::shape;
use super::token::{Token, TokenKind, Tokens};
use super::vocabulary::{Classes, Reading};

/// Words that end a name.
const NO_NAME: Classes = Classes::of(&[
    Class::Common,
    Class::Cue,
    Class::Complementiser,
    Class::SourcePhrase,
    Class::Preposition,
    Class::Pronoun,
    Class::Connective,
    Class::Negation,
    Class::Auxiliary,
    Class::Adjunct,
    Class::Relative,
    Class::Demonstrative,
    Class::Approximate,
    Class::Weekday,
    Class::RelativeDate,
    Class::YearSign,
    Class::Ago,
    Class::Shift,
    Class::Nationality,
    Class::Role,
    Class::Honorific,
    Class::Voice,
    Class::Channel,
    Class::NeverName,
    Class::Number,
    Class::Uncounted,
    Class::PlainAdjective,
    Class::Ordinal,
    Class::Turn,
    Class::BodyHead,
    Class::PlaceHead,
    Class::Portfolio,
    Class::Word,
    Class::Honorific,
]);

/// A quoted name has no more words than this.
const LONGEST: usize = 6;

/// The tokens of the name that begins at token `i`, right after its head; a definite word may be one
/// where `definite` allows it.
pub(super) fn after_head(
    text: &Tokens,
    pairs: &Pairs,
    i: usize,
    end: usize,
    definite: bool,
) -> Option<(usize, usize)> {
    if let Some(inner) = marked(text, i, end) {
        return Some(inner);
    }
    if i >= end || !is_name_word(text, i, true, definite) {
        return None;
    }
    // A second word needs a sign of belonging: it stands so again, or looks foreign too.
    let mut to = i + 1;
    while to + 1 < end && text.is_hyphen(to) {
        to += 2;
    }
    while to < end
        && to < i + 4
        && text.all[to].kind == TokenKind::Word
        && (pairs.again(text, to - 1)
            && !text.word(to).readings[0].entries.iter().any(|e| NO_NAME.has(e.class))
            || is_foreign(text, to) && is_name_word(text, to, false, false))
    {
        to += 1;
    }
    // In the province REGISTERED was: what a verb follows is no name.
    (to >= end || !makes_verb(text, to)).then_some((i, to))
}

/// Whether token `i` makes one verb with the noun before it, where the verb ends its clause (ثبت شد).
pub(super) fn makes_verb(text: &Tokens, i: usize) -> bool {
    let verb = |class, value| class == Class::Auxiliary || class == Class::NeverName && value == "verb";
    lexicon::get(text.word(i).language).verb_final
        && text.word(i).entries().any(|(reading, entry)| {
            reading.clitics.is_empty() && entry.rest.is_empty() && verb(entry.class, entry.value)
        })
}

/// A name in quotation marks or brackets at token `i`: its inner tokens.
pub(super) fn marked(text: &Tokens, i: usize, end: usize) -> Option<(usize, usize)> {
    let open = text.all.get(i).filter(|_| i < end)?;
    if open.kind != TokenKind::Quote && !open.is('(') {
        return None;
    }
    let closes = |k: usize| match open.kind {
        TokenKind::Quote => text.all[k].kind == TokenKind::Quote,
        _ => text.all[k].is(')'),
    };
    let close = (i + 1..end.min(i + 2 + LONGEST)).find(|&k| closes(k))?;
    let words =
        text.all[i + 1..close].iter().all(|token| token.is_wordlike() || token.is('-') || token.is('&'));
    (close > i + 1 && words).then_some((i + 1, close))
}

/// Whether token `i` may be a word of a name.
fn is_name_word(text: &Tokens, i: usize, first: bool, definite: bool) -> bool {
    let token = &text.all[i];
    if token.kind != TokenKind::Word {
        return false;
    }
    let word = text.word(i);
    let lexicon = lexicon::get(word.language);
    if word.classes.has(Class::Cue) && text.phrase(i, Class::Cue).is_some() {
        return false;
    }
    if token.glyph.is_ascii_alphabetic() && lexicon.script != "Latin" {
        return true;
    }
    if lexicon.script == "Latin" {
        return word.capital;
    }
    let letters = word.letters;
    let article = !lexicon.article.is_empty() && text.written(i).starts_with(lexicon.article);
    let bare = lexicon.article.is_empty();
    let adjective = is_adjective(&word.folded, article, lexicon)
        && !(definite && (bare || article && !plural(&word.folded, lexicon) || lone(&word.folded, lexicon)));
    // A verb after its subject (the country TOOK part).
    let pronoun = text.count(i) < 2
        && lexicon.enclitics.iter().any(|(ending, features)| {
            ending.chars().count() > 1 && features.has(Features::THIRD) && word.folded.ends_with(ending)
        });
    let verb = pronoun
        || lexicon.finite_endings.iter().any(|ending| word.folded.ends_with(ending)) && !is_foreign(text, i);
    if text.is_hyphen(i + 1) && letters > 1 {
        return true;
    }
    if verb || letters < 3 || word.plain.any(NO_NAME) || adjective {
        return false;
    }
    if article {
        return first && definite;
    }
    // A prefix before a known word, or before a derived one, is a phrase, not a name.
    let native = text.written(i).contains(|c| lexicon.native_letters.contains(c));
    let derived = |reading: &Reading| {
        reading.clitics.slot(2) != 0 && (native || shape::derived(word.stem(reading), lexicon))
    };
    let prefixed = word.is_prefixed() || word.readings.iter().any(derived);
    let and =
        lexicon.proclitics.first().is_some_and(|slot| slot.iter().any(|and| word.folded.starts_with(and)));
    let contracted =
        word.readings.iter().any(|reading| super::vocabulary::has_article(lexicon, reading.clitics));
    !prefixed && !contracted && (first || !and)
}

/// Whether a form has an ending that adjectives have: a nisba's, or the feminine one of a word without
/// its article.
fn is_adjective(folded: &str, article: bool, lexicon: &lexicon::Lexicon) -> bool {
    let nisba = lexicon.nisba.iter().any(|ending| {
        folded
            .strip_suffix(ending)
            .is_some_and(|stem| stem.chars().count() >= 3 && !stem.ends_with(|c| lexicon.vowels.contains(c)))
    });
    nisba || (!article && lexicon.feminine.first().is_some_and(|ending| folded.ends_with(ending)))
}

/// Whether a form ends as adjectives of several people do.
fn plural(folded: &str, lexicon: &lexicon::Lexicon) -> bool {
    lexicon.nisba.iter().take(3).any(|ending| folded.ends_with(ending))
}

/// Whether a form without its adjective's ending is no word that the lexicon knows: a name may end so.
fn lone(folded: &str, lexicon: &lexicon::Lexicon) -> bool {
    let bare = folded.strip_prefix(lexicon.article).unwrap_or(folded);
    let endings = lexicon.nisba.iter().chain(lexicon.feminine);
    bare.chars().count() >= 4
        && !lexicon.nisba.iter().take(3).any(|ending| bare.ends_with(ending))
        && !endings
            .filter_map(|ending| bare.strip_suffix(ending))
            .any(|stem| stem.chars().count() > 2 && !lexicon.entries(stem).is_empty())
}

/// Whether a word has a shape that the language's own words do not have.
pub(super) fn is_foreign(text: &Tokens, i: usize) -> bool {
    let word = text.word(i);
    if word.capital || text.all[i].glyph.is_ascii_alphabetic() {
        return true;
    }
    let letters = word.letters;
    let lexicon = lexicon::get(word.language);
    let long = word.folded.chars().filter(|&c| lexicon.vowels.contains(c)).count();
    let plural = lexicon.feminine.iter().any(|ending| word.folded.ends_with(ending));
    letters >= 6 && long >= 3 && !plural || word.folded.contains(['پ', 'چ', 'ڤ', 'گ', 'ڨ'])
}

/// Which pairs of words stand side by side more than once; counted when it is first asked.
#[derive(Default)]
pub(super) struct Pairs(OnceCell<Map<u64, bool>>);

/// Two tokens' words as one number.
fn pair(a: &Token, b: &Token) -> u64 {
    u64::from(a.word.0) << 32 | u64::from(b.word.0)
}

impl Pairs {
    /// Whether tokens `i` and `i + 1` stand so elsewhere too.
    pub fn again(&self, text: &Tokens, i: usize) -> bool {
        // Each pair, and whether it was met again.
        let met = self.0.get_or_init(|| {
            let mut met = Map::with_capacity_and_hasher(text.all.len(), Default::default());
            for two in text.all.windows(2).filter(|two| two.iter().all(Token::is_wordlike)) {
                met.entry(pair(&two[0], &two[1])).and_modify(|again| *again = true).or_insert(false);
            }
            met
        });
        i + 1 < text.all.len() && met.get(&pair(&text.all[i], &text.all[i + 1])).is_some_and(|&again| again)
    }
}
