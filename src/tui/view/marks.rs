//! The page of the reader's own marks: their words, their notes, and those that are lost.

use crate::record::{Color, MarkKind, Placed};
use crate::settings::theme::{Band, Tone};
use crate::text::cell::sanitize;
use crate::tui::model::Model;

use super::article::bar;
use super::chrome;
use super::painter::{Flow, Look, Painter};
use super::prompt;

/// What a colour is on the screen.
pub fn band(color: Color) -> Band {
    match color {
        Color::Yellow => Band::Quote,
        Color::Green => Band::Link,
        Color::Blue => Band::Date,
        Color::Red => Band::Name,
    }
}

/// Rows of a mark: its words, its note or where it stands, a blank one.
const ROWS: u16 = 3;

/// Paints the page over the whole screen.
pub fn paint(model: &Model, chosen: usize, painter: &mut Painter) {
    let (width, height) = (model.size.width, model.size.height);
    let room = width.saturating_sub(if width > 60 { 10 } else { 4 }).min(82);
    let (x, direction) = ((width - room) / 2, model.strings.direction());
    let low = height < 16;
    let mut y = u16::from(!low);
    let mut flow = Flow::new(x, y, room, direction);
    painter.put(&mut flow, model.strings.get("marks.title"), Look::of(Tone::Strong).bold());
    flow.skip(1);
    painter.put(&mut flow, &model.own.list.len().to_string(), Look::of(Tone::Muted));
    y += if low { 1 } else { 3 };
    let footer = height.saturating_sub(1);
    let bottom = footer.saturating_sub(1);
    if model.own.list.is_empty() {
        let mut flow = Flow::new(x, y, room, direction);
        painter.put(&mut flow, model.strings.get("marks.none"), Look::of(Tone::Soft));
    }
    let fit = usize::from(bottom.saturating_sub(y + 2) / ROWS).max(1);
    let first = (chosen + 1).saturating_sub(fit);
    for (at, placed) in model.own.list.iter().enumerate().skip(first) {
        if placed.at.is_none() && (at == first || model.own.list[at - 1].at.is_some()) && y + 2 < bottom {
            let mut flow = Flow::new(x, y, room, direction);
            painter.put(&mut flow, model.strings.get("marks.lost"), Look::of(Tone::Rubric).bold());
            y += 2;
        }
        if y + 2 > bottom {
            break;
        }
        one(model, placed, at == chosen, (x, y, room), painter);
        y += ROWS;
    }
    let mut flow = Flow::new(x, footer, room, direction);
    let hints: &[(&[&str], &str)] = &[
        (&["across"], "hint.to_text"),
        (&["note"], "hint.note"),
        (&["remove_mark"], "hint.remove"),
        (&["undo"], "hint.undo"),
        (&["clear"], "hint.back"),
    ];
    if let Some(draft) = &model.draft {
        prompt::draft_line(model, draft, &mut flow, painter);
    } else {
        chrome::hints(model, hints, &mut flow, painter);
    }
}

fn one(model: &Model, placed: &Placed, chosen: bool, (x, y, room): (u16, u16, u16), painter: &mut Painter) {
    let rtl = model.strings.direction().is_rtl();
    let one_line = |text: &str| sanitize(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut flow = Flow::new(x, y, room, model.strings.direction());
    match placed.mark.kind {
        MarkKind::Own(color) => painter.put_sign(&mut flow, " ", Look::of(Tone::Ink).on(Some(band(color)))),
        MarkKind::Bookmark(letter) => {
            painter.put_sign(&mut flow, &letter.to_string(), Look::of(Tone::Rubric).bold())
        }
        MarkKind::Dismissed(_) => painter.put_sign(&mut flow, "×", Look::of(Tone::Muted)),
        MarkKind::Speaker(_) | MarkKind::Words(_) => painter.put_sign(&mut flow, "≠", Look::of(Tone::Muted)),
    }
    flow.skip(1);
    let tone = match (chosen, placed.at) {
        (_, None) => Tone::Muted,
        (true, _) => Tone::Strong,
        _ => Tone::Ink,
    };
    // They stand in the article, and run as it does, also where the first of them is Latin.
    let mark = if model.direction().is_rtl() { "\u{61c}" } else { "" };
    let words = format!("{mark}{}", one_line(&placed.mark.anchor.exact));
    painter.put(&mut flow, &words, Look { bold: chosen, ..Look::of(tone) });
    let mut flow = Flow::new(x, y + 1, room, model.strings.direction());
    flow.skip(2);
    let note = match &placed.mark.kind {
        MarkKind::Own(_) | MarkKind::Bookmark(_) => placed.mark.note.clone(),
        MarkKind::Dismissed(_) => Some(model.strings.get("marks.dismissed").to_owned()),
        MarkKind::Words(_) => Some(model.strings.get("marks.words").to_owned()),
        MarkKind::Speaker(name) if name.is_empty() => Some(model.strings.get("unnamed").to_owned()),
        MarkKind::Speaker(name) => Some(model.strings.get("marks.speaker").replace("{}", name)),
    };
    if let Some(note) = note {
        painter.put(&mut flow, &one_line(&note), Look::of(Tone::Soft));
    }
    if chosen {
        let edge = if rtl { x + room + 1 } else { x.saturating_sub(2) };
        painter.ground(x.saturating_sub(2), y, room + 4, 2, Band::Surface);
        for row in y..y + 2 {
            painter.cell(edge, row, bar(rtl, true, model.settings.ascii_signs), Look::of(Tone::Rubric));
        }
        if let MarkKind::Own(color) = placed.mark.kind {
            let mut flow = Flow::new(x, y, room, model.strings.direction());
            painter.put_sign(&mut flow, " ", Look::of(Tone::Ink).on(Some(band(color))));
        }
    }
}
