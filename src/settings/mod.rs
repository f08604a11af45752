//! Chords, theme and options: the types and their defaults.
