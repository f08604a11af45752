//! What a message does to the model.

use super::model::Model;
use super::msg::{Effect, Msg};

/// Carries out one message; answers what is to be done outside. No IO, no clock.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Resize(size) => model.size = size,
        Msg::Key(_) => return vec![Effect::Quit(0)],
        _ => {}
    }
    Vec::new()
}
