//! # guidance-comparison
//!
//! A result is said to be above, below or within a range that it is not.
//!
//! ## Why it matters
//!
//! Whether a quarter beat what was guided is the first line of every note. Where the word and the two numbers differ, one
//! of the three is wrong.
//!
//! ## Example
//!
//! > Revenue was $153 million, above the high end of our guidance range of $150 million to $160 million.
//!
//! $153 million is not above $160 million.
//!
//! ## What it leaves alone
//!
//! - "Above our guidance" without an end named: some mean the middle of the range.
//! - "In line with", "at the high end": how near is near is for the reader.
//! - Whatever rounding or a hedge explains: $28.4 million is within $28 million to $30 million.
//!
//! ## Source
//!
//! "Above the high end" means higher than it, "within" between both.

use std::cmp::Ordering;

use tieout_figures::Amount;

use super::case::{Case, Reading, Side};
use super::verdict::{Outcome, as_numbers};
use super::wording::Words;
use super::{Rule, Said};
use crate::relations::{Kind, Pairing, Role, Values};
use crate::settings::{Profile, Severity};
use crate::tokens::Sense;

pub(super) const RULE: Rule = Rule {
    name: "guidance-comparison",
    source: include_str!("guidance_comparison.rs"),
    default: true,
    profile: Profile::Editor,
    kinds: &[Kind::Comparison],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

fn judge(case: &Case<'_>) -> Outcome {
    verdict(case).unwrap_or(Outcome::Unsure)
}

fn verdict(case: &Case<'_>) -> Option<Outcome> {
    let level = case.values(Role::Level, Reading::Hull, Side::Both)?;
    if case.fact(Role::Span).is_some() {
        let range = case.values(Role::Span, Reading::Hull, Side::Both)?;
        return Some(if level.meets(range)? { Outcome::Holds } else { fails(case) });
    }
    let end = case.values(end(case), Reading::Hull, side(case))?;
    let (lower, higher) = if is_above(case)? { (end, level) } else { (level, end) };
    if lower.meets(higher)? {
        return Some(match displayed(case)? {
            Ordering::Greater if is_above(case)? => Outcome::Holds,
            Ordering::Less if !is_above(case)? => Outcome::Holds,
            _ => Outcome::Unsure,
        });
    }
    let right_way = lower.around(higher)?.low == lower.low;
    Some(if right_way { Outcome::Holds } else { fails(case) })
}

fn fails(case: &Case<'_>) -> Outcome {
    Outcome::Fails(match case.relation.pairing {
        _ if case.is_hedged() => Severity::Hint,
        Pairing::Clause => Severity::Warning,
        _ => Severity::Information,
    })
}

/// The role of the range whose end is meant.
fn end(case: &Case<'_>) -> Role {
    if case.fact(Role::HighEnd).is_some() { Role::HighEnd } else { Role::LowEnd }
}

fn side(case: &Case<'_>) -> Side {
    if end(case) == Role::HighEnd { Side::High } else { Side::Low }
}

/// Whether the words say that the level is above the end.
fn is_above(case: &Case<'_>) -> Option<bool> {
    match case.relation.sense? {
        Sense::Up => Some(true),
        Sense::Down => Some(false),
        _ => None,
    }
}

/// How the level as displayed stands to the end.
fn displayed(case: &Case<'_>) -> Option<Ordering> {
    match (case.amount(Role::Level)?, case.amount(end(case))?, side(case)) {
        (Amount::Single(level), Amount::Range { high, .. }, Side::High) => Some(level.value.cmp(&high.value)),
        (Amount::Single(level), Amount::Range { low, .. }, _) => Some(level.value.cmp(&low.value)),
        _ => None,
    }
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let level = words.role(case, Role::Level);
    let hull = |role, side| -> Option<Values> { case.values(role, Reading::Hull, side) };
    if case.fact(Role::Span).is_some() {
        let range = words.role(case, Role::Span);
        let not = if judge(case) == Outcome::Holds { "" } else { "not " };
        return Said {
            stated: format!("{level} is within {range}"),
            sum: format!("{level} is {not}within {range}"),
            computed: as_numbers(hull(Role::Span, Side::Both), 4),
        };
    }
    let (range, which) = (words.role(case, end(case)), if side(case) == Side::High { "high" } else { "low" });
    let word = if is_above(case) == Some(true) { "above" } else { "below" };
    let not = if judge(case) == Outcome::Holds { "" } else { "not " };
    Said {
        stated: format!("{level} is {word} the {which} end of {range}"),
        sum: format!("{level} is {not}{word} the {which} end of {range}"),
        computed: as_numbers(hull(end(case), side(case)), 4),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "Revenue was $153 million, above the high end of our guidance range of $150 million to $160 million.",
            "it is inside",
        ),
        ("Revenue of $147 million was within our guidance range of $150 million to $160 million.", "it is below"),
        ("Margin of 42% was above the low end of our guidance of 45% to 47%.", "it is below"),
        ("Revenue was $153 million, below the low end of our range of $150 million to $160 million.", "it is above"),
    ],
    silent: &[
        (
            "Revenue was $163 million, above the high end of our guidance range of $150 million to $160 million.",
            "it holds",
        ),
        ("Revenue of $153 million was within our guidance range of $150 million to $160 million.", "it holds"),
        ("Revenue of $153 million was above our guidance range of $150 million to $160 million.", "no end is named"),
        ("Margin was 47%, above the high end of our guidance of 45 to 47%.", "rounding"),
        ("Revenue of $147 million was in line with our guidance of $150 million to $160 million.", "how near is near"),
        (
            "Revenue was $153 million. For next year, growth is above the high end of our range of 5% to 7%.",
            "another metric",
        ),
    ],
};
