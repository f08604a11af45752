//! Everything the interface knows: one model, changed by `update` alone.
//!
//! Two panes over one selection: the link between them is the field `selected`, read by both.

pub mod card;
pub mod chips;
pub mod draft;
pub mod filter;
pub mod hints;
pub mod history;
pub mod home;
pub mod line;
pub mod list;
pub mod marks;
pub mod page;
pub mod recall;
pub mod search;
pub mod selection;
pub mod shelf;
pub mod speakers;
pub mod visits;

use crate::article::Article;
use crate::highlight::{Group, Highlight};
use crate::layout;
use crate::record::Facts;
use crate::settings::chord::Key;
use crate::settings::{Appearance, Color, Depth, Digits, Marks, Settings, Strings, Theme};
use crate::text::bidi::Direction;
use crate::text::span::Span;

use super::geometry::{self, Geometry, Shape};
use super::msg::{Capabilities, Size};
use draft::Draft;
use filter::Filter;
use hints::Hints;
use history::{History, Stop};
use home::Home;
use line::Line;
use list::List;
use marks::OwnMarks;
use page::Page;
use recall::Recall;
use search::Search;
use selection::Selection;
use shelf::{Selected, Shelf};
use speakers::Speakers;
use visits::Visits;

/// Which pane has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The text.
    Article,
    /// The highlights.
    List,
}

/// What lies over the panes; the topmost gets the keys first.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The page of keys, and its first row that is seen.
    Help(usize),
    /// The page of speakers.
    Speakers(Speakers),
    /// The home screen.
    Home(Box<Home>),
    /// The page of the reader's own marks, and the chosen one.
    Marks(usize),
}

/// A jump through a book that goes on while nothing else is to be done; any key ends it.
#[derive(Clone, Debug)]
pub struct Seek {
    /// The chunk to look through next.
    pub chunk: usize,
    /// Towards the end.
    pub forward: bool,
    /// What is looked for.
    pub filter: Filter,
    /// How many are still to be passed over, the one to stop at included.
    pub left: usize,
}

/// A word to the reader that leaves with the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub text: String,
    /// Whether something failed.
    pub alert: bool,
}

/// A document that is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetching {
    /// Its number: an answer with another one is not waited for.
    pub ticket: u64,
    /// Its address.
    pub address: String,
    /// The number of the feed's entry in the library that it is.
    pub entry: Option<i64>,
}

/// The state of the reader.
pub struct Model {
    /// The terminal's size.
    pub size: Size,
    /// What the terminal can do.
    pub capabilities: Capabilities,
    /// What the reader set.
    pub settings: Settings,
    /// The interface's words.
    pub strings: Strings,
    /// The colours.
    pub theme: Theme,
    /// The chunks at hand.
    pub shelf: Shelf,
    /// The article's pane.
    pub page: Page,
    /// The list of highlights.
    pub list: List,
    /// Which pane has the keys.
    pub focus: Focus,
    /// The shown tab, and the speaker whose words alone are shown.
    pub filter: Filter,
    /// The chosen highlight: the one link between the panes.
    pub selected: Option<Selected>,
    /// Places jumped from.
    pub history: History,
    /// Keys of a chord that is not complete.
    pub keys: Vec<Key>,
    /// The count typed before a command.
    pub count: Option<usize>,
    /// The search.
    pub search: Option<Search>,
    /// The line with which the highlights are sifted, while it is being typed in.
    pub sifting: Option<Line>,
    /// The line that is being written at the foot.
    pub draft: Option<Draft>,
    /// What was looked for before.
    pub recall: Recall,
    /// What was cut or copied last in a line.
    pub clip: String,
    /// Where in the text the mouse's button went down.
    pub pressed: Option<u32>,
    /// The highlight that was chosen because it was near, not by the reader.
    pub followed: Option<Selected>,
    /// What the reader selects.
    pub selection: Option<Selection>,
    /// The reader's own marks.
    pub own: OwnMarks,
    /// A jump that has not found anything yet.
    pub seeking: Option<Seek>,
    /// What lies over the panes, the topmost last.
    pub overlays: Vec<Overlay>,
    /// A word to the reader.
    pub notice: Option<Notice>,
    /// The documents one came through.
    pub visits: Visits,
    /// Letters over the links that are seen.
    pub hints: Option<Hints>,
    /// The document that is on its way.
    pub fetching: Option<Fetching>,
    /// Numbers given out to fetches.
    pub tickets: u64,
}

impl Model {
    /// A reader that stands at the beginning of `article`; `locale` decides the interface's language
    /// where the settings do not.
    pub fn new(
        article: Article,
        settings: Settings,
        size: Size,
        capabilities: Capabilities,
        locale: &str,
    ) -> Self {
        let wanted = if settings.ui_language == "auto" { locale } else { &settings.ui_language };
        let strings = Strings::find(wanted).unwrap_or_else(Strings::fallback);
        let theme = theme(&settings, &capabilities);
        let group = first_group(&article);
        let mut model = Model {
            size,
            capabilities,
            strings,
            theme,
            settings,
            shelf: Shelf::new(article),
            page: Page::default(),
            list: List::default(),
            focus: Focus::Article,
            filter: Filter::of(Some(group)),
            selected: None,
            followed: None,
            history: History::default(),
            keys: Vec::new(),
            count: None,
            search: None,
            sifting: None,
            draft: None,
            recall: Recall::default(),
            clip: String::new(),
            pressed: None,
            selection: None,
            own: OwnMarks::default(),
            seeking: None,
            overlays: Vec::new(),
            notice: None,
            visits: Visits::default(),
            hints: None,
            fetching: None,
            tickets: 0,
        };
        model.arrange();
        model.follow();
        model
    }

    /// Whether keys are text: a line is being written.
    pub fn is_typing(&self) -> bool {
        if self.draft.is_some() {
            return true;
        }
        match self.overlays.last() {
            Some(Overlay::Home(home)) => home.typing,
            Some(_) => false,
            None => self.sifting.is_some() || self.search.as_ref().is_some_and(|search| search.typing),
        }
    }

    /// Reads another article from now on, at that stretch where one is named.
    pub fn open(&mut self, article: Article, at: Option<Span>) {
        let group = first_group(&article);
        self.shelf = Shelf::new(article);
        self.page = Page::default();
        self.list = List::default();
        self.history = History::default();
        self.own.begin();
        self.filter = Filter::of(Some(group));
        self.focus = Focus::Article;
        (self.selected, self.search, self.selection, self.seeking) = (None, None, None, None);
        (self.hints, self.sifting, self.draft) = (None, None, None);
        self.overlays.clear();
        self.arrange();
        self.follow();
        if let Some(at) = at {
            self.page.place(at.start, self.page.reading_row(), &mut self.shelf);
            self.shelf.extract(self.shelf.chunk_at(at.start));
            self.follow();
            let all = Filter::of(Some(Group::Quotes));
            let here = self.shelf.nearest(at.start, &all).filter(|found| found.span.overlaps(at));
            if here.is_some() {
                self.select(here);
            }
        }
    }

    /// The source and the day that the text itself tells, as far as its chunks are at hand.
    pub fn told_by_the_text(&self) -> (Option<String>, Option<String>) {
        let mut facts = Facts::default();
        for held in self.shelf.at_hand() {
            facts.take(&held.chunk, &held.highlights);
        }
        (facts.outlet, facts.published)
    }

    /// The direction of the article: decides the panes' sides.
    pub fn direction(&self) -> Direction {
        self.shelf.article().document.direction
    }

    /// Where everything stands.
    pub fn geometry(&self) -> Geometry {
        geometry::panes(&Shape {
            size: self.size,
            direction: self.direction(),
            two_panes: self.capabilities.two_panes,
            list_shown: self.focus == Focus::List,
            measure: self.settings.measure,
        })
    }

    /// Whether both panes are seen.
    pub fn side_by_side(&self) -> bool {
        self.geometry().rule.is_some()
    }

    /// Whether combining marks are painted.
    pub fn marks(&self) -> bool {
        match self.settings.marks {
            Marks::Auto => self.capabilities.marks,
            Marks::Keep => true,
            Marks::Strip => false,
        }
    }

    /// How text is laid out in `width` columns.
    pub fn options(&self, width: u16) -> layout::Options {
        layout::Options {
            width,
            marks: if self.marks() { layout::Marks::Keep } else { layout::Marks::Strip },
            digits: match self.settings.digits {
                Digits::AsWritten => layout::Digits::AsWritten,
                Digits::Latin => layout::Digits::Latin,
                Digits::Arabic => layout::Digits::Arabic,
            },
            ..layout::Options::default()
        }
    }

    /// What a card needs to be laid out.
    pub fn card_frame(&self) -> card::Frame<'_> {
        let width = self.geometry().list.text.width;
        card::Frame { width, options: self.options(width), strings: &self.strings }
    }

    /// Rows of card `at` of the list, with the blank one after it.
    pub fn card_height(&self, at: usize) -> usize {
        let Some(entry) = self.list.entries().get(at) else { return 1 };
        let Some(held) = self.shelf.held(entry.chunk) else { return 1 };
        let Some(highlight) = held.highlights.get(entry.highlight) else { return 1 };
        let selected =
            self.selected.is_some_and(|s| s.chunk == entry.chunk && s.highlight == entry.highlight);
        card::rows(held, highlight, selected, &self.card_frame()).len() + 1
    }

    /// The selected highlight.
    pub fn selected_highlight(&self) -> Option<&Highlight> {
        self.shelf.highlight(self.selected.as_ref()?)
    }

    /// Lays out what is seen again, after anything changed that it hangs on.
    pub fn arrange(&mut self) {
        let geometry = self.geometry();
        if geometry.article.text.width > 0 {
            let options = self.options(geometry.article.text.width);
            let airy = self.size.height >= 16;
            self.page.resize(options, usize::from(geometry.article.text.height), airy, &mut self.shelf);
        }
        self.gather();
    }

    /// Gathers the list's cards where they are not those of the place one is at.
    pub fn gather(&mut self) {
        // Of a chunk that was read anew the same highlight may be another number.
        if let Some(selected) = self.selected
            && self.shelf.held(selected.chunk).is_some()
            && self.shelf.highlight(&selected).is_none()
        {
            self.selected = self.shelf.again(selected);
        }
        let chunk = self.selected.map_or_else(|| self.shelf.chunk_at(self.page.span().start), |s| s.chunk);
        if !self.list.covers(chunk, &self.shelf) {
            self.list.gather(chunk, &self.filter, &self.shelf);
        }
    }

    /// Gathers the list's cards anew: the tab or what was read changed.
    pub fn gather_anew(&mut self) {
        let chunk = self.selected.map_or_else(|| self.shelf.chunk_at(self.page.span().start), |s| s.chunk);
        self.list.gather(chunk, &self.filter, &self.shelf);
    }

    /// Chooses a highlight and brings its card into view.
    pub fn select(&mut self, selected: Option<Selected>) {
        self.selected = selected;
        self.gather();
        self.reveal();
    }

    /// Brings the selected card into view.
    pub fn reveal(&mut self) {
        let Some(at) = self.selected.as_ref().and_then(|selected| self.list.position(selected)) else {
            return;
        };
        let room = usize::from(self.geometry().list.text.height);
        self.list.top = self.list.revealing(at, room, |card| self.card_height(card));
    }

    /// The selection after the page moved: it stays as long as any row of it is seen, then goes to the
    /// shown highlight nearest the reading line.
    pub fn follow(&mut self) {
        let seen = self.page.span();
        if self.selected.is_some_and(|selected| selected.span.overlaps(seen) && self.shown(&selected)) {
            return;
        }
        let nearest = self.shelf.nearest(self.page.reading_offset(), &self.filter);
        self.select(nearest);
        self.followed = nearest;
    }

    /// Whether the selected highlight belongs to the shown tab.
    fn shown(&self, selected: &Selected) -> bool {
        self.shelf.shows(selected, &self.filter) == Some(true)
    }

    /// Where one is, for the way back.
    pub fn stop(&self) -> Stop {
        Stop { offset: self.page.reading_offset(), selected: self.selected }
    }

    /// Remembers where one is before a jump.
    pub fn leave(&mut self) {
        self.history.leave(self.stop());
    }

    /// A word to the reader until the next key.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), alert: false });
    }

    /// What the terminal turned out to be able to do.
    pub fn set_capabilities(&mut self, capabilities: Capabilities) {
        self.capabilities = capabilities;
        self.theme = theme(&self.settings, &capabilities);
        self.arrange();
    }
}

/// The tab that an article opens with: a list of articles is all links.
fn first_group(article: &Article) -> Group {
    if article.document.meta.format == "feed" { Group::Links } else { Group::Quotes }
}

fn theme(settings: &Settings, capabilities: &Capabilities) -> Theme {
    let dark = match settings.appearance {
        Appearance::Auto => capabilities.dark,
        Appearance::Dark => true,
        Appearance::Light => false,
    };
    let depth = if settings.color == Color::Never { Depth::None } else { capabilities.depth };
    Theme::new(dark, depth)
}
