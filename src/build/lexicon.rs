//! Compiles `assets/lexicon/*.toml` and `assets/gazetteer/*.toml` into matching tables, so that no TOML is parsed at run time.
//!
//! A file is `CODE.toml` or a part of it, `CODE.PART.toml`. Every complaint names file and line. What
//! a file may hold is told at the head of `assets/lexicon/ar.toml`.

#[path = "../lexicon/class.rs"]
#[allow(dead_code)] // used here in part
mod class;
#[path = "lexicon_code.rs"]
mod code;
#[path = "../lexicon/form.rs"]
#[allow(dead_code)]
mod form;
#[path = "../lexicon/packing.rs"]
#[allow(dead_code)]
mod packing;
#[path = "../lexicon/stance.rs"]
mod stance;
#[path = "lexicon_table.rs"]
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use class::{Class, Features};
use stance::STANCES;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

type Value<'a> = Spanned<DeValue<'a>>;

/// Reads every lexicon and writes `lexicon.rs` and each language's words into the build's folder; ends the build on a mistake.
pub fn compile() {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["assets/lexicon", "assets/gazetteer"] {
        println!("cargo::rerun-if-changed={folder}");
        files.extend(fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()));
    }
    files.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let mut languages: BTreeMap<String, Language> = BTreeMap::new();
    let mut complaints = Vec::new();
    for path in &files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let code = name.split('.').next().unwrap_or_default().to_string();
        let language = languages.entry(code).or_default();
        if let Err(complaint) = language.read(path) {
            complaints.push(complaint);
        }
    }
    if !complaints.is_empty() {
        for complaint in &complaints {
            println!("cargo::error={complaint}");
        }
        process::exit(1);
    }
    let mut fingerprint = 0xcbf2_9ce4_8422_2325;
    let mut put = |name: &str, bytes: &[u8]| {
        // FNV-1a: by it an index that other lexicons made is known.
        let fnv = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        fingerprint = bytes.iter().fold(fingerprint, fnv);
        write(name, bytes);
    };
    for (code, language) in &languages {
        let (words, numbers) = table::pack(language);
        put(&format!("{code}.words"), words.as_bytes());
        put(&format!("{code}.table"), &numbers);
    }
    put("lexicon.rs", code::generate(&languages).as_bytes());
    println!("cargo::rustc-env=QARI_LEXICONS={fingerprint:016x}");
}

fn write(name: &str, bytes: &[u8]) {
    let path = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join(name);
    if let Err(error) = fs::write(&path, bytes) {
        println!("cargo::error=cannot write {}: {error}", path.display());
        process::exit(1);
    }
}

/// One word or phrase of a language.
struct Item {
    class: &'static str,
    written: String,
    value: String,
    features: Features,
    lemma: u16,
}

/// What the files of a language say.
#[derive(Default)]
struct Language {
    plain: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<String>>,
    proclitics: Vec<Vec<String>>,
    contractions: Vec<(String, Vec<String>)>,
    enclitics: Vec<(String, Features)>,
    inflections: BTreeMap<String, Vec<(String, Features)>>,
    cues: Vec<String>,
    examples: Vec<[String; 4]>,
    items: Vec<Item>,
}

/// Longer strings are a mistake; endings come to them, and what is packed has its own limit.
const LONGEST: usize = (1 << packing::LENGTH) / 2;

/// A file being read: its name and text, for complaints.
struct Reading<'a> {
    name: &'a str,
    text: &'a str,
}

impl Reading<'_> {
    fn complain<T>(&self, at: usize, what: impl AsRef<str>) -> Result<T, String> {
        let line = self.text[..at.min(self.text.len())].matches('\n').count() + 1;
        Err(format!("{}:{line}: {}", self.name, what.as_ref()))
    }

    fn string(&self, value: &Value) -> Result<String, String> {
        match value.get_ref() {
            DeValue::String(text) if text.len() > LONGEST => {
                self.complain(value.span().start, format!("a string has no more than {LONGEST} bytes"))
            }
            DeValue::String(text) if !text.trim().is_empty() => Ok(text.to_string()),
            _ => self.complain(value.span().start, "a string that is not empty is wanted here"),
        }
    }

    fn strings(&self, value: &Value) -> Result<Vec<String>, String> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| self.string(item)).collect(),
            _ => self.complain(value.span().start, "a list of strings is wanted here"),
        }
    }

    fn table<'v, 'i>(&self, value: &'v Value<'i>) -> Result<&'v DeTable<'i>, String> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            _ => self.complain(value.span().start, "a table is wanted here"),
        }
    }

    fn features(&self, at: usize, names: &str) -> Result<Features, String> {
        let mut features = Features::NONE;
        for name in names.split_whitespace() {
            match Features::named(name) {
                Some(feature) => features = features.with(feature),
                // "3ms" is short for "3 m s".
                None => {
                    for letter in name.chars() {
                        match Features::named(letter.encode_utf8(&mut [0; 4])) {
                            Some(feature) => features = features.with(feature),
                            None => return self.complain(at, format!("no feature is called {name:?}")),
                        }
                    }
                }
            }
        }
        Ok(features)
    }
}

impl Language {
    fn read(&mut self, path: &Path) -> Result<(), String> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
        let reading = Reading { name: &name, text: &text };
        let root = match DeTable::parse(&text) {
            Ok(root) => root,
            Err(error) => {
                return reading.complain(error.span().map_or(0, |span| span.start), error.message());
            }
        };
        // Inflections first: cues anywhere in the file use them.
        if let Some(value) = root.get_ref().get("inflection") {
            self.read_inflections(&reading, value)?;
        }
        for (key, value) in root.get_ref() {
            match key.get_ref().as_ref() {
                "inflection" => {}
                key @ ("code" | "name" | "direction" | "script" | "letters" | "vowels" | "accusative"
                | "native_letters") => {
                    self.plain.insert(key.to_string(), reading.string(value)?);
                }
                key @ ("other_codes" | "related_labels" | "source_labels" | "page_labels"
                | "author_labels" | "day_labels" | "end_labels" | "nisba" | "finite_endings"
                | "feminine" | "verb_prefixes" | "inflected_endings" | "foreign_endings"
                | "foreign_clusters" | "derived_shapes" | "ordinary_shapes") => {
                    self.lists.entry(key.to_string()).or_default().extend(reading.strings(value)?);
                }
                "clitics" => self.read_clitics(&reading, value)?,
                "syntax" => {
                    for (key, value) in reading.table(value)? {
                        self.plain.insert(format!("syntax.{}", key.get_ref()), reading.string(value)?);
                    }
                }
                "class" => {
                    for (key, value) in reading.table(value)? {
                        self.read_class(&reading, key, value)?;
                    }
                }
                "cue" => match value.get_ref() {
                    DeValue::Array(cues) => {
                        for cue in cues {
                            self.read_cue(&reading, cue)?;
                        }
                    }
                    _ => return reading.complain(value.span().start, "cues are written [[cue]]"),
                },
                other => {
                    return reading.complain(key.span().start, format!("no section is called {other:?}"));
                }
            }
        }
        Ok(())
    }

    fn read_inflections(&mut self, reading: &Reading, value: &Value) -> Result<(), String> {
        for (slot, value) in reading.table(value)? {
            let forms = self.inflections.entry(slot.get_ref().to_string()).or_default();
            for (template, features) in reading.table(value)? {
                let at = template.span().start;
                if !template.get_ref().contains("{}") {
                    return reading.complain(at, "a template holds {} for the stem");
                }
                let names = reading.string(features)?;
                forms.push((template.get_ref().to_string(), reading.features(at, &names)?));
            }
        }
        Ok(())
    }

    fn read_clitics(&mut self, reading: &Reading, value: &Value) -> Result<(), String> {
        for (key, value) in reading.table(value)? {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("proclitics", DeValue::Array(slots)) => {
                    for slot in slots {
                        self.proclitics.push(reading.strings(slot)?);
                    }
                }
                (key @ ("article" | "of"), DeValue::String(_)) => {
                    self.plain.insert(key.into(), form::fold(&reading.string(value)?));
                }
                ("contractions", DeValue::Table(table)) => {
                    for (written, parts) in table {
                        self.contractions.push((form::fold(written.get_ref()), reading.strings(parts)?));
                    }
                }
                ("enclitics", DeValue::Table(table)) => {
                    for (written, features) in table {
                        let at = written.span().start;
                        let features = reading.features(at, &reading.string(features)?)?;
                        self.enclitics.push((form::fold(written.get_ref()), features));
                    }
                }
                (other, _) => {
                    return reading.complain(key.span().start, format!("clitics have no {other:?}"));
                }
            }
        }
        Ok(())
    }

    /// `[class.NAME] VALUE = ["form", …]`, or `NAME = ["form", …]` without values; the value of a
    /// class may be features (`m`, `fs`) and these are then read as such.
    fn read_class(
        &mut self,
        reading: &Reading,
        key: &Spanned<impl AsRef<str>>,
        value: &Value,
    ) -> Result<(), String> {
        let name = key.get_ref().as_ref();
        let Some(&(_, _, class)) = Class::ALL.iter().find(|(_, known, _)| *known == name) else {
            return reading
                .complain(key.span().start, format!("no class is called {name:?} (src/lexicon/class.rs)"));
        };
        let mut add = |value: &str, features: Features, forms: &Value| -> Result<(), String> {
            let (value, inflection) = value.split_once('~').map_or((value, None), |(v, i)| (v, Some(i)));
            let made = match inflection.map(|name| self.inflections.get(name)) {
                Some(None) => return reading.complain(forms.span().start, "no inflection is called so"),
                Some(Some(made)) => made.as_slice(),
                None => &[],
            };
            for written in reading.strings(forms)? {
                for (template, inflected) in made {
                    let written = form::medial(&template.replace("{}", &written));
                    let features = inflected.with(features.only(Features::GENERIC));
                    self.items.push(Item { class, written, value: value.to_string(), features, lemma: 0 });
                }
                self.items.push(Item { class, written, value: value.to_string(), features, lemma: 0 });
            }
            Ok(())
        };
        match value.get_ref() {
            DeValue::Table(table) => {
                for (value, forms) in table {
                    let at = value.span().start;
                    let value = value.get_ref().as_ref();
                    let own = value.split('~').next().unwrap_or_default();
                    let features = reading.features(at, own).unwrap_or(Features::NONE);
                    add(value, features, forms)?;
                }
                Ok(())
            }
            _ => add("", Features::NONE, value),
        }
    }

    /// `[[cue]]`: `lemma`, `stance`, `is` (features), stems by inflection slot, `forms` (ready made, by
    /// features), `example`, `words`, `speaker`.
    fn read_cue(&mut self, reading: &Reading, cue: &Value) -> Result<(), String> {
        let table = reading.table(cue)?;
        let at = cue.span().start;
        let text = |key: &str| table.get(key).map(|value| reading.string(value)).transpose();
        let Some(lemma) = text("lemma")? else { return reading.complain(at, "a cue needs a lemma") };
        let stance = text("stance")?.unwrap_or_else(|| "says".into());
        if !STANCES.contains(&stance.as_str()) {
            return reading.complain(at, format!("no stance is called {stance:?}"));
        }
        let own = reading.features(at, &text("is")?.unwrap_or_default())?;
        self.cues.push(lemma.clone());
        let number = self.cues.len() as u16;
        let mut made = 0;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "lemma" | "stance" | "is" | "words" | "speaker" => {}
                "example" => {
                    let words = text("words")?.unwrap_or_default();
                    let speaker = text("speaker")?.unwrap_or_default();
                    self.examples.push([lemma.clone(), reading.string(value)?, words, speaker]);
                }
                "forms" => {
                    for (features, forms) in reading.table(value)? {
                        let features = reading.features(features.span().start, features.get_ref())?.with(own);
                        for written in reading.strings(forms)? {
                            made += 1;
                            let value = stance.clone();
                            self.items.push(Item { class: "Cue", written, value, features, lemma: number });
                        }
                    }
                }
                slot => {
                    let Some(templates) = self.inflections.get(slot) else {
                        return reading
                            .complain(key.span().start, format!("no inflection is called {slot:?}"));
                    };
                    let stems = match value.get_ref() {
                        DeValue::Array(_) => reading.strings(value)?,
                        _ => vec![reading.string(value)?],
                    };
                    for stem in &stems {
                        for (template, features) in templates {
                            made += 1;
                            self.items.push(Item {
                                class: "Cue",
                                written: form::medial(&template.replace("{}", stem)),
                                value: stance.clone(),
                                features: features.with(own),
                                lemma: number,
                            });
                        }
                    }
                }
            }
        }
        if made == 0 {
            return reading.complain(at, format!("the cue {lemma:?} has no form"));
        }
        Ok(())
    }
}
