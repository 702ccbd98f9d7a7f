//! A file that was read and analysed.

use tieout_analysis::{Analysis, Settings};
use tieout_project::Positions;

/// A text with its name and all that is known of it.
#[derive(Debug)]
pub(crate) struct Document<'text> {
    /// The file's name as the user gave it, or as it was found.
    pub(crate) name: &'text str,
    /// The text.
    pub(crate) text: &'text str,
    /// Its calls.
    pub(crate) analysis: Analysis,
    /// Its lines and columns.
    pub(crate) positions: Positions<'text>,
}

impl<'text> Document<'text> {
    /// Analyses a text.
    pub(crate) fn new(name: &'text str, text: &'text str, settings: &Settings) -> Document<'text> {
        Document { name, text, analysis: Analysis::new(text, settings), positions: Positions::new(text) }
    }

    /// Whether there is a call in it, or was to be read as if there were.
    pub(crate) fn is_call(&self) -> bool {
        self.analysis.calls().iter().any(|placed| placed.call.call.verdict.is_call)
    }
}
