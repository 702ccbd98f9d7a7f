//! The session with one client, from its introduction on: what it has opened, and how it wants things done.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ropey::Rope;
use tieout_analysis::{Profile, Settings};
use tieout_project::{EditorSettings, FILE_NAME};
use tokio::sync::Notify;
use tower_lsp::ls_types::notification::PublishDiagnostics;
use tower_lsp::ls_types::request::{
    CodeLensRefresh, InlayHintRefreshRequest, RegisterCapability, SemanticTokensRefresh, UnregisterCapability,
    WorkspaceDiagnosticRefresh,
};
use tower_lsp::ls_types::{
    MessageType, ProgressToken, Registration, RegistrationParams, TextDocumentItem, Unregistration,
    UnregistrationParams, Uri,
};

use crate::capabilities::{later_completion, later_findings};
use crate::client::Client;
use crate::crew::Crew;
use crate::documents::{Documents, Surroundings};
use crate::failing_words::FailingWords;
use crate::features::semantic_tokens::Told;
use crate::features::{code_actions, diagnostics};
use crate::index::{self, Index, Progress};
use crate::indexing_progress;
use crate::outbox::Outbox;
use crate::positions::Encoding;
use crate::snapshot::Snapshot;
use crate::uri::{self, Key};
use crate::workspace::{Nearest, Workspace};

/// What is known of a client, and what it has opened.
pub(crate) struct Session {
    pub(crate) client: Client,
    pub(crate) outbox: Outbox,
    pub(crate) documents: Arc<Documents>,
    pub(crate) crew: Crew,
    pub(crate) workspace: Arc<Workspace>,
    pub(crate) index: Arc<Index>,
    indexing: Mutex<Indexing>,
    /// Told when a document is found to be a transcript.
    pub(crate) recognised: Notify,
    /// The documents that findings were pushed for, and whether there were any: they may have to be taken back.
    pushed: Mutex<HashMap<Key, bool>>,
    /// The last semantic tokens of each document, to tell the differences from.
    told: Mutex<HashMap<Key, Told>>,
    answers: AtomicU64,
    /// Whether completion was offered.
    completes: AtomicBool,
    failing_words: FailingWords,
}

/// The indexing of the workspace.
#[derive(Default)]
struct Indexing {
    /// How often it was begun.
    count: u64,
    /// The last, so that the user can stop it.
    progress: Progress,
    /// Whether the user did.
    stopped: bool,
}

impl Session {
    pub(crate) fn new(client: Client, folders: Vec<PathBuf>, editor: EditorSettings, outbox: Outbox) -> Session {
        Session {
            client,
            workspace: Arc::new(Workspace::new(folders, editor, outbox.clone())),
            outbox,
            documents: Arc::default(),
            crew: Crew::new(),
            index: Arc::new(Index::default()),
            indexing: Mutex::default(),
            recognised: Notify::new(),
            pushed: Mutex::new(HashMap::new()),
            told: Mutex::new(HashMap::new()),
            answers: AtomicU64::new(0),
            completes: AtomicBool::new(false),
            failing_words: FailingWords::from_environment(),
        }
    }

    /// Opens a document and starts its analysis.
    pub(crate) fn open(self: &Arc<Self>, item: TextDocumentItem) {
        let key = self.documents.open(item);
        self.analyse(&key);
    }

    /// Closes a document and takes back what was said about it.
    pub(crate) fn close(self: &Arc<Self>, uri: &Uri) {
        let key = Key::new(uri);
        if self.documents.close(uri) {
            // From now on, what is on the disk counts.
            self.index_again(uri::path_of(uri).into_iter().collect());
        }
        lock(&self.told).remove(&key);
        if lock(&self.pushed).remove(&key) == Some(true) {
            self.push(uri, None, None);
        }
    }

    /// Brings the analysis of a document up to its text, on a thread that may take its time.
    pub(crate) fn analyse(self: &Arc<Self>, key: &Key) {
        if let Some(run) = self.documents.claim(key) {
            let session = Arc::clone(self);
            self.crew.start(move || session.documents.run(&run, &*session));
        }
    }

    /// Analyses all open documents anew, and indexes those that are not, because their settings have changed.
    pub(crate) fn analyse_all(self: &Arc<Self>) {
        for key in self.documents.keys() {
            self.documents.invalidate(&key);
            self.analyse(&key);
        }
        self.index_if(|indexing| indexing.count > 0);
        self.refresh();
    }

    /// Takes other settings of the editor.
    pub(crate) fn adopt(self: &Arc<Self>, editor: EditorSettings) {
        let before = self.workspace.set_editor(editor.clone());
        if before == editor {
            return;
        }
        if before.overrides() != editor.overrides() || before.max_file_size() != editor.max_file_size() {
            self.analyse_all();
        } else {
            self.refresh();
            if before.diagnostics != editor.diagnostics {
                self.index_if(|indexing| indexing.count > 0);
            }
        }
        if before.diagnostics.workspace != editor.diagnostics.workspace && self.client.registers_diagnostics {
            let Registration { id, method, .. } = later_findings(!editor.diagnostics.workspace);
            let unregisterations = vec![Unregistration { id, method }];
            drop(self.outbox.ask::<UnregisterCapability>(UnregistrationParams { unregisterations }));
            self.offer(later_findings(editor.diagnostics.workspace));
        }
        if editor.diagnostics.workspace {
            self.ensure_index();
        }
    }

    fn offer(&self, what: Registration) {
        drop(self.outbox.ask::<RegisterCapability>(RegistrationParams { registrations: vec![what] }));
    }

    /// Takes settings as an editor sent them. The old ones stay where it speaks of other programs only, and where
    /// something is wrong with the new ones, which is told to the user.
    pub(crate) fn adopt_json(self: &Arc<Self>, sent: serde_json::Value) {
        match EditorSettings::from_json(sent) {
            Ok(Some(editor)) => self.adopt(editor),
            Ok(None) => {}
            Err(error) => self.outbox.show(MessageType::WARNING, format!("tieout: {error}")),
        }
    }

    /// Follows changes of files and folders on the disk.
    pub(crate) fn files_changed(self: &Arc<Self>, uris: &[Uri]) {
        let paths: Vec<PathBuf> = uris.iter().filter_map(uri::path_of).collect();
        if paths.iter().any(|path| path.file_name().is_some_and(|name| name == FILE_NAME)) {
            self.analyse_all();
        } else {
            self.index_again(paths);
        }
    }

    /// Has the transcripts among some files, and those in some folders, indexed anew.
    fn index_again(&self, paths: Vec<PathBuf>) {
        if !paths.is_empty() && lock(&self.indexing).count > 0 {
            self.index.update(paths, self.index_surroundings());
        }
    }

    /// Begins to index the workspace, unless that was begun before.
    pub(crate) fn ensure_index(self: &Arc<Self>) {
        self.index_if(|indexing| indexing.count == 0);
    }

    /// Begins to index the workspace, unless that was begun before and not stopped.
    pub(crate) fn resume_index(self: &Arc<Self>) {
        self.index_if(|indexing| indexing.count == 0 || indexing.stopped);
    }

    fn index_if(self: &Arc<Self>, is_wanted: impl FnOnce(&Indexing) -> bool) {
        let mut indexing = lock(&self.indexing);
        if !is_wanted(&indexing) {
            return;
        }
        indexing.progress.stop();
        let count = indexing.count + 1;
        let progress = self.index.build(self.index_surroundings());
        *indexing = Indexing { count, progress: progress.clone(), stopped: false };
        if self.client.progress {
            indexing_progress::show(self.outbox.clone(), progress, indexing_progress::token(count));
        }
    }

    /// Stops what the user no longer wants to wait for.
    pub(crate) fn cancel_progress(&self, token: &ProgressToken) {
        let mut indexing = lock(&self.indexing);
        if *token == indexing_progress::token(indexing.count) && !indexing.progress.is_over() {
            indexing.progress.stop();
            indexing.stopped = true;
        }
    }

    /// Stops what nobody waits for any more.
    pub(crate) fn stop_progress(&self) {
        lock(&self.indexing).progress.stop();
    }

    fn index_surroundings(&self) -> index::Surroundings {
        index::Surroundings {
            client: self.client.clone(),
            crew: self.crew.clone(),
            documents: Arc::clone(&self.documents),
            workspace: Arc::clone(&self.workspace),
            findings: self.workspace.editor().diagnostics.workspace,
            failing_words: self.failing_words.clone(),
        }
    }

    /// What accepting a finding looks at.
    pub(crate) fn around_acceptance(&self) -> code_actions::Surroundings<'_> {
        code_actions::Surroundings { workspace: &self.workspace, documents: &self.documents }
    }

    /// Keeps semantic tokens for the question after the next edit; returns them, and those that were told before.
    pub(crate) fn tell(&self, uri: &Uri, tokens: Vec<tower_lsp::ls_types::SemanticToken>) -> (Told, Option<Told>) {
        let id = self.answers.fetch_add(1, Ordering::Relaxed).to_string();
        let told = Told { id, tokens };
        let key = Key::new(uri);
        let mut kept = lock(&self.told);
        // An answer may come after the document was closed: then nobody will take it out again.
        let before = if self.documents.is_open(&key) { kept.insert(key, told.clone()) } else { None };
        (told, before)
    }

    /// Has the client ask again for what may have changed without an edit.
    fn refresh(&self) {
        let refreshes = self.client.refreshes;
        if refreshes.diagnostics && self.client.pulls_diagnostics {
            drop(self.outbox.ask::<WorkspaceDiagnosticRefresh>(()));
        }
        if refreshes.inlay_hints {
            drop(self.outbox.ask::<InlayHintRefreshRequest>(()));
        }
        if refreshes.semantic_tokens {
            drop(self.outbox.ask::<SemanticTokensRefresh>(()));
        }
        if refreshes.code_lenses {
            drop(self.outbox.ask::<CodeLensRefresh>(()));
        }
    }

    /// Sends the findings of a document, as a JSON list.
    fn push(&self, uri: &Uri, version: Option<i32>, findings: Option<String>) {
        let version = version.map_or(String::new(), |version| format!(r#""version":{version},"#));
        let findings = findings.unwrap_or_else(|| "[]".to_owned());
        let uri = serde_json::json!(uri);
        let params = format!(r#"{{"uri":{uri},{version}"diagnostics":{findings}}}"#);
        self.outbox.notify_with::<PublishDiagnostics>(params);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Surroundings for Session {
    fn settings(&self, path: Option<&Path>) -> (Settings, Option<Nearest>) {
        self.workspace.settings(path)
    }

    fn encoding(&self) -> Encoding {
        self.client.encoding
    }

    fn size_limit(&self) -> u64 {
        self.workspace.editor().max_file_size()
    }

    fn too_large(&self, uri: &Uri, size: usize) {
        let name = uri.as_str().rsplit('/').next().unwrap_or_default();
        let limit = self.size_limit();
        let message =
            format!("tieout: {name} has {size} bytes and is not analysed; tieout.maxFileSize allows {limit} bytes.");
        self.outbox.show(MessageType::INFO, message);
    }

    fn before_analysis(&self, text: &Rope) {
        self.failing_words.look_at(text);
    }

    fn analysed(&self, snapshot: &Snapshot) {
        if snapshot.is_transcript() {
            self.recognised.notify_one();
        }
        let completes = self.client.registers_completion && snapshot.analysis.settings().profile == Profile::Editor;
        if completes && !self.completes.swap(true, Ordering::Relaxed) {
            self.offer(later_completion());
        }
        if self.client.pulls_diagnostics {
            return;
        }
        let key = Key::new(&snapshot.uri);
        let mut pushed = lock(&self.pushed);
        // About a text that is no transcript nothing is said, unless something has to be taken back.
        if snapshot.is_transcript() || pushed.get(&key) == Some(&true) {
            let items = diagnostics::to_push(snapshot, &self.client);
            pushed.insert(key, items.is_some());
            self.push(&snapshot.uri, Some(snapshot.version), items);
        }
    }
}
