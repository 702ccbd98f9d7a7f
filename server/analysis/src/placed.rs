//! A call at its place in the text.

use std::sync::Arc;

use text_size::{TextRange, TextSize};
use tieout_transcript::Cue;

use crate::call::CallAnalysis;

/// The cues of some lines, each with the start of its line, in order.
pub(crate) type Cues = Vec<(TextSize, Cue)>;

/// A call and where it begins in the text.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The offset of the call's first byte in the text.
    pub start: TextSize,
    /// The 0-based number of the call's first line in the text.
    pub first_line: u32,
    /// The call.
    pub call: Arc<CallAnalysis>,
    /// What its lines tell of where calls begin and end.
    pub(crate) cues: Arc<Cues>,
}

impl Placed {
    /// Where a range of the call stands in the text.
    pub fn in_text(&self, range: TextRange) -> TextRange {
        range + self.start
    }

    /// Where the call stands in the text.
    pub(crate) fn range(&self) -> TextRange {
        TextRange::at(self.start, TextSize::of(&*self.call.text))
    }
}
