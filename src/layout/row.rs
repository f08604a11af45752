//! Rows from clusters: each row's visual order (L1, L2), its columns, its span.

use std::ops::Range;

use super::unit::Units;
use super::wrap::row_ends;
use super::{Cluster, Form, Options, Row, Rows};
use crate::text::bidi::{Direction, Level, Order};
use crate::text::segment::is_line_end;
use crate::text::span::Span;

/// Lays out one block.
///
/// `text` is the block's characters, `base` the document offset of its first byte. Never fails and
/// never panics, whatever `text` holds; costs time linear in its length. Blocks are expected to have
/// at most 32 KiB: columns past 65,535 of one row are not told apart.
pub fn lay_out(text: &str, base: u32, direction: Direction, options: &Options) -> Rows {
    let mut rows = Vec::new();
    let mut setter = Setter::new(direction);
    if options.preformatted {
        let mut start = 0;
        while start < text.len() {
            let line = &text[start..];
            let length = line.find(is_line_end).unwrap_or(line.len());
            let end = length + line_end_length(&line[length..]);
            setter.set(&line[..length], base + start as u32, end - length, options, &mut rows);
            start += end;
        }
    } else if !text.is_empty() {
        setter.set(text, base, 0, options, &mut rows);
    }
    if rows.is_empty() {
        rows.push(Row {
            span: Span::new(base, base),
            base: direction.level(),
            width: 0,
            clusters: Vec::new(),
        });
    }
    Rows { rows, base, direction, options: *options }
}

/// Lays out a piece of the interface: exactly one row of at most `width` columns (0: any number),
/// whose end gives way to `…` where it is too long. Offsets count from the start of `text`.
pub fn line(text: &str, direction: Direction, width: u16, options: &Options) -> Rows {
    let options = Options { width, preformatted: false, ..*options };
    let mut units = Units::new(text, &options);
    let mut setter = Setter::new(direction);
    setter.resolve(&mut units);
    let columns = |units: &Units, end: usize| {
        units.units[..end].iter().map(|unit| u32::from(unit.columns)).sum::<u32>()
    };
    let count = units.visible_end(0..units.len());
    let mut row = if width == 0 || columns(&units, count) <= u32::from(width) {
        setter.row(&units, 0..count, 0, None)
    } else {
        let mut room = u32::from(width) - 1;
        let fitting = units.units[..count].iter().take_while(|unit| {
            let fits = u32::from(unit.columns) <= room;
            room = room.saturating_sub(u32::from(unit.columns));
            fits
        });
        let fitting = fitting.count();
        // Between words, unless that would leave too little.
        let space = |at: &usize| units.units[*at].form & Form::SPACE != 0;
        let word = (fitting / 2..=fitting).rev().find(|at| *at < units.len() && space(at));
        let end = units.visible_end(0..word.unwrap_or(fitting));
        setter.row(&units, 0..end, 0, Some(Form::ELLIPSIS))
    };
    row.span = Span::new(0, text.len() as u32);
    Rows { rows: vec![row], base: 0, direction, options }
}

/// Columns that a piece of the interface takes in one row.
pub fn columns(text: &str) -> u16 {
    line(text, Direction::LeftToRight, 0, &Options::default()).rows()[0].width
}

/// Length of the line end at the start of `text`; CR LF is one.
fn line_end_length(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { text.chars().next().map_or(0, char::len_utf8) }
}

impl Units<'_> {
    /// The end of `range` without white space and what is not painted.
    fn visible_end(&self, range: Range<usize>) -> usize {
        let hangs = |&at: &usize| self.units[at].form & Form::SPACE != 0 || self.units[at].columns == 0;
        range.end - range.rev().take_while(hangs).count()
    }
}

/// Sets rows; holds what is used again from row to row.
struct Setter {
    base: Level,
    levels: Vec<Level>,
    order: Vec<u32>,
}

impl Setter {
    fn new(direction: Direction) -> Self {
        Setter { base: direction.level(), levels: Vec::new(), order: Vec::new() }
    }

    fn resolve(&self, units: &mut Units) {
        let starts = units.units.iter().map(|unit| unit.start as usize);
        units.paragraph.resolve(self.base, units.text, starts);
    }

    /// Sets one paragraph; `after` bytes of line end follow it.
    fn set(&mut self, text: &str, base: u32, after: usize, options: &Options, rows: &mut Vec<Row>) {
        let mut units = Units::new(text, options);
        self.resolve(&mut units);
        let mut start = 0;
        let count = units.len();
        for end in row_ends(&mut units, options.width) {
            let hyphen = units.shows_hyphen(start, end, options.width).then_some(Form::HYPHEN);
            let mut row = self.row(&units, start..end, base, hyphen);
            if end == count {
                row.span.end += after as u32;
            }
            rows.push(row);
            start = end;
        }
    }

    /// One row of the clusters `range`, with what is shown at its end beyond them: an ellipsis or a
    /// hyphen, at the paragraph's level.
    fn row(&mut self, units: &Units, range: Range<usize>, base: u32, shown: Option<u8>) -> Row {
        let offset = |at: usize| base + units.units[at].start;
        let visible = units.visible_end(range.clone());
        let mut column = 0_u16;
        let mut place = |span: Span, width: u8, level: Level, form: u8| {
            let cluster = Cluster { span, column, width, level, form: Form(form) };
            column = column.saturating_add(u16::from(width));
            cluster
        };
        let mut clusters = Vec::with_capacity(visible - range.start + usize::from(shown.is_some()));
        let end = Span::new(offset(visible), offset(visible));
        if self.base & 1 == 1 {
            clusters.extend(shown.map(|form| place(end, 1, self.base, form)));
        }
        let mut cluster = |at: usize, level: Level| {
            let unit = &units.units[at];
            place(Span::new(offset(at), offset(at + 1)), unit.columns, level, unit.form)
        };
        let painted = |at: &usize| units.units[*at].columns > 0;
        match units.paragraph.row(range.clone(), &mut self.levels, &mut self.order) {
            Order::Uniform(level) if level & 1 == 0 => {
                clusters.extend((range.start..visible).filter(painted).map(|at| cluster(at, level)));
            }
            Order::Uniform(level) => {
                clusters.extend((range.start..visible).rev().filter(painted).map(|at| cluster(at, level)));
            }
            Order::Mixed => clusters.extend(
                self.order
                    .iter()
                    .map(|&n| (range.start + n as usize, self.levels[n as usize]))
                    .filter(|(at, _)| *at < visible && painted(at))
                    .map(|(at, level)| cluster(at, level)),
            ),
        }
        if self.base & 1 == 0 {
            clusters.extend(shown.map(|form| place(end, 1, self.base, form)));
        }
        Row {
            span: Span::new(offset(range.start), offset(range.end)),
            base: self.base,
            width: column,
            clusters,
        }
    }
}
