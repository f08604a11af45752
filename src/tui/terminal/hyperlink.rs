//! Where cells lead (OSC 8): sent between cells and never in one, so that nothing that an article says can
//! end the sequence or begin another.

use std::ops::Range;

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

/// Where the cells of one frame lead.
#[derive(Debug, Default)]
pub(super) struct Leads {
    width: u16,
    /// For each cell the number of what begins its link, from 1; 0: it leads nowhere.
    cells: Vec<u16>,
    /// What begins each link.
    openings: Vec<Vec<u8>>,
}

impl Leads {
    /// The stretches of a screen of that size; those that lead where no terminal should go are left out.
    pub fn new(links: &[Hyperlink], width: u16, height: u16) -> Self {
        let mut leads = Leads { width, ..Leads::default() };
        for link in links.iter().filter(|link| link.y < height) {
            let Some(address) = encoded(&link.address) else { continue };
            let opening = format!("\x1b]8;id=q{};{address}\x1b\\", link.id).into_bytes();
            if leads.openings.last() != Some(&opening) {
                leads.openings.push(opening);
            }
            leads.cells.resize(usize::from(width) * usize::from(height), 0);
            let row = usize::from(link.y) * usize::from(width);
            let columns =
                usize::from(link.columns.start.min(width))..usize::from(link.columns.end.min(width));
            let number = u16::try_from(leads.openings.len()).unwrap_or_default();
            if let Some(cells) = leads.cells.get_mut(row + columns.start..row + columns.end) {
                cells.fill(number);
            }
        }
        leads
    }

    /// The number of a cell's link; 0: it leads nowhere.
    pub fn at(&self, x: u16, y: u16) -> u16 {
        let index = usize::from(y) * usize::from(self.width) + usize::from(x);
        self.cells.get(index).copied().unwrap_or_default()
    }

    /// What begins the link with that number, or ends the one before it.
    pub fn opening(&self, number: u16) -> &[u8] {
        usize::from(number).checked_sub(1).and_then(|at| self.openings.get(at)).map_or(CLOSE, Vec::as_slice)
    }

    /// The cells that led elsewhere before.
    pub fn changed(&self, before: &Leads) -> Vec<(u16, u16)> {
        let width = self.width.max(1);
        let all = 0..self.cells.len().max(before.cells.len());
        let places = all.map(|at| ((at % usize::from(width)) as u16, (at / usize::from(width)) as u16));
        let of = |leads: &Leads, x, y| Some(leads.at(x, y)).filter(|number| *number > 0);
        places
            .filter(|(x, y)| {
                let (now, then) = (of(self, *x, *y), of(before, *x, *y));
                now.map(|number| self.opening(number)) != then.map(|number| before.opening(number))
            })
            .collect()
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
    fn cells_that_lead_elsewhere_than_before_are_told() {
        let link = |columns, address: &str| Hyperlink { y: 1, columns, id: 7, address: address.to_owned() };
        let (one, other) = ("https://example.org/1", "https://example.org/2");
        let none = Leads::new(&[], 10, 3);
        let first = Leads::new(&[link(2..4, one)], 10, 3);
        let second = Leads::new(&[link(3..5, one)], 10, 3);
        let third = Leads::new(&[link(3..5, other)], 10, 3);
        assert_eq!(first.changed(&none), [(2, 1), (3, 1)]);
        assert_eq!(second.changed(&first), [(2, 1), (4, 1)]);
        assert_eq!(third.changed(&second), [(3, 1), (4, 1)]);
        assert_eq!(third.changed(&third), []);
        assert_eq!(none.changed(&third), [(3, 1), (4, 1)]);
        assert!(Leads::new(&[link(8..20, one)], 10, 1).changed(&none).is_empty(), "outside the screen");
    }
}
