//! What is the reader's own: selections, marks, notes, corrections, the home screen.

use super::*;
use qari::error::Wording;
use qari::record::ArticleHit;
use qari::tui::msg::{Unedited, Unwritten};

#[test]
fn a_selection_widens_and_is_copied_in_logical_order() {
    let mut reader = Reader::new(120, 40);
    let sentence = format!("قال أمين المخزن سعيد البحري: \"{}\".", WORDS[0]);
    let cited = format!("«{}»\n— سعيد البحري، سوق الكتب يعود إلى الميناء", WORDS[0]);
    reader.press("g v Y v y v Y v");
    let copied = |text: &str| Effect::Copy(text.to_string());
    assert_eq!(reader.effects, [copied("وصلت"), copied(&cited), copied(&sentence)]);
    reader.effects.clear();
    reader.press("Esc v w w W Y Esc y");
    assert_eq!(reader.effects, [copied("وصلت الصناديق"), copied(&cited)]);
}

const SELECTED: Color = Color::Rgb(0x33, 0x37, 0x3f);
const HEAD: Color = Color::Rgb(0x4b, 0x55, 0x18);

#[test]
fn a_selection_in_a_mixed_line_is_painted_where_its_letters_are() {
    let text = "عنوان\n\nقال مدير OpenShelf 3.2 الجديد كلاماً طويلاً.";
    let mut reader = Reader::over(text, Vec::new(), 120, 30);
    reader.model.selection = Selection::at(find(text, "مدير").start, Unit::Word, &mut reader.model.shelf);
    reader.press("w");
    // The words as they stand in the row, from left to right: Latin on the left, a gap at neither side.
    assert_eq!(reader.on_ground(HEAD), ["OpenShelf"]);
    // With the space after it, which is seen on its left; the other such ground is the active chip's.
    let wanted = format!(" {}", shaped("مدير"));
    assert!(reader.on_ground(SELECTED).contains(&wanted), "{:?}", reader.on_ground(SELECTED));
    reader.press("w");
    assert_eq!(reader.on_ground(HEAD), ["3.2"]);
    reader.press("Y");
    assert_eq!(reader.effects, [Effect::Copy("مدير OpenShelf 3.2".to_string())]);
}

#[test]
fn the_mouse_selects_what_it_passes_over() {
    let mut reader = Reader::over("عنوان\n\nقال مدير المكتبة كلاماً.", Vec::new(), 120, 30);
    let right = reader.model.geometry().article.text;
    let (last, row) = (right.x + right.width - 1, right.y + 2);
    for (column, kind) in [(last, MouseKind::Press), (last, MouseKind::Drag), (last - 7, MouseKind::Drag)] {
        reader.send(Msg::Mouse(Mouse { column, row, kind }));
    }
    reader.press("Y");
    assert_eq!(reader.effects, [Effect::Copy("قال مدير".to_string())]);
}

fn summary(id: i64, title: &str, progress: f32, finished: bool) -> Summary {
    Summary {
        id,
        origin: format!("/articles/{id}.txt"),
        title: Some(title.to_string()),
        byline: None,
        outlet: Some("مجلة الضفة".to_string()),
        published: None,
        language: "ar".to_string(),
        words: 300,
        fetched: 0,
        opened: 1000 - id,
        progress,
        finished,
        quotes: 5,
        stored: true,
    }
}

#[test]
fn the_home_screen_tells_what_to_read_and_finds_what_was_said() {
    let mut reader = Reader::new(120, 36);
    reader.press("H");
    assert_eq!(reader.effects, [Effect::Ask(Question::Overview)]);
    let articles = vec![summary(1, "مكتبة على الماء", 0.71, false), summary(2, "قمح قديم", 1.0, true)];
    let overview = Overview { articles, count: 2, quotes: 10, now: 4600, ..Overview::default() };
    reader.send(Msg::Library(Told::Overview(Box::new(overview))));
    for words in ["تابع القراءة", "مكتبة على الماء", "الأحدث", "قمح قديم", "قبل ساعة", "%71", "10 أقوال"]
    {
        assert!(
            reader.sees(words),
            "{words}: {:#?}",
            reader.rows().iter().map(|row| row.concat()).collect::<Vec<_>>()
        );
    }
    reader.effects.clear();
    reader.press("/");
    reader.type_together("نفط");
    let last = reader.effects.last().cloned();
    assert_eq!(last, Some(Effect::Ask(Question::Search { ticket: 3, words: "نفط".to_string() })));
    let hit = Hit {
        article: 2,
        title: "قمح قديم".to_string(),
        outlet: None,
        published: Some("2026-10-07".to_string()),
        kind: "quote".to_string(),
        form: Some("direct".to_string()),
        stance: Some("warns".to_string()),
        speaker: Some("كريم الصافي".to_string()),
        span: Span::new(40, 60),
        text: "أسعار النفط قد ترتفع".to_string(),
    };
    let found = Found { hits: vec![hit], ..Found::default() };
    // An answer to a search that is no longer wanted is dropped.
    reader.send(Msg::Library(Told::Found(2, Box::default())));
    reader.send(Msg::Library(Told::Found(3, Box::new(found))));
    for words in ["كريم الصافي", "تحذير", "أسعار النفط قد ترتفع", "2026-10-07"]
    {
        assert!(reader.sees(words), "{words}");
    }
    reader.effects.clear();
    assert!(reader.sees("إلى القائمة") && !reader.sees("خروج"), "the keys of the line");
    reader.press("Enter");
    let keep = Effect::Ask(Question::KeepTyped("نفط".to_string()));
    assert_eq!(reader.effects.remove(0), keep);
    let open = Question::Open { article: 2, at: Some(Span::new(40, 60)) };
    assert_eq!(reader.effects, [Effect::Ask(open)]);
    let at = find(ARTICLE, WORDS[4]);
    reader.send(Msg::Opened(Box::new(open_article()), Some(at)));
    assert!(reader.model.overlays.is_empty());
    assert!(reader.model.page.span().covers(at), "the words are on the screen");
}

fn open_article() -> Article {
    open(ARTICLE)
}

/// The last question to the library that keeps a mark.
fn put(reader: &Reader) -> Mark {
    match reader.effects.last() {
        Some(Effect::Ask(Question::PutMark(mark))) => (**mark).clone(),
        other => panic!("no mark is kept: {other:?}"),
    }
}

#[test]
fn words_are_marked_coloured_annotated_and_all_of_it_is_undone() {
    let mut reader = Reader::new(120, 40);
    reader.press("g a");
    let mut mark = put(&reader);
    assert_eq!((mark.anchor.exact.as_str(), &mark.kind), (WORDS[0], &MarkKind::Own(Yellow)));
    // Nothing is shown as kept before the library says so.
    assert_eq!(reader.model.own.list, []);
    mark.id = 7;
    let placed = |mark: &Mark| Placed { at: Some(find(ARTICLE, WORDS[0])), mark: mark.clone() };
    reader.send(Msg::Library(Told::Marks(vec![placed(&mark)])));
    reader.press("a");
    assert_eq!((put(&reader).id, put(&reader).kind), (7, MarkKind::Own(qari::record::Color::Green)));
    reader.press("A");
    reader.type_together("هذا أول ما قيل");
    reader.press("Enter");
    assert_eq!(put(&reader).note.as_deref(), Some("هذا أول ما قيل"));
    let noted = put(&reader);
    reader.send(Msg::Library(Told::Marks(vec![placed(&noted)])));
    reader.press("M");
    assert!(reader.sees("هذا أول ما قيل") && reader.sees(WORDS[0]));
    reader.press("Esc u");
    assert_eq!(put(&reader), mark, "the note is undone");
    reader.press("u u");
    assert_eq!(reader.effects.last(), Some(&Effect::Ask(Question::RemoveMark(7))), "and the mark itself");
    reader.press("u");
    assert!(reader.sees("لا شيء يُتراجع عنه"));
}

#[test]
fn a_bookmark_is_gone_to_and_a_lost_mark_is_told() {
    let mut reader = Reader::new(120, 16);
    reader.press("G");
    // The selected highlight is where the reader looks.
    let there = find(ARTICLE, &reader.selected_words()).start;
    reader.type_together("ةش");
    let mark = put(&reader);
    assert_eq!((mark.kind.clone(), mark.anchor.span.start), (MarkKind::Bookmark('a'), there));
    let lost = Mark { kind: MarkKind::Own(qari::record::Color::Blue), ..mark.clone() };
    let marks = vec![Placed { mark: lost, at: None }, Placed { at: Some(mark.anchor.span), mark }];
    reader.send(Msg::Library(Told::Marks(marks)));
    reader.press("g ' a");
    assert!(reader.model.page.span().contains(there));
    reader.press("' b");
    assert!(reader.sees("لا إشارة b"));
    reader.press("M");
    assert!(reader.sees("ضائعة: لم يعد كلامها في النص"));
    reader.press("j Enter");
    assert!(reader.sees("لم يعد كلامها في النص"));
}

#[test]
fn where_nothing_is_remembered_no_mark_is_made() {
    let mut reader = Reader::new(120, 40);
    reader.model.settings.library = qari::settings::Library::Places;
    reader.press("g a");
    assert_eq!(reader.effects, []);
    assert!(reader.sees("تُحفظ العلامات حيث"));
}

#[test]
fn a_highlight_is_dismissed_or_corrected_and_that_is_undone() {
    let mut reader = Reader::new(120, 40);
    let told = |reader: &mut Reader, marks: &[&Mark]| {
        let place = |mark: &&Mark| Placed { at: Some(mark.anchor.span), mark: (*mark).clone() };
        reader.send(Msg::Library(Told::Marks(marks.iter().map(place).collect())));
    };
    reader.press("g X");
    let dismissed = Mark { id: 3, ..put(&reader) };
    assert_eq!(dismissed.kind, MarkKind::Dismissed("quote".into()));
    told(&mut reader, &[&dismissed]);
    assert_eq!(reader.model.list.entries().len(), 5);
    assert_eq!(reader.selected_words(), WORDS[1], "what is nearest to it is chosen");
    assert!(reader.sees("5"), "the count follows");

    // Somebody else said it: the name stands ready to be changed.
    reader.press("S");
    assert!(reader.sees("القائل:"));
    reader.press("Ctrl-u");
    reader.type_together("هدى الورد");
    reader.press("Enter");
    let speaker = Mark { id: 4, ..put(&reader) };
    assert_eq!(speaker.kind, MarkKind::Speaker("هدى الورد".into()));
    told(&mut reader, &[&dismissed, &speaker]);
    assert!(reader.sees("هدى الورد") && reader.sees("مصحّح"));
    let name =
        reader.model.selected_highlight().and_then(|quote| quote.value(Role::Speaker)).map(str::to_owned);
    assert_eq!(name.as_deref(), Some("هدى الورد"));
    reader.press("S Ctrl-u Enter");
    assert_eq!((put(&reader).id, put(&reader).kind), (4, MarkKind::Speaker(String::new())), "the same mark");

    // The right words are selected, and are what was said from then on.
    reader.press("E");
    assert!(reader.sees("حدّد الكلمات الصحيحة أولاً"));
    reader.press("v w w E");
    let words = Mark { id: 5, ..put(&reader) };
    assert_eq!(
        (words.kind.clone(), words.anchor.exact.as_str()),
        (MarkKind::Words("quote".into()), "السفينة حملت 40")
    );
    told(&mut reader, &[&dismissed, &speaker, &words]);
    assert_eq!(reader.selected_words(), "السفينة حملت 40");
    assert!(reader.sees("هدى الورد"), "its speaker stays corrected");

    reader.press("M");
    for seen in ["استُبعد: ليس من المقتطفات", "القائل: هدى الورد", "نصّ القول بعد تصحيحه"]
    {
        assert!(
            reader.sees(seen),
            "{seen}: {:#?}",
            reader.rows().iter().map(|row| row.concat()).collect::<Vec<_>>()
        );
    }
    reader.effects.clear();
    reader.press("Esc u");
    assert_eq!(reader.effects, [Effect::Ask(Question::RemoveMark(5))]);
    told(&mut reader, &[]);
    assert_eq!(reader.model.list.entries().len(), 6, "all of it is as it was extracted");
}

#[test]
fn a_note_is_written_in_the_editor() {
    let mut reader = Reader::new(120, 40);
    reader.press("g A");
    reader.type_together("أول");
    reader.press("Ctrl-x");
    assert_eq!(reader.effects, [Effect::Edit("أول".to_string())]);
    reader.send(Msg::Edited(Err(Unedited::Failed("vi: exit status: 1".to_string()))));
    assert!(reader.sees("vi: exit status: 1") && reader.sees("أول"), "the line stays");
    reader.send(Msg::Edited(Ok("أول\nثانٍ\n".to_string())));
    let mark = put(&reader);
    assert_eq!(mark.note.as_deref(), Some("أول\nثانٍ"));
    // In the line it is one line; untouched it stays as it was.
    let mark = Mark { id: 9, ..mark };
    reader.send(Msg::Library(Told::Marks(vec![Placed { at: Some(mark.anchor.span), mark }])));
    reader.effects.clear();
    reader.press("A Enter");
    assert_eq!(reader.effects, []);
    reader.press("Ctrl-x");
    assert_eq!(reader.effects, [Effect::Edit("أول\nثانٍ".to_string())]);
}

#[test]
fn highlights_are_exported_under_the_article_s_name() {
    let mut reader = Reader::new(120, 40);
    reader.press("Ctrl-s");
    assert!(reader.sees("إلى الملف:"));
    reader.press("Enter");
    assert_eq!(reader.effects, [Effect::Export("سوق.md".to_string())]);
    reader.send(Msg::Exported(Ok("سوق.md".to_string())));
    assert!(reader.sees("كُتب في سوق.md"), "{:#?}", reader.rows().last());
    let there = Unwritten { name: "سوق.md".to_string(), why: Ok("file.there") };
    reader.send(Msg::Exported(Err(there)));
    assert!(reader.sees("الملف موجود"), "in the reader's language");
}

/// The disk is full, or the library another's: the words are at hand again, and are kept when they can be.
#[test]
fn a_note_that_is_not_kept_is_not_lost() {
    let mut reader = Reader::new(120, 40);
    reader.press("g A");
    reader.type_together("سؤال للكاتب");
    reader.press("Enter");
    let mark = put(&reader);
    // What is told without a question does not tell that this one was kept.
    reader.send(Msg::Library(Told::Marks(Vec::new())));
    let full = qari::error::Error::new(qari::error::ErrorKind::Output, "full").worded(Wording {
        what: "library.cannot",
        why: "library.full",
        hint: Some("library.room"),
    });
    reader.send(Msg::Library(Told::Unkept(Some(full))));
    assert!(reader.sees("لا مساحة على القرص") && reader.sees("سؤال للكاتب"), "why, and the words");
    reader.effects.clear();
    reader.press("Enter");
    let again = put(&reader);
    assert_eq!((again.note, again.anchor), (mark.note, mark.anchor), "the same again");
    reader.send(Msg::Library(Told::Kept));
    reader.effects.clear();
    reader.send(Msg::Library(Told::Unkept(None)));
    assert!(reader.model.draft.is_none(), "what is kept does not come back");
    // One of several lines, from the editor: whole.
    reader.press("Esc g A");
    reader.send(Msg::Edited(Ok("أول\nثانٍ\n".to_string())));
    reader.send(Msg::Library(Told::Unkept(None)));
    reader.press("Enter");
    assert_eq!(put(&reader).note.as_deref(), Some("أول\nثانٍ"));
}

/// The library may be another's for seconds: what is on the screen as kept is kept, also when qari is killed then.
#[test]
fn a_change_is_confirmed_when_it_is_kept_and_not_before() {
    let mut reader = Reader::new(120, 40);
    reader.press("g m c");
    assert_eq!(put(&reader).anchor.span.start, find(ARTICLE, WORDS[0]).start, "the selected quote's place");
    assert!(!reader.sees("الإشارة c"));
    reader.press("g A");
    reader.type_together("متى؟");
    reader.press("Enter");
    reader.press("X");
    assert!(!reader.sees("استُبعد"));
    // Each is answered for itself, in order.
    reader.send(Msg::Library(Told::Kept));
    assert!(reader.sees("الإشارة c"));
    reader.send(Msg::Library(Told::Unkept(None)));
    assert!(reader.sees("متى؟"), "the note is at hand again");
    reader.press("Esc");
    reader.send(Msg::Library(Told::Kept));
    assert!(reader.sees("استُبعد"));
    reader.press("g m d");
    reader.send(Msg::Library(Told::Unkept(None)));
    assert!(!reader.sees("الإشارة d"));
}

#[test]
fn a_library_that_cannot_be_used_is_told_on_the_home_screen() {
    let mut reader = Reader::new(120, 36);
    reader.press("H");
    let damaged = qari::error::Error::new(qari::error::ErrorKind::Output, "x").worded(Wording {
        what: "library.cannot",
        why: "library.damaged",
        hint: None,
    });
    reader.send(Msg::Library(Told::Failed(damaged)));
    reader.press("j");
    assert!(reader.sees("تعذّر استعمال المكتبة: تالفة"), "it stays when the notice has gone");
    assert!(!reader.sees("القراءة جارية"));
}

/// Whoever is quicker than the library is not asked twice: the best answer opens when it comes.
#[test]
fn enter_before_the_answer_opens_the_answer() {
    let mut reader = Reader::new(120, 36);
    reader.press("H /");
    reader.type_together("نفط");
    reader.press("Enter");
    assert!(!reader.effects.iter().any(|effect| matches!(effect, Effect::Ask(Question::Open { .. }))));
    let article = ArticleHit {
        article: 7,
        title: "سوق".to_string(),
        outlet: None,
        published: None,
        span: Span::new(2, 4),
        snippet: String::new(),
    };
    let found = Found { articles: vec![article], ..Found::default() };
    reader.effects.clear();
    reader.send(Msg::Library(Told::Found(3, Box::new(found))));
    let open = Question::Open { article: 7, at: Some(Span::new(2, 4)) };
    assert_eq!(reader.effects, [Effect::Ask(open)]);
    // Tab leaves the line for the list, where its keys are.
    reader.press("/ Tab");
    assert!(reader.sees("خروج") && !reader.sees("إلى القائمة"));
}
