//! The article's pane: rows, highlights by kind, the selected one and its speaker, hits.

use crate::document::BlockKind;
use crate::highlight::{Group, Highlight, Role};
use crate::record::MarkKind;
use crate::settings::theme::{Band, Tone};
use crate::text::span::Span;
use crate::tui::geometry::{Geometry, Pane};
use crate::tui::model::page::Seen;
use crate::tui::model::shelf::Held;
use crate::tui::model::{Focus, Model};
use crate::tui::signs;

use super::marks;
use super::painter::{Look, Painter};

/// A stretch with a look, over those before it.
struct Layer {
    span: Span,
    look: Look,
}

/// Paints the pane.
pub fn paint(model: &Model, geometry: &Geometry, painter: &mut Painter) {
    let pane = &geometry.article;
    if pane.text.width == 0 {
        return;
    }
    let seen = model.page.seen();
    let mut layers = Vec::new();
    let mut block = None;
    for (row, line) in seen.iter().enumerate() {
        let Some((rows, number)) = &line.row else { continue };
        let Some(held) = model.shelf.held(line.line.chunk) else { continue };
        if block != Some(line.block.span) {
            block = Some(line.block.span);
            layers = layers_of(model, held, line.block.span);
        }
        let y = pane.text.y + row as u16;
        let span = line.span();
        let base = base(line.block.kind);
        let mine: Vec<&Layer> = layers.iter().filter(|layer| layer.span.overlaps(span)).collect();
        let text = held.chunk.slice(line.block.span);
        painter.row(rows, *number, text, pane.text.x, y, pane.text.width, |offset| {
            let layer = mine.iter().rev().find(|layer| layer.span.contains(offset));
            // A headline and a sub-heading stay heavy under any colour.
            layer.map_or(base, |layer| Look { bold: layer.look.bold || base.bold, ..layer.look })
        });
        signs(model, pane, held, line, y, painter);
    }
}

/// How a block's words look at rest.
fn base(kind: BlockKind) -> Look {
    match kind {
        BlockKind::Headline => Look::of(Tone::Strong).bold(),
        BlockKind::Heading(_) => Look::of(Tone::Rubric).bold(),
        BlockKind::Deck => Look::of(Tone::Soft),
        BlockKind::Byline | BlockKind::Caption => Look::of(Tone::Muted),
        BlockKind::Related | BlockKind::Source => Look::of(Tone::Link),
        _ => Look::of(Tone::Ink),
    }
}

/// The highlights over a block, those that lie over others last.
fn layers_of(model: &Model, held: &Held, block: Span) -> Vec<Layer> {
    let from = held.occurrences.partition_point(|o| o.span.start < block.start);
    let to = held.occurrences.partition_point(|o| o.span.start < block.end);
    let mut layers = Vec::new();
    for at_rest in [Group::Quotes, Group::Links, Group::Dates, Group::Figures, Group::Names] {
        for occurrence in held.occurrences[from..to].iter().filter(|o| o.group == at_rest) {
            let highlight = &held.highlights[occurrence.highlight];
            if coloured(model, held, highlight) {
                layers.push(Layer { span: occurrence.span, look: Look::of(signs::of(highlight).tone) });
            }
        }
    }
    for (at, mark) in model.own.own().filter(|(at, _)| at.overlaps(block)) {
        if let MarkKind::Own(color) = mark.kind {
            layers.push(Layer { span: at, look: Look::of(Tone::Ink).on(Some(marks::band(color))) });
        }
    }
    if let Some((selected, highlight)) = model.selected.zip(model.selected_highlight()) {
        if let Some(cue) = highlight.place(Role::Cue) {
            layers.push(Layer { span: cue, look: Look::of(Tone::Name) });
        }
        let band = signs::of(highlight).band;
        layers.push(Layer { span: selected.span, look: Look::of(Tone::Strong).on(Some(band)) });
        if let Some(speaker) = highlight.place(Role::Speaker) {
            layers.push(Layer { span: speaker, look: Look::of(Tone::Strong).bold().on(Some(Band::Name)) });
        }
    }
    if let Some(search) = &model.search {
        let hits = search.hits();
        let from = hits.partition_point(|hit| hit.end <= block.start);
        let to = hits.partition_point(|hit| hit.start < block.end);
        for hit in &hits[from..to] {
            let band = if search.current() == Some(*hit) { Band::Here } else { Band::Hit };
            layers.push(Layer { span: *hit, look: Look::of(Tone::Ink).on(Some(band)) });
        }
    }
    if let Some(selection) = &model.selection {
        let selected = Look::of(Tone::Strong).on(Some(Band::Key));
        layers.push(Layer { span: selection.span(), look: selected });
        layers.push(Layer { span: selection.head, look: Look::of(Tone::Strong).on(Some(Band::Hit)) });
    }
    layers.retain(|layer| layer.span.overlaps(block));
    layers
}

/// At rest every kind but names has its colour; a kind that is chosen alone is the only one.
fn coloured(model: &Model, held: &Held, highlight: &Highlight) -> bool {
    let group = highlight.kind.kind().group;
    match model.filter.group {
        None | Some(Group::Quotes) => match &model.filter.speaker {
            Some(_) if group == Group::Quotes => model.filter.shows(highlight, &held.chunk),
            _ => group != Group::Names,
        },
        Some(chosen) => chosen == group,
    }
}

/// The sign of the first highlight that begins in this row, and the bar beside the selected one.
fn signs(model: &Model, pane: &Pane, held: &Held, line: &Seen, y: u16, painter: &mut Painter) {
    let span = line.span();
    let rtl = model.direction().is_rtl();
    let ascii = model.settings.ascii_signs;
    let from = held.occurrences.partition_point(|o| o.span.start < span.start);
    let here = held.occurrences[from..].iter().take_while(|o| o.span.start < span.end);
    let selected = model.selected.filter(|selected| selected.chunk == line.line.chunk);
    let is_selected = |span: Span| selected.is_some_and(|s| s.span == span);
    let in_gutter = |group: Group| match model.filter.group {
        None | Some(Group::Quotes) => matches!(group, Group::Quotes | Group::Links),
        Some(chosen) => group == chosen,
    };
    let mut shown = None;
    for occurrence in here {
        let highlight = &held.highlights[occurrence.highlight];
        let chosen =
            is_selected(occurrence.span) && selected.is_some_and(|s| s.highlight == occurrence.highlight);
        if chosen || shown.is_none() && in_gutter(occurrence.group) && coloured(model, held, highlight) {
            shown = Some((signs::of(highlight), chosen));
            if chosen {
                break;
            }
        }
    }
    if let Some((sign, chosen)) = shown {
        let look = Look { bold: chosen, ..Look::of(sign.tone) };
        painter.cell(pane.sign, y, sign.glyph(rtl, ascii), look);
    }
    if let (Some(selected), Some(highlight)) = (selected, model.selected_highlight())
        && selected.span.overlaps(span)
    {
        let bar = bar(rtl, model.focus == Focus::Article, ascii);
        painter.cell(pane.bar, y, bar, Look::of(signs::of(highlight).tone));
    }
}

/// The bar beside what is selected: thick where the keys go.
pub fn bar(rtl: bool, focused: bool, ascii: bool) -> &'static str {
    match (rtl, focused, ascii) {
        (_, true, true) => "#",
        (_, false, true) => "|",
        (true, true, _) => "▐",
        (false, true, _) => "▌",
        (true, false, _) => "▕",
        (false, false, _) => "▏",
    }
}
