//! The Unicode Bidirectional Algorithm (UAX #9): levels once over a paragraph, L1 and L2 for each row.
//!
//! A [`Paragraph`] is a list of *units*: code points for the conformance files, clusters for rows.
//! What holds no explicit control (nearly all text) is resolved here, in linear passes over the
//! units; what does is given to unicode-bidi. Both with Unicode 17 classes from icu_properties.
//!
//! L3 comes of units that are clusters: their marks stay after their base. L4 is [`mirrored`].
//! Line ends inside a paragraph are the caller's affair (a reader sees a space there).

mod implicit;
mod order;

use icu_properties::CodePointMapData;
use icu_properties::props::{BidiMirroringGlyph, BidiPairedBracketType};
use unicode_bidi::data_source::BidiMatchedOpeningBracket;
use unicode_bidi::{BidiClass, BidiDataSource, ParagraphBidiInfo};

use super::property::Property;
pub use order::{Order, visual_order};

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

    /// The paragraph embedding level.
    pub const fn level(self) -> Level {
        self.is_rtl() as Level
    }
}

/// An embedding level (UAX #9, BD2): even is left to right, odd is right to left. At most 126.
pub type Level = u8;

/// The classes of table 4 of UAX #9, under their short names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs, clippy::upper_case_acronyms)] // the standard's names
pub enum Class {
    L,
    R,
    AL,
    EN,
    ES,
    ET,
    AN,
    CS,
    NSM,
    BN,
    B,
    S,
    WS,
    ON,
    LRE,
    LRO,
    RLE,
    RLO,
    PDF,
    LRI,
    RLI,
    FSI,
    PDI,
}

use Class::*;

impl Class {
    /// Every class, in the order of their numbers.
    pub const ALL: [Class; 23] =
        [L, R, AL, EN, ES, ET, AN, CS, NSM, BN, B, S, WS, ON, LRE, LRO, RLE, RLO, PDF, LRI, RLI, FSI, PDI];

    /// The class of `c`.
    pub fn of(c: char) -> Self {
        Property::of(c).class()
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// Whether rule X9 takes the character out.
    pub const fn is_removed(self) -> bool {
        matches!(self, LRE | LRO | RLE | RLO | PDF | BN)
    }

    const fn is_isolate(self) -> bool {
        matches!(self, LRI | RLI | FSI | PDI)
    }
}

/// The direction of the first strong character outside isolates (P2), if there is one.
pub fn first_strong(text: &str) -> Option<Direction> {
    let mut depth = 0_usize;
    for c in text.chars() {
        match Class::of(c) {
            L if depth == 0 => return Some(Direction::LeftToRight),
            R | AL if depth == 0 => return Some(Direction::RightToLeft), // P3
            LRI | RLI | FSI => depth += 1,
            PDI => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// What `c` looks like in right-to-left text (L4); itself where nothing mirrors it.
pub fn mirrored(c: char) -> char {
    if !Property::of(c).is_mirrored() {
        return c;
    }
    CodePointMapData::<BidiMirroringGlyph>::new().get(c).mirroring_glyph.unwrap_or(c)
}

/// For a paired bracket (BD14, BD15) the opening bracket of its pair, in its canonical form (BD16),
/// and whether `c` opens.
pub(super) fn bracket(c: char) -> Option<(char, bool)> {
    let glyph = CodePointMapData::<BidiMirroringGlyph>::new().get(c);
    let (opening, opens) = match glyph.paired_bracket_type {
        BidiPairedBracketType::Open => (c, true),
        BidiPairedBracketType::Close => (glyph.mirroring_glyph?, false),
        _ => return None,
    };
    Some((if opening == '\u{2329}' { '\u{3008}' } else { opening }, opens))
}

const EXPLICIT: u32 =
    LRE.bit() | LRO.bit() | RLE.bit() | RLO.bit() | PDF.bit() | LRI.bit() | RLI.bit() | FSI.bit() | PDI.bit();

/// The units of one paragraph and, once resolved, their levels.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    classes: Vec<Class>,
    /// Units that are paired brackets: number, canonical opening bracket, whether it opens.
    brackets: Vec<(u32, char, bool)>,
    /// Which classes there are, a bit each.
    seen: u32,
    base: Level,
    /// A level a unit; empty where all units are at the base level.
    levels: Vec<Level>,
}

impl Paragraph {
    /// A paragraph without units, with room for some.
    pub fn with_capacity(units: usize) -> Self {
        Paragraph { classes: Vec::with_capacity(units), ..Paragraph::default() }
    }

    /// Forgets all units.
    pub fn clear(&mut self) {
        self.classes.clear();
        self.brackets.clear();
        self.levels.clear();
        self.seen = 0;
    }

    /// Adds a unit by its first character.
    pub fn push(&mut self, c: char) {
        self.push_property(c, Property::of(c));
    }

    #[inline]
    pub(crate) fn push_property(&mut self, c: char, property: Property) {
        if property.is_bracket()
            && let Some((opening, opens)) = bracket(c)
        {
            self.brackets.push((self.classes.len() as u32, opening, opens));
        }
        self.push_class(property.class());
    }

    /// Adds a unit by its class alone.
    #[inline]
    pub fn push_class(&mut self, class: Class) {
        self.seen |= class.bit();
        self.classes.push(class);
    }

    /// The last unit bears a mark. By W1 the mark has the class of what it stands on, so that a
    /// separator is not a single one any more (W4) and goes by W6; and the mark is no white space (L1).
    pub(crate) fn mark(&mut self) {
        if let Some(class @ (ES | CS | WS)) = self.classes.last_mut() {
            *class = ON;
            self.seen |= ON.bit();
        }
    }

    /// Cuts the units from `len` on away; they must hold no bracket.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.classes.truncate(len);
    }

    /// Number of units.
    pub fn len(&self) -> usize {
        self.classes.len()
    }

    /// Whether there is no unit.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// Resolves the levels (P to I rules) in a paragraph of level `base`, 0 or 1.
    ///
    /// `text` and `starts`, the offset of each unit's first byte in it, are looked at only where the
    /// text holds explicit controls.
    pub fn resolve(&mut self, base: Level, text: &str, starts: impl Iterator<Item = usize>) {
        self.base = base;
        self.levels.clear();
        let foreign =
            if base & 1 == 1 { L.bit() | EN.bit() | AN.bit() } else { R.bit() | AL.bit() | AN.bit() };
        if self.seen & EXPLICIT != 0 {
            let level = if base & 1 == 1 { unicode_bidi::Level::rtl() } else { unicode_bidi::Level::ltr() };
            // A separator at the end is at the base level, and so is the end of what stands before it.
            let text = text.strip_suffix(|c| Class::of(c) == B).unwrap_or(text);
            let resolved = ParagraphBidiInfo::new_with_data_source(&Classes, text, Some(level)).levels;
            self.levels.extend(starts.map(|start| resolved.get(start).map_or(base, |level| level.number())));
            self.levels.resize(self.classes.len(), base);
            self.level_removed();
        } else if self.seen & foreign != 0 {
            implicit::resolve(&self.classes, &self.brackets, base, &mut self.levels);
            if self.seen & BN.bit() != 0 {
                self.level_removed();
            }
        }
    }

    /// Gives what X9 takes out the level of what stands before it, so that it parts no run.
    fn level_removed(&mut self) {
        let mut before = self.base;
        for (class, level) in self.classes.iter().zip(&mut self.levels) {
            if class.is_removed() {
                *level = before;
            }
            before = *level;
        }
    }

    /// The level of a unit before L1; unresolved paragraphs are at level 0.
    pub fn level(&self, unit: usize) -> Level {
        self.levels.get(unit).copied().unwrap_or(self.base)
    }
}

/// The classes and brackets of this crate for unicode-bidi. A line end inside the text is white space.
struct Classes;

impl BidiDataSource for Classes {
    fn bidi_class(&self, c: char) -> BidiClass {
        match Class::of(c) {
            L => BidiClass::L,
            R => BidiClass::R,
            AL => BidiClass::AL,
            EN => BidiClass::EN,
            ES => BidiClass::ES,
            ET => BidiClass::ET,
            AN => BidiClass::AN,
            CS => BidiClass::CS,
            NSM => BidiClass::NSM,
            BN => BidiClass::BN,
            S => BidiClass::S,
            B | WS => BidiClass::WS,
            ON => BidiClass::ON,
            LRE => BidiClass::LRE,
            LRO => BidiClass::LRO,
            RLE => BidiClass::RLE,
            RLO => BidiClass::RLO,
            PDF => BidiClass::PDF,
            LRI => BidiClass::LRI,
            RLI => BidiClass::RLI,
            FSI => BidiClass::FSI,
            PDI => BidiClass::PDI,
        }
    }

    fn bidi_matched_opening_bracket(&self, c: char) -> Option<BidiMatchedOpeningBracket> {
        bracket(c).map(|(opening, is_open)| BidiMatchedOpeningBracket { opening, is_open })
    }
}
