//! Keys on the home screen.

use crate::command::Action;
use crate::settings::Library;
use crate::settings::chord::{Code, Key};
use crate::tui::model::home::Home;
use crate::tui::model::{Model, Overlay};
use crate::tui::msg::{Effect, Question};

use super::{follow, search as line};

/// Opens the home screen over what is read.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.settings.library == Library::Off {
        model.say(model.strings.get("home.off"));
        return Vec::new();
    }
    model.overlays.push(Overlay::Home(Box::default()));
    vec![Effect::Ask(Question::Overview)]
}

/// The home screen, where it is the topmost page.
pub fn of(model: &mut Model) -> Option<&mut Home> {
    match model.overlays.last_mut() {
        Some(Overlay::Home(home)) => Some(home),
        _ => None,
    }
}

/// A key typed in its line; `None`: the line is not being typed in.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let home = of(model).filter(|home| home.typing)?;
    match (key.code, key.ctrl) {
        _ if line::cancels(key, &home.line) => {
            home.typing = false;
            home.line = Default::default();
            home.found = None;
            home.at = 0;
            return Some(Vec::new());
        }
        (Code::Enter, _) => {
            let (typed, is_answered) = (home.line.text().to_owned(), home.answered == home.ticket);
            home.typing = !typed.trim().is_empty();
            home.wanted = home.typing && !is_answered;
            let mut effects = line::remember(model, &typed);
            if !typed.trim().is_empty() && is_answered {
                effects.extend(open_chosen(model));
            }
            return Some(effects);
        }
        // To the list, to go through it with the keys of lists.
        (Code::Tab, _) => {
            home.typing = false;
            return Some(Vec::new());
        }
        (Code::Backspace, false) if home.line.is_empty() => {
            home.typing = false;
            return Some(Vec::new());
        }
        (Code::Down, _) => {
            home.at = (home.at + 1).min(home.entries().len().saturating_sub(1));
            return Some(Vec::new());
        }
        (Code::Up, _) => {
            home.at = home.at.saturating_sub(1);
            return Some(Vec::new());
        }
        _ => {}
    }
    let mut typed = std::mem::take(&mut home.line);
    let edit = line::edit(key, &mut typed, &mut model.recall, &mut model.clip);
    let mut effects = line::copied(edit, &model.clip);
    let home = of(model)?;
    home.line = typed;
    if edit.is_change() {
        effects.extend(search(home));
    }
    Some(effects)
}

/// Opens what is chosen.
pub fn open_chosen(model: &mut Model) -> Vec<Effect> {
    let Some(home) = of(model) else { return Vec::new() };
    if let Some(fresh) = home.chosen_entry().cloned() {
        return follow::open_entry(model, &fresh);
    }
    match home.chosen() {
        Some((article, at)) => {
            home.typing = false;
            vec![Effect::Ask(Question::Open { article, at })]
        }
        None => Vec::new(),
    }
}

/// Text pasted into its line.
pub fn paste(model: &mut Model, text: &str) -> Option<Vec<Effect>> {
    let home = of(model).filter(|home| home.typing)?;
    home.line.insert(text);
    Some(search(home))
}

fn search(home: &mut Home) -> Vec<Effect> {
    home.at = 0;
    home.ticket += 1;
    home.wanted = false;
    if home.line.text().trim().is_empty() {
        home.found = None;
        home.answered = home.ticket;
        return Vec::new();
    }
    vec![Effect::Ask(Question::Search { ticket: home.ticket, words: home.line.text().to_owned() })]
}

/// What a command does on it; `None`: it is not its business.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let home = of(model)?;
    match action {
        Action::Search => {
            home.typing = true;
            Some(line::begin(model))
        }
        Action::Across => Some(open_chosen(model)),
        Action::Clear if !home.line.is_empty() => {
            home.line = Default::default();
            home.found = None;
            home.at = 0;
            Some(Vec::new())
        }
        Action::Clear if home.alone => Some(Vec::new()),
        Action::Quit if home.alone => Some(vec![Effect::Quit(0)]),
        Action::Home => {
            if !home.alone {
                model.overlays.pop();
            }
            Some(Vec::new())
        }
        _ => None,
    }
}
