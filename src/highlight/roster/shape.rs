//! What the letters of a word that the lexicon does not know say of it: from elsewhere, derived from a root
//! as names are not, or as family names may be.

use smallvec::SmallVec;

use super::super::vocabulary::ends;
use crate::lexicon::{Features, Lexicon};

/// Whether a form without its article is derived as no name is: the noun of an action, a broken plural.
pub(in crate::highlight) fn derived(folded: &str, lexicon: &Lexicon) -> bool {
    matches(folded, lexicon.derived_shapes, lexicon)
}

/// Whether a form is shaped as ordinary words are; family names may be so, given names that nobody lists not.
pub(super) fn ordinary(folded: &str, lexicon: &Lexicon) -> bool {
    matches(folded, lexicon.ordinary_shapes, lexicon)
}

/// Whether a form has one of those shapes, itself or without its endings.
fn matches(folded: &str, shapes: &[&[char]], lexicon: &Lexicon) -> bool {
    if shapes.is_empty() || folded.len() > 40 {
        return false;
    }
    let vowels: SmallVec<[char; 8]> = lexicon.vowels.chars().collect();
    let alef = vowels.first();
    let letters: SmallVec<[Letter; 20]> =
        folded.chars().map(|c| Letter { c, alef: Some(&c) == alef, vowel: vowels.contains(&c) }).collect();
    let fits = |stem: &[Letter]| shapes.iter().any(|shape| fits(stem, shape));
    let endings = || lexicon.feminine.iter().chain(lexicon.nisba.iter().take(3));
    let inflected =
        |stem: &[Letter]| fits(stem) || endings().filter_map(|ending| without(stem, ending)).any(fits);
    // Before a joined pronoun the feminine ending opens: it is no other letter than the last of a plural.
    let open = |stem: &[Letter]| without(stem, "ت").is_some_and(fits);
    inflected(&letters)
        || lexicon
            .enclitics
            .iter()
            .filter(|(_, features)| features.has(Features::THIRD))
            .filter_map(|(ending, _)| without(&letters, ending))
            .any(|stem| inflected(stem) || open(stem))
}

/// A letter, as shapes ask for it.
struct Letter {
    c: char,
    /// Whether it is the first of the vowels.
    alef: bool,
    vowel: bool,
}

/// The letters before an ending.
fn without<'l>(letters: &'l [Letter], ending: &str) -> Option<&'l [Letter]> {
    let mut rest = letters;
    for wanted in ending.chars().rev() {
        let (last, before) = rest.split_last()?;
        if last.c != wanted {
            return None;
        }
        rest = before;
    }
    Some(rest)
}

fn fits(stem: &[Letter], shape: &[char]) -> bool {
    stem.len() == shape.len()
        && stem.iter().zip(shape).all(|(letter, wanted)| match wanted {
            '_' => !letter.alef,
            '*' => !letter.vowel,
            &wanted => letter.c == wanted,
        })
}

/// Whether those letters stand together in a word.
fn holds(word: &str, letters: &str) -> bool {
    let mut places = word.as_bytes().windows(letters.len());
    places.any(|part| part.iter().zip(letters.as_bytes()).all(|(a, b)| a == b))
}

/// How much the letters look like a name's from elsewhere: 2 is enough, 3 is sure.
pub(in crate::highlight) fn foreign(written: &str, folded: &str, lexicon: &Lexicon) -> u32 {
    let letters = folded.chars().count();
    if lexicon.foreign_endings.is_empty() || letters < 4 {
        return 0;
    }
    if written.contains(['پ', 'چ', 'ڤ', 'گ', 'ڨ', 'ژ']) {
        return 3;
    }
    let and = lexicon.proclitics.first().and_then(|slot| slot.first()).copied().unwrap_or_default();
    let bare = folded.strip_prefix(and).unwrap_or(folded);
    let hamza = || written.chars().skip(1).any(|c| matches!(c, 'أ' | 'إ' | 'آ'));
    let inflected = || {
        lexicon.finite_endings.iter().skip(1).any(|ending| ends(folded, ending))
            || lexicon.enclitics.iter().any(|(ending, f)| {
                ends(folded, ending) && f.has(Features::THIRD) && ending.chars().count() > 1
            })
    };
    if bare.starts_with(lexicon.article)
        || folded.starts_with(lexicon.article)
        || hamza()
        || written.contains(|c| lexicon.native_letters.contains(c))
        || inflected()
    {
        return 0;
    }
    let long = folded.chars().filter(|&c| lexicon.vowels.contains(c)).count();
    let longer = |ending: &&str| folded.len() > ending.len() && ends(folded, ending);
    let ending = lexicon.foreign_endings.iter().any(longer);
    let native = lexicon.verb_prefixes.iter().any(|prefix| folded.starts_with(prefix))
        || lexicon.feminine.iter().any(|ending| ends(folded, ending))
        || lexicon.nisba.iter().take(3).any(|ending| ends(folded, ending));
    let cluster =
        lexicon.foreign_clusters.iter().any(|pair| holds(folded, pair) && !folded.starts_with(pair));
    let vowels = u32::from(long >= 3) * (u32::from(letters >= 5) + u32::from(letters >= 6));
    (u32::from(ending) * 2 + u32::from(cluster) * 2 + vowels).saturating_sub(u32::from(native))
}
