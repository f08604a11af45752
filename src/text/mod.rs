//! Facts of Unicode; knows no document.

pub mod address;
pub mod bidi;
pub mod cell;
mod compat;
pub mod digits;
pub mod fold;
mod forms;
pub mod joining;
pub mod language;
pub mod needle;
pub(crate) mod property;
pub mod segment;
pub mod span;
