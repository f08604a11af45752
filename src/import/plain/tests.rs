//! Plain text as a whole: the parts of small articles, and what must hold for any text.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::document::{Bytes, Origin};
use crate::text::segment::is_grapheme_border;

fn fetched(bytes: &[u8]) -> Fetched {
    Fetched { bytes: Arc::new(bytes.to_vec()), mime: None, charset: None, origin: Origin::Standard }
}

/// The blocks of a text of one chunk: kind and characters.
fn parts(text: &str) -> Vec<(BlockKind, String)> {
    let imported = import(&fetched(text.as_bytes()), Options::default()).unwrap();
    let chunk = imported.chunks.load(0);
    chunk.blocks.iter().map(|block| (block.kind, chunk.slice(block.span).to_owned())).collect()
}

fn kinds(text: &str) -> Vec<BlockKind> {
    parts(text).into_iter().map(|(kind, _)| kind).collect()
}

fn small() -> Sizes {
    Sizes { single: 64, first: 40, step: 60, look: 32, block: 24 }
}

/// What must hold of every text: chunks follow each other and are the text; blocks are in order, inside
/// their chunk, apart from each other, on grapheme borders, not too long; between them is only white space.
fn check(text: &Text, sizes: Sizes) {
    let (plain, _) = plain(text.clone(), Options::default(), sizes);
    let mut at = 0;
    for number in 0..plain.count() {
        let chunk = plain.load(number);
        assert_eq!(chunk.span.start, at, "chunk {number}");
        assert_eq!(chunk.span.len() as usize, chunk.text.len());
        assert!(number == 0 || !chunk.span.is_empty(), "an empty chunk");
        assert_eq!(&*chunk.text, &*text.slice(chunk.span));
        let mut from = at;
        for block in chunk.blocks.iter() {
            assert!(from <= block.span.start && !block.span.is_empty() && block.span.end <= chunk.span.end);
            assert!(is_unseen(&chunk.text[Span::new(from, block.span.start).within(at)]));
            let range = block.span.within(at);
            assert!(range.len() <= sizes.block * 2, "{} bytes", range.len());
            assert!(chunk.text.is_char_boundary(range.start) && chunk.text.is_char_boundary(range.end));
            if sizes.block > 1024 {
                assert!(
                    is_grapheme_border(&chunk.text, range.start)
                        && is_grapheme_border(&chunk.text, range.end)
                );
            }
            from = block.span.end;
        }
        assert!(is_unseen(&chunk.text[Span::new(from, chunk.span.end).within(at)]));
        at = chunk.span.end;
    }
    assert_eq!(at, text.len());
}

fn is_unseen(text: &str) -> bool {
    text.chars().all(line::is_invisible)
}

/// Any chunk loaded by itself is the one that loading in order gives, and `at` finds it.
fn check_cold(text: &Text, sizes: Sizes) {
    let (ordered, habits) = plain(text.clone(), Options::default(), sizes);
    let chunks: Vec<Chunk> = (0..ordered.count()).map(|number| ordered.load(number)).collect();
    for number in (0..chunks.len()).rev() {
        let cold = Plain::new(text.clone(), habits.clone(), sizes);
        let chunk = cold.load(number);
        assert_eq!(chunk.span, chunks[number].span);
        assert_eq!(chunk.blocks, chunks[number].blocks);
        for offset in [chunk.span.start, chunk.span.end.saturating_sub(1).max(chunk.span.start)] {
            assert_eq!(cold.at(offset), number, "offset {offset} of {:?}", chunk.span);
        }
    }
}

fn stored(text: &str) -> Text {
    let bytes: Arc<dyn Bytes> = Arc::new(text.as_bytes().to_vec());
    Text::stored(bytes, 0)
}

proptest! {
    #[test]
    fn any_bytes_are_a_text_or_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(imported) = crate::import::import(&fetched(&bytes), Options::default()) {
            check(&imported.document.text, Sizes::USUAL);
        }
    }

    #[test]
    fn any_text_is_imported(text in "\\PC{0,40}([ \n\r\t.•\u{64e}\u{200f}-]{0,3}\\PC{0,30}){0,8}") {
        check(&Text::memory(text.as_str()), Sizes::USUAL);
        check(&Text::memory(text.as_str()), small());
    }

    #[test]
    fn any_chunk_can_be_loaded_first(text in "([ابتث]{1,9}[ \n.،]{1,2}([a-z]{1,12}[ \n]|\n\n|\r\n|🇸🇦|\u{64e})?){0,120}") {
        for text in [Text::memory(text.as_str()), stored(&text)] {
            check(&text, small());
            check_cold(&text, small());
        }
    }

    #[test]
    fn bytes_that_are_no_utf8_keep_their_place(bytes in proptest::collection::vec(any::<u8>(), 65..400)) {
        let bytes: Arc<dyn Bytes> = Arc::new(bytes);
        let text = Text::stored(bytes, 0);
        check(&text, small());
        check_cold(&text, small());
    }
}
