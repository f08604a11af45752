//! CSV (RFC 4180, with line feeds alone at row ends as Unix tools want them). Text is exactly the
//! article's.

use super::{Entry, Report};
use crate::highlight::{self as kinds, Group, Role};
use crate::record::Placed;
use crate::text::span::Span;

const HEADER: &str = "id,kind,form,speaker,cue,stance,text,value,unit,iso,start,end,confidence\n";

/// The rows of a report, after a header row where asked for.
pub fn csv(report: &Report, header: bool) -> String {
    let mut table = if header { HEADER.to_owned() } else { String::new() };
    for entry in &report.entries {
        push_row(&mut table, &cells(entry));
    }
    // A mark's form is its colour or its letter, its value the note.
    for (n, Placed { mark, at }) in report.marks.iter().flatten().enumerate() {
        let (kind, form) = mark.kind.parts();
        let at = |edge: fn(Span) -> u32| at.map(edge).map_or(String::new(), |offset| offset.to_string());
        let mut cells: [String; 13] = Default::default();
        cells[0] = (report.entries.len() + n + 1).to_string();
        cells[1] = kind.to_owned();
        cells[2] = form;
        cells[6].clone_from(&mark.anchor.exact);
        cells[7] = mark.note.clone().unwrap_or_default();
        cells[10] = at(|span| span.start);
        cells[11] = at(|span| span.end);
        push_row(&mut table, &cells);
    }
    table
}

fn push_row(table: &mut String, cells: &[String; 13]) {
    let mut separator = "";
    for cell in cells {
        table.push_str(separator);
        push_quoted(table, cell);
        separator = ",";
    }
    table.push('\n');
}

fn cells(entry: &Entry) -> [String; 13] {
    let it = &entry.highlight;
    let value = |role| it.value(role).unwrap_or_default().to_owned();
    let named = it.kind.kind().group == Group::Names;
    let speaker = if it.kind == kinds::QUOTE {
        it.value(Role::Speaker).or_else(|| entry.mention(Role::Speaker)).unwrap_or_default().to_owned()
    } else {
        String::new()
    };
    [
        entry.id.to_string(),
        it.kind.kind().name.to_owned(),
        value(Role::Form),
        speaker,
        entry.mention(Role::Cue).map_or_else(|| value(Role::Cue), str::to_owned),
        value(Role::Stance),
        entry.text.clone(),
        if named { value(Role::Name) } else { value(Role::Value) },
        value(Role::Unit),
        value(Role::Iso),
        it.span.start.to_string(),
        it.span.end.to_string(),
        format!("{}", super::json::confidence(it.confidence)),
    ]
}

/// A cell in quotation marks where it holds what separates cells or rows.
fn push_quoted(table: &mut String, cell: &str) {
    if cell.contains(['"', ',', '\n', '\r']) || cell != cell.trim() {
        table.push('"');
        table.push_str(&cell.replace('"', "\"\""));
        table.push('"');
    } else {
        table.push_str(cell);
    }
}
