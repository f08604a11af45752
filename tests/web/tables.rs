//! Tables: of data, with cells over several rows and columns, in each other, and as the layout of whole pages.

use qari::document::BlockKind;

use crate::pages::{of_kind, open, story, text};

fn article(table: &str) -> String {
    let story = story("ar");
    let [a, b, rest @ ..] = story.paragraphs;
    let rest: String = rest.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    format!(
        "<html lang=ar dir=rtl><head><meta charset=utf-8><title>{0}</title></head><body><article><h1>{0}</h1><p>{a}</p><p>{b}</p>{table}{rest}</article></body></html>",
        story.title
    )
}

/// The lines that stand between the second paragraph and the third.
fn rows(page: &str) -> Vec<String> {
    let story = story("ar");
    let opened = open(page, "https://www.example.org/news/1");
    let all = text(&opened.document);
    for paragraph in story.paragraphs {
        assert!(all.contains(paragraph), "{paragraph}\n{all}");
    }
    let from = all.find(story.paragraphs[1]).expect("a paragraph") + story.paragraphs[1].len();
    let to = all.find(story.paragraphs[2]).expect("a paragraph");
    all[from..to].lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_row_is_a_line_and_no_cell_is_lost() {
    for (table, lines) in [
        (
            "<table><tr><th>السنة<th>الإيجار<tr><td>2021<td>120<tr><td>2023<td>360</table>",
            &["السنة | الإيجار", "2021 | 120", "2023 | 360"][..],
        ),
        (
            "<table><tr><th colspan=2>إيجارات السوق</th></tr><tr><td>2021</td><td>120</td></tr><tr><td>2023</td><td>360</td></tr></table>",
            &["إيجارات السوق", "2021 | 120", "2023 | 360"],
        ),
        (
            "<table><tr><td rowspan=2>القاعة</td><td>2021</td><td>120</td></tr><tr><td>2023</td><td>360</td></tr></table>",
            &["القاعة | 2021 | 120", "القاعة | 2023 | 360"],
        ),
        (
            "<table><tr><td rowspan=3>السوق</td><td>2021</td></tr><tr><td>2022</td></tr><tr><td>2023</td></tr></table>",
            &["السوق | 2021", "السوق | 2022", "السوق | 2023"],
        ),
        (
            "<table><tr><td>الباعة</td></tr><tr><td>ستون</td></tr><tr><td>سبعون</td></tr></table>",
            &["الباعة", "ستون", "سبعون"],
        ),
        (
            "<table><caption>إيجارات السوق القديم</caption><thead><tr><th>السنة</th><th>الإيجار</th></tr></thead><tfoot><tr><td>المجموع</td><td>480</td></tr></tfoot><tbody><tr><td>2021</td><td>120</td></tr></tbody></table>",
            &["إيجارات السوق القديم", "السنة | الإيجار", "المجموع | 480", "2021 | 120"],
        ),
        (
            "<table><tr><td>2021</td><td></td><td>120</td></tr><tr><td>2022</td><td>&nbsp;</td><td>240</td></tr></table>",
            &["2021 | 120", "2022 | 240"],
        ),
        (
            "<table><tr><td><p>2021</p></td><td><p>120</p><p>دينار</p></td></tr><tr><td><p>2022</p></td><td><div>240<br>دينار</div></td></tr></table>",
            &["2021 | 120 دينار", "2022 | 240 دينار"],
        ),
        (
            "<table><tr><td>القاعة</td><td><table><tr><td>2021</td><td>120</td></tr><tr><td>2022</td><td>240</td></tr></table></td></tr><tr><td>المخزن</td><td>30</td></tr></table>",
            &["القاعة", "2021 | 120", "2022 | 240", "المخزن", "30"],
        ),
        (
            "<div class=table-responsive><table class='widget-table'><tr><td>السنة</td><td>الإيجار</td></tr><tr><td>2021</td><td>120</td></tr></table></div>",
            &["السنة | الإيجار", "2021 | 120"],
        ),
        (
            "<table><tr><td><a href=/x/1>الميناء</a></td><td><a href=/x/2>ثلاثون قارباً</a></td></tr><tr><td><a href=/x/3>الحوض</a></td><td><a href=/x/4>عشرة قوارب</a></td></tr></table>",
            &["الميناء | ثلاثون قارباً", "الحوض | عشرة قوارب"],
        ),
    ] {
        assert_eq!(rows(&article(table)), lines, "{table}");
    }
}

#[test]
fn old_pages_of_tables_give_their_article() {
    let story = story("ar");
    let broken = story.paragraphs.join("<br><br>");
    let single = story.paragraphs.join("<br>\n");
    let in_p: String = story
        .paragraphs
        .iter()
        .map(|p| format!("<p align=justify><font face=Arial size=4>{p}</font>"))
        .collect();
    let in_rows: String = story.paragraphs.iter().map(|p| format!("<tr><td>{p}</td></tr>")).collect();
    let in_fonts: String = story
        .paragraphs
        .iter()
        .map(|p| format!("<font size=3><font color=black>{p}</font></font><br><br>"))
        .collect();
    let menu = "<td width=150><table><tr><td><a href=/1>الرئيسية</a></td></tr><tr><td><a href=/2>محليات</a></td></tr><tr><td><a href=/3>اقتصاد</a></td></tr></table></td>";
    for body in [
        broken,
        single,
        in_p,
        format!("<table>{in_rows}</table>"),
        in_fonts.clone(),
        format!("<div align=justify><center>{in_fonts}</center></div>"),
    ] {
        for frame in [
            format!(
                "<center><table width=780><tr>{menu}<td><font size=5 color=red><b>{}</b></font><hr>{body}</td></tr></table></center>",
                story.title
            ),
            format!(
                "<table><tr><td colspan=2 bgcolor=#eee>صحيفة المرفأ</td></tr><tr><td><table><tr><td align=center><h2>{}</h2></td></tr><tr><td>{body}</td></tr></table></td>{menu}</tr></table>",
                story.title
            ),
            format!(
                "<table><tr><td><p align=center><b><font size=5>{}</font></b></p><blockquote>{body}</blockquote></td></tr></table>",
                story.title
            ),
        ] {
            let page = format!(
                "<html dir=rtl><head><meta charset=utf-8><title>صحيفة المرفأ - {}</title></head><body>{frame}</body></html>",
                story.title
            );
            let opened = open(&page, "http://www.example.org/a.asp?id=1");
            let all = text(&opened.document);
            assert_eq!(opened.document.meta.title.as_deref(), Some(story.title), "{frame}");
            let paragraphs: Vec<String> = [BlockKind::Paragraph, BlockKind::Quotation]
                .into_iter()
                .flat_map(|kind| of_kind(&opened, kind))
                .collect();
            assert_eq!(paragraphs, story.paragraphs, "{frame}\n{all}");
            assert_eq!(all.matches(story.title).count(), 1, "{frame}\n{all}");
        }
    }
}
