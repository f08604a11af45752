//! What is told of one source: the document's facts and its highlights with their words.

use crate::article::{Article, Extracted};
use crate::document::{Chunk, Document};
use crate::highlight::{Highlight, Role};
use crate::lexicon;
use crate::record::correct::{correct, corrections};
use crate::record::{Facts, Placed};
use crate::text::language::LanguageId;
use crate::text::span::Span;

/// One source's highlights, collected chunk by chunk and then written in some format.
#[derive(Clone, Debug)]
pub struct Report {
    /// As the user named the source.
    pub origin: String,
    /// The format's name.
    pub format: &'static str,
    /// The document's language code, where it is known.
    pub language: Option<String>,
    /// Whether the document runs right to left.
    pub rtl: bool,
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When: EDTF.
    pub published: Option<String>,
    /// How many words it has.
    pub words: usize,
    /// The highlights in text order.
    pub entries: Vec<Entry>,
    /// The reader's marks, where these are told.
    pub marks: Option<Vec<Placed>>,
    /// Where each block begins.
    blocks: Vec<u32>,
    /// What the text itself tells of where and when it appeared.
    facts: Facts,
}

/// A highlight with what is looked up for it once, while its chunk is at hand.
#[derive(Clone, Debug)]
pub struct Entry {
    /// From 1, in text order over the whole document; kept when entries are filtered.
    pub id: usize,
    /// Exactly the characters at its span.
    pub text: String,
    /// The number of the block that holds its start.
    pub block: usize,
    /// The highlight.
    pub highlight: Highlight,
    /// The characters where its speaker, its addressee and its cue stand.
    mentions: Vec<(Role, String)>,
}

impl Entry {
    /// The characters where the part with that role stands: a speaker, an addressee or a cue.
    pub fn mention(&self, role: Role) -> Option<&str> {
        self.mentions.iter().find(|(of, _)| *of == role).map(|(_, text)| text.as_str())
    }

    /// The values of every part with that role.
    pub fn values(&self, role: Role) -> impl Iterator<Item = &str> {
        let parts = self.highlight.parts.iter().filter(move |part| part.role == role);
        parts.filter_map(|part| part.value.as_deref())
    }
}

impl Report {
    /// All that an article holds; `marks` are the reader's, where these are told.
    pub fn of(article: &Article, marks: Option<Vec<Placed>>) -> Self {
        Report::of_parts(article, marks, &mut article.stream())
    }

    /// The same, where somebody looks on while the article's parts come.
    pub fn of_parts(
        article: &Article,
        marks: Option<Vec<Placed>>,
        parts: &mut dyn Iterator<Item = Extracted>,
    ) -> Self {
        let id = article.document.language;
        let language = (id != LanguageId::UNKNOWN).then(|| lexicon::code(id));
        let mut report = Report::new(&article.document, language);
        let corrections = corrections(marks.as_deref().unwrap_or_default());
        for Extracted { chunk, highlights, .. } in parts {
            report.push(&article.document, &chunk, correct(highlights, &corrections).highlights);
        }
        report.marks = marks;
        report.finish();
        report
    }

    /// A report without highlights yet. `language`: the code of the document's language.
    pub fn new(document: &Document, language: Option<&str>) -> Self {
        let meta = &document.meta;
        Report {
            origin: meta.origin.clone(),
            format: meta.format,
            language: language.map(str::to_owned),
            rtl: document.direction.is_rtl(),
            title: meta.title.clone(),
            byline: meta.byline.clone(),
            published: meta.published.clone(),
            words: 0,
            entries: Vec::new(),
            marks: None,
            blocks: Vec::new(),
            facts: Facts::default(),
        }
    }

    /// Adds the next chunk and the highlights that came with it; a highlight held back until now may lie
    /// in an earlier chunk.
    pub fn push(&mut self, document: &Document, chunk: &Chunk, highlights: Vec<Highlight>) {
        self.blocks.extend(chunk.blocks.iter().map(|block| block.span.start));
        self.facts.take(chunk, &highlights);
        self.words += chunk.blocks.iter().map(|block| words(chunk.slice(block.span))).sum::<usize>();
        for highlight in highlights {
            let text = slice(document, chunk, highlight.span);
            let block = self.blocks.partition_point(|start| *start <= highlight.span.start).saturating_sub(1);
            let mentions = [Role::Speaker, Role::Addressee, Role::Cue]
                .into_iter()
                .filter_map(|role| Some((role, slice(document, chunk, highlight.place(role)?))))
                .collect();
            self.entries.push(Entry { id: 0, text, block, highlight, mentions });
        }
    }

    /// Puts the highlights in order and numbers them, after the last chunk. The date in a byline is the
    /// day of publication, where nothing else tells it.
    pub fn finish(&mut self) {
        self.entries.sort_by_key(|entry| entry.highlight.span);
        if self.published.is_none() {
            self.published = self.facts.published.take();
        }
        for (i, entry) in self.entries.iter_mut().enumerate() {
            entry.id = i + 1;
        }
    }
}

fn slice(document: &Document, chunk: &Chunk, span: Span) -> String {
    if chunk.span.covers(span) {
        chunk.slice(span).to_owned()
    } else {
        document.text.slice(span).into_owned()
    }
}

/// Stretches between white space that hold a letter or a digit.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Who said a quote: the name, else the words that stand for it.
pub(super) fn speaker(entry: &Entry) -> Option<&str> {
    entry.highlight.value(Role::Speaker).or_else(|| entry.mention(Role::Speaker))
}

/// What is known of a highlight beside its words, for people: a figure's value, a date, other names.
pub(super) fn details(entry: &Entry) -> Option<String> {
    let it = &entry.highlight;
    if let Some(value) = it.value(Role::Value) {
        let most = it.value(Role::ValueMax).map(|most| format!(" – {}", grouped(most))).unwrap_or_default();
        let unit = it.value(Role::Unit).map(|unit| format!(" {unit}")).unwrap_or_default();
        return told_already(entry, format!("{}{most}{unit}", grouped(value)));
    }
    if let Some(date) = it.value(Role::Iso).or(it.value(Role::Relative)) {
        return told_already(entry, date.to_owned());
    }
    let name = it.value(Role::Name)?;
    let others: Vec<&str> = entry.values(Role::Alias).filter(|alias| *alias != name).collect();
    (!others.is_empty()).then(|| others.join(" · "))
}

/// `None` where the words say it in the same characters: 29.3% is 29.3 %, 2024 is 2024.
fn told_already(entry: &Entry, details: String) -> Option<String> {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    (!bare(&entry.text).contains(&bare(&details))).then_some(details)
}

/// A decimal number with its thousands set apart.
fn grouped(value: &str) -> String {
    let (whole, rest) = value.split_at(value.find('.').unwrap_or(value.len()));
    if whole.len() < 5 || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return value.to_owned();
    }
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}
