//! Folding for search and matching, with a map back to offsets.
