//! Where the cells of the article's pane lead.

use crate::tui::model::{Model, hints};
use crate::tui::terminal::hyperlink::Hyperlink;

/// The links that are seen, as stretches of cells: in a row of mixed direction one link may be several.
pub fn links(model: &Model) -> Vec<Hyperlink> {
    let text = model.geometry().article.text;
    if !model.overlays.is_empty() || text.width == 0 {
        return Vec::new();
    }
    let mut stretches = Vec::new();
    for (span, address) in hints::links(model) {
        for (y, seen) in model.page.seen().iter().enumerate().filter(|(_, seen)| seen.span().overlaps(span)) {
            let Some((rows, row)) = &seen.row else { continue };
            let width = rows.rows()[*row].width;
            let rtl = rows.direction().is_rtl();
            let left = if rtl { (text.x + text.width).saturating_sub(width) } else { text.x };
            for boxed in rows.boxes(span.shared(seen.span())).into_iter().filter(|boxed| boxed.row == *row) {
                let columns = left + boxed.columns.start..left + boxed.columns.end;
                let address = address.clone();
                stretches.push(Hyperlink { y: text.y + y as u16, columns, id: span.start, address });
            }
        }
    }
    stretches
}
