//! Where rows end: as many columns as fit, at the last opportunity of UAX #14, else between clusters.
//!
//! White space at a row's end hangs: it belongs to the row and takes no column. Opportunities are
//! looked for only near a row's end: `letter space letter` may always be broken (LB18), and a letter
//! is a state from which UAX #14 goes on as from the start of a text, so that it is asked only about
//! the stretch from the last such place on.

use super::Form;
use super::unit::Units;
use crate::text::segment;

const SOFT_HYPHEN: char = '\u{ad}';

/// The ends of the rows, as numbers of clusters; the last is the number of all. Sets the columns of
/// tabs. A width of 0 is without limit.
pub(super) fn row_ends(units: &mut Units, width: u16) -> Vec<usize> {
    let mut ends = Vec::new();
    let count = units.len();
    let mut start = 0;
    let mut column = 0_u32;
    let mut at = 0;
    while at < count {
        let columns = units.place(at, column);
        let space = units.units[at].form & Form::SPACE != 0;
        if width > 0 && !space && columns > 0 && column + columns > u32::from(width) && column > 0 {
            let end = last_break(units, start, at, width);
            ends.push(end);
            (start, column, at) = (end, 0, end);
            continue;
        }
        column += columns;
        at += 1;
    }
    ends.push(count);
    ends
}

impl Units<'_> {
    /// The columns of a cluster that begins at `column` of its row.
    #[inline]
    fn place(&mut self, at: usize, column: u32) -> u32 {
        let unit = &mut self.units[at];
        if unit.tab {
            unit.columns = 8 - (column % 8) as u8;
        }
        u32::from(unit.columns)
    }

    /// Whether the cluster is a soft hyphen, which is shown where a row ends after it.
    fn is_soft_hyphen(&self, at: usize) -> bool {
        let unit = &self.units[at];
        unit.columns == 0 && self.text[unit.start as usize..].starts_with(SOFT_HYPHEN)
    }

    /// Whether a row of these clusters ends in a hyphen that is only there at a row's end.
    pub(super) fn shows_hyphen(&self, start: usize, end: usize, width: u16) -> bool {
        let columns = || self.units[start..end].iter().map(|unit| u32::from(unit.columns)).sum::<u32>();
        end < self.len() && self.is_soft_hyphen(end - 1) && columns() < u32::from(width)
    }

    /// Whether a row may surely end before this cluster: `letter space letter`.
    fn surely_breaks(&self, at: usize) -> bool {
        self.units[at].letter
            && self.units[at - 2].letter
            && self.text.as_bytes()[self.units[at - 1].start as usize] == b' '
            && self.units[at - 1].form & Form::SPACE != 0
    }
}

/// Where the row from `start` ends if the cluster `over` does not fit any more: after `start`, at
/// most at `over`.
fn last_break(units: &Units, start: usize, over: usize, width: u16) -> usize {
    let sure = (start + 2..=over).rev().find(|&at| units.surely_breaks(at));
    let from = sure.unwrap_or(start);
    let stretch = units.units[from].start as usize..units.units[over + 1].start as usize;
    let offset = stretch.start as u32;
    let mut best = sure;
    let mut at = from;
    for line_break in segment::line_breaks(&units.text[stretch]) {
        let end = line_break.offset as u32 + offset;
        while units.units[at].start < end {
            at += 1;
        }
        if at > over {
            break;
        }
        if units.units[at].start == end && at > start && fits(units, start, at, width) {
            best = Some(at);
        }
    }
    best.unwrap_or(over)
}

/// Whether a row of the clusters from `start` to `end` has room for the hyphen that a soft hyphen at its
/// end shows, if it ends in one.
fn fits(units: &Units, start: usize, end: usize, width: u16) -> bool {
    !units.is_soft_hyphen(end - 1) || units.shows_hyphen(start, end, width)
}
