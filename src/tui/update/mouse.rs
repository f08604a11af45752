//! The mouse: a wheel per pane, a click on a highlight selects it on both sides.

use crate::command::{Reach, Step};
use crate::tui::model::chips;
use crate::tui::model::selection::{Selection, Unit};
use crate::tui::model::{Focus, Model, Overlay};
use crate::tui::msg::{Effect, Mouse, MouseKind};

use super::{act, jump, scroll};
use crate::command::Action;

/// Rows that one notch of the wheel moves.
const NOTCH: isize = 3;

/// What the mouse does.
pub fn mouse(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    model.notice = None;
    let geometry = model.geometry();
    if mouse.kind == MouseKind::Press {
        model.pressed = None;
    }
    let in_list = geometry.list.text.width > 0 && geometry.list.area.contains(mouse.column, mouse.row);
    match mouse.kind {
        MouseKind::Wheel(step) if !model.overlays.is_empty() => {
            return act(model, Action::Move(Reach::Line, step), None);
        }
        MouseKind::Wheel(step) if in_list => {
            let last = model.list.entries().len().saturating_sub(1);
            model.list.top = match step {
                Step::Forward => (model.list.top + 1).min(last),
                Step::Backward => model.list.top.saturating_sub(1),
            };
        }
        MouseKind::Wheel(step) => scroll::rows(model, if step == Step::Forward { NOTCH } else { -NOTCH }),
        MouseKind::Drag => {
            if model.overlays.is_empty() {
                drag(model, mouse);
            }
        }
        MouseKind::Press if !model.overlays.is_empty() => {
            if matches!(model.overlays.last(), Some(Overlay::Help(_))) {
                model.overlays.pop();
            }
        }
        MouseKind::Press if in_list => {
            let row = usize::from(mouse.row - geometry.list.area.y);
            if let Some(card) = model.list.at_row(row, |card| model.card_height(card)) {
                super::focus(model, Focus::List);
                model.leave();
                jump::select_card(model, card);
            }
        }
        MouseKind::Press if geometry.chips == Some(mouse.row) => {
            if let Some(tab) = chips::at(model, &geometry, mouse.column) {
                jump::show_tab(model, tab);
            }
        }
        MouseKind::Press => {
            model.selection = None;
            press_article(model, mouse);
        }
    }
    Vec::new()
}

/// Takes the selection to the cell under the mouse; it begins where the button went down.
fn drag(model: &mut Model, mouse: Mouse) {
    let Some((offset, _)) = offset_at(model, mouse, true) else { return };
    if model.selection.is_none() {
        let from = model.pressed.unwrap_or(offset);
        model.selection = Selection::at(from, Unit::Cluster, &mut model.shelf);
    }
    if let Some(selection) = &mut model.selection {
        selection.reach(offset, &mut model.shelf);
    }
}

fn press_article(model: &mut Model, mouse: Mouse) {
    let pane = model.geometry().article;
    if pane.text.width == 0 || !pane.area.contains(mouse.column, mouse.row) {
        return;
    }
    super::focus(model, Focus::Article);
    model.pressed = offset_at(model, mouse, true).map(|(offset, _)| offset);
    let Some((offset, chunk)) = offset_at(model, mouse, false) else { return };
    let Some(held) = model.shelf.held(chunk) else { return };
    // The shown kinds first, then any: the smallest that holds the place.
    let here = held.occurrences.iter().filter(|o| o.span.contains(offset));
    let best =
        here.min_by_key(|o| (!model.filter.shows(&held.highlights[o.highlight], &held.chunk), o.span.len()));
    if let Some(found) = best.map(|o| o.selected(chunk)) {
        if model.shelf.shows(&found, &model.filter) != Some(true) {
            jump::show_tab(model, Some(found.group));
        }
        model.select(Some(found));
    }
}

/// The offset of the cluster in a cell of the article's pane, and its chunk; `beside` a row its nearest one.
fn offset_at(model: &Model, mouse: Mouse, beside: bool) -> Option<(u32, usize)> {
    let pane = model.geometry().article;
    if pane.text.width == 0
        || !(pane.area.contains(mouse.column, mouse.row) || beside && mouse.row >= pane.text.y)
    {
        return None;
    }
    let row = usize::from(mouse.row - pane.text.y);
    let seen = model.page.seen().get(row)?;
    let (rows, row) = seen.row.as_ref()?;
    let width = rows.rows()[*row].width;
    let rtl = rows.direction().is_rtl();
    let left = if rtl { (pane.text.x + pane.text.width).saturating_sub(width) } else { pane.text.x };
    let inside = (left..left + width).contains(&mouse.column);
    (inside || beside).then(|| (rows.hit(*row, mouse.column.saturating_sub(left)), seen.line.chunk))
}
