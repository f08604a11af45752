//! Questions and answers that open and close: buttons and what stands beside them, which is of the article though it is
//! hidden until a script shows it.

use super::dom::{Dom, Id};

/// How far around a button its answer is looked for.
const AROUND: usize = 4;

/// The fewest words of a question, and of a sentence in its answer.
const QUESTION: usize = 3;
const SENTENCE: usize = 7;

/// Whether a button opens a part of the article.
pub fn is_question(dom: &Dom, button: Id) -> bool {
    is_asked(dom, button) && answer(dom, button).is_some_and(|answer| is_prose(dom, answer))
}

/// Whether an element is what a button before it opens.
pub fn is_answer(dom: &Dom, id: Id) -> bool {
    if !is_prose(dom, id) {
        return false;
    }
    let mut at = id;
    for _ in 0..AROUND {
        if let Some(before) = beside(dom, at, Dom::before) {
            let mut buttons = dom.inside(before).take(30).filter(|id| dom.name(*id) == "button");
            return buttons.next().is_some_and(|button| is_asked(dom, button)) && buttons.next().is_none();
        }
        let Some(parent) = dom.parent(at) else { break };
        at = parent;
    }
    false
}

/// Whether a button says of itself that it opens what stands beside it, in words that could be a heading.
fn is_asked(dom: &Dom, button: Id) -> bool {
    let words = dom.words(button);
    if !(QUESTION..=40).contains(&words.split(' ').count()) {
        return false;
    }
    let told = ["aria-expanded", "aria-controls"].iter().any(|name| dom.attribute(button, name).is_some())
        || ["data-toggle", "data-bs-toggle"]
            .iter()
            .any(|name| dom.attribute(button, name) == Some("collapse"));
    let around = || dom.ancestors(button).take(AROUND);
    let called = || {
        [button].into_iter().chain(around()).filter_map(|id| dom.attribute(id, "class")).any(|class| {
            let class = class.to_ascii_lowercase();
            ["accordion", "collaps", "faq", "toggle"].iter().any(|one| class.contains(one))
        })
    };
    let heads = || around().any(|id| super::said::is_heading(dom.name(id)));
    let asks = words.ends_with(['\u{61f}', '?']);
    !dom.ancestors(button).take(8).any(|id| dom.is(id, &["nav", "form", "footer"]))
        && (asks || told || called() || heads())
}

/// What stands after a button, or after what is around it.
fn answer(dom: &Dom, button: Id) -> Option<Id> {
    let mut at = button;
    for _ in 0..AROUND {
        if let Some(next) = beside(dom, at, Dom::after) {
            return Some(next);
        }
        at = dom.parent(at)?;
    }
    None
}

/// The next element on one side.
fn beside(dom: &Dom, id: Id, step: impl Fn(&Dom, Id) -> Option<Id>) -> Option<Id> {
    let mut at = step(dom, id);
    for _ in 0..8 {
        let id = at?;
        if !dom.name(id).is_empty() {
            return Some(id);
        }
        at = step(dom, id);
    }
    None
}

/// Whether an element holds a sentence outside of links.
fn is_prose(dom: &Dom, id: Id) -> bool {
    dom.inside(id).take(200).any(|id| {
        dom.text(id).is_some_and(|text| text.split_whitespace().count() >= SENTENCE)
            && !dom.ancestors(id).take(3).any(|id| dom.is(id, &["a", "script", "style"]))
    })
}
