//! Reports: one module for each way to write what was found.

pub(crate) mod aligned;
pub(crate) mod concise;
mod excerpt;
pub(crate) mod full;
pub(crate) mod github;
pub(crate) mod json;
pub(crate) mod sarif;
pub(crate) mod tree;

/// The path of a file as services that read reports expect it: without the dot for the current folder in front.
fn below_here(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}
