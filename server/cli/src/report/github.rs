//! Annotations of GitHub Actions: one workflow command for each finding.

use std::fmt::Write;

use tieout_analysis::Severity;

use crate::records::FindingRecord;
use crate::report::below_here;

/// `::warning file=…,line=…::message` for each finding.
pub(crate) fn check(findings: &[FindingRecord<'_>]) -> String {
    let mut lines = String::new();
    for finding in findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "notice",
        };
        let (start, end) = (finding.stretch.location, finding.stretch.end_location);
        let _ = writeln!(
            lines,
            "::{command} title={},file={},line={},col={},endLine={},endColumn={}::{}",
            property(&format!("tieout: {}", finding.rule)),
            property(below_here(finding.filename)),
            start.line,
            start.column,
            end.line,
            end.column,
            data(finding.message),
        );
    }
    lines
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_command_would_misread_is_escaped() {
        assert_eq!(data("up 5%\nnot 6%"), "up 5%25%0Anot 6%25");
        assert_eq!(property("c:\\calls, old"), "c%3A\\calls%2C old");
    }
}
