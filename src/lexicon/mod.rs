//! A language from its file, compiled; and which language a text is in.
//!
//! `assets/lexicon/CODE.toml` (and parts of it, `CODE.PART.toml`) become the static tables below in
//! `src/build.rs`; nothing is parsed at run time. Code asks for a class of word or a label, never for
//! a language by name.

mod class;
mod detect;
#[allow(dead_code)] // the build script uses more of it
mod form;
mod packing;
mod stance;
mod table;

pub use class::{Class, Features};
pub use detect::language_of;
pub use form::{TELLS, agrees, fold, fold_char, fold_into, folds_to, is_mark};
pub use packing::hash;
pub use stance::STANCES;

use crate::text::bidi::Direction;
use crate::text::language::LanguageId;
use table::Table;

/// What a lexicon says of a word or phrase.
#[derive(Debug)]
pub struct Entry {
    /// Its class.
    pub class: Class,
    /// As the file writes it, or as its inflection was generated.
    pub written: &'static str,
    /// The folded words after the first one.
    pub rest: Box<[&'static str]>,
    /// What the file gives it: a number, a code, a stance …
    pub value: &'static str,
    /// Its grammar.
    pub features: Features,
    /// For inflected words, which entry of the file it comes from, otherwise 0.
    pub lemma: u16,
}

/// A sentence that shows a cue at work, for the test that runs them all.
#[derive(Debug)]
pub struct Example {
    /// The cue's lemma.
    pub cue: &'static str,
    /// The sentence.
    pub sentence: &'static str,
    /// The words said.
    pub words: &'static str,
    /// Who says them; empty where nobody is named.
    pub speaker: &'static str,
}

/// A language: its file, compiled.
pub struct Lexicon {
    /// BCP 47 code, the file's name.
    pub code: &'static str,
    /// Older, wider and longer codes that pages give it.
    pub other_codes: &'static [&'static str],
    /// Its name in itself.
    pub name: &'static str,
    /// Its direction.
    pub direction: Direction,
    /// Its script, as Unicode calls it.
    pub script: &'static str,
    /// Letters that other languages of the script do not use.
    pub letters: &'static str,
    /// Prefixes joined to the next word, slot by slot, in their order.
    pub proclitics: &'static [&'static [&'static str]],
    /// The article, where it is a prefix: one of the proclitics.
    pub article: &'static str,
    /// Which of the proclitics the article is: a bit, eight to a slot; 0 where it is none.
    pub article_bit: u32,
    /// The prefix that means "of, for", where there is one.
    pub of: &'static str,
    /// A prefix sequence that is written otherwise than letter by letter, and what it stands for.
    pub contractions: &'static [(&'static str, &'static [&'static str])],
    /// Pronouns joined to the end of a word, with their grammar.
    pub enclitics: &'static [(&'static str, Features)],
    /// Labels before a read-also link, as written, without colon.
    pub related_labels: &'static [&'static str],
    /// Labels before the article's source, as written, without colon.
    pub source_labels: &'static [&'static str],
    /// What pages say around their articles, as written: share, comments, advertisement …
    pub page_labels: &'static [&'static str],
    /// Labels before the name of who wrote an article, as written, without colon.
    pub author_labels: &'static [&'static str],
    /// Labels before the day on which an article was published, as written, without colon.
    pub day_labels: &'static [&'static str],
    /// Labels that stand over what readers say below an article, as written.
    pub end_labels: &'static [&'static str],
    /// Endings that make an adjective of origin, longest first.
    pub nisba: &'static [&'static str],
    /// Letters that begin a verb in the present: an unknown word with one is no sure name.
    pub verb_prefixes: &'static [&'static str],
    /// Endings that inflected words have and names do not.
    pub inflected_endings: &'static [&'static str],
    /// How names from elsewhere may end.
    pub foreign_endings: &'static [&'static str],
    /// Letters together that only names from elsewhere have inside.
    pub foreign_clusters: &'static [&'static str],
    /// Shapes of derived words that are no names: `_` is any letter but the first of the vowels, `*` no
    /// vowel, another letter itself.
    pub derived_shapes: &'static [&'static [char]],
    /// Shapes of ordinary words that are family names too: they open no name.
    pub ordinary_shapes: &'static [&'static [char]],
    /// Letters that names from elsewhere never have.
    pub native_letters: &'static str,
    /// Whether the speaker mostly stands before the cue.
    pub subject_first: bool,
    /// Whether the verb ends its clause: what it governs follows at once, and nothing of it stands later.
    pub verb_final: bool,
    /// Whether a few words in marks inside a report are the speaker's rather than a term.
    pub marks_words: bool,
    /// Whether personal names never have the article: a definite unknown word describes.
    pub names_bare: bool,
    /// Whether what belongs to a noun follows it in a row, with no sign between (ezafe): a word after an office is
    /// rather part of it than a name.
    pub chained: bool,
    /// A prefix that opens a reported clause (ש), folded.
    pub that_prefix: &'static str,
    /// The shape of a participle that goes on with the speaker's doings: `beginning…end`, folded.
    pub circumstantial: &'static str,
    /// Endings of feminine words.
    pub feminine: &'static [&'static str],
    /// Letters for long vowels: names from elsewhere are full of them.
    pub vowels: &'static str,
    /// The ending of an indefinite accusative.
    pub accusative: &'static str,
    /// Endings of finite verbs that no noun of one's own has.
    pub finite_endings: &'static [&'static str],
    /// Cue lemmas.
    pub cues: &'static [&'static str],
    /// Example sentences, one a line, their parts between tabs; see [`Lexicon::examples`].
    examples: &'static str,
    table: &'static Table,
}

impl Lexicon {
    /// The entries whose first word folds to `folded` ([`fold`]).
    pub fn entries(&self, folded: &str) -> &'static [Entry] {
        self.table.get(folded)
    }

    /// The sentences that show its cues at work.
    pub fn examples(&self) -> impl Iterator<Item = Example> {
        self.examples.lines().map(|line| {
            let mut parts = line.split('\t');
            let mut part = || parts.next().unwrap_or_default();
            Example { cue: part(), sentence: part(), words: part(), speaker: part() }
        })
    }

    /// Whether the word `folded`, by itself, is of that class; quicker than [`Lexicon::entries`] for a word
    /// that nothing more is asked of.
    pub fn has(&self, folded: &str, class: Class) -> bool {
        self.table.has(folded, class)
    }
}

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// The lexicon of a language; one that knows nothing for [`LanguageId::UNKNOWN`].
pub fn get(language: LanguageId) -> &'static Lexicon {
    LEXICONS.get(language.0 as usize).unwrap_or(&EMPTY)
}

/// Every language, with its lexicon.
pub fn all() -> impl Iterator<Item = (LanguageId, &'static Lexicon)> {
    LEXICONS.iter().enumerate().map(|(i, lexicon)| (LanguageId(i as u8), lexicon))
}

/// The language with that code.
pub fn by_code(code: &str) -> Option<LanguageId> {
    all().find(|(_, lexicon)| lexicon.code == code).map(|(id, _)| id)
}

/// The code of a language; `und` where none is known.
pub fn code(language: LanguageId) -> &'static str {
    get(language).code
}

static NOTHING: Table = Table::new("", &[]);

static EMPTY: Lexicon = Lexicon {
    code: "und",
    other_codes: &[],
    name: "",
    direction: Direction::LeftToRight,
    script: "",
    letters: "",
    article: "",
    article_bit: 0,
    of: "",
    proclitics: &[],
    contractions: &[],
    enclitics: &[],
    related_labels: &[],
    source_labels: &[],
    page_labels: &[],
    author_labels: &[],
    day_labels: &[],
    end_labels: &[],
    nisba: &[],
    finite_endings: &[],
    feminine: &[],
    vowels: "",
    accusative: "",
    verb_prefixes: &[],
    inflected_endings: &[],
    foreign_endings: &[],
    foreign_clusters: &[],
    derived_shapes: &[],
    ordinary_shapes: &[],
    native_letters: "",
    subject_first: false,
    verb_final: false,
    marks_words: false,
    names_bare: false,
    chained: false,
    that_prefix: "",
    circumstantial: "",
    cues: &[],
    examples: "",
    table: &NOTHING,
};
