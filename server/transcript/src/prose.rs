//! Prose: a text of any sort, read as if one voice had spoken it all.

use text_size::{TextRange, TextSize};

use crate::call::{Call, CallFacts, Section, SectionKind, Turn, Verdict};
use crate::lines::Lines;
use crate::speech::Piece;

/// One turn without a label in which every line is a paragraph of its own.
pub(crate) fn read(text: &str) -> Call {
    let lines = Lines::new(text);
    let pieces = (0..lines.len())
        .map(|line| trimmed(text, lines.range(line)))
        .filter(|range| !range.is_empty())
        .map(|range| Piece { range, opens_paragraph: true })
        .collect();
    let all = 0..lines.len() as u32;
    Call {
        verdict: Verdict { is_call: true, reasons: Vec::new() },
        layout: "prose",
        facts: CallFacts::default(),
        sections: vec![Section { kind: SectionKind::PreparedRemarks, lines: all.clone() }],
        speakers: Vec::new(),
        turns: vec![Turn { label: None, lines: all, speaker: None, pieces, translations: Vec::new() }],
        exchanges: Vec::new(),
        passages: Vec::new(),
    }
}

fn trimmed(text: &str, range: TextRange) -> TextRange {
    let line = &text[range];
    let start = range.start() + TextSize::of(&line[..line.len() - line.trim_start().len()]);
    TextRange::at(start, TextSize::of(line.trim()))
}

#[cfg(test)]
mod tests {
    use crate::{Call, Options, TreatAs};

    #[test]
    fn every_line_is_a_paragraph_and_none_is_a_label() {
        let text = "Results: net sales rose\r\n\r\n  12% to $5 million.\n";
        let call = Call::read(text, &Options { treat_as: TreatAs::Prose, ..Options::default() });
        let said: Vec<String> = call.turns.iter().map(|turn| turn.speech(text).text).collect();
        assert_eq!(said, ["Results: net sales rose\n12% to $5 million."]);
        assert!(call.verdict.is_call && call.speakers.is_empty());
    }
}
