//! What a message does to the model. No IO, no clock.

mod copy;
mod draft;
mod follow;
mod home;
mod jump;
mod library;
mod marks;
pub use jump::tabs;
mod mouse;
mod overlay;
mod scroll;
pub mod search;
mod select;

use std::collections::VecDeque;

use crate::command::{Action, Command, Side, Step};
use crate::settings::Digits;
use crate::settings::chord::{Code, Key};
use crate::settings::keymap::Meaning;

use super::model::marks::Awaited;
use super::model::{Focus, Model, Notice, Overlay};
use super::msg::{Copied, Effect, Msg, Unwritten};

/// The most a count may be.
const MOST: usize = 99_999;

/// Carries out one message; answers what is to be done outside.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => return key_pressed(model, key),
        Msg::Mouse(mouse) => return mouse::mouse(model, mouse),
        Msg::Paste(text) => {
            if draft::paste(model, &text) {
                return Vec::new();
            }
            return home::paste(model, &text).unwrap_or_else(|| search::paste(model, &text));
        }
        Msg::Resize(size) => {
            model.size = size;
            model.arrange();
            // No scrolling: what was chosen stays chosen, in view or not.
            if model.selected.is_none() {
                model.follow();
            }
            model.reveal();
        }
        Msg::Chunk(extracted) => {
            let number = extracted.number;
            if model.shelf.take(*extracted) {
                model.selected = model.selected.and_then(|selected| {
                    if selected.chunk == number { model.shelf.again(selected) } else { Some(selected) }
                });
                model.page.arrange(&mut model.shelf);
                model.gather_anew();
                model.follow();
                model.reveal();
            }
        }
        Msg::Streamed => {}
        Msg::Copied(copied) => {
            let strings = model.strings;
            let fill = |name: &str, what: &str| strings.get(name).replace("{}", what);
            model.notice = Some(match &copied {
                Copied::By(program) => Notice { text: fill("copied", program), alert: false },
                Copied::Sent(way) => Notice { text: fill("sent", way), alert: false },
                Copied::Failed(why) => Notice { text: fill("copy_failed", why), alert: true },
            });
        }
        Msg::Capabilities(capabilities) => model.set_capabilities(capabilities),
        Msg::Library(told) => return library::told(model, told),
        Msg::Opened(article, at) => model.visit(*article, at),
        Msg::Elsewhere(address) => return follow::follow(model, &address),
        Msg::Fetched(ticket, fetched) => return follow::fetched(model, ticket, fetched),
        Msg::Edited(edited) => return draft::edited(model, edited),
        Msg::Exported(exported) => {
            model.notice = Some(match exported {
                Ok(path) => Notice { text: model.strings.get("exported").replace("{}", &path), alert: false },
                Err(Unwritten { name, why }) => {
                    let why = match &why {
                        Ok(name) => model.strings.get(name),
                        Err(words) => words,
                    };
                    Notice { text: format!("{name}: {why}"), alert: true }
                }
            });
        }
        Msg::Browsed(program) => match program {
            Some(program) => model.say(model.strings.get("browsing").replace("{}", &program)),
            None => {
                model.notice =
                    Some(Notice { text: model.strings.get("no_browser").to_string(), alert: true });
            }
        },
        Msg::Continue => {
            let mut effects = jump::go_on(model);
            effects.extend(search::go_on(model));
            effects.dedup();
            return effects;
        }
    }
    Vec::new()
}

/// The next of the messages that were read together; two keys that are one come as one. Not where text
/// is typed: there two letters are what they say.
pub fn next_message(model: &Model, messages: &mut VecDeque<Msg>) -> Option<Msg> {
    let first = messages.pop_front()?;
    // Nor among the letters over links.
    let letters = model.is_typing() || model.hints.is_some();
    if let (Msg::Key(one), Some(Msg::Key(other)), false) = (&first, messages.front(), letters)
        && let Some(joined) = one.joined_with(*other)
    {
        messages.pop_front();
        return Some(Msg::Key(joined));
    }
    Some(first)
}

fn key_pressed(model: &mut Model, key: Key) -> Vec<Effect> {
    model.notice = None;
    model.seeking = None;
    if let Some(effects) = draft::type_key(model, key) {
        return effects;
    }
    if model.is_typing() {
        return home::type_key(model, key).unwrap_or_else(|| search::type_key(model, key));
    }
    let key = key.on_latin_layout();
    if let Some(effects) = marks::awaited(model, key) {
        return effects;
    }
    if model.hints.is_some() {
        return follow::type_key(model, key);
    }
    if let (Code::Char(digit @ '0'..='9'), false, false) = (key.code, key.ctrl, key.alt)
        && (digit != '0' || model.count.is_some())
        && model.keys.is_empty()
    {
        let so_far = model.count.unwrap_or(0) * 10 + (digit as usize - '0' as usize);
        model.count = Some(so_far.min(MOST));
        return Vec::new();
    }
    model.keys.push(key);
    let name = match model.settings.keymap.meaning(&model.keys) {
        Meaning::Prefix => return Vec::new(),
        Meaning::Command(name) => name.to_string(),
        // What nothing is bound to with Shift is what it is without.
        Meaning::Nothing if key.shift => {
            model.keys.pop();
            return key_pressed(model, key.with_shift(false));
        }
        Meaning::Nothing => {
            let lone = model.keys.len() == 1;
            model.keys.clear();
            // A broken chord is forgotten; its last key counts by itself.
            if !lone {
                return key_pressed(model, key);
            }
            model.count = None;
            return overlay::unbound(model, key);
        }
    };
    model.keys.clear();
    let count = model.count.take();
    match Command::find(&name) {
        Some(command) => act(model, command.action, count),
        None => Vec::new(),
    }
}

/// Carries out a command, `count` times where that means anything.
pub fn act(model: &mut Model, action: Action, count: Option<usize>) -> Vec<Effect> {
    // What is on its way is let go first, whatever page lies on top.
    if matches!(action, Action::Clear | Action::Interrupt) && follow::cancel(model) {
        return Vec::new();
    }
    if let Some(effects) = overlay::act(model, action, count) {
        return effects;
    }
    if let Some(effects) = select::act(model, action, count) {
        return effects;
    }
    let n = count.unwrap_or(1);
    match action {
        Action::Move(reach, step) => return scroll::go(model, reach, step, count),
        Action::Jump(group, step) => return jump::to_group(model, group, step, n),
        Action::JumpShown(step) => return jump::shown(model, step, n),
        Action::History(step) => return jump::history(model, step, n),
        Action::OtherPane => {
            let other = if model.focus == Focus::Article { Focus::List } else { Focus::Article };
            focus(model, other);
        }
        Action::Focus(side) => {
            let article_left = !model.direction().is_rtl();
            let article = article_left == (side == Side::Left);
            focus(model, if article { Focus::Article } else { Focus::List });
        }
        Action::Hints => follow::open_hints(model),
        Action::Browse => return follow::browse(model),
        Action::Across => match follow::follow_selected(model) {
            Some(effects) => return effects,
            None => jump::across(model),
        },
        Action::Tab(step) => jump::tab(model, step, n),
        Action::Speakers => overlay::open_speakers(model),
        Action::Copy => return copy::copy(model, true),
        Action::CopyWords => return copy::copy(model, false),
        Action::Search => return search::open(model),
        Action::Hit(step) => search::step(model, step == Step::Forward, n),
        Action::Clear => jump::clear(model),
        Action::Marks => {
            let shown = model.marks();
            model.settings.marks =
                if shown { crate::settings::Marks::Strip } else { crate::settings::Marks::Keep };
            model.arrange();
            model.say(model.strings.get(if shown { "marks.hidden" } else { "marks.shown" }));
        }
        Action::Digits => {
            let (next, name) = match model.settings.digits {
                Digits::AsWritten => (Digits::Latin, "digits.latin"),
                Digits::Latin => (Digits::Arabic, "digits.arabic"),
                Digits::Arabic => (Digits::AsWritten, "digits.as_written"),
            };
            model.settings.digits = next;
            model.arrange();
            model.say(model.strings.get(name));
        }
        Action::Select => select::select(model),
        Action::Mark => return marks::mark(model),
        Action::Note => marks::note(model),
        Action::NoteInEditor => {
            marks::note(model);
            return draft::edit(model);
        }
        Action::Dismiss => return marks::dismiss(model),
        Action::CorrectSpeaker => marks::correct_speaker(model),
        Action::CorrectWords => return marks::correct_words(model),
        Action::Export => draft::export(model),
        Action::RemoveMark => return marks::remove(model),
        Action::Undo => return marks::undo(model),
        Action::Bookmark => model.own.awaited = Some(Awaited::Bookmark),
        Action::ToBookmark => model.own.awaited = Some(Awaited::ToBookmark),
        Action::MarkList => model.overlays.push(Overlay::Marks(0)),
        // Only what is selected grows by them.
        Action::Word(_) | Action::Sentence(_) => {}
        Action::Home => return home::open(model),
        Action::Help => overlay::open_help(model),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return vec![Effect::Quit(0)],
        Action::Interrupt => return vec![Effect::Quit(130)],
    }
    Vec::new()
}

/// Gives a pane the keys.
fn focus(model: &mut Model, focus: Focus) {
    if model.focus == focus {
        return;
    }
    model.focus = focus;
    model.arrange();
    if focus == Focus::Article && !model.side_by_side() {
        // What was chosen in the list while the text was not seen.
        jump::show_selected(model);
    }
    model.reveal();
}
