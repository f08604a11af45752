//! The terminal interface, in the Elm style: a model, messages that change it, a view that paints it.
//!
//! This file is the event loop, the only place with threads, channels and the clock. One thread listens
//! to the terminal and to signals, one reads the article's further chunks; each slow effect has its own.
//! All send events through one channel. The loop takes all that wait, then draws once: a frame that
//! nobody would see is not painted. The first frame waits for no thread and for no answer: the highlights
//! come with the second.
//!
//! For tests only: `QARI_TEST_PANIC=key` makes the first key a panic, `QARI_TEST_PANIC=thread` the thread
//! of chunks, so that what gives the terminal back can be seen at work.

mod away;
pub mod doctor;
pub mod effect;
mod frame;
pub mod geometry;
mod input;
pub mod model;
pub mod msg;
mod panics;
pub mod signs;
pub mod terminal;
pub mod update;
pub mod view;

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread;

use ratatui::Terminal;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};

use crate::article::Article;
use crate::config;
use crate::error::{Error, ErrorKind, Result};
use crate::record::{Findings, Overview};
use crate::settings::Settings;
use effect::follow::Wish;
use effect::library::{Librarian, Request};
use model::home::Home;
use model::{Model, Overlay};
use msg::{Capabilities, Effect, Mouse, Msg, Size};
use terminal::connection::Connection;
use terminal::decode::{Answer, Decoder, Input};
use terminal::probe::{Answers, Outer};
use terminal::profile::{self, Environment};
use terminal::screen::Screen;
use terminal::{outer, session, table};

/// Where a test wants a panic: `key` or `thread`.
const TEST_PANIC: &str = "QARI_TEST_PANIC";

/// What the loop is woken by.
pub(crate) enum Event {
    /// The terminal sent something.
    Input(Vec<Input>),
    /// A signal came.
    Signal(i32),
    /// A thread has something for the model.
    Msg(Msg),
    /// A chunk of the article, and which of those that were read here it is.
    Stream(u64, Msg),
    /// The multiplexer told of the terminal around it.
    Outer(Outer),
}

type Sink = fn(&[u8]) -> io::Result<()>;

/// Opens the reader on an article, under the home screen where there is something to show on it; answers the
/// exit status. `typed`: keys that were pressed while it was waited for.
///
/// # Errors
/// Where there is no terminal to read keys from, or it fails.
pub fn run(article: Article, settings: Settings, home: Option<Overview>, typed: &[u8]) -> Result<u8> {
    let environment = Environment::new(
        std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))),
    );
    let mut reader = Reader::new(article, settings, environment, terminals()?).map_err(|error| {
        Error::new(ErrorKind::Output, format!("cannot use the terminal: {error}"))
            .hint("`qari print` writes the article without a terminal")
    })?;
    reader.model.overlays.extend(home.map(|mut overview| {
        overview.of_feeds(&reader.model.settings.feeds);
        Overlay::Home(Box::new(Home::first(overview)))
    }));
    let mut inputs = Vec::new();
    let mut decoder = Decoder::default();
    decoder.feed(typed, &mut inputs);
    decoder.silence(&mut inputs);
    if !inputs.is_empty() {
        reader.kept.push_back(Event::Input(inputs));
    }
    reader.run().map_err(|error| {
        session::leave();
        Error::new(ErrorKind::Output, format!("the terminal failed: {error}"))
    })
}

/// What is known of terminals: what is built in, and the reader's own table over it.
///
/// # Errors
/// That table, where it is wrong.
pub fn terminals() -> Result<Cow<'static, [table::Terminal]>> {
    let Some((path, text)) = config::terminals()? else { return Ok(profile::built_in().into()) };
    let mut table = profile::built_in().to_vec();
    table::merge(&mut table, &text)
        .map_err(|why| Error::new(ErrorKind::Usage, format!("{}:{why}", path.display())))?;
    Ok(table.into())
}

/// Everything that the loop holds.
struct Reader {
    model: Model,
    terminal: Terminal<Screen<Sink>>,
    connection: Connection,
    events: Receiver<Event>,
    sender: Sender<Event>,
    signals: Option<input::Signals>,
    /// Keeps the input thread from the terminal.
    gate: Option<input::Gate>,
    /// Handed to the reading thread for each chunk that may follow.
    permits: Option<Sender<()>>,
    /// Counts the articles that were read here: chunks of an earlier one are dropped.
    stream: u64,
    /// What was found in the article so far, where an index is made of it.
    extracted: Option<Findings>,
    /// Whether the model asked to be continued.
    again: bool,
    /// Copies that have not been answered.
    copies: usize,
    /// The fetch that is waited for; 0: none.
    wanted: Arc<AtomicU64>,
    /// Keeps what is read; `None` where nothing is to be remembered.
    librarian: Option<Librarian>,
    /// What came while the terminal was being given back, for when it is ours again.
    kept: VecDeque<Event>,
}

impl Reader {
    fn new(
        article: Article,
        settings: Settings,
        environment: Environment,
        table: Cow<'static, [table::Terminal]>,
    ) -> io::Result<Self> {
        let connection = Connection::new(&settings, environment, table, Answers::default())?;
        let (width, height) = session::size(connection.session.input());
        let capabilities =
            Capabilities::of(&connection.profile, &connection.answers, &connection.environment, &settings);
        let locale = connection.environment.locale();
        let model = Model::new(article, settings, Size { width, height }, capabilities, locale);
        let screen = Screen::new(ratatui::layout::Size { width, height }, session::write as Sink);
        let (sender, events) = mpsc::channel();
        Ok(Reader {
            model,
            terminal: Terminal::new(screen)?,
            connection,
            events,
            sender,
            signals: Some(input::Signals::catch()?),
            gate: None,
            permits: None,
            stream: 0,
            extracted: None,
            again: false,
            copies: 0,
            wanted: Arc::default(),
            librarian: None,
            kept: VecDeque::new(),
        })
    }

    /// Takes the terminal, draws, and goes on until something ends it.
    fn run(&mut self) -> io::Result<u8> {
        panics::give_the_terminal_back();
        let asked = self.connection.enter_and_ask()?;
        self.terminal.backend_mut().cleared();
        self.draw()?;
        self.start_threads(asked)?;
        let status = self.serve()?;
        self.finish();
        session::leave();
        if let Some(librarian) = self.librarian.take() {
            librarian.finish();
        }
        self.tell_unkept();
        Ok(status)
    }

    /// Whether a test wants a panic there.
    fn must_panic(&self, place: &str) -> bool {
        self.connection.environment.get(TEST_PANIC) == Some(place)
    }

    fn start_threads(&mut self, asked: bool) -> io::Result<()> {
        if let Some(signals) = self.signals.take() {
            let input = self.connection.session.input().try_clone_to_owned()?;
            self.gate = Some(input::start(input, asked, signals, self.sender.clone())?);
        }
        if asked {
            let (environment, events) = (self.connection.environment.clone(), self.sender.clone());
            thread::Builder::new().name("outer".to_string()).spawn(move || {
                outer::ask(&environment).map(|outer| events.send(Event::Outer(outer)));
            })?;
        }
        self.librarian = Librarian::start(config::data(), self.model.settings.library, self.sender.clone());
        self.read()
    }

    /// Keeps the article that is read from now on, and reads its chunks.
    fn read(&mut self) -> io::Result<()> {
        let article = self.model.shelf.article().clone();
        self.librarian.iter().for_each(|librarian| librarian.ask(Request::Opened(article.clone())));
        self.stream += 1;
        let indexed = self.librarian.is_some() && effect::library::is_indexed(&article);
        self.extracted = indexed.then(Findings::default);
        let panic = self.must_panic("thread");
        self.permits = Some(effect::read_chunks(article, self.stream, panic, self.sender.clone())?);
        Ok(())
    }

    /// One round for each batch of events: take all that wait, then draw once.
    fn serve(&mut self) -> io::Result<u8> {
        loop {
            let first = if let Some(event) = self.kept.pop_front() {
                event
            } else if self.again {
                match self.events.try_recv() {
                    Ok(event) => event,
                    Err(TryRecvError::Empty) => {
                        self.again = false;
                        Event::Msg(Msg::Continue)
                    }
                    Err(TryRecvError::Disconnected) => return Ok(input::status(SIGHUP)),
                }
            } else {
                match self.events.recv() {
                    Ok(event) => event,
                    Err(_) => return Ok(input::status(SIGHUP)),
                }
            };
            let mut next = Some(first);
            while let Some(event) = next {
                if let ControlFlow::Break(status) = self.handle(event)? {
                    return Ok(status);
                }
                next = self.kept.pop_front().or_else(|| self.events.try_recv().ok());
            }
            self.draw()?;
        }
    }

    fn handle(&mut self, event: Event) -> io::Result<ControlFlow<u8>> {
        match event {
            Event::Input(inputs) => {
                let mut messages = VecDeque::new();
                for input in inputs {
                    match input {
                        Input::Key(key) => messages.push_back(Msg::Key(key)),
                        Input::Paste(text) => messages.push_back(Msg::Paste(text)),
                        Input::Mouse(mouse) => messages.extend(Mouse::known(mouse).map(Msg::Mouse)),
                        Input::Answer(answer) => messages.extend(self.answered(answer)?),
                    }
                }
                while let Some(msg) = update::next_message(&self.model, &mut messages) {
                    if let ControlFlow::Break(status) = self.message(msg)? {
                        return Ok(ControlFlow::Break(status));
                    }
                }
                Ok(ControlFlow::Continue(()))
            }
            Event::Stream(stream, _) if stream != self.stream => Ok(ControlFlow::Continue(())),
            Event::Stream(_, msg) => {
                match &msg {
                    Msg::Chunk(chunk) => {
                        if let Some(permits) = &self.permits {
                            let _ = permits.send(());
                        }
                        if let Some(extracted) = &mut self.extracted {
                            extracted.push(&chunk.chunk, &chunk.highlights);
                        }
                    }
                    Msg::Streamed => {
                        if let (Some(librarian), Some(all)) = (&self.librarian, self.extracted.take()) {
                            librarian.ask(Request::Extracted(all));
                        }
                    }
                    _ => {}
                }
                self.message(msg)
            }
            Event::Msg(msg) => {
                let opened = matches!(msg, Msg::Opened(..));
                self.copies -= usize::from(matches!(msg, Msg::Copied(_)));
                let flow = self.message(msg)?;
                if opened {
                    self.read()?;
                }
                Ok(flow)
            }
            Event::Outer(outer) => {
                self.connection.surrounded(outer);
                match self.known_better()? {
                    Some(msg) => self.message(msg),
                    None => Ok(ControlFlow::Continue(())),
                }
            }
            Event::Signal(signal @ (SIGTERM | SIGHUP | SIGINT)) => {
                Ok(ControlFlow::Break(input::status(signal)))
            }
            Event::Signal(SIGTSTP) => self.suspend(),
            // Stopped from outside: the shell has left its own settings.
            Event::Signal(SIGCONT) if !session::is_raw(self.connection.session.input()) => self.enter_again(),
            Event::Signal(SIGCONT) => self.repaint().map(ControlFlow::Continue),
            Event::Signal(SIGWINCH) => self.resize(),
            Event::Signal(_) => Ok(ControlFlow::Continue(())),
        }
    }

    /// Gives the model a message and does what it asks for.
    fn message(&mut self, msg: Msg) -> io::Result<ControlFlow<u8>> {
        assert!(!(matches!(msg, Msg::Key(_)) && self.must_panic("key")), "{TEST_PANIC} is set");
        let effects = update::update(&mut self.model, msg);
        let wanted = self.model.fetching.as_ref().map_or(0, |fetching| fetching.ticket);
        self.wanted.store(wanted, Ordering::Relaxed);
        for effect in effects {
            match effect {
                Effect::Copy(text) => {
                    let way =
                        effect::Way::choose(&self.model.settings.clipboard, &self.connection.environment);
                    effect::copy(way, text, self.sender.clone());
                    self.copies += 1;
                }
                Effect::Fetch { ticket, address, enclosed } => {
                    let wish = Wish { ticket, address, enclosed, language: self.model.settings.language };
                    effect::follow::fetch(wish, Arc::clone(&self.wanted), self.sender.clone());
                }
                Effect::Read => self.read()?,
                Effect::Browse(address) => {
                    let browser = self.connection.environment.get("BROWSER").map(str::to_owned);
                    effect::follow::browse(address, browser, self.sender.clone());
                }
                Effect::Edit(text) => {
                    let edited = self.edit(&text)?;
                    if let ControlFlow::Break(status) = self.message(Msg::Edited(edited))? {
                        return Ok(ControlFlow::Break(status));
                    }
                }
                Effect::Export(path) => effect::export::write(path, &self.model, self.sender.clone()),
                Effect::Continue => self.again = true,
                Effect::Ask(question) => {
                    self.librarian.iter().for_each(|librarian| librarian.ask(Request::Ask(question.clone())));
                }
                Effect::Redraw => self.repaint()?,
                Effect::Suspend => {
                    if let ControlFlow::Break(status) = self.suspend()? {
                        return Ok(ControlFlow::Break(status));
                    }
                }
                Effect::Quit(status) => return Ok(ControlFlow::Break(status)),
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Takes note of an answer.
    fn answered(&mut self, answer: Answer) -> io::Result<Option<Msg>> {
        if self.connection.answered(answer) { self.known_better() } else { Ok(None) }
    }

    /// More is known of the terminal: the profile is chosen anew, and the model is told what that changes
    /// for it.
    fn known_better(&mut self) -> io::Result<Option<Msg>> {
        if self.connection.choose(&self.model.settings)? {
            self.repaint()?;
        }
        let Connection { profile, answers, environment, .. } = &self.connection;
        let capabilities = Capabilities::of(profile, answers, environment, &self.model.settings);
        Ok((capabilities != self.model.capabilities).then_some(Msg::Capabilities(capabilities)))
    }

    /// Paints everything again, in the size that the terminal has now: also where that is the one it had, for
    /// in between it may have been smaller and have lost what did not fit.
    fn resize(&mut self) -> io::Result<ControlFlow<u8>> {
        let (width, height) = session::size(self.connection.session.input());
        let size = Size { width, height };
        let flow = if size == self.model.size {
            ControlFlow::Continue(())
        } else {
            self.message(Msg::Resize(size))?
        };
        self.repaint()?;
        Ok(flow)
    }
}
