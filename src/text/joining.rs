//! Arabic joining (The Unicode Standard, 9.2): types, which letters join, presentation forms, lam-alef.
//!
//! A terminal paints cell by cell, so letters are sent as presentation forms (U+FB50 to U+FEFF).
//! Letters that have none keep their base letter, and their neighbours still join: ۂ of Urdu, ڕ ڵ ە ێ
//! of Kurdish, ٽ ڏ ڊ ڙ ڪ of Sindhi, ټ ځ څ ډ ړ ږ ښ ګ ڼ ۍ of Pashto. Joining ignores where rows end.
//!
//! Ligatures other than lam-alef are not made: fonts lack them, and الله in one cell is not read.

use std::sync::LazyLock;

use super::forms::{FIRST, FORMS};
use super::property::Property;

/// Joining types of ArabicShaping.txt, from icu_properties (Unicode 17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Joining {
    /// U: joins to nothing; ZWNJ too.
    None,
    /// C: joins on both sides and has one shape: tatweel, ZWJ.
    Causing,
    /// D: joins on both sides.
    Dual,
    /// L: joins to what follows.
    Left,
    /// R: joins to what stands before.
    Right,
    /// T: marks and invisible format characters, which joining passes over.
    Transparent,
}

impl Joining {
    /// Every type, in the order of their numbers.
    pub const ALL: [Joining; 6] =
        [Joining::None, Joining::Causing, Joining::Dual, Joining::Left, Joining::Right, Joining::Transparent];

    /// The joining type of `c`.
    pub fn of(c: char) -> Self {
        Property::of(c).joining()
    }

    /// Whether it joins to what follows it.
    pub const fn joins_next(self) -> bool {
        matches!(self, Joining::Dual | Joining::Left | Joining::Causing)
    }

    /// Whether it joins to what stands before it.
    pub const fn joins_previous(self) -> bool {
        matches!(self, Joining::Dual | Joining::Right | Joining::Causing)
    }
}

/// Tells, character by character, which joins to which.
#[derive(Clone, Copy, Debug)]
pub struct Joiner {
    /// Who stands before, where it joins to what follows.
    before: Option<u32>,
}

/// A joiner (ZWJ) that belongs to no letter, in the answers of [`Joiner`].
pub const NOBODY: u32 = u32::MAX;

impl Joiner {
    /// At the start of a text.
    pub const fn new() -> Self {
        Joiner { before: None }
    }

    /// Takes the next character, which belongs to unit `unit`; answers the unit before it, or
    /// [`NOBODY`], to which it joins.
    #[inline]
    pub fn feed(&mut self, joining: Joining, unit: u32) -> Option<u32> {
        if joining == Joining::Transparent {
            return None;
        }
        let joined = if joining.joins_previous() { self.before } else { None };
        self.before = joining.joins_next().then_some(unit);
        joined
    }

    /// Takes a ZWJ inside `unit`; answers who joins to it. What follows joins to `unit` only where its
    /// letter joins to the ZWJ.
    #[inline]
    pub fn feed_zwj(&mut self, unit: u32) -> Option<u32> {
        let joined = self.before;
        self.before = Some(if joined == Some(unit) { unit } else { NOBODY });
        joined
    }
}

impl Default for Joiner {
    fn default() -> Self {
        Self::new()
    }
}

/// The form of `letter` where it is joined to what stands before it and to what follows. A form that
/// does not exist gives way to the nearest one (ں has no initial and no medial form); a letter
/// without forms stays as it is.
pub fn form(letter: char, previous: bool, next: bool) -> char {
    let Some(forms) = (letter as usize).checked_sub(FIRST as usize).and_then(|i| FORMS.get(i)) else {
        return letter;
    };
    let [isolated, last, initial, medial] = *forms;
    let wanted = match (previous, next) {
        (true, true) if medial != 0 => medial,
        (true, _) if last != 0 => last,
        (false, true) if initial != 0 => initial,
        _ => isolated,
    };
    match char::from_u32(u32::from(wanted)) {
        Some(form) if wanted != 0 => form,
        _ => letter,
    }
}

/// The letter of a presentation form of one letter; anything else is itself.
pub fn letter(form: char) -> char {
    /// Every form and its letter, by form.
    static LETTERS: LazyLock<Vec<(u16, u16)>> = LazyLock::new(|| {
        let forms = (FIRST as u16..).zip(&FORMS).flat_map(|(letter, forms)| forms.map(|form| (form, letter)));
        let mut letters: Vec<_> = forms.filter(|(form, _)| *form != 0).collect();
        letters.sort_unstable();
        letters
    });
    let Ok(form16) = u16::try_from(u32::from(form)) else { return form };
    match LETTERS.binary_search_by_key(&form16, |(form, _)| *form) {
        Ok(at) => char::from_u32(LETTERS[at].1.into()).unwrap_or(form),
        Err(_) => form,
    }
}

/// ARABIC LETTER LAM.
pub const LAM: char = '\u{644}';

/// The one-cell form of lam with that `alef`, isolated, or final where the lam is joined to what stands
/// before it. Alef wasla and the alefs of other languages have no such form.
pub const fn lam_alef(alef: char, previous: bool) -> Option<char> {
    match (alef, previous) {
        ('\u{622}', false) => Some('\u{fef5}'),
        ('\u{622}', true) => Some('\u{fef6}'),
        ('\u{623}', false) => Some('\u{fef7}'),
        ('\u{623}', true) => Some('\u{fef8}'),
        ('\u{625}', false) => Some('\u{fef9}'),
        ('\u{625}', true) => Some('\u{fefa}'),
        ('\u{627}', false) => Some('\u{fefb}'),
        ('\u{627}', true) => Some('\u{fefc}'),
        _ => None,
    }
}

/// The letter that `letter` and a hamza or madda make (canonical composition), so that both spellings
/// look alike also where a terminal drops marks.
pub const fn compose(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('\u{627}', '\u{653}') => Some('\u{622}'),
        ('\u{627}', '\u{654}') => Some('\u{623}'),
        ('\u{627}', '\u{655}') => Some('\u{625}'),
        ('\u{648}', '\u{654}') => Some('\u{624}'),
        ('\u{64a}', '\u{654}') => Some('\u{626}'),
        ('\u{6c1}', '\u{654}') => Some('\u{6c2}'),
        ('\u{6d2}', '\u{654}') => Some('\u{6d3}'),
        ('\u{6d5}', '\u{654}') => Some('\u{6c0}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_four_forms_or_the_nearest() {
        let forms = |letter| {
            [
                form(letter, false, false),
                form(letter, true, false),
                form(letter, false, true),
                form(letter, true, true),
            ]
        };
        assert_eq!(forms('\u{628}'), ['\u{fe8f}', '\u{fe90}', '\u{fe91}', '\u{fe92}']);
        assert_eq!(forms('\u{627}'), ['\u{fe8d}', '\u{fe8e}', '\u{fe8d}', '\u{fe8e}']);
        assert_eq!(forms('\u{6cc}'), ['\u{fbfc}', '\u{fbfd}', '\u{fbfe}', '\u{fbff}']);
        // Noon ghunna: two forms only.
        assert_eq!(forms('\u{6ba}'), ['\u{fb9e}', '\u{fb9f}', '\u{fb9e}', '\u{fb9f}']);
        for letter in "ۂڕڵەێٽڏڊڙڪټځڅډړږښګڼۍabcש".chars() {
            assert_eq!(forms(letter), [letter; 4]);
        }
        for letter in "پچژگکیہےںڑٹھةىئؤ".chars() {
            assert!(forms(letter).iter().all(|&form| form != letter), "{letter}");
        }
    }

    #[test]
    fn a_chain_joins_letter_by_letter() {
        let joins = |text: &str| {
            let mut joiner = Joiner::new();
            text.chars()
                .enumerate()
                .filter_map(|(i, c)| joiner.feed(Joining::of(c), i as u32))
                .collect::<Vec<_>>()
        };
        assert_eq!(joins("\u{628}\u{64e}\u{628}\u{627}\u{628}"), [0, 2]); // beh fatha beh alef | beh
        assert_eq!(joins("\u{628}\u{200c}\u{628}"), [0_u32; 0]); // ZWNJ
        assert_eq!(joins("\u{628}\u{640}\u{627}"), [0, 1]); // tatweel
        assert_eq!(joins("a\u{628}"), [0_u32; 0]);
    }
}
