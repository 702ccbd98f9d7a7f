//! The index: what can be looked up in the transcripts of the workspace that are not open.
//!
//! It is made in the background, newest files first, by as many threads as there are processors; it keeps a few
//! kilobytes of each call. Until it is complete, searches answer from what is there. What is open is left out: its own
//! analysis is newer than the file.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::SystemTime;

use tieout_analysis::Analysis;
use tieout_project::{Source, may_hold_transcript};
use tower_lsp::ls_types::{Diagnostic, Uri};

use crate::client::Client;
use crate::crew::Crew;
use crate::documents::Documents;
use crate::failing_words::FailingWords;
use crate::features::diagnostics;
use crate::features::workspace_symbols::{self, CallSymbols};
use crate::snapshot::Snapshot;
use crate::uri::{self, Key};
use crate::workspace::Workspace;

/// More threads read no faster: they wait for the disk.
const THREADS: usize = 4;

/// So many files are not worth another thread.
const A_FEW: usize = 8;

/// What is known of the files of the workspace.
#[derive(Default)]
pub(crate) struct Index {
    entries: Mutex<HashMap<PathBuf, Arc<Entry>>>,
}

/// A file.
pub(crate) struct Entry {
    pub(crate) uri: Uri,
    pub(crate) symbols: Vec<CallSymbols>,
    /// Its findings, where they are wanted.
    pub(crate) findings: Vec<Diagnostic>,
}

/// Work under way, which can be watched and stopped.
#[derive(Clone, Default)]
pub(crate) struct Progress(Arc<Counts>);

#[derive(Default)]
struct Counts {
    done: AtomicUsize,
    all: AtomicUsize,
    threads: AtomicUsize,
    stopped: AtomicBool,
}

impl Progress {
    /// Files read, and files to be read.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.0.done.load(Ordering::Relaxed), self.0.all.load(Ordering::Relaxed))
    }

    /// Whether nothing is under way any more.
    pub(crate) fn is_over(&self) -> bool {
        self.0.threads.load(Ordering::Acquire) == 0
    }

    /// Stops the work; what was indexed stays.
    pub(crate) fn stop(&self) {
        self.0.stopped.store(true, Ordering::Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.0.stopped.load(Ordering::Relaxed)
    }
}

/// What the threads need.
pub(crate) struct Surroundings {
    pub(crate) client: Client,
    pub(crate) crew: Crew,
    pub(crate) documents: Arc<Documents>,
    pub(crate) workspace: Arc<Workspace>,
    /// Whether findings are kept.
    pub(crate) findings: bool,
    pub(crate) failing_words: FailingWords,
}

impl Index {
    /// Reads all transcripts of the workspace anew, in the background.
    pub(crate) fn build(self: &Arc<Self>, surroundings: Surroundings) -> Progress {
        let index = Arc::clone(self);
        let find = move |surroundings: &Surroundings| {
            let files = surroundings.workspace.files();
            let there: HashSet<&PathBuf> = files.iter().collect();
            index.lock().retain(|path, _| there.contains(path));
            files
        };
        self.start(surroundings, find)
    }

    /// Reads some files anew, and those in some folders, in the background; those that are gone, or that a client names
    /// although they are none of the workspace's, are forgotten.
    pub(crate) fn update(self: &Arc<Self>, paths: Vec<PathBuf>, surroundings: Surroundings) -> Progress {
        let index = Arc::clone(self);
        self.start(surroundings, move |surroundings| {
            let ours = surroundings.workspace.files_among(&paths);
            let there: HashSet<&PathBuf> = ours.iter().collect();
            paths.iter().filter(|path| !there.contains(path)).for_each(|path| drop(index.lock().remove(path)));
            // What is gone may have been a folder: nobody says so, and nobody names what was in it.
            let is_ours = |path: &Path| !surroundings.workspace.is_outside(path);
            let may_be_folder = |path: &&Path| !may_hold_transcript(path) && is_ours(path) && !path.is_file();
            let folders: HashSet<&Path> = paths.iter().map(PathBuf::as_path).filter(may_be_folder).collect();
            if !folders.is_empty() {
                let is_in = |path: &Path| path.ancestors().any(|around| folders.contains(around));
                index.lock().retain(|path, _| there.contains(path) || !is_in(path));
            }
            ours
        })
    }

    /// What is known by now.
    pub(crate) fn entries(&self) -> Vec<Arc<Entry>> {
        self.lock().values().cloned().collect()
    }

    fn start(
        self: &Arc<Self>,
        surroundings: Surroundings,
        find: impl FnOnce(&Surroundings) -> Vec<PathBuf> + Send + 'static,
    ) -> Progress {
        let progress = Progress::default();
        progress.0.threads.store(1, Ordering::Release);
        let (index, shared) = (Arc::clone(self), progress.clone());
        let crew = surroundings.crew.clone();
        crew.start(move || {
            let surroundings = Arc::new(surroundings);
            let mut files = find(&surroundings);
            // The newest are taken from the end.
            files.sort_by_cached_key(|path| modified(path));
            shared.0.all.store(files.len(), Ordering::Relaxed);
            let count = thread::available_parallelism().map_or(1, usize::from).min(THREADS).min(files.len() / A_FEW);
            let files = Arc::new(Mutex::new(files));
            for _ in 1..count {
                let (index, shared, files) = (Arc::clone(&index), shared.clone(), Arc::clone(&files));
                let surroundings = Arc::clone(&surroundings);
                shared.0.threads.fetch_add(1, Ordering::AcqRel);
                let counted = shared.clone();
                let more = move || index.read_all(&files, &shared, &surroundings);
                if spawn(more).is_err() {
                    counted.0.threads.fetch_sub(1, Ordering::AcqRel);
                }
            }
            index.read_all(&files, &shared, &surroundings);
        });
        progress
    }

    fn read_all(&self, files: &Mutex<Vec<PathBuf>>, progress: &Progress, surroundings: &Surroundings) {
        while !progress.is_stopped() {
            let Some(path) = files.lock().unwrap_or_else(PoisonError::into_inner).pop() else { break };
            let entry = catch_unwind(AssertUnwindSafe(|| read(&path, surroundings))).unwrap_or_else(|_| {
                tracing::error!("the analysis of a file of the workspace failed; the index goes on without it");
                None
            });
            let mut entries = self.lock();
            // Who stops this may be about to read the file under other settings.
            if progress.is_stopped() {
                break;
            }
            match entry {
                Some(entry) => entries.insert(path, Arc::new(entry)),
                None => entries.remove(&path),
            };
            progress.0.done.fetch_add(1, Ordering::Relaxed);
        }
        progress.0.threads.fetch_sub(1, Ordering::AcqRel);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PathBuf, Arc<Entry>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn spawn(work: impl FnOnce() + Send + 'static) -> std::io::Result<thread::JoinHandle<()>> {
    thread::Builder::new().name("index".to_owned()).spawn(work)
}

fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

/// Reads a file; none where it is open, gone, over the limit or no transcript.
fn read(path: &Path, surroundings: &Surroundings) -> Option<Entry> {
    let uri = uri::of_path(path)?;
    if surroundings.documents.is_open(&Key::new(&uri)) {
        return None;
    }
    let limit = surroundings.workspace.editor().max_file_size();
    let metadata = std::fs::metadata(path).ok()?;
    if metadata.len() > limit {
        return None;
    }
    let decoded = Source::File(path.to_owned()).read().ok()?;
    surroundings.failing_words.look_at(&decoded.text);
    let analysis = Analysis::new(&decoded.text, &surroundings.workspace.settings(Some(path)).0);
    let encoding = surroundings.client.encoding;
    let snapshot = Snapshot::new(uri, Some(path.to_owned()), (0, 0), encoding, analysis, None);
    if !snapshot.is_transcript() {
        return None;
    }
    let findings = if surroundings.findings { diagnostics::all(&snapshot, &surroundings.client) } else { Vec::new() };
    Some(Entry { symbols: workspace_symbols::of(&snapshot), uri: snapshot.uri, findings })
}
