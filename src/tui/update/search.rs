//! The search line and the hits; over the highlights the same line sifts them.

use crate::settings::chord::{Code, Key};
use crate::settings::{Library, Strings};
use crate::text::needle::{Fault, Needle};
use crate::tui::model::filter::Words;
use crate::tui::model::history::Stop;
use crate::tui::model::line::{Edit, Line};
use crate::tui::model::recall::Recall;
use crate::tui::model::search::Search;
use crate::tui::model::{Focus, Model};
use crate::tui::msg::{Effect, Question};

use super::jump;

/// Opens the search line: over the highlights it sifts them.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.focus == Focus::List {
        let typed = model.filter.words.as_ref().map_or("", |words| &words.typed);
        model.sifting = Some(Line::new(typed));
    } else {
        model.search = Some(Search::new(model.page.reading_offset()));
    }
    begin(model)
}

/// A line that remembers what was typed before is begun: what the library knows of that is asked for once.
pub fn begin(model: &mut Model) -> Vec<Effect> {
    model.recall.changed();
    if std::mem::replace(&mut model.recall.asked, true) || model.settings.library == Library::Off {
        return Vec::new();
    }
    vec![Effect::Ask(Question::Typed)]
}

/// Remembers what was looked for, here and where the library keeps all in the library.
pub fn remember(model: &mut Model, typed: &str) -> Vec<Effect> {
    if model.recall.keep(typed) && model.settings.library == Library::On {
        return vec![Effect::Ask(Question::KeepTyped(typed.to_owned()))];
    }
    Vec::new()
}

/// Whether a key goes through what was typed before, and then backwards.
pub fn recalls(key: Key) -> Option<bool> {
    match (key.code, key.ctrl, key.alt) {
        (Code::Up, false, false) | (Code::Char('p'), true, false) => Some(true),
        (Code::Down, false, false) | (Code::Char('n'), true, false) => Some(false),
        _ => None,
    }
}

/// What a key does to a line that remembers what was typed before.
pub fn edit(key: Key, line: &mut Line, recall: &mut Recall, clip: &mut String) -> Edit {
    if let Some(back) = recalls(key) {
        return if recall.go(back, line) { Edit::Changed } else { Edit::Nothing };
    }
    let edit = line.press(key, clip);
    if edit.is_change() {
        recall.changed();
    }
    edit
}

/// Puts what was copied or cut in a line on the clipboard.
pub fn copied(edit: Edit, clip: &str) -> Vec<Effect> {
    edit.copy(clip).map(|text| Effect::Copy(text.to_owned())).into_iter().collect()
}

/// Whether a key ends a line without doing anything: with a selection in it, Ctrl-c copies.
pub fn cancels(key: Key, line: &Line) -> bool {
    match (key.code, key.ctrl) {
        (Code::Esc, _) => true,
        (Code::Char('c'), true) => line.selection().is_none(),
        _ => false,
    }
}

/// A key typed in the line that sifts the highlights; `None`: they are not being sifted.
pub fn sift_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let line = model.sifting.as_mut()?;
    match key.code {
        _ if cancels(key, line) => {
            model.sifting = None;
            if model.filter.words.take().is_some() {
                jump::refilter(model);
            }
        }
        Code::Enter => {
            let typed = line.text().to_owned();
            model.sifting = None;
            return Some(remember(model, &typed));
        }
        Code::Backspace if line.is_empty() => model.sifting = None,
        _ => {
            let edit = edit(key, line, &mut model.recall, &mut model.clip);
            if edit.is_change() {
                sift(model);
            }
            return Some(copied(edit, &model.clip));
        }
    }
    Some(Vec::new())
}

/// Shows the highlights that hold what was typed; all of them where nothing can be looked for.
fn sift(model: &mut Model) {
    let Some(line) = &model.sifting else { return };
    let typed = line.text().to_owned();
    model.filter.words = Needle::new(&typed).ok().map(|needle| Words { typed, needle });
    jump::refilter(model);
    jump::show_selected(model);
}

/// A key typed in the search line: never read by its place on another layout.
pub fn type_key(model: &mut Model, key: Key) -> Vec<Effect> {
    if let Some(effects) = sift_key(model, key) {
        return effects;
    }
    let Some(search) = &mut model.search else { return Vec::new() };
    match key.code {
        _ if cancels(key, &search.line) => {
            let origin = search.origin;
            model.search = None;
            let row = model.page.reading_row();
            if model.page.reading_offset() != origin {
                model.page.place(origin, row, &mut model.shelf);
            }
            model.follow();
            return Vec::new();
        }
        Code::Enter => {
            search.typing = false;
            let typed = search.line.text().to_owned();
            if search.line.is_empty() {
                model.search = None;
            } else {
                // The way back leads to where the search began.
                let stop = Stop { offset: search.origin, selected: model.selected };
                model.history.leave(stop);
                tell_missing(model);
            }
            return remember(model, &typed);
        }
        Code::Backspace if search.line.is_empty() => {
            model.search = None;
            return Vec::new();
        }
        _ => {}
    }
    let edit = edit(key, &mut search.line, &mut model.recall, &mut model.clip);
    let mut effects = copied(edit, &model.clip);
    if edit.is_change() {
        effects.extend(changed(model));
    }
    effects
}

/// Text pasted into the search line; anywhere else it is no input.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(line) = &mut model.sifting {
        line.insert(text);
        sift(model);
        return Vec::new();
    }
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
    let Some(search) = &mut model.search else { return };
    match search.step(forward, n) {
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
    if let Some(fault) = search.fault() {
        model.say(fault_words(&model.strings, fault));
    } else if search.hits().is_empty() && search.done(&model.shelf) && !search.line.is_empty() {
        let text = model.strings.get("not_found").replace("{}", search.line.text());
        model.say(text);
    }
}

/// What is wrong with a pattern, and where: characters counted from 1, behind the slash.
pub fn fault_words(strings: &Strings, fault: Fault) -> String {
    strings.get(fault.why.name()).replace("{}", &fault.at.to_string())
}
