//! The form under which a word is looked up: what spelling may vary in is folded, what tells words
//! apart is kept.
//!
//! Looser than equality, tighter than search ([`crate::text::fold`]): alef's hamza is folded but
//! remembered by [`agrees`]; alef maqsura, teh marbuta and final letters stay (على is not علي).
//! This file is compiled into the build script too, so it uses nothing but `std`.

use std::sync::LazyLock;

/// Whether a character carries no letter of its own: harakat, Hebrew points, tatweel, joiners,
/// bidi controls.
pub fn is_mark(c: char) -> bool {
    // What most texts are made of is told first: Latin, and the letters of Hebrew and Arabic.
    !matches!(c, '\0'..='\u{02ff}' | '\u{05d0}'..='\u{060f}' | '\u{0620}'..='\u{063f}' | '\u{0641}'..='\u{064a}')
        && matches!(c,
        '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05bd}' | '\u{05bf}' | '\u{05c1}'..='\u{05c2}' | '\u{05c4}'..='\u{05c5}' | '\u{05c7}'
        | '\u{0610}'..='\u{061a}' | '\u{061c}' | '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}'
        | '\u{06d6}'..='\u{06dc}' | '\u{06df}'..='\u{06e4}' | '\u{06e7}'..='\u{06e8}' | '\u{06ea}'..='\u{06ed}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A letter's folded form.
pub fn fold_char(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ئ' | 'ی' | 'ې' | 'ے' | 'ۓ' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ہ' | 'ھ' | 'ە' | 'ۀ' | 'ۂ' => 'ه',
        'ۃ' => 'ة',
        '٠'..='٩' => char::from(b'0' + (c as u32 - 0x660) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - 0x6f0) as u8),
        '’' | '‘' | '׳' | 'ʼ' => '\'',
        '״' | '“' | '”' => '"',
        'A'..='Z' => c.to_ascii_lowercase(),
        c if (c as u32) < 0x80 || (0x5d0..0x700).contains(&(c as u32)) => c,
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// The characters below this are folded by a table: nearly all of every text here.
const FEW: usize = 0x780;

/// A letter's folded form; `None` for a mark.
fn folded(c: char) -> Option<char> {
    static FIRST: LazyLock<[Option<char>; FEW]> = LazyLock::new(|| {
        std::array::from_fn(|c| char::from_u32(c as u32).filter(|&c| !is_mark(c)).map(fold_char))
    });
    FIRST.get(c as usize).copied().unwrap_or_else(|| (!is_mark(c)).then(|| fold_char(c)))
}

/// Appends the folded form of `word` to `into`.
pub fn fold_into(word: &str, into: &mut String) {
    word.chars().filter_map(folded).for_each(|c| into.push(c));
}

/// Whether `word` has that folded form; nothing is put together for it.
pub fn folds_to(word: &str, form: &str) -> bool {
    word.chars().filter_map(folded).eq(form.chars())
}

/// The folded form of `word`.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// A form put together from a stem and an ending: a letter that has a final shape takes the other one
/// inside the word (ציין + ה is ציינה).
pub fn medial(written: &str) -> String {
    let mut letters = written.chars().peekable();
    let mut joined = String::with_capacity(written.len());
    while let Some(c) = letters.next() {
        let inside = letters.peek().is_some_and(|next| ('א'..='ת').contains(next));
        joined.push(match c {
            'ך' if inside => 'כ',
            'ם' if inside => 'מ',
            'ן' if inside => 'נ',
            'ף' if inside => 'פ',
            'ץ' if inside => 'צ',
            c => c,
        });
    }
    joined
}

/// What a spelling must hold to be told from another with its folded form ([`agrees`]).
pub const TELLS: [char; 5] = ['أ', 'إ', 'آ', '\u{651}', '\u{652}'];

/// Whether two spellings with one folded form can be one word: where both carry a hamza on an alef it
/// is the same one, a word that begins with a bare alef is not the first person's (اعتقد, أعتقد), and
/// where both vocalise a letter they do so alike (أنّ is not أنْ).
pub fn agrees(written: &str, entry: &str) -> bool {
    let (mut a, mut b) = (Letters::new(written), Letters::new(entry));
    if written.starts_with('أ') && entry.starts_with('ا') {
        return false;
    }
    loop {
        match (a.next(), b.next()) {
            (Some((x, xm)), Some((y, ym))) => {
                let hamza = |c| matches!(c, 'أ' | 'إ' | 'آ');
                if (hamza(x) && hamza(y) && x != y) || (xm != 0 && ym != 0 && xm & ym == 0) {
                    return false;
                }
            }
            (None, _) | (_, None) => return true,
        }
    }
}

/// Letters with the set of short vowels that each carries (0: not vocalised).
struct Letters<'t> {
    chars: std::iter::Peekable<std::str::Chars<'t>>,
}

impl<'t> Letters<'t> {
    fn new(text: &'t str) -> Self {
        Letters { chars: text.chars().peekable() }
    }
}

impl Iterator for Letters<'_> {
    type Item = (char, u8);

    fn next(&mut self) -> Option<(char, u8)> {
        let letter = self.chars.find(|&c| !is_mark(c))?;
        let mut vowels = 0;
        while let Some(&mark) = self.chars.peek().filter(|&&c| is_mark(c)) {
            vowels |= match mark {
                '\u{0651}' => 1, // shadda
                '\u{0652}' => 2, // sukun
                _ => 0,
            };
            self.chars.next();
        }
        Some((letter, vowels))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_together_and_words_stay_apart() {
        assert_eq!(fold("مؤكّداً"), "موكدا");
        assert_eq!(fold("أنّ"), fold("ان"));
        assert_ne!(fold("على"), fold("علي"));
        assert_eq!(fold("می‌گوید"), "ميگويد");
        assert_eq!(fold("۲۰۲۴"), "2024");
    }

    #[test]
    fn hamza_and_shadda_tell_particles_apart() {
        assert!(!agrees("إن", "أن"));
        assert!(agrees("ان", "أن"));
        assert!(agrees("أن", "أنّ"));
        assert!(!agrees("أنْ", "أنّ"));
    }
}
