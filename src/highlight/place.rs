//! Places: countries, cities, regions and sites, by the gazetteer and by heads of places before a name of
//! their own (the village of X).
//!
//! States that act are places too. A name that is an ordinary word as well needs a sign of being one.

mod told;

use crate::lexicon::{self, Class, Entry, Features};
use crate::text::span::Span;

use super::entity::{self, Mention};
use super::name::{self, Pairs};
use super::quick::Set;
use super::token::{TokenKind, Tokens};
use super::vocabulary::{Classes, Reading, has_article};
use super::{Highlight, PLACE};

/// After these a name is a place.
const INTO: Classes = Classes::of(&[
    Class::Preposition,
    Class::YearSign,
    Class::PlaceHead,
    Class::DayPart,
    Class::RelativeDate,
]);

/// Finds places; those inside a body's name count only where they stand outside too.
pub(super) fn find(text: &Tokens, bodies: &[Mention], out: &mut Vec<Highlight>) {
    let mut mentions = Vec::new();
    let mut doubtful = Vec::new();
    let pairs = Pairs::default();
    for block in &text.blocks {
        let end = block.range.end;
        let mut i = block.range.start;
        while i < end {
            if text.all[i].kind != TokenKind::Word
                || !text.all[i].classes.any(Classes::of(&[Class::Place, Class::PlaceHead]))
            {
                i += 1;
                continue;
            }
            if let Some((mention, sure)) = known(text, i, end, &mentions) {
                i = mention.to;
                if sure {
                    mentions.push(mention)
                } else {
                    doubtful.push(mention)
                }
                continue;
            }
            if let Some(mention) = headed(text, &pairs, i, end) {
                i = mention.to;
                mentions.push(mention);
                continue;
            }
            i += 1;
        }
    }
    // So is what "and" and a sure place follow.
    let followed = |mention: &Mention| {
        let at = mentions.partition_point(|other| other.from < mention.to);
        mentions.get(at).is_some_and(|next| {
            next.from == mention.to
                && next.span.start > text.all[next.from].span.start
                && text.all[next.from].spaced
        })
    };
    let (beside, doubtful): (Vec<Mention>, Vec<Mention>) = doubtful.into_iter().partition(followed);
    mentions.extend(beside);
    let told = told::find(text, mentions.iter().chain(&doubtful).chain(bodies));
    mentions.extend(told);
    // What is sure once is sure everywhere.
    let sure: Set<String> = mentions.iter().map(|mention| mention.key.clone()).collect();
    mentions.extend(doubtful.into_iter().filter(|mention| sure.contains(&mention.key)));
    let inside = |mention: &Mention| {
        let at = bodies.partition_point(|body| body.span.end <= mention.span.start);
        bodies.get(at).is_some_and(|body| body.span.covers(mention.span))
    };
    mentions.sort_by_key(|mention| mention.span);
    let outside: Set<String> =
        mentions.iter().filter(|mention| !inside(mention)).map(|mention| mention.key.clone()).collect();
    mentions.retain(|mention| outside.contains(&mention.key));
    settle(&mut mentions, &sure);
    out.extend(entity::highlights(PLACE, mentions));
}

/// A key that may mean several (the kingdom) means the one that the article names, else the first.
fn settle(mentions: &mut [Mention], named: &Set<String>) {
    for mention in mentions {
        if mention.key.contains('|') {
            let meant = mention.key.split('|').find(|key| named.contains(*key));
            mention.key = meant.or(mention.key.split('|').next()).unwrap_or_default().to_string();
        }
    }
}

/// A name of the gazetteer at token `i`, and whether it surely is one.
fn known(text: &Tokens, i: usize, end: usize, before: &[Mention]) -> Option<(Mention, bool)> {
    let (reading, entry, next) = text.phrase(i, Class::Place).filter(|&(_, _, next)| next <= end)?;
    let written = text.written(next - 1);
    // Tanwin makes an adjective of it (روسياً); a number counts people of there.
    // An adjective after a noun with its article (the Saudi forces).
    let article = lexicon_of(text, i).article;
    let attribute = i > 0
        && is_nationality(text, i)
        && !article.is_empty()
        && reading.prefix == 0
        && text.all[i - 1].kind == TokenKind::Word
        && text.folded(i - 1).starts_with(article)
        && text.folded(i).starts_with(article)
        && !text.word(i - 1).classes.has(Class::RelativeDate);
    let tanwin = written.trim_end_matches('\u{627}').ends_with(['\u{64b}', '\u{64c}', '\u{64d}']);
    let counted = i > 0 && text.all[i - 1].kind == TokenKind::Number && is_nationality(text, i);
    let title = i > 0
        && reading.prefix == 0
        && text.word(i - 1).is(Class::GivenName)
        && !text.word(i - 1).classes.has(Class::Preposition);
    // Where capitals tell names, a capital beside it that is nothing else makes one name of both (Paris Hilton).
    let beside = |k: usize| {
        let word = text.word(k);
        text.all[k].kind == TokenKind::Word && word.capital && !word.known()
    };
    let capitals = lexicon_of(text, i).script == "Latin"
        && (next < end && text.all[next].spaced && beside(next)
            || i > 1 && beside(i - 1) && text.all[i - 2].kind == TokenKind::Word);
    if capitals {
        return None;
    }
    // A marker (of the future, of a question) before it makes a verb or another name of it.
    let marked = reading.clitics.slot(1) != 0;
    if reading.joined || tanwin || counted || title || attribute || marked {
        return None;
    }
    let never = text.word(i).entries().any(|(_, other)| {
        other.class == Class::Homograph && other.value == "never" && other.rest == entry.rest
    });
    if never {
        return None;
    }
    let word_of = |value| {
        text.word(i).entries().any(|(_, other)| {
            other.class == Class::Homograph && other.value == value && other.rest == entry.rest
        })
    };
    // What is a noun as well stands behind prepositions too (before the door): only another place tells.
    let noun = word_of("noun");
    let homograph = noun || word_of("place");
    // With an article that the name does not have it is the other word (المالي).
    if homograph
        && has_article(lexicon_of(text, i), reading.clitics)
        && !entry.written.starts_with(article)
        && !entry.features.has(Features::DEFINITE)
    {
        return None;
    }
    let beside = before.last().is_some_and(|last| {
        let gap = i.saturating_sub(last.to);
        // An adjective of the place before it (East Germany) is no place.
        let adjective =
            gap == 0 && reading.prefix == 0 && text.folded(i).starts_with(article) && !article.is_empty();
        last.to <= i
            && gap <= 1
            && (gap == 0 && !adjective || gap == 1 && text.all[last.to].kind == TokenKind::Sign)
    });
    let after = i > 0 && text.word(i - 1).classes.any(INTO) && text.all[i - 1].kind == TokenKind::Word;
    // A preposition joined to it: any prefix but a conjunction or the article alone.
    let prefixed = reading.prefix > text.article_bytes(i, reading) && reading.clitics.slot(0) == 0;
    if homograph && prefixed && !text.is_as_written(i, reading, entry) {
        return None;
    }
    // A name may begin with what looks like a preposition (Klaus).
    let odd = prefixed
        && entry.rest.is_empty()
        && text
            .all
            .get(next)
            .is_some_and(|token| next < end && token.kind == TokenKind::Word && token.spaced)
        && !text.word(next).known()
        && !text.folded(next).starts_with(article);
    // The town of "X".
    let quoted = i > 1 && text.all[i - 1].kind == TokenKind::Quote;
    let headed = i > 0 && text.word(i - 1 - usize::from(quoted)).classes.has(Class::PlaceHead);
    // A word of grammar is a name after a head of places alone.
    let grammar =
        text.word(i).classes.any(Classes::of(&[Class::Auxiliary, Class::Common, Class::Cue])) && !headed;
    if grammar && homograph {
        return None;
    }
    let signed = if noun { headed } else { after || prefixed && entry.rest.is_empty() };
    let sure = (!homograph || beside || signed) && !odd;
    let key = if entry.value.is_empty() {
        entity::key(entry.written, lexicon_of(text, i).article)
    } else {
        entry.value.into()
    };
    let mut mention = mention(text, i, next, reading, key);
    mention.name = name_of(text, i, next, reading, entry);
    mention.confidence = if homograph { 0.75 } else { 0.95 };
    Some((mention, sure))
}

fn lexicon_of(text: &Tokens, i: usize) -> &'static lexicon::Lexicon {
    lexicon::get(text.word(i).language)
}

fn is_nationality(text: &Tokens, i: usize) -> bool {
    text.word(i).classes.has(Class::Nationality)
}

fn mention(text: &Tokens, from: usize, to: usize, reading: &Reading, key: String) -> Mention {
    let start = text.all[from].span.start + u32::from(reading.prefix);
    let span = Span::new(start, text.all[to - 1].span.end);
    let name = text.chunk.slice(span).to_string();
    Mention { span, from, to, name, key, rule: "gazetteer", confidence: 0.95, short: false }
}

/// The form as it stands; with its article where a prefix swallowed that.
fn name_of(text: &Tokens, from: usize, to: usize, reading: &Reading, entry: &Entry) -> String {
    if entry.features.has(Features::DEFINITE) {
        return entry.written.to_string();
    }
    let start = text.all[from].span.start + u32::from(reading.prefix);
    text.chunk.slice(Span::new(start, text.all[to - 1].span.end)).to_string()
}

/// Whom a site at token `at` is called after, with his title and what tells him from others (King X the
/// Fifth).
fn called_after(text: &Tokens, at: usize, end: usize) -> Option<(usize, usize)> {
    let name = (at..end.min(at + 3)).find(|&k| !text.word(k).classes.has(Class::Honorific))?;
    let mut to = text.roster.eponym(name).filter(|&to| to <= end)?;
    if to < end && text.word(to).is(Class::Ordinal) {
        to += 1;
    }
    Some((at, to))
}

/// A head of places with a name of its own that no gazetteer knows.
fn headed(text: &Tokens, pairs: &Pairs, i: usize, end: usize) -> Option<Mention> {
    let (reading, entry, at) = text.phrase(i, Class::PlaceHead).filter(|&(.., at)| at < end)?;
    let lexicon = lexicon_of(text, i);
    // Fifty countries took part: what is counted has no name.
    let counted =
        i > 0 && (text.all[i - 1].kind == TokenKind::Number || text.word(i - 1).plain.has(Class::Number));
    // What is a word of its own is no head behind a conjunction.
    let word = !reading.clitics.is_empty() && !text.word(i).readings[0].entries.is_empty();
    if has_article(lexicon, reading.clitics)
        || reading.joined
        || counted
        || word
        || entry.value.starts_with("compound")
    {
        return None;
    }
    let site = entry.value.starts_with("site");
    let place = text.word(at).classes.has(Class::Place);
    let kind =
        |value: &str| text.word(i).entries().any(|(_, e)| e.class == Class::PlaceHead && e.value == value);
    // A genitive with its article names it, where nothing else goes on with the phrase.
    let after = text.all.get(at + 1).filter(|_| at + 1 < end);
    let alone = after.is_none_or(|token| {
        token.kind != TokenKind::Word
            || !text.folded(at + 1).starts_with(lexicon.article)
            || text.word(at + 1).known()
    });
    let definite =
        lexicon.article.is_empty() || kind("city") || site && (place || alone) || kind("district") && alone;
    let (from, to) = called_after(text, at, end)
        .filter(|_| site)
        .or_else(|| name::after_head(text, pairs, at, end, definite))?;
    // North of X, near X: only what looks foreign is a name there.
    if matches!(entry.value, "part" | "near") && !name::is_foreign(text, from) {
        return None;
    }
    if text.word(from).classes.has(Class::Place) && !entry.value.starts_with("site") {
        return None;
    }
    let key = entity::key(text.slice(from, to), lexicon.article);
    let mut mention = if entry.value.starts_with("site") {
        // Its kind is a part of its name (the mosque of X).
        let to = to + usize::from(from > at);
        mention(text, i, to, reading, key)
    } else {
        mention(text, from, to, &text.word(from).readings[0], key)
    };
    (mention.rule, mention.confidence) = ("place head", 0.7);
    Some(mention)
}
