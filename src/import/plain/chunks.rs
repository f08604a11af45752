//! A plain text in chunks: where they begin, found by reading around the place alone, and their blocks.
//!
//! A text that fits is one chunk. Of a larger one the first chunk is small, so that the first screen
//! comes at once, and the others begin every so many bytes, each moved on to the next paragraph.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use super::line::{Line, lines};
use super::tongue::Tongue;
use super::{block, wrap};
use crate::document::{Chunk, Chunks, Text};
use crate::text::bidi::{Direction, first_strong};
use crate::text::segment;
use crate::text::span::Span;

/// How large things are, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// A text up to this size is one chunk.
    pub single: u32,
    /// Where the second chunk of a larger text begins, about.
    pub first: u32,
    /// How far apart the others begin.
    pub step: u32,
    /// How far on a border is looked for. Less than `first` and `step`.
    pub look: u32,
    /// The longest block.
    pub block: usize,
}

impl Sizes {
    /// What qari uses.
    pub const USUAL: Sizes =
        Sizes { single: 256 << 10, first: 64 << 10, step: 256 << 10, look: 32 << 10, block: 32 << 10 };
}

/// What the beginning of a document decides for all of it.
#[derive(Clone, Debug)]
pub struct Habits {
    /// Its width, where it is hard-wrapped.
    pub width: Option<usize>,
    /// Whether its paragraph breaks were lost.
    pub wall: bool,
    /// Its direction: that of a paragraph that shows none.
    pub direction: Direction,
    /// Its language, and how its blocks are told theirs.
    pub tongue: Tongue,
}

/// Where a chunk begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Border {
    at: u32,
    /// Whether it is inside a paragraph.
    inside: bool,
}

/// The chunks of a plain text.
pub struct Plain {
    text: Text,
    habits: Habits,
    sizes: Sizes,
    count: usize,
    /// Borders found so far: twice the offset, plus one if inside a paragraph, plus one; 0 if unknown.
    borders: Box<[AtomicU64]>,
    /// The first chunk is asked for at opening and again for the first screen.
    first: OnceLock<Chunk>,
}

impl Plain {
    /// The chunks of `text`.
    pub fn new(text: Text, habits: Habits, sizes: Sizes) -> Self {
        let len = text.len();
        let places = if len <= sizes.single { 0 } else { 1 + (len - 1 - sizes.first) / sizes.step };
        let borders = (0..=places).map(|_| AtomicU64::new(0)).collect();
        let mut plain =
            Plain { text, habits, sizes, count: places as usize + 1, borders, first: OnceLock::new() };
        // The last border may have moved to the very end.
        if plain.count > 1 && plain.border(plain.count - 1).at >= len {
            plain.count -= 1;
        }
        plain
    }

    /// Where chunk `number` begins.
    fn border(&self, number: usize) -> Border {
        if number == 0 {
            return Border { at: 0, inside: false };
        }
        let Some(slot) = self.borders.get(number).filter(|_| number < self.count) else {
            return Border { at: self.text.len(), inside: false };
        };
        match slot.load(Ordering::Relaxed) {
            0 => {
                let border = self.find_border(number);
                let packed = (u64::from(border.at) << 1 | u64::from(border.inside)) + 1;
                slot.store(packed, Ordering::Relaxed);
                border
            }
            packed => Border { at: ((packed - 1) >> 1) as u32, inside: (packed - 1) & 1 == 1 },
        }
    }

    /// The next paragraph after the place where the chunk should begin: after an empty line, else where
    /// a line begins a paragraph, else after a line, a space, a cluster.
    fn find_border(&self, number: usize) -> Border {
        let sizes = &self.sizes;
        let nominal = u64::from(sizes.first) + (number as u64 - 1) * u64::from(sizes.step);
        let from = self.text.floor_char(nominal.min(u64::from(self.text.len())) as u32);
        // Where lines are paragraphs an empty line is not worth a long search.
        let near = if self.habits.width.is_some() { sizes.look } else { sizes.look / 8 };
        let window = self.window(from, near);
        let found = lines(&window);
        if let Some(line) = found.iter().skip(1).find(|line| line.gap) {
            return self.after(from, &window, *line, false);
        }
        let paragraphs = wrap::paragraphs(&window, &found, self.habits.width);
        if let Some(paragraph) = paragraphs.get(1) {
            let line = found.iter().find(|line| line.start == paragraph.start);
            return line
                .map_or(Border { at: from, inside: true }, |line| self.after(from, &window, *line, false));
        }
        let window = if near < sizes.look { self.window(from, sizes.look) } else { window };
        if u64::from(from) + window.len() as u64 >= u64::from(self.text.len()) {
            // The rest is short: it stays with the chunk before.
            return Border { at: self.text.len(), inside: false };
        }
        if let Some(line) = lines(&window).get(1) {
            return self.after(from, &window, *line, self.habits.width.is_some());
        }
        let space = window.find(char::is_whitespace).filter(|at| *at > 0);
        let at = space
            .unwrap_or_else(|| segment::ceil_grapheme(&window, window.len().min(4).min(first_char(&window))));
        Border { at: from + at as u32, inside: true }
    }

    /// The border at the beginning of `line`, its indentation with it.
    fn after(&self, from: u32, window: &str, line: Line, inside: bool) -> Border {
        let start = window[..line.start]
            .rfind(|c: char| matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}'));
        let at = start.map_or(line.start, |at| at + first_char(&window[at..]));
        Border { at: from + at as u32, inside }
    }

    /// The characters from `from` on, at most `most` bytes.
    fn window(&self, from: u32, most: u32) -> String {
        let to = self.text.floor_char(from.saturating_add(most).min(self.text.len()));
        self.text.slice(Span::new(from, to.max(from))).into_owned()
    }

    /// The direction of the paragraph that the chunk at `border` goes on.
    fn inherited(&self, border: Border) -> Option<Direction> {
        if !border.inside {
            return None;
        }
        let from = self.text.floor_char(border.at.saturating_sub(self.sizes.look / 8));
        let before = self.text.slice(Span::new(from, border.at));
        let began = lines(&before)
            .last()
            .filter(|line| line.start > 0)
            .and_then(|line| first_strong(line.of(&before)));
        Some(began.unwrap_or(self.habits.direction))
    }

    fn import(&self, number: usize) -> Chunk {
        let border = self.border(number);
        let span = self.span(number);
        let text: Arc<str> = match self.text.in_memory() {
            Some(text) if span.len() == self.text.len() => Arc::clone(text),
            _ => self.text.slice(span).into(),
        };
        if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            return Chunk { span, text, blocks: Arc::new([]), marks: Arc::new([]) };
        }
        let place = block::Place { base: span.start, front: number == 0, inherited: self.inherited(border) };
        let blocks = block::blocks(&text, place, &self.habits, self.sizes.block);
        Chunk { span, text, blocks: blocks.into(), marks: Arc::new([]) }
    }
}

fn first_char(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

impl Chunks for Plain {
    fn count(&self) -> usize {
        self.count
    }

    fn at(&self, offset: u32) -> usize {
        let sizes = &self.sizes;
        if self.count == 1 {
            return 0;
        }
        let nominal = offset.checked_sub(sizes.first).map_or(0, |more| 1 + (more / sizes.step) as usize);
        let number = nominal.min(self.count - 1);
        // A border is moved on by much, or back by less than a character.
        if offset < self.border(number).at {
            number - 1
        } else if number + 1 < self.count && offset >= self.border(number + 1).at {
            number + 1
        } else {
            number
        }
    }

    fn span(&self, number: usize) -> Span {
        Span::new(self.border(number).at, self.border(number + 1).at)
    }

    fn load(&self, number: usize) -> Chunk {
        if number == 0 { self.first.get_or_init(|| self.import(0)).clone() } else { self.import(number) }
    }
}
