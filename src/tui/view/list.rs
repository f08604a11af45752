//! The highlights pane: chips, then a card a highlight.

use crate::highlight::Role;
use crate::settings::theme::{Band, Tone};
use crate::tui::geometry::Geometry;
use crate::tui::model::card::{self, CardRow, Piece, Weight};
use crate::tui::model::chips::{self, ChipSign};
use crate::tui::model::{Focus, Model};
use crate::tui::signs;

use super::article::bar;
use super::chrome;
use super::painter::{Flow, Look, Painter};

/// Paints the pane.
pub fn paint(model: &Model, geometry: &Geometry, painter: &mut Painter) {
    let pane = &geometry.list;
    if pane.text.width == 0 {
        return;
    }
    chip_row(model, geometry, painter);
    rubric(model, geometry, painter);
    let entries = model.list.entries();
    let mut y = pane.text.y;
    let bottom = pane.text.y + pane.text.height;
    if entries.is_empty() {
        let group = model.filter.group.map_or("all", |group| group.name());
        let name = if model.shelf.tally().1 { format!("empty.{group}") } else { "reading".to_string() };
        let mut flow = Flow::new(pane.text.x, y, pane.text.width, model.direction());
        let hidden = count_of(model);
        if hidden > 0 && (model.filter.words.is_some() || model.filter.speaker.is_some()) {
            let typed = model.filter.words.as_ref().map_or("", |words| &words.typed);
            painter.put(
                &mut flow,
                &model.strings.get("filter.none").replace("{}", typed),
                Look::of(Tone::Soft),
            );
            if pane.text.height > 2 {
                let mut flow = Flow::new(pane.text.x, y + 2, pane.text.width, model.direction());
                let all = model.strings.count("filter.hidden", hidden);
                painter.put(&mut flow, &all, Look::of(Tone::Muted));
                flow.skip(3);
                chrome::hints(model, &[(&["clear"], "hint.everything")], &mut flow, painter);
            }
            return;
        }
        painter.put(&mut flow, model.strings.get(&name), Look::of(Tone::Soft));
        // Nothing of this kind: the others are a key away.
        if model.shelf.tally().0.all() > 0 && pane.text.height > 2 {
            let mut flow = Flow::new(pane.text.x, y + 2, pane.text.width, model.direction());
            chrome::hints(model, &[(&["next_tab"], "hint.kind")], &mut flow, painter);
        }
        return;
    }
    let frame = model.card_frame();
    let (rtl, ascii) = (model.direction().is_rtl(), model.settings.ascii_signs);
    for entry in entries.iter().skip(model.list.top) {
        if y >= bottom {
            break;
        }
        let Some(held) = model.shelf.held(entry.chunk) else { continue };
        let Some(highlight) = held.highlights.get(entry.highlight) else { continue };
        let chosen = model.selected.is_some_and(|s| s.chunk == entry.chunk && s.highlight == entry.highlight);
        let rows = card::rows(held, highlight, chosen, &frame);
        let sign = signs::of(highlight);
        let first = y;
        for row in &rows {
            if y >= bottom {
                break;
            }
            card_row(model, geometry, row, y, chosen, sign.tone, painter);
            y += 1;
        }
        painter.cell(pane.sign, first, sign.glyph(rtl, ascii), Look { bold: chosen, ..Look::of(sign.tone) });
        if chosen {
            for row in first..y {
                let look = Look::of(sign.tone);
                painter.cell(pane.bar, row, bar(rtl, model.focus == Focus::List, ascii), look);
            }
            // The surface reaches from the far edge to the bar.
            let (left, right) =
                if rtl { (pane.area.x + 1, pane.bar) } else { (pane.bar, pane.area.x + pane.area.width - 2) };
            painter.ground(left, first, right + 1 - left, y - first, Band::Surface);
        }
        y += 1;
    }
}

/// The name of the shown tab, or of the one whose words alone are shown, with its count.
fn rubric(model: &Model, geometry: &Geometry, painter: &mut Painter) {
    let Some(y) = geometry.rubric else { return };
    let text = geometry.list.text;
    let mut flow = Flow::new(text.x, y, text.width, model.direction());
    let name = format!("tab.{}", model.filter.group.map_or("all", |group| group.name()));
    let speaker =
        model.filter.speaker.as_ref().and(model.selected_highlight()).and_then(|h| h.value(Role::Speaker));
    let words = speaker.unwrap_or(model.strings.get(&name));
    painter.put(&mut flow, words, Look::of(Tone::Rubric).bold());
    if let Some(words) = &model.filter.words {
        flow.skip(1);
        painter.put_apart(&mut flow, &words.typed, Look::of(Tone::Strong).bold());
    }
    flow.skip(1);
    let filtered = model.filter.speaker.is_some() || model.filter.words.is_some();
    let count = if filtered { model.list.entries().len() } else { count_of(model) };
    painter.put(&mut flow, &count.to_string(), Look::of(Tone::Muted));
}

/// How many highlights the shown tab has, without any filter.
fn count_of(model: &Model) -> usize {
    let (tally, _) = model.shelf.tally();
    model.filter.group.map_or_else(|| tally.all(), |group| tally.groups[group as usize])
}

fn card_row(
    model: &Model,
    geometry: &Geometry,
    row: &CardRow,
    y: u16,
    chosen: bool,
    tone: Tone,
    painter: &mut Painter,
) {
    let text = geometry.list.text;
    match row {
        CardRow::Head(pieces) => {
            let mut flow = Flow::new(text.x, y, text.width, model.direction());
            for (i, piece) in pieces.iter().enumerate() {
                if i > 0 {
                    // An aside that has no room is left out whole.
                    let dot = 2 * u16::from(piece.weight == Weight::Stance);
                    if painter.width(&piece.text) + dot + 1 > flow.left {
                        continue;
                    }
                    flow.skip(1);
                }
                let look = head_look(piece, chosen);
                match piece.weight {
                    Weight::Stance => painter.put_apart(&mut flow, &piece.text, look),
                    Weight::Name => painter.put(&mut flow, &standing(model, piece), look),
                    _ => painter.put(&mut flow, &piece.text, look),
                };
            }
        }
        CardRow::Words(rows, number, words) => {
            let tone = match (tone, chosen) {
                (Tone::Link, _) => Tone::Link,
                (_, true) => Tone::Ink,
                _ => Tone::Soft,
            };
            painter.row(rows, *number, words, text.x, y, text.width, |_| Look::of(tone));
        }
        CardRow::Note(rows, number, words) => {
            painter.row(rows, *number, words, text.x, y, text.width, |_| Look::of(Tone::Muted));
        }
    }
}

/// A figure stands as after Arabic letters, so that `%` keeps the side it has on the page.
fn standing(model: &Model, piece: &Piece) -> String {
    if model.direction().is_rtl() { format!("\u{61c}{}", piece.text) } else { piece.text.clone() }
}

fn head_look(piece: &Piece, chosen: bool) -> Look {
    match piece.weight {
        Weight::Name => {
            let tone = if chosen { Tone::Strong } else { Tone::Ink };
            Look { marked: chosen, ..Look::of(tone).bold() }
        }
        Weight::Aside | Weight::Stance | Weight::Missing => Look::of(Tone::Muted),
    }
}

fn chip_row(model: &Model, geometry: &Geometry, painter: &mut Painter) {
    let Some(y) = geometry.chips else { return };
    let text = geometry.list.text;
    let (rtl, ascii) = (model.direction().is_rtl(), model.settings.ascii_signs);
    for chip in chips::chips(model, geometry) {
        let mut flow = Flow::new(text.x, y, text.width, model.direction());
        flow.skip(chip.start);
        let shown = chip.group == model.filter.group;
        for (i, (sign, count)) in chip.pieces.iter().enumerate() {
            if i > 0 {
                flow.skip(1);
            }
            match sign {
                ChipSign::Sign(sign) => {
                    let look = Look { bold: shown, ..Look::of(sign.tone) };
                    painter.put_sign(&mut flow, sign.glyph(rtl, ascii), look);
                }
                ChipSign::Word(word) => {
                    let look = Look { bold: shown, ..Look::of(if shown { Tone::Ink } else { Tone::Muted }) };
                    painter.put(&mut flow, word, look);
                }
            }
            flow.skip(1);
            let look = if shown { Look::of(Tone::Strong).bold() } else { Look::of(Tone::Muted) };
            painter.put(&mut flow, count, look);
        }
        if shown {
            let x = if rtl {
                (text.x + text.width).saturating_sub(chip.start + chip.width)
            } else {
                text.x + chip.start
            };
            painter.ground(x.saturating_sub(chip.air), y, chip.width + 2 * chip.air, 1, Band::Key);
        }
    }
}
