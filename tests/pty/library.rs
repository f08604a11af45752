//! What is remembered: the place, across runs of the real program.

use crate::data::Data;
use crate::harness::*;

#[test]
fn an_article_is_taken_up_where_it_was_left() {
    let data = Data::new("place");
    let mut first = data.open(&[]);
    first.wait_for_highlights();
    first.settle();
    let top = first.screen();
    first.send("  ");
    first.wait("another page", |session| session.screen() != top);
    first.settle();
    let left = first.screen();
    first.send("q");
    assert_eq!(first.end(), 0);

    let mut second = data.open(&[]);
    second.wait_for("back where you left off");
    second.settle();
    let again = second.screen();
    second.send("q");
    assert_eq!(second.end(), 0);
    // A blank line at the reading line stands for the row after it: the screen may be a row further on.
    let rows = |screen: &str| -> Vec<String> {
        let page = screen.lines().filter_map(|row| row.rsplit(['│', '┃', '┤', '┨']).next());
        page.map(|row| row.trim().to_owned()).filter(|row| row.len() > 40).collect()
    };
    let (left, again) = (rows(&left), rows(&again));
    let same = again.iter().filter(|row| left.contains(row)).count();
    assert!(same + 2 >= left.len() && same > 5, "{left:#?} and {again:#?}");

    // In a private reading what is there already is used; nothing of it is remembered.
    let mut private = data.open(&["--private"]);
    private.wait_for_highlights();
    private.settle();
    assert_eq!(rows(&private.screen()), again);
    private.press("a", "that no mark is kept", |session| session.shows("nothing is kept"));
    private.send("G");
    private.settle();
    private.send("q");
    private.end();
    let mut third = data.open(&[]);
    third.wait_for("back where you left off");
    third.settle();
    assert_eq!(rows(&third.screen()), again);
    third.send("q");
    third.end();
    // Without an article it is the home screen, as always.
    let mut home = data.run(&["--private"]);
    home.wait_for("Go on reading");
    home.press("/مكتبة", "what is found", |session| session.shows("Articles"));
    home.send("q\u{3}\u{3}");
    home.end();
}

#[test]
fn what_was_said_is_found_from_the_home_screen() {
    let data = Data::new("home");
    // An empty library has nothing to show: the bundled article is opened.
    let mut empty = data.run(&[]);
    empty.settle();
    let welcome = empty.screen();
    empty.send("q");
    assert_eq!(empty.end(), 0);
    assert!(welcome.contains(['│', '┃']), "two panes: {welcome}");

    let mut reader = data.open(&[]);
    reader.settle();
    reader.send("q");
    assert_eq!(reader.end(), 0);

    let mut home = data.run(&[]);
    home.wait_for("Go on reading");
    home.wait_for("1 article");
    home.press("/Koha", "the search line", |session| session.shows("Koha"));
    home.wait_for("Articles");
    home.send("\r");
    home.wait("the article", |session| !session.shows("Articles") && session.screen().contains(['│', '┃']));
    home.wait_for("Koha");
    home.send("v");
    home.settle();
    home.send("q");
    assert_eq!(home.end(), 0);
    assert!(home.is_restored());
}

#[test]
fn a_mark_is_found_again_in_an_edited_article_or_told_as_lost() {
    let data = Data::new("mark");
    let file = data.path().join("article.txt");
    let name = file.to_str().expect("UTF-8").to_string();
    let words = "البحر هادئ هذا الصباح في المرفأ القديم";
    let text =
        format!("يوم في المرفأ\n\nقال سعيد البحري: «{words}».\n\nثم مضى إلى عمله وبقي الصيادون ينتظرون.\n");
    std::fs::write(&file, &text).expect("an article");
    let mut first = data.run(&[&name]);
    first.wait_for_highlights();
    first.press("A", "the line of the note", |session| session.shows("note:"));
    first.send("weather\r");
    first.settle();
    first.press("M", "the page of marks", |session| session.shows("weather"));
    first.send("q");
    first.send("q");
    assert_eq!(first.end(), 0);

    // Edited before it: it is found again.
    std::fs::write(&file, text.replace("يوم في المرفأ", "يوم طويل\n\nفقرة جديدة في أول المقال عن المرفأ"))
        .expect("edited");
    let mut second = data.run(&[&name]);
    second.settle();
    second.press("M", "the page of marks", |session| session.shows("weather"));
    assert!(!second.shows("Lost"), "{}", second.screen());
    second.press("\r", "the article", |session| !session.shows("weather"));
    second.send("q");
    assert_eq!(second.end(), 0);

    // Another text: it is told as lost, with its note.
    std::fs::write(&file, "خبر آخر\n\nليس في هذا الخبر شيء مما كان في الأول.\n").expect("another");
    let mut third = data.run(&[&name]);
    third.settle();
    third.press("M", "the page of marks", |session| session.shows("Lost") && session.shows("weather"));
    third.send("q");
    third.send("q");
    assert_eq!(third.end(), 0);
}

/// The home screen lists what is new in the feeds; what came with a feed opens from there, and a page that is
/// opened over another is on the way back.
#[test]
fn what_is_new_in_feeds_is_read_from_the_home_screen() {
    use crate::server::{Server, response};
    use std::io::Write;

    let paragraph = |n| format!("<p>قالت رئيسة الورشة إن السفينة {n} ستنزل إلى الماء في الربيع.</p>");
    let body: String = (1..=20).map(paragraph).collect();
    let feed = format!(
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>موجز الميناء</title>\
         <item><title>سفينة من خشب الورد</title><link>/one</link><pubDate>Mon, 15 May 2023 08:00:00 GMT</pubDate><content:encoded><![CDATA[{body}]]></content:encoded></item>\
         <item><title>الميناء القديم يعود</title><link>/two</link><pubDate>Sun, 14 May 2023 08:00:00 GMT</pubDate></item></channel></rss>"
    );
    let page = format!("<html lang='ar'><title>الميناء القديم يعود</title><article><h1>الميناء القديم يعود</h1>{}</article></html>", "<p>عاد الصيادون إلى رصيفهم بعد غياب طويل، ورفعوا شباكهم على الأعمدة كما كان آباؤهم يفعلون في كل صباح من أيام الصيف.</p>".repeat(6));
    let server = Server::new(move |path, _, stream| {
        let answer = match path {
            "/feed" => response("200 OK", "Content-Type: application/rss+xml\r\n", feed.as_bytes()),
            "/two" => response("200 OK", "Content-Type: text/html; charset=utf-8\r\n", page.as_bytes()),
            _ => response("404 Not Found", "", b""),
        };
        let _ = stream.write_all(&answer);
    });
    let data = Data::new("feeds");
    std::fs::create_dir_all(data.path().join("qari")).expect("a folder");
    std::fs::write(data.path().join("qari/config.toml"), format!("feeds = [\"{}\"]\n", server.at("/feed")))
        .expect("a file");
    let config = data.path().join("qari/config.toml");
    let config = config.to_str().expect("a name in UTF-8");
    let mut fetch = data.run(&["library", "fetch", "--config", config]);
    fetch.wait_for("2 new");
    assert_eq!(fetch.end(), 0);

    let mut session = data.run(&["--config", config]);
    session.wait_for("سفينة من خشب الورد");
    assert!(session.shows("الميناء القديم يعود") && session.screen().contains("New"), "{}", session.screen());
    // The newest is chosen: its article came with the feed.
    session.press("\r", "the article", |session| session.shows("قالت رئيسة الورشة"));
    // Read to its end it is not among those to go on with, which stand before what is new.
    session.press("G", "its end", |session| session.screen().contains("100%"));
    session.press("H", "the home screen", |session| session.screen().contains("New"));
    session.press("\r", "the page of the other entry", |session| session.shows("عاد الصيادون إلى رصيفهم"));
    session.press("\u{f}", "the article before", |session| session.shows("قالت رئيسة الورشة"));
    session.press("H", "nothing new any more", |session| {
        session.shows("الميناء القديم يعود") && !session.screen().contains("New")
    });
    session.send("\u{3}");
    assert_eq!(session.end(), 130);
}

#[test]
fn a_library_that_cannot_be_used_is_told_whenever_it_is_asked() {
    let data = Data::new("damaged");
    std::fs::create_dir_all(data.path().join("qari")).expect("a folder");
    let file = data.path().join("qari/library.db");
    std::fs::write(&file, "x".repeat(5000)).expect("a file");
    let mut session = data.start((120, 30), &[], &[ARTICLE]);
    session.wait_for_highlights();
    session.wait_for("it is damaged");
    session.press("j", "the text alone", |session| !session.shows("damaged"));
    session.press("a", "that no mark is kept", |session| session.shows("it is damaged"));
    session.press("M", "no mark", |session| session.shows("Nothing is marked"));
    session.send("qq");
    assert_eq!(session.end(), 0);
    assert_eq!(std::fs::read(&file).expect("still there"), "x".repeat(5000).into_bytes());
}

/// What the library of `mode` holds after a reading: articles, with their texts or without.
fn kept(data: &Data, config: &str, more: &[&str]) -> Vec<(u64, bool)> {
    let config = data.configured(config);
    let mut words = vec!["--config", &config, ARTICLE];
    words.extend(more);
    let mut session = data.start((100, 30), &[], &words);
    session.wait_for_highlights();
    session.press("  ", "another page", |session| !session.shows("رمّمت المبنى القديم"));
    session.settle();
    session.send("q");
    assert_eq!(session.end(), 0);
    let list = std::process::Command::new(QARI)
        .args(["library", "list", "--format", "json"])
        .env("XDG_DATA_HOME", data.path())
        .output()
        .expect("qari runs");
    let list: serde_json::Value = serde_json::from_slice(&list.stdout).expect("JSON");
    let of = |article: &serde_json::Value| {
        (article["quotes"].as_u64().unwrap_or_default(), article["stored"] == serde_json::Value::Bool(true))
    };
    list.as_array().expect("a list").iter().map(of).collect()
}

#[test]
fn what_is_kept_is_what_was_asked_for() {
    let data = Data::new("modes");
    assert_eq!(kept(&data, "", &["--private"]), []);
    assert_eq!(kept(&data, "library = \"off\"\n", &[]), []);
    assert!(!data.path().join("qari").exists(), "not even a folder");
    assert_eq!(kept(&data, "library = \"places\"\n", &[]), [(0, false)]);
    assert_eq!(kept(&data, "library = \"on\"\n", &[]), [(13, true)]);
}

#[test]
fn an_index_that_another_version_made_is_made_anew_behind_the_home_screen() {
    let data = Data::new("stale");
    let article = std::fs::read_to_string(ARTICLE).expect("the article");
    let names: Vec<String> = (0..20).map(|n| data.name(&format!("{n}.txt"))).collect();
    names.iter().for_each(|name| std::fs::write(name, &article).expect("an article"));
    let words: Vec<&str> = ["library", "add"].into_iter().chain(names.iter().map(String::as_str)).collect();
    assert_eq!(data.run(&words).end(), 0);
    let file = data.path().join("qari/library.db");
    let count = |sql: &str| -> i64 {
        let library = rusqlite::Connection::open(&file).expect("the library");
        library.query_row(sql, [], |row| row.get(0)).expect("a number")
    };
    let old = "UPDATE article SET extractor = 'old' RETURNING (SELECT count(*) FROM article)";
    assert_eq!(count(old), 20);
    let mut home = data.start((100, 30), &[], &[]);
    home.wait("the home screen, with all of it indexed", |session| {
        session.shows("20 articles") && !session.shows("to index")
    });
    home.send("q");
    assert_eq!(home.end(), 0);
    assert_eq!(count("SELECT count(*) FROM article WHERE extractor = 'old'"), 0);
}
