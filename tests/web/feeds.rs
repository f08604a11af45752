//! Feeds of every kind, whole and broken.

use qari::document::{BlockKind, Fetched, Origin};
use qari::import::Refusal;

use crate::pages::{STORIES, of_kind, open, open_bytes, story, text};

pub fn rss() -> String {
    let items: String = STORIES[..3]
        .iter()
        .enumerate()
        .map(|(n, story)| {
            format!(
                "<item><title>{}</title><link>https://example.org/{n}</link><pubDate>Sun, 14 May 2023 08:3{n}:00 +0300</pubDate><dc:creator>{}</dc:creator><description><![CDATA[<p>{}</p>]]></description>{}</item>",
                story.title, story.author, story.deck,
                if n == 0 { format!("<content:encoded><![CDATA[{}]]></content:encoded>", story.paragraphs.iter().map(|p| format!("<p>{p}</p>")).collect::<String>().repeat(2)) } else { String::new() },
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>موجز المرفأ</title><link>https://example.org/</link><description>أخبار المدينة كل صباح</description><language>ar</language>{items}</channel></rss>"
    )
}

fn titles() -> Vec<&'static str> {
    STORIES[..3].iter().map(|story| story.title).collect()
}

#[test]
fn a_feed_is_a_list_of_its_entries_each_in_its_own_direction() {
    let feed = open_bytes(rss().into_bytes(), "https://example.org/feed", Some("application/rss+xml"), None);
    assert_eq!(feed.document.meta.format, "feed");
    assert_eq!(feed.document.meta.title.as_deref(), Some("موجز المرفأ"));
    assert_eq!(of_kind(&feed, BlockKind::Related), titles());
    assert_eq!(of_kind(&feed, BlockKind::Caption)[0], format!("2023-05-14 · {}", STORIES[0].author));
    let marks = feed.chunks.load(0).marks.iter().filter_map(|mark| mark.value.clone()).collect::<Vec<_>>();
    assert_eq!(
        marks.iter().map(|value| &**value).collect::<Vec<_>>(),
        ["https://example.org/0", "https://example.org/1", "https://example.org/2"]
    );
    // The first carries its article, the others are stubs.
    assert_eq!(feed.document.enclosed.len(), 1);
    let carried = open(&feed.document.enclosed[0].html, &feed.document.enclosed[0].address);
    assert_eq!(carried.document.meta.title.as_deref(), Some(STORIES[0].title));
    assert_eq!(carried.document.meta.byline.as_deref(), Some(STORIES[0].author));
    assert_eq!(of_kind(&carried, BlockKind::Paragraph), STORIES[0].paragraphs);
}

#[test]
fn atom_and_json_feeds_are_read_from_files_too() {
    let entries: String = STORIES[..3].iter().enumerate().map(|(n, story)| format!("<entry><title type=\"html\">&lt;b&gt;{}&lt;/b&gt;</title><id>tag:{n}</id><link href=\"/a/{n}\"/><updated>2023-05-14T08:30:00Z</updated><summary>{}</summary></entry>", story.title, story.deck)).collect();
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fa\"><title>خبرها</title><id>x</id><updated>2023-05-14T08:30:00Z</updated>{entries}</feed>"
    );
    let json: Vec<String> = STORIES[..3].iter().enumerate().map(|(n, story)| format!("{{\"id\":\"{n}\",\"url\":\"https://example.org/a/{n}\",\"title\":\"{}\",\"content_text\":\"{}\",\"date_published\":\"2023-05-14T08:30:00Z\"}}", story.title, story.deck)).collect();
    let json = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"خبرها\",\"items\":[{}]}}",
        json.join(",")
    );
    for (what, feed) in [("atom", atom), ("json", json)] {
        let opened = open_bytes(feed.into_bytes(), "", None, None);
        assert_eq!(opened.document.meta.format, "feed", "{what}");
        assert_eq!(of_kind(&opened, BlockKind::Related), titles(), "{what}");
    }
}

#[test]
fn feeds_in_old_encodings_are_read() {
    let (bytes, ..) = encoding_rs::WINDOWS_1256.encode("<?xml version='1.0' encoding='windows-1256'?><rss version='2.0'><channel><title>المرفأ</title><item><title>خبر قصير</title><link>http://example.org/1</link></item></channel></rss>");
    let opened = open_bytes(bytes.into_owned(), "", None, None);
    assert_eq!(of_kind(&opened, BlockKind::Related), ["خبر قصير"]);
}

#[test]
fn broken_feeds_give_what_can_be_read() {
    let rss = rss();
    let cut = rss.rfind("<item>").expect("items") + 12;
    let broken = [
        ("cut off", rss.chars().take(rss[..cut].chars().count()).collect::<String>(), 2),
        ("stray ampersands", rss.replace("كل صباح", "كل صباح & مساء &nbsp; A&B"), 3),
        ("controls", rss.replace("كل صباح", "كل \u{1} صباح"), 3),
    ];
    for (what, feed, entries) in broken {
        let opened = open_bytes(feed.into_bytes(), "", Some("text/xml"), None);
        assert_eq!(opened.document.meta.format, "feed", "{what}");
        assert_eq!(of_kind(&opened, BlockKind::Related), titles()[..entries], "{what}");
    }
    let hopeless = Fetched {
        bytes: std::sync::Arc::new(b"<rss><channel><title>x".to_vec()),
        mime: None,
        charset: None,
        origin: Origin::File("x.xml".to_owned()),
        warnings: Vec::new(),
    };
    assert!(matches!(
        qari::article::open(&hopeless, qari::import::Options::default()).err(),
        Some(Refusal::Broken("a feed") | Refusal::Empty)
    ));
}

#[test]
fn entities_do_not_multiply() {
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"{0}\"><!ENTITY b \"{1}\"><!ENTITY c \"{2}\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><title>خبر &c; &x;</title><item><title>عنوان أول</title></item></channel></rss>",
        "ha ".repeat(1000),
        "&a;".repeat(1000),
        "&b;".repeat(1000),
    );
    let start = std::time::Instant::now();
    let opened = open_bytes(bomb.into_bytes(), "", Some("application/rss+xml"), None);
    let all = text(&opened.document);
    assert!(all.len() < 10_000 && !all.contains("root:") && all.contains("عنوان أول"), "{all}");
    assert!(start.elapsed() < std::time::Duration::from_secs(2));
}

#[test]
fn a_feed_leads_to_pages_of_the_web_alone() {
    let feed = "<rss version='2.0'><channel><title>موجز</title><item><title>ملف</title><link>file:///etc/passwd</link></item><item><title>برنامج</title><link>javascript:alert(1)</link><description>&lt;a href='file:///etc/passwd'&gt;نص قصير&lt;/a&gt;</description></item><item><title>خبر</title><link>/1</link></item></channel></rss>";
    for address in ["https://example.org/feed", ""] {
        let opened = open_bytes(feed.as_bytes().to_vec(), address, None, None);
        let chunk = opened.chunks.load(0);
        for address in chunk.marks.iter().filter_map(|mark| mark.value.as_deref()) {
            assert!(address.starts_with("https://example.org/") || address.starts_with('#'), "{address}");
        }
        for enclosed in opened.document.enclosed.iter() {
            let page = open(&enclosed.html, &enclosed.address);
            assert!(
                page.chunks
                    .load(0)
                    .marks
                    .iter()
                    .all(|mark| mark.value.as_deref().is_none_or(|to| to.starts_with("http")))
            );
        }
    }
}

#[test]
fn a_page_that_only_names_its_feed_names_it() {
    let page = "<html><head><title>المرفأ</title><link rel=alternate type=application/rss+xml href=/feed></head><body><ul><li><a href=/1>الأخبار</a></ul></body></html>";
    assert_eq!(
        open(page, "https://example.org/x").document.feed.as_deref(),
        Some("https://example.org/feed")
    );
    // An article's page is read itself.
    let article = crate::shapes::plain(story("ar"))
        .replace("<head>", "<head><link rel=alternate type=application/rss+xml href=/feed>");
    assert_eq!(open(&article, "https://example.org/x").document.feed, None);
}

#[test]
fn a_number_for_a_name_does_not_refuse_a_json_feed() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1","title":"نشرة الحي","items":[
        {"id":12,"url":"https://example.org/1","title":"افتتاح المكتبة","date_published":1700000000},
        {"id":13,"url":"https://example.org/2","title":"عودة السوق"}]}"#;
    let opened =
        open_bytes(feed.as_bytes().to_vec(), "https://example.org/f", Some("application/feed+json"), None);
    let shown = text(&opened.document);
    assert!(shown.contains("افتتاح المكتبة") && shown.contains("عودة السوق"), "{shown}");
}

/// A feed of news about the harbour, with what stands between its head and its end.
fn with_items(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>موجز المرفأ</title><link>https://example.org/</link>{items}</channel></rss>"
    )
}

#[test]
fn what_breaks_one_title_does_not_refuse_the_feed() {
    let sound = "<item><title>عودة السوق</title><link>https://example.org/2</link></item>";
    for (broken, title) in [
        ("<title><b>افتتاح</b> المكتبة</title>", "افتتاح المكتبة"),
        ("<title>افتتاح <br> المكتبة</title>", "افتتاح المكتبة"),
        ("<title>افتتاح المكتبة & المتحف</title>", "افتتاح المكتبة & المتحف"),
        ("<title>افتتاح&nbsp;المكتبة &laquo;القديمة&raquo;</title>", "افتتاح المكتبة «القديمة»"),
        ("<title>افتتاح &amp;quot;المكتبة&amp;quot;</title>", "افتتاح \"المكتبة\""),
        ("<title><![CDATA[افتتاح <b>المكتبة</b> & المتحف]]></title>", "افتتاح المكتبة & المتحف"),
        ("<title>افتتاح المكتبة", "افتتاح المكتبة"),
        ("<title>افتتاح المكتبة</titel>", "افتتاح المكتبة"),
        (
            "<title>افتتاح المكتبة</title><description>نص <p>أول <img src=x> ثانٍ</description>",
            "افتتاح المكتبة",
        ),
        ("<title>افتتاح المكتبة</title><category>أ<b></category>", "افتتاح المكتبة"),
        ("<title>افتتاح المكتبة</title><x:y>بلا اسم</x:y>", "افتتاح المكتبة"),
        ("<title>افتتاح المكتبة</title><enclosure url=a.mp3 length=1>", "افتتاح المكتبة"),
        ("<title>افتتاح المكتبة</title><pubDate>غداً</pubDate>", "افتتاح المكتبة"),
    ] {
        let item = format!("<item>{broken}<link>https://example.org/1</link></item>");
        for items in [format!("{item}{sound}"), format!("{sound}{item}"), format!("{sound}{item}{sound}")] {
            let opened = open_bytes(with_items(&items).into_bytes(), "", Some("text/xml"), None);
            assert_eq!(opened.document.meta.format, "feed", "{broken}");
            assert_eq!(opened.document.meta.title.as_deref(), Some("موجز المرفأ"), "{broken}");
            let found = of_kind(&opened, BlockKind::Related);
            assert!(
                found.iter().any(|found| found.trim_end_matches("</titel>") == title),
                "{items}\n{found:?}"
            );
            assert_eq!(found.len(), items.matches("<item>").count(), "{items}\n{found:?}");
        }
    }
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>موجز</title><id>x</id><updated>2023-05-14T08:30:00Z</updated><entry><title>افتتاح <b>المكتبة</title><id>1</id><link href='https://example.org/1'/></entry><entry><title>عودة السوق</title><id>2</id><author><name>سامي</author></entry><entry><title>موسم الحصاد</title><id>3</id></entry></feed>";
    let opened = open_bytes(atom.as_bytes().to_vec(), "", None, None);
    assert_eq!(of_kind(&opened, BlockKind::Related), ["افتتاح المكتبة", "عودة السوق", "موسم الحصاد"]);
}

#[test]
fn an_entry_without_a_title_is_called_by_its_words_or_its_address() {
    for (item, title) in [
        (
            "<description>وصلت إلى المرفأ صباح اليوم سفينة تحمل القمح من البلدان المجاورة بعد انتظار طويل</description>",
            "وصلت إلى المرفأ صباح اليوم سفينة تحمل القمح من البلدان المجاورة بعد…",
        ),
        ("<title></title><description>سفينة قمح</description>", "سفينة قمح"),
        (
            "<title>&lt;img src=x&gt;</title><link>https://example.org/news/new-harbour-opens.html</link>",
            "new harbour opens",
        ),
        (
            "<link>https://example.org/%D8%A7%D9%81%D8%AA%D8%AA%D8%A7%D8%AD-%D8%A7%D9%84%D8%B3%D9%88%D9%82/</link>",
            "افتتاح السوق",
        ),
        ("<link>https://example.org/?p=12</link>", "https://example.org/?p=12"),
        ("<link>https://example.org/2023/05/14/</link>", "https://example.org/2023/05/14/"),
    ] {
        let opened =
            open_bytes(with_items(&format!("<item>{item}</item>")).into_bytes(), "", Some("text/xml"), None);
        assert_eq!(of_kind(&opened, BlockKind::Related), [title], "{item}");
    }
}

#[test]
fn broken_feeds_end_in_time() {
    let start = std::time::Instant::now();
    for items in [
        "<item><title>".repeat(50_000),
        "<item><title>س</title>".repeat(50_000),
        "<title>".repeat(100_000),
        "<description><b>".repeat(50_000),
        format!("<item><description>{}", "<p>س ".repeat(200_000)),
        "<item><title>س<b></title></item>".repeat(20_000),
        "<![CDATA[".repeat(50_000),
    ] {
        let fetched = Fetched {
            bytes: std::sync::Arc::new(with_items(&items).into_bytes()),
            mime: Some("text/xml".to_owned()),
            charset: None,
            origin: Origin::File("x.xml".to_owned()),
            warnings: Vec::new(),
        };
        let _ = qari::article::open(&fetched, qari::import::Options::default());
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn json_feeds_with_entries_that_are_none_or_that_break_off_are_read() {
    let item = |n: usize, title: &str| {
        format!(r#"{{"id":{n},"url":"https://example.org/{n}","title":"{title}","content_text":"نص"}}"#)
    };
    let head = r#"{"version":"https://jsonfeed.org/version/1.1","title":"نشرة الحي","items":["#;
    for (feed, titles, whole) in [
        (format!("{head}{},null,7,{}]}}", item(1, "افتتاح المكتبة"), item(2, "عودة السوق")), 2, true),
        (format!("{head}{},{}", item(1, "افتتاح المكتبة"), item(2, "عودة السوق")), 2, false),
        (format!("{head}{},{{\"id\":3,\"titl", item(1, "افتتاح المكتبة")), 1, false),
    ] {
        let opened = open_bytes(
            feed.clone().into_bytes(),
            "https://example.org/f",
            Some("application/feed+json"),
            None,
        );
        assert_eq!(
            of_kind(&opened, BlockKind::Related),
            ["افتتاح المكتبة", "عودة السوق"][..titles],
            "{feed}"
        );
        assert_eq!(opened.document.meta.title.as_deref(), Some("نشرة الحي"), "{feed}");
        assert_eq!(opened.document.warnings.is_empty(), whole, "{feed}");
    }
}
