//! What the server offers: only what this client can use.

use serde_json::{Value, json};
use tower_lsp::ls_types::*;

use crate::client::Client;
use crate::features::diagnostics::SOURCE;
use crate::features::{commands, semantic_tokens};

/// The capabilities to answer `initialize` with. What clients use without saying so is offered to all: Helix says nothing
/// of definitions, references, highlights and outlines, Neovim 0.10 nothing of code lenses. What depends on settings is
/// offered later where the client allows that, and otherwise in any case: then the answers may be empty.
pub(crate) fn offered(client: &Client) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        code_action_provider: client.code_actions.then(|| {
            CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
                resolve_provider: Some(client.resolves_action_edit && client.action_data),
                ..CodeActionOptions::default()
            })
        }),
        inlay_hint_provider: client.inlay_hints.then_some(OneOf::Left(true)),
        semantic_tokens_provider: client.semantic_tokens.then(|| {
            SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
                legend: semantic_tokens::legend(),
                range: Some(true),
                full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
                ..SemanticTokensOptions::default()
            })
        }),
        completion_provider: (!client.registers_completion).then(CompletionOptions::default),
        diagnostic_provider: (client.pulls_diagnostics && !client.registers_diagnostics)
            .then(|| DiagnosticServerCapabilities::Options(findings(true))),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: commands::ALL.iter().map(|name| (*name).to_owned()).collect(),
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}

/// Findings on demand; `of_workspace`: also of files that are not open.
fn findings(of_workspace: bool) -> DiagnosticOptions {
    DiagnosticOptions {
        identifier: Some(SOURCE.to_owned()),
        inter_file_dependencies: false,
        workspace_diagnostics: of_workspace,
        work_done_progress_options: WorkDoneProgressOptions::default(),
    }
}

/// Offers findings on demand to a client that takes offers later.
pub(crate) fn later_findings(of_workspace: bool) -> Registration {
    registration("textDocument/diagnostic", json!(findings(of_workspace)))
}

/// Offers the completion of labels to a client that takes offers later.
pub(crate) fn later_completion() -> Registration {
    registration("textDocument/completion", json!(CompletionOptions::default()))
}

/// Has the client take up a method later.
pub(crate) fn registration(method: &str, mut options: Value) -> Registration {
    if method.starts_with("textDocument/") {
        // For all documents that the client has with the server.
        options["documentSelector"] = Value::Null;
    }
    Registration { id: format!("tieout/{method}"), method: method.to_owned(), register_options: Some(options) }
}
