//! The row of chips above the list: legend, tabs and counts in one.

use crate::highlight::Group;

use super::Model;
use crate::tui::geometry::Geometry;
use crate::tui::signs;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// The tab.
    pub group: Option<Group>,
    /// Signs or words with their counts, in order.
    pub pieces: Vec<(ChipSign, String)>,
    /// Cells from the starting edge of the row.
    pub start: u16,
    /// Cells taken.
    pub width: u16,
    /// Free cells beside it, as far as they are its own.
    pub air: u16,
}

/// What stands before a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipSign {
    /// The sign of a kind.
    Sign(signs::Sign),
    /// A word of the interface.
    Word(&'static str),
}

/// The chips that have room, the shown tab always among them.
pub fn chips(model: &Model, geometry: &Geometry) -> Vec<Chip> {
    let room = geometry.list.text.width;
    let tries = [(true, 3), (true, 2), (false, 3), (false, 2), (false, 1)];
    let laid = |(split, gap): (bool, u16)| lay(all(model, split), gap);
    let fitting = tries.into_iter().map(laid).find(|chips| end(chips) <= room);
    fitting.unwrap_or_else(|| {
        let mut chips = all(model, false);
        while chips.len() > 1 && end(&lay(chips.clone(), 1)) > room {
            // Whole chips only, from the end; those before the shown tab go where it would not be seen.
            if chips.last().is_some_and(|last| last.group == model.filter.group) {
                chips.remove(0);
            } else {
                chips.pop();
            }
        }
        lay(chips, 1)
    })
}

/// The tab of the chip at that column of the screen.
pub fn at(model: &Model, geometry: &Geometry, column: u16) -> Option<Option<Group>> {
    let text = geometry.list.text;
    let from_start = if model.direction().is_rtl() {
        (text.x + text.width).checked_sub(column + 1)?
    } else {
        column.checked_sub(text.x)?
    };
    let chip = chips(model, geometry)
        .into_iter()
        .find(|chip| (chip.start..chip.start + chip.width).contains(&from_start))?;
    Some(chip.group)
}

fn end(chips: &[Chip]) -> u16 {
    chips.last().map_or(0, |last| last.start + last.width)
}

fn lay(mut chips: Vec<Chip>, gap: u16) -> Vec<Chip> {
    let mut start = 0;
    for chip in &mut chips {
        let pieces = chip.pieces.iter().map(|(sign, count)| {
            let sign = match sign {
                ChipSign::Sign(_) => 1,
                ChipSign::Word(word) => crate::layout::columns(word),
            };
            sign + 1 + count.len() as u16
        });
        chip.width = pieces.sum::<u16>() + chip.pieces.len() as u16 - 1;
        chip.start = start;
        chip.air = u16::from(gap > 1);
        start += chip.width + gap;
    }
    chips
}

fn all(model: &Model, split: bool) -> Vec<Chip> {
    let (tally, whole) = model.shelf.tally();
    let count = |n: usize| if whole { n.to_string() } else { format!("{n}…") };
    crate::tui::update::tabs()
        .into_iter()
        .map(|group| {
            let pieces = match group {
                None => vec![(ChipSign::Word(model.strings.get("tab.all")), count(tally.all()))],
                Some(Group::Quotes) if split && tally.reports > 0 => {
                    let direct = tally.groups[Group::Quotes as usize] - tally.reports;
                    vec![
                        (ChipSign::Sign(signs::QUOTE), count(direct)),
                        (ChipSign::Sign(signs::REPORT), count(tally.reports)),
                    ]
                }
                Some(group) => {
                    vec![(ChipSign::Sign(signs::of_group(group)), count(tally.groups[group as usize]))]
                }
            };
            Chip { group, pieces, start: 0, width: 0, air: 0 }
        })
        .collect()
}
