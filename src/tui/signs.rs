//! The sign of each kind, its tone and its band: one grammar on both sides of the hairline.
//!
//! One cell each, nearly all from the old WGL4 set, so that common monospace fonts have them.

use crate::highlight::{self, Group, Highlight, KindId, Role};
use crate::settings::theme::{Band, Tone};

/// A sign as it stands right to left, left to right, and in ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The name of its wording, after `sign.`.
    pub name: &'static str,
    glyphs: [&'static str; 3],
    /// The tone of the sign and of its words at rest.
    pub tone: Tone,
    /// The band behind its words when they are chosen.
    pub band: Band,
}

const fn sign(name: &'static str, glyphs: [&'static str; 3], tone: Tone, band: Band) -> Sign {
    Sign { name, glyphs, tone, band }
}

/// Verbatim words.
pub const QUOTE: Sign = sign("direct", ["»", "«", "\""], Tone::Quote, Band::Quote);
/// Reported words.
pub const REPORT: Sign = sign("indirect", ["›", "‹", "'"], Tone::Report, Band::Quote);
const FIGURE: Sign = sign("figure", ["#", "#", "#"], Tone::Figure, Band::Figure);
const DATE: Sign = sign("date", ["☼", "☼", "@"], Tone::Date, Band::Date);
const PERSON: Sign = sign("person", ["●", "●", "o"], Tone::Name, Band::Name);
const ORGANIZATION: Sign = sign("organization", ["■", "■", "="], Tone::Name, Band::Name);
const PLACE: Sign = sign("place", ["◆", "◆", "^"], Tone::Name, Band::Name);
const RELATED: Sign = sign("related", ["←", "→", ">"], Tone::Link, Band::Link);
const SOURCE: Sign = sign("source", ["⌂", "⌂", "$"], Tone::Link, Band::Link);

/// Every sign, in the order of the legend.
pub static SIGNS: [Sign; 9] = [QUOTE, REPORT, FIGURE, DATE, PERSON, ORGANIZATION, PLACE, RELATED, SOURCE];

impl Sign {
    /// What is painted.
    pub fn glyph(&self, rtl: bool, ascii: bool) -> &'static str {
        self.glyphs[if ascii { 2 } else { usize::from(!rtl) }]
    }
}

/// The sign of a highlight.
pub fn of(highlight: &Highlight) -> Sign {
    if highlight.value(Role::Form) == Some("indirect") { REPORT } else { of_kind(highlight.kind) }
}

/// The sign of a kind.
pub fn of_kind(kind: KindId) -> Sign {
    match kind {
        highlight::QUOTE => QUOTE,
        highlight::FIGURE => FIGURE,
        highlight::DATE => DATE,
        highlight::PERSON => PERSON,
        highlight::ORGANIZATION => ORGANIZATION,
        highlight::PLACE => PLACE,
        highlight::RELATED => RELATED,
        _ => SOURCE,
    }
}

/// The sign of a group: that of its first kind.
pub fn of_group(group: Group) -> Sign {
    let first = highlight::KINDS.iter().position(|kind| kind.group == group).unwrap_or(0);
    of_kind(KindId(first as u8))
}
