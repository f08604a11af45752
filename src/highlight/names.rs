//! Organisations and places in one go: a place inside a body's name is no place of its own.

use super::entity;
use super::extract::Memory;
use super::token::Tokens;
use super::{Highlight, ORGANIZATION, organization, place};

/// Finds organisations and places.
pub(super) fn find(text: &Tokens, _: &mut Memory, out: &mut Vec<Highlight>) {
    let bodies = organization::find(text);
    place::find(text, &bodies, out);
    out.extend(entity::highlights(ORGANIZATION, bodies));
}
