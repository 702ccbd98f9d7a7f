//! The features: one file for each request, each a function of a snapshot.

pub(crate) mod code_actions;
pub(crate) mod code_lens;
pub(crate) mod commands;
pub(crate) mod completion;
pub(crate) mod diagnostics;
pub(crate) mod folding;
pub(crate) mod hover;
pub(crate) mod inlay_hints;
pub(crate) mod links;
pub(crate) mod navigation;
pub(crate) mod outline;
pub(crate) mod selection;
pub(crate) mod semantic_tokens;
pub(crate) mod workspace_symbols;
