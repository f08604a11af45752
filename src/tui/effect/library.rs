//! The library's thread: it opens the library when it is first needed, keeps what is read, and answers with
//! messages. The reader never waits for it, but at its end, for what is still to be written.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;
use std::time::{Duration, SystemTime};

use super::Event;
use super::follow::enclosed;
use crate::article::{self, Article};
use crate::config;
use crate::error::Result;
use crate::highlight::{Highlight, VERSION};
use crate::import::Options;
use crate::lexicon;
use crate::library::{FILE, Kept, Library, key};
use crate::record::{Anchor, ArticleId, Mark, Overview, Place, Query, placed};
use crate::settings;
use crate::source;
use crate::text::span::Span;
use crate::tui::msg::{Fetched, Msg, Question, Told};

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
                text: mode == settings::Library::On,
                library: None,
                current: None,
                seen: None,
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
}

struct Keeper {
    folder: PathBuf,
    /// Whether texts are kept, and not places alone.
    text: bool,
    library: Option<Library>,
    current: Option<Current>,
    /// What is on the screen and not written yet.
    seen: Option<(Span, u32)>,
    events: Sender<Event>,
}

impl Keeper {
    fn serve(mut self, asked: &Receiver<Request>) {
        let mut first = None;
        while let Err(error) = self.serve_until_it_fails(first, asked) {
            let why = error.hint.map_or(error.message.clone(), |hint| format!("{} ({hint})", error.message));
            self.tell(Told::Failed(why));
            // Nothing is tried again by itself; what the reader asks for is, and fails aloud.
            self.seen = None;
            first = asked.iter().find(|request| !matches!(request, Request::Seen(..)));
            if first.is_none() {
                return;
            }
        }
    }

    /// Does what is asked for, `first` before all else, until nobody asks any more.
    fn serve_until_it_fails(&mut self, mut first: Option<Request>, asked: &Receiver<Request>) -> Result<()> {
        // Articles whose index another version made; asked for once, when there is time.
        let mut stale: Option<Vec<ArticleId>> = None;
        loop {
            let idle = stale.as_ref().is_some_and(Vec::is_empty) || self.library.is_none() || !self.text;
            let next = if let Some(first) = first.take() {
                Ok(first)
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
                    self.write_place()?;
                    self.opened(article)?;
                }
                Ok(Request::Seen(span, reading)) => self.seen = Some((span, reading)),
                Ok(Request::Ask(question)) => {
                    // Of searches that wait only the last is still wanted.
                    let mut question = question;
                    while let (Question::Search { .. }, Ok(next)) = (&question, asked.try_recv()) {
                        match next {
                            Request::Ask(next @ Question::Search { .. }) => question = next,
                            Request::Seen(span, reading) => self.seen = Some((span, reading)),
                            Request::Ask(other) => self.answer(other)?,
                            Request::Opened(article) => self.opened(article)?,
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
                Err(RecvTimeoutError::Disconnected) => return self.write_place(),
            }
        }
    }

    fn tell(&self, told: Told) {
        let _ = self.events.send(Event::Msg(Msg::Library(told)));
    }

    fn library(&mut self) -> Result<&mut Library> {
        let library = match self.library.take() {
            Some(library) => library,
            None => Library::open(&self.folder)?,
        };
        Ok(self.library.insert(library))
    }

    /// Keeps an article, tells where it was left, and makes its index.
    fn opened(&mut self, article: Article) -> Result<()> {
        self.current = None;
        let Some(origin) = key(&article.fetched.origin, &article.document) else {
            // Under the home screen lies an article that is not kept; the index is looked after all the same.
            if self.folder.join(FILE).is_file() {
                self.library()?;
            }
            return Ok(());
        };
        let (text, now) = (self.text, now());
        let library = self.library()?;
        let kept = Kept { origin: &origin, fetched: &article.fetched, document: &article.document, text };
        let remembered = library.remember(&kept, now, VERSION)?;
        if let Some(place) = remembered.place.filter(|place| place.progress < READ)
            && let Some(offset) = place
                .anchor
                .find_in(&article.document.text)
                .map(|span| span.start)
                .filter(|offset| *offset > 0)
        {
            self.tell(Told::Left(offset));
        }
        self.current = Some(Current { id: remembered.id, article: article.clone() });
        self.tell_marks()?;
        if text && !remembered.indexed {
            index(self.library()?, remembered.id, &article)?;
        }
        Ok(())
    }

    /// Tells the marks of the article that is read, each where it is in the text of today.
    fn tell_marks(&mut self) -> Result<()> {
        let Some(id) = self.current.as_ref().map(|current| current.id) else { return Ok(()) };
        let marks = self.library()?.marks(id)?;
        let Some(current) = &self.current else { return Ok(()) };
        self.tell(Told::Marks(placed(marks, &current.article.document.text)));
        Ok(())
    }

    /// Changes marks of the article that is read, tells them, and makes its index anew where the change says
    /// something of what was said in it.
    fn change_marks(&mut self, change: impl FnOnce(&mut Library, ArticleId) -> Result<()>) -> Result<()> {
        self.library()?;
        let Some((id, article)) = self.current.as_ref().map(|current| (current.id, current.article.clone()))
        else {
            self.tell(Told::Unkept);
            return Ok(());
        };
        let corrections = |library: &Library| -> Result<Vec<Mark>> {
            let mut marks = library.marks(id)?;
            marks.retain(|mark| mark.kind.is_correction());
            Ok(marks)
        };
        let library = self.library()?;
        let before = corrections(library)?;
        change(library, id)?;
        let same = corrections(library)? == before;
        self.tell_marks()?;
        if same { Ok(()) } else { index(self.library()?, id, &article) }
    }

    fn answer(&mut self, question: Question) -> Result<()> {
        match question {
            Question::Overview => {
                // What is read right now is in it as it stands.
                self.write_place()?;
                let overview = self.library()?.overview(LISTED, VERSION, now())?;
                self.tell(Told::Overview(Box::new(overview)));
            }
            Question::Search { ticket, words } => {
                let query = Query { words, limit: FOUND, ..Query::default() };
                let found = self.library()?.search(&query, true)?;
                self.tell(Told::Found(ticket, Box::new(found)));
            }
            Question::PutMark(mark) => {
                let now = now();
                let made = if mark.made == 0 { now } else { mark.made };
                let mark = Mark { made, changed: now, ..*mark };
                self.change_marks(|library, id| library.put_mark(id, &mark).map(drop))?;
            }
            Question::RemoveMark(mark) => self.change_marks(|library, _| library.remove_mark(mark))?,
            Question::Carried { ticket, entry } => {
                let opened = match self.library()?.carried(entry)? {
                    Some((address, page)) => article::open(&enclosed(&address, &page), Options::default())
                        .map(|article| Fetched::Open(Box::new(article)))
                        .unwrap_or_else(|refusal| Fetched::Failed(format!("{address}: {refusal}"))),
                    None => Fetched::Failed(format!("#{entry}")),
                };
                let _ = self.events.send(Event::Msg(Msg::Fetched(ticket, opened)));
            }
            Question::EntryRead(entry) => self.library()?.entry_read(entry)?,
            Question::Open { article, at } => {
                self.write_place()?;
                match open(self.library()?, article)? {
                    Ok((opened, at_home)) => {
                        let at = at.and_then(|at| at_home.place(at, &opened));
                        let _ = self.events.send(Event::Msg(Msg::Opened(Box::new(opened), at)));
                    }
                    Err(why) => self.tell(Told::Failed(why)),
                }
            }
        }
        Ok(())
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
        self.library()?.set_place(id, &place)
    }

    /// Makes the index of an article in the library anew.
    fn index_anew(&mut self, id: ArticleId) -> Result<()> {
        let library = self.library()?;
        let Some(kept) = library.find(&format!("#{id}"))? else { return Ok(()) };
        let Some(fetched) = library.fetched(&kept)? else { return Ok(()) };
        match article::open(&fetched, Options { language: lexicon::by_code(&kept.language) }) {
            Ok(article) => index(library, id, &article),
            Err(_) => Ok(()),
        }
    }
}

/// The text that the library has, in which its places count.
struct AtHome(Option<String>);

impl AtHome {
    /// Where a stretch of it is in the article as it was opened now.
    fn place(&self, at: Span, article: &Article) -> Option<Span> {
        let text = article.document.text.slice(Span::new(0, article.document.text.len()));
        match &self.0 {
            Some(kept) if **kept != *text && (at.end as usize) <= kept.len() => {
                Some(Anchor::new(kept, at).find(&text)?.span())
            }
            _ => Some(at),
        }
    }
}

/// Opens an article: a file that is still there as it is now, anything else as the library has it. Inside,
/// why it cannot be opened.
fn open(library: &Library, id: ArticleId) -> Result<std::result::Result<(Article, AtHome), String>> {
    let Some(kept) = library.find(&format!("#{id}"))? else { return Ok(Err(format!("#{id}"))) };
    let at_home = AtHome(library.text(id)?);
    let is_there = std::path::Path::new(&kept.origin).is_file();
    let fetched = match library.fetched(&kept)? {
        Some(fetched) if !is_there => Ok(fetched),
        _ => source::fetch(&kept.origin, &mut |_| std::ops::ControlFlow::Continue(())),
    };
    let fetched = match fetched {
        Ok(fetched) => fetched,
        Err(error) => return Ok(Err(error.message)),
    };
    let options = Options { language: lexicon::by_code(&kept.language) };
    let opened = article::open(&fetched, options).map_err(|refusal| format!("{}: {refusal}", kept.origin));
    Ok(opened.map(|article| (article, at_home)))
}

/// Extracts an article and keeps what was found.
fn index(library: &mut Library, id: ArticleId, article: &Article) -> Result<()> {
    let Some(text) = article.document.text.in_memory() else { return Ok(()) };
    let highlights: Vec<Highlight> = article.stream().flat_map(|extracted| extracted.highlights).collect();
    library.index(id, text, article.document.language, &highlights, VERSION)
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
