//! What the library tells.

use super::{draft, home};
use crate::error::Error;
use crate::record::correct;
use crate::settings::Strings;
use crate::settings::chord::Key;
use crate::tui::model::{Model, Notice, Overlay};
use crate::tui::msg::{Effect, Told};

/// Takes note of what the library tells.
pub fn told(model: &mut Model, told: Told) -> Vec<Effect> {
    match told {
        // Whoever has begun to read already is not taken elsewhere.
        Told::Left(offset)
            if model.page.at_start() && model.search.is_none() && model.overlays.is_empty() =>
        {
            let row = model.page.reading_row();
            model.page.place(offset, row, &mut model.shelf);
            model.follow();
            model.say(model.strings.get("resumed"));
        }
        Told::Left(_) => {}
        Told::Marks(list) => {
            let corrections = correct::corrections(&list);
            model.own.set(list);
            if model.shelf.set_corrections(corrections) {
                corrected(model);
            }
            let last = model.own.list.len().saturating_sub(1);
            if let Some(Overlay::Marks(at)) = model.overlays.last_mut() {
                *at = (*at).min(last);
            }
        }
        Told::Kept => {
            if let Some(words) = model.own.asked.pop_front().and_then(|asked| asked.confirms) {
                model.say(words);
            }
        }
        Told::Unkept(why) => {
            draft::unkept(model);
            let text = match &why {
                Some(error) => worded(&model.strings, error),
                None => model.strings.get("marks.unkept").to_owned(),
            };
            model.notice = Some(Notice { text, alert: true });
        }
        Told::Overview(mut overview) => {
            overview.of_feeds(&model.settings.feeds);
            if let Some(home) = home::of(model) {
                home.at = 0;
                home.overview = Some(*overview);
            }
        }
        Told::Stale(left) => {
            if let Some(overview) = home::of(model).and_then(|home| home.overview.as_mut()) {
                overview.stale = left;
            }
        }
        Told::Found(ticket, found) => {
            if let Some(home) = home::of(model).filter(|home| home.ticket == ticket) {
                home.at = 0;
                home.found = Some(*found);
                home.answered = ticket;
                if std::mem::take(&mut home.wanted) {
                    return home::open_chosen(model);
                }
            }
        }
        Told::Typed(lines) => {
            model.recall.before(lines);
            // Whoever was quicker than the library gets the line now.
            if model.recall.take_wanted() && model.is_typing() && model.draft.is_none() {
                return super::key_pressed(model, Key { ctrl: true, ..Key::char('p') });
            }
        }
        Told::Failed(error) => {
            let text = worded(&model.strings, &error);
            // A page that waits for it waits no more.
            if let Some(home) = home::of(model) {
                home.failed = Some(text.clone());
                home.wanted = false;
            }
            model.notice = Some(Notice { text, alert: true });
        }
    }
    Vec::new()
}

/// An error in the words of the interface, as far as it has them, with what to do.
pub fn worded(strings: &Strings, error: &Error) -> String {
    let (text, hint) = match error.wording {
        Some(wording) => (
            strings.get(wording.what).replace("{}", strings.get(wording.why)),
            wording.hint.map(|hint| strings.get(hint).to_owned()),
        ),
        None => (error.message.clone(), error.hint.clone()),
    };
    match hint {
        Some(hint) => format!("{text} ({hint})"),
        None => text,
    }
}

/// The highlights are others than before: the chosen one is chosen again, or what is nearest to where it was.
fn corrected(model: &mut Model) {
    let before = model.selected;
    model.selected = before.and_then(|selected| model.shelf.again(selected));
    model.gather_anew();
    if let (None, Some(before)) = (model.selected, before) {
        model.selected = model.shelf.nearest(before.span.start, &model.filter);
    }
    model.follow();
    model.reveal();
}
