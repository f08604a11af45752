//! Highlights and marks written to a file, in the format that its name ends in.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread;

use crate::export::{self, Report};
use crate::settings::Strings;
use crate::tui::Event;
use crate::tui::model::Model;
use crate::tui::msg::{Msg, Unwritten};

/// How a report is written.
type Write = fn(&Report, &Strings) -> String;

/// The formats by what names end in.
const FORMATS: &[(&[&str], Write)] = &[
    (&["md", "markdown"], |report, words| export::markdown(report, &|name| words.get(name).to_owned())),
    (&["txt", "text"], |report, words| export::text(report, &|name| words.get(name).to_owned())),
    (&["json"], |report, _| export::json(std::slice::from_ref(report), false)),
    (&["csv"], |report, _| export::csv(report, true)),
    (&["html", "htm"], |report, words| {
        let interface = (words.code(), words.direction().is_rtl());
        export::html(std::slice::from_ref(report), &|name| words.get(name).to_owned(), interface)
    }),
];

/// Writes what is read to that file; answers with [`Msg::Exported`].
pub fn write(name: String, model: &Model, events: Sender<Event>) {
    let (article, marks, words) = (model.shelf.article().clone(), model.own.list.clone(), model.strings);
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let work = move || {
        let path = match (name.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(&name),
        };
        let written = match format(&path) {
            Some(write) => {
                let page = write(&Report::of(&article, Some(marks)), &words);
                put(&path, &page).map(|()| name.clone()).map_err(|error| why(&error))
            }
            None => Err(Ok("export.formats")),
        };
        let written = written.map_err(|why| Unwritten { name, why });
        let _ = events.send(Event::Msg(Msg::Exported(written)));
    };
    // Without a thread there is nothing to answer from; the reader goes on.
    let _ = thread::Builder::new().name("export".to_string()).spawn(work);
}

fn format(path: &Path) -> Option<Write> {
    let end = path.extension()?.to_str()?.to_ascii_lowercase();
    FORMATS.iter().find(|(ends, _)| ends.contains(&end.as_str())).map(|(_, write)| *write)
}

/// Never over a file; half a file is none.
fn put(path: &Path, page: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(page.as_bytes()).and_then(|()| file.sync_all());
    written.inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}

/// What the interface calls it, else the system's own words.
fn why(error: &io::Error) -> Result<&'static str, String> {
    Ok(match error.kind() {
        io::ErrorKind::AlreadyExists => "file.there",
        io::ErrorKind::StorageFull => "file.full",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "file.denied",
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "file.no_folder",
        _ => return Err(error.to_string()),
    })
}
