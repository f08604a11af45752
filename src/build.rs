//! Compiles the data under `assets` into static tables, so that no TOML is parsed on the way to the
//! first frame.

#[path = "build/interface.rs"]
mod interface;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "build/terminals.rs"]
mod terminals;

fn main() {
    link_at_a_fixed_place();
    lexicon::compile();
    interface::compile();
    terminals::compile();
}

/// The tables hold some 80,000 pointers. In a program that may be loaded anywhere each of them is put right
/// at every start, before the first frame (1.1 ms of 5, and 1.6 MB of private memory); linked for a fixed
/// place they are right in the file.
fn link_at_a_fixed_place() {
    let target = |what: &str| std::env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
