//! Headlines: told from the site's name, from a kicker, from what search engines are given.

use qari::document::BlockKind;

use crate::pages::{of_kind, open, story, text};

fn check(head: &str, top: &str, title: &str) {
    let story = story("ar");
    let body: String = story.paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    let page = format!(
        "<!DOCTYPE html><html lang=ar dir=rtl><head><meta charset=utf-8>{head}</head><body><div class=x1>{top}<div class=x2>{body}</div></div></body></html>"
    );
    let opened = open(&page, "https://www.almarfa.example/news/1");
    assert_eq!(opened.document.meta.title.as_deref(), Some(title), "{head}{top}");
    assert_eq!(
        of_kind(&opened, BlockKind::Paragraph),
        story.paragraphs,
        "{head}{top}\n{}",
        text(&opened.document)
    );
    assert_eq!(of_kind(&opened, BlockKind::Headline), [title]);
}

#[test]
fn the_sites_name_is_no_part_of_a_headline() {
    let title = story("ar").title;
    for joint in
        [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " : ", "|", " / ", " ~ ", "- ", " ..:: "]
    {
        for (site, name) in [
            ("<meta property=og:site_name content='صحيفة المرفأ'>", "صحيفة المرفأ"),
            ("", "صحيفة المرفأ"),
            ("<meta property=og:site_name content='المرفأ'>", "صحيفة المرفأ الإلكترونية"),
        ] {
            // Known as the site's only by being shorter than a headline, with the headline on the page or without it.
            let glued = format!("{title}{joint}{name}");
            check(&format!("<title>{glued}</title>{site}"), &format!("<h1>{title}</h1>"), title);
            check(&format!("<title>{glued}</title>{site}"), &format!("<div class=t5>{title}</div>"), title);
            if !site.is_empty() {
                check(
                    &format!("<title>{glued}</title><meta property=og:title content='{glued}'>{site}"),
                    "",
                    title,
                );
                check(&format!("<title>{name}{joint}{title}</title>{site}"), "", title);
            }
        }
    }
    check(
        &format!(
            "<title>{title} | صحيفة المرفأ | محليات</title><meta property=og:site_name content='صحيفة المرفأ'>"
        ),
        "",
        title,
    );
    check(&format!("<title>صحيفة المرفأ :: محليات :: {title}</title>"), &format!("<h2>{title}</h2>"), title);
}

#[test]
fn of_two_headlines_the_shown_one_counts() {
    let title = story("ar").title;
    let other = "سوق السمك في الساحل يعود إلى العمل: إليك كل التفاصيل";
    check(
        &format!("<title>{other} | المرفأ</title><meta property=og:title content='{other}'>"),
        &format!("<h1>{title}</h1>"),
        title,
    );
    check(
        &format!("<title>{other}</title><meta property=og:title content='{title}'>"),
        &format!("<h1>{title}</h1>"),
        title,
    );
    check(
        "<title>صحيفة المرفأ</title><meta property=og:title content='صحيفة المرفأ'>",
        &format!("<h1>{title}</h1>"),
        title,
    );
    check(
        &format!("<title>{title}</title>"),
        &format!("<h1><a href=/>صحيفة المرفأ</a></h1><h1>{title}</h1>"),
        title,
    );
    check(&format!("<title>{title}</title>"), &format!("<h1 class=logo>المرفأ</h1><h2>{title}</h2>"), title);
    check("<title>صحيفة المرفأ</title>", &format!("<h3>محليات</h3><h1>{title}</h1>"), title);
}

#[test]
fn a_kicker_is_not_the_headline() {
    let title = story("ar").title;
    for top in [
        format!("<h3>في افتتاح حضره المئات</h3><h1>{title}</h1>"),
        format!("<div class=pre>في افتتاح حضره المئات</div><h1>{title}</h1>"),
        format!("<h1><small>في افتتاح حضره المئات</small> {title}</h1>"),
        format!("<h1><span class=kicker>محليات</span>{title}</h1>"),
        format!("<h1><span>محليات:</span> {title}</h1>"),
        format!("<h2 class=uptitle>في افتتاح حضره المئات</h2><h1>{title}</h1>"),
    ] {
        check(
            &format!("<title>{title} - المرفأ</title><meta property=og:title content='{title}'>"),
            &top,
            title,
        );
    }
}

#[test]
fn a_deck_is_found_under_the_headline() {
    let story = story("ar");
    let body: String = story.paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    let (title, deck) = (story.title, story.deck);
    for (head, top) in [
        ("", format!("<h1>{title}</h1><h2>{deck}</h2>")),
        ("", format!("<h1>{title}</h1><h4 class=sub>{deck}</h4>")),
        ("", format!("<h1>{title}</h1><div class=lead>{deck}</div>")),
        ("", format!("<h1>{title}</h1><p class=post-excerpt>{deck}</p>")),
        ("", format!("<h1>{title}</h1><p class='entry-sub-title'>{deck}</p>")),
        ("", format!("<h1>{title}</h1><div class=td-post-sub-title>{deck}</div>")),
        ("", format!("<h1>{title}</h1><p class=s-tagline>{deck}</p>")),
        ("", format!("<h1>{title}</h1><ul class=bullets><li>{deck}</li></ul>")),
        ("<meta name=description content='{deck}'>", format!("<h1>{title}</h1><div class=k9>{deck}</div>")),
        ("<meta property=og:description content='{deck}'>", format!("<h1>{title}</h1><p><b>{deck}</b></p>")),
    ] {
        let head = head.replace("{deck}", deck);
        let page = format!(
            "<!DOCTYPE html><html lang=ar dir=rtl><head><meta charset=utf-8><title>{title}</title>{head}</head><body><div class=x1>{top}<div class=i>14/05/2023</div><div class=x2>{body}</div></div></body></html>"
        );
        let opened = open(&page, "https://www.almarfa.example/news/1");
        let all = text(&opened.document);
        assert_eq!(all.matches(deck).count(), 1, "{head}{top}\n{all}");
        assert_eq!(
            of_kind(&opened, BlockKind::Paragraph).last().map(String::as_str),
            Some(story.paragraphs[4]),
            "{head}{top}"
        );
        if !top.contains("<li>") {
            assert_eq!(of_kind(&opened, BlockKind::Deck), [deck], "{head}{top}\n{all}");
        }
    }
}
