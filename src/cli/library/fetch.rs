//! `qari library fetch`: the feeds that the configuration names. Several servers are asked at once, each for
//! one feed at a time, and for nothing that did not change.

use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::super::arguments::General;
use super::super::progress::Line;
use super::super::{Outcome, complaint, open, signals};
use crate::error::{Error, ErrorKind, Result};
use crate::import::{feed, html};
use crate::library::Library;
use crate::record::{Feed, Listed};
use crate::settings;
use crate::source::url::{self, Answer, Limits, Validators, Watch};

/// How many servers are asked at once.
const SERVERS: usize = 4;

/// How often is looked whether all is to end, and the line of progress changes.
const PACE: Duration = Duration::from_millis(50);

/// What came of a feed.
enum Taken {
    Unchanged,
    Changed(Feed, Vec<Listed>),
}

/// Fetches the feeds and keeps what is new in them.
pub fn run(folder: &Path, general: &General) -> Result<Outcome> {
    let settings = open::settings(general)?;
    if settings.library == settings::Library::Off {
        return Err(Error::new(
            ErrorKind::Usage,
            "nothing is to be remembered, so there is nowhere to keep feeds",
        )
        .hint("library = \"on\" in the configuration keeps them"));
    }
    if settings.feeds.is_empty() {
        return Err(Error::new(ErrorKind::Usage, "there are no feeds to fetch")
            .hint("feeds = [\"https://…\"] in the configuration names them; qari URL opens one"));
    }
    let signals = signals::listen();
    signals.hold();
    let mut library = Library::open(folder)?;
    library.follow_only(&settings.feeds)?;
    let mut wishes = Vec::new();
    for address in &settings.feeds {
        let new = || Feed { address: address.clone(), place: address.clone(), ..Feed::default() };
        wishes.push(library.feed(address)?.unwrap_or_else(new));
    }
    let received = Arc::new(AtomicU64::new(0));
    let (answers, answered) = mpsc::channel();
    ask(wishes, &received, &answers);
    drop(answers);
    let (mut line, mut outcome, mut done) = (Line::new("feeds", general), Outcome::Done, 0);
    loop {
        let (address, taken) = match answered.recv_timeout(PACE) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                if let Some(status) = signals.came() {
                    line.clear();
                    return Ok(Outcome::Status(status));
                }
                let kib = received.load(Ordering::Relaxed).div_ceil(1024);
                line.tell(&format!("{done} of {}, {kib} KiB", settings.feeds.len()));
                continue;
            }
        };
        done += 1;
        line.clear();
        match taken {
            Ok(Taken::Unchanged) if general.verbose => complaint::note(&format!("{address}: unchanged")),
            Ok(Taken::Unchanged) => {}
            Ok(Taken::Changed(feed, mut entries)) => {
                if settings.library == settings::Library::Places {
                    entries.iter_mut().for_each(|entry| entry.page = None);
                }
                let new = library.put_feed(&feed, &entries, super::now())?;
                if !general.quiet && (new > 0 || general.verbose) {
                    complaint::note(&format!("{}: {new} new", feed.title.as_ref().unwrap_or(&address)));
                }
            }
            Err(error) => {
                complaint::tell(&error);
                outcome = Outcome::Partly;
            }
        }
    }
    line.clear();
    Ok(signals.release(outcome))
}

/// Asks for the feeds on a few threads, none of which asks a server that another one does. They end with the
/// program, or when nobody listens any more.
fn ask(feeds: Vec<Feed>, received: &Arc<AtomicU64>, answers: &Sender<(String, Result<Taken>)>) {
    let mut servers: BTreeMap<String, Vec<Feed>> = BTreeMap::new();
    for feed in feeds {
        servers.entry(url::server(&feed.place)).or_default().push(feed);
    }
    let count = servers.len().min(SERVERS);
    let queue = Arc::new(Mutex::new(servers.into_values().collect::<VecDeque<_>>()));
    for _ in 0..count {
        let (queue, received, answers) = (Arc::clone(&queue), Arc::clone(received), answers.clone());
        let work = move || {
            let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            while let Some(feeds) = next() {
                for feed in feeds {
                    let mut so_far = 0;
                    let mut watch = |progress: url::Progress| {
                        received.fetch_add(progress.received.saturating_sub(so_far), Ordering::Relaxed);
                        so_far = progress.received;
                        ControlFlow::Continue(())
                    };
                    let address = feed.address.clone();
                    if answers.send((address, take(feed, &mut watch))).is_err() {
                        return;
                    }
                }
            }
        };
        // Where the system has no thread left, those that run do the work.
        let _ = thread::Builder::new().name("feed".to_string()).spawn(work);
    }
}

/// Fetches a feed, if it is not what it was.
fn take(known: Feed, watch: Watch) -> Result<Taken> {
    let validators = Validators { etag: known.etag.clone(), modified: known.modified.clone() };
    let answer = match url::ask(&known.place, &validators, Limits::USUAL, watch) {
        // The page may name another one by now.
        Err(_) if known.place != known.address => {
            url::ask(&known.address, &Validators::default(), Limits::USUAL, watch)?
        }
        answer => answer?,
    };
    let Answer::Changed(mut fetched, mut validators) = answer else { return Ok(Taken::Unchanged) };
    let mut place = known.place;
    if !feed::is_feed(&fetched) {
        let Some(named) = html::named_feed(&fetched) else {
            let message = format!("cannot take {}: it is no feed, and names none", known.address);
            return Err(Error::new(ErrorKind::Source, message).hint("look for RSS or Atom on the site"));
        };
        let Answer::Changed(page, of_page) = url::ask(&named, &Validators::default(), Limits::USUAL, watch)?
        else {
            return Ok(Taken::Unchanged);
        };
        (fetched, validators, place) = (page, of_page, named.to_string());
    }
    let list = feed::list(&fetched).map_err(|refusal| {
        Error::new(ErrorKind::Source, format!("cannot take {}: {refusal}", known.address))
    })?;
    let entries = list.entries.into_iter().map(|entry| Listed {
        address: entry.address,
        title: entry.title,
        day: entry.day,
        source: entry.source,
        page: entry.enclosed.map(|enclosed| enclosed.html.to_string()),
    });
    let (etag, modified) = (validators.etag, validators.modified);
    let feed = Feed { address: known.address, place, title: list.title, etag, modified };
    Ok(Taken::Changed(feed, entries.collect()))
}
