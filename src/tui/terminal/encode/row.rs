//! For a terminal that always reorders whole rows: the row whose reordering is ours.
//!
//! The terminal is taken to run UAX #9 over the row in a left-to-right paragraph. Two guesses are made
//! and checked by reordering them; where neither comes out, the nearer one is sent.

use super::Unit;
use crate::text::bidi::{Class, Level, Order, Paragraph, visual_order};

/// Replaces a row in visual order by what the terminal reorders into it; whether that was checked.
pub(super) fn encode(units: &mut Vec<Unit>) -> bool {
    let guesses = [reordered(units, 0), by_context(units)];
    let right = guesses.iter().position(|guess| reordered(guess, 0) == *units);
    let [first, second] = guesses;
    *units = if right == Some(1) { second } else { first };
    right.is_some()
}

/// A row in the logical order that it may have come from, where nobody reorders. Lines part panes.
pub(super) fn undo(units: &mut [Unit]) {
    for pane in units.split_mut(|unit| matches!(unit.character(), '\u{2500}'..='\u{257f}')) {
        let strong = |unit: &&Unit| matches!(Class::of(unit.character()), Class::L | Class::R | Class::AL);
        let last = pane.iter().rev().find(strong).map(|unit| Class::of(unit.character()));
        let base = Level::from(last.is_some_and(|class| class != Class::L));
        let logical = reordered(pane, base);
        pane.clone_from_slice(&logical);
    }
}

/// The units in the order in which a paragraph of that level shows them, mirrored where they run right to
/// left (L2, L4).
fn reordered(units: &[Unit], base: Level) -> Vec<Unit> {
    let mut paragraph = Paragraph::with_capacity(units.len());
    for unit in units {
        paragraph.push(unit.character());
    }
    paragraph.resolve(base, "", std::iter::empty());
    let (mut levels, mut order) = (Vec::new(), Vec::new());
    if let Order::Uniform(level) = paragraph.row(0..units.len(), &mut levels, &mut order) {
        levels.resize(units.len(), level);
        visual_order(&levels, &mut order);
    }
    shown(units, &levels, &order)
}

fn shown(units: &[Unit], levels: &[Level], order: &[u32]) -> Vec<Unit> {
    let at = |index: &u32| {
        let unit = &units[*index as usize];
        if levels[*index as usize] & 1 == 1 { unit.mirrored() } else { unit.clone() }
    };
    order.iter().map(at).collect()
}

/// The guess by what stands around: right-to-left letters and what is between two of them are turned,
/// numbers that follow such a letter keep their own order.
fn by_context(units: &[Unit]) -> Vec<Unit> {
    let classes: Vec<Class> = units.iter().map(|unit| Class::of(unit.character())).collect();
    let mut levels = vec![0; units.len()];
    // In visual order what comes before is to the right.
    let mut right: Option<Class> = None;
    for (at, class) in classes.iter().enumerate().rev() {
        let rtl = matches!(right, Some(Class::R | Class::AL));
        match class {
            Class::L => right = Some(Class::L),
            Class::R | Class::AL => {
                levels[at] = 1;
                right = Some(*class);
            }
            Class::EN | Class::AN if rtl => levels[at] = 2,
            _ => {}
        }
    }
    // What stands between two that are turned is turned with them.
    let mut from: Option<usize> = None;
    for at in 0..levels.len() {
        if levels[at] == 0 {
            continue;
        }
        if let Some(from) = from {
            let between = from + 1..at;
            if between.clone().all(|at| classes[at] != Class::L && levels[at] == 0) {
                let number = levels[from] == 2
                    && levels[at] == 2
                    && between.len() == 1
                    && matches!(classes[from + 1], Class::CS | Class::ES);
                levels[between].fill(if number { 2 } else { 1 });
            }
        }
        from = Some(at);
    }
    let mut order = Vec::new();
    visual_order(&levels, &mut order);
    shown(units, &levels, &order)
}

/// What a terminal makes of a row that is sent, for tests.
#[cfg(test)]
pub(super) fn as_shown(sent: &[Unit]) -> Vec<Unit> {
    reordered(sent, 0)
}
