//! Discovery: which files to read.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::config::absolute;
use crate::source::{ReadError, Source};

/// The endings of files that may hold a transcript. Whether one does is for its text to say.
pub const EXTENSIONS: &[&str] = &["txt", "text", "md", "markdown"];

/// A source, or the path that led to none and why.
pub type Found = Result<Source, (PathBuf, ReadError)>;

/// The sources that the paths of a command line name, in its order, each once: `-` is standard input, a file is itself
/// whatever its name, and a directory is searched, by name, for files that may hold a transcript. What `.gitignore`
/// leaves out stays out, and so does what `is_excluded` says of a path found in a directory.
pub fn find(paths: &[PathBuf], is_excluded: &mut dyn FnMut(&Path) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(Ok(Source::StandardInput));
        } else if path.is_dir() {
            let mut walk = WalkBuilder::new(path);
            walk.follow_links(true);
            search(walk, is_excluded, &mut |file| found.push(file));
        } else {
            found.push(Ok(Source::File(path.clone())));
        }
    }
    // One path gives nothing twice, so only of several is it asked what they lead to, which costs a look at each file.
    if paths.len() > 1 {
        found.retain(|it| it.as_ref().map_or(true, |source| seen.insert(absolute_source(source))));
    }
    found
}

/// The source by the path that it has from the root, however it was named.
fn absolute_source(source: &Source) -> Source {
    match source {
        Source::StandardInput => Source::StandardInput,
        Source::File(path) => Source::File(absolute(path)),
    }
}

/// The files of a workspace that may hold a transcript. Links are not followed, so nothing outside of the root is read.
pub fn workspace(root: &Path, is_excluded: &mut dyn FnMut(&Path) -> bool) -> Vec<PathBuf> {
    files_of(WalkBuilder::new(root), is_excluded)
}

/// Those of some files that [`workspace`] would find. Only the directories on the way to them are read.
pub fn workspace_among(root: &Path, files: &[PathBuf], is_excluded: &mut dyn FnMut(&Path) -> bool) -> Vec<PathBuf> {
    let on_the_way: HashSet<PathBuf> =
        files.iter().flat_map(|file| file.ancestors().take_while(|it| *it != root)).map(Path::to_owned).collect();
    let mut walk = WalkBuilder::new(root);
    walk.filter_entry(move |entry| entry.depth() == 0 || on_the_way.contains(entry.path()));
    files_of(walk, is_excluded)
}

fn files_of(walk: WalkBuilder, is_excluded: &mut dyn FnMut(&Path) -> bool) -> Vec<PathBuf> {
    let mut files = Vec::new();
    search(walk, is_excluded, &mut |file| {
        if let Ok(Source::File(path)) = file {
            files.push(path);
        }
    });
    files
}

/// Whether a file's name says that it may hold a transcript.
pub fn may_hold_transcript(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

fn search(mut walk: WalkBuilder, is_excluded: &mut dyn FnMut(&Path) -> bool, give: &mut dyn FnMut(Found)) {
    walk.require_git(false).sort_by_file_path(|a, b| a.cmp(b));
    for entry in walk.build() {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if is_file && may_hold_transcript(entry.path()) && !is_excluded(entry.path()) {
                    give(Ok(Source::File(entry.into_path())));
                }
            }
            Err(error) => {
                // A link back to a directory above leads nowhere new; a link to nothing is no file.
                if let Some((path, error)) = unreadable(&error) {
                    give(Err((path, error)));
                }
            }
        }
    }
}

/// The path that could not be searched and why; none for loops, dangling links and bad lines of a `.gitignore`.
fn unreadable(error: &ignore::Error) -> Option<(PathBuf, ReadError)> {
    fn path_of(error: &ignore::Error) -> Option<PathBuf> {
        match error {
            ignore::Error::WithPath { path, .. } => Some(path.clone()),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
            _ => None,
        }
    }
    let kind = error.io_error()?.kind();
    if kind == std::io::ErrorKind::NotFound {
        return None;
    }
    Some((path_of(error)?, std::io::Error::from(kind).into()))
}
