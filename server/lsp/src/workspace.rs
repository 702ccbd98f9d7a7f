//! The workspace: its folders, the settings of the editor and the `tieout.toml` files in force.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use tieout_analysis::Settings;
use tieout_project::{ConfigFile, EditorSettings, FILE_NAME, may_hold_transcript, nearest_config, settings_for};
use tower_lsp::ls_types::{MessageType, Uri, WorkspaceFolder};

use crate::outbox::Outbox;
use crate::uri;

/// Where transcripts lie and how they are to be read.
pub(crate) struct Workspace {
    state: Mutex<State>,
    outbox: Outbox,
}

struct State {
    folders: Vec<PathBuf>,
    editor: EditorSettings,
    /// The `tieout.toml` files that were read, by path.
    configs: HashMap<PathBuf, Config>,
}

/// The `tieout.toml` that holds for a file, where there is one, and its state, at the moment somebody looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Nearest(Option<(PathBuf, Stamp)>);

/// A `tieout.toml` as it was at some moment.
struct Config {
    stamp: Stamp,
    /// The last state of it that could be used; none where there was no such state.
    file: Option<Arc<ConfigFile>>,
}

/// By which it is seen that a file has changed.
type Stamp = Option<(SystemTime, u64)>;

impl Workspace {
    pub(crate) fn new(folders: Vec<PathBuf>, editor: EditorSettings, outbox: Outbox) -> Workspace {
        Workspace { state: Mutex::new(State { folders, editor, configs: HashMap::new() }), outbox }
    }

    /// The settings of the editor.
    pub(crate) fn editor(&self) -> EditorSettings {
        self.lock().editor.clone()
    }

    /// Takes other settings of the editor; returns those that held before.
    pub(crate) fn set_editor(&self, editor: EditorSettings) -> EditorSettings {
        std::mem::replace(&mut self.lock().editor, editor)
    }

    /// The folders, none inside another.
    pub(crate) fn folders(&self) -> Vec<PathBuf> {
        let folders = self.lock().folders.clone();
        let is_outer = |folder: &PathBuf| !folders.iter().any(|other| other != folder && folder.starts_with(other));
        let mut outer: Vec<PathBuf> = folders.iter().filter(|folder| is_outer(folder)).cloned().collect();
        outer.sort();
        outer.dedup();
        outer
    }

    /// Adds and removes folders.
    pub(crate) fn change_folders(&self, added: &[WorkspaceFolder], removed: &[WorkspaceFolder]) {
        let removed = paths(removed.iter().map(|folder| &folder.uri));
        let mut state = self.lock();
        state.folders.retain(|folder| !removed.contains(folder));
        state.folders.extend(paths(added.iter().map(|folder| &folder.uri)));
    }

    /// The settings for a document, and the file they were taken from; without a path, those of the editor alone.
    pub(crate) fn settings(&self, path: Option<&Path>) -> (Settings, Option<Nearest>) {
        let nearest = path.and_then(Path::parent).map(|folder| self.nearest(folder));
        let config = nearest.as_ref().and_then(|nearest| self.config(nearest));
        let overrides = self.lock().editor.overrides();
        (settings_for(path.unwrap_or(Path::new("")), config.as_deref(), &overrides), nearest)
    }

    /// All files that may hold a transcript.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let search = |folder: PathBuf| tieout_project::workspace(&folder, &mut |path| self.excludes(path));
        self.folders().into_iter().flat_map(search).collect()
    }

    /// Those of some files, and of the files in some folders, that belong to [`Workspace::files`].
    pub(crate) fn files_among(&self, paths: &[PathBuf]) -> Vec<PathBuf> {
        let is_folder = |path: &Path| path.symlink_metadata().is_ok_and(|it| it.is_dir());
        let files = |path: &PathBuf| match may_hold_transcript(path) {
            true => vec![path.clone()],
            false if is_folder(path) && !self.is_outside(path) => tieout_project::workspace(path, &mut |_| false),
            false => Vec::new(),
        };
        let files: Vec<PathBuf> = paths.iter().flat_map(files).collect();
        if files.is_empty() {
            // Most of what comes and goes in a folder is of no interest.
            return files;
        }
        let search = |folder: PathBuf| {
            let inside: Vec<PathBuf> = files.iter().filter(|file| file.starts_with(&folder)).cloned().collect();
            tieout_project::workspace_among(&folder, &inside, &mut |path| self.excludes(path))
        };
        self.folders().into_iter().flat_map(search).collect()
    }

    fn excludes(&self, path: &Path) -> bool {
        let nearest = path.parent().map(|folder| self.nearest(folder));
        nearest.and_then(|nearest| self.config(&nearest)).is_some_and(|config| config.excludes(path))
    }

    /// Where the settings for a file are, or would be written: the nearest `tieout.toml`, else one in the folder of the
    /// workspace, else one beside the file.
    pub(crate) fn config_path(&self, path: &Path) -> PathBuf {
        let folder = path.parent().unwrap_or(Path::new(""));
        let root = self.root_of(path);
        let nearest = nearest_config(folder, root.as_deref());
        nearest.unwrap_or_else(|| root.as_deref().unwrap_or(folder).join(FILE_NAME))
    }

    /// Whether the `tieout.toml` of any of these files has changed, come or gone since the settings were read.
    pub(crate) fn is_out_of_date<'f>(&self, mut files: impl Iterator<Item = (&'f Path, &'f Nearest)>) -> bool {
        let mut now = HashMap::new();
        files.any(|(file, then)| {
            let folder = file.parent().unwrap_or(Path::new(""));
            now.entry(folder).or_insert_with(|| self.nearest(folder)) != then
        })
    }

    /// Whether a file lies in none of the folders.
    pub(crate) fn is_outside(&self, path: &Path) -> bool {
        self.root_of(path).is_none()
    }

    /// The `tieout.toml` for the files of a folder.
    fn nearest(&self, folder: &Path) -> Nearest {
        let path = nearest_config(folder, self.root_of(folder).as_deref());
        Nearest(path.map(|path| (path.clone(), stamp_of(&path))))
    }

    /// The innermost folder of the workspace that a file lies in.
    fn root_of(&self, path: &Path) -> Option<PathBuf> {
        let state = self.lock();
        let around = state.folders.iter().filter(|folder| path.starts_with(folder));
        around.max_by_key(|folder| folder.components().count()).cloned()
    }

    fn config(&self, nearest: &Nearest) -> Option<Arc<ConfigFile>> {
        let (found, stamp) = nearest.0.clone()?;
        if let Some(config) = self.lock().configs.get(&found).filter(|config| config.stamp == stamp) {
            return config.file.clone();
        }
        let read = ConfigFile::read(&found);
        let mut state = self.lock();
        let before = state.configs.remove(&found);
        let file = match read {
            Ok(file) => Some(Arc::new(file)),
            Err(error) => {
                // Half-typed settings change nothing: the last that could be read stay in force.
                if before.as_ref().is_none_or(|before| before.stamp != stamp) {
                    self.outbox.show(MessageType::WARNING, error.to_string());
                }
                before.and_then(|before| before.file)
            }
        };
        state.configs.insert(found, Config { stamp, file: file.clone() });
        file
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn stamp_of(path: &Path) -> Stamp {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// The paths of those URIs that name one.
pub(crate) fn paths<'uri>(uris: impl IntoIterator<Item = &'uri Uri>) -> Vec<PathBuf> {
    uris.into_iter().filter_map(uri::path_of).collect()
}
