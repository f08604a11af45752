//! The row at the foot while something is typed in it: a search, what sifts the highlights, a note.

use crate::settings::theme::Tone;
use crate::text::needle::{Needle, Nothing};
use crate::tui::geometry::Geometry;
use crate::tui::model::Model;
use crate::tui::model::draft::{Draft, Purpose};
use crate::tui::model::line::Line;
use crate::tui::model::search::Search;
use crate::tui::update::search::fault_words;

use super::chrome::{at_end, fill_two, put_hints, words_of};
use super::painter::{Flow, Look, Painter};

/// Keys of the line itself, and the names of their words: letters are letters in it.
type Keys = &'static [(&'static str, &'static str)];

const KEYS: Keys = &[("Enter", "hint.keep"), ("Esc", "hint.cancel")];
const NOTE_KEYS: Keys = &[("Enter", "hint.keep"), ("Ctrl-x", "hint.editor"), ("Esc", "hint.cancel")];

/// Paints the line that is being typed in, over the panes; answers whether there is one.
pub fn paint(model: &Model, geometry: &Geometry, y: u16, painter: &mut Painter) -> bool {
    if let Some(draft) = &model.draft {
        let mut flow = begin(model, geometry, y, "", painter);
        draft_line(model, draft, &mut flow, painter);
    } else if let Some(line) = &model.sifting {
        let fault = match Needle::new(line.text()) {
            Err(Nothing::NoPattern(fault)) => Some(fault),
            _ => None,
        };
        let count = match (fault, model.list.entries().len()) {
            (Some(fault), _) => fault_words(&model.strings, fault),
            (_, 0) => model.strings.get("no_hits").to_string(),
            (_, n) => n.to_string(),
        };
        let mut flow = begin(model, geometry, y, &count, painter);
        put(model, "/", line, KEYS, &mut flow, painter);
    } else if let Some(search) = model.search.as_ref().filter(|search| search.typing) {
        let mut flow = begin(model, geometry, y, &count(model, search), painter);
        put(model, "/", &search.line, KEYS, &mut flow, painter);
    } else {
        return false;
    }
    true
}

/// The line of a draft, in whatever page it is written.
pub fn draft_line(model: &Model, draft: &Draft, flow: &mut Flow, painter: &mut Painter) {
    let (label, keys) = match draft.purpose {
        Purpose::Note(_) => ("marks.note", NOTE_KEYS),
        Purpose::Speaker(_) => ("marks.speaker_is", KEYS),
        Purpose::Export => ("export.to", KEYS),
    };
    put(model, model.strings.get(label), &draft.line, keys, flow, painter);
}

/// How far a search is.
fn count(model: &Model, search: &Search) -> String {
    let n = search.hits().len();
    let more = if search.done(&model.shelf) { "" } else { "…" };
    if let Some(fault) = search.fault() {
        return fault_words(&model.strings, fault);
    }
    match search.number() {
        Some(at) => format!("{}{more}", fill_two(model.strings.get("place_of"), at, n)),
        None if search.line.is_empty() => String::new(),
        None if n == 0 && more.is_empty() => model.strings.get("no_hits").to_string(),
        None => format!("{n}{more}"),
    }
}

/// The count at the ending side; where the line begins.
fn begin(model: &Model, geometry: &Geometry, y: u16, count: &str, painter: &mut Painter) -> Flow {
    let taken = at_end(model, geometry, y, count, painter);
    let (x, width) = words_of(model, geometry);
    let room = width.saturating_sub(taken + u16::from(taken > 0) * 3);
    let direction = model.strings.direction();
    Flow::new(if direction.is_rtl() { x + width - room } else { x }, y, room, direction)
}

fn put(model: &Model, label: &str, line: &Line, keys: Keys, flow: &mut Flow, painter: &mut Painter) {
    painter.put(flow, label, Look::of(Tone::Rubric).bold());
    flow.skip(1);
    painter.put_line(flow, line, Look::of(Tone::Strong).bold());
    flow.skip(3);
    let keys: Vec<(String, &str)> =
        keys.iter().map(|(key, words)| (key.to_string(), model.strings.get(words))).collect();
    if keys.first().is_some_and(|(key, words)| painter.width(key) + painter.width(words) < flow.left) {
        put_hints(&keys, flow, painter);
    }
}
