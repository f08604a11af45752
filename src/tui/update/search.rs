//! The search line and the hits.

use crate::settings::chord::{Code, Key};
use crate::tui::model::Model;
use crate::tui::model::history::Stop;
use crate::tui::model::line::Edit;
use crate::tui::model::search::Search;
use crate::tui::msg::Effect;

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
            if search.line.is_empty() {
                model.search = None;
            } else {
                // The way back leads to where the search began.
                let stop = Stop { offset: search.origin, selected: model.selected };
                model.history.leave(stop);
                tell_missing(model);
            }
            return Vec::new();
        }
        (Code::Backspace, ..) if search.line.is_empty() => {
            model.search = None;
            return Vec::new();
        }
        _ => {}
    }
    match search.line.press(key) {
        Edit::Changed => changed(model),
        Edit::Moved | Edit::Nothing => Vec::new(),
    }
}

/// Text pasted into the search line; anywhere else it is no input.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match &mut model.search {
        Some(search) if search.typing => {
            search.line.insert(text);
            changed(model)
        }
        _ => Vec::new(),
    }
}

fn changed(model: &mut Model) -> Vec<Effect> {
    if let Some(search) = &mut model.search {
        search.restart();
    }
    let effects = go_on(model);
    if model.search.as_ref().is_some_and(|search| search.line.is_empty()) {
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
    if search.hits().is_empty() && search.done(&model.shelf) && !search.line.is_empty() {
        let text = model.strings.get("not_found").replace("{}", search.line.text());
        model.say(text);
    }
}
