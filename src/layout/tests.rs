//! Rows by example. What holds for any text is in `tests/conformance_layout.rs`.

use super::*;
use crate::text::bidi::first_strong;

const PLAIN: Options =
    Options { width: 0, marks: Marks::Keep, digits: Digits::AsWritten, preformatted: false };

/// What a terminal without bidi shows, a row an item.
fn visual(text: &str, options: Options) -> Vec<String> {
    let rows = lay_out(text, 0, first_strong(text).unwrap_or_default(), &options);
    let mut out = String::new();
    print::visual(&rows, text, options.width, &mut out);
    out.lines().map(str::to_owned).collect()
}

fn row(text: &str) -> String {
    visual(text, PLAIN).concat()
}

fn wrapped(text: &str, width: u16) -> Vec<String> {
    let rows = lay_out(text, 0, first_strong(text).unwrap_or_default(), &Options { width, ..PLAIN });
    let mut out = String::new();
    print::logical(&rows, text, &mut out);
    out.lines().map(str::to_owned).collect()
}

#[test]
fn a_row_is_reordered_shaped_and_mirrored() {
    // seen alef meem (with parentheses around), Latin, a number with its sign
    let text = concat!("\u{633}\u{627}\u{645}", " 29.3% ", "(abc)");
    assert_eq!(row(text), concat!("(abc)", " %29.3 ", "\u{fee1}\u{fe8e}\u{feb3}"));
    let text = concat!("(", "\u{628}\u{628}", ")");
    assert_eq!(row(text), concat!("(", "\u{fe90}\u{fe91}", ")"));
    assert_eq!(row("\u{5d0}\u{5d1} [x] \u{5d2}"), "\u{5d2} [x] \u{5d1}\u{5d0}");
    assert_eq!(row("plain (text) 12.5%"), "plain (text) 12.5%");
}

#[test]
fn lam_and_alef_share_a_cell() {
    for (text, shown) in [
        ("\u{644}\u{627}", "\u{fefb}"),
        ("\u{628}\u{644}\u{627}", "\u{fefc}\u{fe91}"),
        ("\u{644}\u{622}", "\u{fef5}"),
        ("\u{644}\u{623}", "\u{fef7}"),
        ("\u{644}\u{625}", "\u{fef9}"),
        ("\u{644}\u{627}\u{653}", "\u{fef5}"), // alef and a combining madda
        ("\u{644}\u{64e}\u{627}", "\u{fefb}\u{64e}"),
        ("\u{644}\u{651}\u{64e}\u{627}\u{64b}", "\u{fefb}\u{651}\u{64e}\u{64b}"),
        ("\u{644}\u{200d}\u{627}", "\u{fefb}"),         // ZWJ lets it be
        ("\u{644}\u{200c}\u{627}", "\u{fe8d}\u{fedd}"), // ZWNJ keeps them apart
        ("\u{644}\u{200d}\u{200c}\u{200d}\u{627}", "\u{fe8e}\u{fedf}"), // joined, but two letters
        ("\u{644}\u{671}", "\u{fb51}\u{fedf}"),         // alef wasla has no such form
        ("\u{644}\u{640}\u{627}", "\u{fe8e}\u{640}\u{fedf}"), // tatweel between
        ("\u{644}\u{200f}\u{627}", "\u{fe8e}\u{fedf}"), // a control between: joined only
    ] {
        assert_eq!(row(text), shown, "{}", text.escape_unicode());
    }
    let rows = lay_out("\u{644}\u{64e}\u{627}", 0, Direction::RightToLeft, &PLAIN);
    assert_eq!(rows.rows()[0].clusters.len(), 1);
    assert!(rows.rows()[0].clusters[0].form.is_lam_alef());
    assert_eq!(rows.rows()[0].clusters[0].span, Span::new(0, 6));
}

#[test]
fn joiners_shape_and_are_not_painted() {
    assert_eq!(row("\u{628}\u{200d}"), "\u{fe91}");
    assert_eq!(row("\u{200d}\u{628}"), "\u{fe90}");
    assert_eq!(row("\u{645}\u{6cc}\u{200c}\u{62e}"), "\u{fea5}\u{fbfd}\u{fee3}");
    // Kurdish: ae joins backwards and has no form.
    assert_eq!(row("\u{628}\u{6d5}\u{628}"), "\u{fe8f}\u{6d5}\u{fe91}");
}

#[test]
fn joining_does_not_see_where_rows_end() {
    // Four behs in rows of two.
    assert_eq!(
        visual("\u{628}\u{628}\u{628}\u{628}", Options { width: 2, ..PLAIN }),
        ["\u{fe92}\u{fe91}", "\u{fe90}\u{fe92}"]
    );
}

#[test]
fn marks_come_after_their_base_or_not_at_all() {
    let text = "\u{628}\u{64e}\u{651}\u{62a}\u{650}";
    assert_eq!(row(text), "\u{fe96}\u{650}\u{fe91}\u{64e}\u{651}");
    assert_eq!(visual(text, Options { marks: Marks::Strip, ..PLAIN }), ["\u{fe96}\u{fe91}"]);
    // Hidden marks leave the letter's own hamza, and marks of other scripts.
    let strip = Options { marks: Marks::Strip, ..PLAIN };
    assert_eq!(visual("\u{64a}\u{654}\u{64e}", strip), ["\u{fe89}"]);
    assert_eq!(visual("e\u{301}", strip), ["e\u{301}"]);
    assert_eq!(row("\u{64e}"), "\u{25cc}\u{64e}");
    assert_eq!(visual("\u{64e}", strip), [""]);
}

#[test]
fn controls_are_obeyed_and_dropped() {
    assert_eq!(row("a\u{202e}bc\u{202c}d"), "acbd");
    assert_eq!(row("\u{2067}a (\u{5d0}\u{2069}c"), "\u{5d0}) ac");
    assert_eq!(row("x\u{1b}[31m\u{7}\u{9b}y\u{1a}"), "x[31my\u{fffd}");
    assert_eq!(row("\u{6dd}\u{661} \u{600}\u{662}"), row("\u{661} \u{662}"));
    let deep = "\u{202e}".repeat(200) + "1" + &"\u{2067}".repeat(200) + "a";
    assert_eq!(row(&deep).len(), 2);
}

#[test]
fn digits_are_written_as_asked_where_they_stand() {
    let digits = |digits| visual("\u{661}\u{662}\u{66b}\u{6f5} 34.5", Options { digits, ..PLAIN }).concat();
    assert_eq!(digits(Digits::AsWritten), "\u{661}\u{662}\u{66b}\u{6f5} 34.5");
    assert_eq!(digits(Digits::Latin), "12.5 34.5");
    assert_eq!(digits(Digits::Arabic), "\u{661}\u{662}\u{66b}\u{665} \u{663}\u{664}.\u{665}");
}

#[test]
fn rows_break_at_opportunities_else_between_clusters() {
    assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
    assert_eq!(wrapped("one two   three", 7), ["one two", "three"]);
    assert_eq!(wrapped("well-known fact", 6), ["well-", "known", "fact"]);
    assert_eq!(wrapped("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
    assert_eq!(wrapped("see https://example.org/a/b now", 20), ["see https://", "example.org/a/b now"]);
    assert_eq!(wrapped("a", 1), ["a"]);
    assert_eq!(wrapped("\u{6f22}\u{5b57}", 1), ["\u{6f22}", "\u{5b57}"]);
    assert_eq!(wrapped("10\u{a0}000 km", 4), ["10\u{a0}0", "00", "km"]);
    // Lam-alef is one cell: five cells hold these six letters.
    assert_eq!(wrapped("\u{633}\u{644}\u{627}\u{645}\u{628} \u{628}", 4).len(), 2);
}

#[test]
fn a_soft_hyphen_shows_where_a_row_ends_in_it() {
    assert_eq!(wrapped("hyphen\u{ad}ation", 8), ["hyphen-", "ation"]);
    assert_eq!(wrapped("hyphen\u{ad}ation", 20), ["hyphenation"]);
}

#[test]
fn line_ends_are_a_space_or_break() {
    assert_eq!(wrapped("one \r\n  two\nthree", 0), ["one two three"]);
    let options = Options { preformatted: true, ..PLAIN };
    assert_eq!(visual("a\tb\r\n\r\n  c \n", options), ["a       b", "", "  c"]);
    let rows = lay_out("a\r\nb", 10, Direction::LeftToRight, &options);
    assert_eq!(
        rows.rows().iter().map(|row| row.span).collect::<Vec<_>>(),
        [Span::new(10, 13), Span::new(13, 14)]
    );
    assert_eq!(lay_out("", 5, Direction::RightToLeft, &PLAIN).rows()[0].span, Span::new(5, 5));
}

#[test]
fn a_stretch_of_mixed_text_is_several_boxes() {
    // alef beh, space, "abc", space, teh: seen as teh, abc, beh alef
    let text = concat!("\u{627}\u{628}", " abc ", "\u{62a}");
    let rows = lay_out(text, 100, Direction::RightToLeft, &PLAIN);
    // From beh to "a".
    let boxes = rows.boxes(Span::new(102, 106));
    assert_eq!(boxes.iter().map(|boxed| boxed.columns.clone()).collect::<Vec<_>>(), [2..3, 5..7]);
    assert_eq!(rows.boxes(Span::new(100, 100)), []);
    assert_eq!((rows.hit(0, 0), rows.hit(0, 2), rows.hit(0, 99), rows.hit(9, 7)), (109, 105, 100, 100));
    assert_eq!((rows.row_at(0), rows.row_at(103), rows.row_at(999)), (0, 0, 0));
}

#[test]
fn a_label_too_long_ends_in_an_ellipsis_on_the_ending_side() {
    let shown = |text: &str, direction, width| {
        let rows = line(text, direction, width, &PLAIN);
        let mut out = String::new();
        rows.rows()[0].clusters.iter().for_each(|cluster| rows.symbol(cluster, text, &mut out));
        out
    };
    assert_eq!(shown("abcdef", Direction::LeftToRight, 4), "abc…");
    assert_eq!(shown("ab cdef", Direction::LeftToRight, 4), "ab…");
    assert_eq!(shown("\u{5d0}\u{5d1}\u{5d2}\u{5d3}", Direction::RightToLeft, 3), "…\u{5d1}\u{5d0}");
    assert_eq!(shown("abcdef", Direction::RightToLeft, 4), "…abc");
    assert_eq!(shown("abcd", Direction::LeftToRight, 4), "abcd");
    assert_eq!(shown("a\nb\u{1b}c", Direction::LeftToRight, 9), "a bc");
    assert_eq!(columns("\u{627}\u{644}\u{644}\u{627}"), 3);
}

#[test]
fn long_blocks_take_time_in_proportion() {
    // Each would take minutes if anything were quadratic.
    for piece in
        ["\u{628}", "\u{64e}", "(", "\u{2067}a", "1 ", "\n", "\u{644}\u{627} ", "\u{200d}", "-", "\u{600}"]
    {
        let text = piece.repeat(400_000 / piece.len());
        for width in [0, 80] {
            let rows = lay_out(&text, 0, Direction::RightToLeft, &Options { width, ..PLAIN });
            assert_eq!(rows.rows().last().map(|row| row.span.end), Some(text.len() as u32));
        }
    }
}
