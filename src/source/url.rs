//! Pages of the web: HTTP and HTTPS, and nothing else, by ureq and rustls with the usual certification
//! authorities. Everything is bounded: time, bytes, redirects, how far a body unpacks.
//!
//! Redirects are followed here, so that each address is looked at: a page cannot send qari to another scheme.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::{HeaderMap, Response, header};
use url::Url;

use super::unpack;
use crate::document::{Fetched, Origin};
use crate::error::{Error, ErrorKind, Result};

/// How much a page may ask of us.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the first word to the last byte.
    pub time: Duration,
    /// Until the server is there.
    pub connect: Duration,
    /// Bytes as sent, and as unpacked.
    pub bytes: u64,
    /// Redirects in a row.
    pub redirects: usize,
}

impl Limits {
    /// What qari uses.
    pub const USUAL: Limits = Limits {
        time: Duration::from_secs(40),
        connect: Duration::from_secs(12),
        bytes: 32 << 20,
        redirects: 10,
    };
}

/// How far a fetch is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes that came.
    pub received: u64,
    /// Bytes that the server says there are.
    pub total: Option<u64>,
}

/// What is told on the way; [`ControlFlow::Break`] ends the fetch.
pub type Watch<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// A page as it was when it was fetched last: what a polite reader asks with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub modified: Option<String>,
}

/// What a conditional request came to.
pub enum Answer {
    /// Nothing changed since.
    Unchanged,
    /// The page, and what to ask with the next time.
    Changed(Fetched, Validators),
}

/// Fetches a page.
///
/// # Errors
/// What the address, the way or the server do not allow.
pub fn fetch(address: &str, limits: Limits, watch: Watch) -> Result<Fetched> {
    match ask(address, &Validators::default(), limits, watch)? {
        Answer::Changed(fetched, _) => Ok(fetched),
        Answer::Unchanged => Err(cannot(address, "the server says that nothing changed")),
    }
}

/// Fetches a page if it is not what it was.
///
/// # Errors
/// As [`fetch`].
pub fn ask(address: &str, known: &Validators, limits: Limits, watch: Watch) -> Result<Answer> {
    let start = Instant::now();
    let mut url = parse(address)?;
    for _ in 0..=limits.redirects {
        let left = limits.time.saturating_sub(start.elapsed());
        if left.is_zero() {
            return Err(late(address));
        }
        if watch(Progress::default()).is_break() {
            return Err(cannot(address, "interrupted"));
        }
        let response = send(&url, known, limits, left).map_err(|error| of_way(address, &error))?;
        let status = response.status().as_u16();
        if status == 304 {
            return Ok(Answer::Unchanged);
        }
        if matches!(status, 301 | 302 | 303 | 307 | 308)
            && let Some(next) = response.headers().get(header::LOCATION)
        {
            url = redirected(address, &url, next.as_bytes())?;
            continue;
        }
        if !(200..300).contains(&status) {
            return Err(refused(address, status));
        }
        let fetched = receive(address, &url, response, limits, start, watch)?;
        return Ok(fetched);
    }
    Err(cannot(address, "it is sent on again and again")
        .hint("the page may want cookies, which qari does not keep; open it in a browser"))
}

/// The server of an address; empty where it is none.
pub fn server(address: &str) -> String {
    Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// The address as the web writes it: other scripts in hosts and paths are encoded.
fn parse(address: &str) -> Result<Url> {
    let url = Url::parse(address.trim()).map_err(|_| {
        cannot(address, "it is no address").hint("an address looks like https://example.org/page")
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        let hint = if url.scheme() == "file" {
            "name the file itself, without file://"
        } else {
            "qari reads http and https"
        };
        return Err(cannot(address, &format!("{} is no scheme that qari reads", url.scheme())).hint(hint));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(
            cannot(address, "it names no server").hint("an address looks like https://example.org/page")
        );
    }
    Ok(url)
}

/// Where a server sends us: only to pages.
fn redirected(address: &str, from: &Url, to: &[u8]) -> Result<Url> {
    let to = String::from_utf8_lossy(to);
    let next = from.join(to.trim()).map_err(|_| cannot(address, "it is sent on to what is no address"))?;
    if matches!(next.scheme(), "http" | "https") && next.host_str().is_some_and(|host| !host.is_empty()) {
        Ok(next)
    } else {
        Err(cannot(address, &format!("it is sent on to {}, which qari does not follow", next.scheme())))
    }
}

fn send(
    url: &Url,
    known: &Validators,
    limits: Limits,
    left: Duration,
) -> std::result::Result<Response<ureq::Body>, ureq::Error> {
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(left))
        .timeout_connect(Some(limits.connect.min(left)))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent(concat!("qari/", env!("CARGO_PKG_VERSION"), " (terminal reader)"))
        .max_response_header_size(64 << 10)
        .build()
        .new_agent();
    let mut request = agent
        .get(url.as_str().split('#').next().unwrap_or_default())
        .header(header::ACCEPT, "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json;q=0.9,*/*;q=0.5")
        .header(header::ACCEPT_ENCODING, "gzip, br");
    if let Some(etag) = &known.etag {
        request = request.header(header::IF_NONE_MATCH, etag);
    }
    if let Some(modified) = &known.modified {
        request = request.header(header::IF_MODIFIED_SINCE, modified);
    }
    request.call()
}

/// Reads the body: all of it, or what came until the way broke off.
fn receive(
    address: &str,
    url: &Url,
    response: Response<ureq::Body>,
    limits: Limits,
    start: Instant,
    watch: Watch,
) -> Result<Answer> {
    let (parts, body) = response.into_parts();
    let text = |name| header_text(&parts.headers, &name);
    let total = text(header::CONTENT_LENGTH).and_then(|length| length.trim().parse().ok());
    let too_large = || {
        cannot(address, &format!("it is larger than {} MiB", limits.bytes >> 20))
            .hint("qari reads pages; fetch the file with another program and open it")
    };
    let mut reader = body.into_reader();
    let mut sent = Vec::new();
    let mut piece = vec![0; 32 << 10];
    let broken = loop {
        if watch(Progress { received: sent.len() as u64, total }).is_break() {
            return Err(cannot(address, "interrupted"));
        }
        match reader.read(&mut piece) {
            Ok(0) => break None,
            Ok(n) => sent.extend_from_slice(&piece[..n]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => break Some(error),
        }
        if sent.len() as u64 > limits.bytes {
            return Err(too_large());
        }
        if start.elapsed() >= limits.time {
            break Some(io::ErrorKind::TimedOut.into());
        }
    };
    let encodings = text(header::CONTENT_ENCODING).unwrap_or_default();
    let (bytes, whole) = unpack::unpack(&encodings, sent, limits.bytes).map_err(|why| match why {
        unpack::Why::TooLarge => too_large(),
        unpack::Why::Bomb => cannot(address, "it unpacks to far more than was sent")
            .hint("this is no page but a trap; there is nothing to read in it"),
        unpack::Why::Unknown => cannot(address, "it is packed in a way that qari does not know"),
    })?;
    let mut warnings = Vec::new();
    if bytes.is_empty()
        && let Some(error) = &broken
    {
        return Err(if is_late(error) {
            late(address)
        } else {
            cannot(address, "the connection broke off").hint("try it again")
        });
    }
    if broken.is_some() || !whole {
        warnings.push("the page broke off; this is what came of it".to_owned());
    }
    let (mime, charset) = content_type(text(header::CONTENT_TYPE).as_deref());
    let validators = Validators { etag: text(header::ETAG), modified: text(header::LAST_MODIFIED) };
    let fetched =
        Fetched { bytes: Arc::new(bytes), mime, charset, origin: Origin::Url(url.to_string()), warnings };
    Ok(Answer::Changed(fetched, validators))
}

fn header_text(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// The MIME type and the character set of a `Content-Type` (RFC 9110, 8.3).
fn content_type(text: Option<&str>) -> (Option<String>, Option<String>) {
    let Some(text) = text else { return (None, None) };
    let mut parts = text.split(';').map(str::trim);
    let mime = parts.next().filter(|mime| !mime.is_empty()).map(str::to_ascii_lowercase);
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (mime, charset.filter(|charset| !charset.is_empty()))
}

fn cannot(address: &str, why: &str) -> Error {
    Error::new(ErrorKind::Source, format!("cannot open {address}: {why}"))
}

fn late(address: &str) -> Error {
    cannot(address, "the server did not answer in time").hint("try it again later")
}

fn is_late(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::TimedOut
        || error.kind() == io::ErrorKind::WouldBlock
        || error.to_string().contains("timeout")
}

fn refused(address: &str, status: u16) -> Error {
    let (why, hint) = match status {
        401 | 407 => {
            ("it asks for a name and a password", "open it in a browser, save it, and open the file")
        }
        402 | 403 | 451 => {
            ("the server does not give it out", "open it in a browser, save it, and open the file")
        }
        404 | 410 => ("there is no such page", "check the address"),
        429 => ("the server was asked too often", "wait a while and try it again"),
        500.. => ("the server failed", "try it again later"),
        _ => ("the server gave no page", "open it in a browser"),
    };
    cannot(address, &format!("{why} ({status})")).hint(hint)
}

fn of_way(address: &str, error: &ureq::Error) -> Error {
    use ureq::Error as E;
    match error {
        E::Timeout(_) => late(address),
        E::HostNotFound => {
            cannot(address, "no server has that name").hint("check the address and the connection")
        }
        E::Io(error) if is_late(error) => late(address),
        E::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
            cannot(address, "the server takes no connections")
                .hint("check the address, or try it again later")
        }
        E::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
            cannot(address, "no safe connection can be made to it")
                .hint("its certificate may be wrong; a browser tells more")
        }
        E::Io(_) | E::ConnectionFailed => {
            cannot(address, "the connection broke off").hint("check the connection, or try it again")
        }
        E::Tls(_) | E::Rustls(_) | E::Pem(_) => cannot(address, "no safe connection can be made to it")
            .hint("its certificate may be wrong; a browser tells more"),
        E::InvalidProxyUrl => cannot(address, "the proxy's address is wrong")
            .hint("look at HTTPS_PROXY, HTTP_PROXY and ALL_PROXY"),
        E::BadUri(_) | E::Http(_) => {
            cannot(address, "it is no address").hint("an address looks like https://example.org/page")
        }
        _ => cannot(address, "the server's answer makes no sense").hint("open it in a browser"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_web_are_addresses() {
        assert!(parse("https://example.org/a").is_ok());
        assert_eq!(
            parse("https://مثال.إختبار/خبر").map(String::from).ok().as_deref(),
            Some("https://xn--mgbh0fb.xn--kgbechtv/%D8%AE%D8%A8%D8%B1")
        );
        for no in [
            "file:///etc/passwd",
            "ftp://example.org/",
            "javascript:alert(1)",
            "gopher://x/",
            "http://",
            "https:///x:y@",
        ] {
            assert!(parse(no).is_err(), "{no}");
        }
    }

    #[test]
    fn a_server_sends_us_to_pages_alone() {
        let from = Url::parse("https://example.org/a/b").expect("an address");
        assert_eq!(
            redirected("x", &from, b"../c").map(String::from).ok().as_deref(),
            Some("https://example.org/c")
        );
        assert_eq!(
            redirected("x", &from, "/خبر".as_bytes()).map(String::from).ok().as_deref(),
            Some("https://example.org/%D8%AE%D8%A8%D8%B1")
        );
        for no in ["file:///etc/passwd", "data:text/html,x", "javascript:1"] {
            assert!(redirected("x", &from, no.as_bytes()).is_err(), "{no}");
        }
    }

    #[test]
    fn a_content_type_is_taken_apart() {
        let of = |text| content_type(Some(text));
        assert_eq!(
            of("text/html; charset=\"Windows-1256\""),
            (Some("text/html".into()), Some("Windows-1256".into()))
        );
        assert_eq!(of("TEXT/HTML"), (Some("text/html".into()), None));
        assert_eq!(of("; charset="), (None, None));
    }
}
