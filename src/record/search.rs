//! What is looked for in the library, and what is found.

use super::ArticleId;
use crate::text::span::Span;

/// What is looked for: everything given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words, in any order; `"…"` a phrase, a last `*` the beginning of a word.
    pub words: String,
    /// Words of the speaker's name.
    pub speaker: Option<String>,
    /// What the cue says of the words, as CONTRACT's stances.
    pub stance: Option<String>,
    /// Kinds of highlights; none: quotes.
    pub kinds: Vec<String>,
    /// Published (else fetched) on that day or later, and on that day or earlier: EDTF.
    pub since: Option<String>,
    /// The last day.
    pub until: Option<String>,
    /// Words of the outlet's name.
    pub outlet: Option<String>,
    /// Most hits of either sort; 0: as many as there are.
    pub limit: usize,
}

/// A highlight that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub article: ArticleId,
    /// Its headline, else where it came from.
    pub title: String,
    /// The paper, agency or site.
    pub outlet: Option<String>,
    /// When it was published: EDTF.
    pub published: Option<String>,
    /// The kind's name.
    pub kind: String,
    /// A quote's form.
    pub form: Option<String>,
    /// What the cue says of the words.
    pub stance: Option<String>,
    /// Who said it.
    pub speaker: Option<String>,
    /// Where it stands in the article's text.
    pub span: Span,
    /// The words.
    pub text: String,
}

/// An article that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleHit {
    /// The article.
    pub article: ArticleId,
    /// Its headline, else where it came from.
    pub title: String,
    /// The paper, agency or site.
    pub outlet: Option<String>,
    /// When it was published: EDTF.
    pub published: Option<String>,
    /// Where the first of the words stands.
    pub span: Span,
    /// The words around it, on one line.
    pub snippet: String,
}

/// What a search found, the best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Highlights.
    pub hits: Vec<Hit>,
    /// Articles.
    pub articles: Vec<ArticleHit>,
    /// Whether not all words stand together anywhere, and some of them had to do.
    pub loose: bool,
}
