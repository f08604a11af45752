//! From highlight to highlight, between the panes, and back to where one was.

use crate::command::Step;
use crate::highlight::Group;
use crate::tui::model::filter::Filter;
use crate::tui::model::shelf::{From, Next, Selected};
use crate::tui::model::{Focus, Model, Seek};
use crate::tui::msg::Effect;

/// To the `n`th next (previous) highlight of the group with that name.
pub fn to_group(model: &mut Model, group: &str, step: Step, n: usize) -> Vec<Effect> {
    let Some(group) = Group::ALL.into_iter().find(|known| known.name() == group) else { return Vec::new() };
    // A speaker's words, or those that hold some words, stay the only ones while they are the only ones shown.
    let narrow = model.filter.group == Some(group);
    let filter = if narrow { model.filter.clone() } else { Filter::of(Some(group)) };
    jump(model, filter, step, n)
}

/// To the `n`th next (previous) highlight of the shown tab.
pub fn shown(model: &mut Model, step: Step, n: usize) -> Vec<Effect> {
    jump(model, model.filter.clone(), step, n)
}

fn jump(model: &mut Model, filter: Filter, step: Step, n: usize) -> Vec<Effect> {
    let forward = step == Step::Forward;
    let seen = model.page.span();
    // From the selected place while it is in view; else from the reading line.
    let here = model.selected.filter(|selected| selected.span.overlaps(seen) || !model.side_by_side());
    let fits = here.is_some_and(|here| model.shelf.shows(&here, &filter) == Some(true));
    let from = match here {
        Some(here) if fits => From::Place(here),
        Some(here) if model.followed != Some(here) => From::Offset(here.span.start),
        _ => From::Offset(model.page.reading_offset()),
    };
    let next = model.shelf.next(from, forward, &filter);
    step_on(model, Seek { chunk: 0, forward, filter, left: n }, next, None)
}

/// Goes on with a jump that has not found anything yet.
pub fn go_on(model: &mut Model) -> Vec<Effect> {
    let Some(seek) = model.seeking.take() else { return Vec::new() };
    let next = model.shelf.next_from(seek.chunk, seek.forward, &seek.filter);
    step_on(model, seek, next, None)
}

/// Takes what was found, or asks to go on; `last` is the place reached so far.
fn step_on(model: &mut Model, mut seek: Seek, mut next: Next, mut last: Option<Selected>) -> Vec<Effect> {
    loop {
        match next {
            Next::Found(found) => {
                last = Some(found);
                seek.left -= 1;
                if seek.left == 0 {
                    break;
                }
                next = model.shelf.next(From::Place(found), seek.forward, &seek.filter);
            }
            Next::GoOn(chunk) => {
                seek.chunk = chunk;
                reach(model, &seek.filter, last);
                model.seeking = Some(seek);
                model.say(model.strings.get("reading"));
                return vec![Effect::Continue];
            }
            Next::Nothing => break,
        }
    }
    if last.is_none() {
        say_no_more(model, seek.forward);
    }
    reach(model, &seek.filter, last);
    Vec::new()
}

/// Chooses the place a jump reached, in its tab.
fn reach(model: &mut Model, filter: &Filter, place: Option<Selected>) {
    let Some(place) = place else { return };
    model.notice = None;
    model.leave();
    if model.filter.group.is_some() && model.filter.group != filter.group {
        model.filter = filter.clone();
        model.gather_anew();
    }
    model.select(Some(place));
    show_selected(model);
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
pub fn cards(model: &mut Model, forward: bool, n: usize) -> Vec<Effect> {
    let entries = model.list.entries();
    let Some(last) = entries.len().checked_sub(1) else { return Vec::new() };
    let at = model.selected.as_ref().and_then(|selected| model.list.position(selected));
    let to = match at {
        None => model.list.top,
        Some(at) if forward => at.saturating_add(n).min(last),
        Some(at) => at.saturating_sub(n),
    };
    if Some(to) != at {
        select_card(model, to);
        return Vec::new();
    }
    // The last card at hand: of a book there may be more further on.
    let edge = entries[to].chunk;
    let beyond = if forward { Some(edge + 1) } else { edge.checked_sub(1) };
    let Some(beyond) = beyond.filter(|beyond| *beyond < model.shelf.chunks()) else {
        say_no_more(model, forward);
        return Vec::new();
    };
    let filter = model.filter.clone();
    let next = model.shelf.next_from(beyond, forward, &filter);
    step_on(model, Seek { chunk: beyond, forward, filter, left: 1 }, next, None)
}

/// To the first or last card.
pub fn list_end(model: &mut Model, forward: bool) -> Vec<Effect> {
    let filter = model.filter.clone();
    let end = if forward { model.shelf.chunks() - 1 } else { 0 };
    let next = model.shelf.next_from(end, !forward, &filter);
    let effects = step_on(model, Seek { chunk: end, forward: !forward, filter, left: 1 }, next, None);
    if effects.is_empty() && !model.list.entries().is_empty() {
        // Names stand in several places: the last card is not always that of the last place.
        select_card(model, if forward { model.list.entries().len() - 1 } else { 0 });
    }
    effects
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
pub fn history(model: &mut Model, step: Step, n: usize) -> Vec<Effect> {
    let mut to = None;
    for _ in 0..n {
        let here = to.unwrap_or_else(|| model.stop());
        let next = match step {
            Step::Backward => model.history.back(here),
            Step::Forward => model.history.forward(here),
        };
        let Some(next) = next else { break };
        to = Some(next);
    }
    // Beyond the first place is the document before this one.
    let Some(stop) = to else { return super::follow::revisit(model, step) };
    let row = model.page.reading_row();
    model.page.place(stop.offset, row, &mut model.shelf);
    if let Some(selected) = stop.selected {
        model.shelf.fetch(selected.chunk);
        if model.shelf.shows(&selected, &model.filter) == Some(false) {
            model.filter = Filter::of(Some(selected.group));
            model.gather_anew();
        }
    }
    model.select(stop.selected);
    model.follow();
    Vec::new()
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
    model.filter = Filter::of(group);
    refilter(model);
}

/// After the filter changed: gathers, and chooses what is nearest to the reading line.
pub fn refilter(model: &mut Model) {
    model.gather_anew();
    let keep = model.selected.and_then(|selected| model.shelf.shows(&selected, &model.filter)) == Some(true);
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
    } else if model.filter.words.take().is_some() || model.filter.speaker.take().is_some() {
        refilter(model);
    } else if model.filter.group != Some(Group::Quotes) {
        show_tab(model, Some(Group::Quotes));
    } else if model.focus == Focus::List {
        super::focus(model, Focus::Article);
    }
}
