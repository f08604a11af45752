//! The finished cells as the terminal wants them: a pure pass after the view and before the diff.
//!
//! It moves symbols and never styles: what stands behind a cell stays where it is. In all orders but the
//! first, only rows that hold right-to-left letters are looked at. One thing of style it does: a letter
//! that the terminal cannot show in bold is not bold.

mod overriding;
mod row;
mod word;

use std::num::NonZero;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::style::Modifier;

use super::table::{Fonts, Letters, Order};
use crate::text::bidi::Class;
use crate::text::{cell, joining};

/// Encodes the whole buffer for a terminal that wants `order` and draws with these `fonts`.
pub fn encode(buffer: &mut Buffer, order: Order, fonts: &Fonts) {
    let width = usize::from(buffer.area.width).max(1);
    for cells in buffer.content.chunks_mut(width) {
        if order != Order::App && cells.iter().any(|cell| concerns(cell.symbol(), order)) {
            let mut units = units(cells);
            match order {
                Order::App => {}
                Order::Override => overriding::encode(&mut units),
                Order::Word => word::encode(&mut units, fonts),
                Order::Row => {
                    let _ = row::encode(&mut units);
                }
                Order::Terminal => {
                    let _ = row::encode(&mut units);
                    // What controls hold in visual order is not joined by the terminal.
                    if !units.iter().any(|unit| unit.symbol.contains(overriding::LRO)) {
                        unjoin(&mut units);
                    }
                }
                Order::Plain => {
                    row::undo(&mut units);
                    unjoin(&mut units);
                }
            }
            put_back(&units, cells);
        }
        measure(cells);
        if fonts.thin != Letters::NONE {
            thin(cells, &fonts.thin);
        }
    }
}

/// What is painted in one cell or two.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Unit {
    symbol: String,
    width: u16,
    /// Bold, slanted: what chooses another cut of the font.
    cut: Modifier,
}

impl Unit {
    /// Its first character, which decides its class.
    fn character(&self) -> char {
        self.symbol.chars().next().unwrap_or(' ')
    }

    fn is_blank(&self) -> bool {
        self.symbol == " "
    }

    /// As it looks in text that runs the other way (L4).
    fn mirrored(&self) -> Unit {
        let first = self.character();
        let mirrored = crate::text::bidi::mirrored(first);
        if mirrored == first {
            return self.clone();
        }
        let rest = &self.symbol[first.len_utf8()..];
        Unit { symbol: format!("{mirrored}{rest}"), ..*self }
    }
}

/// The units of a row of cells: a wide symbol takes the cell after it.
fn units(cells: &[Cell]) -> Vec<Unit> {
    let mut units = Vec::with_capacity(cells.len());
    let mut at = 0;
    while let Some(cell) = cells.get(at) {
        let symbol = cell.symbol();
        let left = (cells.len() - at) as u16;
        let width = if symbol.len() == 1 { 1 } else { u16::from(cell::columns(symbol)).clamp(1, left) };
        let cut = cell.modifier.intersection(word::CUT);
        units.push(Unit { symbol: symbol.to_string(), width, cut });
        at += usize::from(width);
    }
    units
}

fn put_back(units: &[Unit], cells: &mut [Cell]) {
    let mut at = 0;
    for unit in units {
        for (n, cell) in cells[at..].iter_mut().take(usize::from(unit.width)).enumerate() {
            cell.set_symbol(if n == 0 { &unit.symbol } else { " " });
        }
        at += usize::from(unit.width);
    }
}

/// Letters that show only where they are not bold.
fn thin(cells: &mut [Cell], letters: &Letters) {
    for cell in cells {
        if cell.symbol().chars().next().is_some_and(|letter| letters.hold(letter)) {
            cell.modifier.remove(Modifier::BOLD);
        }
    }
}

/// Joined forms to plain letters, for whom joins by itself. Lam-alef stays in its one cell, and so does
/// the form of the letter that is joined to it: the layout counts on it.
fn unjoin(units: &mut [Unit]) {
    let is_lam_alef =
        |unit: Option<&Unit>| unit.is_some_and(|unit| matches!(unit.character(), '\u{fef5}'..='\u{fefc}'));
    for at in 0..units.len() {
        if is_lam_alef(units.get(at)) || is_lam_alef(units.get(at + 1)) {
            continue;
        }
        let form = units[at].character();
        let letter = joining::letter(form);
        if letter != form {
            units[at].symbol.replace_range(..form.len_utf8(), letter.encode_utf8(&mut [0; 4]));
        }
    }
}

/// Where ratatui would count a symbol's columns otherwise than we do, ours hold.
fn measure(cells: &mut [Cell]) {
    for cell in cells {
        let symbol = cell.symbol();
        if symbol.len() < 2 || is_undisputed(symbol) {
            continue;
        }
        let columns = u16::from(cell::columns(symbol));
        if let Some(width) = NonZero::new(columns)
            && columns != cell.cell_width()
        {
            cell.set_diff_option(CellDiffOption::ForcedWidth(width));
        }
    }
}

/// Whether a symbol is one letter that takes one column whoever counts: what most cells hold.
fn is_undisputed(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    matches!(
        (chars.next(), chars.next()),
        (
            Some(
                '\u{5d0}'..='\u{5ea}'
                | '\u{620}'..='\u{63f}'
                | '\u{641}'..='\u{64a}'
                | '\u{fe80}'..='\u{fefc}',
            ),
            None,
        )
    )
}

/// Whether a symbol runs right to left.
fn is_rtl(symbol: &str) -> bool {
    symbol.len() > 1 && symbol.chars().next().is_some_and(|c| matches!(Class::of(c), Class::R | Class::AL))
}

/// Whether a row holding it is to be looked at.
fn concerns(symbol: &str, order: Order) -> bool {
    is_rtl(symbol)
        || (order == Order::Word && symbol.len() > 1 && symbol.chars().next().is_some_and(word::runs_left))
}

#[cfg(test)]
mod tests;
