//! What rows are written on: a pipe or a file takes them in logical order; a terminal as its profile
//! wants them, so that right-to-left text is right there too, outside the reader.

use std::borrow::Cow;
use std::io::IsTerminal;

use super::arguments::{General, Marks, Order};
use super::open;
use crate::document::{Block, BlockKind};
use crate::error::Result;
use crate::layout::{self, Options, lay_out};
use crate::text::bidi::{Direction, first_strong};
use crate::tui;
use crate::tui::terminal::probe::Answers;
use crate::tui::terminal::profile::{self, Environment, Profile};
use crate::tui::terminal::table;

/// How rows are laid out and written.
#[derive(Clone, Copy, Debug)]
pub struct Paper {
    layout: Options,
    visual: bool,
    /// Whether the terminal is told to leave rows alone while we write: `CSI 8 l` and `CSI 8 h`. In VTE the
    /// flag belongs to rows, so that what was written stays as it is.
    explicit: bool,
}

impl Paper {
    /// Standard output, with what was asked for.
    ///
    /// # Errors
    /// Settings that are none.
    pub fn new(order: Order, width: Option<u16>, marks: Marks, general: &General) -> Result<Self> {
        let terminal = std::io::stdout().is_terminal();
        let mut paper = Paper::with(&profile(general)?, terminal);
        paper.layout.width = width.unwrap_or(paper.layout.width);
        match order {
            Order::Auto => {}
            Order::Logical => paper.visual = false,
            Order::Visual => paper.visual = true,
        }
        match marks {
            Marks::Auto => {}
            Marks::Keep => paper.layout.marks = layout::Marks::Keep,
            Marks::Strip => paper.layout.marks = layout::Marks::Strip,
        }
        paper.explicit &= paper.visual;
        Ok(paper)
    }

    /// What a profile wants; where standard output is no `terminal`, logical order, unwrapped.
    pub fn with(profile: &Profile, terminal: bool) -> Self {
        // A terminal that is told by other means to leave the order alone would reorder these rows again as
        // soon as it is told to go on: there, and where it cannot be told, it does its own ordering.
        let visual = terminal && profile.order == table::Order::App && profile.entry.is_empty();
        let strips = terminal && !profile.marks;
        let marks = if strips { layout::Marks::Strip } else { layout::Marks::Keep };
        let width = if terminal { columns() } else { 0 };
        Paper {
            layout: Options { width, marks, ..Options::default() },
            visual,
            explicit: visual && profile.explicit,
        }
    }

    /// Columns; 0: rows are not wrapped.
    pub fn width(&self) -> u16 {
        self.layout.width
    }

    /// Whether something is to be put back after the last row.
    pub fn changes_the_terminal(&self) -> bool {
        self.explicit
    }

    /// What is written before the first row.
    pub fn before(&self) -> &'static str {
        if self.explicit { "\x1b[8l" } else { "" }
    }

    /// What is written after the last row.
    pub fn after(&self) -> &'static str {
        if self.explicit { "\x1b[8h" } else { "" }
    }

    /// Appends a block's rows.
    pub fn block(&self, text: &str, block: &Block, rows: &mut String) {
        let options = Options { preformatted: block.kind == BlockKind::Preformatted, ..self.layout };
        let laid_out = lay_out(text, block.span.start, block.direction, &options);
        if self.visual {
            layout::print::visual(&laid_out, text, self.layout.width, rows);
        } else {
            layout::print::logical(&laid_out, text, rows);
        }
    }

    /// Keys, left to right whatever stands around them (no bracket turns), where we put rows in order; elsewhere
    /// as they are, so that a pipe gets nothing that is not seen.
    pub fn isolated<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.visual { format!("\u{2066}{text}\u{2069}").into() } else { text.into() }
    }

    /// A page of text that is ours, line by line: on a terminal wrapped at its width with the line's own
    /// indentation kept, else as it is.
    pub fn page(&self, page: &str) -> String {
        if self.layout.width == 0 && !self.visual {
            return page.to_owned();
        }
        let mut rows = self.before().to_owned();
        for line in page.lines() {
            let text = line.trim_start();
            let indent = (line.len() - text.len()) as u16;
            let direction = first_strong(text).unwrap_or(Direction::LeftToRight);
            let options = Options { width: self.layout.width.saturating_sub(indent), ..self.layout };
            let laid_out = lay_out(text, 0, direction, &options);
            let mut wrapped = String::new();
            if self.visual {
                layout::print::visual(&laid_out, text, options.width, &mut wrapped);
            } else {
                layout::print::logical(&laid_out, text, &mut wrapped);
            }
            for row in wrapped.lines() {
                if !direction.is_rtl() {
                    rows.extend(std::iter::repeat_n(' ', usize::from(indent)));
                }
                rows.push_str(row);
                rows.push('\n');
            }
        }
        rows + self.after()
    }
}

/// The process's environment, as far as it tells of the terminal.
pub fn environment() -> Environment {
    let variable = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        Some((name.into_string().ok()?, value.into_string().ok()?))
    };
    Environment::new(std::env::vars_os().filter_map(variable))
}

/// What the environment tells of the terminal.
fn profile(general: &General) -> Result<Profile> {
    let settings = open::settings(general)?;
    Ok(profile::choose(&tui::terminals()?, &environment(), &Answers::default(), &settings))
}

/// The terminal's columns; 80 where it does not say.
fn columns() -> u16 {
    #[cfg(unix)]
    if let Ok(size) = rustix::termios::tcgetwinsize(std::io::stdout())
        && size.ws_col > 0
    {
        return size.ws_col;
    }
    80
}
