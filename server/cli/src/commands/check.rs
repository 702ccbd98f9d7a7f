//! `tieout check`: what cannot agree.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use serde::Serialize;
use tieout_analysis::Severity;
use tieout_project::{Baseline, Fingerprint, name_in_baseline};

use crate::arguments::{CheckArguments, CheckFormat};
use crate::document::Document;
use crate::records::{CoverageRecord, FindingRecord, findings, ties};
use crate::report::{concise, full, github, json, sarif};
use crate::run::{Outcome, Run, RunError, complain};

/// Runs it.
pub(crate) fn run(arguments: &CheckArguments) -> Result<Outcome, RunError> {
    let is_terminal = io::stdout().is_terminal();
    let format = arguments.output_format.unwrap_or(if is_terminal { CheckFormat::Full } else { CheckFormat::Concise });
    if arguments.ties && !TIES_GO_WITH.contains(&format) {
        let problem =
            "--ties goes with --output-format full, concise or json; the other formats have no place for ties";
        return Err(RunError::Arguments(problem.to_owned()));
    }
    let known = Known::read(arguments)?;
    let make = |document: &Document<'_>| Checked::new(document, format, arguments.ties, &known);
    let mut run = Run::plan(&arguments.input)?;
    let mut report = Report::open(format, arguments.ties)?;
    let mut total = Total::default();
    let mut outcome = run.each_document(make, |checked| {
        let checked = checked?;
        report.add(&checked)?;
        total.add(checked);
        Ok(())
    })?;
    report.close(&total)?;
    // The summary of the full report counts them itself.
    if format != CheckFormat::Full {
        run.note_if_no_call();
    }
    if let Some(path) = &arguments.write_baseline {
        if outcome.failed {
            complain(format_args!("{}: not written, since not everything could be read", path.display()));
            return Ok(outcome);
        }
        let baseline: Baseline = total.fingerprints.into_iter().collect();
        baseline.write(path).map_err(|error| RunError::File(path.clone(), error.to_string()))?;
        return Ok(outcome);
    }
    let fail_on: Severity = arguments.fail_on.into();
    outcome.found = !arguments.exit_zero && total.worst.is_some_and(|worst| worst >= fail_on);
    Ok(outcome)
}

/// The formats that have a place for ties.
const TIES_GO_WITH: [CheckFormat; 3] = [CheckFormat::Full, CheckFormat::Concise, CheckFormat::Json];

/// The findings of a baseline.
struct Known<'a> {
    /// The file of the baseline that is read or will be written.
    file: Option<&'a Path>,
    baseline: Baseline,
}

impl<'a> Known<'a> {
    fn read(arguments: &'a CheckArguments) -> Result<Known<'a>, RunError> {
        let baseline = match &arguments.baseline {
            Some(path) => Baseline::read(path).map_err(|error| RunError::File(path.clone(), error.to_string()))?,
            None => Baseline::default(),
        };
        let file = arguments.baseline.as_deref().or(arguments.write_baseline.as_deref());
        Ok(Known { file, baseline })
    }
}

/// What a file adds to the report.
struct Checked {
    /// The findings, in the format of the report.
    text: String,
    /// The ties, as items of a JSON list.
    ties: String,
    is_call: bool,
    coverage: CoverageRecord,
    severities: Vec<Severity>,
    fingerprints: Vec<Fingerprint>,
}

impl Checked {
    fn new(
        document: &Document<'_>,
        format: CheckFormat,
        with_ties: bool,
        known: &Known<'_>,
    ) -> serde_json::Result<Checked> {
        let (records, fingerprints) = new_findings(document, known);
        let ties_as_json =
            if with_ties && format == CheckFormat::Json { json::items(ties(document))? } else { String::new() };
        let mut coverage = CoverageRecord::default();
        document.analysis.calls().iter().for_each(|placed| coverage.add(placed.call.coverage()));
        coverage.found = records.len();
        let mut text = match format {
            CheckFormat::Full => full::check(document, &records),
            CheckFormat::Concise => concise::check(&records),
            CheckFormat::Json => json::items(records.iter())?,
            CheckFormat::Jsonl => line(document, &records)?,
            CheckFormat::Sarif => json::items(sarif::results(&records))?,
            CheckFormat::Github => github::check(&records),
        };
        if with_ties && matches!(format, CheckFormat::Full | CheckFormat::Concise) {
            text.push_str(&concise::ties(document, coverage));
        }
        let severities = records.iter().map(|record| record.severity).collect();
        Ok(Checked { text, ties: ties_as_json, is_call: document.is_call(), coverage, severities, fingerprints })
    }
}

/// The findings that are not known, with their fingerprints where there is a baseline to put them into.
fn new_findings<'a>(document: &'a Document<'_>, known: &Known<'_>) -> (Vec<FindingRecord<'a>>, Vec<Fingerprint>) {
    let Some(file) = known.file else { return (findings(document).map(|(record, ..)| record).collect(), Vec::new()) };
    let name = name_in_baseline(Path::new(document.name), file);
    let (records, fingerprints): (Vec<FindingRecord<'_>>, Vec<Fingerprint>) = findings(document)
        .map(|(record, placed, finding)| {
            let fingerprint = Fingerprint::new(finding.check, &name, &placed.call.text[finding.range]);
            (record, fingerprint)
        })
        .unzip();
    let is_new = known.baseline.is_new(&fingerprints);
    let new = records.into_iter().zip(fingerprints).zip(is_new).filter(|(_, is_new)| *is_new);
    new.map(|(finding, _)| finding).unzip()
}

fn line(document: &Document<'_>, findings: &[FindingRecord<'_>]) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Line<'a> {
        filename: &'a str,
        findings: &'a [FindingRecord<'a>],
    }
    json::line(&Line { filename: document.name, findings })
}

/// What all files come to.
#[derive(Default)]
struct Total {
    files: usize,
    not_calls: usize,
    coverage: CoverageRecord,
    worst: Option<Severity>,
    fingerprints: Vec<Fingerprint>,
    ties: Vec<String>,
}

impl Total {
    fn add(&mut self, checked: Checked) {
        self.files += 1;
        self.not_calls += usize::from(!checked.is_call);
        self.coverage += checked.coverage;
        self.worst = self.worst.max(checked.severities.into_iter().max());
        self.fingerprints.extend(checked.fingerprints);
        if !checked.ties.is_empty() {
            self.ties.push(checked.ties);
        }
    }
}

/// The report, as it grows.
enum Report {
    /// For people: with colours where they are seen, and a summary.
    Full(Box<dyn Write>),
    /// One piece after another.
    Pieces(Box<dyn Write>),
    /// One piece after another, each seen at once by who reads along.
    Records(Box<dyn Write>),
    /// One list.
    List(json::List<Box<dyn Write>>),
    /// One object: the list of findings, then all ties.
    WithTies(json::List<Box<dyn Write>>),
}

impl Report {
    fn open(format: CheckFormat, with_ties: bool) -> io::Result<Report> {
        let plain = || -> Box<dyn Write> { Box::new(io::BufWriter::new(io::stdout().lock())) };
        Ok(match format {
            CheckFormat::Full => Report::Full(Box::new(io::BufWriter::new(anstream::stdout().lock()))),
            CheckFormat::Concise | CheckFormat::Github => Report::Pieces(plain()),
            CheckFormat::Jsonl => Report::Records(plain()),
            CheckFormat::Json if with_ties => Report::WithTies(json::List::open_in(plain(), "{\"findings\": [", "]")?),
            CheckFormat::Json => Report::List(json::List::open(plain())?),
            CheckFormat::Sarif => Report::List(json::List::open_in(plain(), &sarif::opening()?, sarif::CLOSING)?),
        })
    }

    fn add(&mut self, checked: &Checked) -> io::Result<()> {
        match self {
            Report::Full(out) | Report::Pieces(out) => out.write_all(checked.text.as_bytes()),
            Report::Records(out) => {
                out.write_all(checked.text.as_bytes())?;
                out.flush()
            }
            Report::List(list) | Report::WithTies(list) => list.add(&checked.text),
        }
    }

    fn close(self, total: &Total) -> io::Result<()> {
        match self {
            Report::Full(mut out) => {
                out.write_all(full::summary(total.files, total.coverage.found, total.not_calls).as_bytes())?;
                out.flush()
            }
            Report::Pieces(mut out) | Report::Records(mut out) => out.flush(),
            Report::List(list) => list.close().map(drop),
            Report::WithTies(list) => {
                let mut ties = json::List::open_in(list.close()?, ",\n\"ties\": [", "]")?;
                total.ties.iter().try_for_each(|items| ties.add(items))?;
                let mut out = ties.close()?;
                writeln!(out, ",\n\"coverage\": {}}}", serde_json::to_string(&total.coverage)?)?;
                out.flush()
            }
        }
    }
}
