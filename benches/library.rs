//! A library of 20,000 articles: its size, how long it takes to make and to open, and how long searches take,
//! beside the least that SQLite itself takes for a row.
//!
//! `cargo bench --bench library` (a number after `--` makes that many articles). The articles are made up of
//! words by a generator: what is measured is the library, not the extraction.

use std::sync::Arc;
use std::time::{Duration, Instant};

use qari::article;
use qari::document::{Fetched, Origin};
use qari::highlight::VERSION;
use qari::library::{FILE, Kept, Library};
use qari::record::{Findings, Query};

/// xorshift64*.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below
    }

    /// Words as they are spread in texts: few that stand everywhere, many that are rare.
    fn word(&mut self, words: &[String]) -> usize {
        let one = self.next(words.len()) as f64 / words.len() as f64;
        ((one * one * one) * words.len() as f64) as usize
    }
}

const LETTERS: [char; 20] =
    ['ب', 'ت', 'ج', 'ح', 'د', 'ر', 'ز', 'س', 'ش', 'ص', 'ط', 'ع', 'غ', 'ف', 'ق', 'ك', 'ل', 'م', 'ن', 'ه'];
const FIRST: [&str; 10] = ["سعيد", "ليلى", "منى", "كريم", "هدى", "سالم", "نادية", "يوسف", "أمين", "رنا"];
const LAST: [&str; 10] =
    ["البحري", "ناصر", "الورد", "الصافي", "سمعان", "العبيدي", "الخطيب", "نجم", "حداد", "منصور"];

fn words(random: &mut Random) -> Vec<String> {
    (0..30_000)
        .map(|_| (0..3 + random.next(4)).map(|_| LETTERS[random.next(LETTERS.len())]).collect())
        .collect()
}

/// About 300 words with four quotes.
fn text(random: &mut Random, words: &[String]) -> String {
    let stretch = |random: &mut Random, n: usize| {
        let stretch: Vec<String> = (0..n)
            .map(|_| {
                let word = &words[random.word(words)];
                let article = ["", "", "ال", "وال"][random.next(4)];
                format!("{article}{word}")
            })
            .collect();
        stretch.join(" ")
    };
    let mut text = format!("{}\n\n", stretch(random, 6));
    for _ in 0..4 {
        let name = format!("{} {}", FIRST[random.next(10)], LAST[random.next(10)]);
        let (before, said, after) = (stretch(random, 30), stretch(random, 18), stretch(random, 25));
        text.push_str(&format!("{before}. وقال {name}: «{said}». {after}.\n\n"));
    }
    text
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() {
    let count: usize = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(20_000);
    let folder = std::env::temp_dir().join(format!("qari-bench-{}", std::process::id()));
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let words = words(&mut random);
    let mut library = Library::open(&folder).expect("a library");
    let start = Instant::now();
    let mut writing = Duration::ZERO;
    for n in 0..count {
        let text = text(&mut random, &words);
        let origin = Origin::File(format!("/bench/{n}.txt"));
        let fetched = Fetched {
            bytes: Arc::new(text.clone().into_bytes()),
            mime: None,
            charset: None,
            origin,
            warnings: Vec::new(),
        };
        let article = article::open(&fetched, Default::default()).expect("a text");
        let mut findings = Findings::default();
        article.stream().for_each(|extracted| findings.push(&extracted.chunk, &extracted.highlights));
        let from = Instant::now();
        let name = format!("/bench/{n}.txt");
        let kept = Kept { origin: &name, fetched: &fetched, document: &article.document, text: true };
        let id = library.remember(&kept, n as i64, VERSION).expect("kept").id;
        library.index(id, &text, article.document.language, &findings, VERSION).expect("indexed");
        writing += from.elapsed();
    }
    let (articles, quotes) = library.count().expect("counted");
    println!("{articles} articles, {quotes} quotes: {:.0?}, of it writing {:.0?}", start.elapsed(), writing);
    drop(library);
    let bytes = std::fs::metadata(folder.join(FILE)).expect("the file").len();
    println!("size: {} MB", bytes / 1_000_000);
    let opening = (0..20).map(|_| {
        let from = Instant::now();
        let library = Library::open(&folder).expect("a library");
        drop(library.list(50).expect("listed"));
        from.elapsed()
    });
    println!("open and list the last 50: {:?}", median(opening.collect()));
    let library = Library::open(&folder).expect("a library");
    let measure = |what: &str, make: &dyn Fn(&mut Random) -> Query| {
        let mut random = Random(7);
        let mut hits = 0;
        let times = (0..100).map(|_| {
            let query = make(&mut random);
            let from = Instant::now();
            let found = library.search(&query, false).expect("searched");
            hits += found.hits.len() + found.articles.len();
            from.elapsed()
        });
        let times: Vec<Duration> = times.collect();
        println!("search {what}: median {:?}, {} hits a search", median(times), hits / 100);
    };
    let word = |random: &mut Random| words[random.word(&words)].clone();
    let name = |random: &mut Random| LAST[random.next(10)].to_owned();
    measure("words", &|random| Query { words: word(random), limit: 50, ..Query::default() });
    measure("speaker", &|random| Query { speaker: Some(name(random)), limit: 50, ..Query::default() });
    measure("words and speaker", &|random| Query {
        words: word(random),
        speaker: Some(name(random)),
        limit: 50,
        ..Query::default()
    });
    let mut random = Random(7);
    let floor = (0..100).map(|_| {
        let word = word(&mut random);
        let from = Instant::now();
        library.floor(&word).expect("asked");
        from.elapsed()
    });
    println!(
        "SQLite alone, one word ranked among articles and quotes, 50 numbers each: {:?}",
        median(floor.collect())
    );
    drop(library);
    let _ = std::fs::remove_dir_all(&folder);
}
