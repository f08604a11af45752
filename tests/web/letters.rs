//! Letters in the wrong bytes: pages that lie about their encoding, name none, were encoded twice, are cut.

use encoding_rs::{Encoding, ISO_8859_8, WINDOWS_1252, WINDOWS_1255, WINDOWS_1256};
use qari::document::BlockKind;

use crate::pages::{Story, of_kind, open_bytes, story, text};

fn page(story: &Story, declared: &str) -> String {
    let Story { title, code, .. } = story;
    let body: String = story.paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    format!(
        "<!DOCTYPE html><html lang={code} dir=rtl><head>{declared}<title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )
}

fn in_encoding(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost || encoding == WINDOWS_1256, "{}", encoding.name());
    bytes.into_owned()
}

fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xfeff_u16);
    let units = mark.into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[track_caller]
fn check(bytes: Vec<u8>, charset: Option<&str>, story: &Story, what: &str) {
    let opened = open_bytes(bytes, "https://www.example.org/1", Some("text/html"), charset);
    assert_eq!(opened.document.meta.title.as_deref(), Some(story.title), "{what}");
    assert_eq!(
        of_kind(&opened, BlockKind::Paragraph),
        story.paragraphs,
        "{what}\n{}",
        text(&opened.document)
    );
}

/// A story in letters that windows-1256 has.
fn plain(story: &Story) -> String {
    page(story, "")
}

#[test]
fn encodings_that_nobody_names_or_that_are_named_wrongly() {
    for (code, encoding) in [("ar", WINDOWS_1256), ("he", WINDOWS_1255)] {
        let story = story(code);
        let bare = in_encoding(&plain(story), encoding);
        check(bare.clone(), None, story, "unnamed");
        for lie in ["utf-8", "iso-8859-1", "windows-1252", "us-ascii", "unknown-8bit"] {
            let meta = format!("<meta charset={lie}>");
            check(in_encoding(&page(story, &meta), encoding), None, story, lie);
            check(bare.clone(), Some(lie), story, lie);
        }
    }
    for code in ["ar", "fa", "he", "ur"] {
        let story = story(code);
        for lie in [
            "windows-1256",
            "iso-8859-6",
            "iso-8859-8",
            "windows-1255",
            "utf-16",
            "iso-8859-1",
            "windows-1252",
            "gb2312",
        ] {
            check(page(story, &format!("<meta charset={lie}>")).into_bytes(), None, story, lie);
            check(page(story, "").into_bytes(), Some(lie), story, lie);
        }
        for big in [false, true] {
            for mark in [false, true] {
                for declared in ["", "<meta charset=utf-8>", "<meta charset=utf-16>"] {
                    check(utf16(&page(story, declared), big, mark), None, story, "UTF-16");
                    check(utf16(&page(story, declared), big, mark), Some("utf-8"), story, "UTF-16 as UTF-8");
                }
            }
        }
    }
}

#[test]
fn letters_that_were_encoded_twice_are_read() {
    for code in ["ar", "fa", "he", "ur"] {
        let story = story(code);
        for middle in [WINDOWS_1252, WINDOWS_1256] {
            let page = page(story, "<meta charset=utf-8>");
            let (twice, _) = middle.decode_without_bom_handling(page.as_bytes());
            check(twice.into_owned().into_bytes(), None, story, middle.name());
            // The head by one program, the body by another.
            let (head, body) = page.split_once("<body>").expect("a body");
            let (body, _) = middle.decode_without_bom_handling(body.as_bytes());
            check(format!("{head}<body>{body}").into_bytes(), None, story, "half");
        }
    }
    // Western letters stay what they are.
    let story = story("ar");
    let page =
        page(story, "<meta charset=utf-8>").replace("</article>", "<p>Ø Ù Ã© café naïve Æ Ç</p></article>");
    let opened = open_bytes(page.into_bytes(), "", Some("text/html"), None);
    assert!(text(&opened.document).contains("Ø Ù Ã© café naïve"));
}

/// A page with its letters as they stand on the screen: every line turned round, but for its numbers.
fn turned(text: &str) -> String {
    let mut out = String::new();
    let mut number = String::new();
    for c in text.chars().rev() {
        if c.is_ascii_digit() {
            number.insert(0, c);
            continue;
        }
        out.push_str(&std::mem::take(&mut number));
        out.push(match c {
            '(' => ')',
            ')' => '(',
            c => c,
        });
    }
    out + &number
}

#[test]
fn hebrew_in_visual_order_is_turned_whatever_the_page_calls_it() {
    let story = story("he");
    let title = turned(story.title);
    let body: String =
        story.paragraphs.iter().map(|paragraph| format!("<p>{}</p>", turned(paragraph))).collect();
    for declared in
        ["", "<meta charset=windows-1255>", "<meta charset=iso-8859-8>", "<meta charset=iso-8859-8-i>"]
    {
        let page = format!(
            "<html><head>{declared}<title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
        );
        let encoding = if declared.contains("8859") { ISO_8859_8 } else { WINDOWS_1255 };
        check(in_encoding(&page, encoding), None, story, declared);
    }
    let page = format!(
        "<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    );
    check(page.into_bytes(), None, story, "UTF-8");
}

#[test]
fn a_page_that_is_cut_anywhere_gives_what_came() {
    let story = story("ar");
    let page = page(story, "<meta charset=utf-8>").replace("<article>", "<article><a href='https://www.example.org/x' title=\"سوق\">السوق</a><!-- x --><script>var a='<p>';</script>");
    let bytes = page.as_bytes();
    let from = page.find(story.paragraphs[1]).expect("a paragraph") + 40;
    for cut in (from..bytes.len()).step_by(7) {
        let opened = open_bytes(bytes[..cut].to_vec(), "https://www.example.org/1", Some("text/html"), None);
        assert_eq!(opened.document.meta.title.as_deref(), Some(story.title), "{cut}");
        assert!(text(&opened.document).contains(story.paragraphs[0]), "{cut}");
    }
    for end in [
        "<p class=\"x",
        "<a href='https://www.example.org/",
        "<!-- never closed",
        "<script>var x = 1;",
        "<style>p {",
        "&nbs",
        "<",
        "</",
        "<table><tr><td",
        "<![CDATA[",
        "<textarea>",
        "<title>",
    ] {
        let upto = &page[..page.find(story.paragraphs[4]).expect("a paragraph")];
        let opened = open_bytes(
            format!("{upto}{end}").into_bytes(),
            "https://www.example.org/1",
            Some("text/html"),
            None,
        );
        assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs[..4], "{end}");
    }
}
