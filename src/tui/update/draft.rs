//! Keys in the line at the foot: a note, a speaker's name, the file of an export.

use crate::record::{Mark, MarkKind};
use crate::settings::Strings;
use crate::settings::chord::{Code, Key};
use crate::tui::model::draft::{Draft, Purpose};
use crate::tui::model::marks::Asked;
use crate::tui::model::{Model, Notice};
use crate::tui::msg::{Effect, Unedited};

use super::{marks, search};

/// A key typed in the line; `None`: nothing is being written.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let draft = model.draft.as_mut()?;
    match (key.code, key.ctrl) {
        _ if search::cancels(key, &draft.line) => model.draft = None,
        (Code::Enter, _) => return Some(keep(model)),
        // With a selection it cuts, as everywhere.
        (Code::Char('x'), true) if draft.line.selection().is_none() => return Some(edit(model)),
        _ => {
            let edit = draft.line.press(key, &mut model.clip);
            return Some(search::copied(edit, &model.clip));
        }
    }
    Some(Vec::new())
}

/// Text pasted into the line; answers whether something is being written.
pub fn paste(model: &mut Model, text: &str) -> bool {
    let Some(draft) = &mut model.draft else { return false };
    draft.line.insert(text);
    true
}

/// Opens the reader's editor on the note that is being written.
pub fn edit(model: &Model) -> Vec<Effect> {
    let note = model.draft.as_ref().and_then(Draft::note);
    note.map(|note| Effect::Edit(note.to_owned())).into_iter().collect()
}

/// The editor ended: with the note, or it told why there is none.
pub fn edited(model: &mut Model, edited: Result<String, Unedited>) -> Vec<Effect> {
    match edited {
        Ok(text) => {
            let Some(Draft { purpose: Purpose::Note(mark), .. }) = model.draft.take() else {
                return Vec::new();
            };
            note(model, *mark, &text)
        }
        Err(why) => {
            let text = unedited(&model.strings, &why);
            model.notice = Some(Notice { text, alert: true });
            Vec::new()
        }
    }
}

fn unedited(strings: &Strings, why: &Unedited) -> String {
    match why {
        Unedited::NoEditor => strings.get("editor.none").to_owned(),
        Unedited::Busy => strings.get("editor.busy").to_owned(),
        Unedited::Failed(why) => strings.get("editor.failed").replace("{}", why),
        Unedited::Left(file) => strings.get("editor.left").replace("{}", file),
    }
}

/// Keeps a note. What is written stays at hand until the library has it.
fn note(model: &mut Model, mark: Mark, text: &str) -> Vec<Effect> {
    let text = text.trim().to_owned();
    let mark = Mark { note: Some(text).filter(|text| !text.is_empty()), ..mark };
    let text = mark.note.clone().unwrap_or_default();
    let draft = Some(Draft::new(Purpose::Note(Box::new(mark.clone())), &text));
    marks::put(model, mark, Asked { draft, ..Asked::default() })
}

/// A change could not be kept: what was written for it is in its line again.
pub fn unkept(model: &mut Model) {
    model.own.undo.pop();
    if let Some(draft) = model.own.asked.pop_front().and_then(|asked| asked.draft)
        && model.draft.is_none()
    {
        model.draft = Some(Draft { unkept: true, ..draft });
    }
}

fn keep(model: &mut Model) -> Vec<Effect> {
    let Some(draft) = model.draft.take() else { return Vec::new() };
    let Draft { purpose, line, unkept } = &draft;
    match purpose {
        Purpose::Note(mark) => {
            let text = draft.note().unwrap_or_default();
            if !unkept && mark.note.as_deref() == Some(text) {
                return Vec::new();
            }
            note(model, Mark::clone(mark), text)
        }
        Purpose::Speaker(mark) => {
            let kind = MarkKind::Speaker(line.text().trim().to_owned());
            let mark = Mark { kind, ..Mark::clone(mark) };
            marks::put(model, mark, Asked { draft: Some(draft), ..Asked::default() })
        }
        Purpose::Export => match line.text().trim() {
            "" => Vec::new(),
            path => vec![Effect::Export(path.to_owned())],
        },
    }
}

/// Opens the line for the file that the highlights are written to: the article's name, as Markdown.
pub fn export(model: &mut Model) {
    let origin = &model.shelf.article().document.meta.origin;
    let name = origin.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem: String = stem.chars().filter(|c| c.is_alphanumeric() || "-_. ".contains(*c)).take(80).collect();
    let stem = if stem.trim().is_empty() { "qari" } else { stem.trim() };
    model.draft = Some(Draft::new(Purpose::Export, &format!("{stem}.md")));
}
