//! The open documents: their texts, and the analyses that follow them.
//!
//! A change is applied to the text at once, in the order of the messages. The analysis runs elsewhere, one run at a
//! time for each document: changes that arrive meanwhile are gathered and taken up by the next round of the same run,
//! so that the newest text wins however fast somebody types. Whoever asks about a document waits for the analysis of
//! the text it had when the question came, or of a newer one.

use std::collections::HashMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ropey::Rope;
use tieout_analysis::{Analysis, Settings};
use tokio::sync::watch;
use tokio::time::timeout;
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use crate::positions::{Encoding, range_in, text_range};
use crate::snapshot::Snapshot;
use crate::uri::{self, Key};
use crate::workspace::Nearest;

/// All open documents.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    open: Mutex<HashMap<Key, Document>>,
    /// Counts texts and openings, over all documents: a document that is closed and opened again is another one.
    counter: AtomicU64,
}

/// A run that has to be started.
#[derive(Debug)]
pub(crate) struct Run {
    key: Key,
    opening: u64,
}

#[derive(Debug)]
struct Document {
    /// Tells this opening of the document from others.
    opening: u64,
    uri: Uri,
    path: Option<PathBuf>,
    version: i32,
    text: Rope,
    /// Counts the texts, so that an analysis can be told to be of the newest.
    generation: u64,
    /// What has to be done to bring the analysis up to the text.
    due: Due,
    /// Whether a run is under way.
    running: bool,
    /// Whether the user was told that it is too large.
    told: Arc<AtomicBool>,
    /// The newest analysis that is ready.
    ready: watch::Sender<Option<Arc<Snapshot>>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Due {
    Nothing,
    /// These bytes of the analysed text have become so many others.
    Edit(Edit),
    /// To be read afresh.
    Everything,
}

/// Several changes as one: a range of the old text, and the length of what stands there in the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edit {
    old: Range<usize>,
    new_length: usize,
}

impl Edit {
    /// Adds a change of the new text.
    fn and(&self, change: Range<usize>, length: usize) -> Edit {
        let new = self.old.start..self.old.start + self.new_length;
        let start = new.start.min(change.start);
        let end = new.end.max(change.end);
        Edit {
            old: start..self.old.end + (end - new.end),
            new_length: (end - start) - (change.end - change.start) + length,
        }
    }
}

/// What one round of a run works on.
struct Job {
    uri: Uri,
    path: Option<PathBuf>,
    version: i32,
    generation: u64,
    text: Rope,
    due: Due,
    told: Arc<AtomicBool>,
    before: Option<Arc<Snapshot>>,
}

/// What the runs need to know of the session.
pub(crate) trait Surroundings: Send + Sync + 'static {
    /// The settings that hold for a document, and the file they are taken from; may read files.
    fn settings(&self, path: Option<&Path>) -> (Settings, Option<Nearest>);
    /// What columns count.
    fn encoding(&self) -> Encoding;
    /// The longest text that is analysed, in bytes.
    fn size_limit(&self) -> u64;
    /// Called for a document that is over the limit, once each time it is opened.
    fn too_large(&self, uri: &Uri, size: usize);
    /// Called before each analysis, where it may fail on purpose.
    fn before_analysis(&self, text: &Rope);
    /// Called with each analysis of a newest text while the documents stand still; must not wait.
    fn analysed(&self, snapshot: &Snapshot);
}

impl Documents {
    /// Opens a document; one that is open already starts anew.
    pub(crate) fn open(&self, item: TextDocumentItem) -> Key {
        let key = Key::new(&item.uri);
        let mut documents = self.lock();
        let ready = documents.remove(&key).map_or_else(|| watch::Sender::new(None), |document| document.ready);
        let document = Document {
            opening: self.count(),
            path: uri::path_of(&item.uri),
            uri: item.uri,
            version: item.version,
            text: Rope::from_str(&item.text),
            generation: self.count(),
            due: Due::Everything,
            running: false,
            told: Arc::default(),
            ready,
        };
        documents.insert(key.clone(), document);
        key
    }

    /// Applies changes in their order. Changes to a document that is not open are ignored.
    pub(crate) fn change(
        &self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Option<Key> {
        let key = Key::new(uri);
        let mut documents = self.lock();
        let Some(document) = documents.get_mut(&key) else {
            tracing::warn!("a change to a document that is not open");
            return None;
        };
        document.version = version;
        document.generation = self.count();
        for change in changes {
            document.apply(change, encoding);
        }
        Some(key)
    }

    /// Closes a document. Those who wait for its analysis get none.
    pub(crate) fn close(&self, uri: &Uri) -> bool {
        self.lock().remove(&Key::new(uri)).is_some()
    }

    /// The keys of all open documents.
    pub(crate) fn keys(&self) -> Vec<Key> {
        self.lock().keys().cloned().collect()
    }

    /// The newest analyses that are ready, of all open documents.
    pub(crate) fn ready(&self) -> Vec<Arc<Snapshot>> {
        self.lock().values().filter_map(|document| document.ready.borrow().clone()).collect()
    }

    /// The version and the text of a document, which need not be saved; none where it is not open.
    pub(crate) fn text(&self, uri: &Uri) -> Option<(i32, String)> {
        self.lock().get(&Key::new(uri)).map(|document| (document.version, document.text.to_string()))
    }

    /// Whether a file is open.
    pub(crate) fn is_open(&self, key: &Key) -> bool {
        self.lock().contains_key(key)
    }

    /// Forgets the analysis of a document, because its settings have changed.
    pub(crate) fn invalidate(&self, key: &Key) {
        if let Some(document) = self.lock().get_mut(key) {
            document.generation = self.count();
            document.due = Due::Everything;
        }
    }

    /// The analysis of the text that the document has now, or of a newer one; none where it is not open, or is closed
    /// meanwhile.
    pub(crate) async fn newest(&self, uri: &Uri) -> Option<Arc<Snapshot>> {
        let (wanted, mut ready) = {
            let documents = self.lock();
            let document = documents.get(&Key::new(uri))?;
            (document.generation, document.ready.subscribe())
        };
        let is_new = |snapshot: &Option<Arc<Snapshot>>| snapshot.as_ref().is_some_and(|it| it.generation >= wanted);
        let snapshot = ready.wait_for(is_new).await.ok()?;
        snapshot.clone()
    }

    /// Waits for the analyses of the texts that all documents have now, but no longer than so long.
    pub(crate) async fn settle(&self, patience: Duration) {
        let open: Vec<Uri> = self.lock().values().map(|document| document.uri.clone()).collect();
        let all = async {
            for uri in &open {
                self.newest(uri).await;
            }
        };
        let _ = timeout(patience, all).await;
    }

    /// The run that a document needs, unless one is under way already.
    pub(crate) fn claim(&self, key: &Key) -> Option<Run> {
        let mut documents = self.lock();
        let document = documents.get_mut(key).filter(|document| !document.running && document.due != Due::Nothing)?;
        document.running = true;
        Some(Run { key: key.clone(), opening: document.opening })
    }

    /// Analyses a document until its newest text is done.
    pub(crate) fn run(&self, run: &Run, surroundings: &impl Surroundings) {
        while let Some(job) = self.next_job(run) {
            let snapshot = Arc::new(job.work(surroundings));
            let documents = self.lock();
            let Some(document) = documents.get(&run.key).filter(|it| it.opening == run.opening) else { return };
            if document.generation == snapshot.generation {
                attempt(snapshot.version, "reporting", || surroundings.analysed(&snapshot));
            }
            document.ready.send_replace(Some(snapshot));
        }
    }

    fn next_job(&self, run: &Run) -> Option<Job> {
        let mut documents = self.lock();
        let document = documents.get_mut(&run.key).filter(|it| it.opening == run.opening)?;
        let due = std::mem::replace(&mut document.due, Due::Nothing);
        if due == Due::Nothing {
            document.running = false;
            return None;
        }
        Some(Job {
            uri: document.uri.clone(),
            path: document.path.clone(),
            version: document.version,
            generation: document.generation,
            text: document.text.clone(),
            due,
            told: Arc::clone(&document.told),
            before: document.ready.borrow().clone(),
        })
    }

    fn count(&self) -> u64 {
        self.counter.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Document>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Document {
    fn apply(&mut self, change: TextDocumentContentChangeEvent, encoding: Encoding) {
        let Some(range) = change.range else {
            self.text = Rope::from_str(&change.text);
            self.due = Due::Everything;
            return;
        };
        let range = Range::<usize>::from(range_in(&self.text, range, encoding));
        let start = self.text.byte_to_char(range.start);
        let end = self.text.byte_to_char(range.end);
        self.text.remove(start..end);
        self.text.insert(start, &change.text);
        self.due = match &self.due {
            Due::Nothing => Due::Edit(Edit { old: range, new_length: change.text.len() }),
            Due::Edit(edit) => Due::Edit(edit.and(range, change.text.len())),
            Due::Everything => Due::Everything,
        };
    }
}

impl Job {
    fn work(self, surroundings: &impl Surroundings) -> Snapshot {
        let encoding = surroundings.encoding();
        let (analysis, nearest) = self.analysis(surroundings);
        let Job { uri, path, version, generation, before, .. } = self;
        let mut snapshot = Snapshot::new(uri, path, (version, generation), encoding, analysis, before.as_deref());
        snapshot.nearest = nearest;
        snapshot
    }

    /// The analysis, and where its settings come from.
    fn analysis(&self, surroundings: &impl Surroundings) -> (Analysis, Option<Nearest>) {
        let size = self.text.len_bytes();
        if size as u64 > surroundings.size_limit() {
            if !self.told.swap(true, Ordering::Relaxed) {
                surroundings.too_large(&self.uri, size);
            }
            return (nothing(), None);
        }
        if let (Due::Edit(edit), Some(before)) = (&self.due, &self.before) {
            // The text before was over the limit or could not be analysed where the lengths do not add up.
            let before_size = before.analysis.calls().iter().map(|placed| placed.call.text.len()).sum::<usize>();
            if before_size + edit.new_length == size + edit.old.len() {
                let replacement = self.text.byte_slice(edit.old.start..edit.old.start + edit.new_length).to_string();
                let range = text_range(edit.old.clone());
                let edited = attempt(self.version, "following an edit", || {
                    surroundings.before_analysis(&self.text);
                    before.analysis.edited(range, &replacement)
                });
                if let Some(edited) = edited {
                    return (edited, before.nearest.clone());
                }
            }
        }
        let fresh = attempt(self.version, "reading the text", || {
            surroundings.before_analysis(&self.text);
            let (settings, nearest) = surroundings.settings(self.path.as_deref());
            (Analysis::new(&self.text.to_string(), &settings), nearest)
        });
        fresh.unwrap_or_else(|| (nothing(), None))
    }
}

/// Does something that must not take the server down if it fails. What failed stands in the log: the panic hook has
/// written where in the code, never a word of the text.
fn attempt<T>(version: i32, what: &str, work: impl FnOnce() -> T) -> Option<T> {
    let outcome = catch_unwind(AssertUnwindSafe(work)).ok();
    if outcome.is_none() {
        tracing::error!("the analysis of version {version} failed while {what}; the server goes on");
    }
    outcome
}

/// The analysis of a text about which nothing is to be said.
fn nothing() -> Analysis {
    Analysis::new("", &Settings::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_edits_are_one() {
        let old = "The quick brown fox jumps over the lazy dog";
        let edits: [(Range<usize>, &str); 5] =
            [(4..9, "slow"), (14..14, "ish"), (0..3, "A"), (30..36, ""), (2..4, "xyz")];
        let mut text = old.to_owned();
        let mut gathered: Option<Edit> = None;
        for (range, replacement) in edits {
            text.replace_range(range.clone(), replacement);
            gathered = Some(match gathered {
                None => Edit { old: range, new_length: replacement.len() },
                Some(edit) => edit.and(range, replacement.len()),
            });
            let edit = gathered.clone().unwrap();
            let mut once = old.to_owned();
            once.replace_range(edit.old.clone(), &text[edit.old.start..edit.old.start + edit.new_length]);
            assert_eq!(once, text);
        }
    }
}
