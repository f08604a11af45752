//! Addresses as they are shown: what their percent signs mean, in an isolate, and names of servers so that
//! they cannot pass for others.

use url::Url;

/// The longest address that is shown whole, in characters.
const LONGEST: usize = 72;

/// An address for a reader's eyes: left to right whatever stands around it.
pub fn shown(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return isolated(address) };
    let mut text = host(url.host_str().unwrap_or_default());
    if let Some(port) = url.port() {
        text.push_str(&format!(":{port}"));
    }
    let path = decoded(url.path());
    if path != "/" {
        text.push_str(&path);
    }
    if let Some(query) = url.query() {
        text.push('?');
        text.push_str(&decoded(query));
    }
    isolated(&text)
}

fn isolated(text: &str) -> String {
    let mut short: String = text.chars().filter(|c| !is_formatting(*c)).take(LONGEST + 1).collect();
    if short.chars().count() > LONGEST {
        short.pop();
        short.push('…');
    }
    format!("\u{2066}{short}\u{2069}")
}

/// A server's name. A label in another script is shown as letters only where all of them are of one script
/// that no other one looks like; else it stays in punycode.
fn host(name: &str) -> String {
    let label = |label: &str| -> String {
        let (unicode, good) = idna::domain_to_unicode(label);
        let arabic = |c: char| matches!(c, '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}');
        let hebrew = |c: char| matches!(c, '\u{5d0}'..='\u{5ea}');
        let plain = |c: char| c.is_ascii_digit() || c == '-';
        let one_script =
            unicode.chars().all(|c| arabic(c) || plain(c)) || unicode.chars().all(|c| hebrew(c) || plain(c));
        if label.starts_with("xn--") && good.is_ok() && one_script { unicode } else { label.to_owned() }
    };
    name.split('.').map(label).collect::<Vec<_>>().join(".")
}

/// What percent signs stand for, where that is text.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let value = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok()))
            .flatten();
        match value.filter(|byte| *byte > 0x20 && *byte != 0x7f) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// Controls of direction and the like: an address has none.
fn is_formatting(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{61c}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_by_what_it_says() {
        assert_eq!(
            shown("https://example.org/%D8%AE%D8%A8%D8%B1?a=%31"),
            "\u{2066}example.org/خبر?a=1\u{2069}"
        );
        assert_eq!(shown("https://example.org/"), "\u{2066}example.org\u{2069}");
        assert_eq!(shown("https://example.org/%E2%80%AEgpj.exe"), "\u{2066}example.org/gpj.exe\u{2069}");
        assert_eq!(shown("https://example.org/a%20b%0a"), "\u{2066}example.org/a%20b%0a\u{2069}");
    }

    #[test]
    fn a_name_that_could_pass_for_another_stays_in_punycode() {
        assert_eq!(host("xn--mgbh0fb.xn--kgbechtv"), "مثال.إختبار");
        // Cyrillic letters that look like Latin ones.
        assert_eq!(host("xn--80ak6aa92e.com"), "xn--80ak6aa92e.com");
        assert_eq!(host("example.org"), "example.org");
    }
}
