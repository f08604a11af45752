//! What on a page is not its article: menus, share bars, comments, cookie notes, boxes of other articles.
//! Told by elements, roles and the names that pages give their parts (class, id). Those names are of the
//! trade and in English everywhere; what a *reader* sees of a label is a lexicon's matter.
//!
//! Nothing that holds much of a page's words is judged by its name alone: themes name whole pages
//! `has-sidebar`, and old servers put a page into one form.

use super::accordion;
use super::dom::{Dom, Id};
use super::names::{HIDDEN, NAMES, OUT, RELATED, ROLES, SOFT, SOFT_WORDS, UNSEEN, WORDS};

/// What a part of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It may be of the article.
    Open,
    /// A box of other articles.
    Related,
    /// Menus, share bars and the like.
    Out,
    /// Not seen by anybody: scripts, what is hidden.
    Hidden,
}

/// The verdict on every node of a page.
pub struct Furniture {
    parts: Vec<Part>,
    /// Characters inside each node that are seen, and those of them in links.
    mass: Vec<(u32, u32)>,
}

impl Furniture {
    /// Judges every node of a page.
    pub fn of(dom: &Dom) -> Self {
        let mut furniture = Furniture { parts: vec![Part::Hidden; dom.len()], mass: Vec::new() };
        let order: Vec<Id> = dom.inside(0).collect();
        // First what nobody sees: the rest is weighed by what is left.
        furniture.spread(dom, &order, |dom, id, _| hidden(dom, id));
        furniture.mass = mass(dom, &order, |id| furniture.parts[id] == Part::Open);
        let all = furniture.own(0).max(1);
        let headed = headed(dom, &order);
        let masses = std::mem::take(&mut furniture.mass);
        let prose = prose(dom, &order);
        let hidden = furniture.parts.clone();
        furniture.spread(dom, &order, |dom, id, _| {
            if hidden[id] == Part::Hidden {
                return Part::Hidden;
            }
            let (seen, linked) = masses[id];
            let heavy = u64::from(seen - linked) * 100 >= u64::from(all) * 45;
            if heavy || headed[id] {
                return Part::Open;
            }
            if dom.is(id, &["ul", "ol"])
                && seen > 0
                && u64::from(linked) * 100 >= u64::from(seen) * 90
                && is_contents(dom, id)
            {
                return Part::Out;
            }
            if dom.is(id, &["div", "section", "aside", "figure"]) && is_skipped(dom, id) {
                return Part::Out;
            }
            if seen < CALL && dom.is(id, &["div", "section", "aside"]) && asks_for_mail(dom, id) {
                return Part::Out;
            }
            // Sentences, and hardly a link among them.
            judged(dom, id, prose[id] >= PROSE && u64::from(linked) * 4 < u64::from(seen))
        });
        furniture.mass = mass(dom, &order, |id| furniture.parts[id] == Part::Open);
        furniture
    }

    /// Gives each node the verdict of the node around it, where that is not open, or its own.
    fn spread(&mut self, dom: &Dom, order: &[Id], judge: impl Fn(&Dom, Id, &[Part]) -> Part) {
        for &id in order {
            let around = dom.parent(id).map_or(Part::Open, |parent| self.parts[parent]);
            self.parts[id] = if around == Part::Open { judge(dom, id, &self.parts) } else { around };
        }
    }

    /// What a node is.
    pub fn part(&self, id: Id) -> Part {
        self.parts[id]
    }

    /// Whether it is not of the article.
    pub fn is_out(&self, id: Id) -> bool {
        self.parts[id] != Part::Open
    }

    /// Whether nobody sees it.
    pub fn is_hidden(&self, id: Id) -> bool {
        self.parts[id] == Part::Hidden
    }

    /// Characters inside `id` that may be of the article and are not in links.
    pub fn own(&self, id: Id) -> u32 {
        self.mass[id].0 - self.mass[id].1
    }
}

/// Characters inside each node that `counts`, and those of them in links.
fn mass(dom: &Dom, order: &[Id], counts: impl Fn(Id) -> bool) -> Vec<(u32, u32)> {
    let mut mass = vec![(0_u32, 0_u32); dom.len()];
    for &id in order.iter().rev() {
        if let Some(text) = dom.text(id).filter(|_| counts(id)) {
            mass[id].0 = text.split_whitespace().map(|word| word.chars().count() as u32 + 1).sum();
        }
        if dom.name(id) == "a" {
            mass[id].1 = mass[id].0;
        }
        if let Some(parent) = dom.parent(id) {
            let (seen, linked) = mass[id];
            mass[parent].0 += seen;
            mass[parent].1 += linked;
        }
    }
    mass
}

/// The nodes around a first heading of some words, and those that say that they are the article's body.
fn headed(dom: &Dom, order: &[Id]) -> Vec<bool> {
    let mut headed = vec![false; dom.len()];
    for &id in order {
        let heading = dom.name(id) == "h1" && dom.words(id).split_whitespace().count() >= 3;
        let body = dom.attribute(id, "itemprop").is_some_and(|name| name.eq_ignore_ascii_case("articlebody"));
        if heading || body || dom.is(id, &["html", "body", "main"]) {
            let outer = [id].into_iter().chain(dom.ancestors(id));
            for id in outer {
                if headed[id] {
                    break;
                }
                headed[id] = !dom.is(id, &["nav", "footer", "aside"]);
            }
        }
    }
    headed
}

/// Characters of text that make it prose.
const PROSE: u32 = 90;

/// Words that make a stretch of text a sentence's and no label's.
const SENTENCE: usize = 8;

/// Characters inside each node that stand in stretches as long as sentences, outside of links.
fn prose(dom: &Dom, order: &[Id]) -> Vec<u32> {
    let mut prose = vec![0_u32; dom.len()];
    for &id in order.iter().rev() {
        if let Some(text) = dom.text(id) {
            let words = text.split_whitespace().count();
            prose[id] = if words >= SENTENCE { text.trim().chars().count() as u32 } else { 0 };
        } else if dom.is(id, &["a", "script", "style"]) {
            prose[id] = 0;
        }
        if let Some(parent) = dom.parent(id) {
            prose[parent] += prose[id];
        }
    }
    prose
}

fn hidden(dom: &Dom, id: Id) -> Part {
    if dom.text(id).is_some() {
        return Part::Open;
    }
    let style = dom.attribute(id, "style").map(|style| style.replace(' ', "").to_ascii_lowercase());
    let styled = style.is_some_and(|style| {
        ["display:none", "visibility:hidden", "font-size:0px", "font-size:0;", "clip:rect(0", "clip:rect(1px"]
            .iter()
            .any(|one| style.contains(one))
            || is_off_screen(&style)
    });
    let unseen = names(dom, id).any(|name| UNSEEN.iter().any(|one| name.starts_with(one)));
    let told = dom.attribute(id, "hidden").is_some() && dom.attribute(id, "hidden") != Some("until-found");
    // What a script shows later may be the article itself: much text is never hidden for good.
    let much = || {
        dom.inside(id).filter_map(|id| dom.text(id)).map(str::len).sum::<usize>() > 1500
            && dom.inside(id).filter(|id| dom.name(*id) == "p").count() >= 3
    };
    let answers = || accordion::is_answer(dom, id);
    if dom.is(id, HIDDEN)
        || dom.name(id) == "ins"
            && (class_of(dom, id).contains("ads") || dom.attribute(id, "data-ad-client").is_some())
        || (styled || told) && !much() && !answers()
        || unseen && !much()
    {
        Part::Hidden
    } else {
        Part::Open
    }
}

/// Whether a style moves an element so far away that nobody sees it.
fn is_off_screen(style: &str) -> bool {
    ["left:-", "top:-", "right:-", "text-indent:-"].iter().any(|one| {
        let moved = style.split(one).skip(1);
        moved.map(|rest| rest.bytes().take_while(u8::is_ascii_digit).count()).any(|digits| digits >= 4)
    })
}

fn class_of(dom: &Dom, id: Id) -> String {
    dom.attribute(id, "class").unwrap_or_default().to_ascii_lowercase()
}

/// Whether an element begins with a link that skips it: to its own last part.
fn is_skipped(dom: &Dom, id: Id) -> bool {
    let mut parts = dom.children(id).take(40).filter(|id| !dom.name(*id).is_empty());
    let Some(first) = parts.next().filter(|id| dom.name(*id) == "a") else { return false };
    let Some(name) = dom.attribute(first, "href").and_then(|href| href.strip_prefix('#')) else {
        return false;
    };
    !name.is_empty() && parts.last().is_some_and(|last| dom.attribute(last, "id") == Some(name))
}

/// Characters that a call to subscribe has at the most.
const CALL: u32 = 300;

/// Whether an element has a field for an address of mail in it.
fn asks_for_mail(dom: &Dom, id: Id) -> bool {
    dom.inside(id).take(60).any(|id| {
        dom.name(id) == "input"
            && dom.attribute(id, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("email"))
    })
}

/// Whether a list is nothing but links to places in the page: its contents.
fn is_contents(dom: &Dom, id: Id) -> bool {
    let mut links = 0;
    for id in dom.inside(id).take(400).filter(|id| dom.name(*id) == "a") {
        if !dom.attribute(id, "href").is_some_and(|href| href.len() > 1 && href.starts_with('#')) {
            return false;
        }
        links += 1;
    }
    links >= 2
}

/// The names that a page gives an element, in small letters.
fn names(dom: &Dom, id: Id) -> impl Iterator<Item = String> {
    ["class", "id"]
        .into_iter()
        .filter_map(move |key| dom.attribute(id, key))
        .flat_map(|value| value.split_whitespace().take(40).map(str::to_ascii_lowercase))
}

/// What an element is by what it is called; `prose`: whether it holds some.
fn judged(dom: &Dom, id: Id, prose: bool) -> Part {
    if dom.text(id).is_some() {
        return Part::Open;
    }
    let in_quotation = || dom.ancestors(id).take(6).any(|id| dom.is(id, &["blockquote", "figure"]));
    let opens = || dom.name(id) == "button" && accordion::is_question(dom, id);
    if dom.is(id, OUT) && !(dom.name(id) == "footer" && in_quotation()) && !opens() {
        return Part::Out;
    }
    if dom
        .attribute(id, "role")
        .is_some_and(|role| ROLES.contains(&role.trim().to_ascii_lowercase().as_str()))
    {
        return Part::Out;
    }
    if dom.attribute(id, "aria-hidden") == Some("true") {
        return Part::Out;
    }
    // Prose with a field to write in is a call to subscribe.
    let is_prose =
        || prose && !dom.inside(id).take(300).any(|id| dom.is(id, &["input", "textarea", "select"]));
    // A theme lists what an article is about in its classes: `tag-advertising`, `category-popular`.
    let of_post = names(dom, id).any(|name| matches!(name.as_str(), "hentry" | "type-post" | "post"));
    let mut part = Part::Open;
    for name in names(dom, id) {
        if of_post
            && ["tag-", "category-", "post-", "type-", "status-", "format-"]
                .iter()
                .any(|one| name.starts_with(one))
        {
            continue;
        }
        if name.contains("quote") || name.contains("tweet") {
            return Part::Open;
        }
        if RELATED.iter().any(|one| name.contains(one)) {
            if !is_prose() {
                part = Part::Related;
            }
        } else if (SOFT_WORDS.contains(&name.as_str()) || SOFT.iter().any(|one| name.contains(one)))
            && !is_prose()
            || WORDS.contains(&name.as_str())
            || NAMES.iter().any(|one| name.contains(one))
            || is_share(&name)
            || is_comment(&name)
            || is_ad(&name)
        {
            return Part::Out;
        }
    }
    part
}

fn is_share(name: &str) -> bool {
    name.contains("share") && !name.contains("shared")
}

fn is_comment(name: &str) -> bool {
    name.contains("comment") && !name.contains("commentary") && !name.contains("commentator")
}

fn is_ad(name: &str) -> bool {
    ["ad-", "ads-", "ad_", "ads_", "adv-"].iter().any(|one| name.starts_with(one))
        || name.ends_with("-ads")
        || name.ends_with("-ad")
}
