//! What an element says of what stands in it: its direction, its language, whether a table is data, the number
//! of an item.

use super::dom::{Dom, Id};
use crate::lexicon;
use crate::text::bidi::Direction;
use crate::text::language::LanguageId;

/// The direction that the page gives to what stands in `id`: not the whole page's, which is often wrong for
/// a paragraph in another language and right for one that shows none.
pub fn direction_of(dom: &Dom, id: Id) -> Option<Direction> {
    for id in [id].into_iter().chain(dom.ancestors(id)) {
        if dom.is(id, &["html", "body"]) {
            return None;
        }
        match dom.attribute(id, "dir").map(str::to_ascii_lowercase).as_deref() {
            Some("rtl") => return Some(Direction::RightToLeft),
            Some("ltr") => return Some(Direction::LeftToRight),
            Some("auto") => return None,
            _ => {}
        }
    }
    None
}

/// The language that the page gives to what stands in `id`, again not the whole page's.
pub fn language_of(dom: &Dom, id: Id) -> Option<LanguageId> {
    for id in [id].into_iter().chain(dom.ancestors(id)) {
        if dom.is(id, &["html", "body"]) {
            return None;
        }
        if let Some(code) = dom.attribute(id, "lang") {
            return by_tag(code);
        }
    }
    None
}

/// The language of a tag of BCP 47.
pub fn by_tag(tag: &str) -> Option<LanguageId> {
    let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    lexicon::by_code(&primary).or_else(|| {
        lexicon::all().find(|(_, lexicon)| lexicon.other_codes.contains(&primary.as_str())).map(|(id, _)| id)
    })
}

/// Whether a table holds data and not the page's layout: several rows of several short cells.
pub fn is_data(dom: &Dom, table: Id) -> bool {
    let (mut rows, mut cells, mut long) = (0, 0, 0);
    // A cell that reaches over several stands for as many.
    let span = |id, name| dom.attribute(id, name).and_then(|n| n.trim().parse::<usize>().ok()).unwrap_or(1);
    for id in dom.inside(table).take(4000) {
        match dom.name(id) {
            "table" if id != table => return false,
            "tr" => rows += 1,
            "td" | "th" => {
                cells += span(id, "colspan").clamp(1, 50) * span(id, "rowspan").clamp(1, 50);
                let blocks = dom
                    .inside(id)
                    .take(200)
                    .filter(|id| dom.is(*id, &["p", "div", "h1", "h2", "h3", "article"]))
                    .count();
                long += usize::from(
                    blocks > 2
                        || dom
                            .inside(id)
                            .take(200)
                            .filter_map(|id| dom.text(id))
                            .map(str::len)
                            .sum::<usize>()
                            > 600,
                );
            }
            _ => {}
        }
    }
    rows >= 1 && cells >= rows * 2 && long * 4 <= cells && cells >= 2 && !(rows == 1 && long > 0)
}

/// The number of an item in a numbered list.
pub fn number(dom: &Dom, item: Id) -> Option<i64> {
    let list = dom.parent(item).filter(|list| dom.name(*list) == "ol")?;
    let start: i64 = dom.attribute(list, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
    let mut before = 0;
    let mut at = dom.before(item);
    while let Some(id) = at {
        before += i64::from(dom.name(id) == "li");
        if before > 2000 {
            return None;
        }
        at = dom.before(id);
    }
    Some(start.saturating_add(before))
}

/// The names of an element's classes, in small letters.
fn classes(dom: &Dom, id: Id) -> impl Iterator<Item = String> {
    let all = dom.attribute(id, "class").into_iter();
    all.flat_map(|class| class.split_whitespace().take(40).map(str::to_ascii_lowercase))
}

/// Whether an element is called a pull quote.
pub fn is_pull_quote(dom: &Dom, id: Id) -> bool {
    const NAMES: &[&str] =
        &["aside", "div", "p", "section", "span", "q", "em", "strong", "b", "i", "cite", "figure"];
    dom.is(id, NAMES)
        && classes(dom, id).any(|name| {
            let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
            bare.contains("pullquote")
                || bare == "pquote"
                || bare.ends_with("quote")
                || bare.starts_with("quote")
        })
        && is_brief(dom, id)
}

/// Whether an element is called a caption.
pub fn is_caption(dom: &Dom, id: Id) -> bool {
    const NAMES: &[&str] = &["p", "div", "span", "em", "i", "small", "td", "strong", "b", "dd"];
    dom.is(id, NAMES)
        && classes(dom, id).any(|name| {
            let picture = ["img", "image", "photo", "pic", "media"].iter().any(|one| name.contains(one));
            name.contains("caption")
                || picture
                    && ["-cap", "_cap", "cap", "desc", "description", "credit"]
                        .iter()
                        .any(|one| name.ends_with(one))
        })
        && is_brief(dom, id)
        && !dom.inside(id).take(60).any(|id| dom.is(id, &["h2", "h3", "blockquote"]))
}

/// Whether an element holds no more than some sentences.
fn is_brief(dom: &Dom, id: Id) -> bool {
    let mut seen = 0;
    for id in dom.inside(id).take(120) {
        seen += dom.text(id).map_or(0, str::len);
        if seen > 1600 {
            return false;
        }
    }
    true
}

/// Whether an inline element stands as a block: a caption, a pull quote, a button that opens a part of the article.
pub fn is_set_apart(dom: &Dom, id: Id) -> bool {
    dom.name(id) == "button"
        || dom.is(id, &["span", "q", "em", "i", "small", "strong", "b", "cite"])
            && (is_pull_quote(dom, id) || is_caption(dom, id))
}

/// Whether elements of this name are headings.
pub fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "h7")
}

/// Whether an element stands beside a picture in its figure: who made it.
pub fn is_in_figure(dom: &Dom, id: Id) -> bool {
    let mut around = dom.ancestors(id).take(6);
    around
        .find(|id| dom.is(*id, &["figure", "figcaption", "blockquote", "table", "pre", "li", "article"]))
        .is_some_and(|id| dom.name(id) == "figure")
        && is_brief(dom, id)
}
