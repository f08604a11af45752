//! Organisations: bodies known by name, names with a head (ministry, bank, newspaper) and their extent,
//! names in brackets beside them, and the short forms that stand for them later.

use crate::lexicon::{self, Class, Entry, Features};
use crate::text::span::Span;

use super::body::{Bodies, Body};
use super::entity::{self, Mention};
use super::name::{self, Pairs};
use super::quick::Map;
use super::token::{TokenKind, Tokens};
use super::vocabulary::{Classes, Reading, has_article};

/// What a name of a body may begin with.
const SIGNS: Classes =
    Classes::of(&[Class::Organization, Class::BodyHead, Class::Portfolio, Class::NeverBody]);

/// Every mention of an organisation in a chunk, by start.
pub fn find(text: &Tokens) -> Vec<Mention> {
    let pairs = Pairs::default();
    let mut found = Finder { text, mentions: Vec::new(), heads: Map::default() };
    for block in &text.blocks {
        let bodies = Bodies { text, pairs: &pairs, lexicon: block.lexicon, end: block.range.end };
        let mut i = block.range.start;
        while i < block.range.end {
            if let Some(inner) = bodies.outlet(i, block.range.start) {
                i = found.outlet(&bodies, inner);
                continue;
            }
            let worth = text.all[i].kind == TokenKind::Word && text.all[i].classes.any(SIGNS);
            i = if worth { found.at(&bodies, i) } else { i + 1 };
        }
    }
    found.settle();
    found.aliases();
    let mut mentions = found.mentions;
    mentions.sort_by_key(|mention| mention.span);
    mentions
}

/// What all names of a known body share.
fn key_of(entry: &Entry, bodies: &Bodies) -> String {
    if entry.value.is_empty() {
        entity::key(entry.written, bodies.lexicon.article)
    } else {
        format!("={}", entry.value)
    }
}

struct Finder<'a, 't> {
    text: &'t Tokens<'a>,
    mentions: Vec<Mention>,
    /// The last body of each head, for its short form.
    heads: Map<String, String>,
}

impl<'a> Finder<'a, '_> {
    /// Reads a name at token `i`; answers where to go on.
    fn at(&mut self, bodies: &Bodies, i: usize) -> usize {
        let text = self.text;
        let end = bodies.end;
        if let Some((.., next)) = text.phrase(i, Class::NeverBody).filter(|&(.., next)| next <= end)
            && text.phrase(i, Class::Organization).is_none()
        {
            return next;
        }
        // A canal is a place, not a channel.
        if let Some((.., next)) =
            text.phrase(i, Class::Place).filter(|&(.., next)| next <= end && next > i + 1)
            && text.phrase(i, Class::Organization).is_none()
        {
            return next;
        }
        let known = self.known(bodies, i);
        let head = bodies.head(i);
        let body = head.and_then(|(reading, entry, at)| {
            bodies.at(i, reading, &bodies.kind(i), at).map(|body| (reading, entry, body))
        });
        if let Some((reading, entry, next)) = known
            && body.as_ref().is_none_or(|(_, _, body)| body.to <= next)
        {
            let key = key_of(entry, bodies);
            let mut mention = self.mention(i, next, reading, key, "known body", 0.95);
            if entry.features.has(Features::DEFINITE) {
                mention.name = entry.written.to_string();
            }
            return self.push(bodies, mention, None, i);
        }
        if let Some((reading, entry, body)) = body {
            return self.body(bodies, i, reading, entry.written, body);
        }
        if let Some(next) = self.ministry(bodies, i) {
            return next;
        }
        // A head with its article alone stands for the last body of that head.
        if let Some((reading, entry, next)) = head
            && has_article(bodies.lexicon, reading.clitics)
            && let Some(key) = self.heads.get(entry.written).cloned()
        {
            let mut mention = self.mention(i, next, reading, key, "short form", 0.6);
            mention.short = true;
            self.mentions.push(mention);
            return next;
        }
        i + 1
    }

    /// Takes in a medium's name; answers the token after it.
    fn outlet(&mut self, bodies: &Bodies, (from, to): (usize, usize)) -> usize {
        let plain = &self.text.word(from).readings[0];
        let key = match self.known(bodies, from).filter(|(.., next)| *next == to) {
            Some((_, entry, _)) => key_of(entry, bodies),
            None => entity::key(self.text.slice(from, to), bodies.lexicon.article),
        };
        let mention = self.mention(from, to, plain, key, "outlet", 0.7);
        self.mentions.push(mention);
        to
    }

    /// A body known by name at token `i`; an article that the name does not have is another word's.
    fn known(&self, bodies: &Bodies, i: usize) -> Option<(&'a Reading, &'static Entry, usize)> {
        self.text.phrase(i, Class::Organization).filter(|(reading, entry, next)| {
            let article =
                has_article(bodies.lexicon, reading.clitics) && !entry.features.has(Features::DEFINITE);
            *next <= bodies.end && !reading.joined && !article
        })
    }

    fn mention(
        &self,
        from: usize,
        to: usize,
        reading: &Reading,
        key: String,
        rule: &'static str,
        confidence: f32,
    ) -> Mention {
        let text = self.text;
        let prefix = reading.prefix - text.article_bytes(from, reading);
        let span = Span::new(text.all[from].span.start + u32::from(prefix), text.all[to - 1].span.end);
        // An article that a prefix swallowed belongs to the name.
        let lexicon = lexicon::get(text.word(from).language);
        let swallowed = has_article(lexicon, reading.clitics) && prefix == reading.prefix;
        let article = if swallowed { lexicon.article } else { "" };
        let name = format!("{article}{}", text.chunk.slice(span));
        Mention { span, from, to, name, key, rule, confidence, short: false }
    }

    /// Takes in a name with its head.
    fn body(
        &mut self,
        bodies: &Bodies,
        i: usize,
        reading: &Reading,
        head: &'static str,
        body: Body,
    ) -> usize {
        let article = bodies.lexicon.article;
        let reading = if body.from == i { reading } else { &self.text.word(body.from).readings[0] };
        let whole = self.mention(body.from, body.to, reading, String::new(), "head", body.confidence);
        if let Some((from, to)) = body.inner {
            // The name proper; the head is what it is.
            let plain = &self.text.word(from).readings[0];
            let known = self.known(bodies, from).filter(|(.., next)| *next == to);
            let key = match known {
                Some((_, entry, _)) => key_of(entry, bodies),
                None => entity::key(self.text.slice(from, to), article),
            };
            let mention = self.mention(from, to, plain, key, "head and name", body.confidence);
            return self.push(bodies, mention, Some(head), i).max(body.to);
        }
        let key = entity::key(&whole.name, article);
        self.push(bodies, Mention { key, ..whole }, Some(head), i)
    }

    /// Adds a mention, and the name in brackets beside it; answers the token after both.
    fn push(&mut self, bodies: &Bodies, mention: Mention, head: Option<&str>, _: usize) -> usize {
        let mut next = mention.to;
        let at =
            next + usize::from(self.text.all.get(next).is_some_and(|token| token.kind == TokenKind::Quote));
        if self.text.all.get(at).is_some_and(|token| token.is('('))
            && let Some((from, to)) = name::marked(self.text, at, bodies.end)
            && to - from <= 3
            && !self.text.word(from).classes.has(Class::Place)
            && self.text.all[from].kind == TokenKind::Word
        {
            let plain = &self.text.word(from).readings[0];
            let other =
                self.mention(from, to, plain, mention.key.clone(), mention.rule, mention.confidence - 0.05);
            // Beside the name it is a form of it, never the fullest.
            self.mentions.push(Mention { short: true, ..other });
            next = to + 1;
        }
        if let Some(head) = head {
            self.heads.insert(head.to_string(), mention.key.clone());
        }
        self.mentions.push(mention);
        next
    }

    /// Foreign affairs + Russian: the field stands for its ministry.
    fn ministry(&mut self, bodies: &Bodies, i: usize) -> Option<usize> {
        let text = self.text;
        let (reading, entry, at) = text.phrase(i, Class::Portfolio)?;
        let next = text.all.get(at).filter(|token| at < bodies.end && token.kind == TokenKind::Word)?;
        let _ = next;
        let nation = text.word(at).classes.has(Class::Nationality)
            && text.folded(at).starts_with(bodies.lexicon.article)
            && bodies.lexicon.feminine.iter().any(|ending| text.folded(at).ends_with(ending));
        if entry.value != "ministry" || !nation {
            return None;
        }
        // After a noun with its article it is that noun's adjective.
        if reading.prefix == 0 && i > 0 {
            let before = text.word(i - 1);
            let definite = text.all[i - 1].kind == TokenKind::Word
                && text.folded(i - 1).starts_with(bodies.lexicon.article);
            if definite || before.classes.any(Classes::of(&[Class::BodyHead, Class::Portfolio])) {
                return None;
            }
        }
        let whole = self.mention(i, at + 1, reading, String::new(), "ministry", 0.85);
        let key = entity::key(&whole.name, bodies.lexicon.article);
        Some(self.push(bodies, Mention { key, ..whole }, None, i))
    }

    /// One key for all names of one body: a name that begins another, or ends it after its head.
    fn settle(&mut self) {
        let article = |text: &Tokens, i: usize| lexicon::get(text.word(i).language).article;
        let mut names: Vec<(String, String)> = self
            .mentions
            .iter()
            .filter(|mention| !mention.short)
            .map(|mention| {
                (entity::key(&mention.name, article(self.text, mention.from)), mention.key.clone())
            })
            .collect();
        names.sort();
        names.dedup();
        let mut same: Map<String, String> = Map::default();
        let root = |same: &Map<String, String>, key: &String| same.get(key).unwrap_or(key).clone();
        // Sorted, a name follows right after one that begins it.
        for pair in names.windows(2) {
            let ((short, one), (long, other)) = (&pair[0], &pair[1]);
            let begins = long
                .strip_prefix(short.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
            if begins
                && short.contains(' ')
                && one != other
                && !(one.starts_with('=') && other.starts_with('='))
            {
                let key = root(&same, one);
                same.insert(other.clone(), key);
            }
        }
        let tails: Map<&str, &String> = names
            .iter()
            .filter_map(|(name, key)| name.split_once(' ').map(|(_, tail)| (tail, key)))
            .collect();
        for (name, key) in &names {
            if let Some(whole) =
                tails.get(name.as_str()).filter(|whole| **whole != key && !same.contains_key(key))
            {
                let whole = root(&same, whole);
                if &whole != key {
                    same.insert(key.clone(), whole);
                }
            }
        }
        for mention in &mut self.mentions {
            if let Some(key) = same.get(&mention.key) {
                mention.key.clone_from(key);
            }
        }
    }

    /// Names that stand elsewhere without their head or their brackets.
    fn aliases(&mut self) {
        let text = self.text;
        let mut names: Map<String, String> = Map::default();
        for mention in &self.mentions {
            let distinct = matches!(mention.rule, "head and name" | "outlet")
                || mention.short && mention.rule != "short form";
            if distinct && mention.to - mention.from == 1 && !text.word(mention.from).known() {
                let lexicon = lexicon::get(text.word(mention.from).language);
                names.insert(entity::key(text.folded(mention.from), lexicon.article), mention.key.clone());
            }
        }
        if names.is_empty() {
            return;
        }
        let mut covered: Vec<(usize, usize)> = self.mentions.iter().map(|m| (m.from, m.to)).collect();
        covered.sort_unstable();
        let mut next = covered.iter().copied().peekable();
        // Each form is looked up once: which of its readings is a name, if any.
        let mut readings: Vec<Option<Option<usize>>> = vec![None; text.vocabulary.len()];
        for i in 0..text.all.len() {
            while next.peek().is_some_and(|&(_, to)| to <= i) {
                next.next();
            }
            if text.all[i].kind != TokenKind::Word || next.peek().is_some_and(|&(from, _)| from <= i) {
                continue;
            }
            let word = text.word(i);
            let article = lexicon::get(word.language).article;
            let bare = |reading: &Reading| entity::bare(word.stem(reading), article);
            let known = readings[text.all[i].word.0 as usize].get_or_insert_with(|| {
                word.readings.iter().position(|reading| names.contains_key(bare(reading)))
            });
            if let Some(reading) = known.map(|at| &word.readings[at])
                && let Some(key) = names.get(bare(reading))
            {
                let mention = self.mention(i, i + 1, reading, key.clone(), "name again", 0.85);
                self.mentions.push(mention);
            }
        }
    }
}
