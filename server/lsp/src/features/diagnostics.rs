//! `textDocument/diagnostic` and `textDocument/publishDiagnostics`: the findings.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash, Hasher};
use std::str::FromStr;

use tieout_analysis::{Finding, Placed, Severity};
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, FullDocumentDiagnosticReport,
    NumberOrString, PreviousResultId, UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticReport,
    WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::client::Client;
use crate::made::WrittenFindings;
use crate::snapshot::Snapshot;
use crate::uri::Key;

/// The name that stands beside each finding.
pub(crate) const SOURCE: &str = "tieout";

/// The most statements that are shown with a finding.
const RELATED_LIMIT: usize = 10;

/// All findings of a document.
pub(crate) fn all(snapshot: &Snapshot, client: &Client) -> Vec<Diagnostic> {
    let mut all: Vec<Diagnostic> =
        snapshot.analysis.findings().map(|(placed, finding)| one(snapshot, client, placed, finding)).collect();
    all.sort_by_key(|it| (it.range.start, it.range.end));
    all
}

/// One finding.
pub(crate) fn one(snapshot: &Snapshot, client: &Client, placed: &Placed, finding: &Finding) -> Diagnostic {
    let related = finding.related.iter().take(RELATED_LIMIT).map(|related| DiagnosticRelatedInformation {
        location: snapshot.location(placed, related.range),
        message: related.message.clone(),
    });
    let related: Vec<_> = if client.related_information { related.collect() } else { Vec::new() };
    Diagnostic {
        range: snapshot.range(placed, finding.range),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.check.to_owned())),
        code_description: page(finding.check).filter(|_| client.code_description).map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone(),
        related_information: Some(related).filter(|related| !related.is_empty()),
        tags: None,
        data: None,
    }
}

/// Writes the findings of a call.
fn write(snapshot: &Snapshot, client: &Client, placed: &Placed) -> WrittenFindings {
    let mut items = String::new();
    for finding in &placed.call.findings {
        match serde_json::to_string(&one(snapshot, client, placed, finding)) {
            Ok(item) => {
                items.push_str(if items.is_empty() { "" } else { "," });
                items.push_str(&item);
            }
            Err(error) => tracing::error!("cannot write a finding: {error}"),
        }
    }
    let digest = BuildHasherDefault::<DefaultHasher>::default().hash_one(&items);
    WrittenFindings { items, digest }
}

/// The findings of a document by calls, those without any left out.
fn written<'s>(snapshot: &'s Snapshot, client: &Client) -> Vec<&'s WrittenFindings> {
    let calls = snapshot.findings();
    let written = calls.map(|(placed, place)| place.get_or_init(|| write(snapshot, client, placed)));
    written.filter(|written| !written.items.is_empty()).collect()
}

fn list(written: &[&WrittenFindings]) -> String {
    let items: Vec<&str> = written.iter().map(|written| written.items.as_str()).collect();
    format!("[{}]", items.join(","))
}

/// All findings of a document as a JSON list; none where there are none.
pub(crate) fn to_push(snapshot: &Snapshot, client: &Client) -> Option<String> {
    let written = written(snapshot, client);
    (!written.is_empty()).then(|| list(&written))
}

/// The answer to a client that asks, and may have the same findings already, as JSON.
pub(crate) fn report(snapshot: &Snapshot, client: &Client, previous: Option<&str>) -> String {
    let written = written(snapshot, client);
    let mut hasher = DefaultHasher::new();
    written.iter().for_each(|written| written.digest.hash(&mut hasher));
    let id = id_of(&hasher);
    if previous == Some(id.as_str()) {
        return format!(r#"{{"kind":"unchanged","resultId":"{id}"}}"#);
    }
    format!(r#"{{"kind":"full","resultId":"{id}","items":{}}}"#, list(&written))
}

/// The answer for the files of the workspace that are not open: those with findings, and those that had some when the
/// client last asked, be it that they are no longer there.
pub(crate) fn of_workspace<'index>(
    files: impl Iterator<Item = (&'index Uri, &'index [Diagnostic])>,
    mut previous: HashMap<Key, PreviousResultId>,
) -> WorkspaceDiagnosticReportResult {
    let mut items = Vec::new();
    for (uri, findings) in files {
        let before = previous.remove(&Key::new(uri)).map(|before| before.value);
        let id = result_id(findings);
        let (uri, version) = (uri.clone(), None);
        if before.as_ref() == Some(&id) {
            items.push(WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
            }));
        } else if before.is_some() || !findings.is_empty() {
            items.push(WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(id),
                    items: findings.to_vec(),
                },
            }));
        }
    }
    let gone = previous.into_values().map(|gone| {
        WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
            uri: gone.uri,
            version: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport::default(),
        })
    });
    items.extend(gone);
    WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items })
}

/// The answer for a document that nothing is known of, as JSON.
pub(crate) fn nothing() -> String {
    r#"{"kind":"full","items":[]}"#.to_owned()
}

/// The page of a check, where the documentation has an address.
pub(crate) fn page(check: &str) -> Option<Uri> {
    Uri::from_str(&tieout_project::check_url(check)?).ok()
}

/// Equal findings at equal places have equal ids.
fn result_id(items: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    items.len().hash(&mut hasher);
    for item in items {
        let places = item.related_information.iter().flatten().map(|it| (it.location.range, &it.message));
        for (range, message) in std::iter::once((item.range, &item.message)).chain(places) {
            (range.start.line, range.start.character, range.end.line, range.end.character, message).hash(&mut hasher);
        }
        format!("{:?}{:?}", item.severity, item.code).hash(&mut hasher);
    }
    id_of(&hasher)
}

fn id_of(hasher: &DefaultHasher) -> String {
    format!("{:016x}", hasher.finish())
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Hint => DiagnosticSeverity::HINT,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Error => DiagnosticSeverity::ERROR,
    }
}
