//! One word of a mention: what it adds to it, or that it ends it.

use super::super::grammar::Noun;
use super::super::vocabulary::Classes;
use super::{BODIES, HEADS, Parser, prefix};
use crate::lexicon::{Class, Features};

impl Parser<'_, '_> {
    pub(super) fn word(&mut self, i: usize) -> Option<usize> {
        let noun = self.grammar.noun(i)?;
        let first = i == self.found.start;
        // سعادته: a title and a pronoun stand for the person, and are all there is.
        if first && noun.is(Class::Honorific) && noun.reading.joined {
            self.describe(i, &noun);
            let kept = Features::GENDER.with(Features::NUMBER);
            self.found.features = noun.reading.enclitic.only(kept).with(Features::GENERIC);
            self.found.definite = true;
            self.limit = i + 1;
            return Some(i + 1);
        }
        if !first && self.grammar.lone_prefix(i) {
            return None;
        }
        // مصدر قوله: a verbal noun with its pronoun is the next cue.
        if !first && !self.grammar.lexicon.subject_first && self.grammar.own_saying(i) {
            return None;
        }
        if noun.conjoined && !first && !self.coordinates(i, &noun) {
            return None;
        }
        if noun.preposed && !first {
            return self.preposed(i, &noun);
        }
        // الفتى عدوا شديدا, الفتاة هادئة ساكنة: two bare words of one ending say how, and name nobody.
        if !first && self.determined && !noun.definite && self.manner(i) {
            return None;
        }
        // الولايات المتحدة: a name of several words is one noun.
        let unit = |class| {
            self.grammar.phrase(i, class).filter(|&(_, _, end)| end > i + 1).map(|(_, _, end)| (class, end))
        };
        if let Some((class, end)) = unit(Class::Place).or_else(|| unit(Class::Organization)) {
            if self.naming || self.found.name.is_some() || end > self.limit {
                return None;
            }
            (i..end).for_each(|k| self.unit(k));
            if first {
                self.found.class = Some(class);
            }
            return Some(end);
        }
        if let Some((entry, end)) = self.grammar.compound(i).filter(|&(_, end)| end <= self.limit)
            && (self.found.name.is_none() || self.naming && self.found.office.is_none())
        {
            self.compound(i, end, entry);
            return Some(end);
        }
        if self.naming {
            let unheld = self.found.office.is_none() || self.found.class == Some(Class::Honorific);
            return if self.continues_name(i, &noun) {
                // The Norfolk County Council: a body, by its last word.
                if noun.is(Class::OrganizationHead) && !self.announced {
                    self.found.class = Some(Class::OrganizationHead);
                }
                self.take_name(i, &noun);
                Some(i + 1)
            } else if unheld && self.apposition(&noun) {
                self.naming = false;
                self.describe(i, &noun);
                Some(i + 1)
            } else {
                None
            };
        }
        // אמר יו"ר הכנסת שאולי …: the prefix of what is said ends a subject that follows its cue.
        if !first && !self.naming && noun.entry.is_none() && self.opens_report(i) {
            return None;
        }
        // An unknown word before the office, and the name after it: it only describes (olympic diver X).
        if noun.is(Class::GivenName)
            && !self.announced
            && let (Some((_, end)), Some((office, _))) = (self.found.name, self.found.office)
            && office == end
        {
            self.found.name = None;
        }
        // Of several people in one word none is he whose name follows.
        if self.found.name.is_none()
            && !self.found.features.has(Features::PLURAL)
            && let Some(name) =
                self.grammar.text.roster.at(i).filter(|name| self.told(name) && name.to <= self.limit)
        {
            self.listed(i, &noun, *name);
            return Some(name.to);
        }
        if self.begins_name(i, &noun) {
            self.found.name = Some((i, i + 1));
            self.found.name_prefix = if first { self.found.prefix } else { prefix(self.grammar, &noun) };
            self.announced = noun.is(Class::GivenName) || self.titled;
            self.words = 0;
            self.naming = true;
            self.take_name(i, &noun);
            return Some(i + 1);
        }
        let bare = self.grammar.lexicon.article.is_empty() && self.found.office.is_some();
        if self.found.name.is_some() && !bare && !(noun.definite && self.found.office.is_none()) {
            // After a finished name only its description goes on.
            return None;
        }
        if !first && self.found.name.is_none() && self.object(i, &noun) {
            return None;
        }
        match noun.class() {
            Some(Class::Honorific)
                if !self.office
                    || noun.definite
                        && !self.grammar.noun(i + 1).is_some_and(|next| next.is(Class::Honorific)) =>
            {
                self.titled = true;
                self.closed = true;
                self.gender(&noun);
                self.found.definite |= noun.definite || first;
                self.found.end = i + 1;
                if first {
                    self.describe(i, &noun);
                    self.closed = true;
                }
                Some(i + 1)
            }
            Some(Class::NeverName)
                if !first && !noun.definite && noun.entry.is_some_and(|e| e.value == "object") =>
            {
                None
            }
            // دراسة أجراها باحثون: what a text's relative clause begins with is no part of its name.
            None if !first
                && !noun.definite
                && (self.determined || self.found.class == Some(Class::Voice))
                && self.inflected(i) =>
            {
                None
            }
            // Where capitals tell names an office ends its phrase: what follows in small letters is the verb.
            None if !first
                && self.office
                && !self.led
                && self.grammar.text.all[i].glyph.is_ascii_lowercase() =>
            {
                None
            }
            // A definite noun after a definite head is the next phrase: اتهم الجار + البلدية.
            Some(class)
                if !first
                    && self.complete()
                    && self.determined
                    && !self.attached
                    && noun.definite
                    && BODIES.has(class) =>
            {
                None
            }
            // After a phrase that ends in a prepositional one no new noun belongs to it.
            None if self.attached
                && noun.definite
                && self.closed
                && !self.grammar.adjective(i)
                && !self.proper(i) =>
            {
                None
            }
            Some(class) if !first && Classes::of(&[Class::Month, Class::Weekday]).has(class) => None,
            Some(Class::NeverName)
                if !first && noun.entry.is_some_and(|e| matches!(e.value, "time" | "verb")) =>
            {
                None
            }
            // פקידים שצוטטו: many and a word with the prefix that opens clauses.
            None if !first && self.found.features.has(Features::PLURAL) && self.opens_clause(i) => None,
            _ => {
                self.describe(i, &noun);
                Some(i + 1)
            }
        }
    }

    /// Whether a word is no part of the phrase before it but its verb's object: one with its possessor after a
    /// definite word (الكاتب + مقاله), a head after the proper name of a place (واشنطن + مجلس …).
    fn object(&self, i: usize, noun: &Noun) -> bool {
        let lexicon = self.grammar.lexicon;
        if lexicon.subject_first || lexicon.article.is_empty() || noun.conjoined || noun.preposed {
            return false;
        }
        if noun.definite {
            // جدد السفير + التأكيد, دعا الناطق + المواطنين.
            let many = noun.features().has(Features::PLURAL) && noun.is(Class::Role);
            let saying = self.grammar.text.word(i).entries().any(|(_, entry)| {
                entry.class == Class::Cue && entry.features.has(Features::NOUN) && entry.rest.is_empty()
            });
            let one = !self.found.features.has(Features::PLURAL) && self.found.features.any(Features::GENDER);
            return self.determined && (saying && noun.entry.is_none() || many && one);
        }
        let head = noun.class().is_some_and(|class| HEADS.has(class));
        let place = self.found.class == Some(Class::Place) && head;
        let unheaded = self.found.class.is_none_or(|class| !HEADS.has(class) && class != Class::Honorific);
        let owned = (self.determined || unheaded) && noun.reading.joined;
        // نشرت النجمة + صورة: after a definite word a bare one that names nobody.
        let common = match noun.class() {
            None => self.grammar.ordinary(i),
            Some(class) => {
                matches!(class, Class::NeverName | Class::Titled | Class::Voice | Class::Unit | Class::Period)
            }
        };
        // المجلس الوطني + يقدم: a body has no such name.
        let body = self.found.class.is_some_and(|class| BODIES.has(class));
        place || owned || self.determined && (common || body && self.grammar.verbal(i))
    }

    /// Whether a word is an adjective of bodies' names (العامة، العليا).
    fn proper(&self, i: usize) -> bool {
        [Class::ProperAdjective, Class::PlainAdjective]
            .iter()
            .any(|&class| self.grammar.text.word(i).is(class))
    }

    /// Whether a word after a name describes its bearer.
    fn apposition(&self, noun: &Noun) -> bool {
        matches!(noun.class(), Some(Class::Role | Class::Nationality))
            || (noun.definite && noun.entry.is_none())
    }

    /// Whether a noun with a conjunction belongs to the phrase: مدير المهرجان والمنتج التونسي …
    fn coordinates(&self, i: usize, noun: &Noun) -> bool {
        self.found.name.is_none()
            && self.closed
            && (noun.definite || noun.class().is_some_and(|class| HEADS.has(class) || class == Class::Place))
            && i + 1 < self.limit
    }

    /// A noun with a joined preposition: part of an office (الاتحاد الدولي لكرة القدم), else the end.
    fn preposed(&mut self, i: usize, noun: &Noun) -> Option<usize> {
        let addressed = self.grammar.text.word(i).class(Class::Channel).is_some() || noun.reading.joined;
        // "Of" goes on with an office; another preposition does not lead to an ordinary word (ندد فلان بالحادث).
        let lexicon = self.grammar.lexicon;
        let of = self.grammar.text.folded(i).starts_with(lexicon.of);
        let seat = [Class::OrganizationHead, Class::Organization, Class::Place, Class::PlaceHead];
        let fits = lexicon.subject_first
            || of && !lexicon.of.is_empty()
            || noun.class().is_none_or(|class| seat.contains(&class) || class == Class::Titled);
        if self.found.name.is_some() || addressed || !self.office || !fits {
            return None;
        }
        // للأمم المتحدة: a name of several words is one noun.
        let unit = |class| self.grammar.text.phrase(i, class).map(|(.., end)| end).filter(|&end| end > i + 1);
        if let Some(end) =
            unit(Class::Organization).or_else(|| unit(Class::Place)).filter(|&end| end <= self.limit)
        {
            (i..end).for_each(|k| self.unit(k));
            self.attached = true;
            return Some(end);
        }
        self.found.role.push(self.grammar.stem(i).to_string());
        if let Some(office) = &mut self.found.office {
            office.1 = i + 1;
        }
        self.found.end = i + 1;
        self.closed = noun.definite || noun.is(Class::Place);
        self.attached = true;
        Some(i + 1)
    }
}
