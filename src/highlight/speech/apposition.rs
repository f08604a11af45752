//! Name and office apart: فلان، رئيس الجمعية، … and المتحدث باسم اللجنة، فلان، …: what stands between commas,
//! dashes or brackets after a phrase gives the name to the office or the office to the name.

use super::super::grammar::{Grammar, Noun};
use super::super::mention::{Mention, mention};
use super::super::roster::Name;
use super::super::token::TokenKind;
use super::clause::SPEAKS;
use crate::lexicon::{Class, Features};

/// Tokens between an office and the comma before its holder's name (الباحثة في علوم البيئة، فلانة).
const REACH: usize = 8;

/// Longest apposition, in tokens.
const LONGEST: usize = 24;

/// Gives a phrase what stands in apposition to it, within `limit`.
pub(super) fn appose(grammar: &Grammar, found: &mut Mention, limit: usize) {
    let limit = limit.min(grammar.end);
    if found.name.is_some() {
        if found.office.is_none() && bar(grammar, found.end, limit) {
            office(grammar, found, limit);
        }
    } else if found.class.is_some_and(|class| matches!(class, Class::Role | Class::Honorific)) {
        name(grammar, found, limit);
    }
}

/// Whether token `i` opens an apposition.
fn bar(grammar: &Grammar, i: usize, limit: usize) -> bool {
    i + 1 < limit
        && (grammar.comma(i) || grammar.dash(i) || grammar.text.all[i].is('('))
        && grammar.text.all[i + 1].kind == TokenKind::Word
}

/// Whether an apposition can end before token `i`.
fn closes(grammar: &Grammar, i: usize) -> bool {
    i >= grammar.end
        || match grammar.text.all[i].kind {
            TokenKind::Sign => true,
            TokenKind::Quote => true,
            _ => grammar.text.word(i).classes.has(Class::Complementiser),
        }
}

/// فلان، وزير الصحة، …
fn office(grammar: &Grammar, found: &mut Mention, limit: usize) {
    let start = found.end + 1;
    let Some(other) = mention(grammar, start, limit.min(start + LONGEST)) else { return };
    let fits = other.name.is_none()
        && other.prefix == 0
        && !other.same
        && other.class == Some(Class::Role)
        && other.features.agrees(found.features)
        && !grammar.noun(start).is_some_and(|noun| noun.conjoined || noun.preposed);
    let ends = (other.end..limit.min(other.end + REACH)).find(|&i| closes(grammar, i));
    if !fits || ends.is_none() && other.end < grammar.end {
        return;
    }
    found.office = other.office;
    found.role = other.role;
    found.features = found.features.with(other.features);
    found.evidence += 1;
    found.sure = true;
}

/// المتحدث باسم اللجنة، فلان، …
fn name(grammar: &Grammar, found: &mut Mention, limit: usize) {
    let reach = limit.min(found.end + REACH);
    let Some(at) = (found.end..reach).find(|&i| {
        grammar.text.all[i].kind != TokenKind::Word || grammar.text.word(i).classes.has(Class::Complementiser)
    }) else {
        return;
    };
    if !bar(grammar, at, limit) {
        return;
    }
    let reach = limit.min(at + 1 + LONGEST);
    let Some(other) = unknown(grammar, at + 1, reach).or_else(|| mention(grammar, at + 1, reach)) else {
        return;
    };
    let Some((from, to)) = other.name else { return };
    let titled = other.class == Some(Class::Honorific);
    // A name and nothing else; a lone word only where it is known to be one.
    let fits = (from == at + 1 || titled)
        && other.prefix == 0
        && to == other.end
        && closes(grammar, to)
        && (to - from > 1 || other.sure)
        && !other.class.is_some_and(|class| SPEAKS.has(class) && class != Class::GivenName && !titled)
        && other.features.agrees(found.features);
    if !fits {
        return;
    }
    found.name = other.name;
    found.name_prefix = other.name_prefix;
    found.end = other.end;
    found.sure = true;
    found.evidence += other.evidence + 1;
    found.features = found.features.with(other.features);
}

/// Two or three words that nothing is known of and that fill an apposition: a name, whatever their shape.
pub(super) fn unknown(grammar: &Grammar, from: usize, limit: usize) -> Option<Mention> {
    let word = |&i: &usize| {
        let free = |noun: Noun| {
            !noun.preposed && !noun.definite && noun.entry.is_none_or(|entry| entry.class == Class::GivenName)
        };
        grammar.text.all[i].kind == TokenKind::Word
            && !grammar.function(i)
            && !grammar.ordinary(i)
            && !grammar.text.all[i].glyph.is_lowercase()
            && grammar.noun(i).is_some_and(free)
    };
    if !grammar.lexicon.subject_first {
        return None;
    }
    let to = (from..limit).take_while(word).last()? + 1;
    let fills = (2..=3).contains(&(to - from)) && to < grammar.end && grammar.comma(to);
    let name = Name { from, to, prefix: 0, evidence: 1, features: Features::NONE };
    fills.then(|| Mention::named(&name))
}
