//! The library's thread, asked without a terminal.

use std::sync::Arc;

use super::*;
use crate::document::{Fetched, Origin};
use crate::highlight::{Highlight, QUOTE};
use crate::record::Query;
use crate::settings::Library as Mode;

const TEXT: &str = "خبر من المرفأ\n\nقال سعيد البحري: «البحر هادئ هذا الصباح».\n";

/// A text of its own folder.
fn article(folder: &std::path::Path) -> Article {
    let file = folder.join("a.txt");
    std::fs::write(&file, TEXT).expect("a file");
    let fetched = Fetched {
        bytes: Arc::new(TEXT.as_bytes().to_vec()),
        mime: None,
        charset: None,
        origin: Origin::File(file.to_str().expect("UTF-8").to_owned()),
        warnings: Vec::new(),
    };
    article::open(&fetched, Options::default()).expect("a text")
}

/// What is told to requests that wait together, by a thread over that folder.
fn told(folder: &std::path::Path, mode: Mode, requests: Vec<Request>) -> Vec<Told> {
    let (events, told) = mpsc::channel();
    let (asks, asked) = mpsc::channel();
    requests.into_iter().for_each(|request| asks.send(request).expect("a request"));
    drop(asks);
    let folder = folder.join("data");
    let (library, current, waiting) = (None, None, None);
    Keeper { folder, mode, library, current, waiting, seen: None, next: None, events }.serve(&asked);
    let of = |event| match event {
        Event::Msg(Msg::Library(told)) => Some(told),
        _ => None,
    };
    told.iter().filter_map(of).collect()
}

fn search(ticket: u64, words: &str) -> Request {
    Request::Ask(Question::Search { ticket, words: words.to_owned() })
}

#[test]
fn requests_that_come_together_are_all_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    let requests = vec![
        Request::Opened(article(folder.path())),
        Request::Ask(Question::Typed),
        search(1, "ا"),
        Request::Seen(Span::new(0, 4), 0),
        search(2, "البحر"),
        Request::Ask(Question::KeepTyped("البحر".to_owned())),
        Request::Ask(Question::Typed),
        Request::Ask(Question::Overview),
    ];
    let told = told(folder.path(), Mode::On, requests);
    let answers: Vec<&Told> = told.iter().filter(|told| !matches!(told, Told::Marks(_))).collect();
    let [Told::Typed(none), Told::Found(2, _), Told::Typed(one), Told::Overview(overview)] = &answers[..]
    else {
        panic!("{told:#?}")
    };
    assert_eq!((none.len(), one.as_slice(), overview.count), (0, &["البحر".to_owned()][..], 1));
}

/// The index is made from what the reader found: were it looked for again, it would be another.
#[test]
fn what_the_reader_found_is_not_looked_for_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let found = Highlight {
        kind: QUOTE,
        span: Span::from(0..TEXT.find('\n').expect("a line")),
        parts: Vec::new(),
        rule: "by hand",
        confidence: 1.0,
    };
    let findings = Findings { highlights: vec![found], ..Findings::default() };
    let requests = vec![Request::Opened(article(folder.path())), Request::Extracted(findings)];
    told(folder.path(), Mode::On, requests);
    let said = |words: &str| {
        let library = Library::open(&folder.path().join("data")).expect("the library");
        let query = Query { words: words.to_owned(), ..Query::default() };
        library.search(&query, false).expect("searched").hits.len()
    };
    assert_eq!((said("خبر"), said("هادئ")), (1, 0));
    // Whoever leaves before all is read has it made all the same.
    std::fs::remove_dir_all(folder.path().join("data")).expect("ours");
    told(folder.path(), Mode::On, vec![Request::Opened(article(folder.path()))]);
    assert_eq!((said("خبر"), said("هادئ")), (0, 1));
}

#[test]
fn a_private_reading_reads_and_keeps_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mark = Question::RemoveMark(1);
    let requests = || {
        vec![
            Request::Opened(article(folder.path())),
            Request::Seen(Span::new(0, 40), 20),
            Request::Ask(Question::KeepTyped("x".to_owned())),
            search(1, "هادئ"),
            Request::Ask(mark.clone()),
        ]
    };
    let quiet = told(folder.path(), Mode::Private, requests());
    assert!(matches!(&quiet[..], [Told::Found(1, _), Told::Unkept(None)]), "{quiet:#?}");
    assert!(!folder.path().join("data").exists(), "not even a folder");
    told(folder.path(), Mode::On, vec![Request::Opened(article(folder.path()))]);
    let file = folder.path().join("data").join(FILE);
    let before = std::fs::read(&file).expect("a library");
    let told = told(folder.path(), Mode::Private, requests());
    let hits = told.iter().find_map(|told| match told {
        Told::Found(1, found) => Some(found.hits.len()),
        _ => None,
    });
    assert_eq!(hits, Some(1), "{told:#?}");
    assert!(std::fs::read(&file).expect("a library") == before);
}
