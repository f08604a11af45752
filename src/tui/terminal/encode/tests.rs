//! What terminals make of what they are sent: simulated ones that reorder words and rows.

use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::*;

fn unit(symbol: &str) -> Unit {
    Unit { symbol: symbol.to_string(), width: 1, cut: Modifier::empty() }
}

fn row(text: &[&str]) -> Vec<Unit> {
    text.iter().map(|symbol| unit(symbol)).collect()
}

fn letters(text: &str) -> Vec<Unit> {
    text.chars().map(|c| unit(c.encode_utf8(&mut [0; 4]))).collect()
}

fn text(units: &[Unit]) -> String {
    units.iter().map(|unit| unit.symbol.as_str()).collect()
}

/// Hebrew and a heh are of another font.
fn fonts() -> Fonts {
    let letters = |text: &str| Letters::try_from(text.to_string()).expect("letters");
    Fonts { apart: letters("5d0-5ea fba6-fba9"), thin: letters("fba6-fba9") }
}

/// kitty: what is of one font and without a blank between is drawn in one go, from right to left where its
/// first letter is.
fn words_shown(sent: &[Unit]) -> Vec<Unit> {
    let mut shown = sent.to_vec();
    let font = |unit: &Unit| (unit.cut, fonts().apart.hold(unit.character()));
    let arabic = |c: &char| matches!(*c, '\u{66a}'..='\u{66c}' | '\u{6f0}'..='\u{6f9}');
    for word in shown.split_mut(|unit| unit.is_blank() || unit.symbol == "│") {
        for run in word.chunk_by_mut(|one, next| font(one) == font(next)) {
            let letter = run
                .iter()
                .map(Unit::character)
                .find(|c| matches!(Class::of(*c), Class::L | Class::R | Class::AL) || arabic(c));
            if letter.is_some_and(|c| Class::of(c) != Class::L) {
                let turned: Vec<Unit> = run.iter().rev().map(Unit::mirrored).collect();
                run.clone_from_slice(&turned);
            }
        }
    }
    shown
}

fn words_sent(wanted: &[Unit]) -> Vec<Unit> {
    let mut sent = wanted.to_vec();
    word::encode(&mut sent, &fonts());
    sent
}

// Letters for all: alef, beh, a lam-alef with a mark; a Hebrew letter.
const ALEF: &str = "\u{fe8d}";
const BEH: &str = "\u{fe91}";
const LAM_ALEF: &str = "\u{fefb}\u{64e}";

#[test]
fn words_are_turned_with_their_marks_and_signs() {
    let wanted = row(&["(", BEH, LAM_ALEF, ")", " ", "a", "b", " ", "2", "%", " ", ALEF, ":"]);
    let sent = words_sent(&wanted);
    assert_eq!(sent, row(&["(", LAM_ALEF, BEH, ")", " ", "a", "b", " ", "2", "%", " ", ":", ALEF]));
    assert_eq!(words_shown(&sent), wanted);
}

#[test]
fn letters_of_another_font_are_turned_by_themselves() {
    // A heh between letters of the font that the others are in.
    let wanted = row(&[ALEF, BEH, "\u{fba9}", "\u{fba8}", BEH, ALEF]);
    let sent = words_sent(&wanted);
    assert_eq!(sent, row(&[BEH, ALEF, "\u{fba8}", "\u{fba9}", ALEF, BEH]));
    assert_eq!(words_shown(&sent), wanted);
    // The same where a part of a word is bold.
    let mut wanted = row(&[":", ALEF, BEH]);
    wanted[0].cut = Modifier::BOLD;
    assert_eq!(text(&words_sent(&wanted)), [":", BEH, ALEF].concat());
}

#[test]
fn letters_that_bold_does_not_have_are_not_bold() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
    for (x, symbol) in [(0, "\u{fba9}"), (1, BEH)] {
        buffer[(x, 0)].set_symbol(symbol).set_style(Style::new().bold());
    }
    encode(&mut buffer, Order::App, &fonts());
    let bold: Vec<_> = buffer.content.iter().map(|cell| cell.modifier.contains(Modifier::BOLD)).collect();
    assert_eq!(bold, [false, true]);
}

#[test]
fn letters_are_read_from_hexadecimal_ranges() {
    assert!(fonts().apart.hold('\u{fba8}') && !fonts().apart.hold('\u{fbaa}'));
    for wrong in ["5d0-", "x", "d800", "5d0-5ea,fba6"] {
        assert!(Letters::try_from(wrong.to_string()).is_err(), "{wrong}");
    }
}

#[test]
fn stretches_are_held_in_order_between_two_controls() {
    let mut units = row(&[ALEF, " ", "(", BEH, " ", ALEF, ".", " ", "│", " ", "a", " ", "│", " ", BEH]);
    overriding::encode(&mut units);
    let sent = [" \u{202d}", "(", BEH, " ", ALEF, ".\u{202c}"];
    assert_eq!(units[1..7], row(&sent));
    assert_eq!(text(&units[9..12]), " a ");
    assert_eq!(units[13].symbol, " \u{202d}");
    assert_eq!(units[14].symbol, format!("{BEH}\u{202c}"));
    assert_eq!(units[0].symbol, ALEF);
}

#[test]
fn styles_stay_where_they_are() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
    for (x, (symbol, ground)) in
        [("a", Color::Red), (" ", Color::Blue), (ALEF, Color::Green), (BEH, Color::Cyan)]
            .into_iter()
            .enumerate()
    {
        buffer[(x as u16, 0)].set_symbol(symbol).set_style(Style::new().bg(ground));
    }
    encode(&mut buffer, Order::Word, &fonts());
    let cells: Vec<_> = buffer.content.iter().map(|cell| (cell.symbol().to_string(), cell.bg)).collect();
    let expected = [("a", Color::Red), (" ", Color::Blue), (BEH, Color::Green), (ALEF, Color::Cyan)];
    assert_eq!(cells, expected.map(|(symbol, ground)| (symbol.to_string(), ground)));
}

#[test]
fn our_own_order_changes_nothing() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
    for (x, symbol) in [BEH, LAM_ALEF, "»"].into_iter().enumerate() {
        buffer[(x as u16, 0)].set_symbol(symbol);
    }
    let before = buffer.clone();
    encode(&mut buffer, Order::App, &fonts());
    assert_eq!(buffer, before);
}

#[test]
fn a_wide_symbol_keeps_its_two_cells() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
    for (x, symbol) in [(0, ALEF), (1, "\u{6c34}"), (3, BEH)] {
        buffer[(x, 0)].set_symbol(symbol);
    }
    encode(&mut buffer, Order::Word, &fonts());
    let symbols: Vec<_> = buffer.content.iter().map(Cell::symbol).collect();
    assert_eq!(symbols, [BEH, "\u{6c34}", " ", ALEF]);
}

#[test]
fn plain_letters_stand_for_their_forms() {
    let mut units = row(&[BEH, "\u{fedf}", LAM_ALEF]);
    unjoin(&mut units);
    // What is joined to lam-alef keeps its form.
    assert_eq!(units, row(&["\u{628}", "\u{fedf}", LAM_ALEF]));
}

#[test]
fn rows_are_sent_that_the_terminal_reorders_into_ours() {
    for wanted in ["abc", ".אב גד", "אב (גד) ab", "  12% אב ab גד", "אב 12 גד", "ab אב", "«אב» 3.5 גד"]
    {
        let wanted = letters(wanted);
        let mut sent = wanted.clone();
        assert!(row::encode(&mut sent), "{}", text(&wanted));
        assert_eq!(row::as_shown(&sent), wanted, "{}", text(&sent));
    }
}

#[test]
fn a_number_on_the_right_is_held_there_by_controls() {
    let mut sent = letters("אב 12");
    assert!(row::encode(&mut sent));
    assert_eq!(text(&sent), "\u{202d}אב 12\u{202c}");
}

proptest! {
    /// Turning words is right for every word whose letters run one way.
    #[test]
    fn a_terminal_that_turns_words_shows_our_rows(
        words in prop::collection::vec(prop_oneof!["[א-ו،.()0-9]{1,6}", "[ﺀ-ﺎﮩ،.()0-9]{1,6}", "[۰-۹٫٪.]{1,5}", "[a-f.()0-9]{1,6}", "│"], 0..8),
    ) {
        let wanted = letters(&words.join(" "));
        prop_assert_eq!(text(&words_shown(&words_sent(&wanted))), text(&wanted));
    }

    /// Whatever is sent, nothing is lost, and what is said to be checked is right.
    #[test]
    fn rows_lose_nothing(source in "[א-ו a-c0-3.,()%]{0,20}") {
        let wanted = letters(&source);
        let mut sent = wanted.clone();
        let checked = row::encode(&mut sent);
        let bare = |units: &[Unit]| text(units).replace(['\u{202c}', '\u{202d}'], "");
        prop_assert_eq!(checked, bare(&row::as_shown(&sent)) == bare(&wanted));
        let sorted = |units: &[Unit]| {
            let mut all: Vec<_> = bare(units).replace(')', "(").chars().collect();
            all.sort_unstable();
            all
        };
        prop_assert_eq!(sorted(&sent), sorted(&wanted));
    }
}
