//! # share-mismatch
//!
//! A part is not the percentage of its whole that is said.
//!
//! ## Why it matters
//!
//! Shares size segments, regions and customers. A share of the wrong base misstates the segment.
//!
//! ## Example
//!
//! > International sales were $35.0 million, or 27% of total revenue. Asia accounted for $20.0 million or 15% of this
//! > amount.
//!
//! $20.0 million of $35.0 million is 57 %. The 15 % fits total revenue: the words name the wrong base.
//!
//! ## What it leaves alone
//!
//! - A whole that the call does not state, or states for another period or scope.
//! - Whatever rounding explains.
//!
//! ## Source
//!
//! share = part / whole.

use super::case::{Case, Reading, Side};
use super::verdict::{Equation, Outcome, as_numbers};
use super::wording::{Sign, Words, values};
use super::{Rule, Said};
use crate::relations::{Kind, Rational, Role, Values};
use crate::settings::Profile;

pub(super) const RULE: Rule = Rule {
    name: "share-mismatch",
    source: include_str!("share_mismatch.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::Share],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

const EQUATION: Equation = Equation { stated: Role::Share, given: &[Role::Part, Role::Whole], compute, read };

fn judge(case: &Case<'_>) -> Outcome {
    EQUATION.judge(case)
}

fn compute(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    share_of(case, Role::Whole, reading, side)
}

fn share_of(case: &Case<'_>, whole: Role, reading: Reading, side: Side) -> Option<Values> {
    let (part, whole) = (case.values(Role::Part, reading, side)?, case.values(whole, reading, side)?);
    if !part.is_positive() || !whole.is_positive() {
        return None;
    }
    part.over(whole)?.scaled(Rational::HUNDRED)
}

fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    case.values(Role::Share, reading, side)
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (shown, hull) = EQUATION.computed(case);
    let percent = |it: Values| values(it, tieout_figures::Kind::Percent, None, Sign::Plain);
    let (part, whole) = (words.role(case, Role::Part), words.role(case, Role::Whole));
    let mut sum = format!("{part} of {whole} is {}", shown.map(percent).unwrap_or_default());
    if let Some(other) = share_of(case, Role::OtherWhole, Reading::Band, Side::Both) {
        let name = case.fact(Role::OtherWhole).and_then(|fact| fact.metric.as_ref()).map_or("", |it| &it.text);
        let whole = words.role(case, Role::OtherWhole);
        sum.push_str(&format!("; of {whole} ({name}) it is {}", percent(other)));
    }
    Said { stated: words.role(case, Role::Share).to_owned(), sum, computed: as_numbers(hull, 2) }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "Total revenue was $130.0 million. International revenue was $35.0 million. Asia accounted for $20.0 million \
             or 15% of this amount.",
            "this amount is international revenue",
        ),
        (
            "Operating income was $2.4 million on revenue of $12.0 million, for an operating margin of 30%.",
            "it is 20 %",
        ),
        ("We won 12 of 60 bids, or 40%.", "it is 20 %"),
        ("Total revenue was $130.0 million. Service revenue was $35.0 million, or 37% of total revenue.", "it is 27 %"),
    ],
    silent: &[
        ("Operating income was $2.4 million on revenue of $12.0 million, for an operating margin of 20%.", "it holds"),
        (
            "Operating income was $2.4 million on bookings of $12.0 million, for an operating margin of 30%.",
            "another base",
        ),
        ("Total revenue was $130.0 million. Service revenue was $35.0 million, or 27% of total revenue.", "it holds"),
        ("Service revenue was $35.0 million, or 37% of total revenue.", "the whole is not said"),
        (
            "International revenue was $35.0 million. Asia accounted for $20.0 million or 57% of this amount.",
            "it holds",
        ),
        (
            "Total revenue last year was $130.0 million. Service revenue this quarter was $35.0 million, or 37% of total \
             revenue.",
            "the whole is of another period",
        ),
    ],
};
