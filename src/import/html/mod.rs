//! Pages of the web: HTML as browsers read it, of which the article is kept.
//!
//! The way: bytes → characters (`charset`, `encoding`) → tree (`parse`, `dom`) → what is no article
//! (`furniture`) → what the page says of itself (`meta`, `json_ld`, `moment`) → its article (`body`, with
//! `readability` as a witness) → pieces (`walk`) → blocks. Everything is bounded: bytes, depth, nodes.

mod accordion;
mod address;
mod body;
mod charset;
mod choice;
mod dom;
mod ending;
mod furniture;
mod json_ld;
mod json_repair;
mod label;
mod meta;
mod mojibake;
mod moment;
mod names;
mod parse;
mod published;
mod readability;
mod said;
mod scripted;
mod table;
mod title;
mod visual;
mod walk;
mod within;
mod zones;

use std::sync::Arc;

use url::Url;

use super::written::{Said, Writer, link};
use super::{Format, Imported, Options, Refusal, encoding, origin};
use crate::document::{BlockKind, Document, Fetched, Mark, MarkKind, Meta, Origin};
use crate::lexicon;
use crate::text::bidi::{Direction, first_strong};
use crate::text::language::LanguageId;
use crate::text::span::Span;
use body::Body;
use dom::Dom;
use meta::Facts;
use walk::Piece;

/// HTML.
pub const FORMAT: Format = Format { name: "html", recognises, import };

/// How much of a page is read, in characters' bytes. Articles have a hundredth of it.
const LONGEST: usize = 24 << 20;

/// A page that shows so much, in bytes, is not asked for what its scripts are given.
const SHOWN: usize = 2_000;

/// Beginnings that browsers take for HTML (WHATWG, MIME sniffing), in small letters.
const BEGINNINGS: &[&str] = &[
    "<!doctype html",
    "<html",
    "<head",
    "<script",
    "<iframe",
    "<h1",
    "<div",
    "<font",
    "<table",
    "<style",
    "<title",
    "<body",
    "<meta",
    "<article",
    "<section",
    "<main",
    "<link",
];

fn recognises(fetched: &Fetched, head: &[u8]) -> bool {
    let text: String =
        head.iter().take(4096).filter(|b| **b != 0).map(|b| char::from(*b).to_ascii_lowercase()).collect();
    let mut start = text.trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}', '\u{ff}', '\u{fe}']).trim_start();
    // Comments, an XML declaration and a style sheet may stand before.
    loop {
        let end = if start.starts_with("<!--") {
            "-->"
        } else if start.starts_with("<?") {
            ">"
        } else {
            break;
        };
        let Some(at) = start.find(end) else { break };
        start = start[at + end.len()..].trim_start();
    }
    let begins = |names: &[&str]| names.iter().any(|name| start.starts_with(name));
    let sure = begins(&BEGINNINGS[..2]);
    if let Some(mime) = &fetched.mime {
        let mime = mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        return match mime.as_str() {
            "text/html" | "application/xhtml+xml" => true,
            // Servers say this of anything.
            "text/plain" | "application/octet-stream" | "text/xml" | "application/xml" | "" => sure,
            _ => sure,
        };
    }
    let name = match &fetched.origin {
        Origin::File(name) | Origin::Url(name) => name.to_ascii_lowercase(),
        _ => String::new(),
    };
    let ends = |endings: &[&str]| endings.iter().any(|end| name.ends_with(end));
    if ends(&[".html", ".htm", ".xhtml", ".shtml", ".mht.html"]) {
        return true;
    }
    sure || !ends(&[".txt", ".md", ".markdown"]) && begins(BEGINNINGS)
}

/// The tree of a page as far as it is read, with what is to be told of it.
fn tree(fetched: &Fetched) -> Result<(Dom, Vec<String>), Refusal> {
    let head = encoding::head(&*fetched.bytes, super::HEAD);
    let declared = [fetched.charset.clone(), charset::declared(&head)];
    let decoded = encoding::decode_as(fetched, declared.iter().flatten().map(String::as_str))?;
    let mut warnings = decoded.warnings;
    let length = decoded.text.len();
    let all = decoded.text.slice(Span::new(0, decoded.text.floor_char(length.min(LONGEST as u32))));
    if all.len() < length as usize {
        warnings.push("the page is very large; only its beginning was read".to_owned());
    }
    let twice = mojibake::mended(&all);
    if twice.is_some() {
        warnings.push("its letters were encoded twice; they are read as they were meant".to_owned());
    }
    let all: &str = twice.as_deref().unwrap_or(&all);
    let mut dom = parse::parse(without_cut_sign(all));
    if visual::is_visual(all).unwrap_or(decoded.encoding == visual::ENCODING) {
        visual::turn(&mut dom);
    }
    Ok((dom, warnings))
}

/// A page that breaks off in the middle of a sign's name (`&nbs`), without that.
fn without_cut_sign(text: &str) -> &str {
    let tail = text.len() - text.bytes().rev().take(9).position(|byte| byte == b'&').map_or(0, |at| at + 1);
    let cut = tail < text.len()
        && text[tail + 1..].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
    if cut { &text[..tail] } else { text }
}

/// Where a page is, if it is anywhere.
fn address(fetched: &Fetched) -> &str {
    match &fetched.origin {
        Origin::Url(address) => address,
        _ => "",
    }
}

/// Where a page says that its feed is, whether it has an article or not.
pub fn named_feed(fetched: &Fetched) -> Option<Arc<str>> {
    let (dom, _) = tree(fetched).ok()?;
    feed(&dom, base(&dom, address(fetched)).as_ref())
}

fn import(fetched: &Fetched, options: Options) -> Result<Imported, Refusal> {
    let (dom, mut warnings) = tree(fetched)?;
    let page = page(&dom, address(fetched));
    if page.poor {
        warnings.push("no article was found in the page; this is its clearest text".to_owned());
    }
    let (meta, mut written) = page.write(origin(fetched));
    if written.len() == 0 {
        // Nothing is in it but where its feed is.
        let feed = page.feed.as_deref().ok_or(Refusal::Empty)?;
        let said = Said { kind: BlockKind::Paragraph, direction: None, language: None };
        written.block(said, feed, vec![link(Span::new(0, feed.len() as u32), feed)], false);
    }
    let (text, chunks, language, direction) = written.finish(options, page.language);
    let direction = if meta.title.is_none() && text.len() < 200 {
        page.direction.unwrap_or(direction)
    } else {
        direction
    };
    let document =
        Document { meta, text, language, direction, warnings, enclosed: Arc::new([]), feed: page.feed };
    Ok(Imported { document: Arc::new(document), chunks: Arc::new(chunks) })
}

/// A page as read.
struct Page {
    facts: Facts,
    body: Body,
    poor: bool,
    language: Option<LanguageId>,
    direction: Option<Direction>,
    /// Where it says that its feed is, if it has no article itself.
    feed: Option<Arc<str>>,
}

/// Reads a page. `address`: where it is, if it is anywhere.
fn page(dom: &Dom, address: &str) -> Page {
    let furniture = furniture::Furniture::of(dom);
    let base = base(dom, address);
    let told = base.as_ref().map_or(address, Url::as_str).to_owned();
    let facts = meta::facts(dom, &furniture, &told);
    let mut body = body::find(dom, &furniture, &facts, base.as_ref());
    let html = dom.first("html");
    let attribute = |name| {
        html.and_then(|id| dom.attribute(id, name)).or_else(|| dom.attribute(dom.first("body")?, name))
    };
    // A page that is drawn by scripts may carry its text in data alone.
    let read: usize = body.pieces.iter().map(|piece| piece.words.len()).sum();
    let enough = |text: &String| text.len() > 400 && read * 2 < text.len();
    let carried = facts.body.clone().filter(enough).or_else(|| {
        if !body.poor && read >= SHOWN {
            return None;
        }
        let found = scripted::article(dom, facts.title.as_deref())?;
        // What stands in the page is its article, if nothing says that this is.
        (body.poor || found.is_headed).then_some(found.text).filter(enough)
    });
    if let Some(carried) = carried {
        let pieces = carried_pieces(&carried, dom, base.as_ref());
        body = Body { pieces, related: std::mem::take(&mut body.related), ..body };
        body.poor = false;
    }
    // What is shown of a message that only a program of its own shows whole.
    let read: usize = body.pieces.iter().map(|piece| piece.words.len()).sum();
    if let Some(told) = facts.told.as_ref().filter(|told| body.poor && told.len() > read) {
        body.pieces = carried_pieces(told, dom, base.as_ref());
    }
    // Where it says that its article is.
    if let Some(to) = refresh(dom, base.as_ref()).filter(|_| body.poor) {
        body.related.push((to.to_string(), to.to_string()));
    }
    let direction = match attribute("dir").map(str::to_ascii_lowercase).as_deref() {
        Some("rtl") => Some(Direction::RightToLeft),
        Some("ltr") => Some(Direction::LeftToRight),
        _ => None,
    };
    let language = attribute("lang").or_else(|| attribute("xml:lang")).and_then(said::by_tag);
    let feed = if body.poor { feed(dom, base.as_ref()) } else { None };
    Page {
        feed,
        poor: body.poor,
        facts,
        body,
        language: language.filter(|language| is_believed(*language)),
        direction,
    }
}

/// Whether the page's language can be believed: a theme names its own, which is written from left to right, on
/// every page that is made with it.
fn is_believed(language: LanguageId) -> bool {
    lexicon::get(language).direction.is_rtl()
}

/// The text that data carries, as pieces: HTML, or lines.
fn carried_pieces(text: &str, dom: &Dom, base: Option<&Url>) -> Vec<Piece> {
    let element = dom.first("body").unwrap_or(0);
    if text.contains("</") || text.contains("<br") || text.contains("<p") {
        let own = parse::parse(text);
        let furniture = furniture::Furniture::of(&own);
        let mut pieces = walk::pieces(&own, &furniture, 0, base.cloned(), true);
        pieces.retain(|piece| !label::is_of_page(&piece.words));
        for piece in &mut pieces {
            piece.words.truncate(piece.words.trim_end().len());
            piece.element = element;
        }
        return pieces;
    }
    let paragraph = |words: &str| Piece {
        kind: BlockKind::Paragraph,
        words: self::words(words),
        marks: Vec::new(),
        direction: None,
        language: None,
        element,
        linked: 0,
        close: false,
        row: false,
    };
    text.lines().map(paragraph).filter(|piece| !piece.words.is_empty()).collect()
}

/// Where a page sends its reader on.
fn refresh(dom: &Dom, base: Option<&Url>) -> Option<Arc<str>> {
    let told = dom
        .inside(0)
        .filter(|id| dom.name(*id) == "meta")
        .find(|id| dom.attribute(*id, "http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh")));
    let content = told.and_then(|id| dom.attribute(id, "content"))?;
    let (_, rest) = content.split_once(';')?;
    let (name, to) = rest.split_once('=')?;
    let to = to.trim().trim_matches(['"', '\'']);
    let to = name.trim().eq_ignore_ascii_case("url").then(|| address::of(base, to)).flatten()?;
    to.starts_with("http").then_some(to)
}

/// Where a page says that its feed is.
fn feed(dom: &Dom, base: Option<&Url>) -> Option<Arc<str>> {
    let is_feed = |id: &dom::Id| {
        let of = |name| dom.attribute(*id, name).unwrap_or_default().to_ascii_lowercase();
        let kind = of("type");
        dom.name(*id) == "link"
            && of("rel").split_whitespace().any(|rel| rel == "alternate")
            && (kind.contains("rss") || kind.contains("atom") || kind.contains("feed+json"))
    };
    let href = dom.inside(0).find(is_feed).and_then(|id| dom.attribute(id, "href"))?;
    let url = match base {
        Some(base) => base.join(href.trim()).ok()?,
        None => Url::parse(href.trim()).ok()?,
    };
    matches!(url.scheme(), "http" | "https").then(|| url.as_str().into())
}

/// What addresses in the page are relative to: where it is, or where it says it is.
fn base(dom: &Dom, address: &str) -> Option<Url> {
    let web = |url: Url| matches!(url.scheme(), "http" | "https").then_some(url);
    let own = Url::parse(address).ok().and_then(web);
    let own = own.or_else(|| {
        let link = dom.inside(0).find(|id| {
            dom.name(*id) == "link"
                && dom.attribute(*id, "rel").is_some_and(|rel| {
                    rel.split_whitespace().any(|one| one.eq_ignore_ascii_case("canonical"))
                })
        });
        let graph = dom
            .inside(0)
            .find(|id| dom.name(*id) == "meta" && dom.attribute(*id, "property") == Some("og:url"));
        let canonical =
            link.and_then(|id| dom.attribute(id, "href")).or_else(|| dom.attribute(graph?, "content"));
        canonical.and_then(|address| Url::parse(address.trim()).ok()).and_then(web)
    });
    let told = dom
        .inside(0)
        .filter(|id| dom.name(*id) == "base")
        .find_map(|id| dom.attribute(id, "href").map(str::trim).filter(|href| !href.is_empty()));
    let told = told.and_then(|href| match &own {
        Some(own) => own.join(href).ok(),
        None => Url::parse(href).ok(),
    });
    told.and_then(web).or(own)
}

impl Page {
    fn write(&self, origin: String) -> (Meta, Writer) {
        let facts = &self.facts;
        let mut writer = Writer::default();
        let said = |kind| Said { kind, direction: None, language: None };
        if let Some(kicker) = self.body.kicker.as_ref().filter(|_| facts.title.is_some()) {
            piece(&mut writer, kicker);
        }
        if let Some(title) = &facts.title {
            writer.block(said(BlockKind::Headline), title, Vec::new(), false);
        }
        if let Some(deck) = &self.body.deck {
            piece(&mut writer, deck);
        }
        // After right-to-left letters the numbers of a day would change places: it stands for itself.
        let day = facts.published.as_ref().map(|day| format!("\u{2066}{day}\u{2069}"));
        let byline: Vec<&str> =
            [&facts.byline, &facts.site, &day].into_iter().flatten().map(String::as_str).collect();
        if !byline.is_empty() && facts.title.is_some() && !self.poor {
            writer.block(said(BlockKind::Byline), &byline.join(" · "), Vec::new(), false);
        }
        for one in &self.body.pieces {
            piece(&mut writer, one);
        }
        for (title, address) in &self.body.related {
            let span = Span::new(0, title.len() as u32);
            writer.block(said(BlockKind::Related), title, vec![link(span, address)], false);
        }
        let meta = Meta {
            origin,
            format: FORMAT.name,
            title: facts.title.clone(),
            byline: facts.byline.clone(),
            published: facts.published.clone(),
            site: facts.site.clone(),
        };
        (meta, writer)
    }
}

fn piece(writer: &mut Writer, piece: &Piece) {
    let marks: Vec<Mark> = piece
        .marks
        .iter()
        // What leads on only within the site that is not known leads nowhere.
        .filter(|mark| mark.kind != MarkKind::Link || mark.value.as_deref().is_some_and(address::is_whole))
        .cloned()
        .collect();
    // The page's direction for a block counts where its words show none or begin with a foreign one.
    let own = first_strong(&piece.words);
    let said = Said { kind: piece.kind, direction: piece.direction.or(own), language: piece.language };
    writer.block(said, &piece.words, marks, piece.close);
}

/// The words of a piece of HTML, without its markup.
pub(super) fn words(html: &str) -> String {
    if html.contains(['<', '&']) { parse::parse(html).words(0) } else { squeeze(html) }
}

/// What a page or a feed says of its own encoding.
pub(super) fn charset(head: &[u8]) -> Option<String> {
    charset::declared(head)
}

/// The language of a tag of BCP 47.
pub(super) fn language(tag: &str) -> Option<LanguageId> {
    said::by_tag(tag)
}

/// White space as one space each, none at the ends, and no controls: what a terminal would take for orders.
fn squeeze(text: &str) -> String {
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.retain(|c| !c.is_control());
    words
}
