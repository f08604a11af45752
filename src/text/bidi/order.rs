//! The levels and the visual order of one row: L1 and L2, over its own units only.

use std::ops::Range;

use super::Class::{B, S, WS};
use super::{Level, Paragraph};

/// The order of a row, left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// All units are at this level: from first to last where it is even, else from last to first.
    Uniform(Level),
    /// As [`Paragraph::row`] wrote it out.
    Mixed,
}

impl Paragraph {
    /// The levels of the row that holds the units `range` (L1), and their order from left to right
    /// as numbers counted from the row's start (L2). Where all are at the base level, nothing is
    /// written. Costs what the row's length is, never the paragraph's.
    pub fn row(&self, range: Range<usize>, levels: &mut Vec<Level>, order: &mut Vec<u32>) -> Order {
        levels.clear();
        order.clear();
        if self.levels.is_empty() || self.levels[range.clone()].iter().all(|level| *level == self.base) {
            return Order::Uniform(self.base);
        }
        levels.extend_from_slice(&self.levels[range.clone()]);
        // L1: segment and paragraph separators, white space before them and at the row's end.
        let separators = self.seen & (S.bit() | B.bit()) != 0;
        let mut reset = true;
        for (class, level) in self.classes[range].iter().zip(&mut *levels).rev() {
            reset = match class {
                B | S => true,
                WS => reset,
                class if class.is_isolate() || class.is_removed() => reset,
                _ => false,
            };
            if reset {
                *level = self.base;
            } else if !separators {
                break;
            }
        }
        visual_order(levels, order);
        Order::Mixed
    }
}

/// L2: the units in visual order, left to right, appended to `order`.
pub fn visual_order(levels: &[Level], order: &mut Vec<u32>) {
    // Runs of one level are reversed as wholes, then written out one by one.
    let mut runs: Vec<(u32, u32, Level)> = Vec::new();
    for (i, &level) in levels.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if run.2 == level => run.1 += 1,
            _ => runs.push((i as u32, i as u32 + 1, level)),
        }
    }
    let highest = runs.iter().map(|run| run.2).max().unwrap_or(0);
    let lowest_odd = runs.iter().map(|run| run.2).filter(|level| level & 1 == 1).min().unwrap_or(highest + 1);
    for level in (lowest_odd..=highest).rev() {
        let mut at = 0;
        while at < runs.len() {
            let n = runs[at..].iter().take_while(|run| run.2 >= level).count();
            runs[at..at + n].reverse();
            at += n.max(1);
        }
    }
    order.reserve(levels.len());
    for (start, end, level) in runs {
        if level & 1 == 1 {
            order.extend((start..end).rev());
        } else {
            order.extend(start..end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_reversed_from_the_highest_level_down() {
        let mut order = Vec::new();
        visual_order(&[0, 1, 1, 2, 2, 1, 0], &mut order);
        assert_eq!(order, [0, 5, 3, 4, 2, 1, 6]);
        order.clear();
        visual_order(&[], &mut order);
        assert!(order.is_empty());
        visual_order(&[126; 3], &mut order);
        assert_eq!(order, [0, 1, 2]);
    }
}
