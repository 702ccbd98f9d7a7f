//! # period-conflict
//!
//! The next call on results is said to be in two different months, or one period is compared with itself.
//!
//! ## Why it matters
//!
//! Whoever keeps the calendar of a sector writes down the month that the call closes with. A wrong one is a slip of the
//! tongue or of the transcript, and nothing else in the text shows it. A period that is compared with itself hides which
//! period one of the two figures is of.
//!
//! ## Example
//!
//! > We will set our targets for the year on the May conference call, as we always do. … We look forward to speaking
//! > with you in April on our Q4 results.
//!
//! > Return on equity was 20.8% in fiscal 2025 as against 17.1% in fiscal 2025.
//!
//! ## What it leaves alone
//!
//! - Calls that were: "as I said in January".
//! - Investor days, conferences and annual meetings.
//! - Months three or more apart: companies report every quarter, so those are two calls.
//! - What analysts say of the next call.
//! - Periods that do not name their year, and comparisons with what was expected or with somebody else.
//!
//! ## Source
//!
//! Companies report once a quarter: of two future calls within two months there is only one. A measure has one value in a
//! period.

use tieout_transcript::{Month, Role};

use super::period_twice;
use super::text::{Slip, Text, TextRule};
use crate::TextRange;
use crate::finding::Related;
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

fn find(text: &Text<'_>) -> Vec<Slip> {
    let mut slips = next_call(text);
    slips.extend(period_twice::find(text));
    slips
}

/// The next call, said to be in two months.
fn next_call(text: &Text<'_>) -> Vec<Slip> {
    let by_company = text.sentences.iter().filter(|sentence| text.role(sentence) != Some(Role::Analyst));
    let mut said = by_company.filter_map(|sentence| {
        let next = sentence.reading.next_call?;
        Some((next.month, sentence.in_call(next.range)))
    });
    let Some((month, first)) = said.next() else { return Vec::new() };
    let conflicts = said.filter(|(other, _)| (1..=2).contains(&months_between(month, *other)));
    let slip = |(other, range): (Month, TextRange)| Slip {
        range,
        severity: Severity::Information,
        message: format!("says {}, but the next call is said to be in {}", other.name(), month.name()),
        stated: other.name().to_owned(),
        related: vec![Related { range: first, message: format!("said first: {}", month.name()) }],
        fix: None,
    };
    conflicts.map(slip).take(1).collect()
}

/// How far two months are apart, the shorter way round the year.
fn months_between(one: Month, other: Month) -> u8 {
    let apart = one.number().abs_diff(other.number());
    apart.min(12 - apart)
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
