//! The one type the floors above ask.

use std::sync::Arc;

use text_size::{TextRange, TextSize};
use tieout_transcript::split;

use crate::call::CallAnalysis;
use crate::finding::Finding;
use crate::settings::Settings;

/// All that is known of a text: its calls, analysed. Cheap to clone; an edit makes a new one that shares with the old
/// all that the edit did not touch.
#[derive(Clone, Debug)]
pub struct Analysis {
    settings: Arc<Settings>,
    calls: Vec<Placed>,
}

/// A call and where it begins in the text.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The offset of the call's first byte in the text.
    pub start: TextSize,
    /// The 0-based number of the call's first line in the text.
    pub first_line: u32,
    /// The call.
    pub call: Arc<CallAnalysis>,
}

impl Placed {
    /// Where a range of the call stands in the text.
    pub fn in_text(&self, range: TextRange) -> TextRange {
        range + self.start
    }
}

impl Analysis {
    /// Reads a text.
    pub fn new(text: &str, settings: &Settings) -> Analysis {
        let mut calls = Vec::new();
        let mut first_line = 0;
        for range in split(text) {
            let call = Arc::new(CallAnalysis::new(text[range].into(), settings, None));
            let lines = call.lines.len() as u32;
            calls.push(Placed { start: range.start(), first_line, call });
            first_line += lines - 1;
        }
        Analysis { settings: Arc::new(settings.clone()), calls }
    }

    /// The calls, in order; a text that is no call has one entry that says so.
    pub fn calls(&self) -> &[Placed] {
        &self.calls
    }

    /// The settings it obeyed.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The call that an offset of the text lies in.
    pub fn call_at(&self, offset: TextSize) -> Option<&Placed> {
        self.calls[..self.calls.partition_point(|placed| placed.start <= offset)].last()
    }

    /// All findings, with the call each belongs to.
    pub fn findings(&self) -> impl Iterator<Item = (&Placed, &Finding)> {
        self.calls.iter().flat_map(|placed| placed.call.findings.iter().map(move |finding| (placed, finding)))
    }
}
