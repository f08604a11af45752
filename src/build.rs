//! Compiles the data under `assets` into static tables, so that no TOML is parsed on the way to the
//! first frame.

#[path = "build/interface.rs"]
mod interface;

fn main() {
    println!("cargo::rerun-if-changed=assets/lexicon");
    interface::compile();
}
