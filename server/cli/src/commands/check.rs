//! `tieout check`: what cannot agree.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use tieout_analysis::Severity;

use crate::arguments::{CheckArguments, CheckFormat};
use crate::document::Document;
use crate::records::{CoverageRecord, FindingRecord, findings, ties};
use crate::report::{concise, json};
use crate::run::{Outcome, each_document};

/// Runs it.
pub(crate) fn run(arguments: &CheckArguments) -> io::Result<Outcome> {
    let out = io::stdout().lock();
    let terminal = out.is_terminal();
    let format = arguments.output_format.unwrap_or(if terminal { CheckFormat::Full } else { CheckFormat::Concise });
    let mut out = io::BufWriter::new(out);
    let fail_on: Severity = arguments.fail_on.into();
    let mut worst = None;
    let mut outcome = match format {
        CheckFormat::Json if arguments.ties => with_ties(arguments, out, &mut worst)?,
        CheckFormat::Json => {
            let mut list = json::List::open(out)?;
            let make = |document: &Document<'_>| {
                let items = json::items(findings(document).map(|(record, ..)| record));
                (items, worst_of(document))
            };
            let outcome = each_document(&arguments.input, make, |(items, severity)| {
                worst = worst.max(severity);
                list.add(&items?)
            })?;
            list.close()?;
            outcome
        }
        CheckFormat::Jsonl => {
            let make = |document: &Document<'_>| (line(document), worst_of(document));
            each_document(&arguments.input, make, |(line, severity)| {
                worst = worst.max(severity);
                out.write_all(line?.as_bytes())?;
                out.flush()
            })?
        }
        CheckFormat::Full | CheckFormat::Concise => {
            let make = |document: &Document<'_>| (concise::check(document), worst_of(document));
            let outcome = each_document(&arguments.input, make, |(lines, severity)| {
                worst = worst.max(severity);
                out.write_all(lines.as_bytes())
            })?;
            out.flush()?;
            outcome
        }
    };
    outcome.found = !arguments.exit_zero && worst.is_some_and(|worst| worst >= fail_on);
    Ok(outcome)
}

fn worst_of(document: &Document<'_>) -> Option<Severity> {
    document.analysis.findings().map(|(_, finding)| finding.severity).max()
}

fn line(document: &Document<'_>) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Line<'a> {
        filename: &'a str,
        findings: Vec<FindingRecord<'a>>,
    }
    let findings = findings(document).map(|(record, ..)| record).collect();
    json::line(&Line { filename: document.name, findings })
}

/// One object with findings, ties and coverage of all files.
fn with_ties(arguments: &CheckArguments, out: impl Write, worst: &mut Option<Severity>) -> io::Result<Outcome> {
    let mut list = json::List::open_in(out, "{\"findings\": [", "]")?;
    let mut all_ties = Vec::new();
    let mut coverage = CoverageRecord::default();
    let make = |document: &Document<'_>| {
        let mut coverage = CoverageRecord::default();
        document.analysis.calls().iter().for_each(|placed| coverage.add(placed.call.coverage()));
        let items = json::items(findings(document).map(|(record, ..)| record));
        (items, json::items(ties(document)), coverage, worst_of(document))
    };
    let outcome = each_document(&arguments.input, make, |(findings, ties, of_file, severity)| {
        *worst = (*worst).max(severity);
        coverage += of_file;
        let ties = ties?;
        if !ties.is_empty() {
            all_ties.push(ties);
        }
        list.add(&findings?)
    })?;
    let mut out = list.close()?;
    write!(out, ",\n\"ties\": [")?;
    for (index, ties) in all_ties.iter().enumerate() {
        write!(out, "{}{ties}", if index == 0 { "\n" } else { ",\n" })?;
    }
    writeln!(out, "],\n\"coverage\": {}}}", serde_json::to_string(&coverage)?)?;
    out.flush()?;
    Ok(outcome)
}
