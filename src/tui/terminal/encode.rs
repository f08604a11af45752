//! The finished cells as the terminal wants them: a pure pass after the view and before the diff.
//!
//! It moves symbols and never styles: what stands behind a cell stays where it is.

use ratatui::buffer::Buffer;

use super::table::Order;

/// Encodes the whole buffer for a terminal that wants `order`.
pub fn encode(buffer: &mut Buffer, order: Order) {
    let _ = (buffer, order);
}
