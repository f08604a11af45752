//! The day on which an article was published, by all that a page says of it, the surest first.

use super::dom::{Dom, Id};
use super::furniture::Furniture;
use super::json_ld::Said;
use super::meta::Metas;
use super::moment;

/// Names under which `meta` elements tell the day of publication, best first.
pub const DATES: &[&str] = &[
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

/// Whether an element is marked as a property of the article.
pub fn property(dom: &Dom, id: Id, name: &str) -> bool {
    dom.attribute(id, "itemprop")
        .is_some_and(|all| all.split_whitespace().any(|one| one.eq_ignore_ascii_case(name)))
}

/// How many elements before and after the headline its date and its author stand in.
pub const NEAR: usize = 400;

/// The elements around the headline: those after it, then those before it.
pub fn near(dom: &Dom, headline: Option<Id>) -> Vec<Id> {
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

pub fn published(
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
        // An element whose class says that it holds a day.
        let called = |which: &dyn Fn(Id) -> bool| {
            let dated =
                |id: &Id| class_says(dom, *id, &["date", "time", "publish", "posted", "meta", "created"]);
            let of = |id: Id| {
                written(id).or_else(|| short_words(dom, id, 120).and_then(|text| moment::earliest(&text)))
            };
            let mut all = near.iter().copied().filter(|id| in_sight(id) && dated(id) && which(*id));
            let (first, day) = all.by_ref().find_map(|id| Some((id, of(id)?)))?;
            // What stands beside it may be the day of publication, and it the day of a change.
            let beside = all.filter(|id| dom.parent(*id) == dom.parent(first)).filter_map(of);
            beside.chain([day]).min()
        };
        micro
            .filter_map(|id| written(id).or_else(|| moment::day(&dom.words(id))))
            .next()
            .or_else(|| pub_time.and_then(written))
            .or_else(|| of_meta(&DATES[1..]))
            .or_else(|| times().find_map(|id| written(id).or_else(|| moment::day(&dom.words(id)))))
            .or_else(|| called(&|id| beside(dom, headline, id)))
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
                    .find_map(|id| short_words(dom, id, 80).and_then(|text| moment::earliest(&text)))
            })
            .or_else(|| called(&|_| true))
    })
}

/// Whether an element comes after the headline, or before it in the same part of the page: what stands further
/// before is of other articles.
fn beside(dom: &Dom, headline: Option<Id>, id: Id) -> bool {
    let Some(headline) = headline else { return true };
    let parts = dom.ancestors(headline).take(3).take_while(|part| !dom.is(*part, &["body", "html"]));
    id >= headline || parts.into_iter().any(|part| dom.holds(part, id))
}

/// The words of an element, if there are few: without reading a large one through.
pub fn short_words(dom: &Dom, id: Id, most: usize) -> Option<String> {
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
pub fn class_says(dom: &Dom, id: Id, parts: &[&str]) -> bool {
    let has = |name: &str| {
        dom.attribute(id, name).is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            parts.iter().any(|part| value.contains(part))
        })
    };
    has("class") || has("id")
}

/// The day in an address: …/2020/06/03/… or …/2020-06-03….
pub fn day_of_address(address: &str) -> Option<String> {
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
