//! The handlers: each finds the snapshot it is about and asks a feature.
//!
//! A handler that changes something does so before it first waits, so that changes happen in the order of the
//! messages. No handler waits for the client.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use serde_json::Value;
use tieout_project::EditorSettings;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::request::ShowDocument;
use tower_lsp::ls_types::*;

use crate::client::Client;
use crate::crew::Cancelled;
use crate::features::commands::Command as Asked;
use crate::features::workspace_symbols::{self, Search};
use crate::features::{
    code_actions, code_lens, commands, completion, diagnostics, folding, hover, inlay_hints, links, navigation,
    outline, selection, semantic_tokens,
};
use crate::lifetime::Lifetime;
use crate::options::ServerOptions;
use crate::outbox::Outbox;
use crate::session::Session;
use crate::snapshot::Snapshot;
use crate::uri::Key;
use crate::{background, capabilities, workspace};

/// So long a search waits for texts that are still being read.
const SEARCH_PATIENCE: Duration = Duration::from_millis(500);

/// The server of one client.
pub(crate) struct Server {
    options: ServerOptions,
    outbox: Outbox,
    lifetime: Lifetime,
    /// Set by `initialize`, which the framework lets through once and before all else.
    session: OnceLock<Arc<Session>>,
    /// What was wrong with the settings that came with `initialize`, or that none came.
    first_settings: OnceLock<FirstSettings>,
}

/// What became of the settings that the introduction holds.
enum FirstSettings {
    Taken,
    /// It says nothing of ours: they are asked for.
    Missing,
    /// With what is wrong with them.
    Refused(String),
}

impl Server {
    pub(crate) fn new(options: ServerOptions, outbox: Outbox, lifetime: Lifetime) -> Server {
        Server { options, outbox, lifetime, session: OnceLock::new(), first_settings: OnceLock::new() }
    }

    fn session(&self) -> Result<&Arc<Session>> {
        self.session.get().ok_or_else(Error::invalid_request)
    }

    /// Answers from the newest analysis of a document, on a thread that may take its time; nothing where the document
    /// is not open or no transcript.
    async fn answer<T: Send + 'static>(
        &self,
        uri: &Uri,
        feature: impl FnOnce(&Snapshot, &Session) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let session = Arc::clone(self.session()?);
        match session.documents.newest(uri).await {
            Some(snapshot) if snapshot.is_transcript() => {
                let crew = session.crew.clone();
                crew.run(move |_| feature(&snapshot, &session)).await.map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The answer to `textDocument/documentSymbol`, as JSON in a string.
    pub(crate) async fn outline(&self, params: DocumentSymbolParams) -> Result<Option<String>> {
        let feature = |snapshot: &Snapshot, session: &Session| outline::written(snapshot, &session.client);
        self.answer(&params.text_document.uri, feature).await?.transpose()
    }

    /// The answer to `textDocument/diagnostic`, as JSON in a string.
    pub(crate) async fn findings(&self, params: DocumentDiagnosticParams) -> Result<String> {
        let previous = params.previous_result_id;
        let feature = move |snapshot: &Snapshot, session: &Session| {
            diagnostics::report(snapshot, &session.client, previous.as_deref())
        };
        Ok(self.answer(&params.text_document.uri, feature).await?.unwrap_or_else(diagnostics::nothing))
    }

    /// The client no longer wants to wait for something long.
    pub(crate) async fn work_done_progress_cancel(&self, params: WorkDoneProgressCancelParams) {
        if let Ok(session) = self.session() {
            session.cancel_progress(&params.token);
        }
    }
}

fn refused(message: String) -> Error {
    Error { message: message.into(), ..Error::invalid_params("") }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = Client::new(&params.capabilities);
        let (editor, first) = match params.initialization_options.map(EditorSettings::from_json) {
            None | Some(Ok(None)) => (EditorSettings::default(), FirstSettings::Missing),
            Some(Ok(Some(editor))) => (editor, FirstSettings::Taken),
            Some(Err(error)) => (EditorSettings::default(), FirstSettings::Refused(error.to_string())),
        };
        let _ = self.first_settings.set(first);
        #[allow(deprecated, reason = "clients of before 2018 name one folder")]
        let folders = match params.workspace_folders {
            Some(folders) => workspace::paths(folders.iter().map(|folder| &folder.uri)),
            None => workspace::paths(&params.root_uri),
        };
        let capabilities = capabilities::offered(&client);
        let session = Arc::new(Session::new(client, folders, editor, self.outbox.clone()));
        self.session.set(session).map_err(|_| Error::invalid_request())?;
        if let Some(process) = params.process_id.or(self.options.client_process) {
            self.lifetime.follow(process);
        }
        let info = ServerInfo { name: "tieout".to_owned(), version: Some(self.options.version.clone()) };
        Ok(InitializeResult { capabilities, server_info: Some(info), ..InitializeResult::default() })
    }

    async fn initialized(&self, _: InitializedParams) {
        let Ok(session) = self.session() else { return };
        background::begin(session);
        match self.first_settings.get() {
            Some(FirstSettings::Missing) => background::ask_for_settings(session),
            Some(FirstSettings::Refused(error)) => {
                session.outbox.show(MessageType::WARNING, format!("tieout: {error}"));
            }
            Some(FirstSettings::Taken) | None => {}
        }
    }

    async fn shutdown(&self) -> Result<()> {
        if let Ok(session) = self.session() {
            session.stop_progress();
        }
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        if let Ok(session) = self.session() {
            session.open(params.text_document);
        }
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let Ok(session) = self.session() else { return };
        let DidChangeTextDocumentParams { text_document: document, content_changes } = params;
        let encoding = session.client.encoding;
        if let Some(key) = session.documents.change(&document.uri, document.version, content_changes, encoding) {
            session.analyse(&key);
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        if let Ok(session) = self.session() {
            session.close(&params.text_document.uri);
        }
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {}

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        let Ok(session) = self.session() else { return };
        // Some clients send nothing and want to be asked.
        match params.settings {
            Value::Null => background::ask_for_settings(session),
            settings => session.adopt_json(settings),
        }
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let Ok(session) = self.session() else { return };
        session.workspace.change_folders(&params.event.added, &params.event.removed);
        session.analyse_all();
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        if let Ok(session) = self.session() {
            let uris: Vec<Uri> = params.changes.into_iter().map(|change| change.uri).collect();
            session.files_changed(&uris);
        }
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let feature = move |snapshot: &Snapshot, session: &Session| hover::at(snapshot, &session.client, position);
        Ok(self.answer(&text_document.uri, feature).await?.flatten())
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        let session = Arc::clone(self.session()?);
        if session.workspace.editor().diagnostics.workspace {
            session.ensure_index();
        }
        let crew = session.crew.clone();
        crew.run(move |_| {
            let entries = session.index.entries();
            // What is open is answered for under its own name.
            let is_closed = |uri: &Uri| !session.documents.is_open(&Key::new(uri));
            let closed = entries.iter().filter(|entry| is_closed(&entry.uri));
            let previous = params.previous_result_ids.into_iter().filter(|it| is_closed(&it.uri));
            let previous = previous.map(|it| (Key::new(&it.uri), it)).collect();
            diagnostics::of_workspace(closed.map(|entry| (&entry.uri, entry.findings.as_slice())), previous)
        })
        .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        let feature = move |snapshot: &Snapshot, session: &Session| {
            code_actions::actions(snapshot, &session.client, session.around_acceptance(), &params)
        };
        self.answer(&uri, feature).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let session = Arc::clone(self.session()?);
        let Some(accepted) = action.data.clone().and_then(|data| serde_json::from_value(data).ok()) else {
            return Ok(action);
        };
        let crew = session.crew.clone();
        let resolve =
            move |_: &_| code_actions::resolved(action, &session.client, session.around_acceptance(), &accepted);
        crew.run(resolve).await?.map_err(refused)
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let feature = move |snapshot: &Snapshot, session: &Session| {
            inlay_hints::within(snapshot, &session.workspace.editor().inlay_hints, params.range)
        };
        self.answer(&params.text_document.uri, feature).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let feature = |snapshot: &Snapshot, session: &Session| {
            let (told, _) = session.tell(&snapshot.uri, semantic_tokens::tokens(snapshot, None));
            SemanticTokensResult::Tokens(told.full())
        };
        self.answer(&params.text_document.uri, feature).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let previous = params.previous_result_id;
        let feature = move |snapshot: &Snapshot, session: &Session| {
            let (told, before) = session.tell(&snapshot.uri, semantic_tokens::tokens(snapshot, None));
            match before.filter(|before| before.id == previous) {
                Some(before) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
                    edits: told.since(&before),
                    result_id: Some(told.id),
                }),
                None => SemanticTokensFullDeltaResult::Tokens(told.full()),
            }
        };
        self.answer(&params.text_document.uri, feature).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let feature = move |snapshot: &Snapshot, _: &Session| {
            let data = semantic_tokens::tokens(snapshot, Some(params.range));
            SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data })
        };
        self.answer(&params.text_document.uri, feature).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let feature =
            move |snapshot: &Snapshot, session: &Session| navigation::definition(snapshot, &session.client, position);
        Ok(self.answer(&text_document.uri, feature).await?.flatten())
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let with_first = params.context.include_declaration;
        let feature = move |snapshot: &Snapshot, _: &Session| navigation::references(snapshot, position, with_first);
        Ok(self.answer(&text_document.uri, feature).await?.flatten())
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let feature = move |snapshot: &Snapshot, _: &Session| navigation::highlights(snapshot, position);
        Ok(self.answer(&text_document.uri, feature).await?.flatten())
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let feature = |snapshot: &Snapshot, session: &Session| folding::ranges(snapshot, &session.client);
        self.answer(&params.text_document.uri, feature).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let feature = move |snapshot: &Snapshot, _: &Session| selection::around(snapshot, &params.positions);
        self.answer(&params.text_document.uri, feature).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.answer(&params.text_document.uri, |snapshot, _| code_lens::lenses(snapshot)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.answer(&params.text_document.uri, |snapshot, _| links::links(snapshot)).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let feature = move |snapshot: &Snapshot, _: &Session| completion::labels(snapshot, position);
        Ok(self.answer(&text_document.uri, feature).await?.flatten().map(CompletionResponse::Array))
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let session = Arc::clone(self.session()?);
        session.resume_index();
        session.documents.settle(SEARCH_PATIENCE).await;
        let crew = session.crew.clone();
        let search = move |cancelled: &Cancelled| {
            let mut search = Search::new(&params.query);
            let ready = session.documents.ready();
            let open: HashSet<Key> = ready.iter().map(|snapshot| Key::new(&snapshot.uri)).collect();
            for snapshot in ready {
                search.visit(&snapshot.uri, &workspace_symbols::of(&snapshot), cancelled);
            }
            for entry in session.index.entries() {
                if !open.contains(&Key::new(&entry.uri)) {
                    search.visit(&entry.uri, &entry.symbols, cancelled);
                }
            }
            WorkspaceSymbolResponse::Nested(search.finish())
        };
        crew.run(search).await.map(Some)
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        match Asked::read(&params.command, params.arguments).map_err(refused)? {
            Asked::KeyFigures(uri) => self.answer(&uri, |snapshot, _| commands::rows(snapshot)).await,
            Asked::Export(uri, format, scale) => {
                let feature = move |snapshot: &Snapshot, _: &Session| commands::export(snapshot, format, scale);
                Ok(self.answer(&uri, feature).await?.map(Value::String))
            }
            Asked::Show(..) if !self.session()?.client.shows_documents => {
                Err(refused("this editor cannot be asked to show a place".to_owned()))
            }
            Asked::Show(uri, range) => {
                let (external, take_focus, selection) = (None, Some(true), Some(range));
                drop(self.outbox.ask::<ShowDocument>(ShowDocumentParams { uri, external, take_focus, selection }));
                Ok(None)
            }
        }
    }
}
