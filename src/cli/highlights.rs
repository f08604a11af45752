//! `qari highlights`.

use super::arguments::{Format, General, Highlights, Marks, Order};
use super::output::Output;
use super::paper::Paper;
use super::{Outcome, complaint, open, signals};
use crate::error::{ErrorKind, Result};
use crate::export::{self, Filter, Report};

/// Prints the highlights of every source. One that cannot be read is told and passed over.
pub fn run(options: &Highlights, general: &General) -> Result<Outcome> {
    let read_as = open::options(general)?;
    let articles = options.sources.iter().map(|source| open::open(source, read_as, general));
    let reports = articles.map(|article| open::report(&article?, None, general));
    write(reports, options.sources.len() > 1, options, general)
}

/// Prints reports. Of `several`, one that could not be read is told and passed over.
pub fn write(
    collected: impl Iterator<Item = Result<Report>>,
    several: bool,
    options: &Highlights,
    general: &General,
) -> Result<Outcome> {
    let signals = signals::listen();
    let filter = Filter::new(options.kind.iter().map(String::as_str), options.speaker.as_deref());
    let words = open::strings(general)?;
    let paper = Paper::new(Order::Auto, None, Marks::Auto, general)?;
    let mut output = Output::new();
    let mut reports = Vec::new();
    let mut outcome = Outcome::Done;
    let mut first = true;
    for report in collected {
        let mut report = match report {
            Ok(report) => report,
            Err(error) if several && error.kind != ErrorKind::Interrupted => {
                complaint::tell(&error);
                outcome = Outcome::Partly;
                continue;
            }
            Err(error) => return Err(error),
        };
        filter.apply(&mut report);
        let text = match options.format {
            Format::Json | Format::Html => {
                reports.push(report);
                continue;
            }
            Format::Jsonl => export::json_lines(&report),
            Format::Text => paper.page(&export::text(&report, &|name| words.get(name).to_owned())),
            Format::Markdown => export::markdown(&report, &|name| words.get(name).to_owned()),
            Format::Csv => export::csv(&report, first),
        };
        if !first && matches!(options.format, Format::Text | Format::Markdown) {
            output.write("\n")?;
        }
        first = false;
        let more = if options.format == Format::Text {
            if paper.changes_the_terminal() {
                signals.hold();
            }
            output.write(&text)?
        } else {
            output.write_foreign(&text)?
        };
        let more = output.flush()? && more;
        outcome = signals.release(outcome);
        if !more || matches!(outcome, Outcome::Status(_)) {
            return Ok(outcome);
        }
    }
    match options.format {
        Format::Json => drop(output.write_foreign(&export::json(&reports, several))?),
        Format::Html => {
            let interface = (words.code(), words.direction().is_rtl());
            let page = export::html(&reports, &|name| words.get(name).to_owned(), interface);
            output.write_foreign(&page)?;
        }
        _ => {}
    }
    output.flush()?;
    Ok(outcome)
}
