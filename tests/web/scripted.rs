//! Pages that scripts draw: their article stands in data for the script, in strings of JSON.

use qari::document::BlockKind;

use crate::pages::{STORIES, Story, of_kind, open, text};

fn html(story: &Story) -> String {
    story.paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect::<String>()
}

fn page(story: &Story, script: &str) -> String {
    let Story { title, code, noise, .. } = story;
    format!(
        "<!DOCTYPE html><html lang={code} dir=rtl><head><meta charset=utf-8><title>{title}</title><meta property=og:title content='{title}'><meta property=article:published_time content=2023-05-14></head><body><div id=__next><div class=loader>{0}</div><nav><a href=/>{0}</a></nav></div>{script}</body></html>",
        noise[6]
    )
}

/// A string of JSON.
fn json(text: &str) -> String {
    format!(
        "\"{}\"",
        text.replace('\\', "\\\\").replace('"', "\\\"").replace('/', "\\/").replace('<', "\\u003c")
    )
}

#[test]
fn the_article_is_read_out_of_what_the_script_is_given() {
    for story in STORIES {
        let teaser = format!(r#"{{"title":{},"summary":{}}}"#, json(story.related[1]), json(story.deck));
        let menu = format!(r#"[{{"label":{},"url":"/"}}]"#, json(story.noise[6]));
        let blocks: Vec<String> = story
            .paragraphs
            .iter()
            .map(|p| format!(r#"{{"type":"text","_id":"x","content":{}}}"#, json(p)))
            .collect();
        let nodes: Vec<String> = story
            .paragraphs
            .iter()
            .map(|p| format!(r#"{{"type":"paragraph","children":[{{"text":{}}}]}}"#, json(p)))
            .collect();
        let model: Vec<String> = story.paragraphs.iter().map(|p| format!(r#"{{"type":"paragraph","model":{{"text":{0},"blocks":[{{"type":"fragment","model":{{"text":{0}}}}}]}}}}"#, json(p))).collect();
        let strings: Vec<String> = story.paragraphs.iter().map(|p| json(p)).collect();
        for data in [
            format!(
                r#"{{"props":{{"pageProps":{{"menu":{menu},"related":[{teaser},{teaser}],"article":{{"title":{},"body":{}}}}}}},"page":"/news/[id]"}}"#,
                json(story.title),
                json(&html(story))
            ),
            format!(
                r#"{{"globalContent":{{"headlines":{{"basic":{}}},"content_elements":[{}]}},"more":[{teaser}]}}"#,
                json(story.title),
                blocks.join(",")
            ),
            format!(
                r#"{{"props":{{"doc":{{"children":[{}]}},"list":[{teaser},{teaser}]}}}}"#,
                nodes.join(",")
            ),
            format!(r#"{{"props":{{"content":{{"model":{{"blocks":[{}]}}}}}}}}"#, model.join(",")),
            format!(
                r#"{{"post":{{"title":{},"paragraphs":[{}]}},"menu":{menu}}}"#,
                json(story.title),
                strings.join(",")
            ),
            format!(
                r#"{{"post":{{"title":{},"text":{}}}}}"#,
                json(story.title),
                json(&story.paragraphs.join("\\n\\n")).replace("\\\\n", "\\n")
            ),
        ] {
            for script in [
                format!("<script id=__NEXT_DATA__ type=application/json>{data}</script>"),
                format!(
                    "<script>window.Fusion=window.Fusion||{{}};Fusion.globalContent={data};Fusion.x=1</script>"
                ),
                format!("<script>window.__INITIAL_STATE__ = {data};(function(){{var s;}}())</script>"),
            ] {
                let page = page(story, &script);
                let opened = open(&page, "https://www.example.org/news/1");
                let all = text(&opened.document);
                assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs, "{script}\n{all}");
                assert_eq!(opened.document.meta.title.as_deref(), Some(story.title), "{script}");
                assert!(opened.document.warnings.is_empty(), "{:?}", opened.document.warnings);
            }
        }
    }
}

#[test]
fn what_a_script_holds_takes_nothing_from_an_article_that_stands_in_the_page() {
    let story = &STORIES[0];
    let filler =
        "هذا نص طويل لا شأن له بالمقال بل هو من شروط استخدام الموقع التي تُعرض لمن يطلبها فحسب. ".repeat(40);
    let page = format!(
        "<html lang=ar dir=rtl><head><meta charset=utf-8><title>{0}</title></head><body><article><h1>{0}</h1>{1}</article><script id=__NEXT_DATA__ type=application/json>{{\"terms\":{2}}}</script></body></html>",
        story.title,
        html(story),
        json(&filler)
    );
    let opened = open(&page, "https://www.example.org/news/1");
    assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs);
}

#[test]
fn nonsense_for_scripts_ends_in_time() {
    let story = &STORIES[0];
    let start = std::time::Instant::now();
    for data in [
        "[".repeat(200_000),
        "{\"a\":".repeat(100_000),
        "x={".repeat(100_000),
        format!("x={{\"a\":\"{}", "\\u0041".repeat(100_000)),
    ] {
        for script in [
            format!("<script id=__NEXT_DATA__ type=application/json>{data}</script>"),
            format!("<script>{data}</script>"),
        ] {
            open(&page(story, &script), "https://www.example.org/news/1");
        }
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn a_message_that_only_its_program_shows_is_read_as_far_as_the_page_tells_it() {
    let story = &STORIES[0];
    let told = story.paragraphs[..2].join("\n\n");
    let page = format!(
        "<html><head><meta charset=utf-8><title>Program: Contact @sahel</title><meta property=og:title content='بلدية الساحل'><meta property=og:description content='{told}'></head><body><div class=page><a href=/x>Open in the program</a><div>You can view it right away.</div></div></body></html>"
    );
    let opened = open(&page, "https://www.example.org/sahel/12");
    assert_eq!(of_kind(&opened, BlockKind::Paragraph), story.paragraphs[..2]);
    assert_eq!(opened.document.warnings.len(), 1);
}
