//! Lists of articles and hits, for people and for programs.

use serde_json::{Value, json};

use crate::record::{Found, Summary};
use crate::settings::Strings;
use crate::text::cell::sanitize;

/// Articles for people: number, headline, then where and how far.
pub fn articles(articles: &[Summary]) -> String {
    let mut page = String::new();
    for article in articles {
        let title = one_line(article.title.as_deref().unwrap_or(&article.origin));
        page.push_str(&format!("{title}\n"));
        let read = format!("{}%", (article.progress * 100.0).round());
        let mut facts = vec![format!("#{}", article.id)];
        facts.extend(article.outlet.as_deref().map(one_line));
        facts.extend(article.published.as_deref().map(one_line));
        facts.extend([read, one_line(&article.origin)]);
        page.push_str(&format!("  {}\n", facts.join(" · ")));
    }
    page
}

/// Articles for programs.
pub fn articles_json(articles: &[Summary]) -> Value {
    let list = articles.iter().map(|article| {
        json!({
            "id": article.id, "origin": article.origin, "title": article.title, "byline": article.byline,
            "outlet": article.outlet, "published": article.published, "language": article.language,
            "words": article.words, "fetched": article.fetched, "opened": article.opened,
            "progress": article.progress, "finished": article.finished, "quotes": article.quotes,
            "stored": article.stored,
        })
    });
    Value::Array(list.collect())
}

/// Hits for people: who said what and where, then the articles.
pub fn found(found: &Found, words: &Strings) -> String {
    let mut page = String::new();
    for hit in &found.hits {
        let named = hit.speaker.as_deref().map(one_line);
        let speaker = named.unwrap_or_else(|| words.get("unnamed").to_owned());
        let name = hit.stance.as_deref().map(|stance| format!("stance.{stance}"));
        let stance = name.as_deref().map(|name| words.get(name)).filter(|words| !words.is_empty());
        let stance = stance.map(|words| format!(" · {words}")).unwrap_or_default();
        let head = if hit.kind == "quote" { format!("{speaker}{stance}\n  ") } else { String::new() };
        page.push_str(&format!("{head}{}\n", one_line(&hit.text)));
        page.push_str(&format!(
            "  {}\n\n",
            facts(hit.article, &hit.title, hit.outlet.as_deref(), hit.published.as_deref())
        ));
    }
    for hit in &found.articles {
        page.push_str(&facts(hit.article, &hit.title, hit.outlet.as_deref(), hit.published.as_deref()));
        page.push_str(&format!("\n  {}\n\n", one_line(&hit.snippet)));
    }
    page.truncate(page.trim_end().len());
    if page.is_empty() { page } else { page + "\n" }
}

fn facts(id: i64, title: &str, outlet: Option<&str>, published: Option<&str>) -> String {
    let mut facts = vec![one_line(title)];
    facts.extend(outlet.map(one_line));
    facts.extend(published.map(one_line));
    facts.push(format!("#{id}"));
    facts.join(" · ")
}

/// Hits for programs.
pub fn found_json(found: &Found) -> Value {
    let hits = found.hits.iter().map(|hit| {
        json!({
            "article": hit.article, "title": hit.title, "outlet": hit.outlet, "published": hit.published,
            "kind": hit.kind, "form": hit.form, "stance": hit.stance, "speaker": hit.speaker,
            "span": {"start": hit.span.start, "end": hit.span.end}, "text": hit.text,
        })
    });
    let articles = found.articles.iter().map(|hit| {
        json!({
            "article": hit.article, "title": hit.title, "outlet": hit.outlet, "published": hit.published,
            "span": {"start": hit.span.start, "end": hit.span.end}, "snippet": hit.snippet,
        })
    });
    json!({
        "schema": 1, "loose": found.loose,
        "highlights": hits.collect::<Vec<_>>(), "articles": articles.collect::<Vec<_>>(),
    })
}

fn one_line(text: &str) -> String {
    sanitize(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
