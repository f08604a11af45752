//! Where bytes come from: a file by positioned reads, standard input, what is bundled, a page of the web.
//!
//! It answers bytes and what is said of them; what they mean is `import`'s matter. Nothing here asks the
//! network but for an address that was named.

mod bundled;
mod file;
mod spool;
mod standard;
mod unpack;
pub mod url;

pub use bundled::welcome;

use crate::document::Fetched;
use crate::error::{Error, ErrorKind, Result};

/// Up to this size a source is read whole; a larger file is read where it is looked at.
pub const WHOLE: u64 = 4 << 20;

/// Offsets are 32 bits wide (see [`crate::text::span::Span`]): what is as large is refused.
pub const LIMIT: u64 = u32::MAX as u64;

/// Fetches what the command line named: `-` is standard input, an address a page, anything else a file.
/// `watch` is told how far a page or a pipe is, and may end it.
///
/// # Errors
/// What is missing, unreadable, a folder or too large.
pub fn fetch(name: &str, watch: url::Watch) -> Result<Fetched> {
    if name == "-" {
        return standard::read(watch);
    }
    if is_address(name) {
        return url::fetch(name, None, url::Limits::USUAL, watch);
    }
    file::open(name, watch)
}

/// Whether a name is an address and not a file: `scheme://…`, the scheme as RFC 3986 writes it.
pub fn is_address(name: &str) -> bool {
    name.split_once("://").is_some_and(|(scheme, rest)| {
        !rest.is_empty()
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// The error for a source of `len` bytes that offsets cannot count.
fn too_large(name: &str) -> Error {
    Error::new(ErrorKind::Source, format!("cannot open {name}: it is larger than 4 GiB"))
        .hint("split it into parts, for example with: split -C 1G")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_scheme_and_a_file_none() {
        assert!(is_address("https://example.org/a"));
        assert!(!is_address("a/b.txt"));
        assert!(!is_address("://x"));
        assert!(!is_address("1a://x"));
    }
}
