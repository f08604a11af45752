//! A noun phrase that names somebody: role, nationality, name, apposition.
//!
//! A state machine over tokens, not a list of people: a name is what follows a closed role phrase
//! (رئيس الحكومة + فلان), what stands bare where a noun is due, what a title announces; it goes on over
//! particles and family names and stops at the next role, adjective or function word.

mod office;
mod proper;
mod seat;
mod word;

use crate::lexicon::{Class, Features};

use super::grammar::{Grammar, Noun};
use super::roster::Name;
use super::token::TokenKind;
use super::vocabulary::Classes;

/// A phrase of the text that names somebody or something that can speak.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Its first token.
    pub start: usize,
    /// The token after its last one.
    pub end: usize,
    /// Bytes of prefixes on the first token that are no part of it.
    pub prefix: u8,
    /// The tokens of the proper name, where there is one.
    pub name: Option<(usize, usize)>,
    /// Bytes of prefixes on the name's first token.
    pub name_prefix: u8,
    /// Whether the name is in quotation marks.
    pub marked: bool,
    /// The head and its modifiers, folded stems: who it is by office (وزير، خارجية، روسي).
    pub role: Vec<String>,
    /// The tokens of the office.
    pub office: Option<(usize, usize)>,
    /// Whether the phrase is definite.
    pub definite: bool,
    /// Gender and number, as far as known.
    pub features: Features,
    /// What the head is.
    pub class: Option<Class>,
    /// Whether the name is known or announced, not only guessed from an unknown word.
    pub sure: bool,
    /// Whether it is a definite description whose head the lexicon does not know (הקופץ).
    pub described: bool,
    /// How much speaks for a person's name: a title or given name 2, an office 1.
    pub evidence: u32,
    /// Whether it says that it is who or what was spoken of last (the same source).
    pub same: bool,
}

impl Mention {
    /// A name that stands alone.
    pub fn named(name: &Name) -> Mention {
        Mention {
            start: name.from,
            end: name.to,
            prefix: name.prefix,
            name: Some((name.from, name.to)),
            name_prefix: name.prefix,
            marked: false,
            role: Vec::new(),
            office: None,
            definite: true,
            features: name.features,
            class: None,
            sure: name.evidence >= 2,
            described: false,
            evidence: name.evidence,
            same: false,
        }
    }
}

/// Longest phrase, in tokens: what goes on longer is no name.
const LONGEST: usize = 28;

/// Heads that have an office or a body's name after them.
const HEADS: Classes = Classes::of(&[
    Class::Role,
    Class::OrganizationHead,
    Class::Organization,
    Class::Voice,
    Class::Channel,
    Class::Titled,
    Class::PlaceHead,
]);

/// Heads of bodies and texts.
const BODIES: Classes =
    Classes::of(&[Class::OrganizationHead, Class::Voice, Class::Channel, Class::PlaceHead]);

/// Where an office is held.
const SEATS: Classes =
    Classes::of(&[Class::OrganizationHead, Class::Organization, Class::PlaceHead, Class::Place, Class::Role]);

struct Parser<'a, 'g> {
    grammar: &'g Grammar<'a>,
    limit: usize,
    found: Mention,
    /// Whether what was read last can have a name in apposition.
    closed: bool,
    /// Where the name goes on.
    naming: bool,
    /// Whether the head is a role, so that prepositions go on with it.
    office: bool,
    /// The honorific before the next word.
    titled: bool,
    /// Words of the name so far.
    words: usize,
    particle: bool,
    /// Whether the name is read to its end.
    whole: bool,
    /// Whether a given name or a title opens the name.
    announced: bool,
    /// Whether a prepositional phrase belongs to it.
    attached: bool,
    /// Whether the last word has the article.
    determined: bool,
    /// Whether the last word has a possessor joined.
    possessed: bool,
    /// Whether a body's head stands inside the office, where no article tells how far its name goes.
    bodied: bool,
    /// Whether a free preposition leads to what comes.
    led: bool,
}

/// Reads the phrase that begins at token `start`, not past `limit`; a preposition joined to its first
/// word is no part of it.
pub fn mention(grammar: &Grammar, start: usize, limit: usize) -> Option<Mention> {
    // A determiner that is a word of its own: "the mayor", هذا المسؤول.
    if let Some((_, determiner, after)) = grammar.phrase(start, Class::Demonstrative)
        && after < limit.min(grammar.end)
    {
        // "The 34-year-old".
        let aged = grammar.text.all[after].kind == TokenKind::Number && grammar.dash(after + 1);
        let after = if aged && after + 2 < limit.min(grammar.end) { after + 2 } else { after };
        let mut found = mention(grammar, after, limit)?;
        // "The Bristol head coach": what stands between the article and an office is no name of somebody.
        if let Some((from, to)) = found.name.filter(|&(from, _)| from == after)
            && grammar.lexicon.article.is_empty()
            && grammar.phrase(to, Class::Role).is_some()
            && let Some(office) = mention(grammar, to, limit)
        {
            found = Mention { start: from, ..office };
        }
        if found.name.is_none_or(|(from, _)| from > found.start) && found.prefix == 0 {
            found.start = start;
        }
        found.definite = determiner.value != "a";
        return Some(found);
    }
    if grammar.single(start, Class::Same).is_some_and(|entry| entry.value == "before")
        && start + 1 < limit.min(grammar.end)
    {
        let mut found = mention(grammar, start + 1, limit)?;
        (found.start, found.prefix) = (start, 0);
        (found.same, found.definite) = (true, true);
        return Some(found);
    }
    let limit = limit.min(grammar.end).min(start + LONGEST);
    let first = grammar.noun(start)?;
    if grammar.text.word(start).letters < 2 && !grammar.text.word(start).capital {
        return None;
    }
    if grammar.function(start) || (first.is(Class::NeverName) && first.entry?.value == "object") {
        return None;
    }
    let found = Mention {
        start,
        end: start,
        prefix: prefix(grammar, &first),
        name: None,
        name_prefix: 0,
        marked: false,
        role: Vec::new(),
        office: None,
        definite: false,
        features: Features::NONE,
        class: first.class(),
        sure: false,
        described: false,
        evidence: 0,
        same: false,
    };
    let mut parser = Parser {
        grammar,
        limit,
        found,
        closed: true,
        naming: false,
        office: false,
        titled: false,
        words: 0,
        particle: false,
        whole: false,
        announced: false,
        attached: false,
        determined: false,
        possessed: false,
        bodied: false,
        led: false,
    };
    parser.run();
    let mut found = parser.found;
    if grammar.single(found.end, Class::Same).is_some_and(|entry| entry.value == "after")
        && found.end < limit
        && found.end > found.start
    {
        found.end += 1;
        found.same = true;
    }
    found.described = found.definite
        && grammar.lexicon.names_bare
        && first.definite
        && (first.entry.is_none() || found.features.has(Features::GENERIC))
        && found.name.is_none();
    // Where no article tells, every office may be somebody's who was named.
    found.definite |= grammar.lexicon.article.is_empty();
    (found.end > found.start).then_some(found)
}

/// Bytes of conjunctions and prepositions, the article left on.
fn prefix(grammar: &Grammar, noun: &Noun) -> u8 {
    let article = grammar.lexicon.article.len() as u8;
    let article = if noun.definite && noun.reading.prefix >= article { article } else { 0 };
    let opened = noun.reading.clitics.slot(1) != 0;
    if noun.conjoined || noun.preposed || opened { noun.reading.prefix.saturating_sub(article) } else { 0 }
}

impl Parser<'_, '_> {
    fn run(&mut self) {
        let mut i = self.found.start;
        // Where the phrase ends if what follows a preposition leads to no name.
        let mut checkpoint: Option<(usize, usize)> = None;
        while i < self.limit {
            let token = &self.grammar.text.all[i];
            let next = match token.kind {
                TokenKind::Break => Some(i + 1),
                TokenKind::Quote => self.marked(i),
                TokenKind::Sign => self.sign(i),
                // المادة 44: a number that belongs to its noun.
                TokenKind::Number if i > self.found.start && self.found.end == i && self.numbered(i - 1) => {
                    self.found.end = i + 1;
                    Some(i + 1)
                }
                TokenKind::Number => (self.found.end == i && i == self.found.start).then_some(i + 1),
                TokenKind::Word if self.joint(i) => {
                    (i..i + 2).for_each(|k| self.unit(k));
                    self.determined = true;
                    Some(i + 2)
                }
                TokenKind::Word if self.grammar.function(i) => {
                    if self.coupled(i) {
                        Some(i + 1)
                    } else if let Some(next) = self.body_goes_on(i) {
                        Some(next)
                    } else if checkpoint
                        .is_some_and(|(end, _)| end + 1 == i && self.determiner(i) || self.of(i))
                    {
                        Some(i + 1)
                    } else if checkpoint.is_none() && self.carries(i) {
                        checkpoint = Some((self.found.end, self.found.role.len()));
                        self.closed = false;
                        self.led = true;
                        Some(i + 1)
                    } else {
                        None
                    }
                }
                TokenKind::Word => self.word(i),
            };
            match next {
                Some(next) => i = next,
                None => break,
            }
        }
        // Past a preposition only a given name or a title is trusted to open the name.
        if let Some((end, words)) = checkpoint.filter(|_| {
            !self.found.name.is_some_and(|(from, to)| {
                self.announced
                    || !self.grammar.lexicon.subject_first && to - from > 1 && self.ends_subject(to)
            })
        }) {
            // مصدر في الوزارة: without its phrase the source says nothing.
            let last = self.grammar.noun(end - 1);
            let source = matches!(self.found.class, Some(Class::Voice | Class::Role));
            // صفحة الحزب في بيان ثان: no seat, but where it was said.
            let seat = self.grammar.noun(end + 1).is_none_or(|noun| {
                !matches!(noun.class(), Some(Class::Voice | Class::NeverName | Class::Titled))
            });
            let vague = source
                && seat
                && !self.grammar.lexicon.subject_first
                && last.is_some_and(|last| !last.definite && !last.reading.joined)
                && self.grammar.single(end, Class::Preposition).is_none_or(|entry| entry.value != "from")
                && self.found.name.is_none()
                && self.found.end <= end + 4;
            if !vague && !self.seated(end) || self.found.end <= end + 1 {
                self.found.end = end;
            }
            self.found.role.truncate(words);
            self.found.name = None;
            if let Some(office) = &mut self.found.office {
                office.1 = office.1.min(end);
            }
        }
        if let Some((from, end)) = self.found.name {
            self.found.sure |= self.announced && (end - from > 1 || self.titled || self.office);
            let office = self.office && self.border(end) && !self.verbal(from);
            self.found.sure |= office;
            self.found.evidence =
                u32::from(self.announced && (end - from > 1 || self.titled)) * 2 + u32::from(office);
        }
        if let (Some(office), Some(name)) = (&mut self.found.office, self.found.name)
            && office.0 < name.0
        {
            office.1 = office.1.min(name.0);
        }
    }

    /// Whether an adjective of two words goes on with a definite phrase (غير الحكومية، شبه الرسمية).
    fn joint(&self, i: usize) -> bool {
        self.determined
            && self.found.name.is_none()
            && i + 1 < self.limit
            && self.grammar.never_name(i, "joint")
            && self.grammar.noun(i + 1).is_some_and(|noun| noun.definite && !noun.conjoined && !noun.preposed)
    }

    /// Whether the noun at `i` has its number after it.
    fn numbered(&self, i: usize) -> bool {
        self.grammar.may(i, Classes::of(&[Class::Numbered])) && self.found.name.is_none()
    }

    /// A quotation inside the phrase: the name of a body or a nickname, where it is short.
    fn marked(&mut self, i: usize) -> Option<usize> {
        let text = self.grammar.text;
        let close = (i + 2..self.limit.min(i + 8)).find(|&k| text.all[k].kind == TokenKind::Quote)?;
        let head = self.found.end > self.found.start;
        let announced = head
            && HEADS.has(self.grammar.noun(i - 1).and_then(|noun| noun.class()).unwrap_or(Class::Common));
        if self.found.name.is_some() || (!announced && close - i > 4) {
            return None;
        }
        // رئيس «اتحاد الفلاحين»: what stands in marks is the office's.
        let body = |k: usize| {
            self.grammar.noun(k).is_some_and(|noun| {
                noun.class().is_some_and(|class| BODIES.has(class)) || noun.is(Class::Organization)
            })
        };
        let work = head && self.grammar.may(i - 1, Classes::of(&[Class::Titled]));
        if head && self.office && self.found.class == Some(Class::Role) && (work || body(i + 1)) {
            (i + 1..close).for_each(|k| self.unit(k));
            self.found.end = close + 1;
            return Some(close + 1);
        }
        let broken = (i + 1..close).any(|k| self.grammar.comma(k) || self.grammar.full_stop(k));
        let named =
            announced && close - i <= 4 && !matches!(self.found.class, Some(Class::Role | Class::Voice));
        if broken || (head && !text.all[i - 1].is_wordlike()) || self.grammar.function(i + 1) && !named {
            return None;
        }
        if self.found.name.is_none() {
            self.found.name = Some((i + 1, close));
            self.found.marked = true;
            self.found.sure = head;
        }
        self.found.end = close + 1;
        self.closed = true;
        self.naming = false;
        Some(close + 1)
    }

    fn sign(&mut self, i: usize) -> Option<usize> {
        let grammar = self.grammar;
        if let Some(close) = grammar.closing(i, 14) {
            // الضحية (م.غ): only the initials are told.
            if self.found.name.is_none() && self.found.end == i && grammar.initials(i, close) {
                self.found.name = Some((i + 1, close));
                self.found.end = close + 1;
                (self.found.sure, self.announced, self.whole) = (true, true, true);
                return None;
            }
            // (فيفا), (54 عاماً): passed over; the phrase holds it only where it goes on.
            self.closed = true;
            self.naming = false;
            return Some(close + 1);
        }
        // An initial: John B. Carver.
        let initial = |k: usize| grammar.text.word(k).capital && grammar.text.word(k).letters == 1;
        if self.naming && grammar.text.all[i].is('.') && initial(i - 1) && i + 1 < self.limit {
            return grammar.text.word(i + 1).capital.then_some(i + 1);
        }
        // "Sgt. Lopez".
        if self.titled && self.words == 0 && grammar.text.all[i].is('.') && !grammar.full_stop(i) {
            return Some(i + 1);
        }
        // A double name: نيوتن - بيشوب, عبد-الله.
        if self.naming && grammar.dash(i) && i + 1 < self.limit {
            let next = grammar.noun(i + 1)?;
            // Nothing but the hyphen between them: one name.
            let tight = !grammar.text.all[i].spaced && !grammar.text.all[i + 1].spaced;
            let alone = tight || !(i + 2..self.limit.min(i + 14)).any(|k| grammar.dash(k));
            let fits = next.entry.is_none() || next.is(Class::NameParticle) || tight;
            if alone && fits && !next.definite && (tight || !grammar.function(i + 1)) {
                self.take_name(i + 1, &next);
                // A double name's second half asks for nothing more.
                self.particle &= !tight;
                return Some(i + 2);
            }
        }
        None
    }
}
