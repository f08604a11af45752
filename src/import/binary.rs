//! Bytes that are no text, known by their beginning (the magic numbers of file(1)).

/// Beginnings, their offsets, and what they show.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "a PDF file"),
    (0, b"PK\x03\x04", "a ZIP archive (a DOCX, EPUB or ODT document is one too)"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (0, b"AT&TFORM", "a DjVu document"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ\x00", "an xz archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "a program"),
    (0, b"\x00asm", "a program"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"ID3", "a sound file"),
    (0, b"OggS", "a sound or film file"),
    (0, b"RIFF", "a sound or film file"),
    (4, b"ftyp", "a film file"),
    (0, b"\x1aE\xdf\xa3", "a film file"),
];

/// What the bytes are, if they are surely no text.
pub fn known(head: &[u8]) -> Option<&'static str> {
    let (.., what) =
        MAGIC.iter().find(|(at, magic, _)| head.get(*at..).is_some_and(|h| h.starts_with(magic)))?;
    // A short magic of printable letters may begin a text: such a file shows itself by what follows.
    let printable = head.iter().take(512).all(|b| *b >= 0x20 || b"\t\n\r\x0c".contains(b));
    (!printable || head.starts_with(b"%PDF-") || head.starts_with(b"{\\rtf")).then_some(what)
}

/// Whether the bytes hold more controls than a text can: a stray one or two are forgiven where the rest is
/// UTF-8, and elsewhere too, but not a NUL.
pub fn looks_binary(sample: &[u8], is_utf8: bool) -> bool {
    let control = |b: &&u8| **b < 0x20 && !b"\t\n\x0b\x0c\r\x1a\x1b".contains(b) || **b == 0x7f;
    let controls = sample.iter().filter(control).count();
    let share = if is_utf8 { 10 } else { 50 };
    !is_utf8 && sample.contains(&0) || controls > 2 && controls * share > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_programs_are_named() {
        assert_eq!(known(b"%PDF-1.7\n%\xe2\xe3"), Some("a PDF file"));
        assert_eq!(known(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Some("a PNG picture"));
        assert!(known(b"PK\x03\x04\x14\0").is_some_and(|what| what.contains("DOCX")));
        assert_eq!(known(b"RIFF\0\0\0\0WEBPVP8 "), Some("a WebP picture"));
    }

    #[test]
    fn a_text_may_begin_as_a_magic_number_does() {
        assert_eq!(known(b"ID3 is a way to tag songs.\n"), None);
        assert_eq!(known(b"RIFF and RAFF went to sea.\n"), None);
        assert_eq!(known(b"Four ftyp"), None);
    }

    #[test]
    fn a_stray_nul_in_a_long_utf8_text_is_no_binary() {
        let mut text = "س".repeat(400).into_bytes();
        text.push(0);
        assert!(!looks_binary(&text, true));
        assert!(looks_binary(&text, false));
        assert!(looks_binary(b"\0\x01\x02abc", true));
    }
}
