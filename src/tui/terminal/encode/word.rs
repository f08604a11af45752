//! For a terminal that turns round every word whose script runs right to left, and leaves the order of
//! words alone (kitty; TERMINALS, mode C).

use super::Unit;
use crate::text::bidi::Class;

/// Turns the words round that the terminal will turn back.
///
/// It turns what it draws from one font, in one go: an Arabic word with the signs beside it, for a font
/// that has the joined forms has those too. Letters of the other scripts (class R: Hebrew) are in hardly
/// any font for terminals: they come from another one than the signs beside them, which stay.
pub(super) fn encode(units: &mut [Unit]) {
    for word in units.split_mut(|unit| unit.is_blank() || is_drawn(unit)) {
        if word.iter().any(|unit| is_of_another_font(&unit.symbol)) {
            for letters in word.split_mut(|unit| !is_of_another_font(&unit.symbol)) {
                letters.reverse();
            }
            continue;
        }
        let turned: Vec<Unit> = word.iter().rev().map(Unit::mirrored).collect();
        // The script of the first letter that is sent decides. A word that begins right to left on
        // either side of a left-to-right one can be sent in no way; most of it is right if it is turned.
        let runs_left = |symbol: &str| symbol.chars().next().is_some_and(runs_left);
        if first_letter(&turned).is_some_and(runs_left) || first_letter(word).is_some_and(runs_left) {
            word.clone_from_slice(&turned);
        }
    }
}

fn is_of_another_font(symbol: &str) -> bool {
    symbol.chars().next().is_some_and(|c| Class::of(c) == Class::R)
}

/// Lines and blocks are drawn, not set from a font: they part words.
fn is_drawn(unit: &Unit) -> bool {
    matches!(unit.character(), '\u{2500}'..='\u{259f}')
}

/// The first symbol with a script of its own. Persian digits and the signs of Arabic numbers are Arabic to
/// a terminal that goes by scripts (Unicode's Scripts.txt), whatever their bidi class.
fn first_letter(word: &[Unit]) -> Option<&str> {
    word.iter().find(|unit| is_scripted(unit.character())).map(|unit| unit.symbol.as_str())
}

fn is_scripted(c: char) -> bool {
    matches!(Class::of(c), Class::L) || runs_left(c)
}

/// Whether a word that begins with it is drawn from right to left.
pub(super) fn runs_left(c: char) -> bool {
    matches!(Class::of(c), Class::R | Class::AL) || matches!(c, '\u{66a}'..='\u{66c}' | '\u{6f0}'..='\u{6f9}')
}
