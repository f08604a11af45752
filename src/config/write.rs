//! Writes an option into the reader's configuration, and leaves every other line of it as it is.

use std::fs;
use std::path::{Path, PathBuf};

use super::{options, path, read};
use crate::error::{Error, ErrorKind, Result};
use crate::settings::{Bidi, Marks, Settings};

/// Sets `bidi` and `marks`; answers the file that has them now. `explicit` is the one that the command
/// line names.
///
/// # Errors
/// A file that cannot be read or written, or that cannot be changed by a line of its own.
pub fn order(explicit: Option<&Path>, bidi: Bidi, marks: Marks) -> Result<PathBuf> {
    let fail = |path: &Path, why: &dyn std::fmt::Display| {
        Error::new(ErrorKind::Usage, format!("cannot write {}: {why}", path.display()))
    };
    let (file, old) = match read(explicit)? {
        Some(known) => known,
        None => match path() {
            Some(path) => (path, String::new()),
            None => {
                let message = "there is no home folder for the configuration";
                return Err(Error::new(ErrorKind::Usage, message).hint("--config FILE names one"));
            }
        },
    };
    let mut text = set(&old, "bidi", options::word(bidi, options::BIDI));
    if marks != Marks::Auto || old.lines().any(|line| sets(line, "marks")) {
        text = set(&text, "marks", options::word(marks, options::MARKS));
    }
    // Whoever wrote the file may have put a line where it means something else.
    let mut settings = Settings::default();
    match options::apply(&text, &mut settings) {
        Ok(()) if settings.bidi == bidi && settings.marks == marks => {}
        _ => return Err(fail(&file, &"it must be changed by hand")),
    }
    // A link stays one.
    let place = fs::canonicalize(&file).unwrap_or_else(|_| file.clone());
    let beside = place.with_extension("toml.new");
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(|error| fail(&file, &error))?;
    }
    fs::write(&beside, text)
        .and_then(|()| fs::rename(&beside, &place))
        .map_err(|error| fail(&file, &error))?;
    Ok(file)
}

/// Whether a line sets that option.
fn sets(line: &str, name: &str) -> bool {
    line.trim_start().strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('='))
}

/// The text with `name = "word"`: in the place of the line that sets it, else of the one that shows it
/// behind a `#`, else before the first table.
fn set(text: &str, name: &str, word: &str) -> String {
    let wanted = format!("{name} = \"{word}\"");
    let mut lines: Vec<&str> = text.lines().collect();
    let tables = lines.iter().position(|line| line.trim_start().starts_with('[')).unwrap_or(lines.len());
    let shows = |line: &&str| line.strip_prefix('#').is_some_and(|line| sets(line, name));
    let own = &lines[..tables];
    let place = own.iter().position(|line| sets(line, name)).or_else(|| own.iter().position(shows));
    match place {
        Some(place) => lines[place] = &wanted,
        None => lines.insert(tables, &wanted),
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_set_where_it_stands() {
        assert_eq!(set("", "bidi", "word"), "bidi = \"word\"\n");
        assert_eq!(set("measure = 60\n", "bidi", "row"), "measure = 60\nbidi = \"row\"\n");
        assert_eq!(set("# who\nbidi=\"app\" # me\n", "bidi", "row"), "# who\nbidi = \"row\"\n");
        assert_eq!(
            set("#bidi = \"auto\"\n[keys]\n\"x\" = \"quit\"\n", "bidi", "row"),
            "bidi = \"row\"\n[keys]\n\"x\" = \"quit\"\n"
        );
        assert_eq!(
            set("[keys]\nbidi = \"quit\"\n", "bidi", "row"),
            "bidi = \"row\"\n[keys]\nbidi = \"quit\"\n"
        );
        // What only begins alike is another option.
        assert_eq!(set("bidirectional = 1\n", "bidi", "row"), "bidirectional = 1\nbidi = \"row\"\n");
    }

    #[test]
    fn the_sample_takes_an_option_in_its_place() {
        let sample = super::super::SAMPLE;
        let text = set(sample, "bidi", "word");
        assert_eq!(text, sample.replace("#bidi = \"auto\"", "bidi = \"word\""));
        let mut settings = Settings::default();
        assert!(options::apply(&text, &mut settings).is_ok());
        assert_eq!(settings.bidi, Bidi::Word);
    }
}
