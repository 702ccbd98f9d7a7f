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

/// A part of a text that is left out, and what stands in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cut {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) with: &'static str,
}

impl Cut {
    /// A line that ends within another.
    pub(crate) fn end_of_line(at: usize) -> Cut {
        Cut { start: at, end: at, with: "\n" }
    }
}

impl Unfolded {
    /// A text with parts left out, in any order; of two that overlap, the first.
    pub(crate) fn without(original: &str, mut cuts: Vec<Cut>) -> Unfolded {
        cuts.sort_unstable();
        cuts.dedup();
        let mut unfolded = Unfolded { text: String::with_capacity(original.len() + cuts.len()), runs: Vec::new() };
        let mut start = 0;
        for cut in cuts.into_iter().filter(|cut| cut.start < cut.end || !cut.with.is_empty()) {
            if cut.start < start {
                continue;
            }
            unfolded.copy(original, start, cut.start);
            unfolded.text.push_str(cut.with);
            start = cut.end;
        }
        unfolded.copy(original, start, original.len());
        unfolded
    }

    /// The text that was unfolded from this one, with its runs where they stand in the original.
    pub(crate) fn through(&self, next: Unfolded) -> Unfolded {
        let mut runs = Vec::with_capacity(next.runs.len() + self.runs.len());
        let mut at = 0;
        for (start, from, length) in next.runs {
            let end = from + length;
            while self.runs.get(at + 1).is_some_and(|(next, ..)| *next <= from) {
                at += 1;
            }
            let over = self.runs.iter().skip(at).take_while(|(own, ..)| *own < end);
            runs.extend(over.filter_map(|(own, original, length)| {
                let (first, last) = ((*own).max(from), (own + length).min(end));
                (first < last).then(|| (start + first - from, original + first - own, last - first))
            }));
        }
        Unfolded { text: next.text, runs }
    }

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

    /// Where what ends at an offset of the unfolded text ends in the original: before what was left out behind it.
    fn original_end(&self, offset: TextSize) -> TextSize {
        let offset = usize::from(offset);
        let run = self.runs.partition_point(|(start, ..)| *start < offset).saturating_sub(1);
        let (start, original, length) = self.runs.get(run).copied().unwrap_or_default();
        size(original + (offset.saturating_sub(start)).min(length))
    }

    fn range(&self, range: TextRange) -> TextRange {
        let start = self.original(range.start());
        TextRange::new(start, self.original_end(range.end()).max(start))
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
