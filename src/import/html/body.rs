//! Which pieces of a page are its article: what Readability and the page's own marks point at, with what
//! they lose (lead, pull quotes, headings) and without what they let through (read-also lines, labels).

use std::collections::{HashMap, HashSet};

use url::Url;

use super::address;
use super::choice::Choice;
use super::dom::{Dom, Id};
use super::ending::Ending;
use super::furniture::{Furniture, Part};
use super::label;
use super::meta::Facts;
use super::names::{BLOCKS, BODIES};
use super::readability;
use super::title::{bones, same, words};
use super::walk::{Piece, pieces};
use super::zones::Zones;

/// What a page comes to.
#[derive(Debug, Default)]
pub struct Body {
    /// The words under the headline that sum it up.
    pub deck: Option<Piece>,
    /// The words over the headline.
    pub kicker: Option<Piece>,
    /// The article, in order.
    pub pieces: Vec<Piece>,
    /// Other articles it names: title and address.
    pub related: Vec<(String, String)>,
    /// Whether no article was found, and these are only the clearest words of the page.
    pub poor: bool,
}

/// Fewer characters than this make no article by themselves.
const LEAST: u32 = 140;

/// The least where the page itself says that it is one.
const BRIEF: u32 = 30;

/// So many words are a sentence and no label.
const SENTENCE: usize = 10;

/// No more other articles than this are taken from a page.
const RELATED: usize = 12;

/// Finds the article.
pub fn find(dom: &Dom, furniture: &Furniture, facts: &Facts, base: Option<&Url>) -> Body {
    let page = dom.first("body").unwrap_or(0);
    let order: Vec<Id> = dom.inside(page).collect();
    let mut kept = readability::kept(dom, furniture);
    let mut mass = kept_mass(dom, furniture, kept.as_deref(), &order);
    if mass[page] < LEAST && facts.headline.is_some() {
        kept = Some(prose(dom, furniture, &order));
        mass = kept_mass(dom, furniture, kept.as_deref(), &order);
    }
    let total = mass[page];
    let marked = order.iter().copied().filter(|id| is_body(dom, *id) && !furniture.is_out(*id));
    let marked = marked.max_by_key(|id| (furniture.own(*id), std::cmp::Reverse(*id)));
    // A page that knows its headline and its day, and marks what is below it, has an article however short.
    let least = if facts.headline.is_some() && facts.published.is_some() { BRIEF } else { LEAST };
    let marked =
        marked.filter(|id| furniture.own(*id) >= least && u64::from(mass[*id]) * 2 >= u64::from(total));
    // What the page puts into one `article` with the headline is the article, whatever else is longer.
    let own =
        facts.headline.and_then(|headline| dom.ancestors(headline).find(|id| dom.name(*id) == "article"));
    let own = own.filter(|id| !furniture.is_out(*id) && beside_headline(dom, furniture, *id, facts) >= BRIEF);
    let marked = marked.or_else(|| own.filter(|_| total < LEAST));
    if total < LEAST && marked.is_none() {
        let mut body = poor(dom, furniture, facts, page, base);
        // A bare page of prose is an article, whoever does not think so.
        let prose = body
            .pieces
            .iter()
            .filter(|piece| piece.linked * 4 < piece.words.len() && words(&piece.words) >= 30);
        body.poor = prose.count() == 0 || furniture.own(page) < LEAST;
        return body;
    }
    let down = |share: u64| {
        let mut at = page;
        while let Some(next) =
            dom.children(at).find(|id| u64::from(mass[*id]) * 100 >= u64::from(total) * share)
        {
            at = next;
        }
        at
    };
    let core = block(dom, marked.unwrap_or_else(|| down(70)));
    let wide = block(dom, if dom.holds(core, down(97)) { core } else { down(97) });
    // It is all of it: what stands beside it is the page's, however much it looks like text.
    let apart = own.filter(|own| {
        let holds_text = || {
            dom.inside(*own).any(|id| {
                dom.name(id) == "p"
                    && !dom.ancestors(id).take_while(|id| id != own).any(|id| dom.name(id) == "header")
            })
        };
        if dom.holds(core, *own) {
            *own != core && u64::from(furniture.own(*own)) * 2 >= u64::from(total)
        } else {
            !dom.holds(*own, core) && marked.is_none() && holds_text()
        }
    });
    let (core, wide) = match (apart, own) {
        (Some(own), _) => (own, own),
        (None, Some(own)) if dom.holds(own, core) && !dom.holds(own, wide) => (core, own),
        _ => (core, wide),
    };
    // From the headline on, where it stands before the core.
    let place = |id: Id| order.iter().position(|other| *other == id);
    let begin =
        facts.headline.filter(|headline| !dom.holds(core, *headline) && place(*headline) < place(core));
    let root = begin.map_or(wide, |headline| around(dom, headline, wide));
    let zones = Zones {
        dom,
        core,
        wide,
        kept: kept.as_deref(),
        from: begin.and_then(place),
        core_at: place(core).unwrap_or(0),
        places: order.iter().enumerate().map(|(at, id)| (*id, at)).collect(),
    };
    let all = pieces(dom, furniture, root, base.cloned(), false);
    let mut body = Choice {
        dom,
        facts,
        base,
        seen: HashMap::new(),
        zones,
        after_label: false,
        ending: Ending::default(),
    }
    .choose(all);
    let boxes = order.iter().copied().filter(|id| {
        furniture.part(*id) == Part::Related
            && dom.parent(*id).is_none_or(|parent| furniture.part(parent) != Part::Related)
    });
    // Boxes in the article, then the one beside it.
    let near =
        |id: &Id| dom.holds(root, *id) || dom.ancestors(core).take(3).any(|outer| dom.holds(outer, *id));
    let boxes: Vec<Id> = boxes.filter(near).collect();
    let headed = order.iter().copied().find(|id| {
        dom.is(*id, &["h2", "h3", "h4", "h5", "h6"])
            && !dom.holds(core, *id)
            && place(*id) > place(core)
            && label::announces_related(&dom.words(*id))
    });
    let headed = headed.and_then(|head| dom.parent(head)).filter(|id| near(id) && !dom.holds(*id, core));
    let inner = boxes.iter().filter(|id| dom.holds(core, **id));
    let outer = boxes.iter().filter(|id| !dom.holds(core, **id)).take(1);
    for id in inner.chain(outer) {
        related_box(dom, furniture, *id, base, &mut body.related);
    }
    if let Some(id) = headed.filter(|_| boxes.iter().all(|id| dom.holds(core, *id))) {
        related_box(dom, furniture, id, base, &mut body.related);
    }
    tidy_related(&mut body, facts, base);
    body
}

/// Characters of an element that may be of the article, without those of the headline.
fn beside_headline(dom: &Dom, furniture: &Furniture, id: Id, facts: &Facts) -> u32 {
    let headline = facts.headline.filter(|headline| dom.holds(id, *headline));
    furniture.own(id) - headline.map_or(0, |headline| furniture.own(headline).min(furniture.own(id)))
}

/// Where Readability finds nothing: the elements that hold sentences of their own, whatever they are called.
fn prose(dom: &Dom, furniture: &Furniture, order: &[Id]) -> Vec<bool> {
    let mut kept = vec![false; dom.len()];
    for &id in order {
        let long = dom.text(id).is_some_and(|text| words(text) >= SENTENCE);
        if let Some(parent) = dom.parent(id).filter(|_| long && !furniture.is_out(id)) {
            kept[parent] = true;
        }
    }
    kept
}

/// Characters of each node that Readability keeps, outside of links.
fn kept_mass(dom: &Dom, furniture: &Furniture, kept: Option<&[bool]>, order: &[Id]) -> Vec<u32> {
    let mut mass = vec![0_u32; dom.len()];
    let Some(kept) = kept else { return mass };
    for &id in order.iter().rev() {
        if let Some(text) = dom.text(id)
            && dom.parent(id).is_some_and(|parent| kept[parent])
            && !furniture.is_out(id)
            && !dom.ancestors(id).take(4).any(|id| dom.name(id) == "a")
        {
            mass[id] = text.split_whitespace().map(|word| word.chars().count() as u32 + 1).sum();
        }
        if let Some(parent) = dom.parent(id) {
            mass[parent] += mass[id];
        }
    }
    mass
}

fn is_body(dom: &Dom, id: Id) -> bool {
    let property = dom.attribute(id, "itemprop").or_else(|| dom.attribute(id, "property"));
    if property.is_some_and(|name| name.to_ascii_lowercase().contains("articlebody")) {
        return true;
    }
    dom.is(id, &["div", "section", "article", "td", "main", "span"])
        && ["class", "id"].into_iter().filter_map(|key| dom.attribute(id, key)).any(|value| {
            value.split_whitespace().any(|name| BODIES.contains(&name.to_ascii_lowercase().as_str()))
        })
}

/// The element itself, or the nearest one around it that begins and ends a piece: old pages put a whole article
/// into one `font`.
fn block(dom: &Dom, id: Id) -> Id {
    [id].into_iter().chain(dom.ancestors(id)).find(|id| dom.is(*id, BLOCKS)).unwrap_or(id)
}

/// The nearest node around both.
fn around(dom: &Dom, one: Id, other: Id) -> Id {
    [other].into_iter().chain(dom.ancestors(other)).find(|id| dom.holds(*id, one)).unwrap_or(other)
}

/// The other articles in a box of them.
fn related_box(
    dom: &Dom,
    furniture: &Furniture,
    id: Id,
    base: Option<&Url>,
    into: &mut Vec<(String, String)>,
) {
    // What everybody reads is not what this article names.
    let head = dom.inside(id).take(60).find(|id| dom.is(*id, &["h1", "h2", "h3", "h4", "h5", "strong", "b"]));
    let first = dom.inside(id).take(60).filter_map(|id| dom.text(id)).find(|text| !text.trim().is_empty());
    if first.is_some_and(label::is_of_page) || head.is_some_and(|head| label::is_of_page(&dom.words(head))) {
        return;
    }
    let links = dom.inside(id).filter(|id| dom.name(*id) == "a" && !furniture.is_hidden(*id));
    for link in links.take(8) {
        let (title, Some(href)) = (dom.words(link), dom.attribute(link, "href")) else { continue };
        if let Some(to) = address::of(base, href).filter(|to| !to.starts_with("mailto:")) {
            let title = label::without_related(&title).to_owned();
            if words(&title) >= 3 {
                into.push((title, String::from(&*to)));
            }
        }
    }
}

fn tidy_related(body: &mut Body, facts: &Facts, base: Option<&Url>) {
    let mut seen = HashSet::new();
    body.related.retain(|(title, address)| {
        let here = base.is_some_and(|base| base.as_str().split('#').next() == address.split('#').next());
        let own = facts.title.as_deref().is_some_and(|own| same(own, title));
        words(title) >= 2 && !here && !own && seen.insert(bones(title))
    });
    body.related.truncate(RELATED);
}

/// No article: what of the page can be read.
fn poor(dom: &Dom, furniture: &Furniture, facts: &Facts, page: Id, base: Option<&Url>) -> Body {
    let readable = |all: bool| {
        let mut seen = HashSet::new();
        let mut found = pieces(dom, furniture, page, base.cloned(), all);
        found.retain(|piece| {
            let own = facts.headline.is_some_and(|id| dom.holds(id, piece.element));
            !own && (all || words(&piece.words) >= 2 || piece.linked == 0) && seen.insert(bones(&piece.words))
        });
        found
    };
    let mut found = readable(false);
    if found.iter().map(|piece| piece.words.len()).sum::<usize>() < 80 {
        found = readable(true);
    }
    Body { pieces: found, poor: true, ..Body::default() }
}
