//! The one type the floors above ask.

use std::ops::Range;
use std::sync::Arc;

use text_size::{TextRange, TextSize};
use tieout_transcript::{Cue, ranges};

use crate::call::CallAnalysis;
use crate::finding::Finding;
use crate::placed::Placed;
use crate::quote::quote;
use crate::settings::Settings;
use crate::stretch::{Stretch, shifted};

/// All that is known of a text: its calls, analysed. Cheap to clone; an edit makes a new one that shares with the old
/// all that the edit did not touch.
#[derive(Clone, Debug)]
pub struct Analysis {
    settings: Arc<Settings>,
    calls: Vec<Placed>,
}

impl Analysis {
    /// Reads a text.
    pub fn new(text: &str, settings: &Settings) -> Analysis {
        Analysis::read(&Stretch::new(text, settings.call.treat_as), Arc::new(settings.clone()), &[])
    }

    /// The analysis of the text that results when `range` is replaced. What the edit did not touch is kept: other
    /// calls whole, and the readings of the sentences that stayed as they were in the call it touched. The answer is
    /// the same as that of reading the new text afresh.
    ///
    /// A range that reaches beyond the text is cut at its end; one whose ends do not lie between characters is
    /// widened until they do.
    pub fn edited(&self, range: TextRange, replacement: &str) -> Analysis {
        let treat_as = self.settings.call.treat_as;
        let touched = self.touched(range);
        let stretch = Stretch::of(&self.calls[touched.clone()]).edited(range, replacement, treat_as);
        self.with(&touched, &stretch).unwrap_or_else(|| {
            // Calls begin or end elsewhere than before, even where nothing was touched.
            let whole = Stretch::of(&self.calls).edited(range, replacement, treat_as);
            Analysis::read(&whole, Arc::clone(&self.settings), &self.calls)
        })
    }

    /// The calls that an edit can change: those it touches, and those whose last or first line it may join or part.
    fn touched(&self, range: TextRange) -> Range<usize> {
        let index_at = |offset: TextSize| self.calls.partition_point(|placed| placed.start <= offset).saturating_sub(1);
        let before = range.start().checked_sub(TextSize::new(1)).unwrap_or_default();
        let behind = range.end().checked_add(TextSize::new(1)).unwrap_or(range.end());
        index_at(before)..index_at(behind) + 1
    }

    /// The analysis of the text in which a stretch stands in place of some calls; none where that changes where the
    /// other calls begin or end.
    fn with(&self, replaced: &Range<usize>, stretch: &Stretch) -> Option<Analysis> {
        let (before, known) = (&self.calls[..replaced.start], &self.calls[replaced.clone()]);
        let behind = known.last()?.range().end();
        let after = self.calls[replaced.end..].iter();
        let after: Vec<Placed> =
            after.map(|placed| Placed { start: placed.start - behind + stretch.end(), ..placed.clone() }).collect();
        let cues_of = |calls: &[Placed]| -> Vec<(TextSize, Cue)> {
            calls.iter().flat_map(|placed| shifted(&placed.cues, placed.start)).collect()
        };
        let cues = cues_of(before).into_iter().chain(stretch.cues()).chain(cues_of(&after));
        let ranges = ranges(cues, after.last().map_or(stretch.end(), |placed| placed.range().end()));
        let changed = before.len()..ranges.len().checked_sub(after.len())?;
        let stay = |calls: &[Placed], ranges: &[TextRange]| calls.iter().map(Placed::range).eq(ranges.iter().copied());
        let others_stay = changed.start < changed.end
            && stay(before, &ranges[..changed.start])
            && stay(&after, &ranges[changed.end..]);
        if !others_stay {
            return None;
        }
        let mut calls = before.to_vec();
        calls.extend(read_calls(stretch, &ranges[changed], known, &self.settings));
        calls.extend(after);
        Some(Analysis::of(calls, Arc::clone(&self.settings)))
    }

    fn read(stretch: &Stretch, settings: Arc<Settings>, known: &[Placed]) -> Analysis {
        let ranges = ranges(stretch.cues(), stretch.end());
        Analysis::of(read_calls(stretch, &ranges, known, &settings), settings)
    }

    /// The analysis of a text that consists of these calls.
    fn of(mut calls: Vec<Placed>, settings: Arc<Settings>) -> Analysis {
        let mut first_line = 0;
        for placed in &mut calls {
            placed.first_line = first_line;
            first_line += placed.call.lines.len() as u32 - 1;
        }
        Analysis { settings, calls }
    }

    /// The analysis of the same text under other settings.
    pub fn with_settings(&self, settings: &Settings) -> Analysis {
        Analysis::new(&self.text(), settings)
    }

    /// The text.
    pub fn text(&self) -> String {
        self.calls.iter().map(|placed| &*placed.call.text).collect()
    }

    /// The calls, in order; a text that is no call has one entry that says so.
    pub fn calls(&self) -> &[Placed] {
        &self.calls
    }

    /// The words by which a finding of one of the calls is accepted: unique in the text, if its sentence can be.
    pub fn quote(&self, placed: &Placed, finding: &Finding) -> String {
        let others = self.calls.iter().filter(|it| it.start != placed.start).map(|it| &*it.call.text);
        quote(&placed.call, finding, others)
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

/// Reads the calls that stand in these ranges, unless they are among those known. An edit leaves the calls before and
/// after it as they were, so those are compared in place: from the front and, where the number of calls changed, from the
/// back.
fn read_calls(stretch: &Stretch, ranges: &[TextRange], known: &[Placed], settings: &Settings) -> Vec<Placed> {
    let moved = known.len().wrapping_sub(ranges.len());
    let place = |(index, range): (usize, &TextRange)| {
        let (words, cues) = stretch.part(*range);
        let candidates = [known.get(index), known.get(index.wrapping_add(moved))];
        let same = candidates.into_iter().flatten().find(|placed| &*placed.call.text == words);
        let call = match same {
            Some(placed) => Arc::clone(&placed.call),
            None => {
                let nearest = candidates.into_iter().flatten().next().map(|placed| &*placed.call);
                Arc::new(CallAnalysis::new(words.into(), settings, nearest))
            }
        };
        Placed { start: range.start(), first_line: 0, call, cues }
    };
    ranges.iter().enumerate().map(place).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sentence::{Sentence, SentenceReading};
    use crate::stretch::{ceil_boundary, floor_boundary};

    const CALL: &str = "Acme Corp (ACME) Q3 2031 Earnings Call\nOperator\nWelcome to the Acme Corp third quarter 2031 \
        earnings conference call.\nAnn Lee - CFO\nThank you. Revenue was $12 million, up 20% from $10 million. \
        We added 30 customers.\n收入為 1,200 萬美元。\nOperator\nOur first question comes from Bob Ray with Big Bank.\n\
        Bob Ray - Analyst\nWas that 20% organic?\nOperator\nThis concludes today's call. You may now disconnect.\n";

    #[test]
    fn calls_in_a_row_are_told_apart() {
        assert_eq!(Analysis::new(&CALL.repeat(3), &Settings::default()).calls.len(), 3);
    }

    #[test]
    fn calls_that_an_edit_does_not_touch_are_kept_whole() {
        let analysis = Analysis::new(&CALL.repeat(3), &Settings::default());
        let at = TextSize::of(CALL) + TextSize::new(CALL.find("30 customers").expect("in the text") as u32);
        let edited = analysis.edited(TextRange::at(at, TextSize::new(2)), "310");
        let kept = |index: usize| Arc::ptr_eq(&analysis.calls[index].call, &edited.calls[index].call);
        assert_eq!([kept(0), kept(1), kept(2)], [true, false, true]);
        assert_same(&edited, &Analysis::new(&edited.text(), &Settings::default()));
    }

    #[test]
    fn calls_merge_and_part_where_their_words_come_and_go() {
        let settings = Settings::default();
        let mut analysis = Analysis::new(&CALL.repeat(3), &settings);
        let second = CALL.len() + CALL.find("Welcome").expect("in the text");
        for (range, replacement, calls) in [
            (second..second + 7, "We come", 2),
            (second..second + 7, "Welcome", 3),
            (CALL.len() - 1..CALL.len(), "", 2),
            (CALL.len() - 1..CALL.len() - 1, "\r", 3),
            (CALL.len()..CALL.len(), "\n", 3),
        ] {
            let range = TextRange::new(TextSize::new(range.start as u32), TextSize::new(range.end as u32));
            analysis = analysis.edited(range, replacement);
            assert_same(&analysis, &Analysis::new(&analysis.text(), &settings));
            assert_eq!(analysis.calls.len(), calls, "{replacement:?}");
        }
    }

    /// The sentences with where they stand and what was read in them.
    fn sentences(call: &CallAnalysis) -> Vec<(usize, TextRange, &str, &SentenceReading)> {
        let whole = |sentence: &Sentence| sentence.in_call(TextRange::up_to(TextSize::of(sentence.text())));
        call.sentences.iter().map(|it| (it.turn, whole(it), it.text(), &*it.reading)).collect()
    }

    fn assert_same(edited: &Analysis, fresh: &Analysis) {
        assert_eq!(edited.text(), fresh.text());
        assert_eq!(edited.calls.len(), fresh.calls.len());
        for (edited, fresh) in edited.calls.iter().zip(&fresh.calls) {
            assert_eq!((edited.start, edited.first_line, &edited.cues), (fresh.start, fresh.first_line, &fresh.cues));
            assert_eq!(edited.call.call, fresh.call.call);
            assert_eq!(sentences(&edited.call), sentences(&fresh.call));
            assert_eq!(edited.call.facts, fresh.call.facts);
            assert_eq!(edited.call.ties, fresh.call.ties);
            assert_eq!(edited.call.findings, fresh.call.findings);
        }
    }

    /// Edits one after the other: where each begins, how many bytes it takes away, and what it puts there.
    fn assert_edits_same(text: &str, edits: Vec<(usize, usize, String)>) {
        let settings = Settings::default();
        let mut text = text.to_owned();
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

    proptest! {
        #[test]
        fn any_sequence_of_edits_equals_a_fresh_reading(
            edits in prop::collection::vec((0usize..1100, 0usize..40, "[ \u{a0}\u{3000}\r\n.,%$0-9a-zé萬𝔸]{0,8}"), 1..12),
        ) {
            assert_edits_same(&CALL.repeat(2), edits);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Of a call with ties and findings, most of which an edit leaves as they were.
        #[test]
        fn what_an_edit_keeps_of_a_whole_call_is_that_of_a_fresh_reading(
            edits in prop::collection::vec((0usize..4700, 0usize..4, "[0-9]{0,2}|[ \n.,%$a-z]{0,3}|up 20%"), 1..6),
        ) {
            let call = include_str!("../../../tests/fixtures/sample/halden-optics-2031-q2.txt");
            assert!(!Analysis::new(call, &Settings::default()).calls[0].call.ties.is_empty());
            assert_edits_same(call, edits);
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
