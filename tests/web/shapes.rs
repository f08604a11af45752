//! The shapes in which papers publish: themes of content systems, accelerated pages, old tables, pages whose
//! article is in a script. Each of them with every story: the same article must come out.

use qari::document::BlockKind;

use crate::pages::{STORIES, Story, of_kind, open, text};

fn paragraphs(story: &Story, each: impl Fn(&str) -> String) -> String {
    story.paragraphs.iter().map(|paragraph| each(paragraph)).collect()
}

fn menu(story: &Story) -> String {
    let items: String =
        (0..12).map(|n| format!("<li><a href=/s{n}>{} {n}</a></li>", story.noise[6])).collect();
    format!("<header class=site-header><ul class=main-menu>{items}</ul></header>")
}

fn foot(story: &Story) -> String {
    format!(
        "<div id=comments class=comments-area><h3>{}</h3><p>ABCD: {1} {1}</p></div><footer class=site-footer><p>{1}</p></footer><div class=cookie-notice>{2} <a href=/privacy>x</a></div>",
        story.noise[2], story.noise[3], story.noise[4]
    )
}

fn share(story: &Story) -> String {
    format!(
        "<div class=share-buttons><span>{}</span><a href=https://example.net/share>Facebook</a><a href=#>Twitter</a></div>",
        story.noise[0]
    )
}

/// WordPress, as most of its themes have it, with metadata by a plugin (`@graph`).
pub fn plain(story: &Story) -> String {
    let Story { code, title, deck, author, site, heading, quote, related, noise, .. } = story;
    let [a, b, c, d, e] = story.paragraphs;
    format!(
        r##"<!DOCTYPE html><html lang="{code}" dir="rtl"><head><meta charset="utf-8"><title>{title} - {site}</title>
<meta property="og:site_name" content="{site}"><meta property="og:title" content="{title}"><meta property="og:description" content="{a}">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"{site}"}},
{{"@type":["Article","NewsArticle"],"headline":"{title}","datePublished":"2023-05-14T08:30:00+03:00","dateModified":"2024-01-01T00:00:00+00:00","author":{{"@id":"#p1"}},"publisher":{{"@id":"#o1"}}}},
{{"@type":"Person","@id":"#p1","name":"{author}"}},{{"@type":"Organization","@id":"#o1","name":"{site}"}}]}}</script>
<style>p {{ color: red }}</style></head><body class="single single-post has-sidebar">{menu}
<div class="content-with-sidebar"><article class="post type-post category-popular tag-advertising hentry">
<h1 class="entry-title">{title}</h1><p class="entry-subtitle">{deck}</p><div class="entry-meta">{author} <time datetime="2023-05-14">14 / 5</time></div>{share}
<figure class="wp-block-image"><img src=a.jpg alt="x"><figcaption>{caption}</figcaption></figure>
<div class="entry-content"><p>{a}</p><p>{b}</p><div class="code-block ad">{ad}</div><h2>{heading}</h2><p>{c}</p>
<blockquote class="pullquote"><p>{quote}</p></blockquote>
<p>{label}: <a href="/news/7">{other}</a></p><p>{d}</p><p>{e}</p></div>
<div class="tags-links">#{noise}</div></article>
<aside class="sidebar widget-area"><h3>{most}</h3><ul>{items}</ul></aside></div>{foot}<script>var x = "{a}";</script></body></html>"##,
        menu = menu(story),
        share = share(story),
        caption = story.related[1],
        ad = noise[7],
        label = related[0],
        other = related[1],
        noise = noise[6],
        most = noise[1],
        items = (0..8)
            .map(|n| format!("<li><a href=/m{n}>{} {n}</a></li>", story.related[1]))
            .collect::<String>(),
        foot = foot(story),
    )
}

/// A content system without classes that help: `div` in `div`, line breaks for paragraphs, a form around all.
fn breaks(story: &Story) -> String {
    let Story { code, title, author, site, related, .. } = story;
    let text = story.paragraphs.join("<br><br>\n");
    format!(
        r#"<html lang={code}><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{site} | {title}</title></head><body dir=rtl><form id=aspnetForm>{menu}
<table width=100%><tr><td valign=top width=70%><table><tr><td><font size=5><b><h1>{title}</h1></b></font></td></tr><tr><td>14/05/2023 - {author}</td></tr><tr><td><div id=x12 style="text-align:justify">{text}<br></div></td></tr></table>{share}</td>
<td><table>{items}</table></td></tr></table>{foot}</form></body></html>"#,
        menu = menu(story),
        share = share(story),
        items = (0..8)
            .map(|n| format!("<tr><td><a href=/m{n}>{} {n}</a></td></tr>", related[1]))
            .collect::<String>(),
        foot = foot(story),
    )
}

/// Spans and line breaks from a word processor, a lead outside of the body, dates in microdata.
fn microdata(story: &Story) -> String {
    let Story { code, title, deck, author, site, noise, heading, .. } = story;
    let each = |paragraph: &str| {
        format!(
            "<p dir=\"RTL\" style=\"text-align:right\"><span lang=\"{code}\" dir=\"RTL\">{paragraph}</span></p><p>&nbsp;</p>"
        )
    };
    let [first, rest @ ..] = &story.paragraphs;
    let body: String = rest.iter().map(|paragraph| each(paragraph)).collect();
    format!(
        r#"<!doctype html><html lang={code}-XX><head><meta charset=utf-8><title>{title}</title><meta property="og:site_name" content="https://example.org/"><meta name="application-name" content="{site}"></head><body>{menu}
<main><div class=article-wrapper itemscope itemtype=http://schema.org/NewsArticle><div class=article-header><span class=category>{cat}</span><h1 itemprop=headline>{title}</h1><h2 class=article-lead>{deck}</h2>
<div class=author-info><span itemprop=author itemscope><span itemprop=name>{author}</span></span><meta itemprop=datePublished content="2023-05-14 08:30"></div></div>{share}
<div class=article-body><p class=intro>{first}</p>{body}<h3>{heading}</h3><p>{last}</p></div>
<section class="related-articles"><h3>{label}</h3><a href=/news/7><h4>{other}</h4></a></section></div></main>{foot}</body></html>"#,
        menu = menu(story),
        cat = noise[6],
        share = share(story),
        last = story.quote,
        label = story.related[0],
        other = story.related[1],
        foot = foot(story),
    )
}

/// An accelerated page, its own elements and all.
fn accelerated(story: &Story) -> String {
    let Story { code, title, author, site, related, .. } = story;
    format!(
        r#"<!doctype html><html amp lang="{code}"><head><meta charset="utf-8"><title>{title}</title><script type="application/ld+json">{{"@context":"http://schema.org","@type":"NewsArticle","headline":"{title}","datePublished":"2023-05-14T08:30:00Z","author":[{{"@type":"Person","name":"{author}"}}],"publisher":{{"@type":"Organization","name":"{site}","logo":{{"@type":"ImageObject","url":"x"}}}}}}</script></head>
<body><amp-sidebar id=s><ul><li>{m}</li></ul></amp-sidebar><article class=amp-wp-article><header class=amp-wp-article-header><h1 class=amp-wp-title>{title}</h1><div class="amp-wp-meta amp-wp-byline">{author}</div></header>
<div class=amp-wp-article-content>{body}<amp-ad width=300>x</amp-ad></div><footer class=amp-wp-article-footer><div class=amp-wp-meta>{m}</div></footer></article>
<div class=read-also-box><p>{label}</p><ul><li><a href=https://example.org/7>{other}</a></li></ul></div></body></html>"#,
        m = story.noise[6],
        body = paragraphs(story, |p| format!("<p>{p}</p>")),
        label = related[0],
        other = related[1],
    )
}

/// Blogger: the post is text and `div`s with line breaks.
fn blogger(story: &Story) -> String {
    let Story { code, title, author, site, .. } = story;
    format!(
        r#"<!DOCTYPE html><html dir='rtl' lang='{code}'><head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/><meta content='{title}' property='og:title'/><title>{site}: {title}</title></head><body>{menu}
<div class='blog-posts hfeed'><div class='post-outer'><div class='post hentry'><h3 class='post-title entry-title'>{title}</h3><div class='post-header'><span class='post-author vcard'>{author}</span><abbr class='published' title='2023-05-14T08:30:00+03:00'>8:30</abbr></div>
<div class='post-body entry-content' id='post-body-1'><div dir="rtl" style="text-align: right;" trbidi="on">{body}</div></div>{share}<div class='post-footer'>{m}</div></div></div></div>{foot}</body></html>"#,
        menu = menu(story),
        body = paragraphs(story, |p| format!("<div>{p}</div><div><br /></div>")),
        share = share(story),
        m = story.noise[6],
        foot = foot(story),
    )
}

/// A page that is drawn by scripts: its text is in JSON-LD alone.
fn drawn(story: &Story) -> String {
    let Story { code, title, author, site, .. } = story;
    let body = story.paragraphs.join("\\n\\n");
    format!(
        r#"<!doctype html><html lang={code}><head><meta charset=utf-8><meta property=og:title content="{title}"><script type="application/ld+json">[{{"@type":"BreadcrumbList","itemListElement":[]}},{{"@type":"NewsArticle","headline":"{title}","articleBody":"{body}","datePublished":"2023-05-14","author":"{author}","publisher":{{"name":"{site}"}}}}]</script></head><body><div id=root></div><noscript>{m}</noscript></body></html>"#,
        m = story.noise[6],
    )
}

type Shape = fn(&Story) -> String;

const SHAPES: &[(&str, Shape)] = &[
    ("plain", plain),
    ("breaks", breaks),
    ("microdata", microdata),
    ("accelerated", accelerated),
    ("blogger", blogger),
    ("drawn", drawn),
];

#[test]
fn every_shape_of_page_gives_the_whole_article_and_nothing_else() {
    for (name, shape) in SHAPES {
        for story in STORIES {
            let place = format!("{name}, {}", story.code);
            let article = open(&shape(story), "https://www.example.org/news/1");
            let document = &article.document;
            assert_eq!(document.meta.title.as_deref(), Some(story.title), "{place}");
            assert_eq!(document.meta.published.as_deref(), Some("2023-05-14"), "{place}");
            if *name != "breaks" {
                assert_eq!(document.meta.byline.as_deref(), Some(story.author), "{place}");
            }
            assert!(document.direction.is_rtl(), "{place}");
            assert_eq!(qari::lexicon::code(document.language), story.code, "{place}");
            let all = text(document);
            let mut at = 0;
            for paragraph in story.paragraphs {
                let found = all[at..].find(paragraph);
                assert!(found.is_some(), "{place}: {paragraph}\n---\n{all}");
                assert_eq!(all.matches(paragraph).count(), 1, "{place}: twice {paragraph}");
                at += found.unwrap_or(0);
            }
            for noise in story.noise {
                let line = all.lines().any(|line| line.contains(noise) && !story.paragraphs.contains(&line));
                assert!(!line, "{place}: {noise}\n---\n{all}");
            }
            assert!(document.warnings.is_empty(), "{place}: {:?}", document.warnings);
        }
    }
}

#[test]
fn lead_pull_quote_caption_and_heading_are_kept_as_what_they_are() {
    for story in STORIES {
        let article = open(&plain(story), "https://www.example.org/news/1");
        assert_eq!(of_kind(&article, BlockKind::Headline), [story.title]);
        assert_eq!(of_kind(&article, BlockKind::Deck), [story.deck], "{}", story.code);
        assert_eq!(of_kind(&article, BlockKind::Quotation), [story.quote], "{}", story.code);
        assert_eq!(of_kind(&article, BlockKind::Heading(2)), [story.heading], "{}", story.code);
        assert_eq!(of_kind(&article, BlockKind::Caption).len(), 1, "{}", story.code);
        assert_eq!(of_kind(&article, BlockKind::Paragraph), story.paragraphs, "{}", story.code);
    }
}

#[test]
fn read_also_lines_and_boxes_become_related_with_their_addresses() {
    for shape in [plain as Shape, microdata, accelerated] {
        for story in STORIES {
            let article = open(&shape(story), "https://www.example.org/news/1");
            assert_eq!(of_kind(&article, BlockKind::Related), [story.related[1]], "{}", story.code);
            let highlights: Vec<_> = article.stream().flat_map(|extracted| extracted.highlights).collect();
            let related: Vec<_> = highlights.iter().filter(|h| h.kind == qari::highlight::RELATED).collect();
            assert_eq!(related.len(), 1, "{}", story.code);
            let url = related[0].value(qari::highlight::Role::Url);
            assert!(url.is_some_and(|url| url.starts_with("https://") && url.ends_with("/7")), "{url:?}");
        }
    }
}
