//! Corners of pages, one each: what stands where a day, a title or a body is looked for.

use qari::document::BlockKind;

use crate::pages::{of_kind, open, story, text};

/// A page with that head and body; `{title}` and `{body}` stand for the story's.
fn page(head: &str, body: &str) -> String {
    let story = story("ar");
    let paragraphs: String = story.paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    format!("<!DOCTYPE html><html lang=ar dir=rtl><head><meta charset=utf-8>{head}</head><body>{body}</body></html>")
        .replace("{title}", story.title)
        .replace("{body}", &paragraphs)
}

#[test]
fn the_day_of_publication_is_told_from_that_of_a_change() {
    for line in [
        "<div class=dates>آخر تحديث: الثلاثاء 16 مايو 2023 | نُشر: الأحد 14 مايو 2023</div>",
        "<span class=date-updated>آخر تحديث 16/05/2023 - 10:00</span> <span class=date-published>نشرت في: 14/05/2023 - 08:30</span>",
        "<p class=info>تاريخ النشر: 14/05/2023</p>",
        "<div><span>الأحد ١٤ أيار ٢٠٢٣ - ٠٨:٣٠</span></div>",
        "<div class=post-date>الأحد 24 شوال 1444 هـ - 14 مايو 2023 م</div>",
        "<small>۲۴ اردیبهشت ۱۴۰۲</small>",
        "<header><time datetime=2023-05-14>14 مايو</time></header>",
    ] {
        let opened = open(
            &page("<title>{title}</title>", &format!("<article><h1>{{title}}</h1>{line}{{body}}</article>")),
            "",
        );
        assert_eq!(opened.document.meta.published.as_deref(), Some("2023-05-14"), "{line}");
        let lines = text(&opened.document);
        let own = |line: &&str| !line.contains("2023-05-14") && !line.trim().is_empty();
        assert_eq!(lines.lines().filter(own).count(), 6, "{line}\n{lines}");
    }
}

#[test]
fn the_headline_is_found_whatever_else_is_a_heading() {
    let title = story("ar").title;
    for (head, body) in [
        (
            "<title>{title} | صحيفة المرفأ</title>",
            "<div id=header><h1 id=logo><a href=/>صحيفة المرفأ</a></h1></div><div class=post><h2><a href=/1>{title}</a></h2><div class=entry>{body}</div></div>",
        ),
        (
            "<title>{title}</title>",
            "<article><div class=kicker>خاص بالصحيفة</div><h1><span class=label>حصري</span> {title}</h1>{body}</article>",
        ),
        (
            "<title>صحيفة المرفأ - {title}</title>",
            "<table><tr><td><font size=5><b>{title}</b></font><br><font size=3>{body}</font></td></tr></table>",
        ),
        ("<title>صحيفة المرفأ</title>", "<div class=x><h1>{title}</h1>{body}</div>"),
        (
            "<meta property=og:title content='{title} | صحيفة المرفأ'><meta property=og:site_name content='صحيفة المرفأ'>",
            "<div><h3>صحيفة المرفأ</h3>{body}</div>",
        ),
    ] {
        let opened = open(&page(head, body), "");
        assert_eq!(opened.document.meta.title.as_deref(), Some(title), "{head}{body}");
        let lines = text(&opened.document);
        assert_eq!(lines.matches(title).count(), 1, "{lines}");
        assert_eq!(of_kind(&opened, BlockKind::Paragraph), story("ar").paragraphs, "{head}{body}");
    }
}

#[test]
fn a_body_without_paragraphs_and_a_very_short_one_are_articles() {
    let story = story("ar");
    let boxes: String = story.paragraphs.iter().map(|paragraph| format!("<div>{paragraph}</div>")).collect();
    let opened = open(
        &page(
            "<title>{title}</title>",
            &format!(
                "<div class=a><h1>{{title}}</h1><div class=b>2023/05/14</div><div class=c>{boxes}</div></div><div class=z><div><a href=/1>خبر أول عن المدينة وسوقها</a></div></div>"
            ),
        ),
        "",
    );
    assert!(opened.document.warnings.is_empty(), "{:?}", opened.document.warnings);
    assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs);
    let brief = "<nav><ul><li><a href=/>الرئيسية</a></ul></nav><article><h1>هزة أرضية خفيفة في الساحل</h1><div class=entry-content><p>شعر سكان الساحل بهزة أرضية خفيفة مساء الأحد دون أضرار.</p></div></article><footer>جميع الحقوق محفوظة</footer>";
    let opened = open(
        &page(
            "<title>هزة أرضية خفيفة في الساحل</title><meta property=article:published_time content=2023-05-14>",
            brief,
        ),
        "",
    );
    assert!(opened.document.warnings.is_empty(), "{:?}", opened.document.warnings);
    assert_eq!(
        of_kind(&opened, BlockKind::Paragraph),
        ["شعر سكان الساحل بهزة أرضية خفيفة مساء الأحد دون أضرار."]
    );
    assert_eq!(opened.document.meta.published.as_deref(), Some("2023-05-14"));
}

#[test]
fn galleries_lists_tables_and_notes_stay_in_their_places() {
    let [a, b, c, d, e] = story("ar").paragraphs;
    let body = format!(
        "<article><h1>{{title}}</h1><p><span class=dropcap>{}</span>{}</p><div class=gallery><figure><img src=1><figcaption>باعة في السوق قبل الترميم</figcaption></figure></div><ol><li><b>السوق</b>: {b}</li></ol><table><tr><th>السنة</th><th>الإيجار</th></tr><tr><td>2021</td><td>120 ديناراً</td></tr></table><p>{c}<sup><a href=#f1>1</a></sup></p><p>{d}</p><p>{e}</p><div class=footnotes><ol><li id=f1>أرشيف البلدية، الصفحة 12.</li></ol></div><p>المصدر: وكالات</p></article>",
        &a[..2],
        &a[2..]
    );
    let opened = open(&page("<title>{title}</title>", &body), "");
    let lines = text(&opened.document);
    let mut at = 0;
    for words in [
        a,
        "باعة في السوق قبل الترميم",
        b,
        "السنة | الإيجار",
        "2021 | 120 ديناراً",
        c,
        d,
        e,
        "أرشيف البلدية",
        "المصدر: وكالات",
    ] {
        let found = lines[at..].find(words);
        assert!(found.is_some(), "{words}\n{lines}");
        at += found.unwrap_or(0);
    }
}

#[test]
fn a_source_line_that_begins_with_the_site_stays() {
    let words = story("ar").paragraphs.join("</p><p>");
    let page = format!(
        "<html lang=ar dir=rtl><head><meta property='og:site_name' content='مجلة الرفوف'></head><body><article>\
         <h1>{}</h1><p>{words}</p><p>المصدر : مجلة الرفوف + وكالات</p></article></body></html>",
        story("ar").title
    );
    let opened = open(&page, "https://example.org/1");
    assert!(text(&opened.document).contains("مجلة الرفوف + وكالات"));
}
