//! What terminals make of what they are sent: simulated ones that reorder words and rows.

use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::*;

fn row(text: &[&str]) -> Vec<Unit> {
    text.iter().map(|symbol| Unit { symbol: symbol.to_string(), width: 1 }).collect()
}

fn letters(text: &str) -> Vec<Unit> {
    text.chars().map(|c| Unit { symbol: c.to_string(), width: 1 }).collect()
}

fn text(units: &[Unit]) -> String {
    units.iter().map(|unit| unit.symbol.as_str()).collect()
}

/// kitty: each run without spaces whose first letter is right to left is shown from right to left; a run
/// is of one font, and Hebrew letters have their own.
fn words_shown(sent: &[Unit]) -> Vec<Unit> {
    let mut shown = sent.to_vec();
    let is_hebrew = |unit: &Unit| Class::of(unit.character()) == Class::R;
    for word in shown.split_mut(|unit| unit.is_blank() || unit.symbol == "│") {
        if word.iter().any(is_hebrew) {
            word.split_mut(|unit| !is_hebrew(unit)).for_each(<[Unit]>::reverse);
            continue;
        }
        let arabic = |c: &char| matches!(*c, '\u{66a}'..='\u{66c}' | '\u{6f0}'..='\u{6f9}');
        let letter = word
            .iter()
            .map(Unit::character)
            .find(|c| matches!(Class::of(*c), Class::L | Class::R | Class::AL) || arabic(c));
        if letter.is_some_and(|c| Class::of(c) != Class::L) {
            let turned: Vec<Unit> = word.iter().rev().map(Unit::mirrored).collect();
            word.clone_from_slice(&turned);
        }
    }
    shown
}

// Letters for all: alef, beh, a lam-alef with a mark; a Hebrew letter.
const ALEF: &str = "\u{fe8d}";
const BEH: &str = "\u{fe91}";
const LAM_ALEF: &str = "\u{fefb}\u{64e}";

#[test]
fn words_are_turned_with_their_marks_and_signs() {
    let wanted = row(&["(", BEH, LAM_ALEF, ")", " ", "a", "b", " ", "2", "%", " ", ALEF, ":"]);
    let mut sent = wanted.clone();
    word::encode(&mut sent);
    assert_eq!(sent, row(&["(", LAM_ALEF, BEH, ")", " ", "a", "b", " ", "2", "%", " ", ":", ALEF]));
    assert_eq!(words_shown(&sent), wanted);
}

#[test]
fn stretches_are_held_in_order_between_two_controls() {
    let mut units = row(&[ALEF, " ", "(", BEH, " ", ALEF, ".", " ", "│", " ", "a", " ", "│", " ", BEH]);
    overriding::encode(&mut units);
    let sent = ["\u{202d}(", BEH, " ", ALEF, ".\u{202c}"];
    assert_eq!(units[2..7], row(&sent));
    assert_eq!(text(&units[9..12]), " a ");
    assert_eq!(units[14].symbol, format!("\u{202d}{BEH}\u{202c}"));
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
    encode(&mut buffer, Order::Word);
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
    encode(&mut buffer, Order::App);
    assert_eq!(buffer, before);
}

#[test]
fn a_wide_symbol_keeps_its_two_cells() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
    for (x, symbol) in [(0, ALEF), (1, "\u{6c34}"), (3, BEH)] {
        buffer[(x, 0)].set_symbol(symbol);
    }
    encode(&mut buffer, Order::Word);
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
        words in prop::collection::vec(prop_oneof!["[א-ו،.()0-9]{1,6}", "[ﺀ-ﺎ،.()0-9]{1,6}", "[۰-۹٫٪.]{1,5}", "[a-f.()0-9]{1,6}", "│"], 0..8),
    ) {
        let wanted = letters(&words.join(" "));
        let mut sent = wanted.clone();
        word::encode(&mut sent);
        prop_assert_eq!(text(&words_shown(&sent)), text(&wanted));
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
