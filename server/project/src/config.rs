//! `tieout.toml`: what it may say, and how it is read.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, fs, io};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::pattern::Pattern;
use crate::suggest::unknown_key;
use crate::words::{CheckName, MonthWord, ProfileWord, SeverityWord, TreatAsWord};

/// The name of the file.
pub const FILE_NAME: &str = "tieout.toml";

/// Settings of tieout for the transcripts in this folder and below. All keys may be left out.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Who is reading: "reader" hears of values that conflict, "editor" also of slips of transcription.
    pub profile: Option<ProfileWord>,
    /// The only checks that run. Left out: all that run by default.
    pub select: Option<Vec<CheckName>>,
    /// Checks that do not run.
    pub ignore: Option<Vec<CheckName>>,
    /// Severities of checks, in place of their own.
    pub severity: BTreeMap<CheckName, SeverityWord>,
    /// Files that are not read when a folder is searched, as patterns relative to this file: "drafts/**".
    pub exclude: Vec<Pattern>,
    /// What is known about calls and need not be found out. Where several entries match a file, the later wins.
    pub call: Vec<CallEntry>,
    /// Findings that were looked at and accepted.
    pub accept: Vec<AcceptEntry>,
}

/// What is known about some calls.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CallEntry {
    /// The files, as a pattern: "acme-*.txt".
    pub path: Pattern,
    /// The month in which the fiscal year ends: "January".
    pub fiscal_year_end: Option<MonthWord>,
    /// The company's name.
    pub company: Option<String>,
    /// The ticker.
    pub ticker: Option<String>,
    /// Whether the files are calls, where the decision of tieout is wrong.
    pub treat_as: Option<TreatAsWord>,
}

/// A finding that was looked at and accepted. It returns when the quoted words change.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptEntry {
    /// The check.
    pub check: CheckName,
    /// The files, as a pattern. Left out: all.
    pub path: Option<Pattern>,
    /// The words that the finding is about.
    pub quote: String,
    /// Why it is accepted; for people.
    pub reason: Option<String>,
}

/// A `tieout.toml` that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What it says.
    pub config: Config,
}

impl ConfigFile {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<ConfigFile, ConfigError> {
        let text = fs::read_to_string(path);
        let text =
            text.map_err(|error| ConfigError { path: path.to_owned(), problem: Problem::Io(Arc::new(error)) })?;
        ConfigFile::parse(path, &text)
    }

    /// Reads the text of a file, which need not be saved.
    pub fn parse(path: &Path, text: &str) -> Result<ConfigFile, ConfigError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let config = toml::from_str(text).map_err(|error| ConfigError {
            path: path.to_owned(),
            problem: Problem::Text {
                line: error.span().map_or(1, |span| line_at(text, span.start)),
                message: unknown_key(error.message()).unwrap_or_else(|| error.message().trim_end().replace('\n', " ")),
            },
        })?;
        Ok(ConfigFile { path: path.to_owned(), config })
    }

    /// The path of a file from the folder of this one, which patterns are matched against.
    pub fn relative(&self, path: &Path) -> PathBuf {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        match path.strip_prefix(folder) {
            Ok(relative) => relative.to_owned(),
            Err(_) => {
                let path = absolute(path);
                path.strip_prefix(folder).map(Path::to_owned).unwrap_or(path)
            }
        }
    }

    /// Whether a file is left out when folders are searched.
    pub fn excludes(&self, path: &Path) -> bool {
        let path = self.relative(path);
        self.config.exclude.iter().any(|pattern| pattern.matches(&path))
    }
}

/// The 1-based number of the line that an offset lies in.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// Why a `tieout.toml` cannot be used.
#[derive(Clone, Debug)]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a `tieout.toml`.
#[derive(Clone, Debug)]
pub enum Problem {
    /// It cannot be read.
    Io(Arc<io::Error>),
    /// It says something it may not.
    Text {
        /// The 1-based line.
        line: usize,
        /// What is wrong there.
        message: String,
    },
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.problem {
            Problem::Io(error) => write!(f, "{path}: {error}"),
            Problem::Text { line, message } => write!(f, "{path}:{line}: {message}"),
        }
    }
}

impl std::error::Error for ConfigError {}

/// The nearest `tieout.toml` in a folder or above it, not past the root. Without a root, the search ends at the top of
/// the repository, if the folder is in one.
pub fn nearest_config(folder: &Path, root: Option<&Path>) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let candidate = folder.join(FILE_NAME);
        if candidate.is_file() {
            return Some(candidate);
        }
        let is_top = match root {
            Some(root) => folder == root,
            None => folder.join(".git").exists(),
        };
        if is_top {
            break;
        }
    }
    None
}

/// The `tieout.toml` of many files, each read once.
#[derive(Clone, Debug)]
pub struct Configs {
    choice: Choice,
    by_folder: HashMap<PathBuf, Result<Option<Arc<ConfigFile>>, ConfigError>>,
}

#[derive(Clone, Debug)]
enum Choice {
    /// The nearest of each file, not past the root.
    Nearest { root: Option<PathBuf> },
    /// This one for all files.
    Fixed(Arc<ConfigFile>),
}

impl Configs {
    /// The nearest of each file, not past the root; without one, not past the top of the file's repository.
    pub fn nearest(root: Option<&Path>) -> Configs {
        let root = root.map(absolute);
        Configs { choice: Choice::Nearest { root }, by_folder: HashMap::new() }
    }

    /// One for all files.
    pub fn fixed(path: &Path) -> Result<Configs, ConfigError> {
        let file = ConfigFile::read(&absolute(path))?;
        Ok(Configs { choice: Choice::Fixed(Arc::new(file)), by_folder: HashMap::new() })
    }

    /// What holds for a file, which need not exist; for standard input (`-`), what holds for the current folder.
    pub fn of(&mut self, path: &Path) -> Result<Option<Arc<ConfigFile>>, ConfigError> {
        let root = match &self.choice {
            Choice::Fixed(file) => return Ok(Some(Arc::clone(file))),
            Choice::Nearest { root } => root.as_deref(),
        };
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let nearest = nearest_config(&absolute(folder), root);
        let found = nearest.map(|path| ConfigFile::read(&path).map(Arc::new)).transpose();
        self.by_folder.insert(folder.to_owned(), found.clone());
        found
    }
}

/// The path without links and dots, as far as it exists.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let canonical = path.canonicalize().or_else(|_| match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !folder.as_os_str().is_empty() => folder.canonicalize().map(|it| it.join(name)),
        (_, Some(name)) => std::env::current_dir().map(|it| it.join(name)),
        _ => std::path::absolute(path),
    });
    canonical.unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        ConfigFile::parse(Path::new("tieout.toml"), text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_mistyped_is_refused_with_line_and_suggestion() {
        assert_eq!(error("\nprofle = \"editor\"\n"), "tieout.toml:2: unknown key `profle`; did you mean `profile`?");
        assert_eq!(
            error("[[accept]]\ncheck = \"share-mismach\"\nquote = \"\"\n"),
            "tieout.toml:2: no check is named `share-mismach`; did you mean `share-mismatch`?"
        );
        assert_eq!(
            error("[severity]\nshare-mismatch = \"warn\"\n"),
            "tieout.toml:2: `warn` is not a severity (\"hint\", \"information\", \"warning\" or \"error\"); did you mean \
             `warning`?"
        );
        assert_eq!(
            error("[[call]]\npath = \"*.txt\"\nfiscal_year_end = \"Jan\"\n"),
            "tieout.toml:3: `Jan` is not the English name of a month; did you mean `January`?"
        );
        assert_eq!(
            error("[[call]]\npath = \"a.txt\"\nfiscal_end = \"May\"\n"),
            "tieout.toml:3: unknown key `fiscal_end`; did you mean `fiscal_year_end`?"
        );
        assert_eq!(
            error("[[call]]\npath = \"a.txt\"\ncolour = 1\n"),
            "tieout.toml:3: unknown key `colour`; known are `path`, `fiscal_year_end`, `company`, `ticker`, `treat_as`"
        );
    }

    #[test]
    fn what_is_no_toml_is_refused_with_its_line() {
        assert!(error("profile = \"reader\"\nselect = [\n").starts_with("tieout.toml:"));
        assert!(error("exclude = [\"a[\"]").contains("is not a pattern of paths"));
        assert!(error("profile = 3").contains("tieout.toml:1:"));
    }

    #[test]
    fn the_nearest_file_is_found_and_none_above_the_root() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        let deep = root.join("a/b");
        fs::create_dir_all(&deep).unwrap();
        fs::write(folder.path().join(FILE_NAME), "").unwrap();
        assert_eq!(nearest_config(&deep, Some(&root)), None);
        fs::write(root.join(FILE_NAME), "").unwrap();
        assert_eq!(nearest_config(&deep, Some(&root)), Some(root.join(FILE_NAME)));
        fs::write(root.join("a").join(FILE_NAME), "").unwrap();
        assert_eq!(nearest_config(&deep, Some(&root)), Some(root.join("a").join(FILE_NAME)));
        fs::create_dir(deep.join(".git")).unwrap();
        assert_eq!(nearest_config(&deep, None), None);
    }
}
