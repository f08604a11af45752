//! For a terminal that reorders rows, behind a multiplexer that swallows `CSI 8 l` but keeps what stands in
//! cells: LRO and PDF (UAX #9, X5 and X7) around each stretch hold it in visual order (TERMINALS, b,
//! tmux, remedy 3).

use std::ops::Range;

use super::{Unit, is_rtl};

pub(super) const LRO: char = '\u{202d}';
pub(super) const PDF: char = '\u{202c}';

/// Puts the two round what stands in each pane, from its first sign to its last. The first column of the
/// row is left out: there VTE loses them.
pub(super) fn encode(units: &mut [Unit]) {
    let is_line = |unit: &Unit| matches!(unit.character(), '\u{2500}'..='\u{257f}');
    let mut from = 1;
    while from < units.len() {
        let end = units[from..].iter().position(is_line).map_or(units.len(), |length| from + length);
        if units[from..end].iter().any(|unit| is_rtl(&unit.symbol)) {
            hold(units, from..end);
        }
        from = end + 1;
    }
}

/// Puts the two round all that is not blank at the edges.
///
/// A multiplexer keeps what takes no cell with the cell before it. So that it is ours to change there, and
/// does not grow with each frame, the first one is sent with that cell, where there is one.
pub(super) fn hold(units: &mut [Unit], pane: Range<usize>) {
    let start = pane.start;
    let first = units[pane.clone()].iter().position(|unit| !unit.is_blank()).map(|at| start + at);
    let last = units[pane].iter().rposition(|unit| !unit.is_blank()).map(|at| start + at);
    if let (Some(first), Some(last)) = (first, last) {
        match first.checked_sub(1) {
            Some(before) => units[before].symbol.push(LRO),
            None => units[first].symbol.insert(0, LRO),
        }
        units[last].symbol.push(PDF);
    }
}
