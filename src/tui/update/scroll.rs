//! Moving in the focused pane.

use crate::command::{Reach, Step};
use crate::tui::model::{Focus, Model};
use crate::tui::msg::Effect;

use super::jump;

/// Moves by `reach`, `count` times; to the very end, to a share of the text where a count is given
/// (`50G` is its middle).
pub fn go(model: &mut Model, reach: Reach, step: Step, count: Option<usize>) -> Vec<Effect> {
    match model.focus {
        Focus::Article => {
            article(model, reach, step, count);
            Vec::new()
        }
        Focus::List => list(model, reach, step, count),
    }
}

/// Scrolls the article by rows, whichever pane has the keys.
pub fn rows(model: &mut Model, rows: isize) {
    model.page.scroll(rows, &mut model.shelf);
    model.follow();
}

fn article(model: &mut Model, reach: Reach, step: Step, count: Option<usize>) {
    let forward = step == Step::Forward;
    let height = model.page.height();
    let n = count.unwrap_or(1);
    let by = match reach {
        Reach::Line => 1,
        Reach::HalfPage => (height / 2).max(1),
        // Two rows stay in view, so that the eye finds its place again.
        Reach::Page => height.saturating_sub(2).max(1),
        Reach::Paragraph => {
            for _ in 0..n.min(height * 8) {
                model.page.paragraph(forward, &mut model.shelf);
            }
            model.follow();
            return;
        }
        Reach::End => {
            model.leave();
            match count {
                Some(percent) if forward => {
                    let length = u64::from(model.shelf.article().document.text.len());
                    let offset = length * percent.min(100) as u64 / 100;
                    let row = model.page.reading_row();
                    model.page.place(offset as u32, row, &mut model.shelf);
                }
                _ => model.page.to_end(forward, &mut model.shelf),
            }
            model.follow();
            return;
        }
    };
    let lines = by.saturating_mul(n) as isize;
    rows(model, if forward { lines } else { -lines });
}

fn list(model: &mut Model, reach: Reach, step: Step, count: Option<usize>) -> Vec<Effect> {
    let forward = step == Step::Forward;
    let room = usize::from(model.geometry().list.text.height);
    let n = count.unwrap_or(1);
    let cards = match reach {
        Reach::Line | Reach::Paragraph => 1,
        Reach::HalfPage => (room / 8).max(1),
        Reach::Page => (room / 4).max(1),
        Reach::End => return jump::list_end(model, forward),
    };
    jump::cards(model, forward, cards.saturating_mul(n))
}
