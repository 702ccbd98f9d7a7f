//! The examples of the checks, run through the whole analysis of a tiny call.

use super::RULES;
use crate::settings::Settings;
use crate::{Analysis, Finding};

/// The examples of one check: sentences and why they are reported or not.
pub(super) struct Examples {
    /// Sentences that the check must report.
    pub(super) reported: &'static [(&'static str, &'static str)],
    /// Near misses that it must not.
    pub(super) silent: &'static [(&'static str, &'static str)],
}

/// The findings of one check in prepared remarks that say this.
fn findings(check: &str, remarks: &str) -> Vec<Finding> {
    let text = format!(
        "Example Instruments Inc. (EXIN) Q3 2031 Earnings Call\n\n\
         Operator: Welcome to the Example Instruments third quarter 2031 earnings conference call.\n\n\
         Ann Lee - Chief Financial Officer: Thank you, and good afternoon. {remarks}\n\n\
         Operator: This concludes today's call.\n"
    );
    let settings = Settings { select: vec![check.to_owned()], ..Settings::default() };
    let analysis = Analysis::new(&text, &settings);
    analysis.findings().map(|(_, finding)| finding.clone()).collect()
}

#[test]
fn checks_report_what_they_must_and_nothing_else() {
    let mut failures = Vec::new();
    for rule in &RULES {
        for (remarks, why) in rule.examples.reported {
            if findings(rule.name, remarks).is_empty() {
                failures.push(format!("{}: not reported ({why}): {remarks}", rule.name));
            }
        }
        for (remarks, why) in rule.examples.silent {
            for finding in findings(rule.name, remarks) {
                failures.push(format!("{}: reported ({why}): {remarks}\n    {}", rule.name, finding.message));
            }
        }
    }
    assert!(failures.is_empty(), "{} wrong:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_check_has_as_many_near_misses_as_reports() {
    for rule in &RULES {
        assert!(!rule.examples.reported.is_empty(), "{} reports something", rule.name);
        assert!(rule.examples.silent.len() >= rule.examples.reported.len().min(3), "{} has near misses", rule.name);
    }
}
