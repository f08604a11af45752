//! Addresses as they are shown: what their percent signs mean, names of servers so that they cannot pass for
//! others, and nothing of a name or a password that stands before the server, for whoever writes
//! `https://bank.example@evil.example/` means it to be taken for the server.

use url::Url;

use super::cell;

/// The longest address that is shown whole, in characters: on the screen, and in a message.
const SHOWN: usize = 72;
/// The longest server that is shown whole: of another the end says whose it is, and what stands before it may be
/// anything that its owner likes.
const SERVER: usize = 32;
const TOLD: usize = 300;

/// An address for a reader's eyes, without its scheme: left to right whatever stands around it.
pub fn shown(address: &str) -> String {
    let text = match Url::parse(address) {
        Ok(url) if url.has_host() => {
            let host = ending(server(&url));
            // A path of right-to-left words would run together with such a name, and stand before it.
            let host = if host.trim_start_matches('…').is_ascii() {
                host
            } else {
                format!("\u{2068}{host}\u{2069}")
            };
            host + &rest(&url, true)
        }
        _ => clean(address),
    };
    format!("\u{2066}{}\u{2069}", shortened(text, SHOWN))
}

/// An address for a message: the scheme too, and no controls of direction.
pub fn told(address: &str) -> String {
    let text = match Url::parse(address.trim()) {
        Ok(url) if url.has_host() => {
            let host = server(&url);
            let readable = host.is_ascii();
            format!("{}://{host}", url.scheme())
                + if url.path() == "/" { "/" } else { "" }
                + &rest(&url, readable)
        }
        // What is no address is told as it was typed, but for what may be a password.
        _ => match (address.find("://"), address.rfind('@')) {
            (Some(scheme), Some(at)) if scheme < at => {
                format!("{}{}", clean(&address[..scheme + 3]), clean(&address[at + 1..]))
            }
            _ => clean(address),
        },
    };
    shortened(text, TOLD)
}

/// The same address without name and password.
pub fn without_user(address: &str) -> String {
    let Ok(mut url) = Url::parse(address) else { return address.to_owned() };
    if url.username().is_empty() && url.password().is_none() {
        return address.to_owned();
    }
    // An address that can have none has none.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}

/// The server, with its port where that is not the usual one.
fn server(url: &Url) -> String {
    let mut text = host(url.host_str().unwrap_or_default());
    if let Some(port) = url.port() {
        text.push_str(&format!(":{port}"));
    }
    text
}

/// The end of a server that is too long for a row.
fn ending(server: String) -> String {
    let length = server.chars().count();
    if length <= SERVER {
        return server;
    }
    let end: String = server.chars().skip(length - SERVER + 1).collect();
    format!("…{end}")
}

/// Path and query; what stands after `#` leads to the same page. The lone `/` goes without saying.
fn rest(url: &Url, readable: bool) -> String {
    let part = |text: &str| if readable { clean(&decoded(text)) } else { text.to_owned() };
    let mut text = if url.path() == "/" { String::new() } else { part(url.path()) };
    if let Some(query) = url.query() {
        text.push('?');
        text.push_str(&part(query));
    }
    text
}

fn shortened(text: String, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        None => text,
        Some(_) => {
            let end = text.char_indices().nth(longest - 1).map_or(text.len(), |(at, _)| at);
            let open = text[..end].contains('\u{2068}') && !text[..end].contains('\u{2069}');
            format!("{}…{}", &text[..end], if open { "\u{2069}" } else { "" })
        }
    }
}

/// A server's name. A label in another script is shown as letters only where all of them are of one script
/// that no other one looks like; else it stays in punycode.
fn host(name: &str) -> String {
    let label = |label: &str| -> String {
        let (unicode, good) = idna::domain_to_unicode(label);
        if label.starts_with("xn--") && good.is_ok() && is_plain(&unicode) {
            unicode
        } else {
            label.to_owned()
        }
    };
    name.split('.').map(label).collect::<Vec<_>>().join(".")
}

/// Whether a name can be taken for no other one: letters of one script alone, and that one Arabic or Hebrew, whose
/// letters look like none of Latin.
fn is_plain(label: &str) -> bool {
    let arabic = |c: char| matches!(c, '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}');
    let hebrew = |c: char| matches!(c, '\u{5d0}'..='\u{5ea}');
    let plain = |c: char| c.is_ascii_digit() || c == '-';
    if label.chars().all(|c| hebrew(c) || plain(c)) {
        return true;
    }
    // Letters that Arabic writes one way and its neighbours another, and that look the same within a word: of a
    // name in which both ways stand, one letter is there to deceive.
    let ways = [
        ("\u{643}", "\u{6a9}\u{6aa}"),
        ("\u{64a}\u{649}", "\u{6cc}\u{6d2}"),
        ("\u{647}\u{629}", "\u{6c1}\u{6be}\u{6d5}\u{6c3}"),
    ];
    let has = |letters: &str| label.contains(|c| letters.contains(c));
    let (one, other) =
        ways.iter().fold((false, false), |(one, other), way| (one | has(way.0), other | has(way.1)));
    label.chars().all(|c| arabic(c) || plain(c)) && !(one && other)
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

/// Without controls of direction and the like: an address has none. No space stands in one either, not even a wide
/// one that would push the rest of it out of sight.
fn clean(text: &str) -> String {
    let text = cell::sanitize(text);
    let text = text.trim();
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_joiner(*c)).collect()
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
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
        assert_eq!(shown("mailto:a@example.org"), "\u{2066}mailto:a@example.org\u{2069}");
        let long = shown(&format!("https://example.org/{}", "ب".repeat(100)));
        assert_eq!(long.chars().count(), SHOWN + 2);
        assert!(long.ends_with("…\u{2069}"));
    }

    #[test]
    fn a_name_that_could_pass_for_another_stays_in_punycode() {
        assert_eq!(host("xn--mgbh0fb.xn--kgbechtv"), "مثال.إختبار");
        let coded = |name: &str| idna::domain_to_ascii(name).expect("a name");
        // Cyrillic letters that look like Latin ones, and some among Latin ones.
        for name in ["аррӏе.com", "pаypal.com", "gооgle.example", "ехаmple.org"] {
            let coded = coded(name);
            assert_eq!(host(&coded), coded, "{name}");
            assert_eq!(shown(&format!("https://{name}/")), format!("\u{2066}{coded}\u{2069}"));
            assert!(told(&format!("https://{name}/x")).starts_with(&format!("https://{coded}/x")));
        }
        // Arabic letters and a Persian one that looks like the Arabic one beside it.
        for (name, plain) in [("بنكي", true), ("بانکی", true), ("بنکي", false), ("بنك-1", true)]
        {
            assert_eq!(host(&coded(name)) == name, plain, "{name}");
        }
        assert_eq!(host("example.org"), "example.org");
    }

    #[test]
    fn who_stands_before_the_server_is_not_shown() {
        for tricky in ["https://bank.example@evil.example/", "https://bank.example:secret@evil.example/"] {
            assert_eq!(shown(tricky), "\u{2066}evil.example\u{2069}");
            assert_eq!(told(tricky), "https://evil.example/");
            assert_eq!(without_user(tricky), "https://evil.example/");
        }
        assert_eq!(told("https://a:secret@[x/"), "https://[x/");
        assert_eq!(told("a@b\n\u{202e}c"), "a@b c");
        assert_eq!(without_user("https://example.org/@a"), "https://example.org/@a");
        assert_eq!(without_user("no address"), "no address");
    }

    #[test]
    fn the_server_stands_first_whatever_its_script() {
        let name = "\u{2068}مثال.إختبار\u{2069}";
        assert_eq!(shown("https://مثال.إختبار/خبر"), format!("\u{2066}{name}/خبر\u{2069}"));
        assert_eq!(told("https://مثال.إختبار/خبر"), "https://مثال.إختبار/%D8%AE%D8%A8%D8%B1");
        let long = shown(&format!("https://{}.إختبار/{}", "مثال.".repeat(20), "b".repeat(100)));
        assert_eq!(
            long.matches(['\u{2066}', '\u{2068}']).count(),
            long.matches('\u{2069}').count(),
            "{long}"
        );
        // What a long name ends in is whose it is.
        let long = shown("https://www.bank.example.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.evil.example/login");
        assert_eq!(long, "\u{2066}…aaaaaaaaaaaaaaaaaa.evil.example/login\u{2069}");
    }
}
