//! The reader's own marks: made, coloured, annotated, gone to, taken away, and all of that undone.

use crate::record::{Anchor, Color, Mark, MarkKind};
use crate::settings::Library;
use crate::settings::chord::{Code, Key};
use crate::text::span::Span;
use crate::tui::model::line::{Edit, Line};
use crate::tui::model::marks::{Awaited, Placed, Undo};
use crate::tui::model::selection::{Selection, Unit};
use crate::tui::model::{Model, Overlay};
use crate::tui::msg::{Effect, Question};

/// Bytes of text on either side of a stretch that an anchor is made from.
const AROUND: u32 = 256;

/// What is to be marked: the selection, else the words of the selected highlight.
fn target(model: &Model) -> Option<Span> {
    model.selection.map(|selection| selection.span()).or(model.selected.map(|selected| selected.span))
}

/// An anchor of a stretch of the article.
fn anchor(model: &Model, span: Span) -> Anchor {
    let text = &model.shelf.article().document.text;
    let from = text.floor_char(span.start.saturating_sub(AROUND));
    let to = text.floor_char(span.end.saturating_add(AROUND).min(text.len()));
    let mut anchor =
        Anchor::new(&text.slice(Span::new(from, to)), Span::new(span.start - from, span.end - from));
    anchor.span = span;
    anchor
}

/// Keeps a mark. The library tells all marks when it is kept; nothing is shown as kept before.
fn put(model: &mut Model, mark: Mark) -> Vec<Effect> {
    if model.settings.library != Library::On {
        model.say(model.strings.get("home.off"));
        return Vec::new();
    }
    let before = model.own.list.iter().find(|placed| placed.mark.id == mark.id && mark.id != 0);
    model.own.undo.push(match before {
        Some(placed) => Undo::Old(Box::new(placed.mark.clone())),
        None => Undo::New(mark.kind.parts().0, mark.anchor.span),
    });
    vec![Effect::Ask(Question::PutMark(Box::new(mark)))]
}

fn new(model: &Model, kind: MarkKind, span: Span) -> Mark {
    Mark { id: 0, kind, anchor: anchor(model, span), note: None, made: 0, changed: 0 }
}

/// Marks the words, or gives their mark the next colour.
pub fn mark(model: &mut Model) -> Vec<Effect> {
    let Some(span) = target(model) else {
        model.say(model.strings.get("nothing_selected"));
        return Vec::new();
    };
    let mark = match model.own.over(span) {
        Some(Mark { kind: MarkKind::Own(color), .. }) => {
            let kind = MarkKind::Own(color.next());
            let old = model.own.over(span).cloned();
            old.map(|mark| Mark { kind, ..mark })
        }
        _ => None,
    };
    let mark = mark.unwrap_or_else(|| new(model, MarkKind::Own(Color::default()), span));
    put(model, mark)
}

/// Opens the line for a note on the words; the mark is made with it where there is none.
pub fn note(model: &mut Model) {
    let mark = match model.overlays.last() {
        Some(Overlay::Marks(at)) => model.own.list.get(*at).map(|placed| placed.mark.clone()),
        _ => target(model).map(|span| {
            model.own.over(span).cloned().unwrap_or_else(|| new(model, MarkKind::Own(Color::default()), span))
        }),
    };
    match mark {
        Some(mark) => {
            let line = Line::new(mark.note.as_deref().unwrap_or_default());
            model.own.note = Some((mark, line));
        }
        None => model.say(model.strings.get("nothing_selected")),
    }
}

/// A key typed in the line of a note; `None`: none is being written.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let (mark, line) = model.own.note.as_mut()?;
    match (key.code, key.ctrl) {
        (Code::Esc, _) | (Code::Char('c'), true) => model.own.note = None,
        (Code::Enter, _) => {
            let text = line.text().trim().to_owned();
            let mark = Mark { note: Some(text).filter(|text| !text.is_empty()), ..mark.clone() };
            model.own.note = None;
            return Some(put(model, mark));
        }
        _ => {
            let (Edit::Changed | Edit::Moved | Edit::Nothing) = line.press(key);
        }
    }
    Some(Vec::new())
}

/// Text pasted into the line of a note.
pub fn paste(model: &mut Model, text: &str) -> bool {
    match &mut model.own.note {
        Some((_, line)) => {
            line.insert(text);
            true
        }
        None => false,
    }
}

/// The key that a bookmark was waiting for; `None`: none is awaited.
pub fn awaited(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let awaited = model.own.awaited.take()?;
    let (Code::Char(letter @ 'a'..='z'), false, false) = (key.code, key.ctrl, key.alt) else {
        return Some(Vec::new());
    };
    Some(match awaited {
        Awaited::Bookmark => {
            let at = model
                .selection
                .map_or_else(|| model.page.reading_offset(), |selection| selection.span().start);
            let word = Selection::at(at, Unit::Word, &mut model.shelf)
                .or_else(|| Selection::at(at, Unit::Cluster, &mut model.shelf));
            let Some(word) = word else { return Some(Vec::new()) };
            let said = model.strings.get("marks.bookmark").replace("{}", &letter.to_string());
            let mut mark = new(model, MarkKind::Bookmark(letter), word.span());
            // The words from there on, by which a person knows the place.
            mark.anchor = anchor(model, row_from(model, word.span()));
            let effects = put(model, mark);
            if !effects.is_empty() {
                model.say(said);
            }
            effects
        }
        Awaited::ToBookmark => {
            match model.own.bookmark(letter).map(|placed| placed.at) {
                Some(Some(at)) => {
                    model.leave();
                    go(model, at);
                }
                Some(None) => model.say(model.strings.get("marks.is_lost")),
                None => model.say(model.strings.get("marks.no_bookmark").replace("{}", &letter.to_string())),
            }
            Vec::new()
        }
    })
}

/// The rest of the row that begins with `word`, or the word alone.
fn row_from(model: &Model, word: Span) -> Span {
    let row = model.page.seen().iter().find(|seen| seen.row.is_some() && seen.span().contains(word.start));
    row.map_or(word, |seen| Span::new(word.start, seen.span().end.max(word.end)))
}

/// Brings a stretch to the reading line.
fn go(model: &mut Model, at: Span) {
    let row = model.page.reading_row();
    model.page.place(at.start, row, &mut model.shelf);
    model.follow();
}

/// Undoes the last change.
pub fn undo(model: &mut Model) -> Vec<Effect> {
    let Some(undo) = model.own.undo.pop() else {
        model.say(model.strings.get("marks.nothing_to_undo"));
        return Vec::new();
    };
    match undo {
        Undo::Old(mark) => vec![Effect::Ask(Question::PutMark(mark))],
        Undo::New(kind, span) => {
            let is = |placed: &&Placed| placed.mark.kind.parts().0 == kind && placed.mark.anchor.span == span;
            let found = model.own.list.iter().filter(is).max_by_key(|placed| placed.mark.id);
            found.map(|placed| Effect::Ask(Question::RemoveMark(placed.mark.id))).into_iter().collect()
        }
    }
}

/// Takes the mark of the words away, or the chosen one of the page of marks.
pub fn remove(model: &mut Model) -> Vec<Effect> {
    let mark = match model.overlays.last() {
        Some(Overlay::Marks(at)) => model.own.list.get(*at).map(|placed| &placed.mark),
        _ => target(model).and_then(|span| model.own.over(span)),
    };
    let Some(mark) = mark.cloned() else {
        model.say(model.strings.get("marks.none_here"));
        return Vec::new();
    };
    let id = mark.id;
    model.own.undo.push(Undo::Old(Box::new(mark)));
    vec![Effect::Ask(Question::RemoveMark(id))]
}

/// Goes to the chosen mark of the page of marks.
pub fn open(model: &mut Model) {
    let Some(Overlay::Marks(at)) = model.overlays.last() else { return };
    match model.own.list.get(*at).map(|placed| placed.at) {
        Some(Some(at)) => {
            model.overlays.pop();
            model.leave();
            go(model, at);
        }
        Some(None) => model.say(model.strings.get("marks.is_lost")),
        None => {}
    }
}
