//! Facts of Unicode; knows no document.

pub mod bidi;
pub mod cell;
pub mod digits;
pub mod fold;
pub mod joining;
pub mod language;
pub mod segment;
pub mod span;
