//! Highlights and laid-out text for other programs and for paper.
