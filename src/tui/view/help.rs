//! The page of keys, made from the command table, and the legend of signs.

use crate::command::{COMMANDS, Group};
use crate::settings::Depth;
use crate::settings::theme::{Band, Tone};
use crate::tui::model::Model;
use crate::tui::signs::SIGNS;

use super::chrome;
use super::painter::{Flow, Look, Painter};

/// A row of the page.
enum Row {
    Blank,
    Heading(&'static str),
    Keys(String, String),
}

/// Most rows of the page: all keys stand on it at once where the terminal has as many.
const ROWS: u16 = 56;
/// Columns in which the keys stand, before their words.
const KEYS: u16 = 17;

/// Where the page stands and what fits on it.
struct Shape {
    left: u16,
    panel: u16,
    y: u16,
    rows: u16,
    x: u16,
    room: u16,
    air: u16,
    legend: u16,
}

impl Shape {
    fn of(model: &Model) -> Self {
        let (width, height) = (model.size.width, model.size.height);
        let (left, panel) = if width > 100 { ((width - 96) / 2, 96) } else { (0, width) };
        let (y, rows) = if height > ROWS { ((height - ROWS) / 2, ROWS) } else { (0, height) };
        let margin = if panel >= 60 { 4 } else { 1 };
        let air = u16::from(rows >= 20);
        let legend = if rows >= 12 { 1 + air } else { 0 };
        Shape { left, panel, y, rows, x: left + margin, room: panel.saturating_sub(2 * margin), air, legend }
    }

    /// The first row of keys.
    fn first(&self) -> u16 {
        self.y + 2 * self.air + 1
    }

    /// Rows of keys.
    fn lines(&self) -> usize {
        usize::from((self.y + self.rows).saturating_sub(self.first() + self.legend))
    }

    fn columns(&self) -> u16 {
        if self.room >= 84 { 2 } else { 1 }
    }
}

/// The last row from which on the page can be shown.
pub fn last_top(model: &Model) -> usize {
    let shape = Shape::of(model);
    let tables = split(groups(model), usize::from(shape.columns()));
    tables.iter().map(Vec::len).max().unwrap_or(0).saturating_sub(shape.lines())
}

/// Paints the page over the dimmed panes, from its row `top` on.
pub fn paint(model: &Model, top: usize, painter: &mut Painter) {
    let shape = Shape::of(model);
    let Shape { left, panel, y, rows, x, room, air, legend } = shape;
    painter.clear(left, y, panel, rows);
    painter.ground(left, y, panel, rows, Band::Surface);
    let direction = model.strings.direction();
    let mut flow = Flow::new(x, y + air, room, direction);
    painter.put(&mut flow, model.strings.get("keys"), Look::of(Tone::Strong).bold());
    // Where not all of it fits, that it goes on and how; always how to leave it.
    let mut keys: Vec<chrome::Hint> = vec![(&["clear"], "hint.close")];
    if last_top(model) > 0 {
        keys.insert(0, (&["line_down", "line_up"], "hint.move"));
    }
    let taken = chrome::hints_width(model, &keys, painter).min(room);
    let mut end = Flow::new(if direction.is_rtl() { x } else { x + room - taken }, y + air, taken, direction);
    chrome::hints(model, &keys, &mut end, painter);

    let column = room / shape.columns();
    let tables = split(groups(model), usize::from(shape.columns()));
    let top = top.min(last_top(model));
    for (i, table) in tables.iter().enumerate() {
        for (row, line) in table.iter().skip(top).take(shape.lines()).enumerate() {
            let mut flow = Flow::new(x, shape.first() + row as u16, room, direction);
            flow.skip(i as u16 * column);
            flow.left = flow.left.min(column);
            paint_row(line, &mut flow, painter);
        }
    }
    if legend > 0 {
        paint_legend(model, Flow::new(x, y + rows - legend, room, direction), painter);
    }
    if matches!(model.theme.depth, Depth::None | Depth::Sixteen) {
        frame(left, y, panel, rows, model.settings.ascii_signs, painter);
    }
}

fn paint_row(row: &Row, flow: &mut Flow, painter: &mut Painter) {
    match row {
        Row::Blank => {}
        Row::Heading(words) => {
            painter.put(flow, words, Look::of(Tone::Rubric).bold());
        }
        Row::Keys(keys, words) => {
            let taken = painter.put(flow, &format!("\u{200e}{keys}"), Look::of(Tone::Strong).bold());
            flow.skip(KEYS.saturating_sub(taken).max(1));
            painter.put(flow, words, Look::of(Tone::Soft));
        }
    }
}

/// A table for each group of commands, with its heading.
fn groups(model: &Model) -> Vec<Vec<Row>> {
    Group::ALL
        .into_iter()
        .map(|group| {
            let mut rows = vec![Row::Heading(model.strings.get(group.name()))];
            for command in COMMANDS.iter().filter(|command| command.group == group) {
                let keys: Vec<String> =
                    model.settings.keymap.chords(command.name).take(3).map(ToString::to_string).collect();
                let wording = command.wording();
                rows.push(Row::Keys(keys.join(" "), model.strings.get(&wording).to_string()));
            }
            rows
        })
        .collect()
}

/// The groups in columns of about the same length, a blank row between groups.
fn split(groups: Vec<Vec<Row>>, columns: usize) -> Vec<Vec<Row>> {
    let total: usize = groups.iter().map(|group| group.len() + 1).sum();
    let mut tables: Vec<Vec<Row>> = vec![Vec::new()];
    for group in groups {
        let full = tables.last().is_some_and(|table| (table.len() + group.len() / 2) * columns >= total);
        if full && tables.len() < columns {
            tables.push(Vec::new());
        }
        if let Some(table) = tables.last_mut() {
            if !table.is_empty() {
                table.push(Row::Blank);
            }
            table.extend(group);
        }
    }
    tables
}

fn paint_legend(model: &Model, mut flow: Flow, painter: &mut Painter) {
    let rtl = model.direction().is_rtl();
    for sign in &SIGNS {
        let name = format!("sign.{}", sign.name);
        let words = model.strings.get(&name);
        if painter.width(words) + 2 > flow.left {
            break;
        }
        painter.put_sign(&mut flow, sign.glyph(rtl, model.settings.ascii_signs), Look::of(sign.tone).bold());
        flow.skip(1);
        painter.put(&mut flow, words, Look::of(Tone::Muted));
        flow.skip(2);
    }
}

/// Where there is no surface to tell the page from the panes: a single line around it.
fn frame(x: u16, y: u16, width: u16, height: u16, ascii: bool, painter: &mut Painter) {
    let glyphs =
        if ascii { ["-", "|", "+", "+", "+", "+"] } else { ["─", "│", "┌", "┐", "└", "┘"] };
    let look = Look::of(Tone::Muted);
    let (right, bottom) = (x + width.saturating_sub(1), y + height.saturating_sub(1));
    for column in x..=right {
        painter.cell(column, y, glyphs[0], look);
        painter.cell(column, bottom, glyphs[0], look);
    }
    for row in y..=bottom {
        painter.cell(x, row, glyphs[1], look);
        painter.cell(right, row, glyphs[1], look);
    }
    for (column, row, glyph) in [(x, y, 2), (right, y, 3), (x, bottom, 4), (right, bottom, 5)] {
        painter.cell(column, row, glyphs[glyph], look);
    }
}
