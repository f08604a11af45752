//! The README is true: its tables are those of the program, its two commands are those that set all up.
//!
//! `BLESS=1 cargo test --test readme` writes the tables of keys and terminals anew.

use std::path::Path;
use std::process::Command;

use qari::command::{COMMANDS, Group};
use qari::settings::keymap::Keymap;
use qari::settings::strings::Strings;

const README: &str = include_str!("../README.md");

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

/// The table of terminals as Markdown.
fn terminals() -> String {
    let file: toml::Table = include_str!("../assets/terminals.toml").parse().expect("it is TOML");
    let mut table =
        String::from("\n| terminal | rows | sent besides | seen | to know |\n|---|---|---|---|---|\n");
    for terminal in file["terminal"].as_array().expect("a list of terminals") {
        let text = |key: &str| terminal.get(key).and_then(toml::Value::as_str).unwrap_or_default();
        let rows = match text("order") {
            "word" => "each word backwards",
            "row" => "backwards",
            "terminal" => "backwards, plain letters",
            "plain" => "as written",
            _ => "as seen",
        };
        let plain = terminal.get("explicit").and_then(toml::Value::as_bool) == Some(false);
        let besides =
            text("entry").replace("\u{1b}[", "CSI ").replace("\u{1b}]", "OSC ").replace('\u{7}', " BEL");
        let besides = match (plain, besides.as_str()) {
            (false, "") => String::new(),
            (false, besides) => format!("`{besides}`"),
            (true, besides) => format!("not `CSI 8 l` {besides}"),
        };
        let cells = [text("title"), rows, &besides, text("seen"), text("limits")];
        table.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    table + "\n"
}

/// Holds what stands between the two markers called `name` to `table`, or writes it there.
fn hold(name: &str, table: &str) {
    let end = format!("<!-- /{name} -->");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md can be read");
    let (before, rest) = readme.split_once(&format!("<!-- {name}: ")).expect("the first marker");
    let (marker, rest) = rest.split_once("-->\n").expect("its end");
    let (written, after) = rest.split_once(&end).expect("the second marker");
    if std::env::var_os("BLESS").is_some() {
        let blessed = format!("{before}<!-- {name}: {marker}-->\n{table}{end}{after}");
        std::fs::write(path, blessed).expect("README.md can be written");
    } else {
        assert_eq!(written, table, "run: BLESS=1 cargo test --test readme");
    }
}

#[test]
fn its_tables_are_those_of_the_program() {
    hold("keys", &keys());
    hold("terminals", &terminals());
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

#[test]
fn its_commands_are_those_of_the_program() {
    let output = Command::new(env!("CARGO_BIN_EXE_qari")).arg("--help").output().expect("the program runs");
    let help = String::from_utf8(output.stdout).expect("help is UTF-8");
    let (_, list) = help.split_once("Commands:\n").expect("help lists the commands");
    let there = list.lines().map_while(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    let mut there: Vec<&str> = there.collect();
    let (_, section) = README.split_once("\n## Commands\n").expect("a section of commands");
    let (section, _) = section.split_once("\n## ").expect("another section follows");
    let mut told: Vec<&str> = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `qari "))
        .filter_map(|rest| rest.split([' ', '`']).next())
        .filter(|name| !name.starts_with('['))
        .collect();
    there.sort_unstable();
    told.sort_unstable();
    told.dedup();
    assert_eq!(told, there, "the README's commands beside the program's");
}
#[test]
fn what_it_links_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut links = 0;
    for piece in README.split("](").skip(1) {
        let link = piece.split(')').next().expect("split gives one");
        if !link.starts_with("http") {
            links += 1;
            assert!(root.join(link).exists(), "README.md links to {link}, which is not there");
        }
    }
    assert!(links > 4, "only {links} links found");
    let (_, tree) = README.split_once("```text\n").expect("the source tree");
    for path in
        tree.split("```").next().expect("it ends").split_whitespace().filter(|word| word.starts_with("src/"))
    {
        assert!(root.join(path).exists(), "README.md names {path}, which is not there");
    }
}
