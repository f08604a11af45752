//! Rows of a table as lines: its cells with a bar between them, one that reaches over several rows in each of them.

use super::dom::{Dom, Id};

/// No cell reaches further than this, in rows and in columns.
const FARTHEST: usize = 500;

/// How much of a table may be said again, in bytes.
const AGAIN: usize = 64 << 10;

/// What stands between two cells.
const BAR: &str = " | ";

/// A table of data while it is read.
pub struct Table {
    /// Its element.
    pub id: Id,
    /// Whether it has several rows.
    pub is_long: bool,
    /// The column of the cell that is read, or is next.
    column: usize,
    /// Where the words of the cell begin that is read, over how many rows and columns it reaches.
    cell: Option<(usize, usize, usize)>,
    /// Cells of rows above that reach into the next ones: column, how many columns, for how many rows yet, words.
    above: Vec<(usize, usize, usize, String)>,
    again: usize,
}

impl Table {
    /// A table that begins.
    pub fn new(dom: &Dom, id: Id) -> Self {
        let rows = dom.inside(id).take(4000).filter(|id| dom.name(*id) == "tr").count();
        Table { id, is_long: rows > 1, column: 0, cell: None, above: Vec::new(), again: 0 }
    }

    /// A row begins.
    pub fn begin_row(&mut self) {
        self.column = 0;
        self.cell = None;
    }

    /// A cell begins in the line `words`.
    pub fn begin_cell(&mut self, dom: &Dom, id: Id, words: &mut String) {
        self.reach(words, false);
        bar(words);
        let span = |name| dom.attribute(id, name).and_then(|n| n.trim().parse().ok()).unwrap_or(1);
        let (rows, columns) = (span("rowspan"), span("colspan"));
        self.cell = Some((words.len(), rows.clamp(1, FARTHEST), columns.clamp(1, FARTHEST)));
    }

    /// The cell ends.
    pub fn end_cell(&mut self, words: &str) {
        let Some((from, rows, columns)) = self.cell.take() else { return };
        let own = words.get(from..).unwrap_or_default().trim();
        if rows > 1 && self.above.len() < FARTHEST {
            let place = self.above.partition_point(|(column, ..)| *column < self.column);
            self.above.insert(place, (self.column, columns, rows, own.to_owned()));
        }
        self.column += columns;
    }

    /// The row ends: what reaches into it beyond its last cell, too.
    pub fn end_row(&mut self, words: &mut String) {
        self.reach(words, true);
        for cell in &mut self.above {
            cell.2 -= 1;
        }
        self.above.retain(|(_, _, rows, _)| *rows > 0);
    }

    /// Says what reaches from above into the columns from here on, up to one that does not, or to all.
    fn reach(&mut self, words: &mut String, all: bool) {
        for (column, columns, _, own) in &self.above {
            let next = *column == self.column || all && *column > self.column;
            if next && !own.is_empty() && self.again + own.len() < AGAIN {
                bar(words);
                words.push_str(own);
                self.again += own.len();
            }
            if next {
                self.column = column + columns;
            }
        }
    }
}

/// A bar, if anything stands before it that it parts from.
fn bar(words: &mut String) {
    let end = words.trim_end().len();
    if end > 0 && !words[..end].ends_with('|') {
        words.truncate(end);
        words.push_str(BAR);
    }
}
