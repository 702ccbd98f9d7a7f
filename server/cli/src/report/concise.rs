//! Concise: one line for each thing, as `grep` and editors read it.

use std::fmt::Write;

use crate::document::Document;
use crate::records::{CoverageRecord, FindingRecord, figures as records, ties as tie_records};

/// `file:line:column: severity[check] message` for each finding.
pub(crate) fn check(findings: &[FindingRecord<'_>]) -> String {
    let mut lines = String::new();
    for finding in findings {
        let at = finding.stretch.location;
        let (name, severity) = (finding.filename, finding.severity.as_str());
        let (rule, message) = (finding.rule, finding.message);
        let _ = writeln!(lines, "{name}:{}:{}: {severity}[{rule}] {message}", at.line, at.column);
    }
    lines
}

/// `file:line:column: ties[check] arithmetic` for each tie, then how much is tied out.
pub(crate) fn ties(document: &Document<'_>, coverage: CoverageRecord) -> String {
    let mut lines = String::new();
    for tie in tie_records(document) {
        let Some(first) = tie.operands.first() else { continue };
        let at = first.stretch.location;
        let _ = writeln!(lines, "{}:{}:{}: ties[{}] {}", tie.filename, at.line, at.column, tie.rule, tie.computed);
    }
    let CoverageRecord { figures, tied, found, .. } = coverage;
    if figures > 0 {
        let findings = if found == 1 { "finding" } else { "findings" };
        let _ = writeln!(lines, "{}: {figures} figures · {tied} tied · {found} {findings}", document.name);
    }
    lines
}

/// `file:line:column: text = value unit (metric, period, modality)` for each figure.
pub(crate) fn figures(document: &Document<'_>) -> String {
    let mut lines = String::new();
    for figure in records(document) {
        let at = figure.stretch.location;
        let meaning = [figure.metric, figure.period.as_deref(), Some(figure.modality)];
        let meaning: Vec<&str> = meaning.into_iter().flatten().collect();
        let (name, text, value) = (figure.filename, figure.text, figure.value_in_words());
        let _ = writeln!(lines, "{name}:{}:{}: {text} = {value} ({})", at.line, at.column, meaning.join(", "));
    }
    lines
}
