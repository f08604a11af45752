//! For a terminal that always reorders whole rows: the row whose reordering is ours.
//!
//! The terminal is taken to run UAX #9 over the row in a left-to-right paragraph. Guesses are made and
//! checked by reordering them. Two need nothing but the row's own signs. What they cannot send (a number
//! to the right of right-to-left letters: nothing in such a paragraph keeps it there) goes between LRO and
//! PDF, which take no cell where they are heeded.

use super::overriding::{LRO, PDF};
use super::{Unit, overriding};
use crate::text::bidi::{Class, Level, Order, Paragraph, visual_order};

/// Replaces a row in visual order by what the terminal reorders into it; whether that was checked. Where
/// nothing comes out, the nearest guess is sent.
pub(super) fn encode(units: &mut Vec<Unit>) -> bool {
    let comes_out = |guess: &[Unit]| {
        let mut shown = reordered(guess, 0);
        for unit in &mut shown {
            unit.symbol.retain(|c| !is_control(&c));
        }
        shown == *units
    };
    let nearest = reordered(units, 0);
    let right = if comes_out(&nearest) {
        Some(nearest.clone())
    } else {
        [by_context, held].into_iter().map(|guess| guess(units)).find(|guess| comes_out(guess))
    };
    let checked = right.is_some();
    *units = right.unwrap_or(nearest);
    checked
}

fn is_control(c: &char) -> bool {
    matches!(*c, LRO | PDF)
}

/// The row held in its order by controls.
fn held(units: &[Unit]) -> Vec<Unit> {
    let mut held = units.to_vec();
    overriding::hold(&mut held, 0..units.len());
    held
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
    // A control stands for itself; what else a unit holds goes with its first character.
    let (mut text, mut starts, mut owners) = (String::new(), Vec::new(), Vec::new());
    for (number, unit) in units.iter().enumerate() {
        let base = unit.symbol.chars().position(|c| !is_control(&c));
        for (at, c) in unit.symbol.chars().enumerate() {
            if is_control(&c) || Some(at) == base {
                paragraph.push(c);
                starts.push(text.len());
                owners.push((Some(at) == base).then_some(number));
                text.push(c);
            }
        }
    }
    paragraph.resolve(base, &text, starts.into_iter());
    let (mut levels, mut order) = (Vec::new(), Vec::new());
    if let Order::Uniform(level) = paragraph.row(0..owners.len(), &mut levels, &mut order) {
        levels.resize(owners.len(), level);
        visual_order(&levels, &mut order);
    }
    let shown = order.iter().filter_map(|index| {
        let unit = &units[owners[*index as usize]?];
        Some(if levels[*index as usize] & 1 == 1 { unit.mirrored() } else { unit.clone() })
    });
    shown.collect()
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
    let at = |index: &u32| {
        let unit = &units[*index as usize];
        if levels[*index as usize] & 1 == 1 { unit.mirrored() } else { unit.clone() }
    };
    order.iter().map(at).collect()
}

/// What a terminal makes of a row that is sent, for tests.
#[cfg(test)]
pub(super) fn as_shown(sent: &[Unit]) -> Vec<Unit> {
    reordered(sent, 0)
}
