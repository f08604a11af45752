//! Places that no gazetteer knows, told by what stands around them: a head of compound names (عين السنديان),
//! "X, which is a village", a country in brackets, a dateline. Told once, they are known everywhere.

use super::{has_article, lexicon_of, mention};
use crate::highlight::entity::{self, Mention};
use crate::highlight::grammar::PARTICLES;
use crate::highlight::quick::Set;
use crate::highlight::roster::shape;
use crate::highlight::token::{BlockTokens, TokenKind, Tokens};
use crate::highlight::vocabulary::{Classes, Reading};
use crate::lexicon::{Class, Entry};

/// What names whoever sends the news, or when.
const DATELINE: Classes =
    Classes::of(&[Class::Organization, Class::Channel, Class::Weekday, Class::RelativeDate]);

/// Every mention of a place that the article itself tells, outside `taken`, the mentions that are known.
pub(super) fn find<'m>(text: &Tokens, taken: impl Iterator<Item = &'m Mention>) -> Vec<Mention> {
    let mut free = vec![true; text.all.len()];
    for mention in taken {
        free[mention.from..mention.to].fill(false);
    }
    let reader = Reader { text, free };
    let mut names: Vec<Name> = Vec::new();
    let mut told = Set::default();
    for block in &text.blocks {
        for i in block.range.clone() {
            let Some(name) = reader.name(block, i) else { continue };
            if reader.signs(block, &name) {
                told.insert(reader.key(&name));
            }
            names.push(name);
        }
    }
    if told.is_empty() {
        return Vec::new();
    }
    // By word number, whether a name of that word alone is told: each form is asked once.
    let mut alone = vec![None; text.vocabulary.len()];
    let mut is_told = |name: &Name| {
        let asked = || told.contains(&reader.key(name));
        if name.to - name.from > 1 {
            return asked();
        }
        *alone[text.all[name.from].word.0 as usize].get_or_insert_with(asked)
    };
    let mut found: Vec<Mention> = Vec::new();
    for name in names {
        let free = found.last().is_none_or(|last| last.to <= name.from);
        if free && is_told(&name) {
            let mut mention = mention(text, name.from, name.to, name.reading, reader.key(&name));
            (mention.rule, mention.confidence) = ("told place", 0.7);
            found.push(mention);
        }
    }
    found
}

/// What may be a place's name.
struct Name<'a> {
    from: usize,
    to: usize,
    reading: &'a Reading,
    /// The head of a compound name, and whether it has no other use.
    compound: Option<bool>,
}

struct Reader<'a, 't> {
    text: &'t Tokens<'a>,
    /// Tokens of no place that is known.
    free: Vec<bool>,
}

impl<'a> Reader<'a, '_> {
    fn key(&self, name: &Name) -> String {
        let article = lexicon_of(self.text, name.from).article;
        let first = self.text.word(name.from);
        let mut key = entity::key(first.stem(name.reading), article);
        for i in name.from + 1..name.to {
            key.push(' ');
            key.push_str(&entity::key(self.text.folded(i), article));
        }
        key
    }

    fn is_word(&self, block: &BlockTokens, i: usize) -> bool {
        i < block.range.end && self.text.all[i].kind == TokenKind::Word && self.free[i]
    }

    /// The name that may begin at token `i`.
    fn name(&self, block: &BlockTokens, i: usize) -> Option<Name<'a>> {
        let classes = self.text.all[i].classes;
        let may = classes.has(Class::PlaceHead);
        if !may && !classes.is_empty() || !self.is_word(block, i) {
            return None;
        }
        let word = self.text.word(i);
        let head = word.entries().filter(|_| may).find(|(reading, entry)| {
            let open = entry.class == Class::PlaceHead && entry.value.starts_with("compound");
            let whole = reading.clitics.is_empty() || word.readings[0].entries.is_empty();
            open && whole && !reading.joined && !has_article(lexicon_of(self.text, i), reading.clitics)
        });
        if let Some((reading, entry)) = head {
            let particle = self.is_word(block, i + 1)
                && self
                    .text
                    .word(i + 1)
                    .entries()
                    .any(|(_, e)| e.class == Class::NameParticle && e.value == "open");
            let to = i + 2 + usize::from(particle);
            let fits = (i + 1..to)
                .all(|k| self.is_word(block, k) && !self.text.word(k).plain.any(PARTICLES) && !self.own(k));
            return fits.then_some(Name { from: i, to, reading, compound: Some(entry.value == "compound") });
        }
        // A word that nothing is known of, a capital letter where there are such.
        let capitals = lexicon_of(self.text, i).script == "Latin";
        let unknown = !word.known() && word.letters > 2 && (word.capital || !capitals);
        let named = self.text.roster.at(i).is_some();
        let reading = word.readings.first()?;
        (unknown && !named).then_some(Name { from: i, to: i + 1, reading, compound: None })
    }

    /// Whether a word's ending makes it somebody's (بيت أبيه).
    fn own(&self, i: usize) -> bool {
        self.text.word(i).readings.iter().any(|reading| reading.joined && !reading.entries.is_empty())
    }

    fn signs(&self, block: &BlockTokens, name: &Name) -> bool {
        let bare = name.reading.clitics.is_empty();
        self.described(block, name)
            || bare && self.dateline(block, name)
            || self.placed(block, name)
                && (name.compound == Some(true)
                    || self.bracketed(block, name)
                    || bare && name.compound.is_none() && (self.within(block, name) || self.foreign(name)))
            || name.compound.is_some() && bare && self.headed(block, name)
    }

    fn sign(&self, block: &BlockTokens, i: usize, of: &[char]) -> bool {
        i < block.range.end && of.contains(&self.text.all[i].glyph) && !self.text.all[i].is_wordlike()
    }

    /// "X, which is a village", "X, the village that".
    fn described(&self, block: &BlockTokens, name: &Name) -> bool {
        if !self.sign(block, name.to, &['،', ',', '-', '–', '—', '(']) {
            return false;
        }
        let mut at = name.to + 1;
        let plain = |i: usize, class| i < block.range.end && self.text.word(i).classes.has(class);
        let pronoun = plain(at, Class::Pronoun) || plain(at, Class::Demonstrative);
        at += usize::from(pronoun);
        plain(at, Class::PlaceHead)
            && self.text.word(at).entries().any(|(reading, entry)| {
                let article = has_article(lexicon_of(self.text, at), reading.clitics);
                is_head(entry) && !reading.joined && article != pronoun
            })
    }

    /// "X (Poland)".
    fn bracketed(&self, block: &BlockTokens, name: &Name) -> bool {
        self.sign(block, name.to, &['('])
            && self
                .text
                .phrase(name.to + 1, Class::Place)
                .is_some_and(|(.., to)| self.sign(block, to, &[')']))
    }

    /// "X in Georgia".
    fn within(&self, block: &BlockTokens, name: &Name) -> bool {
        let at = name.to;
        let article = lexicon_of(self.text, name.from).article;
        at + 1 < block.range.end
            && !article.is_empty()
            && !shape::derived(self.text.folded(name.from), lexicon_of(self.text, name.from))
            && self.text.word(at).entries().any(|(reading, entry)| {
                entry.class == Class::Preposition && entry.value == "at" && reading.clitics.is_empty()
            })
            && self.text.phrase(at + 1, Class::Place).is_some()
    }

    /// Whether a name has letters that only names from elsewhere have.
    fn foreign(&self, name: &Name) -> bool {
        let (written, lexicon) = (self.text.written(name.from), lexicon_of(self.text, name.from));
        !written.starts_with(lexicon.article)
            && shape::foreign(written, self.text.folded(name.from), lexicon) >= 3
    }

    /// Alone between the beginning of a line, or dashes, and who sends the news or when.
    fn dateline(&self, block: &BlockTokens, name: &Name) -> bool {
        let dashes = ['-', '–', '—'];
        let first = name.from == block.range.start;
        let opened = first || name.from > 0 && self.sign(block, name.from - 1, &dashes);
        let mut to = name.to;
        if first && self.bracketed(block, name) {
            to = (to..block.range.end).find(|&k| self.text.all[k].is(')')).map_or(to, |close| close + 1);
        }
        let sent = |i: usize| {
            i < block.range.end
                && (self.text.all[i].kind == TokenKind::Number && !first
                    || self.text.word(i).classes.any(DATELINE))
        };
        let dated = to > name.to && to < block.range.end && self.text.all[to].kind == TokenKind::Number;
        opened && (dated || self.sign(block, to, &['(', '-', '–', '—', '/']) && sent(to + 1))
    }

    /// After a preposition of place.
    fn placed(&self, block: &BlockTokens, name: &Name) -> bool {
        let joined = name.reading.clitics.slot(2) != 0;
        joined
            || name.from > block.range.start
                && self.text.word(name.from - 1).entries().any(|(_, entry)| {
                    entry.class == Class::Preposition && matches!(entry.value, "at" | "to" | "of")
                })
    }

    /// After a head of places: the village of X.
    fn headed(&self, block: &BlockTokens, name: &Name) -> bool {
        name.from > block.range.start
            && self
                .text
                .word(name.from - 1)
                .entries()
                .any(|(reading, entry)| is_head(entry) && !reading.joined)
    }
}

/// Whether it is the head of a place that people live in.
fn is_head(entry: &Entry) -> bool {
    entry.class == Class::PlaceHead && matches!(entry.value, "city" | "region" | "district")
}
