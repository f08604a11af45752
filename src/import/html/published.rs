//! The day on which an article was published, by all that a page says of it, the surest first.

use super::dom::{Dom, Id};
use super::furniture::Furniture;
use super::json_ld::Said;
use super::label;
use super::meta::Metas;
use super::moment;
use super::names::BLOCKS;

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

/// How many elements after the headline its date and its author stand in, at the most.
pub const NEAR: usize = 400;

/// Where in a page its article's day and author are told: from a little before the headline to the end of its second paragraph.
/// What comes later may be of comments, of messages, of other articles.
pub struct Nearby<'a> {
    dom: &'a Dom,
    furniture: &'a Furniture,
    headline: Option<Id>,
    /// The elements after the headline and up to the second paragraph, then those before it, the nearest first.
    pub before_text: Vec<Id>,
    /// The elements after that, and which these are.
    after: Vec<Id>,
    is_after: Vec<bool>,
}

/// Characters of a paragraph: what is shorter is a label.
const PARAGRAPH: usize = 60;

/// Characters of text that a card with another article does not have.
const CARD: u32 = 400;

impl<'a> Nearby<'a> {
    /// The surroundings of `headline`; of the whole page where there is none.
    pub fn of(dom: &'a Dom, furniture: &'a Furniture, headline: Option<Id>) -> Self {
        let elements: Vec<Id> = dom.inside(0).filter(|id| !dom.name(*id).is_empty()).collect();
        let at = headline.and_then(|headline| elements.iter().position(|id| *id == headline));
        let from = at.unwrap_or(0);
        let mut second = None;
        let mut paragraphs = 0;
        let border = elements[from..].iter().position(|id| {
            if second.is_none() && is_paragraph(dom, furniture, *id) {
                paragraphs += 1;
                second = (paragraphs == 2).then_some(*id);
            }
            second.is_some_and(|second| !dom.holds(second, *id))
        });
        let border = border.map_or(elements.len(), |border| from + border);
        let near = elements[from..border].iter().take(if at.is_some() { NEAR } else { usize::MAX });
        let before =
            elements[if at.is_some() { from.saturating_sub(NEAR / 8) } else { from }..from].iter().rev();
        let before_text = near.chain(before).copied().collect();
        let after = elements[border..].to_vec();
        let mut is_after = vec![false; dom.len()];
        for id in &after {
            is_after[*id] = true;
        }
        Nearby { dom, furniture, headline, before_text, after, is_after }
    }

    /// Whether an element stands in what somebody else says: a quotation, a message, a comment, a picture, or in
    /// a card of another article.
    fn is_of_others(&self, id: Id) -> bool {
        let dom = self.dom;
        let outer = [id].into_iter().chain(dom.ancestors(id)).take(40);
        let mut outer = outer.take_while(|id| {
            !dom.is(*id, &["body", "html", "main"])
                && self.headline.is_none_or(|headline| !dom.holds(*id, headline))
        });
        let before_text = self.headline.is_some_and(|headline| id >= headline) && !self.is_after[id];
        outer.any(|id| {
            dom.is(id, &["blockquote", "figure"])
                || !before_text && dom.is(id, &["aside", "footer", "nav"])
                || property(dom, id, "comment")
                || class_says(dom, id, &["tweet", "twitter", "instagram", "comment"])
                || !before_text && self.is_card(id)
        })
    }

    /// Whether an element holds a link to another article and little else.
    fn is_card(&self, id: Id) -> bool {
        let dom = self.dom;
        if !dom.is(id, &["li", "article", "div", "section", "tr", "td", "a", "dd"])
            || self.furniture.own(id) >= CARD
        {
            return false;
        }
        let mut inside = dom.inside(id).take(200);
        dom.name(id) == "article"
            || inside.any(|id| {
                dom.is(id, &["h2", "h3", "h4", "h5"])
                    || dom.name(id) == "a" && dom.words(id).split(' ').count() >= 4
            })
    }

    /// Whether an element is all that stands in its line, but for a few words.
    fn is_alone(&self, id: Id) -> bool {
        let block = [id].into_iter().chain(self.dom.ancestors(id)).find(|id| self.dom.is(*id, BLOCKS));
        block.is_none_or(|block| {
            short_words(self.dom, block, 200).is_some_and(|text| text.split(' ').count() <= 16)
        })
    }

    fn may_tell(&self, id: Id) -> bool {
        !self.is_of_others(id)
    }
}

/// Whether an element is a paragraph of the article, or looks like one.
fn is_paragraph(dom: &Dom, furniture: &Furniture, id: Id) -> bool {
    let long = || {
        let own = dom.children(id).filter(|id| !dom.is(*id, BLOCKS) && dom.name(*id) != "a");
        let inner = own.flat_map(|id| dom.inside(id).take(40)).filter_map(|id| dom.text(id));
        inner.map(|text| text.trim().chars().count()).sum::<usize>() >= PARAGRAPH
    };
    dom.is(id, &["p", "div", "td", "section", "article", "li", "font", "span"])
        && !furniture.is_out(id)
        && !class_says(dom, id, &["caption"])
        && !dom
            .ancestors(id)
            .take(6)
            .any(|id| dom.is(id, &["figcaption", "figure", "h1", "h2", "h3", "h4", "a"]))
        && (dom.is(id, BLOCKS) || dom.parent(id).is_some_and(|parent| dom.is(parent, BLOCKS)))
        && long()
}

/// The day of publication.
pub fn published<'a>(
    dom: &Dom,
    said: &Said,
    metas: &Metas,
    nearby: &'a Nearby,
    address: &str,
) -> Option<String> {
    let (furniture, headline) = (nearby.furniture, nearby.headline);
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
        let read = |id: Id| {
            written(id).or_else(|| short_words(dom, id, 120).and_then(|text| moment::earliest(&text)))
        };
        let near = &nearby.before_text;
        let in_sight = |id: &Id| !furniture.is_out(*id);
        let micro = |ids: &[Id]| {
            let micro =
                ids.iter().copied().filter(|id| property(dom, *id, "datePublished") || is_told(dom, *id));
            let mut own = micro.filter(|id| nearby.may_tell(*id));
            own.find_map(|id| written(id).or_else(|| moment::day(&dom.words(id))))
        };
        let times = |ids: &'a [Id]| ids.iter().copied().filter(|id| dom.name(*id) == "time");
        let own_times =
            || times(near).filter(|id| in_sight(id) && nearby.may_tell(*id) && nearby.is_alone(*id));
        let pub_time = |id: &Id| {
            dom.attribute(*id, "pubdate").is_some() || class_says(dom, *id, &["publish", "entry-date"])
        };
        // An element whose class says that it holds a day.
        let called = |which: &dyn Fn(Id) -> bool| {
            let dated =
                |id: &Id| class_says(dom, *id, &["date", "time", "publish", "posted", "meta", "created"]);
            let mut all = near
                .iter()
                .copied()
                .filter(|id| in_sight(id) && dated(id) && which(*id) && nearby.may_tell(*id));
            let (first, day) = all.by_ref().find_map(|id| Some((id, read(id)?)))?;
            // What stands beside it may be the day of publication, and it the day of a change.
            let beside = all.filter(|id| dom.parent(*id) == dom.parent(first)).filter_map(read);
            beside.chain([day]).min()
        };
        let line = |id: &Id| {
            dom.is(
                *id,
                &[
                    "span", "div", "p", "li", "td", "small", "b", "i", "font", "h4", "h5", "h6", "em",
                    "strong",
                ],
            )
        };
        micro(near)
            .or_else(|| own_times().find(pub_time).and_then(written))
            .or_else(|| of_meta(&DATES[1..]))
            .or_else(|| own_times().find_map(|id| written(id).or_else(|| moment::day(&dom.words(id)))))
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
                near.iter()
                    .take(120)
                    .copied()
                    .filter(|id| {
                        in_sight(id) && line(id) && nearby.may_tell(*id) && beside(dom, headline, *id)
                    })
                    .find_map(|id| short_words(dom, id, 80).and_then(|text| moment::earliest(&text)))
            })
            .or_else(|| {
                // Among share buttons and the like, as long as it is before the text.
                let mut tucked = times(near).filter(|id| !furniture.is_hidden(*id) && nearby.may_tell(*id));
                tucked.find_map(|id| if beside(dom, headline, id) { written(id) } else { None })
            })
            .or_else(|| micro(&nearby.after))
            .or_else(|| {
                // After the text a line must say what day it tells.
                nearby.after.iter().copied().filter(|id| in_sight(id) && line(id)).find_map(|id| {
                    let text = short_words(dom, id, 80).filter(|text| label::tells_day(text))?;
                    let day = written(id).or_else(|| moment::earliest(&text)).or_else(|| {
                        times(&nearby.after).find(|time| dom.holds(id, *time)).and_then(written)
                    })?;
                    nearby.may_tell(id).then_some(day)
                })
            })
            .or_else(|| called(&|_| true))
    })
}

/// Whether an element tells the day in RDFa.
fn is_told(dom: &Dom, id: Id) -> bool {
    const NAMES: &[&str] = &[
        "dc:date",
        "dc:created",
        "dcterms:created",
        "dcterms:date",
        "schema:datepublished",
        "datepublished",
    ];
    dom.name(id) != "meta"
        && dom.attribute(id, "property").is_some_and(|all| {
            all.split_whitespace().any(|one| NAMES.contains(&one.to_ascii_lowercase().as_str()))
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
