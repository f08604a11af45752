//! Why a page did not come, each cause in one line of its own, with what to do about it.

use std::io;

use rustls::CertificateError;
use ureq::http::{HeaderMap, header};

use super::Answer;
use super::way::Way;
use crate::error::{Error, ErrorKind, Result};
use crate::text::address;

const SAVE: &str = "open it in a browser, save it, and open the file";
const AGAIN: &str = "try it again later";
const PROXY: &str = "look at HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY";

/// The error for an address: what stands in it that is nobody's business, or deceives, is not told.
pub(super) fn cannot(address: &str, why: &str) -> Error {
    Error::new(ErrorKind::Source, format!("cannot open {}: {why}", address::told(address)))
}

/// The time is over.
pub(super) fn late(address: &str) -> Error {
    cannot(address, "the server did not answer in time").hint(AGAIN)
}

/// Whoever watched wanted no more of it.
pub(super) fn interrupted(address: &str) -> Error {
    Error { kind: ErrorKind::Interrupted, ..cannot(address, "interrupted") }
}

/// The environment names a proxy that is none.
pub(super) fn wrong_proxy(address: &str) -> Error {
    cannot(address, "the proxy's address is wrong").hint(PROXY)
}

/// Whether a time was over.
pub(super) fn is_late(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::TimedOut
        || error.kind() == io::ErrorKind::WouldBlock
        || error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<ureq::Error>())
            .is_some_and(|inner| matches!(inner, ureq::Error::Timeout(_)))
}

/// What a status says that is no page. A server that says when to come again is believed.
pub(super) fn of_status(address: &str, status: u16, headers: &HeaderMap, proxied: bool) -> Result<Answer> {
    let (why, hint) = match status {
        407 => (
            "the proxy asks for a name and a password",
            "http://NAME:PASSWORD@PROXY in HTTPS_PROXY or HTTP_PROXY tells it",
        ),
        401 => ("it asks for a name and a password", SAVE),
        402 => ("it is to be paid for", SAVE),
        403 => ("the server does not give it out", SAVE),
        451 => ("the law keeps the server from giving it out", "look for it elsewhere"),
        404 => ("there is no such page", "check the address"),
        410 => ("the page is gone", "look for it on the site, or in an archive"),
        406 | 415 => ("the server has it in no form that qari reads", "open it in a browser"),
        408 | 504 => ("the server did not answer in time", AGAIN),
        429 => ("the server was asked too often", "wait a while and try it again"),
        502 | 503 if proxied => {
            ("the server cannot be reached, or fails", "try it again later, or without the proxy")
        }
        503 => ("the server is busy or under repair", AGAIN),
        500.. => ("the server failed", AGAIN),
        300..=399 => ("it is sent on to nowhere", "open it in a browser"),
        _ => ("the server gave no page", "open it in a browser"),
    };
    let error = cannot(address, &format!("{why} ({status})")).hint(hint);
    let wait = matches!(status, 429 | 503).then(|| wait(headers)).flatten();
    match wait {
        Some(seconds) => {
            let hint = format!("the server says: try it again in {}", in_words(seconds));
            Ok(Answer::Later(seconds, error.hint(hint)))
        }
        None => Err(error),
    }
}

/// How long a server wants to be left alone, in seconds (RFC 9110, 10.2.3): a number, or a moment, which counts from
/// the moment that the server says it is.
fn wait(headers: &HeaderMap) -> Option<u64> {
    let text = |name| headers.get(name)?.to_str().ok();
    let after = text(header::RETRY_AFTER)?.trim();
    after.parse().ok().or_else(|| {
        let (then, now) = (moment(after)?, moment(text(header::DATE)?)?);
        Some(then.saturating_sub(now))
    })
}

/// Seconds since 1970 of a moment as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn moment(text: &str) -> Option<u64> {
    let (_, text) = text.split_once(", ")?;
    let mut parts = text.split(' ');
    let day: u64 = parts.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let name = parts.next()?;
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = names.iter().position(|one| *one == name)? as u64 + 1;
    let year: u64 = parts.next()?.parse().ok().filter(|year| (1970..10_000).contains(year))?;
    let mut time = parts.next()?.split(':').map(|part| part.parse::<u64>().ok().filter(|part| *part < 61));
    let (hour, minute, second) = (time.next()??, time.next()??, time.next()??);
    // Days of years that begin in March, so that a leap day is the last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
    (days.checked_sub(719_468)?).checked_mul(86_400).map(|days| days + hour * 3600 + minute * 60 + second)
}

/// A time to wait, as one says it.
pub fn in_words(seconds: u64) -> String {
    let of = |n: u64, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    match seconds {
        0..120 => of(seconds, "second"),
        120..7200 => of(seconds.div_ceil(60), "minute"),
        7200..172_800 => of(seconds.div_ceil(3600), "hour"),
        _ => of(seconds.div_ceil(86_400), "day"),
    }
}

/// What went wrong before there was an answer.
pub(super) fn of_way(address: &str, error: &ureq::Error, way: &Way) -> Error {
    use ureq::Error as E;
    let cannot = |why: &str| cannot(address, why);
    match error {
        E::Timeout(_) => late(address),
        E::HostNotFound if way.is_refused() => {
            cannot("its server's name stands for a machine that is no place of the web")
                .hint("name that machine itself if you want to read it")
        }
        E::HostNotFound if way.is_proxied() => cannot("the proxy is not found").hint(PROXY),
        E::HostNotFound => cannot("no server has that name").hint("check the address and the connection"),
        E::ConnectProxyFailed(why) if why.contains("407") => {
            cannot("the proxy asks for a name and a password (407)")
                .hint("http://NAME:PASSWORD@PROXY in HTTPS_PROXY tells it")
        }
        E::ConnectProxyFailed(_) => cannot("the proxy makes no connection to the server")
            .hint("the server may not be there, or the proxy may not allow it"),
        E::InvalidProxyUrl => wrong_proxy(address),
        E::Io(error) => of_io(address, error, way),
        E::Rustls(error) => of_tls(address, error),
        E::Tls(_) | E::Pem(_) | E::TlsRequired => {
            cannot("no safe connection can be made to it").hint("open it in a browser")
        }
        E::BadUri(_) | E::Http(_) => {
            cannot("it is no address").hint("an address looks like https://example.org/page")
        }
        E::LargeResponseHeader(..) => {
            cannot("the server's answer begins with more than qari reads").hint("open it in a browser")
        }
        E::ConnectionFailed => cannot("no connection can be made").hint("check the connection"),
        _ => cannot("the server's answer makes no sense").hint("open it in a browser"),
    }
}

fn of_io(address: &str, error: &io::Error, way: &Way) -> Error {
    use io::ErrorKind as K;
    let cannot = |why: &str| cannot(address, why);
    if is_late(error) {
        return late(address);
    }
    if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        return of_tls(address, error);
    }
    match error.kind() {
        K::ConnectionRefused if way.is_proxied() => cannot("the proxy takes no connections").hint(PROXY),
        K::ConnectionRefused => {
            cannot("the server takes no connections").hint("check the address, or try it again later")
        }
        K::HostUnreachable | K::NetworkUnreachable | K::NetworkDown | K::AddrNotAvailable => {
            cannot("no way leads to the server").hint("check the connection")
        }
        K::UnexpectedEof | K::ConnectionReset | K::ConnectionAborted | K::BrokenPipe => {
            cannot("the server hung up without an answer").hint("try it again, or open it in a browser")
        }
        _ if way.is_proxied() => cannot("the proxy does not do what it is asked").hint(PROXY),
        _ => cannot("the connection broke off").hint("check the connection, or try it again"),
    }
}

/// What a connection that is to be safe failed by.
fn of_tls(address: &str, error: &rustls::Error) -> Error {
    use rustls::Error as E;
    const CLOCK: &str = "look at this machine's clock; otherwise only the site's makers can mend it";
    const TRUST: &str = "whoever answers may not be who the address names";
    let (why, hint) = match error {
        E::InvalidCertificate(error) => match error {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                ("its certificate is out of date", CLOCK)
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                ("its certificate is not valid yet", CLOCK)
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                ("its certificate is another server's", TRUST)
            }
            CertificateError::UnknownIssuer => ("nobody who is known vouches for its certificate", TRUST),
            CertificateError::Revoked => ("its certificate was taken back", TRUST),
            CertificateError::Other(_) if is_own_issuer(error) => {
                ("nobody who is known vouches for its certificate", TRUST)
            }
            _ => ("its certificate is wrong", TRUST),
        },
        E::InvalidMessage(_) => {
            ("the server speaks no TLS there", "try it with http:// in place of https://")
        }
        E::PeerIncompatible(_) | E::AlertReceived(_) => {
            ("the server and qari find no way of speaking safely", "open it in a browser")
        }
        _ => ("no safe connection can be made to it", "open it in a browser"),
    };
    cannot(address, why).hint(hint)
}

/// Whether a server vouches for itself: its certificate is an issuer's (webpki has no error of its own for it that
/// rustls knows).
fn is_own_issuer(error: &CertificateError) -> bool {
    format!("{error:?}").contains("CaUsedAsEndEntity")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_says_when_is_believed() {
        let of = |lines: &[(header::HeaderName, &str)]| {
            let headers = lines.iter().map(|(name, value)| (name.clone(), value.parse().expect("a value")));
            wait(&headers.collect())
        };
        let (after, date) = (header::RETRY_AFTER, header::DATE);
        assert_eq!(of(&[(after.clone(), "120")]), Some(120));
        assert_eq!(
            of(&[
                (after.clone(), "Tue, 01 Mar 2022 00:00:10 GMT"),
                (date.clone(), "Mon, 28 Feb 2022 23:59:50 GMT")
            ]),
            Some(20)
        );
        assert_eq!(
            of(&[(after.clone(), "Mon, 28 Feb 2022 00:00:00 GMT"), (date, "Tue, 01 Mar 2022 00:00:00 GMT")]),
            Some(0)
        );
        for nonsense in ["-5", "soon", "Tue, 99 Mar 2022 00:00:10 GMT", "1e9", ""] {
            assert_eq!(of(&[(after.clone(), nonsense)]), None, "{nonsense}");
        }
        assert_eq!(of(&[]), None);
        assert_eq!(moment("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(
            (in_words(1), in_words(90), in_words(3600), in_words(100_000)),
            ("1 second".into(), "90 seconds".into(), "60 minutes".into(), "28 hours".into())
        );
    }

    #[test]
    fn each_wrong_certificate_is_told_in_words_of_its_own() {
        use CertificateError as C;
        let told: Vec<String> =
            [C::Expired, C::NotValidYet, C::NotValidForName, C::UnknownIssuer, C::Revoked, C::BadSignature]
                .into_iter()
                .map(|error| {
                    let error = of_tls("https://example.org/", &rustls::Error::InvalidCertificate(error));
                    assert!(error.hint.is_some());
                    error.message
                })
                .collect();
        for (at, one) in told.iter().enumerate() {
            assert!(one.contains("certificate") && !told[..at].contains(one), "{one}");
        }
    }
}
