//! Rows as plain text, for pipes, files and terminals without a reader: in visual order (forms,
//! mirrored, padded to the right edge) or in logical order (wrapped, nothing else).
//!
//! Each row ends with a line feed; how blocks are set apart is the caller's affair.

use super::{Digits, Marks, Rows};
use crate::text::cell;
use crate::text::digits::{self, System};
use crate::text::property::Property;

/// Appends the rows as a terminal without bidi shows them. Right-to-left rows are padded on the left
/// so that they end at column `width`; 0 pads nothing.
pub fn visual(rows: &Rows, text: &str, width: u16, into: &mut String) {
    for row in rows.rows() {
        if row.is_rtl() {
            into.extend(std::iter::repeat_n(' ', usize::from(width.saturating_sub(row.width))));
        }
        for cluster in &row.clusters {
            rows.symbol(cluster, text, into);
        }
        into.push('\n');
    }
}

/// Appends the rows in logical order: the characters as they are written, without controls, marks and
/// digits as asked for, white space at the rows' ends left out. Joiners stay, for what shapes it.
pub fn logical(rows: &Rows, text: &str, into: &mut String) {
    let options = rows.options();
    let mut clusters = Vec::new();
    for row in rows.rows() {
        clusters.clear();
        clusters.extend_from_slice(&row.clusters);
        clusters.sort_by_key(|cluster| cluster.span.start);
        for cluster in &clusters {
            if cluster.span.is_empty() || cluster.form.is_space() {
                rows.symbol(cluster, text, into);
                continue;
            }
            let chars = text.get(cluster.span.within(rows.base)).unwrap_or_default().chars();
            let kept = chars.filter(|&c| options.marks == Marks::Keep || !Property::of(c).is_hidable());
            into.extend(kept.filter_map(cell::safe).map(|c| match options.digits {
                Digits::AsWritten => c,
                Digits::Latin => digits::transcode(c, System::Ascii),
                Digits::Arabic => digits::transcode(c, System::Arabic),
            }));
        }
        into.push('\n');
    }
}
