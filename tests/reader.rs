//! Keys in, frame out: the reader over an article and highlights made by hand, so that what is tested is
//! the linked reading and not the extraction.

use std::sync::Arc;

use proptest::prelude::*;
use qari::article::{Article, Extracted};
use qari::document::{Bytes, Fetched, Origin};
use qari::highlight::{self, Group, Highlight, KindId, Part, Role};
use qari::record::Color::Yellow;
use qari::record::{Found, Hit, Mark, MarkKind, Overview, Summary};
use qari::settings::chord::{Chord, Key};
use qari::settings::{Depth, Settings};
use qari::text::span::Span;
use qari::tui::model::marks::Placed;
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

#[test]
fn the_panes_stand_apart_and_the_hairline_is_unbroken() {
    for (width, height) in [(120, 40), (80, 24), (100, 30), (200, 60)] {
        let reader = Reader::new(width, height);
        let rule = reader.model.geometry().rule.expect("two panes");
        for row in reader.rows().iter().take(usize::from(height) - 1) {
            let at = row[usize::from(rule)].as_str();
            assert!(matches!(at, "│" | "┃" | "┤" | "┨"), "{width}×{height}: {at:?} in {row:?}");
        }
        assert!(rule < width / 2, "a right-to-left article stands on the right");
    }
}

#[test]
fn every_quote_is_reached_and_both_panes_show_it() {
    let mut reader = Reader::new(120, 24);
    reader.press("g");
    for (i, words) in WORDS.iter().enumerate() {
        if i > 0 || reader.selected_words() != *words {
            reader.press("]q");
        }
        assert_eq!(reader.selected_words(), *words);
        let page: String = reader.on_ground(QUOTE_BAND).concat();
        assert!(page.contains(&shaped(words)), "{words} on the page: {page}");
        let card = reader.on_ground(SURFACE).concat();
        let first = words.split(' ').next().expect("words");
        assert!(card.contains(&shaped(first)), "{words} on the card: {card}");
    }
    reader.press("]q");
    assert_eq!(reader.selected_words(), WORDS[5], "there is none after the last");
    for words in WORDS.iter().rev().skip(1) {
        reader.press("[q");
        assert_eq!(reader.selected_words(), *words);
    }
    reader.press("3]q");
    assert_eq!(reader.selected_words(), WORDS[3]);
}

#[test]
fn the_speaker_is_marked_where_it_stands() {
    let mut reader = Reader::new(120, 40);
    reader.press("g 2]q");
    assert_eq!(reader.selected_words(), WORDS[2]);
    assert_eq!(reader.on_ground(NAME_BAND), [shaped("ليلى ناصر")]);
}

#[test]
fn scrolling_keeps_the_selection_while_it_is_seen() {
    let mut reader = Reader::new(80, 20);
    reader.press("g");
    assert_eq!(reader.selected_words(), WORDS[0]);
    let before = reader.model.page.span();
    reader.press("j");
    assert_ne!(reader.model.page.span(), before, "the page moved");
    assert_eq!(reader.selected_words(), WORDS[0], "it is still seen");
    reader.press("G");
    let seen = reader.model.page.span();
    let selected = reader.model.selected.expect("something is selected");
    assert!(selected.span.overlaps(seen), "the selection came along");
    assert_eq!(reader.model.filter.group, Some(Group::Quotes), "scrolling changes no tab");
}

#[test]
fn the_list_leads_the_page_and_enter_goes_across() {
    let mut reader = Reader::new(100, 20);
    reader.press("Tab");
    assert_eq!(reader.model.focus, Focus::List);
    reader.press("G");
    assert_eq!(reader.selected_words(), WORDS[5]);
    assert!(reader.on_ground(QUOTE_BAND).concat().contains(&shaped(WORDS[5])));
    reader.press("k");
    assert_eq!(reader.selected_words(), WORDS[4]);
    reader.press("Enter");
    assert_eq!(reader.model.focus, Focus::Article);
    reader.press("Enter");
    assert_eq!(reader.model.focus, Focus::List);
    reader.press("l");
    assert_eq!(reader.model.focus, Focus::Article, "the article is on the right");
    reader.press("Left");
    assert_eq!(reader.model.focus, Focus::List, "the list is on the left");
}

#[test]
fn jumps_are_undone_one_by_one() {
    let mut reader = Reader::new(80, 20);
    reader.press("g");
    let start = reader.model.page.span();
    reader.press("5]q");
    let there = reader.model.page.span();
    assert_ne!(start, there);
    reader.press("Ctrl-o");
    assert_eq!(reader.model.page.span().start, start.start);
    assert_eq!(reader.selected_words(), WORDS[0]);
    reader.press("Alt-o");
    assert!(reader.model.page.span().overlaps(there));
    assert_eq!(reader.selected_words(), WORDS[5], "what was selected is selected again");
}

#[test]
fn figures_have_their_own_tab() {
    let mut reader = Reader::new(120, 40);
    reader.press("]f");
    assert_eq!(reader.selected_words(), "40 صندوقاً");
    assert_eq!(reader.model.filter.group, Some(Group::Figures));
    assert_eq!(reader.model.list.entries().len(), 2);
    reader.press("]]");
    assert_eq!(reader.selected_words(), "300 زائر");
    reader.press("Esc");
    assert_eq!(reader.model.filter.group, Some(Group::Quotes));
}

#[test]
fn one_speaker_s_words_alone() {
    let mut reader = Reader::new(120, 40);
    reader.press("s");
    assert!(reader.sees("المتحدثون"));
    reader.press("j Enter");
    assert_eq!(reader.model.list.entries().len(), 2);
    assert_eq!(reader.selected_words(), WORDS[2]);
    reader.press("]q");
    assert_eq!(reader.selected_words(), WORDS[3]);
    reader.press("]q");
    assert_eq!(reader.selected_words(), WORDS[3], "the other speakers' words are passed over");
    reader.press("Esc");
    assert_eq!(reader.model.list.entries().len(), 6);
}

#[test]
fn a_search_is_folded_and_esc_goes_back() {
    let mut reader = Reader::new(80, 20);
    reader.press("g /");
    let before = reader.model.page.span();
    for c in "كتاب".chars() {
        reader.send(Msg::Key(Key::char(c)));
    }
    let search = reader.model.search.as_ref().expect("a search");
    assert_eq!(search.hits().len(), 3, "with and without marks, and inside كتابان");
    assert!(search.current().is_some_and(|hit| hit.overlaps(reader.model.page.span())));
    reader.press("Esc");
    assert!(reader.model.search.is_none());
    assert_eq!(reader.model.page.span().start, before.start);
    reader.press("/");
    reader.send(Msg::Paste("المصابيح\n".to_string()));
    reader.press("Backspace Enter n N");
    assert!(reader.model.search.as_ref().is_some_and(|search| !search.typing && search.current().is_some()));
}

#[test]
fn a_resize_keeps_the_word_at_the_reading_line() {
    let mut reader = Reader::new(120, 20);
    reader.press("G");
    let reading = reader.model.page.reading_offset();
    for (width, height) in [(60, 20), (40, 10), (200, 60), (90, 16), (120, 20)] {
        reader.resize(width, height);
        let seen = reader.model.page.span();
        assert!(seen.contains(reading), "{width}×{height}: {seen:?} lost {reading}");
    }
}

#[test]
fn what_is_copied_is_the_logical_text() {
    let mut reader = Reader::new(120, 40);
    reader.press("g y Y");
    let title = "سوق الكتب يعود إلى الميناء";
    let with_speaker = format!("«{}»\n— سعيد البحري، {title}", WORDS[0]);
    assert_eq!(reader.effects, [Effect::Copy(with_speaker), Effect::Copy(WORDS[0].to_string())]);
}

#[test]
fn keys_are_read_by_place_on_the_arabic_layout() {
    let mut reader = Reader::new(120, 12);
    reader.press("g");
    reader.type_together("دض");
    assert_eq!(reader.selected_words(), WORDS[1]);
    // Lam and alef with hamza, as X11 sends the key of G; in the search line they are two letters.
    reader.type_together("\u{644}\u{623}");
    assert!(reader.model.page.reading_offset() > 0, "G goes to the end");
    reader.type_together("/\u{644}\u{623}");
    assert_eq!(reader.model.search.as_ref().map(|search| search.line.text()), Some("\u{644}\u{623}"));
}

#[test]
fn without_colour_the_selection_is_still_seen() {
    let mut reader = Reader::new(120, 40);
    reader.send(Msg::Capabilities(Capabilities { depth: Depth::None, ..Capabilities::default() }));
    let terminal = reader.terminal();
    let cells = &terminal.backend().buffer().content;
    let reversed = cells.iter().filter(|cell| cell.modifier.contains(Modifier::REVERSED)).count();
    assert!(reversed > 20, "the words and the name are reversed");
    assert!(cells.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    assert!(cells.iter().any(|cell| cell.symbol() == "▐"), "a bar stands beside the words");
}

#[test]
fn help_moves_with_the_first_key_back_from_its_end() {
    let mut reader = Reader::new(80, 24);
    reader.press("? G");
    let end = reader.rows();
    reader.press("k");
    assert_ne!(reader.rows(), end);
}

#[test]
fn help_lists_every_command() {
    let mut reader = Reader::new(120, 60);
    reader.press("?");
    for command in qari::command::COMMANDS {
        let wording = command.wording();
        let words = reader.model.strings.get(&wording);
        assert!(reader.sees(words), "{}", command.name);
    }
    reader.press("q");
    assert!(reader.effects.is_empty(), "q closes the page first");
    reader.press("q");
    assert_eq!(reader.effects, [Effect::Quit(0)]);
}

#[test]
fn no_control_of_an_article_reaches_a_cell() {
    let text = "عنوان\u{1b}[31m أحمر\u{202e}\u{2066}\n\nنص\u{7} فيه\u{9b}2J \u{1b}]0;x\u{7} كل\u{200f} شيء.";
    let calm = "\n\nثم سكن البحر، ومضى الناس إلى بيوتهم قبل المغيب.".repeat(8);
    let text = &format!("{text}{calm}");
    let quoted = other(text, highlight::RELATED, &text[text.find("نص").expect("a word")..]);
    let mut reader = Reader::over(text, vec![quoted], 80, 24);
    let bad = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
    };
    for keys in ["g", "Tab", "s", "Esc", "?"] {
        reader.press(keys);
        for row in reader.rows() {
            assert!(!row.concat().chars().any(bad), "{row:?}");
        }
    }
}

fn any_keys() -> impl Strategy<Value = Vec<&'static str>> {
    let chords = [
        "j", "k", "Space", "b", "Ctrl-d", "Ctrl-u", "g", "G", "{", "}", "]q", "[q", "]f", "[f", "]]", "[[",
        "Tab", "Enter", "f", "F", "s", "/", "n", "N", "Esc", "m", "#", "?", "Ctrl-o", "Alt-o", "y", "h", "l",
        "3", "9", "ك",
    ];
    proptest::collection::vec(proptest::sample::select(chords.to_vec()), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_at_any_size_break_it(
        keys in any_keys(),
        width in 1u16..140,
        height in 1u16..50,
        other in (1u16..140, 1u16..50),
    ) {
        let mut reader = Reader::new(width, height);
        for (i, key) in keys.iter().enumerate() {
            reader.press(key);
            if i == keys.len() / 2 {
                reader.resize(other.0, other.1);
            }
            let _ = reader.rows();
        }
        if let Some(selected) = reader.model.selected {
            prop_assert!(reader.model.shelf.highlight(&selected).is_some());
        }
    }
}

#[test]
fn a_selection_widens_and_is_copied_in_logical_order() {
    let mut reader = Reader::new(120, 40);
    let sentence = format!("قال أمين المخزن سعيد البحري: \"{}\".", WORDS[0]);
    let cited = format!("«{}»\n— سعيد البحري، سوق الكتب يعود إلى الميناء", WORDS[0]);
    reader.press("g v Y v Y v y");
    let copied = |text: &str| Effect::Copy(text.to_string());
    assert_eq!(reader.effects, [copied("وصلت"), copied(&sentence), copied(&cited)]);
    reader.effects.clear();
    reader.press("Esc v w w W Y Esc y");
    assert_eq!(reader.effects, [copied("وصلت الصناديق"), copied(&cited)]);
}

const SELECTED: Color = Color::Rgb(0x33, 0x37, 0x3f);
const HEAD: Color = Color::Rgb(0x4b, 0x55, 0x18);

#[test]
fn a_selection_in_a_mixed_line_is_painted_where_its_letters_are() {
    let text = "عنوان\n\nقال مدير OpenShelf 3.2 الجديد كلاماً طويلاً.";
    let mut reader = Reader::over(text, Vec::new(), 120, 30);
    reader.model.selection = Selection::at(find(text, "مدير").start, Unit::Word, &mut reader.model.shelf);
    reader.press("w");
    // The words as they stand in the row, from left to right: Latin on the left, a gap at neither side.
    assert_eq!(reader.on_ground(HEAD), ["OpenShelf"]);
    // With the space after it, which is seen on its left; the other such ground is the active chip's.
    let wanted = format!(" {}", shaped("مدير"));
    assert!(reader.on_ground(SELECTED).contains(&wanted), "{:?}", reader.on_ground(SELECTED));
    reader.press("w");
    assert_eq!(reader.on_ground(HEAD), ["3.2"]);
    reader.press("Y");
    assert_eq!(reader.effects, [Effect::Copy("مدير OpenShelf 3.2".to_string())]);
}

#[test]
fn the_mouse_selects_what_it_passes_over() {
    let mut reader = Reader::over("عنوان\n\nقال مدير المكتبة كلاماً.", Vec::new(), 120, 30);
    let right = reader.model.geometry().article.text;
    let (last, row) = (right.x + right.width - 1, right.y + 2);
    for (column, kind) in [(last, MouseKind::Press), (last, MouseKind::Drag), (last - 7, MouseKind::Drag)] {
        reader.send(Msg::Mouse(Mouse { column, row, kind }));
    }
    reader.press("Y");
    assert_eq!(reader.effects, [Effect::Copy("قال مدير".to_string())]);
}

#[test]
fn an_input_line_is_edited_where_the_cursor_is() {
    let mut reader = Reader::new(120, 40);
    reader.press("/");
    reader.type_together("كتاب بحر");
    reader.press("Ctrl-Right Ctrl-w");
    let search = reader.model.search.as_ref().expect("a search");
    assert_eq!(search.line.text(), "بحر");
    assert_eq!(search.line.cursor(), 0);
    // The cursor stands on the letter after it: the first one, on the right.
    let rows = reader.rows();
    let footer = rows.last().expect("a footer").concat();
    assert!(footer.contains(&shaped("بحر")), "{footer}");
    let on = reader.on_ground(Color::Rgb(0xd5, 0xe2, 0x52));
    assert!(
        on.iter().any(|row| row == &shaped("بحر").chars().last().expect("a letter").to_string()),
        "{on:?}"
    );
    reader.send(Msg::Paste("ال\n".to_string()));
    assert_eq!(reader.model.search.as_ref().map(|search| search.line.text()), Some("ال بحر"));
}

fn summary(id: i64, title: &str, progress: f32, finished: bool) -> Summary {
    Summary {
        id,
        origin: format!("/articles/{id}.txt"),
        title: Some(title.to_string()),
        byline: None,
        outlet: Some("مجلة الضفة".to_string()),
        published: None,
        language: "ar".to_string(),
        words: 300,
        fetched: 0,
        opened: 1000 - id,
        progress,
        finished,
        quotes: 5,
        stored: true,
    }
}

#[test]
fn the_home_screen_tells_what_to_read_and_finds_what_was_said() {
    let mut reader = Reader::new(120, 36);
    reader.press("H");
    assert_eq!(reader.effects, [Effect::Ask(Question::Overview)]);
    let articles = vec![summary(1, "مكتبة على الماء", 0.71, false), summary(2, "قمح قديم", 1.0, true)];
    let overview = Overview { articles, count: 2, quotes: 10, now: 4600, ..Overview::default() };
    reader.send(Msg::Library(Told::Overview(Box::new(overview))));
    for words in ["تابع القراءة", "مكتبة على الماء", "الأحدث", "قمح قديم", "قبل ساعة", "%71", "10 أقوال"]
    {
        assert!(
            reader.sees(words),
            "{words}: {:#?}",
            reader.rows().iter().map(|row| row.concat()).collect::<Vec<_>>()
        );
    }
    reader.effects.clear();
    reader.press("/");
    reader.type_together("نفط");
    let last = reader.effects.last().cloned();
    assert_eq!(last, Some(Effect::Ask(Question::Search { ticket: 3, words: "نفط".to_string() })));
    let hit = Hit {
        article: 2,
        title: "قمح قديم".to_string(),
        outlet: None,
        published: Some("2026-10-07".to_string()),
        kind: "quote".to_string(),
        form: Some("direct".to_string()),
        stance: Some("warns".to_string()),
        speaker: Some("كريم الصافي".to_string()),
        span: Span::new(40, 60),
        text: "أسعار النفط قد ترتفع".to_string(),
    };
    let found = Found { hits: vec![hit], ..Found::default() };
    // An answer to a search that is no longer wanted is dropped.
    reader.send(Msg::Library(Told::Found(2, Box::default())));
    reader.send(Msg::Library(Told::Found(3, Box::new(found))));
    for words in ["كريم الصافي", "تحذير", "أسعار النفط قد ترتفع", "2026-10-07"]
    {
        assert!(reader.sees(words), "{words}");
    }
    reader.effects.clear();
    reader.press("Enter Enter");
    let open = Question::Open { article: 2, at: Some(Span::new(40, 60)) };
    assert_eq!(reader.effects, [Effect::Ask(open)]);
    let at = find(ARTICLE, WORDS[4]);
    reader.send(Msg::Opened(Box::new(open_article()), Some(at)));
    assert!(reader.model.overlays.is_empty());
    assert!(reader.model.page.span().covers(at), "the words are on the screen");
}

fn open_article() -> Article {
    open(ARTICLE)
}

/// The last question to the library that keeps a mark.
fn put(reader: &Reader) -> Mark {
    match reader.effects.last() {
        Some(Effect::Ask(Question::PutMark(mark))) => (**mark).clone(),
        other => panic!("no mark is kept: {other:?}"),
    }
}

#[test]
fn words_are_marked_coloured_annotated_and_all_of_it_is_undone() {
    let mut reader = Reader::new(120, 40);
    reader.press("g a");
    let mut mark = put(&reader);
    assert_eq!((mark.anchor.exact.as_str(), &mark.kind), (WORDS[0], &MarkKind::Own(Yellow)));
    // Nothing is shown as kept before the library says so.
    assert_eq!(reader.model.own.list, []);
    mark.id = 7;
    let placed = |mark: &Mark| Placed { at: Some(find(ARTICLE, WORDS[0])), mark: mark.clone() };
    reader.send(Msg::Library(Told::Marks(vec![placed(&mark)])));
    reader.press("a");
    assert_eq!((put(&reader).id, put(&reader).kind), (7, MarkKind::Own(qari::record::Color::Green)));
    reader.press("A");
    reader.type_together("هذا أول ما قيل");
    reader.press("Enter");
    assert_eq!(put(&reader).note.as_deref(), Some("هذا أول ما قيل"));
    let noted = put(&reader);
    reader.send(Msg::Library(Told::Marks(vec![placed(&noted)])));
    reader.press("M");
    assert!(reader.sees("هذا أول ما قيل") && reader.sees(WORDS[0]));
    reader.press("Esc u");
    assert_eq!(put(&reader), mark, "the note is undone");
    reader.press("u u");
    assert_eq!(reader.effects.last(), Some(&Effect::Ask(Question::RemoveMark(7))), "and the mark itself");
    reader.press("u");
    assert!(reader.sees("لا شيء يُتراجع عنه"));
}

#[test]
fn a_bookmark_is_gone_to_and_a_lost_mark_is_told() {
    let mut reader = Reader::new(120, 16);
    reader.press("G");
    let there = reader.model.page.reading_offset();
    reader.type_together("ةش");
    let mark = put(&reader);
    assert_eq!((mark.kind.clone(), mark.anchor.span.start), (MarkKind::Bookmark('a'), there));
    let lost = Mark { kind: MarkKind::Own(qari::record::Color::Blue), ..mark.clone() };
    let marks = vec![Placed { mark: lost, at: None }, Placed { at: Some(mark.anchor.span), mark }];
    reader.send(Msg::Library(Told::Marks(marks)));
    reader.press("g ' a");
    assert!(reader.model.page.span().contains(there));
    reader.press("' b");
    assert!(reader.sees("لا إشارة b"));
    reader.press("M");
    assert!(reader.sees("ضائعة: لم يعد كلامها في النص"));
    reader.press("j Enter");
    assert!(reader.sees("لم يعد كلامها في النص"));
}

#[test]
fn where_nothing_is_remembered_no_mark_is_made() {
    let mut reader = Reader::new(120, 40);
    reader.model.settings.library = qari::settings::Library::Places;
    reader.press("g a");
    assert_eq!(reader.effects, []);
    assert!(reader.sees("المكتبة مغلقة"));
}
