//! The terminal itself: entering and leaving it, what it is, what it wants to be sent.
//!
//! Everything above paints cells in visual order. What differs between terminals is one [`profile`],
//! chosen from the environment and the terminal's own [answers](probe), and done in two places:
//! [`session`] sends what stands outside cells, [`encode`] changes the finished cells. What is known of
//! terminals is data, `assets/terminals.toml`.

pub mod connection;
pub mod decode;
pub mod encode;
pub mod environment;
pub mod hyperlink;
pub mod outer;
pub mod probe;
pub mod profile;
pub mod screen;
pub mod session;
pub mod table;
