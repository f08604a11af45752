//! Finds, merges and validates the user's files.
