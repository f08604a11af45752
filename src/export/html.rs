//! HTML: one page that needs nothing beside it. Quotes are block quotes under their speakers, the rest lists;
//! the page runs in the article's direction, and words of any other stand isolated.

use super::report::{details, speaker};
use super::text::GROUPS;
use super::{Entry, Report, line, marks};
use crate::highlight::{Group, Role};

const STYLE: &str = "body{max-width:42rem;margin:2rem auto;padding:0 1rem;line-height:1.8;font-family:serif;\
color:#2c2a26;background:#fbf8f1}h1{line-height:1.4}h2{color:#b23a1c;font-size:1.1rem;margin-top:2.5rem}\
h3{font-size:1rem;margin-bottom:0}blockquote{margin:.5rem 0;padding-inline-start:1rem;\
border-inline-start:3px solid #e5b869}.about,.cue,small{color:#6f695f}.note{font-style:italic}mark{color:inherit;background:#f3e3a4}\
mark.green{background:#cfe5c0}mark.blue{background:#cbdff2}mark.red{background:#f3cfc4}\
@media(prefers-color-scheme:dark){body{color:#d8d3c6;background:#15171c}h2{color:#e97f63}\
.about,.cue,small{color:#918c84}mark{background:#5a4a12}mark.green{background:#2c4a22}\
mark.blue{background:#22405a}mark.red{background:#5a2a20}}";

/// The reports as one page. `words` gives the interface's word for a name of its string tables; `interface` is its
/// language, and whether that runs right to left: so does the page, and each article as it does itself.
pub fn html(reports: &[Report], words: &dyn Fn(&str) -> String, (code, rtl): (&str, bool)) -> String {
    let title = reports.first().map_or("qari", |report| report.title.as_deref().unwrap_or(&report.origin));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        escaped(code),
        if rtl { "rtl" } else { "ltr" },
        escaped(title),
    );
    for report in reports {
        article(report, words, code, &mut page);
    }
    page + "</body>\n</html>\n"
}

fn article(report: &Report, words: &dyn Fn(&str) -> String, code: &str, page: &mut String) {
    // A word of the interface among words of the article.
    let same = report.language.as_deref() == Some(code);
    let named = |name: &str| {
        let words = escaped(&words(name));
        if same { words } else { format!("<bdi lang=\"{}\">{words}</bdi>", escaped(code)) }
    };
    let language =
        report.language.as_deref().map(|code| format!(" lang=\"{}\"", escaped(code))).unwrap_or_default();
    let direction = if report.rtl { "rtl" } else { "ltr" };
    page.push_str(&format!("<article{language} dir=\"{direction}\">\n"));
    page.push_str(&format!("<h1>{}</h1>\n", escaped(report.title.as_deref().unwrap_or(&report.origin))));
    let origin = if report.origin.starts_with("https://") || report.origin.starts_with("http://") {
        format!("<a href=\"{0}\"><bdi>{0}</bdi></a>", escaped(&report.origin))
    } else {
        format!("<bdi>{}</bdi>", escaped(&report.origin))
    };
    let facts = [report.byline.as_deref(), report.published.as_deref()].into_iter().flatten();
    let facts: Vec<String> =
        facts.map(|fact| format!("<bdi>{}</bdi>", escaped(fact))).chain([origin]).collect();
    page.push_str(&format!("<p class=\"about\">{}</p>\n", facts.join(" · ")));
    for (group, heading) in GROUPS {
        let of = |entry: &&Entry| entry.highlight.kind.kind().group == *group;
        let entries: Vec<&Entry> = report.entries.iter().filter(of).collect();
        if entries.is_empty() {
            continue;
        }
        page.push_str(&format!("<h2>{}</h2>\n", named(heading)));
        if *group == Group::Quotes {
            quotes(&entries, &named, page);
        } else {
            page.push_str("<ul>\n");
            entries.iter().for_each(|entry| page.push_str(&item(entry)));
            page.push_str("</ul>\n");
        }
    }
    marks::html(report, words, &named, escaped, page);
    page.push_str("</article>\n");
}

/// Block quotes under their speakers, in the order in which these first speak.
fn quotes(entries: &[&Entry], named: &dyn Fn(&str) -> String, page: &mut String) {
    let mut speakers: Vec<Option<&str>> = Vec::new();
    for entry in entries {
        if !speakers.contains(&speaker(entry)) {
            speakers.push(speaker(entry));
        }
    }
    for who in speakers {
        let name = who.map_or_else(|| named("unnamed"), |who| format!("<bdi>{}</bdi>", escaped(who)));
        page.push_str(&format!("<h3>{name}</h3>\n"));
        for entry in entries.iter().filter(|entry| speaker(entry) == who) {
            let spoken = escaped(&entry.text);
            let said = match entry.highlight.value(Role::Form) {
                Some("indirect") => format!("<p dir=\"auto\">{spoken}</p>"),
                _ => format!("<p dir=\"auto\"><q>{spoken}</q></p>"),
            };
            let cue =
                entry.mention(Role::Cue).or(entry.highlight.value(Role::Cue)).filter(|cue| !cue.is_empty());
            let cue = cue.map(|cue| format!("<small class=\"cue\"><bdi>{}</bdi></small>", escaped(cue)));
            page.push_str(&format!("<blockquote>{said}{}</blockquote>\n", cue.unwrap_or_default()));
        }
    }
}

fn item(entry: &Entry) -> String {
    let words = escaped(entry.highlight.value(Role::Name).unwrap_or(&entry.text));
    // Nothing but an address of the web is followed: `javascript:` for one is not.
    let address = entry
        .highlight
        .value(Role::Url)
        .filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let words = match address {
        Some(url) => format!("<a href=\"{}\">{words}</a>", escaped(url)),
        None => words,
    };
    match details(entry) {
        Some(more) => format!("<li><bdi>{words}</bdi> <small><bdi>{}</bdi></small></li>\n", escaped(&more)),
        None => format!("<li><bdi>{words}</bdi></li>\n"),
    }
}

/// One line in which no character has a meaning in HTML.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in line(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(c),
        }
    }
    safe
}
