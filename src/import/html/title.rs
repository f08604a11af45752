//! Titles: what two ways to write one have in common, and where the site's name is in one.

use super::squeeze;
use crate::lexicon;

/// A title without the site that pages put before or after it.
pub fn without_site(title: &str, site: Option<&str>) -> String {
    let title = squeeze(title);
    let parts: Vec<(usize, usize)> = title
        .match_indices(['|', '-', '–', '—', '»', '«', '•', ':', '·'])
        .filter(|(at, sign)| {
            let spaced = title[..*at].ends_with(' ') && title[at + sign.len()..].starts_with(' ');
            spaced || *sign == "|"
        })
        .map(|(at, sign)| (at, sign.len()))
        .collect();
    let is_site = |part: &str| {
        site.is_some_and(|site| {
            same(part, site)
                || lexicon::fold(part).contains(&lexicon::fold(site)) && words(part) <= words(site) + 4
        })
    };
    if let Some(&(at, _)) = parts.iter().find(|(at, len)| is_site(title[at + len..].trim())) {
        return without_site(title[..at].trim(), None);
    }
    if let Some(&(at, len)) = parts.iter().rev().find(|(at, _)| is_site(title[..*at].trim())) {
        return title[at + len..].trim().to_owned();
    }
    // A bar is nothing else than a border: what is short after the last one is the site.
    let bar = parts.iter().filter(|(at, _)| title[*at..].starts_with(['|', '»', '«', '•']));
    if let Some(&(at, len)) = bar.clone().next_back()
        && site.is_some()
        && words(&title[at + len..]) <= 4
        && words(&title[..at]) >= 4
    {
        return title[..at].trim().to_owned();
    }
    title
}

/// What stands on either side of each sign that parts a title from a site, where it is long enough for a title.
pub fn sides(title: &str) -> impl Iterator<Item = &str> {
    let signs = title.match_indices(['|', '-', '–', '—', '»', '«', ':', '·']);
    let both = signs.flat_map(|(at, sign)| [title[..at].trim(), title[at + sign.len()..].trim()]);
    both.filter(|side| words(side) >= 4)
}

pub fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// The letters and digits of a text, folded: what two ways to write it have in common.
pub fn bones(text: &str) -> String {
    lexicon::fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two titles are one.
pub fn same(one: &str, other: &str) -> bool {
    let (one, other) = (bones(one), bones(other));
    !one.is_empty() && one == other
}

/// Whether a heading and a title are one, or one of them has a little more (a site, a kicker, an ellipsis).
pub fn is_alike(heading: &str, title: &str) -> bool {
    let (heading, title) = (bones(heading), bones(title));
    let (short, long) = if heading.len() < title.len() { (&heading, &title) } else { (&title, &heading) };
    short.len() >= 12 && (long.contains(short.as_str()) && short.len() * 3 >= long.len())
        || !short.is_empty() && short == long
}
