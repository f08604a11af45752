//! Compiles `assets/terminals.toml` into a static table.

use std::path::Path;
use std::{env, fs};

#[allow(dead_code, reason = "shared with the program")]
#[path = "../tui/terminal/table.rs"]
mod table;

/// Writes `terminals.rs` into the build's output folder.
pub fn compile() {
    const PATH: &str = "assets/terminals.toml";
    println!("cargo::rerun-if-changed={PATH}");
    println!("cargo::rerun-if-changed=src/tui/terminal/table.rs");
    let text = fs::read_to_string(PATH).expect(PATH);
    let mut terminals = Vec::new();
    table::merge(&mut terminals, &text).unwrap_or_else(|complaint| panic!("{PATH}:{complaint}"));
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("terminals.rs"), table::source(&terminals))
        .expect("the build's output folder can be written");
}
