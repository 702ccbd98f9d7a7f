//! # per-share-mismatch
//!
//! An amount and what it is for each share do not fit the share count, or that of another pair.
//!
//! ## Why it matters
//!
//! A digit lost in earnings per share shows only against the income beside it.
//!
//! ## Example
//!
//! > Non-GAAP net income was $5.4 million, or $0.10 per share. GAAP net income was $4.8 million, or $0.90 per share.
//!
//! The first pair stands on some 54 million shares, the second on 5 million.
//!
//! > Net income was $8.4 million, or $0.31 per share, based on 40 million diluted shares.
//!
//! On 40 million shares it is $0.21.
//!
//! ## What it leaves alone
//!
//! - Beside a share count: a twentieth either way, as shares are weighted and counts rounded. The count of another
//!   period, and shares that were bought or sold.
//! - Beside a share count that is said elsewhere, and between two pairs: basic and diluted shares, buybacks and new
//!   shares, anything up to twice or half the count. A call that speaks of depositary shares.
//! - The rounding of cents: $614,000 at $0.01 and a loss of $6.1 million at $0.07 are the same count.
//!
//! ## Source
//!
//! shares = income / income per share.

use super::case::{Case, Reading, Side};
use super::verdict::{Equation, Outcome, as_numbers};
use super::wording::{Sign, Words, values};
use super::{Rule, Said};
use crate::relations::{Kind, Pairing, Rational, Role, Values};
use crate::settings::Profile;

pub(super) const RULE: Rule = Rule {
    name: "per-share-mismatch",
    source: include_str!("per_share_mismatch.rs"),
    default: true,
    profile: Profile::Editor,
    kinds: &[Kind::PerShare],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

/// On the share count of the other pair.
const OF_PAIRS: Equation =
    Equation { stated: Role::PerShare, given: &[Role::Amount, Role::OtherAmount, Role::OtherPerShare], compute, read };
/// On the share count that is said.
const OF_SHARES: Equation =
    Equation { stated: Role::PerShare, given: &[Role::Amount, Role::Units], compute: divide, read };

fn equation(case: &Case<'_>) -> &'static Equation {
    if case.relation.fact(Role::Units).is_some() { &OF_SHARES } else { &OF_PAIRS }
}

fn judge(case: &Case<'_>) -> Outcome {
    equation(case).judge(case)
}

/// What the amount is for each of the shares, a twentieth more or less; of shares counted elsewhere, which may be those of
/// another day, twice as much or half.
fn divide(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let shares = case.values(Role::Units, reading, side)?;
    if !shares.is_positive() {
        return None;
    }
    let each = case.values(Role::Amount, reading, side)?.magnitude().over(shares)?;
    let (least, most) = match case.relation.pairing {
        Pairing::Gathered => (Rational::new(1, 2), Rational::new(2, 1)),
        _ => (Rational::new(19, 20), Rational::new(21, 20)),
    };
    each.scaled(least)?.around(each.scaled(most)?)
}

/// What the amount is for each share, on the share count of the other pair, twice it or half.
fn compute(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let size = |role| Some(case.values(role, reading, side)?.magnitude());
    let (other, other_each) = (size(Role::OtherAmount)?, size(Role::OtherPerShare)?);
    if !other.is_positive() || !other_each.is_positive() {
        return None;
    }
    let each = size(Role::Amount)?.times(other_each)?.over(other)?;
    each.scaled(Rational::new(1, 2))?.around(each.scaled(Rational::new(2, 1))?)
}

fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    Some(case.values(Role::PerShare, reading, side)?.magnitude())
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (shown, hull) = equation(case).computed(case);
    let figure = case.figure(Role::PerShare);
    let each = shown.zip(figure).map(|(it, figure)| values(it, figure.kind, figure.unit.as_ref(), Sign::Plain));
    let shares = match case.figure(Role::Units) {
        Some(_) => format!("on {} shares", words.role(case, Role::Units).trim_end_matches(" shares")),
        None => format!(
            "with about as many shares as in {} at {}",
            words.role(case, Role::OtherAmount),
            words.role(case, Role::OtherPerShare)
        ),
    };
    Said {
        stated: words.role(case, Role::PerShare).to_owned(),
        sum: format!("{shares}, {} is {}", words.role(case, Role::Amount), each.unwrap_or_default()),
        computed: as_numbers(hull, 4),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "Non-GAAP net income was $5.4 million, or $0.10 per share. GAAP net income was $4.8 million, or $0.90 per \
             share.",
            "54 million shares and 5 million",
        ),
        (
            "Net income was $12.0 million, or $0.04 per diluted share, compared to $10.0 million, or $0.35 per diluted \
             share.",
            "ten times as many shares",
        ),
        ("Net income was $8.4 million, or $0.31 per share, based on 40 million diluted shares outstanding.", "$0.21"),
        (
            "We expect net income of $8 million to $10 million. Based on diluted shares outstanding of 40 million, this \
             would lead to EPS of $0.20 to $0.35 per share.",
            "the upper end is $0.25",
        ),
        (
            "GAAP net income was $8.4 million, and EPS was $0.21. Non-GAAP net income was $12.0 million, and EPS was $0.75.",
            "40 million shares and 16 million",
        ),
        (
            "Third quarter net income was $8.4 million. Third quarter EPS was $0.21. We opened a quay. We hired pilots. For the \
             fourth quarter, we expect 404 million diluted shares.",
            "the share count is ten times that of the income",
        ),
        (
            "Net income was $8.4 million, or $0.41 per share. Diluted shares outstanding were 40 million shares.",
            "it is $0.21",
        ),
        ("We expect net income of $8.4 million, or $0.41 per share, assuming 40 million shares.", "it is $0.21"),
    ],
    silent: &[
        (
            "Net income was $0.9 million, or $0.06 per diluted share. Operating net income was $4.1 million, or $0.06 per adjusted share.",
            "other shares",
        ),
        (
            "We lost $3.0 million, or $0.20 per share, based on 15.0 million diluted shares, compared with a loss of $21.0 million, or $1.60 per share, a year ago.",
            "the shares of this year",
        ),
        (
            "Adjusted net income was $41 million, or $0.29 per share. We lost $9 million, or $0.13 on 70 million basic shares.",
            "the shares of another amount",
        ),
        (
            "Third quarter net income was $8.4 million. Third quarter EPS was $0.21. We opened a quay. We hired pilots. For the \
             fourth quarter, we expect 62 million diluted shares.",
            "new shares",
        ),
        (
            "Third quarter net income was $8.4 million. Third quarter EPS was $0.21. Our depositary shares stand for ten each. \
             We hired pilots. For the fourth quarter, we expect 404 million diluted shares.",
            "depositary shares",
        ),
        (
            "Third quarter net income was $8.4 million. Third quarter EPS was $0.21. We opened a quay. We hired pilots. We \
             have repurchased 404 million shares over the years.",
            "bought over the years",
        ),
        (
            "Non-GAAP net income was $614,000 or $0.01 per share. GAAP net loss was $6.1 million, or $0.07 per share.",
            "rounding of cents",
        ),
        (
            "Net income was $12.0 million, or $0.30 per diluted share, compared to $10.0 million, or $0.35 per diluted \
             share.",
            "new shares",
        ),
        (
            "Net income was $12.0 million, or $0.40 per share. We paid a dividend of $1.2 million at $0.90 per share.",
            "no second pair",
        ),
        (
            "Net income was $8.4 million, or $0.21 per share, based on 40 million diluted shares outstanding.",
            "it holds",
        ),
        ("Net income was $8.4 million, or $0.22 per share, on 40 million diluted shares outstanding.", "a twentieth"),
        ("Net income was $8.4 million, or $0.31 per share, and we repurchased 40 million shares.", "bought"),
        (
            "Net income was $8.4 million, or $0.31 per share. For the fourth quarter, we expect a diluted share count of \
             40 million.",
            "the count of another period",
        ),
        (
            "GAAP net income was $8.4 million, and the dividend was $0.21. Non-GAAP net income was $12.0 million, and EPS \
             was $0.75.",
            "a dividend is no part of a pair",
        ),
        (
            "Net income was $8.4 million, or $0.21 per share. Diluted shares outstanding were 40 million shares.",
            "it holds",
        ),
        (
            "Net income was $8.4 million, or $0.41 per share. We bought 40 million shares of common stock.",
            "not all shares",
        ),
        ("We expect net income of $8.4 million, or $0.21 per share, assuming 40 million shares.", "it holds"),
    ],
};
