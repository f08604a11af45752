//! `qari library fetch`: feeds that the configuration names, against a server on the loopback.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use qari::library::Library;

use crate::feeds::rss;
use crate::pages::STORIES;
use crate::server::{Server, response};

/// A home of this test's own.
struct Home(PathBuf);

impl Home {
    fn new(feeds: &[&str], more: &str) -> Home {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let home = Home(std::env::temp_dir().join(format!("qari-feeds-{}-{number}", std::process::id())));
        home.configure(feeds, more);
        home
    }

    fn configure(&self, feeds: &[&str], more: &str) {
        std::fs::create_dir_all(self.0.join("qari")).expect("a folder");
        let config = format!("feeds = {feeds:?}\n{more}\n");
        std::fs::write(self.0.join("qari/config.toml"), config).expect("a file");
    }

    fn fetch(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qari"));
        command.args(["library", "fetch"]).env_clear().stdin(Stdio::null());
        command.env("XDG_CONFIG_HOME", &self.0).env("XDG_DATA_HOME", &self.0).env("NO_PROXY", "*");
        command
    }

    fn titles(&self) -> Vec<String> {
        let library = Library::open(&self.0.join("qari")).expect("a library");
        library.fresh(100).expect("a list").into_iter().map(|fresh| fresh.title).collect()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn ended(command: &mut Command) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = command.output().expect("qari runs");
    assert!(stdout.is_empty());
    (status.code(), String::from_utf8(stderr).expect("UTF-8"))
}

const TAG: &str = "ETag: \"one\"\r\nLast-Modified: Sun, 14 May 2023 08:30:00 GMT\r\n";

#[test]
fn feeds_are_asked_politely_and_what_is_new_is_kept() {
    let (at_once, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (now, peak) = (Arc::clone(&at_once), Arc::clone(&most));
    let server = Server::new(move |path, request, stream| {
        peak.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        // Long enough for another request to come in between, if there were one.
        thread::sleep(Duration::from_millis(40));
        let unchanged = request.to_ascii_lowercase().contains("if-none-match: \"one\"");
        let answer = match path {
            "/feed" if unchanged => response("304 Not Modified", TAG, b""),
            "/feed" => response("200 OK", &format!("Content-Type: application/rss+xml\r\n{TAG}"), rss().as_bytes()),
            "/page" => response("200 OK", "Content-Type: text/html\r\n", b"<html><head><link rel='alternate' type='application/rss+xml' href='/named'></head><body></body></html>"),
            "/named" => response("200 OK", "", "<rss version='2.0'><channel><title>صفحة</title><item><title>خبر من صفحة</title><link>/9</link></item></channel></rss>".as_bytes()),
            "/none" => response("200 OK", "Content-Type: text/html\r\n", b"<html><body><p>x</p></body></html>"),
            _ => response("404 Not Found", "", b""),
        };
        now.fetch_sub(1, Ordering::SeqCst);
        let _ = stream.write_all(&answer);
    });
    let at = |path: &str| server.at(path);
    let home = Home::new(&[&at("/feed"), &at("/page"), &at("/none"), &at("/gone")], "");
    let (status, said) = ended(&mut home.fetch());
    assert_eq!(status, Some(1), "two of four failed: {said}");
    assert!(said.contains("qari: موجز المرفأ: 3 new\n"), "{said}");
    assert!(said.contains("qari: صفحة: 1 new\n"), "{said}");
    assert!(said.contains(&format!("cannot take {}: it is no feed, and names none", at("/none"))), "{said}");
    assert!(said.contains("there is no such page (404)"), "{said}");
    assert!(
        !said.contains('\r') && !said.contains('\u{1b}'),
        "no line of progress where nobody looks: {said:?}"
    );
    assert_eq!(most.load(Ordering::SeqCst), 1, "a server is asked for one feed at a time");
    // With a day first, then the order of the feed.
    let titles: Vec<&str> = [2, 1, 0].iter().map(|n: &usize| STORIES[*n].title).collect();
    let kept = home.titles();
    assert_eq!(kept.len(), 4);
    assert!(titles.iter().all(|title| kept.iter().any(|kept| kept == title)), "{kept:?}");

    home.configure(&[&at("/feed"), &at("/page")], "");
    server.requests.lock().expect("no panic").clear();
    let (status, said) = ended(&mut home.fetch());
    assert_eq!((status, said.as_str()), (Some(0), ""), "nothing is new");
    let asked = server.requests.lock().expect("no panic").clone();
    assert_eq!(asked.len(), 2, "the page that names the other is not asked again: {asked:?}");
    let lower = asked[0].to_ascii_lowercase();
    assert!(
        lower.contains("if-none-match: \"one\"") && lower.contains("if-modified-since: sun, 14 may 2023"),
        "{lower}"
    );
    assert!(lower.contains("user-agent: qari/"), "{lower}");
    assert_eq!(home.titles().len(), 4);

    // What is followed no more is forgotten.
    home.configure(&[&at("/page")], "");
    assert_eq!(ended(&mut home.fetch()).0, Some(0));
    assert_eq!(home.titles(), ["خبر من صفحة"]);
}

#[test]
fn what_the_feed_carries_is_kept_where_texts_are() {
    let server = Server::page("Content-Type: application/rss+xml\r\n", rss().as_bytes());
    for (library, carried) in [("on", 1), ("places", 0)] {
        let home = Home::new(&[&server.at("/feed")], &format!("library = \"{library}\""));
        assert_eq!(ended(&mut home.fetch()).0, Some(0));
        let library = Library::open(&home.0.join("qari")).expect("a library");
        let fresh = library.fresh(10).expect("a list");
        assert_eq!(fresh.iter().filter(|fresh| fresh.carried).count(), carried);
        for entry in fresh.iter().filter(|fresh| fresh.carried) {
            let (address, page) = library.carried(entry.id).expect("it is there").expect("a page");
            assert_eq!(address, "https://example.org/0");
            assert!(page.contains(STORIES[0].paragraphs[0]));
        }
    }
}

#[test]
fn an_entry_that_was_read_is_new_no_more() {
    let server = Server::page("Content-Type: application/rss+xml\r\n", rss().as_bytes());
    let home = Home::new(&[&server.at("/feed")], "");
    assert_eq!(ended(&mut home.fetch()).0, Some(0));
    let mut library = Library::open(&home.0.join("qari")).expect("a library");
    let first = library.fresh(10).expect("a list")[0].id;
    library.entry_read(first).expect("it can be written");
    assert_eq!(library.fresh(10).expect("a list").len(), 2);
    assert_eq!(ended(&mut home.fetch()).0, Some(0));
    assert_eq!(library.fresh(10).expect("a list").len(), 2, "also when the feed still has it");
}

#[test]
fn an_interrupt_ends_it_at_once() {
    let (sender, asked) = std::sync::mpsc::channel();
    let sender = std::sync::Mutex::new(sender);
    let server = Server::new(move |_, _, stream| {
        // Half an answer, and never the rest.
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n<rss>");
        let _ = sender.lock().expect("no panic").send(());
        thread::park();
    });
    let home = Home::new(&[&server.at("/feed")], "");
    let child = home.fetch().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("qari runs");
    asked.recv_timeout(Duration::from_secs(20)).expect("it asks");
    let start = Instant::now();
    let id = rustix::process::Pid::from_raw(child.id() as i32).expect("a process");
    rustix::process::kill_process(id, rustix::process::Signal::INT).expect("it runs");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130));
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
}

#[test]
fn what_cannot_be_done_is_told_with_what_to_do() {
    let none = Home::new(&[], "");
    let (status, said) = ended(&mut none.fetch());
    assert_eq!(status, Some(2));
    assert!(said.starts_with("qari: there are no feeds to fetch\nhint: feeds = "), "{said}");
    let off = Home::new(&["https://example.org/feed"], "library = \"off\"");
    assert_eq!(ended(&mut off.fetch()).0, Some(2), "and nobody is asked");
    let wrong = Home::new(&["file:///etc/passwd"], "");
    let (status, said) = ended(&mut wrong.fetch());
    assert_eq!(status, Some(2));
    assert!(said.contains("config.toml:1: feeds: \"file:///etc/passwd\" is no address of the web"), "{said}");
}

/// A server that wants to be left alone is, by all its feeds and by later runs.
#[test]
fn a_server_that_says_when_is_left_alone_until_then() {
    let server = Server::new(|path, _, stream| {
        let answer = match path {
            "/busy" => response("503 Service Unavailable", "Retry-After: 3600\r\n", b""),
            _ => response("200 OK", "Content-Type: application/rss+xml\r\n", rss().as_bytes()),
        };
        let _ = stream.write_all(&answer);
    });
    let home = Home::new(&[&server.at("/busy"), &server.at("/feed")], "");
    let (status, said) = ended(&mut home.fetch());
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.contains("busy") && said.contains("hint: the server says: try it again in 60 minutes"),
        "{said}"
    );
    assert_eq!(server.requests.lock().expect("sound").len(), 1, "one refusal speaks for the server");
    let (status, said) = ended(&mut home.fetch());
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("wants to be asked again in"), "{said}");
    assert_eq!(server.requests.lock().expect("sound").len(), 1, "it is left alone");
    assert!(home.titles().is_empty());
}

#[test]
fn a_server_that_wants_a_moment_is_given_one() {
    let asked = Arc::new(AtomicUsize::new(0));
    let server = Server::new(move |_, _, stream| {
        let first = asked.fetch_add(1, Ordering::SeqCst) == 0;
        let answer = if first {
            response("429 Too Many Requests", "Retry-After: 1\r\n", b"")
        } else {
            response("200 OK", "Content-Type: application/rss+xml\r\n", rss().as_bytes())
        };
        let _ = stream.write_all(&answer);
    });
    let home = Home::new(&[&server.at("/feed")], "");
    let (status, said) = ended(&mut home.fetch());
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(home.titles().len(), 3);
}

/// One page in two feeds, and one feed named twice, are new once; a password is kept nowhere.
#[test]
fn what_two_feeds_have_is_new_once() {
    let server = Server::new(|path, _, stream| {
        let counted = if path == "/one" { "?utm_source=rss" } else { "" };
        let feed = format!(
            "<rss version='2.0'><channel><title>{path}</title><item><title>خبر</title><link>https://news.example/1{counted}</link></item></channel></rss>"
        );
        let _ =
            stream.write_all(&response("200 OK", "Content-Type: application/rss+xml\r\n", feed.as_bytes()));
    });
    let secret = server.at("/one").replace("http://", "http://me:secret@");
    let feeds = [secret.as_str(), &server.at("/one"), &server.at("/two")];
    let home = Home::new(&feeds, "");
    let (status, said) = ended(&mut home.fetch());
    assert_eq!(status, Some(0), "{said}");
    assert!(!said.contains("secret"));
    assert_eq!(server.requests.lock().expect("sound").len(), 2);
    let mut library = Library::open(&home.0.join("qari")).expect("a library");
    let mut overview = library.overview(10, "", 0).expect("an overview");
    overview.of_feeds(&feeds.map(str::to_owned));
    assert_eq!(overview.fresh.len(), 1);
    assert!(!format!("{overview:?}").contains("secret"));
    // Read in one feed it is read in the other.
    library.entry_read(overview.fresh[0].id).expect("it is written");
    assert!(library.fresh(10).expect("a list").is_empty());
    let bytes = std::fs::read(home.0.join("qari/library.db")).unwrap_or_default();
    assert!(!bytes.windows(6).any(|six| six == b"secret"));
}
