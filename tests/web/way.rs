//! The way to a server: proxies, names and passwords, what leads from outside inside, and a fetch that is ended while
//! nothing comes.

use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::process::{Command, Output};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use qari::error::ErrorKind;
use qari::source::url::{self, Answer, Limits, Validators};

use crate::pages;
use crate::server::{Server, response};

const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";

/// What `qari print` makes of an address with these variables: its status, what it prints and what it tells.
fn print(address: &str, environment: &[(&str, &str)]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_qari"))
        .args(["print", address])
        .env_clear()
        .envs(environment.iter().copied())
        .output()
        .expect("qari runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

/// The address of a server as a proxy's.
fn proxy(server: &Server, user: &str) -> String {
    server.at("").replace("http://", &format!("http://{user}"))
}

#[test]
fn a_proxy_is_asked_for_the_whole_address() {
    let server = Server::page(HTML, pages::article("ar").as_bytes());
    let by = proxy(&server, "me:se%40cret@");
    let (status, page, told) = print("http://news.example/a?b=1#c", &[("http_proxy", &by)]);
    assert_eq!(status, Some(0), "{told}");
    assert!(!page.is_empty());
    let request = server.requests.lock().expect("sound")[0].clone();
    let lower = request.to_ascii_lowercase();
    assert!(request.starts_with("GET http://news.example/a?b=1 HTTP/1.1\r\n"), "{request}");
    assert!(lower.contains("\r\nhost: news.example\r\n"), "{request}");
    assert!(request.contains("Basic bWU6c2VAY3JldA=="), "{request}");
    // The proxy for pages of http is none for those of https, and some servers are asked without one.
    let direct = Server::page(HTML, pages::article("ar").as_bytes());
    for environment in
        [[("HTTPS_PROXY", by.as_str()), ("a", "")], [("HTTP_PROXY", &by), ("no_proxy", "127.0.0.0/8")]]
    {
        assert_eq!(print(&direct.at("/"), &environment).0, Some(0));
    }
    assert_eq!(direct.requests.lock().expect("sound").len(), 2);
    assert_eq!(server.requests.lock().expect("sound").len(), 1);
}

#[test]
fn what_a_proxy_does_not_do_is_told() {
    let refusing = Server::new(|_, request, stream| {
        let status =
            if request.contains("asking") { "407 Proxy Authentication Required" } else { "403 Forbidden" };
        drop(stream.write_all(&response(status, "", b"")));
    });
    let by = proxy(&refusing, "");
    for (address, name, value, why) in [
        ("https://news.example/", "https_proxy", by.as_str(), "the proxy makes no connection"),
        ("https://asking.example/", "https_proxy", &by, "the proxy asks for a name"),
        ("http://asking.example/", "HTTP_PROXY", &by, "the proxy asks for a name"),
        ("http://news.example/", "http_proxy", "http://127.0.0.1:9", "the proxy takes no connections"),
        ("https://news.example/", "ALL_PROXY", "http://127.0.0.1:9", "the proxy takes no connections"),
        ("http://news.example/", "all_proxy", "http://proxy.invalid:80", "the proxy is not found"),
        ("http://news.example/", "http_proxy", "what is this", "the proxy's address is wrong"),
    ] {
        let (status, page, told) = print(address, &[(name, value)]);
        assert_eq!(status, Some(1), "{told}");
        assert!(page.is_empty() && told.contains(why) && told.contains("\nhint: "), "{name}={value}: {told}");
        assert_eq!(told.lines().count(), 2);
    }
    let (_, _, told) = print("http://no.such.server.invalid/", &[]);
    assert!(told.contains("no server has that name") && told.contains("\nhint: "), "{told}");
}

/// What is outside cannot have qari ask the reader's own machine, neither by a redirect nor by a feed that is opened in
/// a page's place. The proxy plays the world outside.
#[test]
fn nothing_outside_leads_inside() {
    let inside = Server::page(HTML, pages::article("ar").as_bytes());
    let to = inside.at("/secret");
    let poor = format!(
        "<html><head><link rel=alternate type='application/rss+xml' href='{to}'></head><body><p>x</p></body></html>"
    );
    let outside = Server::new(move |path, _, stream| {
        let answer = match path {
            "http://news.example/feed" => response("200 OK", HTML, poor.as_bytes()),
            "http://news.example/inside" => response("302 Found", &format!("Location: {to}\r\n"), b""),
            "http://news.example/file" => response("302 Found", "Location: file:///etc/passwd\r\n", b""),
            _ => response("404 Not Found", "", b""),
        };
        drop(stream.write_all(&answer));
    });
    let by = proxy(&outside, "");
    let environment = [("http_proxy", by.as_str()), ("no_proxy", "127.0.0.1")];
    for path in ["feed", "inside"] {
        let (status, page, told) = print(&format!("http://news.example/{path}"), &environment);
        assert_eq!(status, Some(1), "{path}: {told}");
        assert!(
            page.is_empty() && told.contains("no place of the web") && told.contains("\nhint: "),
            "{told}"
        );
    }
    let (status, _, told) = print("http://news.example/file", &environment);
    assert!(status == Some(1) && told.contains("qari does not follow"), "{told}");
    assert!(inside.requests.lock().expect("sound").is_empty());
    // What the reader names is asked wherever it is.
    assert_eq!(print(&inside.at("/secret"), &environment).0, Some(0));
}

#[test]
fn a_password_is_told_to_its_server_and_to_nobody_else() {
    let other = Server::page(HTML, pages::article("ar").as_bytes());
    let to = other.at("/there");
    let server = Server::new(move |path, _, stream| {
        let answer = match path {
            "/on" => response("302 Found", "Location: /here\r\n", b""),
            "/away" => response("302 Found", &format!("Location: {to}\r\n"), b""),
            "/none" => response("404 Not Found", "", b""),
            _ => response("200 OK", HTML, pages::article("ar").as_bytes()),
        };
        drop(stream.write_all(&answer));
    });
    let named = |path: &str| server.at(path).replace("http://", "http://me:se%40cret@");
    let fetch =
        |path: &str| url::fetch(&named(path), None, Limits::USUAL, &mut |_| ControlFlow::Continue(()));
    let fetched = fetch("/on").expect("a page");
    assert_eq!(fetched.origin.to_string(), server.at("/here"));
    for request in server.requests.lock().expect("sound").iter() {
        assert!(request.contains("Basic bWU6c2VAY3JldA==") && !request.contains("me:"), "{request}");
    }
    fetch("/away").expect("a page");
    assert!(!other.requests.lock().expect("sound")[0].to_ascii_lowercase().contains("authorization"));
    let error = fetch("/none").err().expect("no page");
    assert!(error.message.contains(&server.at("/none")) && !error.message.contains("cret"), "{error}");
    let run = Command::new(env!("CARGO_BIN_EXE_qari"))
        .args(["highlights", "--format", "json", &named("/here")])
        .env_clear()
        .env("NO_PROXY", "*")
        .output()
        .expect("qari runs");
    let json = String::from_utf8(run.stdout).expect("UTF-8");
    assert!(json.contains(&server.at("/here")) && !json.contains("cret"), "{json}");
}

#[test]
fn a_fetch_ends_while_nothing_comes_and_the_server_sees_it() {
    let (hung_up, seen) = mpsc::channel();
    let silent = Server::new(move |_, _, stream| {
        let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
        let _ = hung_up.send(matches!(stream.read(&mut [0]), Ok(0) | Err(_)));
    });
    let (start, mut told) = (Instant::now(), 0);
    let ended = url::fetch(&silent.at("/"), None, Limits::USUAL, &mut |progress| {
        assert_eq!(progress.received, 0);
        told += 1;
        if start.elapsed() > Duration::from_millis(300) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert!(ended.is_err_and(|error| error.kind == ErrorKind::Interrupted));
    assert!(told > 2 && start.elapsed() < Duration::from_secs(3), "{told} in {:?}", start.elapsed());
    assert!(seen.recv_timeout(Duration::from_secs(10)).expect("the server is let go"));
}

#[test]
fn a_server_that_says_when_to_come_again_is_heard() {
    let server = Server::new(|path, _, stream| {
        let status = if path == "/often" { "429 X" } else { "503 X" };
        drop(stream.write_all(&response(status, "Retry-After: 90\r\n", b"")));
    });
    for path in ["/often", "/busy"] {
        let answer = url::ask(&server.at(path), None, &Validators::default(), Limits::USUAL, &mut |_| {
            ControlFlow::Continue(())
        });
        let Ok(Answer::Later(90, error)) = answer else { panic!("it is to be asked later") };
        assert!(error.hint.is_some_and(|hint| hint.contains("90 seconds")));
    }
}

#[test]
fn what_is_no_text_is_not_fetched_to_its_end() {
    let server = Server::new(|path, _, stream| {
        let mime = &path[1..];
        let _ = stream.write_all(format!("HTTP/1.1 200 OK\r\nContent-Type: {mime}\r\n\r\n").as_bytes());
        if mime == "image/gif" {
            let _ = stream.write_all(pages::article("ar").as_bytes());
        } else {
            while stream.write_all(&[0, 1, 2, 3].repeat(5000)).is_ok() {
                std::thread::sleep(Duration::from_millis(10));
            }
        }
    });
    let fetch =
        |path: &str| url::fetch(&server.at(path), None, Limits::USUAL, &mut |_| ControlFlow::Continue(()));
    for (path, what) in
        [("/application/pdf", "a PDF file"), ("/image/png", "a picture"), ("/video/mp4", "a film")]
    {
        let start = Instant::now();
        let error = fetch(path).err().expect("no page");
        assert!(error.message.contains(what) && error.hint.is_some(), "{error}");
        assert!(start.elapsed() < Duration::from_secs(5));
    }
    // A server may say what it likes of a text.
    assert!(fetch("/image/gif").is_ok());
}

/// Servers that do what no server should: each comes to an end in bounded time, with what could be read or a line that
/// says why not.
#[test]
fn servers_that_do_what_none_should_end_well() {
    let limits = Limits { time: Duration::from_millis(1500), bytes: 1 << 20, ..Limits::USUAL };
    let cookies = "Set-Cookie: a=b\r\n".repeat(900);
    let cases: Vec<(&str, Vec<u8>, Option<&str>)> = vec![
        ("no status", b"hello\r\n\r\n".to_vec(), None),
        ("chunks that lie", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>wo\r\nZZ\r\nrd".to_vec(), None),
        ("chunks that stop", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>wo\r\nFFFFFFFF\r\nrd".to_vec(), None),
        ("a chunk without end", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nx".to_vec(), None),
        ("two lengths", b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\n<p>wo".to_vec(), None),
        ("a length and chunks", b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>wo\r\n0\r\n\r\n".to_vec(), None),
        ("headers without end", [b"HTTP/1.1 200 OK\r\n".to_vec(), b"X: y\r\n".repeat(50_000)].concat(), None),
        ("one header", [b"HTTP/1.1 200 OK\r\nX: ".to_vec(), vec![b'y'; 300_000], b"\r\n\r\n<p>".to_vec()].concat(), None),
        ("cookies", [b"HTTP/1.1 200 OK\r\n".to_vec(), cookies.into_bytes(), b"\r\n<p>word".to_vec()].concat(), None),
        ("a redirect with a line in it", b"HTTP/1.1 302 Found\r\nLocation: /x%0d%0aHost:%20evil\r\n\r\n".to_vec(), None),
        ("a redirect with controls", b"HTTP/1.1 302 Found\r\nLocation: /\x01\x1b[2J\r\n\r\n".to_vec(), None),
        ("a body without a length", b"HTTP/1.0 200 OK\r\n\r\n<p>word".to_vec(), Some("<p>word")),
        ("an early hint", b"HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n<p>word".to_vec(), Some("<p>word")),
        ("an old page", b"<p>word, and no HTTP at all".to_vec(), None),
        ("nothing", Vec::new(), None),
        ("a way of packing that is none", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, br, gzip, br\r\nContent-Length: 1\r\n\r\nx".to_vec(), None),
    ];
    for (what, answer, begins) in cases {
        let server = Server::new(move |_, _, stream| {
            let _ = stream.write_all(&answer);
        });
        let start = Instant::now();
        let fetched = url::fetch(&server.at("/"), None, limits, &mut |_| ControlFlow::Continue(()));
        assert!(start.elapsed() < Duration::from_secs(4), "{what} took {:?}", start.elapsed());
        match (fetched, begins) {
            (Ok(fetched), begins) => {
                let mut head = vec![0; fetched.bytes.len() as usize];
                let _ = fetched.bytes.read_at(0, &mut head).expect("memory");
                let text = String::from_utf8_lossy(&head).into_owned();
                assert!(begins.is_none_or(|begins| text.starts_with(begins)), "{what}: {text}");
            }
            (Err(error), None) => {
                assert!(error.hint.is_some(), "{what}: {error}");
                assert!(!error.message.contains(|c: char| c.is_control()), "{what}: {error:?}");
            }
            (Err(error), Some(_)) => panic!("{what}: {error}"),
        }
        // Nothing that a server says comes back to it as a line of ours, or as a cookie.
        for request in server.requests.lock().expect("sound").iter() {
            let lower = request.to_ascii_lowercase();
            assert!(!lower.contains("\r\nhost: evil") && !lower.contains("\r\ncookie"), "{what}: {request}");
            assert_eq!(lower.matches("\r\nhost:").count(), 1, "{what}: {request}");
        }
    }
}

#[test]
fn a_hundred_redirects_are_not_followed() {
    let server = Server::new(|path, _, stream| {
        let next = path[1..].parse().unwrap_or(0) + 1;
        drop(stream.write_all(&response("302 Found", &format!("Location: /{next}\r\n"), b"")));
    });
    let error = url::fetch(&server.at("/1"), None, Limits::USUAL, &mut |_| ControlFlow::Continue(()))
        .err()
        .expect("no page");
    assert!(error.message.contains("again and again") && error.hint.is_some());
    assert_eq!(server.requests.lock().expect("sound").len(), Limits::USUAL.redirects + 1);
}
