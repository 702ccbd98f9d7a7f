//! # change-share-mismatch
//!
//! A change said as an amount and as a rate does not fit the level it leads to.
//!
//! ## Why it matters
//!
//! "Fell $3 million, or 12%, to $22 million" says the prior level without naming it, twice. Where the two differ, the
//! amount or the rate is wrong, and nobody sees it without a pencil.
//!
//! ## Example
//!
//! > Expenses fell $3.0 million or 22% to $22.0 million.
//!
//! $3.0 million of $25.0 million is 12%.
//!
//! ## What it leaves alone
//!
//! - "or 3% of sales": a share of something else.
//! - Whatever rounding explains, and rates in constant currency.
//!
//! ## Source
//!
//! growth = change / (level − change), with the change below zero for a decline.

use super::case::{Case, Reading, Side};
use super::verdict::{Equation, Outcome, as_numbers, signed};
use super::wording::{Sign, Words, values};
use super::{Rule, Said};
use crate::relations::{Kind, Rational, Role, Values};
use crate::settings::Profile;

pub(super) const RULE: Rule = Rule {
    name: "change-share-mismatch",
    source: include_str!("change_share_mismatch.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::ChangeShare],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

const EQUATION: Equation = Equation { stated: Role::Growth, given: &[Role::Level, Role::Change], compute, read };

fn judge(case: &Case<'_>) -> Outcome {
    EQUATION.judge(case)
}

fn compute(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    // Without a direction the words do not say which prior level is meant.
    let sense =
        case.relation.sense.filter(|sense| matches!(sense, crate::tokens::Sense::Up | crate::tokens::Sense::Down))?;
    let change = signed(case.values(Role::Change, reading, side)?, Some(sense), None);
    let level = case.values(Role::Level, reading, side)?;
    let prior = level.minus(change)?;
    if !level.is_positive() || !prior.is_positive() {
        return None;
    }
    // Both stand on the change, so that the prior level is no independent value: growth = 1 / (level / change − 1).
    let inverse = level.over(change)?.minus(Values::exactly(Rational::ONE))?;
    Values::exactly(Rational::HUNDRED).over(inverse)
}

fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    Some(signed(case.values(Role::Growth, reading, side)?, case.relation.sense, None))
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (shown, hull) = EQUATION.computed(case);
    let growth = shown.map(|it| values(it, tieout_figures::Kind::Percent, None, Sign::Change)).unwrap_or_default();
    Said {
        stated: words.role(case, Role::Growth).to_owned(),
        sum: format!("a change of {} to {} is {growth}", words.role(case, Role::Change), words.role(case, Role::Level)),
        computed: as_numbers(hull, 2),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "Toll revenue was $74.6 million, representing an increase of $21.3 million or 20% compared to last year.",
            "40 %",
        ),
        ("Operating expenses fell $3.0 million or 22% to $22.0 million.", "it is 12 %"),
        ("Revenue was $12.0 million, up $2.0 million or 35%.", "it is 20 %"),
    ],
    silent: &[
        (
            "Toll revenue was $74.6 million, representing an increase of $21.3 million or 40% compared to last year.",
            "it holds",
        ),
        ("Toll revenue was $74.6 million, representing an increase of $4.3 million or 12% in cash tolls.", "of a part"),
        ("Toll revenue was $74.6 million, representing an increase in fines of $2.3 million or 12%.", "of a part"),
        ("Of the $10 million increase, $6 million, or 60%, came from price.", "a part of the step"),
        ("Operating expenses fell $3.0 million or 12% to $22.0 million.", "it holds"),
        ("Operating expenses fell $3.0 million, or 3% of sales, to $22.0 million.", "a share of something else"),
        ("Revenue was $12.0 million, up $2.0 million or 35% in constant currency.", "constant currency"),
        ("Revenue was $12 million, up about $2 million or 20%.", "it holds"),
    ],
};
