//! Days of publication: told by the page of its article, never those of comments, messages and teasers.

use crate::pages::{Story, open, story};

/// A page whose head tells no day; `line` stands between the headline and the text, `inside` after its second
/// paragraph, `after` below it.
fn page(story: &Story, head: &str, line: &str, inside: &str, after: &str) -> String {
    let Story { title, code, .. } = story;
    let [a, b, rest @ ..] = &story.paragraphs;
    let rest: String = rest.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    format!(
        "<!DOCTYPE html><html lang={code} dir=rtl><head><meta charset=utf-8><title>{title}</title>{head}</head><body><div class=x1><h1>{title}</h1>{line}<div class=x2><p>{a}</p><p>{b}</p>{inside}{rest}</div>{after}</div></body></html>"
    )
}

fn day(page: &str) -> Option<String> {
    open(page, "https://www.example.org/news/1").document.meta.published.clone()
}

/// Days of others, as pages have them: in messages, comments, cards of other articles, asides.
const OTHERS: &[&str] = &[
    r#"<blockquote class="twitter-tweet"><p>الافتتاح صباح الغد</p>بلدية الساحل <a href="https://twitter.example/1">July 9, 2021</a></blockquote>"#,
    r#"<blockquote class="q1"><p>الافتتاح صباح الغد</p><time datetime="2021-07-09T10:00:00Z">9 يوليو</time></blockquote>"#,
    r#"<div class="c9"><div class="c8"><b>سامي</b> <time datetime="2021-07-09T10:00:00Z">9 يوليو 2021</time></div><p>خبر جميل وننتظر بقية المشاريع في المدينة</p></div>"#,
    r#"<ul class="u7"><li><a href="/a/1"><h3>افتتاح مكتبة الحي الشرقي بعد توسعتها</h3></a><time datetime="2021-07-09">9 يوليو 2021</time></li><li><a href="/a/2"><h3>موسم الحصاد يبدأ مبكراً هذا العام</h3></a><time datetime="2021-07-08">8 يوليو 2021</time></li></ul>"#,
    r#"<div class="g1"><article class="g2"><a href="/a/1">افتتاح مكتبة الحي الشرقي بعد توسعتها</a><span class="date">09/07/2021</span></article><article class="g2"><a href="/a/2">موسم الحصاد يبدأ مبكراً هذا العام</a><span class="date">08/07/2021</span></article></div>"#,
    r#"<article itemscope itemtype="http://schema.org/NewsArticle"><a href="/a/1"><span itemprop="headline">افتتاح مكتبة الحي الشرقي بعد توسعتها</span></a><meta itemprop="datePublished" content="2021-07-09"></article>"#,
    r#"<div class="cmt" itemprop="comment" itemscope><meta itemprop="datePublished" content="2021-07-09T10:00:00Z"><p itemprop="text">خبر جميل وننتظر بقية المشاريع</p></div>"#,
    r#"<p>وكان السوق قد أُغلق في <time datetime="2021-07-09">التاسع من يوليو 2021</time> بعد سقوط جزء من سقفه على دكانين خاليين.</p>"#,
];

#[test]
fn days_of_others_are_not_the_articles() {
    let story = story("ar");
    for other in OTHERS {
        for (inside, after) in [(*other, ""), ("", *other)] {
            let silent = page(story, "", "", inside, after);
            assert_eq!(day(&silent), None, "{other}");
            let told = page(story, "", "<p class=z3>نشر في: 14 مايو 2023 - 10:30</p>", inside, after);
            assert_eq!(day(&told).as_deref(), Some("2023-05-14"), "{other}");
            let late = page(story, "", "", inside, &format!("<div>تاريخ النشر: 14/05/2023</div>{after}"));
            assert_eq!(day(&late).as_deref(), Some("2023-05-14"), "at the end: {other}");
        }
    }
}

#[test]
fn json_of_other_articles_is_not_of_this_one() {
    let story = story("ar");
    let list = r#"<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"افتتاح مكتبة الحي الشرقي بعد توسعتها","datePublished":"2021-07-09","author":"سامي"},{"@type":"NewsArticle","headline":"موسم الحصاد يبدأ مبكراً هذا العام","datePublished":"2021-07-08"}]}</script>"#;
    let two = r#"<script type="application/ld+json">[{"@type":"NewsArticle","headline":"افتتاح مكتبة الحي الشرقي بعد توسعتها","datePublished":"2021-07-09"},{"@type":"NewsArticle","headline":"موسم الحصاد يبدأ مبكراً هذا العام","datePublished":"2021-07-08"}]</script>"#;
    let page_of_site = r#"<script type="application/ld+json">{"@type":"WebPage","name":"صحيفة المرفأ","dateModified":"2021-07-09"}</script>"#;
    for json in [list, two, page_of_site] {
        assert_eq!(day(&page(story, json, "", "", "")), None, "{json}");
        let told = page(story, json, "<div class=date>14 مايو 2023</div>", "", "");
        assert_eq!(day(&told).as_deref(), Some("2023-05-14"), "{json}");
    }
    // One article with a headline of its own is this one's.
    let own = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"السوق يعود","datePublished":"2023-05-14","hasPart":{"@type":"NewsArticle","headline":"أخرى","datePublished":"2021-07-09"}}</script>"#;
    assert_eq!(day(&page(story, own, "", "", "")).as_deref(), Some("2023-05-14"));
}

#[test]
fn the_day_is_read_as_papers_write_it() {
    let story = story("ar");
    for line in [
        "نشر في: 14 مايو 2023 - 10:30",
        "نُشر بتاريخ ١٤ أيار/مايو ٢٠٢٣",
        "آخر تحديث: 16 مايو 2023 نشر: 14 مايو 2023",
        "آخر تحديث 16-05-2023 | 10:00 أضيف في 14-05-2023 | 08:30",
        "الأحد 24 شوال 1444هـ الموافق 14 مايو 2023م",
        "24/10/1444 هـ - 14/05/2023 م",
        "١٤٤٤/١٠/٢٤ هـ - ٢٠٢٣/٠٥/١٤ م",
        "الأحد، ١٤ مايو ٢٠٢٣ في ١٠:٣٠ ص",
        "10:30 ص - الأحد 14 مايو 2023",
        "10:30 | الأحد 14 ماي 2023",
        "14 ماي 2023 على الساعة 10:30",
        "مايو 14, 2023",
        "2023-05-14 10:30:00",
        "Sunday 14 May 2023",
        "Publié le 14/05/2023",
        "منذ 3 أيام (14 أيار 2023)",
    ] {
        for shape in [
            format!("<p>{line}</p>"),
            format!("<div class=k7><span class=k8><i></i>{line}</span></div>"),
            format!("<ul><li>القاهرة</li><li>{line}</li></ul>"),
            format!("<table><tr><td>{line}</td></tr></table>"),
            format!("<h5>{line}</h5>"),
        ] {
            let page = page(story, "", &shape, "", OTHERS[3]);
            assert_eq!(day(&page).as_deref(), Some("2023-05-14"), "{shape}");
        }
    }
    for (line, iso) in [
        ("12 جانفي 2024", "2024-01-12"),
        ("12 فيفري 2024", "2024-02-12"),
        ("12 أفريل 2024", "2024-04-12"),
        ("12 جوان 2024", "2024-06-12"),
        ("12 جويلية 2024", "2024-07-12"),
        ("12 أوت 2024", "2024-08-12"),
        ("12 غشت 2024", "2024-08-12"),
        ("12 يوليوز 2024", "2024-07-12"),
        ("12 شتنبر 2024", "2024-09-12"),
        ("12 نونبر 2024", "2024-11-12"),
        ("12 دجنبر 2024", "2024-12-12"),
        ("12 كانون الثاني 2024", "2024-01-12"),
        ("12 كانون الثاني/يناير 2024", "2024-01-12"),
        ("12 شباط 2024", "2024-02-12"),
        ("12 آذار 2024", "2024-03-12"),
        ("12 نيسان 2024", "2024-04-12"),
        ("12 حزيران 2024", "2024-06-12"),
        ("12 تموز 2024", "2024-07-12"),
        ("12 آب 2024", "2024-08-12"),
        ("12 أيلول 2024", "2024-09-12"),
        ("12 تشرين الأول 2024", "2024-10-12"),
        ("12 تشرين الثاني 2024", "2024-11-12"),
        ("12 كانون الأول 2024", "2024-12-12"),
        ("5 رمضان 1444", "2023-03-27"),
        ("۲۴ اردیبهشت ۱۴۰۲", "2023-05-14"),
        ("یکشنبه ۲۴ اردیبهشت ۱۴۰۲ ساعت ۱۰:۳۰", "2023-05-14"),
        ("تاریخ انتشار: ۱۴۰۲/۰۲/۲۴ - ۱۰:۳۰", "2023-05-14"),
        ("۲۴ ثور ۱۴۰۲", "2023-05-14"),
        ("פורסם: 14.05.23, 10:30", "2023-05-14"),
        ("14 במאי 2023", "2023-05-14"),
        ("יום ראשון, 14 במאי 2023 | כ\"ג באייר תשפ\"ג", "2023-05-14"),
        ("عدّل في 14 مايو 2023", "2023-05-14"),
        ("اتوار 14 مئی 2023", "2023-05-14"),
        ("اپ ڈیٹ: 14 مئی ، 2023", "2023-05-14"),
        ("14 اگست 2023", "2023-08-14"),
        ("اتوار 14 مئ 2023", "2023-05-14"),
    ] {
        let page = page(story, "", &format!("<div class=k7>{line}</div>"), "", OTHERS[4]);
        assert_eq!(day(&page).as_deref(), Some(iso), "{line}");
    }
}

#[test]
fn a_long_deck_and_a_picture_may_stand_before_the_day() {
    let story = story("ar");
    let before = format!(
        "<h2>{}</h2><p>{}</p><figure><img src=a.jpg><figcaption>{}</figcaption></figure>",
        story.deck, story.deck, story.quote
    );
    for day_line in [
        "<time datetime=2023-05-14T08:00>14 / 5</time>",
        "<span class=d1>14 مايو 2023</span>",
        "<div>14/5/2023</div>",
    ] {
        let page = page(story, "", &format!("{before}{day_line}"), "", OTHERS[3]);
        assert_eq!(day(&page).as_deref(), Some("2023-05-14"), "{day_line}");
    }
}
