//! Where bytes come from: files, standard input, what is bundled.
