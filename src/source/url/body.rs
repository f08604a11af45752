//! The body of an answer: all of it, or what came until the way broke off or the limit was reached.

use std::io::{self, Read};
use std::sync::Arc;
use std::time::Instant;

use ureq::http::{HeaderMap, Response, header};
use url::Url;

use super::super::unpack::{self, Why};
use super::refusal::{cannot, interrupted, is_late, late};
use super::{Answer, Limits, Progress, Validators};
use crate::document::{Fetched, Origin};
use crate::error::Result;
use crate::text::address;

/// How much of a body is looked at before more of it is fetched, where the server says that it is no text.
const HEAD: usize = 512;

/// A body on its way.
pub(super) struct Body<'a> {
    /// What was asked for.
    pub address: &'a str,
    /// How much is read.
    pub limits: Limits,
    /// When it began.
    pub start: Instant,
    /// Whether it is wanted no more.
    pub is_cut: &'a dyn Fn() -> bool,
    /// Who is told how far it is.
    pub tell: &'a mut dyn FnMut(Progress),
}

/// How a body ended.
enum End {
    Whole,
    /// More would come.
    Full,
    Broken(io::Error),
}

impl Body<'_> {
    /// Reads the body of the page at `url`.
    pub fn receive(&mut self, url: &Url, response: Response<ureq::Body>) -> Result<Answer> {
        let address = self.address;
        let (parts, body) = response.into_parts();
        let text = |name| header_text(&parts.headers, &name);
        let (mime, charset) = content_type(text(header::CONTENT_TYPE).as_deref());
        let total = text(header::CONTENT_LENGTH).and_then(|length| length.trim().parse().ok());
        let encodings = text(header::CONTENT_ENCODING).unwrap_or_default();
        let foreign = mime.as_deref().and_then(foreign).filter(|_| encodings.is_empty());
        let (sent, end) = self.read(body.into_reader(), total, foreign)?;
        let mut warnings = Vec::new();
        let limit = format!("{} MiB", self.limits.bytes >> 20);
        let bytes = match unpack::unpack(&encodings, sent, self.limits.bytes) {
            Ok((bytes, whole)) => {
                match &end {
                    End::Full => {
                        warnings.push(format!("the page is larger than {limit}; only its beginning was read"))
                    }
                    End::Broken(_) => warnings.push("the page broke off; this is what came of it".to_owned()),
                    End::Whole if !whole => {
                        warnings.push("the page broke off; this is what came of it".to_owned())
                    }
                    End::Whole if parts.status == 206 => {
                        warnings.push("the server sent only a part of the page".to_owned());
                    }
                    End::Whole => {}
                }
                bytes
            }
            Err(Why::TooLarge(bytes)) => {
                warnings.push(format!("the page is larger than {limit}; only its beginning was read"));
                bytes
            }
            Err(Why::Bomb) => {
                return Err(cannot(address, "it unpacks to far more than was sent")
                    .hint("this is no page but a trap; there is nothing to read in it"));
            }
            Err(Why::Unknown) => {
                return Err(cannot(address, "it is packed in a way that qari does not know")
                    .hint("open it in a browser"));
            }
        };
        match end {
            End::Broken(error) if bytes.is_empty() && is_late(&error) => return Err(late(address)),
            End::Broken(error) if bytes.is_empty() && is_nonsense(&error) => {
                return Err(
                    cannot(address, "the server's answer makes no sense").hint("open it in a browser")
                );
            }
            End::Broken(_) if bytes.is_empty() => {
                return Err(cannot(address, "the connection broke off").hint("try it again"));
            }
            _ if bytes.is_empty() => {
                let status = parts.status.as_u16();
                return Err(cannot(address, &format!("the server gave an empty page ({status})"))
                    .hint("open it in a browser"));
            }
            _ => {}
        }
        let validators = Validators { etag: text(header::ETAG), modified: text(header::LAST_MODIFIED) };
        let origin = Origin::Url(address::without_user(url.as_str()));
        let fetched = Fetched { bytes: Arc::new(bytes), mime, charset, origin, warnings };
        Ok(Answer::Changed(fetched, validators))
    }

    /// Reads what is sent. What the server says is `foreign`, and is, is not fetched to its end.
    fn read(
        &mut self,
        mut body: impl Read,
        total: Option<u64>,
        foreign: Option<&str>,
    ) -> Result<(Vec<u8>, End)> {
        let mut sent = Vec::new();
        let mut piece = vec![0; 32 << 10];
        let end = loop {
            if (self.is_cut)() {
                return Err(interrupted(self.address));
            }
            (self.tell)(Progress { received: sent.len() as u64, total });
            match body.read(&mut piece) {
                Ok(0) => break End::Whole,
                Ok(n) => sent.extend_from_slice(&piece[..n]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break End::Broken(error),
            }
            if let Some(what) = foreign.filter(|_| sent.len() >= HEAD && !is_text(&sent[..HEAD])) {
                return Err(cannot(self.address, &format!("it is {what}, not text"))
                    .hint("in the reader o opens the selected link in the browser"));
            }
            if sent.len() as u64 > self.limits.bytes {
                sent.truncate(self.limits.bytes as usize);
                break End::Full;
            }
            if self.start.elapsed() >= self.limits.time {
                break End::Broken(io::ErrorKind::TimedOut.into());
            }
        };
        Ok((sent, end))
    }
}

/// Whether it was no break that ended a body, but what is no HTTP.
fn is_nonsense(error: &io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
    matches!(inner, Some(ureq::Error::Protocol(_)))
}

/// What a server says that it sends, where that is nothing to read.
fn foreign(mime: &str) -> Option<&'static str> {
    Some(match mime {
        _ if mime.starts_with("image/") && !mime.ends_with("xml") => "a picture",
        _ if mime.starts_with("video/") => "a film",
        _ if mime.starts_with("audio/") => "a recording",
        _ if mime.starts_with("font/") => "a font",
        "application/pdf" => "a PDF file",
        "application/zip" | "application/gzip" | "application/x-gzip" | "application/x-tar" => "an archive",
        _ => return None,
    })
}

/// Whether bytes can be the beginning of a text: servers say much of what they send.
fn is_text(head: &[u8]) -> bool {
    head.starts_with(&[0xff, 0xfe])
        || head.starts_with(&[0xfe, 0xff])
        || !head.contains(&0) && !head.starts_with(b"%PDF")
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

#[cfg(test)]
mod tests {
    use super::*;

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
