//! From the tree to pieces: a paragraph, a heading, an item … each with its words, its marks, what the page
//! says of its direction and language, and what speaks for and against it. Iterative, once through.

use std::sync::Arc;

use url::Url;

use super::address;
use super::dom::{Dom, Id};
use super::furniture::{Furniture, Part};
use super::names::BLOCKS;
use super::said::{
    direction_of, is_caption, is_data, is_heading, is_in_figure, is_pull_quote, is_set_apart, language_of,
    number,
};
use super::table::Table;
use crate::document::{BlockKind, Mark, MarkKind};
use crate::text::bidi::{Direction, first_strong};
use crate::text::language::LanguageId;
use crate::text::span::Span;

/// A stretch of a page that becomes a block, if it is of the article.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is to a reader.
    pub kind: BlockKind,
    /// Its words, white space as one space each, unless preformatted.
    pub words: String,
    /// Marks by offsets in `words`.
    pub marks: Vec<Mark>,
    /// The direction that the page gives it.
    pub direction: Option<Direction>,
    /// The language that the page gives it.
    pub language: Option<LanguageId>,
    /// The element that it stands in.
    pub element: Id,
    /// How many bytes of it are in links.
    pub linked: usize,
    /// Whether a line end, not a paragraph's end, is before it.
    pub close: bool,
    /// Whether it is a row of a table of several.
    pub row: bool,
}

const FSI: char = '\u{2068}';
const LRI: char = '\u{2066}';
const RLI: char = '\u{2067}';
const LRO: char = '\u{202d}';
const RLO: char = '\u{202e}';
const PDF: char = '\u{202c}';
const PDI: char = '\u{2069}';

/// Walks through `root`.
pub struct Walk<'a> {
    dom: &'a Dom,
    furniture: &'a Furniture,
    base: Option<Url>,
    /// Whether parts that are not of the article are walked too.
    all: bool,
    pieces: Vec<Piece>,
    now: Now,
    open: Vec<Open>,
    /// Tables that are data: their rows are pieces.
    tables: Vec<Table>,
}

/// The piece that is being written.
#[derive(Default)]
struct Now {
    words: String,
    marks: Vec<Mark>,
    linked: usize,
    close: bool,
    element: Id,
}

/// What an open element changed.
struct Open {
    id: Id,
    block: bool,
    kind: Option<BlockKind>,
    mark: Option<(MarkKind, usize, Option<Arc<str>>)>,
    closing: &'static [char],
}

/// The pieces of `root`. `base`: what addresses are relative to.
pub fn pieces(dom: &Dom, furniture: &Furniture, root: Id, base: Option<Url>, all: bool) -> Vec<Piece> {
    let mut walk = Walk {
        dom,
        furniture,
        base,
        all,
        pieces: Vec::new(),
        now: Now { element: root, ..Now::default() },
        open: Vec::new(),
        tables: Vec::new(),
    };
    walk.run(root);
    walk.pieces
}

impl Walk<'_> {
    fn run(&mut self, root: Id) {
        let mut at = Some(root);
        while let Some(id) = at {
            while let Some(open) = self.open.last() {
                if self.dom.parent(id) == Some(open.id) {
                    break;
                }
                self.leave();
            }
            let skipped = match self.furniture.part(id) {
                Part::Open => false,
                Part::Hidden => true,
                Part::Out | Part::Related => !self.all,
            };
            if !skipped {
                match self.dom.text(id) {
                    Some(text) => self.text(text),
                    None if !self.dom.name(id).is_empty() => self.enter(id),
                    None => {}
                }
            }
            let inside = if skipped { None } else { self.dom.children(id).next() };
            at = inside.or_else(|| self.dom.past(id, root));
        }
        while !self.open.is_empty() {
            self.leave();
        }
        self.flush();
    }

    fn kind(&self) -> BlockKind {
        self.open.iter().rev().find_map(|open| open.kind).unwrap_or(BlockKind::Paragraph)
    }

    fn text(&mut self, text: &str) {
        if self.kind() == BlockKind::Preformatted {
            self.now.words.extend(text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')));
            return;
        }
        for c in text.chars() {
            if c.is_whitespace() {
                if !self.now.words.is_empty() && !self.now.words.ends_with(' ') {
                    self.now.words.push(' ');
                }
            } else if !c.is_control() && !matches!(c, '\u{ad}' | '\u{feff}' | '\u{fffc}') {
                self.now.words.push(c);
            }
        }
    }

    fn enter(&mut self, id: Id) {
        let dom = self.dom;
        let name = dom.name(id);
        let in_row = self.is_in_row(id);
        let block = (BLOCKS.contains(&name) || is_set_apart(dom, id)) && !in_row;
        if in_row && BLOCKS.contains(&name) {
            self.text(" ");
        }
        let mut open = Open { id, block, kind: None, mark: None, closing: &[] };
        if block {
            self.flush();
            self.now.element = id;
            open.kind = self.block_kind(id, name);
        }
        let mark = |kind, value| Some((kind, self.now.words.len(), value));
        match name {
            "br" => {
                if self.kind() == BlockKind::Preformatted {
                    self.now.words.push('\n');
                } else if in_row {
                    self.text(" ");
                } else {
                    let element = self.now.element;
                    self.flush();
                    self.now.close = true;
                    self.now.element = element;
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.begin_row();
                }
            }
            "td" | "th" if in_row => {
                if let Some(table) = self.tables.last_mut() {
                    table.begin_cell(dom, id, &mut self.now.words);
                }
            }
            "table" if is_data(dom, id) => self.tables.push(Table::new(dom, id)),
            "img" | "amp-img" => self.picture(id),
            "b" | "strong" => open.mark = mark(MarkKind::Strong, None),
            "i" | "em" | "cite" | "dfn" => open.mark = mark(MarkKind::Emphasis, None),
            "code" | "kbd" | "samp" | "tt" => open.mark = mark(MarkKind::Code, None),
            "a" => {
                let href = dom.attribute(id, "href");
                if href.is_some_and(|href| href.len() > 1 && href.starts_with('#')) {
                    // To a place in the page: it leads nowhere, and is a link all the same.
                    open.mark = mark(MarkKind::Link, None);
                } else if let Some(address) = href.and_then(|href| address::of(self.base.as_ref(), href)) {
                    open.mark = mark(MarkKind::Link, Some(address));
                }
            }
            // Spans beside each other in a link are what it shows apart: a section, a title.
            "span"
                if dom.before(id).is_some_and(|before| dom.name(before) == "span")
                    && self.open.iter().rev().take(2).any(|open| dom.name(open.id) == "a") =>
            {
                self.text(" ");
            }
            "sup" => self.raise(id, &mut open),
            "q" => {
                self.now.words.push('\u{201c}');
                open.closing = &['\u{201d}'];
            }
            "li" if open.kind.is_some() => {
                if let Some(number) = number(dom, id) {
                    self.now.words.push_str(&format!("{number}. "));
                }
            }
            _ => {}
        }
        if !block && !matches!(name, "br" | "img") {
            self.isolate(id, name, &mut open);
        }
        self.open.push(open);
    }

    /// A raised number: of a note in brackets, for it is none of the number before it; of a power as raised digits.
    fn raise(&mut self, id: Id, open: &mut Open) {
        let words = self.dom.words(id);
        let after_digit = self.now.words.ends_with(crate::text::digits::is_digit);
        if words.is_empty() || words.len() > 6 || !words.chars().all(crate::text::digits::is_digit) {
            return;
        }
        if self.dom.inside(id).any(|id| self.dom.name(id) == "a") {
            self.now.words.push('[');
            open.closing = &[']'];
        } else if after_digit {
            self.now.words.push('^');
        }
    }

    /// What an inline element says of its direction becomes the isolate that means the same (UAX #9, 2.7).
    fn isolate(&mut self, id: Id, name: &str, open: &mut Open) {
        let told = self.dom.attribute(id, "dir").map(str::to_ascii_lowercase);
        let direction = match told.as_deref() {
            Some("rtl") => Some(Direction::RightToLeft),
            Some("ltr") => Some(Direction::LeftToRight),
            _ => None,
        };
        if name == "bdo"
            && let Some(direction) = direction
        {
            let (isolate, over) = if direction.is_rtl() { (RLI, RLO) } else { (LRI, LRO) };
            self.now.words.extend([isolate, over]);
            open.closing = &[PDF, PDI];
            return;
        }
        let auto = name == "bdi" || told.as_deref() == Some("auto");
        if !auto && direction.is_none() {
            return;
        }
        let around = direction_of(self.dom, self.now.element);
        // Editors wrap every run into its own direction: where that is the direction around it, and where the
        // words are all of one direction anyway, it says nothing.
        let words: String = self.dom.inside(id).take(64).filter_map(|id| self.dom.text(id)).collect();
        let own = direction.or_else(|| first_strong(&words));
        let plain = own.is_none_or(|own| {
            words.chars().all(|c| first_strong(c.encode_utf8(&mut [0; 4])) == Some(own) || c == ' ')
        });
        if plain && (own == around || words.chars().all(char::is_alphabetic))
            || direction.is_some() && direction == around
        {
            return;
        }
        self.now.words.push(match (auto && direction.is_none(), direction) {
            (false, Some(direction)) => {
                if direction.is_rtl() {
                    RLI
                } else {
                    LRI
                }
            }
            _ => FSI,
        });
        open.closing = &[PDI];
    }

    fn block_kind(&self, id: Id, name: &str) -> Option<BlockKind> {
        let class = |parts: &[&str]| {
            self.dom.attribute(id, "class").is_some_and(|class| {
                let class = class.to_ascii_lowercase();
                parts.iter().any(|part| class.contains(part))
            })
        };
        Some(match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading(name.as_bytes()[1] - b'0'),
            "h7" => BlockKind::Heading(6),
            "figcaption" | "caption" => BlockKind::Caption,
            "pre" | "listing" | "xmp" | "plaintext" => BlockKind::Preformatted,
            // What opens a part of the article.
            "summary" | "button" if !self.open.iter().any(|open| is_heading(self.dom.name(open.id))) => {
                BlockKind::Heading(4)
            }
            "li" | "dd" => {
                let lists = self
                    .dom
                    .ancestors(id)
                    .take(40)
                    .filter(|id| self.dom.is(*id, &["ul", "ol", "dl"]))
                    .count();
                BlockKind::Item(lists.saturating_sub(1).min(9) as u8)
            }
            "blockquote" => BlockKind::Quotation,
            "p" | "div" if is_in_figure(self.dom, id) => BlockKind::Caption,
            _ if is_pull_quote(self.dom, id) => BlockKind::Quotation,
            "aside" | "div" | "p" | "section" if class(&["blockquote"]) => BlockKind::Quotation,
            _ if is_caption(self.dom, id)
                && self.dom.inside(id).take(60).all(|id| !self.dom.is(id, &["h2", "h3", "blockquote"]))
                && self.dom.words(id).len() < 800 =>
            {
                BlockKind::Caption
            }
            _ => return None,
        })
    }

    /// A picture is shown by its alternative text, where that says more than a name or a heading does.
    fn picture(&mut self, id: Id) {
        let Some(alt) = self.dom.attribute(id, "alt").map(super::squeeze) else { return };
        let in_words = alt.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).count() >= 3;
        let captioned = self.dom.ancestors(id).take(5).any(|id| {
            self.dom.name(id) == "figure" && self.dom.inside(id).any(|id| self.dom.name(id) == "figcaption")
        });
        if !in_words || captioned || alt.len() > 400 || alt.contains("://") {
            return;
        }
        self.flush();
        let element = self.now.element;
        self.pieces.push(Piece {
            kind: BlockKind::Caption,
            words: alt,
            marks: Vec::new(),
            direction: None,
            language: None,
            element: id,
            linked: 0,
            close: false,
            row: false,
        });
        self.now.element = element;
    }

    /// Whether `id` stands in a row of a table that is data.
    fn is_in_row(&self, id: Id) -> bool {
        !self.tables.is_empty()
            && !self.dom.is(id, &["tr", "thead", "tbody", "tfoot", "caption"])
            && self.open.iter().any(|open| self.dom.name(open.id) == "tr")
    }

    fn leave(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.now.words.extend(open.closing);
        if let Some((kind, from, value)) = open.mark {
            let to = self.now.words.trim_end().len();
            let from =
                from + self.now.words.get(from..to).map_or(0, |words| words.len() - words.trim_start().len());
            if from < to {
                if kind == MarkKind::Link {
                    self.now.linked += to - from;
                }
                self.now.marks.push(Mark { kind, span: Span::new(from as u32, to as u32), value });
            }
        }
        if self.tables.last().is_some_and(|table| table.id == open.id) {
            self.tables.pop();
        } else if let Some(table) = self.tables.last_mut() {
            match self.dom.name(open.id) {
                "td" | "th" => table.end_cell(&self.now.words),
                "tr" => table.end_row(&mut self.now.words),
                _ => {}
            }
        }
        if open.block {
            // The block's own kind still holds for what is in it.
            let kind = open.kind;
            self.flush_as(kind);
            self.now.element = self.open.iter().rev().find(|open| open.block).map_or(open.id, |open| open.id);
        }
    }

    fn flush(&mut self) {
        self.flush_as(None);
    }

    fn flush_as(&mut self, kind: Option<BlockKind>) {
        let kind = kind.unwrap_or_else(|| self.kind());
        let mut now = std::mem::take(&mut self.now);
        self.now.element = now.element;
        // A mark that goes on into the next piece.
        for open in &mut self.open {
            if let Some((kind, from, value)) = &mut open.mark {
                let to = now.words.trim_end().len();
                if *from < to {
                    if *kind == MarkKind::Link {
                        now.linked += to - *from;
                    }
                    now.marks.push(Mark {
                        kind: *kind,
                        span: Span::new(*from as u32, to as u32),
                        value: value.clone(),
                    });
                }
                *from = 0;
            }
        }
        if now.words.chars().all(|c| !c.is_alphanumeric()) {
            // A rule of dashes, an empty paragraph.
            self.now.close = now.close && now.words.is_empty();
            return;
        }
        let (direction, language) = (direction_of(self.dom, now.element), language_of(self.dom, now.element));
        self.pieces.push(Piece {
            kind,
            words: now.words,
            marks: now.marks,
            direction,
            language,
            element: now.element,
            linked: now.linked,
            close: now.close,
            row: self.dom.name(now.element) == "tr" && self.tables.last().is_some_and(|table| table.is_long),
        });
    }
}
