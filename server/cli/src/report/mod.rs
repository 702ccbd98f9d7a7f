//! Reports: one module for each way to write what was found.

pub(crate) mod aligned;
pub(crate) mod concise;
mod excerpt;
pub(crate) mod full;
pub(crate) mod github;
pub(crate) mod json;
pub(crate) mod sarif;
pub(crate) mod tree;
