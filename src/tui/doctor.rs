//! The page of `qari doctor`: lines that a person judges by eye in ten seconds, sent as the reader would
//! send them, in one way of ordering rows after another until one looks right.
//!
//! The page is itself in two panes, where the way allows them, so that a terminal that mixes panes shows
//! it. What stands on it comes from the command; here are only its places.

use std::borrow::Cow;
use std::io;

use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use rustix::event::{PollFd, PollFlags, Timespec};

use super::msg::Capabilities;
use super::terminal::connection::Connection;
use super::terminal::decode::{Decoder, Input};
use super::terminal::encode::encode;
use super::terminal::environment::Environment;
use super::terminal::probe::Answers;
use super::terminal::profile::Profile;
use super::terminal::screen::Screen;
use super::terminal::{session, table};
use super::view::painter::{Flow, Look, Painter};
use super::{Sink, panics};
use crate::layout::{self, Options, lay_out};
use crate::settings::chord::{Code, Key};
use crate::settings::theme::{Band, Tone};
use crate::settings::{Bidi, Marks, Settings, Theme};
use crate::text::bidi::{Direction, first_strong};

/// The narrowest page with two panes.
const TWO_PANES: u16 = 72;
/// Columns that the lines to judge take, with the line between the panes, and at most those that their
/// descriptions take.
const LINES: u16 = 36;
const DESCRIPTIONS: u16 = 72;
/// Rows of a page whose head may take two rows for one.
const ROOMY: u16 = 28;
/// How long a key is waited for before signals and the size are looked at.
const TICK: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
/// How long after an Escape a byte still belongs to it.
const ESCAPE: Timespec = Timespec { tv_sec: 0, tv_nsec: 25_000_000 };

/// What stands on the page.
pub struct Page<'a> {
    /// What this terminal is and how that is known.
    pub heading: &'a str,
    /// Each line, and what it must look like.
    pub lines: &'a [(&'a str, &'a str)],
    /// A word for the left pane and one for the right, above and below the lines.
    pub sides: (&'a str, &'a str),
    /// What the line between the panes, and these words, must look like.
    pub frame: &'a str,
    /// The keys.
    pub keys: &'a str,
    /// The ways to flip through, each with what it means.
    pub ways: &'a [(Bidi, &'a str)],
}

/// What the page asks of the command.
pub trait Desk {
    /// The exit status that a signal asked for.
    fn came(&self) -> Option<u8>;
    /// Writes the way and the marks into the reader's configuration; what to say of it.
    fn write(&mut self, bidi: Bidi, marks: Marks) -> String;
    /// What is sent in a way, in a line.
    fn sent(&self, profile: &Profile) -> String;
}

/// Shows the page until it is left; answers an exit status where one was asked for.
///
/// # Errors
/// Where there is no terminal to read keys from, or it fails.
pub fn judge(
    page: &Page<'_>,
    mut settings: Settings,
    environment: Environment,
    table: Cow<'static, [table::Terminal]>,
    answers: Answers,
    desk: &mut dyn Desk,
) -> io::Result<Option<u8>> {
    settings.mouse = false;
    let mut connection = Connection::new(&settings, environment, table, answers)?;
    panics::give_the_terminal_back();
    connection.enter_again()?;
    let ended = flip(page, &mut settings, &mut connection, desk);
    session::leave();
    ended
}

fn flip(
    page: &Page<'_>,
    settings: &mut Settings,
    connection: &mut Connection,
    desk: &mut dyn Desk,
) -> io::Result<Option<u8>> {
    let size = |connection: &Connection| {
        let (width, height) = session::size(connection.session.input());
        Size { width, height }
    };
    let mut shown = size(connection);
    let mut terminal = Terminal::new(Screen::new(shown, session::write as Sink))?;
    let mut said = String::new();
    let mut decoder = Decoder::default();
    loop {
        let Connection { profile, answers, environment, .. } = &*connection;
        let shows = Capabilities::of(profile, answers, environment, settings);
        let theme = Theme::new(shows.dark, shows.depth);
        let bidi = settings.bidi;
        let sent = desk.sent(profile);
        terminal.draw(|frame| {
            let sheet = Sheet { page, profile, bidi, sent: &sent, said: &said };
            sheet.paint(&theme, frame.buffer_mut());
            encode(frame.buffer_mut(), profile.order, &profile.fonts);
        })?;
        let keys = loop {
            if let Some(status) = desk.came() {
                return Ok(Some(status));
            }
            let Some(keys) = keys(connection, &mut decoder)? else { return Ok(None) };
            if !keys.is_empty() || size(connection) != shown {
                break keys;
            }
        };
        for key in keys {
            let step = match key {
                Key { code: Code::Char('c'), ctrl: true, .. } => return Ok(Some(130)),
                Key { code: Code::Char('q') | Code::Esc | Code::Enter, .. } => return Ok(None),
                Key { code: Code::Char(' ') | Code::Right | Code::Tab, .. } => 1,
                Key { code: Code::Left | Code::BackTab, .. } => page.ways.len() - 1,
                Key { code: Code::Char('m'), .. } => {
                    settings.marks = if connection.profile.marks { Marks::Strip } else { Marks::Keep };
                    0
                }
                Key { code: Code::Char('w'), .. } => {
                    said = desk.write(settings.bidi, settings.marks);
                    continue;
                }
                _ => continue,
            };
            said.clear();
            let at = page.ways.iter().position(|(way, _)| *way == settings.bidi).unwrap_or(0);
            settings.bidi = page.ways[(at + step) % page.ways.len()].0;
            connection.choose(settings)?;
        }
        // Rows take the terminal's way of ordering when they are made new: all are painted again.
        shown = size(connection);
        connection.session.claim_rows(&connection.profile)?;
        terminal.backend_mut().forget();
        terminal.backend_mut().resize(shown);
        terminal.resize(Rect::new(0, 0, shown.width, shown.height))?;
    }
}

/// The keys that came within a tick; `None` when the terminal is gone.
fn keys(connection: &Connection, decoder: &mut Decoder) -> io::Result<Option<Vec<Key>>> {
    let input = connection.session.input();
    let wait = if decoder.is_waiting() { ESCAPE } else { TICK };
    let mut ready = [PollFd::new(&input, PollFlags::IN)];
    let mut inputs = Vec::new();
    match rustix::event::poll(&mut ready, Some(&wait)) {
        Ok(0) => decoder.silence(&mut inputs),
        Ok(_) => {
            let mut buffer = [0; 1024];
            match rustix::io::read(input, &mut buffer) {
                Ok(0) => return Ok(None),
                Ok(count) => decoder.feed(&buffer[..count], &mut inputs),
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(rustix::io::Errno::INTR) => {}
        Err(error) => return Err(error.into()),
    }
    let keys =
        inputs.into_iter().filter_map(|input| if let Input::Key(key) = input { Some(key) } else { None });
    Ok(Some(keys.collect()))
}

/// The page as it is to be painted now.
struct Sheet<'a> {
    page: &'a Page<'a>,
    profile: &'a Profile,
    bidi: Bidi,
    sent: &'a str,
    said: &'a str,
}

impl Sheet<'_> {
    fn paint(&self, theme: &Theme, buffer: &mut Buffer) {
        let Rect { width, height, .. } = buffer.area;
        let marks = if self.profile.marks { layout::Marks::Keep } else { layout::Marks::Strip };
        let mut painter = Painter::new(buffer, theme, Options { marks, ..Options::default() });
        let at = self.page.ways.iter().position(|(way, _)| *way == self.bidi).unwrap_or(0);
        let (_, way) = self.page.ways[at];
        let way = format!("{} of {}: {way}", at + 1, self.page.ways.len());
        let top = self.head(&mut painter, &way, width, height);
        let said = if self.said.is_empty() { self.page.keys } else { self.said };
        if height > 4 {
            line(&mut painter, height - 1, width, said, Look::of(Tone::Soft));
        }
        let bottom = height.saturating_sub(2);
        if self.profile.two_panes && width >= TWO_PANES {
            self.side_by_side(&mut painter, width, top, bottom);
        } else {
            self.below(&mut painter, width, top, bottom);
        }
    }

    /// What the terminal is, and what it is sent this way; answers the row where the lines begin.
    fn head(&self, painter: &mut Painter<'_>, way: &str, width: u16, height: u16) -> u16 {
        let parts = [
            (self.page.heading, Look::of(Tone::Muted)),
            (way, Look::of(Tone::Strong).bold()),
            (self.sent, Look::of(Tone::Muted)),
        ];
        let mut y = 0;
        for (text, look) in parts {
            if height < ROOMY {
                line(painter, y, width, text, look);
                y += 1;
            } else {
                y = told(painter, text, look, Rect::new(2, y, width.saturating_sub(4), 2));
            }
        }
        y + 1
    }

    /// What a line must look like in the left pane, the line itself in the right one.
    fn side_by_side(&self, painter: &mut Painter<'_>, width: u16, top: u16, bottom: u16) {
        let edge = (width - LINES).min(DESCRIPTIONS);
        let right = width - edge - 3;
        let mut y = top;
        let sides = |painter: &mut Painter<'_>, y: u16| {
            let (left_word, right_word) = self.page.sides;
            painter.put(&mut Flow::new(2, y, edge - 4, Direction::RightToLeft), left_word, SIDE);
            painter.put(&mut Flow::new(edge + 1, y, right, Direction::RightToLeft), right_word, SIDE);
        };
        sides(painter, y);
        y += 1;
        for (number, (text, look)) in self.page.lines.iter().enumerate() {
            if y >= bottom {
                break;
            }
            sample(painter, text, edge + 1, y, right);
            let look = format!("{}  {look}", number + 1);
            y = told(painter, &look, INK, Rect::new(2, y, edge - 4, bottom - y));
        }
        if y < bottom {
            sides(painter, y);
            y += 1;
        }
        for row in top..y {
            painter.cell(edge, row, "│", Look::of(Tone::Faint));
        }
        told(painter, self.page.frame, INK, Rect::new(2, y, width - 4, bottom.saturating_sub(y)));
    }

    /// The same below one another, for one pane.
    fn below(&self, painter: &mut Painter<'_>, width: u16, top: u16, bottom: u16) {
        let mut y = top;
        for (number, (text, look)) in self.page.lines.iter().enumerate() {
            let look = format!("{}  {look}", number + 1);
            y = told(painter, &look, INK, Rect::new(2, y, width.saturating_sub(4), bottom.saturating_sub(y)));
            if y < bottom {
                sample(painter, text, 2, y, width.saturating_sub(4));
                y += 1;
            }
        }
    }
}

/// Words of the command's own, wrapped into as many rows as there are; answers the row after them.
fn told(painter: &mut Painter<'_>, text: &str, look: Look, place: Rect) -> u16 {
    let options = Options { width: place.width, ..Options::default() };
    let rows = lay_out(text, 0, Direction::LeftToRight, &options);
    let shown = rows.rows().len().min(place.height.into());
    for row in 0..shown {
        painter.row(&rows, row, text, place.x, place.y + row as u16, place.width, |_| look);
    }
    place.y + shown as u16
}

const INK: Look = Look::of(Tone::Ink);
const SIDE: Look = Look::of(Tone::Report);

/// A line to judge, with a bar on its starting side and a band behind its first word.
fn sample(painter: &mut Painter<'_>, text: &str, x: u16, y: u16, width: u16) {
    let direction = first_strong(text).unwrap_or(Direction::LeftToRight);
    let (bar, glyph) = if direction.is_rtl() { (x + width, "▐") } else { (x, "▌") };
    painter.cell(bar, y, glyph, Look::of(Tone::Quote));
    let options = Options { marks: painter.marks(), ..Options::default() };
    let rows = layout::line(text, direction, width.saturating_sub(1), &options);
    let first = text.find(' ').unwrap_or(text.len()) as u32;
    let x = if direction.is_rtl() { x } else { x + 1 };
    painter.row(&rows, 0, text, x, y, width.saturating_sub(1), |at| {
        Look::of(Tone::Strong).on((at < first).then_some(Band::Quote))
    });
}

fn line(painter: &mut Painter<'_>, y: u16, width: u16, text: &str, look: Look) {
    painter.put(&mut Flow::new(2, y, width.saturating_sub(4), Direction::LeftToRight), text, look);
}
