//! A highlight as a card of the list: who, in which stance, the words. What it holds and how many rows
//! it takes; the view paints it.

use std::rc::Rc;

use crate::document::Block;
use crate::highlight::{Group, Highlight, Role, SURE};
use crate::layout::{self, Rows};
use crate::settings::Strings;
use crate::text::bidi::Direction;
use crate::text::fold::fold;
use crate::text::span::Span;

use super::shelf::Held;

/// Rows of words on a card that is not selected, and on the one that is.
const FEW: usize = 2;
const MANY: usize = 8;

/// Below this confidence a doubt is marked beside the name.
const DOUBT: f32 = 0.7;

/// One row of a card.
#[derive(Clone, Debug)]
pub enum CardRow {
    /// Pieces side by side, each in its own direction: the name, the mention, the stance.
    Head(Vec<Piece>),
    /// Words of the article: rows laid out of `text`, and the number of the one shown.
    Words(Rc<Rows>, usize, Rc<str>),
    /// Words about the highlight, not of it: a role, a context, other names.
    Note(Rc<Rows>, usize, Rc<str>),
}

/// A piece of a card's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// What it is.
    pub weight: Weight,
}

/// How strong a piece of a head is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The name or the value.
    Name,
    /// Mention, count.
    Aside,
    /// Stance: a dot before it.
    Stance,
    /// That the name is missing.
    Missing,
}

/// What decides how a card looks.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Columns of text.
    pub width: u16,
    /// Marks and digits.
    pub options: layout::Options,
    /// The interface's words.
    pub strings: &'a Strings,
}

/// The rows of a card.
pub fn rows(held: &Held, highlight: &Highlight, selected: bool, frame: &Frame) -> Vec<CardRow> {
    let block = block_of(held, highlight.span);
    let direction = block.map_or(Direction::LeftToRight, |block| block.direction);
    let words: Rc<str> = held.chunk.slice(highlight.span).into();
    let mut rows = Vec::new();
    match highlight.kind.kind().group {
        Group::Quotes => {
            rows.push(CardRow::Head(quote_head(held, highlight, frame.strings)));
            push(&mut rows, CardRow::Words, words, direction, if selected { MANY } else { FEW }, frame);
            if selected && let Some(role) = highlight.value(Role::Description) {
                push(&mut rows, CardRow::Note, role.into(), direction, 1, frame);
            }
            if selected && let Some(why) = why(held, highlight, frame.strings) {
                push(&mut rows, CardRow::Note, why.into(), frame.strings.direction(), 2, frame);
            }
        }
        Group::Figures | Group::Dates => {
            rows.push(CardRow::Head(vec![Piece { text: words.to_string(), weight: Weight::Name }]));
            if let Some(block) = block {
                let context = context(held.chunk.slice(block.span), highlight.span.within(block.span.start));
                push(
                    &mut rows,
                    CardRow::Note,
                    context.into(),
                    direction,
                    if selected { 3 } else { 1 },
                    frame,
                );
            }
        }
        Group::Names => {
            let name = highlight.value(Role::Name).unwrap_or(&words);
            let times = highlight.places(Role::Mention).count();
            let mut head = vec![Piece { text: name.to_string(), weight: Weight::Name }];
            if times > 1 {
                head.push(Piece { text: frame.strings.count("mentions", times), weight: Weight::Aside });
            }
            rows.push(CardRow::Head(head));
            let others: Vec<&str> = highlight
                .parts
                .iter()
                .filter(|part| part.role == Role::Alias)
                .filter_map(|part| part.value.as_deref())
                .filter(|alias| *alias != name)
                .collect();
            if !others.is_empty() {
                let comma = if direction.is_rtl() { "، " } else { ", " };
                push(
                    &mut rows,
                    CardRow::Note,
                    others.join(comma).into(),
                    direction,
                    if selected { 3 } else { 1 },
                    frame,
                );
            }
        }
        Group::Links => {
            push(&mut rows, CardRow::Words, words, direction, if selected { MANY } else { FEW }, frame);
        }
    }
    rows
}

/// The block in which `span` stands.
pub fn block_of(held: &Held, span: Span) -> Option<&Block> {
    let at = held.chunk.blocks.partition_point(|block| block.span.end <= span.start);
    held.chunk.blocks.get(at).filter(|block| block.span.start <= span.start)
}

fn quote_head(held: &Held, highlight: &Highlight, strings: &Strings) -> Vec<Piece> {
    let mut head = Vec::new();
    match highlight.value(Role::Speaker) {
        Some(name) => {
            let doubt = if highlight.confidence < DOUBT { strings.get("doubt") } else { "" };
            head.push(Piece { text: format!("{name}{doubt}"), weight: Weight::Name });
            let mention = highlight.place(Role::Speaker).filter(|place| held.chunk.span.covers(*place));
            if let Some(mention) = mention.map(|place| held.chunk.slice(place))
                && !fold(name).contains(&fold(mention))
            {
                head.push(Piece { text: format!("({mention})"), weight: Weight::Aside });
            }
        }
        None => head.push(Piece { text: strings.get("unnamed").to_string(), weight: Weight::Missing }),
    }
    if let Some(stance) = highlight.value(Role::Stance) {
        let name = format!("stance.{stance}");
        let words = strings.get(&name);
        if !words.is_empty() {
            head.push(Piece { text: words.to_string(), weight: Weight::Stance });
        }
    }
    if held.is_corrected(highlight) {
        head.push(Piece { text: strings.get("corrected").to_string(), weight: Weight::Stance });
    }
    head
}

/// What speaks against a quote that is not certain, and the mention or the reporting word that it is about.
fn why(held: &Held, highlight: &Highlight, strings: &Strings) -> Option<String> {
    let doubt = highlight.value(Role::Doubt).filter(|_| highlight.confidence < SURE)?;
    let name = format!("why.{doubt}");
    let reason = strings.get(&name);
    let about = highlight.place(Role::Doubt).filter(|place| held.chunk.span.covers(*place));
    Some(match about.map(|place| held.chunk.slice(place)) {
        Some(words) => strings.get("why_by").replacen("{}", reason, 1).replacen("{}", words, 1),
        None => reason.to_string(),
    })
}

/// At most `most` rows of `text`; the last one ends in an ellipsis where there is more.
fn push(
    rows: &mut Vec<CardRow>,
    make: fn(Rc<Rows>, usize, Rc<str>) -> CardRow,
    text: Rc<str>,
    direction: Direction,
    most: usize,
    frame: &Frame,
) {
    let options = layout::Options { width: frame.width, ..frame.options };
    let laid = Rc::new(layout::lay_out(&text, 0, direction, &options));
    let count = laid.rows().len();
    let whole = if count > most { most - 1 } else { count };
    rows.extend((0..whole).map(|row| make(Rc::clone(&laid), row, Rc::clone(&text))));
    if count > most {
        let rest: Rc<str> = text[laid.rows()[whole].span.start as usize..].into();
        let line = layout::line(&rest, direction, frame.width, &options);
        rows.push(make(Rc::new(line), 0, rest));
    }
}

/// The clause around `inside`, with an ellipsis in its place: exact words of the article. Where the clause
/// holds nothing else, the words around it.
fn context(block: &str, inside: std::ops::Range<usize>) -> String {
    const BORDERS: [char; 12] = ['.', '،', ',', '؛', ';', ':', '"', '«', '»', '“', '”', '\n'];
    let (before, after) = (&block[..inside.start], &block[inside.end..]);
    // What stands between two digits belongs to their number.
    let border = |text: &str, at: usize, sign: &str| {
        let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
        !(digit(text[..at].chars().next_back()) && digit(text[at + sign.len()..].chars().next()))
    };
    let from = before.rmatch_indices(BORDERS).find(|(at, sign)| border(before, *at, sign));
    let from = from.map_or(0, |(at, sign)| at + sign.len());
    let to = after.match_indices(BORDERS).find(|(at, sign)| border(after, *at, sign));
    let to = to.map_or(after.len(), |(at, _)| at);
    let clause = (words(&before[from..]), words(&after[..to]));
    let (before, after) = if clause.0.is_empty() && clause.1.is_empty() {
        let after = words(after);
        let cut = after.match_indices(' ').nth(3).map_or(after.len(), |(at, _)| at);
        (words(before), &after[..cut])
    } else {
        clause
    };
    // Four words before say enough.
    let cut = before.rmatch_indices(' ').nth(3).map_or(0, |(at, _)| at + 1);
    format!("{} … {after}", &before[cut..]).trim().to_string()
}

/// `text` without what stands before its first and after its last word.
fn words(text: &str) -> &str {
    text.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_is_the_clause_with_a_gap() {
        let block = "Last year, the boat lent 4,200 books since January, she said.";
        let at = block.find("4,200 books").unwrap_or_default();
        assert_eq!(context(block, at..at + 11), "the boat lent … since January");
        let alone = block.find("Last year").unwrap_or_default();
        assert_eq!(context(block, alone..alone + 9), "… the boat lent 4,200");
        let rate = "It rose by 29.3% in 2022, twice the 1,350 of 2021.";
        let year = rate.find("2022").unwrap_or_default();
        assert_eq!(context(rate, year..year + 4), "rose by 29.3% in …");
        let year = rate.find("2021").unwrap_or_default();
        assert_eq!(context(rate, year..year + 4), "twice the 1,350 of …");
    }
}
