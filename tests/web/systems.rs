//! Pages as content systems, builders and old editors make them, for the test of [`crate::outlets`].

use crate::outlets::{each, json, list, page};
use crate::pages::Story;

/// Short paragraphs with `story__` classes, a box of a list of articles within, a remark for those who pay.
pub fn daily(story: &Story) -> String {
    let Story { title, author, site, noise, related, .. } = story;
    let body = each(story, |n, p| {
        let mut out = format!("<p>{p}</p>");
        if n == 3 {
            out += &format!(
                r#"<div class="story__box read-more-stories"><h4>{}</h4><a class="story__link" href="/news/7">{}</a></div><div class="paywall-message subscribe-box"><p>{}</p></div>"#,
                related[0], related[1], noise[5]
            );
        }
        out
    });
    page(
        story,
        &format!(
            r#"<title>{title} - {site}</title><meta property="og:title" content="{title}"><meta property="article:published_time" content="2023-05-14T08:30:57+05:00"><meta property="og:site_name" content="{site}"><meta name="author" content="{author}">"#
        ),
        &format!(
            r##"<div class="container"><nav>{home}</nav><main><article class="story story--detail"><h2 class="story__title"><a href="/news/1">{title}</a></h2><div class="story__meta"><span class="story__byline">{author}</span> <span class="timestamp--label">x</span> <span class="timestamp--date">14.5.2023</span></div>
<div class="social-share">{share}</div><div class="media"><figure class="media__item"><picture><img alt="x"></picture></figure></div><div class="story__content">{body}</div></article>
<div class="story__comments">{comments}<p>{comments}</p></div><section class="box more-stories"><h3>{most}</h3><ul>{list}</ul></section></main><div class="cookies-policy"><p>{cookie}</p></div><footer>{rights}</footer></div>"##,
            home = noise[6],
            share = noise[0],
            comments = noise[2],
            most = noise[1],
            rights = noise[3],
            cookie = noise[4],
            list = list(story, 6),
        ),
    )
}

/// A page of twenty years ago: tables, `font`, one cell with line breaks, two calendars in a line of the head.
pub fn tables(story: &Story) -> String {
    let Story { title, site, noise, related, .. } = story;
    let body = story.paragraphs.join("<BR>\n<BR>\n");
    let links: String = (0..7)
        .map(|n| format!("<TR><TD><A HREF=o{n}.html><FONT SIZE=2>{} {n}</FONT></A></TD></TR>", related[1]))
        .collect();
    format!(
        r##"<HTML DIR=RTL><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8"><TITLE>{site} - {title}</TITLE></HEAD><BODY BGCOLOR=#ffffff>
<TABLE WIDTH=760><TR><TD COLSPAN=3><A HREF=/><IMG SRC=logo.gif ALT="{site}"></A></TD></TR><TR><TD COLSPAN=3 BGCOLOR=#003366><A HREF=/>{home}</A> | <A HREF=/2>{most}</A></TD></TR>
<TR><TD WIDTH=150 VALIGN=TOP><TABLE>{links}</TABLE></TD><TD WIDTH=460 VALIGN=TOP><FONT COLOR=#990000 SIZE=5><B>{title}</B></FONT><BR><FONT SIZE=1>14/5/2023</FONT><HR><FONT SIZE=3>{body}</FONT><BR><BR><A HREF=print.asp?id=1>{share}</A> <A HREF=mail.asp>{news}</A></TD><TD WIDTH=150 VALIGN=TOP><B>{most}</B><TABLE>{links}</TABLE></TD></TR>
<TR><TD COLSPAN=3 ALIGN=CENTER><FONT SIZE=1>{rights}</FONT></TD></TR></TABLE></BODY></HTML>"##,
        home = noise[6],
        most = noise[1],
        share = noise[0],
        news = noise[5],
        rights = noise[3],
    )
}

/// A page builder: the post is one widget among dozens, its parts are siblings far apart.
pub fn builder(story: &Story) -> String {
    let Story { title, deck, author, site, noise, related, heading, .. } = story;
    let widget = |kind: &str, inner: &str| {
        format!(
            r#"<div class="elementor-element elementor-widget elementor-widget-{kind}" data-element_type="widget"><div class="elementor-widget-container">{inner}</div></div>"#
        )
    };
    let body = each(story, |n, p| {
        if n == 2 {
            format!("<h3>{heading}</h3><p><span style=\"font-weight: 400\">{p}</span></p>")
        } else {
            format!("<p><span style=\"font-weight: 400\">{p}</span></p>")
        }
    });
    let parts = [
        widget(
            "theme-post-title elementor-page-title",
            &format!("<h1 class=\"elementor-heading-title elementor-size-default\">{title}</h1>"),
        ),
        widget("theme-post-excerpt", deck),
        widget(
            "post-info",
            &format!(
                "<ul class=\"elementor-inline-items elementor-post-info\"><li><span class=\"elementor-post-info__item--type-author\">{author}</span></li><li><span class=\"elementor-post-info__item--type-date\"><time>14/05/2023</time></span></li></ul>"
            ),
        ),
        widget("share-buttons", noise[0]),
        widget("theme-post-content", &body),
        widget("heading", &format!("<h2 class=\"elementor-heading-title\">{}</h2>", noise[1])),
        widget(
            "posts",
            &format!(
                "<div class=\"elementor-posts-container\"><article class=\"elementor-post\"><h3><a href=/9>{}</a></h3></article></div>",
                related[1]
            ),
        ),
        widget("form", &format!("<form><label>{}</label><input></form>", noise[5])),
    ];
    page(
        story,
        &format!(
            r#"<title>{title} - {site}</title><meta property="og:title" content="{title} - {site}"><meta property="og:site_name" content="{site}"><meta property="article:published_time" content="2023-05-14T05:30:00+00:00"><meta name="author" content="{author}">"#
        ),
        &format!(
            r#"<div data-elementor-type="header" class="elementor elementor-location-header"><nav>{0}</nav></div><div data-elementor-type="single-post" class="elementor elementor-location-single post-1 post type-post"><section class="elementor-section"><div class="elementor-container"><div class="elementor-column"><div class="elementor-widget-wrap">{1}</div></div></div></section></div><div data-elementor-type="footer" class="elementor elementor-location-footer"><p>{2}</p></div>"#,
            noise[6],
            parts.concat(),
            noise[3]
        ),
    )
}

/// An encyclopedia: box of facts, contents, links to edit, notes, boxes of links at the end. It has no day.
pub fn encyclopedia(story: &Story) -> String {
    let Story { title, site, heading, noise, related, .. } = story;
    let [a, b, c, d, e] = story.paragraphs;
    let edit = format!(
        r#"<span class="mw-editsection"><span class="mw-editsection-bracket">[</span><a href=/w?edit>{}</a><span class="mw-editsection-bracket">]</span></span>"#,
        noise[6]
    );
    page(
        story,
        &format!("<title>{title} - {site}</title>"),
        &format!(
            r##"<div id="mw-page-base"></div><div id="content" class="mw-body" role="main"><div id="siteNotice"><p>{cookie}</p></div><h1 id="firstHeading" class="firstHeading"><span class="mw-page-title-main">{title}</span></h1><div id="bodyContent" class="vector-body"><div id="siteSub" class="noprint">{ad}</div><div id="contentSub"></div><a class="mw-jump-link" href="#x">{home}</a>
<div id="mw-content-text" class="mw-body-content"><div class="mw-content-rtl mw-parser-output" lang="{code}" dir="rtl"><table class="infobox"><tbody><tr><th colspan=2>{most}</th></tr><tr><th>{most}</th><td>{ad}</td></tr></tbody></table>
<p>{a}<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup></p><p>{b}</p><div id="toc" class="toc" role="navigation"><div class="toctitle"><h2>{ad}</h2></div><ul><li><a href="#s">{most}</a></li></ul></div>
<div class="mw-heading mw-heading2"><h2 id="s">{heading}</h2>{edit}</div><p>{c}</p><p>{d}</p><p>{e}</p>
<div class="navbox"><table><tr><th>{most}</th></tr><tr><td><a href=/w/1>{other} 1</a></td></tr></table></div></div><div class="printfooter">{rights}</div></div><div id="catlinks" class="catlinks"><a>{home}</a></div></div></div>
<div id="mw-navigation"><div id="mw-panel"><nav class="vector-menu"><ul><li><a>{home}</a></li></ul></nav></div></div><footer id="footer" class="mw-footer"><ul><li>{rights}</li></ul></footer>"##,
            code = story.code,
            home = noise[6],
            ad = noise[7],
            most = noise[1],
            rights = noise[3],
            cookie = noise[4],
            other = related[1],
        ),
    )
}

/// A system of papers with its own content service: lead outside of the body, links between paragraphs in brackets,
/// stacks of promoted articles, an author's life at the end; the day stands in the graph of the page alone.
pub fn stacks(story: &Story) -> String {
    let Story { title, deck, author, site, noise, related, quote, .. } = story;
    let body = each(story, |n, p| {
        let mut out = format!(r#"<p class="c-paragraph b-article-body__text">{p}</p>"#);
        if n == 0 {
            out += &format!(
                r#"<p class="c-paragraph interstitial-link block-margin-bottom"><a href="/news/7">[{}: {}]</a></p>"#,
                related[0], related[1]
            );
        }
        if n == 2 {
            out += &format!(
                r#"<blockquote class="b-pull-quote"><p>{quote}</p></blockquote><div class="c-newsletter b-newsletter-inline"><h3>{0}</h3><p>{0}</p></div>"#,
                noise[5]
            );
        }
        out
    });
    page(
        story,
        &format!(
            r#"<title>{title} | {site}</title><meta property="og:title" content="{title} | {site}"><meta property="og:site_name" content="{site}"><script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"BreadcrumbList","itemListElement":[{{"@type":"ListItem","name":"x"}}]}},{{"@type":"WebPage","@id":"https://www.example.org/news/1","name":"{title}","datePublished":"2023-05-14T23:30:00+03:00","dateModified":"2023-05-18T00:00:00Z"}},{{"@type":"WebSite","name":"{site}"}}]}}</script>"#
        ),
        &format!(
            r##"<div id="fusion-app"><header class="b-header-nav-chain"><nav>{home}</nav></header><section role="main" class="b-right-rail"><div class="b-right-rail__full-width-1"><a class="c-overline b-overline" href=/s>{home}</a><h1 class="b-headline">{title}</h1><h2 class="b-subheadline">{deck}</h2><figure class="c-media-item b-lead-art"><img alt="{title}"></figure><div class="b-byline"><span class="b-byline__by">x</span> <span class="b-byline__names"><a class="c-link" href=/author/9>{author}</a></span></div><time as="time" class="c-date b-date" datetime="2023-05-14T20:30:00Z">14.5</time><div class="b-share-bar">{share}</div></div>
<div class="b-right-rail__main"><article class="b-article-body">{body}</article><div class="b-author-bio"><h2>{author}</h2><p>{ad} {ad} {ad}</p></div><div class="b-tag-list"><a>{home}</a></div><div class="c-stack b-medium-promo">{promos}</div></div><aside class="b-right-rail__right"><h2>{most}</h2><ul>{list}</ul></aside></section><footer class="b-footer">{rights}</footer></div>"##,
            home = noise[6], share = noise[0], most = noise[1], ad = noise[7], rights = noise[3], list = list(story, 5),
            promos = (0..4).map(|n| format!("<article class=b-medium-promo__item><a href=/p{n}><h2 class=c-heading>{} {n}</h2></a><p>{}</p></article>", related[1], noise[7])).collect::<String>(),
        ),
    )
}

/// Joomla: definition lists of details, the time in words, arrows to the next article inside of the page.
pub fn details(story: &Story) -> String {
    let Story { title, author, site, noise, related, .. } = story;
    let body = each(story, |_, p| format!("<p dir=\"rtl\">{p}</p>"));
    page(
        story,
        &format!(
            r#"<title>{title}</title><meta name="author" content="Super User"><meta name="generator" content="Joomla! - Open Source Content Management"><meta name="rights" content="{site}">"#
        ),
        &format!(
            r##"<div class="body"><div class="moduletable_menu"><ul class="nav menu"><li>{home}</li></ul></div><main id="content" role="main"><div class="item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="ar-AA"><div class="page-header"><h2 itemprop="headline">{title}</h2></div><div class="icons"><ul class="dropdown-menu actions"><li class="print-icon"><a>{share}</a></li><li class="email-icon"><a>{share}</a></li></ul></div>
<dl class="article-info muted"><dt class="article-info-term">{ad}</dt><dd class="createdby" itemprop="author" itemscope>{author}</dd><dd class="category-name"><a>{home}</a></dd><dd class="published"><span class="icon-calendar"></span><time datetime="2023-05-14T08:30:00+03:00" itemprop="datePublished">x 14</time></dd><dd class="modified"><time datetime="2023-06-01T08:30:00+03:00" itemprop="dateModified">x 1</time></dd><dd class="hits"><meta itemprop="interactionCount" content="UserPageVisits:77">{most}: 77</dd></dl>
<div itemprop="articleBody">{body}</div><ul class="pager pagenav"><li class="previous"><a rel="prev">{other} 1</a></li><li class="next"><a rel="next">{other} 2</a></li></ul></div></main><div id="aside" class="span3"><div class="well"><h3 class="page-header">{most}</h3><ul class="mostread">{list}</ul></div></div></div><footer class="footer"><p>{rights}</p></footer>"##,
            home = noise[6],
            share = noise[0],
            ad = noise[7],
            most = noise[1],
            rights = noise[3],
            other = related[1],
            list = list(story, 5),
        ),
    )
}

/// A live page: its entries are the article, each with its time; the newest is first in the page and in JSON-LD.
pub fn live(story: &Story) -> String {
    let Story { title, deck, author, site, noise, .. } = story;
    let body = each(story, |n, p| {
        format!(
            r##"<article class="live-post liveblog-entry" id="e{n}"><header><time class="live-post__time" datetime="2023-05-14T1{n}:00:00Z">1{n}:00</time></header><div class="live-post__content"><p>{p}</p></div><div class="live-post__share"><a href=#e{n}>{}</a></div></article>"##,
            noise[0]
        )
    });
    page(
        story,
        &format!(
            r#"<title>{title} - {site}</title><meta property="og:title" content="{title}"><script type="application/ld+json">{{"@context":"http://schema.org","@type":"LiveBlogPosting","headline":"{title}","description":"{deck}","datePublished":"2023-05-14T06:00:00Z","coverageStartTime":"2023-05-14T06:00:00Z","author":{{"@type":"Person","name":"{author}"}},"publisher":{{"@type":"Organization","name":"{site}"}},"liveBlogUpdate":[{{"@type":"BlogPosting","headline":"{}","datePublished":"2023-05-14T14:00:00Z","articleBody":"{}"}}]}}</script>"#,
            noise[7], story.paragraphs[0]
        ),
        &format!(
            r##"<header><nav>{home}</nav></header><main><div class="live-header"><span class="live-badge">LIVE</span><h1>{title}</h1><p class="standfirst">{deck}</p></div><div class="live-feed" role="feed">{body}</div><button>{most}</button></main><div class="comments">{comments}</div><footer>{rights}</footer>"##,
            home = noise[6],
            most = noise[1],
            comments = noise[2],
            rights = noise[3],
        ),
    )
}

/// A page whose head tells nothing: the day in words of the Islamic year and ours, teasers with days of their own
/// before the headline, one title for the whole site.
pub fn silent(story: &Story) -> String {
    let Story { title, deck, author, site, noise, related, .. } = story;
    let body = each(story, |_, p| format!("<p>{p}</p>"));
    page(
        story,
        &format!("<title>{site}</title>"),
        &format!(
            r##"<div class="top-line"><div class="latest"><ul><li><a href=/a>{other} 1</a> <span class="date">2024-02-03</span></li><li><a href=/b>{other} 2</a> <span class="date">2024-02-02</span></li></ul></div></div><div class="nav-main"><a>{home}</a></div>
<div class="post-single"><h1>{title}</h1><div class="post-info-line"><span>{author}</span> <span>الأحد 24 شوال 1444 هـ - 14 مايو 2023 م</span></div><div class="excerpt">{deck}</div><div class="post-inner">{body}</div><div class="follow-line">{share}</div></div><div class="foot"><p>{rights}</p></div>"##,
            home = noise[6],
            share = noise[0],
            rights = noise[3],
            other = related[1],
        ),
    )
}

/// A newsletter's site: subscription boxes between the paragraphs, buttons, a call at the end.
pub fn letter(story: &Story) -> String {
    let Story { title, deck, author, site, noise, heading, .. } = story;
    let body = each(story, |n, p| {
        let boxed = format!(
            r#"<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">{}</p></div><form class="subscription-widget-subscribe"><input type="email"></form></div></div>"#,
            noise[5]
        );
        let head = format!(
            r##"<h3 class="header-anchor-post">{heading}<div class="pencraft header-anchor-parent"><div class="header-anchor"></div></div></h3>"##
        );
        format!(
            "{}<p>{p}</p>{}",
            if n == 2 { head } else { String::new() },
            if n == 1 || n == 4 { boxed } else { String::new() }
        )
    });
    page(
        story,
        &format!(
            r#"<title>{title} - {site}</title><meta property="og:title" content="{title}"><meta name="author" content="{author}">{}"#,
            json(story)
        ),
        &format!(
            r##"<div id="entry"><div id="main" class="main typography"><div class="main-menu"><div class="topbar">{home}</div></div><div class="single-post-container"><div class="single-post"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">{title}</h1><h3 class="subtitle">{deck}</h3><div class="byline-wrapper"><a href=/@x>{author}</a><div class="pencraft">May 14, 2023</div></div><div class="post-ufi"><a class="like-button-container"><div class="label">12</div></a><a class="post-ufi-comment-button">{comments}</a><a class="share">{share}</a></div></div>
<div class="available-content"><div dir="auto" class="body markup">{body}</div></div><div class="post-footer">{share}</div></article></div></div><div class="container"><div class="discussion"><h4>{comments}</h4><p>{ad} {ad}</p></div><div class="portable-archive"><h4>{most}</h4>{archive}</div></div></div></div><div class="footer-wrap publication-footer">{rights}</div>"##,
            home = noise[6],
            comments = noise[2],
            share = noise[0],
            ad = noise[7],
            most = noise[1],
            rights = noise[3],
            archive = (0..4)
                .map(|n| format!(
                    "<div class=post-preview><a href=/p/{n}>{} {n}</a><a>{}</a></div>",
                    story.related[1], noise[7]
                ))
                .collect::<String>(),
        ),
    )
}

/// Labels and calls among the paragraphs that have no class of their own: follow us, join the channel, key words, the
/// source, words in bold before a link, a picture's credit.
pub fn bare(story: &Story) -> String {
    let Story { title, author, site, noise, related, .. } = story;
    let body = each(story, |n, p| {
        let more = format!(r#"<p><strong><a href="/news/7">{}: {}</a></strong></p>"#, related[0], related[1]);
        format!("<p>{p}</p>{}", if n == 2 { more } else { String::new() })
    });
    page(
        story,
        &format!(
            r#"<title>{title} | {site}</title><meta property="og:title" content="{title}"><meta property="og:type" content="article"><meta itemprop="datePublished" content="2023-05-14T08:30:00Z"><meta property="article:author" content="https://www.facebook.com/x">"#
        ),
        &format!(
            r##"<div class="wrap"><div class="hdr"><a href=/>{home}</a></div><div class="cont"><div class="right"><h1>{title}</h1><div class="inf"><i></i><span class="writer-name">{author}</span></div><div class="img"><img src=x></div><div class="txt" id="divcontent">{body}<p>{share}</p><p><strong>{news}</strong></p></div></div><div class="left"><h3>{most}</h3>{links}</div></div><div class="ftr">{rights}</div></div>"##,
            home = noise[6],
            share = noise[0],
            news = noise[5],
            most = noise[1],
            rights = noise[3],
            links = (0..6)
                .map(|n| format!("<div class=b><a href=/l{n}>{} {n}</a></div>", related[1]))
                .collect::<String>(),
        ),
    )
}
