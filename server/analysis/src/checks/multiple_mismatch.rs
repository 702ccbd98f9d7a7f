//! # multiple-mismatch
//!
//! A level is not the multiple of its prior level that is said.
//!
//! ## Why it matters
//!
//! "Doubled" is remembered when the amounts are long forgotten.
//!
//! ## Example
//!
//! > Bookings were $15.0 million, double the $5.0 million of a year ago.
//!
//! $15.0 million is three times $5.0 million.
//!
//! ## What it leaves alone
//!
//! - "More than doubled", where the level is higher: it says one side only.
//! - "Two times higher", which some mean as twice and others as three times.
//! - "Nearly doubled" from nine tenths of the way.
//!
//! ## Source
//!
//! multiple = level / prior level. Spoken multiples are rounded to the nearest half.

use super::case::{Case, Reading, Side};
use super::verdict::{Equation, Outcome, as_numbers};
use super::wording::{Sign, Words, values};
use super::{Rule, Said};
use crate::relations::{Kind, Rational, Role, Values};
use crate::settings::Profile;

pub(super) const RULE: Rule = Rule {
    name: "multiple-mismatch",
    source: include_str!("multiple_mismatch.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::Multiple],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

const EQUATION: Equation = Equation { stated: Role::Multiple, given: &[Role::Level, Role::Prior], compute, read };

fn judge(case: &Case<'_>) -> Outcome {
    EQUATION.judge(case)
}

fn compute(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let (level, prior) = (case.values(Role::Level, reading, side)?, case.values(Role::Prior, reading, side)?);
    if !level.is_positive() || !prior.is_positive() {
        return None;
    }
    level.over(prior)
}

/// The multiple with the slack of a spoken one: a quarter of it either way, a tenth of what is a ratio by its name.
fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let stated = case.values(Role::Multiple, reading, side)?;
    let is_spoken = case.figure(Role::Multiple)?.kind == tieout_figures::Kind::Multiple;
    let (least, most) = if is_spoken { ((3, 4), (5, 4)) } else { ((9, 10), (11, 10)) };
    let slack = |(part, whole): (i64, i64)| stated.scaled(Rational::new(part, whole));
    slack(least)?.around(slack(most)?)
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let (shown, hull) = EQUATION.computed(case);
    let multiple = shown.map(|it| values(it, tieout_figures::Kind::Multiple, None, Sign::Plain)).unwrap_or_default();
    Said {
        stated: words.role(case, Role::Multiple).to_owned(),
        sum: format!("{} over {} is {multiple}", words.role(case, Role::Level), words.role(case, Role::Prior)),
        computed: as_numbers(hull, 2),
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("Volumes grew 5%, and our premium lines grew more than four times as fast, by 12%.", "2.4 times"),
        ("Shops grew 4%, while online orders grew 13%, more than six times the pace.", "it is 3.25 times"),
        ("Fares were up 18%, but tolls were up by twice as much, by 83%.", "4.6 times"),
        ("Net debt of $450 million is 5.0 times trailing EBITDA of $150 million.", "it is 3.0 times"),
        ("Net debt was $300 million, or 4.5 times annualized EBITDA of $120 million.", "it is 2.5 times"),
        ("Bookings doubled from $5.0 million to $15.0 million.", "they tripled"),
        ("Bookings nearly doubled to $25.0 million from $5.0 million.", "five times"),
        ("Bookings were $15.0 million, double the $5.0 million of last year.", "three times"),
        ("We expect a margin of 6% to 8% next year. The year after, we expect to double that to 12% to 35%.", "to 16%"),
        ("Our pipeline was $100 million, or 4 times the $40 million of last year.", "2.5 times"),
        ("Our backlog went from $10 million to $30 million, so it doubled.", "it tripled"),
    ],
    silent: &[
        ("Volumes grew 5%, and our premium lines grew more than twice as fast, by 12%.", "it holds"),
        ("Shops grew 4%, while online orders grew 13%, more than triple the pace.", "it holds"),
        ("Shops grew 4%, while online orders grew 13%, more than six times the pace of last year.", "of last year"),
        ("Shops grew 4%, and online orders grew five times as fast, with margins at 12%.", "of margins"),
        ("Shops grew 4% and online orders 13%, and apps grew five times as fast.", "of neither or both"),
        ("Margins were 4%, while online orders grew 13%, not twice the pace.", "denied"),
        ("We took leverage down from 3.4 times to 2.9 times, half a turn lower.", "half of a turn"),
        ("Users tripled in Asia, to 90 million in all from 60 million.", "in a part"),
        ("Growth was 2% in spring and 9% in summer, so the half was 5.6%.", "a half year"),
        ("Net debt of $450 million is 3.0 times trailing EBITDA of $150 million.", "it holds"),
        (
            "Orders of $450 million were 2.0 times those of last year, and EBITDA of $150 million was a record.",
            "no base",
        ),
        ("Net debt fell by $150 million in the half, from $900 million to $750 million.", "a half year"),
        ("Sales were $44 million, half of which, $22 million, is ours.", "it holds"),
        ("We have raised it three times, from $1.50 to $1.60 a share and on.", "how often"),
        ("Sales rose by half, from $10.0 million to $15.0 million.", "half of what they were is added"),
        ("Sales fell by a third to $20.0 million from $30.0 million.", "a third is taken away"),
        ("Net debt was $300 million, or 2.5 times EBITDA, and cash was $40 million.", "another amount"),
        ("Speed improved by 3x in training, from 2x to 4x in some uses.", "steps of other steps"),
        (
            "We expect a margin of 6% to 8% next year. The year after, we expect to double that to 12% to 16%.",
            "it holds",
        ),
        (
            "We expect a margin of 6% next year. The year after, we expect to double sales to $40 million.",
            "another metric",
        ),
        ("With 41,000 today, we nearly doubled in one year the number of homes that we heat.", "how long it took"),
        ("Bookings doubled from $5.0 million to $10.2 million.", "it holds"),
        ("Bookings more than doubled from $5.0 million to $15.0 million.", "one side is open"),
        ("Bookings nearly doubled from $5.0 million to $9.4 million.", "the hedge allows it"),
        ("Our backlog went from $10 million to $20 million, so it doubled.", "it holds"),
        ("Our backlog went from $10 million to $30 million, and churn doubled.", "of churn"),
    ],
};
