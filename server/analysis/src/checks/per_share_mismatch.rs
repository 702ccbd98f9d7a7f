//! # per-share-mismatch
//!
//! Two amounts and what they are for each share stand on share counts that cannot both be.
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
//! ## What it leaves alone
//!
//! - Basic and diluted shares, buybacks and new shares: anything up to twice or half the count.
//! - The rounding of cents: $614,000 at $0.01 and a loss of $6.1 million at $0.07 are the same count.
//!
//! ## Source
//!
//! shares = income / income per share.

use super::case::{Case, Reading, Side};
use super::verdict::{Equation, Outcome, as_numbers};
use super::wording::{Sign, Words, values};
use super::{Rule, Said};
use crate::relations::{Kind, Rational, Role, Values};
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

const EQUATION: Equation =
    Equation { stated: Role::PerShare, given: &[Role::Amount, Role::OtherAmount, Role::OtherPerShare], compute, read };

fn judge(case: &Case<'_>) -> Outcome {
    EQUATION.judge(case)
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
    let (shown, hull) = EQUATION.computed(case);
    let figure = case.figure(Role::PerShare);
    let each = shown.zip(figure).map(|(it, figure)| values(it, figure.kind, figure.unit.as_ref(), Sign::Plain));
    Said {
        stated: words.role(case, Role::PerShare).to_owned(),
        sum: format!(
            "with about as many shares as in {} at {}, {} is {}",
            words.role(case, Role::OtherAmount),
            words.role(case, Role::OtherPerShare),
            words.role(case, Role::Amount),
            each.unwrap_or_default()
        ),
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
    ],
    silent: &[
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
    ],
};
