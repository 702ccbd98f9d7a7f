//! # malformed-figure
//!
//! A number expression says a sign or a scale twice: "$12 million million", "5%%".
//!
//! ## Why it matters
//!
//! A program reads it as something else or not at all, and a reader stumbles. In a transcript that is about to be
//! published it is a slip to repair.
//!
//! ## Example
//!
//! > We ended the quarter with cash of $12 million million.
//!
//! ## What it leaves alone
//!
//! - "$10.2 billion dollars", which is how people speak.
//! - "billions and billions", "a million, a million and a half".
//!
//! ## Source
//!
//! An amount has one sign and one scale. Heard in the editor profile when selected: too few such slips were seen to
//! measure it.

use super::text::{Slip, Text, TextRule};
use crate::TextRange;
use crate::finding::Fix;
use crate::sentence::Sentence;
use crate::settings::{Profile, Severity};

pub(super) const RULE: TextRule = TextRule {
    name: "malformed-figure",
    source: include_str!("malformed_figure.rs"),
    default: false,
    profile: Profile::Editor,
    find,
    #[cfg(test)]
    examples: EXAMPLES,
};

/// What an amount says once.
const PARTS: [&str; 8] = ["thousand", "million", "billion", "trillion", "percent", "%", "$", "€"];

fn find(text: &Text<'_>) -> Vec<Slip> {
    let with_figures = text.sentences.iter().filter(|sentence| !sentence.reading.figures.is_empty());
    with_figures.flat_map(|sentence| PARTS.iter().filter_map(|part| twice(sentence, part))).collect()
}

/// A part of an amount said twice in a row beside a figure.
fn twice(sentence: &Sentence, part: &str) -> Option<Slip> {
    let text = sentence.text();
    let mut places = text.match_indices(part).map(|(at, _)| at).peekable();
    while let Some(first) = places.next() {
        let Some(second) = places.peek().copied() else { break };
        let is_pair = text.get(first + part.len()..second).is_some_and(|between| between.trim().is_empty());
        let ends = second + part.len();
        let is_word = text.get(ends..).is_none_or(|rest| !rest.starts_with(char::is_alphanumeric)) || part.len() < 4;
        let pair = TextRange::new((first as u32).into(), (ends as u32).into());
        let touches = |figure: &tieout_figures::Figure| figure.range.intersect(pair).is_some();
        if is_pair && is_word && sentence.reading.figures.iter().any(touches) {
            let range = sentence.in_call(pair);
            return Some(Slip {
                range,
                severity: Severity::Information,
                message: format!("says {} where {part} is meant", &text[first..ends]),
                stated: text[first..ends].to_owned(),
                related: Vec::new(),
                fix: Some(Fix { range, replacement: part.to_owned(), title: format!("Say {part} once") }),
            });
        }
    }
    None
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("We ended the quarter with cash of $12 million million.", "the scale twice"),
        ("Gross margin was 54%% in the quarter.", "the sign twice"),
    ],
    silent: &[
        ("We ended the quarter with cash of $12 million.", "once"),
        ("It cost a million, a million and a half at most, and brought $3 million.", "two amounts"),
        ("We returned $10.2 billion dollars to our shareholders.", "how people speak"),
        ("Gross margin was 54% and operating margin 12%.", "two figures"),
    ],
};
