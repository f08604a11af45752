//! Where sentences end, as far as paragraphs need it: by signs alone, without a word list.

use super::sign::is_word;

/// Signs that close what was opened: they may stand between a full stop and the space after it.
fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '»' | '”' | '’' | '“' | '›' | ')' | ']' | '}' | '﴾' | '\u{200f}' | '\u{200e}')
}

/// Whether `c` ends a sentence.
pub fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '…' | '۔' | '‼' | '⁉' | '⁈')
}

/// Whether a line ends as a sentence does, or leads to what follows (a colon).
pub fn ends_sentence(text: &str) -> bool {
    last_sign(text).is_some_and(|c| is_stop(c) || matches!(c, ':' | '؛' | ';'))
}

/// Whether a line ends with any sign that a heading does not end with.
pub fn ends_with_sign(text: &str) -> bool {
    last_sign(text).is_some_and(|c| is_stop(c) || matches!(c, ':' | '؛' | ';' | '،' | ',' | '-' | '–' | '—'))
}

/// The last character before closing signs.
pub fn last_sign(text: &str) -> Option<char> {
    text.trim_end_matches(|c: char| is_closer(c) || c.is_whitespace()).chars().next_back()
}

/// Finds sentence ends outside quotation marks and brackets, reading a text once.
pub struct Ends<'a> {
    text: &'a str,
    at: usize,
    /// Open marks and brackets, and where the first of them opened.
    open: u32,
    opened: usize,
    straight: bool,
}

/// An opened mark that is not closed within so many bytes is taken for a stray one.
const STRAY: usize = 2400;

/// The first bytes of every stop, quotation mark and bracket.
static SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let first = b".!?\"()[]\xc2\xd8\xdb\xe2";
    let mut i = 0;
    while i < first.len() {
        signs[first[i] as usize] = true;
        i += 1;
    }
    signs
};

impl<'a> Ends<'a> {
    /// From the beginning of `text`.
    pub fn new(text: &'a str) -> Self {
        Ends { text, at: 0, open: 0, opened: 0, straight: false }
    }

    /// The next character that may be a stop, a mark or a bracket, and where it stands.
    fn sign(&mut self) -> Option<(usize, char)> {
        let bytes = self.text.as_bytes();
        loop {
            let here = self.at + bytes[self.at..].iter().position(|byte| SIGNS[usize::from(*byte)])?;
            // Most Arabic letters begin as the Arabic question mark does.
            if bytes[here] == 0xd8 && bytes.get(here + 1) != Some(&0x9f) {
                self.at = here + 2;
                continue;
            }
            let c = self.text[here..].chars().next()?;
            self.at = here + c.len_utf8();
            return Some((here, c));
        }
    }

    fn mark(&mut self, c: char, here: usize) {
        let was = self.open;
        match c {
            '«' | '“' | '„' | '(' | '[' => self.open += 1,
            '»' | '”' | ')' | ']' => self.open = self.open.saturating_sub(1),
            '"' => {
                self.straight = !self.straight;
                self.open = if self.straight { self.open + 1 } else { self.open.saturating_sub(1) };
            }
            _ => return,
        }
        if was == 0 {
            self.opened = here;
        }
    }

    /// Whether the stop `c` at `here` ends more than an abbreviation: a full stop after one or two letters
    /// does not (د. , U.S.), nor does the second of two (..).
    fn is_end(&self, c: char, here: usize) -> bool {
        let mut before = self.text[..here].chars().rev();
        let last = before.next().unwrap_or(' ');
        let letters = usize::from(is_word(last)) + before.take(2).take_while(|c| is_word(*c)).count();
        c != '.' || last != '.' && !(letters < 3 && last.is_alphabetic())
    }
}

impl Iterator for Ends<'_> {
    type Item = usize;

    /// The offset after the next sentence's last sign.
    fn next(&mut self) -> Option<usize> {
        while let Some((here, c)) = self.sign() {
            self.mark(c, here);
            if self.open > 0 && here - self.opened > STRAY {
                (self.open, self.straight) = (0, false);
            }
            if !is_stop(c) || !self.is_end(c, here) {
                continue;
            }
            let mut end = self.at;
            let mut open = self.open;
            let mut after = self.text[end..].chars().peekable();
            while let Some(closer) = after.next_if(|next| is_closer(*next)) {
                open =
                    open.saturating_sub(u32::from(!matches!(closer, '\u{200e}' | '\u{200f}' | '\'' | '’')));
                end += closer.len_utf8();
            }
            // Where breaks were lost the space after the stop is often lost too: «… .ثم قال».
            let digit = self.text[..here].ends_with(char::is_numeric);
            let glued = |next: char| !next.is_ascii() && next.is_alphabetic() && !digit;
            let ends = after.peek().is_none_or(|next| next.is_whitespace() || glued(*next));
            // In scripts with case a small letter goes on the sentence.
            let small = after.find(|next| !next.is_whitespace()).is_some_and(char::is_lowercase);
            if open == 0 && ends && !small {
                return Some(end);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let mut from = 0;
        Ends::new(text).map(|end| text[std::mem::replace(&mut from, end)..end].trim()).collect()
    }

    #[test]
    fn numbers_abbreviations_and_dots_end_nothing() {
        assert_eq!(
            sentences("It grew by 3.5 per cent. Mr. A. Lee said so.. and left. End."),
            ["It grew by 3.5 per cent.", "Mr. A. Lee said so.. and left.", "End."]
        );
    }

    #[test]
    fn what_is_quoted_is_not_cut() {
        assert_eq!(
            sentences("He said «Go. Now.» and went. She \"ran. Fast.\" Then (no. way.) done."),
            ["He said «Go. Now.» and went.", "She \"ran. Fast.\"", "Then (no. way.) done."]
        );
    }

    #[test]
    fn a_line_ends_a_sentence_behind_closing_marks_too() {
        assert!(ends_sentence("He said «go.» "));
        assert!(!ends_sentence("He said «go»"));
        assert!(ends_sentence("ماذا؟"));
    }
}
