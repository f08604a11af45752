//! Any bytes: imported, laid out, extracted, printed. Nothing panics; spans hold what is told of them.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use qari::article;
use qari::document::{BlockKind, Fetched, Origin};
use qari::import::Options;
use qari::layout::{self, lay_out, print};

fuzz_target!(|data: (u8, &[u8])| {
    let (width, bytes) = data;
    let fetched =
        Fetched { bytes: Arc::new(bytes.to_vec()), mime: None, charset: None, origin: Origin::Standard, warnings: Vec::new() };
    let Ok(article) = article::open(&fetched, Options::default()) else { return };
    let mut rows = String::new();
    for extracted in article.stream() {
        let chunk = &extracted.chunk;
        for block in chunk.blocks.iter() {
            let preformatted = block.kind == BlockKind::Preformatted;
            let options = layout::Options { width: width.into(), preformatted, ..layout::Options::default() };
            let laid_out = lay_out(chunk.slice(block.span), block.span.start, block.direction, &options);
            rows.clear();
            print::visual(&laid_out, chunk.slice(block.span), width.into(), &mut rows);
            assert!(!rows.contains(|c: char| c.is_control() && c != '\n'));
        }
        for highlight in &extracted.highlights {
            assert!(!article.document.text.slice(highlight.span).is_empty());
        }
    }
});
