//! Titles: what two ways to write one have in common, and where the site's name is in one.

use super::squeeze;
use crate::lexicon;

/// Signs that part a title from a site, with spaces around them or after them.
const JOINTS: &[char] =
    &['|', '-', '–', '—', '»', '«', '•', ':', '·', '/', '~', '.', '‹', '›', '▪', '¦', '⋆', '★'];

/// Where signs part a title: from where to where they go on.
fn joints(title: &str) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(from) = title[at..].find(JOINTS).map(|n| at + n) {
        let to = title[from..].find(|c| !JOINTS.contains(&c)).map_or(title.len(), |n| from + n);
        let sign = &title[from..to];
        let spaced = title[..from].ends_with(' ') && title[to..].starts_with(' ');
        // Hung on the last word: «title- site», «title: site» is how headlines speak.
        let hung = title[to..].starts_with(' ') && matches!(sign, "-" | "–" | "—" | "»" | "«" | "::");
        if from > 0 && to < title.len() && (spaced || hung || sign == "|" || sign == "||") {
            all.push((from, to));
        }
        at = to;
    }
    all
}

/// A title without the site that pages put before or after it.
pub fn without_site(title: &str, site: Option<&str>) -> String {
    let title = squeeze(title);
    let parts = joints(&title);
    let is_site = |part: &str| {
        site.is_some_and(|site| {
            same(part, site)
                || lexicon::fold(part).contains(&lexicon::fold(site)) && words(part) <= words(site) + 4
        })
    };
    if let Some(&(from, _)) = parts.iter().find(|(_, to)| is_site(title[*to..].trim())) {
        return without_site(title[..from].trim(), None);
    }
    // Between two signs: the section follows.
    let middle = parts.windows(2).find(|pair| is_site(title[pair[0].1..pair[1].0].trim()));
    if let Some(pair) = middle.filter(|pair| words(&title[..pair[0].0]) >= 4) {
        return title[..pair[0].0].trim().to_owned();
    }
    if let Some(&(_, to)) = parts.iter().rev().find(|(from, _)| is_site(title[..*from].trim())) {
        return title[to..].trim().to_owned();
    }
    // Such a sign is nothing else than a border: what is short after the last one is the site.
    let border = |(from, to): &&(usize, usize)| {
        matches!(&title[*from..*to], "|" | "||" | "»" | "«" | "•" | "::" | "¦" | "›" | "‹")
    };
    if let Some(&(from, to)) = parts.iter().rfind(border)
        && site.is_some()
        && words(&title[to..]) <= 4
        && words(&title[..from]) >= 4
    {
        return title[..from].trim().to_owned();
    }
    title
}

/// What stands on either side of each sign that parts a title from a site, where it is long enough for a title.
pub fn sides(title: &str) -> impl Iterator<Item = &str> {
    let both = joints(title).into_iter().flat_map(|(from, to)| [title[..from].trim(), title[to..].trim()]);
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

/// The character's border at or before a place.
pub fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
