//! What the terminal sends, byte by byte, as keys, mouse events, pastes and answers.
//!
//! One decoder for the whole session, so that an answer is never taken for keys: not when it comes
//! late, split over reads, between two keys, or made up by a hostile program. It holds no clock: the
//! caller says when nothing came for a moment ([`Decoder::silence`]), for only time tells the Escape key
//! from the start of a sequence. One silence decides a key; a sequence or string that is under way may
//! be held up on a slow line, and is given up only after many. Forms: ECMA-48 5.4, xterm's "Control Sequences".

mod sequence;

use crate::settings::chord::{Code, Key};
use sequence::{paste, step, with_alt};

/// What came from the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// The mouse.
    Mouse(Mouse),
    /// A bracketed paste, its line ends as `\n`.
    Paste(String),
    /// An answer to a question.
    Answer(Answer),
}

/// A mouse event at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What happened.
    pub kind: MouseKind,
    /// From 0, left to right.
    pub column: u16,
    /// From 0, top down.
    pub row: u16,
}

/// What a mouse does; buttons are 0 left, 1 middle, 2 right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say all")]
pub enum MouseKind {
    Down(u8),
    Up(u8),
    Drag(u8),
    Moved,
    WheelUp,
    WheelDown,
    WheelLeft,
    WheelRight,
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// DECRPM: a mode's value; 0 unknown, 1 set, 2 reset, 3 always set, 4 always reset.
    Mode {
        /// A DEC private mode (`?`).
        private: bool,
        /// Its number.
        mode: u16,
        /// Its value.
        value: u16,
    },
    /// DA1, the fence: everything asked before it has been answered or never will be.
    Primary,
    /// DA2: type, version, and a third number.
    Secondary(Vec<u16>),
    /// XTVERSION's text, printable ASCII, at most 80 characters.
    Version(String),
    /// OSC 11: the background, each of red, green and blue as 0 to 255.
    Background([u8; 3]),
}

/// Longest control string that is kept; a longer one is thrown away.
const LONGEST: usize = 4096;
/// Longest paste that is kept.
const LONGEST_PASTE: usize = 1 << 20;
/// After so many silences (a second and more, at 25 ms each) what was begun is given up.
const PATIENCE: u8 = 40;
const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const CAN: u8 = 0x18;
const SUB: u8 = 0x1a;
const PASTE_END: &[u8] = b"\x1b[201~";

/// Bytes in, [`Input`] out.
#[derive(Debug, Default)]
pub struct Decoder {
    pending: Vec<u8>,
    state: State,
    /// Silences since what is pending began. Bytes that go on with it do not set them back: keys that are
    /// typed into a string without an end must not keep it alive.
    silences: u8,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    /// Inside a bracketed paste, with what came of it.
    Paste(Vec<u8>),
    /// Inside a control string that is too long to be an answer to us.
    Overlong,
}

/// What the first bytes of a buffer are.
enum Step {
    /// Not known before more bytes come.
    More,
    /// So many bytes, and what they mean, if anything.
    Done(usize, Option<Input>),
    /// The start of a paste, so many bytes long.
    Paste(usize),
}

impl Decoder {
    /// Reads `bytes`; pushes what is complete.
    pub fn feed(&mut self, bytes: &[u8], into: &mut Vec<Input>) {
        let mut buffer = std::mem::take(&mut self.pending);
        buffer.extend_from_slice(bytes);
        let mut rest = &buffer[..];
        while !rest.is_empty() {
            let used = match &mut self.state {
                State::Ground => match step(rest) {
                    Step::Done(length, input) => {
                        into.extend(input);
                        length
                    }
                    Step::Paste(length) => {
                        self.state = State::Paste(Vec::new());
                        length
                    }
                    Step::More if rest.len() > LONGEST => {
                        self.state = State::Overlong;
                        rest.len() - 1 // the last byte may be the start of the end
                    }
                    Step::More => break,
                },
                State::Paste(text) => match paste(rest, text) {
                    (0, false) => break,
                    (used, false) => used,
                    (used, true) => {
                        let text = String::from_utf8_lossy(text).replace("\r\n", "\n").replace('\r', "\n");
                        into.push(Input::Paste(text));
                        self.state = State::Ground;
                        used
                    }
                },
                State::Overlong => match rest {
                    [ESC] => break,
                    [ESC, b'\\', ..] => {
                        self.state = State::Ground;
                        2
                    }
                    [ESC, ..] => {
                        self.state = State::Ground;
                        0
                    }
                    [BEL | CAN | SUB, ..] => {
                        self.state = State::Ground;
                        1
                    }
                    _ => 1,
                },
            };
            rest = &rest[used..];
            if used > 0 && !matches!(self.state, State::Overlong) {
                self.silences = 0;
            }
        }
        self.pending = rest.to_vec();
    }

    /// Whether something is pending that a silence would decide.
    pub fn is_waiting(&self) -> bool {
        match self.state {
            State::Ground => !self.pending.is_empty(),
            State::Paste(_) => false,
            State::Overlong => true,
        }
    }

    /// Nothing came for a moment: a lone Escape was the key, and so was Alt with `[` or `O`. What else is
    /// under way goes on, and is given up when there were too many moments.
    pub fn silence(&mut self, into: &mut Vec<Input>) {
        if !self.is_waiting() {
            return;
        }
        self.silences += 1;
        let is_key = matches!(self.state, State::Ground)
            && matches!(self.pending[..], [ESC] | [ESC, ESC] | [ESC, b'[' | b'O']);
        if !is_key && self.silences < PATIENCE {
            return;
        }
        self.silences = 0;
        let pending = std::mem::take(&mut self.pending);
        if let State::Overlong = std::mem::take(&mut self.state) {
            return;
        }
        match pending[..] {
            [ESC] => into.push(Input::Key(Key::plain(Code::Esc))),
            [ESC, ESC] => into.extend([Code::Esc; 2].map(|code| Input::Key(Key::plain(code)))),
            [ESC, byte @ b' '..=b'~'] => into.push(Input::Key(with_alt(Key::char(byte.into())))),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
