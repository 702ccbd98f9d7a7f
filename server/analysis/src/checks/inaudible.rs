//! # inaudible
//!
//! A mark of the transcriber says that words are missing or guessed: "[inaudible]", "[ph]".
//!
//! ## Why it matters
//!
//! What is missing may be the number. Whoever corrects a transcript goes from mark to mark with the recording.
//!
//! ## Example
//!
//! > In the TAM business you have [inaudible] provisioning.
//!
//! ## What it leaves alone
//!
//! - Marks of what was heard: "[laughter]", "[operator instructions]", "(sic)".
//!
//! ## Source
//!
//! The marks that transcribers use. A hint, heard in the editor profile when selected.

use super::text::{Slip, Text, TextRule};
use crate::TextRange;
use crate::settings::{Profile, Severity};
use crate::signs::lists::{GAP_MARKS, GUESS_MARKS};

pub(super) const RULE: TextRule = TextRule {
    name: "inaudible",
    source: include_str!("inaudible.rs"),
    default: false,
    profile: Profile::Editor,
    find,
    #[cfg(test)]
    examples: EXAMPLES,
};

/// A mark with more words than this is none.
const LONGEST: usize = 48;

fn find(text: &Text<'_>) -> Vec<Slip> {
    let mut slips = Vec::new();
    for turn in &text.call.turns {
        for piece in &turn.pieces {
            let words = text.text.get(std::ops::Range::<usize>::from(piece.range)).unwrap_or_default();
            for (at, bracket) in words.match_indices(['[', '(', '<']) {
                let Some(mark) = mark(&words[at..], bracket) else { continue };
                let start = piece.range.start() + text_size::TextSize::new(at as u32);
                slips.push(Slip {
                    range: TextRange::at(start, text_size::TextSize::of(mark)),
                    severity: Severity::Hint,
                    message: match GAP_MARKS.iter().any(|it| mark[bracket.len()..].to_ascii_lowercase().starts_with(it))
                    {
                        true => format!("{mark} stands for words that are missing"),
                        false => format!("{mark} says that the words before it were guessed"),
                    },
                    stated: mark.to_owned(),
                    related: Vec::new(),
                    fix: None,
                });
            }
        }
    }
    slips
}

/// The mark that a bracket opens.
fn mark<'a>(words: &'a str, bracket: &str) -> Option<&'a str> {
    let inside = words.get(bracket.len()..)?;
    let begins = |mark: &&str| inside.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    let end = inside.find([']', ')', '>']).filter(|end| *end <= LONGEST)?;
    let guesses = || GUESS_MARKS.iter().any(|guess| inside[..end].eq_ignore_ascii_case(guess));
    if !GAP_MARKS.iter().any(begins) && !guesses() {
        return None;
    }
    words.get(..bracket.len() + end + 1)
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("We think that [inaudible] is going well.", "square brackets"),
        ("We think that (indiscernible) is going well.", "round ones"),
        ("We sold it to Antolini (ph) last year.", "written as it sounded"),
        ("We sold it to Antolini [phonetic] last year.", "written as it sounded"),
    ],
    silent: &[
        ("We think that it is going well. [laughter]", "heard"),
        ("The recording was inaudible (we apologize).", "a word"),
        ("The pH (acidity) of the water is lower.", "a word"),
        ("We measured the acidity (pH 7) of the water.", "a measure"),
        ("We think [sic] that it is going well.", "heard"),
    ],
};
