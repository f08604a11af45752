//! Searching the text, sifting the highlights, and the line in which one types.

use super::*;

#[test]
fn a_search_is_folded_and_esc_goes_back() {
    let mut reader = Reader::new(80, 20);
    reader.press("g /");
    let before = reader.model.page.span();
    for c in "كتاب".chars() {
        reader.send(Msg::Key(Key::char(c)));
    }
    let search = reader.model.search.as_ref().expect("a search");
    assert_eq!(search.hits().len(), 3, "with and without marks, and inside كتابان");
    assert!(search.current().is_some_and(|hit| hit.overlaps(reader.model.page.span())));
    reader.press("Esc");
    assert!(reader.model.search.is_none());
    assert_eq!(reader.model.page.span().start, before.start);
    reader.press("/");
    reader.send(Msg::Paste("المصابيح\n".to_string()));
    reader.press("Backspace Enter n N");
    assert!(reader.model.search.as_ref().is_some_and(|search| !search.typing && search.current().is_some()));
}

#[test]
fn an_input_line_is_edited_where_the_cursor_is() {
    let mut reader = Reader::new(120, 40);
    reader.press("/");
    reader.type_together("كتاب بحر");
    reader.press("Ctrl-Right Ctrl-w");
    let search = reader.model.search.as_ref().expect("a search");
    assert_eq!(search.line.text(), "بحر");
    assert_eq!(search.line.cursor(), 0);
    // The cursor stands on the letter after it: the first one, on the right.
    let rows = reader.rows();
    let footer = rows.last().expect("a footer").concat();
    assert!(footer.contains(&shaped("بحر")), "{footer}");
    let on = reader.on_ground(Color::Rgb(0xd5, 0xe2, 0x52));
    assert!(
        on.iter().any(|row| row == &shaped("بحر").chars().last().expect("a letter").to_string()),
        "{on:?}"
    );
    reader.send(Msg::Paste("ال\n".to_string()));
    assert_eq!(reader.model.search.as_ref().map(|search| search.line.text()), Some("ال بحر"));
}

fn hits(reader: &Reader) -> usize {
    reader.model.search.as_ref().expect("a search").hits().len()
}

/// The words of the hit that is shown.
fn current(reader: &Reader) -> String {
    let hit = reader.model.search.as_ref().and_then(|search| search.current()).expect("a hit");
    reader.model.shelf.article().document.text.slice(hit).into_owned()
}

#[test]
fn what_is_spelt_as_typed_is_shown_first() {
    let text = "عنوان\n\nكانت تآمُل كبيراً. ثم جاء أمل وحده. وقال أمَل: نعم. ثم عاد أمل.";
    let mut reader = Reader::over(text, Vec::new(), 120, 30);
    reader.press("/");
    reader.type_together("أمل");
    assert_eq!(hits(&reader), 4);
    assert_eq!(current(&reader), "أمل");
    assert!(reader.sees("1 من 4"));
    reader.press("Enter n");
    assert_eq!(current(&reader), "أمل");
    let mut others = Vec::new();
    for _ in 0..2 {
        reader.press("n");
        others.push(current(&reader));
    }
    assert_eq!(others, ["آمُل", "أمَل"], "those spelt otherwise come last");
    assert!(reader.sees("4 من 4"));
    reader.press("n");
    assert!(reader.sees("من الطرف الآخر") && current(&reader) == "أمل");
}

#[test]
fn a_pattern_after_a_second_slash() {
    let mut reader = Reader::new(120, 40);
    reader.press("/");
    reader.type_together("/\\d+ (صندوق|زائر)");
    assert_eq!(hits(&reader), 2);
    assert_eq!(current(&reader), "40 صندوق");
    reader.press("Backspace");
    assert!(reader.sees("عند 5: قوس بلا زوج"), "what is wrong, and where");
    assert_eq!(hits(&reader), 0);
    reader.press("Enter");
    assert!(reader.sees("عند 5: قوس بلا زوج"));
}

#[test]
fn what_was_looked_for_comes_back() {
    let mut reader = Reader::new(120, 40);
    reader.press("/");
    reader.type_together("بحر");
    reader.press("Enter /");
    reader.type_together("كتاب");
    reader.press("Enter / س Up");
    let line = |reader: &Reader| reader.model.search.as_ref().map(|search| search.line.text().to_owned());
    assert_eq!(line(&reader).as_deref(), Some("كتاب"));
    assert_eq!(hits(&reader), 3, "it is looked for at once");
    reader.press("Up Up");
    assert_eq!(line(&reader).as_deref(), Some("بحر"));
    reader.press("Down Down");
    assert_eq!(line(&reader).as_deref(), Some("س"), "and so does what was being typed");
    // The same lines over the highlights and on the home screen.
    reader.press("Esc Tab / Ctrl-p");
    assert_eq!(reader.model.sifting.as_ref().map(|line| line.text()), Some("كتاب"));
    reader.press("Esc H / Ctrl-p Ctrl-p");
    let searched = Question::Search { ticket: 2, words: "بحر".to_string() };
    assert_eq!(reader.effects.last(), Some(&Effect::Ask(searched)));
    // What was looked for in other readings is asked for once, and what is looked for in this one is told.
    let asked = |question: &Question| {
        let same = |effect: &&Effect| **effect == Effect::Ask(question.clone());
        reader.effects.iter().filter(same).count()
    };
    assert_eq!(asked(&Question::Typed), 1);
    assert_eq!(asked(&Question::KeepTyped("كتاب".to_string())), 1);
    reader.send(Msg::Library(Told::Typed(vec!["قديم".to_string(), "بحر".to_string()])));
    reader.press("Esc Esc / Up Up Up");
    assert_eq!(reader.model.sifting.as_ref().map(|line| line.text()), Some("قديم"));
}

/// Whoever is quicker than the library gets the line when it comes, and not once he types another.
#[test]
fn a_line_that_is_wanted_before_it_is_there_comes() {
    let typed = || Msg::Library(Told::Typed(vec!["قديم".to_string(), "نعود".to_string()]));
    for (keys, line) in [("/ Up", "نعود"), ("/ Up ق", "ق"), ("/", "")] {
        let mut reader = Reader::new(120, 40);
        reader.press(keys);
        reader.send(typed());
        assert_eq!(reader.model.search.as_ref().map(|search| search.line.text()), Some(line), "{keys}");
    }
}

#[test]
fn a_line_sifts_the_highlights() {
    let mut reader = Reader::new(120, 40);
    reader.press("g Tab /");
    reader.type_together("ناصر");
    assert_eq!(reader.model.list.entries().len(), 2, "the speaker's name counts");
    assert_eq!(reader.selected_words(), WORDS[2]);
    reader.press("Ctrl-u");
    assert_eq!(reader.model.list.entries().len(), 6);
    reader.send(Msg::Paste("الكتاب\n".to_string()));
    reader.press("Backspace");
    assert_eq!(reader.model.list.entries().len(), 1, "vowel marks hide nothing");
    reader.press("Ctrl-u");
    reader.type_together("/صفحة$|^نعود");
    assert_eq!(reader.model.list.entries().len(), 2);
    reader.press("Enter g");
    assert_eq!(reader.selected_words(), WORDS[4]);
    reader.press("j ]q");
    assert_eq!(reader.selected_words(), WORDS[5]);
    reader.press("[q");
    assert_eq!(reader.selected_words(), WORDS[4], "the others are passed over");
    reader.press("Esc");
    assert_eq!(reader.model.list.entries().len(), 6);
    assert_eq!(reader.model.focus, Focus::List);
    reader.press("/");
    reader.type_together("لا أحد");
    assert!(reader.sees("لا نتائج"));
    assert!(reader.sees("لا شيء هنا يوافق «لا أحد»") && reader.sees("حُجبت 6"), "not that there are none");
    assert!(!reader.sees("لا أقوال في هذا النص"));
    reader.press("Esc");
    assert_eq!(reader.model.list.entries().len(), 6);
}

#[test]
fn a_long_line_scrolls_and_numbers_keep_their_order() {
    let mut reader = Reader::new(60, 20);
    reader.press("/");
    let long: Vec<String> = (10..40).map(|n| format!("كلمة{n}")).collect();
    reader.type_together(&long.join(" "));
    let footer = |reader: &Reader| reader.rows().last().expect("a footer").concat();
    let end = footer(&reader);
    assert!(end.contains(&shaped("كلمة38 كلمة39")), "{end}");
    reader.press("Home");
    assert!(footer(&reader).contains(&shaped("كلمة10 كلمة11")), "{}", footer(&reader));
    // As the words stand in the text: two numbers in right-to-left words run from right to left.
    reader.press("Ctrl-u Ctrl-k");
    reader.type_together("عام 12 34 ");
    assert!(footer(&reader).contains(&shaped("عام 12 34")), "{}", footer(&reader));
    // What is selected stands on a band, and is typed over.
    reader.press("Home Shift-Left Shift-Left Shift-Left");
    let hit = Color::Rgb(0x4b, 0x55, 0x18);
    assert!(reader.on_ground(hit).contains(&shaped("عام")), "{:?}", reader.on_ground(hit));
    reader.press("Ctrl-c");
    assert_eq!(reader.effects.last(), Some(&Effect::Copy("عام".to_string())), "for the clipboard");
    reader.press("Ctrl-a");
    reader.type_together("Koha بحر");
    assert_eq!(reader.model.search.as_ref().map(|search| search.line.text()), Some("Koha بحر"));
}
