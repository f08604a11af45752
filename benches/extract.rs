//! How fast highlights are found: MB of UTF-8 a second, one thread, the whole extraction; the text is
//! imported beforehand.
//!
//! `cargo bench --bench extract`. `article` is one article of about 5 KB (its time counts), `news` 256 KB of
//! articles in paragraphs; the others are hostile texts of 10 MB that must take time linear in their length.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use qari::article;
use qari::document::{Chunk, Fetched, Origin};
use qari::highlight::Extractor;
use qari::highlight::extract::ArticleExtractor;
use qari::import::Options;

const NEWS: &str = include_str!("../assets/welcome.ar.txt");

fn main() {
    divan::main();
}

/// A text imported, chunk by chunk.
fn chunks(text: String) -> Vec<Chunk> {
    let fetched = Fetched {
        bytes: std::sync::Arc::new(text.into_bytes()),
        mime: None,
        charset: None,
        origin: Origin::Standard,
        warnings: Vec::new(),
    };
    let article = article::open(&fetched, Options::default()).expect("a text");
    article.stream().map(|extracted| extracted.chunk).collect()
}

/// Times the extraction of a text.
fn extract(bencher: Bencher, text: String) {
    let size = BytesCount::of_str(&text);
    let chunks = chunks(text);
    bencher.counter(size).bench_local(|| {
        let mut extractor = ArticleExtractor::new();
        let found: usize = chunks.iter().map(|chunk| extractor.push(black_box(chunk)).len()).sum();
        found + extractor.finish().len()
    });
}

/// That many bytes of a piece, again and again.
fn fill(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len() + 1)
}

#[divan::bench]
fn article_of_5_kb(bencher: Bencher) {
    let end = NEWS.char_indices().map(|(i, _)| i).take_while(|&i| i <= 5120).last().unwrap_or(0);
    extract(bencher, NEWS[..end].to_string());
}

#[divan::bench]
fn news(bencher: Bencher) {
    extract(bencher, fill(&format!("{NEWS}\n\n"), 256 << 10));
}

#[divan::bench(sample_count = 3)]
fn no_paragraph_break(bencher: Bencher) {
    extract(bencher, fill(&format!("{} ", NEWS.replace('\n', " ")), 10 << 20));
}

#[divan::bench(sample_count = 3)]
fn a_million_marks(bencher: Bencher) {
    extract(bencher, fill("\" ", 2_000_000));
}

#[divan::bench(sample_count = 3)]
fn a_million_cues(bencher: Bencher) {
    extract(bencher, fill("قال ", 8_000_000));
}
