//! The session with one client, from its introduction on.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use ropey::Rope;
use tieout_analysis::Settings;
use tower_lsp::ls_types::notification::PublishDiagnostics;
use tower_lsp::ls_types::{MessageType, PublishDiagnosticsParams, TextDocumentItem, Uri};

use crate::client::Client;
use crate::documents::{Documents, Surroundings};
use crate::features::diagnostics;
use crate::outbox::Outbox;
use crate::positions::Encoding;
use crate::snapshot::Snapshot;
use crate::uri::Key;

/// What is known of a client, and what it has opened.
pub(crate) struct Session {
    pub(crate) client: Client,
    pub(crate) outbox: Outbox,
    pub(crate) documents: Documents,
    /// The documents whose findings the client has been pushed, so that they can be taken back.
    pushed: Mutex<HashMap<Key, bool>>,
    /// Makes the analysis of a text with these words fail, for the tests of what happens then.
    failing_words: Option<String>,
}

/// Names the environment variable that holds [`Session::failing_words`].
const FAILING_WORDS: &str = "TIEOUT_TEST_PANIC_ON";

impl Session {
    pub(crate) fn new(client: Client, outbox: Outbox) -> Session {
        Session {
            client,
            outbox,
            documents: Documents::default(),
            pushed: Mutex::new(HashMap::new()),
            failing_words: std::env::var(FAILING_WORDS).ok().filter(|words| !words.is_empty()),
        }
    }

    /// Opens a document and starts its analysis.
    pub(crate) fn open(self: &Arc<Self>, item: TextDocumentItem) {
        let key = self.documents.open(item);
        self.analyse(&key);
    }

    /// Closes a document and takes back what was said about it.
    pub(crate) fn close(&self, uri: &Uri) {
        self.documents.close(uri);
        if self.forget_pushed(&Key::new(uri)) {
            self.push(uri.clone(), None, Vec::new());
        }
    }

    /// Brings the analysis of a document up to its text, on a thread that may take its time.
    pub(crate) fn analyse(self: &Arc<Self>, key: &Key) {
        if let Some(run) = self.documents.claim(key) {
            let session = Arc::clone(self);
            tokio::task::spawn_blocking(move || session.documents.run(&run, &*session));
        }
    }

    fn push(&self, uri: Uri, version: Option<i32>, diagnostics: Vec<tower_lsp::ls_types::Diagnostic>) {
        self.outbox.notify::<PublishDiagnostics>(PublishDiagnosticsParams { uri, diagnostics, version });
    }

    fn forget_pushed(&self, key: &Key) -> bool {
        self.pushed.lock().unwrap_or_else(PoisonError::into_inner).remove(key).unwrap_or(false)
    }
}

impl Surroundings for Session {
    fn settings(&self, _path: Option<&Path>) -> Arc<Settings> {
        Arc::new(Settings::default())
    }

    fn encoding(&self) -> Encoding {
        self.client.encoding
    }

    fn size_limit(&self) -> usize {
        32 << 20
    }

    fn too_large(&self, uri: &Uri, size: usize) {
        let name = uri.as_str().rsplit('/').next().unwrap_or_default();
        let message = format!("{name} has {} MB and is not analysed: tieout.maxFileSize is lower.", size >> 20);
        self.outbox.show(MessageType::INFO, message);
    }

    fn before_analysis(&self, text: &Rope) {
        if let Some(words) = &self.failing_words
            && text.to_string().contains(words)
        {
            panic!("the analysis was asked to fail");
        }
    }

    fn analysed(&self, snapshot: &Snapshot) {
        if self.client.pulls_diagnostics {
            return;
        }
        let key = Key::new(&snapshot.uri);
        let mut pushed = self.pushed.lock().unwrap_or_else(PoisonError::into_inner);
        // About a text that is no transcript nothing is said, unless something has to be taken back.
        if snapshot.is_transcript() || pushed.contains_key(&key) {
            let items = diagnostics::all(snapshot, &self.client);
            pushed.insert(key, !items.is_empty());
            self.push(snapshot.uri.clone(), Some(snapshot.version), items);
        }
    }
}

/// Tells work that nobody waits for it any more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cancelled(Arc<AtomicBool>);

impl Cancelled {
    /// Whether the work may stop.
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Sets the flag when the handler that waited is dropped.
pub(crate) struct CancelOnDrop(pub(crate) Cancelled);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}
