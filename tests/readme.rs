//! The README is true: its table of keys is the command table's, its two commands are those that set all up.
//!
//! `BLESS=1 cargo test --test readme` writes the table of keys anew.

use std::path::Path;

use qari::command::{COMMANDS, Group};
use qari::settings::keymap::Keymap;
use qari::settings::strings::Strings;

const README: &str = include_str!("../README.md");
const BEGIN: &str = "<!-- keys: written by `BLESS=1 cargo test --test readme` from the command table -->\n";
const END: &str = "<!-- /keys -->";

/// The table of keys as Markdown: a row a command, under its group.
fn keys() -> String {
    let (keymap, words) = (Keymap::default(), Strings::fallback());
    let mut table = String::from("\n| keys | do |\n|---|---|\n");
    for group in Group::ALL {
        table.push_str(&format!("| **{}** | |\n", words.get(group.name())));
        for command in COMMANDS.iter().filter(|command| command.group == group) {
            let chords: Vec<String> = keymap.chords(command.name).map(|chord| format!("`{chord}`")).collect();
            let wording = command.wording();
            table.push_str(&format!("| {} | {} |\n", chords.join(" "), words.get(&wording)));
        }
    }
    table + "\n"
}

#[test]
fn the_keys_are_those_of_the_command_table() {
    let (before, rest) = README.split_once(BEGIN).expect("the marker before the keys");
    let (written, after) = rest.split_once(END).expect("the marker after the keys");
    if std::env::var_os("BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        std::fs::write(path, [before, BEGIN, &keys(), END, after].concat())
            .expect("README.md can be written");
    } else {
        assert_eq!(written, keys(), "run: BLESS=1 cargo test --test readme");
    }
}

/// The line of the code block after a marker.
fn command(marker: &str) -> &'static str {
    let (_, rest) = README.split_once(marker).expect("the marker");
    let block = rest.strip_prefix("\n```sh\n").expect("a code block follows the marker");
    block.split_once("\n```").expect("the block ends").0
}

#[test]
fn two_commands_set_everything_up() {
    assert_eq!(command("<!-- run command -->"), "cargo run --release -- welcome");
    assert_eq!(command("<!-- test command -->"), "cargo test");
}
