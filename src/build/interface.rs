//! Compiles the interface's data (`assets/keymap.toml`, `assets/ui`, `assets/themes`) into static tables.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// Writes `keymap.rs`, `ui.rs` and `themes.rs` into the build's output folder.
pub fn compile() {
    for path in ["assets/keymap.toml", "assets/ui", "assets/themes"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let write = |name: &str, text: String| {
        fs::write(Path::new(&out).join(name), text).expect("the build's output folder can be written");
    };
    write("keymap.rs", keymap());
    write("ui.rs", ui());
    write("themes.rs", themes());
}

fn table(path: &Path) -> toml::Table {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.parse().unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn pairs(table: &toml::Table, path: &Path) -> String {
    let mut out = String::from("&[");
    for (key, value) in table {
        let value = value.as_str().unwrap_or_else(|| panic!("{}: {key} is no string", path.display()));
        write!(out, "({key:?}, {value:?}),").expect("a string takes all");
    }
    out + "]"
}

fn files(folder: &str) -> Vec<(String, std::path::PathBuf)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{folder}: {e}"))
        .filter_map(|entry| {
            let path = entry.expect("a folder's entry").path();
            let stem = path.file_stem()?.to_str()?.to_string();
            (path.extension()? == "toml").then_some((stem, path))
        })
        .collect();
    files.sort();
    files
}

/// Chords in the order of the file: the first one is the one that hints show.
fn keymap() -> String {
    let path = Path::new("assets/keymap.toml");
    let text = fs::read_to_string(path).expect("assets/keymap.toml");
    let order: Vec<&str> = text.lines().collect();
    let table = table(path);
    let mut bindings: Vec<_> = table.iter().collect();
    bindings.sort_by_key(|(chord, _)| order.iter().position(|line| line.starts_with(&format!("{chord:?}"))));
    let mut out = String::from(
        "/// The default keymap, in the order of its file.\npub static DEFAULT_KEYMAP: &[(&str, &str)] = &[",
    );
    for (chord, command) in bindings {
        let command = command.as_str().unwrap_or_else(|| panic!("assets/keymap.toml: {chord} is no string"));
        write!(out, "({chord:?}, {command:?}),").expect("a string takes all");
    }
    out + "];"
}

/// Words are sorted by name: they are found by halving.
fn ui() -> String {
    let mut out =
        String::from("#[allow(clippy::type_complexity)]\nstatic UI: &[(&str, bool, &[(&str, &str)])] = &[");
    for (code, path) in files("assets/ui") {
        let file = table(&path);
        let rtl = file.get("direction").and_then(|d| d.as_str()) == Some("rtl");
        let words = file.get("words").and_then(|w| w.as_table()).expect("a table [words]");
        let mut sorted: Vec<_> = words.iter().collect();
        sorted.sort_by_key(|(name, _)| name.as_str());
        write!(out, "({code:?}, {rtl}, &[").expect("a string takes all");
        for (name, words) in sorted {
            let words = words.as_str().unwrap_or_else(|| panic!("{}: {name} is no string", path.display()));
            write!(out, "({name:?}, {words:?}),").expect("a string takes all");
        }
        out += "]),";
    }
    out + "];"
}

fn themes() -> String {
    let mut out = String::from(
        "#[allow(clippy::type_complexity)]\nstatic THEMES: &[(&str, &[(&str, &str)], &[(&str, &str)])] = &[",
    );
    for (name, path) in files("assets/themes") {
        let file = table(&path);
        let part = |name: &str| {
            pairs(file.get(name).and_then(|t| t.as_table()).expect("tables [tones], [bands]"), &path)
        };
        write!(out, "({name:?}, {}, {}),", part("tones"), part("bands")).expect("a string takes all");
    }
    out + "];"
}
