//! What went wrong on pages that somebody else made, each as a page of its own: short articles beside long columns, blogs
//! whose name is the larger heading, lines around the article that say what they are only by where they stand.

use qari::document::BlockKind;

use crate::pages::{of_kind, open, story, text};

fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=ar dir=rtl><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    )
}

fn paragraphs() -> String {
    story("ar").paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect()
}

#[test]
fn a_short_article_is_the_article_whatever_stands_beside_it() {
    let story = story("ar");
    let line = "أغلق السوق أبوابه مساء الأحد بعد عطل في الكهرباء.";
    let long: String = story.paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    for body in [
        format!(
            "<nav><a href=/>الرئيسية</a></nav><article><h1>{0}</h1><p>{line}</p></article><aside><h3>رأي</h3>{long}</aside>",
            story.title
        ),
        format!(
            "<main><article><h1>{0}</h1><time datetime=2023-05-14>14</time><div class=c><p>{line}</p></div></article><div class=sidebar><h3>رأي</h3>{long}</div></main>",
            story.title
        ),
        format!(
            "<main><article><h1>{0}</h1><div class=c1><p>{line}</p></div></article><div class=c2><h3>رأي</h3>{long}</div></main>",
            story.title
        ),
    ] {
        let opened = open(
            &page(
                &format!(
                    "<title>{}</title><meta property=article:published_time content=2023-05-14>",
                    story.title
                ),
                &body,
            ),
            "https://example.org/1",
        );
        assert_eq!(of_kind(&opened, BlockKind::Paragraph), [line], "{body}");
        assert!(opened.document.warnings.is_empty(), "{:?}", opened.document.warnings);
    }
}

#[test]
fn the_name_of_a_blog_is_not_the_title() {
    let story = story("ar");
    let body = format!(
        "<div class=header-outer><h1 class=title><a href='/'>دفتر الحي</a></h1><p>خواطر من الحي القديم</p></div><div class=blog-posts><h2 class=date-header><span>الأحد، 14 مايو 2023</span></h2><div class='post hentry'><h3 class='post-title entry-title'>{{title}}</h3><div class='post-body entry-content'>{}</div><div class=post-footer><span class='post-author vcard'>كتبها <span class=fn>{}</span></span></div></div></div>",
        paragraphs(),
        story.author
    );
    for title in ["يوميات سوق", story.title] {
        for head in [
            format!("<title>دفتر الحي: {title}</title><meta property=og:title content='{title}'>"),
            format!("<title>دفتر الحي: {title}</title>"),
        ] {
            let opened = open(&page(&head, &body.replace("{title}", title)), "https://example.org/1");
            assert_eq!(opened.document.meta.title.as_deref(), Some(title), "{head}");
            assert_eq!(opened.document.meta.byline.as_deref(), Some(story.author), "{head}");
            assert_eq!(opened.document.meta.published.as_deref(), Some("2023-05-14"), "{head}");
            assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs, "{head}");
        }
    }
}

#[test]
fn a_day_in_the_foot_of_a_head_is_told() {
    let story = story("ar");
    let body = format!(
        "<article class=node><header><h1>{}</h1></header><footer class=submitted>نشر <span property='dc:date' datatype='xsd:dateTime' content='2023-05-14T00:00:00+01:00'>الأحد 14 ماي 2023</span></footer>{}</article>",
        story.title,
        paragraphs()
    );
    let opened = open(&page(&format!("<title>{}</title>", story.title), &body), "https://example.org/1");
    assert_eq!(opened.document.meta.published.as_deref(), Some("2023-05-14"));
    assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs);
}

#[test]
fn what_a_link_skips_is_not_of_the_article() {
    let story = story("ar");
    let [a, b, rest @ ..] = story.paragraphs;
    let rest: String = rest.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    let boxed = "<div class=b1><a href='#end-of-1'>تجاوز هذا الجزء</a><p>هل نعرض محتوى من موقع آخر؟</p><p>هذا المحتوى من موقع آخر وقد يستخدم ملفاته الخاصة، لذلك نطلب موافقتك قبل عرضه لك.</p><button>موافق</button><p id=end-of-1>نهاية المحتوى</p></div>";
    let body = format!(
        "<main><h1>{}</h1><figure><img src=a.jpg><p><span>وكالة الصور</span></p><figcaption>السوق القديم بعد الترميم</figcaption></figure><section aria-labelledby='article-byline'><ul role=list><li><span>{}</span></li><li><span>مراسلة</span></li></ul></section><p>{a}</p><p>{b}</p>{boxed}{rest}</main>",
        story.title, story.author
    );
    let opened = open(
        &page(
            &format!(
                "<title>{}</title><meta property=article:published_time content=2023-05-14>",
                story.title
            ),
            &body,
        ),
        "https://example.org/1",
    );
    assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs, "{}", text(&opened.document));
    assert_eq!(opened.document.meta.byline.as_deref(), Some(story.author));
    assert_eq!(of_kind(&opened, BlockKind::Caption), ["وكالة الصور", "السوق القديم بعد الترميم"]);
}

#[test]
fn a_line_of_who_and_when_is_not_a_paragraph_and_the_source_below_is_kept() {
    let story = story("ar");
    let meta = format!(
        "<div class=article_meta><span class=author>{}</span> <span class=date>نشر في: 14 مايو ,2023: 05:30 م GST</span><span class=upd>آخر تحديث: 16 مايو ,2023: 06:10 م GST</span> <span>مدة القراءة: 3 دقائق</span></div>",
        story.author
    );
    let body = format!(
        "<main><div class=article_header><h1>{}</h1>{meta}</div><div class=body><div class=text>{}</div></div><div class=article-origin><span>المصدر: المرفأ + وكالات</span></div><section class=most><h2>{}</h2><ul><li><a href=/9><span>محليات</span><span>{}</span></a></li></ul></section></main>",
        story.title,
        paragraphs(),
        story.related[0],
        story.related[1]
    );
    let opened = open(&page(&format!("<title>{}</title>", story.title), &body), "https://example.org/1");
    assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs, "{}", text(&opened.document));
    assert_eq!(of_kind(&opened, BlockKind::Source), ["المصدر: المرفأ + وكالات"]);
    assert_eq!(opened.document.meta.published.as_deref(), Some("2023-05-14"));
    let related = of_kind(&opened, BlockKind::Related);
    assert!(related.len() == 1 && related[0].ends_with(story.related[1]), "{related:?}");
}

#[test]
fn words_over_the_headline_and_raised_numbers_are_kept_as_what_they_are() {
    let story = story("ar");
    let kicker = "رئيسة البلدية في حفل الافتتاح:";
    let body = format!(
        "<article><div class=head><span class=rutitr>{kicker}</span><h1>{}</h1></div>{}<p>وبلغت كمية الأسماك 10<sup>6</sup> كيلوغرام كما يقول التقرير السنوي.<sup><a href='#n1'>1</a></sup></p></article>",
        story.title,
        paragraphs()
    );
    let opened = open(&page(&format!("<title>{}</title>", story.title), &body), "https://example.org/1");
    assert_eq!(of_kind(&opened, BlockKind::Deck), [kicker]);
    assert_eq!(opened.document.meta.title.as_deref(), Some(story.title));
    assert!(
        text(&opened.document).contains("10^6 كيلوغرام كما يقول التقرير السنوي.[1]"),
        "{}",
        text(&opened.document)
    );
}

#[test]
fn a_refrain_is_said_as_often_as_it_is_written() {
    let story = story("ar");
    let refrain = "يا سوق عد بنا إلى صباح قديم لا ينتهي";
    let song = format!("<p>{refrain}</p>");
    let body = format!(
        "<article><h1>{}</h1>{}</article>",
        story.title,
        paragraphs().replace("</p>", &format!("</p>{song}"))
    );
    let opened = open(&page(&format!("<title>{}</title>", story.title), &body), "https://example.org/1");
    assert_eq!(of_kind(&opened, BlockKind::Paragraph).iter().filter(|line| *line == refrain).count(), 5);
}

#[test]
fn no_control_stands_in_what_a_page_says_of_itself() {
    let body = format!(
        "<article><h1>عنوان &#27;]0;x&#7; طويل للسوق القديم &#155;[31m</h1>{}</article>",
        paragraphs()
    );
    let head = "<title>عنوان \u{1b}[2J طويل للسوق القديم</title><meta property=og:site_name content='\u{1b}]8;;x\u{7}المرفأ'><meta name=author content='ليلى\u{1b}[1m المنصوري'>";
    let opened = open(&page(head, &body), "https://example.org/1");
    let meta = &opened.document.meta;
    for told in [&meta.title, &meta.byline, &meta.site].into_iter().flatten() {
        assert!(!told.contains(char::is_control), "{told:?}");
    }
    assert!(!text(&opened.document).replace('\n', "").contains(char::is_control));
}

#[test]
fn a_page_that_sends_on_says_where() {
    let opened = open(
        &page("<title>x</title><meta http-equiv=refresh content='0; url=/news/7'>", "<p>يتم تحويلك الآن</p>"),
        "https://example.org/1",
    );
    assert_eq!(of_kind(&opened, BlockKind::Related), ["https://example.org/news/7"]);
}

#[test]
fn sentences_that_begin_like_a_label_are_the_articles() {
    for (code, lines) in [
        (
            "ar",
            &[
                "اشترك في السباق أربعون قارباً وانسحب خمسة قبل النهاية.",
                "جميع الحقوق محفوظة للباعة في العقد الجديد، كما تقول البلدية.",
                "الأكثر قراءة في هذا الكتاب فصله الأخير.",
                "تابع سكان الحي أعمال الترميم على مدى عامين.",
            ][..],
        ),
        (
            "fa",
            &["نظر شما چیست؟ این پرسش خبرنگار از شهردار بود.", "کانال تلگرام کتابخانه از فردا باز می‌شود."],
        ),
        ("he", &["עקבו אחרי הרכבת החדשה לאורך כל הדרך.", "עוד בנושא השיפוץ: התושבים מרוצים."]),
    ] {
        let story = story(code);
        for line in lines {
            let body: String = story.paragraphs.iter().map(|p| format!("<p>{p}</p><p>{line}</p>")).collect();
            let opened = open(
                &page(
                    &format!("<title>{}</title>", story.title),
                    &format!("<article><h1>{}</h1>{body}</article>", story.title),
                ),
                "https://example.org/1",
            );
            assert_eq!(
                of_kind(&opened, BlockKind::Paragraph).iter().filter(|own| own == line).count(),
                5,
                "{line}"
            );
        }
    }
}

#[test]
fn what_stands_beside_the_article_is_not_of_it() {
    let story = story("ar");
    let beside: String =
        story.paragraphs[..2].iter().map(|p| format!("<p>{}</p>", p.replace("السوق", "المعرض"))).collect();
    for outer in [
        format!("<aside><h3>رأي</h3>{beside}</aside>"),
        format!("<div class=opinion-list><h3>رأي</h3>{beside}</div>"),
        format!("<section><h2>من الأرشيف</h2>{beside}</section>"),
    ] {
        for body in [
            format!(
                "<nav><a href=/>الرئيسية</a></nav><article><h1>{}</h1>{}</article>{outer}",
                story.title,
                paragraphs()
            ),
            format!("<main>{outer}<article><h1>{}</h1>{}</article></main>", story.title, paragraphs()),
        ] {
            let opened =
                open(&page(&format!("<title>{}</title>", story.title), &body), "https://example.org/1");
            assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs, "{body}");
        }
    }
}

#[test]
fn of_two_large_headings_the_site_is_the_shorter() {
    let story = story("ar");
    let body = format!(
        "<header><h1>صحيفة المرفأ اليومية</h1></header><div><h1>{}</h1>{}</div>",
        story.title,
        paragraphs()
    );
    let opened = open(
        &page(&format!("<title>صحيفة المرفأ اليومية - {}</title>", story.title), &body),
        "https://example.org/1",
    );
    assert_eq!(opened.document.meta.title.as_deref(), Some(story.title));
    assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs);
}

#[test]
fn a_caption_that_stands_again_as_a_line_is_said_once() {
    let story = story("ar");
    let caption = "باعة في السوق القديم قبل أن يبدأ الترميم";
    let twice = format!("<div><a class=t>{caption}</a></div>").repeat(2);
    let body = format!("<article><h1>{}</h1>{twice}{}</article>", story.title, paragraphs());
    let opened = open(&page(&format!("<title>{}</title>", story.title), &body), "https://example.org/1");
    assert_eq!(text(&opened.document).matches(caption).count(), 1);
    let body = format!(
        "<article><h1>{}</h1><figure><img src=a.jpg><figcaption>{caption}</figcaption></figure><p>{caption}</p>{}</article>",
        story.title,
        paragraphs()
    );
    let opened = open(&page(&format!("<title>{}</title>", story.title), &body), "https://example.org/1");
    assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs);
    assert_eq!(of_kind(&opened, BlockKind::Caption), [caption]);
}
