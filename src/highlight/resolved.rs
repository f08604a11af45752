//! How a mention leads to whom it means, as JSON tells it.

/// How a mention led to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// By name.
    Named,
    /// The mention is all there is.
    Phrase,
    /// A role, resolved to a name given elsewhere.
    Role,
    /// A pronoun.
    Pronoun,
    /// Nothing stands there: carried on from before.
    Carried,
}

impl Resolved {
    /// As JSON tells it.
    pub fn name(self) -> &'static str {
        match self {
            Resolved::Named => "named",
            Resolved::Phrase => "phrase",
            Resolved::Role => "role",
            Resolved::Pronoun => "pronoun",
            Resolved::Carried => "carried",
        }
    }
}
