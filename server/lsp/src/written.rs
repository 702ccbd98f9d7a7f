//! The requests whose answers are written as JSON where they are made.

/// Requests whose answers can be long, and the names by which the transport asks for them: their handlers write the
/// answer as JSON, which goes through the framework as a string.
pub(crate) const WRITTEN: [(&str, &str); 2] =
    [("textDocument/documentSymbol", OUTLINE), ("textDocument/diagnostic", FINDINGS)];

/// The outline of a document, written.
pub(crate) const OUTLINE: &str = "tieout/outline";

/// The findings of a document, written.
pub(crate) const FINDINGS: &str = "tieout/findings";
