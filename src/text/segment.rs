//! Graphemes and words (UAX #29), line breaks (UAX #14).
