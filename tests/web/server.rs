//! A server on the loopback that says what a test wants it to say, byte for byte.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Answers one request: its path and all its lines are given.
type Answer = dyn Fn(&str, &str, &mut TcpStream) + Send + Sync;

/// A server; it goes on until the test's process ends.
pub struct Server {
    port: u16,
    /// The requests that came, whole.
    pub requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// A server that answers with `answer`.
    pub fn new(answer: impl Fn(&str, &str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, answer) = (Arc::clone(&requests), Arc::new(answer) as Arc<Answer>);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                thread::spawn(move || {
                    let mut stream = stream;
                    let Some(request) = request(&mut stream) else { return };
                    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                    seen.lock().expect("no test panics here").push(request.clone());
                    answer(&path, &request, &mut stream);
                });
            }
        });
        Server { port, requests }
    }

    /// A server that has one page, with these header lines.
    pub fn page(headers: &str, body: &[u8]) -> Self {
        let answer = response("200 OK", headers, body);
        Server::new(move |_, _, stream| drop(stream.write_all(&answer)))
    }

    /// The address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

/// A whole answer.
pub fn response(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut answer =
        format!("HTTP/1.1 {status}\r\n{headers}Connection: close\r\nContent-Length: {}\r\n\r\n", body.len())
            .into_bytes();
    answer.extend_from_slice(body);
    answer
}

fn request(stream: &mut TcpStream) -> Option<String> {
    let mut text = Vec::new();
    let mut byte = [0];
    while !text.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(1) if text.len() < 64 << 10 => text.push(byte[0]),
            _ => return None,
        }
    }
    String::from_utf8(text).ok()
}
