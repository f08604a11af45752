//! Piece by piece: whether it is of the article, its deck, a read-also line, or the page's.

use std::collections::HashMap;

use url::Url;

use super::body::Body;
use super::dom::{Dom, Id};
use super::ending::{Ending, HEADING, Named};
use super::label;
use super::meta::Facts;
use super::title::{bones, floor, is_alike, same, words};
use super::walk::Piece;
use super::within;
use super::zones::{Zone, Zones};
use crate::document::{BlockKind, MarkKind};

/// So many words are a line and no sentence.
const SHORT: usize = 16;

/// So many words beside links are more than their label.
const BESIDE: usize = 14;

/// What papers' designers call the words over a headline.
const KICKERS: &[&str] = &[
    "kicker",
    "uptitle",
    "up-title",
    "pretitle",
    "pre-title",
    "overtitle",
    "over-title",
    "rutitr",
    "roo-titr",
    "rotitr",
    "toptitle",
    "top-title",
];

/// What they call the lines below it.
const DECKS: &[&str] = &[
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
    "tagline",
];

/// Piece by piece: what it is.
pub struct Choice<'a> {
    pub dom: &'a Dom,
    pub facts: &'a Facts,
    pub base: Option<&'a Url>,
    /// Words that stood already, and whether as a caption: pages repeat captions and pull quotes.
    pub seen: HashMap<String, bool>,
    pub zones: Zones<'a>,
    /// Whether the line before was a read-also label.
    pub after_label: bool,
    /// What may turn out to stand after its end.
    pub ending: Ending,
}

impl Choice<'_> {
    /// What the pieces come to.
    pub fn choose(mut self, all: Vec<Piece>) -> Body {
        let mut body = Body::default();
        let mut before_headline = self.zones.from.is_some()
            || self.facts.headline.is_some_and(|id| self.dom.holds(self.zones.core, id));
        for mut piece in all {
            let text = super::squeeze(&piece.words);
            if self.is_headline(&piece, &text) {
                before_headline = false;
                continue;
            }
            if before_headline && self.is_kicker(&piece, &text) {
                body.kicker = Some(Piece { kind: BlockKind::Deck, ..piece });
                continue;
            }
            let zone = self.zones.of(piece.element);
            if zone == Zone::Outside {
                // Where it comes from may be told below its text.
                if !body.pieces.is_empty()
                    && label::is_source(&text)
                    && (2..=12).contains(&words(&text))
                    && self.zones.is_below(piece.element)
                {
                    piece.kind = BlockKind::Source;
                    body.pieces.push(piece);
                }
                continue;
            }
            // Above the headline, in the same element: a section's name, a date, a breadcrumb.
            if before_headline && (words(&text) < 15 || zone != Zone::Core) {
                continue;
            }
            if body.pieces.is_empty() && words(&text) <= 8 && self.is_time(&piece, &text) {
                continue;
            }
            // A count above the text.
            let first = body.pieces.iter().all(|piece| piece.kind == BlockKind::Caption);
            if first && !piece.row && !text.contains(char::is_alphabetic) && !text.contains(':') {
                continue;
            }
            // A row is of its table, whatever it looks like by itself.
            if piece.row && zone == Zone::Core && !label::begins_related(&text) {
                self.ending.run = 0;
                body.pieces.push(piece);
                continue;
            }
            let text = if within::take_out(&mut piece, &mut body.related) {
                super::squeeze(&piece.words)
            } else {
                text
            };
            if zone == Zone::Core && label::is_end(&text) {
                self.ending.comments.get_or_insert((body.pieces.len(), body.related.len()));
            }
            if self.is_related(&piece, &text, &mut body) || self.is_of_the_page(&piece, &text, zone) {
                continue;
            }
            if zone == Zone::Front {
                if body.deck.is_none()
                    && body.pieces.iter().all(|piece| piece.kind == BlockKind::Caption)
                    && self.is_deck(&piece, &text)
                {
                    self.seen.entry(bones(&text)).or_insert(false);
                    body.deck = Some(Piece { kind: BlockKind::Deck, ..piece });
                    continue;
                }
                let prose = words(&text) >= 12 && piece.linked * 4 < piece.words.len();
                if !(piece.kind == BlockKind::Caption && words(&text) >= 2 || prose) {
                    continue;
                }
            }
            // A lead that stands in the body, and is called one.
            let first = body.pieces.iter().all(|piece| piece.kind == BlockKind::Caption);
            if zone == Zone::Core
                && body.deck.is_none()
                && first
                && piece.kind == BlockKind::Paragraph
                && self.is_called(&piece, 1, DECKS)
                && (4..=90).contains(&words(&text))
            {
                self.seen.entry(bones(&text)).or_insert(false);
                body.deck = Some(Piece { kind: BlockKind::Deck, ..piece });
                continue;
            }
            // Captions and pull quotes stand again where they are pulled from; a refrain is said again.
            let key = bones(&text);
            let before = self.seen.get(&key).copied();
            let captioned = before == Some(true);
            self.seen.insert(key, captioned || piece.kind == BlockKind::Caption);
            let said_again = before.is_some() && words(&text) >= 4;
            let is_prose =
                matches!(piece.kind, BlockKind::Paragraph | BlockKind::Item(_) | BlockKind::Preformatted);
            let as_deck = || body.deck.as_ref().is_some_and(|deck| same(&deck.words, &text));
            if said_again && (!is_prose || captioned || as_deck() || is_all(&body.pieces, &text)) {
                continue;
            }
            if label::is_source(&text) && words(&text) <= 12 {
                piece.kind = BlockKind::Source;
            } else if first && words(&text) <= 10 && label::author_of_line(&text).is_some() {
                piece.kind = BlockKind::Byline;
            }
            if matches!(piece.kind, BlockKind::Heading(_)) && words(&text) > 2 * HEADING {
                piece.kind = BlockKind::Paragraph;
            }
            self.ending.run = 0;
            body.pieces.push(piece);
        }
        std::mem::take(&mut self.ending).end(&mut body);
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

    /// Whether the piece is the headline: it is inside of its element, or is a line of words with that inside.
    fn is_headline(&self, piece: &Piece, text: &str) -> bool {
        self.facts.headline.is_some_and(|id| {
            self.dom.holds(id, piece.element)
                || self.dom.holds(piece.element, id)
                    && self.facts.title.as_deref().is_some_and(|title| same(text, title))
        })
    }

    /// Whether the piece is nothing but a time that the page marks as one.
    fn is_time(&self, piece: &Piece, text: &str) -> bool {
        let mut inside = self.dom.inside(piece.element).take(40);
        inside.any(|id| self.dom.name(id) == "time" && same(&self.dom.words(id), text))
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
        // The label before the first link, with no sign between them.
        let marks = piece.marks.iter().filter(|mark| mark.kind == MarkKind::Link && mark.value.is_some());
        let before = marks.map(|mark| mark.span.start as usize).min().map(|at| piece.words[..at].trim());
        if label::begins_related(text) || before.is_some_and(label::announces_related) {
            let found: Vec<_> = links().filter(|(title, _)| words(title) >= 2).collect();
            // More than a label stands beside the links: a sentence.
            let beside = words(text).saturating_sub(found.iter().map(|(title, _)| words(title)).sum());
            if beside > BESIDE {
                self.after_label = false;
                return false;
            }
            // Without a link only a label alone announces: a sentence may begin as one does.
            if found.is_empty() && (label::is_sentence(text) || !label::announces_related(text)) {
                self.after_label = false;
                return false;
            }
            self.after_label = found.is_empty();
            if !found.is_empty() || words(text) <= 7 {
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
        if linked
            && piece.linked > 0
            && (self.after_label || !matches!(piece.kind, BlockKind::Quotation | BlockKind::Caption))
        {
            let found: Vec<_> = links().filter(|(_, address)| !address.starts_with("mailto:")).collect();
            if found.is_empty() {
                return false;
            }
            // A line that is nothing but a link, in the body: to another article of the site, in most papers.
            let of_site = found.iter().all(|(title, address)| words(title) >= 4 && self.is_of_site(address));
            if self.after_label || of_site {
                if !self.after_label {
                    let heading = matches!(piece.kind, BlockKind::Heading(_)).then(|| piece.clone());
                    let (at, related, sure) =
                        (body.pieces.len(), body.related.len(), self.is_surely_of_site(&found));
                    self.ending.named.push(Named { at, related, count: found.len(), sure, heading });
                }
                self.ending.run = if self.after_label { 0 } else { self.ending.run + found.len() };
                body.related.extend(found);
                return true;
            }
            return false;
        }
        self.after_label = false;
        false
    }

    /// Whether these lead on within the site; where nobody knows the site, whole addresses may lead anywhere.
    fn is_surely_of_site(&self, found: &[(String, String)]) -> bool {
        found.iter().all(|(_, address)| {
            self.is_of_site(address) && (self.base.is_some() || !super::address::is_whole(address))
        })
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
        // The source line may name the site first; a label alone says nothing.
        if label::is_source(text) && count > 1 {
            return false;
        }
        if label::is_of_page(text) || label::tells_day(text) {
            return true;
        }
        let linked = piece.linked * 100 >= piece.words.trim().len() * 70 && piece.linked > 0;
        if linked && (count <= 3 || zone != Zone::Core) && !matches!(piece.kind, BlockKind::Quotation) {
            return true;
        }
        // Links to places in the page.
        let marks = || piece.marks.iter().filter(|mark| mark.kind == MarkKind::Link);
        if linked
            && count <= SHORT
            && !matches!(piece.kind, BlockKind::Heading(_))
            && marks().all(|mark| mark.value.is_none())
        {
            return true;
        }
        // Rules for comments, notes on cookies: they send the reader to the site's terms.
        let terms = piece.marks.iter().filter_map(|mark| mark.value.as_deref()).filter(|address| {
            let address = address.to_ascii_lowercase();
            ["privacy", "terms", "guideline", "cookie", "policy", "policies", "legal"]
                .iter()
                .any(|one| address.contains(one))
        });
        if terms.count() >= 2 {
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
        // A whole line of who, when and how long.
        let told = |id: Id| {
            self.dom.attribute(id, "class").is_some_and(is_meta) && !self.dom.holds(id, self.zones.core)
        };
        if count <= 2 * SHORT && !label::is_sentence(text) && told(piece.element) {
            return true;
        }
        if count <= 12 {
            let named = [&self.facts.byline, &self.facts.site].into_iter().flatten().any(|name| {
                same(text, name)
                    || words(name) > 0 && count <= words(name) + 3 && bones(text).contains(&bones(name))
            });
            let day = super::moment::earliest(text);
            // Two days in a line are those of publication and of a change.
            let dated = day.is_some()
                && (count <= 8 || super::moment::day(text) != day)
                && day == self.facts.published;
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

    /// Whether the piece, before the headline, is said over it: «so and so announced:».
    fn is_kicker(&self, piece: &Piece, text: &str) -> bool {
        let Some(headline) = self.facts.headline else { return false };
        let near = self
            .dom
            .ancestors(headline)
            .take(3)
            .any(|id| !self.dom.is(id, &["body", "html", "main"]) && self.dom.holds(id, piece.element));
        near && piece.linked == 0
            && (3..=20).contains(&words(text))
            && (self.is_called(piece, 2, KICKERS) || text.ends_with(':'))
            && !label::is_of_page(text)
            && super::moment::day(text).is_none()
    }

    /// Whether the class of its element, or of one of that many with those around it, says one of `names`.
    fn is_called(&self, piece: &Piece, elements: usize, names: &[&str]) -> bool {
        [piece.element]
            .into_iter()
            .chain(self.dom.ancestors(piece.element))
            .take(elements)
            .filter_map(|id| self.dom.attribute(id, "class"))
            .any(|class| {
                let class = class.to_ascii_lowercase();
                names.iter().any(|name| class.contains(name))
            })
    }

    fn is_deck(&self, piece: &Piece, text: &str) -> bool {
        let class = self.is_called(piece, 2, DECKS);
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

/// Whether a line is all that stands so far: a picture's words beside it and on it.
fn is_all(pieces: &[Piece], text: &str) -> bool {
    pieces.len() <= 2 && pieces.iter().all(|piece| same(&piece.words, text))
}

/// Names of elements that hold an article's author, day and the like.
fn is_meta(class: &str) -> bool {
    class.split_whitespace().any(|name| {
        let name = name.to_ascii_lowercase().replace('_', "-");
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
