//! What is copied: the words in logical order, as the article has them.

use crate::highlight::{Group, Role};
use crate::tui::model::Model;
use crate::tui::msg::Effect;

/// Copies the selected highlight: with its speaker and the article, or its words alone.
pub fn copy(model: &mut Model, with_speaker: bool) -> Vec<Effect> {
    let Some((selected, highlight)) = model.selected.zip(model.selected_highlight()) else {
        model.say(model.strings.get("nothing_selected"));
        return Vec::new();
    };
    let Some(held) = model.shelf.held(selected.chunk) else { return Vec::new() };
    let words = one_line(held.chunk.slice(highlight.span));
    if !with_speaker {
        return vec![Effect::Copy(words)];
    }
    let meta = &model.shelf.article().document.meta;
    let mut from = Vec::new();
    if highlight.kind.kind().group == Group::Quotes {
        from.extend(highlight.value(Role::Speaker).map(one_line));
    }
    from.extend(meta.title.as_deref().map(one_line));
    from.extend(meta.site.as_deref().map(one_line));
    let rtl = model.direction().is_rtl();
    let (open, close, comma) = if rtl { ("«", "»", "، ") } else { ("“", "”", ", ") };
    let quoted = match highlight.value(Role::Form) {
        // Reported words are not the speaker's own: no marks.
        Some("indirect") => words,
        _ if highlight.kind.kind().group == Group::Quotes => format!("{open}{words}{close}"),
        _ => words,
    };
    let text = if from.is_empty() { quoted } else { format!("{quoted}\n— {}", from.join(comma)) };
    vec![Effect::Copy(text)]
}

/// A hard-wrapped paragraph's line ends are spaces; controls of any kind are left behind.
fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}
