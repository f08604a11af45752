//! The reader's own marks: made, coloured, annotated, gone to, taken away, and all of that undone.

use super::select;
use crate::highlight::{QUOTE, Role};
use crate::record::{Anchor, Color, Mark, MarkKind, Placed};
use crate::settings::Library;
use crate::settings::chord::{Code, Key};
use crate::text::span::Span;
use crate::tui::model::draft::{Draft, Purpose};
use crate::tui::model::marks::{Asked, Awaited, Undo};
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

/// Keeps a mark. The library tells all marks when it is kept; nothing is shown, and nothing confirmed, before.
pub fn put(model: &mut Model, mark: Mark, asked: Asked) -> Vec<Effect> {
    if model.settings.library != Library::On {
        let private = model.settings.library == Library::Private;
        model.say(model.strings.get(if private { "marks.private" } else { "marks.need" }));
        return Vec::new();
    }
    let before = model.own.list.iter().find(|placed| placed.mark.id == mark.id && mark.id != 0);
    model.own.undo.push(match before {
        Some(placed) => Undo::Old(Box::new(placed.mark.clone())),
        None => Undo::New(mark.kind.parts().0, mark.anchor.span),
    });
    ask(model, Question::PutMark(Box::new(mark)), asked)
}

/// Asks the library for a change of the marks.
fn ask(model: &mut Model, change: Question, asked: Asked) -> Vec<Effect> {
    model.own.asked.push_back(asked);
    vec![Effect::Ask(change)]
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
    put(model, mark, Asked::default())
}

/// Opens the line for a note on the words; the mark is made with it where there is none.
pub fn note(model: &mut Model) {
    let mark = match model.overlays.last() {
        Some(Overlay::Marks(at)) => {
            let own = |placed: &&Placed| !placed.mark.kind.is_correction();
            model.own.list.get(*at).filter(own).map(|placed| placed.mark.clone())
        }
        _ => target(model).map(|span| {
            model.own.over(span).cloned().unwrap_or_else(|| new(model, MarkKind::Own(Color::default()), span))
        }),
    };
    match mark {
        Some(mark) => {
            let text = mark.note.clone().unwrap_or_default();
            model.draft = Some(Draft::new(Purpose::Note(Box::new(mark)), &text));
        }
        None => model.say(model.strings.get("nothing_selected")),
    }
}

/// Says that the selected highlight is none.
pub fn dismiss(model: &mut Model) -> Vec<Effect> {
    let Some(highlight) = model.selected_highlight() else {
        model.say(model.strings.get("nothing_selected"));
        return Vec::new();
    };
    let (kind, span) = (highlight.kind.kind().name.to_owned(), highlight.span);
    let confirms = Some(model.strings.get("marks.dismissed").to_owned());
    put(model, new(model, MarkKind::Dismissed(kind), span), Asked { confirms, draft: None })
}

/// Opens the line for the name of the one who said the selected words.
pub fn correct_speaker(model: &mut Model) {
    let quote = model.selected_highlight().filter(|highlight| highlight.kind == QUOTE);
    let Some((span, name)) = quote.map(|quote| (quote.span, quote.value(Role::Speaker).unwrap_or_default()))
    else {
        return model.say(model.strings.get("no_quote"));
    };
    let name = name.to_owned();
    let kind = MarkKind::Speaker(String::new());
    let mark = model.own.correction(&kind, span).cloned().unwrap_or_else(|| new(model, kind, span));
    model.draft = Some(Draft::new(Purpose::Speaker(Box::new(mark)), &name));
}

/// The selected stretch is what was said, no more and no less.
pub fn correct_words(model: &mut Model) -> Vec<Effect> {
    let Some(right) = model.selection.map(|selection| selection.span()) else {
        model.say(model.strings.get("select_right_words"));
        return Vec::new();
    };
    let held = model.shelf.held(model.shelf.chunk_at(right.start));
    let quotes = held.into_iter().flat_map(|held| held.highlights.iter());
    let over =
        quotes.filter(|quote| quote.kind == QUOTE && quote.span.overlaps(right)).map(|quote| quote.span);
    // The chosen one, else the one that is most like it.
    let chosen = model.selected.map(|selected| selected.span);
    let apart = |span: &Span| span.start.abs_diff(right.start) + span.end.abs_diff(right.end);
    let Some(quote) = over.min_by_key(|span| (Some(*span) != chosen, apart(span))) else {
        model.say(model.strings.get("no_quote"));
        return Vec::new();
    };
    let kind = MarkKind::Words(QUOTE.kind().name.to_owned());
    let known = model.own.correction(&kind, quote).cloned();
    let mark = match known {
        Some(known) => Mark { anchor: anchor(model, right), ..known },
        None => new(model, kind, right),
    };
    let effects = put(model, mark, Asked::default());
    if !effects.is_empty() {
        model.selection = None;
    }
    effects
}

/// The key that a bookmark was waiting for; `None`: none is awaited.
pub fn awaited(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let awaited = model.own.awaited.take()?;
    let (Code::Char(letter @ 'a'..='z'), false, false) = (key.code, key.ctrl, key.alt) else {
        return Some(Vec::new());
    };
    Some(match awaited {
        Awaited::Bookmark => {
            let at = match model.selection {
                Some(selection) => selection.span().start,
                None => select::place(model),
            };
            let word = Selection::at(at, Unit::Word, &mut model.shelf)
                .or_else(|| Selection::at(at, Unit::Cluster, &mut model.shelf));
            let Some(word) = word else { return Some(Vec::new()) };
            let said = model.strings.get("marks.bookmark").replace("{}", &letter.to_string());
            let mut mark = new(model, MarkKind::Bookmark(letter), word.span());
            // The words from there on, by which a person knows the place.
            mark.anchor = anchor(model, row_from(model, word.span()));
            put(model, mark, Asked { confirms: Some(said), draft: None })
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
        Undo::Old(mark) => ask(model, Question::PutMark(mark), Asked::default()),
        Undo::New(kind, span) => {
            let is = |placed: &&Placed| placed.mark.kind.parts().0 == kind && placed.mark.anchor.span == span;
            let found = model.own.list.iter().filter(is).max_by_key(|placed| placed.mark.id);
            match found.map(|placed| placed.mark.id) {
                Some(id) => ask(model, Question::RemoveMark(id), Asked::default()),
                None => Vec::new(),
            }
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
    ask(model, Question::RemoveMark(id), Asked::default())
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
