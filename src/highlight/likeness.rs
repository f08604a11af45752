//! Whether two names can be one person's: the same, a part of the other, another transliteration.

/// How well two names fit: higher is better, `None` where they are of two bearers.
/// A word that `links` stands before a father's name: what follows it is another bearer's name.
pub(super) fn alike(known: &[String], asked: &[String], links: impl Fn(&str) -> bool) -> Option<usize> {
    if known == asked {
        return Some(100);
    }
    let (short, long) = if known.len() < asked.len() { (known, asked) } else { (asked, known) };
    if short.len() < long.len() {
        let within = long.windows(short.len()).position(|window| window == short);
        return match within {
            // A lone first name is no family name.
            Some(0) if short.len() == 1 => Some(20),
            Some(at) if at > 0 && links(&long[at - 1]) => None,
            Some(at) if at + short.len() == long.len() => Some(60),
            Some(_) => Some(40),
            None if short.len() > 1 && short.iter().all(|word| long.contains(word)) => Some(30),
            None => None,
        };
    }
    // The same family name and nearly the same first one: a transliteration.
    let same = known.iter().zip(asked).filter(|(a, b)| a == b).count();
    let near = known.iter().zip(asked).all(|(a, b)| a == b || close(a, b));
    (near && same + 1 >= known.len() && known.len() > 1).then_some(50)
}

/// Whether two words differ by at most two letters of a longer word.
fn close(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 || a.len().max(b.len()) < 4 || a.len() > 24 {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = cost;
        }
    }
    row[b.len()] <= if a.len() >= 6 { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fold;

    #[test]
    fn names_are_matched_as_readers_do() {
        let name = |text: &str| -> Vec<String> { text.split_whitespace().map(fold).collect() };
        let no = |_: &str| false;
        let of = |word: &str| word == "بن";
        assert!(alike(&name("سالم بن فهد بن زيد"), &name("فهد بن زيد"), of).is_none());
        assert!(alike(&name("a b"), &name("b"), no) > alike(&name("b c"), &name("b"), no));
        assert!(alike(&name("سيرغي لافروف"), &name("سيرجي لافروف"), no).is_some());
        assert!(alike(&name("محمد حسن"), &name("أحمد علي"), no).is_none());
    }
}
