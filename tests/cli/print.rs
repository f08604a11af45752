//! `qari print`, and the reader's command line where standard output is no terminal.

use super::*;

#[test]
fn into_a_pipe_every_paragraph_is_one_row() {
    let article = File::new(ARTICLE);
    let rows: Vec<&str> = ARTICLE.split("\n\n").map(str::trim).collect();
    for arguments in [&[article.name()][..], &["print", article.name()]] {
        let run = qari(arguments);
        assert_eq!(run.succeeds().text().lines().collect::<Vec<_>>(), rows);
    }
    let piped = qari_with(&[], ARTICLE.as_bytes());
    assert_eq!(piped.succeeds().text().lines().collect::<Vec<_>>(), rows);
    let dash = qari_with(&["print", "-"], ARTICLE.as_bytes());
    assert_eq!(dash.succeeds().out, piped.out);
}

#[test]
fn raw_is_the_text_that_spans_count_in() {
    for text in [ARTICLE.to_owned(), ARTICLE.replace('\n', "\r\n"), format!("{ARTICLE}\n \t\n\n")] {
        let article = File::new(&text);
        assert_eq!(qari(&["print", "--raw", article.name()]).succeeds().text(), text);
        let marked = File::new(format!("\u{feff}{text}"));
        assert_eq!(qari(&["print", "--raw", marked.name()]).succeeds().text(), text);
        assert_eq!(qari_with(&["print", "--raw", "-"], text.as_bytes()).succeeds().text(), text);
    }
}

#[test]
fn rows_keep_to_the_width_and_blocks_stand_apart() {
    let article = File::new(ARTICLE);
    let run = qari(&["print", "--width", "30", article.name()]);
    let text = run.succeeds().text();
    assert!(text.lines().all(|row| row.chars().count() <= 40 && !row.starts_with(' ')), "{text}");
    // Logical order: the rows joined again are the article.
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(joined(text), joined(ARTICLE));
    assert_eq!(text.split("\n\n").count(), 5, "one empty row between blocks: {text}");
}

#[test]
fn two_rows_stand_above_a_sub_heading() {
    let long = "جملة طويلة تكفي لأن تكون فقرة كاملة في مقالة يقرؤها الناس كل صباح مع قهوتهم.";
    let article = File::new(format!("عنوان المقالة\n\n{long}\n\nعنوان فرعي\n\n{long}\n"));
    let run = qari(&["print", "--width", "200", article.name()]);
    assert_eq!(run.succeeds().text(), format!("عنوان المقالة\n\n{long}\n\n\nعنوان فرعي\n\n{long}\n"));
}

#[test]
fn visual_rows_end_at_the_width_in_presentation_forms() {
    // Two words; lam-alef is one cell.
    let article = File::new("سلام لا\n");
    let run = qari(&["print", "--order", "visual", "--width", "10", article.name()]);
    assert_eq!(run.succeeds().text(), "     \u{fefb} \u{fee1}\u{fefc}\u{feb3}\n");
    let plain = qari(&["print", "--order", "visual", "--width", "0", article.name()]);
    assert_eq!(plain.succeeds().text(), "\u{fefb} \u{fee1}\u{fefc}\u{feb3}\n");
}

#[test]
fn marks_can_be_left_out() {
    let article = File::new("ك\u{64e}ت\u{64e}ب\u{64e}\n");
    assert_eq!(qari(&["print", "--marks", "strip", article.name()]).succeeds().text(), "كتب\n");
    assert_eq!(qari(&["print", article.name()]).succeeds().text(), "ك\u{64e}ت\u{64e}ب\u{64e}\n");
}

#[test]
fn controls_of_an_article_never_come_out() {
    let article =
        File::new("A\u{1b}[31mred\u{7}\u{202e}dna\u{202c} \u{9b}1m end\n\nSecond\u{200f} paragraph.\n");
    for arguments in [&["--width", "40"][..], &["--order", "visual"], &[]] {
        let run = qari(&[&["print", article.name()], arguments].concat());
        let bad = |c: char| {
            c != '\n' && c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || c == '\u{200f}'
        };
        assert!(!run.succeeds().text().contains(bad), "{:?}", run.text());
    }
    for format in ["text", "markdown"] {
        let run = qari(&["highlights", "--format", format, article.name()]);
        assert!(!run.succeeds().text().contains(|c: char| c != '\n' && c.is_control()), "{:?}", run.text());
    }
}

#[test]
fn a_text_that_lost_its_breaks_is_one_row_without_wrapping_and_paragraphs_with() {
    let sentence =
        "هذه جملة من مقالة ضاعت فواصل فقراتها عند النسخ من صفحة إلى أخرى فصارت جداراً واحداً لا يقرأ. ";
    let wall = format!("عنوان المقالة\n\n{}\n", sentence.repeat(24).trim());
    let article = File::new(&wall);
    assert_eq!(qari(&["print", article.name()]).succeeds().text().lines().count(), 2);
    let wrapped = qari(&["print", "--width", "72", article.name()]);
    assert!(wrapped.succeeds().text().split("\n\n").count() > 4, "{}", wrapped.text());
}

#[test]
fn the_bundled_article_needs_no_terminal() {
    let run = qari(&["welcome"]);
    assert!(run.succeeds().text().lines().count() > 15);
    assert_eq!(
        qari(&["welcome", "--marks", "strip"]).succeeds().text().lines().count(),
        run.text().lines().count()
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_book_is_printed_with_little_memory() {
    // 40 MB, of which never more than a chunk or two is held.
    let paragraph = "كلمات كثيرة في كتاب طويل يطبع من أوله إلى آخره ولا يحتاج إلى ذاكرة كبيرة. ";
    let book = File::new(format!("{}\n\n", paragraph.repeat(4).trim()).repeat(40 * 1024 * 1024 / 540));
    let limit = "ulimit -v 400000; exec \"$0\" print --width 72 \"$1\" | tail -n 1";
    let mut shell = Command::new("sh");
    shell.args(["-c", limit, env!("CARGO_BIN_EXE_qari"), book.name()]);
    let run = of(shell.output().expect("a shell runs"));
    assert!(run.succeeds().text().ends_with("كبيرة.\n"), "{}", run.text());
}
