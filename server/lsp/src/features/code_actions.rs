//! `textDocument/codeAction`: what can be done about a finding, and with a figure.

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use text_size::TextRange;
use tieout_analysis::transcript::Lines;
use tieout_analysis::{Finding, Placed};
use tieout_project::{AcceptError, accept};
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command, CreateFile, CreateFileOptions,
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range,
    ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::commands::{COPY, EXPLAIN, FILL_IN, Format, SHOW, export_one};
use super::diagnostics;
use crate::client::Client;
use crate::documents::Documents;
use crate::snapshot::Snapshot;
use crate::uri;
use crate::workspace::Workspace;

/// What is kept with an action whose edit is made when it is chosen.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Accept {
    uri: Uri,
    check: String,
    quote: String,
}

/// Where the `tieout.toml` that a finding is accepted in is looked for, and what is open of it.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) documents: &'a Documents,
}

/// The actions for a range.
pub(crate) fn actions(
    snapshot: &Snapshot,
    client: &Client,
    surroundings: Surroundings<'_>,
    params: &CodeActionParams,
) -> Vec<CodeActionOrCommand> {
    let mut actions = Vec::new();
    let wanted = |kind: &CodeActionKind| match &params.context.only {
        Some(only) => only.iter().any(|only| is_within(kind, only)),
        None => true,
    };
    for (placed, finding) in snapshot.analysis.findings() {
        let Some(bytes) = snapshot.bytes(placed, params.range) else { continue };
        let touched = finding.range.intersect(bytes).is_some();
        if touched && wanted(&CodeActionKind::QUICKFIX) {
            actions.extend(About { snapshot, client, placed, finding }.actions(surroundings));
        }
    }
    if wanted(&CodeActionKind::EMPTY) && client.commands.iter().any(|command| command == COPY) {
        actions.extend(copies(snapshot, params.range));
    }
    actions
}

fn is_within(kind: &CodeActionKind, only: &CodeActionKind) -> bool {
    let (kind, only) = (kind.as_str(), only.as_str());
    only.is_empty() || kind == only || kind.strip_prefix(only).is_some_and(|rest| rest.starts_with('.'))
}

/// A finding, and for whom something can be done about it.
struct About<'a> {
    snapshot: &'a Snapshot,
    client: &'a Client,
    placed: &'a Placed,
    finding: &'a Finding,
}

impl About<'_> {
    fn actions(&self, surroundings: Surroundings<'_>) -> impl Iterator<Item = CodeActionOrCommand> {
        let all = [self.fix(), self.show(), self.explain(), self.accept(surroundings)];
        all.into_iter().flatten().map(CodeActionOrCommand::CodeAction)
    }

    fn action(&self, title: String) -> CodeAction {
        CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostics::one(self.snapshot, self.client, self.placed, self.finding)]),
            ..CodeAction::default()
        }
    }

    /// An action that has the editor carry out a command.
    fn command(&self, title: String, command: &str, arguments: Vec<Value>) -> CodeAction {
        let command = Command { title: title.clone(), command: command.to_owned(), arguments: Some(arguments) };
        CodeAction { command: Some(command), ..self.action(title) }
    }

    fn fix(&self) -> Option<CodeAction> {
        let fix = self.finding.fix.as_ref()?;
        let edit = TextEdit { range: self.snapshot.range(self.placed, fix.range), new_text: fix.replacement.clone() };
        let edit = edit_of(self.client, &self.snapshot.uri, Some(self.snapshot.version), edit);
        Some(CodeAction { edit: Some(edit), ..self.action(fix.title.clone()) })
    }

    fn show(&self) -> Option<CodeAction> {
        let related = self.finding.related.first().filter(|_| self.client.shows_documents)?;
        let line = Snapshot::line_number(self.placed, related.range.start());
        let title = format!("Show the conflicting figure (line {line})");
        let place = self.snapshot.range(self.placed, related.range);
        Some(self.command(title, SHOW, vec![json!(self.snapshot.uri), json!(place)]))
    }

    fn explain(&self) -> Option<CodeAction> {
        let check = self.finding.check;
        let is_known = self.client.commands.iter().any(|command| command == EXPLAIN);
        is_known.then(|| self.command(format!("Explain {check}"), EXPLAIN, vec![json!(check)]))
    }

    fn accept(&self, surroundings: Surroundings<'_>) -> Option<CodeAction> {
        self.snapshot.path.as_ref()?;
        let check = self.finding.check;
        let quote = self.snapshot.analysis.quote(self.placed, self.finding);
        let accepted = Accept { uri: self.snapshot.uri.clone(), check: check.to_owned(), quote };
        let title = format!("Accept this finding ({check}) in tieout.toml");
        // An editor changes a file that is not open where nobody sees it: its command shows where the reason is missing.
        let toml = self.snapshot.path.as_ref().and_then(|path| uri::of_path(&surroundings.workspace.config_path(path)));
        let shows = self.client.commands.iter().any(|command| command == FILL_IN);
        let action = match toml.filter(|_| shows) {
            Some(toml) => self.command(title, FILL_IN, vec![json!(toml)]),
            None => self.action(title),
        };
        if self.client.resolves_action_edit && self.client.action_data {
            return Some(CodeAction { data: Some(json!(accepted)), ..action });
        }
        // An edit that cannot be made is not offered.
        with_edit(action, accept_edit(self.client, surroundings, &accepted)).ok()
    }
}

/// The action that accepts a finding, as it is carried out.
pub(crate) fn resolved(
    action: CodeAction,
    client: &Client,
    surroundings: Surroundings<'_>,
    accepted: &Accept,
) -> Result<CodeAction, String> {
    with_edit(action, accept_edit(client, surroundings, accepted))
}

/// An action with its edit. Where the entry is written but not saved, what is left to do is to show it.
fn with_edit(action: CodeAction, edit: Result<WorkspaceEdit, NoEdit>) -> Result<CodeAction, String> {
    match edit {
        Ok(edit) => Ok(CodeAction { edit: Some(edit), ..action }),
        Err(NoEdit::Accept(AcceptError::Known)) if action.command.is_some() => Ok(action),
        Err(NoEdit::Accept(error)) => Err(error.to_string()),
        Err(NoEdit::Other(problem)) => Err(problem),
    }
}

/// Why a finding cannot be accepted.
enum NoEdit {
    Accept(AcceptError),
    Other(String),
}

/// The edit that accepts a finding: an entry more in the nearest `tieout.toml`, which is created where there is none.
/// Where the client has the file open, its text counts, which may not be saved.
fn accept_edit(client: &Client, surroundings: Surroundings<'_>, accepted: &Accept) -> Result<WorkspaceEdit, NoEdit> {
    let other = |problem: String| NoEdit::Other(problem);
    let path = uri::path_of(&accepted.uri).ok_or_else(|| other("only a finding in a file can be accepted".into()))?;
    let toml = surroundings.workspace.config_path(&path);
    let target = uri::of_path(&toml).ok_or_else(|| other(format!("{} has no URI", toml.display())))?;
    let folder = toml.parent().unwrap_or(Path::new(""));
    let relative = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
    let (version, written) = match surroundings.documents.text(&target) {
        Some((version, text)) => (Some(version), Some(text)),
        None => match std::fs::read_to_string(&toml) {
            Ok(text) => (None, Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => (None, None),
            Err(error) => return Err(other(format!("{}: {error}", toml.display()))),
        },
    };
    let text = written.as_deref().unwrap_or_default();
    let insertion = accept(text, &accepted.check, &relative, &accepted.quote).map_err(NoEdit::Accept)?;
    let place = position_in(text, insertion.offset, client);
    let edit = TextEdit { range: Range { start: place, end: place }, new_text: insertion.text };
    if written.is_some() || !client.creates_files || !client.document_changes {
        return Ok(edit_of(client, &target, version, edit));
    }
    let create = CreateFile {
        uri: target.clone(),
        options: Some(CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) }),
        annotation_id: None,
    };
    let operations = vec![
        DocumentChangeOperation::Op(ResourceOp::Create(create)),
        DocumentChangeOperation::Edit(document_edit(&target, None, edit)),
    ];
    let document_changes = Some(DocumentChanges::Operations(operations));
    Ok(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() })
}

fn position_in(text: &str, offset: tieout_analysis::TextSize, client: &Client) -> Position {
    let lines = Lines::new(text);
    let line = lines.line_at(offset);
    let start = lines.range(line).start();
    let before = text.get(usize::from(start)..usize::from(offset)).unwrap_or_default();
    Position { line: line as u32, character: client.encoding.width(before) }
}

fn edit_of(client: &Client, uri: &Uri, version: Option<i32>, edit: TextEdit) -> WorkspaceEdit {
    if client.document_changes {
        let document_changes = Some(DocumentChanges::Edits(vec![document_edit(uri, version, edit)]));
        return WorkspaceEdit { document_changes, ..WorkspaceEdit::default() };
    }
    WorkspaceEdit { changes: Some([(uri.clone(), vec![edit])].into()), ..WorkspaceEdit::default() }
}

fn document_edit(uri: &Uri, version: Option<i32>, edit: TextEdit) -> TextDocumentEdit {
    TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version },
        edits: vec![OneOf::Left(edit)],
    }
}

/// The figure at the beginning of a range, as a row for a spreadsheet or a program.
fn copies(snapshot: &Snapshot, range: Range) -> Vec<CodeActionOrCommand> {
    let figure = |placed: &Placed, at| {
        let index = placed.call.fact_at(at)?;
        Some(placed.in_text(placed.call.facts[index].range))
    };
    let Some(within) = snapshot.locate(range.start).and_then(|(placed, at)| figure(placed, at)) else {
        return Vec::new();
    };
    let copy = |(name, format): (&str, Format)| {
        let title = format!("Copy figure as {name}");
        let text = export_one(snapshot, format, TextRange::new(within.start(), within.end()));
        let command = Command { title: title.clone(), command: COPY.to_owned(), arguments: Some(vec![json!(text)]) };
        let kind = Some(CodeActionKind::EMPTY);
        CodeActionOrCommand::CodeAction(CodeAction { title, kind, command: Some(command), ..CodeAction::default() })
    };
    [("TSV", Format::Tsv), ("JSON", Format::Json)].into_iter().map(copy).collect()
}
