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
    /// The same, where some of the cells lead somewhere.
    fn paint_links(&mut self, cells: &[(u16, u16, &str, Paint)], links: &[Hyperlink]) -> String {
        let numbers = self.terminal.backend_mut().lead(links);
        self.bytes.borrow_mut().clear();
        self.terminal
            .draw(|frame| {
                let buffer = frame.buffer_mut();
                for (x, y, symbol, paint) in cells {
                    buffer[(*x, *y)].set_symbol(symbol).set_style(*paint);
                }
                for (link, number) in links.iter().zip(numbers) {
                    for x in link.columns.clone() {
                        if let Some(cell) = buffer.cell_mut((x, link.y)) {
                            hyperlink::lead(cell, number);
                        }
                    }
                }
            })
            .unwrap();
        String::from_utf8(self.bytes.borrow().clone()).unwrap()
    }

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
fn what_a_tail_reached_into_is_written_too() {
    for (letter, blanks) in [("\u{feb2}", 3), ("b", 2)] {
        let mut pair = pair(6, 1);
        pair.paint(&[(1, 0, letter, PLAIN), (2, 0, letter, PLAIN)]);
        let sent = pair.paint(&[]);
        assert_eq!(sent.matches(' ').count(), blanks, "{letter}: {sent:?}");
    }
    // A blank that is written there wipes the tail away: its letter is written once more.
    for (letter, again) in [("\u{feb2}", 1), ("b", 0)] {
        let mut pair = pair(6, 1);
        pair.paint(&[(0, 0, "a", PLAIN), (1, 0, letter, PLAIN), (2, 0, "c", PLAIN)]);
        let sent = pair.paint(&[(1, 0, letter, PLAIN), (2, 0, "c", PLAIN)]);
        assert_eq!(sent.matches(letter).count(), again, "{sent:?}");
    }
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

fn link(y: u16, columns: std::ops::Range<u16>, id: u32, address: &str) -> Hyperlink {
    Hyperlink { y, columns, id, address: address.to_owned() }
}

#[test]
fn cells_lead_where_their_link_does_and_the_rest_nowhere() {
    let mut pair = pair(20, 3);
    // Visual order: the link's first letters are its rightmost.
    let cells: Vec<_> = (5..12u16).map(|x| (x, 1, if x == 8 { " " } else { "\u{fe8e}" }, PLAIN)).collect();
    let links = [link(1, 7..10, 4, "https://example.org/\u{628} a")];
    let (alef, open) = ("\u{fe8e}", "\x1b]8;id=q4;https://example.org/%D8%A8%20a\x1b\\");
    let shown = pair.paint_links(&cells, &links);
    let inside = format!("{alef}{alef}{open}{alef} {alef}\x1b]8;;\x1b\\{alef}{alef}");
    assert_eq!(shown, format!("\x1b[?2026h\x1b[2;6H{inside}\x1b[?2026l"));
    // The cells look as they did, and lead elsewhere.
    let links = [link(1, 7..9, 4, "https://example.org/b")];
    let shown = pair.paint_links(&cells, &links);
    let inside = format!("\x1b[8G\x1b]8;id=q4;https://example.org/b\x1b\\{alef} \x1b]8;;\x1b\\{alef}");
    assert_eq!(shown, format!("\x1b[?2026h{inside}\x1b[?2026l"));
    // What is at a frame's end never reaches into what is written outside of it.
    let shown = pair.paint_links(&[(0, 0, "a", PLAIN)], &[link(0, 0..1, 1, "http://a/")]);
    assert_eq!(shown.matches("\x1b]8;id").count(), shown.matches("\x1b]8;;").count(), "{shown:?}");
    assert!(!pair.paint_links(&[], &[link(0, 0..1, 1, "file:///etc/passwd")]).contains("\x1b]8;id"));
}

/// Where the cells lead in a terminal that was sent these bytes.
fn led(bytes: &str, cells: &mut [[Option<String>; 30]; 5]) {
    let mut shadow = vt100::Parser::new(size(5), size(30), 0);
    let (mut link, mut rest) = (None, bytes);
    while let Some(c) = rest.chars().next() {
        let (row, column) = shadow.screen().cursor_position();
        let length = if let Some(address) = rest.strip_prefix("\x1b]8;") {
            let end = address.find("\x1b\\").expect("it is ended");
            link = address[..end].split_once(';').map(|(_, to)| to.to_owned()).filter(|to| !to.is_empty());
            4 + end + 2
        } else if let Some(control) = rest.strip_prefix("\x1b[") {
            2 + control.find(|c: char| ('@'..='~').contains(&c)).expect("it is ended") + 1
        } else {
            c.len_utf8()
        };
        let (piece, left) = rest.split_at(length);
        if piece.ends_with(['K', 'X']) && piece.starts_with("\x1b[") {
            assert_eq!(link, None, "nothing is erased in a link");
            let wide = piece[2..length - 1].parse().unwrap_or(if piece.ends_with('K') { 30 } else { 1 });
            cells[usize::from(row)].iter_mut().skip(column.into()).take(wide).for_each(|cell| *cell = None);
        } else if !c.is_control() {
            cells[usize::from(row)][usize::from(column.min(29))] = link.clone();
        }
        shadow.process(piece.as_bytes());
        rest = left;
    }
    assert_eq!(link, None, "ended with the frame");
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

    /// Whatever changes from frame to frame, every cell leads where it should.
    #[test]
    fn every_cell_leads_where_it_should(
        frames in prop::collection::vec(
            (
                prop::collection::vec((0..30u16, 0..5u16, prop::sample::select(vec![" ", "a", "\u{fe8e}", "\u{5e9}", "»"])), 0..120),
                prop::collection::vec((0..5u16, 0..30u16, 1..12u16, 0..3u32), 0..6),
            ),
            1..5,
        ),
    ) {
        let mut pair = pair(30, 5);
        let mut shown: [[Option<String>; 30]; 5] = Default::default();
        for (cells, links) in &frames {
            let cells: Vec<_> = cells.iter().map(|(x, y, symbol)| (*x, *y, *symbol, PLAIN)).collect();
            let links: Vec<_> =
                links.iter().map(|(y, x, n, id)| link(*y, *x..x + n, *id, &format!("http://x/{id}"))).collect();
            let (row, column) = pair.emulator.borrow().screen().cursor_position();
            let bytes = pair.paint_links(&cells, &links);
            led(&format!("\x1b[{};{}H{bytes}", row + 1, column + 1), &mut shown);
            let mut expected: [[Option<String>; 30]; 5] = Default::default();
            for link in &links {
                for x in link.columns.clone().filter(|x| *x < 30) {
                    expected[usize::from(link.y)][usize::from(x)] = Some(link.address.clone());
                }
            }
            prop_assert_eq!(&shown, &expected);
        }
    }
}
