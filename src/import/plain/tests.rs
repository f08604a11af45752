//! Plain text as a whole: the parts of small articles, and what must hold for any text.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::document::{Bytes, Origin};
use crate::text::segment::is_grapheme_border;

fn fetched(bytes: &[u8]) -> Fetched {
    Fetched {
        bytes: Arc::new(bytes.to_vec()),
        mime: None,
        charset: None,
        origin: Origin::Standard,
        warnings: Vec::new(),
    }
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
            // A cluster longer than a block has to be cut somewhere.
            if sizes.block > 1024 && !chunk.text.starts_with('\u{64e}') {
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

#[test]
fn an_article_has_its_parts() {
    use BlockKind::*;
    let body = "قال المهندس إنّ الجسر سيفتح قبل نهاية الصيف، وإنّ العمل فيه يجري ليلاً ونهاراً.";
    let text = format!(
        "الجسر القديم يعود إلى الحياة\n\nثلاثة أعوام من العمل تنتهي هذا الصيف.\n\nليلى منصور - طرابلس - 3 آب/أغسطس 2025\n\n\
         • عمّال على الجسر صباح أمس\n\n{body}\n\nاقرأ أيضاً: جسور أخرى تنتظر\n\nحجر فوق حجر\n\n{body}\n\n\
         1. الحجارة من المقلع القريب\n2. الحديد من المرفأ\n3. الأيدي من البلدة\n\n{body}\n\nالمصدر: مجلة الطرق\n"
    );
    assert_eq!(
        kinds(&text),
        [
            Headline,
            Deck,
            Byline,
            Caption,
            Paragraph,
            Related,
            Heading(1),
            Paragraph,
            Item(0),
            Item(0),
            Item(0),
            Paragraph,
            Source
        ]
    );
    let imported = import(&fetched(text.as_bytes()), Options::default()).unwrap();
    assert_eq!(imported.document.meta.title.as_deref(), Some("الجسر القديم يعود إلى الحياة"));
    assert_eq!(imported.document.meta.byline.as_deref(), Some("ليلى منصور"));
}

#[test]
fn a_sub_heading_needs_no_empty_lines_where_lines_are_paragraphs() {
    use BlockKind::*;
    let body = "A line that is a paragraph of its own, long enough to be read as one, and ended by a stop.";
    let text = format!("A title\n\n{body}\n{body}\nWhat came next\n{body}\n{body}\n");
    assert_eq!(kinds(&text), [Headline, Paragraph, Paragraph, Heading(1), Paragraph, Paragraph]);
}

#[test]
fn what_a_bare_label_announces_is_related() {
    use BlockKind::*;
    let body = "سطر طويل من متن المقالة لا يشبه العناوين في شيء، وينتهي كما تنتهي الجمل كلها بنقطة في آخره.";
    let text = format!("عنوان المقالة هنا\n\n{body}\n\nاقرأ أيضاً:\nأول العناوين\nثاني العناوين\n\n{body}\n");
    assert_eq!(kinds(&text), [Headline, Paragraph, Related, Related, Related, Paragraph]);
}

#[test]
fn speech_behind_dashes_and_scores_are_no_lists() {
    use BlockKind::*;
    assert_eq!(
        kinds(
            "Title\n\n2-1 was the score when the rain began, and nobody had seen the goals fall.\n\nThe end came late."
        ),
        [Headline, Paragraph, Paragraph]
    );
    assert_eq!(
        kinds("Title\n\n2023. What a year it was.\n\n- One dash alone is speech.\n\nThe end."),
        [Headline, Paragraph, Paragraph, Paragraph]
    );
    assert_eq!(
        kinds("Title\n\n- one\n- two\n   - deeper\n- three\n"),
        [Headline, Item(0), Item(0), Item(1), Item(0)]
    );
}

/// `text` wrapped at `width` columns, as fmt(1) does.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    lines.join("\n")
}

const LONG: [&str; 3] = [
    "كان الحارس يفتح باب المكتبة قبل الفجر بقليل، ثم يوقد المصباح الصغير الذي فوق المكتب، ويجلس ليقرأ ما تركه \
     الناس من رسائل بين الكتب. لم يكن يعرف أصحابها، ولكنه كان يعرف خطوطهم واحداً واحداً.",
    "وفي الشتاء كانت الرسائل تقلّ، لأن الطريق إلى المكتبة يمتلئ بالطين، ولأن الناس ينسون في البرد ما كانوا يريدون \
     قوله. عندها كان يكتب هو رسائل قصيرة، ويضعها بين الصفحات لمن يأتي في الربيع.",
    "ولم يسأله أحد يوماً عما يفعل في تلك الساعة المبكرة، فقد كان الجميع يظنون أنه ينفض الغبار عن الرفوف، وهذا ما \
     كان يفعله أيضاً حين لا يبقى له ما يقرؤه.",
];

#[test]
fn hard_wrapped_lines_are_paragraphs_again() {
    for width in [44, 60, 72, 90] {
        let paragraphs: Vec<String> = LONG.iter().map(|text| wrapped(text, width)).collect();
        let text = format!("رسائل بين الكتب\n\n{}\n", paragraphs.join("\n\n"));
        let found: Vec<String> = parts(&text).into_iter().map(|(_, text)| text).collect();
        assert_eq!(found[1..], paragraphs, "at {width}");
        // Without empty lines a short line after a stop ends the paragraph.
        let text = format!("رسائل بين الكتب\n\n{}\n", paragraphs.join("\n"));
        let found: Vec<String> = parts(&text).into_iter().map(|(_, text)| text).collect();
        assert_eq!(found[1..], paragraphs, "at {width} without empty lines");
        // And an indented line begins one.
        let text = format!("رسائل بين الكتب\n\n    {}\n", paragraphs.join("\n    "));
        assert_eq!(parts(&text).len(), 4, "at {width} indented");
    }
}

#[test]
fn short_wrapped_paragraphs_are_joined_among_short_lines() {
    // Two lines a paragraph at most, and lines that are short by themselves: a headline in two, a byline,
    // items, labels.
    let first = "تفتح المكتبة الصغيرة أبوابها من جديد صباح الخميس بعد شهرين من\nالعمل في سقفها القديم.";
    let second = "وسيجد القرّاء فيها رفوفاً جديدة وركناً هادئاً للأطفال، كما وعد\nأمينها سالم خليل.";
    let list = "- ركن الأطفال\n- ركن الصحف\n\nاقرأ أيضاً: رفّ لا ينام\nالمصدر: مجلة الرفّ";
    for gap in ["\n\n", "\n"] {
        for headline in ["مكتبة الحيّ تعود", "مكتبة الحيّ الصغيرة تعود إلى قرّائها بعد شهرين\nمن العمل"]
        {
            let text = format!("{headline}\n\n{first}{gap}{second}\n\n{list}\n");
            let found: Vec<String> = parts(&text).into_iter().map(|(_, text)| text).collect();
            assert_eq!(found[..3], [headline, first, second], "{gap:?}");
            assert_eq!(found.len(), 7);
        }
    }
}

#[test]
fn a_credit_is_a_byline_too() {
    use BlockKind::*;
    let text = format!("مكتبة الحيّ تعود\n\nكتب: سالم خليل\n\nتصوير: منى عامر\n\n{}\n", LONG[0]);
    assert_eq!(kinds(&text), [Headline, Byline, Byline, Paragraph]);
    let imported = import(&fetched(text.as_bytes()), Options::default()).unwrap();
    assert_eq!(imported.document.meta.byline.as_deref(), Some("سالم خليل"));
}

#[test]
fn lines_that_are_paragraphs_are_not_joined() {
    let text = format!("رسائل بين الكتب\n\n{}\n", LONG.join("\n"));
    let found: Vec<String> = parts(&text).into_iter().map(|(_, text)| text).collect();
    assert_eq!(found[1..], LONG);
}

#[test]
fn verse_keeps_its_lines() {
    use BlockKind::*;
    let verse = "يا طائر الشوق مهلاً\nفالدرب أبعد مما\nظننت حين رحلنا\nوالليل أقصر مما";
    let text = format!("قصيدة قصيرة\n\n{}\n\n{verse}\n\n{}\n", LONG[0], LONG[1]);
    assert_eq!(kinds(&text), [Headline, Paragraph, Preformatted, Paragraph]);
    assert_eq!(parts(&text)[2].1, verse);
}

#[test]
fn a_wall_of_text_is_cut_after_sentences() {
    let wall = LONG.join(" ").repeat(3);
    let text = format!("رسائل بين الكتب\n\n{wall}\n");
    let found = parts(&text);
    assert!(found.len() > 4, "{}", found.len());
    for (_, piece) in &found[1..] {
        assert!(piece.ends_with('.') && piece.chars().count() < 900, "{piece}");
    }
}

#[test]
fn every_block_has_its_own_language_and_direction() {
    let text = "عنوان عربي للمقالة\n\nفقرة عربية أولى فيها كلام كثير عن المدينة وأهلها وما يقولون.\n\nAn English paragraph, as \
                a quotation would stand.\n\nגם פסקה אחת בעברית עומדת כאן.\n\n2025\n";
    let imported = import(&fetched(text.as_bytes()), Options::default()).unwrap();
    let blocks = imported.chunks.load(0).blocks;
    let codes: Vec<&str> = blocks.iter().map(|block| crate::lexicon::code(block.language)).collect();
    assert_eq!(codes, ["ar", "ar", "en", "he", "ar"]);
    let rtl: Vec<bool> = blocks.iter().map(|block| block.direction.is_rtl()).collect();
    // A block without a letter runs as the document does.
    assert_eq!(rtl, [true, true, false, true, true]);
}

#[test]
fn texts_of_any_kind_open_however_long_a_line_is() {
    for unit in ["a", "\u{64e}", "كلمة ", "«", "🇸🇦", "a\u{300}\u{301}", "1. \n", "- x\n", "\n", ". ", "؟»"]
    {
        let text = unit.repeat((700 << 10) / unit.len());
        check(&stored(&text), Sizes::USUAL);
    }
}
