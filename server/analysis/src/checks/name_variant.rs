//! # name-variant
//!
//! A speaker's name is spelt in two ways: in two labels, or in a label and where the operator calls him.
//!
//! ## Why it matters
//!
//! Whoever searches for a speaker, or counts who asks, misses those turns that bear the other name.
//!
//! ## Example
//!
//! > Our next question comes from Paula Reed with Old Mill Securities.
//! >
//! > Paula Reid: Thanks for taking the question.
//!
//! ## What it leaves alone
//!
//! - Short forms and nicknames: "Rob" and "Robert", initials, titles.
//! - Names of fewer than four letters, of which many differ by one.
//! - People of whom both spellings are listed as two.
//!
//! ## Source
//!
//! One person has one name. Which of the two is right cannot be told from the transcript, so nothing is replaced. A hint,
//! heard in the editor profile.

use rustc_hash::FxHashSet;

use super::spelling::is_slip_of;
use super::text::{Slip, Text, TextRule};
use crate::TextRange;
use crate::finding::Related;
use crate::settings::{Profile, Severity};

pub(super) const RULE: TextRule = TextRule {
    name: "name-variant",
    source: include_str!("name_variant.rs"),
    default: true,
    profile: Profile::Editor,
    find,
    #[cfg(test)]
    examples: EXAMPLES,
};

/// The name of a label, and where it stands.
#[derive(Clone, Copy)]
struct Labelled<'a> {
    name: &'a str,
    range: TextRange,
}

fn find(text: &Text<'_>) -> Vec<Slip> {
    let labelled: Vec<Labelled<'_>> = (0..text.call.turns.len()).filter_map(|turn| labelled(text, turn)).collect();
    let mut told = FxHashSet::default();
    let mut slips: Vec<Slip> = Vec::new();
    let found = between_labels(text, &labelled).into_iter().chain(of_the_called(text));
    for (variant, slip) in found {
        if told.insert(variant.to_lowercase()) {
            slips.push(slip);
        }
    }
    slips
}

/// Names of labels that differ in one word; the rarer is told.
fn between_labels<'a>(text: &Text<'_>, labelled: &[Labelled<'a>]) -> Vec<(&'a str, Slip)> {
    let mut names: Vec<(Labelled<'a>, usize)> = Vec::new();
    for label in labelled {
        match names.iter_mut().find(|(known, _)| known.name == label.name) {
            Some((_, times)) => *times += 1,
            None => names.push((*label, 1)),
        }
    }
    // Of two that are as frequent, the first has it.
    names.sort_by_key(|(label, times)| (std::cmp::Reverse(*times), label.range.start()));
    let of = |(place, (rare, _)): (usize, &(Labelled<'a>, usize))| {
        let mut usual = names[..place].iter();
        let (usual, variant) = usual.find_map(|(usual, _)| Some((usual, slip_between(usual.name, rare.name)?)))?;
        Some((variant, slip(text, rare.range, rare.name, usual.name, usual.range)))
    };
    names.iter().enumerate().filter(|(_, (rare, _))| !is_called(text, rare.name)).filter_map(of).collect()
}

/// Whether somebody is called by this name.
fn is_called(text: &Text<'_>, name: &str) -> bool {
    let introductions = text.call.exchanges.iter().filter_map(|exchange| exchange.introduction);
    let words = |turn: usize| names_in(text, turn).map(|(word, _)| word).collect::<Vec<_>>().join(" ");
    introductions.into_iter().any(|turn| words(turn).contains(name))
}

/// The word of the second name that is a slip of one of the first, where all others are the same.
fn slip_between<'a>(one: &str, other: &'a str) -> Option<&'a str> {
    if one.split_whitespace().count() != other.split_whitespace().count() {
        return None;
    }
    let mut differ = one.split_whitespace().zip(other.split_whitespace()).filter(|(one, other)| one != other);
    let (one, other) = differ.next()?;
    (differ.next().is_none() && is_slip_of(one, other)).then_some(other)
}

/// Analysts whom the operator calls by a surname that is a slip of the one in their label.
fn of_the_called<'a>(text: &Text<'a>) -> Vec<(&'a str, Slip)> {
    let calls = text.call.exchanges.iter().filter_map(|exchange| Some((exchange.introduction?, exchange.turns.start)));
    let mut found = Vec::new();
    for (introduction, asks) in calls {
        let Some(label) = labelled(text, asks) else { continue };
        let Some(surname) = label.name.split_whitespace().next_back() else { continue };
        let names = || names_in(text, introduction);
        // Who is called by the name in the label is no other person.
        if names().any(|(name, _)| name == surname) || !label.name.contains(' ') {
            continue;
        }
        let known =
            |name: &str| text.call.speakers.iter().any(|it| it.name.split_whitespace().any(|word| word == name));
        let variant = names().find(|(name, _)| is_slip_of(surname, name) && !known(name));
        found.extend(variant.map(|(name, range)| (name, slip(text, range, name, surname, label.range))));
    }
    found
}

/// The capitalised words of a turn.
fn names_in<'a>(text: &Text<'a>, turn: usize) -> impl Iterator<Item = (&'a str, TextRange)> + use<'a> {
    let pieces = text.call.turns.get(turn).map_or(&[][..], |turn| &turn.pieces);
    let document = text.text;
    pieces.iter().flat_map(move |piece| {
        let words = document.get(std::ops::Range::<usize>::from(piece.range)).unwrap_or_default();
        let is_part = |c: char| c.is_alphabetic() || matches!(c, '\'' | '\u{2019}');
        words.split(move |c| !is_part(c)).filter(|word| word.starts_with(char::is_uppercase)).map(move |word| {
            let at = word.as_ptr() as usize - words.as_ptr() as usize;
            let start = piece.range.start() + text_size::TextSize::new(at as u32);
            (word, TextRange::at(start, text_size::TextSize::of(word)))
        })
    })
}

/// The name in the label of a turn: what stands before title and firm.
fn labelled<'a>(text: &Text<'a>, turn: usize) -> Option<Labelled<'a>> {
    let turn = text.call.turns.get(turn)?;
    let label = turn.label?;
    let words = text.text.get(std::ops::Range::<usize>::from(label))?;
    let bare = words.trim_start_matches(['*', '<', '#', '_', ' ']);
    let end = [" - ", "--", " \u{2013} ", " \u{2014} ", "\u{2014}", ",", ":", "(", "[", "*", ">", "\n"];
    let end = end.iter().filter_map(|mark| bare.find(mark)).min().unwrap_or(bare.len());
    let name = bare[..end].trim();
    let start = label.start() + text_size::TextSize::new((words.len() - bare.len()) as u32);
    let range = TextRange::at(start, text_size::TextSize::of(name));
    (!name.is_empty()).then_some(Labelled { name, range })
}

fn slip(text: &Text<'_>, range: TextRange, variant: &str, usual: &str, at: TextRange) -> Slip {
    let usual_there = text.text.get(std::ops::Range::<usize>::from(at)).unwrap_or(usual);
    Slip {
        range,
        severity: Severity::Hint,
        message: format!("{variant} is spelt {usual} elsewhere"),
        stated: variant.to_owned(),
        related: vec![Related { range: at, message: format!("here: {usual_there}") }],
        fix: None,
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "Let us begin.\n\nOperator: Our first question comes from Paula Reed with Old Mill Securities.\n\n\
             Paula Reid: What drove the margin?\n\nAnn Lee: The mix did.",
            "the operator and the label",
        ),
        (
            "Let us begin.\n\nOperator: Our first question comes from Jonathan Marsh with Old Mill Securities.\n\n\
             Jonathan Marsh: What drove the margin?\n\nAnn Lee: The mix did.\n\n\
             Jonathon Marsh: And will it last?\n\nAnn Lee: We think so.\n\nJonathan Marsh: Thank you.",
            "two labels",
        ),
    ],
    silent: &[
        (
            "Let us begin.\n\nOperator: Our first question comes from Paula Reid with Old Mill Securities.\n\n\
             Paula Reid: What drove the margin?\n\nAnn Lee: The mix did.",
            "one spelling",
        ),
        (
            "Let us begin.\n\nOperator: Our first question comes from Rob Stern with Old Mill Securities.\n\n\
             Robert Stern: What drove the margin?\n\nAnn Lee: The mix did.",
            "a short form",
        ),
        (
            "Let us begin.\n\nOperator: Our first question comes from Paula Reid with Reed & Sons.\n\n\
             Paula Reid: What drove the margin?\n\nAnn Lee: The mix did.",
            "a firm of a like name",
        ),
        (
            "Let us begin.\n\nOperator: Our first question comes from Paula Reid with Old Mill Securities.\n\n\
             Paula Reid: What drove the margin?\n\nAnn Lee: The mix did.\n\n\
             Operator: The next question comes from Paul Reed with Stone Bank.\n\n\
             Paul Reed: And the costs?\n\nAnn Lee: They fell.",
            "two people",
        ),
    ],
};
