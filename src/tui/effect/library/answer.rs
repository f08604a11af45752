//! What the interface asks of the library, and its answers.

use super::{FOUND, Keeper, LISTED, now};
use crate::article::{self, Article};
use crate::error::{Error, ErrorKind, Result};
use crate::highlight::VERSION;
use crate::import::Options;
use crate::lexicon;
use crate::library::Library;
use crate::record::{Anchor, ArticleId, Mark, Overview, Query};
use crate::source;
use crate::text::span::Span;
use crate::tui::Event;
use crate::tui::effect::follow::enclosed;
use crate::tui::msg::{Fetched, Msg, Question, Told};

impl Keeper {
    /// Does what is asked for and tells what came of it.
    pub(super) fn answer(&mut self, question: Question) -> Result<()> {
        match question {
            Question::Overview => {
                // What is read right now is in it as it stands.
                self.write_place()?;
                let overview = match self.for_reading()? {
                    Some(library) => library.overview(LISTED, VERSION, now())?,
                    None => Overview::default(),
                };
                self.tell(Told::Overview(Box::new(overview)));
            }
            Question::Search { ticket, words } => {
                let query = Query { words, limit: FOUND, ..Query::default() };
                let library = self.for_reading()?;
                let found = library.map(|library| library.search(&query, true)).transpose()?;
                self.tell(Told::Found(ticket, Box::new(found.unwrap_or_default())));
            }
            Question::Typed => {
                let library = self.for_reading()?;
                let typed = library.map(|library| library.typed()).transpose()?;
                self.tell(Told::Typed(typed.unwrap_or_default()));
            }
            // Where nothing can be kept, that was told: it is nothing to tell again with every search.
            Question::KeepTyped(_) if !self.keeps() => {}
            Question::KeepTyped(_) if self.library.as_ref().is_some_and(|library| !library.is_writable()) => {
            }
            Question::KeepTyped(words) => self.for_writing()?.keep_typed(&words)?,
            Question::PutMark(mark) => {
                let now = now();
                let made = if mark.made == 0 { now } else { mark.made };
                let mark = Mark { made, changed: now, ..*mark };
                self.change_marks(|library, id| library.put_mark(id, &mark).map(drop));
            }
            Question::RemoveMark(mark) => self.change_marks(|library, _| library.remove_mark(mark)),
            Question::Carried { ticket, entry } => {
                let library = self.for_reading()?;
                let carried = library.map(|library| library.carried(entry)).transpose()?.flatten();
                let opened = match carried {
                    Some((address, page)) => article::open(&enclosed(&address, &page), Options::default())
                        .map(|article| Fetched::Open(Box::new(article)))
                        .unwrap_or_else(|refusal| Fetched::Failed(format!("{address}: {refusal}"))),
                    None => Fetched::Failed(format!("#{entry}")),
                };
                let _ = self.events.send(Event::Msg(Msg::Fetched(ticket, opened)));
            }
            Question::EntryRead(_) if !self.keeps() => {}
            Question::EntryRead(entry) => self.for_writing()?.entry_read(entry)?,
            Question::Open { article, at } => {
                self.write_place()?;
                let Some(library) = self.for_reading()? else { return Ok(()) };
                // A page without its text is fetched as links are: told how far it is, and let go at will.
                let elsewhere =
                    library.find(&format!("#{article}"))?.filter(|kept| source::is_address(&kept.origin));
                if let Some(kept) = elsewhere
                    && library.fetched(&kept)?.is_none()
                {
                    let _ = self.events.send(Event::Msg(Msg::Elsewhere(kept.origin)));
                    return Ok(());
                }
                match open(library, article)? {
                    Ok((opened, at_home)) => {
                        let at = at.and_then(|at| at_home.place(at, &opened));
                        let _ = self.events.send(Event::Msg(Msg::Opened(Box::new(opened), at)));
                    }
                    Err(error) => self.tell(Told::Failed(error)),
                }
            }
        }
        Ok(())
    }

    /// Changes marks of the article that is read, tells them, and makes its index anew where the change says
    /// something of what was said in it. What cannot be kept is told: the interface has it still.
    fn change_marks(&mut self, change: impl FnOnce(&mut Library, ArticleId) -> Result<()>) {
        // An article that could not be kept when it was opened: there may be room by now.
        if let Some(article) = self.waiting.take()
            && let Err(error) = self.opened(article)
        {
            return self.tell(Told::Unkept(Some(error)));
        }
        let Some(id) = self.current.as_ref().map(|current| current.id) else {
            return self.tell(Told::Unkept(None));
        };
        let corrections = |library: &Library| -> Result<Vec<Mark>> {
            let mut marks = library.marks(id)?;
            marks.retain(|mark| mark.kind.is_correction());
            Ok(marks)
        };
        let changed = self.for_writing().and_then(|library| {
            let before = corrections(library)?;
            change(library, id)?;
            Ok(corrections(library)? != before)
        });
        match changed {
            Ok(changed) => {
                self.tell(Told::Kept);
                // The mark is kept; an index that is not made now is made later.
                let told =
                    self.tell_marks().and_then(|()| if changed { self.index_current() } else { Ok(()) });
                if let Err(error) = told {
                    self.tell(Told::Failed(error));
                }
            }
            Err(error) => self.tell(Told::Unkept(Some(error))),
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
fn open(library: &Library, id: ArticleId) -> Result<std::result::Result<(Article, AtHome), Error>> {
    let Some(kept) = library.find(&format!("#{id}"))? else {
        return Ok(Err(Error::new(ErrorKind::Source, format!("#{id}"))));
    };
    let at_home = AtHome(library.text(id)?);
    let is_there = std::path::Path::new(&kept.origin).is_file();
    let fetched = match library.fetched(&kept)? {
        Some(fetched) if !is_there => Ok(fetched),
        _ => source::fetch(&kept.origin, &mut |_| std::ops::ControlFlow::Continue(())),
    };
    let fetched = match fetched {
        Ok(fetched) => fetched,
        Err(error) => return Ok(Err(error)),
    };
    let options = Options { language: lexicon::by_code(&kept.language) };
    let opened = article::open(&fetched, options)
        .map_err(|refusal| Error::new(ErrorKind::Source, format!("{}: {refusal}", kept.origin)));
    Ok(opened.map(|article| (article, at_home)))
}
