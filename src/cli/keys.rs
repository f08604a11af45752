//! `qari keys`: the reader's keys, from the command table and the keymap.

use super::arguments::{General, Marks, Order};
use super::paper::Paper;
use super::{Outcome, open, output};
use crate::command::{COMMANDS, Group};
use crate::error::Result;

/// Prints every key, group by group.
pub fn run(general: &General) -> Result<Outcome> {
    let words = open::strings(general)?;
    let keymap = open::settings(general)?.keymap;
    let chords = |name: &str| keymap.chords(name).map(ToString::to_string).collect::<Vec<_>>().join("  ");
    let column = COMMANDS.iter().map(|command| chords(command.name).chars().count()).max().unwrap_or(0);
    let paper = Paper::new(Order::Auto, Some(0), Marks::Auto, general)?;
    let mut page = String::new();
    for group in Group::ALL {
        page.push_str(if page.is_empty() { "" } else { "\n" });
        page.push_str(&format!("{}\n", words.get(group.name())));
        for command in COMMANDS.iter().filter(|command| command.group == group) {
            let wording = command.wording();
            let chords = chords(command.name);
            let blank = " ".repeat(column.saturating_sub(chords.chars().count()));
            page.push_str(&format!("  {}{blank}  {}\n", paper.isolated(&chords), words.get(&wording)));
        }
    }
    output::bytes(paper.page(&page).as_bytes())
}
