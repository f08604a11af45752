//! Pages that were made to do harm, or came to it: each is read as well as it can be, in bounded time.

use std::time::{Duration, Instant};

use qari::document::{Fetched, Origin};

use crate::pages::{article, open, open_bytes, story, text};

/// Opens a page, the highlights too, and sees that it takes no time that a reader would wait.
fn bounded(what: &str, page: &str) -> Option<String> {
    let start = Instant::now();
    let fetched = Fetched {
        bytes: std::sync::Arc::new(page.as_bytes().to_vec()),
        mime: Some("text/html".to_owned()),
        charset: None,
        origin: Origin::Url("https://example.org/".to_owned()),
        warnings: Vec::new(),
    };
    let opened = qari::article::open(&fetched, qari::import::Options::default());
    let all = opened.ok().map(|article| {
        assert!(article.stream().count() > 0);
        text(&article.document)
    });
    assert!(start.elapsed() < Duration::from_secs(8), "{what} took {:?}", start.elapsed());
    all
}

#[test]
fn tags_without_number_and_depth_are_survived() {
    let words = story("ar").paragraphs.join("</p><p>");
    let body = format!("<p>{words}</p>");
    let cases = [
        ("unclosed b", "<b>".repeat(60_000)),
        ("unclosed b with names", (0..60_000).map(|n| format!("<b id=a{n}>")).collect()),
        ("unclosed div", "<div>".repeat(60_000)),
        ("unclosed p in b", "<p><b>".repeat(30_000)),
        ("unclosed a", (0..30_000).map(|n| format!("<a href=/{n}>")).collect()),
        ("deep tables", "<table><tr><td>".repeat(20_000)),
        ("tables without rows", "<table>".repeat(20_000)),
        ("lists", "<ul><li>".repeat(30_000)),
        ("spans with directions", "<span dir=ltr>".repeat(30_000)),
        ("quotations", "<blockquote>".repeat(30_000)),
        ("formatting soup", "<b><i><u></b></i></u>".repeat(15_000)),
        ("select soup", "<select><option>".repeat(20_000)),
        ("templates", "<template>".repeat(20_000)),
        ("svg", "<svg><foreignObject>".repeat(10_000)),
        ("end tags", "</div></p></b>".repeat(50_000)),
        ("attributes", format!("<p {}>", (0..20_000).map(|n| format!("a{n}=1 ")).collect::<String>())),
        ("comments", "<!-- x ".repeat(60_000)),
        ("brackets", "<".repeat(400_000)),
        ("ampersands", "&".repeat(400_000)),
    ];
    for (what, tags) in cases {
        let before = bounded(what, &format!("<html><body>{body}{tags}{body}"));
        let after = bounded(what, &format!("<html><body>{tags}{body}"));
        if !matches!(what, "comments") {
            assert!(before.is_some_and(|all| all.contains(story("ar").paragraphs[0])), "{what}");
        }
        let _ = after;
    }
}

#[test]
fn long_pages_take_time_by_their_length_alone() {
    let paragraphs: String =
        (0..12_000).map(|n| format!("<p>{} {n}</p>", story("ar").paragraphs[n % 5])).collect();
    let all = bounded("12,000 paragraphs", &format!("<html><body><article>{paragraphs}")).expect("text");
    assert!(all.contains(&format!("{} 11999", story("ar").paragraphs[11_999 % 5])));
    let words = "كلمة ".repeat(300_000);
    assert!(bounded("one paragraph", &format!("<p>{words}")).is_some());
    let items: String = (0..30_000).map(|n| format!("<li>{n} word another</li>")).collect();
    assert!(bounded("a long list", &format!("<ol>{items}</ol>")).is_some());
    let cells: String = (0..10_000).map(|n| format!("<tr><td>{n}</td><td>word</td></tr>")).collect();
    assert!(bounded("a long table", &format!("<table>{cells}</table>")).is_some());
}

#[test]
fn json_ld_that_makes_no_sense_is_passed_over() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for nonsense in [
        "{",
        "[]",
        "null",
        "{\"@type\":5}",
        "{\"@type\":\"NewsArticle\",\"headline\":{\"a\":[1]},\"datePublished\":{},\"author\":7}",
        "{\"@graph\":[null,1,\"x\",{\"@type\":[[]]}]}",
        "<!-- { -->",
        "{\"@type\":\"NewsArticle\",\"datePublished\":\"yesterday\"}",
        "{\"@type\":\"NewsArticle\",\"author\":{\"@id\":\"a\"},\"@id\":\"a\"}",
        &deep,
        "{\"@type\":\"NewsArticle\",\"headline\":\"\u{1}\u{2}\",}",
    ] {
        let page = article("ar")
            .replace("</title>", &format!("</title><script type=application/ld+json>{nonsense}</script>"));
        let opened = open(&page, "");
        assert_eq!(opened.document.meta.title.as_deref(), Some(story("ar").title), "{nonsense}");
        assert_eq!(opened.document.meta.published.as_deref(), Some("2023-05-14"), "{nonsense}");
    }
}

#[test]
fn addresses_of_other_schemes_are_no_links() {
    let page = article("ar").replace(
        "<p>",
        "<p><a href='file:///etc/passwd'>x</a> <a href='javascript:alert(1)'>x</a> <a href='data:text/html,x'>x</a> <a href='/good'>x</a> <iframe src='file:///etc/passwd'></iframe>",
    );
    let opened = open(&page, "https://example.org/");
    for number in 0..opened.chunks.count() {
        for mark in opened.chunks.load(number).marks.iter() {
            if let Some(address) = &mark.value {
                assert!(address.starts_with("http://") || address.starts_with("https://"), "{address}");
            }
        }
    }
    // A page on the disk whose `base` is a file makes no links of its files.
    let local = open(&page.replace("<head>", "<head><base href='file:///etc/'>"), "");
    assert!((0..local.chunks.count()).all(|n| {
        local.chunks.load(n).marks.iter().all(|m| m.value.as_deref().is_none_or(|a| a.starts_with("http")))
    }));
}

#[test]
fn no_control_of_a_page_stays_in_the_text() {
    let page = article("ar").replace("</h2>", "\u{1b}[2J\u{7}&#27;[31m\u{9b}x</h2>");
    let all = text(&open(&page, "").document);
    assert!(all.chars().all(|c| !c.is_control() || c == '\n'), "{all:?}");
}

#[test]
fn charsets_that_lie_are_seen_through() {
    let story = story("ar");
    let page = article("ar");
    // UTF-8 that the server and the page call something else.
    for lie in ["windows-1256", "iso-8859-1", "utf-16", "no-such-thing"] {
        let opened = open_bytes(
            page.replace("utf-8", lie).into_bytes(),
            "https://example.org/",
            Some("text/html"),
            Some(lie),
        );
        assert_eq!(opened.document.meta.title.as_deref(), Some(story.title), "{lie}");
    }
    // windows-1256 that is called UTF-8, Western, right, or nothing at all.
    let (bytes, ..) = encoding_rs::WINDOWS_1256.encode(&page);
    let in_meta = page.replace("<meta charset=\"utf-8\">", "");
    let (unnamed, ..) = encoding_rs::WINDOWS_1256.encode(&in_meta);
    for told in [Some("utf-8"), Some("iso-8859-1"), Some("windows-1256"), None] {
        for bytes in [&bytes, &unnamed] {
            let opened = open_bytes(bytes.to_vec(), "https://example.org/", Some("text/html"), told);
            assert_eq!(opened.document.meta.title.as_deref(), Some(story.title), "{told:?}");
        }
    }
    let utf16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(page.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let opened = open_bytes(utf16, "", None, None);
    assert_eq!(opened.document.meta.title.as_deref(), Some(story.title));
    let hebrew = crate::pages::story("he");
    let (bytes, ..) = encoding_rs::WINDOWS_1255.encode(&article("he")).0.into_owned().into_iter().fold(
        (Vec::new(), ()),
        |(mut all, ()), byte| {
            all.push(byte);
            (all, ())
        },
    );
    let opened = open_bytes(bytes, "", None, Some("windows-1255"));
    assert_eq!(opened.document.meta.title.as_deref(), Some(hebrew.title));
}

/// Hebrew as it was written before terminals and browsers could turn it: and with the same letters in the other
/// order under its other name.
#[test]
fn hebrew_in_visual_order_is_read() {
    let story = story("he");
    let visual = |text: &str| text.chars().rev().collect::<String>();
    let body = |form: &dyn Fn(&str) -> String| {
        let lines: String =
            story.paragraphs.iter().map(|line| format!("<p align=right>{}</p>", form(line))).collect();
        format!(
            "<html><head><title>{0}</title></head><body><h1>{0}</h1>{lines}</body></html>",
            form(story.title)
        )
    };
    for (charset, page) in [
        ("iso-8859-8", body(&visual)),
        ("iso-8859-8-i", body(&|text| text.to_owned())),
        ("logical", body(&|text| text.to_owned())),
    ] {
        let (bytes, ..) = encoding_rs::ISO_8859_8.encode(&page);
        let opened =
            open_bytes(bytes.into_owned(), "https://example.org/1", Some("text/html"), Some(charset));
        let all = text(&opened.document);
        assert_eq!(opened.document.meta.title.as_deref(), Some(story.title), "{charset}");
        for paragraph in story.paragraphs {
            assert!(all.contains(paragraph), "{charset}: {paragraph}\n{all}");
        }
    }
}

#[test]
fn a_page_without_an_article_says_so() {
    let links: String =
        (0..40).map(|n| format!("<div class=card><a href=/n{n}>عنوان خبر قصير رقم {n}</a></div>")).collect();
    let opened = open(
        &format!("<html><head><title>الصفحة الأولى</title></head><body>{links}</body></html>"),
        "https://example.org/",
    );
    assert_eq!(opened.document.warnings.len(), 1);
    assert!(text(&opened.document).contains("عنوان خبر قصير رقم 7"));
}

#[test]
fn a_tag_of_very_many_attributes_is_read_at_once() {
    let attributes: String = (0..300_000).map(|n| format!(" a{n}=b")).collect();
    let words = story("ar").paragraphs.join("</p><p>");
    let page = format!("<html lang=ar dir=rtl><body><div{attributes}><p>{words}</p></div></body></html>");
    // With each compared with all before it: a minute.
    let shown = bounded("attributes", &page).expect("an article");
    assert!(story("ar").paragraphs.iter().all(|paragraph| shown.contains(paragraph)), "{shown}");
}

#[test]
fn what_stands_too_deep_is_still_in_paragraphs() {
    let words = story("ar").paragraphs.join("</p><p>");
    let page = format!("<html lang=ar dir=rtl><body>{}<p>{words}</p></body></html>", "<div>".repeat(60_000));
    let opened = open(&page, "https://example.org/");
    let blocks: usize = opened.stream().map(|extracted| extracted.chunk.blocks.len()).sum();
    assert!(blocks >= story("ar").paragraphs.len(), "{blocks} blocks");
}
