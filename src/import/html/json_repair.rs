//! Mends what pages get wrong in JSON: line ends and tabs inside strings, commas before a closing bracket, and
//! quotation marks inside strings that nobody escaped, of which Hebrew has one in each abbreviation.

/// The text with its strings and commas as JSON wants them; what is sound already stays what it means.
pub fn repair(text: &str) -> String {
    let mut clean = String::with_capacity(text.len() + 64);
    // The open brackets, true for those of objects; whether a string here is the name of a member.
    let mut open: Vec<bool> = Vec::new();
    let (mut key, mut within, mut escaped) = (false, false, false);
    for (at, c) in text.char_indices() {
        let shown = if c.is_control() { ' ' } else { c };
        if within {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' if ends(&text[at + 1..], key, open.last() == Some(&true)) => within = false,
                '"' => clean.push('\\'),
                _ => {}
            }
            clean.push(shown);
            continue;
        }
        match c {
            '"' => within = true,
            '{' | '[' => {
                open.push(c == '{');
                key = c == '{';
            }
            '}' | ']' => {
                let kept = clean.trim_end().trim_end_matches(',').len();
                if clean[kept..].contains(',') {
                    clean.truncate(kept);
                }
                open.pop();
                key = false;
            }
            ',' => key = open.last() == Some(&true),
            ':' => key = false,
            _ => {}
        }
        clean.push(shown);
    }
    clean
}

/// Whether a quotation mark ends its string, by what follows it: after a name a colon; after a value the end
/// of what it stands in, or a comma and the next member.
fn ends(after: &str, key: bool, in_object: bool) -> bool {
    let after = after.trim_start();
    if key {
        return after.starts_with(':');
    }
    match after.chars().next() {
        None | Some('}' | ']') => true,
        Some(',') => {
            let next = after.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
            match next.chars().next() {
                None | Some('}' | ']') => true,
                Some('"') if in_object => next[1..]
                    .split_once('"')
                    .is_some_and(|(name, rest)| name.len() < 100 && rest.trim_start().starts_with(':')),
                Some(_) if in_object => false,
                Some(c) => matches!(c, '"' | '{' | '[' | '-' | 't' | 'f' | 'n') || c.is_ascii_digit(),
            }
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn quotation_marks_in_strings_are_the_strings_own() {
        for (broken, sound) in [
            (r#"{"a":"x "y", z","b":1}"#, r#"{"a":"x \"y\", z","b":1}"#),
            (r#"{"a":""y", z", "b":["c"d", "e"]}"#, r#"{"a":"\"y\", z", "b":["c\"d", "e"]}"#),
            (r#"{"a":"x \"y\": z","b":"",}"#, r#"{"a":"x \"y\": z","b":""}"#),
            ("{\"a\":\"x,] \n y\",\"b\":[1,2, ] , }", r#"{"a":"x,]   y","b":[1,2] }"#),
            (r#"{"a":"he said "no": and left"}"#, r#"{"a":"he said \"no\": and left"}"#),
        ] {
            assert_eq!(repair(broken), sound);
            assert_eq!(repair(sound), sound);
        }
    }
}
