//! The places one jumped from, to go back to and forward again.

/// A list of offsets with a point in it, as in a browser.
#[derive(Clone, Debug, Default)]
pub struct History {
    back: Vec<u32>,
    forward: Vec<u32>,
}

/// Places that are kept.
const KEPT: usize = 200;

impl History {
    /// Remembers the place that a jump leaves.
    pub fn leave(&mut self, offset: u32) {
        self.forward.clear();
        if self.back.last() != Some(&offset) {
            self.back.push(offset);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
    }

    /// The place before, `here` being remembered for the way forward.
    pub fn back(&mut self, here: u32) -> Option<u32> {
        let to = self.back.pop()?;
        self.forward.push(here);
        Some(to)
    }

    /// The place after, `here` being remembered for the way back.
    pub fn forward(&mut self, here: u32) -> Option<u32> {
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
        let mut history = History::default();
        history.leave(10);
        history.leave(20);
        assert_eq!(history.back(30), Some(20));
        assert_eq!(history.back(20), Some(10));
        assert_eq!(history.back(10), None);
        assert_eq!(history.forward(10), Some(20));
        assert_eq!(history.forward(20), Some(30));
        assert_eq!(history.forward(30), None);
        history.leave(5);
        assert_eq!(history.forward(5), None);
    }
}
