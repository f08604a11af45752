//! What is the reader's own: selections, corrections, exports.

use crate::data::Data;
use crate::harness::*;

/// Waits until a copy has told that it was made, and answers what was copied.
fn copied(session: &mut Session, key: &str, data: &Data) -> String {
    let _ = std::fs::remove_file(data.name("copied"));
    session.settle();
    session.press(key, "that it is copied", |session| {
        session.shows("copied (cat)") && !data.read("copied").is_empty()
    });
    data.read("copied")
}

#[test]
fn a_mixed_line_is_selected_with_keys_and_copied_in_logical_order() {
    let data = Data::new("mixed-keys");
    let config = data.configured(&format!("clipboard = \"cat > '{}'\"\n", data.name("copied")));
    let mut session = data.start((140, 50), &[], &["--config", &config, ARTICLE]);
    session.wait_for_highlights();
    session.press("/Koha\r", "the hit", |session| session.shows("next, before"));
    session.press("v", "the keys of a selection", |session| session.shows("wider"));
    let title = "مكتبة الحيّ في عين الورد تفتح أبوابها بعد عشر سنوات";
    let cited = copied(&mut session, "y", &data);
    assert_eq!(cited, format!("Koha\n— رنا العطّار، {title}، نشرة عين الورد"), "with who said it, and where");
    session.send("wwW");
    assert_eq!(copied(&mut session, "Y", &data), "Koha، وأن");
    session.send("\x1b[D\x1b[D");
    assert_eq!(copied(&mut session, "Y", &data), "Koha، وأن ا", "by letters, to the left");
    session.press("v", "a wider selection", |session| session.shows("wider"));
    let mut selected = copied(&mut session, "Y", &data);
    assert_eq!(selected, "Koha، وأن البحث", "whole words");
    while !selected.starts_with("وأوضحت العطّار أن الفهرس") {
        session.press("v", "a wider selection", |session| session.shows("wider"));
        let wider = copied(&mut session, "Y", &data);
        assert!(wider.len() > selected.len() && wider.contains(&selected), "{wider}");
        selected = wider;
    }
    session.send("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn a_mixed_line_is_selected_with_the_mouse() {
    let data = Data::new("mixed-mouse");
    let config = data.configured(&format!("clipboard = \"cat > '{}'\"\n", data.name("copied")));
    let mut session = data.start((140, 50), &[], &["--config", &config, ARTICLE]);
    session.wait_for_highlights();
    session.settle();
    // In the article's pane, which stands on the right.
    let (rows, columns) = session.size();
    let cells = (0..rows).flat_map(|row| (columns / 2..columns).map(move |column| (row, column)));
    let (row, column) =
        cells.into_iter().find(|(row, column)| session.cell(*row, *column).0 == "K").expect("it is seen");
    // From the first letter of the word on its right to the last of the one on its left.
    let mouse =
        |button: u8, column: u16, end: char| format!("\x1b[<{button};{};{}{end}", column + 1, row + 1);
    session.send(&mouse(0, column + 10, 'M'));
    session.send(&mouse(32, column + 2, 'M'));
    session.press(&mouse(32, column - 5, 'M'), "the keys of a selection", |session| session.shows("wider"));
    session.send(&mouse(0, column - 5, 'm'));
    assert_eq!(copied(&mut session, "Y", &data), "برنامج Koha، وأن");
    session.send("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn corrections_are_remembered() {
    let data = Data::new("corrections");
    let mut first = data.start((120, 40), &[], &[ARTICLE]);
    first.wait_for_highlights();
    first.wait_for("13 Words");
    first.press("X", "one less", |session| session.shows("12 Words"));
    first.press("S", "the speaker", |session| session.shows("who said it:"));
    first.press("\x15ليلى الصافي\r", "another speaker", |session| session.shows("corrected"));
    first.press("v", "a selection", |session| session.shows("wider"));
    first.press("wE", "the right words", |session| !session.shows("wider"));
    first.settle();
    first.send("q");
    assert_eq!(first.end(), 0);

    let mut second = data.start((120, 40), &[], &[ARTICLE]);
    second.wait_for("12 Words");
    second.wait("the corrections", |session| session.shows("corrected") && session.shows("ليلى الصافي"));
    second.press("M", "the page of marks", |session| {
        ["dismissed: no highlight", "said by", "what was said, corrected"]
            .iter()
            .all(|words| session.shows(words))
    });
    second.press("x", "the first taken away", |session| !session.shows("dismissed"));
    second.press("u", "and back", |session| session.shows("dismissed"));
    second.press("xq", "the text", |session| session.shows("13 Words"));
    second.send("q");
    assert_eq!(second.end(), 0);

    // The library knows it too.
    let mut found = data.run(&["library", "search", "--speaker", "ليلى الصافي"]);
    found.wait_for("ليلى الصافي");
    assert_eq!(found.end(), 0);
}

#[test]
fn highlights_and_notes_are_written_to_a_file() {
    let data = Data::new("export");
    let mut session = data.start((120, 40), &[], &[ARTICLE]);
    session.wait_for_highlights();
    session.press("A", "the line of the note", |session| session.shows("note:"));
    session.press("to be asked\r", "the text", |session| !session.shows("note:"));
    session.settle();
    session.press("\x13", "the file", |session| session.shows("tour.ar.md"));
    session.press(&format!("\x15{}\r", data.name("out.html")), "that it is written", |session| {
        session.shows("written to")
    });
    let page = data.read("out.html");
    assert!(
        page.contains("dir=\"rtl\"") && page.contains("to be asked") && page.contains("<blockquote>"),
        "{page}"
    );
    session.press(&format!("\x13\x15{}\r", data.name("out.html")), "that it is there", |session| {
        session.shows("there already")
    });
    assert_eq!(data.read("out.html"), page);
    session.press(&format!("\x13\x15{}\r", data.name("out.pdf")), "the formats", |session| {
        session.shows(".csv")
    });
    session.send("q");
    assert_eq!(session.end(), 0);
}
