//! Patterns of paths, as `tieout.toml` writes them.

use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use schemars::JsonSchema;
use serde::Deserialize;

/// A pattern of paths, relative to the folder of `tieout.toml`. `*` stays within a folder, `**` goes through folders. A
/// pattern with a slash at its beginning or within is met from that folder on, one without in every folder. A plain name
/// may be a file's or a folder's, which means all below it; with a slash at its end it is a folder's.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct Pattern {
    written: String,
    globs: GlobSet,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        self.written == other.written
    }
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(written: String) -> Result<Pattern, String> {
        let refused = |error: globset::Error| format!("`{written}` is not a pattern of paths: {}", error.kind());
        let mut globs = GlobSetBuilder::new();
        for glob in meanings(&written) {
            globs.add(GlobBuilder::new(&glob).literal_separator(true).build().map_err(refused)?);
        }
        let globs = globs.build().map_err(refused)?;
        Ok(Pattern { written, globs })
    }
}

impl Pattern {
    /// Whether it matches a path relative to the folder of `tieout.toml`.
    pub fn matches(&self, path: &Path) -> bool {
        self.globs.is_match(path)
    }

    /// The pattern that matches one path, written with slashes and relative to the folder of `tieout.toml`, and no other.
    pub(crate) fn of_path(path: &str) -> String {
        let mut pattern = String::with_capacity(path.len() + 1);
        if !Path::new(path).is_absolute() {
            pattern.push('/');
        }
        for character in path.chars() {
            match character {
                '*' | '?' | '[' | ']' | '{' | '}' => pattern.extend(['[', character, ']']),
                _ => pattern.push(character),
            }
        }
        pattern
    }
}

/// The globs that a pattern stands for.
fn meanings(written: &str) -> Vec<String> {
    if written.is_empty() {
        return Vec::new();
    }
    let from_here = written.strip_prefix("./").or_else(|| written.strip_prefix('/'));
    let inner = from_here.unwrap_or(written);
    let name = inner.trim_end_matches('/');
    let is_folder = name.len() < inner.len();
    let start = if from_here.is_some() || name.contains('/') || inner.is_empty() { "" } else { "**/" };
    let mut globs = Vec::new();
    if !is_folder {
        globs.push(format!("{start}{name}"));
    }
    // With wildcards, `calls/*` means files: only a slash at its end would make it mean folders.
    let last = name.rsplit('/').next().unwrap_or(name);
    if is_folder || !last.contains(['*', '?', '[', '{']) {
        globs.push(format!("{start}{name}/**").trim_start_matches('/').to_owned());
    }
    // A file outside of the folder has no path from there, only its whole one.
    if written.starts_with('/') {
        globs.push(written.to_owned());
    }
    globs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        Pattern::try_from(pattern.to_owned()).unwrap().matches(Path::new(path))
    }

    #[test]
    fn patterns_without_a_slash_match_in_every_folder() {
        assert!(matches("acme-*.txt", "acme-q1.txt") && matches("acme-*.txt", "2031/q1/acme-q1.txt"));
        assert!(matches("drafts/**", "drafts/a/b.txt") && !matches("drafts/**", "old/drafts/b.txt"));
        assert!(!matches("calls/*.txt", "calls/2031/a.txt"));
    }

    #[test]
    fn a_slash_or_a_dot_in_front_means_the_folder_of_the_file() {
        for pattern in ["/a.txt", "./a.txt"] {
            assert!(matches(pattern, "a.txt") && !matches(pattern, "old/a.txt"), "{pattern}");
        }
        for pattern in ["/drafts/**", "./drafts/**", "/drafts", "./drafts/", "drafts/**"] {
            assert!(matches(pattern, "drafts/2031/a.txt") && !matches(pattern, "old/drafts/a.txt"), "{pattern}");
        }
        assert!(matches("/", "a/b.txt") && matches("./", "a.txt") && !matches("", "a.txt"));
    }

    #[test]
    fn a_folder_means_all_below_it() {
        for pattern in ["drafts", "drafts/"] {
            assert!(matches(pattern, "drafts/a.txt") && matches(pattern, "2031/drafts/q1/a.txt"), "{pattern}");
            assert!(!matches(pattern, "drafts.txt") && !matches(pattern, "my drafts/a.txt"), "{pattern}");
        }
        assert!(matches("old/drafts", "old/drafts/a.txt") && !matches("old/drafts", "2031/old/drafts/a.txt"));
        assert!(matches("drafts/**/", "drafts/2031/a.txt"));
        assert!(matches("drafts*/", "drafts-2031/a.txt") && matches("**/drafts", "old/drafts/a.txt"));
        // A slash at the end leaves files of that name alone, and a wildcard without one means files.
        assert!(!matches("notes/", "notes") && matches("notes", "notes"));
        assert!(matches("calls/*", "calls/a.txt") && !matches("calls/*", "calls/2031/a.txt"));
    }

    #[test]
    fn a_file_outside_of_the_folder_is_met_by_its_whole_path() {
        assert!(matches("/data/calls/*.txt", "/data/calls/a.txt") && !matches("/calls/*.txt", "/data/calls/a.txt"));
    }

    #[test]
    fn what_is_no_pattern_is_refused_as_it_was_written() {
        let error = Pattern::try_from("./a[".to_owned()).unwrap_err();
        assert!(error.starts_with("`./a[` is not a pattern of paths: "), "{error}");
    }

    #[test]
    fn the_pattern_of_a_path_matches_it_alone() {
        for path in ["a.txt", "2031/q3 [draft].txt", "{a,b}*?.txt"] {
            let pattern = Pattern::of_path(path);
            assert!(matches(&pattern, path), "{pattern}");
            assert!(!matches(&pattern, &format!("old/{path}")) && !matches(&pattern, "2031/q3 d.txt"), "{pattern}");
        }
    }
}
