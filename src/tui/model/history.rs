//! The places one jumped from, to go back to and forward again.

use super::shelf::Selected;

/// A place one was at: what was read, and what was selected there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The words at the reading line.
    pub offset: u32,
    /// The selected highlight.
    pub selected: Option<Selected>,
}

/// A list of places with a point in it, as in a browser.
#[derive(Clone, Debug, Default)]
pub struct History {
    back: Vec<Stop>,
    forward: Vec<Stop>,
}

/// Places that are kept.
const KEPT: usize = 200;

impl History {
    /// Remembers the place that a jump leaves.
    pub fn leave(&mut self, stop: Stop) {
        self.forward.clear();
        if self.back.last() != Some(&stop) {
            self.back.push(stop);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
    }

    /// The place before, `here` being remembered for the way forward.
    pub fn back(&mut self, here: Stop) -> Option<Stop> {
        let to = self.back.pop()?;
        self.forward.push(here);
        Some(to)
    }

    /// The place after, `here` being remembered for the way back.
    pub fn forward(&mut self, here: Stop) -> Option<Stop> {
        let to = self.forward.pop()?;
        self.back.push(here);
        Some(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_undo_each_other() {
        let at = |offset| Stop { offset, selected: None };
        let mut history = History::default();
        history.leave(at(10));
        history.leave(at(20));
        assert_eq!(history.back(at(30)), Some(at(20)));
        assert_eq!(history.back(at(20)), Some(at(10)));
        assert_eq!(history.back(at(10)), None);
        assert_eq!(history.forward(at(10)), Some(at(20)));
        assert_eq!(history.forward(at(20)), Some(at(30)));
        assert_eq!(history.forward(at(30)), None);
        history.leave(at(5));
        assert_eq!(history.forward(at(5)), None);
    }
}
