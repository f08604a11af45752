//! Where in a page a piece stands: in its article's element, between that and the headline, or elsewhere.

use std::collections::HashMap;

use super::dom::{Dom, Id};

/// Where a piece stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// In the element that holds most of the article.
    Core,
    /// Between the headline and it.
    Front,
    /// Elsewhere, where Readability keeps it.
    Kept,
    /// Elsewhere.
    Outside,
}

/// Where in a page its article is.
pub struct Zones<'a> {
    /// The page.
    pub dom: &'a Dom,
    /// The element that holds most of the article, and one that holds nearly all.
    pub core: Id,
    pub wide: Id,
    /// What Readability keeps.
    pub kept: Option<&'a [bool]>,
    /// Where the headline stands, if before the core.
    pub from: Option<usize>,
    /// Where the core begins.
    pub core_at: usize,
    /// Where each element stands.
    pub places: HashMap<Id, usize>,
}

impl Zones<'_> {
    /// Where an element stands.
    pub fn of(&self, element: Id) -> Zone {
        let at = self.places.get(&element).copied().unwrap_or(0);
        if self.dom.holds(self.core, element) {
            Zone::Core
        } else if self.from.is_some_and(|from| at > from) && at < self.core_at {
            Zone::Front
        } else if self.kept.is_some_and(|kept| kept[element]) && self.dom.holds(self.wide, element) {
            Zone::Kept
        } else {
            Zone::Outside
        }
    }

    /// Whether an element stands after the core, in what is around that.
    pub fn is_below(&self, element: Id) -> bool {
        let at = self.places.get(&element).copied().unwrap_or(0);
        let mut around = self.dom.ancestors(self.core).take(3);
        at > self.core_at
            && around.any(|id| !self.dom.is(id, &["body", "html"]) && self.dom.holds(id, element))
    }
}
