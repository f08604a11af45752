//! The rows of every article of the shared folder against `fribidi`, an implementation that shares no
//! code with this one: what `qari print --order visual --width 0 --marks strip` shows, block by block.
//!
//! Runs where fribidi (Debian: libfribidi-bin) and the shared folder are, and says so where not.
//! Differences are allowed only where [`EXPLAINED`] gives the reason.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use qari::document::{Fetched, Origin};
use qari::import;
use qari::layout::{self, Marks, Options};
use qari::text::bidi::Direction;

/// Differences that are meant, each with what makes the two rows alike, and the reason.
const EXPLAINED: [(&[(&str, &str)], &str); 2] = [
    (
        &[("\u{fe8d}\u{653}", "\u{fe81}"), ("\u{fe8e}\u{653}", "\u{fe82}")],
        "alef with a combining madda is shown as the composed letter, which is canonically equal",
    ),
    (
        &[("\u{fb9e}", "\u{6ba}"), ("\u{fb9f}", "\u{6ba}")],
        "noon ghunna inside a word takes its nearest form (it has no initial or medial one), not the bare letter",
    ),
];

/// The harakat, Quranic signs and points, as this test takes them out: told by ranges, not by the code
/// under test.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}')
        || matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}' | '\u{670}')
        || matches!(c, '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// A block of an article: where it stands, its text on one line and without marks, our row.
struct Case {
    block: usize,
    input: String,
    ours: String,
}

/// The blocks of a file in one direction.
fn cases(path: &Path, direction: Direction) -> Vec<Case> {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let origin = Origin::File(path.display().to_string());
    let fetched = Fetched { bytes: Arc::new(bytes), mime: None, charset: None, origin, warnings: Vec::new() };
    let imported =
        import::import(&fetched, import::Options::default()).unwrap_or_else(|error| panic!("{error}"));
    let options = Options { marks: Marks::Strip, ..Options::default() };
    let mut cases = Vec::new();
    for chunk in (0..imported.chunks.count()).map(|number| imported.chunks.load(number)) {
        for block in chunk.blocks.iter().filter(|block| block.direction == direction) {
            let text = chunk.slice(block.span);
            let mut ours = String::new();
            let rows = layout::lay_out(text, block.span.start, direction, &options);
            layout::print::visual(&rows, text, 0, &mut ours);
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            let input = lines.join(" ").chars().filter(|&c| !is_mark(c)).collect();
            cases.push(Case { block: cases.len(), input, ours });
        }
    }
    cases
}

fn fribidi(cases: &[Case], direction: Direction) -> Vec<String> {
    let mut child = Command::new("fribidi")
        .args([
            "--nobreak",
            "--nopad",
            "--reordernsm",
            "--clean",
            if direction.is_rtl() { "--rtl" } else { "--ltr" },
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("fribidi runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input: String = cases.iter().map(|case| case.input.clone() + "\n").collect();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("fribidi ends");
    writer.join().expect("no panic").expect("fribidi reads");
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(|row| row.replace('\u{feff}', "")).collect()
}

#[test]
fn rows_agree_with_fribidi() {
    // A worktree may lie one folder deeper than the checkout.
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["../shared/gold/dev", "../../shared/gold/dev"].map(|folder| package.join(folder));
    let folder = folders.iter().find(|folder| folder.is_dir()).unwrap_or(&folders[0]);
    let tell = |what: &str| writeln!(std::io::stdout(), "fribidi: {what}").expect("standard output");
    let Ok(entries) = std::fs::read_dir(folder) else {
        return tell("not compared, for there is no ../shared/gold/dev");
    };
    if Command::new("fribidi").arg("--version").stdout(Stdio::null()).status().is_err() {
        return tell("not compared, for fribidi is not installed");
    }
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let (mut rows, mut explained, mut differing) = (0, BTreeMap::new(), 0);
    for (path, direction) in
        files.iter().flat_map(|path| [(path, Direction::RightToLeft), (path, Direction::LeftToRight)])
    {
        let cases = cases(path, direction);
        let theirs = fribidi(&cases, direction);
        assert_eq!(theirs.len(), cases.len(), "{}: fribidi gives a row a block", path.display());
        for (case, theirs) in cases.iter().zip(theirs) {
            rows += 1;
            let mut ours = case.ours.trim_end_matches('\n').to_owned();
            let mut theirs = theirs.trim_matches(' ').to_owned();
            for (replacements, reason) in EXPLAINED {
                if ours == theirs {
                    break;
                }
                let alike = |row: &str| {
                    replacements.iter().fold(row.to_owned(), |row, (from, to)| row.replace(from, to))
                };
                let (mine, other) = (alike(&ours), alike(&theirs));
                if mine != ours || other != theirs {
                    *explained.entry(reason).or_insert(0) += 1;
                }
                (ours, theirs) = (mine, other);
            }
            if ours != theirs {
                differing += 1;
                println!("{} {direction:?} block {}\n  {ours}\n  {theirs}", path.display(), case.block);
            }
        }
    }
    tell(&format!("{rows} rows of {} articles, {differing} differences not explained", files.len()));
    for (reason, number) in explained {
        tell(&format!("{number} rows differ as explained: {reason}"));
    }
    assert!(rows > 500 && differing == 0, "{differing} of {rows} rows differ");
}
