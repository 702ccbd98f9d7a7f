//! An unfolded text: runs of another, and the way back to where they stand there.

use text_size::{TextRange, TextSize};

use crate::call::{Call, Evidence, Section};
use crate::lines::{Lines, size};

/// A text made of runs of another.
pub(crate) struct Unfolded {
    pub(crate) text: String,
    /// For each run: where it begins in `text` and in the original, and how long it is.
    pub(crate) runs: Vec<(usize, usize, usize)>,
}

impl Unfolded {
    /// Adds a run of the original.
    pub(crate) fn copy(&mut self, original: &str, start: usize, end: usize) {
        let Some(run) = original.get(start..end) else { return };
        self.runs.push((self.text.len(), start, run.len()));
        self.text.push_str(run);
    }

    /// Where an offset of the unfolded text stands in the original.
    fn original(&self, offset: TextSize) -> TextSize {
        let offset = usize::from(offset);
        let run = self.runs.partition_point(|(start, ..)| *start <= offset).saturating_sub(1);
        let (start, original, length) = self.runs.get(run).copied().unwrap_or_default();
        size(original + (offset.saturating_sub(start)).min(length))
    }

    fn range(&self, range: TextRange) -> TextRange {
        let start = self.original(range.start());
        TextRange::new(start, self.original(range.end()).max(start))
    }

    /// The range of a label; of one that was put together from several fields, that of the first.
    fn label_range(&self, range: TextRange) -> TextRange {
        let whole = self.range(range);
        let start = usize::from(range.start());
        let run = self.runs.partition_point(|(at, ..)| *at <= start).saturating_sub(1);
        let (at, original, length) = self.runs.get(run).copied().unwrap_or_default();
        // Between fields stand marks and other fields, which the label does not hold.
        if whole.len() <= range.len() || start < at {
            return whole;
        }
        TextRange::new(whole.start(), whole.end().min(size(original + length)))
    }

    /// The call found in the unfolded text, as one of the original.
    pub(crate) fn fold_back(&self, original: &str, mut call: Call) -> Call {
        let (lines, unfolded) = (Lines::new(original), Lines::new(&self.text));
        let line = |line: u32| lines.line_at(self.original(unfolded.range(line as usize).start())) as u32;
        let back = |evidence: &mut Evidence| evidence.line = evidence.line.map(line);
        call.verdict.reasons.iter_mut().for_each(back);
        call.facts.evidence.iter_mut().for_each(back);
        call.speakers.iter_mut().flat_map(|speaker| &mut speaker.evidence).for_each(back);
        for turn in &mut call.turns {
            turn.label = turn.label.map(|label| self.label_range(label));
            turn.lines = line(turn.lines.start)..line(turn.lines.end.saturating_sub(1)) + 1;
            turn.pieces.iter_mut().for_each(|piece| piece.range = self.range(piece.range));
            turn.translations.iter_mut().for_each(|it| it.range = self.range(it.range));
        }
        call.passages.iter_mut().for_each(|passage| passage.range = self.range(passage.range));
        // Of sections that begin on one line of the original, the longest has it.
        let mut sections: Vec<Section> = Vec::new();
        let mut longest = 0;
        for section in &call.sections {
            let (start, length) = (line(section.lines.start), section.lines.len());
            match sections.last_mut() {
                Some(last) if last.lines.start == start => {
                    if length > longest {
                        last.kind = section.kind;
                        longest = length;
                    }
                }
                last => {
                    if let Some(last) = last {
                        last.lines.end = start;
                    }
                    sections.push(Section { kind: section.kind, lines: start..lines.len() as u32 });
                    longest = length;
                }
            }
        }
        if let Some(first) = sections.first_mut() {
            first.lines.start = 0;
        }
        call.sections = sections;
        call
    }
}
