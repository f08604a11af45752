//! Rows as terminals show them: what is sent to one that reorders rows or words, reordered as it does
//! it, is what was painted. Over every frame of the gold texts, where they are beside the checkout, and
//! over random rows. The reordering is unicode-bidi's, not the encoder's own.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use qari::article::Article;
use qari::document::{Bytes, Fetched, Origin};
use qari::settings::chord::Key;
use qari::settings::{Depth, Settings};
use qari::text::bidi::{Class, mirrored};
use qari::text::cell;
use qari::tui::model::Model;
use qari::tui::msg::{Capabilities, Msg, Size};
use qari::tui::terminal::encode::encode;
use qari::tui::terminal::profile::built_in;
use qari::tui::terminal::table::{Fonts, Order};
use qari::tui::update::update;
use qari::tui::view::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Most rows with right-to-left letters for which nothing can be sent to a terminal that reorders rows.
const MOST_FALLEN: f64 = 0.01;

/// The symbols of a row and what is bold of them; a wide one takes the cell after it.
fn cells(buffer: &Buffer, y: u16) -> Vec<(String, Modifier)> {
    let (mut x, mut row) = (0, Vec::new());
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        row.push((symbol.to_string(), buffer[(x, y)].modifier));
        x += u16::from(cell::columns(symbol)).max(1);
    }
    row
}

fn symbols(buffer: &Buffer, y: u16) -> Vec<String> {
    cells(buffer, y).into_iter().map(|(symbol, _)| symbol).collect()
}

/// What is known of the fonts of the terminal that reorders words.
fn fonts() -> &'static Fonts {
    let terminal = built_in().iter().find(|terminal| terminal.order == Order::Word);
    &terminal.expect("one that reorders words").fonts
}

/// What stands in a row's cells, of a symbol its characters that take room.
fn seen(symbol: &str) -> String {
    symbol.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{202a}'..='\u{202e}')).collect()
}

fn first(symbol: &str) -> char {
    symbol.chars().next().unwrap_or(' ')
}

/// As in text that runs the other way.
fn turned(symbol: &str) -> String {
    let c = first(symbol);
    format!("{}{}", mirrored(c), &symbol[c.len_utf8()..])
}

/// A terminal that reorders whole rows: UAX #9 in a left-to-right paragraph, a cluster a cell.
fn rows_reordered(row: &[String]) -> Vec<String> {
    // One paragraph of the clusters' first characters, and of controls where they stand.
    let (mut text, mut starts) = (String::new(), Vec::new());
    for symbol in row {
        let control = |c: &char| matches!(c, '\u{200e}' | '\u{202a}'..='\u{202e}');
        text.extend(symbol.chars().take_while(control));
        starts.push(text.len());
        let mut rest = symbol.chars().skip_while(control);
        text.extend(rest.next());
        text.extend(rest.filter(control));
    }
    let info = unicode_bidi::BidiInfo::new(&text, Some(unicode_bidi::Level::ltr()));
    let Some(paragraph) = info.paragraphs.first() else { return row.to_vec() };
    let levels = info.reordered_levels(paragraph, paragraph.range.clone());
    let levels: Vec<_> = starts.iter().map(|start| levels[*start]).collect();
    unicode_bidi::BidiInfo::reorder_visual(&levels)
        .into_iter()
        .map(|at| {
            let symbol = seen(&row[at]);
            if levels[at].is_rtl() { turned(&symbol) } else { symbol }
        })
        .collect()
}

/// A terminal that draws what is of one font, between blanks and lines, in the direction of its first letter.
fn words_reordered(row: &[(String, Modifier)], fonts: &Fonts) -> Vec<String> {
    let mut shown = row.to_vec();
    let font = |(symbol, modifier): &(String, Modifier)| {
        (modifier.intersection(Modifier::BOLD | Modifier::ITALIC), fonts.apart.hold(first(symbol)))
    };
    let parts =
        |(symbol, _): &(String, Modifier)| symbol == " " || matches!(first(symbol), '\u{2500}'..='\u{259f}');
    for word in shown.split_mut(parts) {
        for run in word.chunk_by_mut(|one, next| font(one) == font(next)) {
            // Persian digits and signs of Arabic numbers are Arabic script.
            let arabic = |c: &char| matches!(*c, '\u{66a}'..='\u{66c}' | '\u{6f0}'..='\u{6f9}');
            let strong = |c: &char| matches!(Class::of(*c), Class::L | Class::R | Class::AL) || arabic(c);
            let letter = run.iter().map(|(symbol, _)| first(symbol)).find(strong);
            if letter.is_some_and(|c| Class::of(c) != Class::L) {
                run.reverse();
                run.iter_mut().for_each(|(symbol, _)| *symbol = turned(symbol));
            }
        }
    }
    shown.into_iter().map(|(symbol, _)| symbol).collect()
}

fn is_rtl(row: &[String]) -> bool {
    row.iter().any(|symbol| matches!(Class::of(first(symbol)), Class::R | Class::AL))
}

/// How many rows were sent, and those that came out otherwise than they were painted.
#[derive(Default)]
struct Tally {
    rows: usize,
    /// Rows that needed controls.
    held: usize,
    wrong: Vec<(String, String)>,
}

impl Tally {
    fn add(&mut self, painted: &Buffer, order: Order) {
        let mut sent = painted.clone();
        encode(&mut sent, order, fonts());
        for y in 0..painted.area.height {
            let wanted = symbols(painted, y);
            if !is_rtl(&wanted) {
                continue;
            }
            self.rows += 1;
            let cells = cells(&sent, y);
            let sent = symbols(&sent, y);
            self.held += usize::from(sent.concat().contains('\u{202d}'));
            let shown =
                if order == Order::Word { words_reordered(&cells, fonts()) } else { rows_reordered(&sent) };
            if shown != wanted {
                self.wrong.push((wanted.concat(), shown.concat()));
            }
        }
    }

    fn share(&self) -> f64 {
        self.wrong.len() as f64 / self.rows.max(1) as f64
    }
}

fn open(text: Vec<u8>) -> Article {
    let bytes: Arc<dyn Bytes> = Arc::new(text);
    let fetched = Fetched {
        bytes,
        mime: None,
        charset: None,
        origin: Origin::File("gold.txt".to_string()),
        warnings: Vec::new(),
    };
    qari::article::open(&fetched, Default::default()).unwrap_or_else(|_| panic!("it is a text"))
}

const CAPABILITIES: Capabilities =
    Capabilities { two_panes: true, marks: true, dark: true, depth: Depth::True };

/// Every screen of an article, from the first to the last.
fn frames(text: &[u8], capabilities: Capabilities, mut each: impl FnMut(&Buffer)) {
    let size = Size { width: 100, height: 30 };
    let article = open(text.to_vec());
    let mut model = Model::new(article.clone(), Settings::default(), size, capabilities, "ar");
    for extracted in article.stream() {
        update(&mut model, Msg::Chunk(Box::new(extracted)));
    }
    let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).expect("it cannot fail");
    let mut last: Option<Buffer> = None;
    for _ in 0..200 {
        terminal.draw(|frame| view(&model, frame)).expect("it cannot fail");
        let painted = terminal.backend().buffer().clone();
        if last.as_ref() == Some(&painted) {
            return;
        }
        each(&painted);
        last = Some(painted);
        update(&mut model, Msg::Key(Key::char(' ')));
    }
}

fn gold() -> Vec<(String, Vec<u8>)> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["../shared/gold/dev", "../../shared/gold/dev"].map(|folder| package.join(folder));
    let Some(folder) = folders.iter().find(|folder| folder.is_dir()) else { return Vec::new() };
    let mut texts: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .filter_map(|entry| {
            let path = entry.expect("an entry").path();
            (path.extension()? == "txt").then(|| {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                (name, std::fs::read(&path).expect("a text"))
            })
        })
        .collect();
    texts.sort();
    texts
}

#[test]
fn gold_comes_out_as_it_was_painted() {
    let texts = gold();
    if texts.is_empty() {
        eprintln!("not tried, for there is no ../shared/gold/dev");
        return;
    }
    for (order, two_panes) in [(Order::Row, true), (Order::Row, false), (Order::Word, true)] {
        let mut all = Tally::default();
        for (name, text) in &texts {
            let before = all.wrong.len();
            frames(text, Capabilities { two_panes, ..CAPABILITIES }, |frame| all.add(frame, order));
            for (wanted, shown) in &all.wrong[before..] {
                if std::env::var_os("SHOW").is_some() {
                    println!("{name}:\n  {wanted:?}\n  {shown:?}");
                }
            }
        }
        let panes = if two_panes { "two panes" } else { "one pane" };
        println!(
            "{order:?}, {panes}: {} of {} rows fall back, {:.2} %; {} need controls",
            all.wrong.len(),
            all.rows,
            100.0 * all.share(),
            all.held,
        );
        // Controls are for the few: a terminal may not heed them.
        assert!(all.held * 50 <= all.rows, "{order:?}, {panes}: {} rows need controls", all.held);
        assert!(all.rows > 1000, "{}", all.rows);
        assert!(all.share() <= MOST_FALLEN, "{order:?}, {panes}: {:.2} %", 100.0 * all.share());
    }
}

/// Marks take no cell: without them every row holds the same letters in the same cells.
#[test]
fn marks_change_nothing_but_themselves() {
    let marked =
        |text: &[u8]| String::from_utf8_lossy(text).contains(['\u{64b}', '\u{64e}', '\u{650}', '\u{5b8}']);
    let texts: Vec<_> = gold().into_iter().filter(|(_, text)| marked(text)).collect();
    let (mut cells, mut marks) = (0, 0);
    for (name, text) in &texts {
        let mut kept = Vec::new();
        frames(text, Capabilities { marks: true, ..CAPABILITIES }, |frame| kept.push(frame.clone()));
        let mut stripped = Vec::new();
        frames(text, Capabilities { marks: false, ..CAPABILITIES }, |frame| stripped.push(frame.clone()));
        assert_eq!(kept.len(), stripped.len(), "{name}");
        for (kept, stripped) in kept.iter().zip(&stripped) {
            for (with, without) in kept.content.iter().zip(&stripped.content) {
                assert_eq!(first(with.symbol()), first(without.symbol()), "{name}");
                assert_eq!(with.style(), without.style(), "{name}");
                cells += usize::from(with.symbol() != " ");
                marks += usize::from(with.symbol() != without.symbol());
            }
        }
    }
    println!("{} texts, {cells} cells, {marks} with marks", texts.len());
    assert!(texts.is_empty() || marks > 1000, "{marks}");
}

fn painted(row: &str) -> Buffer {
    let width = row.chars().count().max(1) as u16;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
    for (x, c) in row.chars().enumerate() {
        buffer[(x as u16, 0)].set_symbol(c.encode_utf8(&mut [0; 4]));
    }
    buffer
}

proptest! {
    /// Any row at all that a reader could paint.
    #[test]
    fn random_rows_come_out_as_they_were_painted(
        row in "[אבגדﺍﺐﻤﻻabc0-9٠-٣ .,:()«»%│/+-]{0,40}",
    ) {
        let mut tally = Tally::default();
        tally.add(&painted(&row), Order::Row);
        prop_assert!(tally.wrong.is_empty(), "{:?}", tally.wrong);
    }
}
