//! The model on a frame, in visual order. Reads only.

mod article;
mod chrome;
pub mod help;
mod hints;
mod home;
mod links;
mod list;
mod marks;
pub mod painter;
mod prompt;
mod speakers;

use ratatui::Frame;

use super::model::{Model, Overlay};
pub use links::links;
use painter::Painter;

/// Paints the whole screen.
pub fn view(model: &Model, frame: &mut Frame) {
    let options = model.options(0);
    let mut painter = Painter::new(frame.buffer_mut(), &model.theme, options);
    let geometry = model.geometry();
    match model.overlays.last() {
        Some(Overlay::Speakers(speakers)) => speakers::paint(model, speakers, &mut painter),
        Some(Overlay::Home(home)) => home::paint(model, home, &mut painter),
        Some(Overlay::Marks(chosen)) => marks::paint(model, *chosen, &mut painter),
        top => {
            article::paint(model, &geometry, &mut painter);
            hints::paint(model, &geometry, &mut painter);
            list::paint(model, &geometry, &mut painter);
            chrome::paint(model, &geometry, &mut painter);
            if let Some(Overlay::Help(first)) = top {
                painter.dim();
                help::paint(model, *first, &mut painter);
            }
        }
    }
    chrome::notice(model, &geometry, &mut painter);
}
