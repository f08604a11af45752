//! Following links: from the selected highlight, by letters over what is seen, and to the system's browser;
//! back and forward through the documents that were open.

use url::Url;

use crate::article::Article;
use crate::command::Step;
use crate::highlight::Role;
use crate::record::Fresh;
use crate::settings::chord::{Code, Key};
use crate::text::address;
use crate::tui::model::hints::Hints;
use crate::tui::model::{Fetching, Model, Notice};
use crate::tui::msg::{Effect, Fetched, Question};

/// From so many bytes on it takes a while to make a document of them.
const LARGE: u64 = 256 << 10;

/// The address that the selected highlight leads to.
fn selected(model: &Model) -> Option<String> {
    model.selected_highlight()?.value(Role::Url).map(str::to_owned)
}

/// Follows the selected highlight, if it leads anywhere.
pub fn follow_selected(model: &mut Model) -> Option<Vec<Effect>> {
    let address = selected(model)?;
    Some(follow(model, &address))
}

/// Fetches a document to open it in place of this one.
pub fn follow(model: &mut Model, to: &str) -> Vec<Effect> {
    let enclosed = model.shelf.article().document.enclosed.iter().find(|enclosed| *enclosed.address == *to);
    let enclosed = enclosed.map(|enclosed| enclosed.html.clone());
    if enclosed.is_none() && !is_page(to) {
        // Another program may know what to do with it; it is not started unasked.
        let name = if outside(to).is_some() { "elsewhere" } else { "no_link" };
        model.say(fill(model.strings.get(name), &address::shown(to)));
        return Vec::new();
    }
    model.tickets += 1;
    let ticket = model.tickets;
    // A page that names somebody with a password does not do so for our good.
    let to = address::without_user(to);
    model.fetching = Some(Fetching { ticket, address: to.clone(), entry: None });
    if enclosed.is_none() {
        model.say(fill(model.strings.get("fetching"), &address::shown(&to)));
    }
    vec![Effect::Fetch { ticket, address: to, enclosed }]
}

/// Whether an address is that of a page.
fn is_page(address: &str) -> bool {
    let scheme = address.split_once("://").map_or("", |(scheme, _)| scheme);
    ["http", "https"].iter().any(|good| scheme.eq_ignore_ascii_case(good))
}

/// An address as it may be handed to another program: a page's, to whom to write, or whom to call, and nothing more
/// than that, without anything that is no character of an address.
fn outside(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    match url.scheme() {
        "http" | "https" if url.has_host() => Some(address::without_user(url.as_str())),
        // What it is to be filled with, or to bring along, is the reader's matter.
        scheme @ ("mailto" | "tel") if !url.path().is_empty() => Some(format!("{scheme}:{}", url.path())),
        _ => None,
    }
}

/// Opens an entry of a feed: what came with it, else its page.
pub fn open_entry(model: &mut Model, fresh: &Fresh) -> Vec<Effect> {
    model.tickets += 1;
    let (ticket, address) = (model.tickets, fresh.address.clone());
    model.fetching = Some(Fetching { ticket, address: address.clone(), entry: Some(fresh.id) });
    if fresh.carried {
        return vec![Effect::Ask(Question::Carried { ticket, entry: fresh.id })];
    }
    model.say(fill(model.strings.get("fetching"), &address::shown(&address)));
    vec![Effect::Fetch { ticket, address, enclosed: None }]
}

/// Puts letters over the links that are seen.
pub fn open_hints(model: &mut Model) {
    let hints = Hints::of(model);
    if hints.all.is_empty() {
        model.say(model.strings.get("no_links"));
    } else {
        model.say(model.strings.get("type_letters"));
        model.hints = Some(hints);
    }
}

/// A key while letters are over the links.
pub fn type_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(mut hints) = model.hints.take() else { return Vec::new() };
    match (key.code, key.ctrl, key.alt) {
        (Code::Backspace, ..) => {
            hints.typed.pop();
        }
        (Code::Char(c), false, false) => {
            hints.typed.push(c.to_ascii_lowercase());
            hints.at = None;
        }
        (Code::Tab | Code::Down | Code::BackTab | Code::Up, false, false) => {
            let address =
                hints.look(matches!(key.code, Code::Tab | Code::Down)).map(|hint| hint.address.clone());
            address.iter().for_each(|to| model.say(address::shown(to)));
            model.hints = Some(hints);
            return Vec::new();
        }
        (Code::Enter, false, false) => {
            let address = hints.looked_at().map(|hint| hint.address.clone());
            return address.map_or_else(Vec::new, |to| follow(model, &to));
        }
        // Any other key leaves.
        _ => return Vec::new(),
    }
    if let Some(hint) = hints.all.iter().find(|hint| hint.label == hints.typed) {
        let to = hint.address.clone();
        return follow(model, &to);
    }
    if hints.left().next().is_some() {
        model.hints = Some(hints);
    }
    Vec::new()
}

/// Opens the selected link, else the document itself, in the system's browser.
pub fn browse(model: &mut Model) -> Vec<Effect> {
    let origin = model.shelf.article().document.meta.origin.clone();
    match outside(&selected(model).unwrap_or(origin)) {
        Some(to) => vec![Effect::Browse(to)],
        None => {
            model.say(model.strings.get("no_link"));
            Vec::new()
        }
    }
}

/// What came of a fetch; what is wanted no more is dropped.
pub fn fetched(model: &mut Model, ticket: u64, fetched: Fetched) -> Vec<Effect> {
    let Some(fetching) = model.fetching.as_ref().filter(|fetching| fetching.ticket == ticket) else {
        return Vec::new();
    };
    match fetched {
        Fetched::So { received, total, seconds } => {
            let kib = |bytes: u64| bytes.div_ceil(1024);
            let amount = match total.filter(|total| *total >= received) {
                _ if received == 0 => format!("{seconds} s"),
                Some(total) => format!("{} / {} KiB", kib(received), kib(total)),
                None => format!("{} KiB", kib(received)),
            };
            let words = fill(model.strings.get("fetching"), &address::shown(&fetching.address));
            model.say(so_far(&amount, &words));
            Vec::new()
        }
        Fetched::Importing(bytes) => {
            // What came with the document at hand is opened before this could be read.
            if bytes >= LARGE {
                let words = fill(model.strings.get("importing"), &address::shown(&fetching.address));
                model.say(so_far(&format!("{} KiB", bytes.div_ceil(1024)), &words));
            }
            Vec::new()
        }
        Fetched::Failed(why) => {
            model.fetching = None;
            model.notice = Some(Notice { text: why, alert: true });
            Vec::new()
        }
        Fetched::Open(article) => {
            let entry = fetching.entry;
            model.fetching = None;
            let mut effects = visit(model, *article);
            effects.extend(entry.map(|entry| Effect::Ask(Question::EntryRead(entry))));
            effects
        }
    }
}

fn visit(model: &mut Model, article: Article) -> Vec<Effect> {
    let warning = article.document.warnings.first().cloned();
    model.visit(article, None);
    match warning {
        Some(warning) => model.notice = Some(Notice { text: warning, alert: false }),
        None => model.notice = None,
    }
    vec![Effect::Read]
}

/// Back to the document before this one, or forward again.
pub fn revisit(model: &mut Model, step: Step) -> Vec<Effect> {
    if model.revisit(step == Step::Forward) {
        vec![Effect::Read]
    } else {
        let name = if step == Step::Forward { "nowhere_on" } else { "nowhere" };
        model.say(model.strings.get(name));
        Vec::new()
    }
}

/// Ends a fetch that goes on; answers whether one did.
pub fn cancel(model: &mut Model) -> bool {
    let going = model.fetching.take().is_some();
    if going {
        model.say(model.strings.get("fetch_ended"));
    }
    going
}

/// How much, then of what: the row may end before the address does.
fn so_far(amount: &str, words: &str) -> String {
    format!("\u{2066}{amount}\u{2069} · {words}")
}

fn fill(form: &str, what: &str) -> String {
    form.replace("{}", what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_program_is_handed_what_it_may_have() {
        for (address, handed) in [
            ("https://example.org/خبر", Some("https://example.org/%D8%AE%D8%A8%D8%B1")),
            ("https://bank.example@evil.example/", Some("https://evil.example/")),
            ("HTTP://Example.org", Some("http://example.org/")),
            ("https://example.org/\u{1b}]0;x\u{7}y", Some("https://example.org/%1B]0;x%07y")),
            ("mailto:a@example.org?attach=/etc/passwd&body=x", Some("mailto:a@example.org")),
            ("tel:+20123", Some("tel:+20123")),
            ("mailto:", None),
            ("file:///etc/passwd", None),
            ("javascript:alert(1)", None),
            ("#entry", None),
            ("-x", None),
            ("", None),
        ] {
            assert_eq!(outside(address).as_deref(), handed, "{address}");
        }
        assert!(is_page("HTTPS://example.org") && !is_page("httpx://a") && !is_page("mailto:a@b"));
    }
}
