//! The library's thread: it opens the library when it is first needed, keeps what is read, and answers with
//! messages. The reader never waits for it, but at its end, for what is still to be written.

mod answer;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;
use std::time::{Duration, SystemTime};

use super::Event;
use crate::article::{self, Article};
use crate::config;
use crate::error::Result;
use crate::highlight::VERSION;
use crate::import::Options;
use crate::lexicon;
use crate::library::{FILE, Kept, LARGEST, Library, key};
use crate::record::{Anchor, ArticleId, Findings, Overview, Place, placed};
use crate::settings;
use crate::text::span::Span;
use crate::tui::msg::{Msg, Question, Told};

/// How long a place must be the same before it is written.
const SETTLED: Duration = Duration::from_millis(400);
/// How long the end of the program waits for what is still to be written.
const GRACE: Duration = Duration::from_secs(5);
/// Who read so far has read it all: there is no place to come back to.
const READ: f32 = 0.97;

/// How far the index is made anew is told after so many articles.
const TOLD_EVERY: usize = 8;

/// Articles on the home screen, and hits of a search there.
const LISTED: usize = 200;
const FOUND: usize = 50;

/// What the thread is asked for.
pub enum Request {
    /// Keep this article, and tell where it was left.
    Opened(Article),
    /// What is highlighted in the article that was opened last, now that all of it was read.
    Extracted(Findings),
    /// A question of the interface.
    Ask(Question),
    /// This stretch of it is on the screen, with this offset at the reading line.
    Seen(Span, u32),
}

/// The library as the event loop has it.
pub struct Librarian {
    requests: Sender<Request>,
    done: Receiver<()>,
    seen: Option<(Span, u32)>,
}

impl Librarian {
    /// Starts the thread; `None` where nothing is to be remembered.
    pub(crate) fn start(
        folder: Option<PathBuf>,
        mode: settings::Library,
        events: Sender<Event>,
    ) -> Option<Librarian> {
        let folder = folder.filter(|_| mode != settings::Library::Off)?;
        let (requests, asked) = mpsc::channel();
        let (finished, done) = mpsc::channel();
        let work = move || {
            let keeper = Keeper {
                folder,
                mode,
                library: None,
                current: None,
                waiting: None,
                seen: None,
                next: None,
                events,
            };
            keeper.serve(&asked);
            let _ = finished.send(());
        };
        thread::Builder::new().name("library".to_string()).spawn(work).ok()?;
        Some(Librarian { requests, done, seen: None })
    }

    /// Asks for something. A thread that has given up asks for nothing more.
    pub fn ask(&self, request: Request) {
        let _ = self.requests.send(request);
    }

    /// Tells what is on the screen, where that changed.
    pub fn seen(&mut self, span: Span, reading: u32) {
        if self.seen.replace((span, reading)) != Some((span, reading)) {
            self.ask(Request::Seen(span, reading));
        }
    }

    /// Waits until what was asked for is written, though not for ever.
    pub fn finish(self) {
        drop(self.requests);
        let _ = self.done.recv_timeout(GRACE);
    }
}

/// The article that is being read.
struct Current {
    id: ArticleId,
    article: Article,
    /// What the reader found in it: the index is made from that, and nothing is looked for twice.
    findings: Option<Findings>,
    /// Whether its index is that of today.
    indexed: bool,
}

struct Keeper {
    folder: PathBuf,
    mode: settings::Library,
    library: Option<Library>,
    current: Option<Current>,
    /// The article that is read, where it could not be kept.
    waiting: Option<Article>,
    /// What is on the screen and not written yet.
    seen: Option<(Span, u32)>,
    /// What was asked for already and is to be done next.
    next: Option<Request>,
    events: Sender<Event>,
}

impl Keeper {
    fn serve(mut self, asked: &Receiver<Request>) {
        while let Err(error) = self.serve_until_it_fails(asked) {
            self.tell(Told::Failed(error));
            // Nothing is tried again by itself; what the reader asks for is, and fails aloud.
            self.seen = None;
            if self.next.is_none() {
                self.next = asked.iter().find(|request| !matches!(request, Request::Seen(..)));
            }
            if self.next.is_none() {
                return;
            }
        }
    }

    /// Does what is asked for until nobody asks any more.
    fn serve_until_it_fails(&mut self, asked: &Receiver<Request>) -> Result<()> {
        // Articles whose index another version made; asked for once, when there is time.
        let mut stale: Option<Vec<ArticleId>> = None;
        loop {
            let idle = stale.as_ref().is_some_and(Vec::is_empty)
                || self.mode != settings::Library::On
                || !self.library.as_ref().is_some_and(Library::is_writable);
            let next = if let Some(next) = self.next.take() {
                Ok(next)
            } else if self.seen.is_some() {
                asked.recv_timeout(SETTLED)
            } else if idle {
                asked.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                asked.try_recv().map_err(|error| match error {
                    TryRecvError::Empty => RecvTimeoutError::Timeout,
                    TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
                })
            };
            match next {
                Ok(Request::Opened(article)) => {
                    // One that could not be left in order is no reason not to keep the next.
                    let placed = self.write_place();
                    self.opened(article).and(placed)?;
                }
                Ok(Request::Seen(span, reading)) => self.seen = Some((span, reading)),
                Ok(Request::Extracted(findings)) => self.extracted(findings)?,
                Ok(Request::Ask(mut question)) => {
                    // Of searches that wait only the last is still wanted; what comes after them waits for it.
                    while matches!(question, Question::Search { .. }) {
                        match asked.try_recv() {
                            Ok(Request::Ask(next @ Question::Search { .. })) => question = next,
                            Ok(Request::Seen(span, reading)) => self.seen = Some((span, reading)),
                            Ok(other) => {
                                self.next = Some(other);
                                break;
                            }
                            Err(_) => break,
                        }
                    }
                    self.answer(question)?;
                }
                Err(RecvTimeoutError::Timeout) if self.seen.is_some() => self.write_place()?,
                Err(RecvTimeoutError::Timeout) => match (&mut stale, &self.library) {
                    (Some(stale), Some(_)) => {
                        if let Some(id) = stale.pop() {
                            let left = stale.len();
                            self.index_anew(id)?;
                            if left.is_multiple_of(TOLD_EVERY) {
                                self.tell(Told::Stale(left as u32));
                            }
                        }
                    }
                    (stale, Some(library)) => {
                        // The last is taken first: those that were opened last.
                        let mut found = library.stale(VERSION)?;
                        found.reverse();
                        *stale = Some(found);
                    }
                    (_, None) => {}
                },
                Err(RecvTimeoutError::Disconnected) => {
                    self.write_place()?;
                    // The reader left before all of it was read.
                    let left = self.current.as_ref().is_some_and(|current| !current.indexed);
                    return if left { self.index_current() } else { Ok(()) };
                }
            }
        }
    }

    fn tell(&self, told: Told) {
        let _ = self.events.send(Event::Msg(Msg::Library(told)));
    }

    /// Whether what is read is to be remembered.
    fn keeps(&self) -> bool {
        self.mode != settings::Library::Private
    }

    /// The library to write in.
    fn for_writing(&mut self) -> Result<&mut Library> {
        let library = match self.library.take() {
            Some(library) if library.is_writable() => library,
            // It is read for as long as it cannot be written.
            read => match Library::open(&self.folder) {
                Ok(library) => library,
                Err(error) => {
                    self.library = read;
                    return Err(error);
                }
            },
        };
        Ok(self.library.insert(library))
    }

    /// The library to read in, made where it may be; `None` where there is none. One that cannot be written is
    /// read all the same, and that is told once.
    fn for_reading(&mut self) -> Result<Option<&mut Library>> {
        if self.library.is_none() {
            let opened = if self.keeps() { Some(Library::open(&self.folder)) } else { None };
            match opened {
                Some(Ok(library)) => self.library = Some(library),
                Some(Err(error)) => match Library::open_to_read(&self.folder) {
                    Ok(Some(library)) => {
                        self.library = Some(library);
                        self.tell(Told::Failed(error));
                    }
                    Ok(None) | Err(_) => return Err(error),
                },
                None => self.library = Library::open_to_read(&self.folder)?,
            }
        }
        Ok(self.library.as_mut())
    }

    /// Keeps an article and tells where it was left. Its index is made when it was read.
    fn opened(&mut self, article: Article) -> Result<()> {
        (self.current, self.waiting) = (None, None);
        let Some(origin) = key(&article.fetched.origin, &article.document) else {
            // Under the home screen lies an article that is not kept; the index is looked after all the same.
            if self.keeps() && self.folder.join(FILE).is_file() {
                self.for_reading()?;
            }
            return Ok(());
        };
        if !self.keeps() {
            return self.tell_known(&origin, &article);
        }
        let (text, now) = (self.mode == settings::Library::On, now());
        let kept = Kept { origin: &origin, fetched: &article.fetched, document: &article.document, text };
        let remembered = match self.for_writing().and_then(|library| library.remember(&kept, now, VERSION)) {
            Ok(remembered) => remembered,
            Err(error) => {
                self.waiting = Some(article.clone());
                // What was kept of it before can be read all the same; why nothing more is kept is what is told.
                let _ = self.tell_known(&origin, &article);
                return Err(error);
            }
        };
        self.tell_place(remembered.place, &article);
        let indexed = remembered.indexed || !text;
        self.current = Some(Current { id: remembered.id, article, findings: None, indexed });
        self.tell_marks()
    }

    /// Tells what is known of an article of which nothing more is to be kept.
    fn tell_known(&mut self, origin: &str, article: &Article) -> Result<()> {
        let Some(library) = self.for_reading()? else { return Ok(()) };
        let Some(known) = library.find(origin)? else { return Ok(()) };
        let (place, marks) = (library.place(known.id)?, library.marks(known.id)?);
        self.tell_place(place, article);
        self.tell(Told::Marks(placed(marks, &article.document.text)));
        Ok(())
    }

    fn tell_place(&self, place: Option<Place>, article: &Article) {
        if let Some(place) = place.filter(|place| place.progress < READ)
            && let Some(offset) = place
                .anchor
                .find_in(&article.document.text)
                .map(|span| span.start)
                .filter(|offset| *offset > 0)
        {
            self.tell(Told::Left(offset));
        }
    }

    /// Tells the marks of the article that is read, each where it is in the text of today.
    fn tell_marks(&mut self) -> Result<()> {
        let Some(id) = self.current.as_ref().map(|current| current.id) else { return Ok(()) };
        let marks = self.for_writing()?.marks(id)?;
        let Some(current) = &self.current else { return Ok(()) };
        self.tell(Told::Marks(placed(marks, &current.article.document.text)));
        Ok(())
    }

    /// Takes what the reader found in the article, and makes its index where that is another's.
    fn extracted(&mut self, findings: Findings) -> Result<()> {
        let Some(current) = &mut self.current else { return Ok(()) };
        current.findings = Some(findings);
        if current.indexed { Ok(()) } else { self.index_current() }
    }

    /// Makes the index of the article that is read.
    fn index_current(&mut self) -> Result<()> {
        let Some(mut current) = self.current.take() else { return Ok(()) };
        let done = match &current.findings {
            _ if self.mode != settings::Library::On => Ok(()),
            Some(findings) => self
                .for_writing()
                .and_then(|library| put_index(library, current.id, &current.article, findings)),
            None => self.for_writing().and_then(|library| index(library, current.id, &current.article)),
        };
        current.indexed |= done.is_ok();
        self.current = Some(current);
        done
    }

    /// Writes how far the article was read.
    fn write_place(&mut self) -> Result<()> {
        let (Some((seen, reading)), Some(current)) = (self.seen.take(), &self.current) else { return Ok(()) };
        let text = &current.article.document.text;
        let length = text.len().max(1);
        // The blank lines at the end of a text are nothing that could be read.
        let tail =
            text.slice(Span::new(text.floor_char(seen.end), text.len().min(text.floor_char(seen.end + 256))));
        let finished = seen.end + 256 >= text.len() && tail.trim().is_empty();
        let progress = if finished { 1.0 } else { (f64::from(seen.end) / f64::from(length)) as f32 };
        let around = around(reading, &current.article);
        let mut anchor =
            Anchor::at(&text.slice(around), reading.clamp(around.start, around.end) - around.start);
        anchor.span = Span::new(anchor.span.start + around.start, anchor.span.end + around.start);
        let (id, place) = (current.id, Place { anchor, progress, finished });
        self.for_writing()?.set_place(id, &place)
    }

    /// Makes the index of an article in the library anew.
    fn index_anew(&mut self, id: ArticleId) -> Result<()> {
        let library = self.for_writing()?;
        let Some(kept) = library.find(&format!("#{id}"))? else { return Ok(()) };
        let Some(fetched) = library.fetched(&kept)? else { return Ok(()) };
        match article::open(&fetched, Options { language: lexicon::by_code(&kept.language) }) {
            Ok(article) => index(library, id, &article),
            Err(_) => Ok(()),
        }
    }
}

/// Extracts an article and keeps what was found.
fn index(library: &mut Library, id: ArticleId, article: &Article) -> Result<()> {
    if !is_indexed(article) {
        return Ok(());
    }
    let mut findings = Findings::default();
    article.stream().for_each(|extracted| findings.push(&extracted.chunk, &extracted.highlights));
    put_index(library, id, article, &findings)
}

fn put_index(library: &mut Library, id: ArticleId, article: &Article, findings: &Findings) -> Result<()> {
    let Some(text) = article.document.text.in_memory() else { return Ok(()) };
    library.index(id, text, article.document.language, findings, VERSION)
}

/// Whether an article's text is kept, and so an index made of it.
pub fn is_indexed(article: &Article) -> bool {
    article.document.text.in_memory().is_some_and(|text| text.len() as u64 <= LARGEST)
}

/// Text around an offset, enough to make or find an anchor in: all of an article, a stretch of a book.
fn around(offset: u32, article: &Article) -> Span {
    const STRETCH: u32 = 64 << 10;
    let text = &article.document.text;
    match text.in_memory() {
        Some(all) => Span::new(0, all.len() as u32),
        None => Span::new(
            text.floor_char(offset.saturating_sub(STRETCH)),
            text.floor_char(offset.saturating_add(STRETCH).min(text.len())),
        ),
    }
}

/// What the home screen shows at the start of the program; `None` where the library holds nothing.
///
/// # Errors
/// A library that cannot be read.
pub fn overview() -> Result<Option<Overview>> {
    let Some(folder) = config::data() else { return Ok(None) };
    let Some(library) = Library::open_to_read(&folder)? else { return Ok(None) };
    Ok(Some(library.overview(LISTED, VERSION, now())?)
        .filter(|overview| overview.count > 0 || !overview.fresh.is_empty()))
}

/// Seconds since 1970.
fn now() -> i64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_secs() as i64)
}
