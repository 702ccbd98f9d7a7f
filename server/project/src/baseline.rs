//! Baselines: findings that were there before.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter::repeat_n;
use std::path::Path;
use std::{fmt, fs, io};

use serde::{Deserialize, Serialize};

use crate::config::absolute;

/// What makes a finding the same in another run: its check, its file and the words it is about. Lines are no part of
/// it, so that text may move.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fingerprint {
    /// The name of the check.
    pub check: String,
    /// The file, as [`name_in_baseline`] names it.
    pub file: String,
    /// The words.
    pub quote: String,
}

impl Fingerprint {
    /// The fingerprint of a finding.
    pub fn new(check: &str, file: &str, quote: &str) -> Fingerprint {
        Fingerprint { check: check.to_owned(), file: file.to_owned(), quote: quote.to_owned() }
    }
}

/// How a baseline names a file: by its path from the baseline's folder, with slashes, wherever the run was started.
/// Standard input is `-`.
pub fn name_in_baseline(file: &Path, baseline: &Path) -> String {
    if file.as_os_str() == "-" {
        return "-".to_owned();
    }
    let (file, baseline) = (absolute(file), absolute(baseline));
    let folder = baseline.parent().unwrap_or(Path::new(""));
    for (steps_up, above) in folder.ancestors().enumerate() {
        if let Ok(inside) = file.strip_prefix(above) {
            let inside = inside.components().map(|part| part.as_os_str().to_string_lossy());
            return repeat_n("..".into(), steps_up).chain(inside).collect::<Vec<Cow<'_, str>>>().join("/");
        }
    }
    // On another drive.
    file.to_string_lossy().replace('\\', "/")
}

/// The findings of an earlier run, each as often as it was there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Fingerprint, usize>,
}

/// The file that holds a baseline.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema_version: u32,
    findings: Vec<Fingerprint>,
}

const SCHEMA_VERSION: u32 = 1;

impl FromIterator<Fingerprint> for Baseline {
    fn from_iter<I: IntoIterator<Item = Fingerprint>>(fingerprints: I) -> Baseline {
        let mut counts = BTreeMap::new();
        for fingerprint in fingerprints {
            *counts.entry(fingerprint).or_insert(0) += 1;
        }
        Baseline { counts }
    }
}

impl Baseline {
    /// Reads a file that [`Baseline::write`] wrote.
    pub fn read(path: &Path) -> Result<Baseline, BaselineError> {
        let text = fs::read_to_string(path).map_err(BaselineError::Unreadable)?;
        Baseline::parse(&text)
    }

    /// Writes it.
    pub fn write(&self, path: &Path) -> Result<(), BaselineError> {
        fs::write(path, self.text()).map_err(BaselineError::Unwritten)
    }

    /// For each of the fingerprints of one file, whether it is new: a fingerprint that was there twice is new the third
    /// time.
    pub fn is_new(&self, fingerprints: &[Fingerprint]) -> Vec<bool> {
        let mut seen: BTreeMap<&Fingerprint, usize> = BTreeMap::new();
        let new = fingerprints.iter().map(|fingerprint| {
            let seen = seen.entry(fingerprint).or_insert(0);
            *seen += 1;
            *seen > self.counts.get(fingerprint).copied().unwrap_or(0)
        });
        new.collect()
    }

    fn parse(text: &str) -> Result<Baseline, BaselineError> {
        let written: Written = serde_json::from_str(text).map_err(BaselineError::Malformed)?;
        if written.schema_version > SCHEMA_VERSION {
            return Err(BaselineError::Newer);
        }
        Ok(written.findings.into_iter().collect())
    }

    /// One finding a line, sorted, so that a change of it reads well.
    fn text(&self) -> String {
        let all = self.counts.iter().flat_map(|(fingerprint, count)| repeat_n(fingerprint, *count));
        let lines: Vec<String> =
            all.map(|it| format!("    {}", serde_json::to_string(it).unwrap_or_default())).collect();
        format!("{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"findings\": [\n{}\n  ]\n}}\n", lines.join(",\n"))
    }
}

/// Why a baseline cannot be read or written.
#[derive(Debug)]
pub enum BaselineError {
    /// The system would not give the file.
    Unreadable(io::Error),
    /// The system would not take the file.
    Unwritten(io::Error),
    /// The file holds something else.
    Malformed(serde_json::Error),
    /// A newer tieout wrote it.
    Newer,
}

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BaselineError::Unreadable(error) if error.kind() == io::ErrorKind::NotFound => {
                f.write_str("no such baseline; write one with --write-baseline")
            }
            BaselineError::Unwritten(error) if error.kind() == io::ErrorKind::NotFound => {
                f.write_str("cannot be written, there is no such folder")
            }
            BaselineError::Unreadable(error) => write!(f, "cannot be read: {error}"),
            BaselineError::Unwritten(error) => write!(f, "cannot be written: {error}"),
            BaselineError::Malformed(error) => {
                write!(f, "not a baseline ({error}); write one with --write-baseline")
            }
            BaselineError::Newer => f.write_str("a newer tieout wrote this baseline; write it anew with this one"),
        }
    }
}

impl std::error::Error for BaselineError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(quote: &str) -> Fingerprint {
        Fingerprint::new("growth-mismatch", "calls/q3.txt", quote)
    }

    #[test]
    fn what_was_there_is_not_new() {
        let baseline: Baseline = [fingerprint("up 5%"), fingerprint("up 5%")].into_iter().collect();
        let again = fingerprint("up 5%");
        let now = [again.clone(), fingerprint("up 6%"), again.clone(), again];
        assert_eq!(baseline.is_new(&now), [false, true, false, true]);
    }

    #[test]
    fn a_file_is_named_from_the_folder_of_the_baseline() {
        let folder = tempfile::tempdir().unwrap();
        let (calls, known) = (folder.path().join("calls"), folder.path().join("ci/known"));
        fs::create_dir_all(&calls).unwrap();
        fs::create_dir_all(&known).unwrap();
        let file = calls.join("q3.txt");
        assert_eq!(name_in_baseline(&file, &folder.path().join("known.json")), "calls/q3.txt");
        assert_eq!(name_in_baseline(&file, &calls.join("../calls/known.json")), "q3.txt");
        assert_eq!(name_in_baseline(&file, &known.join("known.json")), "../../calls/q3.txt");
        assert_eq!(name_in_baseline(Path::new("-"), &known.join("known.json")), "-");
    }

    #[test]
    fn a_written_baseline_is_read_back() {
        let baseline: Baseline = [fingerprint("“up”\t5%"), fingerprint("b"), fingerprint("b")].into_iter().collect();
        assert_eq!(Baseline::parse(&baseline.text()).unwrap(), baseline);
        assert_eq!(Baseline::parse(&Baseline::default().text()).unwrap(), Baseline::default());
    }

    #[test]
    fn anything_else_is_refused() {
        assert!(matches!(Baseline::parse("[]"), Err(BaselineError::Malformed(_))));
        assert!(matches!(Baseline::parse("{\"schema_version\": 9, \"findings\": []}"), Err(BaselineError::Newer)));
    }
}
