//! The handlers: each finds the snapshot it is about and asks a feature.
//!
//! A handler that changes something does so before it first waits, so that changes happen in the order of the
//! messages. No handler waits for the client.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

use crate::ServerOptions;
use crate::capabilities;
use crate::client::Client;
use crate::features::{diagnostics, folding, hover, outline};
use crate::lifetime::Lifetime;
use crate::outbox::Outbox;
use crate::session::{CancelOnDrop, Cancelled, Session};
use crate::snapshot::Snapshot;

/// The server of one client.
pub(crate) struct Server {
    options: ServerOptions,
    outbox: Outbox,
    lifetime: Lifetime,
    /// Set by `initialize`, which the framework lets through once and before all else.
    session: OnceLock<Arc<Session>>,
}

impl Server {
    pub(crate) fn new(options: ServerOptions, outbox: Outbox, lifetime: Lifetime) -> Server {
        Server { options, outbox, lifetime, session: OnceLock::new() }
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
                in_background(move |_| feature(&snapshot, &session)).await.map(Some)
            }
            _ => Ok(None),
        }
    }
}

/// Runs work on a thread that may take its time, and answers with an error where it fails.
async fn in_background<T: Send + 'static>(work: impl FnOnce(&Cancelled) -> T + Send + 'static) -> Result<T> {
    let cancelled = Cancelled::default();
    let _guard = CancelOnDrop(cancelled.clone());
    let run = move || {
        // Nobody waits for an answer that was cancelled before it was begun.
        if cancelled.is_set() {
            return Err(Error::request_cancelled());
        }
        catch_unwind(AssertUnwindSafe(|| work(&cancelled))).map_err(|_| failed())
    };
    tokio::task::spawn_blocking(run).await.unwrap_or_else(|_| Err(failed()))
}

fn failed() -> Error {
    Error { message: "tieout failed to answer; its log says where".into(), ..Error::internal_error() }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = Client::new(&params.capabilities);
        let capabilities = capabilities::offered(&client);
        let session = Arc::new(Session::new(client, self.outbox.clone()));
        self.session.set(session).map_err(|_| Error::invalid_request())?;
        if let Some(process) = params.process_id.or(self.options.client_process) {
            self.lifetime.follow(process);
        }
        let info = ServerInfo { name: "tieout".to_owned(), version: Some(self.options.version.clone()) };
        Ok(InitializeResult { capabilities, server_info: Some(info), ..InitializeResult::default() })
    }

    async fn initialized(&self, _: InitializedParams) {}

    async fn shutdown(&self) -> Result<()> {
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

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let feature = |snapshot: &Snapshot, session: &Session| outline::symbols(snapshot, &session.client);
        self.answer(&params.text_document.uri, feature).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let feature = move |snapshot: &Snapshot, session: &Session| hover::at(snapshot, &session.client, position);
        Ok(self.answer(&text_document.uri, feature).await?.flatten())
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let feature = |snapshot: &Snapshot, session: &Session| folding::ranges(snapshot, &session.client);
        self.answer(&params.text_document.uri, feature).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let previous = params.previous_result_id;
        let feature = move |snapshot: &Snapshot, session: &Session| {
            diagnostics::report(snapshot, &session.client, previous.as_deref())
        };
        Ok(self.answer(&params.text_document.uri, feature).await?.unwrap_or_else(diagnostics::nothing))
    }
}
