//! One key, sequence or control string from the start of a buffer.

use super::{Answer, BEL, CAN, ESC, Input, LONGEST, LONGEST_PASTE, Mouse, MouseKind, PASTE_END, SUB, Step};
use crate::settings::chord::{Code, Key};

/// A key with what was held, by xterm's modifier parameter: 1 + Shift 1 + Alt 2 + Control 4 + Meta 8.
fn modified(code: Code, parameter: u16) -> Key {
    let held = parameter.saturating_sub(1);
    let code = if code == Code::Tab && held & 1 != 0 { Code::BackTab } else { code };
    Key { alt: held & (2 | 8) != 0, ctrl: held & 4 != 0, ..Key::plain(code) }.with_shift(held & 1 != 0)
}

pub(super) fn with_alt(key: Key) -> Key {
    Key { alt: true, ..key }
}

fn control(character: char) -> Key {
    Key { ctrl: true, ..Key::char(character) }
}

/// Takes paste text from `rest`: how many bytes, and whether the paste ended.
pub(super) fn paste(rest: &[u8], text: &mut Vec<u8>) -> (usize, bool) {
    let end = rest.windows(PASTE_END.len()).position(|window| window == PASTE_END);
    // What may be the beginning of the end waits for the rest of it.
    let held = (1..PASTE_END.len()).rev().find(|&n| rest.ends_with(&PASTE_END[..n])).unwrap_or(0);
    let taken = end.unwrap_or(rest.len() - held);
    let room = LONGEST_PASTE.saturating_sub(text.len());
    text.extend_from_slice(&rest[..taken.min(room)]);
    if end.is_some() { (taken + PASTE_END.len(), true) } else { (taken, false) }
}

/// Reads one thing from the start of `rest`, which is not empty.
pub(super) fn step(rest: &[u8]) -> Step {
    match rest {
        [ESC, tail @ ..] => escape(tail),
        [byte, ..] if *byte < 0x80 => Step::Done(1, Some(Input::Key(ascii(*byte)))),
        _ => match character(rest) {
            Some((character, length)) => Step::Done(length, character.map(|c| Input::Key(Key::char(c)))),
            None => Step::More,
        },
    }
}

/// The key of one byte.
fn ascii(byte: u8) -> Key {
    match byte {
        b'\r' => Key::plain(Code::Enter),
        b'\t' => Key::plain(Code::Tab),
        0x7f | 0x08 => Key::plain(Code::Backspace),
        0 => control(' '),
        1..=26 => control((b'a' + byte - 1).into()),
        0x1b => Key::plain(Code::Esc),
        0x1c..=0x1f => control((byte + 0x40).into()),
        _ => Key::char(byte.into()),
    }
}

/// The first character of UTF-8 bytes and its length: `None` for "more", no character for bytes that
/// are none.
fn character(bytes: &[u8]) -> Option<(Option<char>, usize)> {
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Some((None, 1)),
    };
    let head = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(head) {
        Ok(text) => Some((text.chars().next(), length)),
        Err(error) if error.error_len().is_none() => None,
        Err(_) => Some((None, 1)),
    }
}

/// What follows an Escape.
fn escape(tail: &[u8]) -> Step {
    let (used, input) = match tail {
        [] | [ESC] => return Step::More,
        // Alt with a key that is a sequence itself (rxvt), or the Escape key twice.
        [ESC, b'[' | b'O', ..] => match escape(&tail[1..]) {
            Step::Done(used, Some(Input::Key(key))) => (used, Some(Input::Key(with_alt(key)))),
            Step::Done(used, input) => (used, input),
            other => return other,
        },
        [ESC, ..] => (0, Some(Input::Key(Key::plain(Code::Esc)))),
        [b'[', ..] => return control_sequence(tail),
        [b'O'] => return Step::More,
        [b'O', last @ b'@'..=b'~', ..] => (2, ss3(*last).map(Input::Key)),
        [b'O', ..] => (1, Some(Input::Key(with_alt(Key::char('O'))))),
        [b']' | b'P' | b'X' | b'^' | b'_', body @ ..] => return control_string(tail[0], body),
        [byte, ..] if *byte < 0x80 => (1, Some(Input::Key(with_alt(ascii(*byte))))),
        _ => match character(tail) {
            Some((character, used)) => (used, character.map(|c| Input::Key(with_alt(Key::char(c))))),
            None => return Step::More,
        },
    };
    Step::Done(1 + used, input)
}

/// The keys of application mode, and the keypad's.
fn ss3(last: u8) -> Option<Key> {
    let code = match last {
        b'A'..=b'D' | b'F' | b'H' => arrow(last)?,
        b'M' => Code::Enter,
        b'j'..=b'y' => Code::Char((last - b'j' + b'*').into()),
        _ => return None,
    };
    Some(Key::plain(code))
}

fn arrow(last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        _ => return None,
    })
}

/// `[`, parameters, intermediates, final. `tail` begins with `[`.
fn control_sequence(tail: &[u8]) -> Step {
    let body = &tail[1..];
    let length = body.iter().take_while(|byte| matches!(byte, 0x20..=0x3f)).count();
    let Some(&last) = body.get(length) else { return Step::More };
    if !matches!(last, 0x40..=0x7e) {
        return Step::Done(2 + length, None); // broken off: what broke it is read by itself
    }
    let (parameters, intermediates) =
        body[..length].split_at(body[..length].iter().take_while(|byte| **byte >= 0x30).count());
    let total = 3 + length;
    if last == b'M' && length == 0 {
        // X10's three bytes, from terminals that do not know the form that was asked for.
        let Some(&[button, column, row]) = body.get(1..4).and_then(|three| three.first_chunk()) else {
            return Step::More;
        };
        let at = |byte: u8| u16::from(byte.saturating_sub(33));
        let mouse = mouse(u16::from(button.saturating_sub(32)), at(column), at(row), button & 3 == 3);
        return Step::Done(total + 3, mouse.map(Input::Mouse));
    }
    let (prefix, parameters) = match parameters {
        [prefix @ b'<'..=b'?', rest @ ..] => (*prefix, rest),
        all => (0, all),
    };
    let values = numbers(parameters);
    let value = |index: usize| values.get(index).copied().unwrap_or(0);
    let key = |code| Some(Input::Key(modified(code, value(1))));
    let input = match (prefix, intermediates, last) {
        (0, b"", b'~') => match value(0) {
            200 => return Step::Paste(total),
            27 => char::from_u32(value(2).into()).and_then(|c| key(typed(c))),
            number => tilde(number).and_then(key),
        },
        (0, b"", b'u') => char::from_u32(value(0).into()).and_then(|c| key(typed(c))),
        (0, b"", b'Z') => key(Code::BackTab),
        (0, b"", _) => arrow(last).and_then(key),
        (b'<', b"", b'M' | b'm') if values.len() >= 3 => {
            mouse(value(0), value(1).saturating_sub(1), value(2).saturating_sub(1), last == b'm')
                .map(Input::Mouse)
        }
        (b'?' | 0, b"$", b'y') if values.len() >= 2 => {
            Some(Input::Answer(Answer::Mode { private: prefix == b'?', mode: value(0), value: value(1) }))
        }
        (b'?', b"", b'c') => Some(Input::Answer(Answer::Primary)),
        (b'>', b"", b'c') => Some(Input::Answer(Answer::Secondary(values))),
        _ => None,
    };
    Step::Done(total, input)
}

/// Parameters between semicolons; what is missing or too large is 0.
fn numbers(parameters: &[u8]) -> Vec<u16> {
    let number = |part: &[u8]| {
        // A sub-parameter (after a colon) refines a key's number and is not needed.
        let part = part.split(|byte| *byte == b':').next()?;
        std::str::from_utf8(part).ok()?.parse().ok()
    };
    parameters.split(|byte| *byte == b';').take(16).map(|part| number(part).unwrap_or(0)).collect()
}

/// A key that is given as its character.
fn typed(character: char) -> Code {
    match character {
        '\r' => Code::Enter,
        '\t' => Code::Tab,
        '\x1b' => Code::Esc,
        '\x7f' | '\x08' => Code::Backspace,
        other => Code::Char(other),
    }
}

fn tilde(number: u16) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        _ => return None,
    })
}

/// xterm's button number: the low two bits, 32 for motion, 64 for the wheel.
fn mouse(button: u16, column: u16, row: u16, released: bool) -> Option<Mouse> {
    let number = (button & 3) as u8;
    let kind = match button & !(4 | 8 | 16) {
        64 => MouseKind::WheelUp,
        65 => MouseKind::WheelDown,
        66 => MouseKind::WheelLeft,
        67 => MouseKind::WheelRight,
        35 => MouseKind::Moved,
        32..=34 => MouseKind::Drag(number),
        0..=2 if released => MouseKind::Up(number),
        0..=2 => MouseKind::Down(number),
        3 => MouseKind::Up(0),
        _ => return None,
    };
    Some(Mouse { kind, column, row })
}

/// OSC, DCS, SOS, PM or APC, up to BEL or ST. `body` begins after the introducer.
fn control_string(introducer: u8, body: &[u8]) -> Step {
    let Some(length) = body.iter().position(|byte| matches!(*byte, BEL | ESC | CAN | SUB)) else {
        return Step::More;
    };
    let text = &body[..length];
    let end = match body[length..] {
        [ESC] => return Step::More,
        [ESC, b'\\', ..] => 2,
        [ESC, ..] | [CAN | SUB, ..] => return Step::Done(2 + length, None), // broken off
        _ => 1,
    };
    let input = match introducer {
        _ if length > LONGEST => None,
        b']' => text.strip_prefix(b"11;").and_then(color).map(Answer::Background),
        b'P' => text.strip_prefix(b">|").map(|name| Answer::Version(printable(name))),
        _ => None,
    };
    Step::Done(2 + length + end, input.map(Input::Answer))
}

/// `rgb:R/G/B` with one to four hexadecimal digits each (XParseColor), or `#RRGGBB`.
fn color(text: &[u8]) -> Option<[u8; 3]> {
    let text = std::str::from_utf8(text).ok()?;
    let part = |digits: &str| {
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| (1..=4).contains(&digits.len()))?;
        Some((value * 255 / ((1 << (4 * digits.len())) - 1)) as u8)
    };
    let mut parts = if let Some(parts) = text.strip_prefix("rgb:").or(text.strip_prefix("rgba:")) {
        parts.split('/').map(part).collect::<Vec<_>>()
    } else {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        (0..3).map(|n| part(&digits[2 * n..2 * n + 2])).collect()
    };
    parts.truncate(3); // without the opacity
    let parts = parts.into_iter().collect::<Option<Vec<u8>>>()?;
    parts.try_into().ok()
}

/// What `doctor` may print of a terminal's name.
fn printable(name: &[u8]) -> String {
    name.iter().filter(|byte| matches!(byte, b' '..=b'~')).take(80).map(|byte| char::from(*byte)).collect()
}
