//! A stretch: adjacent calls of a text as one text, with what its lines tell of where calls begin and end.
//!
//! Where a text parts into calls is found from the cues of its lines. Cues stay with the calls, so that an edit asks
//! only the lines it touched, however many calls the text has.

use std::ops::Range;
use std::sync::Arc;

use text_size::{TextRange, TextSize};
use tieout_transcript::{Cue, Lines, TreatAs, cue};

use crate::placed::{Cues, Placed};

/// Some adjacent calls of a text.
#[derive(Debug)]
pub(crate) struct Stretch {
    /// Where it begins in the text.
    pub(crate) start: TextSize,
    /// Its words.
    pub(crate) text: String,
    /// The cues of its lines, by their offsets in the stretch.
    cues: Cues,
}

impl Stretch {
    /// A whole text. Prose is never parted, so nothing is asked of its lines.
    pub(crate) fn new(text: &str, treat_as: TreatAs) -> Stretch {
        let cues = match treat_as {
            TreatAs::Prose => Cues::new(),
            TreatAs::Detect | TreatAs::Call | TreatAs::NotACall => cues_of(text, 0..text.len()).collect(),
        };
        Stretch { start: TextSize::new(0), text: text.to_owned(), cues }
    }

    /// The stretch that some calls are.
    pub(crate) fn of(calls: &[Placed]) -> Stretch {
        let start = calls.first().map_or(TextSize::new(0), |placed| placed.start);
        let cues = calls.iter().flat_map(|placed| shifted(&placed.cues, placed.start - start));
        Stretch { start, text: calls.iter().map(|placed| &*placed.call.text).collect(), cues: cues.collect() }
    }

    /// The stretch that results when a range of the text is replaced. A range that reaches beyond is cut; one whose ends
    /// do not lie between characters is widened until they do.
    pub(crate) fn edited(&self, range: TextRange, replacement: &str, treat_as: TreatAs) -> Stretch {
        let start = floor_boundary(&self.text, range.start() - self.start);
        let end = ceil_boundary(&self.text, range.end() - self.start);
        let mut text = String::with_capacity(self.text.len() - (end - start) + replacement.len());
        text.push_str(&self.text[..start]);
        text.push_str(replacement);
        text.push_str(&self.text[end..]);
        let cues = match treat_as {
            TreatAs::Prose => Cues::new(),
            TreatAs::Detect | TreatAs::Call | TreatAs::NotACall => {
                self.cues_after_edit(&text, start..end, start + replacement.len())
            }
        };
        Stretch { start: self.start, text, cues }
    }

    /// The cues of the new text, in which `old` became what ends at `new_end`. Whole lines in front and behind, by a
    /// byte at least, are as they were: a line break of two bytes may be parted or joined by the edit.
    fn cues_after_edit(&self, text: &str, old: Range<usize>, new_end: usize) -> Cues {
        let first = line_start_until(text, old.start.saturating_sub(1));
        let last = line_start_after(text, new_end);
        let before = self.cues.iter().take_while(|(at, _)| usize::from(*at) < first).copied();
        let behind = old.end + (last - new_end);
        let after = self.cues.iter().skip_while(|(at, _)| usize::from(*at) < behind);
        let after = after.map(|(at, cue)| (*at + size(last) - size(behind), *cue));
        before.chain(cues_of(text, first..last)).chain(after).collect()
    }

    /// The cues, by their offsets in the text.
    pub(crate) fn cues(&self) -> impl Iterator<Item = (TextSize, Cue)> {
        shifted(&self.cues, self.start)
    }

    /// The end of the stretch in the text.
    pub(crate) fn end(&self) -> TextSize {
        self.start + TextSize::of(&*self.text)
    }

    /// The words of a range of the text, and their cues by their offsets in the range.
    pub(crate) fn part(&self, range: TextRange) -> (&str, Arc<Cues>) {
        let within = range - self.start;
        let first = self.cues.partition_point(|(at, _)| *at < within.start());
        let cues = self.cues[first..].iter().take_while(|(at, _)| *at < within.end());
        (&self.text[within], Arc::new(cues.map(|(at, cue)| (*at - within.start(), *cue)).collect()))
    }
}

/// The same cues in a text in which their lines stand further behind.
pub(crate) fn shifted(cues: &Cues, by: TextSize) -> impl Iterator<Item = (TextSize, Cue)> {
    cues.iter().map(move |(at, cue)| (*at + by, *cue))
}

/// The cues of the lines of a range, which begins and ends with a line.
fn cues_of(text: &str, range: Range<usize>) -> impl Iterator<Item = (TextSize, Cue)> {
    let start = size(range.start);
    let words = &text[range];
    let lines = Lines::new(words);
    (0..lines.len()).filter_map(move |line| {
        let line = lines.range(line);
        cue(&words[line]).map(|cue| (line.start() + start, cue))
    })
}

/// The last start of a line at or before an offset.
fn line_start_until(text: &str, offset: usize) -> usize {
    let bytes = text.as_bytes();
    let starts =
        |at: &usize| *at == 0 || bytes[at - 1] == b'\n' || bytes[at - 1] == b'\r' && bytes.get(*at) != Some(&b'\n');
    (0..=offset.min(bytes.len())).rev().find(starts).unwrap_or(0)
}

/// The first start of a line behind a line break that begins at or behind an offset; the end where there is none.
fn line_start_after(text: &str, offset: usize) -> usize {
    let bytes = text.as_bytes();
    let Some(at) = (offset..bytes.len()).find(|at| matches!(bytes[*at], b'\n' | b'\r')) else { return bytes.len() };
    if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 }
}

/// Texts of 4 GiB and more are refused where they are read; below that no offset is cut.
fn size(offset: usize) -> TextSize {
    TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX))
}

pub(crate) fn floor_boundary(text: &str, offset: TextSize) -> usize {
    text.floor_char_boundary(usize::from(offset))
}

pub(crate) fn ceil_boundary(text: &str, offset: TextSize) -> usize {
    text.ceil_char_boundary(usize::from(offset))
}
