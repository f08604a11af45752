//! The page of speakers: who, how much, in which stances, and where in the article.

use crate::settings::theme::{Band, Tone};
use crate::text::bidi::Direction;
use crate::tui::model::Model;
use crate::tui::model::speakers::{Said, Speaker, Speakers};
use crate::tui::signs;

use super::article::bar;
use super::chrome;
use super::painter::{Flow, Look, Painter};

/// Rows of a speaker, and of the chosen one with the first and last words.
const ROWS: u16 = 3;
const CHOSEN: u16 = 9;
/// Columns of a sign with its count.
const COUNT: u16 = 6;

/// Paints the page over the whole screen.
pub fn paint(model: &Model, speakers: &Speakers, painter: &mut Painter) {
    let (width, height) = (model.size.width, model.size.height);
    let margin = if width >= 100 { (width.saturating_sub(110) / 2).max(6) } else { 3.min(width / 8) };
    let (x, room) = (margin, width.saturating_sub(2 * margin));
    let direction = model.direction();
    let low = height < 16;
    let mut flow = Flow::new(x, u16::from(!low && height > 24), room, direction);
    flow.skip(4);
    painter.put(&mut flow, model.strings.get("speakers"), Look::of(Tone::Strong).bold());
    flow.skip(1);
    let more = if speakers.whole { "" } else { "…" };
    painter.put(&mut flow, &format!("{}{more}", speakers.list.len()), Look::of(Tone::Muted));
    // Which article it is about, at the ending side.
    if let Some(title) = &model.shelf.article().document.meta.title {
        flow.skip(3);
        let taken = painter.width(title).min(flow.left);
        flow.skip(flow.left - taken);
        painter.put(&mut flow, title, Look::of(Tone::Muted));
    }
    let footer = height.saturating_sub(1);
    let mut y = if low {
        1
    } else if height > 24 {
        4
    } else {
        2
    };
    if speakers.list.is_empty() {
        let mut flow = Flow::new(x, y, room, direction);
        painter.put(&mut flow, model.strings.get("speakers.none"), Look::of(Tone::Soft));
    } else if height > 24 {
        ends(model, x, y - 1, room, painter);
    }
    let bottom = footer.saturating_sub(u16::from(!low));
    // The chosen one is always seen: begin as far up as leaves room for it.
    let before = bottom.saturating_sub(y + CHOSEN) / ROWS;
    let first = speakers.at.saturating_sub(usize::from(before));
    for (i, speaker) in speakers.list.iter().enumerate().skip(first) {
        let chosen = i == speakers.at;
        let rows = if chosen { CHOSEN } else { ROWS };
        if y + 2 > bottom {
            break;
        }
        let rows = rows.min(bottom - y);
        paint_speaker(model, speaker, chosen, (x, y, room, rows), painter);
        y += rows;
    }
    let mut flow = Flow::new(x, footer, room, model.strings.direction());
    let place = chrome::fill_two(model.strings.get("place_of"), speakers.at + 1, speakers.list.len());
    let taken = painter.width(&place).min(room);
    if !speakers.list.is_empty() {
        let end = if model.strings.direction().is_rtl() { x } else { x + room - taken };
        let mut at_end = Flow::new(end, footer, taken, model.strings.direction());
        painter.put(&mut at_end, &place, Look::of(Tone::Muted));
    }
    flow.left = flow.left.saturating_sub(taken + 3);
    chrome::hints(
        model,
        &[
            (&["line_down", "line_up"], "hint.move"),
            (&["across"], "hint.their_words"),
            (&["copy"], "hint.copy"),
            (&["clear"], "hint.back"),
            (&["help"], "hint.help"),
        ],
        &mut flow,
        painter,
    );
}

/// Columns of the name, of the counts and of the timeline, in so many columns of words.
fn columns(words: u16) -> (u16, u16, u16) {
    let timeline = match words {
        84.. => 44,
        54.. => 24,
        _ => 0,
    };
    let counts = 16.min(words / 3);
    (words.saturating_sub(counts + timeline + 2), counts, timeline)
}

/// What the ends of the timeline are, above the speakers.
fn ends(model: &Model, x: u16, y: u16, room: u16, painter: &mut Painter) {
    let (direction, words) = (model.direction(), room.saturating_sub(6));
    let (.., timeline) = columns(words);
    let (start, end) = (model.strings.get("speakers.start"), model.strings.get("speakers.end"));
    let taken = painter.width(start) + painter.width(end);
    if taken + 2 > timeline {
        return;
    }
    let mut flow = Flow::new(if direction.is_rtl() { x + 2 } else { x + 4 }, y, words, direction);
    flow.skip(words - timeline);
    painter.put(&mut flow, start, Look::of(Tone::Muted));
    flow.skip(timeline - taken);
    painter.put(&mut flow, end, Look::of(Tone::Muted));
}

fn paint_speaker(
    model: &Model,
    speaker: &Speaker,
    chosen: bool,
    (x, y, room, rows): (u16, u16, u16, u16),
    painter: &mut Painter,
) {
    let direction = model.direction();
    let (rtl, ascii) = (direction.is_rtl(), model.settings.ascii_signs);
    // Bar, sign and space stand before the words, as on the page and on the cards.
    let words = room.saturating_sub(6);
    let inner = if rtl { x + 2 } else { x + 4 };
    let top = y;
    let y = if chosen && rows > ROWS { y + 1 } else { y };
    let sign = signs::of_kind(speaker.kind);
    let column = |n: u16| if rtl { (x + room).saturating_sub(1 + n) } else { x + n };
    painter.cell(column(2), y, sign.glyph(rtl, ascii), Look { bold: chosen, ..Look::of(sign.tone) });
    let tone = if chosen { Tone::Strong } else { Tone::Ink };
    let (name_room, counts, timeline) = columns(words);
    let look = Look { marked: chosen, ..Look::of(tone).bold() };
    let mut flow = Flow::new(inner, y, words, direction);
    flow.left = name_room;
    painter.put(&mut flow, &speaker.name, look);
    // Below the name: who it is.
    if let Some(description) = &speaker.description {
        let mut flow = Flow::new(inner, y + 1, words, direction);
        flow.left = name_room;
        painter.put(&mut flow, description, Look::of(Tone::Muted));
    }
    let mut flow = Flow::new(inner, y, words, direction);
    flow.skip(name_room + 1);
    let (direct, indirect) = speaker.counts();
    for (sign, n) in [(signs::QUOTE, direct), (signs::REPORT, indirect)] {
        // Each in its own column, so that they can be compared down the page.
        let mut count = flow;
        flow.skip(COUNT);
        if n > 0 {
            painter.put_sign(&mut count, sign.glyph(rtl, ascii), Look::of(sign.tone).bold());
            count.skip(1);
            painter.put(&mut count, &n.to_string(), Look::of(Tone::Ink));
        }
    }
    let stances: Vec<String> = speaker.stances.iter().map(|stance| format!("stance.{stance}")).collect();
    let stances: Vec<&str> =
        stances.iter().map(|name| model.strings.get(name)).filter(|words| !words.is_empty()).collect();
    let mut flow = Flow::new(inner, y + 1, words, direction);
    flow.skip(name_room + 1);
    flow.left = flow.left.min(counts + timeline);
    painter.put(&mut flow, &stances.join(" · "), Look::of(Tone::Muted));
    if timeline > 0 {
        paint_timeline(model, speaker, (inner, y, words, timeline), painter);
    }
    if !chosen {
        return;
    }
    let shown = speaker.words.first().zip(speaker.words.last());
    if let Some((first, last)) = shown {
        let mut row = y + 3;
        for (label, said) in [("speakers.first", first), ("speakers.last", last)] {
            if row + 1 >= top + rows || label == "speakers.last" && speaker.words.len() < 2 {
                break;
            }
            paint_words(model, label, said, (inner, row, words), painter);
            row += 2;
        }
    }
    let height = rows.saturating_sub(1);
    for row in top..top + height {
        painter.cell(column(0), row, bar(rtl, true, ascii), Look::of(Tone::Name));
    }
    painter.ground(x, top, room, height, Band::Surface);
}

fn paint_words(
    model: &Model,
    label: &str,
    said: &Said,
    (x, y, width): (u16, u16, u16),
    painter: &mut Painter,
) {
    let Some(held) = model.shelf.held(said.chunk) else { return };
    let mut flow = Flow::new(x, y, width, model.direction());
    let taken = painter.put(&mut flow, model.strings.get(label), Look::of(Tone::Rubric));
    flow.skip(9_u16.saturating_sub(taken).max(1));
    painter.put(&mut flow, held.chunk.slice(said.span), Look::of(Tone::Ink));
}

/// The article as a dotted line at the ending side, a sign where the speaker speaks.
fn paint_timeline(
    model: &Model,
    speaker: &Speaker,
    (x, y, width, timeline): (u16, u16, u16, u16),
    painter: &mut Painter,
) {
    let (rtl, ascii) = (model.direction().is_rtl(), model.settings.ascii_signs);
    let length = u64::from(model.shelf.article().document.text.len().max(1));
    let column = |n: u16| {
        if model.direction() == Direction::RightToLeft {
            x + timeline - 1 - n
        } else {
            x + width - timeline + n
        }
    };
    for n in 0..timeline {
        painter.cell(column(n), y, if ascii { "." } else { "·" }, Look::of(Tone::Faint));
    }
    for said in &speaker.words {
        let n =
            (u64::from(said.span.start) * u64::from(timeline) / length).min(u64::from(timeline) - 1) as u16;
        let sign = if said.direct { signs::QUOTE } else { signs::REPORT };
        painter.cell(column(n), y, sign.glyph(rtl, ascii), Look::of(sign.tone).bold());
    }
}
