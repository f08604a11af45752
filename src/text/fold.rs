//! Folding: one shape for all the ways a word may be written, for search and for matching.
//!
//! Dropped: Arabic marks (harakat, Quranic signs, superscript alef), Syriac and Hebrew points,
//! tatweel, joiners, directional controls and every other invisible format character. Made one:
//! the alefs, yeh with alef maqsura, waw and yeh with their hamza carriers, heh with teh marbuta,
//! the kafs, the digits of three systems with their separators, presentation forms with their
//! letters, upper with lower case. Kept: Latin accents, the standing hamza, noon ghunna, yeh barree.
//!
//! The same function serves a needle and its haystack. It is no transliteration and no stemmer.

use std::ops::Range;

use super::{compat, segment};

/// What a character becomes.
enum Fold {
    /// Nothing.
    Drop,
    /// Another character, or itself.
    Char(char),
    /// A presentation form: its letters, which are to be folded in their turn.
    Letters(&'static str),
}

/// U+0600 to U+06FF: the code point each becomes, 0 where it is dropped.
static ARABIC: [u16; 256] = arabic();

const fn arabic() -> [u16; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let c = 0x600 + i as u16;
        table[i] = match c {
            0x610..=0x61a | 0x61c | 0x640 | 0x64b..=0x65f | 0x670 => 0,
            0x6d6..=0x6dc | 0x6df..=0x6e4 | 0x6e7 | 0x6e8 | 0x6ea..=0x6ed => 0,
            0x622 | 0x623 | 0x625 | 0x671..=0x673 | 0x675 => 0x627, // alefs
            0x624 | 0x676 => 0x648,                                 // waw with hamza
            0x626 | 0x649 | 0x678 | 0x6cc => 0x64a,                 // yehs
            0x629 | 0x6be | 0x6c0..=0x6c3 | 0x6d5 => 0x647,         // teh marbuta, hehs
            0x6a9 | 0x6aa => 0x643,                                 // kafs
            0x677 => 0x6c7,                                         // u with hamza
            0x6d3 => 0x6d2,                                         // yeh barree with hamza
            0x660..=0x669 => c - 0x660 + 0x30,
            0x6f0..=0x6f9 => c - 0x6f0 + 0x30,
            0x66a => 0x25, // per cent
            0x66b => 0x2e, // decimal separator
            0x66c => 0x2c, // thousands separator
            _ => c,
        };
        i += 1;
    }
    table
}

/// Folds one character that is not in [`ARABIC`].
fn fold_char(c: char) -> Fold {
    match c {
        '\0'..='\u{7f}' => Fold::Char(c.to_ascii_lowercase()),
        '\u{ad}' => Fold::Drop,
        '\u{3c2}' => Fold::Char('\u{3c3}'), // final sigma
        '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' => {
            Fold::Drop
        }
        '\u{600}'..='\u{6ff}' => match ARABIC[c as usize - 0x600] {
            0 => Fold::Drop,
            folded => Fold::Char(char::from_u32(u32::from(folded)).unwrap_or(c)),
        },
        '\u{711}' | '\u{730}'..='\u{74a}' => Fold::Drop, // Syriac points
        '\u{897}'..='\u{89f}' | '\u{8ca}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}' => Fold::Drop,
        '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => {
            Fold::Drop
        }
        '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => match compat::letters(c) {
            Some(letters) => Fold::Letters(letters),
            None => Fold::Char(c),
        },
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{10efc}'..='\u{10eff}' | '\u{e0000}'..='\u{e0fff}' => {
            Fold::Drop
        }
        // Simple lower case: the first character of the full mapping (they differ for U+0130 only).
        _ => Fold::Char(c.to_lowercase().next().unwrap_or(c)),
    }
}

fn push_folded(c: char, into: &mut String) {
    match fold_char(c) {
        Fold::Drop => {}
        Fold::Char(c) => into.push(c),
        Fold::Letters(letters) => letters.chars().for_each(|c| push_folded(c, into)),
    }
}

/// Appends the folded form of `text` to `into`. Folding twice gives the same as once.
pub fn fold_into(text: &str, into: &mut String) {
    let bytes = text.as_bytes();
    into.reserve(bytes.len());
    // What stays as it is goes over in runs, from `kept` on.
    let mut kept = 0;
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        match lead {
            b'A'..=b'Z' => {
                into.push_str(&text[kept..at]);
                into.push(char::from(lead | 0x20));
                at += 1;
                kept = at;
            }
            0..=0x7f => at += 1,
            0xd8..=0xdb => {
                let index = usize::from(lead & 3) << 6 | usize::from(bytes[at + 1] & 0x3f);
                let folded = ARABIC[index];
                if usize::from(folded) != 0x600 + index {
                    into.push_str(&text[kept..at]);
                    kept = at + 2;
                    if folded != 0 {
                        into.push(char::from_u32(u32::from(folded)).unwrap_or_default());
                    }
                }
                at += 2;
            }
            // Ideographs and Hangul have neither case nor marks that are dropped.
            0xe3..=0xe9 | 0xeb..=0xed => at += 3,
            _ => {
                let Some(c) = text[at..].chars().next() else { break };
                into.push_str(&text[kept..at]);
                push_folded(c, into);
                at += c.len_utf8();
                kept = at;
            }
        }
    }
    into.push_str(&text[kept..]);
}

/// The folded form of `text`.
pub fn fold(text: &str) -> String {
    let mut folded = String::new();
    fold_into(text, &mut folded);
    folded
}

/// A folded text with the way back to where its characters stand in the original.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded characters.
    pub text: String,
    /// For each grapheme of the original, where its folded characters begin and where it begins
    /// itself. Graphemes that fold to nothing share their first number with the one after them.
    borders: Vec<(u32, u32)>,
    /// Length of the original in bytes.
    length: u32,
}

impl Folded {
    /// Folds `text` and keeps the map.
    pub fn new(text: &str) -> Self {
        let mut folded = Folded { length: text.len() as u32, ..Folded::default() };
        folded.text.reserve(text.len());
        folded.borders.reserve(text.len() / 2);
        if segment::is_simple(text) {
            let mut before = '\n';
            for (offset, c) in text.char_indices() {
                if offset == 0 || !segment::continues(before, c) {
                    folded.borders.push((folded.text.len() as u32, offset as u32));
                }
                push_folded(c, &mut folded.text);
                before = c;
            }
        } else {
            for (offset, grapheme) in segment::graphemes(text) {
                folded.borders.push((folded.text.len() as u32, offset as u32));
                fold_into(grapheme, &mut folded.text);
            }
        }
        folded
    }

    /// Where the folded bytes `range` stand in the original, on grapheme borders: marks after the
    /// last letter are inside, and so is what was dropped in between.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = match self.grapheme(range.start) {
            Some(i) => self.borders[i].1,
            None => self.length,
        };
        if range.is_empty() {
            return start as usize..start as usize;
        }
        let end = match self.grapheme(range.end - 1) {
            Some(i) => self.borders.get(i + 1).map_or(self.length, |border| border.1),
            None => self.length,
        };
        start as usize..end as usize
    }

    /// Where the folded characters of the original from byte `offset` on begin.
    pub fn from_source(&self, offset: usize) -> usize {
        let i = self.borders.partition_point(|border| (border.1 as usize) < offset);
        self.borders.get(i).map_or(self.text.len(), |border| border.0 as usize)
    }

    /// The grapheme that the folded byte `at` comes from.
    fn grapheme(&self, at: usize) -> Option<usize> {
        if at >= self.text.len() {
            return None;
        }
        self.borders.partition_point(|border| border.0 as usize <= at).checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_write_become_one() {
        for (written, folded) in [
            ("السَّلَامُ", "السلام"),
            ("ســلام", "سلام"),
            ("أإآٱا", "ااااا"),
            ("مؤسسة", "موسسه"),
            ("شاطئ على", "شاطي علي"),
            ("می\u{200c}توان", "ميتوان"),
            ("کتاب", "كتاب"),
            ("ہھۀۃە", "ههههه"),
            ("٢٠٢٦ ۲۰۲۶ 2026", "2026 2026 2026"),
            ("١٢٫٥٪", "12.5%"),
            ("\u{fefb}\u{fee3}\u{fe91}", "لامب"),
            ("\u{fdf2}", "الله"),
            ("\u{fe76}\u{fc60}x", "x"),
            ("שָׁלוֹם", "שלום"),
            ("\u{fb2a}", "ש"),
            ("Élan VITAL İ Σς", "élan vital i σσ"),
            ("\u{202b}a\u{202c}\u{feff}\u{ad}", "a"),
            ("漢字 한글", "漢字 한글"),
        ] {
            assert_eq!(fold(written), folded, "{written:?}");
            assert_eq!(fold(folded), folded, "{folded:?} twice");
        }
    }

    #[test]
    fn a_match_covers_the_vocalised_word() {
        let text = "وَالسَّلَامُ عَلَيْكُم";
        let folded = Folded::new(text);
        let at = folded.text.find("سلام").expect("the word");
        assert_eq!(&text[folded.source(at..at + "سلام".len())], "سَّلَامُ");
        assert_eq!(folded.source(0..folded.text.len()), 0..text.len());
        assert_eq!(folded.from_source(0), 0);
        assert_eq!(folded.from_source(text.len()), folded.text.len());
        assert_eq!(folded.source(3..3).len(), 0);
    }

    #[test]
    fn every_character_folds_to_something_stable() {
        let mut once = String::new();
        for c in '\0'..=char::MAX {
            once.clear();
            push_folded(c, &mut once);
            let mut run = String::new();
            fold_into(&c.to_string(), &mut run);
            assert_eq!(once, run, "{c:?}: the table and the run disagree");
            assert_eq!(fold(&once), once, "{c:?} folded twice");
        }
    }
}
