//! The model on a frame, in visual order. Reads only.

use ratatui::Frame;

use super::model::Model;

/// Paints the whole screen.
pub fn view(model: &Model, frame: &mut Frame) {
    let _ = (model, frame);
}
