//! Baselines: findings that were there before.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fmt, fs, io};

use serde::{Deserialize, Serialize};

/// What makes a finding the same in another run: its check, its file and the words it is about. Lines are no part of
/// it, so that text may move.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fingerprint {
    /// The name of the check.
    pub check: String,
    /// The file, as it was named in the run, with slashes.
    pub file: String,
    /// The words.
    pub quote: String,
}

impl Fingerprint {
    /// The fingerprint of a finding.
    pub fn new(check: &str, file: &str, quote: &str) -> Fingerprint {
        let file = file.replace('\\', "/");
        let file = file.strip_prefix("./").map(str::to_owned).unwrap_or(file);
        Fingerprint { check: check.to_owned(), file, quote: quote.to_owned() }
    }
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
        let text = fs::read_to_string(path).map_err(BaselineError::Io)?;
        Baseline::parse(&text)
    }

    /// Writes it.
    pub fn write(&self, path: &Path) -> Result<(), BaselineError> {
        fs::write(path, self.text()).map_err(BaselineError::Io)
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
        let all = self.counts.iter().flat_map(|(fingerprint, count)| std::iter::repeat_n(fingerprint, *count));
        let lines: Vec<String> =
            all.map(|it| format!("    {}", serde_json::to_string(it).unwrap_or_default())).collect();
        format!("{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"findings\": [\n{}\n  ]\n}}\n", lines.join(",\n"))
    }
}

/// Why a baseline cannot be read or written.
#[derive(Debug)]
pub enum BaselineError {
    /// The system would not.
    Io(io::Error),
    /// The file holds something else.
    Malformed(serde_json::Error),
    /// A newer tieout wrote it.
    Newer,
}

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BaselineError::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                f.write_str("no such baseline; write one with --write-baseline")
            }
            BaselineError::Io(error) => error.fmt(f),
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
        Fingerprint::new("growth-mismatch", "./calls\\q3.txt", quote)
    }

    #[test]
    fn what_was_there_is_not_new_however_the_file_is_named() {
        let baseline: Baseline = [fingerprint("up 5%"), fingerprint("up 5%")].into_iter().collect();
        let again = Fingerprint::new("growth-mismatch", "calls/q3.txt", "up 5%");
        let now = [again.clone(), fingerprint("up 6%"), again.clone(), again];
        assert_eq!(baseline.is_new(&now), [false, true, false, true]);
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
