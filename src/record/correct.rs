//! What readers said against extracted highlights, and what these are after it: highlights are derived anew each
//! time an article is opened, what a reader said of them is kept, and put over them.

use super::mark::{MarkKind, Placed};
use crate::highlight::{Highlight, Part, QUOTE, Role};
use crate::text::span::Span;

/// What a reader said, where it is in the text of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The highlight's words, or what they should be.
    pub at: Span,
    /// What is wrong with it.
    pub kind: MarkKind,
}

/// Highlights after what was said against them.
#[derive(Clone, Debug, Default)]
pub struct Corrected {
    /// In the order of the text, without those that were dismissed.
    pub highlights: Vec<Highlight>,
    /// The stretches of those that are other than extracted.
    pub changed: Vec<Span>,
}

/// The corrections among marks; those whose words are lost change nothing.
pub fn corrections(marks: &[Placed]) -> Vec<Correction> {
    let of = |placed: &Placed| Some(Correction { at: placed.at?, kind: placed.mark.kind.clone() });
    let mut corrections: Vec<Correction> =
        marks.iter().filter(|placed| placed.mark.kind.is_correction()).filter_map(of).collect();
    // Words first: the others may have been said of the words as they are now.
    corrections.sort_by_key(|correction| (!matches!(correction.kind, MarkKind::Words(_)), correction.at));
    corrections
}

/// Puts `corrections` over `highlights`.
pub fn correct(mut highlights: Vec<Highlight>, corrections: &[Correction]) -> Corrected {
    let mut changed = Vec::new();
    for Correction { at, kind } in corrections {
        match kind {
            MarkKind::Words(name) => {
                if let Some(n) = nearest(&highlights, name, *at) {
                    highlights[n].span = *at;
                    changed.push(*at);
                }
            }
            MarkKind::Speaker(name) => {
                if let Some(n) = nearest(&highlights, QUOTE.kind().name, *at) {
                    let gone = [Role::Speaker, Role::Resolved, Role::Description];
                    highlights[n].parts.retain(|part| !gone.contains(&part.role));
                    if !name.is_empty() {
                        let part =
                            |role, value: &str| Part { role, span: None, value: Some(value.to_owned()) };
                        highlights[n].parts.push(part(Role::Speaker, name));
                        highlights[n].parts.push(part(Role::Resolved, "named"));
                    }
                    // Somebody looked.
                    highlights[n].confidence = 1.0;
                    changed.push(highlights[n].span);
                }
            }
            MarkKind::Dismissed(name) => {
                if let Some(n) = nearest(&highlights, name, *at).filter(|n| alike(highlights[*n].span, *at)) {
                    highlights.remove(n);
                }
            }
            MarkKind::Own(_) | MarkKind::Bookmark(_) => {}
        }
    }
    highlights.sort_by_key(|highlight| highlight.span);
    Corrected { highlights, changed }
}

/// The highlight of the kind with that name that shares most with `at`.
fn nearest(highlights: &[Highlight], kind: &str, at: Span) -> Option<usize> {
    let of = highlights.iter().enumerate().filter(|(_, highlight)| highlight.kind.kind().name == kind);
    let shared = of.map(|(n, highlight)| (shared(highlight.span, at), n)).filter(|(shared, _)| *shared > 0);
    shared.max_by_key(|(shared, n)| (*shared, usize::MAX - n)).map(|(_, n)| n)
}

fn shared(one: Span, other: Span) -> u32 {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// Whether two stretches are mostly the same.
fn alike(one: Span, other: Span) -> bool {
    shared(one, other) * 2 > one.len().max(other.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::highlight::DATE;

    fn highlight(kind: crate::highlight::KindId, from: u32, to: u32, speaker: &str) -> Highlight {
        let part = Part { role: Role::Speaker, span: Some(Span::new(0, 2)), value: Some(speaker.to_owned()) };
        Highlight { kind, span: Span::new(from, to), parts: vec![part], rule: "test", confidence: 0.5 }
    }

    fn told(corrections: &[(u32, u32, MarkKind)]) -> Vec<(Span, Option<String>)> {
        let highlights = vec![
            highlight(QUOTE, 10, 30, "هدى"),
            highlight(DATE, 12, 20, "x"),
            highlight(QUOTE, 40, 60, "سعيد"),
        ];
        let corrections: Vec<Correction> = corrections
            .iter()
            .map(|(from, to, kind)| Correction { at: Span::new(*from, *to), kind: kind.clone() })
            .collect();
        let corrected = correct(highlights, &corrections);
        let of = |highlight: &Highlight| (highlight.span, highlight.value(Role::Speaker).map(str::to_owned));
        corrected.highlights.iter().map(of).collect()
    }

    #[test]
    fn what_was_said_is_put_over_what_was_extracted() {
        let span = Span::new;
        let named = |name: &str| Some(name.to_owned());
        let all = [(span(10, 30), named("هدى")), (span(12, 20), named("x")), (span(40, 60), named("سعيد"))];
        assert_eq!(told(&[]), all);
        assert_eq!(told(&[(12, 20, MarkKind::Dismissed("date".into()))]), [all[0].clone(), all[2].clone()]);
        assert_eq!(
            told(&[(12, 20, MarkKind::Dismissed("quote".into()))]),
            all,
            "little of the quote is meant"
        );
        assert_eq!(told(&[(41, 60, MarkKind::Speaker("ليلى".into()))])[2], (span(40, 60), named("ليلى")));
        assert_eq!(told(&[(40, 60, MarkKind::Speaker(String::new()))])[2], (span(40, 60), None));
        assert_eq!(told(&[(25, 70, MarkKind::Words("quote".into()))])[2], (span(25, 70), named("سعيد")));
        assert_eq!(told(&[(61, 70, MarkKind::Words("quote".into()))]), all, "nothing is there");
    }
}
