//! Which pieces of a page are its article: what Readability and the page's own marks point at, with what
//! they lose (lead, pull quotes, headings) and without what they let through (read-also lines, labels).

use std::collections::HashSet;

use url::Url;

use super::dom::{Dom, Id};
use super::furniture::{Furniture, Part};
use super::label;
use super::meta::{Facts, is_alike, same};
use super::readability;
use super::walk::{Piece, pieces};
use crate::document::{BlockKind, MarkKind};

/// What a page comes to.
#[derive(Debug, Default)]
pub struct Body {
    /// The words under the headline that sum it up.
    pub deck: Option<Piece>,
    /// The article, in order.
    pub pieces: Vec<Piece>,
    /// Other articles it names: title and address.
    pub related: Vec<(String, String)>,
    /// Whether no article was found, and these are only the clearest words of the page.
    pub poor: bool,
}

/// Fewer characters than this make no article by themselves.
const LEAST: u32 = 140;

/// No more other articles than this are taken from a page.
const RELATED: usize = 12;

/// Classes of elements that hold an article's body, on the systems that most papers run on.
const BODIES: &[&str] = &[
    "articlebody",
    "article-body",
    "article_body",
    "article__body",
    "article-content",
    "article_content",
    "articlecontent",
    "article__content",
    "article-text",
    "articletext",
    "article-details",
    "articledetails",
    "entry-content",
    "post-content",
    "post_content",
    "post-body",
    "post_body",
    "postbody",
    "single-content",
    "td-post-content",
    "story-body",
    "story_body",
    "story-content",
    "storybody",
    "story-text",
    "field-name-body",
    "field--name-body",
    "node__content",
    "news-content",
    "news_content",
    "newscontent",
    "news-body",
    "news-details",
    "news-text",
    "newstext",
    "item-text",
    "itemfulltext",
    "item-page",
    "content-body",
    "content__body",
    "contentbody",
    "body-text",
    "bodytext",
    "wysiwyg",
    "rich-text",
    "richtext",
    "paragraph-list",
    "main-content-body",
    "the-content",
    "post-text",
    "detail-body",
    "details-body",
    "amp-wp-article-content",
    "blog-post-content",
    "texttosee",
    "details",
];

/// Finds the article.
pub fn find(dom: &Dom, furniture: &Furniture, facts: &Facts, base: Option<&Url>) -> Body {
    let page = dom.first("body").unwrap_or(0);
    let kept = readability::kept(dom, furniture);
    let order: Vec<Id> = dom.inside(page).collect();
    let mass = kept_mass(dom, furniture, kept.as_deref(), &order);
    let total = mass[page];
    let marked = order.iter().copied().filter(|id| is_body(dom, *id) && !furniture.is_out(*id));
    let marked = marked.max_by_key(|id| (furniture.own(*id), std::cmp::Reverse(*id)));
    let marked =
        marked.filter(|id| furniture.own(*id) >= LEAST && u64::from(mass[*id]) * 2 >= u64::from(total));
    if total < LEAST && marked.is_none() {
        return poor(dom, furniture, facts, page, base);
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
    let core = marked.unwrap_or_else(|| down(70));
    let wide = if dom.holds(core, down(97)) { core } else { down(97) };
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
    let mut body = Choice { dom, facts, base, seen: HashSet::new(), zones, after_label: false }.choose(all);
    let boxes = order.iter().copied().filter(|id| {
        furniture.part(*id) == Part::Related
            && dom.parent(*id).is_none_or(|parent| furniture.part(parent) != Part::Related)
    });
    // Boxes in the article, then the one beside it.
    let near =
        |id: &Id| dom.holds(root, *id) || dom.ancestors(core).take(3).any(|outer| dom.holds(outer, *id));
    let boxes: Vec<Id> = boxes.filter(near).collect();
    let inner = boxes.iter().filter(|id| dom.holds(core, **id));
    let outer = boxes.iter().filter(|id| !dom.holds(core, **id)).take(1);
    for id in inner.chain(outer) {
        related_box(dom, furniture, *id, base, &mut body.related);
    }
    tidy_related(&mut body, facts, base);
    body
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

/// The nearest node around both.
fn around(dom: &Dom, one: Id, other: Id) -> Id {
    [other].into_iter().chain(dom.ancestors(other)).find(|id| dom.holds(*id, one)).unwrap_or(other)
}

/// Where a piece stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    /// In the element that holds most of the article.
    Core,
    /// Between the headline and it.
    Front,
    /// Elsewhere, where Readability keeps it.
    Kept,
    /// Elsewhere.
    Outside,
}

struct Zones<'a> {
    dom: &'a Dom,
    core: Id,
    wide: Id,
    kept: Option<&'a [bool]>,
    from: Option<usize>,
    core_at: usize,
    places: std::collections::HashMap<Id, usize>,
}

impl Zones<'_> {
    fn of(&self, element: Id) -> Zone {
        let at = self.places.get(&element).copied().unwrap_or(0);
        if self.dom.holds(self.core, element) {
            Zone::Core
        } else if self.from.is_some_and(|from| at > from) && at < self.core_at {
            Zone::Front
        } else if self.kept.is_some_and(|kept| kept[element]) && self.dom.holds(self.wide, element) {
            Zone::Kept
        } else {
            Zone::Outside
        }
    }
}

/// Piece by piece: what it is.
struct Choice<'a> {
    dom: &'a Dom,
    facts: &'a Facts,
    base: Option<&'a Url>,
    /// Words that stood already: pages repeat captions and pull quotes.
    seen: HashSet<String>,
    zones: Zones<'a>,
    /// Whether the line before was a read-also label.
    after_label: bool,
}

impl Choice<'_> {
    fn choose(mut self, all: Vec<Piece>) -> Body {
        let mut body = Body::default();
        let mut before_headline = self.facts.headline.is_some_and(|id| self.dom.holds(self.zones.core, id));
        for mut piece in all {
            if self.facts.headline.is_some_and(|id| self.dom.holds(id, piece.element)) {
                before_headline = false;
                continue;
            }
            let zone = self.zones.of(piece.element);
            if zone == Zone::Outside {
                continue;
            }
            let text = super::squeeze(&piece.words);
            // Above the headline, in the same element: a section's name, a date, a breadcrumb.
            if before_headline && words(&text) < 15 {
                continue;
            }
            if self.is_related(&piece, &text, &mut body) || self.is_of_the_page(&piece, &text, zone) {
                continue;
            }
            if zone == Zone::Front {
                if body.deck.is_none()
                    && body.pieces.iter().all(|piece| piece.kind == BlockKind::Caption)
                    && self.is_deck(&piece, &text)
                {
                    self.seen.insert(bones(&text));
                    body.deck = Some(Piece { kind: BlockKind::Deck, ..piece });
                    continue;
                }
                let prose = words(&text) >= 12 && piece.linked * 4 < piece.words.len();
                if !(piece.kind == BlockKind::Caption && words(&text) >= 2 || prose) {
                    continue;
                }
            }
            let key = bones(&text);
            if !self.seen.insert(key) && words(&text) >= 4 {
                continue;
            }
            if label::is_source(&text) && words(&text) <= 12 {
                piece.kind = BlockKind::Source;
            }
            body.pieces.push(piece);
        }
        // Headings with nothing under them are heads of what was left out.
        while body.pieces.last().is_some_and(|piece| matches!(piece.kind, BlockKind::Heading(_))) {
            body.pieces.pop();
        }
        if body.deck.is_none()
            && let Some(first) = body.pieces.first()
            && matches!(first.kind, BlockKind::Heading(_))
            && self.is_deck(first, &super::squeeze(&first.words))
        {
            let first = body.pieces.remove(0);
            body.deck = Some(Piece { kind: BlockKind::Deck, ..first });
        }
        body
    }

    /// Whether the piece names other articles; those go where they belong.
    fn is_related(&mut self, piece: &Piece, text: &str, body: &mut Body) -> bool {
        let links = || {
            piece.marks.iter().filter(|mark| mark.kind == MarkKind::Link).filter_map(|mark| {
                let title = super::squeeze(&piece.words[mark.span.within(0)]);
                Some((title, mark.value.as_deref()?.to_owned()))
            })
        };
        let linked = piece.linked * 100 >= piece.words.trim().len() * 85;
        if label::begins_related(text) {
            let found: Vec<_> = links().filter(|(title, _)| words(title) >= 2).collect();
            self.after_label = found.is_empty();
            if !found.is_empty() || words(text) <= 5 {
                // The label may be in the link too.
                body.related.extend(
                    found
                        .into_iter()
                        .map(|(title, address)| (label::without_related(&title).to_owned(), address)),
                );
                return true;
            }
            return false;
        }
        if linked && piece.linked > 0 && !matches!(piece.kind, BlockKind::Quotation | BlockKind::Caption) {
            let found: Vec<_> = links().collect();
            // A line that is nothing but a link, in the body: to another article of the site, in most papers.
            let of_site = found.iter().all(|(title, address)| words(title) >= 4 && self.is_of_site(address));
            if self.after_label || of_site {
                body.related.extend(found);
                return true;
            }
            return false;
        }
        self.after_label = false;
        false
    }

    fn is_of_site(&self, address: &str) -> bool {
        let host = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
        match (self.base.and_then(host), Url::parse(address).ok().as_ref().and_then(host)) {
            (Some(own), Some(other)) => {
                own == other || other.ends_with(&format!(".{own}")) || own.ends_with(&format!(".{other}"))
            }
            _ => true,
        }
    }

    /// Whether the piece is the page's and not the article's: a label, a share line, the byline again.
    fn is_of_the_page(&self, piece: &Piece, text: &str, zone: Zone) -> bool {
        let count = words(text);
        if label::is_of_page(text) {
            return true;
        }
        let linked = piece.linked * 100 >= piece.words.trim().len() * 70 && piece.linked > 0;
        if linked && (count <= 3 || zone != Zone::Core) && !matches!(piece.kind, BlockKind::Quotation) {
            return true;
        }
        let heading = matches!(piece.kind, BlockKind::Heading(_));
        if (heading || zone == Zone::Front || piece.kind == BlockKind::Caption)
            && self.facts.title.as_deref().is_some_and(|title| {
                same(text, title) || piece.kind == BlockKind::Caption && is_alike(text, title)
            })
        {
            return true;
        }
        if count <= 12 {
            let named = [&self.facts.byline, &self.facts.site].into_iter().flatten().any(|name| {
                same(text, name)
                    || words(name) > 0 && count <= words(name) + 3 && bones(text).contains(&bones(name))
            });
            let dated = super::moment::day(text).is_some()
                && count <= 8
                && (self.facts.published.is_some() && super::moment::day(text) == self.facts.published);
            let meta =
                [piece.element].into_iter().chain(self.dom.ancestors(piece.element)).take(4).any(|id| {
                    id != self.zones.core
                        && !self.dom.holds(id, self.zones.core)
                        && self.dom.attribute(id, "class").is_some_and(is_meta)
                });
            if named && piece.kind != BlockKind::Quotation || dated || meta {
                return true;
            }
        }
        false
    }

    fn is_deck(&self, piece: &Piece, text: &str) -> bool {
        let class = [piece.element]
            .into_iter()
            .chain(self.dom.ancestors(piece.element))
            .take(2)
            .filter_map(|id| self.dom.attribute(id, "class"))
            .any(|class| {
                let class = class.to_ascii_lowercase();
                [
                    "lead",
                    "lede",
                    "deck",
                    "standfirst",
                    "subtitle",
                    "sub-title",
                    "sub_title",
                    "subheading",
                    "sub-heading",
                    "summary",
                    "intro",
                    "excerpt",
                    "sapo",
                    "dek",
                    "abstract",
                    "brief",
                    "subhead",
                    "secondary-title",
                    "description",
                ]
                .iter()
                .any(|one| class.contains(one))
            });
        let described = self.facts.descriptions.iter().any(|told| {
            let (told, text) = (bones(told), bones(text));
            told == text || told.len() >= 40 && text.starts_with(&told[..floor(&told, told.len().min(120))])
        });
        let heading = matches!(piece.kind, BlockKind::Heading(2..=6));
        (4..=90).contains(&words(text))
            && piece.linked * 2 < piece.words.len()
            && (class || described || heading && words(text) >= 8)
            && piece.kind != BlockKind::Caption
    }
}

/// Names of elements that hold an article's author, day and the like.
fn is_meta(class: &str) -> bool {
    class.split_whitespace().any(|name| {
        let name = name.to_ascii_lowercase();
        [
            "byline",
            "author",
            "post-meta",
            "entry-meta",
            "article-meta",
            "meta-data",
            "metadata",
            "post-info",
            "article-info",
            "publish",
            "timestamp",
            "post-date",
            "entry-date",
            "article-date",
            "postmeta",
            "posted-on",
        ]
        .iter()
        .any(|one| name.contains(one))
    })
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
    if head.is_some_and(|head| label::is_of_page(&dom.words(head))) {
        return;
    }
    let links = dom.inside(id).filter(|id| dom.name(*id) == "a" && !furniture.is_hidden(*id));
    for link in links.take(8) {
        let (title, Some(href)) = (dom.words(link), dom.attribute(link, "href")) else { continue };
        let url = match base {
            Some(base) => base.join(href.trim()).ok(),
            None => Url::parse(href.trim()).ok(),
        };
        if let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) {
            let title = label::without_related(&title).to_owned();
            if words(&title) >= 3 {
                into.push((title, url.into()));
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

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

fn bones(text: &str) -> String {
    super::meta::bones(text)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
