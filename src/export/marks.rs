//! The reader's own marks in a report: marked words with their notes, bookmarks, those that are lost last.

use std::fmt::Write as _;

use super::{Report, line};
use crate::record::{MarkKind, Placed};

/// The headings of the marks and of the lost ones among the interface's words.
const HEADING: &str = "marks.title";
const LOST: &str = "marks.lost";

/// The marks that are told for people, in two lots: those that have a place and those that are lost.
/// Corrections that have a place are not told: they are in what is told of the highlights.
fn told(report: &Report) -> Vec<(&'static str, Vec<&Placed>)> {
    let all = report.marks.iter().flatten();
    let all = all.filter(|placed| placed.at.is_none() || !placed.mark.kind.is_correction());
    let (mut there, lost): (Vec<&Placed>, Vec<&Placed>) = all.partition(|placed| placed.at.is_some());
    there.sort_by_key(|placed| placed.at);
    [(HEADING, there), (LOST, lost)].into_iter().filter(|(_, marks)| !marks.is_empty()).collect()
}

/// A bookmark's letter.
fn letter(placed: &Placed) -> Option<char> {
    match placed.mark.kind {
        MarkKind::Bookmark(letter) => Some(letter),
        _ => None,
    }
}

/// The lines of a mark's note; of a correction, what it says.
fn note(placed: &Placed, words: &dyn Fn(&str) -> String) -> Vec<String> {
    let said = match &placed.mark.kind {
        MarkKind::Own(_) | MarkKind::Bookmark(_) => placed.mark.note.clone().unwrap_or_default(),
        MarkKind::Dismissed(_) => words("marks.dismissed"),
        MarkKind::Words(_) => words("marks.words"),
        MarkKind::Speaker(name) if name.is_empty() => words("unnamed"),
        MarkKind::Speaker(name) => words("marks.speaker").replace("{}", name),
    };
    said.lines().map(line).filter(|line| !line.is_empty()).collect()
}

/// As lines of text.
pub(super) fn text(report: &Report, words: &dyn Fn(&str) -> String, page: &mut String) {
    for (heading, marks) in told(report) {
        let _ = writeln!(page, "\n{} ({})", words(heading), marks.len());
        for placed in marks {
            let letter = letter(placed).map(|letter| format!("{letter} · ")).unwrap_or_default();
            let _ = writeln!(page, "  {letter}{}", line(&placed.mark.anchor.exact));
            for note in note(placed, words) {
                let _ = writeln!(page, "    {note}");
            }
        }
    }
}

/// As Markdown: block quotes with their notes under them. `escaped` takes every meaning from a line.
pub(super) fn markdown(
    report: &Report,
    words: &dyn Fn(&str) -> String,
    escaped: fn(&str) -> String,
    page: &mut String,
) {
    for (heading, marks) in told(report) {
        let _ = writeln!(page, "\n## {}", escaped(&words(heading)));
        for placed in marks {
            let letter = letter(placed).map(|letter| format!("`{letter}` ")).unwrap_or_default();
            let _ = writeln!(page, "\n> {letter}{}", escaped(&placed.mark.anchor.exact));
            for note in note(placed, words) {
                let _ = writeln!(page, "\n{}", escaped(&note));
            }
        }
    }
}

/// As HTML; `named` writes a word of the interface, `escaped` takes every meaning from a line.
pub(super) fn html(
    report: &Report,
    words: &dyn Fn(&str) -> String,
    named: &dyn Fn(&str) -> String,
    escaped: fn(&str) -> String,
    page: &mut String,
) {
    for (heading, marks) in told(report) {
        let _ = writeln!(page, "<h2>{}</h2>", named(heading));
        for placed in marks {
            let exact = escaped(&placed.mark.anchor.exact);
            let exact = match placed.mark.kind {
                MarkKind::Own(color) => format!("<mark class=\"{}\">{exact}</mark>", color.name()),
                MarkKind::Bookmark(letter) => format!("<kbd>{letter}</kbd> {exact}"),
                _ => exact,
            };
            let note: String = note(placed, words)
                .iter()
                .map(|note| format!("<p class=\"note\" dir=\"auto\">{}</p>", escaped(note)))
                .collect();
            let _ = writeln!(page, "<blockquote><p dir=\"auto\">{exact}</p>{note}</blockquote>");
        }
    }
}
