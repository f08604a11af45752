//! What an emulator shows of the frames, and their bytes.

use std::cell::RefCell;
use std::num::NonZero;
use std::rc::Rc;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::style::Style as Paint;

use super::*;

fn size(cells: u16) -> NonZero<u16> {
    NonZero::new(cells).unwrap()
}

type Sink = Box<dyn FnMut(&[u8]) -> io::Result<()>>;

/// A terminal whose frames are given to an emulator as well.
struct Pair {
    terminal: Terminal<Screen<Sink>>,
    emulator: Rc<RefCell<vt100::Parser>>,
    bytes: Rc<RefCell<Vec<u8>>>,
}

fn pair(width: u16, height: u16) -> Pair {
    let emulator = Rc::new(RefCell::new(vt100::Parser::new(size(height), size(width), 0)));
    let bytes = Rc::new(RefCell::new(Vec::new()));
    let (to, all) = (Rc::clone(&emulator), Rc::clone(&bytes));
    let sink: Sink = Box::new(move |frame| {
        to.borrow_mut().process(frame);
        all.borrow_mut().extend_from_slice(frame);
        Ok(())
    });
    let mut screen = Screen::new(Size { width, height }, sink);
    screen.cleared();
    Pair { terminal: Terminal::new(screen).unwrap(), emulator, bytes }
}

impl Pair {
    /// Paints rows of symbols, each symbol in its own cell; answers the frame's bytes.
    fn paint(&mut self, cells: &[(u16, u16, &str, Paint)]) -> String {
        self.bytes.borrow_mut().clear();
        self.terminal
            .draw(|frame| {
                for (x, y, symbol, paint) in cells {
                    frame.buffer_mut()[(*x, *y)].set_symbol(symbol).set_style(*paint);
                }
            })
            .unwrap();
        String::from_utf8(self.bytes.borrow().clone()).unwrap()
    }

    fn row(&self, y: u16) -> String {
        let emulator = self.emulator.borrow();
        let width = emulator.screen().size().1;
        emulator.screen().contents_between(y, 0, y, width.into())
    }
}

const PLAIN: Paint = Paint::new();

#[test]
fn nothing_changed_writes_nothing() {
    let mut pair = pair(20, 3);
    let cells = [(0, 0, "a", PLAIN), (1, 0, "b", PLAIN)];
    assert_eq!(pair.paint(&cells), "\x1b[?2026h\x1b[1Hab\x1b[?2026l");
    assert_eq!(pair.paint(&cells), "");
}

#[test]
fn a_cell_that_terminals_measure_differently_is_followed_by_an_address() {
    let mut pair = pair(20, 3);
    let shown = pair.paint(&[(4, 1, "\u{fee1}\u{64e}", PLAIN), (5, 1, "»", PLAIN), (6, 1, "a", PLAIN)]);
    assert_eq!(shown, "\x1b[?2026h\x1b[2;5H\u{fee1}\u{64e}»\x1b[7Ga\x1b[?2026l");
}

#[test]
fn no_control_passes() {
    let mut pair = pair(20, 3);
    let shown = pair.paint(&[(0, 0, "\u{9b}2J", PLAIN), (5, 0, "a\x1b[2J", PLAIN), (15, 0, "\u{85}", PLAIN)]);
    let inside = shown.trim_start_matches("\x1b[?2026h\x1b[1H").trim_end_matches("\x1b[?2026l");
    assert_eq!(inside, "\u{fffd}2J\x1b[6Ga\u{fffd}[2J\x1b[16G\u{fffd}");
}

#[test]
fn gaps_and_blanks_take_the_shorter_way() {
    let mut pair = pair(40, 3);
    let shown =
        pair.paint(&[(0, 0, "a", PLAIN), (2, 0, "b", PLAIN), (30, 0, "c", PLAIN), (0, 1, "d", PLAIN)]);
    assert_eq!(
        shown,
        "\x1b[?2026h\x1b[1Ha b\x1b[27Cc\x1b[2;1H".replace("\x1b[2;1H", "\r\n") + "d\x1b[?2026l"
    );
    let shown = pair.paint(&[(39, 0, "z", PLAIN)]);
    assert_eq!(shown, "\x1b[?2026h\x1b[1H   \x1b[27C \x1b[8Cz\r\n \x1b[?2026l");
}

fn paints() -> impl Strategy<Value = Paint> {
    let colors = prop::sample::select(vec![
        Color::Reset,
        Color::Red,
        Color::LightBlue,
        Color::Indexed(200),
        Color::Rgb(1, 20, 255),
    ]);
    (colors.clone(), colors, 0..16u16).prop_map(|(ink, ground, bits)| {
        let mut modifier = Modifier::empty();
        for (bit, one) in
            [Modifier::BOLD, Modifier::UNDERLINED, Modifier::REVERSED, Modifier::ITALIC].iter().enumerate()
        {
            if bits & (1 << bit) != 0 {
                modifier |= *one;
            }
        }
        Paint::new().fg(ink).bg(ground).add_modifier(modifier)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever changes from frame to frame, an emulator shows what the buffer holds.
    #[test]
    fn the_emulator_shows_the_buffer(
        frames in prop::collection::vec(
            prop::collection::vec(
                (0..30u16, 0..5u16, prop::sample::select(vec![" ", " ", "a", "\u{fe8e}", "\u{fefb}\u{64e}\u{651}", "»", "│", "\u{5e9}\u{5c1}"]), paints()),
                0..120,
            ),
            1..5,
        ),
    ) {
        let mut pair = pair(30, 5);
        for cells in &frames {
            let cells: Vec<_> = cells.iter().map(|(x, y, symbol, paint)| (*x, *y, *symbol, *paint)).collect();
            pair.paint(&cells);
            let mut expected = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 30, 5));
            for (x, y, symbol, paint) in &cells {
                expected[(*x, *y)].set_symbol(symbol).set_style(*paint);
            }
            for y in 0..5 {
                let row: String = (0..30).map(|x| expected[(x, y)].symbol().to_string()).collect();
                let shown = pair.row(y);
                prop_assert_eq!(shown.trim_end(), row.trim_end());
                for x in 0..30 {
                    let emulator = pair.emulator.borrow();
                    let shown = emulator.screen().cell(y, x).unwrap();
                    let cell = &expected[(x, y)];
                    let visible = cell.symbol() != " " || cell.modifier.intersects(SEEN_ON_BLANK);
                    let color = |color| match color {
                        Color::Reset => vt100::Color::Default,
                        Color::Red => vt100::Color::Idx(1),
                        Color::LightBlue => vt100::Color::Idx(12),
                        Color::Indexed(index) => vt100::Color::Idx(index),
                        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
                        _ => unreachable!("not among the colours above"),
                    };
                    prop_assert_eq!(shown.bgcolor(), color(cell.bg), "ground at {},{}", x, y);
                    prop_assert_eq!(shown.underline(), cell.modifier.contains(Modifier::UNDERLINED));
                    prop_assert_eq!(shown.inverse(), cell.modifier.contains(Modifier::REVERSED));
                    if visible {
                        prop_assert_eq!(shown.fgcolor(), color(cell.fg), "ink at {},{}", x, y);
                        prop_assert_eq!(shown.bold(), cell.modifier.contains(Modifier::BOLD));
                    }
                }
            }
        }
    }
}
