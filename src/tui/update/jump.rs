//! From highlight to highlight, between the panes, and back to where one was.

use crate::command::Step;
use crate::highlight::Group;
use crate::tui::model::shelf::{Filter, Selected};
use crate::tui::model::{Focus, Model};

/// To the `n`th next (previous) highlight of the group with that name.
pub fn to_group(model: &mut Model, group: &str, step: Step, n: usize) {
    let Some(group) = Group::ALL.into_iter().find(|known| known.name() == group) else { return };
    // A speaker's words stay the only ones while they are the only ones shown.
    let speaker = model.filter.speaker.clone().filter(|_| group == Group::Quotes);
    let filter = Filter { group: Some(group), speaker };
    if model.filter.group.is_some() && model.filter.group != Some(group) {
        model.filter = filter.clone();
        model.gather_anew();
    }
    jump(model, &filter, step, n);
}

/// To the `n`th next (previous) highlight of the shown tab.
pub fn shown(model: &mut Model, step: Step, n: usize) {
    let filter = model.filter.clone();
    jump(model, &filter, step, n);
}

fn jump(model: &mut Model, filter: &Filter, step: Step, n: usize) {
    let forward = step == Step::Forward;
    let seen = model.page.span();
    let reading = model.page.reading_offset();
    // From the selected place while it is in view and of the kind asked for; else from the reading line.
    let here = model.selected.filter(|selected| selected.span.overlaps(seen) || !model.side_by_side());
    let fits = here.is_some_and(|here| model.shelf.highlight(&here).is_some_and(|h| filter.shows(h)));
    let mut from = match here {
        Some(here) => here.span.start + u32::from(forward && fits),
        None => reading,
    };
    let mut found: Option<Selected> = None;
    for _ in 0..n {
        let Some(next) = model.shelf.next(from, forward, filter) else { break };
        found = Some(next);
        from = next.span.start + u32::from(forward);
    }
    match found {
        Some(found) => {
            model.history.leave(reading);
            model.select(Some(found));
            show_selected(model);
        }
        None => say_no_more(model, forward),
    }
}

/// There is nothing further on, as far as is known.
fn say_no_more(model: &mut Model, forward: bool) {
    let name = match (model.shelf.tally().1, forward) {
        (false, _) => "reading",
        (true, true) => "no_more",
        (true, false) => "no_more_before",
    };
    model.say(model.strings.get(name));
}

/// Brings the selected words into view in the article.
pub fn show_selected(model: &mut Model) {
    if let Some(selected) = model.selected {
        model.page.show(selected.span, &mut model.shelf);
    }
}

/// Moves the selection by `n` cards of the list; the article follows.
pub fn cards(model: &mut Model, forward: bool, n: usize) {
    let entries = model.list.entries();
    if entries.is_empty() {
        return;
    }
    let at = model.selected.as_ref().and_then(|selected| model.list.position(selected));
    let last = entries.len() - 1;
    let to = match at {
        None => model.list.top,
        Some(at) if forward => at.saturating_add(n).min(last),
        Some(at) => at.saturating_sub(n),
    };
    if Some(to) != at {
        return select_card(model, to);
    }
    // The last card at hand: of a book there may be more further on.
    let filter = model.filter.clone();
    let from = model.selected.map_or(0, |selected| selected.span.start + u32::from(forward));
    match model.shelf.next(from, forward, &filter) {
        Some(next) => {
            model.select(Some(next));
            show_selected(model);
        }
        None => say_no_more(model, forward),
    }
}

/// To the first or last card.
pub fn list_end(model: &mut Model, forward: bool) {
    let filter = model.filter.clone();
    let from = if forward { u32::MAX } else { 0 };
    if let Some(end) = model.shelf.next(from, !forward, &filter) {
        model.history.leave(model.page.reading_offset());
        model.select(Some(end));
        show_selected(model);
    }
}

/// Chooses card `at` of the list and shows its words.
pub fn select_card(model: &mut Model, at: usize) {
    let Some(entry) = model.list.entries().get(at).copied() else { return };
    let Some(held) = model.shelf.held(entry.chunk) else { return };
    let place = held.occurrences.iter().find(|o| o.highlight == entry.highlight);
    let selected = place.map(|place| place.selected(entry.chunk));
    model.select(selected);
    show_selected(model);
}

/// From the list to the words, from the words to their card.
pub fn across(model: &mut Model) {
    let to = if model.focus == Focus::List { Focus::Article } else { Focus::List };
    super::focus(model, to);
    if to == Focus::Article {
        show_selected(model);
    }
}

/// Back and forward through the places jumped from.
pub fn history(model: &mut Model, step: Step, n: usize) {
    let mut to = None;
    for _ in 0..n {
        let here = to.unwrap_or_else(|| model.page.reading_offset());
        let next = match step {
            Step::Backward => model.history.back(here),
            Step::Forward => model.history.forward(here),
        };
        let Some(next) = next else { break };
        to = Some(next);
    }
    match to {
        Some(offset) => {
            let row = model.page.reading_row();
            model.page.place(offset, row, &mut model.shelf);
            let nearest = model.shelf.nearest(offset, &model.filter);
            model.select(nearest);
        }
        None => model.say(model.strings.get("nowhere")),
    }
}

/// Shows the next (previous) tab; the selection goes to what is nearest in it.
pub fn tab(model: &mut Model, step: Step, n: usize) {
    let tabs = tabs();
    let at = tabs.iter().position(|tab| *tab == model.filter.group).unwrap_or(0);
    let n = n % tabs.len();
    let to = if step == Step::Forward { at + n } else { at + tabs.len() - n };
    show_tab(model, tabs[to % tabs.len()]);
}

/// Shows that tab.
pub fn show_tab(model: &mut Model, group: Option<Group>) {
    model.filter = Filter { group, speaker: None };
    refilter(model);
}

/// After the filter changed: gathers, and chooses what is nearest to the reading line.
pub fn refilter(model: &mut Model) {
    model.gather_anew();
    let keep = model.selected_highlight().is_some_and(|highlight| model.filter.shows(highlight));
    if !keep {
        let nearest = model.shelf.nearest(model.page.reading_offset(), &model.filter);
        model.selected = nearest;
        model.list.top = 0;
    }
    model.gather_anew();
    model.reveal();
}

/// Every tab in its order: quotes first, then all, then the other groups.
pub fn tabs() -> Vec<Option<Group>> {
    let mut tabs: Vec<Option<Group>> = Group::ALL.into_iter().map(Some).collect();
    tabs.insert(1, None);
    tabs
}

/// Esc: clears one thing at a time: a count or a chord begun, the search, the speaker, the tab, the focus.
pub fn clear(model: &mut Model) {
    if model.search.is_some() {
        model.search = None;
    } else if model.filter.speaker.is_some() {
        model.filter.speaker = None;
        refilter(model);
    } else if model.filter.group != Some(Group::Quotes) {
        show_tab(model, Some(Group::Quotes));
    } else if model.focus == Focus::List {
        super::focus(model, Focus::Article);
    }
}
