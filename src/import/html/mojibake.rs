//! Letters that were encoded twice: UTF-8 that somebody took for Western or Arabic letters of one byte and wrote as UTF-8
//! again. Each stretch that comes out as Arabic or Hebrew when the second step is undone is read so; no text that was
//! encoded once does.

use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1256};

/// So many letters must come out for a text to be believed to be one of these.
const LEAST: usize = 20;

/// The text as it was meant, where it was encoded twice.
pub fn mended(text: &str) -> Option<String> {
    let undone = [WINDOWS_1252, WINDOWS_1256].into_iter().filter_map(|middle| undone(text, middle));
    undone.max_by_key(|(letters, _)| *letters).map(|(_, text)| text)
}

/// The text with one step by `middle` undone where that makes sense, and how many letters come out.
fn undone(text: &str, middle: &'static Encoding) -> Option<(usize, String)> {
    // The first bytes of Hebrew and Arabic letters in UTF-8, as letters.
    let high: Vec<char> = (0x80..=0xff_u8).map(|byte| letter(byte, middle)).collect();
    let first = &high[0xd6 - 0x80..=0xdb - 0x80];
    if text.chars().filter(|c| first.contains(c)).take(LEAST).count() < LEAST {
        return None;
    }
    let byte = |c: char| high.iter().position(|other| *other == c).map(|at| at as u8 + 0x80);
    let mut out = String::with_capacity(text.len());
    let mut letters = 0;
    let mut at = 0;
    while let Some(from) = text[at..].find(|c: char| !c.is_ascii()).map(|n| at + n) {
        out.push_str(&text[at..from]);
        let to = text[from..].find(|c: char| c.is_ascii()).map_or(text.len(), |n| from + n);
        let run = &text[from..to];
        let bytes: Option<Vec<u8>> = run.chars().map(byte).collect();
        let meant = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        let right = |meant: &str| meant.chars().filter(|c| matches!(c, '\u{590}'..='\u{7ff}')).count();
        match meant {
            Some(meant) if right(&meant) * 2 >= meant.chars().count() => {
                letters += right(&meant);
                out.push_str(&meant);
            }
            _ => out.push_str(run),
        }
        at = to;
    }
    out.push_str(&text[at..]);
    (letters >= LEAST).then_some((letters, out))
}

/// The letter of a byte.
fn letter(byte: u8, encoding: &'static Encoding) -> char {
    encoding.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::mended;
    use encoding_rs::{WINDOWS_1252, WINDOWS_1256};

    #[test]
    fn what_was_encoded_twice_comes_back_and_nothing_else_changes() {
        let text = "\u{627}\u{644}\u{633}\u{648}\u{642} caf \u{627}\u{644}\u{642}\u{62f}\u{64a}\u{645} 2023 "
            .repeat(4);
        for middle in [WINDOWS_1252, WINDOWS_1256] {
            let (twice, _) = middle.decode_without_bom_handling(text.as_bytes());
            assert_eq!(mended(&twice).as_deref(), Some(&*text));
        }
        assert_eq!(mended(&text), None);
        assert_eq!(mended(&"\u{d8} \u{d9} \u{d7} ".repeat(40)), None);
    }
}
