//! Compiles the data under `assets` into static tables, so that no TOML is parsed on the way to the
//! first frame.

#[path = "build/interface.rs"]
mod interface;
#[path = "build/lexicon.rs"]
mod lexicon;

fn main() {
    lexicon::compile();
    interface::compile();
}
