//! The article that comes with the program.

use std::sync::Arc;

use crate::document::{Fetched, Origin};

static WELCOME: &str = include_str!("../../assets/welcome.ar.txt");

/// The bundled article.
pub fn welcome() -> Fetched {
    Fetched {
        bytes: Arc::new(WELCOME.as_bytes().to_vec()),
        mime: Some("text/plain".to_owned()),
        charset: Some("utf-8".to_owned()),
        origin: Origin::Bundled("welcome"),
        warnings: Vec::new(),
    }
}
