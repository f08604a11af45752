//! Pages as the themes that many papers buy make them, and as some papers make their own, for the test of
//! [`crate::outlets`].

use crate::outlets::{each, json, list, page};
use crate::pages::Story;

/// A magazine theme: post meta in lists, a box to share above and below, an inline box of related posts, a check for
/// the ad blocker, a bar that reads how far one is.
pub fn magazine(story: &Story) -> String {
    let Story { title, deck, author, site, heading, noise, related, .. } = story;
    let body = each(story, |n, p| {
        let more = format!(
            r#"<div id="inline-related-post" class="mag-box mini-posts-box content-only"><div class="container-wrapper"><div class="widget-title the-global-title"><div class="the-subtitle">{}</div></div><div class="mag-box-container clearfix"><ul class="posts-items posts-list-container"><li class="widget-single-post-item widget-post-list"><div class="post-widget-body"><a class="post-title the-subtitle" href="/news/7">{}</a><div class="post-meta"><span class="date meta-item tie-icon">1 يونيو 2024</span></div></div></li></ul></div></div></div><h3>{heading}</h3>"#,
            related[0], related[1]
        );
        format!("<p>{p}</p>{}", if n == 2 { more } else { String::new() })
    });
    page(
        story,
        &format!(
            r#"<title>{title} - {site}</title><meta property="og:title" content="{title} - {site}"><meta property="og:site_name" content="{site}"><meta property="article:published_time" content="2023-05-14T05:30:00+00:00"><meta property="article:modified_time" content="2024-06-01T05:30:00+00:00">"#
        ),
        &format!(
            r##"<div id="tie-container" class="site tie-container"><div id="tie-wrapper"><header id="theme-header"><div class="main-nav-wrapper"><nav id="main-nav"><ul class="menu"><li>{home}</li></ul></nav></div></header>
<div id="content" class="site-content container"><div id="main-content-row" class="tie-row main-content-row"><div class="main-content tie-col-md-8" role="main"><article id="the-post" class="container-wrapper post-content tie-standard">
<header class="entry-header-outer"><nav id="breadcrumb"><a href=/>{home}</a></nav><div class="entry-header"><span class="post-cat-wrap"><a class="post-cat tie-cat-3">{home}</a></span><h1 class="post-title entry-title">{title}</h1><h2 class="entry-sub-title">{deck}</h2><div class="single-post-meta post-meta clearfix"><span class="author-meta single-author no-avatars"><span class="meta-item meta-author-wrapper"><span class="meta-author"><a class="author-name tie-icon">{author}</a></span></span></span><span class="date meta-item tie-icon">14 مايو، 2023</span><span class="meta-reading-time meta-item"><span class="tie-icon-bookmark"></span> 2 دقائق</span></div></div></header>
<div class="featured-area"><div class="featured-area-inner"><figure class="single-featured-image"><img src=a.jpg></figure></div></div><div id="share-buttons-top" class="share-buttons share-buttons-top"><div class="share-links"><a href=#><span class="social-text">Facebook</span></a></div></div>
<div class="entry-content entry clearfix">{body}</div>
<div class="post-bottom-meta post-bottom-tags post-tags-modern"><div class="post-bottom-meta-title"><span class="tie-icon-tags"></span> {ad}</div><span class="tagcloud"><a>{home}</a></span></div>
<div id="share-buttons-bottom" class="share-buttons share-buttons-bottom"><div class="share-title"><span> {share}</span></div><div class="share-links"><a href=#><span class="social-text">Facebook</span></a><a href=#>Messenger</a></div></div></article>
<div class="post-components"><div class="about-author container-wrapper about-author-box"><h3 class="author-name"><a>{author}</a></h3></div><div class="prev-next-post-nav container-wrapper media-overlay"><a href=/p><h3 class="post-title">{other} 1</h3></a></div>
<div id="related-posts" class="container-wrapper has-extra-post"><div class="mag-box-title the-global-title"><h3>{most}</h3></div><div class="related-posts-list"><div class="related-item"><h3 class="post-title"><a href=/r1>{other} 2</a></h3></div></div></div>
<div id="comments" class="comments-area"><div id="add-comment-block" class="container-wrapper"><h3 id="reply-title">{comments}</h3><form><p class="comment-notes">{rights}</p></form></div></div></div></div>
<aside class="sidebar tie-col-md-4"><div class="theiaStickySidebar"><div class="container-wrapper widget posts-list"><div class="widget-title">{most}</div><ul>{list}</ul></div></div></aside></div></div><footer id="footer">{rights}</footer></div></div><div id="autocomplete-suggestions"></div><div id="is-scroller-outer"></div>"##,
            home = noise[6],
            ad = noise[7],
            share = noise[0],
            most = noise[1],
            comments = noise[2],
            rights = noise[3],
            other = related[1],
            list = list(story, 5),
        ),
    )
}

/// Another: everything is a block of the builder, counters of views, next and previous posts, related ones in modules.
pub fn modules(story: &Story) -> String {
    let Story { title, deck, author, site, noise, related, quote, .. } = story;
    let body = each(story, |n, p| {
        let more = format!(
            r#"<div class="td_block_wrap tdb_single_related"><p class="td-a-rec">{}</p></div><blockquote class="td_pull_quote td_pull_center"><p>{quote}</p></blockquote>"#,
            noise[7]
        );
        format!("<p>{p}</p>{}", if n == 1 { more } else { String::new() })
    });
    let module = |n: usize| {
        format!(
            r#"<div class="td_module_related_posts td-animation-stack td_mod_related_posts"><div class="td-module-image"></div><div class="item-details"><h3 class="entry-title td-module-title"><a href="/r{n}">{} {n}</a></h3></div></div>"#,
            related[1]
        )
    };
    page(
        story,
        &format!(
            r#"<title>{title} | {site}</title><meta property="og:site_name" content="{site}">{}"#,
            json(story)
        ),
        &format!(
            r##"<div id="td-outer-wrap" class="td-theme-wrap"><div class="td-header-template-wrap"><div class="td_block_wrap tdb_mobile_menu">{home}</div></div><div class="td-main-content-wrap td-container-wrap"><div class="td-container td-post-template-1"><div class="td-crumb-container"><div class="entry-crumbs"><span><a class="entry-crumb">{home}</a></span></div></div>
<div class="td-pb-row"><div class="td-pb-span8 td-main-content" role="main"><div class="td-ss-main-content"><article class="post type-post" itemscope itemtype="https://schema.org/Article"><div class="td-post-header"><ul class="td-category"><li class="entry-category"><a>{home}</a></li></ul><header class="td-post-title"><h1 class="entry-title">{title}</h1><p class="td-post-sub-title">{deck}</p><div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">x</div> <a>{author}</a><div class="td-author-line"> - </div></div><span class="td-post-date"><time class="entry-date updated td-module-date" datetime="2023-05-14T08:30:00+03:00">14.5</time></span><div class="td-post-comments"><a>0</a></div><div class="td-post-views"><span class="td-nr-views-9">123</span></div></div></header></div>
<div class="td-post-sharing-top"><div class="td-social-sharing-buttons"><span>{share}</span></div></div><div class="td-post-content tagdiv-type">{body}</div><footer><div class="td-post-source-tags"><ul class="td-tags td-post-small-box clearfix"><li><span>TAGS</span></li><li><a>{home}</a></li></ul></div><div class="td-block-row td-post-next-prev"><div class="td-post-next-prev-content"><span>{ad}</span><a href=/n>{other} 1</a></div></div><div class="author-box-wrap"><div class="desc"><div class="td-author-name">{author}</div></div></div></footer></article>
<div class="td_block_wrap td_block_related_posts"><h4 class="td-related-title"><a class="td-related-left">{most}</a></h4><div class="td_block_inner">{modules}</div></div><div class="comments" id="comments"><h3 id="reply-title">{comments}</h3></div></div></div><div class="td-pb-span4 td-main-sidebar"><aside class="widget"><h4>{most}</h4><ul>{list}</ul></aside></div></div></div></div><div class="td-footer-wrapper">{rights}</div></div>"##,
            home = noise[6],
            ad = noise[7],
            share = noise[0],
            most = noise[1],
            comments = noise[2],
            rights = noise[3],
            other = related[1],
            modules = (0..3).map(module).collect::<String>(),
            list = list(story, 4),
        ),
    )
}

/// A paper of its own make: one column of `div`s, a day in words, who wrote it in a line, the picture's words in a
/// span, key words as a list, and then everything else that the paper has.
pub fn own_make(story: &Story) -> String {
    let Story { title, author, site, quote, noise, related, .. } = story;
    let body = each(story, |_, p| format!("<p style=\"text-align: justify;\">{p}</p>\n"));
    let cards: String = (0..3)
        .map(|n| format!(r#"<div class="col-xs-12 bigOneSec"><a href="/story/{n}"><img src=i.jpg></a><h3><a href="/story/{n}">{} {n}</a></h3><p>{} {n}</p><span class="newsDate2">الثلاثاء، 9 أبريل 2024 06:00 م</span></div>"#, related[1], story.deck))
        .collect();
    page(
        story,
        &format!(
            r#"<title>{title} - {site}</title><meta name="description" content="{}">"#,
            story.paragraphs[0]
        ),
        &format!(
            r##"<div class="header"><div class="container"><a href=/>{home}</a></div></div><div class="container"><div class="row"><div class="col-xs-12 col-md-8"><div class="articleHeader"><div class="breadcumb"><h2><a href=/s>{home}</a></h2></div><h1>{title}</h1><span class="newsStoryDate">الأحد، 14 مايو 2023 08:30 ص</span><div class="social">{share}</div></div>
<div class="articleCont"><div class="img-cont"><img src=a.jpg alt=x><span class="img-cap">{quote}</span></div><span class="writeBy">{author}</span><div id="articleBody">{body}</div><div class="clear"></div><div class="tags"><h3>{ad}</h3><ul><li><h3><a href=/t>{home}</a></h3></li></ul></div></div>
<div class="relatedStories"><h2>{most}</h2>{cards}</div></div><div class="col-md-4"><div class="mostRead"><h2>{most}</h2><ul>{list}</ul></div></div></div></div><div class="foot">{rights}</div>"##,
            home = noise[6],
            share = noise[0],
            ad = noise[7],
            most = noise[1],
            rights = noise[3],
            list = list(story, 5),
        ),
    )
}

/// A channel: the days of publication and of a change in a line, a summary, the source at the end, a call to follow.
pub fn network(story: &Story) -> String {
    let Story { title, deck, site, noise, related, .. } = story;
    let body = each(story, |n, p| {
        let more = format!(
            r#"<div class="article-news-item__read-more"><div class="news-card"><a href="/news/7"><span class="news-card__title">{}</span></a></div></div>"#,
            related[1]
        );
        format!("<p>{p}</p>{}", if n == 3 { more } else { String::new() })
    });
    page(
        story,
        &format!(
            r#"<title>{title} - {site}</title><meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}">"#
        ),
        &format!(
            r##"<div class="layout"><div class="layout__header">{home}</div><div class="layout__content"><div class="main-article"><div class="breadcrumbs">{home}</div><h1 class="heading">{title}</h1><div class="news-date">تاريخ النشر: <span class="date">14.05.2023 | 08:30 GMT</span> <span>|</span> آخر تحديث: <span>16.05.2023 | 09:00 GMT</span></div><div class="article-social">{share}</div>
<div class="media"><img src=a.jpg alt="{title}"></div><p class="summary">{deck}</p><div class="text js-text js-mediator-article">{body}<div class="source-line"></div></div><div class="tags-trends"><a>{home}</a></div><div class="subscribe-block"><span>{news}</span></div></div>
<div class="layout__col"><div class="news-line"><h3>{most}</h3><ul>{list}</ul></div></div></div><div class="layout__footer">{rights}</div></div>"##,
            home = noise[6],
            share = noise[0],
            most = noise[1],
            news = noise[5],
            rights = noise[3],
            list = list(story, 6),
        ),
    )
}

/// A daily with hundreds of comments on every article, each with its day, in the same column.
pub fn talked_of(story: &Story) -> String {
    let Story { title, author, site, noise, related, .. } = story;
    let body = each(story, |_, p| format!("<p>{p}</p>"));
    let said: String = (0..30).map(|n| format!(r#"<li class="comment even depth-1" id="comment-{n}"><div id="div-comment-{n}" class="comment-body"><div class="comment-head"><div class="avatar"></div><span class="fn heading text-xlarge">قارئ {n}</span><div class="comment-date text-muted">الإثنين 15 ماي 2023 - 10:{n}</div></div><div class="comment-text"><p>{0} {0} {0} {n}</p></div></div></li>"#, noise[3])).collect();
    page(
        story,
        &format!(r#"<title>{title}</title><meta property="og:site_name" content="{site}">"#),
        &format!(
            r##"<header id="masthead"><nav>{home}</nav></header><main><article class="row"><div class="col-12"><h1 class="post-title">{title}</h1><div class="d-flex"><span class="author"><a href=/a>{author}</a></span><span class="date-post">الأحد 14 ماي 2023 - 08:30</span></div><div class="post-thumbnail"><img src=a.jpg></div><div class="article-content">{body}</div></div>
<section class="box-tags"><a class="tag_post_tag" href=/t>{home}</a></section><div class="newsletter-box"><h3>{news}</h3><p>{news}</p></div></article><div class="comments-section"><h3>{comments}</h3><ul class="comment-list">{said}</ul></div><div class="more"><div class="overlay card"><a href=/1><h3>{other} 1</h3></a></div></div></main><footer>{rights}</footer>"##,
            home = noise[6],
            news = noise[5],
            comments = noise[2],
            other = related[1],
            rights = noise[3],
        ),
    )
}

/// A Vue or React page as the server renders it: nothing but hashed classes, no metadata but the title.
pub fn hashed(story: &Story) -> String {
    let Story { title, deck, author, site, noise, related, .. } = story;
    let body = each(story, |n, p| {
        let more = format!(
            r#"<div class="sc-a1 kx"><span class="sc-a2 lm">{}</span><a class="sc-a3 no" href="/news/7">{}</a></div>"#,
            related[0], related[1]
        );
        format!(
            "<div class=\"sc-b1 pq\"><p class=\"sc-b2 rs\">{p}</p></div>{}",
            if n == 1 { more } else { String::new() }
        )
    });
    let cards: String = (0..4)
        .map(|n| format!(r#"<a class="sc-c1" href="/n/{n}"><div class="sc-c2"><img src=i></div><div class="sc-c3"><span class="sc-c4">{}</span><h3 class="sc-c5">{} {n}</h3><time class="sc-c6" datetime="2024-02-0{}">x</time></div></a>"#, noise[6], related[1], n + 1))
        .collect();
    page(
        story,
        &format!("<title>{title} | {site}</title>"),
        &format!(
            r##"<div id="app"><div class="sc-h1"><a href=/>{home}</a><button>{ad}</button></div><main class="sc-m1"><div class="sc-m2"><span class="sc-m3">{home}</span><h1 class="sc-m4">{title}</h1><h2 class="sc-m5">{deck}</h2><div class="sc-m6"><span class="sc-m7">{author}</span><time class="sc-m8" datetime="2023-05-14T05:30:00Z">14.5</time></div><div class="sc-m9"><button aria-label=share>{share}</button></div></div><div class="sc-n1">{body}</div><div class="sc-n2"><a href=/t/1>#{home}</a></div></main><section class="sc-o1"><h2 class="sc-o2">{most}</h2><div class="sc-o3">{cards}</div></section><footer class="sc-f1">{rights}</footer></div>"##,
            home = noise[6],
            ad = noise[7],
            share = noise[0],
            most = noise[1],
            rights = noise[3],
        ),
    )
}
