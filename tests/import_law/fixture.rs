//! Files that break the law, one way each, and files that keep it: the proof that each wall can fail.

/// A file, and the laws it breaks in order of their lines; none for a file that keeps them.
pub struct Case {
    pub path: &'static str,
    pub source: &'static str,
    pub breaks: &'static [(usize, &'static str)],
}

const fn case(path: &'static str, source: &'static str, breaks: &'static [(usize, &'static str)]) -> Case {
    Case { path, source, breaks }
}

pub static CASES: &[Case] = &[
    // Rooms, each way a path can be written.
    case("src/layout/wrap.rs", "//! x\nuse crate::import::plain;\n", &[(2, "import")]),
    case(
        "src/layout/wrap.rs",
        "//! x\nuse crate::{text::span::Span, document, highlight::Kind as K};\n",
        &[(2, "import")],
    ),
    case("src/layout/wrap.rs", "//! x\nuse super::super::source::Path;\n", &[(2, "import")]),
    case("src/layout/mod.rs", "//! x\nuse super::{text::bidi, article};\n", &[(2, "import")]),
    case(
        "src/layout/mod.rs",
        "//! x\nfn f() { let _ = qari::tui::model::Model::new(); }\n",
        &[(2, "import")],
    ),
    case("src/layout/mod.rs", "//! x\nfn f(x: &dyn crate::export::Format) {}\n", &[(2, "import")]),
    case("src/layout/mod.rs", "//! x\nmod inner {\n    use super::super::lexicon;\n}\n", &[(3, "import")]),
    case("src/layout/mod.rs", "//! x\nfn f() { vec![crate::lexicon::all()]; }\n", &[(2, "import")]),
    case(
        "src/layout/mod.rs",
        "//! x\nmacro_rules! m { () => { $crate::source::open() } }\n",
        &[(2, "import")],
    ),
    case("src/layout/mod.rs", "//! x\nuse crate as all;\n", &[(2, "import")]),
    case("src/layout/mod.rs", "//! x\nuse crate::*;\n", &[(2, "import")]),
    case("src/text/span.rs", "//! x\nuse crate::document::Block;\n", &[(2, "import")]),
    case("src/document/mod.rs", "//! x\nuse crate::error::Error;\n", &[(2, "import")]),
    case("src/highlight/quote.rs", "//! x\nuse crate::import::Imported;\n", &[(2, "import")]),
    case("src/library/place.rs", "//! x\nuse crate::source::Stdin;\n", &[(2, "import")]),
    case(
        "src/tui/view/list.rs",
        "//! x\nuse crate::source;\nuse crate::config;\nuse crate::tui::effect;\n",
        &[(2, "import"), (3, "import"), (4, "import")],
    ),
    case(
        "src/tui/model.rs",
        "//! x\nuse super::terminal::session;\nuse super::run;\n",
        &[(2, "import"), (3, "import")],
    ),
    case("src/tui/terminal/encode.rs", "//! x\nuse super::session;\n", &[(2, "import")]),
    // A file that no row claims: also below `tui`, whose row stands for the event loop alone.
    case("src/shelf.rs", "//! x\n", &[(1, "room")]),
    case("src/tui/loop2.rs", "//! x\n", &[(1, "room")]),
    // The outside world.
    case("src/article.rs", "//! x\nuse std::fs;\n", &[(2, "outside")]),
    case(
        "src/article.rs",
        "//! x\nuse std::{env, io, time::{Duration, Instant}};\n",
        &[(2, "outside"), (2, "outside")],
    ),
    case("src/article.rs", "//! x\nfn f() { std::thread::spawn(|| ()); }\n", &[(2, "outside")]),
    case("src/article.rs", "//! x\nfn f() { format!(\"{:?}\", std::process::id()); }\n", &[(2, "outside")]),
    case("src/article.rs", "//! x\nuse std::time;\nfn f() { time::SystemTime::now(); }\n", &[(3, "outside")]),
    case("src/article.rs", "//! x\nuse std::time::*;\n", &[(2, "outside")]),
    case("src/article.rs", "//! x\nuse std as s;\nfn f() { s::net::lookup(); }\n", &[(3, "outside")]),
    case("src/article.rs", "//! x\nuse std::io::{self, Read};\nfn f() { io::stdin(); }\n", &[(3, "outside")]),
    case("src/article.rs", "//! x\nfn f() { println!(\"x\"); }\n", &[(2, "outside")]),
    case("src/article.rs", "//! x\nuse std::sync::mpsc::channel;\n", &[(2, "outside")]),
    case(
        "src/tui/update/mod.rs",
        "//! x\nuse crossterm::event;\nfn f() { event::read(); }\n",
        &[(3, "outside")],
    ),
    case("src/tui/view/mod.rs", "//! x\nuse ratatui::Terminal;\n", &[(2, "outside")]),
    case(
        "src/tui/terminal/probe.rs",
        "//! x\nuse std::env;\nuse std::thread;\n",
        &[(2, "outside"), (3, "outside")],
    ),
    case("src/config/mod.rs", "//! x\nuse std::net::TcpStream;\n", &[(2, "outside")]),
    case("src/lib.rs", "//! x\nuse std::fs;\n", &[(2, "outside")]),
    // Crates with one importer; for them a test is code as well.
    case("src/layout/mod.rs", "//! x\nuse ratatui::style::Style;\n", &[(2, "crate")]),
    case("src/cli.rs", "//! x\nfn f() { crossterm::style::available_color_count(); }\n", &[(2, "crate")]),
    case("src/text/mod.rs", "//! x\nuse ::unicode_bidi::Level;\n", &[(2, "crate")]),
    // Or with two, and no third.
    case("src/library/articles.rs", "//! x\nuse flate2::Compression;\n", &[]),
    case("src/import/mod.rs", "//! x\nuse flate2::Compression;\n", &[(2, "crate")]),
    case(
        "src/layout/mod.rs",
        "//! x\n#[cfg(test)]\nmod tests {\n    use unicode_width::UnicodeWidthStr;\n}\n",
        &[(4, "crate")],
    ),
    case("src/highlight/mod.rs", "//! x\nextern crate rusqlite;\n", &[(2, "crate"), (2, "outside")]),
    // Words of a language.
    case("src/highlight/quote.rs", "//! x\nconst CUE: &str = \"\u{642}\u{627}\u{644}\";\n", &[(2, "words")]),
    case(
        "src/import/plain.rs",
        "//! x\nfn f(s: &str) -> bool { matches!(s, \"\\u{5D0}\\u{5DE}\\u{5E8}\") }\n",
        &[(2, "words")],
    ),
    case("src/layout/mod.rs", "//! x\nfn f(code: &str) -> bool { code == \"ar\" }\n", &[(2, "words")]),
    // Files.
    case("src/text/utils.rs", "//! x\n", &[(1, "name")]),
    case("src/text/helpers/mod.rs", "//! x\n", &[(1, "name")]),
    case("src/text/span.rs", "use std::ops::Range;\n", &[(1, "opening")]),
    case("src/text/span.rs", "//! x\n#[path = \"../tui/mod.rs\"]\nmod elsewhere;\n", &[(2, "path")]),
    case("src/text/span.rs", "//! x\nfn f( {}\n", &[(2, "parse")]),
    // What is right stays right.
    case(
        "src/layout/mod.rs",
        "//! x\nmod row;\npub(crate) use row::Row;\nuse super::text::span::Span;\nuse crate::document::{self, Block};\n",
        &[],
    ),
    case(
        "src/layout/mod.rs",
        "//! See [`crate::source`].\n// use crate::source;\n/* std::fs */\nconst S: &str = \"use crate::source; std::fs::read\";\n",
        &[],
    ),
    case(
        "src/layout/mod.rs",
        "//! x\n#[cfg(test)]\nmod tests {\n    use super::*;\n    use crate::article;\n    use std::fs;\n}\n",
        &[],
    ),
    case("src/layout/mod.rs", "//! x\n#[cfg(not(test))]\nuse std::fs;\n", &[(3, "outside")]),
    case(
        "src/article.rs",
        "//! x\nuse std::time::Duration;\nuse std::io::{self, Read};\nfn f(r: impl Read) -> io::Result<()> { Ok(()) }\n",
        &[],
    ),
    case(
        "src/text/cell.rs",
        "//! x\nuse unicode_width::UnicodeWidthStr;\npub(in crate::text) fn f() {}\n",
        &[],
    ),
    case(
        "src/tui/view/list.rs",
        "//! x\nuse ratatui::Frame;\nuse super::super::model::Model;\nuse crate::highlight::KINDS;\n",
        &[],
    ),
    case(
        "src/highlight/quote.rs",
        "//! \u{642}\u{627}\u{644}\nconst COMMA: char = '\u{60C}';\n#[test]\nfn f() {}\n#[cfg(test)]\nconst W: &str = \"\u{642}\";\n",
        &[],
    ),
    case("src/tui/mod.rs", "//! x\nuse crate::{config, source};\nuse std::{env, thread};\n", &[]),
];
