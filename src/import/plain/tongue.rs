//! Language and direction of a block: the lexicons are asked only where its letters leave a doubt, for
//! they weigh words and a book has many blocks.

use crate::lexicon;
use crate::text::language::LanguageId;

/// How many bytes of a block are looked at.
const SAMPLE: usize = 192;

/// Tells the blocks of a document their language.
#[derive(Clone, Debug)]
pub struct Tongue {
    document: LanguageId,
    /// The document's script.
    script: Script,
    /// For U+0600 to U+06FF: 1 for letters of the document's language, -1 for those of others.
    letters: Box<[i8; 256]>,
}

impl Tongue {
    /// For a document that begins with `head`, or whose language the user `named`.
    pub fn of(head: &str, named: Option<LanguageId>) -> Self {
        let document = named.unwrap_or_else(|| lexicon::language_of(head));
        let own = lexicon::get(document);
        let mut letters = Box::new([0; 256]);
        // Who names a language wants it for all that is in its script.
        let others = lexicon::all()
            .filter(|(id, other)| named.is_none() && *id != document && other.script == own.script);
        for c in others.flat_map(|(_, other)| other.letters.chars()) {
            set(&mut letters, c, -1);
        }
        own.letters.chars().for_each(|c| set(&mut letters, c, 1));
        Tongue { document, script: Script::named(own.script), letters }
    }

    /// The document's language.
    pub fn document(&self) -> LanguageId {
        self.document
    }

    /// The language of a block.
    pub fn of_block(&self, text: &str) -> LanguageId {
        let sample = &text[..super::cut::floor_char(text, text.len().min(SAMPLE))];
        let (mut same, mut strange, mut own) = (0, 0, 0);
        for c in sample.chars() {
            match Script::of(c) {
                Script::None => {}
                script if script == self.script => {
                    same += 1;
                    if let Some(index) = index(c) {
                        own += i32::from(self.letters[index]);
                    }
                }
                _ => strange += 1,
            }
        }
        if own >= 0 && strange <= same {
            return self.document;
        }
        match lexicon::language_of(sample) {
            LanguageId::UNKNOWN => self.document,
            language => language,
        }
    }
}

fn index(c: char) -> Option<usize> {
    (c as u32).checked_sub(0x600).filter(|i| *i < 256).map(|i| i as usize)
}

fn set(letters: &mut [i8; 256], c: char, value: i8) {
    if let Some(index) = index(c) {
        letters[index] = value;
    }
}

/// A script that lexicons name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    None,
    Latin,
    Hebrew,
    Arabic,
}

impl Script {
    fn named(name: &str) -> Self {
        match name {
            "Latin" => Script::Latin,
            "Hebrew" => Script::Hebrew,
            "Arabic" => Script::Arabic,
            _ => Script::None,
        }
    }

    /// The script of a letter.
    fn of(c: char) -> Self {
        match c {
            'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' => Script::Latin,
            '\u{5d0}'..='\u{5ea}' | '\u{fb1d}'..='\u{fb4f}' => Script::Hebrew,
            '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d5}' | '\u{750}'..='\u{77f}' => Script::Arabic,
            '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => Script::Arabic,
            _ => Script::None,
        }
    }
}
