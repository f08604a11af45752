//! The home screen: no panes, one column of what can be read on with, and the search over all that was said.

use crate::record::Summary;
use crate::settings::theme::{Band, Tone};
use crate::text::bidi::Direction;
use crate::text::cell::sanitize;
use crate::tui::model::Model;
use crate::tui::model::home::{Entry, Home, ago};
use crate::tui::signs;

use super::article::bar;
use super::chrome;
use super::painter::{Flow, Look, Painter};

/// Columns of the page, with the bar.
const WIDTH: u16 = 86;
/// Columns at the ending side: the line that says how far an article was read, and its per cent.
const PROGRESS: u16 = 16;
const PERCENT: u16 = 5;

/// Where rows run.
struct Column {
    x: u16,
    width: u16,
    direction: Direction,
}

impl Column {
    fn flow(&self, y: u16) -> Flow {
        Flow::new(self.x, y, self.width, self.direction)
    }

    /// A flow of `width` cells that ends `from_end` cells before the ending edge.
    fn at_end(&self, y: u16, width: u16, from_end: u16) -> Flow {
        let width = width.min(self.width);
        let x = if self.direction.is_rtl() {
            self.x + from_end
        } else {
            (self.x + self.width).saturating_sub(width + from_end)
        };
        Flow::new(x, y, width, self.direction)
    }
}

/// Paints the page over the whole screen.
pub fn paint(model: &Model, home: &Home, painter: &mut Painter) {
    let (width, height) = (model.size.width, model.size.height);
    let inner = width.saturating_sub(if width > 60 { 10 } else { 4 }).min(WIDTH - 4);
    let column = Column { x: (width - inner) / 2, width: inner, direction: model.strings.direction() };
    let low = height < 20;
    let mut y = u16::from(!low);
    painter.put(&mut column.flow(y), model.strings.get("home.name"), Look::of(Tone::Rubric).bold());
    counts(model, home, &column, y, painter);
    let footer = height.saturating_sub(1);
    y += if low { 1 } else { 3 };
    // The line for the search stands at the foot, and at the head while there is something in it.
    let searching = home.typing || !home.line.is_empty();
    let last = if searching {
        prompt(model, home, &column, y, painter);
        y += 2;
        footer.saturating_sub(1)
    } else {
        let at = footer.saturating_sub(if low { 1 } else { 3 });
        if !low {
            let mut flow = column.flow(at.saturating_sub(2));
            painter.put(&mut flow, model.strings.get("home.search"), Look::of(Tone::Rubric).bold());
        }
        prompt(model, home, &column, at, painter);
        at.saturating_sub(if low { 1 } else { 3 })
    };
    entries(model, home, &column, (y, last), low, painter);
    let mut flow = column.flow(footer);
    if home.typing {
        let hint = |key: &str, words| (key.to_owned(), model.strings.get(words));
        let written = [
            hint("Enter", "hint.open"),
            hint("Down Up", "hint.move"),
            hint("Tab", "hint.to_list"),
            hint("Esc", "hint.cancel"),
        ];
        return chrome::put_hints(&written, &mut flow, painter);
    }
    let mut hints: Vec<chrome::Hint> = vec![
        (&["across"], "hint.open"),
        (&["line_down", "line_up"], "hint.move"),
        (&["search"], "hint.search"),
        (&["quit"], "hint.quit"),
        (&["help"], "hint.help"),
    ];
    // With nothing looked for and nothing below there is nothing to go back to.
    if !home.line.is_empty() {
        hints.insert(3, (&["clear"], "hint.everything"));
    } else if !home.alone {
        hints.insert(3, (&["clear"], "hint.back"));
    }
    chrome::hints(model, &hints, &mut flow, painter);
}

/// How much there is, and how far the index is made.
fn counts(model: &Model, home: &Home, column: &Column, y: u16, painter: &mut Painter) {
    let Some(overview) = &home.overview else { return };
    let mut text = format!(
        "{} · {}",
        model.strings.count("home.count.articles", overview.count as usize),
        model.strings.count("home.count.quotes", overview.quotes as usize)
    );
    if overview.stale > 0 {
        text = format!("{} · {text}", model.strings.count("home.indexing", overview.stale as usize));
    }
    let taken = painter.width(&text).min(column.width);
    painter.put(&mut column.at_end(y, taken, 0), &text, Look::of(Tone::Muted));
}

fn prompt(model: &Model, home: &Home, column: &Column, y: u16, painter: &mut Painter) {
    let mut flow = column.flow(y);
    painter.put_sign(&mut flow, "/", Look::of(if home.typing { Tone::Rubric } else { Tone::Ink }).bold());
    flow.skip(1);
    if home.typing {
        painter.put_line(&mut flow, &home.line, Look::of(Tone::Strong).bold());
    } else if home.line.is_empty() {
        painter.put(&mut flow, model.strings.get("home.question"), Look::of(Tone::Muted));
    } else {
        painter.put(&mut flow, home.line.text(), Look::of(Tone::Strong).bold());
    }
}

fn entries(
    model: &Model,
    home: &Home,
    column: &Column,
    (top, bottom): (u16, u16),
    low: bool,
    painter: &mut Painter,
) {
    let entries = home.entries();
    if entries.is_empty() {
        let words = match (&home.overview, &home.found, &home.failed) {
            (_, Some(_), _) if !home.line.is_empty() => model.strings.get("home.nothing"),
            (None, _, Some(why)) => why,
            (None, ..) => model.strings.get("reading"),
            _ => model.strings.get("home.empty"),
        };
        painter.put(&mut column.flow(top), words, Look::of(Tone::Soft));
        return;
    }
    if home.found.as_ref().is_some_and(|found| found.loose && !home.line.is_empty()) {
        painter.put(
            &mut column.flow(top.saturating_sub(1)),
            model.strings.get("home.loose"),
            Look::of(Tone::Muted),
        );
    }
    let gap = u16::from(!low);
    // Rows of each entry with the heading before it; the chosen one is always seen.
    let heights: Vec<u16> = (0..entries.len())
        .map(|at| {
            let headed = at == 0 || entries[at - 1].0 != entries[at].0;
            rows(&entries[at].1) + gap + if headed { 1 + gap + u16::from(!low && at > 0) } else { 0 }
        })
        .collect();
    let room = bottom.saturating_sub(top);
    let mut first = 0;
    while first < home.at && heights[first..=home.at].iter().sum::<u16>() > room {
        first += 1;
    }
    let mut y = top;
    for (at, (section, entry)) in entries.iter().enumerate().skip(first) {
        if at == first || entries[at - 1].0 != *section {
            y += u16::from(!low && at > first);
            if y >= bottom {
                break;
            }
            painter.put(&mut column.flow(y), model.strings.get(section), Look::of(Tone::Rubric).bold());
            y += 1 + gap;
        }
        let height = rows(entry);
        if y + height > bottom {
            break;
        }
        let chosen = at == home.at;
        paint_entry(model, home, entry, chosen, column, y, painter);
        if chosen {
            let rtl = column.direction.is_rtl();
            let edge = if rtl { column.x + column.width + 1 } else { column.x.saturating_sub(2) };
            painter.ground(column.x.saturating_sub(2), y, column.width + 4, height, Band::Surface);
            for row in y..y + height {
                painter.cell(edge, row, bar(rtl, true, model.settings.ascii_signs), Look::of(Tone::Rubric));
            }
        }
        y += height + gap;
    }
}

fn rows(entry: &Entry) -> u16 {
    match entry {
        Entry::Article(..) | Entry::Fresh(_) | Entry::Marked(_) => 2,
        Entry::Hit(_) | Entry::Found(_) => 3,
    }
}

fn paint_entry(
    model: &Model,
    home: &Home,
    entry: &Entry,
    chosen: bool,
    column: &Column,
    y: u16,
    painter: &mut Painter,
) {
    let strong = Look::of(if chosen { Tone::Strong } else { Tone::Ink });
    let muted = Look::of(Tone::Muted);
    match entry {
        Entry::Article(article, _) => {
            let end = figures(model, article, column, y, painter);
            let mut flow = column.flow(y);
            flow.left = column.width.saturating_sub(end + 2);
            let title = sanitize(article.title.as_deref().unwrap_or(&article.origin)).into_owned();
            painter.put(&mut flow, &title, Look { bold: !article.finished, ..strong });
            let now = home.overview.as_ref().map_or(0, |overview| overview.now);
            let outlet = article.outlet.as_deref().map(|outlet| sanitize(outlet).into_owned());
            let outlet = outlet.or_else(|| article.title.as_ref().map(|_| file_name(&article.origin)));
            let (name, number) = ago(article.opened, now);
            let when = match name {
                "ago.now" | "ago.yesterday" => model.strings.get(name).to_owned(),
                _ => model.strings.count(name, number),
            };
            let facts: Vec<String> = outlet.into_iter().chain([when]).collect();
            pieces(&facts, &mut column.flow(y + 1), muted, painter);
        }
        Entry::Fresh(fresh) => {
            painter.put(&mut column.flow(y), &one_line(&fresh.title), strong.bold());
            pieces(&where_from("", &fresh.source, &fresh.day), &mut column.flow(y + 1), muted, painter);
        }
        Entry::Marked(marked) => {
            let mut flow = column.flow(y);
            painter.put(&mut flow, &one_line(&marked.mark.anchor.exact), strong.bold());
            let note = marked.mark.note.as_deref().map(one_line);
            let facts: Vec<String> = note.into_iter().chain([sanitize(&marked.title).into_owned()]).collect();
            pieces(&facts, &mut column.flow(y + 1), muted, painter);
        }
        Entry::Hit(hit) => {
            let (rtl, ascii) = (column.direction.is_rtl(), model.settings.ascii_signs);
            let sign = if hit.form.as_deref() == Some("indirect") { signs::REPORT } else { signs::QUOTE };
            let mut flow = column.flow(y);
            painter.put_sign(&mut flow, sign.glyph(rtl, ascii), Look::of(sign.tone).bold());
            flow.skip(1);
            let name = hit.speaker.as_deref().map(one_line);
            let look = if name.is_some() { strong.bold() } else { muted };
            painter.put(&mut flow, name.as_deref().unwrap_or(model.strings.get("unnamed")), look);
            if let Some(stance) = &hit.stance {
                let name = format!("stance.{stance}");
                let words = model.strings.get(&name);
                if !words.is_empty() {
                    flow.skip(1);
                    painter.put(&mut flow, &format!("· {words}"), muted);
                }
            }
            let mut flow = column.flow(y + 1);
            flow.skip(2);
            painter.put(
                &mut flow,
                &one_line(&hit.text),
                Look::of(if chosen { Tone::Ink } else { Tone::Soft }),
            );
            let mut flow = column.flow(y + 2);
            flow.skip(2);
            pieces(&where_from(&hit.title, &hit.outlet, &hit.published), &mut flow, muted, painter);
        }
        Entry::Found(hit) => {
            painter.put(&mut column.flow(y), &one_line(&hit.title), strong.bold());
            painter.put(&mut column.flow(y + 1), &one_line(&hit.snippet), Look::of(Tone::Soft));
            let facts = where_from("", &hit.outlet, &hit.published);
            pieces(&facts, &mut column.flow(y + 2), muted, painter);
        }
    }
}

fn where_from(title: &str, outlet: &Option<String>, published: &Option<String>) -> Vec<String> {
    let parts = [Some(title), outlet.as_deref(), published.as_deref()];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).map(one_line).collect()
}

/// Pieces with dots between, each in its own direction.
fn pieces(pieces: &[String], flow: &mut Flow, look: Look, painter: &mut Painter) {
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            flow.skip(1);
            painter.put_sign(flow, "·", look);
            flow.skip(1);
        }
        painter.put(flow, piece, look);
    }
}

/// Quotes, and how far the article was read; answers the cells taken at the ending side.
fn figures(model: &Model, article: &Summary, column: &Column, y: u16, painter: &mut Painter) -> u16 {
    let (rtl, ascii) = (column.direction.is_rtl(), model.settings.ascii_signs);
    let roomy = column.width >= 60;
    let after = if roomy { PROGRESS + PERCENT } else { PERCENT };
    if article.finished {
        let words = model.strings.get("home.read");
        let taken = painter.width(words);
        painter.put(&mut column.at_end(y, taken, after.saturating_sub(taken)), words, Look::of(Tone::Muted));
    } else if article.progress > 0.0 {
        let percent = format!("{}%", (article.progress * 100.0).round());
        let percent = if rtl { format!("\u{61c}{percent}") } else { percent };
        let mut flow = column.at_end(y, PERCENT, 0);
        flow.skip(1);
        painter.put(&mut flow, &percent, Look::of(Tone::Muted));
        if roomy {
            let full = (f32::from(PROGRESS) * article.progress).round() as u16;
            let mut flow = column.at_end(y, PROGRESS, PERCENT);
            for cell in 0..PROGRESS {
                let (glyph, tone) = match (cell < full, ascii) {
                    (true, false) => ("━", Tone::Ink),
                    (false, false) => ("─", Tone::Faint),
                    (true, true) => ("=", Tone::Ink),
                    (false, true) => ("-", Tone::Faint),
                };
                painter.put_sign(&mut flow, glyph, Look::of(tone));
            }
        }
    }
    if article.quotes > 0 {
        let mut flow = column.at_end(y, 6, after + 2);
        painter.put_sign(&mut flow, signs::QUOTE.glyph(rtl, ascii), Look::of(Tone::Quote));
        flow.skip(1);
        painter.put(&mut flow, &article.quotes.to_string(), Look::of(Tone::Ink));
    }
    after + 8
}

fn file_name(origin: &str) -> String {
    sanitize(origin.trim_end_matches('/').rsplit('/').next().unwrap_or(origin)).into_owned()
}

fn one_line(text: &str) -> String {
    sanitize(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
