//! Plain text for people: group by group, the speaker before the words. Logical order; who writes it to a
//! terminal lays its lines out.

use super::report::{details, speaker};
use super::{Entry, Report, line, marks};
use crate::highlight::{Group, KINDS, Role};

/// The groups in their order, with the names of their headings among the interface's words.
pub(super) const GROUPS: &[(Group, &str)] = &[
    (Group::Quotes, "tab.quotes"),
    (Group::Figures, "tab.figures"),
    (Group::Dates, "tab.dates"),
    (Group::Names, "tab.names"),
    (Group::Links, "tab.links"),
];

/// The report as text. `words` gives the interface's word for a name of its string tables.
pub fn text(report: &Report, words: &dyn Fn(&str) -> String) -> String {
    let mut page = String::new();
    if let Some(title) = &report.title {
        page.push_str(&line(title));
        page.push('\n');
    }
    page.push_str(&line(&report.origin));
    page.push('\n');
    if report.entries.is_empty() {
        page.push_str(&format!("\n{}\n", words("empty.all")));
    }
    for (group, heading) in GROUPS {
        let of = |entry: &&Entry| entry.highlight.kind.kind().group == *group;
        let entries: Vec<&Entry> = report.entries.iter().filter(of).collect();
        if entries.is_empty() {
            continue;
        }
        page.push_str(&format!("\n{} ({})\n", words(heading), entries.len()));
        match group {
            Group::Quotes => entries.iter().for_each(|entry| quote(entry, report.rtl, words, &mut page)),
            Group::Names => names(&entries, words, &mut page),
            _ => entries.iter().for_each(|entry| page.push_str(&format!("  {}\n", told(entry)))),
        }
    }
    marks::text(report, words, &mut page);
    page
}

/// Who, then what: the words in quotation marks where they are the speaker's own.
fn quote(entry: &Entry, rtl: bool, words: &dyn Fn(&str) -> String, page: &mut String) {
    let it = &entry.highlight;
    let name = speaker(entry).map_or_else(|| words("unnamed"), line);
    let stance = it.value(Role::Stance).map(|stance| words(&format!("stance.{stance}"))).unwrap_or_default();
    let separator = if stance.is_empty() { "" } else { " · " };
    let spoken = line(&entry.text);
    let spoken = match (it.value(Role::Form), rtl) {
        (Some("indirect"), _) => spoken,
        (_, true) => format!("«{spoken}»"),
        (_, false) => format!("“{spoken}”"),
    };
    page.push_str(&format!("  {name}{separator}{stance}\n    {spoken}\n"));
}

/// People, then bodies, then places.
fn names(entries: &[&Entry], words: &dyn Fn(&str) -> String, page: &mut String) {
    for kind in KINDS.iter().filter(|kind| kind.group == Group::Names) {
        for entry in entries.iter().filter(|entry| entry.highlight.kind.kind().name == kind.name) {
            page.push_str(&format!("  {} · {}\n", told(entry), words(&format!("sign.{}", kind.name))));
        }
    }
}

fn told(entry: &Entry) -> String {
    let name = entry.highlight.value(Role::Name).unwrap_or(&entry.text);
    match details(entry) {
        Some(more) => format!("{} ({})", line(name), line(&more)),
        None => line(name),
    }
}
