//! ArabicShaping: joining types.

use std::collections::HashMap;

use qari::text::joining::Joining;

use crate::{character, lines, tell};

#[test]
fn arabic_shaping() {
    let listed: HashMap<char, String> = lines("ArabicShaping")
        .into_iter()
        .map(|(_, line)| {
            let fields: Vec<&str> = line.split(';').map(str::trim).collect();
            (character(fields[0]), fields[2].to_owned())
        })
        .collect();
    let mut deviating = Vec::new();
    for (&c, joining) in &listed {
        let found = match Joining::of(c) {
            Joining::None => "U",
            Joining::Causing => "C",
            Joining::Dual => "D",
            Joining::Left => "L",
            Joining::Right => "R",
            Joining::Transparent => "T",
        };
        if found != joining {
            deviating.push(format!("{:04X} {joining} {found}", u32::from(c)));
        }
    }
    deviating.sort();
    tell(&format!("ArabicShaping: {} letters, {} deviations", listed.len(), deviating.len()));
    assert_eq!(deviating, [""; 0]);
    assert_eq!(listed.len(), 828);
    // What is not listed and is neither mark nor format character joins to nothing.
    for c in ['a', 'é', 'ש', '漢', ' ', '1', '\u{661}', '\u{621}'] {
        assert_eq!(Joining::of(c), Joining::None, "{c}");
    }
    for c in ['\u{64e}', '\u{670}', '\u{200f}', '\u{300}'] {
        assert_eq!(Joining::of(c), Joining::Transparent, "{c:?}");
    }
}
