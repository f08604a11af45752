//! Keys in the line at the foot: a note, a speaker's name, the file of an export.

use crate::record::{Mark, MarkKind};
use crate::settings::chord::{Code, Key};
use crate::tui::model::draft::{Draft, Purpose};
use crate::tui::model::line::{Edit, Line};
use crate::tui::model::{Model, Notice};
use crate::tui::msg::Effect;

use super::marks;

/// A key typed in the line; `None`: nothing is being written.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let draft = model.draft.as_mut()?;
    match (key.code, key.ctrl) {
        (Code::Esc, _) | (Code::Char('c'), true) => model.draft = None,
        (Code::Enter, _) => return Some(keep(model)),
        (Code::Char('x'), true) => return Some(edit(model)),
        _ => {
            let (Edit::Changed | Edit::Moved | Edit::Nothing) = draft.line.press(key);
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
    let Some(Draft { purpose: Purpose::Note(mark), line }) = &model.draft else { return Vec::new() };
    // Of a note with several lines the line shows one.
    let note = mark.note.as_deref().filter(|note| Line::new(note).text() == line.text());
    vec![Effect::Edit(note.unwrap_or(line.text()).to_owned())]
}

/// The editor ended: with the note, or it told why there is none.
pub fn edited(model: &mut Model, edited: Result<String, String>) -> Vec<Effect> {
    match edited {
        Ok(text) => {
            let Some(Draft { purpose: Purpose::Note(mark), .. }) = model.draft.take() else {
                return Vec::new();
            };
            note(model, *mark, &text)
        }
        Err(why) => {
            model.notice = Some(Notice { text: why, alert: true });
            Vec::new()
        }
    }
}

fn note(model: &mut Model, mark: Mark, text: &str) -> Vec<Effect> {
    let text = text.trim().to_owned();
    marks::put(model, Mark { note: Some(text).filter(|text| !text.is_empty()), ..mark })
}

fn keep(model: &mut Model) -> Vec<Effect> {
    let Some(Draft { purpose, line }) = model.draft.take() else { return Vec::new() };
    match purpose {
        Purpose::Note(mark) => {
            let same = mark.note.as_deref().is_some_and(|note| Line::new(note).text() == line.text());
            if same { Vec::new() } else { note(model, *mark, line.text()) }
        }
        Purpose::Speaker(mark) => {
            let kind = MarkKind::Speaker(line.text().trim().to_owned());
            marks::put(model, Mark { kind, ..*mark })
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
    model.draft = Some(Draft { purpose: Purpose::Export, line: Line::new(&format!("{stem}.md")) });
}
