//! Fetches what a link leads to and opens it; hands an address to the system's browser. Each on its thread.

use std::ops::ControlFlow;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use crate::article;
use crate::document::{Fetched as Page, Origin};
use crate::import::Options;
use crate::source;
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
    let mut told = Instant::now();
    let mut watch = |progress: source::url::Progress| {
        if wanted.load(Ordering::Relaxed) != wish.ticket {
            return ControlFlow::Break(());
        }
        if told.elapsed() >= PACE {
            told = Instant::now();
            send(Fetched::So(progress.received, progress.total));
        }
        ControlFlow::Continue(())
    };
    let page = match &wish.enclosed {
        Some(html) => enclosed(&wish.address, html),
        None => fetch_page(&wish.address, &mut watch)?,
    };
    let mut article = opened(&page, wish)?;
    // A page that only names its feed: what is wanted is there.
    if let Some(feed) = article.document.feed.clone() {
        article = opened(&fetch_page(&feed, &mut watch)?, wish)?;
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

fn fetch_page(address: &str, watch: source::url::Watch) -> Result<Page, String> {
    source::url::fetch(address, source::url::Limits::USUAL, watch).map_err(|error| one_line(&error.message))
}

fn opened(page: &Page, wish: &Wish) -> Result<article::Article, String> {
    article::open(page, Options { language: wish.language })
        .map_err(|refusal| one_line(&format!("{}: {refusal}", wish.address)))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The programs that open an address, in the order in which they are tried.
const BROWSERS: &[&[&str]] =
    &[&["xdg-open"], &["open"], &["wslview"], &["gio", "open"], &["cmd.exe", "/c", "start", ""]];

/// Opens `address` in the system's browser, or in the one that `BROWSER` names; answers with a word.
pub fn browse(address: String, browser: Option<String>, events: Sender<Event>) {
    let work = move || {
        let own = browser.filter(|name| !name.is_empty());
        let own: Option<Vec<String>> = own.map(|line| {
            line.split(':').next().unwrap_or_default().split_whitespace().map(str::to_owned).collect()
        });
        let usual = BROWSERS.iter().map(|words| words.iter().map(ToString::to_string).collect::<Vec<_>>());
        let started = own.into_iter().chain(usual).find_map(|words| {
            let (program, rest) = words.split_first()?;
            let mut command = Command::new(program);
            // The address is one argument; it begins with its scheme, so that it can be no option.
            command.args(rest).arg(&address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            command.spawn().ok().map(|child| (program.clone(), child))
        });
        let copied = match started {
            Some((program, mut child)) => {
                let _ = events.send(Event::Msg(Msg::Browsed(Some(program))));
                let _ = child.wait();
                return;
            }
            None => Msg::Browsed(None),
        };
        let _ = events.send(Event::Msg(copied));
    };
    let _ = thread::Builder::new().name("browser".to_string()).spawn(work);
}
