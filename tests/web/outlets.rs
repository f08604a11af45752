//! Pages as well-known papers and content systems of these languages build them: what stands beside, between and
//! around the paragraphs differs from one to the next. Every line that comes out must be the article's.

use crate::pages::{STORIES, Story, of_kind, open, text};
use crate::systems::{bare, builder, daily, details, encyclopedia, letter, live, silent, stacks, tables};
use crate::themes::{hashed, magazine, modules, network, own_make, talked_of};

pub fn each(story: &Story, form: impl Fn(usize, &str) -> String) -> String {
    story.paragraphs.iter().enumerate().map(|(n, paragraph)| form(n, paragraph)).collect()
}

pub fn list(story: &Story, n: usize) -> String {
    (0..n).map(|n| format!("<li><a href='/other/{n}'><h3>{} {n}</h3></a></li>", story.related[1])).collect()
}

pub fn json(story: &Story) -> String {
    let Story { title, author, site, deck, .. } = story;
    format!(
        r#"<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{title}","description":"{deck}","datePublished":"2023-05-14T05:30:00Z","dateModified":"2023-05-15T05:30:00Z","author":{{"@type":"Person","name":"{author}"}},"publisher":{{"@type":"Organization","name":"{site}"}}}}</script>"#
    )
}

pub fn page(story: &Story, head: &str, body: &str) -> String {
    format!(
        r#"<!DOCTYPE html><html lang="{}" dir="rtl"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>"#,
        story.code
    )
}

/// A broadcaster's site built by scripts: hashed classes, the description of a picture behind a label for those who
/// do not see, promotions of other programmes, lists at the end inside of `main`.
fn broadcaster(story: &Story) -> String {
    let Story { title, author, site, quote, heading, noise, related, .. } = story;
    let body = each(story, |n, p| {
        let mut out = format!(
            r#"<div dir="rtl" class="bbc-19j92fr ebmt73l0"><p dir="rtl" class="bbc-1gjryo4 e17g058b0">{p}</p></div>"#
        );
        if n == 1 {
            out += &format!(
                r##"<section role="region" aria-labelledby="podcast-promo" class="bbc-jzlzuh e1c1r28w9" data-e2e="podcast-promo"><h2><div><span>{0}</span></div></h2><a href="#end-of-podcasts">{0}</a><div><a href="/podcasts">{1}</a><p>{0}</p></div><p id="end-of-podcasts">{0}</p></section>"##,
                noise[5], noise[6]
            );
            out += &format!(r#"<h2 tabindex="-1" class="bbc-zdiv7z e17g058b0">{heading}</h2>"#);
        }
        if n == 2 {
            out += &format!(
                r#"<section data-e2e="recommendations-heading" role="region" aria-labelledby="recommendations-heading" class="bbc-b9zmpr"><h2><div><span>{}</span></div></h2><ul role="list"><li><a href="/articles/7">{}</a></li></ul></section>"#,
                related[0], related[1]
            );
        }
        out
    });
    page(
        story,
        &format!(
            r#"<title>{title} - {site}</title><meta property="og:title" content="{title} - {site}"><meta property="og:site_name" content="{site}"><meta name="article:published_time" content="2023-05-14T05:30:00.000Z"><meta name="article:modified_time" content="2023-05-16T05:30:00.000Z">"#
        ),
        &format!(
            r##"<div id="root"><header role="banner"><a href="#content">{home}</a><nav role="navigation"><ul><li><a href=/>{home}</a></li></ul></nav><div role="region" aria-label="x"><h2>{cookie}</h2><p>{cookie}</p><button>x</button></div></header>
<div class="bbc-1151pbn"><main role="main"><div class="bbc-1151pbn ebmt73l0"><h1 id="content" tabindex="-1" class="bbc-14gqcmb e1p3vdyi0">{title}</h1></div>
<div class="bbc-1151pbn"><figure class="bbc-1qdcvv9 e6i104o0"><div><img alt="{quote}"></div><figcaption class="bbc-r7rpjm"><span class="visually-hidden-text">{ad}: </span><p>{quote}</p></figcaption></figure></div>
<section role="region" aria-labelledby="article-byline" class="bbc-1m5q5a"><strong class="visually-hidden-text" id="article-byline">Article information</strong><ul role="list"><li><span role="text"><span class="visually-hidden-text">Author, </span><span>{author}</span></span></li><li><time datetime="2023-05-14" class="bbc-1dafq0j e1mklfmt0">14.5.2023</time></li></ul></section>{body}
<section class="bbc-share"><h2>{share}</h2><ul><li><a href=//x.example/share>{share}</a></li></ul></section>
<section aria-labelledby="top-stories-heading" role="region" data-e2e="top-stories-section-heading"><h2 id="top-stories-heading">{most}</h2><ul>{list}</ul></section></main></div>
<footer role="contentinfo">{rights}</footer></div><script>window.SIMORGH_DATA={{"pageData":{{"x":"{title}"}}}}</script>"##,
            home = noise[6],
            cookie = noise[4],
            ad = noise[7],
            share = noise[0],
            most = noise[1],
            rights = noise[3],
            list = list(story, 6),
        ),
    )
}

/// A news channel: deck in `em`, two dates beside each other, suggestions between the paragraphs.
fn channel(story: &Story) -> String {
    let Story { title, deck, author, site, noise, related, .. } = story;
    let body = each(story, |n, p| {
        let more = format!(
            r#"<div class="more-on"><h2 class="more-on__heading">{}</h2><ul class="more-on__list"><li class="more-on__item"><article class="more-on__article"><a href="/news/7"><h3>{}</h3></a></article></li></ul></div>"#,
            related[0], related[1]
        );
        format!("<p>{p}</p>{}", if n == 1 { more } else { String::new() })
    });
    page(
        story,
        &format!(
            r#"<title>{title} | {site}</title><meta property="og:title" content="{title}"><meta name="publishedDate" content="2023-05-14T05:30:00">"#
        ),
        &format!(
            r##"<div id="root"><div class="header-container"><div class="header-menu"><ul><li>{home}</li></ul></div></div><main id="main-content-area" class="main-content"><header class="article-header"><nav class="breadcrumb"><a href=/>{home}</a></nav><h1>{title}</h1><p class="article__subhead"><em>{deck}</em></p></header>
<div class="article-info-block"><div class="article-b-l"><div class="article-author-name"><span class="article-author-name-item"><a class="author-link" href=/author/1>{author}</a></span></div><div class="article-source">{site}</div><div class="article-dates"><div class="date-simple"><span class="screen-reader-text">Published On 14/5/2023</span><span aria-hidden="true">14/5/2023</span></div><div class="article-dates__upd">| {most}: <span class="date-updated">15/5/2023 08:30</span></div></div></div><div class="l-col"><button>{share}</button></div></div>
<div class="wysiwyg wysiwyg--all-content css-1vsenwb" aria-live="polite">{body}</div><div class="article-source">{ad}</div>
<div class="article-tags"><a href=/t/1>{home}</a></div></main><div class="most-read"><h2>{most}</h2><ul>{list}</ul></div><div class="newsletter-signup"><h3>{news}</h3><p>{news}</p><input type=email><button>ok</button></div>
<div id="onetrust-consent-sdk"><div class="ot-sdk-row"><p>{cookie}</p></div></div></div>"##,
            home = noise[6],
            most = noise[1],
            share = noise[0],
            ad = noise[7],
            news = noise[5],
            cookie = noise[4],
            list = list(story, 5),
        ),
    )
}

/// Gutenberg with the plugins that everybody has: contents, gallery, pull quote with its source, counters, likes.
fn blocks(story: &Story) -> String {
    let Story { title, author, site, heading, quote, noise, related, .. } = story;
    let body = each(story, |n, p| match n {
        1 => format!(
            r##"<p class="has-text-align-right">{p}</p><figure class="wp-block-pullquote"><blockquote><p>{quote}</p></blockquote></figure><h2 class="wp-block-heading" id="h-1"><span class="ez-toc-section" id="a"></span>{heading}<span class="ez-toc-section-end"></span></h2>"##
        ),
        2 => format!(
            r#"<p>{p}</p><div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link" href=/subscribe>{0}</a></div></div><div class="mc4wp-form-fields"><p>{0}</p></div><p><strong>{1}: </strong><a href="/news/7">{2}</a></p>"#,
            noise[5], related[0], related[1]
        ),
        _ => format!("<p>{p}</p>"),
    });
    page(
        story,
        &format!(
            r#"<title>{title} &#8211; {site}</title><meta property="og:site_name" content="{site}">{}"#,
            json(story)
        ),
        &format!(
            r##"<div id="page" class="site"><header id="masthead"><nav class="main-navigation"><ul><li><a>{home}</a></li></ul></nav></header><div id="content" class="site-content"><main id="main" class="site-main"><article id="post-12" class="post-12 post type-post status-publish format-standard has-post-thumbnail hentry"><header class="entry-header"><span class="cat-links"><a>{home}</a></span><h1 class="entry-title">{title}</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="2023-05-14T08:30:00+03:00">14 / 5</time><time class="updated" datetime="2023-05-20T08:30:00+03:00">20 / 5</time></span><span class="byline"><span class="author vcard"><a class="url fn n">{author}</a></span></span><span class="comments-link"><a>{comments}</a></span></div></header>
<div class="entry-content"><div id="ez-toc-container" class="ez-toc-v2_0 counter-hierarchy"><div class="ez-toc-title-container"><p class="ez-toc-title">{most}</p></div><nav><ul class="ez-toc-list"><li><a href="#a">{heading}</a></li></ul></nav></div>{body}
<div class="post-views content-post post-12 entry-meta"><span class="post-views-icon"></span> <span class="post-views-label">{ad}:</span> <span class="post-views-count">123</span></div>
<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social"><h3 class="sd-title">{share}:</h3><div class="sd-content"><ul><li><a>{share} Facebook</a></li></ul></div></div></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>{most}</em></h3></div></div>
<footer class="entry-footer"><span class="tags-links">{home}</span></footer><div class="author-box"><h4>{author}</h4><p>{ad} {ad}</p></div></article>
<nav class="navigation post-navigation"><div class="nav-links"><div class="nav-previous"><a>{other} 1</a></div></div></nav><div id="comments" class="comments-area"><h2 class="comments-title">{comments}</h2><ol class="comment-list"><li><div class="comment-content"><p>{rights}</p></div></li></ol></div></main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>{most}</h2><ul>{list}</ul></section></aside><footer id="colophon">{rights}</footer></div>"##,
            home = noise[6],
            comments = noise[2],
            most = noise[1],
            ad = noise[7],
            share = noise[0],
            rights = noise[3],
            other = related[1],
            list = list(story, 5),
        ),
    )
}

/// Drupal: every field in three boxes, RDFa dates, a subtitle and tags as fields.
fn fields(story: &Story) -> String {
    let Story { title, deck, author, site, noise, related, .. } = story;
    let field = |name: &str, words: &str| {
        format!(
            r#"<div class="field field-name-{name} field-type-text field-label-hidden"><div class="field-items"><div class="field-item even">{words}</div></div></div>"#
        )
    };
    let body = each(story, |_, p| format!("<p class=\"rtejustify\">{p}</p>\n<p>&nbsp;</p>"));
    page(
        story,
        &format!(
            r#"<title>{title} | {site}</title><meta name="generator" content="Drupal 7 (http://drupal.org)"><meta name="dcterms.title" content="{title}">"#
        ),
        &format!(
            r##"<div id="page"><div id="navigation"><ul class="menu"><li class="leaf"><a>{home}</a></li></ul></div><div id="main-wrapper"><div id="content" class="column"><div class="breadcrumb"><a>{home}</a> » {title}</div><h1 class="title" id="page-title">{title}</h1><div class="tabs"></div>
<div class="region region-content"><div id="block-system-main" class="block block-system"><div class="content"><div id="node-77" class="node node-article clearfix" about="/node/77" typeof="sioc:Item foaf:Document"><span property="dc:title" content="{title}" class="rdf-meta element-hidden"></span>
<div class="meta submitted"><span property="dc:date dc:created" content="2023-05-14T08:30:00+03:00" datatype="xsd:dateTime">14/05/2023 - 08:30</span> <span class="username">{author}</span></div><div class="content clearfix">{sub}{image}
<div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">{body}</div></div></div>{tags}</div>
<div class="link-wrapper"><ul class="links inline"><li class="comment_forbidden"><a>{comments}</a></li><li class="statistics_counter"><span>123 {most}</span></li></ul></div></div></div></div>
<div class="block block-views"><h2>{most}</h2><div class="view-content"><ul>{list}</ul></div></div></div></div></div><div id="footer">{rights}</div></div>"##,
            home = noise[6],
            comments = noise[2],
            most = noise[1],
            rights = noise[3],
            sub = field("field-subtitle", deck),
            image = field("field-image", "<img src=a.jpg>"),
            tags = field("field-tags", &format!("<a href=/t>{}</a>", related[1])),
            list = list(story, 5),
        ),
    )
}

/// An agency's system as many in Iran have it: kicker, code of the news, days of the Persian calendar in its digits.
fn agency(story: &Story) -> String {
    let Story { title, deck, site, noise, related, .. } = story;
    let body = each(story, |_, p| format!("<p style=\"text-align:justify\">{p}</p>"));
    page(
        story,
        &format!(
            r#"<title>{title} - {site}</title><meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}"><meta name="keywords" content="x">"#
        ),
        &format!(
            r##"<header id="masthead"><div class="header-top"><span class="today">۲۹ خرداد ۱۴۰۳</span></div><nav><ul><li>{home}</li></ul></nav></header><main id="main"><div class="container"><div class="row"><div class="col-xs-12 main-content"><article class="item" id="item"><div class="item-header"><div class="item-nav"><ul class="list-inline"><li class="item-date"><i></i><span>۲۴ اردیبهشت ۱۴۰۲ - ۰۸:۳۰</span></li><li class="item-service"><a>{home}</a></li><li class="item-code"><span>کد خبر: 1402022413</span></li></ul></div>
<div class="item-title"><h1 class="title"><a href="/news/1">{title}</a></h1></div><div class="item-summary"><figure class="item-img"><img alt="{title}" src=a.jpg></figure><p class="summary introtext" itemprop="description">{deck}</p></div></div>
<div class="item-body content-full-news"><div class="item-text" itemprop="articleBody">{body}</div><div class="item-footer"></div></div>
<div class="item-toolsbar"><input class="item-short-link" value="https://example.ir/x1"><ul><li>{share}</li></ul></div></article>
<section class="box box-related"><header><h2>{label}</h2></header><ul><li class="news"><div class="desc"><h3><a href="/news/7">{other}</a></h3></div></li></ul></section>
<section class="box tags"><header><h2>{ad}</h2></header><ul><li><a rel=tag>{home}</a></li></ul></section><section id="comments-form"><h2>{comments}</h2><form><textarea></textarea></form></section></div>
<aside class="col-xs-12 sidebar"><section class="box"><header><h2>{most}</h2></header><ul>{list}</ul></section></aside></div></div></main><footer>{rights}</footer>"##,
            home = noise[6],
            share = noise[0],
            ad = noise[7],
            comments = noise[2],
            most = noise[1],
            rights = noise[3],
            label = related[0],
            other = related[1],
            list = list(story, 6),
        ),
    )
}

/// An editor's own boxes, one a paragraph, words in two spans; the day only in an attribute and in JSON-LD.
fn draft(story: &Story) -> String {
    let Story { title, deck, author, noise, related, quote, .. } = story;
    let body = each(story, |n, p| {
        let mut out = format!(
            r#"<div class="text_editor_paragraph rtl" data-block="true" data-editor="a" data-offset-key="k{n}"><div data-offset-key="k{n}" class="public-DraftStyleDefault-block public-DraftStyleDefault-rtl"><span data-offset-key="k{n}-0"><span data-text="true">{p}</span></span></div></div>"#
        );
        if n == 2 {
            out += &format!(
                r#"<figure class="ArticleImageComponent" data-block="true"><div class="gelleryOpener"><img alt=x></div><div class="caption-wrapper"><div class="caption-credit-wrapper"><div class="caption-title">{quote}</div></div></div></figure><div class="ArticleLinksComponent related-items" data-block="true"><span>{}:</span><ul><li><a href="/news/7">{}</a></li></ul></div>"#,
                related[0], related[1]
            );
        }
        out
    });
    page(
        story,
        &format!("<title>{title}</title>{}", json(story)),
        &format!(
            r##"<div id="app"><div class="layoutContainer"><div class="MainNav">{home}</div><div class="layoutItem article-header"><div class="mainTitleWrapper"><h1 class="mainTitle"><span data-text="true">{title}</span></h1></div><div class="subTitleWrapper"><h2 class="subTitle"><span data-text="true">{deck}</span></h2></div><div class="authoranddate"><div class="authors"><span><a href=/r/1>{author}</a></span></div><div class="date"><span class="DateDisplay" data-wcmdate="2023-05-14T05:30:00.000Z">14.05.23, 08:30</span></div></div><div class="socials"><button>{share}</button><span>{comments}</span></div></div>
<div id="ArticleBodyComponent" class="ArticleBodyComponent"><div class="art-body"><div class="DraftEditor-root"><div class="DraftEditor-editorContainer"><div class="public-DraftEditor-content"><div data-contents="true">{body}</div></div></div></div></div></div>
<div class="TalkbacksComponent"><h3>{comments}</h3><div class="talkback"><p>{ad} {ad}</p></div></div><div class="sideRecommended"><h4>{most}</h4><ul>{list}</ul></div></div><footer class="SiteFooter">{rights}</footer></div>"##,
            home = noise[6],
            share = noise[0],
            comments = noise[2],
            ad = noise[7],
            most = noise[1],
            rights = noise[3],
            list = list(story, 6),
        ),
    )
}

type Shape = fn(&Story) -> String;

const SHAPES: &[(&str, Shape)] = &[
    ("broadcaster", broadcaster),
    ("channel", channel),
    ("blocks", blocks),
    ("fields", fields),
    ("agency", agency),
    ("draft", draft),
    ("daily", daily),
    ("tables", tables),
    ("builder", builder),
    ("encyclopedia", encyclopedia),
    ("stacks", stacks),
    ("details", details),
    ("live", live),
    ("silent", silent),
    ("letter", letter),
    ("bare", bare),
    ("magazine", magazine),
    ("modules", modules),
    ("own make", own_make),
    ("network", network),
    ("talked of", talked_of),
    ("hashed", hashed),
];

#[test]
fn every_outlet_gives_its_article_and_every_line_is_the_articles() {
    let mut wrong = Vec::new();
    for (name, shape) in SHAPES {
        for story in STORIES {
            let place = format!("{name}, {}", story.code);
            let page = shape(story);
            let article = open(&page, "https://www.example.org/news/1");
            let document = &article.document;
            let mut complain = |what: String| wrong.push(format!("{place}: {what}"));
            if document.meta.title.as_deref() != Some(story.title) {
                complain(format!("title {:?}", document.meta.title));
            }
            let day = Some("2023-05-14").filter(|_| *name != "encyclopedia");
            if document.meta.published.as_deref() != day {
                complain(format!("day {:?}", document.meta.published));
            }
            let all = text(document);
            let mut at = 0;
            for paragraph in story.paragraphs {
                match all[at..].find(paragraph) {
                    Some(found) => at += found + paragraph.len(),
                    None => complain(format!("lost: {paragraph}")),
                }
            }
            if page.contains(&format!(">{}<", story.deck)) && !all.contains(story.deck) {
                complain(format!("lost: {}", story.deck));
            }
            let related = of_kind(&article, qari::document::BlockKind::Related);
            for line in all.lines().filter(|line| !line.trim().is_empty()) {
                let byline = || {
                    line == "example.org"
                        || line.contains(story.author)
                        || line.contains("2023-05-14")
                        || line == story.site
                };
                let words = [story.title, story.deck, story.heading, story.quote];
                let known = story.paragraphs.contains(&line.trim_end_matches("[1]"))
                    || words.contains(&line)
                    || (line == story.related[1] && related.iter().any(|related| related == line))
                    // The time of an entry of a live page.
                    || *name == "live" && line.len() == 5 && line.starts_with('1')
                    || byline();
                if !known {
                    complain(format!("not of the article: {line}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
