//! Quotation marks as the scanner meets them: doubled brackets that are marks, marks that belong to a word.

use super::scan::{Scanner, Sort, sort};
use crate::lexicon;

impl Scanner<'_> {
    /// ((…)) and <<…>> are quotation marks too; closing ones after an opening pair alone.
    pub(super) fn doubled(&mut self, c: char, len: usize) -> Option<char> {
        match c {
            '(' | '<' if len == 2 => {
                self.opened = true;
                Some('«')
            }
            ')' | '>' if len == 2 && self.opened => {
                self.opened = false;
                Some('»')
            }
            _ => None,
        }
    }

    /// Whether the quotation mark at `at`, after a letter of the word that begins at `start`, belongs to it.
    pub(super) fn quote_inside(&self, start: usize, at: usize, c: char, hebrew: bool) -> bool {
        let mut after = self.text[at + c.len_utf8()..].chars().filter(|&c| sort(c) != Sort::Mark);
        let next = after.next().map(sort);
        match c {
            // Gershayim stand before the last letter: צה"ל.
            '"' | '״' | '”' | '“' if hebrew => {
                next == Some(Sort::Hebrew)
                    && (!matches!(after.next().map(sort), Some(Sort::Hebrew | Sort::Letter))
                        || self.no_prefix(&self.text[start..at]))
            }
            // A left mark too, where the letter before takes a geresh and is no prefix.
            '‘' if hebrew => {
                next == Some(Sort::Hebrew) && self.text[..at].ends_with(['ג', 'ז', 'צ', 'ת', 'ץ'])
            }
            '\'' | '׳' | '’' if hebrew => {
                next == Some(Sort::Hebrew)
                    || (c != '’'
                        && self.text[..at].ends_with(['ג', 'ז', 'צ', 'ת', 'ץ'])
                        && next != Some(Sort::Quote))
                    || self.abbreviates(start, at, next)
            }
            '\'' | '’' => {
                next == Some(Sort::Letter)
                    && self.text[..at]
                        .ends_with(|c: char| c.is_ascii_alphabetic() || c > '\u{bf}' && c < '\u{250}')
            }
            _ => false,
        }
    }

    /// Whether letters before gershayim are an abbreviation's, which has an ending (מנכ"לית), and no prefixes
    /// before a quotation (כשה"…").
    fn no_prefix(&self, letters: &str) -> bool {
        let proclitics = lexicon::get(self.language).proclitics;
        let prefix =
            |c: char| proclitics.iter().flat_map(|slot| slot.iter()).any(|prefix| prefix.starts_with(c));
        letters.chars().count() <= 4
            && letters.chars().any(|c| !prefix(c))
            && !letters.ends_with(['ך', 'ם', 'ן', 'ף', 'ץ'])
    }

    /// Whether the geresh at `at` ends an abbreviation that the lexicon knows (פרופ').
    fn abbreviates(&self, start: usize, at: usize, next: Option<Sort>) -> bool {
        let letters = &self.text[start..at];
        letters.len() <= 16
            && matches!(next, None | Some(Sort::Space | Sort::Line))
            && !lexicon::get(self.language).entries(&(lexicon::fold(letters) + "'")).is_empty()
    }
}
