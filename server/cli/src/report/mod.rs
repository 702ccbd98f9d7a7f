//! Reports: one module for each way to write what was found.

pub(crate) mod concise;
pub(crate) mod json;
pub(crate) mod tree;
