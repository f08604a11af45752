//! How fast blocks are laid out: MB of UTF-8 a second, one thread, 80 columns.
//!
//! `cargo bench --bench layout`; a file of one's own: `QARI_BENCH_TEXT=article.txt cargo bench --bench layout file`.
//! To compare: `time fribidi -w 80 < article.txt > /dev/null`, which lays out and prints.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use qari::layout::{Options, lay_out, print};
use qari::text::bidi::first_strong;
use qari::text::fold::{Folded, fold_into};

const ARABIC: &str = "أعلنت وزارة الثقافة أن المتحف الجديد سيفتح أبوابه للزوار مطلع الشهر المقبل، وأوضحت المديرة أن \
    القاعات تضم آلاف القطع التي لم تعرض من قبل: «أردنا بيتا للذاكرة، لا مخزنا للحجارة». وأضافت أن الدخول مجاني للطلاب.";
const VOCALISED: &str = "قَالَ الْمُعَلِّمُ لِتَلَامِيذِهِ: إِنَّ الْكِتَابَ صَدِيقٌ لَا يَمَلُّ، وَالْوَقْتُ كَالسَّيْفِ إِنْ لَمْ تَقْطَعْهُ قَطَعَكَ.";
const ENGLISH: &str = "The ministry said the new museum would open its doors to visitors early next month, and its director \
    explained that the halls hold thousands of pieces never shown before: \"We wanted a house for memory.\"";
const MIXED: &str = "ارتفعت مبيعات Linux بنسبة 29.3% في 2026 (وفق تقرير IDC)، وبلغت 1,200,000 جهاز، راجع \
    https://example.org/report?id=7 للتفاصيل؛ وقالت شركة Red Hat إن الطلب على RHEL 10 يتضاعف.";

const TEXTS: [(&str, &str); 4] =
    [("arabic", ARABIC), ("vocalised", VOCALISED), ("english", ENGLISH), ("mixed", MIXED)];

fn main() {
    divan::main();
}

/// Four paragraphs' worth of a text, as blocks are long.
fn block(name: &str) -> String {
    let text = TEXTS.iter().find(|text| text.0 == name).map_or("", |text| text.1);
    [text; 4].join(" ")
}

const NAMES: [&str; 4] = ["arabic", "vocalised", "english", "mixed"];

#[divan::bench(args = NAMES)]
fn rows(bencher: Bencher, name: &str) {
    let text = block(name);
    let direction = first_strong(&text).unwrap_or_default();
    let options = Options { width: 80, ..Options::default() };
    bencher.counter(BytesCount::of_str(&text)).bench(|| lay_out(black_box(&text), 0, direction, &options));
}

#[divan::bench(args = NAMES)]
fn rows_and_symbols(bencher: Bencher, name: &str) {
    let text = block(name);
    let direction = first_strong(&text).unwrap_or_default();
    let options = Options { width: 80, ..Options::default() };
    let mut out = String::new();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        out.clear();
        print::visual(&lay_out(black_box(&text), 0, direction, &options), &text, 80, &mut out);
        out.len()
    });
}

/// The paragraphs of the file that `QARI_BENCH_TEXT` names, one by one.
#[divan::bench]
fn file(bencher: Bencher) {
    let Some(text) = std::env::var_os("QARI_BENCH_TEXT").and_then(|path| std::fs::read_to_string(path).ok())
    else {
        return;
    };
    let options = Options { width: 80, ..Options::default() };
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        text.lines()
            .map(|line| {
                lay_out(black_box(line), 0, first_strong(line).unwrap_or_default(), &options).rows().len()
            })
            .sum::<usize>()
    });
}

#[divan::bench(args = NAMES)]
fn fold(bencher: Bencher, name: &str) {
    let text = block(name);
    let mut folded = String::new();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        folded.clear();
        fold_into(black_box(&text), &mut folded);
        folded.len()
    });
}

#[divan::bench(args = NAMES)]
fn fold_with_map(bencher: Bencher, name: &str) {
    let text = block(name);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Folded::new(black_box(&text)));
}
