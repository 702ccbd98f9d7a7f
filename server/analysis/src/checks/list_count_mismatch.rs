//! # list-count-mismatch
//!
//! A number of things is announced, and the names that follow are more or fewer.
//!
//! ## Why it matters
//!
//! Either the number was misheard or a name is missing from the transcript.
//!
//! ## Example
//!
//! > We held six conferences in Lisbon, Oslo, Vienna, Prague and Rome.
//!
//! Five cities are named.
//!
//! ## What it leaves alone
//!
//! - Open lists: "including", "such as", "among others", "starting with".
//! - Lists of anything but names behind a number that is not of "key areas" or the like, and those in which a part may be
//!   two: "research and development".
//! - Lists that are not of names alone: what is a thing and what is said of it cannot be told.
//! - A name more that is said to be another: "… and Rome, with another in Tokyo".
//!
//! ## Source
//!
//! A list that is introduced with its number has that many parts. Heard in the editor profile: too few lists were seen to
//! measure it.

use tieout_figures::{Amount, Figure, Kind};

use super::text::{Slip, Text, TextRule};
use crate::finding::Related;
use crate::sentence::Sentence;
use crate::settings::{Profile, Severity};
use crate::signs::lists::{KEY, KINDS};

pub(super) const RULE: TextRule = TextRule {
    name: "list-count-mismatch",
    source: include_str!("list_count_mismatch.rs"),
    default: true,
    profile: Profile::Editor,
    find,
    #[cfg(test)]
    examples: EXAMPLES,
};

/// What leads from the counted things to their names.
const LEADS: [&str; 7] = [" in ", ": ", " -- ", " \u{2014} ", " namely ", ", namely ", " at "];

/// A longer list is a passage of its own.
const MOST: usize = 12;

/// How many words may stand between the number and the list.
const MOST_WORDS: usize = 6;

fn find(text: &Text<'_>) -> Vec<Slip> {
    text.sentences
        .iter()
        .flat_map(|sentence| sentence.reading.figures.iter().filter_map(|it| slip(sentence, it)))
        .collect()
}

fn slip(sentence: &Sentence, figure: &Figure) -> Option<Slip> {
    let said = announced(figure)?;
    let text = sentence.text();
    let behind = text.get(usize::from(figure.range.end())..)?;
    let named = LEADS.iter().filter_map(|lead| list_behind(behind, lead)).min_by_key(|(at, _)| *at);
    let (start, names) = named.or_else(|| kinds_behind(behind))?;
    if names.count == said {
        return None;
    }
    let offset = |at: usize| text_size::TextSize::new((usize::from(figure.range.end()) + at) as u32);
    let list = crate::TextRange::new(offset(start), offset(names.end));
    let stated = text.get(std::ops::Range::from(figure.range))?.to_owned();
    Some(Slip {
        range: sentence.in_call(figure.range),
        severity: Severity::Information,
        message: format!("says {stated}, but {} are named", names.count),
        stated,
        related: vec![Related { range: sentence.in_call(list), message: "the names".to_owned() }],
        fix: None,
    })
}

/// How many things a figure announces.
fn announced(figure: &Figure) -> Option<usize> {
    let Amount::Single(it) = figure.amount else { return None };
    let count: usize = it.value.try_into().ok().filter(|_| it.value.fract().is_zero())?;
    (figure.kind == Kind::Count && figure.hedge.is_none() && (3..=MOST).contains(&count)).then_some(count)
}

/// The names in a list, and where it ends.
struct Names {
    count: usize,
    end: usize,
}

/// The list that a lead opens, with where it starts.
fn list_behind(text: &str, lead: &str) -> Option<(usize, Names)> {
    let at = text.find(lead)?;
    let before = text.get(..at)?;
    let near = before.split_whitespace().count() <= MOST_WORDS && !before.contains([',', ';', ':', '.', '(']);
    let open = ["includ", "such as", "start", "like"].iter().any(|word| before.contains(word));
    let start = at + lead.len();
    let names = names(text.get(start..)?)?;
    (near && !open).then_some((start, Names { end: start + names.end, ..names }))
}

/// How many words a kind may be named by.
const WORDS_OF_KIND: usize = 4;

/// The list behind "three key segments, ": kinds in any letters, which end the sentence.
fn kinds_behind(text: &str) -> Option<(usize, Names)> {
    let (at, lead) = [": ", ", ", " -- ", " \u{2014} "].iter().filter_map(|it| Some((text.find(it)?, it))).min()?;
    let before: Vec<&str> = text.get(..at)?.split_whitespace().collect();
    let (noun, adjectives) = before.split_last()?;
    let is_kind = KINDS.contains(noun) && adjectives.len() == 1 && KEY.contains(adjectives.first()?);
    let start = at + lead.len();
    let list = text.get(start..)?;
    let end = list.find(['.', ';', ':', '?']).unwrap_or(list.len());
    let mut kinds: Vec<&str> = list.get(..end)?.split(", ").collect();
    let last = kinds.pop()?.strip_prefix("and ")?;
    kinds.push(last);
    // Where a kind has an "and" of its own, where one ends is a guess.
    let is_named = |kind: &&str| {
        let words = kind.split_whitespace().count();
        (1..=WORDS_OF_KIND).contains(&words)
            && !kind
                .split_whitespace()
                .any(|word| matches!(word, "and" | "or" | "which" | "that" | "is" | "are" | "we"))
            && kind.chars().all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '-' | '&' | '\''))
    };
    let closed = is_kind && kinds.len() > 2 && kinds.iter().all(is_named) && end + 1 >= list.trim_end().len();
    closed.then_some((start, Names { count: kinds.len(), end: start + end }))
}

/// Reads a list of names, "A, B and C", at the beginning of a text; none where anything else stands between or behind
/// may go on with it.
fn names(text: &str) -> Option<Names> {
    let mut count = 0;
    let mut at = 0;
    let mut last = false;
    loop {
        at += name(text.get(at..)?)?;
        count += 1;
        let rest = text.get(at..)?;
        if last {
            let ends = rest.is_empty() || rest.starts_with(['.', ';']) || rest.starts_with(" with another");
            return (ends && count > 2).then_some(Names { count, end: at });
        }
        let joint = [", and ", " and ", ", "].into_iter().find(|joint| rest.starts_with(joint))?;
        last = joint.contains("and");
        at += joint.len();
    }
}

/// The length of a name of one to three capitalised words.
fn name(text: &str) -> Option<usize> {
    let mut length = 0;
    for (index, word) in text.split_inclusive(' ').take(4).enumerate() {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let capital = bare.starts_with(char::is_uppercase) && bare.chars().all(|c| c.is_alphabetic() || c == '-');
        if !capital {
            return (index > 0).then_some(length);
        }
        let gap = usize::from(index > 0);
        length += gap + bare.len();
        if bare.len() + 1 != word.len() || !word.ends_with(' ') {
            return Some(length);
        }
    }
    None
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("You mentioned eight key segments, grids, pumps, and wire ropes.", "three are named"),
        ("We see growth in four main areas: pumps, wire ropes, and grids.", "three are named"),
        ("We held six conferences in Lisbon, Oslo, Vienna, Prague and Rome.", "five are named"),
        ("We opened 4 stores: Lisbon, Oslo, Vienna, New Orleans, and Rome.", "five are named"),
        (
            "We held six major conferences in Lisbon, Oslo, Tel Aviv, Prague and Rome with another next month in Tokyo.",
            "five",
        ),
    ],
    silent: &[
        ("You mentioned three key segments, grids, pumps, and wire ropes.", "three"),
        ("We have four factories, strong brands, and loyal customers.", "a list of its own"),
        ("We invest in four key areas, research and development, sales, and marketing.", "one of them may be two"),
        ("We grew in four key markets, and we won in pumps, grids, and ropes.", "another clause"),
        ("We see growth in four main areas, pumps, wire ropes, and grids, and a few smaller ones.", "it goes on"),
        ("We held five conferences in Lisbon, Oslo, Vienna, Prague and Rome.", "five"),
        ("We held six conferences, including in Lisbon, Oslo, Vienna, Prague and Rome.", "an open list"),
        ("We held about six conferences in Lisbon, Oslo, Vienna, Prague and Rome.", "hedged"),
        ("We held six conferences in Lisbon, Oslo, Vienna, Prague and elsewhere.", "not all are named"),
        ("We held six conferences in Lisbon, Oslo, Vienna, Prague and Rome, and Madrid is next.", "it may go on"),
        ("We added six customers in Lisbon and Oslo.", "two names are where, not who"),
    ],
};
