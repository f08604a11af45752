//! Links as the terminal is told of them: bytes between cells, on rows in visual order.

use std::path::PathBuf;

use qari::text::fold::fold;

use crate::harness::{QARI, Session, Setup};

/// What begins a link and what ends it.
const OPEN: &str = "\x1b]8;id=q";
const CLOSE: &str = "\x1b]8;;\x1b\\";
const VTE: &str = "\x1b[8;1$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?65;1;9c";

const PAGE: &str = r#"<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>جسر النهر</title></head>
<body><article><h1>جسر النهر</h1>
<p>قال المهندس إن <a href="https://example.org/خبر?a=&#7;b">الجسر الجديد</a> سيفتح في الربيع المقبل بعد عامين من العمل المتواصل على ضفتي النهر، وأضاف أن <a href="javascript:alert(1)">الكلفة</a> لم تتجاوز ما قدر لها في البداية.</p>
<p>وتابع أن الأهالي شاركوا في اختيار لون الأعمدة، وأن المدرسة القريبة ستنظم رحلة لتلاميذها في يوم الافتتاح ليروا كيف بني الجسر حجرا فوق حجر.</p>
</article></body></html>"#;

/// The page in a file of this test's own.
fn page(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("qari-links-{}-{name}.html", std::process::id()));
    std::fs::write(&path, PAGE).expect("a file for the page");
    path
}

fn shown(name: &str, environment: &[(&'static str, &str)], answers: &'static str) -> String {
    let path = page(name);
    let environment = environment.iter().map(|(name, value)| (*name, value.to_string())).collect();
    let command = vec![QARI.to_string(), path.display().to_string()];
    let mut session = Session::start(Setup { environment, command, answers, ..Setup::default() });
    session.wait_for("سيفتح في الربيع");
    session.settle();
    session.send("q");
    assert_eq!(session.end(), 0);
    let _ = std::fs::remove_file(path);
    String::from_utf8_lossy(&session.bytes).into_owned()
}

/// What stands in the cells that lead to an address, from left to right, as they were painted last.
fn cells(bytes: &str, address: &str) -> String {
    let mut cells = String::new();
    for piece in bytes.split(OPEN).skip(1) {
        let (number, rest) = piece.split_once(';').expect("a number");
        assert!(number.parse::<u32>().is_ok(), "{number}");
        let (to, rest) = rest.split_once("\x1b\\").expect("the address ends");
        assert!(to.bytes().all(|byte| (0x21..=0x7e).contains(&byte)), "{to:?}");
        if to == address {
            cells.clear();
            let mut rest = rest.split(CLOSE).next().unwrap_or_default();
            while let Some(c) = rest.chars().next() {
                let sequence =
                    rest.strip_prefix("\x1b[").and_then(|rest| rest.find(|c: char| c.is_ascii_alphabetic()));
                let length = sequence.map_or(c.len_utf8(), |end| end + 3);
                if sequence.is_none() {
                    cells.push(c);
                }
                rest = &rest[length..];
            }
        }
    }
    cells
}

#[test]
fn links_are_told_where_the_terminal_shows_them() {
    let bytes = shown("vte", &[("VTE_VERSION", "7006")], VTE);
    let linked = cells(&bytes, "https://example.org/%D8%AE%D8%A8%D8%B1?a=%07b");
    let letters: String = linked.chars().rev().collect();
    assert_eq!(fold(&letters), fold("الجسر الجديد"), "its letters and no others, rightmost first");
    assert!(!bytes.contains("javascript"));
    assert_eq!(bytes.matches(OPEN).count(), bytes.matches(CLOSE).count(), "each one ends");
}

#[test]
fn nobody_else_is_told_of_links() {
    assert!(!shown("xterm", &[], crate::harness::XTERM).contains("\x1b]8;"));
    // A terminal that reorders rows would have other cells lead there.
    assert!(!shown("row", &[("VTE_VERSION", "7006"), ("QARI_BIDI", "row")], VTE).contains("\x1b]8;"));
    let around = [("TERM", "tmux-256color"), ("TMUX", "/nowhere,1,0"), ("XTERM_VERSION", "XTerm(379)")];
    assert!(!shown("tmux", &around, "\x1b[?1;2c").contains("\x1b]8;"));
}

/// Letters over links, the way back and forward, the system's browser, and a page that does not come.
#[test]
fn links_are_followed_and_let_go() {
    use crate::server::{Server, response};
    use std::io::Write;

    let page = |title: &str, body: &str| {
        let words = "<p>قال حارس المنارة إن الضوء القديم أعيد إلى مكانه بعد أن أصلحه عمال الميناء في ثلاثة أشهر من العمل الهادئ.</p>";
        format!(
            "<html lang='ar'><meta charset=utf-8><title>{title}</title><article><h1>{title}</h1><p>{body}</p>{}</article></html>",
            words.repeat(4)
        )
    };
    let first = page(
        "المنارة القديمة تضيء",
        "انظر <a href='/second'>الصفحة الثانية</a> ثم <a href='/never'>الصفحة الغائبة</a> في آخر الأسبوع.",
    );
    let second = page("صفحة أخرى عن المنارة", "هذا كل ما فيها من كلام.");
    let server = Server::new(move |path, _, stream| match path {
        "/never" => std::thread::park(),
        "/second" => {
            drop(stream.write_all(&response("200 OK", "Content-Type: text/html\r\n", second.as_bytes())))
        }
        _ => drop(stream.write_all(&response("200 OK", "Content-Type: text/html\r\n", first.as_bytes()))),
    });
    let folder = std::env::temp_dir().join(format!("qari-links-{}-browser", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (browser, told) = (folder.join("browser.sh"), folder.join("told"));
    std::fs::write(&browser, format!("#!/bin/sh\necho \"$1\" > {}.new\nmv {0}.new {0}\n", told.display()))
        .expect("a file");
    std::fs::set_permissions(&browser, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("ours");
    let environment = vec![("BROWSER", browser.display().to_string()), ("NO_PROXY", "*".to_owned())];
    let command = vec![QARI.to_string(), server.at("/first")];
    let mut session = Session::start(Setup { environment, command, ..Setup::default() });
    let words = "المنارة القديمة";
    session.wait_for(words);
    session.press("e", "letters", |session| session.screen().contains("type the letters"));
    session.press("a", "the second page", |session| session.shows("صفحة أخرى عن المنارة"));
    session.press("\u{f}", "the first again", |session| session.shows(words));
    session.press("\x1bo", "the second again", |session| session.shows("صفحة أخرى عن المنارة"));
    session.press("o", "the browser", |session| session.screen().contains("browser.sh"));
    session.press("\u{f}", "the first again", |session| session.shows(words));
    let start = std::time::Instant::now();
    while !told.exists() && start.elapsed().as_secs() < 30 {
        std::thread::yield_now();
    }
    assert_eq!(std::fs::read_to_string(&told).expect("its word").trim(), server.at("/second"));
    for key in ["\x1b", "\u{3}"] {
        session.press("es", "what is fetched", |session| session.screen().contains("fetching 127.0.0.1"));
        session.press(key, "it is let go", |session| session.screen().contains("the fetch was ended"));
        assert!(session.shows(words), "and the page is still there");
    }
    session.send("\u{3}");
    assert_eq!(session.end(), 130);
    let _ = std::fs::remove_dir_all(folder);
}

/// Where a link leads is told before it is followed: of the selected one at the foot, of the others by Tab among the
/// letters; a name that deceives as it is written for machines, and never who stands before it.
#[test]
fn where_a_link_leads_is_told_first() {
    use crate::server::{Server, response};
    use std::io::Write;

    let words = "<p>قال حارس المنارة إن الضوء القديم أعيد إلى مكانه بعد أن أصلحه عمال الميناء في ثلاثة أشهر من العمل الهادئ.</p>";
    let first = format!(
        "<html lang='ar'><meta charset=utf-8><title>المنارة القديمة</title><article><h1>المنارة القديمة</h1>\
         <p>انظر <a href='https://bank.example@evil.example/login'>المصرف</a> ثم <a href='https://pаypal.example/'>الدفع</a> \
         ثم <a href='mailto:keeper@example.org?attach=/etc/passwd'>الحارس</a>.</p>{}\
         <p>اقرأ أيضاً: <a href='/more/%D8%AE%D8%A8%D8%B1'>خبر آخر عن المنارة القديمة</a></p></article></html>",
        words.repeat(3)
    );
    let server = Server::new(move |_, _, stream| {
        drop(stream.write_all(&response("200 OK", "Content-Type: text/html\r\n", first.as_bytes())))
    });
    for size in [(110, 30), (60, 24), (40, 10)] {
        let command = vec![QARI.to_string(), server.at("/first")];
        let environment = vec![
            ("NO_PROXY", "*".to_owned()),
            ("BROWSER", "/nowhere/browser".to_owned()),
            ("PATH", String::new()),
        ];
        let mut session = Session::start(Setup { environment, command, size, ..Setup::default() });
        session.wait_for("المنارة القديمة");
        session.press("e", "letters", |session| session.screen().contains("type the letters"));
        session.press("\t", "the first", |session| session.screen().contains("evil.example/login"));
        assert!(!session.screen().contains("bank.example"), "{}", session.screen());
        session.press("\t", "the second", |session| session.screen().contains("xn--pypal-4ve.example"));
        session.press("\t", "the third", |session| session.screen().contains("mailto:keeper@example.org"));
        assert!(!session.screen().contains("passwd"), "{}", session.screen());
        session.press("\r", "it is nothing to read", |session| {
            session.screen().contains("keeper@example.org is")
        });
        session.press("es", "the second", |session| session.screen().contains("fetching xn--pypal"));
        session.press("\x1b", "it is let go", |session| session.screen().contains("was ended"));
        // The related link is selected by its own command.
        session.press("]l", "where it leads", |session| session.screen().contains("/more/"));
        session.press("o", "nobody opens it", |session| session.screen().contains("there is no program"));
        session.press("\r", "it is followed", |session| {
            session.screen().contains("fetching")
                || session.screen().contains("the whole text")
                || session.shows("المنارة القديمة")
        });
        session.send("q");
        assert_eq!(session.end(), 0);
    }
}
