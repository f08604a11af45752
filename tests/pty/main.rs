//! The reader in a real pseudo-terminal: what is sent on the way in and out, how it ends, what it does
//! with answers, and the tour.

mod answers;
mod data;
mod doctor;
mod editor;
mod ends;
mod harness;
mod library;
mod links;
mod odd;
mod outer;
mod own;
mod print;
mod profiles;
mod searching;
#[allow(dead_code, reason = "shared with the tests of pages")]
#[path = "../web/server.rs"]
mod server;
mod tour;
mod waiting;
