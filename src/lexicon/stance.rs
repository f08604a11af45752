//! What a cue says of the words that it reports. The program reads this list, and the build that compiles cues.

/// CONTRACT's stances.
pub const STANCES: &[&str] = &[
    "says",
    "adds",
    "denies",
    "warns",
    "demands",
    "promises",
    "accuses",
    "praises",
    "asks",
    "thinks",
    "announces",
    "confirms",
    "reports",
];
