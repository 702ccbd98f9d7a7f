//! Calls poured into one line: "…take your questions. Ann Lee: Thank you. Good morning…".

use rustc_hash::FxHashMap;

use crate::label::{self, Who};
use crate::names::word_count;
use crate::tables::OPERATOR;
use crate::unfold::{label_start, opens_speech};
use crate::unfolded::Cut;

/// A label is looked for within so many bytes before its colon or its time.
const LONGEST: usize = 100;

/// "00:12:40"
const TIME: usize = 8;

/// A label in a line: where it begins, where it ends, and where the words behind it begin.
struct Poured<'t> {
    start: usize,
    end: usize,
    words: usize,
    who: Who<'t>,
}

/// Where the labels of a long line begin, and the times between them and the words: where an operator, or two who come back,
/// stand in it behind complete sentences.
pub(crate) fn cuts(line: &str) -> Vec<Cut> {
    let by_colon = by_colon(line);
    let (labels, timed) = if are_labels(&by_colon) { (by_colon, false) } else { (by_time(line), true) };
    if !timed || are_labels(&labels) {
        return labels.iter().flat_map(|label| of_label(label, timed)).flatten().collect();
    }
    Vec::new()
}

fn of_label(label: &Poured<'_>, timed: bool) -> [Option<Cut>; 2] {
    let opens = Cut { start: label.start, end: label.start, with: "\n" };
    let ends = Cut { start: label.end, end: label.words, with: ": " };
    [Some(opens), timed.then_some(ends)]
}

/// The labels that end in a colon and have words behind them.
fn by_colon(line: &str) -> Vec<Poured<'_>> {
    let mut before = 0;
    let colons = memchr::memchr_iter(b':', line.as_bytes());
    let found = colons.filter_map(|colon| {
        let from = line.ceil_char_boundary(colon.saturating_sub(LONGEST)).max(before);
        before = colon + 1;
        line.get(colon + 1..)?.strip_prefix(' ').filter(|words| opens_speech(words))?;
        let (start, who) = label_before(line.get(from..colon)?)?;
        Some(Poured { start: from + start, end: colon, words: colon + 1, who })
    });
    found.collect()
}

/// "Operator00:00:00Good afternoon": the labels that are glued to a time, and that to the words.
fn by_time(line: &str) -> Vec<Poured<'_>> {
    let bytes = line.as_bytes();
    let mut before = 0;
    let mut found = Vec::new();
    for colon in memchr::memmem::find_iter(bytes, b":") {
        let Some(at) = colon.checked_sub(2).filter(|at| *at >= before && is_time(bytes.get(*at..*at + TIME))) else {
            continue;
        };
        let words = at + TIME;
        let from = line.ceil_char_boundary(at.saturating_sub(LONGEST)).max(before);
        before = words;
        if !line.get(words..).is_some_and(opens_speech) {
            continue;
        }
        let label = line.get(from..at).filter(|window| window.ends_with(char::is_alphanumeric)).and_then(label_before);
        found.extend(label.map(|(start, who)| Poured { start: from + start, end: at, words, who }));
    }
    found
}

fn is_time(bytes: Option<&[u8]>) -> bool {
    bytes.is_some_and(|bytes| {
        bytes.iter().enumerate().all(|(at, byte)| if at % 3 == 2 { *byte == b':' } else { byte.is_ascii_digit() })
    })
}

/// The label that ends a text and stands behind a complete sentence; "Operator" stands for itself.
fn label_before(window: &str) -> Option<(usize, Who<'_>)> {
    if let Some(start) = label_start(window, window.len()) {
        let who = label::parse(window.get(start..)?)?.who;
        let told = match who {
            Who::Name(name) => word_count(name) > 1,
            Who::Operator | Who::Unnamed(_) | Who::Numbered(_) => true,
            Who::Title(_) => false,
        };
        return told.then_some((start, who));
    }
    let start = window.rfind(' ').map_or(0, |space| space + 1);
    let word = window.get(start..)?;
    (OPERATOR.has(word) && word.starts_with(char::is_uppercase)).then_some((start, Who::Operator))
}

/// Whether so many labels were found, and they come back so often, that they are some.
fn are_labels(labels: &[Poured<'_>]) -> bool {
    const FEWEST: usize = 2;
    let mut times: FxHashMap<Who<'_>, u32> = FxHashMap::default();
    for label in labels {
        *times.entry(label.who).or_default() += 1;
    }
    let returning = times.values().filter(|times| **times > 1).count();
    times.len() >= FEWEST && (times.contains_key(&Who::Operator) || returning >= FEWEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unfolded::Unfolded;

    #[test]
    fn labels_open_lines() {
        let colons = "Operator: Hello. Ann Lee: Thank you. One thing: it works. Operator: Goodbye.";
        let expected = "\nOperator: Hello. \nAnn Lee: Thank you. One thing: it works. \nOperator: Goodbye.";
        assert_eq!(Unfolded::without(colons, cuts(colons)).text, expected);
        let glued =
            "Six speakers. Operator00:00:00Hello. Speaker 100:00:08Thank you, at 10:00:00 today. Operator00:00:17Yes.";
        let expected = "Six speakers. \nOperator: Hello. \nSpeaker 1: Thank you, at 10:00:00 today. \nOperator: Yes.";
        assert_eq!(Unfolded::without(glued, cuts(glued)).text, expected);
    }

    #[test]
    fn colons_in_sentences_open_none() {
        for line in [
            "We have three aims. Growth: more of it. Margin: more of it. Growth: that again.",
            "As Ann Lee put it: Yes. It was so. Bob Ray: No.",
            "It opens at 10:00:00 and at 11:00:00 it shuts.",
        ] {
            assert_eq!(cuts(line), Vec::new(), "{line}");
        }
    }
}
