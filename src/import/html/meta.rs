//! What a page says about itself, apart from its text: title, author, site, day of publication. From JSON-LD,
//! Open Graph, `meta`, microdata and what stands beside the headline, in that order.

use super::dom::{Dom, Id};
use super::furniture::Furniture;
use super::json_ld::{self, Said};
use super::moment;
use super::squeeze;
use crate::lexicon;

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
}

/// Names under which `meta` elements tell the day of publication, best first.
const DATES: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date_published",
    "publisheddate",
    "published_date",
    "publish_date",
    "publishdate",
    "publish-date",
    "published-date",
    "published_time",
    "publishtime",
    "pubdate",
    "pub_date",
    "publication_date",
    "publication-date",
    "originalpublicationdate",
    "article.published",
    "article_date_original",
    "article:post_date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "sailthru.date",
    "parsely-pub-date",
    "rnews:datepublished",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "dc.date.created",
    "citation_publication_date",
    "citation_date",
    "bt:pubdate",
    "displaydate",
    "news_publish_date",
    "date",
    "release_date",
    "og:release_date",
    "video:release_date",
    "shareaholic:article_published_time",
    "article:created",
];

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
    let candidates: Vec<&str> = [og.as_deref(), page_title.as_deref()].into_iter().flatten().collect();
    let alike = |name: &str| candidates.iter().any(|title| is_alike(name, title));
    let said = json_ld::article(dom, alike);
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
    let headline = headings(&["h1"])
        .find(of_title)
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
        .or_else(|| classed(dom, furniture, &titles));
    let on_page = headline.map(|id| dom.words(id)).filter(|text| !text.is_empty());
    let title = match (on_page, titles.first()) {
        // Where the heading holds more than the title (a kicker, a date), the title is the headline.
        (Some(shown), Some(title)) if shown.chars().count() > title.chars().count() * 2 + 20 => {
            Some(title.clone())
        }
        (Some(shown), _) => Some(shown),
        (None, _) => titles.first().cloned().or(page_title),
    };
    Facts {
        byline: byline(dom, furniture, &said, &metas, site.as_deref(), headline),
        published: published(dom, furniture, &said, &metas, headline, address),
        descriptions: [
            said.description.clone(),
            metas.get(&["og:description"]),
            metas.get(&["description"]),
            metas.get(&["twitter:description"]),
        ]
        .into_iter()
        .flatten()
        .collect(),
        title,
        headline,
        site,
        body: said.body,
    }
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

/// The `meta` elements of a page.
struct Metas<'a>(Vec<(String, &'a str)>);

impl<'a> Metas<'a> {
    fn of(dom: &'a Dom) -> Self {
        let mut all = Vec::new();
        for id in dom.inside(0).filter(|id| dom.name(*id) == "meta") {
            let Some(content) = dom.attribute(id, "content") else { continue };
            for key in ["property", "name", "itemprop", "http-equiv"] {
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
                self.0.iter().filter(|(other, _)| other == name).map(|(_, content)| squeeze(content));
            of_name.find(|content| !content.is_empty() && !content.contains("://"))
        })
    }
}

fn site(said: &Said, named: Option<String>, address: &str) -> Option<String> {
    named.or_else(|| said.publisher.clone()).or_else(|| {
        let host = url::Url::parse(address).ok()?.host_str()?.to_owned();
        Some(host.trim_start_matches("www.").to_owned())
    })
}

/// A title without the site that pages put before or after it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let title = squeeze(title);
    let parts: Vec<(usize, usize)> = title
        .match_indices(['|', '-', '–', '—', '»', '«', '•', ':', '·'])
        .filter(|(at, sign)| {
            let spaced = title[..*at].ends_with(' ') && title[at + sign.len()..].starts_with(' ');
            spaced || *sign == "|"
        })
        .map(|(at, sign)| (at, sign.len()))
        .collect();
    let is_site = |part: &str| {
        site.is_some_and(|site| {
            same(part, site)
                || lexicon::fold(part).contains(&lexicon::fold(site)) && words(part) <= words(site) + 4
        })
    };
    if let Some(&(at, len)) = parts.iter().find(|(at, len)| is_site(title[at + len..].trim())) {
        let _ = len;
        return without_site(title[..at].trim(), None).to_owned();
    }
    if let Some(&(at, len)) = parts.iter().rev().find(|(at, _)| is_site(title[..*at].trim())) {
        return title[at + len..].trim().to_owned();
    }
    // A bar is nothing else than a border: what is short after the last one is the site.
    let bar = parts.iter().filter(|(at, _)| title[*at..].starts_with(['|', '»', '«', '•']));
    if let Some(&(at, len)) = bar.clone().next_back()
        && site.is_some()
        && words(&title[at + len..]) <= 4
        && words(&title[..at]) >= 4
    {
        return title[..at].trim().to_owned();
    }
    title
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// The letters and digits of a text, folded: what two ways to write it have in common.
pub fn bones(text: &str) -> String {
    lexicon::fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two titles are one.
pub fn same(one: &str, other: &str) -> bool {
    let (one, other) = (bones(one), bones(other));
    !one.is_empty() && one == other
}

/// Whether a heading and a title are one, or one of them has a little more (a site, a kicker, an ellipsis).
pub fn is_alike(heading: &str, title: &str) -> bool {
    let (heading, title) = (bones(heading), bones(title));
    let (short, long) = if heading.len() < title.len() { (&heading, &title) } else { (&title, &heading) };
    short.len() >= 12 && (long.contains(short.as_str()) && short.len() * 3 >= long.len())
        || !short.is_empty() && short == long
}

/// Whether an element is marked as a property of the article.
fn property(dom: &Dom, id: Id, name: &str) -> bool {
    dom.attribute(id, "itemprop")
        .is_some_and(|all| all.split_whitespace().any(|one| one.eq_ignore_ascii_case(name)))
}

/// How many elements before and after the headline its date and its author stand in.
const NEAR: usize = 400;

/// The elements around the headline: those after it, then those before it.
fn near(dom: &Dom, headline: Option<Id>) -> Vec<Id> {
    let elements: Vec<Id> = dom.inside(0).filter(|id| !dom.name(*id).is_empty()).collect();
    let at = headline.and_then(|headline| elements.iter().position(|id| *id == headline));
    match at {
        Some(at) => {
            let after = elements[at..].iter().take(NEAR);
            let before = elements[at.saturating_sub(NEAR / 8)..at].iter().rev();
            after.chain(before).copied().collect()
        }
        None => elements,
    }
}

fn published(
    dom: &Dom,
    furniture: &Furniture,
    said: &Said,
    metas: &Metas,
    headline: Option<Id>,
    address: &str,
) -> Option<String> {
    let said_day = said.published.as_deref().and_then(moment::day);
    let of_meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            metas.0.iter().filter(|(other, _)| other == name).find_map(|(_, content)| moment::day(content))
        })
    };
    said_day.or_else(|| of_meta(&DATES[..1])).or_else(|| {
        let written = |id: Id| {
            ["datetime", "content", "title"].iter().find_map(|name| moment::day(dom.attribute(id, name)?))
        };
        let micro = dom.inside(0).filter(|id| property(dom, *id, "datePublished"));
        let near = near(dom, headline);
        let in_sight = |id: &Id| !furniture.is_out(*id);
        let times = || near.iter().copied().filter(|id| dom.name(*id) == "time" && in_sight(id));
        let pub_time = times().find(|id| {
            dom.attribute(*id, "pubdate").is_some() || class_says(dom, *id, &["publish", "entry-date"])
        });
        micro
            .filter_map(|id| written(id).or_else(|| moment::day(&dom.words(id))))
            .next()
            .or_else(|| pub_time.and_then(written))
            .or_else(|| of_meta(&DATES[1..]))
            .or_else(|| times().find_map(|id| written(id).or_else(|| moment::day(&dom.words(id)))))
            .or_else(|| {
                let dated =
                    |id: &Id| class_says(dom, *id, &["date", "time", "publish", "posted", "meta", "created"]);
                near.iter().copied().filter(|id| in_sight(id) && dated(id)).find_map(|id| {
                    written(id).or_else(|| short_words(dom, id, 120).and_then(|text| moment::day(&text)))
                })
            })
            .or_else(|| day_of_address(address))
            .or_else(|| {
                let canonical = dom
                    .inside(0)
                    .find(|id| dom.name(*id) == "link" && dom.attribute(*id, "rel") == Some("canonical"));
                let by_link = canonical.and_then(|id| dom.attribute(id, "href")).and_then(day_of_address);
                let by_graph = metas.0.iter().find(|(name, _)| name == "og:url");
                by_link.or_else(|| by_graph.and_then(|(_, address)| day_of_address(address)))
            })
            .or_else(|| {
                // A short line right beside the headline, whatever it is called.
                headline?;
                let small = |id: &Id| {
                    dom.is(*id, &["span", "div", "p", "li", "td", "small", "b", "i", "font", "h5", "h6"])
                };
                near.iter()
                    .take(60)
                    .copied()
                    .filter(|id| in_sight(id) && small(id))
                    .find_map(|id| short_words(dom, id, 80).and_then(|text| moment::day(&text)))
            })
    })
}

/// The words of an element, if there are few: without reading a large one through.
fn short_words(dom: &Dom, id: Id, most: usize) -> Option<String> {
    let mut seen = 0;
    for id in dom.inside(id) {
        seen += 1 + dom.text(id).map_or(0, |text| text.trim().len());
        if seen > most * 3 {
            return None;
        }
    }
    Some(dom.words(id)).filter(|text| text.chars().count() <= most)
}

/// Whether the class or the identifier of an element has one of these in it.
fn class_says(dom: &Dom, id: Id, parts: &[&str]) -> bool {
    let has = |name: &str| {
        dom.attribute(id, name).is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            parts.iter().any(|part| value.contains(part))
        })
    };
    has("class") || has("id")
}

/// The day in an address: …/2020/06/03/… or …/2020-06-03….
fn day_of_address(address: &str) -> Option<String> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let bytes = path.as_bytes();
    (0..bytes.len().saturating_sub(7)).find_map(|at| {
        let begins = at == 0 || !bytes[at - 1].is_ascii_digit();
        if !begins || !(bytes[at..].starts_with(b"20") || bytes[at..].starts_with(b"19")) {
            return None;
        }
        let part = path.get(at..)?;
        let end = part
            .char_indices()
            .find(|(_, c)| !c.is_ascii_digit() && !matches!(c, '/' | '-'))
            .map_or(part.len(), |(at, _)| at);
        let part = part[..end].trim_end_matches(['/', '-']);
        let mut pieces = part.splitn(4, ['/', '-']);
        let (year, month, day) = (pieces.next()?, pieces.next()?, pieces.next()?);
        if year.len() != 4 || month.len() > 2 || day.len() > 2 {
            return None;
        }
        moment::day(&format!("{year}-{month}-{day}"))
    })
}

/// Who wrote it.
fn byline(
    dom: &Dom,
    furniture: &Furniture,
    said: &Said,
    metas: &Metas,
    site: Option<&str>,
    headline: Option<Id>,
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
        return Some(
            unique
                .join("، ")
                .replace("، ", if unique.iter().any(|name| name.is_ascii()) { ", " } else { "، " }),
        );
    }
    let near = near(dom, headline);
    let marked = dom.inside(0).filter(|id| {
        property(dom, *id, "author")
            || dom.attribute(*id, "rel").is_some_and(|rel| rel.split_whitespace().any(|one| one == "author"))
    });
    let classed = near
        .iter()
        .copied()
        .filter(|id| class_says(dom, *id, &["author", "byline", "writer"]) && !furniture.is_hidden(*id));
    let shown = marked.take(20).chain(classed.take(40)).find_map(|id| {
        let text = dom.attribute(id, "content").map(squeeze).or_else(|| short_words(dom, id, 80))?;
        Some(without_label(&text)).filter(sayable)
    });
    shown.or_else(|| {
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

/// Whether this can be the name of an author and is not that of the site.
fn is_author(name: &str, site: Option<&str>) -> bool {
    let is_site = site.is_some_and(|site| same(name, site));
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
