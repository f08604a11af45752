//! What Readability (Mozilla's algorithm, by legible) takes for the article.
//!
//! It is asked as a witness: the page goes to it with a mark on every element, and of what comes back only
//! the marks are read. The words are read from the page itself, so that nothing is lost or moved on the way.

use super::dom::{Dom, Id};
use super::furniture::Furniture;
use super::parse::parse;

/// What the marks begin with. The number is in the attribute's *name*: where elements are merged their
/// attributes come together, and no mark is lost.
const MARK: &str = "data-q";

/// Attributes that it looks at.
const LOOKED_AT: &[&str] = &["class", "id", "itemprop", "role", "href", "rel", "style"];

/// Elements without an end tag.
const VOID: &[&str] = &["br", "hr", "img", "wbr", "col", "area", "base", "link", "meta", "param"];

/// Which elements it keeps; `None` where it finds no article.
pub fn kept(dom: &Dom, furniture: &Furniture) -> Option<Vec<bool>> {
    let body = dom.first("body").unwrap_or(0);
    let html = marked(dom, body, furniture);
    // A short article is one too: where all else is furniture, 500 characters are not to be waited for.
    let options = legible::Options::new().disable_json_ld(true).char_threshold(200);
    let article = legible::parse(&html, None, Some(options)).ok()?;
    let mut kept = vec![false; dom.len()];
    let answer = parse(&article.content);
    for id in answer.inside(0) {
        for attribute in answer.attributes(id) {
            let number = attribute.name.local.strip_prefix(MARK).and_then(|number| number.parse::<Id>().ok());
            if let Some(kept) = number.and_then(|number| kept.get_mut(number)) {
                *kept = true;
            }
        }
    }
    Some(kept)
}

/// The page as HTML, without its furniture, every element marked.
fn marked(dom: &Dom, body: Id, furniture: &Furniture) -> String {
    let mut html = String::from("<!DOCTYPE html><html><head><title></title></head><body>");
    let mut open: Vec<Id> = Vec::new();
    let mut at = dom.children(body).next();
    while let Some(id) = at {
        while let Some(&last) = open.last() {
            if dom.parent(id) == Some(last) {
                break;
            }
            open.pop();
            close(dom, last, &mut html);
        }
        let name = dom.name(id);
        let skipped = furniture.is_out(id);
        if let Some(text) = dom.text(id).filter(|_| !skipped) {
            escape(text, &mut html);
        } else if !skipped && !name.is_empty() {
            html.push('<');
            html.push_str(name);
            html.push_str(&format!(" {MARK}{id}"));
            for attribute in dom.attributes(id).iter().filter(|a| LOOKED_AT.contains(&&*a.name.local)) {
                html.push_str(&format!(" {}=\"", &*attribute.name.local));
                escape(&attribute.value, &mut html);
                html.push('"');
            }
            html.push('>');
            if !VOID.contains(&name) {
                open.push(id);
            }
        }
        let inside = if skipped { None } else { dom.children(id).next() };
        at = inside.or_else(|| dom.past(id, body));
    }
    while let Some(id) = open.pop() {
        close(dom, id, &mut html);
    }
    html.push_str("</body></html>");
    html
}

fn close(dom: &Dom, id: Id, html: &mut String) {
    html.push_str("</");
    html.push_str(dom.name(id));
    html.push('>');
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(c),
        }
    }
}
