//! The letters over the links that are seen, while one is chosen.

use crate::settings::theme::{Band, Tone};
use crate::tui::geometry::Geometry;
use crate::tui::model::Model;

use super::painter::{Look, Painter};

/// Paints each label over the first cells of its link, on the side where its row begins.
pub fn paint(model: &Model, geometry: &Geometry, painter: &mut Painter) {
    let Some(hints) = &model.hints else { return };
    let text = geometry.article.text;
    for hint in hints.left() {
        let band = if hints.looked_at() == Some(hint) { Band::Hit } else { Band::Here };
        let place = model.page.seen().iter().enumerate().find_map(|(y, seen)| {
            let (rows, row) = seen.row.as_ref()?;
            let mut here = rows.boxes(hint.span).into_iter().filter(|boxed| boxed.row == *row);
            let rtl = rows.direction().is_rtl();
            let first = if rtl { here.max_by_key(|boxed| boxed.columns.end) } else { here.next() }?;
            let label = hint.label.len() as u16;
            let width = rows.rows()[*row].width;
            let left = if rtl { (text.x + text.width).saturating_sub(width) } else { text.x };
            let column = if rtl { first.columns.end.saturating_sub(label) } else { first.columns.start };
            Some((left + column, text.y + y as u16))
        });
        let Some((x, y)) = place else { continue };
        for (i, letter) in hint.label.char_indices() {
            let typed = i < hints.typed.len();
            let tone = if typed { Tone::Muted } else { Tone::Strong };
            let look = Look::of(tone).bold().on(Some(band));
            painter.cell(x + i as u16, y, letter.encode_utf8(&mut [0; 4]), look);
        }
    }
}
