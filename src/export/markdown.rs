//! Markdown (CommonMark): quotes as block quotes under their speakers, the rest as lists.

use super::report::{details, speaker};
use super::text::GROUPS;
use super::{Entry, Report, line, marks};
use crate::article::Article;
use crate::document::BlockKind;
use crate::highlight::{Group, Role};

/// The report as a Markdown document. `words` gives the interface's word for a name of its string tables.
pub fn markdown(report: &Report, words: &dyn Fn(&str) -> String) -> String {
    let mut page = format!("# {}\n\n", escaped(report.title.as_deref().unwrap_or(&report.origin)));
    let facts = [report.byline.as_deref(), report.published.as_deref(), Some(&report.origin)];
    let facts: Vec<String> = facts.into_iter().flatten().map(escaped).collect();
    page.push_str(&format!("{}\n", facts.join(" · ")));
    for (group, heading) in GROUPS {
        let of = |entry: &&Entry| entry.highlight.kind.kind().group == *group;
        let entries: Vec<&Entry> = report.entries.iter().filter(of).collect();
        if entries.is_empty() {
            continue;
        }
        page.push_str(&format!("\n## {}\n", escaped(&words(heading))));
        if *group == Group::Quotes {
            quotes(&entries, words, &mut page);
        } else {
            page.push('\n');
            entries.iter().for_each(|entry| page.push_str(&item(entry)));
        }
    }
    marks::markdown(report, words, escaped, &mut page);
    page
}

/// The text of an article, paragraph by paragraph.
pub fn markdown_text(article: &Article, words: &dyn Fn(&str) -> String) -> String {
    let mut page = format!("\n## {}\n", escaped(&words("article")));
    for number in 0..article.chunks.count() {
        let chunk = article.chunks.load(number);
        for block in chunk.blocks.iter() {
            let text = escaped(chunk.slice(block.span));
            page.push_str(&match block.kind {
                BlockKind::Headline | BlockKind::Heading(_) => format!("\n### {text}\n"),
                BlockKind::Item(_) => format!("\n- {text}\n"),
                _ => format!("\n{text}\n"),
            });
        }
    }
    page
}

/// Block quotes under their speakers, each speaker once, in the order in which they first speak.
fn quotes(entries: &[&Entry], words: &dyn Fn(&str) -> String, page: &mut String) {
    let mut speakers: Vec<Option<&str>> = Vec::new();
    for entry in entries {
        let speaker = speaker(entry);
        if !speakers.contains(&speaker) {
            speakers.push(speaker);
        }
    }
    for who in speakers {
        page.push_str(&format!("\n### {}\n", who.map_or_else(|| words("unnamed"), escaped)));
        for entry in entries.iter().filter(|entry| speaker(entry) == who) {
            let direct = entry.highlight.value(Role::Form) != Some("indirect");
            let spoken = escaped(&entry.text);
            page.push_str(&if direct { format!("\n> «{spoken}»\n") } else { format!("\n> {spoken}\n") });
            let cue =
                entry.mention(Role::Cue).or(entry.highlight.value(Role::Cue)).filter(|cue| !cue.is_empty());
            if let Some(cue) = cue {
                page.push_str(&format!(">\n> — {}\n", escaped(cue)));
            }
        }
    }
}

fn item(entry: &Entry) -> String {
    let words = escaped(entry.highlight.value(Role::Name).unwrap_or(&entry.text));
    let words = match entry.highlight.value(Role::Url) {
        Some(url) => format!("[{words}](<{}>)", line(url).replace(['<', '>', '\\'], "")),
        None => words,
    };
    match details(entry) {
        Some(more) => format!("- {words} ({})\n", escaped(&more)),
        None => format!("- {words}\n"),
    }
}

/// One line in which no character has a meaning in Markdown.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for (at, c) in line(text).char_indices() {
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' => true,
            '#' | '+' | '-' | '=' => at == 0,
            _ => false,
        };
        if special {
            safe.push('\\');
        }
        safe.push(c);
    }
    // `1. ` and `1) ` begin a list.
    let digits = safe.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && matches!(safe.as_bytes().get(digits), Some(b'.' | b')')) {
        safe.insert(digits, '\\');
    }
    safe
}
