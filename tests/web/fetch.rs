//! Fetching, against servers that are good, slow, lost, and hostile. Each ends in bounded time.

use std::io::Write;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use qari::document::Fetched;
use qari::error::Error;
use qari::source::url::{self, Answer, Limits, Validators};

use crate::pages;
use crate::server::{Server, response};

const LIMITS: Limits = Limits {
    time: Duration::from_millis(900),
    connect: Duration::from_millis(500),
    bytes: 1 << 20,
    redirects: 5,
};

fn fetch(address: &str) -> Result<Fetched, Error> {
    let start = Instant::now();
    let fetched = url::fetch(address, None, LIMITS, &mut |_| ControlFlow::Continue(()));
    assert!(start.elapsed() < Duration::from_secs(5), "{address} took {:?}", start.elapsed());
    fetched
}

fn bytes(fetched: &Fetched) -> Vec<u8> {
    let mut bytes = vec![0; fetched.bytes.len() as usize];
    let n = fetched.bytes.read_at(0, &mut bytes).expect("memory");
    assert_eq!(n, bytes.len());
    bytes
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn a_page_comes_with_what_the_server_says_of_it() {
    let server = Server::page("Content-Type: text/html; charset=windows-1256\r\n", b"<p>word</p>");
    let fetched = fetch(&server.at("/a?b=c#d")).expect("a page");
    assert_eq!(bytes(&fetched), b"<p>word</p>");
    assert_eq!(
        (fetched.mime.as_deref(), fetched.charset.as_deref()),
        (Some("text/html"), Some("windows-1256"))
    );
    let request = server.requests.lock().expect("sound")[0].to_ascii_lowercase();
    assert!(request.starts_with("get /a?b=c http/1.1\r\n"), "{request}");
    assert!(
        request.contains("\r\nuser-agent: qari/")
            && !request.contains("cookie")
            && !request.contains("referer")
    );
}

#[test]
fn packed_pages_are_unpacked_and_bombs_are_not() {
    let text = pages::article("ar").repeat(3);
    let server = Server::page("Content-Encoding: gzip\r\n", &gzip(text.as_bytes()));
    assert_eq!(bytes(&fetch(&server.at("/")).expect("a page")), text.as_bytes());
    let bomb = gzip(&gzip(&vec![b'a'; 400 << 20]));
    let server = Server::page("Content-Encoding: gzip, gzip\r\n", &bomb);
    let error = fetch(&server.at("/")).err().expect("a bomb");
    assert!(
        error.message.contains("larger than") || error.message.contains("unpacks to far more"),
        "{error}"
    );
    assert!(error.hint.is_some());
    // It says that it is packed and is not.
    let server = Server::page("Content-Encoding: gzip\r\n", b"<p>word</p>");
    assert_eq!(bytes(&fetch(&server.at("/")).expect("a page")), b"<p>word</p>");
    // No bomb, but more than is read.
    let mut long = String::new();
    while (long.len() as u64) < LIMITS.bytes + 100_000 {
        long.push_str(&format!("<p>{} وصل القارب {}", long.len(), long.len() * 7919 % 10_007));
    }
    let server = Server::page("Content-Encoding: gzip\r\n", &gzip(long.as_bytes()));
    let fetched = fetch(&server.at("/")).expect("its beginning");
    assert_eq!(bytes(&fetched), long.as_bytes()[..LIMITS.bytes as usize]);
    assert!(fetched.warnings[0].contains("only its beginning"));
}

/// What a brotli encoder makes of `<html lang="ar"><p>`, twelve times a sentence, `</p></html>`.
const BROTLI: &[u8] = &[
    27, 249, 2, 56, 156, 7, 182, 211, 52, 152, 92, 116, 62, 153, 122, 41, 139, 26, 59, 27, 196, 165, 157, 45,
    228, 204, 142, 161, 52, 193, 78, 80, 62, 124, 243, 132, 193, 201, 41, 17, 31, 216, 128, 19, 13, 140, 199,
    149, 30, 80, 6, 179, 59, 5, 139, 49, 187, 20, 110, 92, 90, 248, 97, 24, 82, 244, 236, 76, 40, 135, 33,
    171, 114, 212, 75, 45, 32, 238, 89, 62, 141, 239, 170, 130, 3,
];
/// And of 40 MiB of zeros.
const BROTLI_BOMB: &[u8] = &[
    203, 255, 255, 63, 248, 39, 0, 226, 177, 64, 32, 247, 254, 143, 255, 255, 127, 240, 79, 0, 196, 97, 17,
    128, 238, 253, 31, 255, 255, 255, 224, 159, 0, 136, 195, 2, 0, 221, 251, 63, 254, 255, 255, 193, 63, 1,
    16, 135, 5, 0, 186, 247, 127, 249, 255, 255, 135, 127, 2, 32, 14, 11, 0, 116, 239, 255, 0,
];

#[test]
fn brotli_is_unpacked_and_its_bombs_are_not() {
    let page = format!("<html lang=\"ar\"><p>{}</p></html>", "وصل القارب إلى الميناء قبل الفجر. ".repeat(12));
    let server = Server::page("Content-Encoding: br\r\n", BROTLI);
    assert_eq!(bytes(&fetch(&server.at("/")).expect("a page")), page.as_bytes());
    assert!(
        server.requests.lock().expect("sound")[0].to_ascii_lowercase().contains("accept-encoding: gzip, br")
    );
    let server = Server::page("Content-Encoding: br\r\n", BROTLI_BOMB);
    let bomb = url::fetch(&server.at("/"), None, Limits::USUAL, &mut |_| ControlFlow::Continue(()));
    assert!(bomb.is_err_and(|error| error.message.contains("unpacks to far more")));
    // Half of it: what can be read, and a word that it broke off.
    let server = Server::page("Content-Encoding: br\r\n", &BROTLI[..60]);
    if let Ok(fetched) = fetch(&server.at("/")) {
        assert!(!fetched.warnings.is_empty());
    }
    // It says that it is packed and is not.
    let server = Server::page("Content-Encoding: br\r\n", b"<p>word</p>");
    assert_eq!(bytes(&fetch(&server.at("/")).expect("a page")), b"<p>word</p>");
}

/// The network is asked for nothing but what was named: not by a file that names pictures, styles, frames, feeds and
/// another page to go on to, and not by a fetched page for more than itself.
#[test]
fn nothing_is_fetched_that_was_not_named() {
    let server = Server::page("Content-Type: text/html\r\n", b"<p>x</p>");
    let at = server.at("");
    let story = pages::article("ar");
    let page = story.replace("<head>", &format!("<head><meta http-equiv=refresh content='0;url={at}/a'><link rel=alternate type='application/rss+xml' href='{at}/b'><link rel=stylesheet href='{at}/c'><base href='{at}/'>")).replace("<p>", &format!("<p><img src='{at}/d'><iframe src='{at}/e'></iframe>"));
    let file = std::env::temp_dir().join(format!("qari-network-{}.html", std::process::id()));
    let poor = format!(
        "<html><head><link rel=alternate type='application/rss+xml' href='{at}/b'></head><body><p>x</p></body></html>"
    );
    for text in [page.as_str(), &poor] {
        std::fs::write(&file, text).expect("a file");
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_qari"))
            .arg("print")
            .arg(&file)
            .env_clear()
            .env("NO_PROXY", "*")
            .output()
            .expect("qari runs");
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    }
    let _ = std::fs::remove_file(&file);
    assert!(server.requests.lock().expect("sound").is_empty());
    let other = Server::page("Content-Type: text/html\r\n", page.as_bytes());
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_qari"))
        .arg("print")
        .arg(other.at("/"))
        .env_clear()
        .env("NO_PROXY", "*")
        .output()
        .expect("qari runs");
    assert_eq!(run.status.code(), Some(0));
    assert!(server.requests.lock().expect("sound").is_empty());
    assert_eq!(other.requests.lock().expect("sound").len(), 1);
}

#[test]
fn redirects_are_followed_to_pages_and_not_for_ever() {
    let server = Server::new(|path, _, stream| {
        let to = match path {
            "/1" => "Location: /خبر/2\r\n",
            "/file" => "Location: file:///etc/passwd\r\n",
            "/data" => "Location: data:text/html,x\r\n",
            "/loop" => "Location: /loop\r\n",
            _ => return drop(stream.write_all(&response("200 OK", "", path.as_bytes()))),
        };
        let _ = stream.write_all(&response("302 Found", to, b""));
    });
    let fetched = fetch(&server.at("/1")).expect("a page");
    assert_eq!(bytes(&fetched), b"/%D8%AE%D8%A8%D8%B1/2");
    assert!(
        fetched.origin.to_string().ends_with("/%D8%AE%D8%A8%D8%B1/2"),
        "links are relative to where we are"
    );
    for path in ["/file", "/data", "/loop"] {
        let error = fetch(&server.at(path)).err().expect("no page");
        assert!(error.message.contains("sent on"), "{error}");
    }
}

#[test]
fn statuses_are_told_in_words() {
    let server = Server::new(|path, _, stream| {
        drop(stream.write_all(&response(&format!("{} X", &path[1..]), "", b"<p>no")));
    });
    for (status, word) in [
        (404, "no such page"),
        (410, "is gone"),
        (401, "a name and a password"),
        (403, "does not give it out"),
        (451, "the law"),
        (500, "the server failed"),
        (503, "busy"),
        (504, "in time"),
        (429, "too often"),
        (304, "nothing changed"),
        (204, "an empty page"),
        (206, ""),
        (302, "sent on to nowhere"),
        (418, "gave no page"),
    ] {
        if status == 206 {
            let fetched = fetch(&server.at("/206")).expect("a part");
            assert!(fetched.warnings[0].contains("only a part"));
            continue;
        }
        let error = fetch(&server.at(&format!("/{status}"))).err().expect("no page");
        assert!(error.message.contains(word) && error.message.contains(&status.to_string()), "{error}");
        assert!(error.hint.is_some() && !error.message.contains('\n'));
    }
}

#[test]
fn a_server_that_drips_gives_what_came() {
    let server = Server::new(|_, _, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        while stream.write_all(b"<p>word ").is_ok() {
            std::thread::sleep(Duration::from_millis(30));
        }
    });
    let fetched = fetch(&server.at("/")).expect("what came");
    assert!(bytes(&fetched).starts_with(b"<p>word ") && fetched.warnings.len() == 1);
}

#[test]
fn a_server_that_never_answers_is_not_waited_for() {
    let silent = Server::new(|_, _, _| std::thread::sleep(Duration::from_secs(30)));
    let error = fetch(&silent.at("/")).err().expect("no page");
    assert!(error.message.contains("in time"), "{error}");
    let heads = Server::new(|_, _, stream| {
        while stream.write_all(b"HTTP/1.1 200 OK\r\nX: ").is_ok() {
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    assert!(fetch(&heads.at("/")).is_err());
}

#[test]
fn lengths_that_lie_do_no_harm() {
    let long = Server::new(|_, _, stream| {
        drop(
            stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5000\r\n\r\n<p>half"),
        );
    });
    let fetched = fetch(&long.at("/")).expect("what came");
    assert_eq!(bytes(&fetched), b"<p>half");
    assert_eq!(fetched.warnings.len(), 1);
    let huge = Server::new(|_, _, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n");
        while stream.write_all(&[b'a'; 64 << 10]).is_ok() {}
    });
    let fetched = fetch(&huge.at("/")).expect("its beginning");
    assert_eq!(fetched.bytes.len(), LIMITS.bytes);
    assert!(fetched.warnings[0].contains("only its beginning"), "{:?}", fetched.warnings);
    for nonsense in
        ["\0\0\0", "HTTP/9 x\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n<p>", "SSH-2.0-x\r\n"]
    {
        let server = Server::new(move |_, _, stream| drop(stream.write_all(nonsense.as_bytes())));
        if let Err(error) = fetch(&server.at("/")) {
            assert!(!error.message.contains('\n'), "{error}");
        }
    }
}

#[test]
fn nobody_there_is_told_at_once() {
    let error = fetch("http://127.0.0.1:9/").err().expect("nobody");
    assert!(error.message.contains("takes no connections"), "{error}");
    // A safe connection that is none.
    let server = Server::page("", b"x");
    assert!(fetch(&server.at("/").replace("http:", "https:")).is_err());
    for no in ["ftp://127.0.0.1/", "file:///etc/passwd", "http://", "gopher://x"] {
        assert!(fetch(no).is_err(), "{no}");
    }
}

#[test]
fn a_fetch_ends_when_it_is_told_to() {
    let server = Server::new(|_, _, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while stream.write_all(&[b'a'; 1000]).is_ok() {
            std::thread::sleep(Duration::from_millis(5));
        }
    });
    let limits = Limits { time: Duration::from_secs(20), ..LIMITS };
    let start = Instant::now();
    let error = url::fetch(&server.at("/"), None, limits, &mut |progress| {
        if progress.received > 5000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(error.err().is_some_and(|error| error.message.contains("interrupted")));
    assert!(start.elapsed() < Duration::from_secs(3));
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let server = Server::new(|_, request, stream| {
        let same = request.to_ascii_lowercase().contains("if-none-match: \"v1\"");
        let status = if same { "304 Not Modified" } else { "200 OK" };
        drop(stream.write_all(&response(
            status,
            "ETag: \"v1\"\r\nLast-Modified: Mon, 01 Jun 2020 10:00:00 GMT\r\n",
            b"<p>word",
        )));
    });
    let ask = |known: &Validators| {
        url::ask(&server.at("/"), None, known, LIMITS, &mut |_| ControlFlow::Continue(()))
    };
    let Ok(Answer::Changed(_, known)) = ask(&Validators::default()) else { panic!("a page") };
    assert_eq!(known.etag.as_deref(), Some("\"v1\""));
    assert!(matches!(ask(&known), Ok(Answer::Unchanged)));
    assert!(
        server.requests.lock().expect("sound")[1]
            .to_ascii_lowercase()
            .contains("if-modified-since: mon, 01 jun 2020")
    );
}
