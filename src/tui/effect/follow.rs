//! Fetches what a link leads to and opens it; hands an address to the system's browser. Each on its thread.

use std::ops::ControlFlow;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use crate::article;
use crate::document::{Fetched as Page, Origin};
use crate::error::Error;
use crate::import::Options;
use crate::source::url;
use crate::text::address;
use crate::text::language::LanguageId;
use crate::tui::Event;
use crate::tui::msg::{Fetched, Msg};

/// How often it is told how far a fetch is.
const PACE: Duration = Duration::from_millis(150);

/// What is fetched.
pub struct Wish {
    /// Its number.
    pub ticket: u64,
    /// Its address.
    pub address: String,
    /// The page, where it came with the document that names it.
    pub enclosed: Option<Arc<str>>,
    /// The language it is in, where the user named one.
    pub language: Option<LanguageId>,
}

/// Fetches and opens; answers with [`Msg::Fetched`]. `wanted` holds the ticket that is still waited for.
pub fn fetch(wish: Wish, wanted: Arc<AtomicU64>, events: Sender<Event>) {
    let ticket = wish.ticket;
    let work = move || {
        let send = |fetched| events.send(Event::Msg(Msg::Fetched(ticket, fetched))).is_ok();
        let fetched = open(&wish, &wanted, &send).unwrap_or_else(Fetched::Failed);
        send(fetched);
    };
    let _ = thread::Builder::new().name("fetch".to_string()).spawn(work);
}

fn open(wish: &Wish, wanted: &AtomicU64, send: &dyn Fn(Fetched) -> bool) -> Result<Fetched, String> {
    let (start, mut told) = (Instant::now(), Instant::now());
    let mut watch = |progress: url::Progress| {
        if wanted.load(Ordering::Relaxed) != wish.ticket {
            return ControlFlow::Break(());
        }
        if told.elapsed() >= PACE {
            told = Instant::now();
            let url::Progress { received, total } = progress;
            send(Fetched::So { received, total, seconds: start.elapsed().as_secs() });
        }
        ControlFlow::Continue(())
    };
    let opened = |page: &Page| {
        send(Fetched::Importing(page.bytes.len()));
        opened(page, wish)
    };
    let mut article = match &wish.enclosed {
        Some(html) => opened(&enclosed(&wish.address, html))?,
        None => opened(&fetch_page(&wish.address, None, &mut watch)?)?,
    };
    // A page that only names its feed: what is wanted is there.
    if let Some(feed) = article.document.feed.clone() {
        let page = article.fetched.origin.to_string();
        article = opened(&fetch_page(&feed, Some(&page), &mut watch)?)?;
    }
    Ok(Fetched::Open(Box::new(article)))
}

/// A page that came with what names it.
pub fn enclosed(address: &str, html: &str) -> Page {
    Page {
        bytes: Arc::new(html.as_bytes().to_vec()),
        mime: Some("text/html".to_owned()),
        charset: Some("utf-8".to_owned()),
        origin: Origin::Url(address.to_owned()),
        warnings: Vec::new(),
    }
}

fn fetch_page(address: &str, by: Option<&str>, watch: url::Watch) -> Result<Page, String> {
    url::fetch(address, by, url::Limits::USUAL, watch).map_err(|error| in_a_row(&error, address))
}

/// What went wrong, with what to do about it, in a row that may be short.
fn in_a_row(error: &Error, address: &str) -> String {
    let known = format!("cannot open {}: ", address::told(address));
    let why = error.message.strip_prefix(&known).unwrap_or(&error.message);
    let named = format!("{why} · {}", address::shown(address));
    let whole = error.hint.as_ref().map_or_else(|| named.clone(), |hint| format!("{named} · {hint}"));
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn opened(page: &Page, wish: &Wish) -> Result<article::Article, String> {
    article::open(page, Options { language: wish.language })
        .map_err(|refusal| format!("{refusal} · {}", address::shown(&wish.address)))
}

/// The programs that open an address, in the order in which they are tried. None is a shell, to which an address may
/// say more than it should.
const BROWSERS: &[&[&str]] = &[
    &["xdg-open"],
    &["open"],
    &["wslview"],
    &["gio", "open"],
    &["rundll32.exe", "url.dll,FileProtocolHandler"],
];

/// Where the address stands among the words of `BROWSER`, if it is not to be the last of them.
const PLACE: &str = "%s";

/// How soon a program ends that cannot open what it was given.
const FAILS: Duration = Duration::from_millis(1500);

/// Opens `address` in the system's browser, or in the first of those that `BROWSER` names; answers with a word.
pub fn browse(address: String, browser: Option<String>, events: Sender<Event>) {
    let work = move || {
        // Only pages are a browser's matter.
        let own = browser.filter(|_| address.starts_with("http"));
        let own = own.iter().flat_map(|list| list.split(':')).map(|line| line.split_whitespace().collect());
        let usual = BROWSERS.iter().map(|words| words.to_vec());
        let started = own.chain(usual).find_map(|words: Vec<&str>| {
            let (program, rest) = words.split_first()?;
            start(program, rest, &address).map(|child| ((*program).to_owned(), child))
        });
        let (program, child) = started.unzip();
        let _ = events.send(Event::Msg(Msg::Browsed(program)));
        if let Some(mut child) = child {
            let _ = child.wait();
        }
    };
    let _ = thread::Builder::new().name("browser".to_string()).spawn(work);
}

/// Starts a program on an address; `None`: it is not there, or ended at once and not well.
fn start(program: &str, words: &[&str], address: &str) -> Option<Child> {
    let mut command = Command::new(program);
    // The address is one argument; it begins with its scheme, so that it can be no option.
    command.args(words.iter().map(|word| word.replace(PLACE, address)));
    if !words.iter().any(|word| word.contains(PLACE)) {
        command.arg(address);
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Out of our job: a browser that would show itself in our terminal is kept from it.
    command.process_group(0);
    let mut child = command.spawn().ok()?;
    let end = Instant::now() + FAILS;
    while Instant::now() < end {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => break,
            Ok(Some(_)) | Err(_) => return None,
            Ok(None) => thread::sleep(Duration::from_millis(5)),
        }
    }
    Some(child)
}
