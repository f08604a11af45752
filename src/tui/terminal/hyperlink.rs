//! Where cells lead (OSC 8): sent between cells and never in one, so that nothing that an article says can
//! end the sequence or begin another.

use std::collections::HashMap;
use std::ops::Range;

use ratatui::buffer::Cell;
use ratatui::style::Color;

/// The longest address that terminals take (VTE and iTerm2).
const LONGEST: usize = 2083;

/// Cells side by side in one row that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink {
    /// The row.
    pub y: u16,
    /// The cells.
    pub columns: Range<u16>,
    /// The same for all stretches of one link, so that a terminal shows them as one.
    pub id: u32,
    /// The address, as the article has it.
    pub address: String,
}

/// What ends a link.
pub(super) const CLOSE: &[u8] = b"\x1b]8;;\x1b\\";

/// The links of one frame, by their numbers. A cell carries the number of its link where ratatui has the colour of
/// its underline, which nothing here uses: so a frame differs from the one before where it leads elsewhere, too.
#[derive(Debug, Default)]
pub(super) struct Leads {
    openings: HashMap<Vec<u8>, u32>,
    numbers: HashMap<u32, Vec<u8>>,
    last: u32,
}

impl Leads {
    /// Takes the links of the next frame; answers the number of each, which is that of the frame before where
    /// there it was too. 0: no terminal should go there.
    pub fn take(&mut self, links: &[Hyperlink]) -> Vec<u32> {
        let before = std::mem::take(&mut self.openings);
        self.numbers.clear();
        let mut numbers = Vec::with_capacity(links.len());
        for link in links {
            let Some(address) = encoded(&link.address) else {
                numbers.push(0);
                continue;
            };
            let opening = format!("\x1b]8;id=q{};{address}\x1b\\", link.id).into_bytes();
            let known = before.get(&opening).or_else(|| self.openings.get(&opening)).copied();
            let number = known.unwrap_or_else(|| {
                self.last = self.last % MOST + 1;
                self.last
            });
            self.numbers.insert(number, opening.clone());
            self.openings.insert(opening, number);
            numbers.push(number);
        }
        numbers
    }

    /// What begins the link with that number, or ends the one before it.
    pub fn opening(&self, number: u32) -> &[u8] {
        self.numbers.get(&number).map_or(CLOSE, Vec::as_slice)
    }
}

/// The greatest number that a cell can carry.
const MOST: u32 = 0xff_ffff;

/// Has a cell lead where the link with that number does.
pub fn lead(cell: &mut Cell, number: u32) {
    let [_, red, green, blue] = number.to_be_bytes();
    cell.underline_color = if number == 0 { Color::Reset } else { Color::Rgb(red, green, blue) };
}

/// The number of a cell's link; 0: it leads nowhere.
pub(super) fn of(cell: &Cell) -> u32 {
    match cell.underline_color {
        Color::Rgb(red, green, blue) => u32::from_be_bytes([0, red, green, blue]),
        _ => 0,
    }
}

/// An address of printable ASCII alone (the form that OSC 8 wants), of a scheme that reads and writes
/// nothing here.
fn encoded(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    if !["http", "https", "mailto"].iter().any(|good| scheme.eq_ignore_ascii_case(good)) {
        return None;
    }
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            0x21..=0x7e => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    (out.len() <= LONGEST).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_an_address_can_end_its_sequence() {
        assert_eq!(
            encoded("https://example.org/خبر؟\u{1b}\\\u{7}\u{9c} x").as_deref(),
            Some("https://example.org/%D8%AE%D8%A8%D8%B1%D8%9F%1B\\%07%C2%9C%20x")
        );
        assert_eq!(encoded("mailto:a@example.org").as_deref(), Some("mailto:a@example.org"));
        for no in ["file:///etc/passwd", "javascript:alert(1)", "x", "", "#3", "data:text/html,x"] {
            assert_eq!(encoded(no), None, "{no}");
        }
        assert_eq!(encoded(&format!("https://example.org/{}", "ب".repeat(1000))), None);
    }

    #[test]
    fn a_link_keeps_its_number_from_frame_to_frame() {
        let link = |id, address: &str| Hyperlink { y: 1, columns: 2..4, id, address: address.to_owned() };
        let (one, other) = ("https://example.org/1", "https://example.org/2");
        let mut leads = Leads::default();
        assert_eq!(
            leads.take(&[link(1, one), link(1, one), link(2, one), link(2, "file:///x")]),
            [1, 1, 2, 0]
        );
        assert_eq!(leads.take(&[link(2, one), link(3, other)]), [2, 3]);
        assert_eq!(leads.opening(3), b"\x1b]8;id=q3;https://example.org/2\x1b\\");
        assert_eq!(leads.opening(1), CLOSE);
        let mut cell = Cell::default();
        for number in [0, 1, 70_000, MOST] {
            lead(&mut cell, number);
            assert_eq!(of(&cell), number);
        }
    }
}
