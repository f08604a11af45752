//! Compiles the data under `assets` into static tables, so that no TOML is parsed on the way to the
//! first frame.

#[path = "build/interface.rs"]
mod interface;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "build/terminals.rs"]
mod terminals;

fn main() {
    lexicon::compile();
    interface::compile();
    terminals::compile();
}
