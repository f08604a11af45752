//! What a page says of its own encoding: the prescan of the HTML standard, and the XML declaration.

/// How far on it is looked for; the standard says 1,024 bytes, browsers look further, and so do pages.
const FAR: usize = 16 << 10;

/// The label that the beginning of a page names, in a `meta` or in an XML declaration.
pub fn declared(head: &[u8]) -> Option<String> {
    let head = head[..head.len().min(FAR)].to_ascii_lowercase();
    let text: String = head.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    if let Some(xml) = text.trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}']).strip_prefix("<?xml")
        && let Some(label) = value(&xml[..xml.find('>').unwrap_or(xml.len())], "encoding")
    {
        return Some(label);
    }
    let mut rest = text.as_str();
    while let Some(at) = rest.find("<meta") {
        rest = &rest[at + 5..];
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        if let Some(label) = value(tag, "charset") {
            return Some(label);
        }
    }
    None
}

/// What stands after `name` and `=`, in quotes or not.
fn value(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        rest = &rest[at + name.len()..];
        let Some(after) = rest.trim_start().strip_prefix('=') else { continue };
        let after = after.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\''));
        let end =
            after.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).unwrap_or(after.len());
        if end > 0 {
            return Some(after[..end].to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn every_way_to_name_an_encoding_is_read() {
        for page in [
            "<META CHARSET=windows-1256>",
            "<meta charset = 'windows-1256'>",
            "<meta http-equiv=Content-Type content=\"text/html; charset=windows-1256\">",
            "<meta name=x content=y><meta content='text/html;charset=windows-1256' http-equiv='Content-Type'>",
            "<?xml version='1.0' encoding='windows-1256'?><rss>",
        ] {
            assert_eq!(declared(page.as_bytes()).as_deref(), Some("windows-1256"), "{page}");
        }
        assert_eq!(declared(b"<p>charset=utf-8</p>"), None);
        assert_eq!(declared(b"<meta charset"), None);
    }
}
