//! What the terminal's pen is set to, and the shortest way to set it otherwise (SGR, ECMA-48 8.3.117).

use ratatui::style::{Color, Modifier};

/// Ink, ground and attributes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    pub ink: Color,
    pub ground: Color,
    pub modifier: Modifier,
}

/// Each attribute, what sets it and what takes it back (weight shares one).
const ATTRIBUTES: [(Modifier, u16, u16); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Pen {
    /// The terminal's own.
    pub const PLAIN: Pen = Pen { ink: Color::Reset, ground: Color::Reset, modifier: Modifier::empty() };

    /// Writes what makes this pen of `old`, which is another one.
    pub fn after(self, old: Pen, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(b"\x1b[");
        let parameters = bytes.len();
        self.write(Pen::PLAIN, true, bytes); // from scratch: 0, then what is set
        let middle = bytes.len();
        self.write(old, false, bytes);
        // A single 0 is the default and may be left out.
        if bytes[parameters..middle] == *b"0" {
            bytes.truncate(parameters);
        } else if bytes.len() - middle <= middle - parameters {
            bytes.drain(parameters..middle);
        } else {
            bytes.truncate(middle);
        }
        bytes.push(b'm');
    }

    fn write(self, old: Pen, reset: bool, bytes: &mut Vec<u8>) {
        let mut parameters = Parameters { start: bytes.len(), bytes };
        if reset {
            parameters.push(0);
        }
        // Taking back first: 22 takes bold and faint, of which one may stay.
        let mut left = old.modifier;
        for (modifier, _, off) in ATTRIBUTES {
            if left.contains(modifier) && !self.modifier.contains(modifier) {
                parameters.push(off);
                for (other, _, _) in ATTRIBUTES.iter().filter(|(_, _, same)| *same == off) {
                    left.remove(*other);
                }
            }
        }
        for (modifier, on, _) in ATTRIBUTES {
            if self.modifier.contains(modifier) && !left.contains(modifier) {
                parameters.push(on);
            }
        }
        if self.ink != old.ink {
            parameters.color(self.ink, 30);
        }
        if self.ground != old.ground {
            parameters.color(self.ground, 40);
        }
    }
}

/// The parameters of one sequence.
struct Parameters<'a> {
    bytes: &'a mut Vec<u8>,
    start: usize,
}

impl Parameters<'_> {
    fn push(&mut self, value: u16) {
        if self.bytes.len() > self.start {
            self.bytes.push(b';');
        }
        number(self.bytes, value);
    }

    /// A colour; `base` is 30 for ink and 40 for ground.
    fn color(&mut self, color: Color, base: u16) {
        match color {
            Color::Reset => self.push(base + 9),
            Color::Black => self.push(base),
            Color::Red => self.push(base + 1),
            Color::Green => self.push(base + 2),
            Color::Yellow => self.push(base + 3),
            Color::Blue => self.push(base + 4),
            Color::Magenta => self.push(base + 5),
            Color::Cyan => self.push(base + 6),
            Color::Gray => self.push(base + 7),
            Color::DarkGray => self.push(base + 60),
            Color::LightRed => self.push(base + 61),
            Color::LightGreen => self.push(base + 62),
            Color::LightYellow => self.push(base + 63),
            Color::LightBlue => self.push(base + 64),
            Color::LightMagenta => self.push(base + 65),
            Color::LightCyan => self.push(base + 66),
            Color::White => self.push(base + 67),
            Color::Indexed(index) => {
                for value in [base + 8, 5, index.into()] {
                    self.push(value);
                }
            }
            Color::Rgb(red, green, blue) => {
                for value in [base + 8, 2, red.into(), green.into(), blue.into()] {
                    self.push(value);
                }
            }
        }
    }
}

/// Appends a number in decimal.
pub(super) fn number(bytes: &mut Vec<u8>, value: u16) {
    if value >= 10 {
        number(bytes, value / 10);
    }
    bytes.push(b'0' + (value % 10) as u8);
}
