//! Real pages that lie beside the checkout, where they do; without them this says so and holds nothing.

use std::path::PathBuf;

use qari::document::BlockKind;

use crate::pages::{of_kind, open_bytes, text};

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/html");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

/// Name, title (or how it begins), day, byline, paragraphs and other blocks of text, related.
const PAGES: &[(&str, &str, &str, usize)] = &[
    ("ar_akhbarelyom", "36 عامًا.. سر رحيل", "2020-10-07", 4),
    ("ar_albayan", "القائم بأعمال السفارة", "2020-06-03", 3),
    ("ar_alyaum", "طهران تدفن", "2020-12-01", 0),
    ("ar_assabah_tn", "الناشط الحقوقي السوداني", "2019-02-08", 0),
    ("ar_cnn_newspaper", "معارضون يسيطرون على مخازن", "2013-08-28", 7),
    ("ar_cp1256_chromium", "windows-1256", "", 1),
    ("fa_aryanews", "ورود 50 هزار میلیارد", "2020-06-22", 0),
    ("he_cp1255_chromium", "windows-1255", "", 1),
];

#[test]
fn real_pages_open_with_their_title_their_day_and_all_their_text() {
    let Some(folder) = folder() else { return };
    for (name, title, day, paragraphs) in PAGES {
        let bytes = std::fs::read(folder.join(format!("{name}.html"))).expect("a page");
        let article = open_bytes(bytes, "", None, None);
        let meta = &article.document.meta;
        assert!(meta.title.as_deref().is_some_and(|own| own.starts_with(title)), "{name}: {:?}", meta.title);
        assert_eq!(meta.published.as_deref().unwrap_or_default(), *day, "{name}");
        assert!(article.document.warnings.is_empty(), "{name}: {:?}", article.document.warnings);
        if *paragraphs > 0 {
            assert_eq!(
                of_kind(&article, BlockKind::Paragraph).len(),
                *paragraphs,
                "{name}: {}",
                text(&article.document)
            );
        }
    }
}
