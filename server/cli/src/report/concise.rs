//! Concise: one line for each thing, as `grep` and editors read it.

use std::fmt::Write;

use crate::document::Document;
use crate::records::findings;

/// `file:line:column: severity[check] message` for each finding.
pub(crate) fn check(document: &Document<'_>) -> String {
    let mut lines = String::new();
    for (finding, ..) in findings(document) {
        let at = finding.stretch.location;
        let (name, severity) = (finding.filename, finding.severity.as_str());
        let (rule, message) = (finding.rule, finding.message);
        let _ = writeln!(lines, "{name}:{}:{}: {severity}[{rule}] {message}", at.line, at.column);
    }
    lines
}

/// `file:line:column: text = value, metric, period` for each figure.
pub(crate) fn figures(document: &Document<'_>) -> String {
    let mut lines = String::new();
    for figure in crate::records::figures(document) {
        let at = figure.stretch.location;
        let meaning = [figure.metric.map(str::to_owned), figure.period, Some(figure.modality.to_owned())];
        let meaning: Vec<String> = meaning.into_iter().flatten().collect();
        let (name, text, kind) = (figure.filename, figure.text, figure.kind);
        let _ = writeln!(lines, "{name}:{}:{}: {text} ({kind}) {}", at.line, at.column, meaning.join(", "));
    }
    lines
}
