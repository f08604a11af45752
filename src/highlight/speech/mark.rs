//! Quotation marks in pairs, found by a search over the marks of a block: the reading with the least
//! cost wins, so that unbalanced, mixed, reversed and nested marks come out as a reader takes them.
//!
//! The search is linear: each mark opens, closes or is stray, and what is open is at most two deep.

use super::super::token::{BlockTokens, TokenKind, Tokens};
use crate::document::BlockKind;
use crate::text::bidi::Direction;
use crate::text::span::Span;

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The opening mark's token; where the stretch goes on from the block before, one before its first.
    pub open: usize,
    /// The first token inside.
    pub from: usize,
    /// The token after the last one inside: the closing mark, or the block's end.
    pub to: usize,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// How many pairs it stands in.
    pub depth: u8,
}

impl Pair {
    /// The token after the closing mark.
    pub fn after(&self) -> usize {
        self.to + usize::from(self.closed)
    }
}

/// A quotation over lines has no more of them than this.
const LINES: usize = 8;
/// A longer block is a paragraph, not a line, in bytes.
const LINE: u32 = 480;

/// Styles of marks; a mark closes what a mark of its style opened, or pays.
const STYLES: usize = 4;
/// The style whose marks tell opening from closing in every language.
const DIRECTED: usize = 1;
/// Deepest nesting.
const DEEP: usize = 2;
/// Stacks of at most two styles: none, one, two.
const STATES: usize = 1 + STYLES + STYLES * STYLES;
/// What it costs that a quotation ends where the next one opens.
const AGAIN: u32 = 5;
const NEVER: u32 = u32::MAX / 4;

/// What a mark looks like.
struct Sight {
    token: usize,
    style: usize,
    open: u32,
    close: u32,
    stray: u32,
    /// Whether it opens, as it looks, after a sentence's end.
    again: bool,
}

#[derive(Clone, Copy)]
enum Act {
    Open,
    Close,
    /// Ends what is open without a closing mark, and opens the next.
    Again,
    Stray,
}

/// The pairs of a block, by opening mark; an unclosed one ends with the block.
pub fn pairs(text: &Tokens, block: &BlockTokens) -> Vec<Pair> {
    let sights: Vec<Sight> = block
        .range
        .clone()
        .filter(|&i| text.all[i].kind == TokenKind::Quote)
        .map(|i| sight(text, i, block))
        .collect();
    if sights.is_empty() {
        return Vec::new();
    }
    let acts = search(&sights);
    let mut open: Vec<usize> = Vec::new();
    let mut pairs: Vec<Pair> = Vec::new();
    for (sight, act) in sights.iter().zip(acts) {
        match act {
            Act::Open => {
                let depth = open.len() as u8;
                open.push(pairs.len());
                let from = sight.token + 1;
                pairs.push(Pair { open: sight.token, from, to: block.range.end, closed: false, depth });
            }
            Act::Close => {
                if let Some(pair) = open.pop() {
                    pairs[pair].to = sight.token;
                    pairs[pair].closed = true;
                }
            }
            Act::Again => {
                if let Some(pair) = open.pop() {
                    pairs[pair].to = sight.token;
                }
                let depth = open.len() as u8;
                open.push(pairs.len());
                let from = sight.token + 1;
                pairs.push(Pair { open: sight.token, from, to: block.range.end, closed: false, depth });
            }
            Act::Stray => {}
        }
    }
    pairs.retain(|pair| pair.from < pair.to);
    pairs
}

/// Lets a quotation that does not close in its block go on in the next one: where a closing mark stands
/// there that closes nothing, or a mark opens the block and closes later.
pub fn continue_over_blocks(text: &Tokens, blocks: &mut [&mut Vec<Pair>]) {
    for n in 0..blocks.len().saturating_sub(1) {
        let end = text.blocks[n].range.end;
        let open = |pair: &Pair| !pair.closed && pair.depth == 0 && pair.to >= end;
        if !blocks[n].iter().any(open) {
            continue;
        }
        // Lines that no blank one parts, a sentence each: one quotation.
        let last = (n + 1..blocks.len().min(n + 1 + LINES))
            .take_while(|&m| runs_on(text, m - 1))
            .find(|&m| text.blocks[m].range.clone().any(|i| text.all[i].kind == TokenKind::Quote));
        if let Some(m) = last
            && let Some(to) = stray(text, blocks[m], m)
        {
            for (k, pairs) in blocks.iter_mut().enumerate().take(m + 1).skip(n + 1) {
                let range = &text.blocks[k].range;
                let end = if k == m { to } else { range.end };
                pairs.iter_mut().filter(|pair| pair.open < end).for_each(|pair| pair.depth += 1);
                let from = range.start;
                pairs.insert(0, Pair { open: from, from, to: end, closed: true, depth: 9 });
            }
            if let Some(pair) = blocks[n].iter_mut().find(|pair| open(pair)) {
                pair.to = to;
                pair.closed = true;
            }
            continue;
        }
        // … a paragraph without any mark, and the closing one later: a quotation of several paragraphs.
        if let Some(m) = closed_later(text, blocks, n) {
            for (k, pairs) in blocks.iter_mut().enumerate().take(m + 1).skip(n + 1) {
                let range = &text.blocks[k].range;
                let to = if k == m { stray(text, pairs, k).unwrap_or(range.end) } else { range.end };
                pairs.iter_mut().filter(|pair| pair.open < to).for_each(|pair| pair.depth += 1);
                pairs.insert(0, Pair { open: range.start, from: range.start, to, closed: true, depth: 0 });
            }
            continue;
        }
        if let Some(to) = stray(text, blocks[n + 1], n + 1) {
            let pairs = &mut *blocks[n + 1];
            pairs.iter_mut().filter(|pair| pair.open < to).for_each(|pair| pair.depth += 1);
            let from = text.blocks[n + 1].range.start;
            pairs.insert(0, Pair { open: from, from, to, closed: true, depth: 0 });
        }
    }
}

/// The block that closes what block `n` leaves open, where only paragraphs without marks stand between them and
/// the mark stands as closing ones do.
fn closed_later(text: &Tokens, blocks: &[&mut Vec<Pair>], n: usize) -> Option<usize> {
    let marks = |m: &usize| text.blocks[*m].range.clone().any(|i| text.all[i].kind == TokenKind::Quote);
    let paragraph = |m: &usize| text.blocks[*m].block.kind == BlockKind::Paragraph;
    let last = (n + 1..blocks.len().min(n + 1 + LINES)).take_while(paragraph).find(marks)?;
    let to = stray(text, blocks[last], last).filter(|_| last > n + 1)?;
    let after = text.all.get(to + 1).filter(|_| to + 1 < text.blocks[last].range.end);
    let closes = !text.all[to].spaced && after.is_none_or(|next| next.spaced || !next.is_wordlike());
    let first = text.blocks[last].range.clone().find(|&i| text.all[i].kind == TokenKind::Quote);
    (closes && first == Some(to)).then_some(last)
}

/// Whether block `n` and the one after it are lines with no blank one between them.
fn runs_on(text: &Tokens, n: usize) -> bool {
    let (before, after) = (text.blocks[n].block.span, text.blocks[n + 1].block.span);
    text.chunk.slice(Span::new(before.end, after.start)).matches('\n').count() < 2
        && before.len() < LINE
        && after.len() < LINE
}

/// The first mark inside block `n` that no pair has taken.
fn stray(text: &Tokens, pairs: &[Pair], n: usize) -> Option<usize> {
    let range = text.blocks[n].range.clone();
    let taken = |i: usize| pairs.iter().any(|pair| pair.open == i || pair.closed && pair.to == i);
    let first = range.start;
    range.into_iter().filter(|&i| text.all[i].kind == TokenKind::Quote && !taken(i)).find(|&i| i > first)
}

/// The cheapest sequence of acts, by dynamic programming over what is open.
fn search(sights: &[Sight]) -> Vec<Act> {
    let mut cost = [NEVER; STATES];
    cost[0] = 0;
    let mut back: Vec<[(u8, Act); STATES]> = Vec::with_capacity(sights.len());
    for sight in sights {
        let mut next = [NEVER; STATES];
        let mut from = [(0, Act::Stray); STATES];
        let mut offer = |state: usize, price: u32, origin: usize, act: Act| {
            if price < next[state] {
                next[state] = price;
                from[state] = (origin as u8, act);
            }
        };
        for (state, &cost) in cost.iter().enumerate() {
            if cost >= NEVER {
                continue;
            }
            offer(state, cost + sight.stray, state, Act::Stray);
            let (depth, top) = shape(state);
            if depth < DEEP {
                // A mark of one sign inside the same sign is rare.
                let nested = if depth == 0 {
                    0
                } else if top == sight.style && sight.style != DIRECTED {
                    4
                } else {
                    1
                };
                offer(push(state, sight.style), cost + sight.open + nested, state, Act::Open);
            }
            if depth > 0 {
                // What was open is never closed, and the next quotation begins.
                if top == sight.style && sight.again {
                    offer(state, cost + AGAIN, state, Act::Again);
                }
                let other = if top == sight.style { 0 } else { 3 };
                offer(pop(state), cost + sight.close + other, state, Act::Close);
            }
        }
        cost = next;
        back.push(from);
    }
    // What stays open costs, more the deeper.
    let mut state = (0..STATES).min_by_key(|&s| cost[s].saturating_add(shape(s).0 as u32 * 5)).unwrap_or(0);
    let mut acts = vec![Act::Stray; sights.len()];
    for (i, from) in back.iter().enumerate().rev() {
        let (origin, act) = from[state];
        acts[i] = act;
        state = origin as usize;
    }
    acts
}

/// How deep a state is and the style on top.
fn shape(state: usize) -> (usize, usize) {
    match state {
        0 => (0, 0),
        s if s <= STYLES => (1, s - 1),
        s => (2, (s - 1 - STYLES) % STYLES),
    }
}

fn push(state: usize, style: usize) -> usize {
    if state == 0 { 1 + style } else { 1 + STYLES + (state - 1) * STYLES + style }
}

fn pop(state: usize) -> usize {
    if state <= STYLES { 0 } else { 1 + (state - 1 - STYLES) / STYLES }
}

/// What a mark costs to open, to close and to be left alone, by its sign and the spaces around it.
fn sight(text: &Tokens, i: usize, block: &BlockTokens) -> Sight {
    let token = &text.all[i];
    let before = (i > block.range.start).then(|| &text.all[i - 1]);
    let after = (i + 1 < block.range.end).then(|| &text.all[i + 1]);
    let (style, mut open, mut close, mut stray) = match token.glyph {
        '«' | '‹' => (1, 0, 6, 8),
        '»' | '›' => (1, 6, 0, 6),
        '“' | '„' | '‟' | '〝' => (2, 0, 3, 6),
        '”' | '〞' => (2, 3, 0, 6),
        '‘' | '‚' | '‛' => (3, 0, 4, 2),
        '’' => (3, 6, 0, 1),
        '\'' if token.span.len() == 1 => (3, 1, 1, 2),
        _ => (0, 0, 0, 6),
    };
    // Right to left both ways of turning single marks are in use: the spaces tell.
    if style == 3 && block.lexicon.direction == Direction::RightToLeft {
        let begins = before.is_none() || token.spaced;
        let inside = after.is_some_and(|after| !after.spaced && after.is_wordlike());
        if begins && inside {
            open = 0;
        } else if !begins {
            close = 0;
        }
    }
    match before {
        None => close += 8,
        Some(before) if token.spaced => {
            close += 2;
            // "… said: " is followed by an opening mark.
            if before.is(':') {
                close += 2;
                stray += if style == DIRECTED { 3 } else { 0 };
            }
        }
        Some(before) if before.kind == TokenKind::Word => {
            // A one-letter prefix stands before its mark (و"قال).
            let letters = text.folded(i - 1).chars().count();
            if letters <= 2 && (i < 2 || text.all[i - 1].spaced) && close > 0 {
                close += 1;
            } else if letters > 1 {
                open += 3;
            }
        }
        Some(before) if before.is('.') || before.is('،') || before.is(',') || before.is('؟') => open += 1,
        Some(before) if before.is(':') || before.is('(') => close += 3,
        _ => {}
    }
    match after {
        None => open += 8,
        Some(after) if after.spaced => open += 2,
        Some(after) if after.is_wordlike() => close += 3,
        Some(after) if after.kind == TokenKind::Sign && !after.is('(') => open += 2,
        _ => {}
    }
    let again = style != DIRECTED
        && open == 0
        && token.spaced
        && before.is_some_and(|before| before.is('.') || before.is('…'));
    Sight { token: i, style, open, close, stray, again }
}

#[cfg(test)]
mod tests {
    use super::super::super::token::reading;
    use super::*;

    fn inside(text: &str) -> Vec<String> {
        reading(text, "ar", |tokens| {
            pairs(tokens, &tokens.blocks[0])
                .iter()
                .map(|pair| tokens.slice(pair.from, pair.to).to_string())
                .collect()
        })
    }

    #[test]
    fn balanced_nested_and_mixed() {
        assert_eq!(inside("a «b c» d \"e\" f"), ["b c", "e"]);
        assert_eq!(inside("«a «b» c»"), ["a «b» c", "b"]);
        assert_eq!(inside("a “b \"c\" d”"), ["b \"c\" d", "c"]);
        assert_eq!(inside("a \" b c \" d \" e \""), ["b c", "e"]);
        assert_eq!(inside("a ”b“ c"), ["b"]);
    }

    #[test]
    fn unbalanced_marks_recover() {
        assert_eq!(inside("a b\" c «d» e"), ["d"]);
        assert_eq!(inside("a: «b c d"), ["b c d"]);
        assert_eq!(inside("a «b\" c"), ["b"]);
        assert_eq!(inside("a \"b c. \"d e\""), ["b c. ", "d e"].map(str::trim_end));
    }
}
