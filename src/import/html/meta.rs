//! What a page says about itself, apart from its text: title, author, site, day of publication. From JSON-LD,
//! Open Graph, `meta`, microdata and what stands beside the headline, in that order.

use super::dom::{Dom, Id};
use super::furniture::Furniture;
use super::json_ld::{self, Said};
use super::label;
use super::names::BLOCKS;
use super::published::{Nearby, class_says, property, published, short_words};
use super::squeeze;
use super::title::{bones, is_alike, same, sides, without_site, words};
use crate::text::bidi::{Direction, first_strong};

/// What is known of a page.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The headline.
    pub title: Option<String>,
    /// The element that shows it.
    pub headline: Option<Id>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The site.
    pub site: Option<String>,
    /// The day, as EDTF.
    pub published: Option<String>,
    /// Descriptions of the article: one that the page shows is its deck.
    pub descriptions: Vec<String>,
    /// The text that JSON-LD carries.
    pub body: Option<String>,
    /// What the page has said where a link to it is shown: all that some pages carry of what they are about.
    pub told: Option<String>,
}

/// Reads what a page says of itself. `address`: where it is, as far as that is known.
pub fn facts(dom: &Dom, furniture: &Furniture, address: &str) -> Facts {
    let metas = Metas::of(dom);
    let site_name =
        metas.get(&["og:site_name", "application-name", "al:android:app_name", "twitter:app:name:iphone"]);
    let shown = |id: &Id| dom.words(*id);
    let page_title = dom
        .inside(0)
        .find(|id| dom.name(*id) == "title" && dom.ancestors(*id).any(|id| dom.name(id) == "head"));
    let page_title = page_title.map(|id| dom.words(id)).filter(|title| !title.is_empty());
    let og = metas.get(&["og:title", "twitter:title", "headline", "dc.title", "title", "sailthru.title"]);
    let first = dom.first("h1").filter(|id| !furniture.is_hidden(*id)).map(|id| dom.words(id));
    let candidates: Vec<&str> =
        [og.as_deref(), page_title.as_deref(), first.as_deref()].into_iter().flatten().collect();
    let alike = |name: &str| candidates.iter().any(|title| is_alike(name, title));
    let here = addresses(dom, &metas, address);
    let said = json_ld::article(dom, alike, &here);
    let site = site(&said, site_name, address);

    // The headline on the page: a heading that one of the titles is, or begins or ends with.
    let titles: Vec<String> = [og.clone(), said.headline.clone(), page_title.clone()]
        .into_iter()
        .flatten()
        .map(|title| without_site(&title, site.as_deref()))
        .filter(|title| !title.is_empty())
        .collect();
    let headings = |names: &'static [&'static str]| {
        dom.inside(0).filter(move |id| dom.is(*id, names) && !furniture.is_hidden(*id))
    };
    let of_title = |id: &Id| {
        let text = shown(id);
        !text.is_empty() && titles.iter().any(|title| is_alike(&text, title))
    };
    // What both the page and its head say in the same words, at whatever level; the site's own name leads home.
    let told: Vec<&String> = [&og, &said.headline].into_iter().flatten().collect();
    let is_told = |id: &Id| told.iter().any(|title| same(&shown(id), title));
    let headline = headings(&["h1"])
        .find(|id| is_told(id))
        .or_else(|| headings(&["h2", "h3"]).filter(|id| !furniture.is_out(*id)).find(is_told))
        .or_else(|| {
            // Of several that the title has in it, the site's name is the shorter.
            let all = headings(&["h1"]).filter(|id| !leads_home(dom, *id)).filter(of_title);
            all.reduce(|one, other| if words(&shown(&other)) > words(&shown(&one)) { other } else { one })
        })
        .or_else(|| {
            dom.inside(0).find(|id| {
                property(dom, *id, "headline") && !dom.words(*id).is_empty() && dom.name(*id) != "meta"
            })
        })
        .or_else(|| headings(&["h2", "h3"]).filter(|id| !furniture.is_out(*id)).find(of_title))
        .or_else(|| {
            let mut ones = headings(&["h1"]).filter(|id| !furniture.is_out(*id) && words(&shown(id)) >= 3);
            ones.next().filter(|_| titles.is_empty() || ones.next().is_none())
        })
        .or_else(|| classed(dom, furniture, &titles))
        .or_else(|| parted(dom, furniture, &titles));
    let on_page = headline.map(|id| dom.words(id)).filter(|text| !text.is_empty());
    let title = match (on_page, titles.first()) {
        // Where the heading holds more than the title (a kicker, a date), the title is the headline.
        (Some(shown), Some(title))
            if shown.chars().count() > title.chars().count() * 2 + 20 && is_alike(&shown, title) =>
        {
            Some(title.clone())
        }
        // A label before it, in the same heading.
        (Some(shown), Some(title))
            if words(title) >= 4
                && words(&shown) <= words(title) + 8
                && bones(&shown) != bones(title)
                && bones(&shown).ends_with(&bones(title)) =>
        {
            Some(title.clone())
        }
        (Some(shown), _) => Some(shown),
        (None, _) => titles.first().cloned().or(page_title),
    };
    let nearby = Nearby::of(dom, furniture, headline);
    Facts {
        byline: byline(dom, furniture, &said, &metas, site.as_deref(), &nearby),
        published: published(dom, &said, &metas, &nearby, address),
        descriptions: [
            said.description.clone(),
            metas.get(&["og:description"]),
            metas.get(&["description"]),
            metas.get(&["twitter:description"]),
        ]
        .into_iter()
        .flatten()
        .collect(),
        told: metas.0.iter().find(|(name, _)| name == "og:description").map(|(_, told)| (*told).to_owned()),
        title,
        headline,
        site,
        body: said.body,
    }
}

/// Whether a heading is nothing but a link to the first page of the site.
fn leads_home(dom: &Dom, heading: Id) -> bool {
    let all = dom.words(heading);
    dom.inside(heading).take(30).any(|id| {
        dom.name(id) == "a"
            && dom.attribute(id, "href").is_some_and(|href| {
                let path = href
                    .split_once("://")
                    .map_or(href, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
                matches!(path.trim(), "/" | "./" | "index.html" | "/index.html")
            })
            && dom.words(id) == all
    })
}

/// Where the page is, by all that tells it.
fn addresses(dom: &Dom, metas: &Metas, address: &str) -> Vec<String> {
    let canonical =
        dom.inside(0).find(|id| dom.name(*id) == "link" && dom.attribute(*id, "rel") == Some("canonical"));
    let canonical = canonical.and_then(|id| dom.attribute(id, "href"));
    let graph = metas.0.iter().find(|(name, _)| name == "og:url").map(|(_, address)| *address);
    [Some(address), canonical, graph]
        .into_iter()
        .flatten()
        .filter(|one| !one.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Where there is no heading: an element whose class says title and whose words are the title.
fn classed(dom: &Dom, furniture: &Furniture, titles: &[String]) -> Option<Id> {
    let named = |id: &Id| {
        ["title", "headline"].iter().any(|word| {
            dom.attribute(*id, "class").is_some_and(|class| class.to_ascii_lowercase().contains(word))
        })
    };
    dom.inside(0)
        .filter(|id| {
            dom.is(*id, &["div", "span", "p", "strong", "td", "a"]) && named(id) && !furniture.is_out(*id)
        })
        .find(|id| {
            let text = dom.words(*id);
            text.len() < 600 && titles.iter().any(|title| same(&text, title))
        })
}

/// Where nothing is called a title: an element whose words are one side of what the window shows, "site - title"
/// as old pages have it.
fn parted(dom: &Dom, furniture: &Furniture, titles: &[String]) -> Option<Id> {
    let parts: Vec<String> = titles.iter().flat_map(|title| sides(title)).map(bones).collect();
    if parts.is_empty() {
        return None;
    }
    dom.inside(0)
        .filter(|id| dom.is(*id, &["b", "strong", "font", "big", "td", "span", "div", "p", "center"]))
        .filter(|id| !furniture.is_out(*id) && !dom.ancestors(*id).any(|id| dom.name(id) == "a"))
        .find(|id| short_words(dom, *id, 250).is_some_and(|text| parts.contains(&bones(&text))))
}

/// The `meta` elements of a page.
pub struct Metas<'a>(pub Vec<(String, &'a str)>);

impl<'a> Metas<'a> {
    fn of(dom: &'a Dom) -> Self {
        let mut all = Vec::new();
        for id in dom.inside(0).filter(|id| dom.name(*id) == "meta") {
            let Some(content) = dom.attribute(id, "content") else { continue };
            // In the body, what is so marked may be a card's; `published` and `byline` look where it stands.
            let in_head = dom.parent(id).is_some_and(|parent| dom.name(parent) == "head");
            let keys: &[&str] =
                if in_head { &["property", "name", "itemprop", "http-equiv"] } else { &["property", "name"] };
            for key in keys {
                for name in dom.attribute(id, key).into_iter().flat_map(str::split_whitespace) {
                    all.push((name.to_ascii_lowercase(), content));
                }
            }
        }
        Metas(all)
    }

    /// The first that says something, by the order of `names`. A name that is an address says nothing.
    fn get(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let mut of_name =
                self.0.iter().filter(|(other, _)| other == name).map(|(_, content)| plain(content));
            of_name.find(|content| !content.is_empty() && !content.contains("://"))
        })
    }
}

/// What a `meta` says; some programs escape it twice.
fn plain(content: &str) -> String {
    let escaped = content.find('&').is_some_and(|at| content[at..].contains(';'));
    if escaped { super::words(content) } else { squeeze(content) }
}

fn site(said: &Said, named: Option<String>, address: &str) -> Option<String> {
    named.or_else(|| said.publisher.clone()).or_else(|| {
        let host = url::Url::parse(address).ok()?.host_str()?.to_owned();
        Some(host.trim_start_matches("www.").to_owned())
    })
}

/// Who wrote it.
fn byline(
    dom: &Dom,
    furniture: &Furniture,
    said: &Said,
    metas: &Metas,
    site: Option<&str>,
    nearby: &Nearby,
) -> Option<String> {
    let sayable = |name: &String| is_author(name, site);
    let authors: Vec<String> = said.authors.iter().map(|name| without_label(name)).filter(sayable).collect();
    if !authors.is_empty() {
        let mut unique: Vec<String> = Vec::new();
        for author in authors {
            if !unique.contains(&author) {
                unique.push(author);
            }
        }
        let comma = if first_strong(&unique[0]).is_some_and(Direction::is_rtl) { "\u{60c} " } else { ", " };
        return Some(unique.join(comma));
    }
    let near = &nearby.before_text;
    let marked = dom.inside(0).filter(|id| {
        property(dom, *id, "author")
            || dom.attribute(*id, "rel").is_some_and(|rel| rel.split_whitespace().any(|one| one == "author"))
    });
    // As microformats have it, after the text too.
    let carded = dom.inside(0).filter(|id| {
        has_class(dom, *id, "fn")
            && dom.ancestors(*id).take(3).any(|id| class_says(dom, id, &["author"]))
            && !dom.ancestors(*id).take(12).any(|id| class_says(dom, id, &["comment"]))
    });
    let classed = near
        .iter()
        .copied()
        .filter(|id| {
            let labelled =
                || dom.attribute(*id, "aria-labelledby").is_some_and(|name| name.contains("byline"));
            (class_says(dom, *id, &["author", "byline", "writer"]) || labelled()) && !furniture.is_hidden(*id)
        })
        // Of a list of who and what, the first.
        .map(|id| {
            dom.inside(id)
                .take(40)
                .find(|id| dom.name(*id) == "li" && !furniture.is_hidden(*id))
                .unwrap_or(id)
        });
    let shown = marked.take(20).chain(classed.take(40)).chain(carded.take(2)).find_map(|id| {
        let text = dom.attribute(id, "content").map(squeeze).or_else(|| short_words(dom, id, 80))?;
        Some(without_label(&text)).filter(sayable)
    });
    // A line that says who wrote it.
    let told = || {
        let lines = near.iter().copied().filter(|id| !furniture.is_hidden(*id));
        let lines =
            lines.filter(|id| dom.is(*id, BLOCKS) || dom.is(*id, &["span", "b", "strong", "font", "a"]));
        lines.filter_map(|id| short_words(dom, id, 100)).find_map(|line| {
            let name = without_label(label::author_of_line(&line)?);
            sayable(&name).then_some(name)
        })
    };
    shown.or_else(told).or_else(|| {
        metas
            .get(&[
                "author",
                "article:author",
                "dc.creator",
                "parsely-author",
                "sailthru.author",
                "twitter:creator",
            ])
            .map(|name| without_label(&name))
            .filter(sayable)
    })
}

/// A name without the word before it that says "by", and what follows it.
fn without_label(text: &str) -> String {
    let text = squeeze(text);
    let text = match text.split_once(':') {
        Some((label, rest)) if words(label) <= 2 && !rest.trim().is_empty() => rest.trim(),
        _ => text.as_str(),
    };
    let text = text.strip_prefix("By ").or_else(|| text.strip_prefix("by ")).unwrap_or(text);
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '|' | ',' | '،' | '(' | ')' | '/' | '@')
    })
    .to_owned()
}

/// Whether a name is the first words of a site's.
fn is_first_part(name: &str, site: &str) -> bool {
    let (mut name, mut site) = (name.split_whitespace(), site.split_whitespace());
    name.all(|word| site.next().is_some_and(|other| same(word, other)))
}

/// Whether an element has a class of that name.
fn has_class(dom: &Dom, id: Id, name: &str) -> bool {
    dom.attribute(id, "class")
        .is_some_and(|class| class.split_whitespace().any(|one| one.eq_ignore_ascii_case(name)))
}

/// Whether this can be the name of an author and is not that of the site.
fn is_author(name: &str, site: Option<&str>) -> bool {
    let is_site = site.is_some_and(|site| same(name, site) || is_first_part(name, site));
    (1..=8).contains(&words(name))
        && name.len() < 120
        && !is_site
        && !name.contains("://")
        && !name.contains(crate::text::digits::is_digit)
        && !name.contains(['@', '{', '<'])
        && !matches!(
            name.to_ascii_lowercase().as_str(),
            "admin" | "administrator" | "editor" | "webmaster" | "author" | "root"
        )
}
