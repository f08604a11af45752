//! Other articles that a page names, in boxes and in lines, with and without an address of its own.

use qari::document::BlockKind;
use qari::highlight::{RELATED, Role};

use crate::pages::{STORIES, Story, of_kind, open, open_bytes};

fn page(story: &Story, head: &str, inside: &str, after: &str) -> String {
    let Story { title, code, .. } = story;
    let [a, b, rest @ ..] = &story.paragraphs;
    let rest: String = rest.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    format!(
        "<!DOCTYPE html><html lang={code} dir=rtl><head><meta charset=utf-8><title>{title}</title>{head}</head><body><article><h1>{title}</h1><div class=x2><p>{a}</p><p>{b}</p>{inside}{rest}</div>{after}</article></body></html>"
    )
}

fn labels(code: &str) -> &'static [&'static str] {
    match code {
        "ar" => &[
            "اقرأ أيضاً",
            "إقرأ ايضا",
            "اقرأ ايضا",
            "إقرأ المزيد",
            "اقرؤوا أيضاً",
            "اقرأي أيضاً",
            "اقرأ أيضا على المرفأ",
            "قد يعجبك",
            "قد يعجبك أيضاً",
            "ربما يعجبك أيضاً",
            "مواضيع ذات صلة",
            "موضوعات ذات صلة",
            "مقالات ذات صلة",
            "أخبار متعلقة",
            "مواضيع متعلقة",
            "طالع أيضاً",
            "شاهد أيضاً",
            "ذات صلة",
            "لمزيد من التفاصيل",
            "تابع أيضاً",
            "اطلع أيضاً",
            "اقرأ عن",
            "مواضيع مشابهة",
            "اخترنا لك",
            "نرشح لك",
        ],
        "fa" => &[
            "بیشتر بخوانید",
            "خواندنی‌ها",
            "بخوانید",
            "بیش‌تر بخوانید",
            "همچنین بخوانید",
            "مطالب مرتبط",
            "خبرهای مرتبط",
            "اخبار مرتبط",
            "مرتبط‌ها",
            "در همین زمینه",
            "در همین رابطه",
            "این را هم بخوانید",
        ],
        "he" => &[
            "קראו עוד",
            "קראו גם",
            "קרא גם",
            "עוד בנושא",
            "כתבות קשורות",
            "עוד באותו נושא",
            "אולי יעניין אותך",
            "לקריאה נוספת",
            "כתבות נוספות בנושא",
            "ראו גם",
        ],
        _ => &[
            "یہ بھی پڑھیں",
            "مزید پڑھیں",
            "یہ بھی پڑھیے",
            "متعلقہ خبریں",
            "مزید پڑھیے",
            "یہ بھی دیکھیں",
            "اسی بارے میں",
        ],
    }
}

fn related(page: &str, address: &str) -> Vec<(String, String)> {
    let opened = if address.is_empty() {
        open_bytes(page.as_bytes().to_vec(), "", None, None)
    } else {
        open(page, address)
    };
    let highlights: Vec<_> = opened.stream().flat_map(|extracted| extracted.highlights).collect();
    let addresses = highlights
        .iter()
        .filter(|h| h.kind == RELATED)
        .map(|h| h.value(Role::Url).unwrap_or_default().to_owned());
    of_kind(&opened, BlockKind::Related).into_iter().zip(addresses).collect()
}

#[test]
fn each_label_in_each_shape_makes_a_related_line() {
    for story in STORIES {
        let other = story.related[1];
        let mut wrong = Vec::new();
        for label in labels(story.code) {
            for shape in [
                format!("<p>{label}: <a href=/news/7>{other}</a></p>"),
                format!("<p><strong>{label}:</strong> <a href=/news/7>{other}</a></p>"),
                format!("<p><strong>{label}..</strong><br><a href=/news/7>{other}</a></p>"),
                format!("<p><a href=/news/7>{label}: {other}</a></p>"),
                format!("<p><a href=/news/7><strong>{label}.. {other}</strong></a></p>"),
                format!("<p>[{label}: <a href=/news/7>{other}</a>]</p>"),
                format!("<div class=b7><span>{label}</span><a href=/news/7>{other}</a></div>"),
                format!("<div class=b7><h4>{label}</h4><ul><li><a href=/news/7>{other}</a></li></ul></div>"),
                format!(
                    "<blockquote><p><strong>{label}:</strong></p><p><a href=/news/7>{other}</a></p></blockquote>"
                ),
                format!(
                    "<table><tr><td>{label}</td></tr><tr><td><a href=/news/7>{other}</a></td></tr></table>"
                ),
                format!(
                    "<aside><b>{label}</b><div><a href=/news/7><img src=i.jpg alt='{other}'><span>{other}</span></a></div></aside>"
                ),
                format!("<h3>{label}</h3><p><a href=/news/7>{other}</a></p>"),
            ] {
                for address in ["https://www.example.org/news/1", ""] {
                    let to = if address.is_empty() { "/news/7" } else { "https://www.example.org/news/7" };
                    let page = page(story, "", &shape, "");
                    let found = related(&page, address);
                    let opened = open(&page, address);
                    let words = of_kind(&opened, BlockKind::Paragraph) == story.paragraphs;
                    if found != [(other.to_owned(), to.to_owned())] || !words {
                        wrong.push(format!("{address} {shape}: {found:?} {words}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}: {}\n{}", story.code, wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn addresses_are_taken_from_where_the_page_says_that_it_is() {
    let story = &STORIES[0];
    let shape = format!(
        "<div class='related-box'><h3>{}</h3><a href='news/7.html'>{}</a></div>",
        story.related[0], story.related[1]
    );
    for (head, to) in [
        ("", "news/7.html"),
        ("<base href='https://www.example.org/ar/'>", "https://www.example.org/ar/news/7.html"),
        (
            "<link rel=canonical href='https://www.example.org/ar/1'>",
            "https://www.example.org/ar/news/7.html",
        ),
        (
            "<link rel='canonical shortlink' href='https://www.example.org/ar/1'>",
            "https://www.example.org/ar/news/7.html",
        ),
        (
            "<meta property=og:url content='https://www.example.org/ar/1'>",
            "https://www.example.org/ar/news/7.html",
        ),
        (
            "<base href='/ar/'><link rel=canonical href='https://www.example.org/x/1'>",
            "https://www.example.org/ar/news/7.html",
        ),
        ("<base href='file:///etc/'>", "news/7.html"),
    ] {
        for (inside, after) in [(&*shape, ""), ("", &*shape)] {
            let found = related(&page(story, head, inside, after), "");
            assert_eq!(found, [(story.related[1].to_owned(), to.to_owned())], "{head}");
        }
    }
    for href in [
        "javascript:void(0)",
        "file:///etc/passwd",
        "data:text/html,x",
        "#top",
        "",
        "C:\\x.html",
        "ftp://example.org/x",
    ] {
        let shape = format!(
            "<div class='related-box'><h3>{}</h3><a href='{href}'>{}</a></div>",
            story.related[0], story.related[1]
        );
        for address in ["", "https://www.example.org/news/1"] {
            let found = related(&page(story, "", &shape, ""), address);
            assert!(found.iter().all(|(_, to)| to.is_empty()), "{href}: {found:?}");
        }
    }
    // Without a scheme, but not without a host.
    let shape = shape.replace("news/7.html", "//www.example.org/news/7");
    let found = related(&page(story, "", &shape, ""), "");
    assert_eq!(found, [(story.related[1].to_owned(), "https://www.example.org/news/7".to_owned())]);
}

#[test]
fn an_address_of_mail_is_a_link_to_somebody_and_orders_nothing() {
    let story = &STORIES[0];
    let line = "<p>للتواصل مع الكاتبة اكتبوا إلى <a href='mailto:a@example.org?subject=x&attach=/etc/passwd'>بريدها في الصحيفة</a> أو اتصلوا <a href='tel:123'>بالرقم المعروف</a>.</p>";
    for address in ["https://www.example.org/news/1", ""] {
        let opened = open(&page(story, "", line, ""), address);
        let chunk = opened.chunks.load(0);
        let links: Vec<&str> = chunk.marks.iter().filter_map(|mark| mark.value.as_deref()).collect();
        assert_eq!(links, ["mailto:a@example.org"]);
    }
}

#[test]
fn a_relative_link_in_the_text_is_no_link_where_nobody_knows_the_site() {
    let story = &STORIES[0];
    let line = "<p>وكان السوق قد أُغلق <a href='/news/3'>قبل عامين</a> بعد سقوط جزء من سقفه على دكانين خاليين من الباعة.</p>";
    let whole = open(&page(story, "", line, ""), "https://www.example.org/news/1");
    assert!(
        whole
            .chunks
            .load(0)
            .marks
            .iter()
            .any(|mark| mark.value.as_deref() == Some("https://www.example.org/news/3"))
    );
    let alone = open(&page(story, "", line, ""), "");
    assert!(alone.chunks.load(0).marks.iter().all(|mark| mark.value.is_none()));
    assert!(of_kind(&alone, BlockKind::Paragraph).iter().any(|line| line.contains("قبل عامين بعد")));
}

#[test]
fn another_article_that_is_named_within_a_paragraph_is_taken_out_of_it() {
    for story in STORIES {
        let [_, b, ..] = story.paragraphs;
        let (label, other) = (story.related[0], story.related[1]);
        let whole = page(story, "", "", "");
        for paragraph in [
            format!("<p>{b} {label}: <a href=/news/7>{other}</a></p>"),
            format!("<p>{b} <strong>{label}: <a href=/news/7>{other}</a>.</strong></p>"),
            format!("<p>{b} ({label}: <a href=/news/7>{other}</a>)</p>"),
            format!("<p><a href=/news/7>{label}: {other}</a> {b}</p>"),
            format!("<p>[<a href=/news/7>{label}: {other}</a>] {b}</p>"),
        ] {
            let page = whole.replace(&format!("<p>{b}</p>"), &paragraph);
            let found = related(&page, "https://www.example.org/news/1");
            assert_eq!(
                found,
                [(other.to_owned(), "https://www.example.org/news/7".to_owned())],
                "{paragraph}"
            );
            let opened = open(&page, "https://www.example.org/news/1");
            assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs, "{paragraph}");
        }
    }
}

#[test]
fn linked_headings_with_text_under_each_are_the_articles_own() {
    let story = &STORIES[0];
    let chapters: String = story.paragraphs[1..]
        .iter()
        .enumerate()
        .map(|(n, paragraph)| {
            format!(
                "<h2><a href=/places/{n}>مكان جميل رقم {n} في المدينة</a></h2><p>{paragraph} {0} {0}</p>",
                story.paragraphs[0]
            )
        })
        .collect();
    let body = format!(
        "<html lang=ar dir=rtl><head><meta charset=utf-8><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p>{chapters}</article></body></html>",
        story.title, story.paragraphs[0]
    );
    for address in ["https://www.example.org/news/1", ""] {
        let opened = open(&body, address);
        assert_eq!(of_kind(&opened, BlockKind::Heading(2)).len(), 4, "{address}");
        assert!(of_kind(&opened, BlockKind::Related).is_empty(), "{address}");
        assert_eq!(of_kind(&opened, BlockKind::Paragraph).len(), 5, "{address}");
    }
}
