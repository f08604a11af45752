//! Language and direction of a block: the lexicons are asked only where its letters leave a doubt, for
//! they weigh words and a book has many blocks.

use std::sync::Arc;

use crate::lexicon;
use crate::text::language::LanguageId;

/// How many bytes of a block are looked at.
const SAMPLE: usize = 192;

/// Tells the blocks of a document their language.
#[derive(Clone, Debug)]
pub struct Tongue {
    document: LanguageId,
    /// What each character below [`FEW`] says.
    says: Arc<[Says; FEW]>,
}

/// Every script that articles here are written in stands below this.
const FEW: usize = 0x800;

/// What a character says of the language it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// Nothing.
    Nothing,
    /// The document's script.
    Script,
    /// The document's script, and of its languages the document's.
    Own,
    /// The document's script, and of its languages another.
    Others,
    /// Another script.
    Strange,
}

impl Tongue {
    /// For a document that begins with `head`, or whose language the user `named`.
    pub fn of(head: &str, named: Option<LanguageId>) -> Self {
        let document = named.unwrap_or_else(|| lexicon::language_of(head));
        let own = lexicon::get(document);
        let script = Script::named(own.script);
        let mut says = [Says::Nothing; FEW];
        for (code, says) in (0..).zip(&mut says) {
            *says = match char::from_u32(code).map_or(Script::None, Script::of) {
                Script::None => Says::Nothing,
                same if same == script => Says::Script,
                _ => Says::Strange,
            };
        }
        let mut mark = |letters: &str, what| {
            for c in letters.chars().filter(|c| (*c as usize) < FEW) {
                says[c as usize] = what;
            }
        };
        // Who names a language wants it for all that is in its script.
        let others = lexicon::all().filter(|(id, _)| named.is_none() && *id != document);
        others
            .filter(|(_, other)| other.script == own.script)
            .for_each(|(_, other)| mark(other.letters, Says::Others));
        mark(own.letters, Says::Own);
        Tongue { document, says: Arc::new(says) }
    }

    /// The document's language.
    pub fn document(&self) -> LanguageId {
        self.document
    }

    /// The language of a block.
    pub fn of_block(&self, text: &str) -> LanguageId {
        let sample = &text[..super::cut::floor_char(text, text.len().min(SAMPLE))];
        let mut seen = [0_u32; 5];
        for c in sample.chars() {
            seen[self.says.get(c as usize).copied().unwrap_or(Says::Nothing) as usize] += 1;
        }
        let [_, script, own, others, strange] = seen;
        if own >= others && strange <= script + own + others {
            return self.document;
        }
        match lexicon::language_of(sample) {
            LanguageId::UNKNOWN => self.document,
            language => language,
        }
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
            '\u{5d0}'..='\u{5ea}' => Script::Hebrew,
            '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d5}' | '\u{750}'..='\u{77f}' => Script::Arabic,
            _ => Script::None,
        }
    }
}
