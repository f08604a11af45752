//! Where the characters are: in memory, or in a file that is read by positions.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::sync::Arc;

use crate::text::span::Span;

/// Positioned reading. Declared here, implemented in `source`: in memory, or a file (never mapped).
pub trait Bytes: Send + Sync {
    /// How many bytes there are.
    fn len(&self) -> u64;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads at `at` into `into`; answers how many bytes were read, 0 only at the end.
    ///
    /// # Errors
    /// What the operating system says.
    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize>;

    /// The whole, where it is in memory already.
    fn in_memory(&self) -> Option<&[u8]> {
        None
    }
}

impl Bytes for Vec<u8> {
    fn len(&self) -> u64 {
        Vec::len(self) as u64
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize> {
        let from = usize::try_from(at).unwrap_or(usize::MAX).min(Vec::len(self));
        let n = into.len().min(Vec::len(self) - from);
        into[..n].copy_from_slice(&self[from..from + n]);
        Ok(n)
    }

    fn in_memory(&self) -> Option<&[u8]> {
        Some(self)
    }
}

/// What a source gave: bytes, and what it said of them.
#[derive(Clone)]
pub struct Fetched {
    /// The bytes.
    pub bytes: Arc<dyn Bytes>,
    /// The MIME type the source declared.
    pub mime: Option<String>,
    /// The character set the source declared.
    pub charset: Option<String>,
    /// Where they came from.
    pub origin: Origin,
    /// What went wrong on the way, one line each.
    pub warnings: Vec<String>,
}

/// Where bytes came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file, by the name that was given.
    File(String),
    /// Standard input.
    Standard,
    /// Bundled with the program, by its name.
    Bundled(&'static str),
    /// The web.
    Url(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::File(name) | Origin::Url(name) => f.write_str(name),
            Origin::Standard => f.write_str("-"),
            Origin::Bundled(name) => f.write_str(name),
        }
    }
}

/// A document's characters, UTF-8 by construction.
///
/// Small texts are in memory; a large UTF-8 file is read where it is looked at. There a byte that is
/// not UTF-8 is given as U+001A SUBSTITUTE, one byte for one byte, so that offsets hold; it is
/// painted as U+FFFD.
#[derive(Clone)]
pub struct Text(Inner);

#[derive(Clone)]
enum Inner {
    Memory(Arc<str>),
    /// `skip` bytes of the source (a byte order mark) stand before the text.
    Stored {
        bytes: Arc<dyn Bytes>,
        skip: u64,
    },
}

impl Text {
    /// A text in memory.
    pub fn memory(text: impl Into<Arc<str>>) -> Self {
        Text(Inner::Memory(text.into()))
    }

    /// A UTF-8 text that stays where it is, after `skip` bytes.
    pub fn stored(bytes: Arc<dyn Bytes>, skip: u64) -> Self {
        Text(Inner::Stored { bytes, skip })
    }

    /// Length in bytes.
    pub fn len(&self) -> u32 {
        match &self.0 {
            Inner::Memory(text) => text.len() as u32,
            Inner::Stored { bytes, skip } => (bytes.len() - skip) as u32,
        }
    }

    /// Whether there is no character.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The characters at `span`, which must lie on character borders and inside the text.
    /// Bytes that cannot be read or are not UTF-8 are given as U+001A.
    pub fn slice(&self, span: Span) -> Cow<'_, str> {
        match &self.0 {
            Inner::Memory(text) => Cow::Borrowed(&text[span.within(0)]),
            Inner::Stored { bytes, skip } => {
                let mut buffer = vec![0x1a; span.len() as usize];
                let mut filled = 0;
                while filled < buffer.len() {
                    match bytes.read_at(skip + u64::from(span.start) + filled as u64, &mut buffer[filled..]) {
                        Ok(n) if n > 0 => filled += n,
                        _ => break,
                    }
                }
                buffer[filled..].fill(0x1a);
                Cow::Owned(substitute(buffer))
            }
        }
    }

    /// The nearest character border at or before `offset`; past the end, the end.
    pub fn floor_char(&self, offset: u32) -> u32 {
        match &self.0 {
            Inner::Memory(text) => {
                let mut offset = text.len().min(offset as usize);
                while !text.is_char_boundary(offset) {
                    offset -= 1;
                }
                offset as u32
            }
            Inner::Stored { bytes, skip } => {
                let offset = offset.min(self.len());
                let from = offset.saturating_sub(3);
                // The byte at `offset` tells whether a character begins there, those before it where one does.
                let mut near = [0; 4];
                let near = &mut near[..(self.len() - from).min(4).min(offset - from + 1) as usize];
                if offset == self.len() || bytes.read_at(skip + u64::from(from), near).is_err() {
                    return offset;
                }
                let begins = near.iter().rposition(|byte| byte & 0xc0 != 0x80);
                begins.map_or(offset, |at| from + at as u32)
            }
        }
    }

    /// The whole text, where it is in memory.
    pub fn in_memory(&self) -> Option<&Arc<str>> {
        match &self.0 {
            Inner::Memory(text) => Some(text),
            Inner::Stored { .. } => None,
        }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.len())
    }
}

/// UTF-8 with every offending byte replaced by U+001A, byte for byte.
fn substitute(bytes: Vec<u8>) -> String {
    let (mut bytes, mut good) = match String::from_utf8(bytes) {
        Ok(text) => return text,
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            (error.into_bytes(), good)
        }
    };
    while let Err(error) = std::str::from_utf8(&bytes[good..]) {
        let bad = good + error.valid_up_to();
        let n = error.error_len().unwrap_or(bytes.len() - bad);
        bytes[bad..bad + n].fill(0x1a);
        good = bad + n;
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_text_keeps_its_offsets_over_bad_bytes() {
        let text = Text::stored(Arc::new(b"\xef\xbb\xbfab\xff\xd8c".to_vec()), 3);
        assert_eq!(text.len(), 5);
        assert_eq!(text.slice(Span::new(0, 5)), "ab\u{1a}\u{1a}c");
        assert_eq!(text.slice(Span::new(4, 5)), "c");
    }
}
