//! What the letters of a word that the lexicon does not know say of it: from elsewhere, derived from a root
//! as names are not, or as family names may be.

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
fn matches(folded: &str, shapes: &[&str], lexicon: &Lexicon) -> bool {
    if shapes.is_empty() || folded.len() > 40 {
        return false;
    }
    let fits = |stem: &str| shapes.iter().any(|shape| fits(stem, shape, lexicon.vowels));
    let endings = || lexicon.feminine.iter().chain(lexicon.nisba.iter().take(3));
    let inflected =
        |stem: &str| fits(stem) || endings().filter_map(|ending| stem.strip_suffix(ending)).any(fits);
    // Before a joined pronoun the feminine ending opens: it is no other letter than the last of a plural.
    let open = |stem: &str| stem.strip_suffix('ت').is_some_and(fits);
    inflected(folded)
        || lexicon
            .enclitics
            .iter()
            .filter(|(_, features)| features.has(Features::THIRD))
            .filter_map(|(ending, _)| folded.strip_suffix(ending))
            .any(|stem| inflected(stem) || open(stem))
}

fn fits(stem: &str, shape: &str, vowels: &str) -> bool {
    let mut letters = stem.chars();
    let alef = vowels.chars().next();
    let all = shape.chars().all(|wanted| {
        let Some(letter) = letters.next() else { return false };
        match wanted {
            '_' => Some(letter) != alef,
            '*' => !vowels.contains(letter),
            wanted => letter == wanted,
        }
    });
    all && letters.next().is_none()
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
    let hamza = written.chars().skip(1).any(|c| matches!(c, 'أ' | 'إ' | 'آ'));
    let inflected = lexicon.finite_endings.iter().skip(1).any(|ending| folded.ends_with(ending))
        || lexicon.enclitics.iter().any(|(ending, f)| {
            ending.chars().count() > 1 && f.has(Features::THIRD) && folded.ends_with(ending)
        });
    if hamza
        || inflected
        || bare.starts_with(lexicon.article)
        || folded.starts_with(lexicon.article)
        || written.contains(|c| lexicon.native_letters.contains(c))
    {
        return 0;
    }
    let long = folded.chars().filter(|&c| lexicon.vowels.contains(c)).count();
    let ends = |ending: &&str| folded.len() > ending.len() && folded.ends_with(*ending);
    let ending = lexicon.foreign_endings.iter().any(ends);
    let native = lexicon.verb_prefixes.iter().any(|prefix| folded.starts_with(prefix))
        || lexicon.feminine.iter().any(|ending| folded.ends_with(ending))
        || lexicon.nisba.iter().take(3).any(|ending| folded.ends_with(ending));
    let cluster =
        lexicon.foreign_clusters.iter().any(|pair| folded.contains(pair) && !folded.starts_with(pair));
    let vowels = u32::from(long >= 3) * (u32::from(letters >= 5) + u32::from(letters >= 6));
    (u32::from(ending) * 2 + u32::from(cluster) * 2 + vowels).saturating_sub(u32::from(native))
}
