//! One frame: the view's cells, encoded for the terminal, with where they lead.

use std::io;

use ratatui::layout::Rect;

use super::msg::Size;
use super::terminal::encode::encode;
use super::terminal::hyperlink;
use super::{Reader, view};

impl Reader {
    /// Draws what changed since the frame before.
    pub(super) fn draw(&mut self) -> io::Result<()> {
        let (model, profile) = (&self.model, &self.connection.profile);
        let links = if profile.hyperlinks { view::links(model) } else { Vec::new() };
        let numbers = self.terminal.backend_mut().lead(&links);
        self.terminal.draw(|frame| {
            view::view(model, frame);
            let buffer = frame.buffer_mut();
            encode(buffer, profile.order, &profile.fonts);
            for (link, number) in links.iter().zip(numbers) {
                for x in link.columns.clone() {
                    if let Some(cell) = buffer.cell_mut((x, link.y)) {
                        hyperlink::lead(cell, number);
                    }
                }
            }
        })?;
        if let Some(librarian) = &mut self.librarian {
            librarian.seen(self.model.page.span(), self.model.page.reading_offset());
        }
        Ok(())
    }

    /// Forgets what is on the screen, so that the next frame paints every cell. Rows that the terminal
    /// makes new must be ours, so it is told again before the clear.
    pub(super) fn repaint(&mut self) -> io::Result<()> {
        self.connection.session.claim_rows(&self.connection.profile)?;
        let Size { width, height } = self.model.size;
        let screen = self.terminal.backend_mut();
        screen.forget();
        screen.resize(ratatui::layout::Size { width, height });
        self.terminal.resize(Rect::new(0, 0, width, height))
    }
}
