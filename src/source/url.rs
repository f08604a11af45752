//! Pages of the web: HTTP and HTTPS, and nothing else, by ureq and rustls with the usual certification
//! authorities. Everything is bounded: time, bytes, redirects, how far a body unpacks.
//!
//! The network is waited for on a thread of its own, so that whoever watches is told and can end it at any time:
//! while a name is looked up, while a server is silent, while a body drips. Redirects are followed here, so that
//! each address is looked at: a page cannot send qari to another scheme, nor from outside into the reader's own
//! network.

mod body;
mod place;
mod proxy;
mod refusal;
mod way;

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::header;
use url::Url;

use crate::document::Fetched;
use crate::error::{Error, Result};
use place::Place;
pub use refusal::in_words;
use refusal::{cannot, interrupted, late};

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

/// What is told on the way, also while nothing comes; [`ControlFlow::Break`] ends the fetch at once.
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
    /// The server wants to be asked again after that many seconds (`Retry-After`); what it said otherwise.
    Later(u64, Error),
}

/// How often is looked whether it is still wanted, and told how far it is.
const PACE: Duration = Duration::from_millis(40);

/// What a server that keeps to the time may take over it: unpacking, and a busy machine.
const GRACE: Duration = Duration::from_secs(5);

/// Fetches a page. `by`: the page that names this address, where nobody else did.
///
/// # Errors
/// What the address, the way or the server do not allow; that it was ended.
pub fn fetch(address: &str, by: Option<&str>, limits: Limits, watch: Watch) -> Result<Fetched> {
    match ask(address, by, &Validators::default(), limits, watch)? {
        Answer::Changed(fetched, _) => Ok(fetched),
        Answer::Later(_, error) => Err(error),
        Answer::Unchanged => Err(cannot(address, "the server says that nothing changed (304)")
            .hint("it was asked for the page itself; try it again later")),
    }
}

/// Fetches a page if it is not what it was.
///
/// # Errors
/// As [`fetch`].
pub fn ask(
    address: &str,
    by: Option<&str>,
    known: &Validators,
    limits: Limits,
    watch: Watch,
) -> Result<Answer> {
    let url = parse(address)?;
    let from = by.map_or(Place::Reader, Place::of_address);
    let line = Line::default();
    let job = Job { address: address.to_owned(), known: known.clone(), limits, line: line.clone() };
    let (tell, told) = mpsc::channel();
    let (start, so_far) = (Instant::now(), tell.clone());
    let work = move || {
        let answer = job.run(url, from, start, &mut |progress| drop(so_far.send(Told::So(progress))));
        let _ = tell.send(Told::Done(Box::new(answer)));
    };
    thread::Builder::new()
        .name("network".to_owned())
        .spawn(work)
        .map_err(|_| cannot(address, "the system has no thread left").hint("close other programs"))?;
    let mut progress = Progress::default();
    loop {
        if watch(progress).is_break() {
            line.cut();
            return Err(interrupted(address));
        }
        if start.elapsed() > limits.time + GRACE {
            line.cut();
            return Err(late(address));
        }
        // All that was told since, and then a while of nothing.
        let mut next = told.recv_timeout(PACE);
        loop {
            match next {
                Ok(Told::So(so)) => progress = so,
                Ok(Told::Done(answer)) => return *answer,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(cannot(address, "the fetch failed").hint("tell the makers of qari"));
                }
            }
            next = told.try_recv().map_err(|error| match error {
                mpsc::TryRecvError::Empty => RecvTimeoutError::Timeout,
                mpsc::TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
            });
        }
    }
}

/// What the thread tells.
enum Told {
    So(Progress),
    Done(Box<Result<Answer>>),
}

/// What a fetch waits on, so that somebody else can end it.
#[derive(Clone, Default)]
struct Line {
    is_cut: Arc<AtomicBool>,
    agent: Arc<Mutex<Option<Agent>>>,
}

impl Line {
    /// Ends what goes on: whatever is read or written fails at once, and the server sees it.
    fn cut(&self) {
        self.is_cut.store(true, Ordering::SeqCst);
        let agent = self.agent.lock().unwrap_or_else(PoisonError::into_inner).take();
        agent.into_iter().for_each(Agent::shutdown);
    }

    fn is_cut(&self) -> bool {
        self.is_cut.load(Ordering::SeqCst)
    }

    /// What is waited on from now on.
    fn hold(&self, agent: &Agent) {
        *self.agent.lock().unwrap_or_else(PoisonError::into_inner) = Some(agent.clone());
        if self.is_cut() {
            self.cut();
        }
    }
}

/// A fetch, on its thread.
struct Job {
    address: String,
    known: Validators,
    limits: Limits,
    line: Line,
}

impl Job {
    fn run(&self, named: Url, from: Place, start: Instant, tell: &mut dyn FnMut(Progress)) -> Result<Answer> {
        let Job { address, limits, .. } = self;
        let (mut url, mut from) = (named, from);
        for hop in 0..=limits.redirects {
            let left = limits.time.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Err(late(address));
            }
            if self.line.is_cut() {
                return Err(interrupted(address));
            }
            if !from.may_lead_to(&url) {
                let why = format!("it is sent on to {}, which is no place of the web", place::name(&url));
                return Err(cannot(address, &why).hint("name that address itself if you want to read it"));
            }
            let proxy = proxy::of(&url).map_err(|()| refusal::wrong_proxy(address))?;
            let way = way::Way::new(&url, proxy, from, *limits, left);
            self.line.hold(way.agent());
            let response = way.send(&url, &self.known).map_err(|error| {
                if self.line.is_cut() { interrupted(address) } else { refusal::of_way(address, &error, &way) }
            })?;
            from = from.then(&url, way.came_to());
            let status = response.status().as_u16();
            if status == 304 {
                return Ok(Answer::Unchanged);
            }
            if matches!(status, 301 | 302 | 303 | 307 | 308)
                && let Some(next) = response.headers().get(header::LOCATION)
            {
                if hop == limits.redirects {
                    break;
                }
                url = redirected(address, &url, next.as_bytes())?;
                continue;
            }
            if !(200..300).contains(&status) {
                return refusal::of_status(address, status, response.headers(), way.is_proxied());
            }
            let mut body =
                body::Body { address, limits: *limits, start, is_cut: &|| self.line.is_cut(), tell };
            return body.receive(&url, response);
        }
        Err(cannot(address, "it is sent on again and again")
            .hint("the page may want cookies, which qari does not keep; open it in a browser"))
    }
}

/// The server of an address; empty where it is none.
pub fn server(address: &str) -> String {
    Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// The address as the web writes it: other scripts in hosts and paths are encoded.
fn parse(address: &str) -> Result<Url> {
    const LIKE: &str = "an address looks like https://example.org/page";
    let url = Url::parse(address.trim()).map_err(|_| cannot(address, "it is no address").hint(LIKE))?;
    if !matches!(url.scheme(), "http" | "https") {
        let hint = if url.scheme() == "file" {
            "name the file itself, without file://"
        } else {
            "qari reads http and https"
        };
        return Err(cannot(address, &format!("{} is no scheme that qari reads", url.scheme())).hint(hint));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(cannot(address, "it names no server").hint(LIKE));
    }
    Ok(url)
}

/// Where a server sends us: only to pages, and with no name or password of its choice.
fn redirected(address: &str, from: &Url, to: &[u8]) -> Result<Url> {
    let to = String::from_utf8_lossy(to);
    let mut next = from.join(to.trim()).map_err(|_| {
        cannot(address, "it is sent on to what is no address")
            .hint("the site is broken; a browser may know better")
    })?;
    if matches!(next.scheme(), "http" | "https") && next.host_str().is_some_and(|host| !host.is_empty()) {
        let same = next.origin() == from.origin();
        let (name, password) = if same { (from.username(), from.password()) } else { ("", None) };
        let _ = next.set_username(name);
        let _ = next.set_password(password);
        Ok(next)
    } else {
        Err(cannot(address, &format!("it is sent on to {}, which qari does not follow", next.scheme()))
            .hint("a page of the web leads to pages of the web alone"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

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
            let error = parse(no).expect_err(no);
            assert!(error.hint.is_some() && error.kind == ErrorKind::Source);
        }
    }

    #[test]
    fn a_server_sends_us_to_pages_alone() {
        let from = Url::parse("https://me:secret@example.org/a/b").expect("an address");
        let to = |to: &str| redirected("x", &from, to.as_bytes()).map(String::from).ok();
        assert_eq!(to("../c").as_deref(), Some("https://me:secret@example.org/c"));
        assert_eq!(to("/خبر").as_deref(), Some("https://me:secret@example.org/%D8%AE%D8%A8%D8%B1"));
        // A name and a password are told to nobody else, and none is taken from a server.
        assert_eq!(to("//other.example/c").as_deref(), Some("https://other.example/c"));
        assert_eq!(to("http://example.org/c").as_deref(), Some("http://example.org/c"));
        assert_eq!(to("https://a:b@other.example/").as_deref(), Some("https://other.example/"));
        for no in ["file:///etc/passwd", "data:text/html,x", "javascript:1"] {
            assert_eq!(to(no), None, "{no}");
        }
    }
}
