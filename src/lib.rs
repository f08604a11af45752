//! qari (قارئ, "reader"): a terminal reader for articles in Arabic and the other right-to-left
//! languages.
//!
//! Four belts, each importing only from those before it; `tests/import_law` keeps the walls:
//!
//! 1. facts of text: [`text`];
//! 2. the pure article pipeline: [`document`], [`lexicon`], [`import`], [`highlight`], [`layout`],
//!    [`article`], [`export`], [`record`], and the tables that the interface iterates: [`settings`], [`command`];
//! 3. input and output at the rim: [`source`], [`config`], [`library`];
//! 4. one terminal interface in the Elm style: [`tui`].
//!
//! One coordinate crosses every border: the half-open logical byte range [`text::span::Span`] into an
//! immutable [`document::Document`].

pub mod article;
pub mod cli;
pub mod command;
pub mod config;
pub mod document;
pub mod error;
pub mod export;
pub mod highlight;
pub mod import;
pub mod layout;
pub mod lexicon;
pub mod library;
pub mod record;
pub mod settings;
pub mod source;
pub mod text;
pub mod tui;
