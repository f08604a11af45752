//! The library over folders of its own.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;
use crate::article;
use crate::document::{Fetched, Origin};
use crate::highlight::VERSION;
use crate::record::{Anchor, Color, Findings, Found, Mark, MarkKind, Place, Query};
use crate::text::span::Span;

/// A folder that goes when it is dropped.
pub(super) struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        Folder(std::env::temp_dir().join(format!("qari-library-{}-{number}", std::process::id())))
    }

    pub fn open(&self) -> Library {
        Library::open(&self.0).expect("a library")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(super) const MARKET: &str = "سوق الكتب يعود إلى الميناء\n\n\
قال سعيد البحري: «وصلت الصناديق قبل الفجر، وفيها كُتُبٌ عن النفطِ والملاحة».\n\n\
وقالت البائعة ليلى ناصر: «بعتُ الكِتابَ الأول قبل أن أفتح المظلة».\n";
pub(super) const HARBOUR: &str = "الميناء يوسّع أرصفته\n\n\
قال وزير النقل كريم الصافي: «سنبني رصيفاً ثالثاً قبل الربيع».\n\n\
وحذّر الصافي من أن أسعار النفط قد ترتفع.\n";

/// Keeps a text as the reader does; answers its number.
pub(super) fn keep(library: &mut Library, name: &str, text: &str, now: i64) -> i64 {
    let fetched = Fetched {
        bytes: Arc::new(text.as_bytes().to_vec()),
        mime: None,
        charset: None,
        origin: Origin::File(name.to_owned()),
        warnings: Vec::new(),
    };
    let article = article::open(&fetched, Default::default()).expect("it is a text");
    let kept = Kept { origin: name, fetched: &article.fetched, document: &article.document, text: true };
    let id = library.remember(&kept, now, VERSION).expect("remembered").id;
    let mut findings = Findings::default();
    article.stream().for_each(|extracted| findings.push(&extracted.chunk, &extracted.highlights));
    library.index(id, text, article.document.language, &findings, VERSION).expect("indexed");
    id
}

fn words(text: &str) -> Query {
    Query { words: text.to_owned(), ..Query::default() }
}

#[test]
fn an_article_is_found_again_as_it_was() {
    let folder = Folder::new();
    let mut library = folder.open();
    let id = keep(&mut library, "/market.txt", MARKET, 100);
    let place = Place { anchor: Anchor::at(MARKET, 60), progress: 0.25, finished: false };
    library.set_place(id, &place).expect("placed");
    drop(library);

    let mut library = folder.open();
    assert_eq!(keep(&mut library, "/market.txt", MARKET, 200), id);
    let kept = library.find("/market.txt").expect("readable").expect("there");
    assert_eq!((kept.fetched, kept.opened, kept.progress), (100, 200, 0.25));
    assert_eq!(kept.title.as_deref(), Some("سوق الكتب يعود إلى الميناء"));
    assert_eq!(library.text(id).expect("readable").as_deref(), Some(MARKET));
    let fetched = library.fetched(&kept).expect("readable").expect("kept");
    assert_eq!(fetched.bytes.in_memory(), Some(MARKET.as_bytes()));
    let article = article::open(&fetched, Default::default()).expect("it is a text");
    let kept = Kept { origin: "/market.txt", fetched: &fetched, document: &article.document, text: true };
    let remembered = library.remember(&kept, 300, VERSION).expect("remembered");
    assert_eq!(remembered.place, Some(place));
    assert!(remembered.indexed);
    assert!(!library.remember(&kept, 300, "another").expect("remembered").indexed);
}

#[test]
fn words_are_found_however_they_are_written() {
    let folder = Folder::new();
    let mut library = folder.open();
    keep(&mut library, "/market.txt", MARKET, 100);
    keep(&mut library, "/harbour.txt", HARBOUR, 200);
    for (query, speakers) in [
        ("الكتاب", &["ليلى ناصر"][..]),
        ("كتاب", &["ليلى ناصر"]),
        ("نفط", &["كريم الصافي", "سعيد البحري"]),
        ("النفط الصافي", &["كريم الصافي"]),
        ("\"قبل الفجر\"", &["سعيد البحري"]),
        ("\"الفجر قبل\"", &[]),
    ] {
        let found = library.search(&words(query), false).expect("searched");
        let mut said: Vec<_> = found.hits.iter().filter_map(|hit| hit.speaker.as_deref()).collect();
        said.sort_unstable();
        let mut wanted = speakers.to_vec();
        wanted.sort_unstable();
        assert_eq!(said, wanted, "{query}: {found:#?}");
    }
    let by = Query { speaker: Some("الصافى".into()), ..Query::default() };
    assert_eq!(library.search(&by, false).expect("searched").hits.len(), 2);
    let warned = Query { stance: Some("warns".into()), ..Query::default() };
    let found = library.search(&warned, false).expect("searched");
    assert_eq!(found.hits.len(), 1, "{found:#?}");
    let hit = &found.hits[0];
    assert_eq!(&HARBOUR[hit.span.within(0)], hit.text);
    // Its text has the word with another prefix alone.
    let found = library.search(&words("بالنفط"), false).expect("searched");
    let shown: Vec<_> =
        found.articles.iter().map(|hit| hit.snippet.contains("نفط") && hit.span.len() >= 6).collect();
    assert!(shown.contains(&true) && !shown.contains(&false), "{found:#?}");
    let found = library.search(&words("الارصفه"), false).expect("searched");
    assert_eq!(found.articles.len(), 0, "no such word: {found:?}");
    let found = library.search(&words("أرص"), true).expect("searched");
    assert_eq!(found.articles.len(), 1);
    assert_eq!(&HARBOUR[found.articles[0].span.within(0)], "أرص");
}

#[test]
fn a_question_finds_what_has_most_of_its_words() {
    let folder = Folder::new();
    let mut library = folder.open();
    keep(&mut library, "/harbour.txt", HARBOUR, 200);
    let found = library.search(&words("ماذا قال الصافي عن النفط؟"), false).expect("searched");
    assert!(found.loose);
    assert!(found.hits[0].text.contains("النفط"), "{found:#?}");
}

#[test]
fn what_is_removed_is_gone_from_the_index_too() {
    let folder = Folder::new();
    let mut library = folder.open();
    let id = keep(&mut library, "/market.txt", MARKET, 100);
    library.remove(id).expect("removed");
    assert_eq!(library.search(&words("كتاب"), false).expect("searched"), Found::default());
    assert_eq!(library.count().expect("counted"), (0, 0));
}

#[test]
fn the_index_is_made_anew_for_another_version() {
    let folder = Folder::new();
    let mut library = folder.open();
    let id = keep(&mut library, "/market.txt", MARKET, 100);
    assert_eq!(library.stale(VERSION).expect("asked"), [0; 0]);
    assert_eq!(library.stale("another").expect("asked"), [id]);
    library.forget_index().expect("forgotten");
    assert_eq!(library.stale(VERSION).expect("asked"), [id]);
    assert_eq!(library.search(&words("الكتاب"), false).expect("searched").articles.len(), 1);
    // A text that the library no longer has is not indexed.
    library
        .index(id, "another text", Default::default(), &Findings::default(), VERSION)
        .expect("passed over");
    assert_eq!(library.stale(VERSION).expect("asked"), [id]);
}

#[test]
fn several_at_once_see_what_the_others_wrote() {
    let folder = Folder::new();
    let (mut one, mut other) = (folder.open(), folder.open());
    std::thread::scope(|scope| {
        for (number, library) in [&mut one, &mut other].into_iter().enumerate() {
            scope.spawn(move || {
                for n in 0..20 {
                    keep(library, &format!("/{number}-{n}.txt"), MARKET, n);
                }
            });
        }
    });
    assert_eq!(one.list(0).expect("listed").len(), 40);
    assert_eq!(other.search(&words("الكتاب"), false).expect("searched").hits.len(), 40);
    assert_eq!(one.check().expect("checked"), [""; 0]);
}

#[test]
fn what_cannot_be_used_is_told_and_left_alone() {
    let folder = Folder::new();
    fs::create_dir_all(&folder.0).expect("a folder");
    let path = folder.0.join(FILE);
    let notes = b"these are notes of mine, and no database at all\n".repeat(40);
    fs::write(&path, &notes).expect("a file");
    for error in [Library::open(&folder.0).err(), Library::open_to_read(&folder.0).err()] {
        let error = error.expect("refused");
        assert!(error.message.contains("damaged") && error.hint.is_some(), "{error:?}");
    }
    assert_eq!(fs::read(&path).expect("still there"), notes);
    fs::remove_file(&path).expect("removed");
    drop(folder.open());
    let newer = Connection::open(&path).expect("opened");
    newer.pragma_update(None, "user_version", 99).expect("newer");
    drop(newer);
    for error in [Library::open(&folder.0).err(), Library::open_to_read(&folder.0).err()] {
        assert!(error.expect("refused").message.contains("newer"));
    }
}

#[test]
fn a_folder_that_cannot_be_written_can_be_read() {
    let folder = Folder::new();
    let mut library = folder.open();
    keep(&mut library, "/market.txt", MARKET, 100);
    drop(library);
    assert!(Library::open_to_read(&folder.0.join("elsewhere")).expect("nothing").is_none());
    let library = Library::open_to_read(&folder.0).expect("readable").expect("there");
    assert_eq!(library.list(0).expect("listed").len(), 1);
    let mut library = library;
    let place = Place { anchor: Anchor::at(MARKET, 0), progress: 0.0, finished: false };
    let error = library.set_place(1, &place).expect_err("it may only be read");
    assert!(error.message.contains("cannot be written"), "{error:?}");
}

/// All of them find no library and make one at the same moment.
#[test]
fn many_at_once_make_one_library() {
    let folder = Folder::new();
    let start = std::sync::Barrier::new(40);
    std::thread::scope(|scope| {
        for n in 0..40 {
            let (folder, start) = (&folder, &start);
            scope.spawn(move || {
                start.wait();
                let mut library = folder.open();
                keep(&mut library, &format!("/{n}.txt"), HARBOUR, n);
            });
        }
    });
    assert_eq!(folder.open().list(0).expect("listed").len(), 40);
}

/// What a plain text says of where and when it appeared is what it is found by; the same text again keeps it.
#[test]
fn the_source_line_of_a_text_is_its_outlet() {
    let folder = Folder::new();
    let mut library = folder.open();
    let text = format!("{HARBOUR}\nالمصدر: صدى الميناء\n");
    for _ in 0..2 {
        let id = keep(&mut library, "/harbour.txt", &text, 100);
        let of = |library: &Library| library.list(0).expect("listed")[0].outlet.clone();
        assert_eq!(of(&library).as_deref(), Some("صدى الميناء"));
        let query = Query { outlet: Some("صدى".to_owned()), ..words("النفط") };
        assert_eq!(library.search(&query, false).expect("searched").hits.len(), 1);
        // Opened again, its index being that of today.
        let fetched = library.fetched(&library.find("#1").expect("found").expect("there"));
        let fetched = fetched.expect("readable").expect("kept");
        let article = article::open(&fetched, Default::default()).expect("a text");
        let kept =
            Kept { origin: "/harbour.txt", fetched: &fetched, document: &article.document, text: true };
        assert_eq!(library.remember(&kept, 300, VERSION).expect("kept").id, id);
        assert_eq!(of(&library).as_deref(), Some("صدى الميناء"));
    }
    keep(&mut library, "/harbour.txt", HARBOUR, 400);
    assert_eq!(library.list(0).expect("listed")[0].outlet, None, "another text, which names none");
}

#[test]
fn signs_alone_find_nothing() {
    let folder = Folder::new();
    let mut library = folder.open();
    keep(&mut library, "/harbour.txt", HARBOUR, 100);
    for signs in ["(", "\"", "* -", "«»", "{words} :", "NEAR("] {
        let found = library.search(&words(signs), true).expect("no syntax of SQLite's is reached");
        assert!(found.hits.is_empty() && found.articles.is_empty(), "{signs}: {found:#?}");
    }
    let said_of_oil = library.search(&words("النفط)* AND"), false).expect("searched");
    assert!(said_of_oil.loose, "AND is a word like any other");
}

#[test]
fn what_was_looked_for_is_kept_once_and_comes_back() {
    let (folder, other) = (Folder::new(), Folder::new());
    let mut library = folder.open();
    for typed in ["نفط", "/\\d+", "نفط"] {
        library.keep_typed(typed).expect("kept");
    }
    assert_eq!(library.typed().expect("readable"), ["/\\d+", "نفط"]);
    let mut backup = Vec::new();
    library.backup(&mut backup).expect("written");
    let mut other = other.open();
    other.bring_back(&mut &backup[..], true).expect("brought back");
    assert_eq!(other.typed().expect("readable"), ["/\\d+", "نفط"]);
    for n in 0..200 {
        library.keep_typed(&n.to_string()).expect("kept");
    }
    let typed = library.typed().expect("readable");
    assert_eq!((typed.len(), typed.last().map(String::as_str)), (100, Some("199")));
}

#[test]
fn a_full_disk_changes_nothing() {
    let folder = Folder::new();
    let mut library = folder.open();
    keep(&mut library, "/market.txt", MARKET, 100);
    let pages: i64 =
        library.connection.pragma_query_value(None, "page_count", |row| row.get(0)).expect("pages");
    library.connection.pragma_update(None, "max_page_count", pages).expect("no more room");
    let long = format!("{HARBOUR}{}", "سطر طويل من نص لا ينتهي.\n\n".repeat(20_000));
    let fetched = Fetched {
        bytes: Arc::new(long.clone().into_bytes()),
        mime: None,
        charset: None,
        origin: Origin::Standard,
        warnings: Vec::new(),
    };
    let article = article::open(&fetched, Default::default()).expect("a text");
    let kept = Kept { origin: "/harbour.txt", fetched: &fetched, document: &article.document, text: true };
    let error = library.remember(&kept, 5, VERSION).expect_err("no room");
    assert!(error.message.contains("no space is left"), "{error:?}");
    assert_eq!(library.list(0).expect("listed").len(), 1);
    assert_eq!(library.check().expect("checked"), [""; 0]);
}

#[test]
fn a_backup_brought_back_is_equal() {
    let (folder, other) = (Folder::new(), Folder::new());
    let mut library = folder.open();
    let id = keep(&mut library, "/market.txt", MARKET, 100);
    keep(&mut library, "/harbour.txt", HARBOUR, 200);
    let place = Place { anchor: Anchor::at(MARKET, 60), progress: 0.25, finished: false };
    library.set_place(id, &place).expect("placed");
    let at = MARKET.find("الكِتابَ").expect("the words");
    let anchor = Anchor::new(MARKET, Span::from(at..at + "الكِتابَ".len()));
    for (kind, note) in [
        (MarkKind::Own(Color::Green), Some("سؤال: أي كتاب؟\nسطر ثانٍ".to_owned())),
        (MarkKind::Bookmark('a'), None),
        (MarkKind::Speaker("أم ليلى".to_owned()), None),
    ] {
        let mark = Mark { id: 0, kind, anchor: anchor.clone(), note, made: 5, changed: 6 };
        library.put_mark(id, &mark).expect("kept");
    }
    let written = |library: &Library| {
        let mut bytes = Vec::new();
        library.backup(&mut bytes).expect("written");
        String::from_utf8(bytes).expect("UTF-8")
    };
    let first = written(&library);
    assert_eq!(first.lines().count(), 3);
    let mut copy = other.open();
    assert_eq!(copy.bring_back(&mut first.as_bytes(), true).expect("brought back"), 2);
    assert_eq!(written(&copy), first);
    // Once more adds nothing.
    copy.bring_back(&mut first.as_bytes(), true).expect("brought back");
    assert_eq!(written(&copy), first);
    assert_eq!(copy.search(&words("الكتاب"), false).expect("searched").articles.len(), 1);
    assert_eq!(copy.stale(VERSION).expect("asked").len(), 2, "quotes are extracted anew");

    for (text, wanted) in [
        ("", "nothing in it"),
        ("{}\n", "line 1"),
        ("{\"qari\":\"library\",\"schema\":9}\n", "newer"),
        ("{\"qari\":\"library\",\"schema\":1}\n{\"origin\":\"/x\"}\n", "line 2"),
    ] {
        let brought = copy.bring_back(&mut text.as_bytes(), true);
        match brought {
            Ok(count) => assert_eq!((count, wanted), (0, "")),
            Err(error) => assert!(!wanted.is_empty() && error.message.contains(wanted), "{error:?}"),
        }
    }
    assert_eq!(written(&copy), first, "what is no backup changes nothing");
}

#[test]
fn marks_are_kept_changed_and_taken_away() {
    let folder = Folder::new();
    let mut library = folder.open();
    let id = keep(&mut library, "/market.txt", MARKET, 100);
    let at = |words: &str| {
        let at = MARKET.find(words).expect("the words");
        Anchor::new(MARKET, Span::from(at..at + words.len()))
    };
    let mut mark = Mark {
        id: 0,
        kind: MarkKind::Own(Color::Yellow),
        anchor: at("الفجر"),
        note: None,
        made: 1,
        changed: 1,
    };
    mark.id = library.put_mark(id, &mark).expect("kept");
    mark.note = Some("انظر هنا".to_owned());
    mark.kind = MarkKind::Own(Color::Red);
    assert_eq!(library.put_mark(id, &mark).expect("changed"), mark.id);
    assert_eq!(library.marks(id).expect("read"), [mark.clone()]);
    for words in ["سوق", "المظلة"] {
        let bookmark =
            Mark { id: 0, kind: MarkKind::Bookmark('b'), anchor: at(words), note: None, made: 2, changed: 2 };
        library.put_mark(id, &bookmark).expect("kept");
    }
    let marks = library.marks(id).expect("read");
    assert_eq!(marks.len(), 2, "a letter is one place: {marks:?}");
    library.remove_mark(mark.id).expect("removed");
    assert_eq!(library.marks(id).expect("read").len(), 1);
}
