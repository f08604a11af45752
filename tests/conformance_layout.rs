//! Properties of layout that hold for any text at any width: nothing lost, maps both ways, grapheme
//! borders, and that grouping into clusters only moves marks after their base (L3).

use proptest::prelude::*;
use qari::layout::{Cluster, Marks, Options, Row, Rows, lay_out, line};
use qari::text::bidi::{Class, Direction, Level, Order, Paragraph, visual_order};
use qari::text::cell::columns;
use qari::text::segment::{graphemes, is_grapheme_border, is_line_end};
use qari::text::span::Span;

/// Pieces that texts are made of: letters of both directions, marks, lam-alef in its ways, joiners,
/// digits, brackets, white space, line ends.
const PLAIN: &[&str] = &[
    "\u{627}",
    "\u{628}",
    "\u{644}",
    "\u{644}\u{627}",
    "\u{644}\u{64e}\u{623}",
    "\u{644}\u{200d}\u{627}",
    "\u{644}\u{200c}\u{627}",
    "\u{6cc}",
    "\u{6ba}",
    "\u{6d5}",
    "\u{621}",
    "\u{640}",
    "\u{64e}",
    "\u{651}\u{64b}",
    "\u{670}",
    "\u{653}",
    "\u{200c}",
    "\u{200d}",
    "\u{5d0}",
    "\u{5e9}\u{5c1}",
    "a",
    "b",
    "Word",
    "e\u{301}",
    "1",
    "29.3",
    "%",
    "$",
    "+",
    ",",
    "\u{661}\u{662}",
    "\u{66b}",
    "\u{6f5}",
    "(",
    ")",
    "[",
    "]",
    "\u{ab}",
    "\u{bb}",
    ".",
    "!",
    " ",
    " ",
    " ",
    "  ",
    "\u{a0}",
    "-",
    "/",
    "https://example.org/a/b?c=1",
    "\u{6f22}\u{5b57}",
    "\u{1f44d}\u{1f3fd}",
    "\u{1f468}\u{200d}\u{1f469}",
    "\u{1f1f5}\u{1f1f8}",
];

/// Controls, line ends and oddities besides.
const HOSTILE: &[&str] = &[
    "\n",
    "\r\n",
    " \n ",
    "\t",
    "\u{2028}",
    "\u{85}",
    "\u{1b}[31m",
    "\u{7}",
    "\u{9b}",
    "\u{1a}",
    "\0",
    "\u{200e}",
    "\u{200f}",
    "\u{61c}",
    "\u{202a}",
    "\u{202b}",
    "\u{202c}",
    "\u{202d}",
    "\u{202e}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{600}",
    "\u{6dd}",
    "\u{6dd}\u{661}",
    "\u{915}\u{94d}\u{937}\u{93f}",
    "\u{1100}\u{1161}",
    "\u{1100}\u{1100}\u{1100}\u{1100}\u{1100}\u{1100}",
    "\u{fe0f}",
    "\u{20e3}",
    "\u{e0041}",
    "\u{fdfd}",
    "\u{fdfa}",
    "\u{3000}",
    "\u{10ffff}",
    "\u{e000}",
];

fn text(pieces: &'static [&'static [&'static str]]) -> impl Strategy<Value = String> {
    let all: Vec<&'static str> = pieces.concat();
    prop::collection::vec(prop::sample::select(all), 0..60).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => text(&[PLAIN]), 4 => text(&[PLAIN, HOSTILE]), 1 => any::<String>()]
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Direction::LeftToRight), Just(Direction::RightToLeft)]
}

fn options() -> impl Strategy<Value = Options> {
    let marks = prop_oneof![Just(Marks::Keep), Just(Marks::Strip)];
    (prop_oneof![Just(0), 1..100_u16], marks, any::<bool>())
        .prop_map(|(width, marks, preformatted)| Options { width, marks, preformatted, ..Options::default() })
}

/// The clusters of a row in logical order.
fn logical(row: &Row) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> =
        row.clusters.iter().copied().filter(|cluster| !cluster.span.is_empty()).collect();
    clusters.sort_by_key(|cluster| cluster.span);
    clusters
}

/// The clusters that show something, in logical order.
fn shown(rows: &Rows) -> Vec<Span> {
    let clusters = rows.rows().iter().flat_map(logical);
    clusters.filter(|cluster| !cluster.form.is_space()).map(|cluster| cluster.span).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_tile_the_block((text, direction, options) in (any_text(), direction(), options()), base in 0..1000_u32) {
        let rows = lay_out(&text, base, direction, &options);
        let mut at = base;
        for row in rows.rows() {
            prop_assert_eq!(row.span.start, at);
            at = row.span.end;
            prop_assert_eq!(row.base, direction.level());
            let mut column = 0;
            for cluster in &row.clusters {
                prop_assert_eq!(cluster.column, column);
                prop_assert!(cluster.width > 0);
                column += u16::from(cluster.width);
            }
            prop_assert_eq!(row.width, column);
            prop_assert!(options.width == 0 || row.width <= options.width || row.clusters.len() == 1);
            let clusters = logical(row);
            prop_assert!(clusters.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            for cluster in clusters {
                prop_assert!(row.span.covers(cluster.span));
                for end in [cluster.span.start, cluster.span.end] {
                    prop_assert!(is_grapheme_border(&text, (end - base) as usize), "{:?}", cluster);
                }
            }
        }
        prop_assert_eq!(at, base + text.len() as u32);
    }

    #[test]
    fn no_cluster_is_lost_at_any_width((text, direction, options) in (any_text(), direction(), options())) {
        let rows = lay_out(&text, 0, direction, &options);
        let unbroken = lay_out(&text, 0, direction, &Options { width: 0, ..options });
        prop_assert_eq!(shown(&rows), shown(&unbroken));
        // What is seen is every grapheme that has a column and is no white space.
        let clusters = shown(&rows);
        for (at, grapheme) in graphemes(&text) {
            let span = Span::from(at..at + grapheme.len());
            let holders = clusters.iter().filter(|cluster| cluster.overlaps(span)).count();
            // A mark on white space may go with a line end; that the white space is there is enough.
            let visible = !grapheme.contains(char::is_whitespace) && grapheme.chars().any(|c| {
                let hidden = options.marks == Marks::Strip && Class::of(c) == Class::NSM;
                !c.is_whitespace() && !hidden && columns(c.encode_utf8(&mut [0; 4])) > 0
            });
            prop_assert!(holders == 1 || holders == 0 && !visible, "{grapheme:?} in {holders} clusters");
        }
    }

    #[test]
    fn the_maps_are_bijections((text, direction, options) in (any_text(), direction(), options())) {
        let rows = lay_out(&text, 7, direction, &options);
        for (number, row) in rows.rows().iter().enumerate() {
            for cluster in row.clusters.iter().filter(|cluster| !cluster.span.is_empty()) {
                let columns = cluster.column..cluster.column + u16::from(cluster.width);
                prop_assert_eq!(rows.row_at(cluster.span.start), number);
                for column in columns.clone() {
                    prop_assert_eq!(rows.hit(number, column), cluster.span.start);
                }
                let boxes = rows.boxes(cluster.span);
                prop_assert_eq!(boxes.len(), 1);
                prop_assert_eq!((boxes[0].row, boxes[0].columns.clone()), (number, columns));
            }
        }
        // A box holds the cells whose characters are inside, and no other.
        let span = Span::new(7 + text.len() as u32 / 4, 7 + text.len() as u32 * 3 / 4);
        let boxes = rows.boxes(span);
        prop_assert!(boxes.windows(2).all(|pair| (pair[0].row, pair[0].columns.end) < (pair[1].row, pair[1].columns.start)));
        for (number, row) in rows.rows().iter().enumerate() {
            for cluster in row.clusters.iter().filter(|cluster| !cluster.span.is_empty()) {
                let boxed = boxes.iter().any(|boxed| boxed.row == number && boxed.columns.contains(&cluster.column));
                prop_assert_eq!(boxed, !span.is_empty() && cluster.span.overlaps(span));
            }
        }
    }

    #[test]
    fn a_symbol_takes_its_columns_and_is_harmless((text, direction, options) in (any_text(), direction(), options())) {
        let rows = lay_out(&text, 0, direction, &options);
        let mut symbol = String::new();
        for cluster in rows.rows().iter().flat_map(|row| &row.clusters) {
            symbol.clear();
            rows.symbol(cluster, &text, &mut symbol);
            prop_assert!(symbol.chars().all(|c| !c.is_control() && !is_line_end(c)), "{symbol:?}");
            let invisible = |c| matches!(c, '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{ad}'
                | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
            prop_assert!(!symbol.contains(invisible), "{symbol:?}");
            prop_assert_eq!(columns(&symbol), cluster.width, "{:?} {:?}", symbol, cluster);
        }
    }

    #[test]
    fn a_line_of_the_interface_is_one_row((text, direction) in (any_text(), direction()), width in 1..60_u16) {
        let rows = line(&text, direction, width, &Options::default());
        prop_assert_eq!(rows.rows().len(), 1);
        prop_assert!(rows.rows()[0].width <= width);
        prop_assert_eq!(line(&text, direction, 0, &Options::default()).rows().len(), 1);
    }

    #[test]
    fn without_controls_the_quick_way_is_unicode_bidis_way(text in text(&[PLAIN]), direction in direction()) {
        let quick = levels(&text, direction);
        // An isolate at the end sends the whole to unicode-bidi and changes nothing before it.
        let thorough = levels(&(text.clone() + "\u{2066}\u{2069}"), direction);
        prop_assert_eq!(&quick[..], &thorough[..quick.len()]);
    }

    #[test]
    fn reordering_is_l2_to_the_letter(levels in prop::collection::vec(0..5_u8, 0..40)) {
        let mut order = Vec::new();
        visual_order(&levels, &mut order);
        // L2 as the standard words it.
        let mut literal: Vec<u32> = (0..levels.len() as u32).collect();
        for level in (1..=levels.iter().copied().max().unwrap_or(0)).rev() {
            let mut at = 0;
            while at < literal.len() {
                let run = literal[at..].iter().take_while(|unit| levels[**unit as usize] >= level).count();
                literal[at..at + run].reverse();
                at += run.max(1);
            }
        }
        prop_assert_eq!(&order, &literal);
        // Unreordered again it is the identity.
        let mut unordered = vec![0; order.len()];
        for (place, unit) in order.iter().enumerate() {
            unordered[*unit as usize] = place;
        }
        prop_assert!(order.iter().enumerate().all(|(place, unit)| unordered[*unit as usize] == place));
    }

    #[test]
    fn clusters_only_move_marks_after_their_base(text in text(&[PLAIN]), direction in direction()) {
        let text = text.trim();
        // By code points: what bidi alone does.
        let mut paragraph = Paragraph::default();
        text.chars().for_each(|c| paragraph.push(c));
        paragraph.resolve(direction.level(), text, text.char_indices().map(|(at, _)| at));
        let (mut levels, mut order) = (Vec::new(), Vec::new());
        if let Order::Uniform(level) = paragraph.row(0..paragraph.len(), &mut levels, &mut order) {
            levels.resize(paragraph.len(), level);
            visual_order(&levels, &mut order);
        }
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let rows = lay_out(text, 0, direction, &Options::default());
        let visual: Vec<u32> = order.iter().map(|unit| chars[*unit as usize])
            .filter(|(_, c)| !Class::of(*c).is_removed()).map(|(at, _)| at as u32)
            .filter(|at| rows.rows()[0].clusters.iter().any(|cluster| cluster.span.contains(*at))).collect();
        // By clusters: the same, with the characters of each cluster in their own order.
        let mut from = 0;
        for cluster in &rows.rows()[0].clusters {
            let mut expected: Vec<u32> = chars.iter().map(|(at, c)| (*at as u32, *c))
                .filter(|(at, c)| cluster.span.contains(*at) && !Class::of(*c).is_removed()).map(|(at, _)| at).collect();
            if cluster.level & 1 == 1 {
                expected.reverse();
            }
            prop_assert_eq!(&visual[from..from + expected.len()], &expected[..]);
            from += expected.len();
        }
        prop_assert_eq!(from, visual.len());
    }
}

fn levels(text: &str, direction: Direction) -> Vec<Level> {
    let mut paragraph = Paragraph::default();
    text.chars().for_each(|c| paragraph.push(c));
    paragraph.resolve(direction.level(), text, text.char_indices().map(|(at, _)| at));
    (0..paragraph.len()).map(|unit| paragraph.level(unit)).collect()
}
