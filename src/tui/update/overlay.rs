//! Keys while a page lies over the panes.

use crate::command::{Action, Reach, Step};
use crate::highlight::Group;
use crate::settings::chord::Key;
use crate::text::fold::fold;
use crate::tui::model::filter::Filter;
use crate::tui::model::speakers::Speakers;
use crate::tui::model::{Focus, Model, Overlay};
use crate::tui::msg::Effect;
use crate::tui::view::help;

use super::{draft, home, jump, marks};

/// Opens the page of keys.
pub fn open_help(model: &mut Model) {
    model.overlays.push(Overlay::Help(0));
}

/// Opens the page of speakers.
pub fn open_speakers(model: &mut Model) {
    let chosen = model.filter.speaker.clone();
    let speakers = Speakers::gather(&model.shelf, chosen.as_deref());
    model.overlays.push(Overlay::Speakers(speakers));
}

/// A key that no command has.
pub fn unbound(_: &mut Model, _: Key) -> Vec<Effect> {
    Vec::new()
}

/// What a command does to the topmost page; `None` where there is none, or the command is not its
/// business.
pub fn act(model: &mut Model, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    if let Some(effects) = home::act(model, action) {
        return Some(effects);
    }
    let n = count.unwrap_or(1);
    let height = usize::from(model.size.height);
    let last_top = match model.overlays.last()? {
        Overlay::Help(_) => help::last_top(model),
        Overlay::Speakers(_) | Overlay::Home(_) | Overlay::Marks(_) => 0,
    };
    let overlay = model.overlays.last_mut()?;
    match action {
        Action::Clear | Action::Quit => {
            model.overlays.pop();
        }
        Action::Help if matches!(overlay, Overlay::Help(_)) => {
            model.overlays.pop();
        }
        Action::Help => open_help(model),
        Action::Speakers if matches!(overlay, Overlay::Speakers(_)) => {
            model.overlays.pop();
        }
        Action::MarkList if matches!(overlay, Overlay::Marks(_)) => {
            model.overlays.pop();
        }
        Action::Across if matches!(overlay, Overlay::Marks(_)) => marks::open(model),
        Action::Note if matches!(overlay, Overlay::Marks(_)) => marks::note(model),
        Action::NoteInEditor if matches!(overlay, Overlay::Marks(_)) => {
            marks::note(model);
            return Some(draft::edit(model));
        }
        Action::RemoveMark if matches!(overlay, Overlay::Marks(_)) => return Some(marks::remove(model)),
        Action::Undo => return Some(marks::undo(model)),
        Action::Interrupt | Action::Suspend | Action::Redraw => return None,
        Action::Move(reach, step) => {
            let by = match reach {
                Reach::Line | Reach::Paragraph => 1,
                Reach::HalfPage => height / 2,
                Reach::Page => height.saturating_sub(4).max(1),
                Reach::End => usize::MAX / 2,
            }
            .saturating_mul(n);
            let moved = |at: usize, last: usize| match step {
                Step::Forward => at.saturating_add(by).min(last),
                Step::Backward => at.saturating_sub(by),
            };
            match overlay {
                Overlay::Help(top) => *top = moved(*top, last_top).min(last_top),
                Overlay::Speakers(speakers) => {
                    speakers.at = moved(speakers.at, speakers.list.len().saturating_sub(1));
                }
                Overlay::Marks(at) => {
                    let last = model.own.list.len().saturating_sub(1);
                    *at = moved(*at, last).min(last);
                }
                Overlay::Home(home) => {
                    let last = home.entries().len().saturating_sub(1);
                    home.at = moved(home.at, last).min(last);
                }
            }
        }
        Action::Across => {
            if let Overlay::Speakers(speakers) = overlay {
                let chosen = speakers.list.get(speakers.at);
                let chosen = chosen.map(|speaker| (fold(&speaker.name), speaker.words[0].chunk));
                model.overlays.pop();
                if let Some((name, chunk)) = chosen {
                    model.leave();
                    model.shelf.fetch(chunk);
                    model.filter = Filter { speaker: Some(name), ..Filter::of(Some(Group::Quotes)) };
                    jump::refilter(model);
                    jump::show_selected(model);
                    super::focus(model, Focus::List);
                }
            }
        }
        Action::Copy | Action::CopyWords => {
            if let Overlay::Speakers(speakers) = overlay
                && let Some(speaker) = speakers.list.get(speakers.at)
            {
                let mut text = speaker.name.clone();
                for said in &speaker.words {
                    if let Some(held) = model.shelf.held(said.chunk) {
                        let words =
                            held.chunk.slice(said.span).split_whitespace().collect::<Vec<_>>().join(" ");
                        text += &format!("\n\n{words}");
                    }
                }
                return Some(vec![Effect::Copy(text)]);
            }
        }
        _ => {}
    }
    Some(Vec::new())
}
