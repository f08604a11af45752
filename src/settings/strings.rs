//! Every word the interface shows, from `assets/ui/*.toml`, compiled in: a language is a file.

use crate::text::bidi::Direction;

include!(concat!(env!("OUT_DIR"), "/ui.rs"));

/// One language's words.
#[derive(Clone, Copy, Debug)]
pub struct Strings {
    code: &'static str,
    direction: Direction,
    words: &'static [(&'static str, &'static str)],
}

impl Strings {
    /// The codes of the languages there are.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        UI.iter().map(|(code, _, _)| *code)
    }

    /// The words of the language with that code; a locale (`ar_EG.UTF-8`) is read by its beginning.
    pub fn find(locale: &str) -> Option<Strings> {
        let code = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        let (code, rtl, words) = UI.iter().find(|(known, _, _)| known.eq_ignore_ascii_case(code))?;
        let direction = if *rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        Some(Strings { code, direction, words })
    }

    /// The words of the first language of the table, which every name has.
    pub fn fallback() -> Strings {
        Strings::find("en").unwrap_or(Strings { code: "en", direction: Direction::LeftToRight, words: &[] })
    }

    /// This language's code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The direction in which the interface runs.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The words under `name`; the name itself where there are none, so that a gap is seen.
    pub fn get<'a>(&self, name: &'a str) -> &'a str
    where
        'static: 'a,
    {
        match self.words.binary_search_by(|(known, _)| (*known).cmp(name)) {
            Ok(at) => self.words[at].1,
            Err(_) => name,
        }
    }

    /// The words under `name` for a number, `{}` replaced by it: CLDR's plural categories with Arabic's limits, which
    /// has all six; a language has those that its file has, and `other` for the rest.
    pub fn count(&self, name: &str, number: usize) -> String {
        let category = match (number, number % 100) {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, 3..=10) => "few",
            (_, 11..=99) => "many",
            _ => "other",
        };
        let exact = format!("{name}.{category}");
        let words = match self.get(&exact) {
            same if same == exact => self.get(&format!("{name}.other")).to_string(),
            words => words.to_string(),
        };
        words.replace("{}", &number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_name() {
        let english = Strings::fallback();
        for code in Strings::codes() {
            let strings = Strings::find(code).expect("a code of the table");
            for (name, _) in english.words {
                let stem = name.rsplit_once('.').map_or(*name, |(stem, _)| stem);
                let there = strings
                    .words
                    .iter()
                    .any(|(known, _)| known == name || known.starts_with(&format!("{stem}.")));
                assert!(there, "{code} lacks {name}");
            }
        }
    }

    /// Arabic has a form for each of the six, and none is another's by mistake.
    #[test]
    fn arabic_has_all_six_forms() {
        let arabic = Strings::find("ar").expect("Arabic is there");
        let mut counted = 0;
        for stem in arabic.words.iter().filter_map(|(name, _)| name.strip_suffix(".many")) {
            counted += 1;
            for category in ["zero", "one", "two", "few", "other"] {
                let name = format!("{stem}.{category}");
                assert_ne!(arabic.get(&name), name, "it is missing");
            }
        }
        for stem in Strings::fallback().words.iter().filter_map(|(name, _)| name.strip_suffix(".other")) {
            let many = format!("{stem}.many");
            assert!(stem.starts_with("pattern") || arabic.get(&many) != many, "{stem} is not counted");
        }
        assert!(counted > 5);
    }

    #[test]
    fn numbers_take_their_plural() {
        let arabic = Strings::find("ar_EG.UTF-8").expect("Arabic is there");
        assert!(arabic.direction().is_rtl());
        assert_eq!(arabic.count("minutes_left", 1), "بقيت دقيقة");
        assert_eq!(arabic.count("minutes_left", 2), "بقيت دقيقتان");
        assert_eq!(arabic.count("home.count.quotes", 0), "لا أقوال");
        assert_eq!(arabic.count("home.count.quotes", 102), "102 قول");
        assert_eq!(Strings::fallback().count("home.count.articles", 0), "0 articles");
        assert_eq!(Strings::fallback().count("home.count.articles", 1), "1 article");
        assert_eq!(arabic.count("minutes_left", 4), "بقيت 4 دقائق");
        assert_eq!(arabic.count("minutes_left", 30), "بقيت 30 دقيقة");
        assert_eq!(Strings::fallback().count("minutes_left", 2), "2 min left");
    }
}
