//! Digits of three systems, read and written.
