//! The ways between text and rows: offset → row, span → boxes, cell → offset.

use std::ops::Range;

use super::Rows;
use crate::text::span::Span;

/// A stretch of columns of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boxed {
    /// Which row.
    pub row: usize,
    /// Columns, counted from the row's left end.
    pub columns: Range<u16>,
}

impl Rows {
    /// The same rows for a text that begins at document offset `base`, not at 0.
    pub fn from_base(mut self, base: u32) -> Rows {
        let shift = |span: &mut Span| *span = Span::new(span.start + base, span.end + base);
        for row in &mut self.rows {
            shift(&mut row.span);
            row.clusters.iter_mut().for_each(|cluster| shift(&mut cluster.span));
        }
        self.base += base;
        self
    }

    /// The row that shows the character at `offset` (of the document); the first for what stands
    /// before the block, the last for what stands after it.
    pub fn row_at(&self, offset: u32) -> usize {
        self.rows.partition_point(|row| row.span.start <= offset).saturating_sub(1)
    }

    /// Where `span` is seen: from top to bottom, in a row from left to right. One logical stretch
    /// may be several in a row of mixed direction; those side by side are one box. White space at a
    /// row's end has no box. A cluster is boxed as a whole.
    pub fn boxes(&self, span: Span) -> Vec<Boxed> {
        let mut boxes: Vec<Boxed> = Vec::new();
        if span.is_empty() {
            return boxes;
        }
        let first = self.row_at(span.start);
        for (number, row) in
            self.rows.iter().enumerate().skip(first).take_while(|(_, row)| row.span.start < span.end)
        {
            for cluster in
                row.clusters.iter().filter(|cluster| !cluster.span.is_empty() && cluster.span.overlaps(span))
            {
                let columns = cluster.column..cluster.column.saturating_add(u16::from(cluster.width));
                match boxes.last_mut() {
                    Some(last) if last.row == number && last.columns.end == columns.start => {
                        last.columns.end = columns.end;
                    }
                    _ => boxes.push(Boxed { row: number, columns }),
                }
            }
        }
        boxes
    }

    /// The document offset of the cluster in a cell; left or right of the row, that of its leftmost or
    /// rightmost cluster; below the last row, of the last.
    pub fn hit(&self, row: usize, column: u16) -> u32 {
        let row = &self.rows[row.min(self.rows.len() - 1)];
        let after = row.clusters.partition_point(|cluster| cluster.column <= column);
        row.clusters.get(after.saturating_sub(1)).map_or(row.span.start, |cluster| cluster.span.start)
    }
}
