//! The Unicode Bidirectional Algorithm (UAX #9): levels once over a paragraph, L1 to L4 for each row.

/// A direction of a paragraph, a pane or a piece of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As Latin is written.
    #[default]
    LeftToRight,
    /// As Arabic is written.
    RightToLeft,
}

impl Direction {
    /// Whether it is right to left.
    pub const fn is_rtl(self) -> bool {
        matches!(self, Direction::RightToLeft)
    }
}

/// An embedding level (UAX #9, BD2): even is left to right, odd is right to left.
pub type Level = u8;
