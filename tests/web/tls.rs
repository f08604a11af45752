//! Connections that are to be safe and are not: each is refused in words of its own.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use qari::source::url::{self, Limits};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A key and certificates that were made with it for this test: for 127.0.0.1, vouched for by nobody, the second out
/// of date since 2001, the third not valid before 2119.
const KEY: &str = concat!(
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgu+2fB5XqqRPRRN7ZktgK1K/0K4mJKQpVMxRMiM4TdMqhRANC",
    "AATMOF+GFfpFNukloz+9xTJJ2mR9na63/D1Q1LmnkEwe8TS6/6jJtXb8iDprR/XClxyQh3T5t5D4gawNzGXpdMIx",
);
const OWN: &str = concat!(
    "MIIBOTCB4KADAgECAgEHMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDAgFw0wMDAxMDEwMDAwMDBaGA8yMTIw",
    "MDEwMTAwMDAwMFowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEzDhfhhX6RTbpJaM/",
    "vcUySdpkfZ2ut/w9UNS5p5BMHvE0uv+oybV2/Ig6a0f1wpcckId0+beQ+IGsDcxl6XTCMaMhMB8wDwYDVR0RBAgwBocEfwAA",
    "ATAMBgNVHRMBAf8EAjAAMAoGCCqGSM49BAMCA0gAMEUCIQCHiNhkCk7yzivZsiq+ef6/uNbttnmPtrlf4rtb4KXUhgIgSxNG",
    "fUlLKwVBzcWFrQoh+GaiqgOhna11Ek37QOT/aZ0=",
);
const OLD: &str = concat!(
    "MIIBNzCB3qADAgECAgEHMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDAeFw0wMDAxMDEwMDAwMDBaFw0wMTAx",
    "MDEwMDAwMDBaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMw4X4YV+kU26SWjP73F",
    "MknaZH2drrf8PVDUuaeQTB7xNLr/qMm1dvyIOmtH9cKXHJCHdPm3kPiBrA3MZel0wjGjITAfMA8GA1UdEQQIMAaHBH8AAAEw",
    "DAYDVR0TAQH/BAIwADAKBggqhkjOPQQDAgNIADBFAiEA69URjqofXdTEJGoDUR+VW/NtQUD4CHdUx5UOJGPsD5ECIGQliGXf",
    "tVr8wLOrQAvRBkDJ4aI6mOwiBRV2OXo9SHu3",
);
const EARLY: &str = concat!(
    "MIIBPDCB4qADAgECAgEHMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDAiGA8yMTE5MDEwMTAwMDAwMFoYDzIx",
    "MjAwMTAxMDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATMOF+GFfpFNukl",
    "oz+9xTJJ2mR9na63/D1Q1LmnkEwe8TS6/6jJtXb8iDprR/XClxyQh3T5t5D4gawNzGXpdMIxoyEwHzAPBgNVHREECDAGhwR/",
    "AAABMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSQAwRgIhAMHQKhV8h0yN2IuXEJOIhYEY8oXgsCitUlzm1CTqgTcAAiEA",
    "+sJdugEkki+Yhc2iD9nfJJANayyHaskNeLSDUuMllHc=",
);

/// A server that speaks TLS with that certificate; answers its port.
fn server(certificate: &str) -> u16 {
    let decode = |text: &str| BASE64_STANDARD.decode(text).expect("Base64");
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(decode(KEY)));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![CertificateDer::from(decode(certificate))], key)
        .expect("a key and its certificate");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(Arc::clone(&config)).expect("a connection");
            let mut stream = StreamOwned::new(connection, stream);
            let _ = stream.read(&mut [0; 1000]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
        }
    });
    port
}

#[test]
fn a_server_that_nobody_vouches_for_is_not_read() {
    for (certificate, why) in
        [(OWN, "nobody who is known vouches"), (OLD, "out of date"), (EARLY, "not valid yet")]
    {
        let address = format!("https://127.0.0.1:{}/", server(certificate));
        let error = url::fetch(&address, None, Limits::USUAL, &mut |_| ControlFlow::Continue(()))
            .err()
            .expect("no page");
        assert!(error.message.contains(why), "{error}");
        assert!(error.hint.is_some());
    }
}

#[test]
fn a_server_without_tls_is_told_from_one_with_a_wrong_certificate() {
    let plain = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = plain.local_addr().expect("an address").port();
    thread::spawn(move || {
        for mut stream in plain.incoming().flatten() {
            let _ = stream.read(&mut [0; 100]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        }
    });
    let fetch = |address: &str| {
        url::fetch(address, None, Limits::USUAL, &mut |_| ControlFlow::Continue(())).err().expect("no page")
    };
    let error = fetch(&format!("https://127.0.0.1:{port}/"));
    assert!(
        error.message.contains("speaks no TLS") && error.hint.is_some_and(|hint| hint.contains("http://"))
    );
}
