//! The way to a server: straight, through a tunnel that a proxy digs, or by a proxy that passes on what it is asked
//! for. ureq knows the first two; for the third (RFC 9112, 3.2.2) the connection goes to the proxy, and the request
//! line names the whole address.

use std::fmt;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ureq::config::Config;
use ureq::http::{Response, Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, DefaultConnector, NextTimeout, TcpConnector, Transport,
};
use ureq::{Agent, Error, Proxy};
use url::Url;

use super::place::Place;
use super::{Limits, Validators, proxy};

/// What qari calls itself, and what it would like best.
const NAME: &str = concat!("qari/", env!("CARGO_PKG_VERSION"), " (terminal reader)");
const ACCEPT: &str = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json;q=0.9,*/*;q=0.5";

/// The longest head of an answer, in bytes.
const HEAD: usize = 64 << 10;

/// The way to one server.
pub(super) struct Way {
    agent: Agent,
    proxy: Option<Proxy>,
    machine: Arc<Mutex<Found>>,
}

/// What a name turned out to stand for.
#[derive(Debug, Default)]
struct Found {
    machine: Option<IpAddr>,
    is_refused: bool,
}

impl Way {
    /// The way from `from` to the server of `url`, by `proxy` where there is one.
    pub fn new(url: &Url, proxy: Option<Proxy>, from: Place, limits: Limits, left: Duration) -> Way {
        let config = |proxy| {
            Agent::config_builder()
                .proxy(proxy)
                .timeout_global(Some(left))
                .timeout_connect(Some(limits.connect.min(left)))
                .max_redirects(0)
                .max_redirects_will_error(false)
                .http_status_as_error(false)
                .user_agent(NAME)
                .max_response_header_size(HEAD)
                .build()
        };
        let machine: Arc<Mutex<Found>> = Arc::default();
        // Behind a proxy it is the proxy's name that is looked up, and its business where a server stands.
        let place = if proxy.is_some() { Place::Reader } else { from };
        let names = |to| Names { place, to, found: Arc::clone(&machine), usual: DefaultResolver::default() };
        let agent = match &proxy {
            Some(by) if proxy::forwards(by, url) => {
                let forward = ().chain(TcpConnector::default()).chain(Forward(server(url)));
                Agent::with_parts(config(None), forward, names(Some(by.uri().clone())))
            }
            _ => Agent::with_parts(config(proxy.clone()), DefaultConnector::default(), names(None)),
        };
        Way { agent, proxy, machine }
    }

    /// What sends, so that it can be cut off.
    pub fn agent(&self) -> &Agent {
        &self.agent
    }

    /// The machine that answered, where it was asked itself.
    pub fn came_to(&self) -> Option<IpAddr> {
        self.machine.lock().unwrap_or_else(PoisonError::into_inner).machine.filter(|_| self.proxy.is_none())
    }

    /// Whether the name turned out to stand for a machine that the way may not lead to.
    pub fn is_refused(&self) -> bool {
        self.machine.lock().unwrap_or_else(PoisonError::into_inner).is_refused
    }

    /// Whether a proxy stands between.
    pub fn is_proxied(&self) -> bool {
        self.proxy.is_some()
    }

    /// Asks for a page.
    pub fn send(&self, url: &Url, known: &Validators) -> Result<Response<ureq::Body>, Error> {
        let mut bare = url.clone();
        bare.set_fragment(None);
        // An address that can have neither has neither.
        let _ = bare.set_username("");
        let _ = bare.set_password(None);
        let mut request = self
            .agent
            .get(bare.as_str())
            .header(header::ACCEPT, ACCEPT)
            .header(header::ACCEPT_ENCODING, "gzip, br");
        if !url.username().is_empty() || url.password().is_some() {
            let password = url.password().unwrap_or_default();
            request =
                request.header(header::AUTHORIZATION, basic(&decoded(url.username()), &decoded(password)));
        }
        if let Some(etag) = &known.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(modified) = &known.modified {
            request = request.header(header::IF_MODIFIED_SINCE, modified);
        }
        if let Some(by) = self.proxy.as_ref().filter(|by| proxy::forwards(by, url))
            && (by.username().is_some() || by.password().is_some())
        {
            let words = basic(by.username().unwrap_or_default(), by.password().unwrap_or_default());
            request = request.header(header::PROXY_AUTHORIZATION, words);
        }
        request.call()
    }
}

/// A name and a password as they are sent (RFC 7617).
fn basic(name: &str, password: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(format!("{name}:{password}")))
}

/// What percent signs stand for.
fn decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits =
            (*first == b'%').then(|| after.get(..2).and_then(|two| std::str::from_utf8(two).ok())).flatten();
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = &after[2..];
            }
            None => {
                out.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The server as a request line names it to a proxy.
fn server(url: &Url) -> String {
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    format!("{}://{}{port}", url.scheme(), url.host_str().unwrap_or_default())
}

/// Looks names up: as usual, or always the proxy's. What may not be reached is not found.
struct Names {
    place: Place,
    to: Option<Uri>,
    found: Arc<Mutex<Found>>,
    usual: DefaultResolver,
}

impl Resolver for Names {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.usual.resolve(self.to.as_ref().unwrap_or(uri), config, timeout);
        let machines = found.map_err(|error| match error {
            // What the system says of a name that it does not find.
            Error::Io(_) => Error::HostNotFound,
            other => other,
        })?;
        let mut seen = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        seen.machine = machines.first().map(|machine| machine.ip());
        if !machines.iter().all(|machine| self.place.may_reach(machine.ip())) {
            seen.is_refused = true;
            return Err(Error::HostNotFound);
        }
        Ok(machines)
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Names").field("place", &self.place).finish_non_exhaustive()
    }
}

/// Makes a connection to a proxy one over which it is asked for pages of the server that is named here.
#[derive(Debug)]
struct Forward(String);

impl<In: Transport> Connector<In> for Forward {
    type Out = Forwarded<In>;

    fn connect(&self, _: &ConnectionDetails, chained: Option<In>) -> Result<Option<Forwarded<In>>, Error> {
        Ok(chained.map(|inner| Forwarded { inner, server: self.0.clone() }))
    }
}

/// A connection to a proxy.
#[derive(Debug)]
struct Forwarded<In> {
    inner: In,
    server: String,
}

impl<In: Transport> Transport for Forwarded<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    /// The request line says `GET /page`: the server goes before the page. Nothing but requests without a body is
    /// ever sent, each in one piece.
    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        const METHOD: &[u8] = b"GET ";
        let (output, server) = (self.inner.buffers().output(), self.server.as_bytes());
        let mut whole = amount;
        if output[..amount].starts_with(METHOD) && output.get(METHOD.len()) == Some(&b'/') {
            whole += server.len();
            if whole > output.len() {
                return Err(Error::BadUri("it is too long".to_owned()));
            }
            output.copy_within(METHOD.len()..amount, METHOD.len() + server.len());
            output[METHOD.len()..METHOD.len() + server.len()].copy_from_slice(server);
        }
        self.inner.transmit_output(whole, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.inner.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_password_are_sent_as_they_are() {
        assert_eq!(basic("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(decoded("%d8%a8a%40+%zz%"), "بa@+%zz%");
    }
}
