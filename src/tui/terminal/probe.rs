//! What the terminal is asked, and what it has answered so far.
//!
//! Everything is asked in one write before the terminal is changed, DA1 last: every terminal answers
//! it, so that with its answer all others are there or will never be. Nobody waits for it.

use super::decode::Answer;
use super::environment::Environment;

/// DECRQM of mode 8 (BDSM): does it reorder, and may it be told not to?
const MODE_8: &str = "\x1b[8$p";
/// XTVERSION, DA2: what are you?
const NAME: &str = "\x1b[>q\x1b[>c";
/// OSC 11: which colour is the paper?
const PAPER: &str = "\x1b]11;?\x1b\\";
/// DA1, the fence.
const FENCE: &str = "\x1b[c";

/// What a terminal has told of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Whether anything was asked.
    pub asked: bool,
    /// Whether the paper may be told after the fence: a multiplexer that answers for itself hands that
    /// question on.
    pub hands_on: bool,
    /// DECRPM of mode 8: 0 unknown, 1 set, 2 reset, 3 always set, 4 always reset.
    pub mode8: Option<u16>,
    /// XTVERSION.
    pub version: Option<String>,
    /// DA2.
    pub secondary: Option<Vec<u16>>,
    /// OSC 11.
    pub background: Option<[u8; 3]>,
    /// DA1 was answered: nothing more will come, but perhaps the paper.
    pub complete: bool,
    /// What a multiplexer's own program told of the terminal around it.
    pub outer: Option<Outer>,
}

/// The terminal around a multiplexer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outer {
    /// Its answer to XTVERSION.
    pub version: Option<String>,
    /// The environment of the multiplexer's client in it, `TERM` at least.
    pub environment: Environment,
    /// Whether sequences are handed on to it.
    pub passes: bool,
}

impl Answers {
    /// The questions. Its name is asked for only where the environment leaves it `open`.
    pub fn questions(&mut self, open: bool, hands_on: bool) -> String {
        (self.asked, self.hands_on) = (true, hands_on);
        [MODE_8, PAPER, if open { NAME } else { "" }, FENCE].concat()
    }

    /// Takes note of an answer; answers whether it told anything new. The first one counts: whoever
    /// comes later did not answer us.
    pub fn take(&mut self, answer: Answer) -> bool {
        fn first<T>(known: &mut Option<T>, told: T) -> bool {
            let new = known.is_none();
            known.get_or_insert(told);
            new
        }
        if !self.asked || (self.complete && !matches!(answer, Answer::Background(_))) {
            return false;
        }
        match answer {
            Answer::Mode { private: false, mode: 8, value } => first(&mut self.mode8, value),
            Answer::Mode { .. } => false,
            Answer::Primary => !std::mem::replace(&mut self.complete, true),
            Answer::Secondary(numbers) => first(&mut self.secondary, numbers),
            Answer::Version(name) => first(&mut self.version, name),
            Answer::Background(color) => first(&mut self.background, color),
        }
    }

    /// Whether answers are still to come.
    pub fn are_awaited(&self) -> bool {
        self.asked && (!self.complete || (self.hands_on && self.background.is_none()))
    }

    /// Whether the paper is dark: by its relative luminance (WCAG 2).
    pub fn dark(&self) -> Option<bool> {
        let [red, green, blue] = self.background?.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        Some(0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18)
    }
}
