//! # direction-contradiction
//!
//! A value is said to be up or down from another, and it is not.
//!
//! ## Why it matters
//!
//! Either the word is wrong or one of the numbers is. Both end up in a note to clients.
//!
//! ## Example
//!
//! > Accounts payable days were 42 days, up from 52 in the second quarter.
//!
//! ## What it leaves alone
//!
//! - "Versus" without a word of change.
//! - Losses: "the loss decreased" may be said of either sign.
//! - "Improved", where less of the metric is better, or nothing is known of it.
//! - Values that may be equal within their rounding.
//!
//! ## Source
//!
//! "Up" means higher, "down" lower.

use super::case::{Case, Reading, Side};
use super::verdict::{Outcome, as_numbers};
use super::wording::Words;
use super::{Rule, Said};
use crate::relations::{Kind, Role, Values};
use crate::settings::{Profile, Severity};
use crate::tokens::Sense;
use crate::vocabulary::VOCABULARY;

pub(super) const RULE: Rule = Rule {
    name: "direction-contradiction",
    source: include_str!("direction_contradiction.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::Direction],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

fn judge(case: &Case<'_>) -> Outcome {
    verdict(case).unwrap_or(Outcome::Unsure)
}

fn verdict(case: &Case<'_>) -> Option<Outcome> {
    let hull = |role| case.values(role, Reading::Hull, Side::Both);
    let (level, prior) = (hull(Role::Level)?, hull(Role::Prior)?);
    let rises = rises(case)?;
    // Of two losses, "lower" may mean a smaller loss.
    if level.is_negative() && prior.is_negative() && !matches!(case.relation.sense, Some(Sense::Better | Sense::Worse))
    {
        return None;
    }
    let (lower, higher) = if rises { (prior, level) } else { (level, prior) };
    if lower.meets(higher)? {
        return Some(if case.facts_are_equal() { Outcome::Unsure } else { Outcome::Holds });
    }
    let right_way = lower.around(higher)?.low == lower.low;
    if right_way {
        return Some(Outcome::Holds);
    }
    // A wild miss is more likely a lost scale or another subject than a wrong word.
    let hedged = case.is_hedged();
    Some(Outcome::Fails(if hedged { Severity::Hint } else { Severity::Warning }))
}

/// Whether the words say that the level is the higher one.
fn rises(case: &Case<'_>) -> Option<bool> {
    match case.relation.sense? {
        Sense::Up => Some(true),
        Sense::Down => Some(false),
        Sense::Better => more_is_better(case),
        Sense::Worse => more_is_better(case).map(|better| !better),
        Sense::Flat | Sense::Free => None,
    }
}

fn more_is_better(case: &Case<'_>) -> Option<bool> {
    let metric = case.fact(Role::Level)?.metric.as_ref()?;
    let entry = VOCABULARY.metric(VOCABULARY.metric_named(&metric.name)?);
    Some(!entry.lower_is_better)
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (level, prior) = (words.role(case, Role::Level), words.role(case, Role::Prior));
    let word = match rises(case) {
        Some(true) => "higher",
        _ => "lower",
    };
    let hull: Option<Values> = case.values(Role::Prior, Reading::Hull, Side::Both);
    let order = match word {
        "higher" => "not above",
        _ => "not below",
    };
    let holds = judge(case) == Outcome::Holds;
    Said {
        stated: format!("{level} is {word} than {prior}"),
        sum: if holds { format!("{level} is {word} than {prior}") } else { format!("{level} is {order} {prior}") },
        computed: as_numbers(hull, 4),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("Accounts payable days were 42 days, up from 52 days in the second quarter.", "it is down"),
        ("Revenue increased to $11.7 million from $13.5 million in the second quarter.", "it decreased"),
        ("Gross margin improved from 19% to 14%.", "it got worse"),
        ("Our revenue of $11.7 million was higher than our $13.5 million expectation.", "it is lower"),
    ],
    silent: &[
        ("Accounts payable days were 52 days, up from 42 days in the second quarter.", "it holds"),
        ("Operating expenses improved from $19 million to $14 million.", "lower is better"),
        ("Net loss decreased to $4.0 million from $5.0 million.", "a smaller loss"),
        ("Revenue was $11.7 million versus $13.5 million in the second quarter.", "no word of change"),
        ("Revenue of $11.7 million was up from last year, and bookings were $13.5 million.", "another subject"),
        ("Gross margin was up slightly to 54% from 54%.", "equal within rounding"),
    ],
};
