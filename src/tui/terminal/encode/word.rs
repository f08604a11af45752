//! For a terminal that turns round every word whose script runs right to left, and leaves the order of
//! words alone (kitty; TERMINALS, mode C).
//!
//! It turns what it draws in one go: signs of one font without a blank between them. An Arabic word goes
//! with the signs beside it, for a font that has the joined forms has those too. Letters of which it is
//! known that they come from another font are drawn apart from these.

use ratatui::style::Modifier;

use super::Unit;
use crate::text::bidi::Class;
use crate::tui::terminal::table::Fonts;

/// What chooses another cut of the font.
pub(super) const CUT: Modifier = Modifier::BOLD.union(Modifier::ITALIC);

/// Turns the words round that the terminal will turn back.
pub(super) fn encode(units: &mut [Unit], fonts: &Fonts) {
    let runs = units.chunk_by_mut(|one, next| {
        !is_gap(one) && !is_gap(next) && one.cut == next.cut && is_apart(one, fonts) == is_apart(next, fonts)
    });
    for run in runs.filter(|run| run.len() > 1) {
        if run.iter().all(|unit| is_apart(unit, fonts)) {
            run.reverse();
            continue;
        }
        let turned: Vec<Unit> = run.iter().rev().map(Unit::mirrored).collect();
        // The script of the first letter that is sent decides. A word that begins right to left on
        // either side of a left-to-right one can be sent in no way; most of it is right if it is turned.
        let runs_left = |symbol: &str| symbol.chars().next().is_some_and(runs_left);
        if first_letter(&turned).is_some_and(runs_left) || first_letter(run).is_some_and(runs_left) {
            run.clone_from_slice(&turned);
        }
    }
}

fn is_apart(unit: &Unit, fonts: &Fonts) -> bool {
    fonts.apart.hold(unit.character())
}

/// Blanks part words, and so do lines and blocks, which are drawn, not set from a font.
fn is_gap(unit: &Unit) -> bool {
    unit.is_blank() || matches!(unit.character(), '\u{2500}'..='\u{259f}')
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
