//! A language from its file, compiled; and which language a text is in.
