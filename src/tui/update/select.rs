//! Selecting: `v` begins with a word at the hit that is shown, the selected highlight or the reading line and
//! widens it, movements take the other end along.

use crate::command::{Action, Reach, Side, Step};
use crate::document::Meta;
use crate::highlight::{Group, Highlight, Role};
use crate::settings::citation::{Citation, Parts};
use crate::text::span::Span;
use crate::tui::model::search::Search;
use crate::tui::model::selection::{Selection, Unit};
use crate::tui::model::{Focus, Model};
use crate::tui::msg::Effect;

/// Begins to select, or widens what is selected.
pub fn select(model: &mut Model) {
    if let Some(mut selection) = model.selection {
        selection.widen(&mut model.shelf);
        return set(model, selection);
    }
    if model.focus == Focus::List {
        super::focus(model, Focus::Article);
    }
    let at = place(model);
    if let Some(selection) = Selection::at(at, Unit::Word, &mut model.shelf)
        .or_else(|| Selection::at(at, Unit::Cluster, &mut model.shelf))
    {
        set(model, selection);
    }
}

/// Where the reader is looking: at the hit that is shown, the selected highlight, or the reading line.
pub fn place(model: &Model) -> u32 {
    let seen = model.page.span();
    let hit = model.search.as_ref().and_then(Search::current);
    let chosen = hit.or(model.selected.map(|selected| selected.span)).filter(|span| span.overlaps(seen));
    chosen.map_or_else(|| model.page.reading_offset(), |span| span.start)
}

fn set(model: &mut Model, selection: Selection) {
    model.selection = Some(selection);
    model.page.show(selection.head, &mut model.shelf);
}

/// What a command does to a selection that there is; `None`: it is not its business.
pub fn act(model: &mut Model, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    let mut selection = model.selection?;
    let n = count.unwrap_or(1);
    let rtl = model.direction().is_rtl();
    let (unit, forward) = match action {
        Action::Focus(side) => (Unit::Cluster, (side == Side::Left) == rtl),
        Action::Word(step) => (Unit::Word, step == Step::Forward),
        Action::Sentence(step) => (Unit::Sentence, step == Step::Forward),
        Action::Move(Reach::Paragraph, step) => (Unit::Paragraph, step == Step::Forward),
        Action::Move(Reach::Line, step) => {
            for _ in 0..n {
                if let Some(offset) = beside(model, selection.head, step == Step::Forward) {
                    selection.unit = selection.unit.min(Unit::Word);
                    selection.reach(offset, &mut model.shelf);
                }
            }
            set(model, selection);
            return Some(Vec::new());
        }
        Action::Clear => {
            model.selection = None;
            return Some(Vec::new());
        }
        Action::Copy => return Some(copy(model, selection.span(), true)),
        Action::CopyWords => return Some(copy(model, selection.span(), false)),
        _ => return None,
    };
    for _ in 0..n {
        selection.step(unit, forward, &mut model.shelf);
    }
    set(model, selection);
    Some(Vec::new())
}

/// The offset in the row below (above) that stands under the head.
fn beside(model: &mut Model, head: Span, down: bool) -> Option<u32> {
    model.page.show(head, &mut model.shelf);
    let at = |model: &Model| {
        model.page.seen().iter().position(|seen| seen.row.is_some() && seen.span().contains(head.start))
    };
    let row = at(model)?;
    let column = {
        let (rows, number) = model.page.seen()[row].row.as_ref()?;
        let boxes = rows.boxes(head);
        let column = boxes.iter().find(|boxed| boxed.row == *number)?.columns.start;
        // Rows of both directions are set against their edge: counted from the starting edge.
        if rows.direction().is_rtl() { rows.rows()[*number].width.saturating_sub(column + 1) } else { column }
    };
    let find = |model: &Model, row: usize| {
        let seen = model.page.seen();
        let mut rows: Box<dyn Iterator<Item = &_>> =
            if down { Box::new(seen.iter().skip(row + 1)) } else { Box::new(seen[..row].iter().rev()) };
        let (rows, number) = rows.find_map(|seen| seen.row.as_ref())?;
        let width = rows.rows()[*number].width;
        let from_left = if rows.direction().is_rtl() { width.saturating_sub(column + 1) } else { column };
        Some(rows.hit(*number, from_left))
    };
    if let Some(offset) = find(model, row) {
        return Some(offset);
    }
    model.page.scroll(if down { 2 } else { -2 }, &mut model.shelf);
    let row = at(model)?;
    find(model, row)
}

/// Copies a stretch: with the speaker where it lies in what somebody said, and the article; or alone.
pub fn copy(model: &mut Model, span: Span, cited: bool) -> Vec<Effect> {
    let text = model.shelf.article().document.text.slice(span).into_owned();
    let said = model.shelf.held(model.shelf.chunk_at(span.start)).and_then(|held| {
        let around = held.occurrences.iter().filter(|o| o.group == Group::Quotes && o.span.covers(span));
        around.min_by_key(|o| o.span.len()).map(|o| &held.highlights[o.highlight])
    });
    let text = if cited { cited_words(model, &text, said) } else { one_line(&text) };
    vec![Effect::Copy(text)]
}

/// Words with who said them and where, as the reader set it.
pub fn cited_words(model: &Model, words: &str, said: Option<&Highlight>) -> String {
    let Meta { title, site, published, origin, .. } = &model.shelf.article().document.meta;
    let rtl = model.direction().is_rtl();
    let verbatim = said.is_some_and(|said| said.value(Role::Form) != Some("indirect"));
    let words = one_line(words);
    let marks = if rtl { ("«", "»") } else { ("“", "”") };
    // What the page says of itself, else what stands in the text.
    let (source, day) = model.told_by_the_text();
    let line = |text: &Option<String>| text.as_deref().map(one_line);
    let parts = Parts {
        words,
        marks: Some(marks).filter(|_| verbatim),
        speaker: said.and_then(|said| said.value(Role::Speaker)).map(one_line),
        title: line(title),
        source: line(site).or(line(&source)),
        date: line(published).or(line(&day)),
        origin: one_line(origin),
    };
    match &model.settings.citation {
        Some(citation) => citation.fill(&parts),
        None => Citation::usual(rtl).fill(&parts),
    }
}

/// A hard-wrapped paragraph's line ends are spaces; controls of any kind are left behind.
pub fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}
