//! Text in wrappers whose names are those of furniture, in accordions, in captions, in plain `div`s: what is of the
//! article is told by its words, not by a name.

use qari::document::BlockKind;

use crate::pages::{blocks, of_kind, open, story, text};

fn page(body: &str) -> String {
    let story = story("ar");
    format!(
        "<!DOCTYPE html><html lang=ar dir=rtl><head><meta charset=utf-8><title>{0}</title><meta property=article:published_time content=2023-05-14></head><body><div class=top><ul><li><a href=/>الرئيسية</a></li></ul></div><div class=x1><h1>{0}</h1>{body}</div><div class=ftr>جميع الحقوق محفوظة</div></body></html>",
        story.title
    )
}

#[test]
fn a_name_takes_no_paragraph_away() {
    let story = story("ar");
    let [a, b, c, d, e] = story.paragraphs;
    for name in [
        "widget",
        "promo-text",
        "promo",
        "related",
        "related-content",
        "related-article-body",
        "text-widget",
        "elementor-widget-text-editor",
        "sponsored-content",
        "recommend-text",
        "box-menu",
        "popular-text",
        "sidebar-content",
        "breaking",
        "breaking-text",
        "tools",
        "topics",
        "print",
        "weather-news",
        "survey-text",
        "ticker",
        "similar-text",
        "more-news-text",
        "modal-body",
        "popup-content",
        "rating-text",
        "trending-body",
        "swiper-slide",
        "toc",
        "poll",
        "vote",
        "statistics",
        "navigation-content",
        "toolbar-text",
        "readmore-content",
    ] {
        for body in [
            format!("<div class={name}><p>{a}</p><p>{b}</p><p>{c}</p><p>{d}</p><p>{e}</p></div>"),
            format!(
                "<div class=x2><div class={name}><p>{a}</p></div><div class={name}><p>{b}</p></div><div class={name}><p>{c}</p></div><div class={name}><p>{d}</p></div><div class={name}><p>{e}</p></div></div>"
            ),
            format!(
                "<div class=x2><p>{a}</p><p>{b}</p><div class={name}><p>{c}</p><p>{d}</p></div><p>{e}</p></div>"
            ),
            format!("<div class=x2><p>{a}</p><p>{b}</p><p class={name}>{c}</p><p>{d}</p><p>{e}</p></div>"),
        ] {
            let opened = open(&page(&body), "https://www.example.org/news/1");
            assert_eq!(
                of_kind(&opened, BlockKind::Paragraph),
                story.paragraphs,
                "{body}\n{}",
                text(&opened.document)
            );
        }
    }
}

#[test]
fn questions_of_an_accordion_stay() {
    let story = story("ar");
    let [a, b, c, d, e] = story.paragraphs;
    let (one, two) = ("متى يفتح السوق أبوابه للزوار؟", "كم تبلغ الإيجارات الجديدة؟");
    for body in [
        format!(
            "<p>{a}</p><p>{b}</p><details><summary>{one}</summary><p>{c}</p></details><details><summary>{two}</summary><p>{d}</p></details><p>{e}</p>"
        ),
        format!(
            "<p>{a}</p><p>{b}</p><div class=accordion><div><button aria-expanded=false>{one}</button><div class=panel><p>{c}</p></div></div><div><button>{two}</button><div class=panel hidden><p>{d}</p></div></div></div><p>{e}</p>"
        ),
        format!(
            "<p>{a}</p><p>{b}</p><div class=faq><h3><button type=button>{one}</button></h3><div style='display:none'><p>{c}</p></div><h3><button type=button>{two}</button></h3><div style='display:none'><p>{d}</p></div></div><p>{e}</p>"
        ),
        format!(
            "<p>{a}</p><p>{b}</p><div class=card><div class=card-header><button class='btn btn-link' data-toggle=collapse>{one}</button></div><div class=collapse><p>{c}</p></div></div><div class=card><div class=card-header><button class='btn btn-link' data-toggle=collapse>{two}</button></div><div class=collapse><p>{d}</p></div></div><p>{e}</p>"
        ),
        format!(
            "<p>{a}</p><p>{b}</p><dl><dt>{one}</dt><dd>{c}</dd><dt>{two}</dt><dd>{d}</dd></dl><p>{e}</p>"
        ),
    ] {
        let opened = open(
            &page(&format!(
                "<div class=x2>{body}</div><button>شارك</button><button>اشترك في النشرة الآن</button>"
            )),
            "https://www.example.org/news/1",
        );
        let lines: Vec<String> = blocks(&opened).into_iter().map(|(_, words)| words).collect();
        let own: Vec<&str> = lines
            .iter()
            .map(String::as_str)
            .filter(|line| *line != story.title && !line.contains("2023-05-14"))
            .collect();
        assert_eq!(own, [a, b, one, c, two, d, e], "{body}");
    }
}

#[test]
fn captions_are_captions() {
    let story = story("ar");
    let caption = "باعة في السوق القديم قبل أن يبدأ الترميم";
    let [a, b, c, d, e] = story.paragraphs;
    for figure in [
        format!("<div class=img-cap>{caption}</div>"),
        format!("<div class=wp-caption><img src=a.jpg><p class=wp-caption-text>{caption}</p></div>"),
        format!("<figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>"),
        format!("<div class=article-image><img src=a.jpg><span class=image-caption>{caption}</span></div>"),
        format!("<div class=media><img src=a.jpg alt=x><div class=photo-desc-caption>{caption}</div></div>"),
        format!(
            "<table class=tr-caption-container><tr><td><img src=a.jpg></td></tr><tr><td class=tr-caption>{caption}</td></tr></table>"
        ),
        format!("<div class=imgdesc><img src=a.jpg><em class=img-caption>{caption}</em></div>"),
    ] {
        for body in [
            format!("<div class=x2><p>{a}</p><p>{b}</p>{figure}<p>{c}</p><p>{d}</p><p>{e}</p></div>"),
            format!("{figure}<div class=x2><p>{a}</p><p>{b}</p><p>{c}</p><p>{d}</p><p>{e}</p></div>"),
        ] {
            let opened = open(&page(&body), "https://www.example.org/news/1");
            assert_eq!(of_kind(&opened, BlockKind::Caption), [caption], "{body}\n{}", text(&opened.document));
            assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs, "{body}");
        }
    }
}

#[test]
fn odd_elements_hide_nothing_and_show_nothing() {
    let story = story("ar");
    let [a, b, c, d, e] = story.paragraphs;
    let plain = format!("<p>{a}</p><p>{b}</p><p>{c}</p><p>{d}</p><p>{e}</p>");
    for body in [
        // Paragraphs that an editor wrote as headings.
        format!("<h3>{a}</h3><h3>{b}</h3><h3>{c}</h3><h3>{d}</h3><h3>{e}</h3>"),
        format!("<p>{a}</p><p>{b}</p><p>{c}</p><h2>{d}</h2><h2>{e}</h2>"),
        // The contents of a long article.
        format!(
            "<div class=k1><b>جدول المحتويات</b><ul><li><a href=#h1>الافتتاح</a></li><li><a href=#h2>الإيجارات الجديدة</a></li></ul></div>{plain}"
        ),
        // What nobody sees.
        plain.replacen(
            "</p>",
            "</p><span style='position:absolute; left:-9999px'>نقلاً عن صحيفة المرفأ ولا يجوز النسخ</span>",
            1,
        ),
        plain.replacen("</p>", "</p><div style='text-indent: -99999px'>نقلاً عن صحيفة المرفأ</div>", 1),
        plain.replacen("</p>", "</p><ins class=adsbygoogle data-ad-client=x>مساحة لا يراها أحد هنا</ins>", 1),
        // What somebody put in later.
        plain.replace(&format!("<p>{c}</p>"), &format!("<p><ins>{c}</ins></p>")),
        // Once for the screen and once for the telephone.
        format!("<div class=desktop>{plain}</div><div class=mobile>{plain}</div>"),
        // Scripts and advertisements within.
        plain.replace(
            "</p><p>",
            "<script>ad()</script></p><div class=k3><span>إعلان</span><div id=div-gpt-1></div></div><p>",
        ),
        // Words by a word processor.
        plain
            .replace(
                "<p>",
                "<p class=MsoNormal dir=RTL><span lang=AR-SA style='font-size:14.0pt'><o:p></o:p>",
            )
            .replace("</p>", "</span></p>"),
        plain
            .replace("<p>", "<div><div><div><section><div>")
            .replace("</p>", "</div></section></div></div></div>"),
        format!("<main><form><fieldset><label>{plain}</label></fieldset></form></main>"),
    ] {
        let opened = open(&page(&format!("<div class=x2>{body}</div>")), "https://www.example.org/news/1");
        let own: Vec<String> = blocks(&opened)
            .into_iter()
            .map(|(_, words)| words)
            .filter(|line| line != story.title && !line.contains("2023-05-14"))
            .collect();
        assert_eq!(own, story.paragraphs, "{body}");
    }
}

#[test]
fn a_title_that_was_escaped_twice_is_read() {
    let story = story("he");
    let body: String = story.paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    let page = format!(
        "<html lang=he dir=rtl><head><meta charset=utf-8><meta property=og:title content='צה&amp;quot;ל ועיריית הנמל פתחו מחדש את התחנה &amp;#039;הישנה&amp;#039;'></head><body><div class=x2>{body}</div></body></html>"
    );
    let opened = open(&page, "https://www.example.org/news/1");
    assert_eq!(opened.document.meta.title.as_deref(), Some("צה\"ל ועיריית הנמל פתחו מחדש את התחנה 'הישנה'"));
}
