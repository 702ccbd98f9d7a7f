//! The record of a finding.

use serde::Serialize;
use tieout_analysis::{Finding, Placed, Severity, TextRange};
use tieout_project::{ExactNumber, check_url};

use super::stretch::Stretch;
use crate::document::Document;

/// A finding, with all it rests on.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FindingRecord<'a> {
    pub(crate) filename: &'a str,
    pub(crate) rule: &'static str,
    #[serde(serialize_with = "severity_name")]
    pub(crate) severity: Severity,
    pub(crate) message: &'a str,
    #[serde(flatten)]
    pub(crate) stretch: Stretch,
    pub(crate) related: Vec<RelatedRecord<'a>>,
    pub(crate) stated: &'a str,
    pub(crate) computed: [Option<ExactNumber>; 2],
    pub(crate) fix: Option<FixRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Where it stands in the text; the record says so in lines and columns.
    #[serde(skip)]
    pub(crate) range: TextRange,
}

/// A statement that a finding rests on.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RelatedRecord<'a> {
    pub(crate) message: &'a str,
    #[serde(flatten)]
    pub(crate) stretch: Stretch,
    /// Where it stands in the text.
    #[serde(skip)]
    pub(crate) range: TextRange,
}

/// The change of one token that makes it tie.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FixRecord<'a> {
    pub(crate) title: &'a str,
    #[serde(flatten)]
    pub(crate) stretch: Stretch,
    pub(crate) replacement: &'a str,
}

/// The findings of a document, in order.
pub(crate) fn findings<'a>(
    document: &'a Document<'_>,
) -> impl Iterator<Item = (FindingRecord<'a>, &'a Placed, &'a Finding)> {
    document.analysis.findings().map(|(placed, finding)| (record(document, placed, finding), placed, finding))
}

fn record<'a>(document: &'a Document<'_>, placed: &'a Placed, finding: &'a Finding) -> FindingRecord<'a> {
    let stretch = |range| Stretch::new(&document.positions, placed.in_text(range));
    let related = finding.related.iter();
    FindingRecord {
        filename: document.name,
        rule: finding.check,
        severity: finding.severity,
        message: &finding.message,
        stretch: stretch(finding.range),
        related: related
            .map(|it| RelatedRecord {
                message: &it.message,
                stretch: stretch(it.range),
                range: placed.in_text(it.range),
            })
            .collect(),
        stated: &finding.stated,
        computed: [finding.computed.0.map(ExactNumber), finding.computed.1.map(ExactNumber)],
        fix: finding.fix.as_ref().map(|fix| FixRecord {
            title: &fix.title,
            stretch: stretch(fix.range),
            replacement: &fix.replacement,
        }),
        url: check_url(finding.check),
        range: placed.in_text(finding.range),
    }
}

fn severity_name<S: serde::Serializer>(severity: &Severity, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(severity.as_str())
}
