//! Which language a stretch is in: a number that the lexicon gives out, so that code never names one.

/// A language, by its place in the lexicon's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LanguageId(pub u8);

impl LanguageId {
    /// No language that a lexicon knows.
    pub const UNKNOWN: LanguageId = LanguageId(u8::MAX);
}

impl Default for LanguageId {
    fn default() -> Self {
        Self::UNKNOWN
    }
}
