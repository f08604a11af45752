//! What papers put around and between the paragraphs of an article, in classes that say nothing: teasers, calls to
//! follow, messages of others, lines of tags, credits. The article alone must come out, and all of it.

use qari::article::Article;
use qari::document::BlockKind;

use crate::pages::{Story, of_kind, open, story, text};

/// A page: what stands before, between and after the paragraphs.
fn page(story: &Story, before: &str, inside: &str, after: &str) -> String {
    let Story { title, code, site, .. } = story;
    let [a, b, rest @ ..] = &story.paragraphs;
    let rest: String = rest.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    format!(
        "<!DOCTYPE html><html lang={code} dir=rtl><head><meta charset=utf-8><title>{title} | {site}</title><meta property=og:title content='{title}'><meta property=og:site_name content='{site}'><meta property=article:published_time content=2023-05-14></head><body><div class=x1><h1>{title}</h1>{before}<div class=x2><p>{a}</p><p>{b}</p>{inside}{rest}{after}</div></div></body></html>"
    )
}

/// Lines that are none of the story's.
fn strange(opened: &Article, story: &Story) -> Vec<String> {
    let related = of_kind(opened, BlockKind::Related);
    let own = |line: &&str| {
        let line = line.trim();
        !line.is_empty()
            && line != story.title
            && !line.contains("2023-05-14")
            && !story.paragraphs.contains(&line)
            && !related.iter().any(|related| related == line)
    };
    text(&opened.document).lines().filter(own).map(str::to_owned).collect()
}

fn check(story: &Story, page: &str, what: &str) -> Article {
    let opened = open(page, "https://www.example.org/news/1");
    assert_eq!(
        of_kind(&opened, BlockKind::Paragraph),
        story.paragraphs,
        "{what}\n{}",
        text(&opened.document)
    );
    let strange = strange(&opened, story);
    assert!(strange.is_empty(), "{what}: {strange:#?}");
    opened
}

#[test]
fn calls_and_labels_are_the_pages() {
    for (code, lines) in [
        (
            "ar",
            &[
                "تابعونا على فيسبوك وتويتر",
                "تابعوا صحيفة المرفأ عبر جوجل نيوز",
                "تابع آخر الأخبار عبر واتساب",
                "انضم إلى قناتنا على تلغرام",
                "انضموا إلى قناة المرفأ على واتساب لتصلكم الأخبار أولاً بأول",
                "اشترك في قناتنا على يوتيوب",
                "اشترك مجاناً في النشرة البريدية",
                "للاشتراك في النشرة البريدية اضغط هنا",
                "حمّل تطبيق المرفأ الآن من متجر التطبيقات",
                "لتحميل التطبيق اضغط هنا",
                "نشر في: محليات",
                "نُشر في أخبار، اقتصاد",
                "مصنف تحت: اقتصاد",
                "التصنيف: محليات",
                "الأقسام: محليات، اقتصاد",
                "كلمات مفتاحية: سوق، سمك، بلدية",
                "الكلمات الدلالية: سوق السمك",
                "الوسوم: السوق البلدية الساحل",
                "وسوم: السوق",
                "شارك",
                "شارك عبر",
                "شارك هذا الموضوع:",
                "شاركها عبر فيسبوك",
                "مشاركة عبر البريد",
                "12 مشاركة",
                "عدد المشاهدات: 1234",
                "1,234 مشاهدة",
                "٣ تعليقات",
                "زمن القراءة: 3 دقائق",
                "مدة القراءة 2 دقيقة",
                "3 دقائق للقراءة",
                "تم النسخ",
                "نسخ الرابط",
                "رابط مختصر",
                "الرابط المختصر: https://example.org/x1",
                "طباعة",
                "تكبير الخط",
                "استمع إلى المقال",
                "استمع للخبر",
                "إعجاب",
                "أعجبني تحميل...",
                "معجب بهذه:",
            ][..],
        ),
        (
            "fa",
            &[
                "ما را در تلگرام دنبال کنید",
                "به کانال تلگرام ما بپیوندید",
                "کانال ما را در ایتا دنبال کنید",
                "برچسب‌ها: کتابخانه، شهر",
                "کلیدواژه‌ها: کتابخانه",
                "کد خبر: 1234567",
                "انتهای پیام/",
                "اشتراک‌گذاری",
                "لینک کوتاه: https://example.ir/x",
                "زمان مطالعه: ۳ دقیقه",
                "۱۲ بازدید",
                "تعداد بازدید: ۱۲۳",
                "دسته‌بندی: فرهنگ",
            ],
        ),
        (
            "he",
            &[
                "עקבו אחרינו בפייסבוק",
                "הצטרפו לערוץ הטלגרם שלנו",
                "הצטרפו לקבוצת הוואטסאפ של העיתון",
                "לחצו כאן להורדת האפליקציה",
                "תגיות: רכבת, עירייה",
                "שתפו את הכתבה",
                "12 תגובות",
                "זמן קריאה: 3 דקות",
                "מילות מפתח: רכבת",
            ],
        ),
        (
            "ur",
            &[
                "ہمیں فیس بک پر فالو کریں",
                "ہمارا واٹس ایپ چینل جوائن کریں",
                "ٹیگز: منڈی، شہر",
                "شیئر کریں:",
                "مزید خبروں کے لیے ہمارا چینل سبسکرائب کریں",
            ],
        ),
    ] {
        let story = story(code);
        let mut wrong = Vec::new();
        for line in lines {
            for (before, inside, after) in [
                ("", "", format!("<p>{line}</p>")),
                ("", "", format!("<div class=k1><span><b>{line}</b></span></div>")),
                ("", "", format!("<p><strong><a href='https://other.example/x'>{line}</a></strong></p>")),
                ("", &*format!("<p><em>{line}</em></p>"), String::new()),
                (&*format!("<div class=k2>{line}</div>"), "", String::new()),
            ] {
                let opened = open(&page(story, before, inside, &after), "https://www.example.org/news/1");
                let strange = strange(&opened, story);
                if !strange.is_empty() || !of_kind(&opened, BlockKind::Related).is_empty() {
                    wrong.push(format!("{before}{inside}{after}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{code}:\n{}", wrong.join("\n"));
    }
}

#[test]
fn teasers_after_the_text_are_not_of_it() {
    let story = story("ar");
    let others = [
        "افتتاح مكتبة الحي الشرقي بعد توسعتها",
        "موسم الحصاد يبدأ مبكراً هذا العام",
        "خط جديد للحافلات بين المرفأ والجامعة",
    ];
    let deck = "يقول القائمون على المشروع إن العمل سيستمر حتى نهاية العام المقبل، وإن النتائج ستظهر قريباً على السكان.";
    let cards: [String; 4] = [
        others.iter().map(|t| format!("<div class=q><a href=/o><img></a><h3><a href=/o>{t}</a></h3><p>{deck}</p><span>12 مارس 2024</span></div>")).collect(),
        others.iter().map(|t| format!("<article><h2><a href=/o>{t}</a></h2><div>{deck} <a href=/o>المزيد</a></div></article>")).collect(),
        others.iter().map(|t| format!("<a href=/o><h4>{t}</h4><p>{deck}</p></a>")).collect(),
        others.iter().map(|t| format!("<li><a href=/o>{t}</a><br><small>{deck}</small></li>")).collect(),
    ];
    for card in &cards {
        for head in ["", "<h3>أخبار أخرى</h3>", "<div class=hd><span>من القسم نفسه</span></div>"]
        {
            let list = format!("<div class=w>{head}{card}</div>");
            // Beside the text, and within its box.
            let beside = page(story, "", "", "").replace("</div></body>", &format!("</div>{list}</body>"));
            check(story, &beside, &list);
            check(story, &page(story, "", "", &list), &list);
        }
    }
}

#[test]
fn messages_of_others_stay_quotations_without_their_dress() {
    let story = story("ar");
    let said = "نلتقي صباح الغد في السوق بعد عامين من الانتظار الطويل";
    for tweet in [
        format!(
            "<blockquote class=\"twitter-tweet\" data-lang=\"ar\"><p lang=\"ar\" dir=\"rtl\">{said} <a href=\"https://t.example/a\">pic.twitter.com/Ab12</a></p>&mdash; بلدية الساحل (@sahel) <a href=\"https://twitter.example/sahel/status/1\">May 13, 2023</a></blockquote><script async src=\"https://platform.twitter.example/widgets.js\"></script>"
        ),
        format!(
            "<blockquote class=\"instagram-media\"><div><a href=\"https://instagram.example/p/1\"><div>View this post on Instagram</div></a><p><a href=\"https://instagram.example/p/1\">A post shared by بلدية الساحل (@sahel)</a></p></div></blockquote><p>{said}</p>"
        ),
    ] {
        let opened = open(&page(story, "", &tweet, ""), "https://www.example.org/news/1");
        let all = text(&opened.document);
        assert!(all.contains(said), "{all}");
        assert!(!all.contains("View this post"), "{all}");
        for paragraph in story.paragraphs {
            assert!(all.contains(paragraph), "{paragraph}\n{all}");
        }
    }
}

#[test]
fn a_pull_quote_stands_by_itself() {
    let story = story("ar");
    let [a, _, c, ..] = story.paragraphs;
    for pulled in [
        format!("<p>{c}<span class=\"pullquote\">{}</span></p>", story.quote),
        format!("<p>{c}<q class=\"pull-quote\">{}</q></p>", story.quote),
        format!("<p>{c}</p><aside class=\"story-quote\"><p>{}</p></aside>", story.quote),
        format!("<p>{c}</p><div class=\"quote-box\"><span>{}</span></div>", story.quote),
        format!("<div class=\"pq right\">{}</div><p>{c}</p>", story.quote),
    ] {
        let opened = open(&page(story, "", &pulled, "").replacen(&format!("<p>{c}</p><p>"), "<p>", 1), "");
        let blocks = crate::pages::blocks(&opened);
        let lines: Vec<&str> = blocks.iter().map(|(_, words)| words.as_str()).collect();
        assert!(lines.contains(&c) || pulled.contains("pq right"), "{pulled}\n{lines:#?}");
        assert!(
            lines.iter().any(|line| line.trim_matches(['“', '”']) == story.quote),
            "{pulled}\n{lines:#?}"
        );
        assert!(lines.contains(&a));
    }
}

#[test]
fn credits_and_bylines_are_not_paragraphs() {
    for (code, lines) in [
        (
            "ar",
            &[
                "كتب: ليلى المنصوري",
                "كتبت/ ليلى المنصوري",
                "كتبت ليلى المنصوري:",
                "بقلم: ليلى المنصوري",
                "بقلم/ ليلى المنصوري",
                "بقلم - ليلى المنصوري",
                "إعداد: ليلى المنصوري",
                "تحرير: ليلى المنصوري",
                "تقرير: ليلى المنصوري",
                "حوار: ليلى المنصوري",
                "القاهرة ـ ليلى المنصوري",
                "القاهرة - ليلى المنصوري",
                "ليلى المنصوري - القاهرة",
            ][..],
        ),
        ("fa", &["نوشته: نگار رستمی", "نویسنده: نگار رستمی", "گزارش: نگار رستمی", "به قلم نگار رستمی"]),
        ("he", &["מאת: נועה ברקאי", "מאת נועה ברקאי", "כתבה: נועה ברקאי"]),
        ("ur", &["تحریر: سعدیہ قریشی", "رپورٹ: سعدیہ قریشی"]),
    ] {
        let story = story(code);
        let mut wrong = Vec::new();
        for line in lines {
            for shape in [
                format!("<p>{line}</p>"),
                format!("<div class=k5><span>{line}</span></div>"),
                format!("<p><strong>{line}</strong></p>"),
            ] {
                let opened = open(&page(story, &shape, "", ""), "https://www.example.org/news/1");
                let byline = opened.document.meta.byline.as_deref();
                let paragraphs = of_kind(&opened, BlockKind::Paragraph);
                if byline != Some(story.author) || paragraphs != story.paragraphs {
                    wrong.push(format!("{shape}: {byline:?} {}", paragraphs.len()));
                }
                // In the text's own box, before it.
                let inner =
                    page(story, "", "", "").replacen("<div class=x2>", &format!("<div class=x2>{shape}"), 1);
                let opened = open(&inner, "https://www.example.org/news/1");
                let byline = opened.document.meta.byline.as_deref();
                let paragraphs = of_kind(&opened, BlockKind::Paragraph);
                if byline != Some(story.author) || paragraphs != story.paragraphs {
                    wrong.push(format!("inside {shape}: {byline:?} {}", paragraphs.len()));
                }
            }
        }
        assert!(wrong.is_empty(), "{code}:\n{}", wrong.join("\n"));
    }
}

#[test]
fn what_readers_say_is_not_the_article() {
    let story = story("ar");
    let said: String = (0..3).map(|n| format!("<div class=c{n}><b>قارئ {n}</b><span>15 مايو 2023</span><p>أظن أن المشروع جيد لكن الأسعار مرتفعة جداً على الباعة الصغار</p><a href=#>رد</a></div>")).collect();
    for head in ["التعليقات (3)", "تعليقات القراء", "٣ تعليقات", "أضف تعليقك"]
    {
        let comments = format!("<div class=k1><h3>{head}</h3>{said}</div>");
        check(story, &page(story, "", "", &comments), head);
        // A count above the text ends nothing.
        check(story, &page(story, &format!("<div>{head}</div>"), "", &comments), head);
    }
}

#[test]
fn tools_counts_and_tags_are_the_pages() {
    let story = story("ar");
    for line in [
        "طباعة | إرسال | حفظ",
        "A+ A-",
        "ع ع ع",
        "1,234",
        "#السوق #الساحل #بلدية_الساحل",
        "صفحة 1 2 3 التالي",
        "14/05/2023",
        "2 مشاركة 3 تعليقات",
    ] {
        check(
            story,
            &page(story, &format!("<div>{line}</div>"), "", &format!("<div class=k2>{line}</div>")),
            line,
        );
        let inner = page(story, "", "", "").replacen(
            "<div class=x2>",
            &format!("<div class=x2><div>{line}</div>"),
            1,
        );
        check(story, &inner, line);
    }
    // A box that asks for an address, in whatever class.
    let call = "<div class=k3><h4>نشرة الصباح</h4><p>سجل بريدك لتصلك أهم الأخبار كل صباح قبل أن تخرج من البيت مجاناً.</p><form><input type=email><button>موافق</button></form></div>";
    check(story, &page(story, "", call, ""), call);
}
