//! What was typed in a line before, to be gone through with the arrows: here and, as far as the library tells, in
//! readings before this one.

use super::line::Line;

/// Lines that are remembered.
const MOST: usize = 100;

/// The lines.
#[derive(Clone, Debug, Default)]
pub struct Recall {
    /// The last one last.
    lines: Vec<String>,
    /// The one that is shown; `None`: what is being typed.
    at: Option<usize>,
    /// What was being typed before one was shown.
    typed: String,
    /// Whether the library was asked for the lines of before.
    pub asked: bool,
    /// Whether one of them was wanted before they came.
    wanted: bool,
}

impl Recall {
    /// Remembers a line, at the end even where it stood before; answers whether there is anything in it.
    pub fn keep(&mut self, line: &str) -> bool {
        self.at = None;
        if line.trim().is_empty() {
            return false;
        }
        self.lines.retain(|known| known != line);
        self.lines.push(line.to_owned());
        if self.lines.len() > MOST {
            self.lines.remove(0);
        }
        true
    }

    /// Puts the lines of earlier readings, the last one last, before those of this one.
    pub fn before(&mut self, mut lines: Vec<String>) {
        lines.retain(|line| !self.lines.contains(line));
        // The one that is shown stays the one that is shown.
        self.at = self.at.map(|at| at + lines.len());
        lines.append(&mut self.lines);
        self.lines = lines;
    }

    /// Whether a line was wanted that was not there yet; it is no more.
    pub fn take_wanted(&mut self) -> bool {
        std::mem::take(&mut self.wanted)
    }

    /// Shows the line before (after) the one that is shown; answers whether there is one.
    pub fn go(&mut self, back: bool, line: &mut Line) -> bool {
        let to = match (self.at, back) {
            (None, true) => self.lines.len().checked_sub(1),
            (Some(at), true) => at.checked_sub(1),
            (Some(at), false) => Some(at + 1),
            (None, false) => None,
        };
        let Some(to) = to else {
            self.wanted = back && self.lines.is_empty();
            return false;
        };
        if self.at.is_none() {
            self.typed = line.text().to_owned();
        }
        self.at = (to < self.lines.len()).then_some(to);
        *line = Line::new(self.lines.get(to).unwrap_or(&self.typed));
        true
    }

    /// A line was begun, or changed by hand: it is what is being typed.
    pub fn changed(&mut self) {
        (self.at, self.wanted) = (None, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_gone_through_and_what_was_typed_comes_back() {
        let mut recall = Recall::default();
        let mut line = Line::new("ق");
        assert!(!recall.go(true, &mut line), "nothing yet");
        assert!(recall.take_wanted() && !recall.take_wanted(), "but it is wanted");
        for kept in ["أول", "ثان", "أول", " "] {
            recall.keep(kept);
        }
        let mut seen = Vec::new();
        for back in [true, true, true, false, false, false] {
            recall.go(back, &mut line);
            seen.push(line.text().to_owned());
        }
        assert_eq!(seen, ["أول", "ثان", "ثان", "أول", "ق", "ق"]);
        recall.go(true, &mut line);
        recall.before(vec!["قديم".to_owned(), "ثان".to_owned()]);
        let mut seen = Vec::new();
        while recall.go(true, &mut line) {
            seen.push(line.text().to_owned());
        }
        assert_eq!(seen, ["ثان", "قديم"], "older ones lie behind those of this reading, each once");
    }
}
