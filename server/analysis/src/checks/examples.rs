//! The examples of the checks, run through the whole analysis of a tiny call.

use super::{RULES, TEXT_RULES};
use crate::settings::{Profile, Settings};
use crate::{Analysis, Finding};

/// The examples of one check: sentences and why they are reported or not.
pub(super) struct Examples {
    /// Sentences that the check must report.
    pub(super) reported: &'static [(&'static str, &'static str)],
    /// Near misses that it must not.
    pub(super) silent: &'static [(&'static str, &'static str)],
}

/// A call whose prepared remarks say this.
fn call(remarks: &str) -> String {
    format!(
        "Example Instruments Inc. (EXIN) Q3 2031 Earnings Call\n\n\
         Operator: Welcome to the Example Instruments third quarter 2031 earnings conference call.\n\n\
         Ann Lee - Chief Financial Officer: Thank you, and good afternoon. {remarks}\n\n\
         Operator: This concludes today's call.\n"
    )
}

/// Remarks with what an analyst says of them.
pub(crate) fn asked(remarks: &str, question: &str) -> String {
    format!(
        "{remarks}\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: {question}"
    )
}

/// Remarks with a question on them and its answer.
pub(crate) fn exchange(remarks: &str, question: &str, answer: &str) -> String {
    format!("{}\n\nJon Fry - Chief Executive Officer: {answer}", asked(remarks, question))
}

/// Such a call, read as an editor hears of it.
pub(crate) fn analyse(remarks: &str) -> Analysis {
    Analysis::new(&call(remarks), &Settings { profile: Profile::Editor, ..Settings::default() })
}

/// The findings of one check in such a call.
pub(crate) fn findings(check: &str, remarks: &str) -> Vec<Finding> {
    let settings = Settings { select: vec![check.to_owned()], ..Settings::default() };
    let analysis = Analysis::new(&call(remarks), &settings);
    analysis.findings().map(|(_, finding)| finding.clone()).collect()
}

/// What one check makes of examples that it must report, and of near misses that it must not.
pub(crate) fn expect(check: &str, reported: &[&str], silent: &[&str]) {
    for remarks in reported {
        assert!(!findings(check, remarks).is_empty(), "not reported: {remarks}");
    }
    for remarks in silent {
        assert_eq!(findings(check, remarks), [], "reported: {remarks}");
    }
}

/// All checks with their examples.
fn all() -> impl Iterator<Item = (&'static str, &'static Examples)> {
    let of_relations = RULES.iter().map(|rule| (rule.name, &rule.examples));
    of_relations.chain(TEXT_RULES.iter().map(|rule| (rule.name, &rule.examples)))
}

#[test]
fn checks_report_what_they_must_and_nothing_else() {
    let mut failures = Vec::new();
    for (name, examples) in all() {
        for (remarks, why) in examples.reported {
            if findings(name, remarks).is_empty() {
                failures.push(format!("{name}: not reported ({why}): {remarks}"));
            }
        }
        for (remarks, why) in examples.silent {
            for finding in findings(name, remarks) {
                failures.push(format!("{name}: reported ({why}): {remarks}\n    {}", finding.message));
            }
        }
    }
    assert!(failures.is_empty(), "{} wrong:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_check_has_as_many_near_misses_as_reports() {
    for (name, examples) in all() {
        assert!(!examples.reported.is_empty(), "{name} reports something");
        assert!(examples.silent.len() >= examples.reported.len().min(3), "{name} has near misses");
    }
}
