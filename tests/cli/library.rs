//! `qari library`, in a data folder of each test's own.

use super::*;

/// A folder that goes when it is dropped.
struct Data(PathBuf);

impl Data {
    fn new() -> Data {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Data(std::env::temp_dir().join(format!("qari-cli-data-{}-{number}", std::process::id())))
    }

    fn qari(&self, arguments: &[&str]) -> Run {
        let mut command = command(&[&["library"], arguments].concat());
        of(command.env("XDG_DATA_HOME", &self.0).stdin(Stdio::null()).output().expect("qari runs"))
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_was_kept_is_listed_found_shown_and_forgotten() {
    let (data, article) = (Data::new(), File::new(ARTICLE));
    data.qari(&["list"]).succeeds();
    assert_eq!(data.qari(&["show", "1"]).fails(1).0, "the library is empty");
    data.qari(&["add", article.name()]).succeeds();
    let list = data.qari(&["list", "--format", "json"]).json();
    assert_eq!(list[0]["title"], "المكتبة تفتح أبوابها ليلاً");
    assert_eq!(list[0]["id"], 1);
    assert!(list[0]["quotes"].as_u64().is_some_and(|quotes| quotes > 0), "{list}");

    let found = data.qari(&["search", "--format", "json", "الساعة"]).json();
    let hit = &found["highlights"][0];
    assert_eq!(hit["text"], "القراءة لا تعرف ساعةً للإغلاق");
    let span = |end: &str| hit["span"][end].as_u64().expect("a number") as usize;
    assert_eq!(&ARTICLE[span("start")..span("end")], hit["text"]);
    assert_eq!(hit["speaker"], "سامي الحداد");
    let run = data.qari(&["search", "--speaker", "الحداد"]);
    assert!(run.succeeds().text().contains("سامي الحداد"), "{}", run.text());
    data.qari(&["search", "--speaker", "آخر"]).succeeds();
    assert_eq!(data.qari(&["search"]).fails(2).0, "nothing is looked for");
    assert!(data.qari(&["search", "--since", "soon", "x"]).fails(2).0.contains("--since"));

    let shown = data.qari(&["show", "1"]);
    assert!(shown.succeeds().text().contains("ابتداءً من 5 أيار/مايو 2025"));
    let exported = data.qari(&["export", "--format", "json", article.name()]);
    assert_eq!(
        exported.succeeds().json()["highlights"],
        qari(&["highlights", "--format", "json", article.name()]).json()["highlights"]
    );
    data.qari(&["check"]).succeeds();
    data.qari(&["rebuild"]).succeeds();
    assert_eq!(data.qari(&["search", "--format", "json", "الساعة"]).json(), found);

    assert!(data.qari(&["remove", "1", "7"]).fails(1).0.contains("has no 7"));
    assert_eq!(data.qari(&["list", "--format", "json"]).json().as_array().map(Vec::len), Some(1));
    data.qari(&["remove", "1"]).succeeds();
    assert_eq!(data.qari(&["list", "--format", "json"]).json().as_array().map(Vec::len), Some(0));
}

#[test]
fn a_backup_is_never_written_over_a_file_and_comes_back() {
    let (data, other, article) = (Data::new(), Data::new(), File::new(ARTICLE));
    data.qari(&["add", article.name()]).succeeds();
    let path = data.0.join("backup.jsonl");
    let name = path.to_str().expect("UTF-8");
    data.qari(&["backup", name]).succeeds();
    assert!(data.qari(&["backup", name]).fails(1).0.contains("there already"));
    assert_eq!(data.qari(&["backup"]).succeeds().out, std::fs::read(&path).expect("the backup"));
    other.qari(&["import", name]).succeeds();
    assert_eq!(other.qari(&["backup"]).succeeds().out, std::fs::read(&path).expect("the backup"));
    let found = other.qari(&["search", "--format", "json", "الساعة"]).json();
    assert_eq!(found["highlights"][0]["speaker"], "سامي الحداد");
    assert!(other.qari(&["import", article.name()]).fails(1).0.contains("no backup"));
}

#[test]
fn a_library_that_cannot_be_used_is_told() {
    let (data, article) = (Data::new(), File::new(ARTICLE));
    let folder = data.0.join("qari");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("library.db"), "x".repeat(5000)).expect("a file");
    for arguments in [&["list"][..], &["add", article.name()], &["search", "x"], &["backup"]] {
        let run = data.qari(arguments);
        let (message, hint) = run.fails(1);
        assert!(message.contains("damaged") && hint.is_some(), "{message}");
    }
    assert_eq!(std::fs::read(folder.join("library.db")).expect("still there"), "x".repeat(5000).into_bytes());
}
