//! # period-conflict
//!
//! The next call on results is said to be in two different months.
//!
//! ## Why it matters
//!
//! Whoever keeps the calendar of a sector writes down the month that the call closes with. A wrong one is a slip of the
//! tongue or of the transcript, and nothing else in the text shows it.
//!
//! ## Example
//!
//! > We will set our targets for the year on the May conference call, as we always do. … We look forward to speaking
//! > with you in April on our Q4 results.
//!
//! ## What it leaves alone
//!
//! - Calls that were: "as I said in January".
//! - Investor days, conferences and annual meetings.
//! - Months three or more apart: companies report every quarter, so those are two calls.
//! - What analysts say.
//!
//! ## Source
//!
//! Companies report once a quarter: of two future calls within two months there is only one.

use std::sync::LazyLock;

use tieout_transcript::{Month, Role};

use super::text::{Slip, Text, TextRule};
use crate::TextRange;
use crate::finding::Related;
use crate::sentence::Sentence;
use crate::settings::{Profile, Severity};

pub(super) const RULE: TextRule = TextRule {
    name: "period-conflict",
    source: include_str!("period_conflict.rs"),
    default: true,
    profile: Profile::Reader,
    find,
    #[cfg(test)]
    examples: EXAMPLES,
};

/// The month that a sentence says the next call will be in.
#[derive(Clone, Copy)]
struct NextCall {
    month: Month,
    /// Where the month stands in the call.
    range: TextRange,
}

fn find(text: &Text<'_>) -> Vec<Slip> {
    let by_company = text.sentences.iter().filter(|sentence| text.role(sentence) != Some(Role::Analyst));
    let mut said = by_company.filter_map(next_call);
    let Some(first) = said.next() else { return Vec::new() };
    let conflicts = said.filter(|other| (1..=2).contains(&months_between(first.month, other.month)));
    let slip = |other: NextCall| Slip {
        range: other.range,
        severity: Severity::Information,
        message: format!("says {}, but the next call is said to be in {}", other.month.name(), first.month.name()),
        stated: other.month.name().to_owned(),
        related: vec![Related { range: first.range, message: format!("said first: {}", first.month.name()) }],
        fix: None,
    };
    conflicts.map(slip).take(1).collect()
}

/// How far two months are apart, the shorter way round the year.
fn months_between(one: Month, other: Month) -> u8 {
    let apart = one.number().abs_diff(other.number());
    apart.min(12 - apart)
}

/// Reads the month of the next call from a sentence.
fn next_call(sentence: &Sentence) -> Option<NextCall> {
    // Most sentences name none.
    if !sentence.reading.names_month {
        return None;
    }
    let text = sentence.text();
    let (at, month) = first_month(text)?;
    let end = at + month.name().len();
    let before = last_word(text.get(..at)?);
    let after = text.get(end..)?;
    if after.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let needs_meeting = match before.to_ascii_lowercase().as_str() {
        "in" | "early" | "late" | "mid" | "until" => true,
        "the" | "our" | "next" => false,
        _ => return None,
    };
    let words = Words::of(text);
    let names_call = || Words::of(after).begins_with(&["conference call", "earnings call", "results call", "call"]);
    let is_date = if needs_meeting { words.has(&PHRASES.meeting) } else { names_call() };
    let is_ahead = words.has(&PHRASES.ahead) && !words.has(&PHRASES.other);
    let range = TextRange::new((at as u32).into(), (end as u32).into());
    (is_date && is_ahead).then(|| NextCall { month, range: sentence.in_call(range) })
}

/// The first month of the year that a text names, and where it first does.
fn first_month(text: &str) -> Option<(usize, Month)> {
    Month::all().find_map(|month| Some((text.find(month.name())?, month)))
}

fn last_word(text: &str) -> &str {
    text.trim_end_matches([' ', '-', '\n']).rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// A text as words in lower case with one space before and behind each.
struct Words(String);

impl Words {
    fn of(text: &str) -> Words {
        let mut words = String::with_capacity(text.len() + 2);
        words.push(' ');
        let is_part = |c: char| c.is_alphanumeric() || c == '\'';
        for word in text.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()) {
            words.push_str(&word.to_lowercase());
            words.push(' ');
        }
        Words(words)
    }

    fn has(&self, phrases: &[String]) -> bool {
        phrases.iter().any(|phrase| self.0.contains(phrase.as_str()))
    }

    fn begins_with(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.0.get(1..).is_some_and(|words| words.starts_with(phrase)))
    }
}

/// The table of phrases, each with a space before and behind.
#[derive(Debug, Default)]
struct Phrases {
    meeting: Vec<String>,
    ahead: Vec<String>,
    other: Vec<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(include_str!("next_call.txt")).0);

impl Phrases {
    /// Reads the table; lines that say nothing known are left out and returned.
    fn read(table: &str) -> (Phrases, Vec<&str>) {
        let mut phrases = Phrases::default();
        let mut wrong = Vec::new();
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (part, words) = line.split_once('=').unwrap_or_default();
            let list = match part.trim() {
                "meeting" => &mut phrases.meeting,
                "ahead" => &mut phrases.ahead,
                "other" => &mut phrases.other,
                _ => {
                    wrong.push(line);
                    continue;
                }
            };
            let words = words.split('|').map(str::trim).filter(|phrase| !phrase.is_empty());
            list.extend(words.map(|phrase| format!(" {phrase} ")));
        }
        (phrases, wrong)
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "We will give guidance for the year on the November conference call. Thank you all, and we look forward to \
             talking to you in December on our Q4 results.",
            "the call was to be in November",
        ),
        (
            "We plan to report back on the program in late January. We will update you on our fourth quarter results in \
             February.",
            "one call",
        ),
    ],
    silent: &[
        (
            "We plan to report back on the program in late January. We will update you on our first quarter results in \
             April.",
            "two calls",
        ),
        (
            "As I said on the November conference call, orders are picking up. We look forward to talking to you in \
             December on our Q4 results.",
            "a call that was",
        ),
        (
            "We look forward to seeing many of you at our investor day in November. We look forward to talking to you in \
             December on our Q4 results.",
            "another meeting",
        ),
        (
            "We will open the plant in November. We look forward to talking to you in December on our Q4 results.",
            "no call",
        ),
        (
            "We will give guidance for the year on the December conference call. We look forward to talking to you in \
             December on our Q4 results.",
            "they agree",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn every_line_of_the_table_is_understood() {
        assert_eq!(Phrases::read(include_str!("next_call.txt")).1, Vec::<&str>::new());
        assert_eq!(Phrases::read("meeting = a\nmeting = b").1, ["meting = b"]);
    }
}
