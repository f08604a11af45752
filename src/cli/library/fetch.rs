//! `qari library fetch`: the feeds that the configuration names. Several servers are asked at once, each for
//! one feed at a time, and for nothing that did not change. A server that says when to come again is left alone until
//! then, by later runs too.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::super::arguments::General;
use super::super::progress::Line;
use super::super::wait::keys::Keys;
use super::super::{Outcome, complaint, open, signals};
use crate::error::{Error, ErrorKind, Result};
use crate::import::{feed, html};
use crate::library::Library;
use crate::record::{Feed, Listed, page};
use crate::settings;
use crate::source::url::{self, Answer, Limits, Validators, Watch};
use crate::text::address;

/// How many servers are asked at once.
const SERVERS: usize = 4;

/// How often is looked whether all is to end, and the line of progress changes.
const PACE: Duration = Duration::from_millis(50);

/// How long a server is waited for that wants to be asked again, in seconds; longer, and a later run asks.
const SOON: u64 = 5;

/// The longest that a server is left alone because it says so, in seconds.
const LONGEST: u64 = 86_400;

/// A feed to fetch: the address that the configuration has, which may hold a password, and what is known of it.
struct Wish {
    named: String,
    known: Feed,
}

/// Feeds that are not asked for yet, and for how many seconds.
type Waiting = Vec<(Feed, u64)>;

/// What came of a feed.
enum Taken {
    Unchanged,
    Changed(Feed, Vec<Listed>),
    /// Its server wants to be asked again in so many seconds; what it said, where it was asked just now.
    Later(Feed, u64, Option<Error>),
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
    let (wishes, waiting) = wishes(&mut library, &settings.feeds, super::now())?;
    for (feed, left) in waiting.iter().filter(|_| !general.quiet) {
        let (feed, left) = (address::told(&feed.address), url::in_words(*left));
        complaint::note(&format!("{feed}: its server wants to be asked again in {left}"));
    }
    let count = wishes.len();
    let received = Arc::new(AtomicU64::new(0));
    let (answers, answered) = mpsc::channel();
    ask(wishes, &received, &answers);
    drop(answers);
    let (mut line, mut outcome, mut done) = (Line::new("feeds", general), Outcome::Done, 0);
    let mut keys = Keys::take(&signals);
    loop {
        let (feed, taken) = match answered.recv_timeout(PACE) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                if signals.came().is_some() || keys.is_escape(&mut line) {
                    line.clear();
                    drop(keys);
                    return Ok(signals.release(Outcome::Status(130)));
                }
                let kib = received.load(Ordering::Relaxed).div_ceil(1024);
                line.tell(&format!("fetching {done} of {count}, {kib} KiB"));
                continue;
            }
        };
        done += 1;
        line.clear();
        match taken {
            Ok(Taken::Unchanged) if general.verbose => {
                complaint::note(&format!("{}: unchanged", address::told(&feed)));
            }
            Ok(Taken::Unchanged) => {}
            Ok(Taken::Later(feed, wait, why)) => {
                let then = super::now().saturating_add(wait.min(LONGEST) as i64);
                library.ask_again(&Feed { again: Some(then), ..feed })?;
                why.iter().for_each(complaint::tell);
                outcome = Outcome::Partly;
            }
            Ok(Taken::Changed(feed, mut entries)) => {
                if settings.library == settings::Library::Places {
                    entries.iter_mut().for_each(|entry| entry.page = None);
                }
                let new = library.put_feed(&feed, &entries, super::now())?;
                if !general.quiet && (new > 0 || general.verbose) {
                    let name = feed.title.clone().unwrap_or_else(|| address::told(&feed.address));
                    complaint::note(&format!("{name}: {new} new"));
                }
            }
            Err(error) => {
                complaint::tell(&error);
                outcome = Outcome::Partly;
            }
        }
    }
    line.clear();
    drop(keys);
    Ok(signals.release(outcome))
}

/// The feeds that are to be fetched now, each once, and those whose servers want to be left alone for so many seconds
/// more. A feed that is not named any more is forgotten.
fn wishes(library: &mut Library, named: &[String], now: i64) -> Result<(Vec<Wish>, Waiting)> {
    let addresses: Vec<String> = named.iter().map(|named| address::without_user(named)).collect();
    library.follow_only(&addresses)?;
    let (mut wishes, mut waiting) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for (named, address) in named.iter().zip(addresses) {
        if !seen.insert(page(&address)) {
            continue;
        }
        let new = || Feed { address: address.clone(), place: address.clone(), ..Feed::default() };
        let known = library.feed(&address)?.unwrap_or_else(new);
        match known.again.map(|again| again.saturating_sub(now)) {
            // A clock that was wrong when it was written must not keep it for ever.
            Some(left @ 1..) if left <= LONGEST as i64 => waiting.push((known, left as u64)),
            _ => wishes.push(Wish { named: named.clone(), known }),
        }
    }
    Ok((wishes, waiting))
}

/// Asks for the feeds on a few threads, none of which asks a server that another one does. They end with the
/// program, or when nobody listens any more.
fn ask(wishes: Vec<Wish>, received: &Arc<AtomicU64>, answers: &Sender<(String, Result<Taken>)>) {
    let mut servers: BTreeMap<String, Vec<Wish>> = BTreeMap::new();
    for wish in wishes {
        servers.entry(url::server(&wish.known.place)).or_default().push(wish);
    }
    let count = servers.len().min(SERVERS);
    let queue = Arc::new(Mutex::new(servers.into_values().collect::<VecDeque<_>>()));
    for _ in 0..count {
        let (queue, received, answers) = (Arc::clone(&queue), Arc::clone(received), answers.clone());
        let work = move || {
            let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            while let Some(wishes) = next() {
                // What a server says of one of its feeds it says of all.
                let mut alone = None;
                for wish in wishes {
                    let mut so_far = 0;
                    let mut watch = |progress: url::Progress| {
                        received.fetch_add(progress.received.saturating_sub(so_far), Ordering::Relaxed);
                        so_far = progress.received;
                        ControlFlow::Continue(())
                    };
                    let address = wish.known.address.clone();
                    let taken = match alone {
                        Some(wait) => Ok(Taken::Later(wish.known, wait, None)),
                        None => take(wish, &mut watch),
                    };
                    if let Ok(Taken::Later(_, wait, _)) = &taken {
                        alone = Some(*wait);
                    }
                    if answers.send((address, taken)).is_err() {
                        return;
                    }
                }
            }
        };
        // Where the system has no thread left, those that run do the work.
        let _ = thread::Builder::new().name("feed".to_string()).spawn(work);
    }
}

/// Asks, and once more where the server only wants a moment.
fn patiently(address: &str, by: Option<&str>, known: &Validators, watch: Watch) -> Result<Answer> {
    match url::ask(address, by, known, Limits::USUAL, watch)? {
        Answer::Later(wait @ ..=SOON, _) => {
            thread::sleep(Duration::from_secs(wait));
            url::ask(address, by, known, Limits::USUAL, watch)
        }
        answer => Ok(answer),
    }
}

/// Fetches a feed, if it is not what it was.
fn take(Wish { named, known }: Wish, watch: Watch) -> Result<Taken> {
    let validators = Validators { etag: known.etag.clone(), modified: known.modified.clone() };
    let (own, by) = if known.place == known.address {
        (&named, None)
    } else {
        (&known.place, Some(known.address.as_str()))
    };
    let answer = match patiently(own, by, &validators, watch) {
        // The page may name another one by now.
        Err(_) if known.place != known.address => patiently(&named, None, &Validators::default(), watch)?,
        answer => answer?,
    };
    let (mut fetched, mut validators) = match answer {
        Answer::Unchanged => return Ok(Taken::Unchanged),
        Answer::Later(wait, why) => return Ok(Taken::Later(known, wait, Some(why))),
        Answer::Changed(fetched, validators) => (fetched, validators),
    };
    let mut place = known.place.clone();
    if !feed::is_feed(&fetched) {
        let Some(told) = html::named_feed(&fetched) else {
            let address = address::told(&known.address);
            let message = format!("cannot take {address}: it is no feed, and names none");
            return Err(Error::new(ErrorKind::Source, message).hint("look for RSS or Atom on the site"));
        };
        let by = fetched.origin.to_string();
        match patiently(&told, Some(&by), &Validators::default(), watch)? {
            Answer::Unchanged => return Ok(Taken::Unchanged),
            Answer::Later(wait, why) => return Ok(Taken::Later(known, wait, Some(why))),
            Answer::Changed(page, of_page) => {
                (fetched, validators, place) = (page, of_page, told.to_string())
            }
        }
    }
    let list = feed::list(&fetched).map_err(|refusal| {
        Error::new(ErrorKind::Source, format!("cannot take {}: {refusal}", address::told(&known.address)))
            .hint("open it in a browser, or look for another feed on the site")
    })?;
    let entries = list.entries.into_iter().map(|entry| Listed {
        address: entry.address,
        title: entry.title,
        day: entry.day,
        source: entry.source,
        page: entry.enclosed.map(|enclosed| enclosed.html.to_string()),
    });
    let (etag, modified) = (validators.etag, validators.modified);
    let feed = Feed { address: known.address, place, title: list.title, etag, modified, again: None };
    Ok(Taken::Changed(feed, entries.collect()))
}
