//! The one painter: every word on the screen goes through it, cluster by cluster, in visual order.
//!
//! Never `Line`, `Span` or `Paragraph`: they measure Arabic wrongly and let controls through.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::layout::{self, Rows};
use crate::settings::theme::{Band, Ink, Tone};
use crate::settings::{Depth, Theme};
use crate::text::bidi::{self, Direction};
use crate::tui::model::line::Line;

/// How a stretch looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The colour of its words.
    pub tone: Tone,
    /// What is behind it.
    pub band: Option<Band>,
    /// Heavier.
    pub bold: bool,
    /// Reversed where there are few colours or none: the name on the selected card.
    pub marked: bool,
}

impl Look {
    /// Words of that tone.
    pub const fn of(tone: Tone) -> Self {
        Look { tone, band: None, bold: false, marked: false }
    }

    /// The same, heavier.
    pub const fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// The same on a band.
    pub const fn on(mut self, band: Option<Band>) -> Self {
        self.band = band;
        self
    }
}

/// A place that moves from the starting edge as pieces are put down.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    /// The next free cell.
    x: u16,
    y: u16,
    /// Cells left.
    pub left: u16,
    rtl: bool,
}

impl Flow {
    /// Along row `y` of the columns `x..x + width`, from the starting edge of `direction`.
    pub fn new(x: u16, y: u16, width: u16, direction: Direction) -> Self {
        let rtl = direction.is_rtl();
        Flow { x: if rtl { (x + width).saturating_sub(1) } else { x }, y, left: width, rtl }
    }

    /// Leaves cells free.
    pub fn skip(&mut self, n: u16) {
        let n = n.min(self.left);
        self.left -= n;
        self.x = if self.rtl { self.x.saturating_sub(n) } else { self.x + n };
    }
}

/// A space that has a cell everywhere in an input line (U+2002).
const SPACE: &str = "\u{2002}";

/// Paints on a buffer.
pub struct Painter<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    /// Marks and digits of everything painted.
    options: layout::Options,
    symbol: String,
}

impl<'a> Painter<'a> {
    /// A painter over `buffer`.
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme, options: layout::Options) -> Self {
        Painter { buffer, theme, options, symbol: String::new() }
    }

    /// Whether marks are painted.
    pub fn marks(&self) -> layout::Marks {
        self.options.marks
    }

    /// One symbol in one cell; outside the screen nothing is painted.
    pub fn cell(&mut self, x: u16, y: u16, symbol: &str, look: Look) {
        let style = self.style(look);
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    }

    /// A band over cells, whatever stands there.
    pub fn ground(&mut self, x: u16, y: u16, width: u16, height: u16, band: Band) {
        let style = match self.theme.band(band).ground.map(color) {
            Some((_, true)) => Style::default().add_modifier(Modifier::REVERSED),
            Some((ground, _)) => Style::default().bg(ground),
            None if self.theme.depth == Depth::None && band == Band::Key => {
                Style::default().add_modifier(Modifier::REVERSED)
            }
            None => return,
        };
        for (x, y) in (y..y + height).flat_map(|y| (x..x + width).map(move |x| (x, y))) {
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.set_style(style);
            }
        }
    }

    /// Empties cells.
    pub fn clear(&mut self, x: u16, y: u16, width: u16, height: u16) {
        for (x, y) in (y..y + height).flat_map(|y| (x..x + width).map(move |x| (x, y))) {
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }

    /// Makes everything that was painted faint.
    pub fn dim(&mut self) {
        let style = self.style(Look::of(Tone::Faint));
        for cell in &mut self.buffer.content {
            cell.set_style(Style::reset()).set_style(style);
        }
    }

    /// Row `row` of `rows` in the columns `x..x + width`, set against the edge of its own direction;
    /// `look` tells how the cluster at an offset looks. `text` is what `rows` were laid out from.
    #[expect(clippy::too_many_arguments, reason = "a row has a place, a text and a look")]
    pub fn row(
        &mut self,
        rows: &Rows,
        row: usize,
        text: &str,
        x: u16,
        y: u16,
        width: u16,
        mut look: impl FnMut(u32) -> Look,
    ) {
        let Some(row) = rows.rows().get(row) else { return };
        let left = if rows.direction().is_rtl() { (x + width).saturating_sub(row.width) } else { x };
        let mut last: Option<(Look, Style)> = None;
        for cluster in &row.clusters {
            let wanted = look(cluster.span.start);
            let style = match last {
                Some((known, style)) if known == wanted => style,
                _ => self.style(wanted),
            };
            last = Some((wanted, style));
            self.symbol.clear();
            rows.symbol(cluster, text, &mut self.symbol);
            let at = left + cluster.column;
            if let Some(cell) = self.buffer.cell_mut((at, y)) {
                cell.set_symbol(&self.symbol).set_style(style);
            }
            if cluster.width == 2
                && let Some(cell) = self.buffer.cell_mut((at + 1, y))
            {
                cell.set_symbol(" ").set_style(style);
            }
        }
    }

    /// A piece of chrome at `flow`, in its own direction (that of its first strong letter, else the
    /// flow's), cut with an ellipsis where there is too little room. Answers the cells taken.
    pub fn put(&mut self, flow: &mut Flow, text: &str, look: Look) -> u16 {
        if flow.left == 0 || text.is_empty() {
            return 0;
        }
        let base = if flow.rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let direction = bidi::first_strong(text).unwrap_or(base);
        let rows = layout::line(text, direction, flow.left, &self.options);
        let width = rows.rows()[0].width;
        let x = if flow.rtl { (flow.x + 1).saturating_sub(width) } else { flow.x };
        self.row(&rows, 0, text, x, flow.y, width, |_| look);
        flow.skip(width);
        width
    }

    /// The same behind a dot, which stands on the side that the flow comes from, whichever way the piece
    /// runs.
    pub fn put_apart(&mut self, flow: &mut Flow, text: &str, look: Look) -> u16 {
        let dot = self.put(flow, "·", look) + 1;
        flow.skip(1);
        dot + self.put(flow, text, look)
    }

    /// A sign of one cell, already turned to its side: never mirrored again.
    pub fn put_sign(&mut self, flow: &mut Flow, glyph: &str, look: Look) {
        if flow.left > 0 {
            self.cell(flow.x, flow.y, glyph, look);
            flow.skip(1);
        }
    }

    /// An input line: the cursor on the cluster that follows it, at the end on the side to which the line
    /// runs; of a long line the part around the cursor.
    pub fn put_line(&mut self, flow: &mut Flow, line: &Line, look: Look) {
        // A space at the end of a row has no cell, but the one that is being typed has: another space, which
        // orders the words around it alike (UAX #9, WS).
        let shown = line.text().replace(' ', SPACE);
        let of = |at: usize| at + line.text()[..at].matches(' ').count() * (SPACE.len() - 1);
        let (cursor, selection) =
            (of(line.cursor()), line.selection().map(|range| of(range.start)..of(range.end)));
        let flow_direction = if flow.rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let direction = bidi::first_strong(&shown).unwrap_or(flow_direction);
        let rows = layout::line(&shown, direction, 0, &self.options);
        let row = &rows.rows()[0];
        // One cell more than the letters, for a cursor at the end: left of them where the line runs left.
        let (room, whole) = (flow.left, row.width + 1);
        if room == 0 {
            return;
        }
        let lead = u16::from(direction.is_rtl());
        let on = row
            .clusters
            .iter()
            .find(|cluster| (cluster.span.start as usize..cluster.span.end as usize).contains(&cursor));
        let end = if direction.is_rtl() { 0 } else { row.width };
        let at = on.map_or(end, |cluster| cluster.column + lead);
        let taken = whole.min(room);
        // Scrolled so far that the cursor is seen, with what was typed before it.
        let first = if direction.is_rtl() {
            (whole - taken).min(at.saturating_sub(taken / 4))
        } else {
            at.saturating_sub(taken - 1)
        };
        let left = if flow.rtl { (flow.x + 1).saturating_sub(taken) } else { flow.x };
        let seen = |column: u16| {
            column.checked_sub(first).filter(|column| *column < taken).map(|column| left + column)
        };
        for cluster in &row.clusters {
            let Some(x) = seen(cluster.column + lead) else { continue };
            let inside =
                selection.as_ref().is_some_and(|range| range.contains(&(cluster.span.start as usize)));
            self.symbol.clear();
            rows.symbol(cluster, &shown, &mut self.symbol);
            let symbol = std::mem::take(&mut self.symbol).replace(SPACE, " ");
            self.cell(x, flow.y, &symbol, if inside { look.on(Some(Band::Hit)) } else { look });
            self.symbol = symbol;
        }
        if let Some(x) = seen(at) {
            let cursor = Look::of(Tone::Ink).on(Some(Band::Here));
            let symbol = match on {
                Some(cluster) => {
                    self.symbol.clear();
                    rows.symbol(cluster, &shown, &mut self.symbol);
                    std::mem::take(&mut self.symbol).replace(SPACE, " ")
                }
                None => " ".to_owned(),
            };
            self.cell(x, flow.y, &symbol, cursor);
        }
        flow.skip(taken);
    }

    /// How many cells `put` would take with all the room there is.
    pub fn width(&self, text: &str) -> u16 {
        layout::columns(text)
    }

    fn style(&self, look: Look) -> Style {
        let mut style = Style::default();
        let mut bold = look.bold;
        if self.theme.depth == Depth::None {
            style = match look.tone {
                Tone::Muted | Tone::Faint => style.add_modifier(Modifier::DIM),
                _ => style,
            };
            style = match look.band {
                Some(Band::Name) => style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
                Some(Band::Hit) => style.add_modifier(Modifier::UNDERLINED),
                Some(Band::Surface) | None => style,
                Some(_) => style.add_modifier(Modifier::REVERSED),
            };
        } else {
            let band = look.band.map(|band| self.theme.band(band)).unwrap_or_default();
            let words = band.words.or_else(|| self.theme.tone(look.tone));
            if let Some(ink) = words {
                let (foreground, _) = color(ink);
                style = style.fg(foreground);
            }
            if let Some(ink) = band.ground {
                match color(ink) {
                    (_, true) => style = style.add_modifier(Modifier::REVERSED),
                    (ground, _) => style = style.bg(ground),
                }
            }
            // Bold black on a band is grey in 16 colours.
            bold &= !(self.theme.depth == Depth::Sixteen && band.words.is_some());
        }
        if bold {
            style = style.add_modifier(Modifier::BOLD);
        }
        if look.marked && matches!(self.theme.depth, Depth::None | Depth::Sixteen) {
            style = style.add_modifier(Modifier::REVERSED);
        }
        style
    }
}

/// A terminal's colour, and whether it stands for reversal (SGR 7).
fn color(ink: Ink) -> (Color, bool) {
    match ink {
        Ink::Rgb(r, g, b) => (Color::Rgb(r, g, b), false),
        Ink::Palette(n) => (Color::Indexed(n), false),
        Ink::Sgr(7) => (Color::Reset, true),
        Ink::Sgr(n @ (30..=37 | 40..=47)) => (ansi(n % 10), false),
        Ink::Sgr(n @ (90..=97 | 100..=107)) => (ansi(n % 10 + 8), false),
        Ink::Sgr(_) => (Color::Reset, false),
    }
}

fn ansi(n: u8) -> Color {
    const COLORS: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    COLORS[usize::from(n & 15)]
}
