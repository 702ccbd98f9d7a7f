//! What is made of a call for the client, and kept as long as no edit touches the call.

use std::sync::{Arc, OnceLock};

use tower_lsp::ls_types::{Range, SymbolKind};

use crate::positions::Columns;

/// What was made of a call, each once somebody has asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Made {
    /// Depends on nothing but the call.
    pub(crate) alone: Arc<Alone>,
    /// Depends on the line that the call begins on, too.
    pub(crate) findings: Arc<OnceLock<WrittenFindings>>,
}

/// What is made of a call wherever it stands.
#[derive(Debug, Default)]
pub(crate) struct Alone {
    pub(crate) outline: OnceLock<Outline>,
    /// Needed on long lines only.
    pub(crate) columns: OnceLock<Columns>,
}

/// The outline of a call.
#[derive(Debug)]
pub(crate) struct Outline(pub(crate) Part);

/// A part of a call, as the outline shows it. Lines count from where the call begins.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) detail: Option<String>,
    pub(crate) kind: SymbolKind,
    pub(crate) range: Range,
    pub(crate) selection: Range,
    pub(crate) children: Vec<Part>,
}

/// The findings of a call as they are sent: the elements of a JSON list.
#[derive(Debug, Default)]
pub(crate) struct WrittenFindings {
    pub(crate) items: String,
    /// Equal findings at equal places have equal digests.
    pub(crate) digest: u64,
}
