//! What an article says in its highlights: who said what, figures, dates, names, links, the source.

mod body;
pub mod cast;
mod date;
pub mod entity;
pub mod extract;
mod figure;
pub mod grammar;
mod likeness;
mod measure;
pub mod mention;
mod moment;
mod name;
mod names;
mod number;
pub mod organization;
mod person;
mod place;
mod quick;
mod reckoning;
mod related;
mod resolved;
pub mod roster;
mod source;
mod speech;
pub mod token;
pub mod vocabulary;

use crate::document::Chunk;
use crate::text::span::Span;

/// A kind of highlight, by its place in [`KINDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KindId(pub u8);

/// The tab of the highlights pane in which a kind is listed, and the jump key that reaches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Quotes, reports and headline quotes.
    Quotes,
    /// Figures.
    Figures,
    /// Dates.
    Dates,
    /// People, organisations and places.
    Names,
    /// Read-also links and the source line.
    Links,
}

impl Group {
    /// Every group, in the order of the tabs.
    pub const ALL: [Group; 5] = [Group::Quotes, Group::Figures, Group::Dates, Group::Names, Group::Links];

    /// Its name in commands and string tables.
    pub const fn name(self) -> &'static str {
        match self {
            Group::Quotes => "quotes",
            Group::Figures => "figures",
            Group::Dates => "dates",
            Group::Names => "names",
            Group::Links => "links",
        }
    }
}

/// What is known of a kind; the interface, the export and the commands iterate [`KINDS`].
#[derive(Debug)]
pub struct Kind {
    /// The name in JSON, on the command line and in the interface's string tables.
    pub name: &'static str,
    /// Its tab.
    pub group: Group,
}

/// Every kind, in the order in which they are listed. A kind is one file and one line here.
pub static KINDS: &[Kind] = &[
    Kind { name: "quote", group: Group::Quotes },
    Kind { name: "figure", group: Group::Figures },
    Kind { name: "date", group: Group::Dates },
    Kind { name: "person", group: Group::Names },
    Kind { name: "organization", group: Group::Names },
    Kind { name: "place", group: Group::Names },
    Kind { name: "related", group: Group::Links },
    Kind { name: "source", group: Group::Links },
];

/// From this confidence on a quote is taken for certain.
pub const SURE: f32 = 0.9;

/// Quotes of every form.
pub const QUOTE: KindId = KindId(0);
/// Amounts.
pub const FIGURE: KindId = KindId(1);
/// Calendar and relative dates.
pub const DATE: KindId = KindId(2);
/// Named individuals.
pub const PERSON: KindId = KindId(3);
/// Named bodies.
pub const ORGANIZATION: KindId = KindId(4);
/// Named places.
pub const PLACE: KindId = KindId(5);
/// Read-also links.
pub const RELATED: KindId = KindId(6);
/// Where the article comes from.
pub const SOURCE: KindId = KindId(7);

impl KindId {
    /// What is known of this kind.
    pub fn kind(self) -> &'static Kind {
        &KINDS[self.0 as usize]
    }
}

/// The version of what finds highlights: an index of them that another one made is to be made anew. The
/// number grows when the rules change; the rest is a hash of the lexicons.
pub const VERSION: &str = concat!("1-", env!("QARI_LEXICONS"));

/// Which rule found a highlight: its name, for a reader who asks why.
pub type RuleId = &'static str;

/// One highlight.
#[derive(Clone, Debug, PartialEq)]
pub struct Highlight {
    /// Its kind.
    pub kind: KindId,
    /// The words, without quotation marks.
    pub span: Span,
    /// What belongs to it: speaker, cue, unit …
    pub parts: Vec<Part>,
    /// The rule that found it.
    pub rule: RuleId,
    /// How sure the rule is, 0 to 1.
    pub confidence: f32,
}

/// A piece of a highlight: where it stands, what it means, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is to the highlight.
    pub role: Role,
    /// Where it stands in the document.
    pub span: Option<Span>,
    /// Its value, normalised.
    pub value: Option<String>,
}

/// What a part is to its highlight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A quote's form; value: `direct`, `indirect` or `headline`.
    Form,
    /// Who said it. Span: the mention; value: the fullest name the article gives.
    Speaker,
    /// How the speaker was found; value: `named`, `phrase`, `role`, `pronoun` or `carried`.
    Resolved,
    /// What the article says of who the speaker is (وزير الثقافة); value and, where it stands, span.
    Description,
    /// To whom it was said; as the speaker.
    Addressee,
    /// How the addressee was found; as `Resolved`.
    AddresseeResolved,
    /// The reporting word. Span and value: as it stands.
    Cue,
    /// What the cue says of the words; value: one of CONTRACT's stances.
    Stance,
    /// What speaks most against a quote. Value: the name of a reason the interface has words for; span: the
    /// mention or the cue that it is about.
    Doubt,
    /// A figure's value, or the lower one of a range: a decimal number.
    Value,
    /// The upper value of a range.
    ValueMax,
    /// ISO 4217 code, `%`, or the counted noun as written.
    Unit,
    /// EDTF.
    Iso,
    /// ISO 8601 duration from the article's date.
    Relative,
    /// The fullest form of a person, organisation or place.
    Name,
    /// Another form, once each; the fullest is among them.
    Alias,
    /// A place where a person, organisation or place stands, the first among them.
    Mention,
    /// A link's address.
    Url,
}

impl Highlight {
    /// The first part with that role.
    pub fn part(&self, role: Role) -> Option<&Part> {
        self.parts.iter().find(|part| part.role == role)
    }

    /// The value of the first part with that role.
    pub fn value(&self, role: Role) -> Option<&str> {
        self.part(role)?.value.as_deref()
    }

    /// Where the first part with that role stands.
    pub fn place(&self, role: Role) -> Option<Span> {
        self.part(role)?.span
    }

    /// The spans of every part with that role.
    pub fn places(&self, role: Role) -> impl Iterator<Item = Span> + '_ {
        self.parts.iter().filter(move |part| part.role == role).filter_map(|part| part.span)
    }
}

/// Reads chunks in order and gives their highlights.
///
/// In an article (one chunk) names resolve over the whole; over several chunks a name already given
/// stays as given. A clone that is given a later chunk alone extracts it cold.
pub trait Extractor: Clone {
    /// Reads the next chunk; answers its highlights by start.
    fn push(&mut self, chunk: &Chunk) -> Vec<Highlight>;

    /// Whatever was held back until the end.
    fn finish(&mut self) -> Vec<Highlight>;
}
