//! The reader's own marks in a report: marked words with their notes, bookmarks, those that are lost last.

use std::fmt::Write as _;

use super::{Report, line};
use crate::record::{MarkKind, Placed};

/// The headings of the marks and of the lost ones among the interface's words.
const HEADING: &str = "marks.title";
const LOST: &str = "marks.lost";

/// The marks that are told for people, in two lots: those that have a place and those that are lost.
/// Corrections are not told: they are in what is told of the highlights.
fn told(report: &Report) -> Vec<(&'static str, Vec<&Placed>)> {
    let all = report.marks.iter().flatten().filter(|placed| !placed.mark.kind.is_correction());
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

/// The lines of a mark's note.
fn note(placed: &Placed) -> impl Iterator<Item = String> {
    let lines = placed.mark.note.as_deref().unwrap_or_default().lines().map(line);
    lines.filter(|line| !line.is_empty())
}

/// As lines of text.
pub(super) fn text(report: &Report, words: &dyn Fn(&str) -> String, page: &mut String) {
    for (heading, marks) in told(report) {
        let _ = writeln!(page, "\n{} ({})", words(heading), marks.len());
        for placed in marks {
            let letter = letter(placed).map(|letter| format!("{letter} · ")).unwrap_or_default();
            let _ = writeln!(page, "  {letter}{}", line(&placed.mark.anchor.exact));
            note(placed).for_each(|note| {
                let _ = writeln!(page, "    {note}");
            });
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
            note(placed).for_each(|note| {
                let _ = writeln!(page, "\n{}", escaped(&note));
            });
        }
    }
}

/// As HTML; `escaped` takes every meaning from a line.
pub(super) fn html(
    report: &Report,
    words: &dyn Fn(&str) -> String,
    escaped: fn(&str) -> String,
    page: &mut String,
) {
    for (heading, marks) in told(report) {
        let _ = writeln!(page, "<h2>{}</h2>", escaped(&words(heading)));
        for placed in marks {
            let exact = escaped(&placed.mark.anchor.exact);
            let exact = match placed.mark.kind {
                MarkKind::Own(color) => format!("<mark class=\"{}\">{exact}</mark>", color.name()),
                MarkKind::Bookmark(letter) => format!("<kbd>{letter}</kbd> {exact}"),
                _ => exact,
            };
            let note: String = note(placed)
                .map(|note| format!("<p class=\"note\" dir=\"auto\">{}</p>", escaped(&note)))
                .collect();
            let _ = writeln!(page, "<blockquote><p dir=\"auto\">{exact}</p>{note}</blockquote>");
        }
    }
}
