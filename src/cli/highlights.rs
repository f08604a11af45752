//! `qari highlights`.

use super::arguments::{Format, Highlights};
use super::{open, output};
use crate::article::Extracted;
use crate::error::Result;
use crate::export::{self, Report};
use crate::lexicon;
use crate::text::language::LanguageId;

/// Prints the highlights of every source.
pub fn run(options: &Highlights) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let mut reports = Vec::new();
    for source in &options.sources {
        let report = report(source)?;
        if options.format == Format::Jsonl {
            output::write(&mut out, &export::json_lines(&report))?;
        } else {
            reports.push(report);
        }
    }
    if options.format != Format::Jsonl {
        output::write(&mut out, &export::json(&reports))?;
    }
    Ok(())
}

fn report(source: &str) -> Result<Report> {
    let article = open(source)?;
    let id = article.document.language;
    let language = (id != LanguageId::UNKNOWN).then(|| lexicon::code(id));
    let mut report = Report::new(&article.document, language);
    for Extracted { chunk, highlights, .. } in article.stream() {
        report.push(&article.document, &chunk, highlights);
    }
    report.finish();
    Ok(report)
}
