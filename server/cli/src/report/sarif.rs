//! SARIF 2.1.0, as code-scanning services read it.

use serde::Serialize;
use serde_json::json;
use tieout_analysis::{Severity, checks};
use tieout_project::check_url;

use crate::records::{FindingRecord, Stretch};
use crate::report::below_here;

/// What follows the results.
pub(crate) const CLOSING: &str = "]}]}\n";

/// All up to the results: the tool and its rules.
pub(crate) fn opening() -> serde_json::Result<String> {
    let rules: Vec<serde_json::Value> = checks::all().iter().map(rule).collect();
    let driver = json!({ "name": "tieout", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let tool = serde_json::to_string(&json!({ "driver": driver }))?;
    Ok(format!(
        "{{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\", \"runs\": [{{\
         \"tool\": {tool}, \"columnKind\": \"unicodeCodePoints\", \"results\": ["
    ))
}

fn rule(check: &checks::Check) -> serde_json::Value {
    let mut rule = json!({
        "id": check.name,
        "shortDescription": { "text": check.summary },
        "help": { "text": check.page, "markdown": check.page },
        "defaultConfiguration": { "enabled": check.default },
    });
    if let (Some(url), Some(rule)) = (check_url(check.name), rule.as_object_mut()) {
        rule.insert("helpUri".to_owned(), url.into());
    }
    rule
}

/// A finding, as SARIF words it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SarifResult<'a> {
    rule_id: &'a str,
    level: &'static str,
    message: Text<'a>,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<serde_json::Value>,
}

#[derive(Debug, Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Clone, Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

impl From<Stretch> for Region {
    fn from(Stretch { location, end_location }: Stretch) -> Region {
        Region {
            start_line: location.line,
            start_column: location.column,
            end_line: end_location.line,
            end_column: end_location.column,
        }
    }
}

/// The results of one file.
pub(crate) fn results<'a>(findings: &'a [FindingRecord<'a>]) -> impl Iterator<Item = SarifResult<'a>> {
    findings.iter().map(result)
}

fn result<'a>(finding: &'a FindingRecord<'a>) -> SarifResult<'a> {
    let artifact = ArtifactLocation { uri: uri(finding.filename) };
    let location = |stretch: Stretch, message: Option<&'a str>| Location {
        physical_location: PhysicalLocation { artifact_location: artifact.clone(), region: stretch.into() },
        message: message.map(|text| Text { text }),
    };
    let fix = finding.fix.as_ref().map(|fix| {
        let replacement = json!({
            "deletedRegion": Region::from(fix.stretch),
            "insertedContent": { "text": fix.replacement },
        });
        json!({
            "description": { "text": fix.title },
            "artifactChanges": [{ "artifactLocation": artifact, "replacements": [replacement] }],
        })
    });
    SarifResult {
        rule_id: finding.rule,
        level: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "note",
        },
        message: Text { text: finding.message },
        locations: [location(finding.stretch, None)],
        related_locations: finding.related.iter().map(|it| location(it.stretch, Some(it.message))).collect(),
        fixes: fix.into_iter().collect(),
    }
}

/// The path as a reference: relative as it is, absolute with its scheme.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    let path = below_here(path);
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte.into()),
            b'\\' => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("./calls/q3 2031.txt"), "calls/q3%202031.txt");
        assert_eq!(uri("/data/é.txt"), "file:///data/%C3%A9.txt");
        assert_eq!(uri("C:\\calls\\q3.txt"), "file:///C%3A/calls/q3.txt");
    }

    #[test]
    fn opening_and_closing_make_a_document() {
        let document: serde_json::Value = serde_json::from_str(&(opening().unwrap() + CLOSING)).unwrap();
        assert_eq!(document["version"], "2.1.0");
        assert_eq!(document["runs"][0]["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(checks::all().len()));
    }
}
