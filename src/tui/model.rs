//! Everything the interface knows: one model, changed by `update` alone.

use super::msg::{Capabilities, Size};
use crate::article::Article;
use crate::settings::Settings;

/// The state of the reader.
pub struct Model {
    /// The terminal's size.
    pub size: Size,
    /// What the terminal can do.
    pub capabilities: Capabilities,
    /// What the reader set.
    pub settings: Settings,
    /// What is read.
    pub article: Article,
}

impl Model {
    /// A reader that stands at the beginning of `article`; `locale` decides the interface's language
    /// where the settings do not.
    pub fn new(article: Article, settings: Settings, size: Size, locale: &str) -> Self {
        let _ = locale;
        Model { size, capabilities: Capabilities::default(), settings, article }
    }
}
