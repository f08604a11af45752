//! `qari doctor`: what this terminal is and how that is known, what it is sent, and lines to judge by eye.

mod ask;

use std::io::IsTerminal;

use super::arguments::{Doctor, General};
use super::paper::{Paper, environment};
use super::{Outcome, open, output, signals};
use crate::config;
use crate::document::{Block, BlockKind};
use crate::error::Result;
use crate::text::bidi::{Direction, first_strong};
use crate::text::language::LanguageId;
use crate::text::span::Span;
use crate::tui;
use crate::tui::effect::Way;
use crate::tui::terminal::probe::Answers;
use crate::tui::terminal::profile::{self, Environment, Profile};
use crate::tui::terminal::table;

/// Lines whose look tells whether rows are right, and what each must look like.
const LINES: &[(&str, &str)] = &[
    ("السلام عليكم", "the letters are joined, and it begins at the right"),
    ("اقرأ (مرتين) ثم اكتب", "the bracket opens on the right of its word"),
    ("كتاب Rust في 3 أيام", "Rust and 3 stand between the Arabic words, in one order"),
    ("لا إله، الآن، الأولى", "each lam and alef are one sign, and nothing is shifted"),
    ("كَتَبَ مُعَلِّمٌ", "vowel marks stand on their letters"),
    ("שלום, עולם (טוב)", "the Hebrew words run from the right as well"),
];

/// Prints the page.
pub fn run(options: &Doctor, general: &General) -> Result<Outcome> {
    let mut settings = open::settings(general)?;
    if let Some(bidi) = options.bidi {
        settings.bidi = bidi.into();
    }
    let environment = environment();
    let terminal = std::io::stdout().is_terminal();
    let table = tui::terminals()?;
    let may = profile::may_be_asked(&table, &environment);
    let signals = signals::listen();
    signals.hold();
    let mut interrupted = false;
    let answers = if terminal && may { ask::ask(&mut interrupted) } else { Answers::default() };
    if interrupted {
        return Ok(Outcome::Status(130));
    }
    if let Some(status) = signals.came() {
        return Ok(Outcome::Status(status));
    }
    let profile = profile::choose(&table, &environment, &answers, &settings);
    let mut page = facts(&profile, &answers, &environment, terminal);
    page.push_str(&format!("{:10}{}\n", "copying", Way::choose(&settings.clipboard, &environment).name()));
    let file = general.config.clone().or_else(config::path);
    let file = file.map_or("there is no home folder".to_owned(), |path| {
        let absent = if path.exists() { "" } else { " (not there)" };
        format!("{}{absent}", path.display())
    });
    page.push_str(&format!("{:10}{file}\n", "settings"));
    let paper = Paper::with(&profile, terminal);
    page.push_str(paper.before());
    page.push_str("\nJudge by eye: each line as it must look.\n");
    for (number, (line, look)) in LINES.iter().enumerate() {
        page.push_str(&format!("\n{}. {look}\n", number + 1));
        let block = Block {
            kind: BlockKind::Paragraph,
            span: Span::from(0..line.len()),
            language: LanguageId::UNKNOWN,
            direction: first_strong(line).unwrap_or(Direction::LeftToRight),
            continues: false,
        };
        paper.block(line, &block, &mut page);
    }
    page.push_str(paper.after());
    Ok(signals.release(output::bytes(page.as_bytes())?))
}

fn facts(profile: &Profile, answers: &Answers, environment: &Environment, terminal: bool) -> String {
    let mut page = String::new();
    let mut fact = |name: &str, value: &str| page.push_str(&format!("{name:10}{value}\n"));
    fact("qari", env!("CARGO_PKG_VERSION"));
    fact("terminal", if terminal { &profile.title } else { "standard output is none" });
    fact("known by", &profile.because);
    fact("TERM", environment.get("TERM").unwrap_or("not set"));
    if answers.asked {
        fact("answers", &told(answers));
    }
    let order = match profile.order {
        table::Order::App => "in visual order, letters in their joined forms",
        table::Order::Override => "in visual order, each right-to-left stretch between LRO and PDF",
        table::Order::Word => "the same, each right-to-left word backwards: the terminal turns words round",
        table::Order::Row => "the rows whose reordering is ours: the terminal always reorders",
        table::Order::Terminal => "for a terminal that reorders and joins by itself",
        table::Order::Plain => "in logical order, letters as they are",
    };
    fact("rows", order);
    let mut sent = Vec::new();
    if profile.explicit {
        sent.push("CSI 8 l on entry, CSI 8 h at the end: leave the order to us".to_owned());
    }
    if !profile.entry.is_empty() {
        sent.push(format!("{} on entry, {} at the end", visible(&profile.entry), visible(&profile.exit)));
    }
    fact("sent", if sent.is_empty() { "nothing else".to_owned() } else { sent.join("; ") }.as_str());
    fact("panes", if profile.two_panes { "side by side" } else { "one at a time" });
    fact(
        "marks",
        if profile.marks { "shown" } else { "hidden: this terminal breaks letters that carry them" },
    );
    fact("locale", environment.locale());
    if !profile.limits.is_empty() {
        fact("limits", &profile.limits);
    }
    if profile.name == "unknown" {
        fact("", "if the lines below are wrong, try --bidi word, row, terminal or plain");
    }
    page
}

fn told(answers: &Answers) -> String {
    let mut told = Vec::new();
    if let Some(version) = &answers.version {
        told.push(format!("XTVERSION {version}"));
    }
    if let Some(numbers) = &answers.secondary {
        told.push(format!("DA2 {}", numbers.iter().map(u16::to_string).collect::<Vec<_>>().join(";")));
    }
    if let Some(value) = answers.mode8 {
        let meaning = match value {
            1 => "it reorders, and can be told not to",
            2 => "it was told not to reorder, and obeys",
            3 | 4 => "it knows the mode and does not let it be changed",
            _ => "it does not know it",
        };
        told.push(format!("mode 8 {value}: {meaning}"));
    }
    if let Some([red, green, blue]) = answers.background {
        told.push(format!("paper #{red:02x}{green:02x}{blue:02x}"));
    }
    if !answers.complete {
        told.push("no more within half a second".to_owned());
    }
    if told.is_empty() { "none".to_owned() } else { told.join("; ") }
}

/// Controls as `cat -v` shows them.
fn visible(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| match byte {
            0x20..=0x7e => char::from(*byte).to_string(),
            0x1b => "ESC ".to_owned(),
            0x07 => " BEL".to_owned(),
            other => format!("\\x{other:02x}"),
        })
        .collect()
}
