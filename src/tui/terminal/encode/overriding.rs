//! For a terminal that reorders rows, behind a multiplexer that swallows `CSI 8 l` but keeps what stands in
//! cells: LRO and PDF (UAX #9, X5 and X7) around each stretch hold it in visual order (TERMINALS, b,
//! tmux, remedy 3).

use super::{Unit, is_rtl};

pub(super) const LRO: char = '\u{202d}';
pub(super) const PDF: char = '\u{202c}';

/// Puts the two round what stands in each pane, from its first sign to its last. The first column of the
/// row is left out: there VTE loses them.
pub(super) fn encode(units: &mut [Unit]) {
    let Some((_, rest)) = units.split_first_mut() else { return };
    for pane in rest.split_mut(|unit| matches!(unit.character(), '\u{2500}'..='\u{257f}')) {
        if pane.iter().any(|unit| is_rtl(&unit.symbol)) {
            hold(pane);
        }
    }
}

/// Puts the two round all that is not blank at the edges.
pub(super) fn hold(units: &mut [Unit]) {
    let first = units.iter().position(|unit| !unit.is_blank());
    let last = units.iter().rposition(|unit| !unit.is_blank());
    if let (Some(first), Some(last)) = (first, last) {
        units[first].symbol.insert(0, LRO);
        units[last].symbol.push(PDF);
    }
}
