//! Reporting words where they stand, with their grammar: the finite verb, the participle that goes on
//! with the same subject, the verbal noun with its possessor.

use crate::lexicon::{self, Class, Entry, Features};

use super::super::grammar::Grammar;
use super::super::mention::mention;
use super::super::vocabulary::Classes;

/// What form a cue has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A verb with a subject of its own.
    Finite,
    /// A participle or gerund: goes on with the subject of before.
    Participle,
    /// A verbal noun: its possessor speaks.
    Noun,
}

/// A reporting word.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    /// Its first token.
    pub token: usize,
    /// The token after its last one.
    pub end: usize,
    /// Its entry: stance, features.
    pub entry: &'static Entry,
    /// The grammar of every entry that the form can be.
    pub features: Features,
    /// Its form.
    pub form: Form,
    /// A conjunction is joined to it.
    pub conjoined: bool,
    /// The conjunction that is joined to it is "and": its subject cannot stand before it (but أمّا فلان فقال).
    pub coordinated: bool,
    /// A preposition is joined to it.
    pub preposed: bool,
    /// A prefix joins it to the noun before it (הממשל, שהכריז).
    pub relative: bool,
    /// A negation stands before it.
    pub negated: bool,
    /// The grammar of the pronoun joined to it.
    pub enclitic: Option<Features>,
    /// It is another word too (a preposition, a noun): wants plainer evidence.
    pub homograph: bool,
}

impl Cue {
    /// Whether the lexicon says so of it.
    pub fn is(&self, feature: Features) -> bool {
        self.entry.features.has(feature)
    }

    /// What it says of the words; a denial denied affirms.
    pub fn stance(&self) -> &'static str {
        match (self.negated, self.entry.value) {
            (true, "denies") => "says",
            (true, _) => "denies",
            (false, stance) => stance,
        }
    }
}

/// What a cue is, and what only looks like one.
const SIGNS: Classes = Classes::of(&[Class::Cue, Class::Impersonal, Class::SourcePhrase]);

/// Every cue of a block, in order; impersonal frames are none.
pub fn cues(grammar: &Grammar) -> Vec<Cue> {
    let mut found = Vec::new();
    let mut i = grammar.start;
    while i < grammar.end {
        if !grammar.may(i, SIGNS) {
            i += 1;
            continue;
        }
        if let Some((_, _, end)) = grammar.phrase(i, Class::Impersonal) {
            i = end;
            continue;
        }
        // به گفته: no verb of its own.
        if let Some((_, entry, end)) = grammar.phrase(i, Class::SourcePhrase)
            && (matches!(entry.value, "noun" | "from") || entry.value == "own" && grammar.lexicon.verb_final)
        {
            i = end;
            continue;
        }
        match cue(grammar, i) {
            Some(cue) => {
                i = cue.end;
                found.push(cue);
            }
            None => i += 1,
        }
    }
    found
}

fn cue(grammar: &Grammar, i: usize) -> Option<Cue> {
    let word = grammar.text.word(i);
    if !word.classes.has(Class::Cue) {
        return None;
    }
    let (reading, entry, end) = best(grammar, i)?;
    // מזכיר המדינה: the first word of an office is no verb.
    let office = |(head, to): (&Entry, usize)| head.class == Class::Role && to > end;
    if grammar.lexicon.subject_first && grammar.compound(i).is_some_and(office) {
        return None;
    }
    // Here (هنا) is not "congratulated" (هنأ): of two words spelt alike but for a hamza the one as written.
    let letters = |text: &'static str| text.chars().filter(|&c| !lexicon::is_mark(c));
    let written = || grammar.text.written(i).chars().filter(|&c| !lexicon::is_mark(c));
    let adjunct =
        |e: &Entry| e.class == Class::Adjunct && e.rest.is_empty() && letters(e.written).eq(written());
    if word.classes.has(Class::Adjunct)
        && reading.clitics.is_empty()
        && !letters(entry.written).eq(written())
        && word.entries().any(|(_, e)| adjunct(e))
    {
        return None;
    }
    let mut features = Features::NONE;
    for (_, other) in word.of(Class::Cue).filter(|(_, e)| form(e) == form(entry)) {
        features = features.with(other.features);
    }
    let others = [Class::Preposition, Class::Role, Class::Voice, Class::NeverName];
    let homograph = entry.rest.is_empty()
        && others.iter().any(|&class| word.is(class) || grammar.single(i, class).is_some());
    // A verb that is a noun too (denied claims that, the reports): after a determiner, a preposition or
    // another verb it is the noun.
    if homograph && grammar.lexicon.subject_first && !grammar.lexicon.verb_final && i > grammar.start {
        let noun = [Class::Demonstrative, Class::Preposition, Class::Auxiliary];
        let verb = grammar
            .text
            .word(i - 1)
            .class(Class::Cue)
            .is_some_and(|(_, before)| form(before) == Form::Finite);
        if verb || noun.iter().any(|&class| grammar.single(i - 1, class).is_some()) {
            return None;
        }
    }
    // وقال لوح: right after a verb of saying another one is the name of who said it.
    if form(entry) == Form::Finite && grammar.after_saying(i) && !features.has(Features::PRESENT) {
        return None;
    }
    // قدم ملاحظة, عن ملاحظة الانتخابات: after a preposition a participle is a noun.
    if form(entry) == Form::Participle
        && !grammar.lexicon.subject_first
        && !grammar.preposed(reading)
        && i > grammar.start
        && grammar.single(i - 1, Class::Preposition).is_some_and(|e| !matches!(e.value, "for" | "joined"))
    {
        return None;
    }
    // اللقاء بين …: a preposition too, and no verb amid a clause.
    if form(entry) == Form::Finite && amid(grammar, i, reading) {
        return None;
    }
    // A participle that is a noun too (متحدثة، مدينة) is one only after a comma.
    if form(entry) == Form::Participle && grammar.named(i) && !(i > grammar.start && grammar.comma(i - 1)) {
        return None;
    }
    // A given name after a title is none (المخرج تامر).
    let given = grammar.given(i) && i > grammar.start;
    if form(entry) == Form::Finite && given && grammar.noun(i - 1).is_some_and(|before| before.definite) {
        return None;
    }
    // أملها: what one expresses, not a verb with an object.
    if form(entry) == Form::Finite && reading.joined && grammar.never_name(i, "thought") {
        return None;
    }
    // "Do not" takes no past: what looks like one is the writer's first person (لا أنكر).
    if negated(grammar, i) && features.has(Features::PAST) && !features.has(Features::PRESENT) {
        return None;
    }
    Some(Cue {
        token: i,
        end,
        entry,
        features,
        form: form(entry),
        conjoined: grammar.conjoined(reading),
        coordinated: reading.clitics.slot(0) & 1 == 1,
        preposed: grammar.preposed(reading),
        relative: relative(grammar, reading),
        negated: negated(grammar, i),
        enclitic: reading.joined.then_some(reading.enclitic),
        homograph,
    })
}

/// The reading that fits the prefixes: verbs take a conjunction only, nouns a preposition or article.
fn best<'a>(
    grammar: &Grammar<'a>,
    i: usize,
) -> Option<(&'a super::super::vocabulary::Reading, &'static Entry, usize)> {
    let word = grammar.text.word(i);
    // After a preposition or a noun in construct state stands a noun (دون ذكر، عدم كشف).
    let governed = i > grammar.start
        && !grammar.lexicon.subject_first
        && word.classes.has(Class::Cue)
        && (grammar
            .single(i - 1, Class::Preposition)
            .is_some_and(|entry| !matches!(entry.value, "for" | "joined"))
            || grammar.noun(i - 1).is_some_and(|before| {
                before.is(Class::NeverName) && !before.definite && !before.reading.joined
            }));
    // وصفها الإعلامي …: a noun with its possessor takes no definite one after it.
    let subject = !grammar.lexicon.article.is_empty()
        && !grammar.lexicon.subject_first
        && grammar.noun(i + 1).is_some_and(|next| next.definite && !next.preposed && !next.conjoined)
        && !grammar.function(i + 1);
    let mut best: Option<(usize, usize, _)> = None;
    for (reading, entry) in word.of(Class::Cue) {
        let noun = form(entry) == Form::Noun;
        // A verb has no possessor (قدري is no قدر).
        if !noun
            && (!grammar.bare(reading) && !relative(grammar, reading)
                || reading.joined && reading.enclitic.has(Features::NOUN))
        {
            continue;
        }
        let end = i + 1 + entry.rest.len();
        if end > grammar.end || !grammar.text.continues(i, entry) {
            continue;
        }
        let rank = match form(entry) {
            Form::Finite if governed => 1,
            Form::Finite => 4,
            Form::Participle => 3,
            Form::Noun if reading.joined && !subject => 4,
            Form::Noun => 2,
        } - usize::from(reading.joined && !noun);
        if best.as_ref().is_none_or(|&(e, r, _)| (end, rank) > (e, r)) {
            best = Some((end, rank, (reading, entry)));
        }
    }
    let barred = i > grammar.start
        && !grammar.lexicon.subject_first
        && grammar.single(i - 1, Class::Preposition).is_some_and(|e| matches!(e.value, "at" | "to" | "from"));
    best.filter(|&(_, _, (_, entry))| !(barred && form(entry) == Form::Finite))
        .map(|(end, _, (reading, entry))| (reading, entry, end))
}

/// Whether a reading has nothing before it but the prefix that opens clauses (שהכריז).
fn relative(grammar: &Grammar, reading: &super::super::vocabulary::Reading) -> bool {
    !grammar.lexicon.that_prefix.is_empty()
        && reading.clitics.slot(1) & 1 == 1
        && reading.clitics.slot(2) == 0
        && reading.clitics.slot(3) == 0
}

fn form(entry: &Entry) -> Form {
    if entry.features.has(Features::NOUN) {
        Form::Noun
    } else if entry.features.has(Features::PARTICIPLE) {
        Form::Participle
    } else {
        Form::Finite
    }
}

/// Whether what can be a preposition stands amid a clause, after a noun, and what is said does not follow at once.
fn amid(grammar: &Grammar, i: usize, reading: &super::super::vocabulary::Reading) -> bool {
    let prepositional = grammar.single(i, Class::Preposition).is_some() && !grammar.lexicon.subject_first;
    prepositional
        && !grammar.conjoined(reading)
        && i > grammar.start
        && grammar.text.all[i - 1].is_wordlike()
        && !grammar.function(i - 1)
        && !(i.saturating_sub(4).max(grammar.start)..i)
            .any(|k| grammar.phrase(k, Class::Turn).is_some_and(|(.., end)| end == i))
        && !told_at_once(grammar, i + 1)
}

/// Whether a complementiser stands at token `i`, or right after the phrase that begins there.
fn told_at_once(grammar: &Grammar, i: usize) -> bool {
    let that = |i: usize| i < grammar.end && grammar.text.word(i).class(Class::Complementiser).is_some();
    that(i) || mention(grammar, i, grammar.end).is_some_and(|found| that(found.end))
}

/// Whether one of the two words before is a negation.
fn negated(grammar: &Grammar, i: usize) -> bool {
    // Nobody says: لا أحد يقول.
    let nobody = i >= grammar.start + 2
        && grammar.never_name(i - 1, "noun")
        && grammar.single(i - 2, Class::Negation).is_some();
    nobody || i > grammar.start && grammar.single(i - 1, Class::Negation).is_some()
}
