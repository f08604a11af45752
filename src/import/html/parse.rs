//! From characters to a tree, by the HTML standard's own algorithm (html5ever), with its depth and its
//! number of nodes bounded: what stands deeper is put beside its parent, so that its text is kept.

use std::borrow::Cow;
use std::cell::Cell;

use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::dom::{Dom, Growing, Id};
use super::names::BLOCKS;

/// How many elements may stand in each other. Real pages have 30 or 40; what scopes and scores a page
/// takes time with the depth.
const DEEPEST: u32 = 256;

/// How many nodes a page may have.
const MOST: usize = 600_000;

/// The tree of a page. Never fails: HTML says what any characters mean.
pub fn parse(text: &str) -> Dom {
    let builder = TreeBuilder::new(
        Growing::new(),
        // Without scripts: what `noscript` holds is read as elements.
        TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
    );
    let tokenizer = Tokenizer::new(Guard { builder, dropped: Cell::new(0) }, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&with_few_attributes(text)));
    // It stops at scripts and where an encoding is named; neither concerns us.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// Lets tags through to the builder as long as there is room.
struct Guard {
    builder: TreeBuilder<Id, Growing>,
    /// Start tags that were not let through: as many end tags are none of the builder's.
    dropped: Cell<u32>,
}

/// Elements that hold nothing: they take no room and have no end tag.
const EMPTY: &[&str] = &[
    "br", "img", "hr", "meta", "link", "input", "wbr", "col", "area", "base", "source", "track", "embed",
    "param",
];

/// A tag with more attributes than this is none that a page has: it is read without them, for the parser
/// compares each with all before it.
const ATTRIBUTES: usize = 512;

/// The text with tags of very many attributes cut down to their names.
fn with_few_attributes(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut kept = String::new();
    let (mut from, mut at) = (0, 0);
    while let Some(open) = text[at..].find('<').map(|n| at + n) {
        let name = bytes[open + 1..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        at = open + 1 + name;
        if name == 0 {
            continue;
        }
        let (mut quote, mut before, mut parts) = (None, 0, 0);
        while let Some(&byte) = bytes.get(at) {
            match (quote, byte) {
                (Some(mark), _) if byte == mark => quote = None,
                (Some(_), _) => {}
                (None, b'>') => break,
                (None, b'"' | b'\'') if before == b'=' => (quote, parts) = (Some(byte), parts + 1),
                (None, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/') => parts += 1,
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                before = byte;
            }
            at += 1;
        }
        if parts > ATTRIBUTES * 2 {
            kept.push_str(&text[from..=open + name]);
            from = at;
        }
    }
    if from == 0 {
        return text.into();
    }
    kept.push_str(&text[from..]);
    kept.into()
}

impl Guard {
    fn is_too_much(&self, tag: &Tag) -> bool {
        let sink = &self.builder.sink;
        tag.kind == TagKind::StartTag
            && (sink.len() > MOST || sink.depth() > DEEPEST)
            && !EMPTY.contains(&&*tag.name)
            // What they hold is read in another way.
            && !matches!(&*tag.name, "script" | "style" | "textarea" | "title")
    }
}

impl TokenSink for Guard {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        match &token {
            Token::TagToken(tag) if self.is_too_much(tag) => {
                self.dropped.set(self.dropped.get() + 1);
                // What a block held stands apart all the same.
                if BLOCKS.contains(&&*tag.name) && self.builder.sink.len() <= MOST {
                    let name = html5ever::LocalName::from("br");
                    let (kind, attrs) = (TagKind::StartTag, Vec::new());
                    let line_break =
                        Tag { kind, name, self_closing: false, attrs, had_duplicate_attributes: false };
                    for _ in 0..2 {
                        let _ = self.builder.process_token(Token::TagToken(line_break.clone()), line);
                    }
                }
                TokenSinkResult::Continue
            }
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => {
                let dropped = self.dropped.get();
                if dropped > 0 && !matches!(&*tag.name, "script" | "style" | "textarea" | "title") {
                    self.dropped.set(dropped - 1);
                    return TokenSinkResult::Continue;
                }
                let result = self.builder.process_token(token, line);
                self.builder.sink.rise();
                result
            }
            Token::CommentToken(_) | Token::ParseError(_) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
