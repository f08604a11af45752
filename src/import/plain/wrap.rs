//! Lines become paragraphs: which line ends are the writer's and which came from a fixed width.
//!
//! A text is *hard-wrapped* where lines end in mid-sentence and, nearly always, because the next word
//! would not have fitted. The beginning of a document decides for all of it; a stretch without an empty
//! line may decide otherwise for itself (a wrapped letter in an article, a poem in a wrapped book).

use super::line::Line;
use super::sentence::ends_sentence;
use super::sign;

/// Wrapped texts are this wide at least and at most; narrower lines are verse, wider ones paragraphs.
const WIDTHS: std::ops::RangeInclusive<usize> = 36..=160;

/// A verse's or an address's line is at most this wide.
const SHORT: usize = 64;

/// A paragraph as the source sets it off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// How many lines it has.
    pub lines: usize,
    /// How far its first line is indented.
    pub indent: u16,
    /// Whether an empty line stands before it.
    pub gap: bool,
    /// Whether its line ends are its own: verse, a table, an address.
    pub preformatted: bool,
}

impl Paragraph {
    /// Its characters.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// How wide a text is hard-wrapped, judged by its `lines`; `None` where it is not.
pub fn width(text: &str, lines: &[Line]) -> Option<usize> {
    let inner = inner(text, lines);
    let mut widths: Vec<usize> = inner.iter().map(|line| line.breadth).collect();
    widths.sort_unstable();
    // A line that is too long for its width (an address) must not widen it.
    let width = *widths.get(widths.len() * 19 / 20)?;
    // A line that is much shorter is none of a wrapped paragraph's: a headline, a byline, a sub-heading.
    let middle: Vec<&Inner> = inner.iter().filter(|line| !line.ends && !line.is_short(width)).collect();
    let full = middle.iter().filter(|line| line.is_full(width)).count();
    let enough = middle.len() * 4 >= inner.len() && (middle.len() >= 3 || middle.len() == 2 && width >= 50);
    // Narrow lines of about one length may be verse: there nearly every line must be full.
    let share = if width < 48 { 19 } else { 17 };
    (enough && WIDTHS.contains(&width) && full * 20 >= middle.len() * share).then_some(width)
}

/// A line that another follows without an empty one between.
struct Inner {
    breadth: usize,
    next_word: usize,
    ends: bool,
}

impl Inner {
    /// Whether the next word would not have fitted in `width` columns. Some programs balance lines, so a
    /// tenth of the width is forgiven.
    fn is_full(&self, width: usize) -> bool {
        self.breadth + 1 + self.next_word > width - width / 10
    }

    /// Whether the line is too short to be one of a paragraph's that is wrapped at `width`: in
    /// mid-sentence a line may be somewhat short, where a long word or an address comes next.
    fn is_short(&self, width: usize) -> bool {
        self.breadth * 10 < width * 6
    }
}

/// The inner lines that say something about wrapping: those before a bullet or a label do not.
fn inner(text: &str, lines: &[Line]) -> Vec<Inner> {
    let begins = |line: Line| sign::bullet(line.of(text)).is_some() || sign::label(line.of(text)).is_some();
    let pairs = lines.windows(2).filter(|pair| !pair[1].gap && !begins(pair[1]));
    pairs.map(|pair| Inner::of(text, pair[0], pair[1])).collect()
}

impl Inner {
    fn of(text: &str, line: Line, next: Line) -> Self {
        let (line, next) = (line.of(text), next.of(text));
        let next_word = breadth(next.split_whitespace().next().unwrap_or(""));
        Inner { breadth: breadth(line), next_word, ends: ends_sentence(line) }
    }
}

/// Columns, about: characters without marks and without what is invisible.
pub fn breadth(text: &str) -> usize {
    let bytes = text.as_bytes();
    let begins = bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
    let marks = bytes.windows(2).filter(|pair| is_mark(pair[0], pair[1])).count();
    // U+200B to U+200F, U+202A to U+202E, U+2060 to U+206F
    let invisible = |three: &&[u8]| {
        three[0] == 0xe2
            && matches!((three[1], three[2]), (0x80, 0x8b..=0x8f | 0xaa..=0xae) | (0x81, 0xa0..=0xaf))
    };
    begins - marks - if text.is_ascii() { 0 } else { bytes.windows(3).filter(invisible).count() }
}

/// Whether two bytes are a mark: U+0300 to U+036F, points, harakat.
fn is_mark(first: u8, second: u8) -> bool {
    match first {
        0xcc => true,
        0xcd => second < 0xb0,
        0xd6 => (0x91..=0xbd).contains(&second) || second == 0xbf,
        0xd7 => matches!(second, 0x81 | 0x82 | 0x84 | 0x85 | 0x87),
        0xd8 => (0x90..=0x9a).contains(&second),
        0xd9 => (0x8b..=0x9f).contains(&second) || second == 0xb0,
        0xdb => (0x96..=0xad).contains(&second) && second != 0x9d,
        _ => false,
    }
}

/// The paragraphs that `lines` make in a text that is wrapped at `width`, or not at all.
pub fn paragraphs(text: &str, lines: &[Line], width: Option<usize>) -> Vec<Paragraph> {
    let mut paragraphs = Vec::with_capacity(lines.len());
    let mut from = 0;
    while from < lines.len() {
        let more = lines[from + 1..].iter().take_while(|line| !line.gap).count();
        let group = &lines[from..=from + more];
        group_paragraphs(text, group, width, from == 0, &mut paragraphs);
        from += more + 1;
    }
    paragraphs
}

/// The paragraphs of lines with no empty one between.
fn group_paragraphs(text: &str, group: &[Line], width: Option<usize>, first: bool, out: &mut Vec<Paragraph>) {
    if group.len() == 1 {
        out.push(paragraph(group, false));
        return;
    }
    if is_table(text, group) || !first && is_verse(text, group, width) {
        out.push(paragraph(group, true));
        return;
    }
    let width = width.or_else(|| own_width(text, group));
    let mut from = 0;
    for i in 1..=group.len() {
        if i == group.len() || !joins(text, group, from, i, width) {
            out.push(paragraph(&group[from..i], false));
            from = i;
        }
    }
}

fn paragraph(lines: &[Line], preformatted: bool) -> Paragraph {
    let (first, last) = (lines[0], lines[lines.len() - 1]);
    Paragraph {
        start: first.start,
        end: last.end,
        lines: lines.len(),
        indent: first.indent,
        gap: first.gap,
        preformatted,
    }
}

/// The width of a wrapped group in a text that is not: stronger signs are asked for.
fn own_width(text: &str, group: &[Line]) -> Option<usize> {
    if group.len() < 4 || group.iter().any(|line| line.end - line.start > WIDTHS.end() * 4) {
        return None;
    }
    width(text, group).filter(|width| *width >= 48)
}

/// Whether line `i` goes on the paragraph that begins at `from`.
fn joins(text: &str, group: &[Line], from: usize, i: usize, width: Option<usize>) -> bool {
    let (line, next) = (group[i - 1], group[i]);
    if sign::bullet(next.of(text)).is_some() || sign::label(next.of(text)).is_some() {
        return false;
    }
    let item = sign::bullet(group[from].of(text)).is_some();
    if item && next.indent > group[from].indent {
        return true;
    }
    let Some(width) = width else { return false };
    let inner = Inner::of(text, line, next);
    let indented = next.indent >= line.indent + 2 && !(item || i - from == 1 && next.indent <= 1);
    match (inner.is_full(width), inner.ends) {
        (true, ends) => !(indented && ends),
        (false, true) => false,
        (false, false) => !indented && !inner.is_short(width),
    }
}

/// Columns inside lines: tabs or wide gaps in most of them. Verse in two half-lines is set so too.
fn is_table(text: &str, group: &[Line]) -> bool {
    let columns = |line: &&Line| {
        let line = line.of(text).as_bytes();
        line.contains(&b'\t') || line.windows(3).any(|three| three == b"   ")
    };
    let narrow = group.iter().all(|line| line.end - line.start <= WIDTHS.end() * 4);
    narrow && group.iter().filter(columns).count() * 10 >= group.len() * 6
}

/// Short lines that mostly do not end a sentence, and are not short because of a width.
fn is_verse(text: &str, group: &[Line], width: Option<usize>) -> bool {
    if group.len() < 3 || group.iter().any(|line| line.end - line.start > SHORT * 4) {
        return false;
    }
    let special = |line: &Line| sign::bullet(line.of(text)).is_some() || sign::label(line.of(text)).is_some();
    if group.iter().any(special) || group.iter().any(|line| breadth(line.of(text)) > SHORT) {
        return false;
    }
    let inner = inner(text, group);
    let open = inner.iter().filter(|line| !line.ends).count();
    let full = inner.iter().filter(|line| line.is_full(width.unwrap_or(SHORT))).count();
    open * 10 >= inner.len() * 6 && full * 10 < inner.len() * 4
}
