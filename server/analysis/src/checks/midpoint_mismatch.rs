//! # midpoint-mismatch
//!
//! A figure that is said to be the middle of a range is not.
//!
//! ## Why it matters
//!
//! Consensus is set against midpoints. Where the midpoint is off, either it or an end of the range was misspoken.
//!
//! ## Example
//!
//! > We expect revenue of $100 million to $110 million, which is $115 million at the midpoint.
//!
//! ## What it leaves alone
//!
//! - Other figures "at the midpoint": growth, another metric.
//! - Whatever rounding explains.
//!
//! ## Source
//!
//! midpoint = (low + high) / 2.

use super::case::{Case, Reading, Side};
use super::verdict::{Equation, Outcome, as_numbers};
use super::wording::{Sign, Words, values};
use super::{Rule, Said};
use crate::relations::{Kind, Rational, Role, Values};
use crate::settings::Profile;

pub(super) const RULE: Rule = Rule {
    name: "midpoint-mismatch",
    source: include_str!("midpoint_mismatch.rs"),
    default: true,
    profile: Profile::Editor,
    kinds: &[Kind::Midpoint],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

const EQUATION: Equation = Equation { stated: Role::Midpoint, given: &[Role::Span], compute, read };

fn judge(case: &Case<'_>) -> Outcome {
    EQUATION.judge(case)
}

fn compute(case: &Case<'_>, reading: Reading, _: Side) -> Option<Values> {
    let ends = case.values(Role::Span, reading, Side::Low)?.plus(case.values(Role::Span, reading, Side::High)?)?;
    ends.scaled(Rational::new(1, 2))
}

fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    case.values(Role::Midpoint, reading, side)
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (shown, hull) = EQUATION.computed(case);
    let figure = case.figure(Role::Midpoint);
    let middle = shown.zip(figure).map(|(it, figure)| values(it, figure.kind, figure.unit.as_ref(), Sign::Plain));
    Said {
        stated: words.role(case, Role::Midpoint).to_owned(),
        sum: format!("the middle of {} is {}", words.role(case, Role::Span), middle.unwrap_or_default()),
        computed: as_numbers(hull, 4),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("We guide to $200 million to $220 million, call it $262 million at the midpoint.", "it is $210 million"),
        (
            "We guide to revenue of $200 million to $220 million, which at the midpoint of $262 million is 5% growth.",
            "it is $210 million",
        ),
        (
            "We expect toll revenue of $100 million to $110 million; the midpoint of $115 million is up 5%.",
            "it is $105 million",
        ),
        ("We guide to revenue of $400 million to $420 million. The midpoint is $440 million.", "it is $410 million"),
        ("We expect revenue of $100 million to $110 million, which is $115 million at the midpoint.", "it is 105"),
        ("We expect revenue of $100 million to $110 million, with a midpoint of $107 million.", "it is 105"),
        ("The midpoint of our range of $100 million to $110 million is $107 million.", "it is 105"),
        ("We expect margins of 45 to 47%, with a midpoint of 48%.", "it is 46"),
        ("We expect revenue of $100 million to $110 million, so the midpoint is $125 million.", "it is $105 million"),
    ],
    silent: &[
        ("We guide to $200 million to $220 million, call it $210 million at the midpoint.", "it holds"),
        (
            "We guide to revenue of $200 million to $220 million, EBITDA of $250 million at the midpoint.",
            "of another metric",
        ),
        (
            "We have hedged $20 million to $30 million, about $35 million at the midpoint of our plan.",
            "of another range",
        ),
        (
            "We guide to revenue of $200 million to $220 million, which at the midpoint of $210 million is 5% growth.",
            "it holds",
        ),
        (
            "We expect toll revenue of $100 million to $110 million, versus a midpoint of $98 million, up 5%.",
            "that of another range",
        ),
        (
            "Toll revenue should be $100 million to $110 million; the midpoint of our prior range was $115 million.",
            "that of another range",
        ),
        ("We expect toll revenue of $100 million to $110 million; costs of $115 million are up 5%.", "no midpoint"),
        (
            "We guide to revenue of $400 million to $420 million. The midpoint is $10 million higher than before.",
            "a change",
        ),
        (
            "We guide to revenue of $400 million to $420 million. The midpoint of our EBITDA guidance is $90 million.",
            "another metric",
        ),
        (
            "We guide to revenue of $400 million to $420 million and EBITDA of $80 million to $90 million. The midpoint is $85 million.",
            "which one is left open",
        ),
        (
            "Revenue of $103 million exceeded the midpoint of our $98 million to $104 million range by $2 million.",
            "by how much it was exceeded",
        ),
        ("We expect revenue of $100 million to $110 million, or $105 million at the midpoint.", "it holds"),
        ("Revenue came in at the midpoint of our $100 million to $110 million range, at $105 million.", "it holds"),
        ("We expect revenue of $100 million to $105 million, or $103 million at the midpoint.", "rounding"),
        ("We expect revenue of $100 million to $110 million, with growth of 7% at the midpoint.", "growth"),
        (
            "We expect revenue of $100 million to $110 million; the midpoint is $5 million above our earlier range.",
            "by how much it rose",
        ),
        ("We expect revenue of $100 million to $110 million, so the midpoint is $105 million.", "it holds"),
        (
            "We guide to revenue of $400 million to $420 million. At the midpoint, $30 million comes from the acquisition.",
            "a part of it",
        ),
        ("We guide to EPS of $2.10 to $2.30, $0.15 of which at the midpoint is from tax.", "a part of it"),
        (
            "We guide to costs of $40 million to $50 million. Revenue will be $400 million to $420 million. The midpoint is $45 million.",
            "of one of two",
        ),
        ("We guide to revenue of $400 million to $420 million. The midpoint was $390 million before.", "what it was"),
    ],
};
