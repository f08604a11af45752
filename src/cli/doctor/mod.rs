//! `qari doctor`: what this terminal is and how that is known, what it is sent, and lines to judge by eye.

mod ask;

use std::io::IsTerminal;

use super::arguments::{Doctor, General};
use super::paper::{Paper, environment};
use super::signals::Signals;
use super::{Outcome, open, output, signals};
use crate::config;
use crate::document::{Block, BlockKind};
use crate::error::{Error, ErrorKind, Result};
use crate::settings::{Bidi, Marks};
use crate::text::bidi::{Direction, first_strong};
use crate::text::language::LanguageId;
use crate::text::span::Span;
use crate::tui;
use crate::tui::doctor::Desk;
use crate::tui::effect::Way;
use crate::tui::terminal::probe::Answers;
use crate::tui::terminal::profile::{self, Environment, Profile};
use crate::tui::terminal::{outer, table};

/// Lines whose look tells whether rows are right, and what each must look like.
const LINES: &[(&str, &str)] = &[
    ("اقرأ (مرتين) ثم اكتب", "Arabic, joined, from the bar on; the bracket opens on the right"),
    (
        "كتاب Rust في 2024 بنسبة 29.3%",
        "from the bar: a word, Rust, a word, 2024, a word, 29.3 with % on its left",
    ),
    ("لا، الآن، الأولى، الإعلام", "every lam-alef is one sign; no gap in a word, the bar not shifted"),
    ("كَتَبَ مُعَلِّمٌ دَرْسًا", "marks on their letters, or no marks at all; no letter is missing"),
    ("می‌خواهم ۱۲۳ گفت‌وگو؟", "Persian: long words in two halves, close but not joined; 123 between"),
    ("שלום, עולם (טוב)", "Hebrew: the comma left of the first word; the bracket opens on the right"),
];

/// What stands in the two panes above and below the lines, and what it must look like.
const SIDES: (&str, &str) = ("على اليسار", "على اليمين");
const FRAME: &str = "The line between the panes is unbroken. Above and below stand two words on each side: \
                     those on the left end in ر, those on the right in ن.";

const KEYS: &str = "Space another way   m marks   w write to the configuration   q done";

/// The ways to flip through.
const WAYS: &[(Bidi, &str)] = &[
    (Bidi::Auto, "auto - what is known of this terminal"),
    (Bidi::App, "app - qari orders; the terminal is told not to"),
    (Bidi::Word, "word - the terminal turns each word round"),
    (Bidi::Row, "row - the terminal reorders whole rows"),
    (Bidi::Terminal, "terminal - the terminal reorders and joins; one pane"),
    (Bidi::Plain, "plain - nobody reorders or joins"),
];

/// What the page of lines asks for.
struct Clerk<'a> {
    signals: &'a Signals,
    general: &'a General,
}

impl Desk for Clerk<'_> {
    fn came(&self) -> Option<u8> {
        self.signals.came()
    }

    fn write(&mut self, bidi: Bidi, marks: Marks) -> String {
        match config::write::order(self.general.config.as_deref(), bidi, marks) {
            Ok(path) => format!("written to {}", path.display()),
            Err(error) => error.to_string(),
        }
    }

    fn sent(&self, profile: &Profile) -> String {
        format!("{}; sent besides: {}", rows(profile.order), sent(profile))
    }
}

/// Prints the facts; where somebody is at the terminal, shows the page to judge by eye before.
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
    let mut answers = if terminal && may {
        ask::ask(profile::hands_on(&table, &environment), &mut interrupted)
    } else {
        Answers::default()
    };
    if interrupted {
        return Ok(Outcome::Status(130));
    }
    if let Some(status) = signals.came() {
        return Ok(Outcome::Status(status));
    }
    answers.outer = outer::ask(&environment);
    let profile = profile::choose(&table, &environment, &answers, &settings);
    let mut page = facts(&profile, &answers, &environment, terminal);
    page.push_str(&format!("{:10}{}\n", "copying", Way::choose(&settings.clipboard, &environment).name()));
    let file = general.config.clone().or_else(config::path);
    let file = file.map_or("there is no home folder".to_owned(), |path| {
        let absent = if path.exists() { "" } else { " (not there)" };
        format!("{}{absent}", path.display())
    });
    page.push_str(&format!("{:10}{file}\n", "settings"));
    if terminal && may && std::io::stdin().is_terminal() {
        let heading = format!("{}: {}", profile.title, profile.because);
        let sheet = tui::doctor::Page {
            heading: &heading,
            lines: LINES,
            sides: SIDES,
            frame: FRAME,
            keys: KEYS,
            ways: WAYS,
        };
        let mut clerk = Clerk { signals: &signals, general };
        let ended = tui::doctor::judge(&sheet, settings, environment, table, answers, &mut clerk)
            .map_err(|error| Error::new(ErrorKind::Output, format!("the terminal failed: {error}")))?;
        if let Some(status) = ended {
            return Ok(Outcome::Status(status));
        }
        return Ok(signals.release(output::bytes(page.as_bytes())?));
    }
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

/// In which order rows are sent.
fn rows(order: table::Order) -> &'static str {
    match order {
        table::Order::App => "in visual order, letters in their joined forms",
        table::Order::Override => "in visual order, each right-to-left stretch between LRO and PDF",
        table::Order::Word => {
            "in visual order, each right-to-left word backwards: the terminal turns words round"
        }
        table::Order::Row => "the rows whose reordering is ours: the terminal always reorders",
        table::Order::Terminal => "for a terminal that reorders and joins by itself",
        table::Order::Plain => "in logical order, letters as they are",
    }
}

/// What is sent outside rows.
fn sent(profile: &Profile) -> String {
    let mut sent = Vec::new();
    if profile.explicit {
        sent.push("CSI 8 l on entry, CSI 8 h at the end (leave the order to us)".to_owned());
    }
    if !profile.entry.is_empty() {
        sent.push(format!("{} on entry, {} at the end", visible(&profile.entry), visible(&profile.exit)));
    }
    if profile.let_through {
        sent.push("tmux is told to hand that on (allow-passthrough of this pane) meanwhile".to_owned());
    }
    if sent.is_empty() { "nothing".to_owned() } else { sent.join("; ") }
}

fn facts(profile: &Profile, answers: &Answers, environment: &Environment, terminal: bool) -> String {
    let mut page = String::new();
    let mut fact = |name: &str, value: &str| page.push_str(&format!("{name:10}{value}\n"));
    fact("qari", env!("CARGO_PKG_VERSION"));
    fact("terminal", if terminal { &profile.title } else { "standard output is none" });
    fact("known by", &profile.because);
    fact("TERM", environment.get("TERM").unwrap_or("not set"));
    if answers.asked {
        fact("asked", "DECRQM of mode 8, OSC 11, XTVERSION, DA2; DA1 last");
        fact("answers", &told(answers));
    }
    if let Some(outer) = &answers.outer {
        let around = [outer.version.as_deref(), outer.environment.get("TERM")].into_iter().flatten();
        let through = if outer.passes { "hands sequences on" } else { "hands no sequences on" };
        fact("tmux", &format!("runs in {}; {through}", around.collect::<Vec<_>>().join(", TERM ")));
    }
    fact("rows", rows(profile.order));
    fact("sent", &sent(profile));
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

/// Controls by their names.
fn visible(bytes: &[u8]) -> String {
    let shown: String = bytes
        .iter()
        .map(|byte| match byte {
            0x20..=0x7e => char::from(*byte).to_string(),
            0x1b => " ESC ".to_owned(),
            0x07 => " BEL".to_owned(),
            other => format!("\\x{other:02x}"),
        })
        .collect();
    shown.replace("  ", " ").trim().to_owned()
}
