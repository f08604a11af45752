//! Judges one file at a time: which wall does it break?
//!
//! A file is parsed with `syn`, so comments never count and `use` groups, renames, `self` and `super`
//! resolve as the compiler resolves them. The inside of a macro call is a bag of tokens to any parser:
//! there each run `a::b::c` is taken for a path, which may only err towards strictness.
//!
//! Code under `#[cfg(test)]` may import any room and touch anything outside (a test of `layout` imports
//! an article; a test may read a file), but crates keep their one importer there too, so that a test
//! measures through the same door as the code.

use crate::paths::{Reading, Saying, read};
use crate::table::*;

/// A wall that is broken, and where.
#[derive(Debug)]
pub struct Breach {
    /// Path below the package's root.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// Which law: `room`, `import`, `outside`, `crate`, `words`, `length`, `name`, `opening`, `path`, `parse`.
    pub law: &'static str,
    /// What stands there.
    pub what: String,
}

/// Judges the file at `path` (`src/text/bidi.rs`). `only_test`: its parent declares it `#[cfg(test)]`.
/// Answers the breaches and the modules that this file declares under `#[cfg(test)]`.
pub fn judge(path: &str, source: &str, only_test: bool, crates: &[String]) -> (Vec<Breach>, Vec<String>) {
    let mut breaches = Vec::new();
    let mut breach = |line: usize, law: &'static str, what: String| {
        breaches.push(Breach { file: path.to_owned(), line, law, what });
    };

    let lines = source.lines().count();
    if lines > LINES && !TABLES.contains(&path) {
        breach(lines, "length", format!("{lines} lines, {LINES} are allowed: split it along a seam"));
    }
    if !source.starts_with("//!") {
        breach(1, "opening", "does not open with //! and what the file is for".into());
    }
    for part in path.trim_end_matches(".rs").split('/') {
        if EMPTY_NAMES.contains(&part) {
            breach(1, "name", format!("`{part}` says nothing of what is inside"));
        }
    }

    let module = module_of(path);
    let reading = match read(source, &module, crates) {
        Ok(reading) => reading,
        Err(error) => {
            breach(error.span().start().line, "parse", error.to_string());
            return (breaches, Vec::new());
        }
    };
    let Reading { sayings, test_modules } = reading;
    for saying in sayings {
        let test = only_test || saying.is_test();
        let (line, module) = (saying.line(), saying.module().join("/"));
        let Some(home) = room_of(&module) else {
            breach(line, "room", format!("`{module}` is in no room of the table"));
            break;
        };
        match saying {
            Saying::Path { attribute: true, .. } if home.path != "build" => {
                breach(line, "path", "#[path] puts a file where the walls do not see it".into());
            }
            Saying::Path { .. } => {}
            Saying::Ours { segments, .. } if !test => {
                let target = segments.join("/");
                if !may_import(home, &target) {
                    breach(
                        line,
                        "import",
                        format!("{} may not import crate::{}", shown(home), segments.join("::")),
                    );
                }
            }
            Saying::Theirs { segments, glob, .. } => {
                let of_crate = ONE_IMPORTER.iter().filter(|(name, _)| *name == segments[0]);
                let importers: Vec<&str> = of_crate.map(|(_, importer)| *importer).collect();
                let allowed = importers.is_empty() || importers.iter().any(|one| is_below(&module, one));
                if !allowed && home.path != "build" {
                    let (name, importers) = (&segments[0], importers.join(" and "));
                    breach(
                        line,
                        "crate",
                        format!("{name} is for {importers} alone, not for {}", shown(home)),
                    );
                }
                let facet = facet(&segments.join("::"), glob);
                if let Some(facet) = facet.filter(|facet| !test && !may_touch(home, facet)) {
                    let path = segments.join("::");
                    breach(line, "outside", format!("{} may not reach {path} ({facet})", shown(home)));
                }
            }
            Saying::Macro { name, .. }
                if !test && PRINTING.contains(&name.as_str()) && !may_touch(home, "stdio") =>
            {
                breach(line, "outside", format!("{} may not {name}!", shown(home)));
            }
            Saying::Literal { value, .. } if !test => {
                let wordless = WORDLESS.iter().any(|room| is_below(&module, room));
                if wordless && let Some(word) = word(&value) {
                    breach(line, "words", format!("`{word}` stands in code: words belong to a lexicon file"));
                } else if wordless && is_language(&value) {
                    breach(line, "words", format!("\"{value}\" stands in code, which may name no language"));
                }
            }
            _ => {}
        }
    }
    (breaches, test_modules)
}

/// `src/text/bidi.rs` → `text`, `bidi`; `src/text/mod.rs` → `text`; `src/lib.rs` → nothing.
fn module_of(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    let inner = inner.strip_suffix("/mod").unwrap_or(inner);
    if inner == "lib" { Vec::new() } else { inner.split('/').map(str::to_owned).collect() }
}

/// The room with the longest path that claims `module`.
pub fn room_of(module: &str) -> Option<&'static Room> {
    ROOMS
        .iter()
        .filter(|room| if room.alone { room.path == module } else { is_below(module, room.path) })
        .max_by_key(|room| room.path.len())
}

/// Whether `module` is `room` or lies below it.
fn is_below(module: &str, room: &str) -> bool {
    module.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether code of room `home` may name `target`, an item's or a module's path.
fn may_import(home: &Room, target: &str) -> bool {
    if home.may.contains(&ANY) {
        return true;
    }
    // A path into `tui` that names none of its rooms is `tui` itself.
    let room = room_of(target)
        .or_else(|| ROOMS.iter().filter(|r| is_below(target, r.path)).max_by_key(|r| r.path.len()));
    room.is_some_and(|room| {
        room.path == home.path
            || home.may.contains(&room.path)
            || (home.may.contains(&EVERY_PURE) && room.outside.is_empty() && !room.path.is_empty())
    })
}

/// The facet that naming `path` needs; a glob needs whatever lies below.
fn facet(path: &str, glob: bool) -> Option<&'static str> {
    let under = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    OUTSIDE
        .iter()
        .find(|(outer, _)| under(path, outer) || (glob && under(outer, path)))
        .map(|(_, facet)| *facet)
}

fn may_touch(home: &Room, facet: &str) -> bool {
    home.outside == EVERYTHING
        || home.outside.contains(&facet)
        // Who may know the time may count it down.
        || (facet == "deadline" && home.outside.contains(&"clock"))
}

/// The first word of Arabic or Hebrew in a literal: two letters and more. A single letter is a fact of
/// the script (an ending that opens before a pronoun), and punctuation is nobody's.
fn word(value: &str) -> Option<&str> {
    let scripts = |c: char| matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF);
    value.split(|c: char| !(scripts(c) && c.is_alphabetic())).find(|run| run.chars().nth(1).is_some())
}

/// Whether a literal is the code of a language that has a lexicon file.
fn is_language(value: &str) -> bool {
    let lexicons = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/lexicon");
    value.len() == 2 && value.is_ascii() && lexicons.join(value).with_extension("toml").is_file()
}

fn shown(room: &Room) -> &'static str {
    if room.path.is_empty() { "lib" } else { room.path }
}
