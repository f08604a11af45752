//! Where links of a page lead: absolute addresses of the web as they are, relative ones by the page's own, and as written
//! where it has none. Nothing else: a page leads to no file of the reader's and to no program.

use std::sync::Arc;

use url::{ParseError, Url};

/// The longest address that is kept, in bytes.
const LONGEST: usize = 4096;

/// An address that leads somewhere, as it is kept.
pub fn of(base: Option<&Url>, href: &str) -> Option<Arc<str>> {
    let href = href.trim();
    if href.is_empty() || href.starts_with('#') || href.len() > LONGEST {
        return None;
    }
    let parsed = match base {
        Some(base) => base.join(href),
        None => Url::parse(href),
    };
    match parsed {
        Ok(url) => allowed(url),
        Err(ParseError::RelativeUrlWithoutBase) => relative(href),
        Err(_) => None,
    }
}

/// Whether an address says all of itself.
pub fn is_whole(address: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}

fn allowed(mut url: Url) -> Option<Arc<str>> {
    if url.scheme() == "mailto" {
        // To whom, and nothing that a program for mail might take for an order.
        url.set_query(None);
        return url.path().contains('@').then(|| url.as_str().into());
    }
    matches!(url.scheme(), "http" | "https").then(|| url.as_str().into())
}

/// An address that is only whole within its site.
fn relative(href: &str) -> Option<Arc<str>> {
    if href.starts_with("//") {
        return allowed(Url::parse(&format!("https:{href}")).ok()?);
    }
    let clean = href.chars().all(|c| !c.is_control() && c != '\\');
    clean.then(|| href.into())
}

#[cfg(test)]
mod tests {
    use super::of;
    use url::Url;

    #[test]
    fn addresses_lead_to_the_web_or_nowhere() {
        let base = Url::parse("https://example.org/a/b").ok();
        for (href, whole, alone) in [
            ("c.html", Some("https://example.org/a/c.html"), Some("c.html")),
            (" /c?d=1 ", Some("https://example.org/c?d=1"), Some("/c?d=1")),
            ("//example.net/c", Some("https://example.net/c"), Some("https://example.net/c")),
            ("http://example.net", Some("http://example.net/"), Some("http://example.net/")),
            ("mailto:a@example.org?attach=/x", Some("mailto:a@example.org"), Some("mailto:a@example.org")),
            ("mailto:", None, None),
            ("#here", None, None),
            ("javascript:alert(1)", None, None),
            ("JaVaScRiPt:alert(1)", None, None),
            ("file:///etc/passwd", None, None),
            ("C:\\a.html", None, None),
            ("tel:12345", None, None),
        ] {
            assert_eq!(of(base.as_ref(), href).as_deref(), whole, "{href}");
            assert_eq!(of(None, href).as_deref(), alone, "{href}");
        }
        assert_eq!(of(None, "\\\\host\\share"), None);
    }
}
