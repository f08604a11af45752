//! CSV (RFC 4180, with line feeds alone at row ends as Unix tools want them). Text is exactly the
//! article's.

use super::{Entry, Report};
use crate::highlight::{self as kinds, Group, Role};

const HEADER: &str = "id,kind,form,speaker,cue,stance,text,value,unit,iso,start,end,confidence\n";

/// The rows of a report, after a header row where asked for.
pub fn csv(report: &Report, header: bool) -> String {
    let mut table = if header { HEADER.to_owned() } else { String::new() };
    for entry in &report.entries {
        let cells = cells(entry);
        let mut separator = "";
        for cell in &cells {
            table.push_str(separator);
            push_quoted(&mut table, cell);
            separator = ",";
        }
        table.push('\n');
    }
    table
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
