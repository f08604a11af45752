//! The two panes over one selection, jumps, copies, help.

use super::*;

#[test]
fn the_panes_stand_apart_and_the_hairline_is_unbroken() {
    for (width, height) in [(120, 40), (80, 24), (100, 30), (200, 60)] {
        let reader = Reader::new(width, height);
        let rule = reader.model.geometry().rule.expect("two panes");
        for row in reader.rows().iter().take(usize::from(height) - 1) {
            let at = row[usize::from(rule)].as_str();
            assert!(matches!(at, "│" | "┃" | "┤" | "┨"), "{width}×{height}: {at:?} in {row:?}");
        }
        assert!(rule < width / 2, "a right-to-left article stands on the right");
    }
}

#[test]
fn every_quote_is_reached_and_both_panes_show_it() {
    let mut reader = Reader::new(120, 24);
    reader.press("g");
    for (i, words) in WORDS.iter().enumerate() {
        if i > 0 || reader.selected_words() != *words {
            reader.press("]q");
        }
        assert_eq!(reader.selected_words(), *words);
        let page: String = reader.on_ground(QUOTE_BAND).concat();
        assert!(page.contains(&shaped(words)), "{words} on the page: {page}");
        let card = reader.on_ground(SURFACE).concat();
        let first = words.split(' ').next().expect("words");
        assert!(card.contains(&shaped(first)), "{words} on the card: {card}");
    }
    reader.press("]q");
    assert_eq!(reader.selected_words(), WORDS[5], "there is none after the last");
    for words in WORDS.iter().rev().skip(1) {
        reader.press("[q");
        assert_eq!(reader.selected_words(), *words);
    }
    reader.press("3]q");
    assert_eq!(reader.selected_words(), WORDS[3]);
}

#[test]
fn the_speaker_is_marked_where_it_stands() {
    let mut reader = Reader::new(120, 40);
    reader.press("g 2]q");
    assert_eq!(reader.selected_words(), WORDS[2]);
    assert_eq!(reader.on_ground(NAME_BAND), [shaped("ليلى ناصر")]);
}

#[test]
fn scrolling_keeps_the_selection_while_it_is_seen() {
    let mut reader = Reader::new(80, 20);
    reader.press("g");
    assert_eq!(reader.selected_words(), WORDS[0]);
    let before = reader.model.page.span();
    reader.press("j");
    assert_ne!(reader.model.page.span(), before, "the page moved");
    assert_eq!(reader.selected_words(), WORDS[0], "it is still seen");
    reader.press("G");
    let seen = reader.model.page.span();
    let selected = reader.model.selected.expect("something is selected");
    assert!(selected.span.overlaps(seen), "the selection came along");
    assert_eq!(reader.model.filter.group, Some(Group::Quotes), "scrolling changes no tab");
}

#[test]
fn the_list_leads_the_page_and_enter_goes_across() {
    let mut reader = Reader::new(100, 20);
    reader.press("Tab");
    assert_eq!(reader.model.focus, Focus::List);
    reader.press("G");
    assert_eq!(reader.selected_words(), WORDS[5]);
    assert!(reader.on_ground(QUOTE_BAND).concat().contains(&shaped(WORDS[5])));
    reader.press("k");
    assert_eq!(reader.selected_words(), WORDS[4]);
    reader.press("Enter");
    assert_eq!(reader.model.focus, Focus::Article);
    reader.press("Enter");
    assert_eq!(reader.model.focus, Focus::List);
    reader.press("l");
    assert_eq!(reader.model.focus, Focus::Article, "the article is on the right");
    reader.press("Left");
    assert_eq!(reader.model.focus, Focus::List, "the list is on the left");
}

#[test]
fn jumps_are_undone_one_by_one() {
    let mut reader = Reader::new(80, 20);
    reader.press("g");
    let start = reader.model.page.span();
    reader.press("5]q");
    let there = reader.model.page.span();
    assert_ne!(start, there);
    reader.press("Ctrl-o");
    assert_eq!(reader.model.page.span().start, start.start);
    assert_eq!(reader.selected_words(), WORDS[0]);
    reader.press("Alt-o");
    assert!(reader.model.page.span().overlaps(there));
    assert_eq!(reader.selected_words(), WORDS[5], "what was selected is selected again");
}

#[test]
fn figures_have_their_own_tab() {
    let mut reader = Reader::new(120, 40);
    reader.press("]f");
    assert_eq!(reader.selected_words(), "40 صندوقاً");
    assert_eq!(reader.model.filter.group, Some(Group::Figures));
    assert_eq!(reader.model.list.entries().len(), 2);
    reader.press("]]");
    assert_eq!(reader.selected_words(), "300 زائر");
    reader.press("Esc");
    assert_eq!(reader.model.filter.group, Some(Group::Quotes));
}

#[test]
fn one_speaker_s_words_alone() {
    let mut reader = Reader::new(120, 40);
    reader.press("s");
    assert!(reader.sees("المتحدثون"));
    reader.press("j Enter");
    assert_eq!(reader.model.list.entries().len(), 2);
    assert_eq!(reader.selected_words(), WORDS[2]);
    reader.press("]q");
    assert_eq!(reader.selected_words(), WORDS[3]);
    reader.press("]q");
    assert_eq!(reader.selected_words(), WORDS[3], "the other speakers' words are passed over");
    reader.press("Esc");
    assert_eq!(reader.model.list.entries().len(), 6);
}

#[test]
fn a_resize_keeps_the_word_at_the_reading_line() {
    let mut reader = Reader::new(120, 20);
    reader.press("G");
    let reading = reader.model.page.reading_offset();
    for (width, height) in [(60, 20), (40, 10), (200, 60), (90, 16), (120, 20)] {
        reader.resize(width, height);
        let seen = reader.model.page.span();
        assert!(seen.contains(reading), "{width}×{height}: {seen:?} lost {reading}");
    }
}

#[test]
fn what_is_copied_is_the_logical_text() {
    let mut reader = Reader::new(120, 40);
    reader.press("g y Y");
    let title = "سوق الكتب يعود إلى الميناء";
    let with_speaker = format!("«{}»\n— سعيد البحري، {title}", WORDS[0]);
    assert_eq!(reader.effects, [Effect::Copy(with_speaker), Effect::Copy(WORDS[0].to_string())]);
}

#[test]
fn keys_are_read_by_place_on_the_arabic_layout() {
    let mut reader = Reader::new(120, 12);
    reader.press("g");
    reader.type_together("دض");
    assert_eq!(reader.selected_words(), WORDS[1]);
    // Lam and alef with hamza, as X11 sends the key of G; in the search line they are two letters.
    reader.type_together("\u{644}\u{623}");
    assert!(reader.model.page.reading_offset() > 0, "G goes to the end");
    reader.type_together("/\u{644}\u{623}");
    assert_eq!(reader.model.search.as_ref().map(|search| search.line.text()), Some("\u{644}\u{623}"));
}

#[test]
fn without_colour_the_selection_is_still_seen() {
    let mut reader = Reader::new(120, 40);
    reader.send(Msg::Capabilities(Capabilities { depth: Depth::None, ..Capabilities::default() }));
    let terminal = reader.terminal();
    let cells = &terminal.backend().buffer().content;
    let reversed = cells.iter().filter(|cell| cell.modifier.contains(Modifier::REVERSED)).count();
    assert!(reversed > 20, "the words and the name are reversed");
    assert!(cells.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    assert!(cells.iter().any(|cell| cell.symbol() == "▐"), "a bar stands beside the words");
}

#[test]
fn help_moves_with_the_first_key_back_from_its_end() {
    let mut reader = Reader::new(80, 24);
    reader.press("? G");
    let end = reader.rows();
    reader.press("k");
    assert_ne!(reader.rows(), end);
}

#[test]
fn help_lists_every_command() {
    let mut reader = Reader::new(120, 60);
    reader.press("?");
    for command in qari::command::COMMANDS {
        let wording = command.wording();
        let words = reader.model.strings.get(&wording);
        assert!(reader.sees(words), "{}", command.name);
    }
    reader.press("q");
    assert!(reader.effects.is_empty(), "q closes the page first");
    reader.press("q");
    assert_eq!(reader.effects, [Effect::Quit(0)]);
}

#[test]
fn no_control_of_an_article_reaches_a_cell() {
    let text = "عنوان\u{1b}[31m أحمر\u{202e}\u{2066}\n\nنص\u{7} فيه\u{9b}2J \u{1b}]0;x\u{7} كل\u{200f} شيء.";
    let calm = "\n\nثم سكن البحر، ومضى الناس إلى بيوتهم قبل المغيب.".repeat(8);
    let text = &format!("{text}{calm}");
    let quoted = other(text, highlight::RELATED, &text[text.find("نص").expect("a word")..]);
    let mut reader = Reader::over(text, vec![quoted], 80, 24);
    let bad = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
    };
    for keys in ["g", "Tab", "s", "Esc", "?"] {
        reader.press(keys);
        for row in reader.rows() {
            assert!(!row.concat().chars().any(bad), "{row:?}");
        }
    }
}

fn any_keys() -> impl Strategy<Value = Vec<&'static str>> {
    let chords = [
        "j", "k", "Space", "b", "Ctrl-d", "Ctrl-u", "g", "G", "{", "}", "]q", "[q", "]f", "[f", "]]", "[[",
        "Tab", "Enter", "f", "F", "s", "/", "n", "N", "Esc", "m", "#", "?", "Ctrl-o", "Alt-o", "y", "h", "l",
        "3", "9", "ك",
    ];
    proptest::collection::vec(proptest::sample::select(chords.to_vec()), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_at_any_size_break_it(
        keys in any_keys(),
        width in 1u16..140,
        height in 1u16..50,
        other in (1u16..140, 1u16..50),
    ) {
        let mut reader = Reader::new(width, height);
        for (i, key) in keys.iter().enumerate() {
            reader.press(key);
            if i == keys.len() / 2 {
                reader.resize(other.0, other.1);
            }
            let _ = reader.rows();
        }
        if let Some(selected) = reader.model.selected {
            prop_assert!(reader.model.shelf.highlight(&selected).is_some());
        }
    }
}

#[test]
fn a_resize_keeps_what_is_chosen() {
    let mut reader = Reader::new(120, 40);
    reader.press("]q ]q");
    let chosen = reader.model.selected;
    assert!(chosen.is_some());
    for (width, height) in [(90, 28), (40, 10), (20, 5), (120, 40)] {
        reader.resize(width, height);
        assert_eq!(reader.model.selected, chosen, "{width}x{height}");
    }
}

#[test]
fn a_doubtful_quote_says_why_on_the_selected_card() {
    for (width, height) in [(120, 40), (80, 24)] {
        let mut all = highlights(ARTICLE);
        all[0].parts.push(part(Role::Doubt, None, "edge"));
        let doubtful =
            all.iter_mut().find(|it| it.span == find(ARTICLE, WORDS[1])).expect("the second quote");
        doubtful.confidence = 0.65;
        doubtful.parts.push(part(Role::Doubt, Some(find(ARTICLE, "وأضاف")), "carried"));
        let mut reader = Reader::over(ARTICLE, all, width, height);
        let (reason, marked) = ("القائل مأخوذ مما سبق", "سعيد البحري؟");
        // What is certain gives no reason, whatever was taken off.
        reader.press("g");
        assert!(!reader.sees("حدّ الكلام غير مؤكد") && !reader.sees(reason));
        reader.press("]q");
        assert!(reader.sees(reason) && reader.sees("«وأضاف»"), "{:?}", reader.rows());
        assert!(reader.sees(marked), "{:?}", reader.rows());
        // Only the selected card says it.
        reader.press("]q");
        assert!(!reader.sees(reason));
    }
}
