//! For a terminal that turns round every word whose script runs right to left, and leaves the order of
//! words alone (kitty; TERMINALS, mode C).

use super::{Unit, is_rtl};
use crate::text::bidi::Class;

/// Turns the words round that the terminal will turn back.
pub(super) fn encode(units: &mut [Unit]) {
    for word in units.split_mut(|unit| unit.is_blank() || is_drawn(unit)) {
        let turned: Vec<Unit> = word.iter().rev().map(Unit::mirrored).collect();
        // The script of the first letter that is sent decides. A word that begins right to left on
        // either side of a left-to-right one can be sent in no way; most of it is right if it is turned.
        let turns = first_letter(&turned).is_some_and(is_rtl);
        if turns || first_letter(word).is_some_and(is_rtl) {
            word.clone_from_slice(&turned);
        }
    }
}

/// Lines and blocks are drawn, not set from a font: they part words.
fn is_drawn(unit: &Unit) -> bool {
    matches!(unit.character(), '\u{2500}'..='\u{259f}')
}

/// The first symbol with a script of its own.
fn first_letter(word: &[Unit]) -> Option<&str> {
    let letter = |unit: &&Unit| matches!(Class::of(unit.character()), Class::L | Class::R | Class::AL);
    word.iter().find(letter).map(|unit| unit.symbol.as_str())
}
