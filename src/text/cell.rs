//! How many columns a cluster takes when it is painted.
