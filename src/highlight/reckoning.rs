//! Dates and figures in one pass over a block: a number is one or the other, never both.
//!
//! [`super::date`] reads dates, [`super::figure`] figures; here they are looked for at every token, dates
//! first, with what the words before measure.

use crate::document::BlockKind;
use crate::lexicon::Class;

use super::Highlight;
use super::date::{Date, Dates};
use super::extract::Memory;
use super::figure::{self, Before};
use super::token::{TokenKind, Tokens};
use super::vocabulary::Classes;
use super::{Part, Role};

/// What makes a token worth a look.
const SIGNS: Classes = Classes::of(&[
    Class::Number,
    Class::Month,
    Class::Weekday,
    Class::RelativeDate,
    Class::Period,
    Class::Unit,
    Class::Shift,
    Class::Ago,
    Class::DateEdge,
    Class::Decade,
    Class::DayPart,
    Class::Clock,
    Class::Ordinal,
    Class::Approximate,
    Class::YearSign,
    Class::NeverDate,
    Class::Role,
]);

/// Finds dates and figures.
pub(super) fn find(text: &Tokens, _: &mut Memory, out: &mut Vec<Highlight>) {
    let from = out.len();
    let mut dates: Vec<(usize, Date)> = Vec::new();
    for block in &text.blocks {
        scan(text, block.range.clone(), out, &mut dates);
    }
    resolve(text, &dates, &mut out[from..], from);
}

fn scan(
    text: &Tokens,
    range: std::ops::Range<usize>,
    out: &mut Vec<Highlight>,
    dates: &mut Vec<(usize, Date)>,
) {
    let reader = Dates::new(text, range.end);
    let mut before = Before::default();
    // Where a bare year may stand, and where it may go on after another ("between 1989 and 2003").
    let mut year_at = usize::MAX;
    let mut i = range.start;
    while i < range.end {
        let token = &text.all[i];
        let number = token.kind == TokenKind::Number;
        let sign = token.kind == TokenKind::Word && token.classes.any(SIGNS);
        if !number && !sign {
            i += 1;
            continue;
        }
        if let Some((.., next)) = text.phrase(i, Class::NeverDate).filter(|&(.., next)| next <= range.end) {
            i = next;
            continue;
        }
        if let Some(date) = reader.at(i, year_at == i) {
            let next = date.next;
            if date.moment.year.is_some() {
                // And the next one: "1989 and 2003".
                let and = text.phrase(next.min(text.all.len() - 1), Class::Number);
                if let Some((_, entry, after)) = and.filter(|_| next < range.end)
                    && entry.value.starts_with('&')
                {
                    year_at = after;
                }
            }
            dates.push((out.len(), date.clone()));
            out.push(date.highlight(text));
            i = next;
            continue;
        }
        if let Some((figure, next)) = figure::at(text, i, range.end, before) {
            out.push(figure);
            i = next.max(i + 1);
            continue;
        }
        let mut next = i + 1;
        if let Some((_, entry, at)) = text.phrase(i, Class::Approximate).filter(|&(_, _, at)| at <= range.end)
        {
            before = Before { kind: entry.value, at };
            next = at;
        }
        if let Some((_, _, at)) = text
            .phrase(i, Class::YearSign)
            .filter(|&(_, entry, at)| at <= range.end && entry.value != "after")
        {
            year_at = at;
            next = next.max(at);
        }
        // The article of digits stands between, or a one-letter prefix written apart.
        if before.at == next && next < range.end {
            let article = crate::lexicon::get(text.word(next).language).article;
            if !article.is_empty() && text.folded(next) == article {
                before.at += 1;
            }
        }
        if next < range.end && text.all[next].kind == TokenKind::Word && !number {
            let prefix = next + 1 < range.end
                && text.all[next + 1].kind == TokenKind::Number
                && !text.all[next + 1].spaced;
            if prefix && before.at == next {
                before.at += 1;
            }
        }
        i = next.min(if next > i + 1 { next } else { i + 1 });
    }
}

/// The dateline stands in one of the first blocks, among the first words.
const DATELINE: usize = 4;
const NEAR: usize = 8;

/// Gives relative dates their day where the article tells its own: today with its full date, or the date
/// that it opens with.
fn resolve(text: &Tokens, dates: &[(usize, Date)], found: &mut [Highlight], from: usize) {
    let today = dates
        .iter()
        .find(|(_, date)| date.moment.relative.as_deref() == Some("P0D") && date.moment.day().is_some());
    // Or the date of its dateline: in the byline, or right at the beginning of the text.
    let dateline = |date: &Date| {
        text.blocks.iter().take(DATELINE).any(|block| {
            let near = (block.range.start + NEAR).min(block.range.end);
            let byline = block.block.kind == BlockKind::Byline && block.block.span.contains(date.start);
            byline
                || block.number > 0
                    && near > block.range.start
                    && text.span(block.range.start, near).contains(date.start)
        })
    };
    let first = dates.iter().find(|(_, date)| date.moment.day().is_some() && dateline(date));
    let Some(today) = today.or(first).and_then(|(_, date)| date.moment.day()) else { return };
    for (number, date) in dates {
        let highlight = &mut found[number - from];
        if highlight.value(Role::Iso).is_none()
            && let Some(iso) = date.moment.resolved(&today)
        {
            highlight.parts.insert(0, Part { role: Role::Iso, span: None, value: Some(iso) });
        }
    }
}
