//! The options of the configuration file: one table, from which the file is read and checked.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Mistake;
use crate::command::{COMMANDS, Command, nearness};
use crate::settings::chord::Chord;
use crate::settings::{
    Appearance, Bidi, Citation, Clipboard, Color, Digits, Library, Marks, Settings, Strings,
};

/// One option: its name, and what sets it or says why not.
pub(super) struct Setting {
    /// Its name.
    pub name: &'static str,
    set: fn(&mut Settings, &DeValue<'_>) -> Result<(), String>,
}

/// Every option but the table of keys.
pub(super) static OPTIONS: &[Setting] = &[
    Setting { name: "bidi", set: |to, value| put(&mut to.bidi, choose(text(value)?, BIDI)) },
    Setting { name: "marks", set: |to, value| put(&mut to.marks, choose(text(value)?, MARKS)) },
    Setting { name: "digits", set: |to, value| put(&mut to.digits, choose(text(value)?, DIGITS)) },
    Setting { name: "measure", set: |to, value| put(&mut to.measure, number(value, 20, 200)) },
    Setting { name: "ui_language", set: |to, value| put(&mut to.ui_language, ui_language(text(value)?)) },
    Setting { name: "theme", set: |to, value| put(&mut to.appearance, choose(text(value)?, THEMES)) },
    Setting { name: "color", set: |to, value| put(&mut to.color, choose(text(value)?, COLORS)) },
    Setting { name: "ascii_signs", set: |to, value| put(&mut to.ascii_signs, truth(value)) },
    Setting { name: "mouse", set: |to, value| put(&mut to.mouse, truth(value)) },
    Setting { name: "clipboard", set: |to, value| put(&mut to.clipboard, clipboard(text(value)?)) },
    Setting { name: "library", set: |to, value| put(&mut to.library, choose(text(value)?, LIBRARIES)) },
    Setting { name: "feeds", set: |to, value| put(&mut to.feeds, addresses(value)) },
    Setting { name: "citation", set: |to, value| put(&mut to.citation, citation(text(value)?)) },
];

fn put<T>(slot: &mut T, value: Result<T, String>) -> Result<(), String> {
    *slot = value?;
    Ok(())
}

/// The table of chords.
const KEYS: &str = "keys";

pub(super) type Choices<T> = &'static [(&'static str, T)];

pub(super) const BIDI: Choices<Bidi> = &[
    ("auto", Bidi::Auto),
    ("app", Bidi::App),
    ("row", Bidi::Row),
    ("word", Bidi::Word),
    ("terminal", Bidi::Terminal),
    ("plain", Bidi::Plain),
];
pub(super) const MARKS: Choices<Marks> =
    &[("auto", Marks::Auto), ("keep", Marks::Keep), ("strip", Marks::Strip)];
const DIGITS: Choices<Digits> =
    &[("as-written", Digits::AsWritten), ("latin", Digits::Latin), ("arabic", Digits::Arabic)];
const THEMES: Choices<Appearance> =
    &[("auto", Appearance::Auto), ("dark", Appearance::Dark), ("light", Appearance::Light)];
const COLORS: Choices<Color> = &[("auto", Color::Auto), ("always", Color::Always), ("never", Color::Never)];
const LIBRARIES: Choices<Library> =
    &[("on", Library::On), ("places", Library::Places), ("off", Library::Off)];

/// The word for who reorders, as `QARI_BIDI` has it.
///
/// # Errors
/// The words that there are.
pub(super) fn bidi(word: &str) -> Result<Bidi, String> {
    find(word, BIDI).ok_or_else(|| names(BIDI))
}

/// The word for a value.
pub(super) fn word<T: PartialEq>(value: T, among: Choices<T>) -> &'static str {
    among.iter().find(|(_, other)| *other == value).map_or("auto", |(name, _)| name)
}

fn find<T: Copy>(word: &str, among: Choices<T>) -> Option<T> {
    among.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

fn names<T>(among: Choices<T>) -> String {
    among.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

fn choose<T: Copy>(word: &str, among: Choices<T>) -> Result<T, String> {
    find(word, among).ok_or_else(|| format!("{word:?} is none of {}", names(among)))
}

fn text<'a>(value: &'a DeValue<'_>) -> Result<&'a str, String> {
    value.as_str().ok_or_else(|| format!("a {} where text in quotation marks is wanted", value.type_str()))
}

fn truth(value: &DeValue<'_>) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("a {} where true or false is wanted", value.type_str()))
}

fn number(value: &DeValue<'_>, least: u16, most: u16) -> Result<u16, String> {
    value
        .as_integer()
        .and_then(|number| u16::from_str_radix(number.as_str(), number.radix()).ok())
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(|| format!("a number from {least} to {most} is wanted"))
}

fn ui_language(code: &str) -> Result<String, String> {
    let mut codes: Vec<_> = std::iter::once("auto").chain(Strings::codes()).collect();
    if codes.contains(&code) {
        return Ok(code.to_string());
    }
    codes.sort_unstable();
    Err(format!("{code:?} is none of {}", codes.join(", ")))
}

fn clipboard(way: &str) -> Result<Clipboard, String> {
    match way.trim() {
        "" => Err("\"auto\", \"osc52\" or a command is wanted".to_string()),
        "auto" => Ok(Clipboard::Auto),
        "osc52" => Ok(Clipboard::Osc52),
        command => Ok(Clipboard::Command(command.to_string())),
    }
}

/// A list of addresses of the web, each once.
fn addresses(value: &DeValue<'_>) -> Result<Vec<String>, String> {
    let wanted = || "a list of addresses is wanted: [\"https://example.org/feed\"]".to_string();
    let mut addresses = Vec::new();
    for address in value.as_array().ok_or_else(wanted)? {
        let address = address.get_ref().as_str().ok_or_else(wanted)?.trim();
        if !["http://", "https://"]
            .iter()
            .any(|scheme| address.len() > scheme.len() && address.starts_with(scheme))
        {
            return Err(format!("{address:?} is no address of the web (https://…)"));
        }
        if !addresses.iter().any(|known| known == address) {
            addresses.push(address.to_string());
        }
    }
    Ok(addresses)
}

/// A pattern; empty: the usual one.
fn citation(pattern: &str) -> Result<Option<Citation>, String> {
    if pattern.is_empty() { Ok(None) } else { Citation::parse(pattern).map(Some) }
}

/// Merges a file's text over settings.
///
/// # Errors
/// The first mistake, with its line.
pub(super) fn apply(source: &str, settings: &mut Settings) -> Result<(), Mistake> {
    let line =
        |at: usize| 1 + source.as_bytes()[..at.min(source.len())].iter().filter(|b| **b == b'\n').count();
    let file = DeTable::parse(source).map_err(|error| Mistake {
        line: error.span().map_or(1, |span| line(span.start)),
        what: error.message().replace('\n', ", "),
        hint: None,
    })?;
    // In the order of the file, so that the first mistake is told first.
    let mut entries: Vec<_> = file.get_ref().iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    for (name, value) in entries {
        let at = line(name.span().start);
        let mistake = |what: String| Mistake { line: at, what, hint: None };
        let word = name.get_ref().as_ref();
        if word == KEYS {
            keys(value, settings, &line)?;
        } else if let Some(option) = OPTIONS.iter().find(|option| option.name == word) {
            (option.set)(settings, value.get_ref()).map_err(|why| mistake(format!("{word}: {why}")))?;
        } else {
            let known = OPTIONS.iter().map(|option| option.name).chain([KEYS]);
            return Err(Mistake {
                hint: nearest(word, known),
                ..mistake(format!("there is no option {word:?}"))
            });
        }
    }
    Ok(())
}

/// Chord = command; `""` unbinds.
fn keys(
    table: &Spanned<DeValue<'_>>,
    settings: &mut Settings,
    line: &dyn Fn(usize) -> usize,
) -> Result<(), Mistake> {
    let at = |start: usize, what: String| Mistake { line: line(start), what, hint: None };
    let Some(bindings) = table.get_ref().as_table() else {
        return Err(at(table.span().start, format!("{KEYS} is a table: [keys]")));
    };
    let mut places = Vec::new();
    for (written, value) in bindings {
        let start = written.span().start;
        let written = written.get_ref().as_ref();
        let chord = Chord::parse(written).ok_or_else(|| Mistake {
            hint: Some("chords are written q, ]q, Ctrl-d, Alt-Left, Space".to_string()),
            ..at(start, format!("{written:?} is no chord"))
        })?;
        if let Some(key) = chord.0.iter().find(|key| key.on_latin_layout() != **key) {
            let place = Chord(chord.0.iter().map(|key| key.on_latin_layout()).collect());
            return Err(Mistake {
                hint: Some(format!("bind {:?}, which it is on the Arabic layout", place.to_string())),
                ..at(start, format!("{written:?} can never run: {key} is read by its place on the keyboard"))
            });
        }
        if chord.0.first().is_some_and(|key| key.is_count()) {
            return Err(Mistake {
                hint: Some("begin the chord with another key, or hold Ctrl or Alt".to_string()),
                ..at(start, format!("{written:?} can never run: a digit begins a count"))
            });
        }
        let name = text(value.get_ref()).map_err(|why| at(start, format!("{written:?}: {why}")))?;
        if !name.is_empty() && Command::find(name).is_none() {
            let hint = nearest(name, COMMANDS.iter().map(|command| command.name))
                .or_else(|| Some("qari keys lists the commands".to_string()));
            return Err(Mistake { hint, ..at(start, format!("there is no command {name:?}")) });
        }
        settings.keymap.bind(chord.clone(), Some(name).filter(|name| !name.is_empty()));
        places.push((chord, start));
    }
    // A chord that begins a longer one would hide it.
    for (chord, start) in places {
        let bound = settings.keymap.bindings();
        if !bound.iter().any(|(known, _)| *known == chord) {
            continue;
        }
        let hides = |one: &Chord, other: &Chord| one != other && other.0.starts_with(&one.0);
        let found = bound.iter().find(|(other, _)| hides(&chord, other) || hides(other, &chord));
        if let Some((other, command)) = found {
            let (short, long) = if hides(&chord, other) { (&chord, other) } else { (other, &chord) };
            return Err(Mistake {
                hint: Some(format!("unbind what is not wanted: \"{other}\" = \"\" (it is {command})")),
                ..at(start, format!("{short} hides {long}"))
            });
        }
    }
    Ok(())
}

/// The known word that is nearest to a wrong one, as a question; `None` where none is near.
fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let (distance, best) =
        known.map(|other| (nearness::edits(word, other), other)).min_by_key(|(distance, _)| *distance)?;
    (distance <= 1 + word.chars().count() / 4).then(|| format!("did you mean {best:?}?"))
}
