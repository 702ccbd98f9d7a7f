//! The client: what it said it can do when it introduced itself.

use tower_lsp::ls_types::{ClientCapabilities, MarkupKind};

use crate::positions::Encoding;

/// What the server may use with this client. Everything unsaid is "no".
#[derive(Clone, Debug, Default)]
pub(crate) struct Client {
    /// What its columns count.
    pub(crate) encoding: Encoding,
    /// Asks for diagnostics; otherwise they are pushed.
    pub(crate) pulls_diagnostics: bool,
    /// Shows statements that belong to a diagnostic.
    pub(crate) related_information: bool,
    /// Shows a link for the code of a diagnostic.
    pub(crate) code_description: bool,
    /// Takes an outline as a tree.
    pub(crate) symbol_tree: bool,
    /// Renders Markdown in hovers.
    pub(crate) markdown_hover: bool,
    /// Shows the findings at a place in the hover itself.
    pub(crate) shows_findings_in_hover: bool,
    /// Takes code actions, not just commands.
    pub(crate) code_actions: bool,
    /// Asks for the edit of a code action when it is chosen.
    pub(crate) resolves_action_edit: bool,
    /// Keeps our data with an action that is to be resolved.
    pub(crate) action_data: bool,
    /// Takes inlay hints.
    pub(crate) inlay_hints: bool,
    /// Takes semantic tokens.
    pub(crate) semantic_tokens: bool,
    /// Takes definitions with the range they come from.
    pub(crate) definition_links: bool,
    /// Edits may name the version of the document they are made for.
    pub(crate) document_changes: bool,
    /// Edits may create files.
    pub(crate) creates_files: bool,
    /// Lets the server ask for settings.
    pub(crate) configuration: bool,
    /// Lets the server offer diagnostics later, and otherwise than before.
    pub(crate) registers_diagnostics: bool,
    /// Lets the server offer completion later.
    pub(crate) registers_completion: bool,
    /// Lets the server register for changes of settings.
    pub(crate) registers_configuration: bool,
    /// Lets the server register for changes of files.
    pub(crate) registers_watched_files: bool,
    /// Shows the progress of long work.
    pub(crate) progress: bool,
    /// Opens a document that the server names.
    pub(crate) shows_documents: bool,
    /// Asks again when told to.
    pub(crate) refreshes: Refreshes,
    /// The most folding ranges it wants.
    pub(crate) folding_limit: Option<usize>,
    /// The commands that the editor itself carries out when an action names them.
    pub(crate) commands: Vec<String>,
}

/// Which answers the client asks for again when the server says they have changed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Refreshes {
    pub(crate) diagnostics: bool,
    pub(crate) inlay_hints: bool,
    pub(crate) semantic_tokens: bool,
    pub(crate) code_lenses: bool,
}

impl Client {
    /// Reads what the client said.
    pub(crate) fn new(said: &ClientCapabilities) -> Client {
        let text = said.text_document.clone().unwrap_or_default();
        let workspace = said.workspace.clone().unwrap_or_default();
        let window = said.window.clone().unwrap_or_default();
        let encodings = said.general.as_ref().and_then(|general| general.position_encodings.clone());
        let pull = text.diagnostic;
        let push = text.publish_diagnostics;
        let pulls_diagnostics = pull.is_some();
        let push_related = push.as_ref().and_then(|push| push.related_information);
        let push_links = push.as_ref().and_then(|push| push.code_description_support);
        // Clients of before 3.18 say once, under the pushed diagnostics, what holds for both.
        let pull_related = pull.as_ref().and_then(|pull| pull.related_information);
        let pull_links = pull.as_ref().and_then(|pull| pull.code_description_support);
        let action = text.code_action;
        let resolves_action = action.as_ref().and_then(|action| action.resolve_support.as_ref());
        let edit = workspace.workspace_edit;
        let ours = |what: &str| said.experimental.as_ref().and_then(|it| it.pointer(what)).cloned();
        let markdown = |formats: Option<&Vec<MarkupKind>>| {
            formats.and_then(|formats| formats.first()).is_some_and(|first| *first == MarkupKind::Markdown)
        };
        Client {
            encoding: Encoding::negotiate(&encodings.unwrap_or_default()),
            pulls_diagnostics,
            registers_diagnostics: pull.as_ref().and_then(|pull| pull.dynamic_registration).unwrap_or(false),
            registers_completion: text.completion.and_then(|it| it.dynamic_registration).unwrap_or(false),
            related_information: pull_related.or(push_related).unwrap_or(false),
            code_description: pull_links.or(push_links).unwrap_or(false),
            symbol_tree: text
                .document_symbol
                .and_then(|symbol| symbol.hierarchical_document_symbol_support)
                .unwrap_or(false),
            markdown_hover: markdown(text.hover.and_then(|hover| hover.content_format).as_ref()),
            shows_findings_in_hover: ours("/tieout/diagnosticsInHover").and_then(|it| it.as_bool()).unwrap_or(false),
            code_actions: action.as_ref().is_some_and(|action| action.code_action_literal_support.is_some()),
            resolves_action_edit: resolves_action.is_some_and(|it| it.properties.iter().any(|name| name == "edit")),
            action_data: action.and_then(|action| action.data_support).unwrap_or(false),
            inlay_hints: text.inlay_hint.is_some(),
            semantic_tokens: text.semantic_tokens.is_some(),
            definition_links: text.definition.and_then(|definition| definition.link_support).unwrap_or(false),
            document_changes: edit.as_ref().and_then(|edit| edit.document_changes).unwrap_or(false),
            creates_files: edit
                .and_then(|edit| edit.resource_operations)
                .is_some_and(|operations| operations.contains(&tower_lsp::ls_types::ResourceOperationKind::Create)),
            configuration: workspace.configuration.unwrap_or(false),
            registers_configuration: workspace
                .did_change_configuration
                .and_then(|it| it.dynamic_registration)
                .unwrap_or(false),
            registers_watched_files: workspace
                .did_change_watched_files
                .and_then(|it| it.dynamic_registration)
                .unwrap_or(false),
            progress: window.work_done_progress.unwrap_or(false),
            shows_documents: window.show_document.is_some_and(|it| it.support),
            refreshes: Refreshes {
                diagnostics: workspace.diagnostics.and_then(|it| it.refresh_support).unwrap_or(false),
                inlay_hints: workspace.inlay_hint.and_then(|it| it.refresh_support).unwrap_or(false),
                semantic_tokens: workspace.semantic_tokens.and_then(|it| it.refresh_support).unwrap_or(false),
                code_lenses: workspace.code_lens.and_then(|it| it.refresh_support).unwrap_or(false),
            },
            folding_limit: text.folding_range.and_then(|it| it.range_limit).map(|limit| limit as usize),
            commands: ours("/tieout/commands").and_then(|it| serde_json::from_value(it).ok()).unwrap_or_default(),
        }
    }
}
