//! What is copied: the words in logical order, as the article has them.

use super::select::{cited_words, one_line};
use crate::highlight::Group;
use crate::tui::model::Model;
use crate::tui::msg::Effect;

/// Copies the selected highlight: with its speaker and the article, or its words alone.
pub fn copy(model: &mut Model, with_speaker: bool) -> Vec<Effect> {
    let Some((selected, highlight)) = model.selected.zip(model.selected_highlight()) else {
        model.say(model.strings.get("nothing_selected"));
        return Vec::new();
    };
    let Some(held) = model.shelf.held(selected.chunk) else { return Vec::new() };
    let words = held.chunk.slice(highlight.span);
    if !with_speaker {
        return vec![Effect::Copy(one_line(words))];
    }
    let said = Some(highlight).filter(|highlight| highlight.kind.kind().group == Group::Quotes);
    vec![Effect::Copy(cited_words(model, words, said))]
}
