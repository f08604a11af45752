//! Keys in, frame out: the reader over an article and highlights made by hand, so that what is tested is
//! the linked reading and not the extraction.

use std::sync::Arc;

use proptest::prelude::*;
use qari::article::{Article, Extracted};
use qari::document::{Bytes, Fetched, Origin};
use qari::highlight::{self, Group, Highlight, KindId, Part, Role};
use qari::record::Color::Yellow;
use qari::record::{Found, Hit, Mark, MarkKind, Overview, Placed, Summary};
use qari::settings::chord::{Chord, Key};
use qari::settings::{Depth, Settings};
use qari::text::span::Span;
use qari::tui::model::selection::{Selection, Unit};
use qari::tui::model::{Focus, Model};
use qari::tui::msg::{Capabilities, Effect, Mouse, MouseKind, Msg, Question, Size, Told};
use qari::tui::update::{next_message, update};
use qari::tui::view::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::{Color, Modifier};

/// An article of our own: six quotes by three speakers over many paragraphs.
const ARTICLE: &str = "سوق الكتب يعود إلى الميناء\n\n\
قال أمين المخزن سعيد البحري: \"وصلت الصناديق قبل الفجر\".\n\n\
وأضاف أن السفينة حملت 40 صندوقاً من الورق.\n\n\
كانت الأرصفة خالية، ثم امتلأت بالناس والعربات والأطفال الذين جاؤوا من الأحياء القريبة ليروا ما في الصناديق الكبيرة.\n\n\
وقالت البائعة ليلى ناصر: \"بعتُ الكِتابَ الأول قبل أن أفتح المظلة\".\n\n\
امتد السوق على طول الرصيف القديم، وعُلّقت فيه مصابيح صغيرة وحبال ملونة، وجلس الرسامون عند آخره.\n\n\
وذكرت أن الزوار بلغوا 300 زائر.\n\n\
وفي المساء هدأت الريح، وجُمعت المظلات، وبقي عند الماء من بقي يقرأ على ضوء خافت حتى ساعة متأخرة.\n\n\
وقال سعيد البحري: \"نعود في الربيع\".\n\n\
ثم أُطفئت المصابيح واحداً بعد آخر، وعاد كل إلى بيته ومعه كتاب أو كتابان.\n\n\
وختمت الطالبة منى الورد: \"لا أنام قبل صفحة\".";

struct Reader {
    model: Model,
    effects: Vec<Effect>,
}

fn part(role: Role, place: Option<Span>, value: &str) -> Part {
    Part { role, span: place, value: Some(value.to_string()) }
}

fn find(text: &str, words: &str) -> Span {
    let at = text.find(words).unwrap_or_else(|| panic!("{words}"));
    Span::from(at..at + words.len())
}

fn quote(text: &str, form: &str, words: &str, speaker: &str, stance: &str) -> Highlight {
    let span = find(text, words);
    let before = text[..span.start as usize].rfind(speaker);
    let place = before.map(|at| Span::from(at..at + speaker.len()));
    let parts = vec![
        part(Role::Form, None, form),
        part(Role::Speaker, place, speaker),
        part(Role::Stance, None, stance),
    ];
    Highlight { kind: highlight::QUOTE, span, parts, rule: "test", confidence: 0.95 }
}

fn other(text: &str, kind: KindId, words: &str) -> Highlight {
    Highlight { kind, span: find(text, words), parts: Vec::new(), rule: "test", confidence: 0.95 }
}

const WORDS: [&str; 6] = [
    "وصلت الصناديق قبل الفجر",
    "السفينة حملت 40 صندوقاً من الورق",
    "بعتُ الكِتابَ الأول قبل أن أفتح المظلة",
    "الزوار بلغوا 300 زائر",
    "نعود في الربيع",
    "لا أنام قبل صفحة",
];

fn highlights(text: &str) -> Vec<Highlight> {
    let mut all = vec![
        quote(text, "direct", WORDS[0], "سعيد البحري", "says"),
        quote(text, "indirect", WORDS[1], "سعيد البحري", "adds"),
        quote(text, "direct", WORDS[2], "ليلى ناصر", "says"),
        quote(text, "indirect", WORDS[3], "ليلى ناصر", "says"),
        quote(text, "direct", WORDS[4], "سعيد البحري", "says"),
        quote(text, "direct", WORDS[5], "منى الورد", "says"),
        other(text, highlight::FIGURE, "40 صندوقاً"),
        other(text, highlight::FIGURE, "300 زائر"),
    ];
    all.sort_by_key(|highlight| highlight.span);
    all
}

fn open(text: &str) -> Article {
    let bytes: Arc<dyn Bytes> = Arc::new(text.as_bytes().to_vec());
    let fetched = Fetched {
        bytes,
        mime: None,
        charset: None,
        origin: Origin::File("سوق.txt".to_string()),
        warnings: Vec::new(),
    };
    qari::article::open(&fetched, Default::default()).unwrap_or_else(|_| panic!("it is a text"))
}

impl Reader {
    fn new(width: u16, height: u16) -> Self {
        Reader::over(ARTICLE, highlights(ARTICLE), width, height)
    }

    fn over(text: &str, highlights: Vec<Highlight>, width: u16, height: u16) -> Self {
        let article = open(text);
        let chunk = article.chunks.load(0);
        let capabilities = Capabilities { depth: Depth::True, ..Capabilities::default() };
        let model = Model::new(article, Settings::default(), Size { width, height }, capabilities, "ar");
        let mut reader = Reader { model, effects: Vec::new() };
        reader.send(Msg::Chunk(Box::new(Extracted { number: 0, chunk, highlights })));
        reader
    }

    fn send(&mut self, msg: Msg) {
        self.effects.extend(update(&mut self.model, msg));
    }

    fn press(&mut self, chords: &str) -> &mut Self {
        for chord in chords.split(' ') {
            for key in Chord::parse(chord).unwrap_or_else(|| panic!("{chord}")).0 {
                self.send(Msg::Key(key));
            }
        }
        self
    }

    /// Keys that the terminal sends at once.
    fn type_together(&mut self, text: &str) {
        let mut keys = text.chars().map(|c| Msg::Key(Key::char(c))).collect();
        while let Some(msg) = next_message(&self.model, &mut keys) {
            self.send(msg);
        }
    }

    fn resize(&mut self, width: u16, height: u16) {
        self.send(Msg::Resize(Size { width, height }));
    }

    fn terminal(&self) -> Terminal<TestBackend> {
        let Size { width, height } = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test's terminal");
        terminal.draw(|frame| view(&self.model, frame)).expect("a test's frame");
        terminal
    }

    /// The cells of each row, from left to right.
    fn rows(&self) -> Vec<Vec<String>> {
        let terminal = self.terminal();
        let buffer = terminal.backend().buffer();
        let area = buffer.area;
        (0..area.height)
            .map(|y| (0..area.width).map(|x| buffer[(x, y)].symbol().to_string()).collect())
            .collect()
    }

    /// Whether those words are seen, whatever their direction.
    fn sees(&self, words: &str) -> bool {
        let wanted = shaped(words);
        self.rows().iter().any(|row| row.concat().contains(&wanted))
    }

    /// The words that stand on a ground of that colour, row by row.
    fn on_ground(&self, color: Color) -> Vec<String> {
        let terminal = self.terminal();
        let buffer = terminal.backend().buffer();
        let on = |y: u16| -> String {
            let columns = 0..buffer.area.width;
            columns.filter(|x| buffer[(*x, y)].bg == color).map(|x| buffer[(x, y)].symbol()).collect()
        };
        (0..buffer.area.height).map(on).filter(|row| !row.is_empty()).collect()
    }

    fn selected_words(&self) -> String {
        let selected = self.model.selected.expect("something is selected");
        self.model.shelf.article().document.text.slice(selected.span).into_owned()
    }
}

/// One row of words as it is painted in right-to-left text.
fn shaped(words: &str) -> String {
    let direction = qari::text::bidi::first_strong(words).unwrap_or_default();
    let rows = qari::layout::line(words, direction, 0, &Default::default());
    let mut painted = String::new();
    for cluster in &rows.rows()[0].clusters {
        rows.symbol(cluster, words, &mut painted);
    }
    painted
}

const QUOTE_BAND: Color = Color::Rgb(0x4d, 0x3c, 0x13);
const NAME_BAND: Color = Color::Rgb(0x46, 0x30, 0x5c);
const SURFACE: Color = Color::Rgb(0x22, 0x26, 0x2e);

mod own;
mod reading;
mod searching;
