//! The walls of DESIGN.md, "Rooms", as a test: who may import whom, who may touch the outside world,
//! which crate has one importer, how long a file may be and what it may be called.
//!
//! `table` holds the law, `law` judges a file, `paths` finds what a file says, `fixture` proves that
//! every wall can fail.

mod fixture;
mod law;
mod paths;
mod table;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The dependencies' names, as code writes them, from Cargo.toml.
fn crates() -> Vec<String> {
    let manifest = include_str!("../../Cargo.toml");
    let manifest: toml::Table = manifest.parse().expect("Cargo.toml is TOML: cargo has read it");
    ["dependencies", "build-dependencies", "dev-dependencies"]
        .iter()
        .filter_map(|kind| manifest.get(*kind)?.as_table())
        .flat_map(|table| table.keys().map(|name| name.replace('-', "_")))
        .collect()
}

/// Every Rust file below `folder`.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().expect("src can be listed") {
        let path = entry.expect("src can be listed").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every file of the package, judged: its name and its breaches.
fn judge_all(root: &Path) -> (usize, Vec<law::Breach>) {
    let crates = crates();
    let mut paths = Vec::new();
    files(&root.join("src"), &mut paths);
    // A parent before what lies below it, for it says which of its modules are tests.
    paths.sort_by_key(|path| (path.components().count(), !path.ends_with("mod.rs"), path.clone()));
    let mut tests: BTreeSet<String> = BTreeSet::new();
    let mut breaches = Vec::new();
    for path in &paths {
        let name = path.strip_prefix(root).expect("found below it").to_string_lossy().replace('\\', "/");
        let source = std::fs::read_to_string(path).expect("a source file is UTF-8");
        let module =
            name.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod").to_owned();
        let only_test = tests.iter().any(|test| module == *test || module.starts_with(&format!("{test}/")));
        let (more, test_modules) = law::judge(&name, &source, only_test, &crates);
        breaches.extend(more);
        tests.extend(test_modules);
    }
    (paths.len(), breaches)
}

#[test]
fn the_source_keeps_its_walls() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (count, breaches) = judge_all(root);
    assert!(count > 20, "the source was not found: {count} files below {}", root.display());
    let list: String =
        breaches.iter().map(|b| format!("\n{}:{}: {}: {}", b.file, b.line, b.law, b.what)).collect();
    assert!(breaches.is_empty(), "{} breaches of the walls:{list}", breaches.len());
}

#[test]
fn every_wall_can_fail() {
    let mut crates = crates();
    // Named in the law already, in the package only later.
    crates.extend(["rusqlite".to_owned(), "ureq".to_owned()]);
    for case in fixture::CASES {
        let (breaches, _) = law::judge(case.path, case.source, false, &crates);
        let mut found: Vec<(usize, &str)> = breaches.iter().map(|b| (b.line, b.law)).collect();
        found.sort_unstable();
        assert_eq!(found, case.breaks, "{}:\n{}\n{breaches:#?}", case.path, case.source);
    }
    let proven: BTreeSet<&str> =
        fixture::CASES.iter().flat_map(|case| case.breaks).map(|(_, law)| *law).collect();
    let laws = ["crate", "import", "name", "opening", "outside", "parse", "path", "room", "words"];
    assert!(laws.iter().all(|law| proven.contains(law)), "no fixture proves one of {laws:?}: {proven:?}");
}

#[test]
fn a_file_may_be_only_so_long() {
    let lines = |count: usize| format!("//! x\n{}", "// y\n".repeat(count - 1));
    let judge = |count| law::judge("src/text/span.rs", &lines(count), false, &[]).0;
    assert!(judge(table::LINES).is_empty());
    let breaches = judge(table::LINES + 1);
    assert_eq!(breaches.iter().map(|b| b.law).collect::<Vec<_>>(), ["length"]);
}

#[test]
fn a_module_for_tests_is_free_in_its_own_file_too() {
    let crates = crates();
    let (breaches, tests) =
        law::judge("src/text/mod.rs", "//! x\n#[cfg(test)]\nmod trials;\n", false, &crates);
    assert!(breaches.is_empty());
    assert_eq!(tests, ["text/trials"]);
    let source = "//! x\nuse std::fs;\nuse crate::article;\n";
    assert_eq!(law::judge("src/text/trials.rs", source, false, &crates).0.len(), 2);
    assert!(law::judge("src/text/trials.rs", source, true, &crates).0.is_empty());
}

#[test]
fn the_table_is_sound() {
    for room in table::ROOMS {
        for may in room.may {
            let known = [table::ANY, table::EVERY_PURE].contains(may);
            assert!(
                known || table::ROOMS.iter().any(|other| other.path == *may),
                "{}: no room {may}",
                room.path
            );
        }
    }
    for file in table::TABLES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let lines = std::fs::read_to_string(path).expect("a named table exists").lines().count();
        assert!(lines > table::LINES, "{file} is short enough to leave the list of tables");
    }
}
