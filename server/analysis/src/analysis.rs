//! The one type the floors above ask.

use std::sync::Arc;

use text_size::{TextRange, TextSize};
use tieout_transcript::{TreatAs, split};

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
        Analysis::read(text, Arc::new(settings.clone()), &[])
    }

    /// The analysis of the text that results when `range` is replaced. What the edit did not touch is kept: other
    /// calls whole, and the readings of the sentences that stayed as they were in the call it touched. The answer is
    /// the same as that of reading the new text afresh.
    ///
    /// A range that reaches beyond the text is cut at its end; one whose ends do not lie between characters is
    /// widened until they do.
    pub fn edited(&self, range: TextRange, replacement: &str) -> Analysis {
        let old = self.text();
        let start = floor_boundary(&old, range.start());
        let end = ceil_boundary(&old, range.end());
        let mut text = String::with_capacity(old.len() - (end - start) + replacement.len());
        text.push_str(&old[..start]);
        text.push_str(replacement);
        text.push_str(&old[end..]);
        Analysis::read(&text, Arc::clone(&self.settings), &self.calls)
    }

    /// The analysis of the same text under other settings.
    pub fn with_settings(&self, settings: &Settings) -> Analysis {
        Analysis::new(&self.text(), settings)
    }

    /// The text.
    pub fn text(&self) -> String {
        self.calls.iter().map(|placed| &*placed.call.text).collect()
    }

    fn read(text: &str, settings: Arc<Settings>, known: &[Placed]) -> Analysis {
        let ranges = match settings.call.treat_as {
            TreatAs::Prose => vec![TextRange::up_to(TextSize::of(text))],
            TreatAs::Detect | TreatAs::Call | TreatAs::NotACall => split(text),
        };
        // An edit leaves the calls before and after it as they were, so those are compared in place: from the front
        // and, where the number of calls changed, from the back.
        let moved = known.len().wrapping_sub(ranges.len());
        let mut calls = Vec::with_capacity(ranges.len());
        let mut first_line = 0;
        for (index, range) in ranges.into_iter().enumerate() {
            let words = &text[range];
            let candidates = [known.get(index), known.get(index.wrapping_add(moved))];
            let same = candidates.into_iter().flatten().find(|placed| &*placed.call.text == words);
            let call = match same {
                Some(placed) => Arc::clone(&placed.call),
                None => {
                    let nearest = candidates.into_iter().flatten().next().map(|placed| &*placed.call);
                    Arc::new(CallAnalysis::new(words.into(), &settings, nearest))
                }
            };
            let lines = call.lines.len() as u32;
            calls.push(Placed { start: range.start(), first_line, call });
            first_line += lines - 1;
        }
        Analysis { settings, calls }
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

fn floor_boundary(text: &str, offset: TextSize) -> usize {
    let mut offset = usize::from(offset).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn ceil_boundary(text: &str, offset: TextSize) -> usize {
    let mut offset = usize::from(offset).min(text.len());
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CALL: &str = "Acme Corp (ACME) Q3 2031 Earnings Call\nOperator\nWelcome to the Acme Corp third quarter 2031 \
        earnings conference call.\nAnn Lee - CFO\nThank you. Revenue was $12 million, up 20% from $10 million. \
        We added 30 customers.\n收入為 1,200 萬美元。\nOperator\nOur first question comes from Bob Ray with Big Bank.\n\
        Bob Ray - Analyst\nWas that 20% organic?\n";

    fn assert_same(edited: &Analysis, fresh: &Analysis) {
        assert_eq!(edited.text(), fresh.text());
        assert_eq!(edited.calls.len(), fresh.calls.len());
        for (edited, fresh) in edited.calls.iter().zip(&fresh.calls) {
            assert_eq!((edited.start, edited.first_line), (fresh.start, fresh.first_line));
            assert_eq!(edited.call.call, fresh.call.call);
            assert_eq!(edited.call.facts, fresh.call.facts);
            assert_eq!(edited.call.ties, fresh.call.ties);
            assert_eq!(edited.call.findings, fresh.call.findings);
        }
    }

    proptest! {
        #[test]
        fn any_sequence_of_edits_equals_a_fresh_reading(
            edits in prop::collection::vec((0usize..900, 0usize..40, "[ \r\n.,%$0-9a-zé萬𝔸]{0,8}"), 1..12),
        ) {
            let settings = Settings::default();
            let mut text = CALL.repeat(2);
            let mut analysis = Analysis::new(&text, &settings);
            for (start, length, replacement) in edits {
                let start = floor_boundary(&text, TextSize::new(start as u32));
                let end = ceil_boundary(&text, TextSize::new((start + length) as u32));
                let range = TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32));
                analysis = analysis.edited(range, &replacement);
                text.replace_range(start..end, &replacement);
                assert_same(&analysis, &Analysis::new(&text, &settings));
            }
        }
    }

    #[test]
    fn an_edit_keeps_the_readings_of_the_sentences_it_did_not_touch() {
        let analysis = Analysis::new(CALL, &Settings::default());
        let at = TextSize::new(CALL.find("30 customers").expect("in the text") as u32);
        let edited = analysis.edited(TextRange::at(at, TextSize::new(2)), "31");
        let before = &analysis.calls[0].call.sentences;
        let after = &edited.calls[0].call.sentences;
        assert_eq!(before.len(), after.len());
        let read_again = before.iter().zip(after).filter(|(old, new)| !Arc::ptr_eq(&old.reading, &new.reading)).count();
        assert_eq!(read_again, 1);
    }
}
