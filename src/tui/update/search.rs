//! The search line and the hits.

use crate::settings::chord::{Code, Key};
use crate::tui::model::Model;
use crate::tui::model::history::Stop;
use crate::tui::model::search::Search;
use crate::tui::msg::Effect;

/// Characters that a query may have: more than anybody types, and little enough to be painted at once.
const LONGEST: usize = 512;

/// Opens the search line.
pub fn open(model: &mut Model) {
    model.search = Some(Search::new(model.page.reading_offset()));
}

/// A key typed in the search line: never read by its place on another layout.
pub fn type_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(search) = &mut model.search else { return Vec::new() };
    match (key.code, key.ctrl, key.alt) {
        (Code::Esc, ..) | (Code::Char('c'), true, _) => {
            let origin = search.origin;
            model.search = None;
            let row = model.page.reading_row();
            if model.page.reading_offset() != origin {
                model.page.place(origin, row, &mut model.shelf);
            }
            model.follow();
            return Vec::new();
        }
        (Code::Enter, ..) => {
            search.typing = false;
            if search.query.is_empty() {
                model.search = None;
            } else {
                // The way back leads to where the search began.
                let stop = Stop { offset: search.origin, selected: model.selected };
                model.history.leave(stop);
                tell_missing(model);
            }
            return Vec::new();
        }
        (Code::Backspace, ..) if search.query.is_empty() => {
            model.search = None;
            return Vec::new();
        }
        (Code::Backspace, false, false) | (Code::Char('h'), true, _) => {
            search.query.pop();
        }
        (Code::Char('u'), true, _) => search.query.clear(),
        (Code::Char('w'), true, _) | (Code::Backspace, ..) => {
            let kept = search.query.trim_end().rfind(' ').map_or(0, |at| at + 1);
            search.query.truncate(kept);
        }
        (Code::Char(c), false, false) => search.query.push(c),
        _ => return Vec::new(),
    }
    changed(model)
}

/// Text pasted into the search line; anywhere else it is no input.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match &mut model.search {
        Some(search) if search.typing => {
            search.query.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
            changed(model)
        }
        _ => Vec::new(),
    }
}

fn changed(model: &mut Model) -> Vec<Effect> {
    if let Some(search) = &mut model.search {
        if let Some((end, _)) = search.query.char_indices().nth(LONGEST) {
            search.query.truncate(end);
        }
        search.restart();
    }
    let effects = go_on(model);
    if model.search.as_ref().is_some_and(|search| search.query.is_empty()) {
        show_origin(model);
    }
    effects
}

/// Looks through the next piece of the text.
pub fn go_on(model: &mut Model) -> Vec<Effect> {
    let Some(search) = &mut model.search else { return Vec::new() };
    let before = search.current();
    let more = search.go_on(&model.shelf);
    let (now, typing) = (search.current(), search.typing);
    if now != before {
        show(model);
    }
    if more {
        return vec![Effect::Continue];
    }
    if !typing {
        tell_missing(model);
    }
    Vec::new()
}

/// To the `n`th next (previous) hit.
pub fn step(model: &mut Model, forward: bool, n: usize) {
    let offset = model.page.reading_offset();
    let Some(search) = &mut model.search else { return };
    match search.step(offset, forward, n) {
        Some((_, round)) => {
            model.leave();
            show(model);
            if round {
                model.say(model.strings.get("wrapped"));
            }
        }
        None => tell_missing(model),
    }
}

fn show(model: &mut Model) {
    let Some(hit) = model.search.as_ref().and_then(Search::current) else { return };
    model.page.show(hit, &mut model.shelf);
    model.follow();
}

fn show_origin(model: &mut Model) {
    let Some(origin) = model.search.as_ref().map(|search| search.origin) else { return };
    let row = model.page.reading_row();
    model.page.place(origin, row, &mut model.shelf);
    model.follow();
}

fn tell_missing(model: &mut Model) {
    let Some(search) = &model.search else { return };
    if search.hits().is_empty() && search.done(&model.shelf) && !search.query.is_empty() {
        let text = model.strings.get("not_found").replace("{}", &search.query);
        model.say(text);
    }
}
