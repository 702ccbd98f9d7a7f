//! The features: one file for each request, each a function of a snapshot.

pub(crate) mod diagnostics;
pub(crate) mod folding;
pub(crate) mod hover;
pub(crate) mod outline;
