//! The terminal interface, in the Elm style: a model, messages that change it, a view that paints it.

pub mod geometry;
pub mod model;
pub mod msg;
pub mod signs;
pub mod update;
pub mod view;
