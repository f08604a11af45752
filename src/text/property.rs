//! What the algorithms ask of a character, in one word: bidi class, joining type, columns, how it
//! forms graphemes, whether it is a bracket, mirrored, a mark that may be hidden.
//!
//! The facts are icu_properties' (Unicode 17); the words are made page by page (256 code points) when
//! a page is first asked for, so that a start costs a few microseconds and a look-up one load.

use std::sync::OnceLock;

use icu_properties::props::{
    BidiClass, BidiMirrored, DefaultIgnorableCodePoint, EnumeratedProperty, ExtendedPictographic,
    GeneralCategory, GeneralCategoryGroup, GraphemeClusterBreak, JoiningType, LineBreak, Script,
};
use icu_properties::{CodePointMapData, CodePointSetData};

use super::bidi::Class;
use super::cell;
use super::joining::Joining;

/// The word of one character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Property(u32);

/// What the quick way through a text does with a character: how it forms grapheme clusters with its
/// neighbours (UAX #29), and whether shaping asks for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Grapheme {
    /// Begins a cluster, and joins to nothing.
    Base,
    /// Begins a cluster, and has a say in joining.
    Cursive,
    /// Begins a cluster: white space at which a row may end.
    Space,
    /// Goes on with the cluster before it (GB9), and takes no column there.
    Extend,
    /// The same: a joiner, which has a say in shaping.
    Joiner,
    /// Stands by itself (GB4, GB5).
    Control,
    /// Ends a line; stands by itself but for CR LF (GB3).
    LineEnd,
    /// Begins a cluster, which a joiner may continue (GB11).
    Pictograph,
    /// Needs the whole of UAX #29: Hangul letters, flags, signs before their number, viramas,
    /// spacing vowels, variation selectors.
    Complex,
}

const GRAPHEMES: [Grapheme; 16] = [
    Grapheme::Base,
    Grapheme::Cursive,
    Grapheme::Space,
    Grapheme::Extend,
    Grapheme::Joiner,
    Grapheme::Control,
    Grapheme::LineEnd,
    Grapheme::Pictograph,
    Grapheme::Complex,
    Grapheme::Complex,
    Grapheme::Complex,
    Grapheme::Complex,
    Grapheme::Complex,
    Grapheme::Complex,
    Grapheme::Complex,
    Grapheme::Complex,
];

const JOINING: u32 = 5;
const COLUMNS: u32 = 8;
const GRAPHEME: u32 = 10;
const BRACKET: u32 = 1 << 14;
const MIRRORED: u32 = 1 << 15;
const HIDABLE: u32 = 1 << 16;
const LETTER: u32 = 1 << 17;
const MARK: u32 = 1 << 18;

/// Tables of a power of two, so that any bits index them.
const CLASSES: [Class; 32] = {
    let mut classes = [Class::ON; 32];
    let mut i = 0;
    while i < Class::ALL.len() {
        classes[i] = Class::ALL[i];
        i += 1;
    }
    classes
};
const JOININGS: [Joining; 8] = {
    let mut joinings = [Joining::None; 8];
    let mut i = 0;
    while i < Joining::ALL.len() {
        joinings[i] = Joining::ALL[i];
        i += 1;
    }
    joinings
};

impl Property {
    /// The word of `c`.
    #[inline]
    pub(crate) fn of(c: char) -> Self {
        let c = c as usize;
        Property(PAGES[c >> 8].get_or_init(|| page((c >> 8) as u32))[c & 0xff])
    }

    /// The bidi class; U+001A, which stands for a byte that is no text and is painted as U+FFFD, has
    /// the class of U+FFFD.
    #[inline]
    pub(crate) fn class(self) -> Class {
        CLASSES[(self.0 & 0x1f) as usize]
    }

    /// The joining type.
    #[inline]
    pub(crate) fn joining(self) -> Joining {
        JOININGS[(self.0 >> JOINING & 7) as usize]
    }

    /// Columns of the character alone.
    #[inline]
    pub(crate) fn columns(self) -> u8 {
        (self.0 >> COLUMNS & 3) as u8
    }

    /// How it forms clusters.
    #[inline]
    pub(crate) fn grapheme(self) -> Grapheme {
        GRAPHEMES[(self.0 >> GRAPHEME & 15) as usize]
    }

    /// Whether no mark goes onto it (GB4).
    #[inline]
    pub(crate) fn stands_alone(self) -> bool {
        matches!(self.grapheme(), Grapheme::Control | Grapheme::LineEnd)
    }

    /// Whether it is a paired bracket (UAX #9, BD14 and BD15).
    #[inline]
    pub(crate) fn is_bracket(self) -> bool {
        self.0 & BRACKET != 0
    }

    /// Whether it is mirrored in right-to-left text.
    #[inline]
    pub(crate) fn is_mirrored(self) -> bool {
        self.0 & MIRRORED != 0
    }

    /// Whether it is a mark that a reader may hide: harakat, Quranic signs, Hebrew and Syriac points.
    #[inline]
    pub(crate) fn is_hidable(self) -> bool {
        self.0 & HIDABLE != 0
    }

    /// Whether it is a mark that is seen, takes no column, and needs something to stand on.
    #[inline]
    pub(crate) fn is_mark(self) -> bool {
        self.0 & MARK != 0
    }

    /// A letter of line breaking class AL or HL: `letter space letter` may always be broken.
    #[inline]
    pub(crate) fn is_letter(self) -> bool {
        self.0 & LETTER != 0
    }
}

static PAGES: [OnceLock<Box<[u32; 256]>>; 0x1100] = [const { OnceLock::new() }; 0x1100];

#[cold]
fn page(number: u32) -> Box<[u32; 256]> {
    let mut words = Box::new([0; 256]);
    for (low, word) in words.iter_mut().enumerate() {
        *word = char::from_u32(number << 8 | low as u32).map_or(0, word_of);
    }
    words
}

fn word_of(c: char) -> u32 {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let class = if c == cell::SUBSTITUTE { Class::ON } else { class_of(c) };
    let grapheme = grapheme_of(c, category);
    let mut word = class as u32
        | (joining_of(c) as u32) << JOINING
        | u32::from(cell::char_columns(c)) << COLUMNS
        | (grapheme as u32) << GRAPHEME;
    let mut set = |flag, yes| word |= if yes { flag } else { 0 };
    set(BRACKET, super::bidi::bracket(c).is_some());
    set(MIRRORED, CodePointSetData::new::<BidiMirrored>().contains(c));
    set(HIDABLE, is_hidable(c, category));
    set(
        MARK,
        GeneralCategoryGroup::Mark.contains(category)
            && cell::char_columns(c) == 0
            && !CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c),
    );
    let line = LineBreak::for_char(c);
    set(
        LETTER,
        GeneralCategoryGroup::Letter.contains(category)
            && (line == LineBreak::Alphabetic || line == LineBreak::HebrewLetter),
    );
    word
}

/// Harakat, Quranic signs, points: marks of the scripts that are read without them. The hamza and the
/// madda above and below (U+0653 to U+0655) are part of the letter that they make.
fn is_hidable(c: char, category: GeneralCategory) -> bool {
    let script = Script::for_char(c);
    category == GeneralCategory::NonspacingMark
        && !matches!(c, '\u{653}'..='\u{655}')
        && (matches!(script, Script::Arabic | Script::Hebrew | Script::Syriac)
            || matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}'))
}

fn grapheme_of(c: char, category: GeneralCategory) -> Grapheme {
    use GraphemeClusterBreak as G;
    let pictograph = CodePointSetData::new::<ExtendedPictographic>().contains(c);
    match G::for_char(c) {
        _ if super::segment::is_line_end(c) => Grapheme::LineEnd,
        // Spaces that hold words together (U+00A0, U+202F …) are no place to break.
        _ if c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}') => Grapheme::Space,
        G::Control => Grapheme::Control,
        G::ZWJ => Grapheme::Joiner,
        G::Extend if c == '\u{200c}' => Grapheme::Joiner,
        G::Extend
            if category == GeneralCategory::NonspacingMark
                && cell::char_columns(c) == 0
                && !matches!(c, '\u{fe00}'..='\u{fe0f}')
                && icu_properties::props::IndicConjunctBreak::for_char(c)
                    != icu_properties::props::IndicConjunctBreak::Linker =>
        {
            Grapheme::Extend
        }
        G::Other if pictograph => Grapheme::Pictograph,
        G::Other if !matches!(joining_of(c), Joining::None | Joining::Transparent) => Grapheme::Cursive,
        G::Other | G::LV | G::LVT => Grapheme::Base,
        _ => Grapheme::Complex,
    }
}

fn class_of(c: char) -> Class {
    match BidiClass::for_char(c) {
        BidiClass::LeftToRight => Class::L,
        BidiClass::RightToLeft => Class::R,
        BidiClass::ArabicLetter => Class::AL,
        BidiClass::EuropeanNumber => Class::EN,
        BidiClass::EuropeanSeparator => Class::ES,
        BidiClass::EuropeanTerminator => Class::ET,
        BidiClass::ArabicNumber => Class::AN,
        BidiClass::CommonSeparator => Class::CS,
        BidiClass::NonspacingMark => Class::NSM,
        BidiClass::BoundaryNeutral => Class::BN,
        BidiClass::ParagraphSeparator => Class::B,
        BidiClass::SegmentSeparator => Class::S,
        BidiClass::WhiteSpace => Class::WS,
        BidiClass::LeftToRightEmbedding => Class::LRE,
        BidiClass::LeftToRightOverride => Class::LRO,
        BidiClass::RightToLeftEmbedding => Class::RLE,
        BidiClass::RightToLeftOverride => Class::RLO,
        BidiClass::PopDirectionalFormat => Class::PDF,
        BidiClass::LeftToRightIsolate => Class::LRI,
        BidiClass::RightToLeftIsolate => Class::RLI,
        BidiClass::FirstStrongIsolate => Class::FSI,
        BidiClass::PopDirectionalIsolate => Class::PDI,
        _ => Class::ON,
    }
}

fn joining_of(c: char) -> Joining {
    match JoiningType::for_char(c) {
        JoiningType::JoinCausing => Joining::Causing,
        JoiningType::DualJoining => Joining::Dual,
        JoiningType::LeftJoining => Joining::Left,
        JoiningType::RightJoining => Joining::Right,
        JoiningType::Transparent => Joining::Transparent,
        _ => Joining::None,
    }
}
