//! Which characters bytes are: byte order mark, then what the source declared, then UTF-8 where the bytes
//! are valid, then UTF-16 without a mark, then detection by chardetng (the WHATWG encodings).
//!
//! A UTF-8 text is left where it is, so that its offsets are the file's. Everything else is decoded whole.

use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{HEAD, Refusal, binary};
use crate::document::{Bytes, Fetched, Text};
use crate::text::span::Span;

/// A UTF-8 text up to this size is held in memory, a larger one is read where it is looked at.
const IN_MEMORY: u64 = 4 << 20;

/// Where, in sixteenths, a large text is looked at beside its head.
const PROBES: [u64; 4] = [3, 7, 11, 15];

/// A text with what is said about how it was read.
#[derive(Debug)]
pub struct Decoded {
    /// The characters.
    pub text: Text,
    /// The encoding's name, as the WHATWG writes it.
    pub encoding: &'static str,
    /// What could not be read as it stands.
    pub warnings: Vec<String>,
}

/// Decodes what a source gave.
///
/// # Errors
/// Bytes that are no text, and text that is only white space.
pub fn decode(fetched: &Fetched) -> Result<Decoded, Refusal> {
    decode_as(fetched, fetched.charset.as_deref().into_iter())
}

/// Decodes what a source gave, of which it is `declared` what it is: by the source, then by itself.
///
/// # Errors
/// As [`decode`].
pub fn decode_as<'a>(fetched: &Fetched, declared: impl Iterator<Item = &'a str>) -> Result<Decoded, Refusal> {
    let bytes = &fetched.bytes;
    let sample = Sample::of(&**bytes);
    let mut decoded = match choose(&sample, declared)? {
        Choice::Utf8 { skip, damaged } => utf8(bytes, skip, damaged),
        Choice::Utf32 { big } => Decoded {
            text: Text::memory(utf32(&read(&**bytes), big)),
            encoding: "UTF-32",
            warnings: Vec::new(),
        },
        Choice::Other(encoding, skip) => transcode(&**bytes, encoding, skip)?,
    };
    decoded.warnings.splice(0..0, fetched.warnings.iter().cloned());
    let blank = match decoded.text.in_memory() {
        Some(text) => text.chars().all(is_blank),
        None => sample.is_blank() && is_all_blank(&**bytes),
    };
    if blank { Err(Refusal::Empty) } else { Ok(decoded) }
}

/// Whether a large source holds nothing but blanks of ASCII: read up to the first other byte.
fn is_all_blank(bytes: &dyn Bytes) -> bool {
    const STEP: usize = 256 << 10;
    let mut at = 0;
    loop {
        let piece = read_from(bytes, at, STEP);
        if !is_ascii_blank(&piece) {
            return false;
        }
        at += piece.len() as u64;
        if piece.len() < STEP {
            return true;
        }
    }
}

fn is_ascii_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| is_blank(char::from(*byte)) && byte.is_ascii())
}

/// The first bytes of a source, at most `most`.
pub fn head(bytes: &dyn Bytes, most: usize) -> Vec<u8> {
    read_from(bytes, 0, most)
}

/// White space, and what stands for nothing where it stands alone.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\0' | '\u{1a}' | '\u{200b}'..='\u{200f}')
}

fn read_from(bytes: &dyn Bytes, at: u64, most: usize) -> Vec<u8> {
    let room = usize::try_from(bytes.len().saturating_sub(at)).unwrap_or(usize::MAX).min(most);
    let mut buffer = vec![0; room];
    let mut filled = 0;
    while filled < room {
        match bytes.read_at(at + filled as u64, &mut buffer[filled..]) {
            Ok(n) if n > 0 => filled += n,
            _ => break,
        }
    }
    buffer.truncate(filled);
    buffer
}

fn read(bytes: &dyn Bytes) -> Vec<u8> {
    read_from(bytes, 0, usize::MAX)
}

/// What is looked at to tell the encoding: all of a small source, of a large one its head and some places.
struct Sample {
    pieces: Vec<Vec<u8>>,
    whole: bool,
}

impl Sample {
    fn of(bytes: &dyn Bytes) -> Self {
        let len = bytes.len();
        if len <= IN_MEMORY {
            return Sample { pieces: vec![read(bytes)], whole: true };
        }
        let mut pieces = vec![head(bytes, HEAD)];
        pieces.extend(PROBES.iter().map(|sixteenth| read_from(bytes, (len / 16 * sixteenth) & !1, 4 << 10)));
        Sample { pieces, whole: false }
    }

    /// Whether nothing but blanks of ASCII was seen.
    fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| is_ascii_blank(piece))
    }

    fn head(&self) -> &[u8] {
        &self.pieces[0]
    }

    /// Valid sequences of several bytes, and bytes that are no UTF-8. A sequence that a piece's edge
    /// cuts is neither.
    fn utf8(&self) -> (usize, usize) {
        let (mut valid, mut bad) = (0, 0);
        for (i, piece) in self.pieces.iter().enumerate() {
            let from =
                if i == 0 { 0 } else { piece.iter().take(3).take_while(|b| *b & 0xc0 == 0x80).count() };
            let mut rest = &piece[from..];
            loop {
                let (good, next) = match std::str::from_utf8(rest) {
                    Ok(_) => (rest, None),
                    Err(error) => {
                        let (good, tail) = rest.split_at(error.valid_up_to());
                        match error.error_len() {
                            Some(n) => {
                                bad += 1;
                                (good, Some(&tail[n..]))
                            }
                            None => {
                                bad += usize::from(self.whole);
                                (good, None)
                            }
                        }
                    }
                };
                valid += good.iter().filter(|b| **b >= 0xc0).count();
                let Some(next) = next else { break };
                rest = next;
            }
        }
        (valid, bad)
    }
}

/// How bytes are to be read.
enum Choice {
    Utf8 { skip: u64, damaged: bool },
    Utf32 { big: bool },
    Other(&'static Encoding, usize),
}

fn choose<'a>(sample: &Sample, declared: impl Iterator<Item = &'a str>) -> Result<Choice, Refusal> {
    let head = sample.head();
    if head.starts_with(b"\xff\xfe\0\0") || head.starts_with(b"\0\0\xfe\xff") {
        return Ok(Choice::Utf32 { big: head[0] == 0 });
    }
    if let Some((encoding, skip)) = Encoding::for_bom(head) {
        return Ok(if encoding == UTF_8 {
            Choice::Utf8 { skip: skip as u64, damaged: sample.utf8().1 > 0 }
        } else {
            Choice::Other(encoding, skip)
        });
    }
    let (valid, bad) = sample.utf8();
    // Whoever names it: Arabic in UTF-16 is made of bytes below 128, which are valid UTF-8 too.
    if let Some(encoding) = utf16_without_mark(head) {
        return Ok(Choice::Other(encoding, 0));
    }
    for encoding in declared.filter_map(|label| Encoding::for_label(label.trim().as_bytes())) {
        // No other encoding's letters make valid UTF-8 by chance: who says another one is wrong.
        if bad == 0 && valid > 2 || encoding == UTF_8 && mostly_utf8(valid, bad) {
            return Ok(Choice::Utf8 { skip: 0, damaged: bad > 0 });
        }
        // Servers say Western of everything; the letters tell.
        let encoding = if encoding == WINDOWS_1252 { detect(sample) } else { encoding };
        // A name of two bytes a letter that the bytes do not bear out.
        if encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE {
            return Ok(Choice::Other(encoding, 0));
        }
    }
    let is_utf8 = mostly_utf8(valid, bad);
    if sample.pieces.iter().any(|piece| binary::looks_binary(piece, is_utf8)) {
        return Err(Refusal::Binary(None));
    }
    Ok(if is_utf8 { Choice::Utf8 { skip: 0, damaged: bad > 0 } } else { Choice::Other(detect(sample), 0) })
}

/// Whether a text of so many valid sequences of several bytes, and so many bytes that are none, is UTF-8 with
/// something lost or pasted in: text of another encoding makes next to no valid sequences.
fn mostly_utf8(valid: usize, bad: usize) -> bool {
    bad * 2 <= valid
}

/// UTF-16 whose byte order mark is missing: nearly every unit is a letter, digit or sign that articles
/// are written in, and there are bytes (high halves) that text of one byte a letter never has.
fn utf16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let head = &head[..head.len().min(4 << 10) & !1];
    if head.len() < 16 || !head.iter().any(|b| matches!(b, 0 | 5 | 6)) {
        return None;
    }
    let plausible = |unit: u16| {
        matches!(unit, 9 | 10 | 13 | 0x20..=0x7e | 0xa0..=0xff | 0x590..=0x6ff | 0x750..=0x77f)
            || matches!(unit, 0x200b..=0x201f | 0x2026..=0x203a | 0xfb50..=0xfeff)
    };
    let share = |read: fn([u8; 2]) -> u16| {
        let good = head.chunks_exact(2).filter(|pair| plausible(read([pair[0], pair[1]]))).count();
        good * 20 >= head.len() / 2 * 19
    };
    match (share(u16::from_le_bytes), share(u16::from_be_bytes)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

fn detect(sample: &Sample) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let last = sample.pieces.len() - 1;
    for (i, piece) in sample.pieces.iter().enumerate() {
        // What comes before the first letter beyond ASCII says nothing; a quarter of a megabyte after it
        // says enough.
        let from = piece.iter().position(|b| *b >= 0x80).unwrap_or(0).saturating_sub(64);
        let to = piece.len().min(from + (256 << 10));
        detector.feed(&piece[from..to], i == last);
    }
    // No hint of a top-level domain: `ir` turns Hebrew into windows-1256 (CRATES.md).
    detector.guess(None, Utf8Detection::Deny)
}

fn utf8(bytes: &Arc<dyn Bytes>, skip: u64, damaged: bool) -> Decoded {
    let stored = Text::stored(Arc::clone(bytes), skip);
    let text = if bytes.len() <= IN_MEMORY {
        Text::memory(stored.slice(Span::new(0, stored.len())).into_owned())
    } else {
        stored
    };
    let warnings = if damaged {
        vec!["some bytes are not UTF-8; they are shown as \u{fffd}".to_owned()]
    } else {
        vec![]
    };
    Decoded { text, encoding: UTF_8.name(), warnings }
}

fn utf32(bytes: &[u8], big: bool) -> String {
    let unit = |quad: &[u8]| {
        let quad = [quad[0], quad[1], quad[2], quad[3]];
        if big { u32::from_be_bytes(quad) } else { u32::from_le_bytes(quad) }
    };
    let units = bytes.chunks_exact(4).skip(1).map(unit);
    units.map(|u| char::from_u32(u).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn transcode(bytes: &dyn Bytes, encoding: &'static Encoding, skip: usize) -> Result<Decoded, Refusal> {
    const STEP: usize = 1 << 20;
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    let (mut at, mut damaged) = (skip as u64, false);
    loop {
        let piece = read_from(bytes, at, STEP);
        at += piece.len() as u64;
        let last = piece.len() < STEP;
        text.reserve(decoder.max_utf8_buffer_length(piece.len()).unwrap_or(piece.len() * 3 + 16));
        let (.., errors) = decoder.decode_to_string(&piece, &mut text, last);
        damaged |= errors;
        if text.len() >= u32::MAX as usize {
            return Err(Refusal::TooLarge);
        }
        if last {
            break;
        }
    }
    let name = encoding.name();
    let warnings =
        if damaged { vec![format!("some bytes are not {name}; they are shown as \u{fffd}")] } else { vec![] };
    Ok(Decoded { text: Text::memory(text), encoding: name, warnings })
}
