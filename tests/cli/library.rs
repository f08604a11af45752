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

    fn qari_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = command(&[&["library"], arguments].concat());
        with(command.env("XDG_DATA_HOME", &self.0), input)
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
    let run = data.qari(&["search", "--speaker", "آخر"]);
    assert_eq!((run.status, run.err.as_str(), run.text()), (Some(0), "qari: nothing was found\n", ""));
    data.qari(&["--quiet", "search", "--speaker", "آخر"]).succeeds();
    assert_eq!(data.qari(&["search"]).fails(2).0, "nothing is looked for");
    assert!(data.qari(&["search", "("]).fails(2).0.contains("no letter or digit"));
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
    assert_eq!(data.qari(&["backup", "-"]).succeeds().out, std::fs::read(&path).expect("the backup"));
    let run = other.qari_with(&["-v", "import", "-"], &std::fs::read(&path).expect("the backup"));
    assert_eq!((run.status, run.err.lines().next()), (Some(0), Some("qari: 1 article")));
    other.qari(&["import", name]).succeeds();
    assert_eq!(other.qari(&["backup"]).succeeds().out, std::fs::read(&path).expect("the backup"));
    let found = other.qari(&["search", "--format", "json", "الساعة"]).json();
    assert_eq!(found["highlights"][0]["speaker"], "سامي الحداد");
    assert!(other.qari(&["import", article.name()]).fails(1).0.contains("no backup"));
    assert!(other.qari_with(&["import", "-"], b"").fails(1).0.contains("nothing in it"));
}

/// An article that was opened in a reader that was killed has no index yet.
#[test]
fn what_is_not_indexed_yet_is_told_with_what_was_found() {
    let (data, article) = (Data::new(), File::new(ARTICLE));
    data.qari(&["add", article.name()]).succeeds();
    let mut library = qari::library::Library::open(&data.0.join("qari")).expect("a library");
    library.forget_index().expect("forgotten");
    drop(library);
    let run = data.qari(&["search", "--speaker", "الحداد"]);
    for words in ["nothing was found", "1 article is not indexed yet", "hint: qari library rebuild"] {
        assert!(run.status == Some(0) && run.err.contains(words), "{words}: {}", run.err);
    }
    data.qari(&["rebuild"]).succeeds();
    assert!(data.qari(&["search", "--speaker", "الحداد"]).succeeds().text().contains("الحداد"));
}

/// Articles that were opened in the same second come back in the order in which they were.
#[test]
fn what_comes_back_is_equal_for_people_too() {
    let (data, other) = (Data::new(), Data::new());
    let articles: Vec<File> = (0..4).map(|n| File::new(format!("خبر رقم {n}\n\n{ARTICLE}"))).collect();
    let names: Vec<&str> = articles.iter().rev().map(File::name).collect();
    data.qari(&[&["add"], &names[..]].concat()).succeeds();
    let backup = data.qari(&["backup"]).out;
    assert_eq!(other.qari_with(&["import", "-"], &backup).status, Some(0));
    let pages = |data: &Data| data.qari(&["backup", "--format", "markdown"]).out;
    assert!(pages(&data) == pages(&other));
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

/// A backup of one article with marks of every kind in it, one of them lost.
fn marked(data: &Data, article: &File) -> String {
    data.qari(&["add", article.name()]).succeeds();
    let backup = data.qari(&["backup"]);
    let text = backup.succeeds().text().to_owned();
    let mut lines = text.lines();
    let head = lines.next().expect("a head");
    let mut line: serde_json::Value = serde_json::from_str(lines.next().expect("an article")).expect("JSON");
    let mark = |kind: &str, value: &str, words: &str, note: Option<&str>| {
        let at = ARTICLE.find(words).unwrap_or_default();
        let around = |at: usize| ARTICLE[at..].chars().take(12).collect::<String>();
        let before: String =
            ARTICLE[..at].chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
        let after = ARTICLE.find(words).map_or(String::new(), |at| around(at + words.len()));
        serde_json::json!({"kind": kind, "value": value, "start": at, "end": at + words.len(), "exact": words,
            "before": before, "after": after, "note": note, "made": 5, "changed": 6})
    };
    line["marks"] = serde_json::json!([
        mark("own", "green", "القراءة لا تعرف ساعةً", Some("سؤال: متى؟\n# ليس عنواناً")),
        mark("bookmark", "k", "ابتداءً من 5 أيار/مايو 2025", None),
        mark("own", "red", "كلمات لم تكن قط في هذا النص الصغير", Some("ما بقي منها")),
        mark("speaker", "هدى المنصور", "القراءة لا تعرف ساعةً للإغلاق", None),
    ]);
    format!("{head}\n{line}\n")
}

/// A backup with one correction of that article, on words that it has not.
fn backup_line(origin: &serde_json::Value, exact: &str) -> String {
    let mark = serde_json::json!({
        "kind": "speaker", "value": "هدى", "start": 0, "end": 10, "exact": exact, "before": "", "after": "",
        "note": null, "made": 7, "changed": 7,
    });
    let article = serde_json::json!({
        "origin": origin, "title": null, "byline": null, "outlet": null, "published": null, "format": "text",
        "language": "ar", "length": 1, "words": 1, "fetched": 1, "opened": 1, "progress": 0.0, "finished": false,
        "place": null, "text": null, "source": null, "mime": null, "charset": null, "marks": [mark],
    });
    format!("{{\"qari\":\"library\",\"schema\":1}}\n{article}\n")
}

#[test]
fn marks_and_notes_are_exported_in_every_format() {
    let (data, other, article) = (Data::new(), Data::new(), File::new(ARTICLE));
    let backup = File::new(marked(&other, &article));
    data.qari(&["import", backup.name()]).succeeds();
    let json = data.qari(&["export", "--format", "json"]).json();
    let marks = json["marks"].as_array().expect("marks");
    assert_eq!(marks.len(), 4, "{json:#}");
    let of = |exact: &str| marks.iter().find(|mark| mark["text"] == exact).expect("the mark");
    let span = |end: &str| of("القراءة لا تعرف ساعةً")["span"][end].as_u64().expect("a number") as usize;
    assert_eq!(&ARTICLE[span("start")..span("end")], "القراءة لا تعرف ساعةً");
    assert!(of("كلمات لم تكن قط في هذا النص الصغير")["span"].is_null(), "it is told as lost");
    let quotes = json["highlights"].as_array().expect("highlights").iter();
    let said = quotes.into_iter().find(|it| it["text"] == "القراءة لا تعرف ساعةً للإغلاق");
    assert_eq!(said.expect("a quote")["speaker"]["name"], "هدى المنصور", "it is corrected");

    let export = |format: &str| {
        let run = data.qari(&["--ui-language", "en", "export", "--format", format]);
        run.succeeds().text().to_owned()
    };
    let markdown = export("markdown");
    assert!(markdown.contains("### هدى المنصور\n\n> «القراءة"), "{markdown}");
    assert!(markdown.contains("## Your marks\n"), "{markdown}");
    assert!(markdown.contains("\n> القراءة لا تعرف ساعةً\n\nسؤال: متى؟\n\n\\# ليس عنواناً\n"), "{markdown}");
    assert!(markdown.contains("> `k` ابتداءً من"), "{markdown}");
    let lost = markdown.find("## Lost").expect("a heading");
    assert!(markdown[lost..].contains("> كلمات لم تكن") && markdown[lost..].contains("ما بقي منها"));
    // A correction whose words are lost changes no highlight: it is told with the others.
    let line = backup_line(&json["source"]["origin"], "قول لم يعد في النص");
    data.qari(&["import", File::new(line).name()]).succeeds();
    for (format, told) in [
        ("markdown", "\n> قول لم يعد في النص\n\nsaid by هدى\n"),
        ("text", "  قول لم يعد في النص\n    said by هدى\n"),
        ("html", "<p dir=\"auto\">قول لم يعد في النص</p><p class=\"note\" dir=\"auto\">said by هدى</p>"),
    ] {
        let page = export(format);
        let lost = page.find("Lost").expect("a heading");
        assert!(page[lost..].contains(told), "{format}: {page}");
    }
    let html = export("html");
    assert!(html.contains("<html lang=\"en\" dir=\"ltr\">"), "{html}");
    assert!(html.contains("<article lang=\"ar\" dir=\"rtl\">"), "{html}");
    assert!(html.contains("<h2><bdi lang=\"en\">Your marks</bdi></h2>"), "{html}");
    let arabic = data.qari(&["--ui-language", "ar", "export", "--format", "html"]);
    let arabic = arabic.succeeds().text();
    assert!(
        arabic.contains("<html lang=\"ar\" dir=\"rtl\">") && arabic.contains("<h2>علاماتك</h2>"),
        "{arabic}"
    );
    assert!(html.contains("<mark class=\"green\">القراءة لا تعرف ساعةً</mark>"), "{html}");
    assert!(html.contains("<p class=\"note\" dir=\"auto\">سؤال: متى؟</p>"), "{html}");
    assert!(
        !html.contains("http") && !html.contains("<script") && !html.contains("<link"),
        "it needs nothing"
    );
    let csv = export("csv");
    assert!(csv.contains(",own,green,,,,القراءة لا تعرف ساعةً,\"سؤال: متى؟\n# ليس عنواناً\",,,"), "{csv}");
    assert_eq!(csv.lines().next().map(|row| row.matches(',').count()), Some(12));
    // What is read without the library has no marks.
    assert!(qari(&["highlights", "--format", "json", article.name()]).json().get("marks").is_none());

    // The name that the reader gave is found, the one that was extracted is not.
    let found = |name: &str| data.qari(&["search", "--speaker", name, "--format", "json"]).json();
    assert_eq!(found("هدى المنصور")["highlights"].as_array().map(Vec::len), Some(1));
    let of_another = found("الحداد");
    let of_another = of_another["highlights"].as_array().expect("highlights");
    assert!(of_another.iter().all(|hit| !hit["text"].to_string().contains("ساعة")), "{of_another:?}");

    // All of it comes back equal.
    let (third, whole) = (Data::new(), data.qari(&["backup"]));
    let file = File::new(whole.succeeds().text());
    third.qari(&["import", file.name()]).succeeds();
    assert_eq!(third.qari(&["backup"]).text(), whole.text());
    let json = data.qari(&["export", "--format", "json"]).json();
    assert_eq!(third.qari(&["export", "--format", "json"]).json(), json);
}

#[test]
fn everything_is_backed_up_as_markdown_too() {
    let (data, other, article) = (Data::new(), Data::new(), File::new(ARTICLE));
    let backup = File::new(marked(&other, &article));
    data.qari(&["import", backup.name()]).succeeds();
    let path = data.0.join("all.md");
    let name = path.to_str().expect("UTF-8");
    data.qari(&["--ui-language", "en", "backup", "--format", "markdown", name]).succeeds();
    let page = std::fs::read_to_string(&path).expect("the backup");
    for part in ["# المكتبة تفتح أبوابها ليلاً\n", article.name(), "## Your marks", "ما بقي منها", "## Text\n"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    // Every paragraph of the text.
    for words in ["القراءة لا تعرف ساعةً للإغلاق", "ابتداءً من 5 أيار/مايو 2025"]
    {
        assert!(page[page.find("## Text").expect("the text")..].contains(words), "{words}: {page}");
    }
    assert!(data.qari(&["backup", "--format", "markdown", name]).fails(1).0.contains("there already"));
    assert!(data.qari(&["import", name]).fails(1).0.contains("no backup"), "it comes back from JSON alone");
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let (data, article) = (Data::new(), File::new(ARTICLE));
    data.qari(&["add", article.name()]).succeeds();
    let folder = data.0.join("qari");
    let mode = |mode: u32| {
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).expect("a mode");
        let file = folder.join("library.db");
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(mode & 0o666)).expect("a mode");
    };
    mode(0o555);
    // Whoever may do anything is not kept out by a mode.
    let kept_out = std::fs::write(folder.join("probe"), "").is_err();
    let list = data.qari(&["list", "--format", "json"]);
    assert_eq!(list.succeeds().json().as_array().map(Vec::len), Some(1));
    if kept_out {
        let run = data.qari(&["add", article.name()]);
        let (message, hint) = run.fails(1);
        assert!(message.contains("cannot use the library") && hint.is_some(), "{message}");
    }
    mode(0o755);
    data.qari(&["check"]).succeeds();
}

/// A file that may not grow, as on a disk that is full: the signal is ignored, so that the write fails.
#[test]
fn a_disk_without_room_is_told_and_nothing_is_lost() {
    let (data, article) = (Data::new(), File::new(ARTICLE));
    data.qari(&["add", article.name()]).succeeds();
    let before = data.qari(&["backup"]).out;
    let large = File::new(format!("{ARTICLE}\n\n{}", "سطر طويل من نص لا ينتهي في المرفأ.\n\n".repeat(20_000)));
    let blocks = std::fs::metadata(data.0.join("qari/library.db")).expect("a file").len() / 512 + 200;
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" library add \"$1\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_qari"), large.name()]);
    command.env_clear().env("HOME", &data.0).env("LANG", "en_US.UTF-8").env("XDG_DATA_HOME", &data.0);
    let run = of(command.stdin(Stdio::null()).output().expect("sh runs"));
    let (message, hint) = run.fails(1);
    assert!(message.contains("cannot use the library") && hint.is_some(), "{message}");
    assert_eq!(data.qari(&["backup"]).out, before, "what was kept is as it was");
    data.qari(&["check"]).succeeds();
    data.qari(&["add", large.name()]).succeeds();
}

/// What is to be remembered of what is read is to be remembered of what is added.
#[test]
fn what_is_added_is_kept_as_the_configuration_says() {
    let (data, article) = (Data::new(), File::new(ARTICLE));
    let off = File::new("library = \"off\"\n");
    let run = data.qari(&["--config", off.name(), "add", article.name()]);
    let (message, hint) = run.fails(2);
    assert!(message.contains("nothing is to be remembered") && hint.is_some(), "{message}");
    assert!(!data.0.exists(), "not even a folder");
    let places = File::new("library = \"places\"\n");
    data.qari(&["--config", places.name(), "add", article.name()]).succeeds();
    let list = data.qari(&["list", "--format", "json"]).json();
    assert_eq!((&list[0]["stored"], &list[0]["quotes"]), (&false.into(), &0.into()));
    data.qari(&["add", article.name()]).succeeds();
    assert_eq!(data.qari(&["list", "--format", "json"]).json()[0]["stored"], true);

    let (other, backup) = (Data::new(), File::new(data.qari(&["backup"]).out));
    let run = other.qari(&["--config", off.name(), "import", backup.name()]);
    assert!(run.fails(2).0.contains("nothing is to be remembered") && !other.0.exists());
    other.qari(&["--quiet", "--config", places.name(), "import", backup.name()]).succeeds();
    assert_eq!(other.qari(&["list", "--format", "json"]).json()[0]["stored"], false);
}

#[test]
fn several_at_once_lose_nothing() {
    let data = Data::new();
    let articles: Vec<File> = (0..12).map(|n| File::new(format!("{ARTICLE}\n\nالنسخة رقم {n}.\n"))).collect();
    std::thread::scope(|scope| {
        for article in &articles {
            scope.spawn(|| {
                data.qari(&["add", article.name()]).succeeds();
            });
        }
    });
    assert_eq!(
        data.qari(&["list", "--format", "json"]).json().as_array().map(Vec::len),
        Some(articles.len())
    );
    data.qari(&["check"]).succeeds();
}
