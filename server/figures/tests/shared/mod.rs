#![allow(clippy::print_stdout, clippy::unwrap_used)]
//! Material that lives beside the repository and not in it: annotated transcripts, other readers' test suites.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A folder of the shared material; none where it is not present, and then the tests that need it have nothing to do.
pub(crate) fn folder(name: &str) -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|above| above.join("shared").join(name)).find(|folder| folder.is_dir());
    if found.is_none() {
        // Not by `println!`, which a test that passes swallows.
        let _ = writeln!(std::io::stderr(), "SKIPPED: no shared/{name} beside the repository, nothing to measure");
    }
    found
}

/// The text of a transcript: UTF-8, else Windows-1252, as old files are.
#[allow(dead_code)]
pub(crate) fn text(path: &Path) -> String {
    let raw = fs::read(path).unwrap();
    match String::from_utf8(raw) {
        Ok(text) => text.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
        Err(error) => error.into_bytes().iter().map(|&byte| char::from(byte)).collect(),
    }
}

/// The rows of a JSON-lines file.
pub(crate) fn rows(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect()
}
