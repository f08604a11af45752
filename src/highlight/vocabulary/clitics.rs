//! A word form taken apart: prefixes slot by slot, joined pronouns, other spellings, each stem looked up.

use smallvec::SmallVec;

use super::super::number::in_digits;
use super::{Classes, Clitics, Place, Reading, Word, opening};
use crate::lexicon::{self, Class, Entry, Features, Lexicon};
use crate::text::language::LanguageId;

/// The slot of what stands before verbs (future, question).
const MARKER: usize = 1;

/// What no marker of a verb stands before (سكان is no س + كأن).
const JOINERS: Classes =
    Classes::of(&[Class::Connective, Class::Complementiser, Class::Preposition, Class::SourcePhrase]);

/// Longer forms are no words: they are kept, but not taken apart.
const LONGEST: usize = 120;

pub(super) fn analyse(written: &str, language: LanguageId) -> Word {
    let lexicon = lexicon::get(language);
    let folded = lexicon::fold(written);
    let first = written.chars().next().unwrap_or(' ');
    let articled = !lexicon.article.is_empty() && folded.starts_with(lexicon.article);
    let mut word = Word { language, articled, capital: first.is_uppercase(), ..Word::default() };
    if folded.len() <= LONGEST {
        let told = written.contains(lexicon::TELLS);
        let mut analysis = Analysis { written, folded: &folded, lexicon, told, readings: SmallVec::new() };
        analysis.whole();
        analysis.clitics(0, 0, Clitics::default());
        if !analysis.readings.iter().any(|reading| !reading.entries.is_empty()) {
            analysis.respelt();
        }
        word.readings = analysis.readings;
        for (number, reading) in word.readings.iter_mut().enumerate() {
            let definite = has_article(lexicon, reading.clitics);
            let marked = reading.clitics.slot(MARKER) != 0 && lexicon.that_prefix.is_empty();
            reading.entries.retain(|entry| {
                if marked && JOINERS.has(entry.class) {
                    return false;
                }
                // No article stands before what opens a clause (الان is no ال + أن).
                (definite || !entry.features.has(Features::DEFINITE))
                    && !(definite && entry.class == Class::Complementiser)
            });
            let bits = |alone: bool| {
                let counted = reading.entries.iter().filter(|entry| !alone || entry.rest.is_empty());
                counted.fold(0, |bits, entry| bits | 1 << entry.class as u32)
            };
            word.classes.0 |= bits(false);
            let alone = reading.clitics.is_empty() || reading.clitics.0 == lexicon.article_bit;
            if alone && !reading.joined {
                word.plain.0 |= bits(true);
            }
            if reading.clitics.is_bare() && !reading.joined {
                word.bare.0 |= bits(true);
            }
            word.by_class.extend(reading.entries.iter().enumerate().map(|(at, entry)| Place {
                class: entry.class,
                reading: number as u16,
                entry: at as u16,
                next: entry.rest.first().map_or(0, |word| opening(word)),
            }));
        }
        word.by_class.sort();
    }
    if first.is_numeric() {
        word.digits = in_digits(written).map(Box::new);
    }
    if word.readings.is_empty() {
        // Nothing is looked up, but every word has a reading.
        let (clitics, enclitic, entries) = (Clitics::default(), Features::NONE, SmallVec::new());
        word.readings.push(Reading { prefix: 0, clitics, stem: (0, 0), enclitic, joined: false, entries });
    }
    word.letters = folded.chars().count();
    word.folded = folded.into();
    word
}

/// Whether the article is among the prefixes.
pub fn has_article(lexicon: &Lexicon, clitics: Clitics) -> bool {
    clitics.0 & lexicon.article_bit != 0
}

/// Whether a word ends so: letter by letter, since nearly every ending is another one from the last letter on.
pub fn ends(word: &str, ending: &str) -> bool {
    word.len() >= ending.len() && word.bytes().rev().zip(ending.bytes().rev()).all(|(a, b)| a == b)
}

/// Whether `rest`, which is longer, begins with `prefix`: letter by letter, since nearly every prefix is
/// one letter long and most are another one.
fn begins(rest: &str, prefix: &str) -> bool {
    prefix.bytes().zip(rest.bytes()).all(|(a, b)| a == b)
}

/// The taking apart of one form.
struct Analysis<'a> {
    written: &'a str,
    folded: &'a str,
    lexicon: &'static Lexicon,
    /// Whether it is spelt so that some entries of its letters do not agree.
    told: bool,
    readings: SmallVec<[Reading; 2]>,
}

impl Analysis<'_> {
    /// The form as it stands, always the first reading.
    fn whole(&mut self) {
        let entries = self.entries(self.folded, 0);
        let stem = (0, self.folded.len() as u8);
        self.readings.push(Reading {
            prefix: 0,
            clitics: Clitics::default(),
            stem,
            enclitic: Features::NONE,
            joined: false,
            entries,
        });
        self.enclitics(0, Clitics::default());
    }

    /// Takes prefixes off, slot after slot, from byte `at` of the folded form on.
    fn clitics(&mut self, slot: usize, at: usize, taken: Clitics) {
        // The marker of a verb is the last prefix (سكان is no س + ك + أن); one that opens clauses is not.
        if taken.slot(MARKER) != 0 && self.lexicon.that_prefix.is_empty() {
            return;
        }
        let rest = &self.folded[at..];
        for (later, prefixes) in self.lexicon.proclitics.iter().enumerate().skip(slot) {
            for (place, prefix) in prefixes.iter().enumerate() {
                if rest.len() >= prefix.len() + 4 && begins(rest, prefix) {
                    let (at, taken) = (at + prefix.len(), taken.with(later, place));
                    self.stem(at, taken);
                    self.clitics(later + 1, at, taken);
                }
            }
        }
        for (written, parts) in self.lexicon.contractions {
            if rest.len() >= written.len() + 4 && begins(rest, written) {
                let mut all = taken;
                for part in *parts {
                    for (later, prefixes) in self.lexicon.proclitics.iter().enumerate().skip(slot) {
                        if let Some(place) = prefixes.iter().position(|prefix| prefix == part) {
                            all = all.with(later, place);
                        }
                    }
                }
                self.stem(at + written.len(), all);
                // The stem's own first letter is the contraction's last one: للجنة is for اللجنة.
                let last = written.char_indices().next_back().map_or(0, |(i, _)| i);
                self.stem(at + last, all);
            }
        }
    }

    /// A stem after prefixes: a reading where the lexicon knows it, or where it may be a name.
    fn stem(&mut self, at: usize, clitics: Clitics) {
        let entries = self.entries(&self.folded[at..], at);
        let stem = (at as u8, self.folded.len() as u8);
        let prefix = self.written_bytes(at);
        self.readings.push(Reading {
            prefix,
            clitics,
            stem,
            enclitic: Features::NONE,
            joined: false,
            entries,
        });
        self.enclitics(at, clitics);
    }

    /// Takes a joined pronoun off, where the lexicon knows what is left.
    fn enclitics(&mut self, at: usize, clitics: Clitics) {
        for (suffix, features) in self.lexicon.enclitics {
            let rest = &self.folded[at..];
            if rest.len() < suffix.len() + 4 || !ends(rest, suffix) {
                continue;
            }
            let stem = &rest[..rest.len() - suffix.len()];
            let mut entries = self.entries(stem, at);
            if entries.is_empty() {
                // Teh marbuta opens before a pronoun: وزارته is for وزارة.
                if let Some(open) = stem.strip_suffix('ت') {
                    entries = self.entries(&format!("{open}ة"), at);
                } else if stem.ends_with('و') {
                    // The silent alef goes: وصفوه is for وصفوا.
                    entries = self.entries(&format!("{stem}ا"), at);
                } else if let Some(open) = stem.strip_suffix('ا') {
                    // The alef was a yeh: سماه is for سمى.
                    entries = self.entries(&format!("{open}ى"), at);
                }
            }
            if !entries.is_empty() {
                self.readings.push(Reading {
                    prefix: self.written_bytes(at),
                    clitics,
                    stem: (at as u8, (at + stem.len()) as u8),
                    enclitic: *features,
                    joined: true,
                    entries,
                });
            }
        }
    }

    /// Common other spellings, where nothing else was found: a final yeh without its dots, a final teh
    /// marbuta without them.
    fn respelt(&mut self) {
        for (wrong, right) in [('ى', 'ي'), ('ه', 'ة'), ('ي', 'ى')] {
            if !self.folded.ends_with(wrong) {
                continue;
            }
            for i in 0..self.readings.len() {
                let reading = &self.readings[i];
                if reading.joined {
                    continue;
                }
                let stem = &self.folded[reading.stem.0 as usize..];
                let stem = format!("{}{right}", &stem[..stem.len() - wrong.len_utf8()]);
                let entries = self.entries(&stem, reading.stem.0 as usize);
                self.readings[i].entries = entries;
            }
        }
    }

    /// What the lexicon says of a stem that begins at byte `at` of the folded form and may be spelt so.
    fn entries(&self, stem: &str, at: usize) -> SmallVec<[&'static Entry; 2]> {
        let entries = self.lexicon.entries(stem);
        if entries.is_empty() || !self.told {
            return entries.iter().collect();
        }
        let written = &self.written[self.written_bytes(at) as usize..];
        let article = self.lexicon.article.chars().count();
        let spelt = |entry: &Entry| match entry.written.char_indices().nth(article) {
            Some((at, _)) if entry.features.has(Features::DEFINITE) => &entry.written[at..],
            _ => entry.written,
        };
        entries.iter().filter(|entry| lexicon::agrees(written, spelt(entry))).collect()
    }

    /// The written form's length up to byte `at` of the folded one.
    fn written_bytes(&self, at: usize) -> u8 {
        if at == 0 {
            return 0;
        }
        let letters = self.folded[..at].chars().count();
        let mut seen = 0;
        for (i, c) in self.written.char_indices() {
            if !lexicon::is_mark(c) {
                if seen == letters {
                    return i.min(255) as u8;
                }
                seen += 1;
            }
        }
        self.written.len().min(255) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(written: &str) -> Word {
        analyse(written, lexicon::by_code("ar").expect("the Arabic lexicon"))
    }

    #[test]
    fn prefixes_come_off() {
        let found = word("وللرئيس");
        let (reading, entry) = found.class(Class::Role).expect("a role");
        assert_eq!((entry.written, &"وللرئيس"[reading.prefix as usize..]), ("رئيس", "رئيس"));
        assert!(word("للجنة").class(Class::OrganizationHead).is_some());
        assert!(word("ولاية").class(Class::Role).is_none());
        assert!(word("سكان").class(Class::Complementiser).is_none());
    }

    #[test]
    fn a_joined_pronoun_comes_off() {
        let found = word("بأنّها");
        let (reading, _) = found.class(Class::Complementiser).expect("a complementiser");
        assert!(reading.joined && reading.enclitic.has(Features::FEMININE));
    }
}
